/** What goes wrong around a store is told by a code, at once and without the id of a person: clocks, sequences, rows put in by hand, other people's tables. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, reform } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const driver = enrolDriver
const vehicle = (id: string) => enrolVehicle(id, 'o')
const bind = (who: string, what: string): StoreCommand => ({
  type: 'bind',
  driver: who,
  vehicle: what,
  channel: 'app',
  identityVerified: true,
})
const PERSON = '110105194912310021'

async function filled() {
  const store = await db.store({ rules: asReported, now: () => START })
  const commands = [driver(PERSON), driver('d2'), ...['v1', 'v2', 'v3', 'v4'].map(vehicle)]
  for (const { status } of await store.executeMany(commands)) expect(status).toBe('accepted')
  return store
}

/** A store on the same tables that counts its statements. */
function counting(schema: string, options: { readonly now?: () => number; readonly rules?: typeof asReported } = {}) {
  const counted = { statements: 0 }
  const query: Query = async (text, params) => {
    counted.statements++
    return db.query(text, params)
  }
  return { counted, store: postgresStore({ query, rules: asReported, schema, now: () => START, ...options }) }
}

describe('what the database refuses and is no race is told at once', () => {
  const byHand = (schema: string, who: string, what: string) =>
    `INSERT INTO ${schema}.bindings (driver, vehicle, channel, since, seq) VALUES ('${who}', '${what}', 'app', 0, nextval('${schema}.position'))`

  test('a binding that was put in by hand and is open: bad-row, with the pair', async () => {
    const { schema } = await filled()
    await db.run(byHand(schema, PERSON, 'v1'))
    const { store, counted } = counting(schema)
    const failed = store.execute(bind(PERSON, 'v1'))
    await expect(failed).rejects.toMatchObject({
      code: 'bad-row',
      table: 'bindings',
      id: `${PERSON} v1`,
      field: 'released_at',
    })
    await expect(failed).rejects.not.toThrow(PERSON)
    const guide = readFileSync('docs/guides/database.md', 'utf8')
    const sql = /SELECT id, open_bindings FROM demerit\.drivers WHERE open_bindings > 3/.exec(guide)?.[0] ?? ''
    const over = (most: number) => db.rows(sql.replace('demerit', schema).replace('> 3', `> ${most}`))
    expect(await over(0)).toEqual([{ id: PERSON, open_bindings: 1 }])
    expect(await over(1)).toEqual([])
    expect(counted.statements).toBe(2)
    // Of a batch it is not known which.
    const many = [bind(PERSON, 'v1'), bind(PERSON, 'v2')]
    await expect(store.executeMany(many)).rejects.toMatchObject({ code: 'bad-row', id: '' })
  })

  test('bindings put in by hand that fill the cap: bad-row, with whom', async () => {
    const { schema } = await filled()
    for (const what of ['v1', 'v2', 'v3']) await db.run(byHand(schema, PERSON, what))
    const failed = counting(schema).store.execute(bind(PERSON, 'v4'))
    await expect(failed).rejects.toMatchObject({
      code: 'bad-row',
      table: 'drivers',
      id: PERSON,
      field: 'open_bindings',
    })
  })

  test('a handling put in by hand that stands: bad-row, with the violation', async () => {
    const { schema, ...store } = await filled()
    await store.execute(bind(PERSON, 'v1'))
    await store.execute({
      type: 'recordViolation',
      id: 'x',
      vehicle: 'v1',
      occurredAt: START,
      fine: 0,
      points: 0,
      recordedBy: 'monitoring',
    })
    await db.run(
      `INSERT INTO ${schema}.handlings (violation, driver, vehicle, channel, "at", seq, own) VALUES ('x', 'd2', 'v1', 'app', 0, nextval('${schema}.position'), FALSE)`,
    )
    const failed = store.execute({
      type: 'handle',
      violation: 'x',
      driver: PERSON,
      channel: 'app',
      identityVerified: true,
    })
    await expect(failed).rejects.toMatchObject({ code: 'bad-row', table: 'handlings', id: 'x', field: 'revoked_at' })
  })

  test('a sequence behind the rows: sequence-behind; verify() tells it, and migrate() mends it', async () => {
    const { schema, ...store } = await filled()
    await db.run(`SELECT setval('${schema}.position', 1, FALSE)`)
    const { store: other, counted } = counting(schema)
    await expect(other.execute(bind(PERSON, 'v1'))).rejects.toMatchObject({ code: 'sequence-behind' })
    expect(counted.statements).toBe(2)
    const behind = (found: string | null) => ({ table: 'position', id: '', field: 'last_value', expected: '6', found })
    expect(await store.verify()).toEqual({ ok: false, differences: [behind('1')] })
    await db.run(`SELECT setval('${schema}.position', 1, FALSE)`)
    expect(await store.verify()).toEqual({ ok: false, differences: [behind(null)] })
    await store.migrate()
    expect(await store.verify()).toEqual({ ok: true, differences: [] })
    expect(await other.execute(bind(PERSON, 'v1'))).toMatchObject({ event: { position: expect.stringMatching(/-7$/) } })
  })

  test('a race for one id is judged again', async () => {
    const { schema, ...store } = await filled()
    let statements = 0
    const late = postgresStore({
      rules: asReported,
      schema,
      now: () => START,
      query: async (text, params) => {
        if (++statements === 2) await store.execute(driver('new'))
        return db.query(text, params)
      },
    })
    expect(await late.execute(driver('new'))).toMatchObject({ status: 'refused', code: 'driver-exists' })
  })
})

