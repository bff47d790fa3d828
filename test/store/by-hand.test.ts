/** Rows and tables that somebody changed by hand are named with their place, and stop nothing but what is about them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMAND_TYPES, EVENT_TYPES } from '../../src/index.ts'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand, type Verified } from '../../src/postgres/index.ts'
import { DID, FIELDS as FIELDS_OF } from '../support/every-command.ts'
import { WHOLE } from '../support/whole.ts'
import { bindingSql, enrolDriver, enrolVehicle, eventSql } from './commands.ts'
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
describe('JSON that is none of the store', () => {
  test.each([
    ['a null character', `'"\\u0000"'`],
    ['a null character in a record', `'{"x":"\\u0000"}'`],
    ['a number without bounds', `'{"x":1e999999}'`],
    ['a text', `'"x"'`],
    ['lists that are none', `'{"bindings":{},"ended":7,"boundInYear":{"drivers":"x"},"handledByOthers":null}'`],
  ])(
    'of a record, %s: verify() names the row, and the forged binding beside it; commands and an erasure name it',
    async (_, json) => {
      const { run, ...store } = await filled()
      await run(`UPDATE $.vehicles SET record = ${json} WHERE id = 'v1'`)
      await run(bindingSql('$', 'd1', 'v2', [2, 2], '77'))
      const { differences } = await store.verify()
      expect(differences).toContainEqual(expect.objectContaining({ table: 'vehicles', id: 'v1', field: 'record' }))
      expect(differences).toContainEqual({
        table: 'bindings',
        id: 'd1 v2 77',
        field: '',
        expected: null,
        found: 'a row',
      })
      await expect(store.execute(bind('d2', 'v1'))).rejects.toMatchObject({
        code: 'bad-row',
        table: 'vehicles',
        id: 'v1',
      })
      await expect(store.erase('d1', 'e1')).rejects.toMatchObject({ code: 'bad-row', table: 'vehicles', id: 'v1' })
      expect(await db.rows(`SELECT id FROM ${store.schema}.drivers ORDER BY id`)).toEqual([{ id: 'd1' }, { id: 'd2' }])
    },
  )
})

describe('numbers that no server comes to', () => {
  test.each([
    ['position', { position: '9223372036854775806' }],
    ['transaction', { position: '9', transaction: `'18446744073709551615'` }],
    ['transaction', { position: '9', transaction: `'9223372036854775000'` }],
    ['position', { position: '9007199254740991' }],
    ['transaction', { position: '9', transaction: `'9007199254740991'` }],
  ])('migrate() names the event by its %s and moves nothing; without the row all is well', async (field, columns) => {
    const { run, ...store } = await filled()
    await run(eventSql(store.schema, columns))
    await expect(store.migrate()).rejects.toMatchObject({ code: 'bad-row', table: 'events', field })
    expect((await store.execute(enrolDriver('d3'))).status).toBe('accepted')
    expect((await store.verify()).ok).toBe(false)
    await run(`DELETE FROM $.events WHERE driver = 'hand'`)
    await store.migrate()
    expect((await store.execute(enrolDriver('d4'))).status).toBe('accepted')
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each([
    ['position', { position: '4503599627370496' }],
    ['transaction', { position: '9', transaction: `'4503599627370496'` }],
  ])(
    'the highest %s that anything is moved to leaves room: the events after it are the store’s own',
    async (_, columns) => {
      const { run, ...store } = await filled()
      await run(eventSql(store.schema, columns))
      await store.migrate()
      expect((await store.execute(enrolDriver('d3'))).status).toBe('accepted')
      await run(`DELETE FROM $.events WHERE driver = 'hand'`)
      await store.migrate()
      expect((await store.execute(enrolDriver('d4'))).status).toBe('accepted')
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    },
  )

  test('a version at the end of its column goes on from the first', async () => {
    const { run, ...store } = await filled()
    await run(`UPDATE $.drivers SET version = 2147483647; UPDATE $.vehicles SET version = 2147483647`)
    const released = await store.execute({ type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' })
    expect(released.status).toBe('accepted')
    await run(`UPDATE $.drivers SET version = 2147483647; UPDATE $.vehicles SET version = 2147483647`)
    expect(await store.erase('d2', 'e2')).toBeGreaterThan(0)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })
})

describe('tables that were changed', () => {
  test.each([
    ['rows that no event leads to', `INSERT INTO $.parties (id, kind) SELECT 'p' || n, 'unit'`],
    [
      'events that no law accepts',
      `INSERT INTO $.events (position, transaction, law, rule_set, type, "at", driver) SELECT nextval('$.position'), pg_current_xact_id(), 1, 'r', 'x', 1, 'hand'`,
    ],
  ])('a thousand %s are told; of more it is said that there are more', async (_, insert) => {
    const { run, ...store } = await filled()
    const told = async (): Promise<readonly [number, Verified['truncated']]> => {
      const { differences, truncated } = await store.verify()
      return [differences.length, truncated]
    }
    await run(`${insert} FROM generate_series(1, 1000) AS numbers(n)`)
    expect(await told()).toEqual([1_000, undefined])
    await run(`${insert} FROM generate_series(1001, 1001) AS numbers(n)`)
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

  test.each([[1], [2], [3], [100]])(
    'events of which two are malformed, %i a page: those before come first, then each is told with its position, from which a follower goes on',
    async (limit) => {
      const { run, ...store } = await filled()
      const { events: all } = await store.events()
      await run(`UPDATE $.events SET type = 'x' WHERE position IN (3, 6)`)
      const seen: string[] = []
      const bad: object[] = []
      for (let after = '0-0'; seen.length + bad.length < all.length; ) {
        const page = await store.events({ after, limit }).catch((error: { readonly position: string }) => error)
        if ('position' in page) bad.push(page)
        else seen.push(...page.events.map(({ position }) => position))
        after = 'position' in page ? page.position : page.next
      }
      const isBad = (id: string) => ({ code: 'bad-row', table: 'events', id, field: 'event.type' })
      expect(bad).toEqual(['3', '6'].map((id) => expect.objectContaining(isBad(id))))
      expect(seen).toEqual(all.flatMap(({ position }) => (/-[36]$/.test(position) ? [] : [position])))
    },
  )
})

/** On the history of the golden dumps: twelve points, the study for them, and a deduction that takes off all that is left whichever way. */
const LATER: readonly StoreCommand[] = [
  {
    type: 'recordViolation',
    id: 'x4',
    vehicle: 'v1',
    occurredAt: '2024-11-05T08:50:00+08:00',
    fine: 200_00,
    points: 12,
    recordedBy: 'monitoring',
  },
  { type: 'handle', violation: 'x4', driver: 'd1', channel: 'window', identityVerified: true, offenderPresent: true },
  { type: 'payFine', violation: 'x4' },
  { type: 'completeFullScoreStudy', driver: 'd1', days: 7, tests: ['theory'] },
  {
    type: 'recordViolation',
    id: 'x5',
    vehicle: 'v1',
    occurredAt: '2024-11-05T08:55:00+08:00',
    fine: 200_00,
    points: 1,
    recordedBy: 'monitoring',
  },
  { type: 'handle', violation: 'x5', driver: 'd1', channel: 'window', identityVerified: true, offenderPresent: true },
  { type: 'deductByStudy', driver: 'd1', way: 'online' },
  { type: 'changeVehicle', vehicle: 'v1', plateType: '52', operating: false },
  { type: 'deregisterVehicle', vehicle: 'v2', because: 'scrapped' },
  { type: 'enrolDriver', id: 'd3', licence: { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } },
  { type: 'changeLicence', driver: 'd3', licence: { states: ['revoked'], classes: [] } },
  { type: 'reissueLicence', driver: 'd3', licence: { states: [], classes: ['C1'], firstIssuedOn: '2024-11-05' } },
  { type: 'enrolDriver', id: 'd4', licence: { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } },
  { type: 'changeLicence', driver: 'd4', licence: { states: ['locked'], classes: ['C1'] } },
  {
    type: 'tellHistory',
    driver: 'd4',
    history: {
      violations: [
        {
          id: 'g4',
          occurredAt: '2024-10-05T08:00:00+08:00',
          handledAt: '2024-10-06T08:00:00+08:00',
          points: 3,
          fine: 200_00,
        },
      ],
    },
  },
]

