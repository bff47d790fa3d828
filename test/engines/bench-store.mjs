// @ts-check
/**
 * Accepted bindings a second on PostgreSQL 18, in one run: the store against one log with compare-and-set, and against tables of one's own
 * with row locks and `decideBinding`. Each process has eight clients, and each client has drivers and vehicles of its own. Ratios are what
 * counts; seconds depend on the machine. Needs `npm ci --prefix test/engines`:
 *
 *     node test/engines/bench-store.mjs [--bindings 100] [--warm 300] [--processes 1,2,4] [--delays 0,5] [--plans anew,kept] [--disk waits,later]
 *
 * A process that has just started runs code that is not compiled yet, which is most of its time in its first second. So each client
 * makes some bindings before it is measured, as a process has that runs for days: `--warm 0` measures the start.
 * A delay is milliseconds that each statement takes longer, as on a network. Plans are kept where each statement has a name, in all three
 * ways. A commit waits for the disk, or is flushed later (`synchronous_commit = off`), in all three ways. The server's time is that of its processors, on Linux: it tells the ways apart where the disk or others on the machine do not.
 */
import { fork } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import pg from 'pg'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
const CACHE = join(HERE, 'node_modules', '.cache')
const CLIENTS = 8
const WAYS = /** @type {const} */ (['one log', 'own tables', 'store'])
/** @typedef {(typeof WAYS)[number]} Way */
/** @typedef {{ url: string, schema: string, way: Way, process: number, warm: number, bindings: number, delay: number, plans: string, disk: string }} Task */

/** The library, and a server for the parent. @returns {Promise<any>} */
async function library() {
  const file = join(CACHE, 'bench-store.mjs')
  if (process.send === undefined) {
    mkdirSync(CACHE, { recursive: true })
    const contents = ['index', 'law/index', 'postgres/index']
      .map((name) => `export * from './src/${name}.ts'`)
      .join(';')
    const stdin = {
      contents: `${contents}; export { postgresServer } from './test/engines/engines.ts'`,
      resolveDir: ROOT,
    }
    const define = { 'import.meta.url': JSON.stringify(pathToFileURL(join(HERE, 'engines.ts')).href) }
    await build({ stdin, define, bundle: true, platform: 'node', format: 'esm', outfile: file, logLevel: 'warning' })
  }
  return await import(pathToFileURL(file).href)
}
const demerit = await library()

const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' }
/** The names of one client, those before it is measured first: a driver for each three vehicles. @param {Task} task @param {number} client */
function names({ process, warm, bindings }, client) {
  return Array.from({ length: warm + bindings }, (_, index) => ({
    driver: `d-${process}-${client}-${Math.floor(index / 3)}`,
    vehicle: `v-${process}-${client}-${index}`,
  }))
}
/** @param {Task} task */
function setUp(task) {
  const pairs = Array.from({ length: CLIENTS }, (_, client) => names(task, client)).flat()
  const owner = { kind: 'individual', id: 'o' }
  return [
    ...[...new Set(pairs.map(({ driver }) => driver))].map((id) => ({ type: 'enrolDriver', id, licence })),
    ...pairs.map(({ vehicle: id }) => ({ type: 'enrolVehicle', id, owner, plateType: '02', operating: false })),
  ]
}

/**
 * How each way makes its tables, and binds.
 *
 * @type {Record<Way, (query: (text: string, params: any[]) => Promise<{ rows: any[] }>, pool: any, task: Task, run: (on: any, text: string, values: any[]) => Promise<{ rows: any[] }>) => Promise<{ prepare: () => Promise<void>, bind: (driver: string, vehicle: string) => Promise<void> }>>}
 */
