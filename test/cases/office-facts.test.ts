/** Facts that reach an office late, or change: each case in memory and through a store on PostgreSQL, with the same answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  bindingsOfDriver,
  bindingsOfVehicle,
  type Channel,
  type Command,
  correct,
  DEREGISTRATIONS,
  type Deregistration,
  driverOf,
  execute,
  type LicenceState,
  openRegistry,
  overdueFines,
  type PlateType,
  pointsLedger,
  pointsOf,
  type Registry,
  scoringPeriodOf,
  vehicleOf,
  violationOf,
  WITHDRAWAL_GROUNDS,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import type { StoreCommand } from '../../src/postgres/index.ts'
import { type Database, database } from '../store/pglite.ts'

let db: Database
let store: Awaited<ReturnType<Database['store']>>
let now = 0
beforeAll(async () => {
  db = await database()
  store = await db.store({ rules: cn, now: () => now })
})
afterAll(async () => {
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  await db.close()
})

type Said = Command extends infer C ? (C extends { readonly at: unknown } ? Omit<C, 'at'> : never) : never
/** Each at ten o'clock of a day in China, or at a time of it. */
type Step = readonly [when: string, said: Said]

const momentOf = (when: string) => `${when.includes('T') ? when : `${when}T10:00`}:00.000+08:00`
const driver = (id: string, firstIssuedOn = '2020-12-01'): Said => ({
  type: 'enrolDriver',
  id,
  licence: { states: [], classes: ['C1'], firstIssuedOn },
})
const vehicle = (id: string, owner: string): Said => ({
  type: 'enrolVehicle',
  id,
  owner: { kind: 'individual', id: owner },
  plateType: '02',
  operating: false,
})
const bind = (by: string, of: string): Said => ({
  type: 'bind',
  driver: by,
  vehicle: of,
  channel: 'app',
  ownerConsent: 'qr',
  identityVerified: true,
})
const record = (id: string, of: string, occurred: string, points = 3, fine = 20_000): Said => ({
  type: 'recordViolation',
  id,
  vehicle: of,
  occurredAt: momentOf(occurred),
  fine,
  points,
  recordedBy: 'monitoring',
})
/** Recorded and handled at a window. */
const handled = (when: string, id: string, of: string, by: string, points: number, fine = 20_000): readonly Step[] => [
  [when, record(id, of, when, points, fine)],
  [when, handle(id, by)],
]
const handle = (violation: string, by: string, channel: Channel = 'window'): Said => ({
  type: 'handle',
  violation,
  driver: by,
  channel,
  offenderPresent: true,
  identityVerified: true,
})
const changed = (plateType: PlateType, operating: boolean): Said => ({
  type: 'changeVehicle',
  vehicle: 'v',
  plateType,
  operating,
})
const deduct = (by: string, ownVehicleOverdue = false): Said => ({
  type: 'deductByStudy',
  driver: by,
  way: 'online',
  ownVehicleOverdue,
})
const pay = (violation: string, paidOn?: string): Said => ({ type: 'payFine', violation, paidOn })

let plays = 0
/** The same command about people and things of its own, in the one store. */
function ownOf(said: Said, play: number): StoreCommand {
  const text = JSON.stringify(said, (key, value) =>
    ['id', 'driver', 'vehicle', 'violation'].includes(key) ? `${value}-${play}` : value,
  )
  return JSON.parse(text) as StoreCommand
}

/** What became of the last step, after all before it were accepted: in memory and in a store, which say the same and are sound. */
async function played(steps: readonly Step[]): Promise<{ readonly code: string; readonly registry: Registry }> {
  const play = plays++
  let registry = openRegistry(cn)
  let code = ''
  for (const [index, [when, said]] of steps.entries()) {
    const at = momentOf(when)
    now = Date.parse(at)
    const outcome = execute(registry, { ...said, at } as Command)
    const stored = await store.execute(ownOf(said, play))
    code = outcome.status === 'refused' ? outcome.code : outcome.status
    expect(stored.status === 'refused' ? stored.code : stored.status).toBe(code)
    if (index < steps.length - 1) expect([when, said, code]).toEqual([when, said, 'accepted'])
    registry = outcome.registry
  }
  return { code, registry }
}