/** Each run edits one in so many of the fields that rows repeat, by its seed. */
const SHARES = 8
/** Fields of events that no row repeats and nothing follows from, each with another value that is allowed: nobody finds the edit. */
const ALONE: { readonly [event: string]: { readonly [field: string]: string } } = {
  'driver-enrolled': { licence: '{"states":[],"classes":["C1","D"],"firstIssuedOn":"2012-04-01"}' },
  'vehicle-bound': { ownerConsent: '"sms"', identityVerified: 'false' },
  'binding-released': { by: '"owner"' },
  'violation-withdrawn': { ground: '"other"' },
  'violation-handled': { offenderPresent: 'true', identityVerified: 'false' },
  'handling-revoked': { ground: '"penalty-revoked"' },
  'points-deducted': { way: '"service"' },
  'full-score-study-completed': { days: '30', tests: '["theory","field"]' },
}
/** Every field of every event but its time: whether rows repeat it or it follows from them, or else another value. */
const FIELDS: { readonly [event: string]: { readonly [field: string]: 'repeated' | string } } = Object.fromEntries(
  COMMAND_TYPES.map((type) => {
    const fields = [...FIELDS_OF[type], ...DID[type]].filter((field) => field !== 'at')
    const event = EVENT_TYPES[type]
    return [event, Object.fromEntries(fields.map((field) => [field, ALONE[event]?.[field] ?? 'repeated']))]
  }),
)
/** Which column a field of an event stands in; the others are in its details. */
const COLUMN: Readonly<Record<string, string>> = {
  driver: 'driver',
  vehicle: 'vehicle',
  violation: 'violation',
  owner: 'party',
  to: 'party',
  from: 'former',
  endedBindings: 'others',
  vehicles: 'others',
  'driver-enrolled id': 'driver',
  'vehicle-enrolled id': 'vehicle',
  'violation-recorded id': 'violation',
}
const editOf = (type: string, field: string, value: string) => {
  const column = COLUMN[`${type} ${field}`] ?? COLUMN[field]
  return column === undefined
    ? `details = jsonb_set(details::jsonb, '{${field}}', '${value}')::json`
    : column === 'others'
      ? "others = ARRAY['z']"
      : `${column} = 'z'`
}
const EDITS = Object.entries(FIELDS).flatMap(([type, fields]) =>
  Object.entries(fields).flatMap(([field, value]) => (value === 'repeated' ? [] : [[field, type, value] as const])),
)

