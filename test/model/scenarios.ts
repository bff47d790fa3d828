import * as fc from 'fast-check'
import { type OwnerKind, SELF_SERVICE } from '../../src/index.ts'
import type { RuleId } from '../../src/law/index.ts'
import type { Draft, Told, Wait } from '../../src/testing/drafts.ts'
import { DRIVERS, VEHICLES, VIOLATIONS } from '../../src/testing/index.ts'
import { CHENGDU, oracleBind, oracleHandle, type SetId, SINCE_2020 } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

/** Who takes part in a scenario: names drawn at random, five drivers, five vehicles, and violations enough. */
export interface Cast {
  readonly d: readonly string[]
  readonly v: readonly string[]
  readonly x: readonly string[]
  /** A self-service channel. */
  readonly self: string
}
export interface Scenario {
  /** The counter it adds to for certain. */
  readonly reaches: string
  /** Legal days on which it begins. */
  readonly days: readonly string[]
  readonly play: (cast: Cast) => readonly Draft[]
}

/** A day well inside a set's own time; a set without its row does not compile. */
const WITHIN: Record<SetId, string> = {
  'cn-2013-05-02': '2015-03-02',
  [CHENGDU]: '2019-02-28',
  'as-reported': '2023-03-01',
  'plan-2018-03-01': '2023-02-27',
  'cn-2018-02-24': '2018-03-19',
  'cn-2018-09-01': '2019-02-28',
  'cn-2020-09-28': '2022-04-01',
  'cn-2024-11-01': '2025-03-03',
}
/** Days on which each set judges in the national book, the first and one well inside. Others hold on any day. */
export const DAYS = Object.fromEntries(
  SET_IDS.map((set) => [set, [SETS[set].from, WITHIN[set]]]),
) as unknown as Readonly<Record<SetId, readonly string[]>>

export function cast(): fc.Arbitrary<Cast> {
  const all = (ids: readonly string[]) => fc.shuffledSubarray([...ids], { minLength: ids.length })
  return fc.record({ d: all(DRIVERS), v: all(VEHICLES), x: all(VIOLATIONS), self: fc.constantFrom(...SELF_SERVICE) })
}

const DAY = 86_400_000
export const NEXT_DAY: Wait = { days: 1, at: 10 * 3_600_000 }

/** Every rule of a set, as the only reason of a refusal. */
export function loneReasons(set: SetId): readonly Scenario[] {
  const days = DAYS[set]
  const bind = Object.entries(BINDS).filter(([rule]) => rulesOf('bind', set).includes(rule))
  const handle = Object.entries(HANDLES).filter(([rule]) => rulesOf('handle', set).includes(rule))
  const scenario =
    (question: string) =>
    ([rule, play]: [string, Play]): Scenario => ({
      reaches: `only: ${set} ${question} ${rule}`,
      days,
      play: (who) => [...everybody(who), ...play(who, set)],
    })
  return [...bind.map(scenario('bind')), ...handle.map(scenario('handle'))]
}

/** No rule set on binding is in force: before the book's first day, and under its first set. */
export const WITHOUT_RULES: readonly Scenario[] = [
  {
    reaches: 'only: none bind no-rule-set-in-force',
    days: ['2013-05-01'],
    play: (who) => [...everybody(who), bind(who.d[0], who.v[0])],
  },
  {
    reaches: 'only: none handle no-rule-set-in-force',
    days: ['2013-05-01'],
    play: (who) => [...everybody(who), record(who.x[0], who.v[0]), handle(who.x[0], who.d[0], who.self)],
  },
  {
    reaches: 'only: cn-2013-05-02 bind no-rule-set-in-force',
    days: ['2013-05-02', '2018-02-23'],
    play: (who) => [...everybody(who), bind(who.d[0], who.v[0])],
  },
]

type Play = (who: Cast, set: SetId) => readonly Draft[]

/** What the self-service channels ask of the owner, set by set. */
function consent(set: SetId): string {
  return set === 'plan-2018-03-01' || set === 'cn-2018-02-24' ? 'registered-owner' : 'qr'
}

/** Five drivers with class C1; five small cars of o1, who drives none of them for them. */
export function everybody({ d, v }: Cast): readonly Draft[] {
  return [...d.map((id) => driver(id)), ...v.map((id) => vehicle(id))]
}

