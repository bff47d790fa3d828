/** A headline of a refusal is true of the case: where it sends people, it can be done once the notes are heeded, and nowhere else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enBinding, enHandling, headline, zhCN, zhCNBinding, zhCNHandling } from '../../src/explain/index.ts'
import { bindingForm, handlingForm, type Message } from '../../src/form/index.ts'
import {
  BINDING_FACTS,
  CHANNELS,
  type Channel,
  decideBinding,
  decideHandling,
  HANDLING_FACTS,
  OWNER_CONSENTS,
  type Question,
} from '../../src/index.ts'
import { wholeBindingFacts, wholeHandlingFacts } from '../../src/testing/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'

type Row = Readonly<Record<string, unknown>>
type Case = readonly [facts: Row, set: (typeof SET_IDS)[number]]

/** What a person can bring about, or wait for: everything that a note advises, for every rule at once. */
function mended(question: Question, facts: Row): readonly Row[] {
  if (question === 'bind') {
    const least = {
      ...facts,
      identityVerified: true,
      driverBindings: 0,
      vehicleBindings: 0,
      driverApplicationsToday: 0,
      driverApplicationsThisYear: 0,
      vehicleReleasedAt: null,
      vehicleDriversBoundThisYear: 0,
    }
    return OWNER_CONSENTS.map((ownerConsent) => ({ ...least, ownerConsent }))
  }
  const least = {
    ...facts,
    identityVerified: true,
    offenderPresent: true,
    pointsHeld: 0,
    licenceStates: [],
    fullScoreStudies: 0,
    othersVehiclesHandledThisYear: 0,
    vehicleOtherDriversThisYear: 0,
  }
  return facts.boundSince === null ? [least, { ...least, boundSince: facts.at }] : [least]
}

/** Where the act is permitted once all of that is done. */
function reachable(question: Question, [facts, id]: Case): readonly Channel[] {
  return CHANNELS.filter((channel) =>
    mended(question, facts).some((row) => {
      const changed = { ...row, channel } as never
      const decided = question === 'bind' ? decideBinding(changed, SETS[id]) : decideHandling(changed, SETS[id])
      return decided.verdict === 'permitted'
    }),
  )
}

const KINDS = ['nowhere', 'here', 'elsewhere'] as const
type Kind = (typeof KINDS)[number]
const SAID: Readonly<Record<Kind, readonly [zh: RegExp, en: RegExp]>> = {
  nowhere: [/更换渠道也不能办理。$/, /another channel would not help\.$/],
  here: [/，请先按提示办理。$/, /; first do what the notes say\.$/],
  elsewhere: [/，请先按提示办理，再/, /; first do what the notes say, then /],
}

/** What kind of headline a form has for a driver; the same in both languages. */
function kindOf(question: Question, [known, id]: Case): Kind | undefined {
  const lines = ([0, 1] as const).map((language) => {
    const options = { ask: [], rules: SETS[id], known } as const
    return question === 'bind'
      ? bindingForm({ ...options, locale: language === 0 ? zhCNBinding : enBinding } as never).judge({}).headline
      : handlingForm({ ...options, locale: language === 0 ? zhCNHandling : enHandling } as never).judge({}).headline
  })
  const [zh, english] = ([0, 1] as const).map((language) =>
    KINDS.find((kind) => SAID[kind][language].test(lines[language] as string)),
  )
  expect(zh, lines.join(' ')).toBe(english)
  return zh
}

/** What a driver reads of the rules that refuse, in Chinese. */
function notesOf(question: Question, [known, id]: Case): readonly string[] {
  const options = { ask: [], rules: SETS[id], known } as const
  const { byField } =
    question === 'bind'
      ? bindingForm({ ...options, locale: zhCNBinding } as never).judge({})
      : handlingForm({ ...options, locale: zhCNHandling } as never).judge({})
  return Object.values(byField as Readonly<Record<string, readonly Message[]>>).flatMap((list) =>
    list.map(({ message }) => message),
  )
}