describe('a fine that the bank reports late', () => {
  /** Of a licence whose scoring period ends with 30 November: handled in October, to be paid by 3 November. */
  const owing: readonly Step[] = [
    ['2025-10-20', driver('d')],
    ['2025-10-20', vehicle('own', 'd')],
    ...handled('2025-10-20', 'x', 'own', 'd', 6),
  ]
  const NEXT = momentOf('2025-12-02')

  test('paid on the last day of the scoring period and reported the next morning costs no points', async () => {
    const { code, registry } = await played([...owing, ['2025-12-01', pay('x', '2025-11-30')]])
    expect(code).toBe('accepted')
    expect(pointsOf(registry, 'd', NEXT)).toBe(0)
    expect(violationOf(registry, 'x')).toMatchObject({ state: 'handled', paidOn: '2025-11-30' })
  })

  test('paid a day later, or reported without its day, leaves them carried over', async () => {
    for (const late of [pay('x', '2025-12-01'), pay('x')]) {
      const { code, registry } = await played([...owing, ['2025-12-01', late]])
      expect([code, pointsOf(registry, 'd', NEXT)]).toEqual(['accepted', 6])
    }
  })

  test('paid after its term but before the end of the period: nothing is carried, neither its points nor those of others', async () => {
    const two = [...owing, ...handled('2025-11-25', 'y', 'own', 'd', 3)]
    const unpaid = await played([...two, ['2025-12-01', pay('y', '2025-12-01')]])
    expect(pointsOf(unpaid.registry, 'd', NEXT)).toBe(9)
    const { registry } = await played([...two, ['2025-12-20', pay('x', '2025-11-30')]])
    expect(pointsOf(registry, 'd', momentOf('2025-12-20'))).toBe(0)
  })

  test('was due until the day of payment, and no longer', async () => {
    const { registry } = await played([...owing, ['2025-12-01', pay('x', '2025-11-06')]])
    const due = (day: string) => overdueFines(registry, momentOf(day)).length
    expect([due('2025-11-05'), due('2025-11-06'), due('2025-12-01')]).toEqual([1, 0, 0])
  })

  test.each([
    ['paid-in-future', '2025-12-02'],
    ['paid-before-handling', '2025-10-19'],
  ])('is refused as %s if it was paid on %s', async (code, paidOn) => {
    expect((await played([...owing, ['2025-12-01', pay('x', paidOn)]])).code).toBe(code)
  })

  test('is refused where points of the next period were entered meanwhile: they were counted on what was carried over', async () => {
    const since = [...owing, ...handled('2025-12-01', 'y', 'own', 'd', 1, 0)]
    expect((await played([...since, ['2025-12-01T11:00', pay('x', '2025-11-30')]])).code).toBe('period-closed')
    expect((await played([...since, ['2025-12-01T11:00', pay('x', '2025-12-01')]])).code).toBe('accepted')
  })

  test('goes into the history by a correction where its period is closed, and costs no points then', async () => {
    const since = [...owing, ...handled('2025-12-01', 'y', 'own', 'd', 1, 0)]
    const { registry } = await played(since)
    expect(pointsOf(registry, 'd', NEXT)).toBe(7)
    const insert = { ...pay('x', '2025-11-30'), at: momentOf('2025-12-01') } as Command
    const outcome = correct(registry, {
      changes: [{ insert }],
      ground: '银行次日报送',
      at: momentOf('2025-12-01T11:00'),
    })
    expect(outcome.status).toBe('accepted')
    expect(pointsOf(outcome.registry, 'd', NEXT)).toBe(1)
  })

  test('counts on its day in tables of one’s own', () => {
    const held = (paidOn?: string, ...since: readonly object[]) =>
      pointsLedger(
        {
          firstIssuedOn: '2020-12-01',
          handled: [{ violation: 'x', at: momentOf('2025-10-20'), points: 6, fine: 20_000 }, ...since] as never,
          payments: [{ violation: 'x', at: momentOf('2025-12-01T11:00'), paidOn }],
          studies: [],
        },
        NEXT,
      )
    expect(held('2025-11-30')).toMatchObject({ ok: true, value: { held: 0 } })
    expect(held()).toMatchObject({ ok: true, value: { held: 6 } })
    expect(held('2025-10-19')).toMatchObject({ ok: false, issues: [{ received: '"paid-before-handling"' }] })
    // As a correction puts it there, where its period is closed.
    const since = { violation: 'y', at: momentOf('2025-12-01'), points: 1, fine: 0 }
    expect(held('2025-11-30', since)).toMatchObject({ ok: true, value: { held: 1 } })
  })
})

/** On the store and in memory: d binds v of o, and x is recorded against it. */
const bound: readonly Step[] = [
  ['2025-03-03', driver('d')],
  ['2025-03-03', driver('e')],
  ['2025-03-03', vehicle('v', 'o')],
  ['2025-03-03', bind('d', 'v')],
  ['2025-03-04', record('x', 'v', '2025-03-04')],
]