const BINDS: Partial<Record<RuleId, Play>> = {
  'own-vehicle': ({ d, v }) => [transfer(v[0], d[0]), bind(d[0], v[0])],
  'already-bound': ({ d, v }) => [bind(d[0], v[0]), bind(d[0], v[0], {}, NEXT_DAY)],
  'driver-cap': ({ d, v, self }, set) => [
    ...v.slice(0, 4).map((car) => bind(d[0], car, {}, NEXT_DAY)),
    bind(d[1], v[0]),
    bind(d[1], v[1], { channel: self, ownerConsent: consent(set) }),
  ],
  'vehicle-cap': ({ d, v }) => d.slice(0, 4).map((who) => bind(who, v[0])),
  'lifetime-cap': ({ d, v }) => again(6, d[0], v[0]),
  'daily-applications': ({ d, v }) => [bind(d[0], v[0]), bind(d[0], v[1])],
  'yearly-applications': ({ d, v }, set) => [
    ...(set === 'cn-2024-11-01' ? [bind(d[1], v[1], {}, { days: 61, at: 0 })] : []),
    ...again(6, d[0], v[0]),
  ],
  'plate-type': ({ d, self }, set) => [
    vehicle('extra', { plateType: '01' }),
    bind(d[0], 'extra', { channel: self, ownerConsent: consent(set) }),
  ],
  'non-operating': ({ d, self }, set) => [
    vehicle('extra', { operating: true }),
    bind(d[0], 'extra', { channel: self, ownerConsent: consent(set) }),
  ],
  'owner-kind': ({ d, self }, set) => [
    vehicle('extra', { owner: { kind: 'unit', id: 'u1' } }),
    bind(d[0], 'extra', { channel: self, ownerConsent: consent(set) }),
  ],
  'owner-consent': ({ d, v, self }) => [bind(d[0], v[0], { channel: self, ownerConsent: 'none' })],
  'identity-verified': ({ d, v }) => [bind(d[0], v[0], { identityVerified: false })],
}

const HANDLES: Partial<Record<RuleId, Play>> = {
  'violation-open': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    handle(x[0], d[0], self),
    handle(x[0], d[0], self),
    record(x[1], v[0]),
    withdraw(x[1]),
    handle(x[1], d[0], self),
  ],
  'open-binding': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    ...release(d[0], v[0]),
    handle(x[0], d[0], self),
    handle(x[0], d[1], self),
  ],
  'since-binding': ({ d, v, x, self }) => [
    bind(d[1], v[0]),
    bind(d[0], v[0]),
    record(x[0], v[0], {}, { days: -1, at: DAY - 1 }),
    handle(x[0], d[0], self),
  ],
  'plate-type': ({ d, x, self }) => [
    vehicle('extra', { plateType: '01' }),
    bind(d[0], 'extra'),
    record(x[0], 'extra'),
    licence(d[0], { classes: ['A1'] }),
    handle(x[0], d[0], self),
  ],
  'fine-limit': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0], { fine: 20_001 }),
    handle(x[0], d[0], self),
  ],
  'recorded-by-monitoring': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0], { recordedBy: 'officer' }),
    handle(x[0], d[0], self),
  ],
  'points-room': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0], { points: 6 }),
    record(x[1], v[0], { points: 6 }),
    handle(x[0], d[0], self),
    handle(x[1], d[0], self),
    ...revoke(x[0]),
    handle(x[1], d[0], self),
  ],
  'single-points-limit': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0], { points: 7 }),
    record(x[1], v[0], { points: 11 }),
    handle(x[0], d[0], self),
    handle(x[1], d[0], self),
  ],
  'licence-class': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    licence(d[0], { classes: ['D', 'E', 'F'] }),
    handle(x[0], d[0], self),
  ],
  'licence-held': ({ d, v, x }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    licence(d[0], { classes: [] }),
    handle(x[0], d[0], 'window'),
  ],
  'licence-state': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    licence(d[0], { states: ['suspended'] }),
    handle(x[0], d[0], self),
  ],
  'repeat-full-score': ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    transfer(v[1], d[0]),
    ...[0, 1, 2].flatMap((time) => [
      record(x[time], v[1], { points: 12, fine: 0 }),
      handle(x[time], d[0], 'window'),
      study(d[0]),
    ]),
    record(x[3], v[0]),
    handle(x[3], d[0], self),
  ],
  'offender-present': ({ d, v, x }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    handle(x[0], d[0], 'window', { offenderPresent: false }),
  ],
  'identity-verified': ({ d, v, x }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    handle(x[0], d[0], 'window', { identityVerified: false }),
  ],
  'vehicles-per-year': ({ d, v, x }) => [
    ...v
      .slice(0, 4)
      .flatMap((car, index) => [
        bind(d[0], car),
        record(x[index], car),
        ...(index === 3 ? release(d[0], v[0]) : []),
        ...(index === 3 ? [bind(d[0], car)] : []),
        handle(x[index], d[0], 'window'),
      ]),
  ],
  'drivers-per-year': ({ d, v, x }) => [
    ...d
      .slice(0, 4)
      .flatMap((who, index) => [
        bind(who, v[0]),
        record(x[index], v[0]),
        ...(index === 3 ? release(d[0] as string, v[0]) : []),
        ...(index === 3 ? [bind(who, v[0])] : []),
        handle(x[index], who, 'window'),
      ]),
  ],
}