const OPEN = {
  store: async (query, _, task) => {
    const store = demerit.postgresStore({ query, rules: demerit.asReported, schema: task.schema })
    await store.migrate()
    return {
      prepare: async () => void (await store.executeMany(setUp(task))),
      bind: async (driver, vehicle) => {
        const command = { type: 'bind', driver, vehicle, channel: 'app', identityVerified: true }
        if ((await store.execute(command)).status !== 'accepted') throw new Error('not accepted')
      },
    }
  },
  'one log': async (query, _, { schema, ...task }) => {
    await query(`CREATE TABLE IF NOT EXISTS ${schema}.log (seq bigint PRIMARY KEY, event text NOT NULL)`, [])
    let registry = demerit.openRegistry(demerit.asReported)
    /** One catches up at a time. @type {Promise<void>} */
    let turn = Promise.resolve()
    const catchUp = async () => {
      const after = demerit.revisionOf(registry)
      const { rows } = await query(`SELECT event FROM ${schema}.log WHERE seq > $1 ORDER BY seq`, [String(after)])
      if (rows.length === 0 || demerit.revisionOf(registry) !== after) return
      const read = demerit.resume(
        registry,
        rows.map(({ event }) => JSON.parse(event)),
      )
      if (!read.ok) throw new Error('the log cannot be read')
      registry = read.value.registry ?? read.value
    }
    const execute = async (/** @type {object} */ command) => {
      for (;;) {
        const outcome = demerit.execute(registry, { ...command, at: Date.now() })
        if (outcome.status === 'refused' && outcome.code !== 'out-of-order') throw new Error(outcome.code)
        if (outcome.status === 'accepted') {
          const insert = `INSERT INTO ${schema}.log VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING seq`
          const { rows } = await query(insert, [String(outcome.event.seq), JSON.stringify(outcome.event)])
          if (rows.length > 0) return
        }
        turn = turn.then(catchUp)
        await turn
      }
    }
    return {
      prepare: async () => {
        for (;;) {
          await catchUp()
          const at = Date.now()
          const commands = setUp({ schema, ...task }).map((command) => ({ ...command, at }))
          const before = demerit.revisionOf(registry)
          const events = demerit.eventsOf(demerit.executeAll(registry, commands).registry).slice(before)
          const values = [JSON.stringify(events)]
          const insert = `INSERT INTO ${schema}.log SELECT (e->>'seq')::bigint, e::text FROM json_array_elements($1::json) e`
          const isWritten = await query(insert, values).then(
            () => true,
            () => false,
          )
          await catchUp()
          if (isWritten) return
        }
      },
      bind: (driver, vehicle) => execute({ type: 'bind', driver, vehicle, channel: 'app', identityVerified: true }),
    }
  },
  'own tables': async (query, pool, task, run) => {
    const { schema } = task
    await query(
      `DO $$ BEGIN PERFORM pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS ${schema}.drivers (id text PRIMARY KEY);
       CREATE TABLE IF NOT EXISTS ${schema}.vehicles (id text PRIMARY KEY, owner text, plate_type text);
       CREATE TABLE IF NOT EXISTS ${schema}.bindings (driver text, vehicle text, since bigint, PRIMARY KEY (driver, vehicle));
       CREATE INDEX IF NOT EXISTS own_vehicle ON ${schema}.bindings (vehicle); END $$`,
      [],
    )
    return {
      prepare: async () => {
        const ids = (/** @type {string} */ type) =>
          JSON.stringify(
            setUp(task)
              .filter((each) => each.type === type)
              .map(({ id }) => id),
          )
        await query(`INSERT INTO ${schema}.drivers SELECT json_array_elements_text($1::json)`, [ids('enrolDriver')])
        await query(`INSERT INTO ${schema}.vehicles SELECT json_array_elements_text($1::json), 'o', '02'`, [
          ids('enrolVehicle'),
        ])
      },
      bind: async (driver, vehicle) => {
        const client = await pool.connect()
        const ask = async (/** @type {string} */ text, /** @type {string[]} */ params = []) =>
          (await run(client, text, params)).rows
        try {
          await ask('BEGIN')
          await ask(`SELECT id FROM ${schema}.drivers WHERE id = $1 FOR UPDATE`, [driver])
          const [car] = await ask(`SELECT owner, plate_type FROM ${schema}.vehicles WHERE id = $1 FOR UPDATE`, [
            vehicle,
          ])
          const [of] = await ask(`SELECT count(*)::int AS n FROM ${schema}.bindings WHERE driver = $1`, [driver])
          const [on] = await ask(`SELECT count(*)::int AS n FROM ${schema}.bindings WHERE vehicle = $1`, [vehicle])
          const [both] = await ask(
            `SELECT count(*)::int AS n FROM ${schema}.bindings WHERE driver = $1 AND vehicle = $2`,
            [driver, vehicle],
          )
          const at = Date.now()
          const facts = {
            at,
            channel: 'app',
            driver,
            vehicle,
            vehicleOwner: car.owner,
            plateType: car.plate_type,
            pairBound: both.n > 0,
          }
          const counts = { driverBindings: of.n, vehicleBindings: on.n, identityVerified: true }
          const { verdict } = demerit.decideBinding({ ...facts, ...counts }, demerit.asReported)
          if (verdict !== 'permitted') throw new Error(verdict)
          await ask(`INSERT INTO ${schema}.bindings VALUES ($1, $2, $3)`, [driver, vehicle, String(at)])
          await ask('COMMIT')
        } finally {
          client.release()
        }
      },
    }
  },
}

