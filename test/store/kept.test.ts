/** What a store kept and is asked for again: positions of followers, outcomes of keys, events; and a race inside a caller's transaction. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand, type StoreOutcome } from '../../src/postgres/index.ts'
import { expectSameAgain } from './again.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const enrol = enrolDriver
const vehicle = enrolVehicle('v', 'owner')
const bind: StoreCommand = { type: 'bind', driver: 'd1', vehicle: 'v', channel: 'app', identityVerified: true }
const positionOf = (outcome: StoreOutcome | undefined) =>
  (outcome as Extract<StoreOutcome, { readonly status: 'accepted' }>).event.position

describe('a follower after a restore', () => {
  test('one that saw more than the backup has is told so, as long as nothing new was written; a level one goes on', async () => {
    const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
    const outcomes = await store.executeMany([enrol('d1'), enrol('d2'), enrol('d3')])
    const [first, level, ahead] = outcomes.map(positionOf)
    await db.run(`DELETE FROM ${schema}.events WHERE driver = 'd3'; DELETE FROM ${schema}.drivers WHERE id = 'd3'`)
    await expect(store.events({ after: ahead as string })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: ['after'], code: 'out-of-range' }],
    })
    expect(await store.events({ after: level as string })).toEqual({ events: [], next: level })
    expect(await store.events({ after: first as string })).toMatchObject({ events: [{ id: 'd2' }], next: level })
    await store.execute(enrol('d4'))
    expect(await store.events({ after: level as string })).toMatchObject({ events: [{ id: 'd4' }] })
  })

  test('empty tables have no position but the first', async () => {
    const store = await db.store({ rules: asReported, now: () => START })
    expect(await store.events({ after: '0-0' })).toEqual({ events: [], next: '0-0' })
    for (const after of ['0-1', '999999999-1'])
      await expect(store.events({ after })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('what a transaction wrote that still runs is a position for itself, and not given out before it ends', async () => {
    const store = await db.store({ rules: asReported, now: () => START })
    await db.run('BEGIN')
    const after = positionOf(await store.execute(enrol('d1')))
    expect(await store.events({ after })).toEqual({ events: [], next: after })
    expect(await store.events()).toEqual({ events: [], next: '0-0' })
    await db.run('COMMIT')
    expect(await store.events()).toMatchObject({ events: [{ id: 'd1' }], next: after })
  })
})

test('a level follower asks the index alone, however many events there are', async () => {
  let text = ''
  const { schema } = await db.store({ rules: asReported })
  const query: Query = async (sql, params) => {
    text = sql
    return db.query(sql, params)
  }
  const store = postgresStore({ query, schema, rules: asReported, now: () => START })
  await db.run(
    `INSERT INTO ${schema}.events (position, transaction, law, rule_set, type, "at") SELECT n, '3', 1, 'r', 'driver-enrolled', 0 FROM generate_series(1, 5000) n; ANALYZE ${schema}.events`,
  )
  expect(await store.events({ after: '3-5000' })).toEqual({ events: [], next: '3-5000' })
  await expect(store.events({ after: '3-5001' })).rejects.toMatchObject({ code: 'invalid' })
  const { rows } = await db.query(`EXPLAIN ${text}`, ['3', '5000', '1000'])
  const plan = rows.map((row) => String((row as Record<string, unknown>)['QUERY PLAN'])).join('\n')
  expect(plan).toContain('events_transaction_position_idx')
  expect(plan).not.toMatch(/Seq Scan on events/)
})

describe('a row that was edited by hand is not handed out', () => {
  test.each([
    ['no details', `UPDATE $.events SET details = '{"a":1}' WHERE position = 2`, 'event.owner.kind'],
    ['no record', `UPDATE $.events SET details = '7' WHERE position = 2`, 'event.owner.kind'],
    ['another type', `UPDATE $.events SET type = 'vehicle-lost' WHERE position = 2`, 'event.type'],
    [
      'another value',
      `UPDATE $.events SET details = jsonb_set(details::jsonb, '{operating}', '"no"')::json WHERE position = 2`,
      'event.operating',
    ],
    ['no rule set', `UPDATE $.events SET rule_set = '' WHERE position = 2`, 'event.ruleSet'],
    ['no time', `UPDATE $.events SET "at" = -1e15 WHERE position = 2`, 'event.at'],
  ])('events: %s', async (_, sql, field) => {
    const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
    await store.executeMany([enrol('d1'), vehicle])
    await db.run(sql.replace('$', schema))
    const { events, next } = await store.events()
    expect(events.map(({ type }) => type)).toEqual(['driver-enrolled'])
    const failed = store.events({ after: next })
    await expect(failed).rejects.toMatchObject({ code: 'bad-row', table: 'events', id: '2', field })
  })

  test.each([
    ['{}', 'outcome.status'],
    ['7', 'outcome'],
    ['null', 'outcome'],
    ['{"status":"invalid"}', 'outcome.status'],
    ['{"status":"refused","code":"no such"}', 'outcome.code'],
    ['{"status":"refused","code":"driver-cap","decision":{"verdict":"yes","findings":[]}}', 'outcome.decision.verdict'],
    [
      '{"status":"refused","code":"driver-cap","decision":{"question":"bind","verdict":"refused","ruleSet":"r","missing":[]}}',
      'outcome.decision.findings',
    ],
  ])('keys: %s', async (outcome, field) => {
    const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
    await store.executeMany([enrol('d1'), vehicle])
    await store.execute(bind, { key: 'person-7' })
    await db.run(`UPDATE ${schema}.keys SET position = NULL, outcome = '${outcome}'`)
    const failed = store.execute(bind, { key: 'person-7' })
    await expect(failed).rejects.toMatchObject({ code: 'bad-row', table: 'keys', id: 'person-7', field })
    await expect(failed).rejects.not.toThrow('person-7')
  })
})

test('what is answered again under a key is put into words as the first time', async () => {
  const { schema } = await db.store({ rules: cn })
  await expectSameAgain((now) => postgresStore({ query: db.query, schema, rules: cn, now }))
})

describe('a race that the database stops inside a transaction of the caller', () => {
  test.each([
    ['23505', (schema: string) => db.run(`INSERT INTO ${schema}.parties (id, kind) VALUES ('d1', 'individual')`)],
    ['40001', () => db.run(`DO $$ BEGIN RAISE EXCEPTION 'moved' USING ERRCODE = '40001'; END $$`)],
  ])('is the error that the caller gets: %s', async (code, race) => {
    const { schema } = await db.store({ rules: asReported })
    let statements = 0
    const store = postgresStore({
      schema,
      rules: asReported,
      query: async (text, params) => {
        if (++statements === 2) await race(schema)
        return db.query(text, params)
      },
    })
    await db.run('BEGIN')
    await expect(store.execute(enrol('d1'))).rejects.toMatchObject({ code })
    await db.run('ROLLBACK')
    expect(await store.execute(enrol('d1'))).toMatchObject({ status: 'accepted' })
  })
})

test('the schema of a verify() whose process was killed is found by the query of the guide', async () => {
  const { schema } = await db.store({ rules: asReported })
  const killed = postgresStore({
    schema,
    rules: asReported,
    query: async (text, params) => {
      if (text.includes('DROP SCHEMA')) throw new Error('killed')
      return db.query(text, params)
    },
  })
  await expect(killed.verify()).rejects.toThrow('killed')
  const sql =
    /```sql\n([^`]*obj_description[^`]*)```/.exec(readFileSync('docs/guides/database-operation.md', 'utf8'))?.[1] ?? ''
  const found = await db.rows(sql.replace('in demerit', `in ${schema}`))
  expect(found.map(({ nspname }) => String(nspname).replace(/[a-z0-9]+$/, ''))).toEqual([`${schema}_verify_`])
})