/** Everything else that must be reached, whatever the rule set. */
export function milestones(set: SetId, inBook: boolean): readonly Scenario[] {
  const days = DAYS[set]
  // Days whose scoring period ends before Order 163, and days within it: in the book only where the set judges.
  const early = inBook ? days.filter((day) => day < '2021-01-01') : ['2018-03-19']
  const late = !inBook
    ? ['2023-03-01']
    : set === 'cn-2024-11-01'
      ? ['2025-03-03']
      : set === 'cn-2020-09-28'
        ? ['2023-03-01']
        : []
  const full = set !== 'as-reported'
  const bindable = set !== 'cn-2013-05-02'
  const found: Scenario[] = []
  const add = (reaches: string, on: readonly string[], play: (who: Cast) => readonly Draft[]): void => {
    if (on.length > 0) found.push({ reaches, days: on, play: (who) => [...everybody(who), ...play(who)] })
  }
  if (bindable) {
    const sameDay: Wait = SINCE_2020[set] ? 0 : { days: 0, at: 0 }
    add('handled, of the day of binding', days, ({ d, v, x, self }) => [
      bind(d[0], v[0]),
      record(x[0], v[0], {}, sameDay),
      handle(x[0], d[0], self),
    ])
    add('refused, of the day before binding', days, ({ d, v, x, self }) => [
      bind(d[1], v[0]),
      bind(d[0], v[0], {}, NEXT_DAY),
      record(x[0], v[0], {}, { days: -1, at: DAY - 1 }),
      handle(x[0], d[0], self),
    ])
    add('a driver at the cap', days, ({ d, v }) => v.slice(0, 3).map((car) => bind(d[0], car, {}, NEXT_DAY)))
    add('a vehicle at the cap', days, ({ d, v }) => d.slice(0, 3).map((who) => bind(who, v[0])))
  }
  const own = ({ d, v, x, self }: Cast, fine: number, points: number): readonly Draft[] => [
    transfer(v[0], d[0]),
    record(x[0], v[0], { fine, points }),
    handle(x[0], d[0], self),
  ]
  add('a period ended, points cleared', days, (who) => [
    ...own(who, 10_000, 3),
    pay(who.x[0]),
    noise(who.d[4], { years: 1, days: 1 }),
  ])
  add('a period ended, points cleared', late, (who) => [...own(who, 10_000, 3), ...untilTheEnd(who, -3)])
  add('a period ended, points carried', late, (who) => [...own(who, 10_000, 3), ...untilTheEnd(who, -60)])
  add('a period ended, points carried', early, (who) => [
    ...own(who, 10_000, 3),
    noise(who.d[4], { years: 1, days: 1 }),
  ])
  add('a period ended, points carried', early, (who) => [
    ...own(who, 0, 3),
    record(who.x[1], who.v[0], { fine: 10_000, points: 0 }),
    handle(who.x[1], who.d[0], who.self),
    noise(who.d[4], { years: 1, days: 1 }),
  ])
  if (full) {
    const fill = ({ d, v, x }: Cast, fine = 0): readonly Draft[] => [
      transfer(v[0], d[0]),
      record(x[0], v[0], { points: 12, fine }),
      handle(x[0], d[0], 'window'),
    ]
    add('a period ended at the full score', days, (who) => [...fill(who), noise(who.d[4], { years: 1, days: 1 })])
    add('event: full-score-study-completed', days, (who) => [...fill(who), study(who.d[0])])
    add('handled past the full score', days, (who) => [
      transfer(who.v[0], who.d[0]),
      ...[0, 1, 2].map((index) => record(who.x[index], who.v[0], { points: 11, fine: 0 })),
      ...[0, 1, 2].map((index) => handle(who.x[index], who.d[0], 'window')),
      handle(who.x[2], who.d[0], 'app'),
    ])
    add('code: fines-unpaid', days, (who) => [...fill(who, 10_000), study(who.d[0])])
    add('code: study-too-short', days, (who) => [...fill(who), study(who.d[0], { days: 6 })])
    add('code: tests-missing', days, (who) => [...fill(who), study(who.d[0], { tests: [] })])
    add('code: full-score-on-probation', late, ({ v, x }) => [
      { ...driver('extra'), issued: { years: 0, days: 0 } },
      transfer(v[0], 'extra'),
      record(x[0], v[0], { points: 12, fine: 0 }),
      handle(x[0], 'extra', 'window'),
      study('extra'),
    ])
    add('code: full-score-reached', late, (who) => [...fill(who), deduct(who.d[0], 'online')])
    add('code: repeated-full-score', late, (who) => [
      transfer(who.v[0], who.d[0]),
      ...[0, 1].flatMap((time) => [
        record(who.x[time], who.v[0], { points: 12, fine: 0 }),
        handle(who.x[time], who.d[0], 'window'),
        study(who.d[0]),
      ]),
      record(who.x[2], who.v[0], { points: 3 }),
      handle(who.x[2], who.d[0], who.self),
      deduct(who.d[0], 'online'),
    ])
  }
  const one = (reaches: string, ...drafts: readonly Draft[]): void => add(reaches, days, () => drafts)
  const unit = { kind: 'unit', id: 'u1' } as const
  add('code: out-of-order', days, ({ d }) => [
    { ...noise(d[0], 0), wait: 1 },
    { ...noise(d[0], 0), wait: -1 },
  ])
  add('code: driver-exists', days, ({ d }) => [driver(named(d[0]))])
  add('code: vehicle-exists', days, ({ v }) => [vehicle(named(v[0]))])
  add('code: violation-exists', days, ({ v, x }) => [record(x[0], v[0]), record(x[0], v[1])])
  one('code: unknown-driver', noise('nobody', 0))
  add('code: unknown-vehicle', days, ({ d }) => [bind(d[0], 'nothing')])
  add('code: unknown-violation', days, ({ d, self }) => [handle('nothing', d[0], self), pay('nothing')])
  one('code: unit-is-no-driver', vehicle('extra', { owner: unit }), driver('u1'))
  add('code: unit-is-no-driver', days, ({ d }) => [vehicle('extra', { owner: { kind: 'unit', id: d[0] } })])
  add('code: unit-is-no-driver', days, ({ d, v }) => [transfer(v[0], d[0], 'unit')])
  one(
    'code: unit-is-no-individual',
    vehicle('extra', { owner: unit }),
    vehicle('more', { owner: { kind: 'individual', id: unit.id } }),
  )
  add('code: unit-is-no-individual', days, ({ v }) => [vehicle('extra', { owner: unit }), transfer(v[0], unit.id)])
  one('code: first-issue-in-future', { ...driver('extra'), issued: { years: 0, days: 1 } })
  const before = { id: VIOLATIONS[0] as string, points: 6, fine: 10_000, ago: -1, paid: null } as const
  const telling = (over: Partial<Told['violations'][number]>, id = 'extra'): Draft => ({
    ...driver(id),
    told: { deducted: 2, studies: 1, studiesBefore: 1, violations: [{ ...before, handled: NEXT_DAY, ...over }] },
  })
  const weekAgo: Wait = { days: -7, at: 0 }
  one('code: history-in-future', telling({}))
  one('code: occurs-in-future', telling({ handled: weekAgo, ago: 1 }))
  one('code: paid-in-future', telling({ handled: weekAgo, paid: 8 }))
  one('code: paid-before-handling', telling({ handled: weekAgo, paid: -1 }))
  one('code: nothing-to-pay', telling({ handled: weekAgo, fine: 0, paid: 1 }))
  add('code: violation-exists', days, ({ v, x }) => [
    record(x[0], v[0]),
    telling({ handled: weekAgo, id: x[0] as string }),
  ])
  add('code: told-of-before', days, ({ x }) => {
    const id = x[0] as string
    return [telling({ handled: weekAgo, id }), ...revoke(id), pay(id), pay(id), handle(id, 'extra', 'app')]
  })
  const { wait, told } = telling({ handled: weekAgo })
  const tell: Draft = { wait, told, command: { type: 'tellHistory', driver: 'extra' } as Draft['command'] }
  // Under every law, since nobody asks what was studied for.
  add('code: repeated-full-score', late, () => [telling({ handled: weekAgo }), deduct('extra', 'online')])
  one('event: history-told', driver('extra'), tell)
  one('code: points-on-record', telling({ handled: weekAgo, id: VIOLATIONS[1] as string }), tell)
  one('event: driver-enrolled', { ...driver('extra'), issued: { years: 0, days: 0 } })
  one('code: history-in-future', { ...vehicle('extra'), owned: 1 })
  one('event: vehicle-enrolled', { ...vehicle('extra'), owned: -1 })
  add('code: not-bound', days, ({ d, v }) => release(d[0], v[0]))
  add('code: same-owner', days, ({ v }) => [transfer(v[0], 'o1')])
  add('code: open-violations', days, ({ v, x }) => [record(x[0], v[0]), transfer(v[0], 'o2')])
  add('code: occurs-in-future', days, ({ v, x }) => [record(x[0], v[0], {}, 1)])
  add('event: vehicle-transferred', days, ({ d, v }) => [
    bind(d[0], v[0]),
    transfer(v[0], d[0]),
    transfer(v[0], 'u1', 'unit'),
  ])
  add('event: licence-changed', days, ({ d, v }) => [bind(d[0], v[0]), licence(d[0], { states: ['cancelled'] })])
  add('event: violation-withdrawn', days, ({ v, x }) => [
    record(x[0], v[0]),
    withdraw(x[0]),
    record(x[0], v[0]),
    transfer(v[0], 'o2'),
  ])
  add('event: fine-paid', days, (who) => [
    ...own(who, 1, 1),
    pay(who.x[0]),
    ...revoke(who.x[0]),
    handle(who.x[0], who.d[0], who.self),
  ])
  add('code: full-score-not-reached', days, (who) => [study(who.d[0])])
  add('code: deduction-not-provided', early, (who) => [...own(who, 0, 3), deduct(who.d[0], 'online')])
  add('code: deduction-used-up', late, (who) => [
    ...own(who, 0, 6),
    record(who.x[1], who.v[0], { points: 3, fine: 0 }),
    handle(who.x[1], who.d[0], who.self),
    ...['on-site', 'on-site', 'online', 'on-site', 'service'].map((way) => deduct(who.d[0], way)),
  ])
  add('code: no-points-to-deduct', late, (who) => [deduct(who.d[0], 'service')])
  add('code: points-traded', late, (who) => [
    ...own(who, 0, 3),
    ...revoke(who.x[0], 'points-traded'),
    handle(who.x[0], who.d[0], who.self),
    deduct(who.d[0], 'online'),
  ])
  add('code: own-violations-open', late, (who) => [
    ...own(who, 0, 3),
    record(who.x[1], who.v[0]),
    deduct(who.d[0], 'online'),
  ])
  add('code: licence-bars-deduction', late, (who) => [
    ...own(who, 0, 3),
    licence(who.d[0], { states: ['unverified'] }),
    deduct(who.d[0], 'on-site'),
  ])
  add('event: points-deducted', late, (who) => [...own(who, 0, 3), deduct(who.d[0], 'on-site'), ...revoke(who.x[0])])
  add('event: handling-revoked', days, (who) => [...own(who, 0, 3), ...revoke(who.x[0])])
  add('code: violation-not-handled', days, (who) => [...own(who, 10_000, 3), ...revoke(who.x[0]), pay(who.x[0])])
  add('code: violation-not-open', days, (who) => [...own(who, 0, 3), withdraw(who.x[0])])
  add('code: nothing-to-pay', days, (who) => [...own(who, 0, 3), pay(who.x[0])])
  add('code: paid-before-handling', days, (who) => [...own(who, 10_000, 3), pay(who.x[0], 1)])
  add('code: paid-in-future', days, (who) => [...own(who, 10_000, 3), pay(who.x[0], -1)])
  // Entered in the next period: paid on its last day, and after something else was entered there.
  const handledBefore = (who: Cast): readonly Draft[] => [
    noise(who.d[4], { years: 1, days: ISSUED_BEFORE - 60 }),
    ...own(who, 10_000, 3),
  ]
  const nextPeriod: Wait = { days: 61, at: 0 }
  add('a period ended, points cleared', late, (who) => [
    ...handledBefore(who),
    { ...pay(who.x[0], 2), wait: nextPeriod },
  ])
  add('code: period-closed', late, (who) => [
    ...handledBefore(who),
    noise(who.d[4], nextPeriod),
    record(who.x[1], who.v[0], { fine: 0 }),
    handle(who.x[1], who.d[0], who.self),
    pay(who.x[0], 2),
  ])
  add('event: vehicle-changed', days, ({ d, v, x, self }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    change(v[0], '01', true),
    handle(x[0], d[0], self),
    bind(d[1], v[0]),
  ])
  add('event: vehicle-deregistered', days, ({ d, v, x }) => [
    bind(d[0], v[0]),
    record(x[0], v[0]),
    deregister(v[0], 'left-country'),
    deregister(v[0], 'scrapped'),
    handle(x[0], d[0], 'window'),
    record(x[1], v[0], {}, { days: -1, at: DAY - 1 }),
  ])
  add('code: vehicle-deregistered', days, ({ d, v }) => [deregister(v[0], 'lost'), bind(d[0], v[0])])
  add('event: licence-reissued', days, (who) => [
    ...own(who, 10_000, 3),
    bind(who.d[0], who.v[1]),
    licence(who.d[0], { states: ['revoked'] }),
    reissue(who.d[0]),
    pay(who.x[0]),
  ])
  add('code: licence-ended', days, ({ d }) => [licence(d[0], { states: ['cancelled'] }), licence(d[0], {})])
  add('code: licence-not-ended', days, ({ d }) => [reissue(d[0])])
  add('code: first-issue-not-later', days, ({ d }) => [
    licence(d[0], { states: ['annulled'] }),
    reissue(d[0]),
    licence(d[0], { states: ['cancelled'] }),
    reissue(d[0]),
  ])
  add('code: own-vehicle-overdue', late, (who) => [...own(who, 0, 3), deduct(who.d[0], 'online', true)])
  add('code: already-paid', days, (who) => [...own(who, 10_000, 3), pay(who.x[0]), pay(who.x[0])])
  add('code: limitation-expired', days, ({ v, x }) => [record(x[0], v[0], {}, { years: -2, days: -1 })])
  add('event: violation-recorded', days, ({ v, x }) => [record(x[0], v[0], {}, { years: -2, days: 0 })])
  return found
}

