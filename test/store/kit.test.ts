/** The kit that others test their systems with, on the store: one client after another on PGlite. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { checkAgainst } from '../../src/testing/index.ts'
import { storeAdapter } from './kit.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const HISTORIES = Number(process.env.DEMERIT_RUNS ?? 5)

test('the store agrees with the library', async () => {
  const adapter = await storeAdapter(db.query, 'kit')
  const found = await checkAgainst(adapter, { rules: asReported, histories: HISTORIES, maxCommands: 40 })
  expect(found).toMatchObject({ kind: 'agrees' })
})
