/** The store as the kit sees another system: emptied between histories, its clock that of each command. */

import { parseInstant } from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import type { Adapter } from '../../src/testing/index.ts'

export async function storeAdapter(query: Query, schema: string): Promise<Adapter> {
  await postgresStore({ query, rules: asReported, schema }).migrate()
  const tables = [
    'events',
    'keys',
    'points_step',
    'handlings',
    'violations',
    'bindings',
    'owners',
    'vehicles',
    'drivers',
    'parties',
  ]
  return {
    reset: async () => {
      await query(`TRUNCATE ${tables.map((name) => `${schema}.${name}`).join(', ')}`, [])
    },
    execute: async ({ at, ...command }) => {
      const read = parseInstant(at)
      // The store stamps, so an invalid time cannot reach it.
      if (!read.ok) return { status: 'invalid' }
      // Commands come at the same time, each with a clock of its own.
      const now = Date.parse(read.value)
      const store = postgresStore({ query, rules: asReported, schema, now: () => now, maxClockStep: 0 })
      const outcome = await store.execute(command as StoreCommand)
      return { status: outcome.status, code: outcome.status === 'refused' ? outcome.code : undefined }
    },
    bindings: async () => {
      const { rows } = await query(
        `SELECT driver, vehicle, since::text AS since FROM ${schema}.bindings WHERE released_at IS NULL`,
        [],
      )
      return (rows as { driver: string; vehicle: string; since: string }[]).map(({ since, ...pair }) => ({
        ...pair,
        since: Number(since),
      }))
    },
    handled: async () =>
      (await query(`SELECT violation, driver FROM ${schema}.handlings WHERE revoked_at IS NULL`, [])).rows as {
        violation: string
        driver: string
      }[],
  }
}
