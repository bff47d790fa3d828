/** The example store on MariaDB: one server, and three nodes of a Galera cluster that clients write at once, one of which is killed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterEach, describe, expect, test } from 'vitest'
import type { StoreCommand } from '../../src/postgres/index.ts'
import type { RecordStore, StoreOnOptions } from '../../src/store/index.ts'
import { bind, enrolDriver, enrolVehicle } from '../store/commands.ts'
import { enginesInstalled, freePort, loadPackage } from './engines.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MARIADB = '/usr/sbin/mariadbd'
const GALERA = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib/libgalera_smm.so'].find((file) => existsSync(file))
const isInstalled = enginesInstalled && existsSync(MARIADB)
const ROUNDS = Number(process.env.DEMERIT_RACE_ROUNDS ?? 5)
const CLIENTS = 12

interface Node {
  readonly port: number
  readonly process: ChildProcess
}
const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

/** Servers of one folder each; more than one are the nodes of a cluster. */
async function servers(count: number): Promise<readonly Node[]> {
  const base = mkdtempSync(join(tmpdir(), 'demerit-mariadb-'))
  const root = process.getuid?.() === 0 ? ['--user=mysql'] : []
  const nodes: Node[] = []
  running.push(async () => {
    for (const { process: each } of nodes) if (each.exitCode === null && each.signalCode === null) each.kill('SIGKILL')
    await wait(200)
    rmSync(base, { recursive: true, force: true })
  })
  if (root.length > 0) execFileSync('chown', ['mysql:mysql', base])
  const talk: number[] = []
  for (let index = 0; index < count; index++) talk.push(await freePort())
  for (let index = 0; index < count; index++) {
    const [port, sst, ist] = [await freePort(), await freePort(), await freePort()]
    const data = join(base, String(index))
    mkdirSync(data)
    if (root.length > 0) execFileSync('chown', ['mysql:mysql', data])
    const made = [
      '--no-defaults',
      ...root,
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]
    execFileSync('mariadb-install-db', made, { stdio: 'ignore' })
    const cluster = [
      ...[
        '--wsrep-on=ON',
        `--wsrep-provider=${GALERA}`,
        '--wsrep-cluster-name=demerit',
        '--wsrep-sst-method=rsync',
        '--wsrep-sync-wait=1',
      ],
      `--wsrep-cluster-address=gcomm://${
        index === 0
          ? ''
          : talk
              .slice(0, index)
              .map((each) => `127.0.0.1:${each}`)
              .join(',')
      }`,
      ...[`--wsrep-node-address=127.0.0.1:${talk[index]}`, `--wsrep-sst-receive-address=127.0.0.1:${sst}`],
      `--wsrep-provider-options=base_port=${talk[index]};gmcast.listen_addr=tcp://127.0.0.1:${talk[index]};ist.recv_addr=127.0.0.1:${ist};gcache.size=32M;base_dir=${data}`,
    ]
    const args = [
      ...['--no-defaults', ...root, `--datadir=${data}`, `--socket=${join(data, 's.sock')}`, `--port=${port}`],
      ...[
        '--bind-address=127.0.0.1',
        '--binlog-format=ROW',
        '--innodb-autoinc-lock-mode=2',
        '--innodb-buffer-pool-size=64M',
      ],
      ...(count > 1 ? cluster : []),
    ]
    nodes.push({ port, process: spawn(MARIADB, args, { stdio: 'ignore' }) })
    await ready(port, count > 1)
  }
  return nodes
}

async function ready(port: number, isNode: boolean): Promise<void> {
  const { createConnection } = await loadPackage('mysql2/promise')
  for (let tries = 0; tries < 600; tries++) {
    await wait(100)
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
      const [rows] = await connection.query(`SHOW STATUS LIKE 'wsrep_ready'`)
      await connection.end()
      if (!isNode || rows[0]?.Value === 'ON') return
    } catch {}
  }
  throw new Error(`no server at port ${port}`)
}

/** The example and the law, of one copy of the library: that of the sources. */
async function bundled() {
  const outfile = join(ROOT, 'node_modules', '.cache', 'demerit', 'mysql-store.mjs')
  const contents = `export * from './docs/examples/mysql-store.mjs'; export { asReported } from './src/law/index.ts'`
  const alias = { 'demerit/store': join(ROOT, 'src/store/index.ts') }
  await build({ stdin: { contents, resolveDir: ROOT }, alias, bundle: true, platform: 'node', format: 'esm', outfile })
  return await import(pathToFileURL(outfile).href)
}

/** A store at each node, with a pool of its own. */
async function storesAt(nodes: readonly Node[], options: Partial<StoreOnOptions> = {}) {
  const { createConnection, createPool } = await loadPackage('mysql2/promise')
  const { asReported, mysqlStore, TABLES } = await bundled()
  const first = await createConnection({ host: '127.0.0.1', port: nodes[0]?.port, user: 'root' })
  for (const sql of ['CREATE DATABASE registry', 'USE registry', ...TABLES]) await first.query(sql)
  const pools = nodes.map(({ port }) =>
    createPool({ host: '127.0.0.1', port, user: 'root', database: 'registry', connectionLimit: 6 }),
  )
  running.unshift(async () => {
    for (const each of [first, ...pools]) await each.end().catch(() => {})
  })
  const stores: readonly RecordStore[] = pools.map((pool) => mysqlStore(pool, { rules: asReported, ...options }))
  const rows = async (sql: string) => (await first.query(sql))[0] as readonly Record<string, unknown>[]
  return { stores, rows }
}