describe('the clock of the store', () => {
  test('a fraction of a millisecond is left out', async () => {
    const { schema } = await filled()
    const { store } = counting(schema, { now: () => START + 0.75 })
    expect(await store.execute(bind(PERSON, 'v1'))).toMatchObject({
      status: 'accepted',
      event: { at: '2018-09-10T09:00:00.000+08:00' },
    })
    expect(await store.handleable(PERSON)).toEqual([])
    expect(await store.bindingFacts({ driver: 'd2', vehicle: 'v1', channel: 'app' })).toMatchObject({ driver: 'd2' })
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300, undefined, new Date(START)])(
    '%s is no time: bad-clock, and not a fault of the command',
    async (time) => {
      const { schema } = await filled()
      const { store } = counting(schema, { now: () => time as number })
      for (const call of [
        () => store.execute(bind(PERSON, 'v1')),
        () => store.executeMany([bind(PERSON, 'v1')]),
        () => store.bindingFacts({ driver: PERSON, vehicle: 'v1', channel: 'app' }),
        () => store.handleable(PERSON),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'bad-clock' })
    },
  )
})

describe('tables', () => {
  test('without the row of meta nothing is answered, events neither', async () => {
    const { schema, ...store } = await filled()
    const { next } = await store.events()
    await db.run(`DELETE FROM ${schema}.meta`)
    for (const call of [
      () => store.execute(driver('d3')),
      () => store.events(),
      () => store.events({ after: next }),
      () => store.handleable(PERSON),
      () => store.verify(),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not-migrated', message: expect.stringContaining('meta') })
    await store.migrate()
    expect((await store.events()).events.length).toBe(6)
  })

  test('that are not there, and those of an older version, are told apart', async () => {
    const { schema } = await filled()
    const absent = postgresStore({ query: db.query, rules: asReported, schema: 'nowhere' })
    await expect(absent.execute(driver('d'))).rejects.toMatchObject({
      code: 'not-migrated',
      message: expect.stringContaining('not there'),
    })
    await db.run(`DELETE FROM ${schema}.migrations WHERE version > 1`)
    await expect(counting(schema).store.execute(driver('d'))).rejects.toMatchObject({
      code: 'not-migrated',
      message: expect.stringContaining('older version'),
    })
  })

  test.each([
    ['meta', 'rules', 'text', 'json', 'ALTER rules TYPE json USING to_json(rules)', ['execute']],
    ['events', 'event', 'json', 'jsonb', 'ALTER event TYPE jsonb', ['erase']],
    ['drivers', 'record', 'json', 'text', 'ALTER record TYPE text', ['erase']],
    [
      'events',
      'transaction',
      'xid8',
      'bigint',
      'ALTER transaction DROP DEFAULT, ALTER transaction TYPE bigint USING transaction::text::bigint',
      ['execute', 'events'],
    ],
    ['keys', 'key', 'text', 'character varying(2)', 'ALTER key TYPE varchar(2)', ['execute']],
    ['parties', 'erased', 'boolean', null, 'DROP COLUMN erased', ['erase']],
  ])(
    'whose column %s.%s was %s and is %s: what needs it names it, after one statement more; the rest goes on',
    async (table, field, expected, found, change, needing) => {
      const { schema } = await filled()
      await db.run(`ALTER TABLE ${schema}.${table} ${change}`)
      const { store, counted } = counting(schema)
      const calls = {
        execute: () => store.execute(driver('d3'), { key: 'key-3' }),
        events: () => store.events(),
        erase: () => store.erase('d2', 'e2'),
      }
      const statements = { execute: 2, events: 1, erase: 2 }
      for (const name of ['execute', 'events', 'erase'] as const) {
        counted.statements = 0
        if (needing.includes(name)) {
          await expect(calls[name]()).rejects.toMatchObject({ code: 'other-column', table, field, expected, found })
          expect(counted.statements).toBeLessThanOrEqual(statements[name] + 1)
        } else {
          await calls[name]()
          expect(counted.statements).toBe(statements[name])
        }
      }
      const { ok, differences } = await store.verify()
      expect(ok).toBe(false)
      expect(differences).toContainEqual({
        table,
        id: field,
        field: 'column',
        expected: `${expected} NOT NULL`,
        found: found === null ? null : `${found} NOT NULL`,
      })
    },
  )

  test('whose column somebody changed, in a transaction of the caller: nothing more can be asked, and the error says both that it can be', async () => {
    const { schema } = await filled()
    await db.run(`ALTER TABLE ${schema}.meta ALTER rules TYPE json USING to_json(rules)`)
    await db.run('BEGIN')
    try {
      const failed = counting(schema).store.execute(driver('d3'))
      await expect(failed).rejects.toMatchObject({ code: 'not-migrated', cause: expect.any(Error) })
      await expect(failed).rejects.toThrow('somebody changed a column')
    } finally {
      await db.run('ROLLBACK')
    }
  })

  test('the columns that the store asks about are all that it makes, and of these types', async () => {
    const { schema } = await filled()
    await db.run(`ALTER TABLE ${schema}.keys ALTER key TYPE varchar(2)`)
    const texts: string[] = []
    const query: Query = (text, params) => {
      texts.push(text)
      return db.query(text, params)
    }
    const failed = postgresStore({ query, rules: asReported, schema }).execute(driver('d3'), { key: 'key-3' })
    await expect(failed).rejects.toMatchObject({ code: 'other-column' })
    await db.run(`ALTER TABLE ${schema}.keys ALTER key TYPE text`)
    const asked = [...(texts.at(-1) ?? '').matchAll(/\('(\w+)', '(\w+)', '([^']+)'\)/g)].map((found) => found.slice(1))
    const made = await db.rows(
      `SELECT c.relname AS name, a.attname AS field, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = '${schema}'::regnamespace AND (c.relkind = 'r' AND c.relname <> 'migrations' OR a.attname = 'last_value') AND a.attnum > 0`,
    )
    expect(asked.map(String).sort()).toEqual(made.map(({ name, field, type }) => `${name},${field},${type}`).sort())
  })

  test.each([
    ['migrations by name', 'CREATE TABLE $.migrations (id integer, name text)'],
    ['migrations by another version', `CREATE TABLE $.migrations (version text, made_at timestamptz)`],
    ['events', 'CREATE TABLE $.events (id integer)'],
    ['keys', 'CREATE TABLE $.keys (k text)'],
  ])('of another program are told as such: %s', async (name, sql) => {
    const schema = `foreign_${name.replaceAll(' ', '_')}`
    await db.run(`CREATE SCHEMA ${schema}; ${sql.replace('$', schema)}`)
    const tables = () => db.rows(`SELECT table_name FROM information_schema.tables WHERE table_schema = '${schema}'`)
    const before = await tables()
    await expect(counting(schema).store.migrate()).rejects.toMatchObject({ code: 'other-tables' })
    expect(await tables()).toEqual(before)
  })

  test('a law with a lower cap than rows have is not put in: over-cap, and the old one stays', async () => {
    const { schema, ...store } = await filled()
    await store.executeMany([bind(PERSON, 'v1'), bind(PERSON, 'v2')])
    const rules = reform(
      asReported,
      (draft) => {
        for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = 1
      },
      { id: 'lower' },
    )
    const lower = counting(schema, { rules }).store
    const failed = lower.migrate({ replace: true })
    await expect(failed).rejects.toMatchObject({ code: 'over-cap', table: 'drivers' })
    await expect(failed).rejects.not.toThrow(PERSON)
    expect(await store.execute(bind(PERSON, 'v3'))).toMatchObject({ status: 'accepted' })
  })
})

test('verify() tells of the schemas of runs that were killed, until they are dropped', async () => {
  const { schema, ...store } = await filled()
  const killed = postgresStore({
    rules: asReported,
    schema,
    query: async (text, params) => {
      if (text.includes('DROP SCHEMA')) throw new Error('killed')
      return db.query(text, params)
    },
  })
  await expect(killed.verify()).rejects.toThrow('killed')
  const { ok, leftovers = [] } = await store.verify()
  expect([ok, leftovers]).toEqual([true, [expect.stringMatching(/^store_[0-9]+_verify_[0-9a-z]{10}$/)]])
  await db.run(`DROP SCHEMA ${leftovers[0]} CASCADE`)
  expect(await store.verify()).toEqual({ ok: true, differences: [] })
})

test.each([
  ['a list, as postgres.js gives', async () => [] as never, 'sql.unsafe'],
  ['nothing', async () => undefined as never, 'undefined'],
  ['no list of rows', async () => ({ rows: 7 }) as never, 'object'],
])('a query that gives %s is a mistake of the programmer, and named', async (_, query, told) => {
  const failed = postgresStore({ query, rules: asReported }).execute(driver('d'))
  await expect(failed).rejects.toBeInstanceOf(TypeError)
  await expect(failed).rejects.toThrow('postgresStore(query)')
  await expect(failed).rejects.toThrow(told)
})

describe('what is asked for a preview', () => {
  test.each([
    ['bindingFacts', 'another type', { type: 'handle', driver: 'd2', vehicle: 'v1', channel: 'app' }, ['type']],
    ['bindingFacts', 'its own type', { type: 'bind', driver: 'd2', vehicle: 'v1', channel: 'app' }, ['type']],
    ['bindingFacts', 'no record', null, ['driver']],
    ['bindingFacts', 'a time', { driver: 'd2', vehicle: 'v1', channel: 'app', at: START }, ['at']],
    ['handlingFacts', 'its own type', { type: 'handle', driver: 'd2', violation: 'x', channel: 'app' }, ['type']],
  ] as const)('%s of %s is invalid, and the message names the method', async (method, _, input, path) => {
    const store = await filled()
    const failed = store[method](input as never)
    await expect(failed).rejects.toMatchObject({ code: 'invalid' })
    const issues = await failed.catch((error: { issues: readonly { path: readonly string[] }[] }) => error.issues)
    expect((issues as readonly { path: readonly string[] }[])[0]?.path).toEqual(path)
    await expect(failed).rejects.toThrow(method)
  })

  test('handleable() of nobody is invalid, at driver', async () => {
    const store = await filled()
    await expect(store.handleable(undefined as never)).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: ['driver'] }],
    })
  })
})

test('an id that was put into a record as a key is in no message', async () => {
  const { schema, ...store } = await filled()
  for (const [table, id] of [
    ['drivers', 'd2'],
    ['vehicles', 'v1'],
  ])
    await db.run(
      `UPDATE ${schema}.${table} SET record = (record::jsonb || '{"${PERSON}": 1}')::json WHERE id = '${id}'`,
    )
  await db.run(`UPDATE ${schema}.events SET event = (event::jsonb || '{"${PERSON}": 1}')::json WHERE position = 1`)
  for (const call of [
    () => store.execute(bind('d2', 'v2')),
    () => store.execute(bind(PERSON, 'v1')),
    () => store.events(),
  ]) {
    const failed = call()
    await expect(failed).rejects.toMatchObject({ code: 'bad-row' })
    await expect(failed).rejects.not.toThrow(PERSON)
  }
})
