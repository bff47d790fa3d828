/** A headline of a refusal is true of the case: where it sends people, it can be done once the notes are heeded, and nowhere else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  enBinding,
  enHandling,
  explainFinding,
  headline,
  zhCN,
  zhCNBinding,
  zhCNHandling,
} from '../../src/explain/index.ts'
import { bindingForm, handlingForm, type Message } from '../../src/form/index.ts'
import {
  BINDING_FACTS,
  CHANNELS,
  type Channel,
  type Decision,
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

const KINDS = ['nowhere', 'here', 'elsewhere', 'instead'] as const
type Kind = (typeof KINDS)[number]
const SAID: Readonly<Record<Kind, readonly [zh: RegExp, en: RegExp]>> = {
  nowhere: [/更换渠道也不能办理。$/, /another channel would not help\.$/],
  here: [/，请按提示办理。$/, /; follow the notes\.$/],
  elsewhere: [/，请按提示办理，届时/, /; follow the notes, then /],
  // At once, without a note to heed.
  instead: [/^您不能通过该渠道/, /^You cannot .* here; /],
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

/** What a form tells: its headline, and each rule that refuses with its sentence. */
function told(question: Question, [known, id]: Case, audience: 'driver' | 'official' = 'driver') {
  const options = { ask: [], rules: SETS[id], known, audience } as const
  const { headline: line, byField } =
    question === 'bind'
      ? bindingForm({ ...options, locale: zhCNBinding } as never).judge({})
      : handlingForm({ ...options, locale: zhCNHandling } as never).judge({})
  const notes = Object.values(byField as Readonly<Record<string, readonly Message[]>>).flat()
  return {
    line,
    notes: notes.map(({ message }) => message),
    all: [line, ...notes.map(({ message }) => message)].join(''),
  }
}

function decided(question: Question, facts: Row, id: Case[1]): Decision {
  return (
    question === 'bind' ? decideBinding(facts as never, SETS[id]) : decideHandling(facts as never, SETS[id])
  ) as Decision
}

/** The most of the numbers that a sentence asks for; what asks for no number asks for one. */
function asked(sentences: string, ask: RegExp): number {
  return Math.max(0, ...[...sentences.matchAll(ask)].map(([, some, other]) => Number(some ?? other ?? 1)))
}

/** The most that a count may be. */
const MOST = 1_000_000

/** The facts once somebody has done what sentences ask for, and no more. */
function followed(question: Question, facts: Row, said: string): Row {
  const count = (name: string) => Number(facts[name])
  const verified = /实人认证|身份证明原件|核验身份/.test(said) ? { identityVerified: true } : {}
  if (question === 'bind') {
    const isNextYear = /请明年再申请/.test(said)
    const agreed = /请所有人(注册平台账户)?(?:或者)?(出示车辆二维码)?(?:或者)?(提供短信验证码)?/.exec(said)
    const way = agreed?.[1] ? 'registered-owner' : agreed?.[2] ? 'qr' : agreed?.[3] ? 'sms' : facts.ownerConsent
    return {
      ...facts,
      ...verified,
      driverBindings: count('driverBindings') - asked(said, /请先解除(\d+)辆/g),
      vehicleBindings: count('vehicleBindings') - asked(said, /请(?:其中(\d+)名|这(\d+)名|该驾驶人)/g),
      ...(isNextYear ? { driverApplicationsThisYear: 0, vehicleDriversBoundThisYear: 0 } : {}),
      ...(isNextYear || /请明日再申请/.test(said) ? { driverApplicationsToday: 0 } : {}),
      ...(/请届时再申请/.test(said) ? { vehicleReleasedAt: null } : {}),
      ownerConsent: way,
    }
  }
  // Nobody has points of a licence that was lost on a new one, as the sentences take it.
  const isNew = /请重新取得驾驶证/.test(said)
  // What is advised, not how often it was done.
  const isStudied = /请先参加满分学习|并经满分学习/.test(said)
  const isInOrder = isNew || isStudied || /请先(?:换证|办理审验|申请恢复|办理转入|咨询)/.test(said)
  const isOver = /记分周期结束/.test(said)
  return {
    ...facts,
    ...verified,
    ...(/本人到场|本人到窗口|请您本人前往/.test(said) ? { offenderPresent: true } : {}),
    ...(/请先备案[，。]|请在今天备案/.test(said) ? { boundSince: facts.at } : {}),
    ...(isInOrder ? { licenceStates: [] } : {}),
    ...(isNew || isStudied || isOver ? { pointsHeld: 0 } : {}),
    fullScoreStudies: isNew || isOver ? 0 : Math.min(count('fullScoreStudies') + (isStudied ? 1 : 0), MOST),
    othersVehiclesHandledThisYear:
      count('othersVehiclesHandledThisYear') - asked(said, /其余\d+辆中有(\d+)辆|其余(\d+)辆的/g),
    vehicleOtherDriversThisYear:
      count('vehicleOtherDriversThisYear') - asked(said, /其余\d+名中有(\d+)名|其余(\d+)名的/g),
  }
}