/** Takes the handling back, does it again a number of days before the end of the period, and waits until after that end. */
function untilTheEnd(who: Cast, before: number): readonly Draft[] {
  return [
    ...revoke(who.x[0]),
    noise(who.d[4], { years: 1, days: ISSUED_BEFORE + before }),
    handle(who.x[0], who.d[0], who.self),
    noise(who.d[4], { days: 90, at: 0 }),
  ]
}

/** The licences of a cast were first issued a number of days after this date, years before. */
const ISSUED_BEFORE = -40

/** An act that changes nothing for the case, so that time passes. */
function noise(whom: string | undefined, wait: Wait): Draft {
  return { wait, command: { type: 'changeLicence', driver: named(whom), licence: { states: [], classes: ['C1'] } } }
}

/** Binds and releases, day after day. */
function again(times: number, who: string | undefined, car: string | undefined): readonly Draft[] {
  return Array.from({ length: times }, () => [bind(who, car, {}, NEXT_DAY), ...release(who, car)]).flat()
}

export function driver(id: string): Draft {
  const licence = { states: [], classes: ['C1'] as const, firstIssuedOn: '2000-01-01' }
  return { wait: 0, issued: { years: 3, days: ISSUED_BEFORE }, command: { type: 'enrolDriver', id, licence } }
}

