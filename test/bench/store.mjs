// @ts-check
/**
 * Commands a second on PostgreSQL: the store, beside tables by hand (row locks, facts counted by SQL, the library judging, one transaction and a log), a
 * function in the database that keeps the caps alone, and an older package of the store if its folder is given. One run, interleaved rounds,
 * medians; ratios are what counts. 40 % bindings, 20 % each of releases, records and handlings on 2,000 drivers and 3,000 vehicles.
 * Needs `npm ci --prefix test/engines`, and a server:
 *
 *     DATABASE_URL=postgresql://… node test/bench/store.mjs [--shapes 1x1,1x4,1x16,2x4] [--delays 0,2] [--rounds 3] [--commands 400] [--before folder]
 */
import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const HERE = dirname(fileURLToPath(import.meta.url))
const pg = createRequire(join(HERE, '../engines/package.json'))('pg')
const url = process.env.DATABASE_URL ?? ''
const DRIVERS = 2_000
const VEHICLES = 3_000
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' }
/** @typedef {{ bind(d: string, v: string): Promise<boolean>, release(d: string, v: string): Promise<boolean>, record(x: string, v: string): Promise<boolean>, handle(x: string, d: string, v: string): Promise<boolean> }} Acts */
/** @typedef {{ way: string, delay: number, clients: number, commands: number, process: number, round: number, library: string }} Task */

/** When the day and the year began in China. */
function beginnings() {
  const day = new Date(Date.now() + CHINA).toISOString().slice(0, 10)
  return [day, `${day.slice(0, 4)}-01-01`].map((each) => Date.parse(`${each}T00:00+08:00`))
}
const CHINA = 8 * 3_600_000

/** @param {number} ms */
const wait = (ms) => (ms === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, ms)))

