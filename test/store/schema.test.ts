/** The schema: one text that a DBA can run, migrations behind it, the laws in it, and what verify() says of one that was changed by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, cn, cn2024, reform } from '../../src/law/index.ts'
import { postgresStore, schemaSql } from '../../src/postgres/index.ts'
import { keptLawOf } from '../../src/postgres/laws.ts'
import { migrateSql } from '../../src/postgres/migrate.ts'
import { migrationsOf } from '../../src/postgres/schema.ts'
import { lawOf } from '../../src/registry/registry.ts'
import { bind, bindingSql, enrolDriver, enrolVehicle } from './commands.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const DAY = 86_400_000
const VEHICLES = ['v1', 'v2', 'v3', 'v4']
const SOUND = { ok: true, differences: [] }
const withCaps = (driver: number) =>
  reform(
    asReported,
    (draft) => {
      for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = driver
    },
    { id: `cap-${driver}` },
  )

async function filled(schema?: string) {
  const store = await db.store({ rules: asReported, now: () => START, ...(schema !== undefined && { schema }) })
  const name = schema ?? store.schema
  const commands = [enrolDriver('d1'), enrolDriver('d2'), ...VEHICLES.map((id) => enrolVehicle(id, 'd2'))]
  for (const { status } of await store.executeMany([...commands, bind('d1', 'v1')])) expect(status).toBe('accepted')
  return { ...store, schema: name, run: (sql: string) => db.run(sql.replaceAll('$.', () => `"${name}".`)) }
}

describe('schemaSql', () => {
  test.each(['by hand', '一个 schema; --', 'x'.repeat(63)])(
    'run as a script it makes what migrate() makes, in the schema %s; a store goes on from there',
    async (schema) => {
      await db.run(schemaSql({ schema, rules: cn }))
      const store = postgresStore({ query: db.query, rules: cn, schema, now: () => START })
      await store.migrate()
      expect((await store.execute(enrolDriver('d1'))).status).toBe('accepted')
      expect(await store.verify()).toMatchObject(SOUND)
      expect(await db.rows(`SELECT id FROM "${schema}".laws`)).toEqual([{ id: 1 }])
    },
  )

  test('says of every table, column and index what it is for', () => {
    const text = schemaSql({ rules: asReported })
    const lines = text.slice(0, text.indexOf('CREATE FUNCTION')).split('\n')
    const silent = lines.filter((line, index) => {
      if (/^ {2}\w+ /.test(line)) return !/^ {2}(CONSTRAINT|PRIMARY)/.test(line) && !line.includes(' -- ')
      return /^CREATE .*INDEX/.test(line) && !(lines[index - 1] as string).startsWith('-- ')
    })
    expect(silent).toEqual([])
    const tables = (what: RegExp) => [...text.matchAll(what)].map(([, name]) => name)
    expect(tables(/^COMMENT ON TABLE "demerit"\.(\w+) IS '[^']/gm)).toEqual(tables(/^CREATE TABLE "demerit"\.(\w+) /gm))
  })

  test('without options, or with one that is none, it says so', () => {
    expect(() => (schemaSql as () => string)()).toThrow('schemaSql(options): undefined is not a record of options')
    expect(() => schemaSql({ rule: cn } as never)).toThrow('rule')
  })

  test.each(['', 'pg_mine', 'a"b', "a'b", 'a$b', 'a%b', 'x'.repeat(64)])('the name %j is refused', (schema) => {
    expect(() => schemaSql({ schema, rules: cn })).toThrow(RangeError)
    expect(() => postgresStore({ query: db.query, schema, rules: cn })).toThrow(RangeError)
  })
})

describe('a later version of the schema', () => {
  const second = (schema: string) => [
    ...migrationsOf(schema),
    `ALTER TABLE "${schema}".keys ADD COLUMN kept_until bigint; CREATE INDEX keys_kept ON "${schema}".keys (kept_until);`,
  ]
  const law = keptLawOf(lawOf(asReported, {}))

  test('is made on tables of the first with all that they hold, once, and refuses an older library', async () => {
    const { schema, ...store } = await filled()
    for (let start = 0; start < 3; start++) await db.query(migrateSql(schema, law, second(schema)), [])
    expect(await db.rows(`SELECT version FROM ${schema}.migrations ORDER BY 1`)).toEqual([
      { version: 1 },
      { version: 2 },
    ])
    expect(await db.rows(`SELECT count(*)::int AS n, max(kept_until) AS until FROM ${schema}.keys`)).toEqual([
      { n: 0, until: null },
    ])
    await expect(store.migrate()).rejects.toMatchObject({ code: 'newer-schema' })
    expect((await store.events()).events.length).toBe(7)
  })

  test('is made at once where there is nothing, and leaves nothing if it fails', async () => {
    await db.query(migrateSql('second', law, second('second')), [])
    expect(await db.rows('SELECT version FROM second.migrations ORDER BY 1')).toEqual([{ version: 1 }, { version: 2 }])
    const broken = [...migrationsOf('third'), 'SELECT 1 / 0']
    await expect(db.query(migrateSql('third', law, broken), [])).rejects.toThrow('division by zero')
    expect(await db.rows(`SELECT nspname FROM pg_namespace WHERE nspname = 'third'`)).toEqual([])
  })
})

describe('the laws', () => {
  test('a process whose law is not in the table is refused by name; migrate() adds it, and both write', async () => {
    const { schema, ...store } = await filled()
    const other = postgresStore({ query: db.query, rules: cn2024, schema, now: () => START })
    for (const call of [
      () => other.execute(bind('d1', 'v2')),
      () => other.bindingFacts({ driver: 'd1', vehicle: 'v2', channel: 'app' }),
      () => other.events(),
      () => other.verify(),
      () => other.importLog([]),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'other-law' })
    await other.migrate()
    expect(await other.execute(enrolDriver('d3'))).toMatchObject({
      status: 'accepted',
      event: { ruleSet: 'cn-2024-11-01' },
    })
    expect((await store.execute(bind('d1', 'v3'))).status).toBe('accepted')
    const decided = await db.rows(
      `SELECT e.law, l.since::text AS since, e.rule_set FROM ${schema}.events e JOIN ${schema}.laws l ON l.id = e.law WHERE position > 7 ORDER BY position`,
    )
    expect(decided).toEqual([
      { law: 2, since: '7', rule_set: 'cn-2024-11-01' },
      { law: 1, since: '0', rule_set: 'as-reported' },
    ])
    // Each event is judged again by its own law, whichever process verifies.
    expect(await store.verify()).toMatchObject(SOUND)
    expect(await other.verify()).toMatchObject(SOUND)
  })

  test('a new calendar comes in beside the old: each last day to pay is by the calendar of its process', async () => {
    const { schema } = await filled()
    const at = (holidays: readonly string[]) =>
      postgresStore({ query: db.query, rules: asReported, schema, calendar: { holidays }, now: () => START + DAY })
    // Fifteen days after 11 September.
    const [plain, holiday] = [at([]), at(['2018-09-26'])]
    await holiday.migrate()
    for (const [store, id] of [
      [plain, 'x1'],
      [holiday, 'x2'],
    ] as const) {
      const outcomes = await store.executeMany([
        {
          type: 'recordViolation',
          id,
          vehicle: 'v1',
          occurredAt: START + 1,
          fine: 20_000,
          points: 1,
          recordedBy: 'monitoring',
        },
        { type: 'handle', violation: id, driver: 'd1', channel: 'app', identityVerified: true },
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    }
    expect(await db.rows(`SELECT id, pay_by FROM ${schema}.violations ORDER BY id`)).toEqual([
      { id: 'x1', pay_by: '2018-09-26' },
      { id: 'x2', pay_by: '2018-09-27' },
    ])
    expect(await plain.verify()).toMatchObject(SOUND)
  })

  test('the caps of the net are the highest of the laws that may write; a law is ended by a row', async () => {
    const { schema, run, ...store } = await filled()
    const five = postgresStore({ query: db.query, rules: withCaps(5), schema, now: () => START })
    await five.migrate()
    expect(
      (await five.executeMany(['v2', 'v3', 'v4'].map((id) => bind('d1', id)))).map(({ status }) => status),
    ).toEqual(['accepted', 'accepted', 'accepted'])
    await run(`UPDATE $.laws SET writes = FALSE WHERE id = 2`)
    await expect(five.execute(bind('d2', 'v1'))).rejects.toMatchObject({ code: 'other-law' })
    // Rows have more than the laws that are left allow.
    await expect(run('SELECT $.set_caps()')).rejects.toThrow('driver_cap')
    await store.execute({ type: 'release', driver: 'd1', vehicle: 'v4', by: 'driver' })
    await run('SELECT $.set_caps()')
    await expect(db.run(bindingSql(schema, 'd1', 'v4', [4, 1]))).rejects.toThrow('driver_cap')
    expect(await store.verify()).toMatchObject(SOUND)
    // A cap that stays is not made anew, which would read all rows while nobody else does.
    const caps = `SELECT oid, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = '${schema}.bindings'::regclass AND conname = 'driver_cap'`
    const before = await db.rows(caps)
    await run('SELECT $.set_caps()')
    expect(await db.rows(caps)).toEqual(before)
    // Where no law may write, the net is as high as the highest law: the events may be of any.
    await run('UPDATE $.laws SET writes = FALSE')
    await run('SELECT $.set_caps()')
    expect(await db.rows(caps)).toMatchObject([{ text: expect.stringContaining('(driver_place <= 5)') }])
  })

  test('a law without a cap has no net for it; a lower law does not lower it', async () => {
    const { schema } = await filled()
    const free = reform(asReported, (draft) => void (draft.bind = draft.bind.filter(({ rule }) => !/-cap$/.test(rule))))
    await postgresStore({ query: db.query, rules: free, schema }).migrate()
    await postgresStore({ query: db.query, rules: withCaps(1), schema }).migrate()
    for (const [index, vehicle] of ['v2', 'v3', 'v4'].entries())
      await db.run(bindingSql(schema, 'd1', vehicle, [index + 2, 1]))
    expect(
      await db.rows(
        `SELECT conname FROM pg_constraint WHERE conrelid = '${schema}.bindings'::regclass AND conname LIKE '%cap'`,
      ),
    ).toEqual([])
  })

  test('a text of a law that was edited is named, and the events under it', async () => {
    const { run, ...store } = await filled()
    await run(`UPDATE $.laws SET content = replace(content::text, '"limit":3', '"limit":4')::json`)
    const { differences } = await store.verify()
    expect(differences).toContainEqual({
      table: 'laws',
      id: '1',
      field: 'content',
      expected: 'a law of this digest',
      found: null,
    })
    expect(differences).toContainEqual({
      table: 'events',
      id: '1',
      field: 'event',
      expected: null,
      found: 'unknown-law',
    })
  })
})

/** Each alone is one difference. */
const CHANGES: readonly (readonly [sql: string, difference: object])[] = [
  ['DROP INDEX $.bindings_open', { table: 'bindings', id: 'bindings_open', field: 'index', found: null }],
  [
    'DROP TRIGGER bindings_own_vehicle ON $.bindings',
    { table: 'bindings', id: 'bindings_own_vehicle', field: 'trigger', found: null },
  ],
  [
    'ALTER TABLE $.vehicles DISABLE TRIGGER vehicles_owner',
    { id: 'vehicles_owner', field: 'trigger', found: expect.stringContaining('(off)') },
  ],
  [
    'ALTER TABLE $.bindings DROP CONSTRAINT driver_cap',
    { table: 'bindings', id: 'driver_cap', field: 'constraint', found: null },
  ],
  [
    'CREATE OR REPLACE FUNCTION $.refuse_bound_owner() RETURNS trigger LANGUAGE plpgsql AS $f$BEGIN RETURN NEW; END$f$',
    { id: 'refuse_bound_owner()', field: 'function', found: expect.stringContaining('BEGIN RETURN NEW; END') },
  ],
  [
    'ALTER TABLE $.keys ALTER key TYPE text COLLATE "POSIX"',
    { table: 'keys', id: 'key', field: 'column', found: 'text COLLATE "POSIX" NOT NULL' },
  ],
  [
    'ALTER TABLE $.drivers ALTER record DROP NOT NULL',
    { table: 'drivers', id: 'record', field: 'column', found: 'json' },
  ],
  [
    `ALTER TABLE $.events ALTER type SET DEFAULT 'x'`,
    { table: 'events', id: 'type', field: 'default', expected: null },
  ],
  ['ALTER SEQUENCE $.position CACHE 20', { table: 'position', field: 'cache', expected: '1', found: '20' }],
  ['ALTER TABLE $.keys SET UNLOGGED', { table: 'keys', field: 'table', found: 'UNLOGGED TABLE' }],
  ['ALTER TABLE $.drivers ADD COLUMN mine text', { table: 'drivers', id: 'mine', field: 'column', expected: null }],
  ['CREATE UNIQUE INDEX mine_alone ON $.parties (id, kind)', { table: 'parties', id: 'mine_alone', expected: null }],
  ['CREATE RULE mine AS ON DELETE TO $.events DO INSTEAD NOTHING', { table: 'events', id: 'mine', field: 'rule' }],
]

