/** The store on a real server: several processes race for one last place, and one is killed in the middle of its work. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type Store, type StoreCommand, schemaSql } from '../../src/postgres/index.ts'
import { enrolDriver, enrolVehicle } from '../store/commands.ts'
import { bundledStore } from './bundled-store.ts'
import { enginesInstalled, poolOf, postgresServer, type Server, settled } from './engines.ts'

const ROUNDS = Number(process.env.DEMERIT_RACE_ROUNDS ?? 20)
const PROCESSES = 4
const CLIENTS = 4

type Correction = { readonly type: 'correct' } & Parameters<Store['correct']>[0]

describe.skipIf(!enginesInstalled)('the store on PostgreSQL 18', () => {
  let server: Server
  let bundle: string
  // biome-ignore lint/suspicious/noExplicitAny: the package's own types are not installed with the root.
  let pool: any
  let schemas = 0

  beforeAll(async () => {
    bundle = await bundledStore('store')
    server = await postgresServer()
    pool = await poolOf(server, { max: 4 })
  })
  afterAll(async () => {
    await pool?.end()
    await server?.remove()
  })

  const query = async (text: string, params: string[]) => ({ rows: (await pool.query(text, params)).rows })

  async function opened(
    rules: typeof asReported | typeof cn = asReported,
  ): Promise<Store & { readonly schema: string }> {
    const schema = `race_${++schemas}`
    const store = postgresStore({ query, rules, schema })
    await store.migrate()
    return { ...store, schema }
  }

  async function workers(schema: string, count = PROCESSES): Promise<readonly ChildProcess[]> {
    const worker = fileURLToPath(new URL('store-worker.mjs', import.meta.url))
    return await Promise.all(
      Array.from(
        { length: count },
        () =>
          new Promise<ChildProcess>((resolve) => {
            const child = fork(worker, [server.url, bundle, schema, String(CLIENTS)], {
              stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
            })
            child.once('message', () => resolve(child))
          }),
      ),
    )
  }

  /** Sends each process its commands at once, and gives all that became of them. */
  async function race(
    processes: readonly ChildProcess[],
    commands: (process: number) => readonly (StoreCommand | Correction)[],
  ): Promise<readonly string[]> {
    const all = processes.map(
      (child, index) =>
        new Promise<readonly string[]>((resolve) => {
          child.once('message', (message) => resolve((message as { outcomes: readonly string[] }).outcomes))
          child.send({ round: 0, commands: commands(index) })
        }),
    )
    return (await Promise.all(all)).flat()
  }

  /** Looks, while `work` runs, how many open bindings any driver and any vehicle has: the most that was ever seen. */
  async function mostSeen<T>(
    schema: string,
    work: () => Promise<T>,
  ): Promise<{ readonly most: number; readonly done: T }> {
    let most = 0
    let isOver = false
    const looking = (async () => {
      while (!isOver) {
        const open = ['driver', 'vehicle'].map(
          (by) => `(SELECT count(*) AS n FROM ${schema}.bindings WHERE released_at IS NULL GROUP BY ${by})`,
        )
        const { rows } = await query(`SELECT max(n) AS most FROM (${open.join(' UNION ALL ')}) counts`, [])
        most = Math.max(most, Number((rows[0] as { most: string | null }).most))
      }
    })()
    const done = await work()
    isOver = true
    await looking
    return { most, done }
  }

  const driver = enrolDriver
  const vehicle = (id: string) => enrolVehicle(id, 'owner')
  const binding = (who: string, what: string): StoreCommand => ({
    type: 'bind',
    driver: who,
    vehicle: what,
    channel: 'window',
    identityVerified: true,
  })

  test(`${PROCESSES} processes with ${CLIENTS} clients each race for one last place: one wins, nobody is turned away for contention`, async () => {
    const store = await opened()
    const processes = await workers(store.schema)
    const clients = PROCESSES * CLIENTS
    for (let round = 0; round < ROUNDS; round++) {
      const name = (kind: string, index: number | string) => `${kind}-${round}-${index}`
      const setUp = [
        driver(name('d', 'full')),
        ...Array.from({ length: clients + 2 }, (_, index) => vehicle(name('v', index))),
        binding(name('d', 'full'), name('v', clients)),
        binding(name('d', 'full'), name('v', clients + 1)),
      ]
      for (const outcome of await store.executeMany(setUp)) expect(outcome.status).toBe('accepted')
      // Two of three places are taken, and each client binds another vehicle.
      const { most, done: outcomes } = await mostSeen(store.schema, () =>
        race(processes, (process) =>
          Array.from({ length: CLIENTS }, (_, client) =>
            binding(name('d', 'full'), name('v', process * CLIENTS + client)),
          ),
        ),
      )
      expect(most).toBeLessThanOrEqual(3)
      expect(outcomes.filter((outcome) => outcome === 'accepted').length).toBe(1)
      expect(outcomes.filter((outcome) => outcome === 'driver-cap').length).toBe(clients - 1)
    }
    for (const child of processes) child.send('end')
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('drivers race for the last place of one vehicle, and for one violation: one wins each', async () => {
    const store = await opened()
    const processes = await workers(store.schema)
    const clients = PROCESSES * CLIENTS
    for (let round = 0; round < ROUNDS; round++) {
      const name = (kind: string, index: number | string) => `${kind}-${round}-${index}`
      const drivers = Array.from({ length: clients }, (_, index) => name('d', index))
      await store.executeMany([
        ...drivers.map(driver),
        vehicle(name('v', 0)),
        driver(name('e', 1)),
        driver(name('e', 2)),
        binding(name('e', 1), name('v', 0)),
        binding(name('e', 2), name('v', 0)),
      ])
      const { most, done: bound } = await mostSeen(store.schema, () =>
        race(processes, (process) =>
          Array.from({ length: CLIENTS }, (_, client) =>
            binding(drivers[process * CLIENTS + client] as string, name('v', 0)),
          ),
        ),
      )
      expect(most).toBeLessThanOrEqual(3)
      expect(bound.filter((outcome) => outcome === 'accepted').length).toBe(1)
      expect(bound.filter((outcome) => outcome === 'vehicle-cap').length).toBe(clients - 1)

      const now = Date.now()
      await store.execute({
        type: 'recordViolation',
        id: name('x', 0),
        vehicle: name('v', 0),
        occurredAt: now,
        fine: 10_000,
        points: 0,
        recordedBy: 'monitoring',
      })
      const handlers = [name('e', 1), name('e', 2)]
      const handled = await race(processes, (process) =>
        Array.from(
          { length: CLIENTS },
          () =>
            ({
              type: 'handle',
              violation: name('x', 0),
              driver: handlers[process % 2] as string,
              channel: 'window',
              offenderPresent: true,
              identityVerified: true,
            }) as const,
        ),
      )
      expect(handled.filter((outcome) => outcome === 'accepted').length).toBe(1)
      expect(handled.filter((outcome) => outcome.startsWith('rejected')).length).toBe(0)
    }
    for (const child of processes) child.send('end')
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('corrections and payments race with bindings: no place is given twice, what is owed is paid once, and nothing is lost', async () => {
    const store = await opened()
    const processes = await workers(store.schema)
    const raced = async (command: (client: number) => StoreCommand | Correction) => {
      const { most, done } = await mostSeen(store.schema, () =>
        race(processes, (process) =>
          Array.from({ length: CLIENTS }, (_, client) => command(process * CLIENTS + client)),
        ),
      )
      expect(most).toBeLessThanOrEqual(3)
      return done
    }
    const count = (outcomes: readonly string[], code = 'accepted') => outcomes.filter((each) => each === code).length
    for (let round = 0; round < ROUNDS; round++) {
      const [d, x] = [`d-${round}`, `x-${round}`]
      const v = (index: number) => `v-${round}-${index}`
      const set = await store.executeMany([
        driver(d),
        ...Array.from({ length: 2 + 2 * PROCESSES * CLIENTS }, (_, index) => vehicle(v(index))),
        binding(d, v(0)),
        binding(d, v(1)),
        ...([
          {
            type: 'recordViolation',
            id: x,
            vehicle: v(1),
            occurredAt: Date.now(),
            fine: 10_000,
            points: 0,
            recordedBy: 'monitoring',
          },
          {
            type: 'handle',
            violation: x,
            driver: d,
            channel: 'window',
            offenderPresent: true,
            identityVerified: true,
          },
        ] as const),
      ])
      const positions = set.map((each) => (each.status === 'accepted' ? each.event.position : each.status))
      const wrong = positions.at(-4) as string
      // Two of three places are taken; the first was filed by mistake, and whoever corrects that frees one more.
      const first = await raced((client) => {
        const kinds: readonly (StoreCommand | Correction)[] = [
          binding(d, v(2 + client)),
          { type: 'correct', changes: [{ omit: wrong }], ground: 'the wrong vehicle' },
          { type: 'payFine', violation: x },
        ]
        return kinds[client % kinds.length] as StoreCommand
      })
      const ofKind = (kind: number) => first.filter((_, client) => client % 3 === kind)
      const [bound, corrected, paid] = [ofKind(0), ofKind(1), ofKind(2)]
      expect([1, 2]).toContain(count(bound))
      expect(count(bound, 'driver-cap')).toBe(bound.length - count(bound))
      expect([count(corrected), count(corrected, 'not-standing')]).toEqual([1, corrected.length - 1])
      expect([count(paid), count(paid, 'already-paid')]).toEqual([1, paid.length - 1])
      // Then it turns out to have been right: either it comes back, or another takes the last place, if there is one.
      const second = await raced((client) =>
        client % 4 === 0
          ? { type: 'correct', changes: [{ restore: wrong }], ground: 'the right one after all' }
          : binding(d, v(2 + PROCESSES * CLIENTS + client)),
      )
      expect(count(second)).toBe(2 - count(bound))
      const refusals = ['driver-cap', 'conflicts', 'place-taken']
      expect(second.filter((code) => code !== 'accepted' && !refusals.includes(code))).toEqual([])
      const { rows } = await query(
        `SELECT type, count(*)::int AS n FROM ${store.schema}.events
          WHERE omitted_by IS NULL AND (driver = $1 OR others @> ARRAY['driver ' || $1]) AND type <> 'driver-enrolled' GROUP BY type ORDER BY type`,
        [d],
      )
      expect(rows).toEqual([
        { type: 'fine-paid', n: 1 },
        { type: 'history-corrected', n: 1 + count(second.filter((_, client) => client % 4 === 0)) },
        { type: 'vehicle-bound', n: 3 },
        { type: 'violation-handled', n: 1 },
      ])
    }
    for (const child of processes) child.send('end')
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('count, then insert, lets several past the cap: the race is a real one', async () => {
    const schema = `naive_${++schemas}`
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.bindings (driver text, vehicle text)`)
    let over = 0
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 16 }, async (_, index) => {
          const { rows } = await pool.query(`SELECT count(*) AS count FROM ${schema}.bindings WHERE driver = $1`, [
            `d${round}`,
          ])
          if (Number(rows[0].count) < 3)
            await pool.query(`INSERT INTO ${schema}.bindings VALUES ($1, $2)`, [`d${round}`, `v${index}`])
        }),
      )
      const { rows } = await pool.query(`SELECT count(*) AS count FROM ${schema}.bindings WHERE driver = $1`, [
        `d${round}`,
      ])
      if (Number(rows[0].count) > 3) over++
    }
    expect(over).toBeGreaterThan(0)
  })

  test('a process killed in the middle of its work, and a server that stops and starts, leave nothing half done; a follower misses no event', async () => {
    const store = await opened()
    const [first, second] = (await workers(store.schema, 2)) as [ChildProcess, ChildProcess]
    await store.executeMany(['a', 'b', 'c'].map(driver))
    const load = (who: string) => Array.from({ length: 60 }, (_, index) => vehicle(`${who}-${index}`))
    const killed = new Promise((resolve) => first.once('exit', resolve))
    first.send({ round: 0, commands: load('first') })
    const done = new Promise((resolve) => second.once('message', resolve))
    second.send({ round: 0, commands: load('second') })
    // It is killed as soon as something of its work is seen.
    while (
      (await query(`SELECT 1 FROM ${store.schema}.vehicles WHERE id LIKE 'first-%' LIMIT 1`, [])).rows.length === 0
    );
    first.kill('SIGKILL')
    await killed
    await done
    await server.stop()
    await server.start()
    second.send('end')
    await settled(query)
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const { events, next } = await store.events(after === undefined ? { limit: 7 } : { after, limit: 7 })
      if (events.length === 0) break
      seen.push(...events.map(({ position }) => position))
      after = next
    }
    const { rows } = await query(`SELECT count(*) AS count FROM ${store.schema}.events`, [])
    expect(seen.length).toBe(Number((rows[0] as { count: string }).count))
    expect(new Set(seen).size).toBe(seen.length)
    expect((await query(`SELECT 1 FROM ${store.schema}.vehicles WHERE id LIKE 'second-%'`, [])).rows.length).toBe(60)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })
  const LEVELS = ['read committed', 'repeatable read', 'serializable'] as const
  test.each(LEVELS)(
    'eight connections that migrate at once under %s by default make the tables once',
    async (level) => {
      const schema = `at_once_${++schemas}`
      const many = await poolOf(server, {
        max: 8,
        options: `-c default_transaction_isolation=${level.replace(' ', '\\ ')}`,
      })
      const store = postgresStore({
        query: async (text, params) => ({ rows: (await many.query(text, params)).rows }),
        rules: cn,
        schema,
      })
      // Each on a connection that is there, so that they begin together.
      await Promise.all(Array.from({ length: 8 }, () => many.query('SELECT pg_sleep(0.05)')))
      const started = await Promise.allSettled(Array.from({ length: 8 }, () => store.migrate()))
      const verified = await store.verify().finally(() => many.end())
      expect(started.filter(({ status }) => status === 'rejected')).toEqual([])
      expect(verified).toMatchObject({ ok: true, differences: [] })
    },
  )

  test('a follower waits for what a transaction that is still open may have written, and then gets each event once', async () => {
    const store = await opened()
    await store.execute(driver('before'))
    const client = await pool.connect()
    const slow = postgresStore({
      query: async (text, params) => ({ rows: (await client.query(text, params)).rows }),
      rules: asReported,
      schema: store.schema,
    })
    const seen: string[] = []
    let after: string | undefined
    const follow = async () => {
      const { events, next } = await store.events(after === undefined ? {} : { after })
      if (events.length > 0) after = next
      seen.push(...events.map((event) => (event.type === 'driver-enrolled' ? event.id : '')))
    }
    await settled(query)
    await client.query('BEGIN')
    try {
      expect((await slow.execute(driver('slow'))).status).toBe('accepted')
      expect((await store.execute(driver('quick'))).status).toBe('accepted')
      await follow()
    } finally {
      await client.query('COMMIT')
      client.release()
    }
    expect(seen).toEqual(['before'])
    await settled(query)
    await follow()
    await follow()
    expect([...seen].sort()).toEqual(['before', 'quick', 'slow'])
  })

  const PEOPLE = 40
  test.each(LEVELS)(
    'an erasure that four commands of the person race with never fails, under %s; erased again, nothing of anybody is left',
    async (level) => {
      const home = await opened(cn)
      const { schema } = home
      const options = `-c default_transaction_isolation=${level.replace(' ', '\\ ')}`
      const pools = await Promise.all([1, 2].map(() => poolOf(server, { max: 5, options })))
      const [erasing, working] = pools.map((each) =>
        postgresStore({
          query: async (text, params) => ({ rows: (await each.query(text, params)).rows }),
          rules: cn,
          schema,
        }),
      ) as [Store, Store]
      const rejected: unknown[] = []
      const again: unknown[] = []
      try {
        for (let n = 0; n < PEOPLE; n++) {
          const person = `person-${n}-`
          await home.executeMany([enrolVehicle(`v${n}`, 'owner'), enrolVehicle(`w${n}`, 'owner'), driver(person)])
          const results = await Promise.allSettled<unknown>([
            erasing.erase(person, `as-${n}`),
            working.execute({ ...binding(person, `v${n}`), ownerConsent: 'qr' } as StoreCommand, { key: `b${n}` }),
            working.execute(enrolVehicle(`n${n}`, person), { key: `c${n}` }),
            working.execute({ type: 'changeLicence', driver: person, licence: { states: [], classes: ['B1'] } }),
            working.execute({ type: 'transferVehicle', vehicle: `w${n}`, to: { kind: 'individual', id: person } }),
          ])
          rejected.push(...results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])))
          await erasing.erase(person, `as-${n}`, { again: true }).catch((error) => again.push(error))
        }
      } finally {
        await Promise.all(pools.map((each) => each.end()))
      }
      expect([rejected, again]).toEqual([[], []])
      const tables = (await query(`SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}'`, [])).rows
      expect(tables.length).toBeGreaterThan(10)
      for (const { name } of tables as readonly { name: string }[]) {
        const { rows } = await query(
          `SELECT t::text AS text FROM ${schema}."${name}" t WHERE strpos(t::text, 'person-') > 0`,
          [],
        )
        expect(rows).toEqual([])
      }
      expect(await home.verify()).toMatchObject({ ok: true, differences: [] })
    },
  )

  test('tables that are copied into another database, in the order of a dump, verify clean, serve followers and keys, and go on', async () => {
    const store = await opened()
    const { schema } = store
    const release = { type: 'release', driver: 'a', vehicle: 'v', by: 'driver' } as const
    await store.executeMany([
      driver('a'),
      driver('b'),
      vehicle('v'),
      vehicle('w'),
      binding('a', 'v'),
      binding('b', 'v'),
    ])
    const released = await store.execute(release, { key: 'once' })
    expect(released.status).toBe('accepted')
    const { events, next } = await store.events()
    const sequence = `SELECT last_value FROM ${schema}.position`

    await query('CREATE DATABASE restored', [])
    const other = await poolOf({ ...server, url: server.url.replace(/[^/]*$/, 'restored') }, { max: 2 })
    try {
      const rows = async (sql: string) => (await query(sql, [])).rows as readonly Record<string, unknown>[]
      const [{ folder }] = (await rows(`SELECT current_setting('data_directory') AS folder`)) as [{ folder: string }]
      await other.query(schemaSql({ schema, rules: asReported }))
      await other.query(`DELETE FROM ${schema}.meta; DELETE FROM ${schema}.migrations; DELETE FROM ${schema}.laws`)
      for (const { name } of await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}'`)) {
        const table = `${schema}.${name} %s '${folder}/copied-${name}'`
        await query(`COPY ${table.replace('%s', 'TO')}`, [])
        await other.query(`COPY ${table.replace('%s', 'FROM')}`)
      }
      const [{ last_value: last }] = (await rows(sequence)) as [{ last_value: string }]
      await other.query(`SELECT setval('${schema}.position', ${last})`)
      const restored = postgresStore({
        query: async (text, params) => ({ rows: (await other.query(text, params)).rows }),
        rules: asReported,
        schema,
      })
      await restored.migrate()
      expect(await restored.verify()).toMatchObject({ ok: true, differences: [] })
      expect((await restored.events()).events).toEqual(events)
      expect((await restored.events({ after: next })).events).toEqual([])
      expect(await restored.execute(release, { key: 'once' })).toEqual({ ...released, repeated: true })
      const bound = await restored.execute(binding('a', 'w'))
      expect(bound).toMatchObject({ status: 'accepted', event: (await restored.events({ after: next })).events[0] })
      expect(await restored.verify()).toMatchObject({ ok: true, differences: [] })
      expect((await store.events({ after: next })).events).toEqual([])
    } finally {
      await other.end()
      await query('DROP DATABASE restored', [])
    }
  })
})
