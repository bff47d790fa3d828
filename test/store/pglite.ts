/** One PostgreSQL in this process for all tests of a file; each test has a schema of its own. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { postgresStore, type Query, type Store, type StoreOptions } from '../../src/postgres/index.ts'

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

/** An empty database of this version of PGlite: to make one is most of a start, so it is made once and kept beside the packages. */
const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const { version } = JSON.parse(readFileSync(join(PACKAGES, '@electric-sql/pglite/package.json'), 'utf8'))
const EMPTY = join(PACKAGES, `.cache/demerit/pglite-${version}.tar`)

async function started(): Promise<PGlite> {
  if (!existsSync(EMPTY)) {
    const db = await PGlite.create()
    const dump = await db.dumpDataDir('none')
    await db.close()
    mkdirSync(dirname(EMPTY), { recursive: true })
    // Whole or not at all, whoever else is at it.
    const whole = `${EMPTY}.${process.pid}`
    writeFileSync(whole, new Uint8Array(await dump.arrayBuffer()))
    renameSync(whole, EMPTY)
  }
  return PGlite.create({ loadDataDir: new Blob([readFileSync(EMPTY)]) })
}

export async function database(): Promise<Database> {
  const db = await started()
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