describe('a schema that was changed by hand', () => {
  test('verify() names each of many changes, and nothing else', async () => {
    const { run, ...store } = await filled()
    for (const { 0: sql } of CHANGES) await run(sql)
    const { ok, differences } = await store.verify()
    expect(ok).toBe(false)
    for (const { 1: difference } of CHANGES) expect(differences).toContainEqual(expect.objectContaining(difference))
    expect(differences.length).toBe(CHANGES.length)
  })

  test('what somebody added beside the tables is theirs, and so is an index that refuses nothing', async () => {
    const { run, ...store } = await filled()
    await run(`CREATE INDEX other_than_ours ON $.events (type); CREATE TABLE $.mine (id serial PRIMARY KEY, x integer DEFAULT 7 UNIQUE);
      CREATE FUNCTION $.save(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW $.seen AS SELECT id FROM $.drivers`)
    expect(await store.verify()).toMatchObject(SOUND)
  })

  test.each([
    ['a column of another type', 'ALTER TABLE $.drivers ALTER version TYPE text', { table: 'drivers', id: 'version' }],
    [
      'a column that is gone',
      'ALTER TABLE $.drivers DROP COLUMN record CASCADE',
      { table: 'drivers', id: 'record', field: 'column', found: null },
    ],
    ['a table that is gone', 'DROP TABLE $.keys CASCADE', { table: 'keys', id: '' }],
    ['a table of rows that events lead to', 'DROP TABLE $.bindings CASCADE', { table: 'bindings', field: 'table' }],
    [
      'a function that is gone',
      `DO $d$ BEGIN EXECUTE (SELECT 'DROP FUNCTION ' || oid::regprocedure FROM pg_proc WHERE proname = 'save' AND pronamespace = trim('"' FROM split_part('$.', '.', 1))::regnamespace); END $d$`,
      { field: 'function' },
    ],
  ])('%s: a command says that the schema is another, and verify() what', async (_, sql, difference) => {
    const { run, ...store } = await filled()
    await run(sql)
    await expect(store.execute(enrolDriver('d3'), { key: 'k' })).rejects.toMatchObject({
      code: 'other-schema',
      message: expect.stringContaining('verify()'),
      cause: expect.any(Error),
    })
    expect((await store.verify()).differences).toContainEqual(expect.objectContaining(difference))
  })
})

