/** Facts that reach an office late, or change: each case in memory and through a store on PostgreSQL, with the same answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Command,
  execute,
  openRegistry,
  overdueFines,
  pointsLedger,
  pointsOf,
  type Registry,
  violationOf,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import type { StoreCommand } from '../../src/postgres/index.ts'
import { type Database, database } from '../store/pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

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
/** Recorded and handled at a window. */
const handled = (when: string, id: string, of: string, by: string, points: number, fine = 20_000): readonly Step[] => [
  [
    when,
    { type: 'recordViolation', id, vehicle: of, occurredAt: momentOf(when), fine, points, recordedBy: 'monitoring' },
  ],
  [when, handle(id, by)],
]
const handle = (violation: string, by: string): Said => ({
  type: 'handle',
  violation,
  driver: by,
  channel: 'window',
  offenderPresent: true,
  identityVerified: true,
})
const pay = (violation: string, paidOn?: string): Said => ({ type: 'payFine', violation, paidOn })

/** What became of the last step, after all before it were accepted: in memory and in a store, which say the same and are sound. */
async function played(steps: readonly Step[]): Promise<{ readonly code: string; readonly registry: Registry }> {
  let now = 0
  const store = await db.store({ rules: cn, now: () => now })
  let registry = openRegistry(cn)
  let code = ''
  for (const [index, [when, said]] of steps.entries()) {
    const at = momentOf(when)
    now = Date.parse(at)
    const outcome = execute(registry, { ...said, at } as Command)
    const stored = await store.execute(said as StoreCommand)
    code = outcome.status === 'refused' ? outcome.code : outcome.status
    expect(stored.status === 'refused' ? stored.code : stored.status).toBe(code)
    if (index < steps.length - 1) expect([when, said, code]).toEqual([when, said, 'accepted'])
    registry = outcome.registry
  }
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
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

  test('counts on its day in tables of one’s own', () => {
    const held = (paidOn?: string) =>
      pointsLedger(
        {
          firstIssuedOn: '2020-12-01',
          handled: [{ violation: 'x', at: momentOf('2025-10-20'), points: 6, fine: 20_000 }],
          payments: [{ violation: 'x', at: momentOf('2025-12-01'), paidOn }],
          studies: [],
        },
        NEXT,
      )
    expect(held('2025-11-30')).toMatchObject({ ok: true, value: { held: 0 } })
    expect(held()).toMatchObject({ ok: true, value: { held: 6 } })
    expect(held('2025-10-19')).toMatchObject({ ok: false, issues: [{ received: '"paid-before-handling"' }] })
  })
})
