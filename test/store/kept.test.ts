/** What a store kept and is asked for again: positions of followers, outcomes of keys, events; and a race inside a caller's transaction. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand, type StoreOutcome } from '../../src/postgres/index.ts'
import { enrolDriver, enrolVehicle, licence } from './commands.ts'
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
  const event = JSON.stringify({
    type: 'driver-enrolled',
    ruleSet: 'r',
    at: '2018-09-10T09:00:00.000+08:00',
    id: 'd',
    licence,
  })
  await db.run(
    `INSERT INTO ${schema}.events (position, transaction, type, "at", event) SELECT n, '3', 'driver-enrolled', 0, '${event}' FROM generate_series(1, 5000) n; ANALYZE ${schema}.events`,
  )
  expect(await store.events({ after: '3-5000' })).toEqual({ events: [], next: '3-5000' })
  await expect(store.events({ after: '3-5001' })).rejects.toMatchObject({ code: 'invalid' })
  const { rows } = await db.query(`EXPLAIN ${text}`, ['3', '5000', '1000'])
  const plan = rows.map((row) => String((row as Record<string, unknown>)['QUERY PLAN'])).join('\n')
  expect(plan).toContain('events_transaction_position_idx')
  expect(plan).not.toMatch(/Seq Scan on events/)
})

describe('a row that was edited by hand is not handed out', () => {
  const event = (path: string, value: string) =>
    `UPDATE $.events SET event = jsonb_set(event::jsonb, '{${path}}', '${value}')::json WHERE position = 2`
  test.each([
    ['no event', `UPDATE $.events SET event = '{"a":1}' WHERE position = 2`, 'event.type'],
    ['no record', `UPDATE $.events SET event = '7' WHERE position = 2`, 'event'],
    ['another type', event('type', '"vehicle-lost"'), 'event.type'],
    ['another value', event('operating', '"no"'), 'event.operating'],
    ['no rule set', `UPDATE $.events SET event = (event::jsonb - 'ruleSet')::json WHERE position = 2`, 'event.ruleSet'],
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
    ['junk', 'outcome'],
    ['null', 'outcome'],
    ['{"status":"invalid"}', 'outcome.status'],
    ['{"status":"refused","code":"no such"}', 'outcome.code'],
    ['{"status":"refused","code":"driver-cap","decision":{"verdict":"yes","findings":[]}}', 'outcome.decision.verdict'],
    ['{"status":"refused","code":"driver-cap","decision":{"verdict":"refused"}}', 'outcome.decision.findings'],
    ['{"status":"accepted"}', 'outcome.event'],
    ['{"status":"accepted","event":{"position":"x"}}', 'outcome.event.position'],
    ['{"status":"accepted","event":{"position":"1-1","type":"vehicle-bound"}}', 'outcome.event.driver'],
  ])('keys: %s', async (outcome, field) => {
    const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
    await store.executeMany([enrol('d1'), vehicle])
    await store.execute(bind, { key: 'person-7' })
    await db.run(`UPDATE ${schema}.keys SET outcome = '${outcome}'`)
    const failed = store.execute(bind, { key: 'person-7' })
    await expect(failed).rejects.toMatchObject({ code: 'bad-row', table: 'keys', id: 'person-7', field })
    await expect(failed).rejects.not.toThrow('person-7')
  })
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

describe('a new calendar', () => {
  const day = 86_400_000
  const withCalendar = (schema: string, holidays: readonly string[], now = START) =>
    postgresStore({ query: db.query, schema, rules: asReported, calendar: { holidays }, now: () => now })
  const handled = async () => {
    const { schema } = await db.store({ rules: asReported, calendar: { holidays: ['2018-09-24'] }, now: () => START })
    const store = withCalendar(schema, ['2018-09-24'])
    await store.executeMany([enrol('d1'), vehicle, bind])
    const later = withCalendar(schema, ['2018-09-24'], START + day)
    const recorded = { occurredAt: START + 1, fine: 20_000, points: 3, recordedBy: 'monitoring' } as const
    const outcomes = await later.executeMany([
      { type: 'recordViolation', id: 'x', vehicle: 'v', ...recorded },
      { type: 'handle', violation: 'x', driver: 'd1', channel: 'app', identityVerified: true },
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    return schema
  }

  test('with days that no term has reached changes nothing', async () => {
    const schema = await handled()
    const store = withCalendar(schema, ['2018-09-24', '2019-01-01'])
    await expect(store.execute(enrol('d2'))).rejects.toMatchObject({ code: 'other-calendar' })
    await expect(store.importLog([])).rejects.toMatchObject({ code: 'other-calendar' })
    await store.migrate({ replace: true })
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
  })

  test('with days that a last day to pay falls on leaves the driver and the violation as they were, and verify names both', async () => {
    const schema = await handled()
    // Fifteen days after 11 September.
    const store = withCalendar(schema, ['2018-09-24', '2018-09-26'])
    await store.migrate({ replace: true })
    const { differences } = await store.verify()
    expect(differences.map(({ table, id, field }) => [table, id, field])).toEqual([
      ['drivers', 'd1', 'record'],
      ['violations', 'x', 'record'],
    ])
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
  const sql = /```sql\n([^`]*obj_description[^`]*)```/.exec(readFileSync('docs/guides/database.md', 'utf8'))?.[1] ?? ''
  const found = await db.rows(sql.replace('in demerit', `in ${schema}`))
  expect(found.map(({ nspname }) => String(nspname).replace(/[a-z0-9]+$/, ''))).toEqual([`${schema}_verify_`])
})
