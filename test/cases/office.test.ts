/** What an office gets wrong on any day, and how the history is corrected: afterwards all is as if the mistake had never been made. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { en, enRegistry, problemOfOutcome, zhCN, zhCNRegistry } from '../../src/explain/index.ts'
import {
  bindingFacts,
  type Command,
  correct,
  driverIdsOf,
  eventsOf,
  execute,
  type HistoryChange,
  handlingFacts,
  headOf,
  historyOf,
  openRegistry,
  overdueFines,
  type PointsRecords,
  pointsLedger,
  pointsOf,
  type Registry,
  replay,
  scoringPeriodOf,
} from '../../src/index.ts'
import { cn, cn2024, reform } from '../../src/law/index.ts'
import { viewOf } from '../model/play.ts'
import { inPositions, recordsIn, recordsOf, rowsIn, rowsOf } from '../store/corrected.ts'
import { databaseFor } from '../store/pglite.ts'

type Said = Command extends infer C ? (C extends { readonly at: unknown } ? Omit<C, 'at'> : never) : never
/** A command and its day; its number in the log is its place in the list. */
type Step = readonly [day: string, said: Said]

const at = (day: string) => `${day}T10:00:00.000+08:00` as never
const LICENCE = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
const driver = (id: string, over: object = {}): Said => ({ type: 'enrolDriver', id, licence: { ...LICENCE, ...over } })
const vehicle = (id: string, owner: string, over: object = {}): Said => ({
  type: 'enrolVehicle',
  id,
  owner: { kind: 'individual', id: owner },
  plateType: '02',
  operating: false,
  ...over,
})
const bind = (who: string, car: string): Said => ({
  type: 'bind',
  driver: who,
  vehicle: car,
  channel: 'window',
  ownerConsent: 'none',
  identityVerified: true,
})
const release = (who: string, car: string): Said => ({ type: 'release', driver: who, vehicle: car, by: 'driver' })
const recorded = (id: string, car: string, points: number, fine = 20_000, day = '2025-03-05'): Said => ({
  type: 'recordViolation',
  id,
  vehicle: car,
  occurredAt: at(day),
  fine,
  points,
  recordedBy: 'monitoring',
})
const handled = (violation: string, who: string, channel: 'window' | 'app' = 'window'): Said => ({
  type: 'handle',
  violation,
  driver: who,
  channel,
  offenderPresent: true,
  identityVerified: true,
})
const paid = (violation: string): Said => ({ type: 'payFine', violation })
const transferred = (car: string, to: string): Said => ({
  type: 'transferVehicle',
  vehicle: car,
  to: { kind: 'individual', id: to },
})
/** Two drivers, and vehicles of somebody else. */
const OFFICE: readonly Step[] = [
  ...['d1', 'd2'].map((id): Step => ['2025-03-03', driver(id)]),
  ...['v1', 'v2'].map((id): Step => ['2025-03-03', vehicle(id, 'o1')]),
]
const AFTER = OFFICE.length + 1

function played(...steps: readonly Step[]): Registry {
  return steps.reduce((registry, [day, said]) => {
    const outcome = execute(registry, { ...said, at: at(day) } as Command)
    expect(outcome, JSON.stringify(said)).toMatchObject({ status: 'accepted' })
    return outcome.registry
  }, openRegistry(cn))
}

const TODAY = '2025-12-31'
const corrected = (registry: Registry, ...changes: readonly HistoryChange[]) =>
  correct(registry, { changes, ground: 'entered by mistake', at: at(TODAY) })