const codeOf = (outcome: object) => ('code' in outcome ? String(outcome.code) : 'accepted')

/** Clients at all nodes race for the three places of a vehicle, again and again. */
async function raced(stores: readonly RecordStore[]): Promise<readonly (readonly string[])[]> {
  const at = (index: number) => stores[index % stores.length] as RecordStore
  const ids = Array.from({ length: CLIENTS }, (_, index) => `d${index}`)
  for (const id of ids) expect(await at(0).execute(enrolDriver(id))).toMatchObject({ status: 'accepted' })
  const rounds: string[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const vehicle = `v${round}`
    expect(await at(round).execute(enrolVehicle(vehicle, 'o'))).toMatchObject({ status: 'accepted' })
    const outcomes = await Promise.all(
      ids.map((id, index) => at(index).execute(bind(id, vehicle), { key: `${round}/${id}` })),
    )
    rounds.push(outcomes.map(codeOf).sort())
    for (const [index, outcome] of outcomes.entries())
      if (codeOf(outcome) === 'accepted')
        await at(index).execute({ type: 'release', driver: ids[index] as string, vehicle, by: 'driver' })
  }
  return rounds
}

/** Clients at all nodes enter the payment of one fine. */
async function paid(stores: readonly RecordStore[]): Promise<readonly string[]> {
  const at = (index: number) => stores[index % stores.length] as RecordStore
  const record = { id: 'owed', vehicle: 'v0', fine: 20_000, points: 1, recordedBy: 'monitoring' } as const
  const byApp = { channel: 'app', identityVerified: true, offenderPresent: false } as const
  const commands: readonly StoreCommand[] = [
    bind('d0', 'v0'),
    { type: 'recordViolation', ...record, occurredAt: Date.now() },
    { type: 'handle', driver: 'd0', violation: record.id, ...byApp },
  ]
  for (const [index, command] of commands.entries())
    expect(await at(index).execute(command, { key: `paid/${index}` })).toMatchObject({ status: 'accepted' })
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    at(index).execute({ type: 'payFine', violation: record.id }),
  )
  return (await Promise.all(clients)).map(codeOf).sort()
}
const PAID_ONCE = ['accepted', ...Array.from({ length: CLIENTS - 1 }, () => 'already-paid')]

const ONE_ROUND = [
  ...Array.from({ length: 3 }, () => 'accepted'),
  ...Array.from({ length: CLIENTS - 3 }, () => 'vehicle-cap'),
]

test.skipIf(!isInstalled)(
  'on one server of MariaDB the last places go to as many as there are, and a key is answered again',
  async () => {
    const { stores, rows } = await storesAt(await servers(1))
    expect(await raced(stores)).toEqual(Array.from({ length: ROUNDS }, () => ONE_ROUND))
    const store = stores[0] as RecordStore
    const first = await store.execute(bind('d0', 'v0'), { key: 'k' })
    expect(await store.execute(bind('d0', 'v0'), { key: 'k' })).toEqual({ ...first, repeated: true })
    // The example keeps no histories, so an officer corrects nothing there.
    await expect(store.correct({ changes: [{ omit: '1' }], ground: 'x' })).rejects.toMatchObject({
      code: 'no-histories',
    })
    const [count] = await rows('SELECT COUNT(*) AS n FROM events')
    expect(count?.n).toBe(CLIENTS + ROUNDS * 7 + 1)
  },
)

describe.skipIf(!isInstalled || GALERA === undefined)('on three nodes of a Galera cluster', () => {
  test('the last places go to as many as there are, and a fine is paid once; a node killed in the middle loses nothing that was accepted', async () => {
    const nodes = await servers(3)
    const { stores, rows } = await storesAt(nodes)
    expect(await raced(stores)).toEqual(Array.from({ length: ROUNDS }, () => ONE_ROUND))
    expect(await paid(stores)).toEqual(PAID_ONCE)
    const accepted: string[] = []
    const work = stores.map(async (store, index) => {
      for (let n = 0; n < 40; n++) {
        const id = `x${index}-${n}`
        const outcome = await store
          .execute(
            {
              type: 'recordViolation',
              id,
              vehicle: 'v0',
              occurredAt: Date.now() - 1000,
              fine: 100,
              points: 1,
              recordedBy: 'monitoring',
            },
            { key: id },
          )
          .catch(() => undefined)
        if (outcome?.status === 'accepted') accepted.push(id)
        if (index === 2 && n === 10) nodes[2]?.process.kill('SIGKILL')
      }
    })
    await Promise.all(work)
    expect(accepted.length).toBeGreaterThanOrEqual(80)
    const kept = new Set((await rows(`SELECT id FROM records WHERE kind = 'violation'`)).map(({ id }) => id))
    expect(accepted.filter((id) => !kept.has(id))).toEqual([])
    const [events] = await rows(`SELECT COUNT(*) AS n FROM events WHERE event LIKE '%violation-recorded%'`)
    expect(events?.n).toBe(kept.size)
  })
})
