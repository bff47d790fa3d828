/** One PostgreSQL in this process for all tests of a file; each test has a schema of its own. */
import { afterAll, beforeEach } from 'vitest'
import { postgresStore, type Query, type Store, type StoreOptions } from '../../src/postgres/index.ts'
import { emptyDatabase } from '../support/pglite.ts'

export interface Database {
  readonly query: Query
  /** Runs statements by hand, as in psql. */
  readonly run: (sql: string) => Promise<void>
  readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>
  /** A store in a new schema, its tables made. */
  readonly store: (
    options: Pick<StoreOptions, 'rules'> & Partial<StoreOptions>,
  ) => Promise<Store & { readonly schema: string }>
  readonly close: () => Promise<void>
}

/** For the tests of a file, so many at a time: each schema makes `verify()` slower, since it reads the catalogs of all. */
export function databaseFor(tests: number): Database {
  let db: Database | undefined
  let begun = tests
  const current = () => db as Database
  beforeEach(async () => {
    if (begun++ < tests) return
    await db?.close()
    db = await database()
    begun = 1
  })
  afterAll(() => db?.close())
  return {
    query: (text, params) => current().query(text, params),
    run: (sql) => current().run(sql),
    rows: (sql) => current().rows(sql),
    store: (options) => current().store(options),
    close: () => current().close(),
  }
}

export async function database(): Promise<Database> {
  const db = await emptyDatabase()
  const query: Query = async (text, params) => ({ rows: (await db.query(text, params)).rows })
  let schemas = 0
  return {
    query,
    run: async (sql) => void (await db.exec(sql)),
    rows: async (sql) => (await db.query<Record<string, unknown>>(sql)).rows,
    store: async (options) => {
      const schema = `store_${++schemas}`
      const store = postgresStore({ query, schema, ...options })
      await store.migrate()
      return { ...store, schema }
    },
    close: () => db.close(),
  }
}
