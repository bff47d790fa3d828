/** Every engine judges every row as the library does: verdict and all lists, under every shipped set, the book and reforms. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideBinding, decideHandling, missingOf } from '../../src/index.ts'
import { type FactName, REQUIRED_FACTS } from '../../src/law/facts.ts'
import * as law from '../../src/law/index.ts'
import { QUESTIONS, type Question } from '../../src/law/question.ts'
import { decisionSql, factsTable } from '../../src/sql/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
import { clickhouse, duckdb, type Engine, enginesInstalled, pglite, postgresql, type Row } from './engines.ts'

const ROWS = Number(process.env.DEMERIT_SQL_ROWS ?? 2000)
const SETS = [
  law.cn2013,
  law.chengdu2017,
  law.asReported,
  law.plan2018,
  law.cn2018february,
  law.cn2018september,
  law.cn2020,
  law.cn2024,
  law.cn,
]
const OPEN = { pglite, postgresql, duckdb, clickhouse } as const
type Answer = {
  readonly verdict: string
  readonly rule_set: string | null
  readonly failing: string
  readonly unknown: string
  readonly missing: string
}

const drawn: { readonly [Q in Question]: readonly object[] } = {
  bind: fc.sample(partialBindingFacts() as fc.Arbitrary<object>, ROWS),
  handle: fc.sample(partialHandlingFacts() as fc.Arbitrary<object>, ROWS),
}

function answerOf(
  rules: law.RuleSet | law.RuleBook,
  question: Question,
  facts: { readonly [K in FactName]?: unknown },
): Answer {
  const lacking = REQUIRED_FACTS.filter((name) => facts[name] === undefined)
  if (law.isRuleBook(rules) && facts.at === undefined) {
    return { verdict: 'undetermined', rule_set: null, failing: '', unknown: '', missing: lacking.join() }
  }
  const set = law.isRuleBook(rules) ? law.ruleSetOn(rules, String(facts.at).slice(0, 10)) : rules
  const decision = question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
  if (decision.verdict === 'invalid') throw new Error('the drawn facts are of their types')
  const rulesThat = (outcome: string) =>
    decision.findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule)
  return {
    verdict: decision.verdict === 'permitted' && lacking.length > 0 ? 'undetermined' : decision.verdict,
    rule_set: decision.ruleSet,
    failing: rulesThat('fails').join(),
    unknown: rulesThat('unknown').join(),
    missing: [...new Set([...lacking, ...missingOf(decision)])].join(),
  }
}

function answerIn(row: Row): Answer {
  const list = (value: unknown) => (value as readonly string[]).join()
  return {
    verdict: row.verdict as string,
    rule_set: (row.rule_set as string | null) ?? null,
    failing: list(row.failing),
    unknown: list(row.unknown),
    missing: list(row.missing),
  }
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
      test.each(SETS.map((rules) => [rules.id, rules] as const))(
        'under %s no row differs, in verdict or list',
        async (_, rules) => {
          const sql = decisionSql(rules, question, { dialect: engine.dialect, from: `facts_${question}` })
          const rows = await engine.rows(sql)
          expect(rows.length).toBe(ROWS)
          const differing = rows.filter((row) => {
            const facts = drawn[question][Number(row.id)] as object
            return JSON.stringify(answerIn(row)) !== JSON.stringify(answerOf(rules, question, facts))
          })
          expect(
            differing.slice(0, 3).map((row) => ({
              facts: drawn[question][Number(row.id)],
              sql: answerIn(row),
              library: answerOf(rules, question, drawn[question][Number(row.id)] as object),
            })),
          ).toEqual([])
        },
      )
    })
  })
})
