/** A headline of a refusal is true of the case: where it sends people, it can be done once the notes are heeded, and nowhere else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enBinding, enHandling, explain, headline, zhCN, zhCNBinding, zhCNHandling } from '../../src/explain/index.ts'
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
  elsewhere: [/届时请[^。]*办理(?:（须[^。]*）)?。$/, / Then (?:go to|use) [^.]*\.$/],
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
function told(question: Question, [known, id]: Case) {
  const options = { ask: [], rules: SETS[id], known } as const
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
        const isHere = SAID.here[0].test(line)
        const [first = ''] = line.split('。').slice(SAID.elsewhere[0].test(line) ? -2 : 0)
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
})

/** Few values of each fact, also none known: what bars here, there or everywhere, for good or for now, alone and together. */
const SMALL = {
  bind: {
    identityVerified: [true, false, undefined],
    plateType: ['01', '02', undefined],
    operating: [true, false, undefined],
    ownerConsent: ['none', 'qr', 'registered-owner', undefined],
    driverBindings: [0, 3, 5, undefined],
    vehicleOwnerKind: ['individual', 'unit', undefined],
    vehicleBindings: [0, 3],
  },
  handle: {
    identityVerified: [true, false, undefined],
    offenderPresent: [true, false, undefined],
    pointsHeld: [0, 10, 12, undefined],
    points: [0, 3],
    licenceStates: [[], ['full-points'], ['suspended'], undefined],
    licenceClasses: [['C1'], ['D']],
    recordedBy: ['monitoring', 'officer'],
    boundSince: [HANDLING.boundSince, null, undefined],
    fine: [0, 50_000],
    fullScoreStudies: [0, 2],
    othersVehiclesHandledThisYear: [0, 4],
  },
} as const

const LANGUAGES = {
  zh: {
    words: { bind: zhCNBinding, handle: zhCNHandling },
    nowhere: /各渠道现均不能办理|更换渠道也不能办理/,
    freed: /([^，。]*)办理不受此限/g,
    sent: /(?:(?<!届时)请|或者)((?:到窗口|通过[^，。（]*?)办理)/g,
    only: /只能((?:到窗口|通过[^，。（]*?)办理)/g,
    names: { ...NAMES, self: '自助渠道' },
  },
  en: {
    words: { bind: enBinding, handle: enHandling },
    nowhere: /at present no channel permits it|another channel would not help/,
    freed: /this rule does not apply (at a window|to [^.;,(]*)/g,
    sent: /(?<!Then |release [\d,]+ and )(go to a window|use (?:the|a) [^.;(]*|try (?:a|the) [^.;(]*|(?:at a window|by (?:the|a) [^.;]*) you can)/g,
    only: /only ([^.;]*) will do/g,
    names: { app: '12123 app', web: 'website', kiosk: 'kiosk', window: 'window', self: 'self-service' },
  },
} as const

describe.each(['bind', 'handle'] as const)('all that is said of a refusal to %s', (question) => {
  const rows = fc.record(
    Object.fromEntries(
      Object.entries<readonly unknown[]>({ channel: CHANNELS, ...SMALL[question] }).map(([name, values]) => [
        name,
        fc.constantFrom(...values),
      ]),
    ),
  )
  const base = question === 'bind' ? BINDING : HANDLING
  const examples: readonly (readonly [Row, Case[1]])[] =
    question === 'bind'
      ? [
          // Known facts bar self-service, and at a window the identity is not checked.
          [
            { channel: 'window', identityVerified: false, plateType: '01', operating: true, ownerConsent: 'none' },
            'cn-2024-11-01',
          ],
          [{ channel: 'window', identityVerified: false }, 'cn-2024-11-01'],
          [{ channel: 'app', operating: true, driverBindings: 5 }, 'plan-2018-03-01'],
          [{ channel: 'app', operating: true }, 'cn-2024-11-01'],
        ]
      : [
          // At a window, with the points full.
          [{ channel: 'window', pointsHeld: 12, licenceStates: ['full-points'] }, 'cn-2024-11-01'],
          [{ channel: 'app', fine: 50_000, licenceStates: ['suspended'] }, 'cn-2024-11-01'],
          [{ channel: 'app', fine: 50_000 }, 'cn-2024-11-01'],
          [{ channel: 'window', licenceClasses: ['D'], fine: 50_000 }, 'as-reported'],
        ]

  test('never names a channel beside that none is open, nor one that known facts bar, to either reader', () => {
    const counted = { nowhere: 0, freed: 0, sent: 0, only: 0 }
    const any = fc.tuple(rows, fc.constantFrom(...SET_IDS)) as fc.Arbitrary<readonly [Row, Case[1]]>
    fc.assert(
      fc.property(any, ([drawn, id]) => {
        const known: Row = Object.fromEntries(
          Object.entries({ ...base, ...drawn }).filter(({ 1: value }) => value !== undefined),
        )
        const decision = decided(question, known, id)
        if (decision.verdict !== 'refused') return
        const open = reachable(question, [known, id])
        for (const { words, nowhere, freed, sent, only, names } of Object.values(LANGUAGES)) {
          const channelsIn = (place: string) =>
            CHANNELS.filter((each) => place.includes(names[each]) || (each !== 'window' && place.includes(names.self)))
          const placesIn = (sentences: readonly string[], pattern: RegExp) =>
            sentences.flatMap((each) => [...each.matchAll(pattern)].flatMap(({ 1: place = '' }) => channelsIn(place)))
          for (const audience of ['driver', 'official'] as const) {
            const options = { ask: [], rules: SETS[id], known, audience, locale: words[question] } as never
            const form = question === 'bind' ? bindingForm(options) : handlingForm(options)
            const { headline: line, byField } = form.judge({})
            const notes = Object.values(byField as Readonly<Record<string, readonly Message[]>>).flat()
            const ofForm = [line, ...notes.map(({ message }) => message)]
            const alone = [
              headline(decision, words[question], { audience }),
              ...explain(decision, words[question], { audience }),
            ]
            for (const all of [ofForm, alone]) {
              const isForm = all === ofForm
              const free = placesIn(all, freed)
              const to = placesIn(all, sent)
              const lastly = placesIn(all, only)
              if (nowhere.test(all[0] as string)) {
                counted.nowhere++
                expect([free, to, lastly], all.join(' ')).toEqual([[], [], []])
              }
              // Of a decision alone what bars on another channel is not known.
              if (isForm)
                for (const channel of [...free, ...to]) {
                  const there = decided(question, { ...known, channel }, id).findings
                  const bars = there.filter(({ rule, outcome }) => outcome === 'fails' && !DONE_THERE.includes(rule))
                  expect(bars, `${channel}: ${all.join(' ')}`).toEqual([])
                }
              counted.freed += free.length
              counted.sent += to.length
              counted.only += lastly.length
              if (isForm && decision.missing.length === 0) for (const channel of lastly) expect(open).toContain(channel)
            }
          }
        }
      }),
      { examples: examples.map((each) => [each] as never), numRuns: 1000 },
    )
    for (const [kind, count] of Object.entries(counted)) expect(count, kind).toBeGreaterThan(0)
  })
})

/** What a person does at a channel itself, wherever it is. */
const DONE_THERE: readonly string[] = ['offender-present', 'identity-verified']
