/** What the guide says of erasing a person: the vehicles that they bound can be used afterwards, and `verify` names what is gone. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import type { StoreCommand } from '../../src/postgres/index.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const
const owner = { kind: 'individual', id: 'owner' } as const
const bind = (driver: string): StoreCommand => ({
  type: 'bind',
  driver,
  vehicle: 'v',
  channel: 'app',
  identityVerified: true,
})

test('after a release the rows of a person can be deleted: their vehicle goes on, and verify names what has no event', async () => {
  const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
  const accepted = async (command: StoreCommand, key?: string) =>
    expect(await store.execute(command, key === undefined ? {} : { key })).toMatchObject({ status: 'accepted' })
  for (const id of ['gone', 'd1', 'd2', 'd3']) await accepted({ type: 'enrolDriver', id, licence })
  await accepted({ type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false })
  await accepted(bind('gone'), 'key')
  await accepted(bind('d1'))
  await accepted(bind('d2'))
  await accepted({ type: 'release', driver: 'gone', vehicle: 'v', by: 'driver' })
  for (const statement of [
    `DELETE FROM ${schema}.keys WHERE outcome::jsonb #>> '{event,driver}' = 'gone'`,
    `DELETE FROM ${schema}.points_step WHERE driver = 'gone'`,
    `DELETE FROM ${schema}.bindings WHERE driver = 'gone'`,
    `DELETE FROM ${schema}.events WHERE driver = 'gone'`,
    `DELETE FROM ${schema}.drivers WHERE id = 'gone'`,
    `DELETE FROM ${schema}.parties WHERE id = 'gone'`,
  ])
    await db.run(statement)

  expect(await store.execute(bind('gone'), { key: 'key' })).toMatchObject({ status: 'refused', code: 'unknown-driver' })
  await accepted(bind('d3'))
  await accepted({ type: 'release', driver: 'd1', vehicle: 'v', by: 'driver' })
  await accepted({ type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id: 'other' } })
  const { ok, differences } = await store.verify()
  expect([ok, [...new Set(differences.map(({ table, id }) => `${table} ${id}`))]]).toEqual([false, ['vehicles v']])
  // What the counts of a year and the wait need stays in the vehicle's record.
  const [row] = await db.rows(`SELECT record::text AS record FROM ${schema}.vehicles WHERE id = 'v'`)
  expect(String(row?.record)).toContain('"gone"')
})

test('the list of the guide leaves the id in the records of vehicles and violations alone', async () => {
  let now = START
  const { schema, ...store } = await db.store({ rules: asReported, now: () => now })
  const id = '张gone'
  const accepted = async (command: StoreCommand, key?: string) => {
    now += 60_000
    expect(await store.execute(command, key === undefined ? {} : { key })).toMatchObject({ status: 'accepted' })
  }
  await accepted({
    type: 'enrolVehicle',
    id: 'w',
    owner: { kind: 'individual', id },
    plateType: '02',
    operating: false,
  })
  await accepted({ type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false })
  await accepted({ type: 'enrolDriver', id, licence }, 'enrolled')
  await accepted({ type: 'enrolDriver', id: 'd1', licence })
  await accepted(bind(id), 'bound')
  await accepted({ type: 'bind', driver: 'd1', vehicle: 'w', channel: 'app', identityVerified: true })
  await accepted({
    type: 'recordViolation',
    id: 'x',
    vehicle: 'v',
    occurredAt: now,
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring',
  })
  await accepted({ type: 'handle', violation: 'x', driver: id, channel: 'app', identityVerified: true }, 'handled')
  // Refused: the outcome does not name them, the command does.
  await store.execute({ type: 'release', driver: id, vehicle: 'w', by: 'driver' }, { key: 'refused' })
  await accepted({ type: 'release', driver: id, vehicle: 'v', by: 'driver' })
  await accepted({ type: 'transferVehicle', vehicle: 'w', to: { kind: 'individual', id: 'other' } })
  await accepted({ type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id } })
  await accepted({ type: 'transferVehicle', vehicle: 'v', to: owner }, 'sold')
  await accepted({ type: 'enrolDriver', id: 'd2', licence })

  const list = readFileSync('docs/guides/database.md', 'utf8').match(/```sql\n(-- Erase[^`]*)```/)?.[1] ?? ''
  const { next } = await store.events({ limit: 100 })
  for (const statement of list.split(';').filter((each) => each.trim() !== ''))
    await db.run(
      statement
        .replaceAll('demerit.', `${schema}.`)
        .replaceAll('$1', `'${id}'`)
        .replaceAll('$2', `'${encodeURIComponent(id)}'`),
    )
  const left: string[] = []
  for (const { name } of await db.rows(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${schema}'`,
  ))
    for (const { row } of await db.rows(`SELECT t::text AS row FROM ${schema}."${name}" t`))
      if (String(row).includes(id) || String(row).includes(encodeURIComponent(id))) left.push(String(name))
  expect(left.toSorted()).toEqual(['vehicles', 'violations'])
  expect(await db.rows(`SELECT key FROM ${schema}.keys`)).toEqual([{ key: 'sold' }])
  expect(await store.events({ after: next })).toEqual({ events: [], next })

  // Their vehicles go on.
  await accepted({ type: 'bind', driver: 'd1', vehicle: 'w', channel: 'app', identityVerified: true })
  await accepted(bind('d1'))
  const { differences } = await store.verify()
  expect([...new Set(differences.map(({ table }) => table))].toSorted()).toEqual([
    'bindings',
    'drivers',
    'events',
    'owners',
    'parties',
    'vehicles',
    'violations',
  ])
})
