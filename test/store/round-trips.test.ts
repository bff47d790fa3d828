/** What a command costs is round trips: counted here, for every kind of command, where a bench could only time them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMAND_TYPES } from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import { postgresStore, type Query } from '../../src/postgres/index.ts'
import { HISTORY } from './history.ts'
import { type Database, database } from './pglite.ts'

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
  for (const [days, command, key] of HISTORY) {
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
  expect(COMMAND_TYPES.filter((type) => !seen.has(type))).toEqual(['completeStudy'])
  calls = 0
  await store.execute(HISTORY[4]?.[1] as never, { key: 'key-1' })
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