if (process.send === undefined) await compare()
else process.once('message', (task) => void work(/** @type {Task} */ (task)))

/** One process: prepares, waits for the others, binds, and tells how many statements that took. @param {Task} task */
async function work(task) {
  const pool = new pg.Pool({
    connectionString: task.url,
    max: CLIENTS,
    // The connections of the bindings before are those of the measured ones.
    idleTimeoutMillis: 0,
    ...(task.disk === 'later' ? { options: '-c synchronous_commit=off' } : {}),
  })
  let statements = 0
  let busy = 0
  let isMeasured = false
  const slow = async () => {
    statements++
    if (isMeasured && task.delay > 0) await new Promise((resolve) => setTimeout(resolve, task.delay))
  }
  /** As the guide of the database has it. @type {Map<string, string>} */
  const kept = new Map()
  const run = async (/** @type {any} */ on, /** @type {string} */ text, /** @type {any[]} */ values) => {
    await slow()
    if (task.plans === 'anew') return await on.query(text, values)
    if (!kept.has(text) && kept.size < 100) kept.set(text, `plan-${kept.size}`)
    return await on.query({ name: kept.get(text), text, values })
  }
  const query = (/** @type {string} */ text, /** @type {any[]} */ params) => run(pool, text, params)
  const { prepare, bind } = await OPEN[task.way](query, pool, task, run)
  const bindAll = (/** @type {number} */ from, /** @type {number} */ to) =>
    Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (const { driver, vehicle } of names(task, client).slice(from, to)) await bind(driver, vehicle)
      }),
    )
  await prepare()
  await bindAll(0, task.warm)
  process.send?.('ready')
  await new Promise((resolve) => process.once('message', resolve))
  statements = 0
  isMeasured = true
  const cpu = process.cpuUsage()
  await bindAll(task.warm, task.warm + task.bindings)
  const used = process.cpuUsage(cpu)
  busy = (used.user + used.system) / 1000
  process.send?.({ statements, busy })
  await pool.end()
  process.disconnect?.()
}

