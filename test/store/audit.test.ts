/** The audits read the tables that the store keeps, in the schema where it keeps them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindingFacts, execute, openRegistry } from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand } from '../../src/postgres/index.ts'
import { auditSql, factsSql, tablesIn } from '../../src/sql/index.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const DAY = 86_400_000
const START = Date.parse('2018-09-10T09:00:00+08:00')
const COMMANDS: readonly StoreCommand[] = [
  ...['d1', 'd2'].map(enrolDriver),
  ...['v1', 'v2', 'v3', 'v4'].map((id) => enrolVehicle(id, 'o')),
  ...['v1', 'v2', 'v3'].map(
    (vehicle) => ({ type: 'bind', driver: 'd1', vehicle, channel: 'app', identityVerified: true }) as const,
  ),
  {
    type: 'recordViolation',
    id: 'x',
    vehicle: 'v1',
    occurredAt: START,
    fine: 20000,
    points: 3,
    recordedBy: 'monitoring',
  },
  { type: 'handle', violation: 'x', driver: 'd1', channel: 'app', identityVerified: true },
]

test('the facts of the store’s bindings are those that its registry had, and its audit finds nothing', async () => {
  const schema = 'audited'
  const store = postgresStore({ query: db.query, rules: asReported, schema, now: () => START })
  await store.migrate()
  let registry = openRegistry(asReported)
  const expected: unknown[] = []
  for (const command of COMMANDS) {
    if (command.type === 'bind') {
      const { type: _, ...input } = command
      const { driverBindings, vehicleBindings, pairBound, vehicleOwner } = bindingFacts(registry, {
        ...input,
        at: START,
      })
      expected.push([driverBindings, vehicleBindings, pairBound, vehicleOwner])
    }
    const outcome = execute(registry, { ...command, at: START })
    expect(outcome.status).toBe('accepted')
    registry = outcome.registry
    expect((await store.execute(command)).status).toBe('accepted')
  }
  const tables = tablesIn(schema)
  const rows = await db.rows(
    `SELECT * FROM (${factsSql('bind', { dialect: 'postgresql', tables })}) AS facts ORDER BY vehicle`,
  )
  expect(
    rows.map((row) => [Number(row.driver_bindings), Number(row.vehicle_bindings), row.pair_bound, row.vehicle_owner]),
  ).toEqual(expected)

  const { setup, queries } = auditSql(asReported, { dialect: 'postgresql', tables })
  for (const statement of setup) await db.query(statement, [])
  for (const { name, sql } of queries) {
    const { rows } = await db.query(sql, [])
    if (!name.endsWith('-judged')) expect([name, rows]).toEqual([name, []])
  }
})

test('a release ends the binding of its driver, and of nobody else who bound the vehicle', async () => {
  const { schema, ...store } = await db.store({ rules: asReported })
  const commands: readonly StoreCommand[] = [
    ...['d1', 'd2'].map(enrolDriver),
    enrolVehicle('v1', 'o'),
    ...['d1', 'd2'].map(
      (driver) => ({ type: 'bind', driver, vehicle: 'v1', channel: 'app', identityVerified: true }) as const,
    ),
    { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' },
  ]
  for (const command of commands) expect((await store.execute(command)).status).toBe('accepted')
  expect(await db.rows(`SELECT driver, released_at IS NULL AS open FROM ${schema}.bindings ORDER BY driver`)).toEqual([
    { driver: 'd1', open: false },
    { driver: 'd2', open: true },
  ])
})

test('what was told late counts from when it was: a sale before a binding, which ends what was bound and accuses nobody', async () => {
  let now = START
  const { schema, ...store } = await db.store({ rules: asReported, now: () => now })
  const bind = (driver: string) =>
    ({ type: 'bind', driver, vehicle: 'v1', channel: 'app', identityVerified: true }) as const
  const accepted = async (...commands: readonly StoreCommand[]) => {
    for (const command of commands) expect((await store.execute(command)).status).toBe('accepted')
    now += DAY
  }
  await accepted(enrolDriver('d1'), enrolDriver('d2'), enrolVehicle('v1', 'o'), bind('d1'))
  const sold = now
  now += DAY
  await accepted(bind('d2'))
  const sale = { type: 'transferVehicle', vehicle: 'v1', to: { kind: 'individual', id: 'o2' }, at: sold } as const
  const change = { type: 'changeVehicle', vehicle: 'v1', plateType: '02', operating: false, at: sold + 1 } as const
  expect(await store.correct({ changes: [{ insert: sale }, { insert: change }], ground: 'told late' })).toMatchObject({
    status: 'accepted',
  })
  const tables = tablesIn(schema)
  const facts = factsSql('bind', { dialect: 'postgresql', tables })
  expect(
    await db.rows(
      `SELECT driver, vehicle_owner, plate_type, vehicle_bindings::int FROM (${facts}) AS f ORDER BY driver`,
    ),
  ).toEqual([
    { driver: 'd1', vehicle_owner: 'o', plate_type: null, vehicle_bindings: 0 },
    { driver: 'd2', vehicle_owner: 'o2', plate_type: '02', vehicle_bindings: 0 },
  ])
  const { setup, queries } = auditSql(asReported, { dialect: 'postgresql', tables })
  for (const statement of setup) await db.query(statement, [])
  for (const { name, sql } of queries)
    if (!name.endsWith('-judged')) expect([name, (await db.query(sql, [])).rows]).toEqual([name, []])
})
