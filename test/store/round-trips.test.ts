/** What a command costs is round trips: counted here, for every kind of command, where a bench could only time them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMAND_TYPES } from '../../src/index.ts'
import { asReported, cn, reform } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { HISTORY } from './history.ts'
import { type Database, database } from './pglite.ts'

const TOLD = {
  id: 'told',
  occurredAt: '2024-11-05T09:00:00+08:00',
  handledAt: '2024-11-06T09:00:00+08:00',
  points: 3,
  fine: 20_000,
}
/** What the history of the golden dumps has not. */
const MORE: typeof HISTORY = [
  [0, { type: 'changeVehicle', vehicle: 'v1', plateType: '52', operating: true }],
  [0, { type: 'deregisterVehicle', vehicle: 'v1', because: 'scrapped' }],
  [0, { type: 'changeLicence', driver: 'd2', licence: { states: ['revoked'], classes: [] } }],
  [0, { type: 'reissueLicence', driver: 'd2', licence: { states: [], classes: ['C1'], firstIssuedOn: '2024-11-05' } }],
  [0, { type: 'tellHistory', driver: 'd2', history: { violations: [TOLD] } }],
]

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

test('every kind of command takes two statements where it is accepted, and one where it is refused without a key', async () => {
  let now = Date.parse('2024-11-04T09:00:00+08:00')
  let calls = 0
  const query: Query = async (text, params) => {
    calls++
    return await db.query(text, params)
  }
  const store = postgresStore({ query, rules: cn, schema: 'counted', now: () => now })
  await store.migrate()
  const seen = new Set<string>()
  for (const [days, command, key] of [...HISTORY, ...MORE]) {
    now += days * 86_400_000
    calls = 0
    const { status } = await store.execute(command, key === undefined ? {} : { key })
    expect([command.type, status, calls]).toEqual([
      command.type,
      status,
      status === 'accepted' || key !== undefined ? 2 : 1,
    ])
    if (status === 'accepted') seen.add(command.type)
  }
  expect(COMMAND_TYPES.filter((type) => !seen.has(type))).toEqual(['completeFullScoreStudy'])
  calls = 0
  await store.execute(HISTORY[4]?.[1] as never, { key: 'key-1' })
  expect(calls).toBe(1)
  calls = 0
  await store.outcomeOf(HISTORY[4]?.[1] as never, 'key-1')
  expect(calls).toBe(1)
  calls = 0
  const many = Array.from({ length: 500 }, (_, index) => ({
    type: 'enrolVehicle' as const,
    id: `many-${index}`,
    owner: { kind: 'unit' as const, id: 'u' },
    plateType: '02' as const,
    operating: false,
  }))
  const keys = many.map(({ id }) => id)
  expect((await store.executeMany(many, { keys })).every(({ status }) => status === 'accepted')).toBe(true)
  expect(calls).toBe(2)
  calls = 0
  await store.executeMany(many, { keys })
  expect(calls).toBe(1)
})

/** A store whose statements are told. */
async function heard(rules: typeof asReported) {
  const texts: string[] = []
  const store = await db.store({ rules })
  const query: Query = async (text, params) => {
    texts.push(text)
    return await db.query(text, params)
  }
  return { ...store, execute: postgresStore({ query, rules, schema: store.schema }).execute, texts }
}

test('commands of one kind are the same two statements whomever they are about, so that a server can keep their plans', async () => {
  const store = await heard(asReported)
  const ids = Array.from({ length: 40 }, (_, index) => String(index))
  await store.executeMany(ids.flatMap((id) => [enrolDriver(`d${id}`), enrolVehicle(`v${id}`, 'o')]))
  const statuses = new Set<string>()
  for (const id of ids) statuses.add((await store.execute(bind(`d${id}`, `v${id}`))).status)
  for (const id of ids) statuses.add((await store.execute(bind(`d${id}`, `v${id}`))).status)
  expect([...statuses]).toEqual(['accepted', 'refused'])
  expect(store.texts.length).toBe(120)
  expect(new Set(store.texts).size).toBe(2)
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
})

test.each([1, 4, 5, 30])('a command that ends %i bindings at once takes two statements as well', async (many) => {
  const CAPS: readonly string[] = ['driver-cap', 'vehicle-cap']
  const free = reform(asReported, (draft) => {
    draft.bind = draft.bind.filter(({ rule }) => !CAPS.includes(rule))
  })
  const store = await heard(free)
  const ids = Array.from({ length: many }, (_, index) => String(index))
  await store.executeMany([
    enrolDriver('d'),
    enrolVehicle('v', 'o'),
    ...ids.flatMap((id) => [enrolDriver(`d${id}`), enrolVehicle(`v${id}`, 'o')]),
    ...ids.flatMap((id) => [bind('d', `v${id}`), bind(`d${id}`, 'v')]),
    enrolDriver('other'),
    bind('other', 'v0'),
  ])
  const to = { kind: 'unit', id: 'u' } as const
  for (const command of [
    { type: 'transferVehicle', vehicle: 'v', to },
    { type: 'changeLicence', driver: 'd', licence: { states: ['cancelled'], classes: ['C1'] } },
  ] as const) {
    store.texts.length = 0
    expect((await store.execute(command)).status).toBe('accepted')
    expect(store.texts.length).toBe(2)
  }
  const open = `SELECT count(*)::int AS n, count(released_seq)::int AS ended FROM ${store.schema}.bindings`
  expect(await db.rows(open)).toEqual([{ n: 2 * many + 1, ended: 2 * many }])
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
})

test('each record is read once, however many commands of a batch lead to it', async () => {
  let drivers = 0
  const query: Query = async (text, params) => {
    const answer = await db.query(text, params)
    drivers += (answer.rows as readonly { kind?: unknown }[]).filter(({ kind }) => kind === 'driver').length
    return answer
  }
  const store = postgresStore({
    query,
    rules: asReported,
    schema: 'once',
    now: () => Date.parse('2018-06-01T09:00:00+08:00'),
  })
  await store.migrate()
  const ids = Array.from({ length: 30 }, (_, index) => `x${index}`)
  const batches: readonly (readonly StoreCommand[])[] = [
    [enrolDriver('d'), enrolVehicle('v', 'd')],
    ids.map((id) => ({
      type: 'recordViolation',
      id,
      vehicle: 'v',
      occurredAt: '2018-05-31T09:00:00+08:00',
      fine: 20000,
      points: 0,
      recordedBy: 'monitoring',
    })),
    ids.map((violation) => ({
      type: 'handle',
      violation,
      driver: 'd',
      channel: 'app',
      offenderPresent: true,
      identityVerified: true,
    })),
  ]
  for (const batch of batches)
    expect((await store.executeMany(batch)).map(({ status }) => status)).toEqual(batch.map(() => 'accepted'))
  drivers = 0
  const paid = await store.executeMany(ids.map((violation) => ({ type: 'payFine', violation }) as const))
  expect([paid.map(({ status }) => status), drivers]).toEqual([ids.map(() => 'accepted'), 1])
})