describe('a vehicle that changes 变更登记', () => {
  const change = (plateType: PlateType, operating: boolean): Step => ['2025-03-05', changed(plateType, operating)]

  test('keeps its bindings and what is open, and is judged as what it is from then on', async () => {
    const { code, registry } = await played([...bound, change('02', true)])
    expect(code).toBe('accepted')
    expect(vehicleOf(registry, 'v')).toMatchObject({ plateType: '02', operating: true })
    expect(bindingsOfVehicle(registry, 'v').map((each) => each.driver)).toEqual(['d'])
    expect((await played([...bound, change('02', true), ['2025-03-06', bind('e', 'v')]])).code).toBe('non-operating')
    expect((await played([...bound, change('01', false), ['2025-03-06', handle('x', 'd', 'app')]])).code).toBe(
      'plate-type',
    )
    const back: readonly Step[] = [...bound, change('02', true), ['2025-03-06', changed('02', false)]]
    expect((await played([...back, ['2025-03-06', bind('e', 'v')]])).code).toBe('accepted')
  })

  test('is refused of one that is not on record', async () => {
    expect((await played([['2025-03-05', changed('02', true)]])).code).toBe('unknown-vehicle')
  })
})

describe('a vehicle that is scrapped, lost, or goes abroad 注销登记', () => {
  const deregister = (because: Deregistration, when = '2025-03-05'): Step => [
    when,
    { type: 'deregisterVehicle', vehicle: 'v', because },
  ]

  test('ends its bindings, while what is open is handled, and what happened before can still be recorded', async () => {
    const gone: readonly Step[] = [...bound, deregister('scrapped')]
    const { registry } = await played(gone)
    expect(bindingsOfDriver(registry, 'd')).toEqual([])
    expect(vehicleOf(registry, 'v')?.deregisteredAt).toBe(momentOf('2025-03-05'))
    expect((await played([...gone, ['2025-03-06', handle('x', 'd')]])).code).toBe('accepted')
    expect((await played([...gone, ['2025-03-06', record('y', 'v', '2025-03-04')]])).code).toBe('accepted')
  })

  test.each([
    ['a later act', record('y', 'v', '2025-03-06')],
    ['a binding', bind('e', 'v')],
    ['a transfer', { type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id: 'e' } }],
    ['a change', { type: 'changeVehicle', vehicle: 'v', plateType: '02', operating: true }],
    ['another deregistration', { type: 'deregisterVehicle', vehicle: 'v', because: 'lost' }],
  ] as const)('takes %s no more', async (_, said) => {
    expect((await played([...bound, deregister('lost'), ['2025-03-06', said]])).code).toBe('vehicle-deregistered')
  })

  test('asks that its violations be handled where it leaves the country or goes back, and else not', async () => {
    const codes = []
    for (const because of DEREGISTRATIONS) codes.push((await played([...bound, deregister(because)])).code)
    expect(codes).toEqual(['accepted', 'accepted', 'accepted', 'open-violations', 'open-violations'])
    const handledFirst: readonly Step[] = [...bound, ['2025-03-05', handle('x', 'd')], deregister('returned')]
    expect((await played(handledFirst)).code).toBe('accepted')
  })

  test('stays in its owner’s list: an open record of it bars the owner’s study', async () => {
    const own: readonly Step[] = [
      ['2025-03-03', driver('d')],
      ['2025-03-03', vehicle('v', 'd')],
      ...handled('2025-03-03', 'x', 'v', 'd', 3, 0),
      ['2025-03-04', record('y', 'v', '2025-03-04')],
      deregister('scrapped'),
    ]
    expect((await played([...own, ['2025-03-06', deduct('d')]])).code).toBe('own-violations-open')
  })
})