const AT = '2025-06-10T10:00:00.000+08:00'
const BINDING: Row = { ...PERMITTED_BINDING, at: AT }
const HANDLING: Row = {
  ...PERMITTED_HANDLING,
  at: AT,
  occurredAt: '2025-06-09T09:30:00.000+08:00',
  boundSince: '2025-05-01T10:00:00.000+08:00',
}
const binding = (facts: Row, id: Case[1]): [Case] => [[{ ...BINDING, ...facts }, id]]
const handling = (facts: Row, id: Case[1]): [Case] => [[{ ...HANDLING, ...facts }, id]]

const QUESTIONS = [
  {
    question: 'bind',
    rows: wholeBindingFacts(),
    // One of each kind, so that what is counted does not depend on what is drawn.
    examples: [
      binding({ driverBindingsEver: 5 }, 'plan-2018-03-01'),
      binding({ driverBindings: 3 }, 'cn-2024-11-01'),
      binding({ driverBindings: 3, vehicleBindings: 3, ownerConsent: 'registered-owner' }, 'plan-2018-03-01'),
      binding({ driverBindings: 3, operating: true }, 'cn-2024-11-01'),
      binding({ ownerConsent: 'none' }, 'cn-2024-11-01'),
    ],
  },
  {
    question: 'handle',
    rows: wholeHandlingFacts(),
    examples: [
      handling({ licenceClasses: ['D'], fine: 50_000, points: 12, channel: 'window' }, 'as-reported'),
      handling({ licenceStates: ['full-points'] }, 'cn-2018-09-01'),
      handling({ licenceStates: ['suspended'], fine: 50_000 }, 'cn-2024-11-01'),
      handling({ channel: 'window', offenderPresent: false, fine: 50_000 }, 'cn-2024-11-01'),
    ],
  },
] as const

describe.each(QUESTIONS)('a headline of a refusal to $question', ({ question, rows, examples }) => {
  test('never says that no channel helps where one does, and never sends to one that does not', () => {
    const told: Record<Kind, number> = { nowhere: 0, here: 0, elsewhere: 0 }
    const any = fc.tuple(rows as fc.Arbitrary<object>, fc.constantFrom(...SET_IDS)) as unknown as fc.Arbitrary<Case>
    fc.assert(
      fc.property(any, (each) => {
        const kind = kindOf(question, each)
        if (kind === undefined) return
        told[kind]++
        const places = reachable(question, each)
        const isHere = places.includes(each[0].channel as Channel)
        // No note may ask for anything then.
        if (kind === 'nowhere')
          expect([places, notesOf(question, each).filter((note) => /请/.test(note))]).toEqual([[], []])
        else if (kind === 'elsewhere') expect([isHere, places.length > 0]).toEqual([false, true])
        else expect(isHere).toBe(true)
      }),
      { examples: [...examples] },
    )
    for (const kind of KINDS) expect(told[kind], kind).toBeGreaterThan(0)
  })

  test('never says so either of facts of which some are missing, nor of a decision alone', () => {
    const told = { form: 0, alone: 0 }
    const any = fc.tuple(
      rows as fc.Arbitrary<object>,
      fc.constantFrom(...SET_IDS),
      fc.subarray<string>([...(question === 'bind' ? BINDING_FACTS : HANDLING_FACTS)]),
    ) as unknown as fc.Arbitrary<readonly [facts: Row, set: Case[1], missing: readonly string[]]>
    fc.assert(
      fc.property(any, ([facts, id, missing]) => {
        const known = Object.fromEntries(Object.entries(facts).filter(([name]) => !missing.includes(name)))
        const decision = question === 'bind' ? decideBinding(known, SETS[id]) : decideHandling(known, SETS[id])
        const isSaid = {
          form: kindOf(question, [known, id]) === 'nowhere',
          alone: SAID.nowhere[0].test(headline(decision, zhCN, { audience: 'driver' })),
        }
        for (const by of ['form', 'alone'] as const) {
          if (!isSaid[by]) continue
          told[by]++
          expect(reachable(question, [facts, id]), by).toEqual([])
        }
      }),
      {
        examples: [[...(examples[0][0] as readonly [Row, Case[1]]), ['identityVerified']]].map(
          (each) => [each] as never,
        ),
      },
    )
    expect(Math.min(told.form, told.alone)).toBeGreaterThan(0)
  })
})
