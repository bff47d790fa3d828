import { fileURLToPath } from 'node:url'
import { parseLicenceNumber, parsePlate } from 'demerit'
import { postgresStore, type Query } from 'demerit/postgres'
import { cn } from 'demerit/rules'
import { service } from './app.ts'

// The store lies in DATABASE_URL, or, without it, in a PGlite of this process that ends with it.

/** One person in two writings is one person. */
const ids = { driver: parseLicenceNumber, vehicle: parsePlate }

interface Database {
  readonly query: Query
  /** The same for tables of a new version, which may take long to make. */
  readonly migrate: Query
  readonly end: () => Promise<void>
}

async function opened(url: string | undefined): Promise<Database> {
  if (url === undefined) {
    const { PGlite } = await import('@electric-sql/pglite')
    const db = await PGlite.create()
    const query: Query = (text, params) => db.query(text, params)
    return { query, migrate: query, end: () => db.close() }
  }
  const { default: pg } = await import('pg')
  // Nobody waits without end for a server that is not there or does not answer, or for a table that somebody else has locked.
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: WAIT, lock_timeout: WAIT })
  // Else an idle connection that is cut, as by a restart of the server, ends the process.
  pool.on('error', ({ message }) => log(JSON.stringify({ idle: message })))
  const query: Query = async (text, params) => {
    const statement = { text, values: params, query_timeout: 2 * WAIT }
    return pool.query(statement).catch(coded)
  }
  // Of its own, since one process waits here for another that makes the tables.
  const waiting = new pg.Pool({ connectionString: url, connectionTimeoutMillis: WAIT, max: 1 })
  waiting.on('error', ({ message }) => log(JSON.stringify({ idle: message })))
  const migrate: Query = (text, params) => waiting.query(text, params).catch(coded)
  return { query, migrate, end: async () => void (await Promise.all([pool.end(), waiting.end()])) }
}

/** What the server says has a code, as has what the network does. The rest is the driver's own, such as `Query read timeout`, and names nobody. */
function coded(error: Error & { code?: string }): never {
  error.code ??= error.message
  throw error
}

/** Milliseconds. */
const WAIT = 5_000
const DAY = 86_400_000

/** A driver, a vehicle of another owner bound yesterday, and a violation since: enough to try the page. */
async function seed(query: Query): Promise<void> {
  const yesterday = postgresStore({ query, rules: cn, ids, now: () => Date.now() - DAY })
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const
  const owner = { kind: 'individual', id: '110101199003070038' } as const
  await yesterday.executeMany([
    { type: 'enrolDriver', id: '110105194912310046', licence },
    { type: 'enrolVehicle', id: '京A12345', owner, plateType: '02', operating: false },
    { type: 'bind', driver: '110105194912310046', vehicle: '京A12345', channel: 'window', identityVerified: true },
  ])
  const occurredAt = new Date()
  // A page sends minutes.
  occurredAt.setUTCSeconds(0, 0)
  await postgresStore({ query, rules: cn, ids }).execute({
    type: 'recordViolation',
    id: 'V1',
    vehicle: '京A12345',
    occurredAt,
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring',
  })
}

const log = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function start(): Promise<void> {
  const { DATABASE_URL, PORT = '3000', HOST = '127.0.0.1' } = process.env
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : Number.NaN
  if (!(port < 65_536)) throw Object.assign(new Error('PORT is no port'), { code: 'bad-port' })
  const database = await opened(DATABASE_URL)
  const store = postgresStore({ query: database.query, rules: cn, ids })
  await postgresStore({ query: database.migrate, rules: cn }).migrate()
  if (DATABASE_URL === undefined) await seed(database.query)
  // After a failover connections may still lead to a server that takes no writes.
  const isWritable = async (): Promise<boolean> => {
    const { rows } = await database.query('SHOW transaction_read_only', [])
    return JSON.stringify(rows).includes('"off"')
  }
  const app = service({ store, isWritable, pages: fileURLToPath(new URL('./', import.meta.url)), log })

  /** Requests that are under way are answered; then the database is left. */
  const stop = async (): Promise<void> => {
    await app.close()
    await database.end()
    log(JSON.stringify({ stopped: true }))
    // A connection to a server that does not answer would keep the process.
    process.exit(0)
  }
  // Before it is said that it listens: whoever reads that may stop it.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  log(JSON.stringify({ listening: await app.listen({ port, host: HOST }) }))
}

// Of an error the log has the code, or its name: its text can hold the password of the address.
start().catch((error: Error & { readonly code?: string }) => {
  log(JSON.stringify({ failed: error.code ?? error.name }))
  process.exit(1)
})
