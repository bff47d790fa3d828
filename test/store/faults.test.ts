/** What goes wrong around a store is told by a code, at once and without the id of a person: clocks, sequences, rows put in by hand, other people's tables. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { bindingSql, enrolDriver, enrolVehicle } from './commands.ts'
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
  const byHand = (schema: string, who: string, what: string, place?: readonly number[]) =>
    bindingSql(schema, who, what, place)

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
    expect(counted.statements).toBe(2)
    // Of a batch it is not known which.
    const many = [bind(PERSON, 'v1'), bind(PERSON, 'v2')]
    await expect(store.executeMany(many)).rejects.toMatchObject({ code: 'bad-row', id: '' })
  })

  test('bindings put in by hand that fill the cap: bad-row, with whom', async () => {
    const { schema } = await filled()
    for (const [index, what] of ['v1', 'v2', 'v3'].entries()) await db.run(byHand(schema, PERSON, what, [index + 1, 1]))
    const failed = counting(schema).store.execute(bind(PERSON, 'v4'))
    await expect(failed).rejects.toMatchObject({
      code: 'bad-row',
      table: 'bindings',
      id: `${PERSON} v4`,
      field: 'driver_place',
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
    expect(await store.verify()).toMatchObject({ ok: false, differences: [behind('1')] })
    await db.run(`SELECT setval('${schema}.position', 1, FALSE)`)
    expect(await store.verify()).toMatchObject({ ok: false, differences: [behind(null)] })
    await store.migrate()
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
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
    expect(await store.openViolationsFor(PERSON)).toEqual([])
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
        () => store.openViolationsFor(PERSON),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'bad-clock' })
    },
  )
})

describe('tables', () => {
  test('that are not there, and those of an older version, are told apart', async () => {
    const { schema } = await filled()
    const absent = postgresStore({ query: db.query, rules: asReported, schema: 'nowhere' })
    await expect(absent.execute(driver('d'))).rejects.toMatchObject({
      code: 'not-migrated',
      message: expect.stringContaining('not there'),
    })
    await db.run(`UPDATE ${schema}.migrations SET version = 0`)
    await expect(counting(schema).store.execute(driver('d'))).rejects.toMatchObject({
      code: 'not-migrated',
      message: expect.stringContaining('older version'),
    })
  })

  test.each<readonly [told: string, states: readonly string[], end: string]>([
    ['a start that waited for others begins again until they are done', ['40001', '42P07', '23505'], 'migrated'],
    ['in a transaction of the caller, it is told what stopped it', ['40001', '25P02'], '40001'],
    ['what has nothing to do with other starts is told at once', ['25P02', '40001'], '25P02'],
  ])('made by several at once: %s', async (_, states, end) => {
    const { schema } = await filled()
    const left = [...states]
    const query: Query = async (text, params) => {
      const code = left.shift()
      if (code !== undefined) throw Object.assign(new Error('stopped'), { code })
      return db.query(text, params)
    }
    const started = postgresStore({ query, rules: asReported, schema }).migrate()
    expect(
      await started.then(
        () => 'migrated',
        ({ code }) => code,
      ),
    ).toBe(end)
  })

  test('of another program are left as they are, and the server says which', async () => {
    await db.run('CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.events (id integer)')
    await expect(counting('elsewhere').store.migrate()).rejects.toThrow('"events" already exists')
    expect(
      await db.rows(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'elsewhere'`),
    ).toEqual([{ name: 'events' }])
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
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
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

  test('openViolationsFor() of nobody is invalid, at driver', async () => {
    const store = await filled()
    await expect(store.openViolationsFor(undefined as never)).rejects.toMatchObject({
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
  await db.run(`UPDATE ${schema}.events SET details = (details::jsonb || '{"${PERSON}": 1}')::json WHERE position = 1`)
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

test.each<readonly [record: string, mine: StoreCommand, other: StoreCommand]>([
  ['driver', bind(PERSON, 'v1'), { type: 'changeLicence', driver: PERSON, licence: { states: [], classes: ['C2'] } }],
  ['vehicle', bind(PERSON, 'v1'), bind('d2', 'v1')],
  ['party', vehicle('w1'), vehicle('w2')],
])(
  'a %s that another writer changed since it was read is read again: neither writer is lost',
  async (_, mine, other) => {
    const { schema, execute, verify } = await filled()
    let statements = 0
    const query: Query = async (text, params) => {
      if (++statements === 2) expect(await execute(other)).toMatchObject({ status: 'accepted' })
      return db.query(text, params)
    }
    const store = postgresStore({ query, rules: asReported, schema, now: () => START })
    expect(await store.execute(mine)).toMatchObject({ status: 'accepted' })
    expect(statements).toBe(4)
    expect(await verify()).toMatchObject({ ok: true, differences: [] })
  },
)
