/** A reform with each rule that counts over time: the tables keep what the rule asks for, from one command to the next. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, execute, openRegistry, type Registry } from '../../src/index.ts'
import { asReported, type RuleId, reform } from '../../src/law/index.ts'
import type { StoreCommand } from '../../src/postgres/index.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const DAY = 86_400_000
const START = Date.parse('2018-09-10T09:00:00+08:00')
/** One more provision of binding or of handling, beside those of the rule as reported. */
function lawWith(question: 'bind' | 'handle', provision: object) {
  const terms = { channels: 'all', vehicles: question === 'bind' ? 'all' : 'others' }
  return reform(asReported, (draft) => void draft[question].push({ ...terms, ...provision } as never))
}

const enrol: readonly StoreCommand[] = [
  ...['d1', 'd2', 'd3'].map(enrolDriver),
  ...['v1', 'v2', 'v3'].map((id) => enrolVehicle(id, 'o')),
]
const release = (driver: string, vehicle: string): StoreCommand => ({ type: 'release', driver, vehicle, by: 'driver' })
const handle = (violation: string, driver: string): StoreCommand => ({
  type: 'handle',
  violation,
  driver,
  channel: 'app',
  identityVerified: true,
})
/** A violation of the moment in which it is recorded. */
const record = (id: string, vehicle: string) => (now: number) =>
  ({ type: 'recordViolation', id, vehicle, occurredAt: now, fine: 0, points: 0, recordedBy: 'monitoring' }) as const

/** Days since the step before, and a command. */
type Step = readonly [days: number, command: StoreCommand | ((now: number) => StoreCommand)]

const CASES: readonly (readonly [rule: RuleId, law: ReturnType<typeof lawWith>, steps: readonly Step[]])[] = [
  [
    'cooling-off',
    lawWith('bind', { rule: 'cooling-off', days: 2 }),
    [
      [0, bind('d1', 'v1')],
      [1, release('d1', 'v1')],
      [0, bind('d1', 'v1')],
      [0, release('d1', 'v1')],
      [1, bind('d2', 'v1')],
      [1, bind('d2', 'v1')],
    ],
  ],
  [
    'drivers-bound-per-year',
    lawWith('bind', { rule: 'drivers-bound-per-year', limit: 2 }),
    [
      [0, bind('d1', 'v1')],
      [0, release('d1', 'v1')],
      [0, bind('d2', 'v1')],
      [0, bind('d3', 'v1')],
      [150, bind('d3', 'v1')],
    ],
  ],
  [
    'yearly-applications',
    lawWith('bind', { rule: 'yearly-applications', limit: 2 }),
    [
      [0, bind('d1', 'v1')],
      [0, bind('d1', 'v2')],
      [0, release('d1', 'v1')],
      [0, bind('d1', 'v1')],
      [150, bind('d1', 'v1')],
    ],
  ],
  [
    'vehicles-per-year',
    lawWith('handle', { rule: 'vehicles-per-year', limit: 2 }),
    [
      ...['v1', 'v2', 'v3'].map((vehicle): Step => [0, bind('d1', vehicle)]),
      ...['v1', 'v2', 'v3'].map((vehicle, index): Step => [0, record(`x${index + 1}`, vehicle)]),
      [1, handle('x1', 'd1')],
      [1, handle('x2', 'd1')],
      [1, handle('x3', 'd1')],
      [363, handle('x3', 'd1')],
    ],
  ],
  [
    'drivers-per-year',
    lawWith('handle', { rule: 'drivers-per-year', limit: 2 }),
    [
      ...['d1', 'd2', 'd3'].map((driver): Step => [0, bind(driver, 'v1')]),
      ...['x1', 'x2', 'x3'].map((id): Step => [0, record(id, 'v1')]),
      [1, handle('x1', 'd1')],
      [1, handle('x2', 'd2')],
      [1, handle('x3', 'd3')],
      [363, handle('x3', 'd3')],
    ],
  ],
]

test.each(CASES)('%s refuses and later permits in the store as in one registry', async (rule, rules, steps) => {
  let now = START
  const store = await db.store({ rules, now: () => now })
  let registry: Registry = openRegistry(rules)
  const codes: string[] = []
  for (const [days, step] of [...enrol.map((command): Step => [0, command]), ...steps]) {
    now += days * DAY
    const command = typeof step === 'function' ? step(now) : step
    const whole = execute(registry, { ...command, at: now } as Command)
    registry = whole.registry
    const outcome = await store.execute(command)
    const code = 'code' in outcome ? outcome.code : outcome.status
    expect(code).toBe('code' in whole ? whole.code : whole.status)
    expect('decision' in outcome ? outcome.decision : null).toEqual('decision' in whole ? whole.decision : null)
    codes.push(code)
  }
  expect(codes.filter((code) => code !== 'accepted')).toEqual([rule])
  expect(codes.at(-1)).toBe('accepted')
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
})