test('events that are partitioned by position take commands, and verify() finds nothing', async () => {
  const schema = 'parted'
  const text = schemaSql({ schema, rules: asReported })
  // What a DBA changes in the text before running it.
  const parted = text.replace(
    /(CREATE TABLE "parted"\.events \([\s\S]*?\n)\);/,
    `$1) PARTITION BY RANGE (position);
CREATE TABLE "parted".events_1 PARTITION OF "parted".events FOR VALUES FROM (0) TO (4);
CREATE TABLE "parted".events_2 PARTITION OF "parted".events FOR VALUES FROM (4) TO (1000);`,
  )
  expect(parted).not.toBe(text)
  await db.run(parted)
  const store = postgresStore({ query: db.query, rules: asReported, schema, now: () => START })
  await store.migrate()
  const commands = [enrolDriver('d1'), enrolVehicle('v1', 'o'), bind('d1', 'v1'), enrolDriver('d2'), bind('d2', 'v1')]
  const outcomes = await store.executeMany(commands, { keys: commands.map((_, index) => `k${index}`) })
  expect(outcomes.map(({ status }) => status)).toEqual(commands.map(() => 'accepted'))
  expect(await db.rows(`SELECT count(*)::int AS n FROM parted.events_2`)).toEqual([{ n: 2 }])
  expect(await store.execute(bind('d2', 'v1'), { key: 'k4' })).toEqual({ ...outcomes[4], repeated: true })
  expect((await store.events()).events.length).toBe(5)
  expect(await store.verify()).toMatchObject(SOUND)
})