export function vehicle(id: string, over: object = {}): Draft {
  const owner = { kind: 'individual', id: 'o1' } as const
  return { wait: 0, command: { type: 'enrolVehicle', id, owner, plateType: '02', operating: false, ...over } }
}

export function bind(who: string | undefined, car: string | undefined, over: object = {}, wait: Wait = 0): Draft {
  const said = {
    driver: named(who),
    vehicle: named(car),
    channel: 'window',
    ownerConsent: 'none',
    identityVerified: true,
  } as const
  return { wait, command: { type: 'bind', ...said, ...over } }
}

export function release(who: string | undefined, car: string | undefined): readonly Draft[] {
  return [{ wait: 0, command: { type: 'release', driver: named(who), vehicle: named(car), by: 'owner' } }]
}

export function record(id: string | undefined, car: string | undefined, over: object = {}, ago: Wait = 0): Draft {
  const said = { id: named(id), vehicle: named(car), fine: 20_000, points: 1, recordedBy: 'monitoring' } as const
  return { wait: 0, ago, command: { type: 'recordViolation', ...said, ...over } }
}

export function handle(id: string | undefined, who: string | undefined, channel: string, over: object = {}): Draft {
  const said = { violation: named(id), driver: named(who), channel, offenderPresent: true, identityVerified: true }
  return { wait: 0, command: { type: 'handle', ...said, ...over } as Draft['command'] }
}