const db = databaseFor(6)
/** The statement of the guide that reads the lists of a driver from the tables of a store. */
const [, LISTS = ''] =
  /`(SELECT d\.first_issued_on[^`]+)`/.exec(
    readFileSync(new URL('../../docs/guides/registry.md', import.meta.url), 'utf8'),
  ) ?? []

/** The same correction of a store on PostgreSQL: its records and rows are those of the corrected registry. */
async function expectInStore(before: Registry, changes: readonly HistoryChange[], after: Registry): Promise<void> {
  const store = await db.store({ rules: cn, now: () => Date.parse(at(TODAY)) })
  await store.importLog(eventsOf(before))
  const positions = (await store.events()).events.map(({ position }) => position)
  const ground = 'entered by mistake'
  const outcome = await store.correct({ changes: changes.map((each) => inPositions(each, positions)), ground })
  expect(outcome).toMatchObject({ status: 'accepted' })
  if (outcome.status === 'accepted')
    positions.push(...[outcome.event, ...outcome.entered].map(({ position }) => position))
  expect(await rowsIn(db, store.schema)).toEqual(rowsOf(after, positions))
  for (const driver of driverIdsOf(after)) {
    const { rows } = await db.query(
      `SELECT held FROM ${store.schema}.points_step WHERE driver = $1 AND day <= $2 ORDER BY at DESC, seq DESC, day DESC LIMIT 1`,
      [driver, TODAY],
    )
    const expected = pointsOf(after, driver, at(TODAY))
    expect((rows[0] as { readonly held: number } | undefined)?.held ?? 0).toBe(expected)
    const { rows: lists } = await db.query(LISTS.replaceAll('demerit.', `${store.schema}.`), [driver])
    expect(pointsLedger(lists[0] as PointsRecords, at(TODAY))).toMatchObject({ ok: true, value: { held: expected } })
  }
  expect([...(await recordsIn(db, store.schema))]).toEqual(expect.arrayContaining([...recordsOf(after)]))
}

/** What a correction conflicts with, in memory and in a store: the same events for the same reasons. */
async function conflictsOf(before: Registry, ...changes: readonly HistoryChange[]) {
  const outcome = corrected(before, ...changes)
  const store = await db.store({ rules: cn, now: () => Date.parse(at(TODAY)) })
  await store.importLog(eventsOf(before))
  const positions = (await store.events()).events.map(({ position }) => position)
  const inStore = await store.correct({
    changes: changes.map((each) => inPositions(each, positions)),
    ground: 'mistake',
  })
  const told = (conflicts: readonly { readonly event: number | string | null }[] | undefined) =>
    conflicts?.map(({ event, ...rest }) => ({
      ...rest,
      event: typeof event === 'number' ? positions[event - 1] : event,
    }))
  expect([outcome.status, inStore.status]).toEqual(['refused', 'refused'])
  const [{ conflicts }, kept] = [outcome, inStore] as unknown as readonly [Refused, Refused]
  expect(told(kept.conflicts)).toEqual(told(conflicts))
  return conflicts
}
type Refused = { readonly conflicts?: readonly { readonly event: number | string | null }[] }

/** The corrected registry is that of the other steps; its log is judged again, and a store comes to the same. */
async function expectAsIf(
  registry: Registry,
  changes: readonly HistoryChange[],
  steps: readonly Step[],
): Promise<Registry> {
  const outcome = corrected(registry, ...changes)
  expect(outcome).toMatchObject({ status: 'accepted' })
  expect(viewOf(outcome.registry, at(TODAY))).toBe(viewOf(played(...steps), at(TODAY)))
  expect(replay(cn, JSON.parse(JSON.stringify(eventsOf(outcome.registry)))).ok).toBe(true)
  await expectInStore(registry, changes, outcome.registry)
  return outcome.registry
}

describe('an officer files the wrong vehicle', () => {
  const wrong: readonly Step[] = [...OFFICE, ['2025-03-04', bind('d1', 'v1')], ['2025-03-04', release('d1', 'v1')]]

  test('it is as if it had never been filed: the right one is filed the same day, and no application is gone', async () => {
    const registry = await expectAsIf(played(...wrong), [{ omit: AFTER }, { omit: AFTER + 1 }], OFFICE)
    for (const car of ['v1', 'v2']) {
      const { type: _, ...asked } = { ...bind('d1', car), at: at(TODAY) } as Extract<Command, { type: 'bind' }>
      expect(bindingFacts(registry, asked)).toEqual(bindingFacts(played(...OFFICE), asked))
    }
  })

  test('its release is told as a conflict where it is forgotten', async () => {
    expect(await conflictsOf(played(...wrong), { omit: AFTER })).toMatchObject([
      { event: AFTER + 1, change: null, code: 'not-bound', command: { type: 'release' } },
    ])
  })

  test('what was handled under it is a conflict, in words too', async () => {
    const steps: readonly Step[] = [
      ...OFFICE,
      ['2025-03-04', bind('d1', 'v1')],
      ['2025-03-06', recorded('x1', 'v1', 3)],
      ['2025-03-07', handled('x1', 'd1', 'app')],
    ]
    const outcome = corrected(played(...steps), { omit: AFTER })
    expect(await conflictsOf(played(...steps), { omit: AFTER })).toMatchObject([
      { event: AFTER + 2, code: 'open-binding' },
    ])
    const problem = problemOfOutcome(outcome as never, { ...en, ...enRegistry })
    expect(problem).toMatchObject({
      status: 409,
      code: 'conflicts',
      conflicts: [{ event: AFTER + 2, code: 'open-binding' }],
    })
    expect(problem.conflicts?.[0]?.detail).toContain('not bound')
  })

  test('what needs a record that is forgotten is a conflict that says what is not so, and not to record it again', () => {
    const steps: readonly Step[] = [
      ...OFFICE,
      ['2025-03-06', recorded('x1', 'v1', 3)],
      ['2025-03-07', handled('x1', 'd1')],
    ]
    const outcome = corrected(played(...steps), { omit: AFTER })
    for (const [words, detail] of [
      [{ ...zhCN, ...zhCNRegistry }, '该违法尚未记录。'],
      [{ ...en, ...enRegistry }, 'The violation is not recorded.'],
    ] as const)
      expect(problemOfOutcome(outcome as never, words).conflicts).toMatchObject([
        { event: AFTER + 1, code: 'unknown-violation', detail },
      ])
  })
})

describe('a payment', () => {
  const steps: readonly Step[] = [
    ...OFFICE,
    ...['x1', 'x2'].map((id): Step => ['2025-03-06', recorded(id, 'v1', 3)]),
    ...['x1', 'x2'].map((id, index): Step => ['2025-03-07', handled(id, `d${index + 1}`)]),
  ]
  const payment = AFTER + 4

  test('that was entered for another notice is put where it belongs', async () => {
    const insert = { ...paid('x2'), at: at('2025-03-10') } as Command
    const registry = played(...steps, ['2025-03-10', paid('x1')])
    const after = await expectAsIf(registry, [{ omit: payment }, { insert }], [...steps, ['2025-03-10', paid('x2')]])
    expect(overdueFines(after, at(TODAY)).map(({ violation }) => violation)).toEqual(['x1'])
  })

  test('that comes back is none: the fine is overdue, and points are carried', async () => {
    const registry = played(...steps, ['2025-03-10', paid('x1')])
    expect(pointsOf(registry, 'd1', at(TODAY))).toBe(0)
    const after = await expectAsIf(registry, [{ omit: payment }], steps)
    expect(pointsOf(after, 'd1', at(TODAY))).toBe(3)
  })

  test('that a bank reports when the period is closed stops the points from being carried', async () => {
    const registry = played(
      ...steps,
      ['2025-06-01', recorded('x3', 'v2', 1, 0, '2025-06-01')],
      ['2025-06-01', handled('x3', 'd1')],
    )
    expect(pointsOf(registry, 'd1', at('2025-06-01'))).toBe(4)
    const late = execute(registry, { ...paid('x1'), paidOn: '2025-03-20', at: at('2025-06-02') } as Command)
    expect(late).toMatchObject({ status: 'refused', code: 'period-closed' })
    const insert = { ...paid('x1'), paidOn: '2025-03-20', at: at('2025-06-02') } as Command
    const after = corrected(registry, { insert })
    expect(after.status).toBe('accepted')
    await expectInStore(registry, [{ insert }], after.registry)
    expect(pointsOf(after.registry, 'd1', at(TODAY))).toBe(1)
    expect(after).toMatchObject({ event: { points: [{ driver: 'd1', before: 4, after: 1 }] } })
  })
})

describe('a record', () => {
  const steps: readonly Step[] = [
    ...OFFICE,
    ['2025-03-06', recorded('x1', 'v1', 6)],
    ['2025-03-07', handled('x1', 'd1')],
  ]
  const right: readonly Step[] = [
    ...OFFICE,
    ['2025-03-06', recorded('x1', 'v1', 3)],
    ['2025-03-07', handled('x1', 'd1')],
  ]

  test('with wrong points or a wrong fine is that of the right ones, and who handled it holds these', async () => {
    const instead = recorded('x1', 'v1', 3) as never
    const registry = await expectAsIf(played(...steps), [{ omit: AFTER, instead }], right)
    expect(pointsOf(registry, 'd1', at('2025-12-31'))).toBe(3)
    expect(historyOf(registry, { driver: 'd1' }).events.at(-2)).toMatchObject({
      type: 'history-corrected',
      omitted: [AFTER, AFTER + 1],
      changes: [{ omit: AFTER, instead: 8 }],
    })
  })

  test.each([
    ['violation', 'x1', 'x9'],
    ['vehicle', 'v1', 'v9'],
    ['driver', 'd1', 'd9'],
    ['owner', 'o1', 'o9'],
  ] as const)('with a mistyped %s is the same under the right id', async (rename, from, to) => {
    const renamed = JSON.parse(JSON.stringify(steps).replaceAll(`"${from}"`, `"${to}"`)) as readonly Step[]
    const registry = await expectAsIf(played(...steps), [{ rename, from, to }], renamed)
    // The id that was mistyped is free, but not for a time before.
    const again = execute(registry, { ...driver('d1'), at: at('2025-12-30') } as Command)
    if (rename === 'driver') expect(again).toMatchObject({ status: 'refused', code: 'out-of-order' })
  })

  test('of another id that is on record cannot be told so', () => {
    expect(corrected(played(...steps), { rename: 'driver', from: 'd1', to: 'd2' })).toMatchObject({
      code: 'on-record',
      change: 0,
    })
    expect(corrected(played(...steps), { rename: 'driver', from: 'd7', to: 'd8' })).toMatchObject({
      code: 'not-on-record',
    })
  })
})

describe('an enrolment', () => {
  test('with a wrong day of first issue: period, probation and points are those of the right day', async () => {
    const steps: readonly Step[] = [
      ...OFFICE,
      ['2025-03-06', recorded('x1', 'v1', 3)],
      ['2025-03-07', handled('x1', 'd1')],
    ]
    const instead = driver('d1', { firstIssuedOn: '2016-02-01' }) as never
    const registry = await expectAsIf(
      played(...steps),
      [{ omit: 1, instead }],
      [['2025-03-03', instead as Said], ...steps.slice(1)],
    )
    expect(scoringPeriodOf(registry, 'd1', at(TODAY))).toMatchObject({ until: '2026-02-01', held: 3 })
  })

  test.each([
    ['plate type', { plateType: '52' }],
    ['owner', { owner: { kind: 'individual', id: 'd2' } }],
    ['use', { operating: true }],
  ])('with a wrong %s is judged as of the right one', async (_, over) => {
    const instead = vehicle('v1', 'o1', over) as never
    const right = OFFICE.map((step): Step => (step === OFFICE[2] ? ['2025-03-03', instead] : step))
    await expectAsIf(played(...OFFICE), [{ omit: 3, instead }], right)
  })

  test('that never was conflicts with all that names the id', () => {
    const registry = played(...OFFICE, ['2025-03-04', bind('d1', 'v1')])
    expect(corrected(registry, { omit: 1 })).toMatchObject({ conflicts: [{ event: AFTER, code: 'unknown-driver' }] })
    expect(corrected(registry, { omit: 1 }, { omit: AFTER }).status).toBe('accepted')
  })
})

describe('one that was filed twice, in two writings', () => {
  const steps: readonly Step[] = [
    ...OFFICE,
    ['2025-03-04', driver('D1', { firstIssuedOn: '2016-07-07' })],
    ['2025-03-05', bind('D1', 'v1')],
    ['2025-03-06', bind('d1', 'v2')],
    ['2025-03-07', recorded('x1', 'v1', 3)],
    ['2025-03-07', handled('x1', 'D1')],
  ]
  const OTHER = AFTER
  const merge = { merge: 'driver', from: 'D1', to: 'd1' } as const
  const asOne = JSON.parse(JSON.stringify(steps).replaceAll('"D1"', '"d1"')) as readonly Step[]

  test('is one: each event stands at its own time, and the enrolment that was the first', async () => {
    const right = asOne.toSpliced(OTHER - 1, 1)
    const after = await expectAsIf(played(...steps), [merge], right)
    // Unpaid, they are carried; both applications of then count.
    expect(pointsOf(after, 'd1', at(TODAY))).toBe(3)
    const { type: _, ...asked } = { ...bind('d1', 'v1'), at: at(TODAY) } as Extract<Command, { type: 'bind' }>
    expect(bindingFacts(after, asked)).toMatchObject({ driverBindings: 2, driverApplicationsThisYear: 2 })
    // A name that somebody has is not given by a rename, and one that nobody has is no other.
    const { merge: rename, from, to } = merge
    expect(corrected(played(...steps), { rename, from, to })).toMatchObject({ code: 'on-record', change: 0 })
    expect(corrected(played(...steps), { merge: rename, from, to: 'd7' })).toMatchObject({ code: 'not-on-record' })
    expect(corrected(played(...steps), { merge: rename, from: 'd7', to })).toMatchObject({ code: 'not-on-record' })
    expect(corrected(played(...steps), { merge: rename, from, to: from })).toMatchObject({ code: 'on-record' })
    expect(corrected(played(...steps), merge, { ...merge, from: 'd2' })).toMatchObject({ code: 'changed-twice' })
  })

  test('is refused where points of before would go with an enrolment, as is an enrolment without them instead of it, until one tells of both', () => {
    const told = (id: string, points: number) => ({
      ...{ id, points, fine: 20_000 },
      ...{ occurredAt: at('2025-01-10'), handledAt: at('2025-01-11') },
    })
    const enrolled = (id: string, ...violations: ReturnType<typeof told>[]): Said =>
      ({ ...driver(id), history: { violations } }) as Said
    const both = played(['2025-03-03', enrolled('d1', told('g1', 5))], ['2025-03-03', enrolled('D1', told('g2', 6))])
    const merged = { merge: 'driver', from: 'D1', to: 'd1' } as const
    expect(corrected(both, merged)).toMatchObject({ status: 'refused', code: 'history-left-out', change: 0 })
    const bare = { omit: 1, instead: driver('d1') as never }
    expect(corrected(both, bare)).toMatchObject({ status: 'refused', code: 'history-left-out', change: 0 })
    const none = corrected(both, { omit: 1, instead: { ...driver('d1'), history: {} } as never })
    expect(pointsOf(none.registry, 'd1', at(TODAY))).toBe(0)
    for (const half of [enrolled('d1', told('g1', 5)), enrolled('d1', told('g2', 6))])
      expect(corrected(both, { omit: 1, instead: half as never }, merged)).toMatchObject({ code: 'history-left-out' })
    const instead = enrolled('d1', told('g1', 5), told('g2', 6))
    const outcome = corrected(both, { omit: 1, instead: instead as never }, merged)
    expect(outcome).toMatchObject({ status: 'accepted' })
    expect(pointsOf(outcome.registry, 'd1', at(TODAY))).toBe(11)
  })

  test('is one under the enrolment that an officer says', async () => {
    const said = driver('D1', { firstIssuedOn: '2016-02-02' })
    const changes = [{ omit: OTHER, instead: said as never }, merge]
    // Nothing stands before it.
    const right = asOne.toSpliced(0, 1).map(([day, each]): Step => {
      return each.type === 'enrolDriver' && each.id === 'd1' ? [day, { ...said, id: 'd1' } as Said] : [day, each]
    })
    await expectAsIf(played(...steps), changes, right)
  })

  test('is one under that enrolment, whatever a rename changes in the other', async () => {
    const all: readonly Step[] = [...OFFICE, ['2025-03-03', vehicle('V1', 'o1')]]
    const said = vehicle('V1', 'o1', { plateType: '01' })
    const changes = [
      { rename: 'owner', from: 'o1', to: 'o9' },
      { merge: 'vehicle', from: 'V1', to: 'v1' },
      { omit: AFTER, instead: said as never },
    ] as const
    const left: readonly Step[] = [...OFFICE.toSpliced(2, 1), ['2025-03-03', { ...said, id: 'v1' } as Said]]
    await expectAsIf(played(...all), changes, JSON.parse(JSON.stringify(left).replaceAll('"o1"', '"o9"')))
  })

  test('passes no cap: what both did twice, or too often, is told, and settled in the same correction', async () => {
    const twice = [...steps, ['2025-03-08', bind('d1', 'v1')] as const]
    const registry = played(...twice)
    expect(corrected(registry, merge)).toMatchObject({
      code: 'conflicts',
      conflicts: [{ event: twice.length, change: null, code: 'already-bound' }],
    })
    await expectAsIf(registry, [merge, { omit: twice.length }], asOne.toSpliced(OTHER - 1, 1))
    // The vehicle that somebody bound is their own.
    const own: readonly Step[] = [...OFFICE, ['2025-03-04', vehicle('v3', 'D1')], ['2025-03-05', bind('d1', 'v3')]]
    expect(corrected(played(...own), merge)).toMatchObject({ conflicts: [{ event: AFTER + 1, code: 'own-vehicle' }] })
  })

  test.each<['vehicle' | 'violation' | 'owner', readonly Step[], from: string, to: string]>([
    [
      'vehicle',
      [
        ['2025-03-04', vehicle('V1', 'o1')],
        ['2025-03-05', bind('d1', 'V1')],
      ],
      'V1',
      'v1',
    ],
    [
      'violation',
      [
        ['2025-03-05', recorded('x1', 'v1', 3)],
        ['2025-03-06', recorded('X1', 'v1', 3)],
      ],
      'X1',
      'x1',
    ],
    [
      'owner',
      [
        ['2025-03-04', vehicle('v3', 'O1')],
        ['2025-03-05', bind('d1', 'v3')],
      ],
      'O1',
      'o1',
    ],
  ])('goes for a %s too', async (kind, more, from, to) => {
    const all = [...OFFICE, ...more]
    const renamed = JSON.parse(JSON.stringify(all).replaceAll(`"${from}"`, `"${to}"`)) as readonly Step[]
    const second = kind === 'violation' ? AFTER : AFTER - 1
    await expectAsIf(
      played(...all),
      [{ merge: kind, from, to }],
      kind === 'owner' ? renamed : renamed.toSpliced(second, 1),
    )
  })
})

test('a transfer by mistake is none: its bindings stand, with since when', async () => {
  const steps: readonly Step[] = [...OFFICE, ['2025-03-04', bind('d1', 'v1')]]
  const registry = played(...steps, ['2025-03-05', transferred('v1', 'd2')])
  await expectAsIf(registry, [{ omit: AFTER + 1 }], steps)
})

test('a state of a licence that is told days late was so from its day on', async () => {
  const cancelled: Said = { type: 'changeLicence', driver: 'd1', licence: { states: ['cancelled'], classes: ['C1'] } }
  const steps: readonly Step[] = [...OFFICE, ['2025-03-04', bind('d1', 'v1')]]
  const insert = { ...cancelled, at: at('2025-03-05') } as Command
  await expectAsIf(played(...steps), [{ insert }], [...steps, ['2025-03-05', cancelled]])
  const handledSince: readonly Step[] = [
    ...steps,
    ['2025-03-06', recorded('x1', 'v1', 3)],
    ['2025-03-07', handled('x1', 'd1', 'app')],
  ]
  expect(await conflictsOf(played(...handledSince), { insert })).toMatchObject([
    { event: AFTER + 2, command: { type: 'handle' } },
  ])
})

test.each<readonly [what: string, said: Said]>([
  ['a release', release('d1', 'v1')],
  ['a sale', transferred('v1', 'd2')],
  ['that a vehicle is one for hire', { type: 'changeVehicle', vehicle: 'v1', plateType: '02', operating: true }],
  ['that a vehicle was lost', { type: 'deregisterVehicle', vehicle: 'v1', because: 'lost' }],
])('%s that is told late was so from its day on', async (_, said) => {
  const bound: readonly Step[] = [...OFFICE, ['2025-03-04', bind('d1', 'v1')]]
  const other: Step = ['2025-03-08', bind('d1', 'v2')]
  const insert = { ...said, at: at('2025-03-05') } as Command
  await expectAsIf(played(...bound, other), [{ insert }], [...bound, ['2025-03-05', said], other])
})

test('a study that finds nothing any more stands with nothing, and its allowance is there again', async () => {
  const steps: readonly Step[] = [
    ...OFFICE,
    ['2025-03-06', recorded('x1', 'v1', 1, 0)],
    ['2025-03-07', handled('x1', 'd1')],
    ['2025-03-08', { type: 'deductByStudy', driver: 'd1', way: 'online' }],
  ]
  const change = { omit: AFTER, instead: recorded('x1', 'v1', 0, 0) as never }
  const outcome = corrected(played(...steps), change)
  await expectInStore(played(...steps), [change], outcome.registry)
  expect(outcome).toMatchObject({ status: 'accepted', entered: [{}, {}, { type: 'points-deducted', taken: 0 }] })
  expect(scoringPeriodOf(outcome.registry, 'd1', at(TODAY))).toMatchObject({ held: 0, deducted: 0 })
})

describe('a correction', () => {
  const registry = played(...OFFICE, ['2025-03-04', bind('d1', 'v1')])
  const insert = { ...bind('d1', 'v2'), at: at('2025-03-03') } as Command

  test.each<[string, readonly HistoryChange[], string]>([
    ['a binding is inserted into the past', [{ insert }], 'not-insertable'],
    ['something else is to stand instead', [{ omit: AFTER, instead: bind('d1', 'v2') as never }], 'not-the-same'],
    ['another type is to stand instead', [{ omit: AFTER, instead: release('d1', 'v1') as never }], 'not-the-same'],
    ['there is no such event', [{ omit: 99 }], 'not-standing'],
    ['two changes are about one event', [{ omit: AFTER }, { omit: AFTER }], 'changed-twice'],
    ['nothing is otherwise', [{ omit: AFTER, instead: bind('d1', 'v1') as never }], 'nothing-changes'],
    ['it stands already', [{ restore: AFTER }], 'place-taken'],
    ['it is still to come', [{ insert: { ...paid('x1'), at: at('2026-01-01') } as Command }], 'in-the-future'],
  ])('is refused where %s, and nothing is changed', (_, changes, code) => {
    expect(corrected(registry, ...changes)).toMatchObject({ status: 'refused', code, registry })
  })

  test('is not dated before what it is about', () => {
    const early = correct(registry, { changes: [{ omit: AFTER }], ground: 'mistake', at: at('2025-03-03') })
    expect(early).toMatchObject({ code: 'out-of-order', ahead: { kind: 'driver', id: 'd1' } })
  })

  test('is the same in whatever order its changes are told', () => {
    const otherwise = { ...bind('d1', 'v1'), channel: 'app', ownerConsent: 'qr' } as Said
    const { registry: before } = corrected(registry, { omit: AFTER, instead: otherwise as never })
    const [back, away] = [{ restore: AFTER }, { omit: AFTER + 2 }]
    expect(corrected(before, back)).toMatchObject({ code: 'place-taken', change: 0 })
    for (const changes of [
      [away, back],
      [back, away],
    ])
      expect(viewOf(corrected(before, ...changes).registry, at(TODAY))).toBe(viewOf(registry, at(TODAY)))
  })

  test('of a day before the enrolment says since when it is on record; the enrolment is put earlier in the same', async () => {
    const seized: Said = { type: 'changeLicence', driver: 'd1', licence: { states: ['seized'], classes: ['C1'] } }
    const late = { insert: { ...seized, at: at('2025-03-01') } as Command }
    const told = corrected(registry, late)
    const conflict = { event: null, change: 0, code: 'unknown-driver', enrolledAt: at('2025-03-03') }
    expect(told).toMatchObject({ code: 'conflicts', conflicts: [conflict] })
    for (const [words, said] of [
      [{ ...zhCN, ...zhCNRegistry }, /^2025年3月3日才登记，所报事项早于该日。/],
      [{ ...en, ...enRegistry }, /^On record from 3 March 2025 on, and this is earlier\./],
    ] as const)
      expect(problemOfOutcome(told as never, words).conflicts?.[0]?.detail).toMatch(said)
    // Of one who is not on record at all nothing is known.
    expect(corrected(registry, { omit: 1 })).toMatchObject({ conflicts: [{ code: 'unknown-driver' }] })
    expect(corrected(registry, { omit: 1 })).not.toHaveProperty('conflicts.0.enrolledAt')
    const enrolment = { insert: { ...driver('d1'), at: at('2025-03-01') } as Command }
    const free: Said = { type: 'changeLicence', driver: 'd1', licence: { states: [], classes: ['C1'] } }
    const back = { insert: { ...free, at: at('2025-03-02') } as Command }
    await expectAsIf(
      registry,
      [{ omit: 1 }, enrolment, late, back],
      [
        ['2025-03-01', driver('d1')],
        ['2025-03-01', seized],
        ['2025-03-02', free],
        ...OFFICE.slice(1),
        ['2025-03-04', bind('d1', 'v1')],
      ],
    )
  })

  test('can be corrected: what it omitted is restored, and is where it was', async () => {
    const first = corrected(registry, { omit: AFTER })
    await expectAsIf(first.registry, [{ restore: AFTER }], [...OFFICE, ['2025-03-04', bind('d1', 'v1')]])
  })

  test.each<[unknown, readonly (string | number)[]]>([
    [{ changes: [], ground: '', at: at(TODAY) }, ['ground']],
    [{ changes: {}, ground: 'x', at: at(TODAY) }, ['changes']],
    [{ changes: [{ drop: 1 }], ground: 'x', at: at(TODAY) }, ['changes', 0]],
    [{ changes: [{ omit: -1 }], ground: 'x', at: at(TODAY) }, ['changes', 0, 'omit']],
    [
      { changes: [{ omit: 1, instead: { type: 'bind' } }], ground: 'x', at: at(TODAY) },
      ['changes', 0, 'instead', 'driver'],
    ],
    [{ changes: [{ rename: 'driver', from: 'd1', to: '' }], ground: 'x', at: at(TODAY) }, ['changes', 0, 'to']],
  ])('that is malformed, as %j, is told where', (input, path) => {
    const outcome = correct(registry, input as never)
    expect(outcome).toMatchObject({ status: 'invalid', registry })
    expect(outcome.status === 'invalid' && outcome.issues.map((issue) => issue.path)).toContainEqual(path)
  })

  test('in a log that was edited is refused: another event, another ground, less than it entered', () => {
    const events = JSON.parse(
      JSON.stringify(eventsOf(corrected(registry, { rename: 'driver', from: 'd1', to: 'd9' }).registry)),
    )
    const head = events.findIndex((event: { type: string }) => event.type === 'history-corrected')
    expect(replay(cn, events).ok).toBe(true)
    for (const wrong of [
      events.slice(0, -1),
      events.with(head, { ...events[head], ground: 'another' }),
      events.with(head, { ...events[head], omitted: [] }),
      events.with(head, { ...events[head], changes: [{ omit: 1, instead: head + 2 }] }),
      events.with(head + 1, { ...events[head + 1], place: 7 }),
      events.with(head + 2, { ...events[head + 2], driver: 'd2' }),
      events.toSpliced(head, 1),
    ])
      expect(replay(cn, wrong), JSON.stringify(wrong.slice(head))).toMatchObject({ ok: false })
  })

  const digest = (before: string, event: string) => `${before.slice(-6)}:${event.length}`
  test('is certified by the digest of the log, with all that it entered', () => {
    let office = openRegistry(cn, { digest })
    for (const [day, said] of [...OFFICE, ['2025-03-04', bind('d1', 'v1')] as const])
      office = execute(office, { ...said, at: at(day) } as Command).registry
    const { registry: after } = corrected(office, { rename: 'driver', from: 'd1', to: 'd9' })
    const events = JSON.parse(JSON.stringify(eventsOf(after)))
    expect(events).toHaveLength(AFTER + 3)
    const { chain, ...last } = events.at(-1)
    expect(chain).toBe(digest(events.at(-2).chain, JSON.stringify(last)))
    expect(replay(cn, events, { digest }).ok).toBe(true)
    expect(replay(cn, events)).toMatchObject({ ok: false })
  })

  test('is refused where it entered less than comes of it, though numbers and checksums were made anew', () => {
    type Row = { readonly chain: string; readonly [name: string]: unknown }
    const anew = (log: readonly Row[]) => {
      const rows: Row[] = []
      for (const { chain: _, ...event } of log) {
        const row = { ...event, seq: rows.length + 1 }
        rows.push({ ...row, chain: digest(rows.at(-1)?.chain ?? '0000000000000000', JSON.stringify(row)) })
      }
      return rows
    }
    const office = [...OFFICE, ['2025-03-04', bind('d1', 'v1')] as const].reduce(
      (registry, [day, said]) => execute(registry, { ...said, at: at(day) } as Command).registry,
      openRegistry(cn, { digest }),
    )
    const { registry: after } = corrected(office, { rename: 'driver', from: 'd1', to: 'd9' })
    const log: readonly Row[] = JSON.parse(JSON.stringify(eventsOf(after)))
    expect(anew(log)).toEqual(log)
    const head = log.findIndex(({ type }) => type === 'history-corrected')
    const less = (said: object) =>
      replay(cn, anew(log.slice(0, -1).with(head, { ...(log[head] as Row), entered: 1, ...said })), { digest })
    const pathsOf = (read: ReturnType<typeof replay>) => (read.ok ? [] : read.issues.map(({ path }) => path))
    expect(pathsOf(less({}))).toContainEqual([head, 'entered'])
    expect(pathsOf(less({ omitted: [1] }))).toContainEqual([head, 'omitted'])
    expect(pathsOf(less({ played: [{ kind: 'driver', id: 'd1' }] }))).toContainEqual([head, 'played'])
  })

  test('of a log of before a rule was corrected stands, and is told where this rule decides otherwise', () => {
    const lax = reform(
      cn2024,
      (draft) => void (draft.handle = draft.handle.filter(({ rule }) => rule !== 'open-binding')),
    )
    const steps: readonly Step[] = [
      ...OFFICE,
      ['2025-03-06', recorded('x1', 'v1', 3)],
      ['2025-03-07', handled('x1', 'd1', 'app')],
    ]
    let office = openRegistry(lax)
    for (const [day, said] of steps) office = execute(office, { ...said, at: at(day) } as Command).registry
    const changes = [{ omit: AFTER, instead: recorded('x1', 'v1', 1) as never }]
    const { registry: after } = corrected(office, ...changes)
    const read = replay(cn2024, eventsOf(after), { corrected: { until: headOf(after) } })
    expect(read).toMatchObject({ ok: true })
    if (!read.ok) return
    expect(read.differences.map(({ seq, code }) => [seq, code]).slice(-1)).toEqual([[AFTER + 4, 'open-binding']])
    // What the rule of today refuses of it too is no reason against a correction of it.
    const again = corrected(read.value, { omit: AFTER + 3, instead: recorded('x1', 'v1', 2) as never })
    expect(again).toMatchObject({ status: 'accepted', event: { points: [{ driver: 'd1', before: 1, after: 2 }] } })
    expect(replay(cn2024, eventsOf(again.registry), { corrected: { until: headOf(after) } }).ok).toBe(true)
  })

  test('says who may handle as the history has it now', () => {
    const steps: readonly Step[] = [
      ...OFFICE,
      ['2025-03-04', bind('d1', 'v1')],
      ['2025-03-06', recorded('x1', 'v1', 3)],
    ]
    const { registry: after } = corrected(played(...steps), { omit: AFTER })
    const { type: _, ...asked } = { ...handled('x1', 'd1', 'app'), at: at(TODAY) } as Extract<
      Command,
      { type: 'handle' }
    >
    expect(handlingFacts(after, asked).boundSince).toBeNull()
  })
})
