/** Rows and tables that somebody changed by hand are named with their place, and stop nothing but what is about them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand, type Verified } from '../../src/postgres/index.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { HISTORY } from './history.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const bind = (driver: string, vehicle: string): StoreCommand => ({
  type: 'bind',
  driver,
  vehicle,
  channel: 'app',
  ownerConsent: 'qr',
  identityVerified: true,
})

async function filled(now: () => number = () => START) {
  const store = await db.store({ rules: asReported, now })
  const commands = [enrolDriver('d1'), enrolDriver('d2'), enrolVehicle('v1', 'd2'), enrolVehicle('v2', 'o')]
  for (const { status } of await store.executeMany([...commands, bind('d1', 'v1'), bind('d2', 'v2')]))
    expect(status).toBe('accepted')
  return { ...store, run: (sql: string) => db.run(sql.replaceAll('$.', `${store.schema}.`)) }
}
const FORGED = `INSERT INTO $.bindings (driver, vehicle, channel, since, seq) VALUES ('d1', 'v2', 'app', 0, 77)`
const FORGED_IS = { table: 'bindings', id: 'd1 v2 77', field: '', expected: null, found: 'a row' }
const event = (json: string) =>
  `INSERT INTO $.events (position, type, "at", event) VALUES (nextval('$.position'), 'driver-enrolled', 1, ${json})`

const deep = (levels: number) => `(repeat('[', ${levels}) || repeat(']', ${levels}))::json`

describe('JSON that jsonb cannot hold', () => {
  test.each([
    ['a null character', `'"\\u0000"'`, true],
    ['a null character in a record', `'{"x":"\\u0000"}'`, true],
    ['half a surrogate pair', `'{"id":"\\ud800"}'`, true],
    ['a number without bounds', `'{"x":1e999999}'`, false],
    ['thousands of levels', deep(5_000), false],
    ['a text', `'"x"'`, false],
  ])('of a record, %s: verify() names the row, and the forged binding beside it', async (_, json, mayName) => {
    const { run, ...store } = await filled()
    await run(`UPDATE $.drivers SET record = ${json} WHERE id = 'd2'`)
    await run(FORGED)
    const { differences } = await store.verify()
    expect(differences).toContainEqual(expect.objectContaining({ table: 'drivers', id: 'd2', field: 'record' }))
    expect(differences).toContainEqual(FORGED_IS)
    await expect(store.execute(bind('d2', 'v1'))).rejects.toMatchObject({ code: 'bad-row', table: 'drivers', id: 'd2' })
    // What is written as the number of a character may be their id.
    const erased = await store.erase('d1', 'e1').catch((error: unknown) => error)
    const named = { code: 'bad-row', table: 'drivers', id: 'd2', field: 'record' }
    expect(erased).toEqual(mayName ? expect.objectContaining(named) : expect.any(Number))
    expect(await db.rows(`SELECT id FROM ${store.schema}.drivers ORDER BY id`)).toEqual([{ id: 'd2' }, { id: 'e1' }])
  })

  test.each([
    ['a null character', `'{"x":"\\u0000"}'`],
    ['half a surrogate pair', `'{"id":"\\ud800"}'`],
  ])('of an event, %s: verify() names it; erase() erases all else, and names it', async (_, json) => {
    const { run, ...store } = await filled()
    await run(event(json))
    const named = { table: 'events', id: '7', field: 'event' }
    expect((await store.verify()).differences).toEqual([{ ...named, expected: null, found: 'invalid' }])
    await expect(store.erase('d1', 'e1')).rejects.toMatchObject({ code: 'bad-row', ...named })
    const { schema } = store
    for (const sql of [
      `SELECT FROM ${schema}.drivers WHERE id = 'd1'`,
      `SELECT FROM ${schema}.events WHERE strpos(event::text, 'd1') > 0`,
      `SELECT FROM ${schema}.vehicles WHERE strpos(record::text, 'd1') > 0`,
    ])
      expect(await db.rows(sql)).toEqual([])
    await run(`DELETE FROM $.events WHERE position = 7`)
    expect(await store.erase('d1', 'e1')).toBe(0)
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
  })

  test('lists of a record that are none stop no erasure, and stay', async () => {
    const { run, ...store } = await filled()
    await run(
      `UPDATE $.vehicles SET record = '{"owner":{"id":"d2"},"bindings":{},"ended":7,"boundInYear":{"drivers":"x"},"handledByOthers":null}' WHERE id = 'v1'`,
    )
    expect(await store.erase('d2', 'e2')).toBeGreaterThan(0)
    const [row] = await db.rows(`SELECT owner, record FROM ${store.schema}.vehicles WHERE id = 'v1'`)
    expect(row).toMatchObject({ owner: 'e2', record: { owner: { id: 'e2' }, bindings: {}, ended: 7 } })
  })

  test('an id that is written in an event as numbers of characters is erased as well', async () => {
    const { run, ...store } = await filled()
    await run(
      `UPDATE $.events SET event = replace(event::text, '"driver":"d1"', '"driver":"\\u00641"')::json WHERE driver = 'd1'`,
    )
    await store.erase('d1', 'e1')
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
  })
})

describe('numbers that no server comes to', () => {
  test.each([
    ['position', `INSERT INTO $.events (position, type, "at", event) VALUES (9223372036854775806, 'x', 1, '{}')`],
    [
      'transaction',
      `INSERT INTO $.events (position, transaction, type, "at", event) VALUES (9, '18446744073709551615', 'x', 1, '{}')`,
    ],
    [
      'transaction',
      `INSERT INTO $.events (position, transaction, type, "at", event) VALUES (9, '9223372036854775000', 'x', 1, '{}')`,
    ],
    ['position', `INSERT INTO $.events (position, type, "at", event) VALUES (9007199254740991, 'x', 1, '{}')`],
    [
      'transaction',
      `INSERT INTO $.events (position, transaction, type, "at", event) VALUES (9, '9007199254740991', 'x', 1, '{}')`,
    ],
  ])('migrate() names the event by its %s and moves nothing; without the row all is well', async (field, sql) => {
    const { run, ...store } = await filled()
    await run(sql)
    await expect(store.migrate()).rejects.toMatchObject({ code: 'bad-row', table: 'events', field })
    expect((await store.execute(enrolDriver('d3'))).status).toBe('accepted')
    expect((await store.verify()).ok).toBe(false)
    await run(`DELETE FROM $.events WHERE event::text = '{}'`)
    await store.migrate()
    expect((await store.execute(enrolDriver('d4'))).status).toBe('accepted')
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
  })

  test.each([
    ['position', `INSERT INTO $.events (position, type, "at", event) VALUES (4503599627370496, 'x', 1, '{}')`],
    [
      'transaction',
      `INSERT INTO $.events (position, transaction, type, "at", event) VALUES (9, '4503599627370496', 'x', 1, '{}')`,
    ],
  ])(
    'the highest %s that anything is moved to leaves room: the events after it are the store’s own',
    async (_, sql) => {
      const { run, ...store } = await filled()
      await run(sql)
      await store.migrate()
      expect((await store.execute(enrolDriver('d3'))).status).toBe('accepted')
      await run(`DELETE FROM $.events WHERE event::text = '{}'`)
      await store.migrate()
      expect((await store.execute(enrolDriver('d4'))).status).toBe('accepted')
      expect(await store.verify()).toEqual({ ok: true, differences: [] })
    },
  )

  test('a version at the end of its column goes on from the first', async () => {
    const { run, ...store } = await filled()
    await run(`UPDATE $.drivers SET version = 2147483647; UPDATE $.vehicles SET version = 2147483647`)
    const released = await store.execute({ type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' })
    expect(released.status).toBe('accepted')
    await run(`UPDATE $.drivers SET version = 2147483647; UPDATE $.vehicles SET version = 2147483647`)
    expect(await store.erase('d2', 'e2')).toBeGreaterThan(0)
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
  })
})

describe('tables that were changed', () => {
  test.each<readonly [sql: string, difference: object]>([
    ['DROP INDEX $.bindings_open', { table: 'bindings', id: 'bindings_open', field: 'index', found: null }],
    [
      'DROP TRIGGER bindings_count ON $.bindings',
      { table: 'bindings', id: 'bindings_count', field: 'trigger', found: null },
    ],
    [
      'ALTER TABLE $.bindings DISABLE TRIGGER bindings_count',
      { table: 'bindings', id: 'bindings_count', field: 'trigger', found: expect.stringContaining('(off)') },
    ],
    [
      'ALTER TABLE $.drivers DROP CONSTRAINT drivers_cap',
      { table: 'drivers', id: 'drivers_cap', field: 'constraint', found: null },
    ],
    [
      'ALTER TABLE $.drivers DROP CONSTRAINT drivers_cap; ALTER TABLE $.drivers ADD CONSTRAINT drivers_cap CHECK (open_bindings <= 30)',
      { table: 'drivers', id: 'drivers_cap', field: 'constraint', found: 'CHECK ((open_bindings <= 30))' },
    ],
    [
      'CREATE OR REPLACE FUNCTION $.keep_count() RETURNS trigger LANGUAGE plpgsql AS $f$BEGIN RETURN NEW; END$f$',
      { table: '', id: 'keep_count', field: 'function', found: 'BEGIN RETURN NEW; END' },
    ],
    ['ALTER TABLE $.owners DROP COLUMN since', { table: 'owners', id: 'since', field: 'column', found: null }],
  ])('verify() names what is gone or another: %s', async (sql, difference) => {
    const { run, ...store } = await filled()
    await run(sql)
    const { ok, differences } = await store.verify()
    expect([ok, differences]).toEqual([false, [expect.objectContaining(difference)]])
  })

  test('what somebody added is theirs', async () => {
    const { run, ...store } = await filled()
    await run(
      'CREATE INDEX other_than_ours ON $.events (type); ALTER TABLE $.drivers ADD COLUMN mine text; CREATE TABLE $.mine (id integer PRIMARY KEY)',
    )
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
  })

  test('a table that is gone is told by migrate() as such: it cannot make it again', async () => {
    const { run, ...store } = await filled()
    await run('DROP TABLE $.keys')
    await expect(store.execute(enrolDriver('d3'), { key: 'k' })).rejects.toMatchObject({ code: 'not-migrated' })
    await expect(store.migrate()).rejects.toMatchObject({ code: 'incomplete' })
    const { differences } = await store.verify()
    expect(differences).toContainEqual(expect.objectContaining({ table: 'keys', field: 'column', found: null }))
  })

  test('of more than a thousand rows that differ it is said that there are more', async () => {
    const { run, ...store } = await filled()
    await run(`INSERT INTO $.parties (id, kind) SELECT 'p' || n, 'unit' FROM generate_series(1, 1000) AS numbers(n)`)
    const told = async (): Promise<readonly [number, Verified['truncated']]> => {
      const { differences, truncated } = await store.verify()
      return [differences.length, truncated]
    }
    expect(await told()).toEqual([1_000, undefined])
    await run(`INSERT INTO $.parties (id, kind) VALUES ('p', 'unit')`)
    expect(await told()).toEqual([1_000, true])
  })
})

describe('what is told', () => {
  test('a refusal for a clock is not kept under its key: a process whose clock is right gives another answer', async () => {
    const { schema } = await filled()
    const at = (moment: number) =>
      postgresStore({ query: db.query, rules: asReported, schema, now: () => moment, maxClockStep: 0 })
    const again: StoreCommand = { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' }
    const slow = await at(START - 60_000).execute(again, { key: 'k' })
    expect(slow).toMatchObject({ status: 'refused', code: 'out-of-order' })
    const [late, fresh] = await at(START - 60_000).executeMany([again, enrolDriver('d9')], { keys: ['k', 'k9'] })
    expect([late?.status, fresh?.status]).toEqual(['refused', 'accepted'])
    expect(await at(START).execute(again, { key: 'k' })).toMatchObject({ status: 'accepted' })
  })

  test('rows that come as lists are a mistake of the programmer, and named', async () => {
    const failed = postgresStore({ query: async () => ({ rows: [['meta', 'x', 5, 'y']] }), rules: asReported }).events()
    await expect(failed).rejects.toBeInstanceOf(TypeError)
    await expect(failed).rejects.toThrow('rowMode')
  })

  test('a preview that is malformed names the place', async () => {
    const store = await filled()
    await expect(store.bindingFacts({ driver: 'd1' } as never)).rejects.toThrow('malformed at vehicle, channel')
    await expect(store.handlingFacts({ driver: '', violation: 'x', channel: 'app' })).rejects.toThrow('at driver')
  })

  test('an event that is malformed is told with its position, from which a follower goes on', async () => {
    const { run, ...store } = await filled()
    await run(`UPDATE $.events SET event = '{}' WHERE position = 2`)
    const error = (await store.events().catch((thrown: unknown) => thrown)) as { readonly position: string }
    expect(error).toMatchObject({ code: 'bad-row', table: 'events', id: '2', position: expect.stringMatching(/-2$/) })
    const { events } = await store.events({ after: error.position })
    expect(events.map(({ position }) => position.split('-')[1])).toEqual(['3', '4', '5', '6'])
  })
})

describe('an event that was edited where the act stays lawful and no row differs', () => {
  test.each([
    ['ownerConsent', 'vehicle-bound', '"sms"'],
    ['offenderPresent', 'violation-handled', 'true'],
    ['by', 'binding-released', '"owner"'],
    ['ground', 'violation-withdrawn', '"other"'],
    ['ground', 'handling-revoked', '"points-traded"'],
    ['states', 'driver-enrolled', '[]'],
  ])('%s of %s: verify() does not find it, as guide and THREATS say', async (field, type, value) => {
    let now = Date.parse('2024-11-04T09:00:00+08:00')
    const store = await db.store({ rules: cn, now: () => now })
    for (const [days, command] of HISTORY) {
      now += days * 86_400_000
      await store.execute(command)
    }
    const path = field === 'states' ? '{licence,states}' : `{${field}}`
    const { schema } = store
    const [row] = await db.rows(
      `SELECT max(position)::text AS position FROM ${schema}.events WHERE type = '${type}' AND event::jsonb #> '${path}' <> '${value}'`,
    )
    const position = row?.position
    expect(position).toEqual(expect.any(String))
    await db.run(
      `UPDATE ${schema}.events SET event = jsonb_set(event::jsonb, '${path}', '${value}')::json WHERE position = ${position}`,
    )
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
    expect(readFileSync('docs/guides/database.md', 'utf8')).toMatch(
      new RegExp(`edit is not found[^]*${field}[^]*rights below`),
    )
    expect(readFileSync('docs/THREATS.md', 'utf8')).toContain('an event that was edited where the act stays lawful')
  })
})