async function compare() {
  const { values } = parseArgs({
    options: {
      bindings: { type: 'string', default: '100' },
      warm: { type: 'string', default: '300' },
      processes: { type: 'string', default: '1,2,4' },
      delays: { type: 'string', default: '0,5' },
      plans: { type: 'string', default: 'anew,kept' },
      disk: { type: 'string', default: 'waits,later' },
    },
  })
  const { url, remove } = await demerit.postgresServer()
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  let schemas = 0
  try {
    // Else the server looks after a table in the middle of one way or another.
    await admin.query('ALTER SYSTEM SET autovacuum = off')
    await admin.query('SELECT pg_reload_conf()')
    const { rows } = await admin.query('SHOW data_directory')
    const server = Number(readFileSync(join(rows[0].data_directory, 'postmaster.pid'), 'utf8').split('\n')[0])
    const list = (/** @type {string} */ text) => text.split(',')
    const rounds = list(values.disk).flatMap((disk) =>
      list(values.plans).flatMap((plans) =>
        list(values.delays).flatMap((delay) =>
          list(values.processes).map((processes) => ({
            disk,
            plans,
            delay: Number(delay),
            processes: Number(processes),
          })),
        ),
      ),
    )
    for (const { disk, plans, delay, processes } of rounds) {
      /** @type {Record<string, number>} */
      const speed = {}
      const row = `disk ${disk}, plans ${plans}, ${delay} ms, ${processes} × ${CLIENTS} clients`
      for (const way of WAYS) {
        const schema = `bench_${++schemas}`
        await admin.query(`CREATE SCHEMA ${schema}`)
        const bindings = Number(values.bindings)
        const tasks = Array.from({ length: processes }, (_, index) => {
          const among = { schema, process: index, warm: Number(values.warm), bindings }
          return { url, way, delay, plans, disk, ...among }
        })
        const { seconds, statements, busy, served } = await together(tasks, () => timeOf(server))
        const all = bindings * CLIENTS * processes
        speed[way] = all / seconds
        const shown = [
          `${Math.round(all / seconds)} a second`,
          `${(statements / all).toFixed(1)} statements, ${(busy / all).toFixed(2)} ms of this side's time and ${(served / all).toFixed(2)} ms of the server's a binding`,
        ]
        console.log(`${row}, ${way}: ${shown.join(', ')}`)
      }
      const ratio = (/** @type {Way} */ way) => ((speed.store ?? 0) / (speed[way] ?? 1)).toFixed(2)
      console.log(`${row}: the store is ${ratio('one log')} times one log, ${ratio('own tables')} times own tables`)
    }
  } finally {
    await admin.end()
    await remove()
  }
}

/** The milliseconds of processors that a server's processes have used, those that have ended too; 0 where that cannot be read. @param {number} server */
function timeOf(server) {
  /** Parent, own and ended children's ticks of a hundredth of a second. @param {string} pid */
  const ticksOf = (pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .map(Number)
      const [parent = 0, user = 0, system = 0, ended = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((at) => fields[at])
      return { parent, own: user + system, ended: ended + endedSystem }
    } catch {
      return { parent: 0, own: 0, ended: 0 }
    }
  }
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  const children = pids.map(ticksOf).filter(({ parent }) => parent === server)
  const { own, ended } = ticksOf(String(server))
  return 10 * (own + ended + children.reduce((sum, child) => sum + child.own, 0))
}

/** Lets processes begin at once, and waits for the last. @param {readonly Task[]} tasks @param {() => number} timeOfServer */
async function together(tasks, timeOfServer) {
  const children = []
  for (const task of tasks) {
    const child = fork(fileURLToPath(import.meta.url), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.send(task)
    await new Promise((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', (code) => (code === 0 ? undefined : reject(new Error(`a process ended with ${code}`))))
    })
    children.push(child)
  }
  const from = performance.now()
  const before = timeOfServer()
  const ended = await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve, reject) => {
          child.once('message', resolve)
          child.once('exit', (code) => (code === 0 ? undefined : reject(new Error(`a process ended with ${code}`))))
          child.send('go')
        }),
    ),
  )
  const sum = (/** @type {'statements' | 'busy'} */ name) => ended.reduce((so, each) => so + each[name], 0)
  const served = timeOfServer() - before
  return { seconds: (performance.now() - from) / 1000, statements: sum('statements'), busy: sum('busy'), served }
}
