/** The rights that the guide of the database grants are enough for each role, and no more than it says. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand } from '../../src/postgres/index.ts'
import { enrolDriver, eventSql } from './commands.ts'
import { HISTORY } from './history.ts'
import { type Database, database } from './pglite.ts'

const GUIDE = new URL('../../docs/guides/database-operation.md', import.meta.url)
const START = Date.parse('2024-11-04T09:00:00+08:00')
const DAY = 86_400_000
const DENIED = { code: '42501' }

let db: Database
let now = START
const open = () => postgresStore({ query: db.query, rules: cn, now: () => now })
beforeAll(async () => {
  db = await database()
  await db.run(
    'CREATE ROLE application; CREATE ROLE officer; CREATE ROLE analyst; CREATE ROLE verifier; CREATE ROLE stranger',
  )
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
  }))

test('an officer corrects, and the application does not', async () => {
  const store = open()
  const { events } = await store.historyOf({ driver: 'd2' })
  const omit = events.at(-1)?.position as string
  const correction = { changes: [{ omit }], ground: 'entered by mistake' }
  now += DAY
  await as('application', () => expect(store.correct(correction)).rejects.toMatchObject(DENIED))
  await as('officer', async () => expect(await store.correct(correction)).toMatchObject({ status: 'accepted' }))
})

describe('what the application cannot do at its start is told by a code, and what to do; nothing is changed', () => {
  const FAR = 10 ** 9
  test.each([
    ['no tables', 'SELECT', 'SELECT', 'other'],
    ['a migration', 'UPDATE $.migrations SET version = 0', 'UPDATE $.migrations SET version = 1'],
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
      await expect(other.execute(enrolDriver('d9'))).rejects.toMatchObject({ code: 'other-law' })
      await expect(other.migrate()).rejects.toMatchObject({ code: 'not-permitted' })
    })
  })

  test('an event of a number that no server comes to, for which the owner can do no more: commands go on', async () => {
    await db.run(eventSql('demerit', { position: '9007199254740991' }))
    try {
      await as('application', async () => {
        await expect(open().migrate()).rejects.toMatchObject({ code: 'bad-row', table: 'events', field: 'position' })
        expect((await open().execute(enrolDriver('beside'))).status).toBe('accepted')
      })
    } finally {
      await db.run(`DELETE FROM demerit.events WHERE driver = 'hand'`)
    }
  })
})

test('the verifier verifies, and writes nothing', () =>
  as('verifier', async () => {
    expect(await open().verify()).toMatchObject({ ok: true, differences: [] })
    await expect(db.rows('SELECT * FROM demerit.keys')).rejects.toMatchObject(DENIED)
    const enrolled = {
      type: 'enrolVehicle',
      id: 'v',
      owner: { kind: 'unit', id: 'u' },
      plateType: '02',
      operating: false,
    } as const
    await expect(open().execute(enrolled)).rejects.toMatchObject(DENIED)
  }))

test('erase() drops first what another role verified and kept: without the right to, nothing is changed', async () => {
  await db.run('CREATE ROLE owner; GRANT CREATE ON DATABASE postgres TO owner')
  const kept = postgresStore({ query: db.query, rules: cn, schema: 'owned', now: () => now })
  const schemas = () => db.rows(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'owned\\_verify%'`)
  await as('owner', async () => {
    await kept.migrate()
    await kept.execute(enrolDriver('person'))
    await db.run('GRANT USAGE ON SCHEMA owned TO verifier; GRANT SELECT ON ALL TABLES IN SCHEMA owned TO verifier')
  })
  await as('verifier', () => kept.verify({ keep: true }))
  await as('owner', async () => {
    await expect(kept.erase('person', 'as')).rejects.toMatchObject(DENIED)
    expect(await db.rows('SELECT id FROM owned.drivers')).toEqual([{ id: 'person' }])
    expect(await schemas()).toHaveLength(1)
  })
  await db.run('GRANT verifier TO owner')
  await as('owner', async () => {
    expect(await kept.erase('person', 'as')).toBeGreaterThan(0)
    expect(await schemas()).toEqual([])
  })
})

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
    await open().openViolationsFor(driver)
    expect(await open().bindingFacts({ driver, vehicle, channel: 'app' })).toMatchObject({ driver, vehicle })
    await expect(open().verify()).rejects.toMatchObject(DENIED)
  }))

test('who was granted nothing reads nothing', () =>
  as('stranger', async () => {
    await expect(open().events()).rejects.toMatchObject(DENIED)
    await expect(open().migrate()).rejects.toMatchObject({ code: 'not-permitted' })
  }))