describe('an event that was edited where the act stays lawful and no row differs', () => {
  let store: Awaited<ReturnType<Database['store']>>
  beforeAll(async () => {
    // A database of its own: each schema beside makes `verify()` slower.
    await db.close()
    db = await database()
    let now = Date.parse('2024-11-04T09:00:00+08:00')
    store = await db.store({ rules: cn, now: () => now })
    for (const [days, command] of HISTORY) {
      now += days * 86_400_000
      await store.execute(command)
    }
    for (const command of LATER) expect(await store.execute(command)).toMatchObject({ status: 'accepted' })
  })

  test('what a row repeats is found', async () => {
    const { schema } = store
    const others: Readonly<Record<string, string>> = {
      channel: '"window"',
      'violation-handled channel': '"app"',
      fine: '7',
      points: '2',
      recordedBy: '"on-scene"',
      operating: 'true',
      plateType: '"01"',
      occurredAt: '"2024-11-05T08:01:00.000+08:00"',
      licence: '{"states":["expired"],"classes":["C1","D"]}',
      owner: '{"kind":"individual","id":"z"}',
      to: '{"kind":"individual","id":"z"}',
    }
    const edits = Object.entries(FIELDS).flatMap(([type, fields]) => {
      const repeated = Object.entries(fields).flatMap(([field, is]) => (is === 'repeated' ? [field] : []))
      expect(repeated.length).toBeGreaterThan(0)
      return repeated.map((field) => [type, field] as const)
    })
    const turn = Number(process.env.DEMERIT_SEED) % SHARES
    for (const [type, field] of edits.filter((_, index) => WHOLE || index % SHARES === turn)) {
      await db.run('BEGIN')
      const value = others[`${type} ${field}`] ?? others[field] ?? '"z"'
      const edited = await db.rows(
        `UPDATE ${schema}.events SET ${editOf(type, field, value)} WHERE position = (SELECT max(position) FROM ${schema}.events WHERE type = '${type}') RETURNING 1`,
      )
      expect([type, field, edited.length]).toEqual([type, field, 1])
      const { ok } = await store.verify()
      await db.run('ROLLBACK')
      expect([type, field, ok]).toEqual([type, field, false])
    }
  })

  test.each(EDITS)('%s of %s: verify() does not find it, as guide and THREATS say', async (name, type, value) => {
    // Of a licence that a later event replaced these are told: when it was first issued stays.
    const field = name === 'licence' ? 'states' : name
    const path = `{${name}}`
    const { schema } = store
    const [row] = await db.rows(
      `SELECT position::text AS position, details::text AS details FROM ${schema}.events WHERE type = '${type}' AND details::jsonb #> '${path}' <> '${value}' ORDER BY position ${type === 'violation-handled' ? '' : 'DESC'} LIMIT 1`,
    )
    expect(row).toBeDefined()
    const edited = { ...JSON.parse(String(row?.details)), [name]: JSON.parse(value) }
    await db.run('BEGIN')
    await db.run(`UPDATE ${schema}.events SET details = '${JSON.stringify(edited)}' WHERE position = ${row?.position}`)
    const verified = await store.verify()
    await db.run('ROLLBACK')
    expect(verified).toMatchObject({ ok: true, differences: [] })
    expect(readFileSync('docs/guides/database-operation.md', 'utf8')).toMatch(
      new RegExp(`edit is not\\s+found[^]*${field}[^]*\\[rights\\]`),
    )
    expect(readFileSync('docs/THREATS.md', 'utf8')).toContain('an event that was edited where the act stays lawful')
  })
})