const NAMES = { app: '交管12123', web: '互联网平台', kiosk: '自助机', window: '窗口' } as const

/** The channels that a sentence sends to. */
function sentTo(sentence: string): readonly Channel[] {
  const place = /(到窗口|通过[^，。]*)(?:办理|申请)/.exec(sentence.replace('不能通过该渠道', ''))?.[1] ?? ''
  return CHANNELS.filter((channel) => place.includes(NAMES[channel]))
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

/** Ids that a form reads: of an owner written as a sign alone it takes that nothing is known. */
function named<F extends { readonly driver: unknown; readonly vehicleOwner: unknown }>(facts: F): F {
  return { ...facts, driver: 'd1', vehicleOwner: facts.vehicleOwner === facts.driver ? 'd1' : 'o1' }
}

const QUESTIONS = [
  {
    question: 'bind',
    rows: wholeBindingFacts().map(named),
    // One of each kind, so that what is counted does not depend on what is drawn.
    examples: [
      binding({ driverBindingsEver: 5 }, 'plan-2018-03-01'),
      binding({ driverBindings: 3 }, 'cn-2024-11-01'),
      binding({ driverBindings: 3, vehicleBindings: 3, ownerConsent: 'registered-owner' }, 'plan-2018-03-01'),
      binding({ driverBindings: 3, operating: true }, 'cn-2024-11-01'),
      binding({ ownerConsent: 'none' }, 'cn-2024-11-01'),
      binding({ operating: true }, 'cn-2024-11-01'),
    ],
    // Sent to a window that has a limit of its own, or by a note that releases fewer vehicles there.
    sent: [
      binding({ driverBindings: 3, operating: true }, 'plan-2018-03-01'),
      binding({ driverBindings: 3, vehicleOwnerKind: 'unit' }, 'plan-2018-03-01'),
      binding({ driverBindings: 3, ownerConsent: 'registered-owner' }, 'plan-2018-03-01'),
    ],
  },
  {
    question: 'handle',
    rows: wholeHandlingFacts().map(named),
    examples: [
      handling({ licenceClasses: ['D'], fine: 50_000, points: 12, channel: 'window' }, 'as-reported'),
      handling({ licenceStates: ['full-points'] }, 'cn-2018-09-01'),
      handling({ licenceStates: ['suspended'], fine: 50_000 }, 'cn-2024-11-01'),
      handling({ channel: 'window', offenderPresent: false, fine: 50_000 }, 'cn-2024-11-01'),
      handling({ fine: 50_000 }, 'cn-2024-11-01'),
      // A note mends it on this channel, and names another that is open at once.
      handling({ points: 0, boundSince: null }, 'cn-2024-11-01'),
      handling({ pointsHeld: 10, points: 3 }, 'cn-2024-11-01'),
      handling({ fullScoreStudies: 2 }, 'cn-2024-11-01'),
    ],
    sent: [
      handling({ recordedBy: 'officer', vehicleOtherDriversThisYear: 5 }, 'cn-2018-02-24'),
      handling({ fine: 50_000, othersVehiclesHandledThisYear: 4 }, 'plan-2018-03-01'),
      handling({ recordedBy: 'officer' }, 'cn-2024-11-01'),
      handling({ recordedBy: 'officer', fullScoreStudies: MOST }, 'cn-2024-11-01'),
      handling({ points: 0, boundSince: null, identityVerified: false }, 'cn-2024-11-01'),
      handling({ licenceStates: ['impounded'], pointsHeld: 12 }, 'cn-2024-11-01'),
      handling({ licenceStates: ['expired'], pointsHeld: 12, fullScoreStudies: 2 }, 'cn-2024-11-01'),
    ],
  },
] as const

describe.each(QUESTIONS)('a headline of a refusal to $question', ({ question, rows, examples, sent }) => {
  test('never says that no channel helps where one does, and sends to none where the notes mend it, nor to one that does not help', () => {
    const told: Record<Kind, number> = { nowhere: 0, here: 0, elsewhere: 0, instead: 0 }
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
        else if (kind === 'here') expect(isHere).toBe(true)
        else expect([isHere, places.length > 0]).toEqual([false, true])
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

  test('leads to no second refusal that nothing told of, when it and the notes are followed', () => {
    const counted = { here: 0, elsewhere: 0, other: 0 }
    const any = fc.tuple(rows as fc.Arbitrary<object>, fc.constantFrom(...SET_IDS)) as unknown as fc.Arbitrary<Case>
    fc.assert(
      fc.property(any, ([facts, id]) => {
        if (decided(question, facts, id).verdict !== 'refused') return
        const { line, notes, all } = told(question, [facts, id])
        if (!/^您(?:暂时)?不能|^您不能通过该渠道/.test(line)) return
        const [first = ''] = line.split('。')
        const isHere = SAID.here[0].test(line)
        const doing = followed(question, facts, all)
        for (const channel of isHere ? [facts.channel as Channel] : sentTo(first)) {
          counted[isHere ? 'here' : 'elsewhere']++
          const { verdict } = decided(question, { ...doing, channel }, id)
          expect(verdict, `${channel} ${all}`).toBe('permitted')
        }
        // A note that names another channel as another way: less may have to be done there.
        for (const note of notes) {
          for (const channel of sentTo(note)) {
            counted.other++
            const release = /或者先解除(\d+)辆/.exec(note)
            const lesser = release ? { driverBindings: Number(facts.driverBindings) - Number(release[1]) } : {}
            const { verdict } = decided(question, { ...doing, ...lesser, channel }, id)
            expect(verdict, `${channel} ${all}`).toBe('permitted')
          }
        }
      }),
      { examples: [...examples, ...sent], numRuns: 4000 },
    )
    for (const [kind, count] of Object.entries(counted)) expect(count, kind).toBeGreaterThan(0)
  })

  test('names to an official what bars on each channel that a note leaves free', () => {
    let counted = 0
    const any = fc.tuple(rows as fc.Arbitrary<object>, fc.constantFrom(...SET_IDS)) as unknown as fc.Arbitrary<Case>
    fc.assert(
      fc.property(any, ([facts, id]) => {
        const { line, notes, all } = told(question, [facts, id], 'official')
        if (!/各渠道现均不能办理/.test(line)) return
        for (const channel of CHANNELS) {
          const name = channel === 'window' ? '窗口' : '自助渠道'
          if (!notes.some((note) => note.includes(`${name}办理不受此限`))) continue
          const there = decided(question, { ...facts, channel }, id)
          for (const finding of there.findings.filter(({ outcome }) => outcome === 'fails')) {
            const [clause] = explainFinding(finding, zhCN, there).split('，')
            counted++
            expect(all, channel).toContain(clause)
          }
        }
      }),
      { examples: [...examples, ...sent] },
    )
    expect(counted).toBeGreaterThan(0)
  })
})
