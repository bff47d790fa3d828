// @ts-check
/**
 * What a store of a size takes: bytes a violation that was recorded, handled and paid, and the times of writing, of a follower's `events`, of `erase` and of
 * `verify`. Each size is a schema of its own. Needs `npm ci --prefix test/engines`, and a server; `--before` is the folder of an older package:
 *
 *     DATABASE_URL=postgresql://… node test/bench/store-size.mjs [--events 100000,400000] [--before folder]
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const HERE = dirname(fileURLToPath(import.meta.url))
const pg = createRequire(join(HERE, '../engines/package.json'))('pg')
const { values } = parseArgs({
  options: { events: { type: 'string', default: '100000,400000' }, before: { type: 'string' } },
})
const folder = values.before ?? join(HERE, '../..')
const load = (/** @type {string} */ file) => import(pathToFileURL(join(folder, 'dist', file)).href)
const { postgresStore } = await load('postgres.js')
const { cn } = await load('rules.js')
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
/** @param {string} text @param {string[]} params */
const query = async (text, params) => await pool.query(text, params)
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' }
/** Tables that a violation fills; older packages have all of them. */
const TABLES = ['events', 'violations', 'handlings', 'points_step', 'keys']
/** Commands of one call. */
const BATCH = 1_000

/** @template T @param {string} what @param {number} per @param {() => Promise<T>} act @returns {Promise<T>} */
async function timed(what, per, act) {
  const begun = performance.now()
  const answer = await act()
  const ms = performance.now() - begun
  console.log(`  ${what}: ${(ms / 1_000).toFixed(2)} s, ${(ms / per).toFixed(4)} ms each of ${per}`)
  return answer
}

for (const events of values.events.split(',').map(Number)) {
  const schema = `size_${events}`
  await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  const store = postgresStore({ query, rules: cn, schema })
  await store.migrate()
  // A driver handles two violations of two points in a period, and each vehicle is in one person's name.
  const violations = Math.floor(events / 3)
  const drivers = Math.ceil(violations / 2)
  /** @type {(n: number) => any[]} */
  const enrolled = (n) => [
    { type: 'enrolDriver', id: `d${n}`, licence },
    {
      type: 'enrolVehicle',
      id: `v${n}`,
      owner: { kind: 'individual', id: 'o' },
      plateType: '02',
      operating: false,
    },
  ]
  /** @type {(n: number) => any[]} */
  const acts = (n) => {
    const id = `x${n}`
    const driver = `d${Math.floor(n / 2)}`
    const found = { occurredAt: Date.now() - 1_000, fine: 10_000, points: 2, recordedBy: 'monitoring' }
    return [
      { type: 'recordViolation', id, vehicle: `v${Math.floor(n / 2)}`, ...found },
      { type: 'handle', violation: id, driver, channel: 'window', offenderPresent: true, identityVerified: true },
      { type: 'payFine', violation: id },
    ]
  }
  /** @param {number} count @param {(n: number) => any[]} make */
  const write = async (count, make) => {
    /** @type {any[]} */
    let waiting = []
    for (let n = 0; n < count; n++) {
      waiting.push(...make(n))
      if (waiting.length < BATCH && n < count - 1) continue
      const refused = (await store.executeMany(waiting)).find((/** @type {any} */ { status }) => status !== 'accepted')
      if (refused !== undefined) throw new Error(JSON.stringify(refused).slice(0, 500))
      waiting = []
    }
  }
  const size = async () =>
    Number(
      (
        await pool.query(
          `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c WHERE c.relnamespace = '${schema}'::regnamespace AND c.relname = ANY($1)`,
          [TABLES],
        )
      ).rows[0].bytes,
    )

  console.log(`${schema}`)
  await write(drivers + 1, enrolled)
  const before = await size()
  await timed('written', violations * 3, () => write(violations, acts))
  await pool.query(`VACUUM ANALYZE ${schema}.events`)
  console.log(`  ${((await size()) - before) / violations} bytes a violation recorded, handled and paid`)
  const total = violations * 3 + (drivers + 1) * 2
  await timed('events', total, async () => {
    for (let after, count = 0; count < total; ) {
      const page = await store.events({ after, limit: BATCH })
      count += page.events.length
      after = page.next
      if (page.events.length === 0) throw new Error(`${count} events of ${total}`)
    }
  })
  await timed('erase', 1, () => store.erase('d1', 'somebody'))
  const verified = await timed('verify', total, () => store.verify({ keep: true }))
  if (!verified.ok) throw new Error(JSON.stringify(verified).slice(0, 500))
  await write(1, () => acts(violations))
  await timed('verify of what came since', 1, () => store.verify({ since: verified.until, keep: true }))
}
await pool.end()
