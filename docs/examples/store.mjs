// @ts-check
// A registry in PostgreSQL: node docs/examples/store.mjs. Beside demerit it needs @electric-sql/pglite, which runs in this process, or with
// DATABASE_URL pg: npm install demerit @electric-sql/pglite pg

import { postgresStore } from 'demerit/postgres'
import { asReported } from 'demerit/rules'

const url = process.env.DATABASE_URL
/** @returns {Promise<{ query: import('demerit/postgres').Query, end: () => Promise<void> }>} */
async function opened() {
  if (url === undefined) {
    const { PGlite } = await import('@electric-sql/pglite')
    const db = await PGlite.create()
    return { query: (text, params) => db.query(text, params), end: () => db.close() }
  }
  const { default: pg } = await import(String('pg'))
  const pool = new pg.Pool({ connectionString: url })
  // Else an idle connection that is cut, as by a restart of the server, ends the process.
  pool.on('error', (/** @type {Error} */ { message }) => console.error(message))
  return { query: (text, params) => pool.query(text, params), end: () => pool.end() }
}

const { query, end } = await opened()
const store = postgresStore({ query, rules: asReported, schema: `example_${Date.now()}` })
await store.migrate()

const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' }
const owner = { kind: 'individual', id: 'owner' }
await store.execute({ type: 'enrolDriver', id: 'driver', licence })
for (const id of ['v1', 'v2', 'v3', 'v4']) {
  await store.execute({ type: 'enrolVehicle', id, owner, plateType: '02', operating: false })
  const outcome = await store.execute({
    type: 'bind',
    driver: 'driver',
    vehicle: id,
    channel: 'app',
    identityVerified: true,
  })
  console.log(id, outcome.status, 'code' in outcome ? outcome.code : '')
}

// A follower goes on from where it stopped: it misses no event and gets none twice.
const { events, next } = await store.events({ limit: 100 })
console.log(events.length, 'events, up to a position:', next !== '0-0')
console.log((await store.verify()).ok)
await end()
