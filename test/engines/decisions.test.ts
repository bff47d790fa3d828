/** Every engine judges every row as the library does: verdict and all lists, under every shipped set, in halves, the book and reforms. */
import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QUESTIONS, type Question } from '../../src/law/question.ts'
import { decisionSql, factsTable } from '../../src/sql/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
import { differing } from './answers.ts'
import { clickhouse, duckdb, type Engine, enginesInstalled, pglite, postgresql } from './engines.ts'
import { lawsOn } from './laws.ts'
import { derivedRows, nearRows } from './near.ts'

const SEED = Number(process.env.DEMERIT_SEED ?? randomInt(2 ** 31))
const ROWS = Number(process.env.DEMERIT_SQL_ROWS ?? 2000)
const OPEN = { pglite, postgresql, duckdb, clickhouse } as const
const drawn: { readonly [Q in Question]: readonly object[] } = {
  bind: rowsFor('bind', partialBindingFacts()),
  handle: rowsFor('handle', partialHandlingFacts()),
}

/** Random rows, those derived from the provisions, and rows near a permitted one. */
function rowsFor(question: Question, random: unknown): readonly object[] {
  if (!enginesInstalled) return []
  return [
    ...fc.sample(random as fc.Arbitrary<object>, { numRuns: ROWS, seed: SEED }),
    ...derivedRows(question),
    ...nearRows(question, ROWS, SEED),
  ]
}

describe.skipIf(!enginesInstalled)('decisions in SQL', () => {
  describe.each(Object.entries(OPEN))('%s', (_, open) => {
    let engine: Engine
    beforeAll(async () => {
      engine = await open()
      for (const question of QUESTIONS) {
        const table = factsTable(question, { dialect: engine.dialect, name: `facts_${question}` })
        await engine.run(table.ddl)
        const { sql, rejected } = table.insert(drawn[question].map((facts, id) => ({ id, facts })))
        expect(rejected).toEqual([])
        await engine.run(sql)
      }
    })
    afterAll(() => engine.close())

    describe.each(QUESTIONS)('%s', (question) => {
      test.each(lawsOn(question))('under %s no row differs, in verdict or list', async (_, rules) => {
        const sql = decisionSql(rules, question, { dialect: engine.dialect, from: `facts_${question}` })
        const rows = await engine.rows(sql)
        expect(rows.length).toBe(drawn[question].length)
        expect([differing(rows, drawn[question], rules, question).slice(0, 3), SEED]).toEqual([[], SEED])
      })
    })
  })
})