/** Each way on one pool: what it makes once, and its acts. @type {Readonly<Record<string, (pool: any, delay: number, library: string) => Promise<{ setUp(): Promise<void>, acts: Acts }>>>} */
const WAYS = {
  store: (pool, delay, library) => storeOf(pool, delay, library, 'bench_store'),
  before: (pool, delay, library) => storeOf(pool, delay, library, 'bench_before'),
  hand: async (pool, delay, library) => {
    const { decideBinding, decideHandling } = await import(pathToFileURL(join(library, 'dist/index.js')).href)
    const { cn } = await import(pathToFileURL(join(library, 'dist/rules.js')).href)
    /** @param {(ask: (sql: string, values?: any[]) => Promise<any[]>) => Promise<boolean>} act */
    const inTransaction = async (act) => {
      const client = await pool.connect()
      /** @param {string} sql @param {any[]} [values] */
      const ask = async (sql, values) => {
        await wait(delay)
        return (await client.query(sql, values)).rows
      }
      try {
        await ask('BEGIN')
        const isDone = await act(ask)
        await ask(isDone ? 'COMMIT' : 'ROLLBACK')
        return isDone
      } finally {
        client.release()
      }
    }
    /** @param {string} sql @param {any[]} values */
    const alone = async (sql, values) => {
      await wait(delay)
      return (await pool.query(sql, values)).rowCount > 0
    }
    return {
      setUp: () => made(pool, HAND),
      acts: {
        bind: (d, v) =>
          inTransaction(async (ask) => {
            await ask('SELECT id FROM hand.drivers WHERE id = $1 FOR UPDATE', [d])
            const [vehicle] = await ask('SELECT owner FROM hand.vehicles WHERE id = $1 FOR UPDATE', [v])
            const [n] = await ask(
              'SELECT (SELECT count(*) FROM hand.bindings WHERE driver = $1 AND released_at IS NULL)::int AS d, (SELECT count(*) FROM hand.bindings WHERE vehicle = $2 AND released_at IS NULL)::int AS v, EXISTS (SELECT FROM hand.bindings WHERE driver = $1 AND vehicle = $2 AND released_at IS NULL) AS both, (SELECT count(*) FROM hand.bindings WHERE driver = $1 AND since >= $3)::int AS today, (SELECT count(*) FROM hand.bindings WHERE driver = $1 AND since >= $4)::int AS year',
              [d, v, ...beginnings()],
            )
            const facts = {
              at: Date.now(),
              channel: 'app',
              driver: d,
              vehicle: v,
              vehicleOwner: vehicle.owner,
              driverBindings: n.d,
              vehicleBindings: n.v,
              pairBound: n.both,
              vehicleOwnerKind: 'individual',
              driverApplicationsToday: n.today,
              driverApplicationsThisYear: n.year,
              plateType: '02',
              operating: false,
              identityVerified: true,
              ownerConsent: 'qr',
            }
            const { verdict } = decideBinding(facts, cn)
            if (verdict !== 'permitted') return false
            await ask(
              `WITH l AS (INSERT INTO hand.log (at, what) VALUES ($3, json_build_object('type', 'bind', 'driver', $1::text, 'vehicle', $2::text))) INSERT INTO hand.bindings VALUES ($1, $2, 'app', $3)`,
              [d, v, Date.now()],
            )
            return true
          }),
        release: (d, v) =>
          alone(
            `WITH u AS (UPDATE hand.bindings SET released_at = $3 WHERE driver = $1 AND vehicle = $2 AND released_at IS NULL RETURNING 1) INSERT INTO hand.log (at, what) SELECT $3, json_build_object('type', 'release', 'driver', $1::text, 'vehicle', $2::text) FROM u`,
            [d, v, Date.now()],
          ),
        record: (x, v) =>
          alone(
            `WITH i AS (INSERT INTO hand.violations VALUES ($1, $2, $3, 10000, 1) ON CONFLICT DO NOTHING RETURNING 1) INSERT INTO hand.log (at, what) SELECT $3, json_build_object('type', 'record', 'violation', $1::text, 'vehicle', $2::text) FROM i`,
            [x, v, Date.now()],
          ),
        handle: (x, d, v) =>
          inTransaction(async (ask) => {
            await ask('SELECT id FROM hand.drivers WHERE id = $1 FOR UPDATE', [d])
            const [violation] = await ask('SELECT * FROM hand.violations WHERE id = $1 FOR UPDATE', [x])
            const [n] = await ask(
              'SELECT COALESCE(sum(points), 0)::int AS held, (SELECT min(since) FROM hand.bindings WHERE driver = $1 AND vehicle = $2 AND released_at IS NULL) AS since FROM hand.violations WHERE handler = $1',
              [d, v],
            )
            if (violation === undefined || violation.handler !== null) return false
            const facts = {
              at: Date.now(),
              channel: 'window',
              driver: d,
              vehicle: v,
              vehicleOwner: 'o',
              violationState: 'open',
              occurredAt: Number(violation.at),
              boundSince: n.since === null ? null : Number(n.since),
              fine: 10000,
              points: 1,
              pointsHeld: n.held,
              recordedBy: 'monitoring',
              offenderPresent: true,
              identityVerified: true,
              plateType: '02',
              licenceStates: [],
              licenceClasses: licence.classes,
            }
            if (decideHandling(facts, cn).verdict !== 'permitted') return false
            await ask(
              `WITH l AS (INSERT INTO hand.log (at, what) VALUES ($3, json_build_object('type', 'handle', 'driver', $2::text, 'violation', $1::text))) UPDATE hand.violations SET handler = $2, handled_at = $3 WHERE id = $1`,
              [x, d, Date.now()],
            )
            return true
          }),
      },
    }
  },
  fn: async (pool, delay) => {
    /** @param {string} name @param {any[]} values */
    const call = async (name, values) => {
      await wait(delay)
      return (
        await pool.query(`SELECT fn.${name}(${values.map((_, index) => `$${index + 1}`).join(', ')}) AS done`, values)
      ).rows[0].done
    }
    return {
      setUp: () => made(pool, FN),
      acts: {
        bind: (d, v) => call('bind', [d, v, Date.now()]),
        release: (d, v) => call('release', [d, v, Date.now()]),
        record: (x, v) => call('record', [x, v, Date.now()]),
        handle: (x, d) => call('handle', [x, d, Date.now()]),
      },
    }
  },
}

