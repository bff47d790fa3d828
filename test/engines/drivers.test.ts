/** The store on the drivers that the guide names: the same answers, the same tables, and types that fit without a cast. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { enginesInstalled, loadPackage, poolOf, postgresServer, type Server } from './engines.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const NAMES = ['node-postgres', 'postgres.js', 'PGlite'] as const
type Name = (typeof NAMES)[number]
interface Opened {
  readonly query: Query
  readonly end: () => Promise<void>
}

/** A name with all that an id may have in it and that means something to a driver, to arrays or to JSON. */
const ODD = '{a,NULL}:$1?京'

describe.skipIf(!enginesInstalled)('drivers', () => {
  let server: Server
  const opened = new Map<Name, Opened>()
  beforeAll(async () => {
    server = await postgresServer()
    // The file is compiled against the drivers' types below; here the packages are found in this folder.
    const { default: postgres } = await loadPackage('postgres')
    const { PGlite } = await loadPackage('@electric-sql/pglite')
    const pool = await poolOf(server, { max: 2 })
    const sql = postgres(server.url, { max: 2, onnotice: () => {} })
    const db = await PGlite.create()
    opened.set('node-postgres', { query: (text, params) => pool.query(text, params), end: () => pool.end() })
    opened.set('postgres.js', {
      query: async (text, params) => ({ rows: await sql.unsafe(text, params) }),
      end: () => sql.end(),
    })
    opened.set('PGlite', { query: (text, params) => db.query(text, params), end: () => db.close() })
  })
  afterAll(async () => {
    for (const each of opened.values()) await each.end()
    await server?.remove()
  })

  /** All that a store can be asked, on one driver; positions left out, since they are the server's. */
  async function played(name: Name): Promise<unknown> {
    const { query } = opened.get(name) as Opened
    let now = Date.parse('2018-09-10T09:00:00+08:00')
    const store = postgresStore({ query, rules: asReported, schema: `on_${NAMES.indexOf(name)}`, now: () => now })
    await store.migrate()
    await store.migrate()
    const licence = { states: ['medical-deferred'], classes: ['C1', 'D'], firstIssuedOn: '2012-04-01' } as const
    const owner = { kind: 'unit', id: 'u' } as const
    const commands: readonly StoreCommand[] = [
      { type: 'enrolDriver', id: ODD, licence },
      { type: 'enrolDriver', id: 'd2', licence },
      { type: 'enrolVehicle', id: '京A12345', owner, plateType: '02', operating: false },
      { type: 'bind', driver: ODD, vehicle: '京A12345', channel: 'app', identityVerified: true },
    ]
    const answers: unknown[] = [...(await store.executeMany(commands))]
    now += 86_400_000
    const recorded = { occurredAt: now - 1000, fine: 20_000, points: 3, recordedBy: 'monitoring' } as const
    const bind = { type: 'bind', driver: 'd2', vehicle: '京A12345', channel: 'app', identityVerified: true } as const
    for (const [command, key] of [
      [{ type: 'recordViolation', id: 'x', vehicle: '京A12345', ...recorded }, undefined],
      [{ type: 'recordViolation', id: 'y', vehicle: '京A12345', ...recorded }, undefined],
      [bind, 'key-1'],
      [bind, 'key-1'],
      [{ ...bind, driver: ODD }, 'key-1'],
      [{ type: 'bind', driver: ODD, vehicle: '京A12345', channel: 'app' }, 'key-2'],
      [{ type: 'handle', violation: 'x', driver: ODD, channel: 'app', identityVerified: true }, undefined],
      [{ type: 'revokeHandling', violation: 'x', ground: 'penalty-revoked' }, undefined],
      [{ type: 'withdrawViolation', violation: 'x', ground: 'a “ground”, {with} \\ and $2' }, undefined],
      [{ type: 'changeLicence', driver: 'd2', licence: { states: ['cancelled'], classes: [] } }, undefined],
    ] as const) {
      answers.push(await store.execute(command as StoreCommand, key === undefined ? {} : { key }))
    }
    answers.push(await store.bindingFacts({ driver: ODD, vehicle: '京A12345', channel: 'app' }))
    answers.push(await store.handlingFacts({ driver: ODD, violation: 'y', channel: 'app' }))
    answers.push(await store.openViolationsFor(ODD), await store.openViolationsFor('d2', { vehicles: ['京A12345'] }))
    const { events, next } = await store.events({ limit: 5 })
    answers.push(events, (await store.events({ after: next })).events)
    answers.push(await store.verify())
    await expect(
      postgresStore({
        query,
        rules: asReported,
        schema: `on_${NAMES.indexOf(name)}`,
        calendar: { holidays: ['2018-10-01'] },
      }).bindingFacts({ driver: ODD, vehicle: '京A12345', channel: 'app' }),
    ).rejects.toMatchObject({ code: 'other-law' })
    return JSON.parse(
      JSON.stringify(answers, (key, value) => (key === 'position' || key === 'until' ? typeof value : value)),
    )
  }

  test('node-postgres, postgres.js and PGlite give the same answers, events and tables', async () => {
    const [first, ...others] = [await played('node-postgres'), await played('postgres.js'), await played('PGlite')]
    expect((first as { status?: string }[]).slice(0, 14).map((answer) => answer.status)).toEqual([
      ...['accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'accepted'],
      ...['refused', 'refused', 'accepted', 'accepted', 'accepted', 'accepted'],
    ])
    expect((first as unknown[]).at(-1)).toMatchObject({ ok: true, differences: [] })
    for (const other of others) expect(other).toEqual(first)
  })

  test.each(NAMES)(
    'on %s a race that is lost is seen as one: the code of the error is where the store looks',
    async (name) => {
      const { query } = opened.get(name) as Opened
      await query('CREATE TABLE IF NOT EXISTS once (id text PRIMARY KEY)', [])
      await query("INSERT INTO once VALUES ('a') ON CONFLICT DO NOTHING", [])
      await expect(query('INSERT INTO once VALUES ($1::text)', ['a'])).rejects.toMatchObject({ code: '23505' })
    },
  )

  test.skipIf(!existsSync(new URL('node_modules/@types/pg', import.meta.url)))(
    'each driver is a query without a cast, by its own types',
    async () => {
      const compiled = promisify(execFile)(
        process.execPath,
        ['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', 'test/engines/drivers'],
        { cwd: ROOT },
      )
      expect(await compiled.catch(({ stdout }: { stdout: string }) => ({ stdout }))).toMatchObject({ stdout: '' })
    },
  )
})