describe('verify() that goes on from what was verified', () => {
  test('judges what came since, compares all rows, and keeps what it led to', async () => {
    const { schema, run, ...store } = await filled()
    const kept = async () =>
      (await db.rows(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '${schema}\\_verify%'`)).length
    const { until, ok } = await store.verify({ keep: true })
    expect([ok, await kept()]).toEqual([true, 1])
    await store.execute(bind('d1', 'v2'))
    const told: unknown[] = []
    const next = await store.verify({ since: until, keep: true, onProgress: (progress) => void told.push(progress) })
    expect([next.ok, told, await kept()]).toEqual([true, [{ judged: 1, of: 1 }], 1])
    // A row and an event of before, edited since, are found by comparison.
    await run(
      `UPDATE $.vehicles SET plate_type = '01' WHERE id = 'v1'; UPDATE $.events SET "at" = "at" + 1 WHERE position = 2`,
    )
    const { differences } = await store.verify({ since: next.until, keep: true })
    expect(differences.map(({ table, id, field }) => [table, id, field])).toEqual([
      ['events', '2', 'at'],
      ['vehicles', 'v1', 'plate_type'],
    ])
    await expect(store.verify({ since: until })).rejects.toMatchObject({ code: 'not-kept' })
    // Whom somebody erases is not kept there.
    await store.erase('d1', 'e1')
    expect(await kept()).toBe(0)
  })
})