/** @param {string} schema */
const tablesOf = (schema) => `DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};
CREATE TABLE ${schema}.drivers (id text PRIMARY KEY); CREATE TABLE ${schema}.vehicles (id text PRIMARY KEY, owner text NOT NULL);
CREATE TABLE ${schema}.bindings (driver text NOT NULL, vehicle text NOT NULL, channel text NOT NULL, since bigint NOT NULL, released_at bigint);
CREATE UNIQUE INDEX ON ${schema}.bindings (driver, vehicle) WHERE released_at IS NULL; CREATE INDEX ON ${schema}.bindings (vehicle) WHERE released_at IS NULL; CREATE INDEX ON ${schema}.bindings (driver, since);
CREATE TABLE ${schema}.violations (id text PRIMARY KEY, vehicle text NOT NULL, at bigint NOT NULL, fine int NOT NULL, points int NOT NULL, handler text, handled_at bigint);
CREATE INDEX ON ${schema}.violations (handler) WHERE handler IS NOT NULL;
CREATE TABLE ${schema}.log (position bigserial PRIMARY KEY, at bigint NOT NULL, what json NOT NULL);
INSERT INTO ${schema}.drivers SELECT 'd' || n FROM generate_series(1, ${DRIVERS}) n; INSERT INTO ${schema}.vehicles SELECT 'v' || n, 'o' FROM generate_series(1, ${VEHICLES}) n;`
const HAND = tablesOf('hand')
const FN = `${tablesOf('fn')}
CREATE FUNCTION fn.bind(d text, v text, t bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
  PERFORM FROM fn.drivers WHERE id = d FOR UPDATE; PERFORM FROM fn.vehicles WHERE id = v FOR UPDATE;
  IF (SELECT count(*) FROM fn.bindings WHERE driver = d AND released_at IS NULL) >= 3 OR (SELECT count(*) FROM fn.bindings WHERE vehicle = v AND released_at IS NULL) >= 3
    OR EXISTS (SELECT FROM fn.bindings WHERE driver = d AND vehicle = v AND released_at IS NULL) THEN RETURN FALSE; END IF;
  INSERT INTO fn.bindings VALUES (d, v, 'app', t); INSERT INTO fn.log (at, what) VALUES (t, json_build_object('type', 'bind', 'driver', d, 'vehicle', v)); RETURN TRUE; END $$;
CREATE FUNCTION fn.release(d text, v text, t bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
  UPDATE fn.bindings SET released_at = t WHERE driver = d AND vehicle = v AND released_at IS NULL; IF NOT FOUND THEN RETURN FALSE; END IF;
  INSERT INTO fn.log (at, what) VALUES (t, json_build_object('type', 'release', 'driver', d, 'vehicle', v)); RETURN TRUE; END $$;
CREATE FUNCTION fn.record(x text, v text, t bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO fn.violations VALUES (x, v, t, 10000, 1); INSERT INTO fn.log (at, what) VALUES (t, json_build_object('type', 'record', 'violation', x, 'vehicle', v)); RETURN TRUE; END $$;
CREATE FUNCTION fn.handle(x text, d text, t bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
  UPDATE fn.violations SET handler = d, handled_at = t WHERE id = x AND handler IS NULL; IF NOT FOUND THEN RETURN FALSE; END IF;
  INSERT INTO fn.log (at, what) VALUES (t, json_build_object('type', 'handle', 'driver', d, 'violation', x)); RETURN TRUE; END $$;`

/** @param {any} pool @param {string} sql */
async function made(pool, sql) {
  await pool.query(sql)
}

/** @param {any} pool @param {number} delay @param {string} library @param {string} schema */
async function storeOf(pool, delay, library, schema) {
  const { postgresStore } = await import(pathToFileURL(join(library, 'dist/postgres.js')).href)
  const { cn } = await import(pathToFileURL(join(library, 'dist/rules.js')).href)
  /** @param {string} text @param {string[]} params */
  const query = async (text, params) => {
    await wait(delay)
    return await pool.query(text, params)
  }
  const store = postgresStore({ query, rules: cn, schema })
  /** @param {object} command */
  const run = async (command) => (await store.execute(command)).status === 'accepted'
  return {
    setUp: async () => {
      await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
      await store.migrate()
      const owner = { kind: 'individual', id: 'o' }
      const drivers = Array.from({ length: DRIVERS }, (_, n) => ({ type: 'enrolDriver', id: `d${n + 1}`, licence }))
      const vehicles = Array.from({ length: VEHICLES }, (_, n) => ({
        type: 'enrolVehicle',
        id: `v${n + 1}`,
        owner,
        plateType: '02',
        operating: false,
      }))
      for (const all of [drivers, vehicles])
        for (let at = 0; at < all.length; at += 1_000) await store.executeMany(all.slice(at, at + 1_000))
    },
    acts: {
      bind: (/** @type {string} */ driver, /** @type {string} */ vehicle) =>
        run({ type: 'bind', driver, vehicle, channel: 'app', ownerConsent: 'qr', identityVerified: true }),
      release: (/** @type {string} */ driver, /** @type {string} */ vehicle) =>
        run({ type: 'release', driver, vehicle, by: 'driver' }),
      record: (/** @type {string} */ id, /** @type {string} */ vehicle) =>
        run({
          type: 'recordViolation',
          id,
          vehicle,
          occurredAt: Date.now(),
          fine: 10_000,
          points: 1,
          recordedBy: 'monitoring',
        }),
      handle: (/** @type {string} */ violation, /** @type {string} */ driver) =>
        run({ type: 'handle', violation, driver, channel: 'window', offenderPresent: true, identityVerified: true }),
    },
  }
}

/** The way of this process, with its connections. @type {{ acts: Acts } | undefined} */
let kept

