/** `verify` holds a page of events at once, however long the history is, and leaves nothing behind. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, eventsOf, executeAll, openRegistry } from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query } from '../../src/postgres/index.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const at = '2018-09-10T09:00:00+08:00'
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const
const owner = { kind: 'individual', id: 'o' } as const

/** Pairs that bind and release: five events each. */
function history(pairs: number): readonly Command[] {
  return Array.from({ length: pairs }, (_, index): readonly Command[] => {
    const [driver, vehicle] = [`d${index}`, `v${index}`]
    return [
      { type: 'enrolDriver', id: driver, licence, at },
      { type: 'enrolVehicle', id: vehicle, owner, plateType: '02', operating: false, at },
      { type: 'bind', driver, vehicle, channel: 'app', identityVerified: true, at },
      { type: 'release', driver, vehicle, by: 'driver', at },
      { type: 'bind', driver, vehicle, channel: 'app', identityVerified: true, at },
    ]
  }).flat()
}

/** The most rows that one answer had, and the most characters that were sent, while a history of `pairs` pairs was verified. */
async function watched(pairs: number) {
  const { schema, importLog } = await db.store({ rules: asReported })
  await importLog(eventsOf(executeAll(openRegistry(asReported), history(pairs)).registry))
  const most = { rows: 0, sent: 0, calls: 0 }
  const query: Query = async (text, params) => {
    const answer = await db.query(text, params)
    most.calls++
    most.rows = Math.max(most.rows, answer.rows.length)
    most.sent = Math.max(most.sent, ...params.map((param) => param.length))
    return answer
  }
  expect(await postgresStore({ query, rules: asReported, schema }).verify()).toMatchObject({
    ok: true,
    differences: [],
  })
  return most
}

test('what is read and sent at once is the same for twice as many events', async () => {
  const [few, many] = [await watched(250), await watched(500)]
  expect(many.rows).toBeLessThanOrEqual(few.rows * 1.02)
  expect(many.sent).toBeLessThanOrEqual(few.sent * 1.02)
  expect(many.rows).toBeLessThan(3_000)
  expect(many.calls).toBeLessThan(few.calls * 2)
  expect(await db.rows(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '%verify%'`)).toEqual([])
})

test('of many rows that differ the first thousand are told, and no copy is left when the rows cannot be read', async () => {
  const { schema, ...store } = await db.store({ rules: asReported })
  const many = history(1_001).filter(({ type }) => type === 'enrolVehicle')
  await store.importLog(eventsOf(executeAll(openRegistry(asReported), many).registry))
  await db.run(`UPDATE ${schema}.vehicles SET plate_type = '01'`)
  const { ok, differences } = await store.verify()
  expect([ok, differences.length]).toEqual([false, 1_000])
  expect(differences[0]).toMatchObject({ table: 'vehicles', field: 'plate_type', expected: '02', found: '01' })
  await db.run(`UPDATE ${schema}.events SET details = '7' WHERE position = 3`)
  expect((await store.verify()).differences[0]).toEqual({
    table: 'events',
    id: '3',
    field: 'event',
    expected: null,
    found: 'invalid',
  })
  expect(await db.rows(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '%verify%'`)).toEqual([])
})
