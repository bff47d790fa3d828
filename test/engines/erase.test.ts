/** Writers beside erase() on a server: whoever comes second waits and sees what the first wrote, so that nothing is left in part. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { bind, enrolDriver, enrolVehicle } from '../store/commands.ts'
import { enginesInstalled, poolOf, postgresServer, type Server } from './engines.ts'

// biome-ignore lint/suspicious/noExplicitAny: the package's own types are not needed here.
type Pool = any

const AGAIN = { again: true } as const
const transfer = (vehicle: string, id: string): StoreCommand => ({
  type: 'transferVehicle',
  vehicle,
  to: { kind: 'individual', id },
})

describe.skipIf(!enginesInstalled)('erase() on PostgreSQL 18', () => {
  let server: Server
  let pool: Pool
  let schemas = 0

  beforeAll(async () => {
    server = await postgresServer()
    pool = await poolOf(server, { max: 8 })
  })
  afterAll(async () => {
    await pool?.end()
    await server?.remove()
  })

  const queryOf =
    (on: Pool): Query =>
    async (text, params) => ({ rows: (await on.query(text, params)).rows })
  const storeOf = (schema: string, query: Query) => postgresStore({ query, rules: asReported, schema })

  /** A store with a driver who owns a vehicle, and another vehicle. */
  async function opened() {
    const schema = `erase_${++schemas}`
    const store = storeOf(schema, queryOf(pool))
    await store.migrate()
    await store.executeMany([enrolDriver('d'), enrolVehicle('own', 'd'), enrolVehicle('v', 'o')])
    return { schema, store }
  }

  /** Rows that name the person, by table. */
  async function naming(schema: string): Promise<Record<string, number>> {
    const found: Record<string, number> = {}
    for (const table of ['events', 'vehicles', 'owners', 'drivers', 'parties', 'bindings', 'handlings', 'keys']) {
      const where = `t::text LIKE '%"d"%' OR to_jsonb(t) @? '$.* ? (@ == "d")'`
      const { rows } = await pool.query(`SELECT FROM ${schema}.${table} t WHERE ${where}`)
      if (rows.length > 0) found[table] = rows.length
    }
    return found
  }

  const FIRST = 'the first time'
  const ANEW = 'again, when nothing names them'
  const KNOWN = 'again, when something names them'
  test.each<readonly [when: string, underWay: StoreCommand, next: StoreCommand | null]>([
    [FIRST, enrolVehicle('late', 'd'), null],
    [FIRST, transfer('v', 'd'), transfer('v', 'o')],
    [FIRST, transfer('own', 'o'), null],
    [FIRST, bind('d', 'v'), null],
    [ANEW, enrolVehicle('late', 'd'), null],
    [ANEW, enrolDriver('d'), null],
    [ANEW, transfer('v', 'd'), transfer('v', 'o')],
    [KNOWN, enrolVehicle('late', 'd'), null],
    [KNOWN, enrolDriver('d'), null],
    [KNOWN, transfer('v', 'd'), transfer('v', 'o')],
  ])(
    '%s: it waits for a command that was written and not yet committed, and leaves nothing of it: %j',
    async (when, underWay, next) => {
      const { schema, store } = await opened()
      if (when !== FIRST) await store.erase('d', 'as-1')
      if (when === KNOWN) await store.execute(enrolVehicle('between', 'd'))
      const [writer, holder] = [await pool.connect(), await pool.connect()]
      await writer.query('BEGIN')
      expect(await storeOf(schema, queryOf(writer)).execute(underWay)).toMatchObject({ status: 'accepted' })
      // What the command wrote becomes visible while a statement of erase() waits, as it does under load.
      await holder.query(`BEGIN; SELECT FROM ${schema}.owners WHERE owner = 'd' FOR UPDATE`)
      let left = next
      const eraser = storeOf(schema, async (text, params) => {
        const answer = await pool.query(text, params)
        const then = left
        if (then !== null && text.includes('.erase(')) {
          left = null
          expect(await store.execute(then)).toMatchObject({ status: 'accepted' })
        }
        return { rows: answer.rows }
      })
      let hasEnded = false
      const erased = eraser.erase('d', 'as-1', when === FIRST ? {} : AGAIN).finally(() => {
        hasEnded = true
      })
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`
      while (!hasEnded && (await pool.query(waiting)).rows.length === 0);
      await writer.query('COMMIT')
      await holder.query('ROLLBACK')
      for (const client of [writer, holder]) client.release()
      expect(await erased).toBeGreaterThan(0)
      expect(await naming(schema)).toEqual({})
      expect(await store.erase('d', 'as-2')).toBe(0)
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    },
  )

  test('writers that go on beside it: each is told an outcome, and when they have ended, nothing is left of the person', async () => {
    const { schema, store } = await opened()
    const owner = { kind: 'individual', id: 'd' } as const
    const commands: readonly ((n: number) => StoreCommand)[] = [
      (n) => ({ type: 'enrolVehicle', id: `n${n}`, owner, plateType: '02', operating: false }),
      () => enrolDriver('d'),
      (n) => transfer('v', n % 2 === 0 ? 'd' : 'other'),
    ]
    const log: string[] = []
    /** What a promise came to, which is noted. */
    const noted = async <T>(what: string, promise: Promise<T>, tell: (value: T) => string): Promise<string> => {
      const told = await promise.then(tell, (error) => [error.code, error.because, error.message].join(' '))
      log.push(`${what}: ${told}`)
      return told
    }
    const executed = (command: StoreCommand) =>
      noted(JSON.stringify(command), store.execute(command), (outcome) =>
        outcome.status === 'refused' ? `refused ${outcome.code}` : outcome.status,
      )
    let as = 1
    const erased = async (again: boolean) => {
      const told = await noted(`erase as-${as}`, store.erase('d', `as-${as}`, { again }), (rows) => `${rows} rows`)
      // What was written of both ids at once may be dated the other way round: then the person gets another id.
      if (told.startsWith('not-one times')) as++
      return told
    }
    const [first, ...told] = await Promise.all([
      erased(false),
      ...commands.map(async (command) => {
        const all: string[] = []
        for (let n = 0; n < 40; n++) all.push(await executed(command(n)))
        return all
      }),
    ])
    // It may find them anew each time: then it is called again.
    const tries = [first]
    while (tries.at(-1) !== '0 rows' && tries.length < 40) tries.push(await erased(true))
    const each = (texts: readonly string[]) => [...new Set(texts.map((text) => text.split(' ')[0]))].sort()
    const seen = () => log.join('\n')
    expect(each(told.flat()), seen()).toEqual(['accepted', 'refused'])
    expect(tries.at(-1), seen()).toBe('0 rows')
    for (const text of tries) expect(text, seen()).toMatch(/^(\d+ rows|contention|not-one times)/)
    expect(await naming(schema), seen()).toEqual({})
    expect(await store.verify(), seen()).toMatchObject({ ok: true, differences: [] })
  })
})
