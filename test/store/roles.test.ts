/** The rights that the guide of the database grants are enough for each role, and no more than it says. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand } from '../../src/postgres/index.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { HISTORY } from './history.ts'
import { type Database, database } from './pglite.ts'

const GUIDE = new URL('../../docs/guides/database.md', import.meta.url)
const START = Date.parse('2024-11-04T09:00:00+08:00')
const DAY = 86_400_000
const DENIED = { code: '42501' }

let db: Database
let now = START
const open = () => postgresStore({ query: db.query, rules: cn, now: () => now })
beforeAll(async () => {
  db = await database()
  await db.run('CREATE ROLE application; CREATE ROLE analyst; CREATE ROLE verifier; CREATE ROLE stranger')
  await open().migrate()
  const grants = /```sql\n([^`]*GRANT USAGE[^`]*)```/.exec(readFileSync(GUIDE, 'utf8'))?.[1]
  await db.run(grants as string)
})
afterAll(() => db.close())

async function as<T>(role: string, run: () => Promise<T>): Promise<T> {
  await db.run(`SET ROLE ${role}`)
  try {
    return await run()
  } finally {
    await db.run('RESET ROLE')
  }
}

test('the application starts, executes every kind of command, and follows the events; it cannot rewrite what happened', () =>
  as('application', async () => {
    const store = open()
    await store.migrate()
    const accepted = new Set<StoreCommand['type']>()
    for (const [days, command, key] of HISTORY) {
      now += days * DAY
      const { status } = await store.execute(command, key === undefined ? {} : { key })
      if (status === 'accepted') accepted.add(command.type)
    }
    expect([...accepted]).toEqual(expect.arrayContaining(['bind', 'release', 'handle', 'revokeHandling', 'payFine']))
    // What a transaction of this one connection wrote is of the past at once.
    expect((await store.events()).events.length).toBeGreaterThan(accepted.size)
    for (const sql of [
      'DELETE FROM demerit.events',
      `UPDATE demerit.events SET type = ''`,
      'DELETE FROM demerit.bindings',
    ])
      await expect(db.run(sql)).rejects.toMatchObject(DENIED)
    // It makes a schema beside the tables, so it is for the owner, also under the same law.
    await expect(store.migrate({ replace: true })).rejects.toMatchObject({ code: 'not-permitted' })
  }))

describe('what the application cannot do at its start is told by a code, and what to do; nothing is changed', () => {
  const FAR = 10 ** 9
  test.each([
    ['no tables', 'SELECT', 'SELECT', 'other'],
    ['a migration', 'DELETE FROM $.migrations WHERE version = 5', 'INSERT INTO $.migrations (version) VALUES (5)'],
    [
      'a sequence that was left behind',
      `SELECT setval('$.position', 1)`,
      `SELECT setval('$.position', (SELECT max(position) FROM $.events))`,
    ],
    [
      'tables of another server',
      `UPDATE $.events SET transaction = (transaction::text::bigint + ${FAR})::text::xid8`,
      `UPDATE $.events SET transaction = (transaction::text::bigint - ${FAR})::text::xid8`,
    ],
  ])('%s', async (_, before, after, schema = 'demerit') => {
    const at = (sql: string) => db.run(sql.replaceAll('$', 'demerit'))
    await at(before)
    try {
      const failed = as('application', () => postgresStore({ query: db.query, rules: cn, schema }).migrate())
      await expect(failed).rejects.toMatchObject({ code: 'not-permitted', cause: expect.objectContaining(DENIED) })
      await expect(failed).rejects.toThrow('as the owner of the tables')
    } finally {
      await at(after)
    }
    await as('application', () => open().migrate())
  })

  test('another law', async () => {
    const other = postgresStore({ query: db.query, rules: asReported })
    await as('application', async () => {
      await expect(other.migrate()).rejects.toMatchObject({ code: 'other-rules' })
      await expect(other.migrate({ replace: true })).rejects.toMatchObject({ code: 'not-permitted' })
    })
  })

  test('an event of a number that no server comes to, for which the owner can do no more: commands go on', async () => {
    await db.run(`INSERT INTO demerit.events (position, type, "at", event) VALUES (9007199254740991, 'x', 1, '{}')`)
    try {
      await as('application', async () => {
        await expect(open().migrate()).rejects.toMatchObject({ code: 'bad-row', table: 'events', field: 'position' })
        expect((await open().execute(enrolDriver('beside'))).status).toBe('accepted')
      })
    } finally {
      await db.run(`DELETE FROM demerit.events WHERE event::text = '{}'`)
    }
  })
})

test('the application cannot pass a cap through a trigger of its own', async () => {
  const own = `CREATE TEMP TABLE own (x integer);
    CREATE FUNCTION pg_temp.uncount() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
      UPDATE demerit.drivers SET open_bindings = 0 WHERE id = 'capped'; RETURN NULL; END$$;
    CREATE TRIGGER uncount AFTER INSERT ON own FOR EACH ROW EXECUTE FUNCTION pg_temp.uncount()`
  const bindByHand = (vehicle: string) =>
    db.run(
      `INSERT INTO demerit.bindings (driver, vehicle, channel, since, seq) VALUES ('capped', '${vehicle}', 'app', 0, nextval('demerit.position'))`,
    )
  const vehicles = ['c1', 'c2', 'c3', 'c4']
  await as('application', async () => {
    const store = open()
    for (const { status } of await store.executeMany([
      enrolDriver('capped'),
      ...vehicles.map((id) => enrolVehicle(id, 'owner-of-four')),
    ]))
      expect(status).toBe('accepted')
  })
  // Of PostgreSQL everybody may make what is temporary, unless it is taken from them.
  await db.run('GRANT TEMPORARY ON DATABASE postgres TO application')
  try {
    await as('application', async () => {
      for (const id of vehicles.slice(0, 3)) await bindByHand(id)
      await db.run(own)
      await expect(db.run('INSERT INTO own VALUES (1)')).rejects.toThrow('open_bindings_counted')
      await expect(bindByHand('c4')).rejects.toThrow('drivers_cap')
    })
  } finally {
    await db.run(`DELETE FROM demerit.bindings WHERE driver = 'capped'`)
  }
})

test('the verifier verifies, and writes nothing', () =>
  as('verifier', async () => {
    expect(await open().verify()).toEqual({ ok: true, differences: [] })
    const enrolled = {
      type: 'enrolVehicle',
      id: 'v',
      owner: { kind: 'unit', id: 'u' },
      plateType: '02',
      operating: false,
    } as const
    await expect(open().execute(enrolled)).rejects.toMatchObject(DENIED)
  }))

test('the analyst reads all but the keys', () =>
  as('analyst', async () => {
    await db.rows('SELECT * FROM demerit.points_step')
    await expect(db.rows('SELECT * FROM demerit.keys')).rejects.toMatchObject(DENIED)
    // Who only asks sends no key, so that the table of keys is not read.
    expect((await open().events()).events.length).toBeGreaterThan(0)
    const [driver, vehicle] = (await db.rows('SELECT driver, vehicle FROM demerit.bindings LIMIT 1')).flatMap((row) => [
      String(row.driver),
      String(row.vehicle),
    ]) as [string, string]
    await open().handleable(driver)
    expect(await open().bindingFacts({ driver, vehicle, channel: 'app' })).toMatchObject({ driver, vehicle })
    await expect(open().verify()).rejects.toMatchObject(DENIED)
  }))

test('who was granted nothing reads nothing', () =>
  as('stranger', async () => {
    await expect(open().events()).rejects.toMatchObject(DENIED)
    await expect(open().migrate()).rejects.toMatchObject({ code: 'not-permitted' })
  }))
