/**
 * From each older schema to this one: the golden files were written by the library of their time and are never written again. A new
 * schema brings a new one: `DEMERIT_GOLDEN=1 npm test -- store/migrations` writes the file of the present version if there is none.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cn } from '../../src/law/index.ts'
import { postgresStore } from '../../src/postgres/index.ts'
import { dumpOf, restoredInto, schemaOf } from './dump.ts'
import { HISTORY, verifiedOf } from './history.ts'
import { type Database, database } from './pglite.ts'

const FOLDER = fileURLToPath(new URL('golden/', import.meta.url))
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : []
const VERSIONS = FILES.map((file) => Number(/^schema-(\d+)\.sql$/.exec(file)?.[1]))
const START = Date.parse('2024-11-04T09:00:00+08:00')
const DAY = 86_400_000

let db: Database
let schemas = 0
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

/** A store in new tables, in which the history was played, and when it ended. */
async function played() {
  let now = START
  const store = await db.store({ rules: cn, now: () => now })
  for (const [days, command, key] of HISTORY) {
    now += days * DAY
    expect((await store.execute(command, key === undefined ? {} : { key })).status).not.toBe('invalid')
  }
  return { store, end: now }
}

/** The tables of a golden file in a schema of their own. */
async function restored(version: number) {
  const schema = `restored_${++schemas}`
  await db.run(restoredInto(schema, readFileSync(`${FOLDER}schema-${version}.sql`, 'utf8')))
  const end = START + HISTORY.reduce((sum, [days]) => sum + days, 0) * DAY
  return { schema, store: postgresStore({ query: db.query, rules: cn, schema, now: () => end + DAY }) }
}

describe('golden files', () => {
  test('there is one of each version, of which the last is that of the present', async () => {
    const { store } = await played()
    const version = Number(
      (await db.rows(`SELECT max(version) AS version FROM ${store.schema}.migrations`))[0]?.version,
    )
    const file = `${FOLDER}schema-${version}.sql`
    if (process.env.DEMERIT_GOLDEN === '1' && !existsSync(file))
      writeFileSync(file, await dumpOf(db.rows, store.schema))
    expect(VERSIONS).toEqual(Array.from({ length: version }, (_, index) => index + 1))
  })

  test.each(VERSIONS)(
    'version %i migrates to the very tables that are made today, and no row is lost',
    async (version) => {
      const { store: fresh } = await played()
      const { schema, store } = await restored(version)
      if (version < (VERSIONS.at(-1) as number)) {
        const failed = store.execute({ type: 'payFine', violation: 'x2' })
        await expect(failed).rejects.toMatchObject({ code: 'not-migrated' })
      }
      // The law of the file is that of its day, and may have been corrected since.
      await Promise.all([store.migrate({ replace: true }), store.migrate({ replace: true })])
      expect(await schemaOf(db.rows, schema)).toEqual(await schemaOf(db.rows, fresh.schema))
      expect(await store.verify()).toEqual(verifiedOf(version))
      const [counted] = await db.rows(`SELECT count(*)::int AS count FROM ${schema}.events`)
      expect(counted).toEqual((await db.rows(`SELECT count(*)::int AS count FROM ${fresh.schema}.events`))[0])
      // A key of that time still answers, and commands go on.
      const again = HISTORY.find(([, , key]) => key === 'key-1')?.[1]
      expect(await store.execute(again as never, { key: 'key-1' })).toMatchObject({
        status: 'accepted',
        event: { type: 'vehicle-bound' },
      })
      expect(await store.execute({ type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' })).toMatchObject({
        status: 'accepted',
      })
      expect(await store.verify()).toEqual(verifiedOf(version))
    },
  )
})

test('a count that was forged under schema 4 is named by verify() until the next binding or release, or the statements of the guide', async () => {
  const sql = /```sql\n(UPDATE demerit\.drivers[^`]*)```/.exec(
    readFileSync('docs/guides/database.md', 'utf8'),
  )?.[1] as string
  const forged = async () => {
    const { schema, store } = await restored(4)
    await db.run(
      `CREATE TABLE ${schema}.own (x integer);
      CREATE FUNCTION ${schema}.forge() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
        UPDATE ${schema}.drivers SET open_bindings = 0; UPDATE ${schema}.vehicles SET open_bindings = 0; RETURN NULL; END$$;
      CREATE TRIGGER own AFTER INSERT ON ${schema}.own FOR EACH ROW EXECUTE FUNCTION ${schema}.forge();
      INSERT INTO ${schema}.own VALUES (1); DROP TABLE ${schema}.own; DROP FUNCTION ${schema}.forge`,
    )
    await store.migrate({ replace: true })
    const is = { field: 'open_bindings', expected: '1', found: '0' }
    expect(await store.verify()).toEqual({
      ok: false,
      differences: [
        { table: 'drivers', id: 'd1', ...is },
        { table: 'vehicles', id: 'v1', ...is },
      ],
    })
    return { schema, store }
  }
  const released = await forged()
  await released.store.execute({ type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' })
  expect(await released.store.verify()).toEqual({ ok: true, differences: [] })
  const mended = await forged()
  await db.run(sql.replaceAll('demerit.', `${mended.schema}.`))
  expect(await mended.store.verify()).toEqual({ ok: true, differences: [] })
})

test('tables restored on another server, whose transactions count anew: a follower goes on where it stopped, and misses nothing', async () => {
  const { schema, store } = await restored(VERSIONS.at(-1) as number)
  await db.run(`UPDATE ${schema}.events SET transaction = (transaction::text::bigint + 1000000000)::text::xid8`)
  const stopped = await db.rows(
    `SELECT transaction || '-' || position AS position FROM ${schema}.events ORDER BY position LIMIT 5`,
  )
  const after = String(stopped.at(-1)?.position)
  expect((await store.events({ after })).events).toEqual([])
  await store.migrate({ replace: true })
  const { events, next } = await store.events({ after })
  expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['vehicle-bound', 'violation-recorded'])
  const released = await store.execute({ type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' })
  const later = await store.events({ after: next })
  expect(later.events.map(({ type }) => type)).toEqual(['binding-released'])
  expect(released).toMatchObject({ event: { position: later.next } })
  // A start of another process shifts nothing again.
  await store.migrate()
  expect((await store.events({ after: next })).next).toBe(later.next)
})