function transfer(car: string | undefined, to: string | undefined, kind: OwnerKind = 'individual'): Draft {
  return { wait: 0, command: { type: 'transferVehicle', vehicle: named(car), to: { kind, id: named(to) } } }
}

function withdraw(id: string | undefined): Draft {
  return { wait: 0, command: { type: 'withdrawViolation', violation: named(id), ground: 'necessity' } }
}

function licence(who: string | undefined, over: object): Draft {
  const now = { states: [], classes: ['C1'] as const, ...over }
  return { wait: 0, command: { type: 'changeLicence', driver: named(who), licence: now } }
}

function revoke(id: string | undefined, ground = 'penalty-revoked'): readonly Draft[] {
  return [{ wait: 0, command: { type: 'revokeHandling', violation: named(id), ground } }]
}

/** `paid` days before it is entered; on that day unless given. */
function pay(id: string | undefined, paid?: number): Draft {
  return { wait: 0, paid, command: { type: 'payFine', violation: named(id) } }
}

function change(car: string | undefined, plateType: string, operating: boolean): Draft {
  return { wait: 0, command: { type: 'changeVehicle', vehicle: named(car), plateType, operating } as Draft['command'] }
}

function deregister(car: string | undefined, because: string): Draft {
  return { wait: 0, command: { type: 'deregisterVehicle', vehicle: named(car), because } as Draft['command'] }
}

