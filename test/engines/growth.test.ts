/** How work grows with the rows, in rows that pass through the plan and never by a clock: ten times the rows, at most eleven times the work. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cn, cn2024, QUESTIONS } from '../../src/law/index.ts'
import { auditSql, compareSql, DIALECTS, decisionSql, factsSql } from '../../src/sql/index.ts'
import { duckdb, ENGINES, type Engine } from './engines.ts'
import { histories, loadTables } from './history.ts'
import { lawsOn, REFORMS } from './laws.ts'

/** The rows that every step of the plan read or gave, summed, as the engine counts them while it runs the query. */
async function rowsThrough(engine: Engine, sql: string): Promise<number> {
  if (engine.dialect === 'duckdb') {
    const [row] = await engine.rows(`EXPLAIN (ANALYZE, FORMAT json) ${sql}`)
    return sumIn(JSON.parse(String(row?.explain_value)), ['operator_cardinality', 'operator_rows_scanned'])
  }
  const [row] = await engine.rows(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT json) ${sql}`)
  return sumIn(row?.['QUERY PLAN'], ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Join Filter'])
}

/** The sum of some numbers of every node of a plan; what a node does several times counts each time. */
function sumIn(node: unknown, names: readonly string[]): number {
  if (typeof node !== 'object' || node === null) return 0
  const record = node as Readonly<Record<string, unknown>>
  const loops = typeof record['Actual Loops'] === 'number' ? record['Actual Loops'] : 1
  const own = names.reduce((sum, name) => sum + (typeof record[name] === 'number' ? (record[name] as number) : 0), 0)
  return own * loops + Object.values(record).reduce((sum: number, each) => sum + sumIn(each, names), 0)
}

/** Those that count the rows that pass through a plan. */
const COUNTING = ENGINES.filter(([name]) => name === 'duckdb' || name === 'pglite')

describe.each(COUNTING)('in %s', (_, open) => {
  const engines: Engine[] = []
  beforeAll(async () => {
    // With ten histories PostgreSQL plans otherwise than with a hundred: it begins where there are no rows, and leaves the rest undone.
    for (const size of [40, 400]) {
      const engine = await open()
      await loadTables(engine, histories(size, 7).tables)
      await engine.run('ANALYZE')
      engines.push(engine)
    }
  })
  afterAll(() => Promise.all(engines.map((engine) => engine.close())))

  const factorOf = async (sql: string) => {
    const [few, many] = engines as [Engine, Engine]
    return (await rowsThrough(many, sql)) / (await rowsThrough(few, sql))
  }
  const dialect = open === duckdb ? 'duckdb' : 'postgresql'

  test.each(QUESTIONS)('facts from history and their decisions: %s', async (question) => {
    const sql = decisionSql(cn, question, { dialect, from: { sql: factsSql(question, { dialect }) } })
    // Each history has an act at least. Among few rows a plan may well go through more of them than among many.
    expect(await rowsThrough(engines[1] as Engine, sql)).toBeGreaterThan(400)
    expect(await factorOf(sql)).toBeLessThan(11)
  })

  test.each(auditSql(cn, { dialect, inline: true }).queries.map(({ name, sql }) => [name, sql] as const))(
    '%s',
    async (_, sql) => {
      expect(await factorOf(sql)).toBeLessThan(11)
    },
  )
})

test.each(QUESTIONS)('the text of a decision grows with the provisions: %s', (question) => {
  const lengths = [...lawsOn(question).flatMap(([, rules]) => ('sets' in rules ? [] : [rules])), ...REFORMS].map(
    (rules) =>
      [rules[question].length, decisionSql(rules, question, { dialect: 'duckdb', from: 'facts' }).length] as const,
  )
  const perProvision = lengths
    .filter(([provisions]) => provisions > 0)
    .map(([provisions, length]) => length / provisions)
  expect(Math.max(...perProvision) / Math.min(...perProvision)).toBeLessThan(3)
})

describe.each(DIALECTS)('lengths in %s', (dialect) => {
  const bytes = (sql: string) => Buffer.byteLength(sql)

  test.each(QUESTIONS)('a decision under the national book is at most 35,000 characters: %s', (question) => {
    expect(decisionSql(cn, question, { dialect, from: 'facts' }).length).toBeLessThanOrEqual(35_000)
    expect(compareSql(cn, cn2024, question, { dialect, from: 'facts' }).length).toBeLessThan(55_000)
  })

  test('an audit is at most 150 kB, each query at most 45 kB, each line shorter than 200 characters', () => {
    const { setup, queries } = auditSql(cn, { dialect })
    const texts = [...setup, ...queries.map(({ sql }) => sql)]
    expect(texts.reduce((sum, sql) => sum + bytes(sql), 0)).toBeLessThanOrEqual(150_000)
    const decisions = QUESTIONS.map((question) => decisionSql(cn, question, { dialect, from: 'facts' }))
    for (const sql of [...texts, ...decisions]) {
      expect(bytes(sql)).toBeLessThanOrEqual(45_000)
      expect(Math.max(...sql.split('\n').map(({ length }) => length))).toBeLessThan(200)
    }
  })

  test('no query inline is longer than ClickHouse takes unless it is told', () => {
    for (const { name, sql } of auditSql(cn, { dialect, inline: true }).queries)
      expect([name, bytes(sql) < 262_144]).toEqual([name, true])
  })
})
