/** What protects the rows, after somebody took it away or changed it: migrate() with `replace` makes all of it anew, or says which rows do not fit. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, reform } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand } from '../../src/postgres/index.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { schemaOf } from './dump.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const VEHICLES = ['v1', 'v2', 'v3', 'v4']
const bind = (driver: string, vehicle: string): StoreCommand => ({
  type: 'bind',
  driver,
  vehicle,
  channel: 'app',
  identityVerified: true,
})
const SOUND = { ok: true, differences: [] }

async function filled(schema?: string) {
  const store = await db.store({ rules: asReported, now: () => START, ...(schema !== undefined && { schema }) })
  const name = schema ?? store.schema
  const commands = [enrolDriver('d1'), enrolDriver('d2'), ...VEHICLES.map((id) => enrolVehicle(id, 'd2'))]
  for (const { status } of await store.executeMany([...commands, bind('d1', 'v1')])) expect(status).toBe('accepted')
  return {
    ...store,
    schema: name,
    run: (sql: string) => db.run(sql.replaceAll('$.', () => `"${name.replaceAll('"', '""')}".`)),
  }
}
const byHand = (driver: string, vehicle: string) =>
  `INSERT INTO $.bindings (driver, vehicle, channel, since, seq) VALUES ('${driver}', '${vehicle}', 'app', 0, nextval('$.position'));`

/** Everything that a schema has of constraints, unique indexes, triggers and functions, each taken away or changed. */
const LOOSENED: readonly string[] = [
  'ALTER TABLE $.drivers DROP CONSTRAINT drivers_cap',
  'ALTER TABLE $.vehicles DROP CONSTRAINT vehicles_cap; ALTER TABLE $.vehicles ADD CONSTRAINT vehicles_cap CHECK (open_bindings <= 30)',
  `ALTER TABLE $.drivers DROP CONSTRAINT drivers_pkey CASCADE`,
  'ALTER TABLE $.bindings DROP CONSTRAINT bindings_pkey',
  'ALTER TABLE $.owners DISABLE TRIGGER ALL',
  'ALTER TABLE $.bindings DROP CONSTRAINT bindings_channel_check',
  'ALTER TABLE $.meta DROP CONSTRAINT meta_only_row_check; ALTER TABLE $.meta ADD CONSTRAINT meta_only_row_check CHECK (only_row) NOT VALID',
  'DROP INDEX $.bindings_open',
  'DROP INDEX $.handlings_standing; CREATE UNIQUE INDEX handlings_standing ON $.handlings (violation, seq)',
  'DROP INDEX $.bindings_vehicle_idx',
  'DROP TRIGGER bindings_count ON $.bindings',
  'ALTER TABLE $.drivers DISABLE TRIGGER drivers_counted',
  'DROP TRIGGER vehicles_owner ON $.vehicles; CREATE TRIGGER vehicles_owner AFTER UPDATE OF owner ON $.vehicles FOR EACH ROW EXECUTE FUNCTION $.keep_count()',
  'CREATE OR REPLACE FUNCTION $.keep_count() RETURNS trigger LANGUAGE plpgsql AS $f$BEGIN RETURN NEW; END$f$',
  'DROP FUNCTION $.check_owner() CASCADE',
  'DROP FUNCTION $.readable(json)',
]
const LOWER = reform(
  asReported,
  (draft) => {
    for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = 2
  },
  { id: 'lower' },
)

