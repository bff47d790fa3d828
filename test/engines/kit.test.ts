/** The kit that others test their systems with, on the store and a real server: commands at the same time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { type Adapter, checkAgainst, concurrently } from '../../src/testing/index.ts'
import { storeAdapter } from '../store/kit.ts'
import { enginesInstalled, poolOf, postgresServer, type Server } from './engines.ts'

const ROUNDS = Number(process.env.DEMERIT_RACE_ROUNDS ?? 20)

describe.skipIf(!enginesInstalled)('the kit on PostgreSQL 18', () => {
  let server: Server
  // biome-ignore lint/suspicious/noExplicitAny: the package's own types are not needed here.
  let pool: any
  beforeAll(async () => {
    server = await postgresServer()
    pool = await poolOf(server, { max: 8 })
  })
  afterAll(async () => {
    await pool?.end()
    await server?.remove()
  })
  const query = async (text: string, params: string[]) => ({ rows: (await pool.query(text, params)).rows })

  test(`in ${ROUNDS} rounds of clients at the same time some order always explains all answers`, async () => {
    const adapter = await storeAdapter(query, 'together')
    expect(await concurrently(adapter, { rules: asReported, rounds: ROUNDS })).toMatchObject({
      kind: 'holds',
    })
  })

  test('a store that forgets the versions of what it read breaks: the rounds find races', async () => {
    // The same statements, but each record is written whatever its version is, and the net of caps is gone.
    const careless = (text: string, params: string[]) =>
      query(text.replace(/ AND t\.version = \w+\.version/g, ''), params)
    const adapter = await storeAdapter(careless, 'careless')
    await query('ALTER TABLE careless.bindings DROP CONSTRAINT driver_cap', [])
    await query('ALTER TABLE careless.bindings DROP CONSTRAINT vehicle_cap', [])
    // Records that were overwritten can contradict each other: the store says so, which is no answer of the rule either.
    const execute: Adapter['execute'] = async (command) => {
      try {
        return await adapter.execute(command)
      } catch (error) {
        if ((error as { code?: unknown }).code === 'bad-row') return { status: 'refused', code: 'bad-row' }
        throw error
      }
    }
    expect(await concurrently({ ...adapter, execute }, { rules: asReported, rounds: 1_000 })).toMatchObject({
      kind: 'breaks',
    })
  })

  test('one after another the store agrees with the library', async () => {
    const adapter = await storeAdapter(query, 'alone')
    expect(await checkAgainst(adapter, { rules: asReported, histories: ROUNDS })).toMatchObject({ kind: 'agrees' })
  })
})