describe('a licence that is obtained anew after the old one was revoked 吊销', () => {
  const revoked = (states: readonly LicenceState[] = ['revoked']): readonly Step[] => [
    ['2022-05-05', driver('d', '2015-05-05')],
    ['2022-05-05', vehicle('v', 'o')],
    ['2022-05-05', vehicle('own', 'd')],
    ['2022-05-05', bind('d', 'v')],
    ...handled('2022-06-01', 'x', 'own', 'd', 9),
    ['2022-06-02', { type: 'changeLicence', driver: 'd', licence: { states, classes: [] } }],
  ]
  const anew = (firstIssuedOn: string, when = firstIssuedOn): Step => [
    when,
    { type: 'reissueLicence', driver: 'd', licence: { states: [], classes: ['C1'], firstIssuedOn } },
  ]

  test('begins without points, with a period and a probation of its own; its fines stay owed, and no binding stands', async () => {
    const { code, registry } = await played([...revoked(), anew('2025-07-01')])
    expect(code).toBe('accepted')
    const at = momentOf('2025-07-02')
    expect(scoringPeriodOf(registry, 'd', at)).toMatchObject({ from: '2025-07-01', until: '2026-07-01', held: 0 })
    expect(driverOf(registry, 'd')).toEqual({ id: 'd', states: [], classes: ['C1'], firstIssuedOn: '2025-07-01' })
    expect(bindingsOfDriver(registry, 'd')).toEqual([])
    expect(overdueFines(registry, at).map(({ violation }) => violation)).toEqual(['x'])
    // The probation of the new licence bars the study that takes points off.
    const held = handled('2025-07-03', 'y', 'own', 'd', 3, 0)
    expect((await played([...revoked(), anew('2025-07-01'), ...held, ['2025-07-04', deduct('d')]])).code).toBe(
      'licence-bars-deduction',
    )
    // Without it the nine points of then stand with the overdue fine.
    expect(pointsOf((await played(revoked())).registry, 'd', at)).toBe(9)
  })

  test.each<[LicenceState, readonly LicenceState[], string]>([
    ['annulled', [], 'licence-ended'],
    ['revoked', ['seized'], 'licence-ended'],
    ['cancelled', ['cancelled-restorable'], 'licence-ended'],
    ['revoked', ['revoked', 'impounded'], 'accepted'],
    // Its holder died.
    ['revoked', ['cancelled'], 'accepted'],
    ['cancelled-restorable', [], 'accepted'],
    ['suspended', [], 'accepted'],
  ])('does not come back by a change of its states: %s, then %j, is %s', async (before, states, code) => {
    const change: Step = ['2025-07-01', { type: 'changeLicence', driver: 'd', licence: { states, classes: [] } }]
    expect((await played([...revoked([before]), change])).code).toBe(code)
  })

  test('owes the fine of then, which is paid and carries nothing', async () => {
    const paid = await played([...revoked(), anew('2025-07-01'), ['2025-07-02', pay('x', '2025-06-20')]])
    expect(paid.code).toBe('accepted')
    expect(overdueFines(paid.registry, momentOf('2025-07-03'))).toEqual([])
  })

  test.each([
    ['licence-not-ended', [], '2025-07-01'],
    ['licence-not-ended', ['cancelled-restorable'], '2025-07-01'],
    ['first-issue-in-future', ['annulled'], '2025-07-02'],
    ['first-issue-not-later', ['cancelled'], '2015-05-05'],
  ] as const)('is refused as %s after %j, issued on %s', async (code, states, firstIssuedOn) => {
    expect((await played([...revoked(states), anew(firstIssuedOn, '2025-07-01')])).code).toBe(code)
  })
})

describe('a holder who died', () => {
  test('what is open of the vehicle is withdrawn on that ground, and the licence is cancelled, which ends the bindings', async () => {
    const { code, registry } = await played([
      ...bound,
      ['2025-03-05', { type: 'withdrawViolation', violation: 'x', ground: 'offender-deceased' }],
      ['2025-03-05', { type: 'changeLicence', driver: 'd', licence: { states: ['cancelled'], classes: [] } }],
    ])
    expect(WITHDRAWAL_GROUNDS).toContain('offender-deceased')
    expect([code, violationOf(registry, 'x')?.state, bindingsOfVehicle(registry, 'v')]).toEqual([
      'accepted',
      'withdrawn',
      [],
    ])
  })
})

describe('a study that takes points off', () => {
  const held: readonly Step[] = [
    ['2025-03-03', driver('d')],
    ['2025-03-03', driver('o')],
    ['2025-03-03', vehicle('own', 'd')],
    ...handled('2025-03-03', 'x', 'own', 'd', 3, 0),
  ]

  test('is barred where a vehicle in the driver’s name is overdue for inspection or was not deregistered in time (Article 26 (4))', async () => {
    expect((await played([...held, ['2025-03-04', deduct('d', true)]])).code).toBe('own-vehicle-overdue')
    expect((await played([...held, ['2025-03-04', deduct('d', false)]])).code).toBe('accepted')
  })

  test('is barred for a buyer while the former owner’s act is open, and free once it is withdrawn or its driver handled it (Article 25)', async () => {
    const bought: readonly Step[] = [
      ...held,
      ['2025-03-04', vehicle('used', 'o')],
      ['2025-03-10', { type: 'transferVehicle', vehicle: 'used', to: { kind: 'individual', id: 'd' } }],
      // A record of before the transfer, entered after it.
      ['2025-03-12', record('y', 'used', '2025-03-08')],
    ]
    expect((await played([...bought, ['2025-03-13', deduct('d')]])).code).toBe('own-violations-open')
    for (const settles of [
      { type: 'withdrawViolation', violation: 'y', ground: 'objection-upheld' } as const,
      handle('y', 'o'),
    ])
      expect((await played([...bought, ['2025-03-13', settles], ['2025-03-13', deduct('d')]])).code).toBe('accepted')
  })
})