describe('the net, taken away or changed', () => {
  test.each(LOOSENED)('is made anew by `replace` under the same law: %s', async (sql) => {
    const { run, ...store } = await filled()
    await run(sql)
    const before = await store.verify()
    expect(before.ok).toBe(false)
    await store.migrate()
    expect(await store.verify()).toEqual(before)
    await store.migrate({ replace: true })
    expect(await store.verify()).toEqual(SOUND)
  })

  test.each(['store', 'a "schema" of %1$I % and 100% 甲', 'x'.repeat(63)])(
    'all of it at once, in the schema %s: the tables are those of a new installation, and what somebody added stays',
    async (schema) => {
      const { run, ...store } = await filled(schema)
      const made = await schemaOf(db.rows, schema)
      await run(
        'CREATE TABLE $.mine (id text REFERENCES $.vehicles); CREATE UNIQUE INDEX mine_too ON $.parties (id, kind)',
      )
      for (const sql of LOOSENED) await run(sql)
      await store.migrate({ replace: true })
      await run('DROP TABLE $.mine; DROP INDEX $.mine_too')
      expect((await schemaOf(db.rows, schema)).toSorted()).toEqual(made.toSorted())
      expect(await store.verify()).toEqual(SOUND)
      expect(await db.rows(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '%made anew'`)).toEqual([])
    },
  )

  test('also where the law is another one: its caps, and the triggers as they were', async () => {
    const { schema, run, ...store } = await filled()
    await run('ALTER TABLE $.bindings DISABLE TRIGGER ALL; ALTER TABLE $.drivers DROP CONSTRAINT drivers_cap')
    await postgresStore({ query: db.query, rules: LOWER, schema }).migrate({ replace: true })
    await run(byHand('d1', 'v2'))
    await expect(run(byHand('d1', 'v3'))).rejects.toThrow('drivers_cap')
    await expect(store.migrate()).rejects.toMatchObject({ code: 'other-rules' })
  })

  test('rows that came past it are counted anew', async () => {
    const { schema, run, ...store } = await filled()
    await run(`ALTER TABLE $.bindings DISABLE TRIGGER bindings_count; ${byHand('d1', 'v2')}`)
    await store.migrate({ replace: true })
    expect(await db.rows(`SELECT id, open_bindings FROM ${schema}.drivers ORDER BY id`)).toEqual([
      { id: 'd1', open_bindings: 2 },
      { id: 'd2', open_bindings: 0 },
    ])
    const added = { table: 'bindings', id: 'd1 v2 8', field: '', expected: null, found: 'a row' }
    expect((await store.verify()).differences).toContainEqual(added)
  })
})

describe('rows that do not fit: the net is not made, they are told by name, and nothing is changed', () => {
  test.each<readonly [name: string, sql: string, error: object]>([
    [
      'a fourth binding',
      `ALTER TABLE $.bindings DISABLE TRIGGER bindings_count; ${['v2', 'v3', 'v4'].map((id) => byHand('d1', id)).join('')}`,
      { code: 'over-cap', table: 'drivers' },
    ],
    [
      'a fourth binding without the cap',
      `ALTER TABLE $.drivers DROP CONSTRAINT drivers_cap; ${['v2', 'v3', 'v4'].map((id) => byHand('d1', id)).join('')}`,
      { code: 'over-cap', table: 'drivers' },
    ],
    [
      'a second open binding of a pair',
      `DROP INDEX $.bindings_open; ${byHand('d1', 'v1')}`,
      { code: 'bad-row', table: 'bindings', id: '', field: 'bindings_open' },
    ],
    [
      'a binding by the owner',
      `ALTER TABLE $.bindings DISABLE TRIGGER bindings_count; ${byHand('d2', 'v1')}`,
      { code: 'bad-row', table: 'bindings', id: '', field: 'bindings_own_vehicle' },
    ],
    [
      'a binding of nobody',
      `ALTER TABLE $.bindings DROP CONSTRAINT bindings_driver_fkey; ${byHand('d9', 'v2')}`,
      { code: 'bad-row', table: 'bindings', id: '', field: 'bindings_driver_fkey' },
    ],
    [
      'a driver twice',
      `ALTER TABLE $.drivers DROP CONSTRAINT drivers_pkey CASCADE; INSERT INTO $.drivers SELECT * FROM $.drivers WHERE id = 'd2'`,
      { code: 'bad-row', table: 'drivers', id: '', field: 'drivers_pkey' },
    ],
  ])('%s', async (_, sql, error) => {
    const { schema, run, ...store } = await filled()
    await run(sql)
    const before = await schemaOf(db.rows, schema)
    const failed = store.migrate({ replace: true })
    await expect(failed).rejects.toMatchObject(error)
    // The server's own error would show the ids in its detail.
    expect(JSON.stringify(await failed.catch((thrown: unknown) => thrown))).not.toMatch(/"?d[129]\b/)
    expect(await schemaOf(db.rows, schema)).toEqual(before)
    await store.migrate()
  })
})

describe('what is gone and cannot be made again', () => {
  test.each<readonly [name: string, sql: string]>([
    ['the rows of migrations', 'DELETE FROM $.migrations'],
    ['the last row of migrations', 'DELETE FROM $.migrations WHERE version = (SELECT max(version) FROM $.migrations)'],
    ['the rows of migrations and of meta', 'DELETE FROM $.migrations; DELETE FROM $.meta'],
    ['the table migrations', 'DROP TABLE $.migrations'],
    ['the sequence', 'DROP SEQUENCE $.position'],
    ['the table keys', 'DROP TABLE $.keys'],
  ])('%s: migrate() says so, and changes nothing', async (_, sql) => {
    const { schema, run, ...store } = await filled()
    await run(sql)
    const before = await schemaOf(db.rows, schema)
    for (const replace of [false, true]) {
      const failed = store.migrate({ replace })
      await expect(failed).rejects.toMatchObject({ code: 'incomplete', message: expect.stringContaining('is gone') })
    }
    expect(await schemaOf(db.rows, schema)).toEqual(before)
  })

  test.each<readonly [name: string, sql: string]>([
    ['the rows of migrations', 'DELETE FROM $.migrations'],
    ['the sequence', 'DROP SEQUENCE $.position'],
    ['the table keys', 'DROP TABLE $.keys'],
  ])('%s: a command says so too, and sends nobody to migrate()', async (_, sql) => {
    const { run, ...store } = await filled()
    await run(sql)
    const failed = store.execute(enrolDriver('d3'), { key: 'k' })
    await expect(failed).rejects.toMatchObject({ code: 'incomplete', message: expect.stringContaining('restore it') })
    await expect(failed).rejects.not.toThrow('call migrate()')
  })

  test('verify() names the sequence, and not each of its settings', async () => {
    const { run, ...store } = await filled()
    await run('DROP SEQUENCE $.position')
    const gone = { table: 'position', id: '', field: 'sequence', expected: 'SEQUENCE', found: null }
    expect(await store.verify()).toEqual({ ok: false, differences: [gone] })
  })
})

test.each<readonly [sql: string, table: string, field: string]>([
  ['ALTER TABLE $.drivers DROP COLUMN record', 'drivers', 'record'],
  ['ALTER TABLE $.drivers DROP COLUMN states', 'drivers', 'states'],
  ['ALTER TABLE $.violations ALTER points TYPE numeric', 'violations', 'points'],
  ['ALTER TABLE $.events ALTER "at" TYPE text', 'events', 'at'],
])(
  'a column that is gone or has another type is told at the start, in one statement more: %s',
  async (sql, table, field) => {
    const { run, schema } = await filled()
    await run(sql)
    let statements = 0
    const store = postgresStore({
      rules: asReported,
      schema,
      query: async (text, params) => {
        statements++
        return db.query(text, params)
      },
    })
    for (const replace of [false, true]) {
      statements = 0
      await expect(store.migrate({ replace })).rejects.toMatchObject({ code: 'other-column', table, field })
      expect(statements).toBe(2)
    }
    await db.run('BEGIN')
    try {
      await expect(store.migrate()).rejects.toMatchObject({ code: 'other-column' })
    } finally {
      await db.run('ROLLBACK')
    }
  },
)