/** On the day on which it is issued. */
function reissue(who: string | undefined): Draft {
  const licence = { states: [], classes: ['C1'] as const, firstIssuedOn: '' }
  return { wait: 0, issued: { years: 0, days: 0 }, command: { type: 'reissueLicence', driver: named(who), licence } }
}

function deduct(who: string | undefined, way: string, ownVehicleOverdue = false): Draft {
  return { wait: 0, command: { type: 'deductByStudy', driver: named(who), way, ownVehicleOverdue } as Draft['command'] }
}

function study(who: string | undefined, over: object = {}): Draft {
  const said = { driver: named(who), days: 120, tests: ['theory', 'field', 'road'] as const }
  return { wait: 0, command: { type: 'completeFullScoreStudy', ...said, ...over } }
}

function named(id: string | undefined): string {
  if (id === undefined) throw new Error('a scenario asked for a person who is not in the cast')
  return id
}

/** The rules of each set that a registry can come up against, as the oracle asks them. */
function rulesOf(question: 'bind' | 'handle', set: SetId): readonly string[] {
  const { outcomes } = question === 'bind' ? oracleBind({}, set) : oracleHandle({}, set)
  const never = ['not-before-occurrence', ...(SINCE_2020[set] ? ['owner-kind'] : [])]
  return outcomes.flatMap(([rule]) => (never.includes(rule) ? [] : [rule]))
}