/** One process of a round: how many milliseconds each kind of command took in the middle, and all of them together. @param {Task} task */
async function worked({ way, delay, clients, commands, process: place, round, library }) {
  // Connections stay from round to round, as in a process that has run for days: their plans are made.
  kept ??= await /** @type {any} */ (WAYS[way])(new pg.Pool({ connectionString: url, max: clients }), delay, library)
  const { acts } = /** @type {{ acts: Acts }} */ (kept)
  /** @type {Record<string, number[]>} */
  const took = { bind: [], release: [], record: [], handle: [] }
  const begun = Date.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      /** @type {[string, string][]} */
      const bound = []
      /** @type {[string, string][]} */
      const open = []
      const pick = (/** @type {number} */ most) => 1 + Math.floor(Math.random() * most)
      for (let n = 0; n < commands / clients; n++) {
        const dice = Math.random()
        const started = process.hrtime.bigint()
        const pair = dice < 0.4 || bound.length === 0 ? undefined : bound[bound.length - 1]
        let kind = 'bind'
        if (pair !== undefined && dice < 0.6) {
          kind = 'release'
          bound.pop()
          await acts.release(...pair)
        } else if (dice >= 0.8 && open.length > 0) {
          kind = 'handle'
          const [x, v] = /** @type {[string, string]} */ (open.pop())
          await acts.handle(x, `d${pick(DRIVERS)}`, v)
        } else if (dice >= 0.6) {
          kind = 'record'
          const [x, v] = [`x${round}-${place}-${client}-${n}`, `v${pick(VEHICLES)}`]
          if (await acts.record(x, v)) open.push([x, v])
        } else {
          const [d, v] = [`d${pick(DRIVERS)}`, `v${pick(VEHICLES)}`]
          if (await acts.bind(d, v)) bound.push([d, v])
        }
        took[kind]?.push(Number(process.hrtime.bigint() - started) / 1e6)
      }
    }),
  )
  const ms = Date.now() - begun
  return { ms, took: Object.fromEntries(Object.entries(took).map(([kind, all]) => [kind, middle(all)])) }
}

/** @param {number[]} all */
function middle(all) {
  return all.length === 0 ? 0 : /** @type {number} */ (all.toSorted((one, other) => one - other)[all.length >> 1])
}

if (process.send !== undefined) {
  process.on('message', async (/** @type {Task} */ task) => process.send?.(await worked(task)))
} else {
  const { values } = parseArgs({
    options: {
      shapes: { type: 'string', default: '1x1,1x4,1x16,2x4' },
      delays: { type: 'string', default: '0,2' },
      rounds: { type: 'string', default: '3' },
      commands: { type: 'string', default: '400' },
      before: { type: 'string' },
    },
  })
  const own = join(HERE, '../..')
  const ways = ['hand', 'fn', 'store', ...(values.before === undefined ? [] : ['before'])]
  const libraryOf = (/** @type {string} */ way) => (way === 'before' ? String(values.before) : own)
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  for (const way of ways) await (await /** @type {any} */ (WAYS[way])(pool, 0, libraryOf(way))).setUp()
  await pool.query('ANALYZE')
  for (const delay of values.delays.split(',').map(Number)) {
    for (const shape of values.shapes.split(',')) {
      const [processes = 1, clients = 1] = shape.split('x').map(Number)
      /** @type {Record<string, { rate: number[], took: Record<string, number>[] }>} */
      const found = Object.fromEntries(ways.map((way) => [way, { rate: [], took: [] }]))
      const children = Object.fromEntries(
        ways.map((way) => [way, Array.from({ length: processes }, () => fork(fileURLToPath(import.meta.url)))]),
      )
      // The first round warms: code is compiled, plans are made.
      for (let round = 0; round <= Number(values.rounds); round++) {
        for (const way of ways) {
          const answers = await Promise.all(
            /** @type {import('node:child_process').ChildProcess[]} */ (children[way]).map(
              (child, place) =>
                new Promise((resolve) => {
                  child.once('message', resolve)
                  const task = {
                    way,
                    delay,
                    clients,
                    commands: Number(values.commands),
                    process: place,
                    library: libraryOf(way),
                  }
                  child.send({ ...task, round: `${delay}-${shape}-${round}-${way}-${Date.now()}` })
                }),
            ),
          )
          if (round === 0) continue
          const most = Math.max(...answers.map(({ ms }) => ms))
          found[way]?.rate.push((Number(values.commands) * processes * 1000) / most)
          found[way]?.took.push(answers[0].took)
        }
      }
      for (const child of Object.values(children).flat()) child.kill()
      const hand = middle(found.hand?.rate ?? [])
      for (const way of ways) {
        const { rate = [], took = [] } = found[way] ?? {}
        const each = ['bind', 'release', 'record', 'handle'].map(
          (kind) => `${kind} ${middle(took.map((one) => one[kind] ?? 0)).toFixed(1)}`,
        )
        console.log(
          `${delay} ms ${shape} ${way}: ${middle(rate).toFixed(0)} a second, ${(middle(rate) / hand).toFixed(2)} of hand; ms: ${each.join(', ')}`,
        )
      }
    }
  }
  await pool.end()
}
