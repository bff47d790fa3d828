/** What each driver is to the store: one line, without a cast. Compiled against the drivers' own types by drivers.test.ts. */
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import postgres from 'postgres'
import type { Query } from '../../../src/postgres/index.ts'

export interface Opened {
  readonly query: Query
  readonly end: () => Promise<void>
}

/** node-postgres: a pool, or a client. */
export function nodePostgres(url: string): Opened {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  return { query: (text, params) => pool.query(text, params), end: () => pool.end() }
}

/** postgres.js answers with the rows alone. */
export function postgresJs(url: string): Opened {
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  return { query: async (text, params) => ({ rows: await sql.unsafe(text, params) }), end: () => sql.end() }
}

/** PGlite: a PostgreSQL in this process. */
export async function pglite(): Promise<Opened> {
  const db = await PGlite.create()
  return { query: (text, params) => db.query(text, params), end: () => db.close() }
}
