/** What goes wrong between a store and its server, and what the caller sees: nothing is lost, and with a key nothing counts twice. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand, type StoreOutcome } from '../../src/postgres/index.ts'
import { bindingSql, enrolDriver, enrolVehicle } from '../store/commands.ts'
import { bundledStore } from './bundled-store.ts'
import { enginesInstalled, poolOf, postgresServer, type Server, settled } from './engines.ts'

/** How often a process is killed in the middle of its work. */
const KILLS = Number(process.env.DEMERIT_KILLS ?? 5)
// biome-ignore lint/suspicious/noExplicitAny: the package's own types are not needed here.
type Pool = any

const driver = enrolDriver
const vehicle = (id: string) => enrolVehicle(id, 'owner')
const binding: StoreCommand = { type: 'bind', driver: 'd', vehicle: 'v', channel: 'window', identityVerified: true }

describe.skipIf(!enginesInstalled)('faults on PostgreSQL 18', () => {
  let server: Server
  let bundle: string
  let pool: Pool
  let newPool: (options?: object) => Promise<Pool>
  let schemas = 0
  const pools: Pool[] = []

  beforeAll(async () => {
    bundle = await bundledStore('faults')
    server = await postgresServer()
    newPool = async (options = {}) => {
      const made = await poolOf(server, { max: 4, ...options })
      pools.push(made)
      return made
    }
    pool = await newPool()
  })
  afterAll(async () => {
    for (const each of pools) await each.end()
    await server?.remove()
  })

  const queryOf =
    (on: Pool): Query =>
    async (text, params) => ({ rows: (await on.query(text, params)).rows })
  const count = async (from: string) =>
    Number((await pool.query(`SELECT count(*) AS count FROM ${from}`)).rows[0].count)

  /** A store with a driver and a vehicle, and the same tables through another `query`. */
  async function opened(through: (query: Query) => Query = (query) => query, on: Pool = pool) {
    const schema = `faults_${++schemas}`
    const store = postgresStore({ query: queryOf(pool), rules: asReported, schema })
    await store.migrate()
    await store.executeMany([driver('d'), vehicle('v')])
    return { schema, store, faulty: postgresStore({ query: through(queryOf(on)), rules: asReported, schema }) }
  }

  /** Holds the driver's row, so that a statement that writes it waits, until `until` is done. */
  async function held(schema: string, until: () => Promise<void>): Promise<void> {
    const client = await pool.connect()
    await client.query(`BEGIN; SELECT FROM ${schema}.drivers WHERE id = 'd' FOR UPDATE`)
    await until()
    await client.query('ROLLBACK')
    client.release()
  }

  test('a statement that times out writes nothing: the caller sees the server’s 57014, and repeats', async () => {
    const { schema, store, faulty } = await opened(undefined, await newPool({ statement_timeout: 100 }))
    await held(schema, () => expect(faulty.execute(binding, { key: 'k' })).rejects.toMatchObject({ code: '57014' }))
    expect([await count(`${schema}.bindings`), await count(`${schema}.keys`)]).toEqual([0, 0])
    expect(await faulty.execute(binding, { key: 'k' })).toMatchObject({ status: 'accepted' })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('a connection that is cut while it waits writes nothing: the caller sees the driver’s error, and repeats', async () => {
    const own = await newPool({ application_name: 'cut' })
    const { schema, store, faulty } = await opened(undefined, own)
    await held(schema, async () => {
      const failed = expect(faulty.execute(binding, { key: 'k' })).rejects.toThrow()
      const waiting = `FROM pg_stat_activity WHERE application_name = 'cut' AND wait_event_type = 'Lock'`
      while ((await pool.query(`SELECT 1 ${waiting}`)).rows.length === 0);
      await pool.query(`SELECT pg_terminate_backend(pid) ${waiting}`)
      await failed
    })
    expect(await faulty.execute(binding, { key: 'k' })).toMatchObject({ status: 'accepted' })
    expect(await count(`${schema}.bindings`)).toBe(1)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each<readonly [isolation: string, code: string, other: StoreCommand, mine: StoreCommand]>([
    ['READ COMMITTED', '23505', driver('n'), driver('n')],
    [
      'REPEATABLE READ',
      '40001',
      binding,
      { type: 'changeLicence', driver: 'd', licence: { states: [], classes: ['C2'] } },
    ],
  ])(
    'in a transaction of the caller, %s, a lost race is told as its error %s',
    async (isolation, code, other, mine) => {
      const { schema, store } = await opened()
      const client = await pool.connect()
      let statements = 0
      const inside = postgresStore({
        schema,
        rules: asReported,
        query: async (text, params) => {
          // Another writer is first between what this one reads and what it writes.
          if (++statements === 2) expect(await store.execute(other)).toMatchObject({ status: 'accepted' })
          return { rows: (await client.query(text, params)).rows }
        },
      })
      await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
      await expect(inside.execute(mine)).rejects.toMatchObject({ code })
      await client.query('ROLLBACK')
      await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
      expect((await inside.execute(mine)).status).not.toBe('invalid')
      await client.query('COMMIT')
      client.release()
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    },
  )

  test('an answer that is lost after the commit: with the key the same answer again, without one the command is judged anew', async () => {
    let isLost = true
    const { schema, store, faulty } = await opened((query) => async (text, params) => {
      const answer = await query(text, params)
      if (isLost && text.includes('.save('))
        throw Object.assign(new Error('the connection is gone'), { code: 'ECONNRESET' })
      return answer
    })
    await expect(faulty.execute(binding, { key: 'k' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    isLost = false
    const again = await faulty.execute(binding, { key: 'k' })
    const { next } = await store.events()
    expect(again).toMatchObject({ status: 'accepted', event: { type: 'vehicle-bound', position: next } })
    expect(await faulty.execute(binding)).toMatchObject({ status: 'refused', code: 'already-bound' })
    expect(await count(`${schema}.bindings`)).toBe(1)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('two requests with one key at the same time, as when the first is thought to be lost, are one command', async () => {
    const { schema, store } = await opened()
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => store.execute(binding, { key: 'k' })))
    const [first, ...more] = outcomes.filter((outcome) => !('repeated' in outcome))
    expect([first?.status, more]).toEqual(['accepted', []])
    for (const outcome of outcomes)
      expect({ ...outcome, repeated: undefined }).toEqual({ ...first, repeated: undefined })
    expect(await count(`${schema}.bindings`)).toBe(1)
  })

  test('a batch whose answer is lost, and batches with the same keys at the same time: each command counts once', async () => {
    let isLost = true
    const { schema, store, faulty } = await opened((query) => async (text, params) => {
      const answer = await query(text, params)
      if (isLost && text.includes('.save(')) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
      return answer
    })
    const batch = [binding, binding, ...Array.from({ length: 20 }, (_, index) => vehicle(`b-${index}`))]
    const keys = batch.map((_, index) => `k-${index}`)
    await expect(faulty.executeMany(batch, { keys })).rejects.toMatchObject({ code: 'ECONNRESET' })
    isLost = false
    const more = batch.map((_, index) => vehicle(`c-${index}`))
    // Each takes a part of the queue anew, in an order of its own, beside what was answered already.
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, of) => {
        const from = of % 3
        const commands = [...batch, ...more.slice(from), ...more.slice(0, from)]
        const named = commands.map((command) => ('id' in command ? `key-${command.id}` : ''))
        return store.executeMany(commands, { keys: [...keys, ...named.slice(keys.length)] })
      }),
    )
    for (const outcomes of all) {
      expect(outcomes.slice(0, 2)).toMatchObject([{ status: 'accepted' }, { code: 'already-bound' }])
      expect(outcomes.slice(2).every(({ status }) => status === 'accepted')).toBe(true)
      expect(outcomes.slice(0, keys.length)).toEqual(all[0]?.slice(0, keys.length))
    }
    expect(await count(`${schema}.bindings`)).toBe(1)
    expect(await count(`${schema}.vehicles`)).toBe(1 + 20 + more.length)
    expect(await count(`${schema}.keys`)).toBe(keys.length + more.length)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('in a transaction of one’s own a command is kept or taken back with the rest of it', async () => {
    const { schema, store } = await opened()
    const client = await pool.connect()
    const within = postgresStore({ query: queryOf(client), rules: asReported, schema })
    for (const [end, kept] of [
      ['ROLLBACK', 0],
      ['COMMIT', 1],
    ] as const) {
      await client.query('BEGIN')
      expect(await within.execute(binding, { key: 'k' })).toMatchObject({ status: 'accepted' })
      // Nobody else sees it before the end, a follower neither.
      expect(await count(`${schema}.bindings`)).toBe(0)
      expect((await store.events()).events.length).toBe(2)
      await client.query(end)
      expect(await count(`${schema}.bindings`)).toBe(kept)
      expect((await store.events()).events.length).toBe(2 + kept)
    }
    client.release()
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each(['READ COMMITTED', 'REPEATABLE READ'])(
    'bindings that are put in by hand at the same time, %s, take a place once: the cap holds',
    async (isolation) => {
      const { schema, store } = await opened()
      await store.executeMany(['w1', 'w2', 'w3', 'w4'].map(vehicle))
      const [one, other] = [await pool.connect(), await pool.connect()]
      const bound = (...rows: readonly (readonly [vehicle: string, place: number])[]) =>
        rows.map(([id, place]) => bindingSql(schema, 'd', id, [place, 1])).join(';')
      for (const client of [one, other])
        await client.query(`BEGIN ISOLATION LEVEL ${isolation}; SELECT FROM ${schema}.drivers`)
      await one.query(bound(['w1', 1], ['w2', 2]))
      const waits = other.query(bound(['w3', 3], ['w4', 2])).catch((error: { readonly code: string }) => error.code)
      const pid = (await one.query('SELECT pg_backend_pid() AS pid')).rows[0].pid
      const blocked = `SELECT 1 FROM pg_stat_activity WHERE ${pid} = ANY(pg_blocking_pids(pid))`
      while ((await pool.query(blocked)).rows.length === 0);
      await one.query('COMMIT')
      expect(await waits).toBe('23505')
      await other.query('ROLLBACK')
      for (const client of [one, other]) client.release()
      expect(await count(`${schema}.bindings WHERE driver = 'd'`)).toBe(2)
    },
  )

  test(`processes killed ${KILLS} times and connections cut meanwhile: what was accepted is there, once, and a follower saw each event once`, async () => {
    const { schema, store } = await opened()
    const before = await count(`${schema}.events`)
    const work = Array.from({ length: 240 }, (_, index) => {
      const [place, of] = [index % 8, Math.floor(index / 8)]
      const commands: readonly StoreCommand[] = [
        driver(`d-${of}`),
        ...[0, 1, 2, 3].map((each) => vehicle(`v-${of}-${each}`)),
        { ...binding, driver: 'd', vehicle: 'v' },
        { ...binding, driver: `d-${of}`, vehicle: 'v' },
        { type: 'release', driver: 'd', vehicle: 'v', by: 'driver' },
      ] as const
      return { key: `k-${index}`, command: commands[place] as StoreCommand }
    })
    const answers = new Map<string, StoreOutcome>()
    const seen: string[] = []
    let after: string | undefined
    const follow = async () => {
      for (;;) {
        const { events, next } = await store.events(after === undefined ? { limit: 7 } : { after, limit: 7 })
        seen.push(...events.map(({ position }) => position))
        after = next
        if (events.length < 7) return
      }
    }
    for (let kills = 0; ; kills++) {
      const child = await worker(schema)
      let heard = 0
      const ended = new Promise<'done' | 'killed'>((resolve) => {
        child.on('exit', () => resolve('killed'))
        child.on('message', (message: 'done' | { key: string; outcome: StoreOutcome }) => {
          if (message === 'done') return resolve('done')
          answers.set(message.key, message.outcome)
          // Killed as soon as a part of its share is answered; its connections are cut when a third is.
          if (++heard === 10) void cut()
          if (kills < KILLS && heard === Math.floor(work.length / (KILLS + 2))) child.kill('SIGKILL')
        })
      })
      child.send(work.filter(({ key }) => !answers.has(key)))
      const isOver = { is: false }
      const following = (async () => {
        while (!isOver.is) await follow()
      })()
      // In the middle of the work, the tables of one moment bear each other out.
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
      const end = await ended
      isOver.is = true
      await following
      child.kill('SIGKILL')
      if (end === 'done') break
      expect(kills).toBeLessThan(KILLS)
    }
    // The last statements of a killed process may still run.
    while (
      (await pool.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'worker' AND state = 'active'`)).rows
        .length > 0
    );
    await settled(queryOf(pool))
    await follow()
    expect(answers.size).toBe(work.length)
    const accepted = [...answers.values()].flatMap((outcome) =>
      outcome.status === 'accepted' ? [outcome.event.position] : [],
    )
    expect(accepted.length).toBeGreaterThan(150)
    expect(new Set(accepted).size).toBe(accepted.length)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(await count(`${schema}.events`))
    // Each accepted command is one event, and there are no others.
    expect([...seen.slice(before)].sort()).toEqual([...accepted].sort())
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })

    async function cut(): Promise<void> {
      await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'worker'`)
    }
  })

  async function worker(schema: string): Promise<ChildProcess> {
    const child = fork(fileURLToPath(new URL('faults-worker.mjs', import.meta.url)), [server.url, bundle, schema], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, PGAPPNAME: 'worker' },
    })
    await new Promise((resolve) => child.once('message', resolve))
    return child
  }
})
