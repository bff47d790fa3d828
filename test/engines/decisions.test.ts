/** Every engine judges every row as the library does: verdict and all lists, under every shipped set, in halves, the book and reforms. */
import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QUESTIONS, type Question, type RuleSet } from '../../src/law/index.ts'
import { compareSql, decisionSql, factsTable } from '../../src/sql/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
import { WHOLE } from '../support/whole.ts'
import { ENGINES, type Engine, NO_ENGINE } from './engines.ts'
import { type Answers, answersOf, comparedInside, differingInside, loadAnswers, type Pair } from './inside.ts'
import { lawsOn } from './laws.ts'
import { derivedRows, nearRows } from './near.ts'

const SEED = Number(process.env.DEMERIT_SEED ?? randomInt(2 ** 31))
const ROWS = Number(process.env.DEMERIT_SQL_ROWS ?? (WHOLE ? 20_000 : 2_000))
/** Near rows reach in hundreds what random ones reach in thousands. */
const NEAR = Math.max(500, ROWS / 10)
const CHUNK = 2000
const drawn: { readonly [Q in Question]: readonly object[] } = {
  bind: rowsFor('bind', partialBindingFacts()),
  handle: rowsFor('handle', partialHandlingFacts()),
}

/** Random rows, those derived from the provisions, and rows near a permitted one; none where there is no database. */
function rowsFor(question: Question, random: unknown): readonly object[] {
  if (ENGINES.length === 0) return []
  return [
    ...fc.sample(random as fc.Arbitrary<object>, { numRuns: ROWS, seed: SEED }),
    ...derivedRows(question),
    ...nearRows(question, NEAR, SEED),
  ]
}

const laws = { bind: lawsOn('bind'), handle: lawsOn('handle') }
const answers: { readonly [Q in Question]: Answers } = { bind: answersOn('bind'), handle: answersOn('handle') }

const nameOf = (question: Question, law: number) => laws[question][law]?.[0]

/** Every third law beside the next: sets, a set beside the book, reforms, halves. */
function pairsOn(question: Question): readonly Pair[] {
  const all = laws[question].map((_, law) => [law, (law + 1) % laws[question].length] as const)
  return all.filter(([law]) => law % 3 === 1)
}

function answersOn(question: Question): Answers {
  const rules = laws[question].map(([, each]) => each)
  return answersOf(question, rules, pairsOn(question), drawn[question])
}

describe('decisions in SQL', () => {
  if (ENGINES.length === 0) test.todo(NO_ENGINE)
  describe.each(ENGINES)('%s', (_, open) => {
    let engine: Engine
    beforeAll(async () => {
      engine = await open()
      for (const question of QUESTIONS) {
        const table = factsTable(question, { dialect: engine.dialect, name: `facts_${question}` })
        await engine.run(table.ddl)
        for (let from = 0; from < drawn[question].length; from += CHUNK) {
          const rows = drawn[question].slice(from, from + CHUNK).map((facts, index) => ({ id: from + index, facts }))
          const { sql, rejected } = table.insert(rows)
          expect(rejected).toEqual([])
          await engine.run(sql)
        }
        await loadAnswers(engine, `answers_${question}`, answers[question])
      }
    })
    afterAll(() => engine.close())

    describe.each(QUESTIONS)('%s', (question) => {
      test.each(laws[question].map(([name, rules], law) => [name, rules, law] as const))(
        'under %s no row differs, in verdict or list',
        async (_, rules, law) => {
          const sql = decisionSql(rules, question, { dialect: engine.dialect, from: `facts_${question}` })
          const { rows, differing } = await differingInside(engine, `answers_${question}`, law, sql)
          expect(rows).toBe(drawn[question].length)
          const shown = differing.map((row) => ({ ...row, facts: drawn[question][Number(row.id)] }))
          expect([shown, SEED]).toEqual([[], SEED])
        },
      )

      test.each(
        pairsOn(question).map(
          ([one, other], pair) => [nameOf(question, one), nameOf(question, other), one, other, pair] as const,
        ),
      )('%s beside %s: the rows whose verdict differs, and by which rules', async (_, __, one, other, pair) => {
        const [a, b] = [one, other].map((law) => laws[question][law]?.[1]) as [RuleSet, RuleSet]
        const sql = compareSql(a, b, question, { dialect: engine.dialect, from: `facts_${question}` })
        const place = laws[question].length + pair
        const { rows, differing } = await comparedInside(engine, `answers_${question}`, place, sql)
        expect(rows).toBe(drawn[question].length)
        const shown = differing.map((row) => ({ ...row, facts: drawn[question][Number(row.id)] }))
        expect([shown, SEED]).toEqual([[], SEED])
      })

      test('the comparison sees where an answer is another', async () => {
        const [, rules] = laws[question][0] as (typeof laws)[Question][number]
        const sql = decisionSql(rules, question, { dialect: engine.dialect, from: `facts_${question}` })
        const { differing } = await differingInside(engine, `answers_${question}`, 1, sql)
        expect(differing.length).toBe(3)
      })
    })
  })
})
