/** The text of the SQL, for review: `npm test -- engines/text -u` writes it anew. */
import { describe, expect, test } from 'vitest'
import { QUESTIONS } from '../../src/index.ts'
import { cn, cn2018february, cn2024, reform } from '../../src/law/index.ts'
import { auditSql, compareSql, DIALECTS, decisionSql, factsSql, factsTable } from '../../src/sql/index.ts'

describe.each(DIALECTS)('%s', (dialect) => {
  const written = (name: string) => `./text/${dialect}/${name}.sql`

  test.each(QUESTIONS)('a table and a decision: %s', async (question) => {
    await expect(`${factsTable(question, { dialect, name: 'facts' }).ddl}\n`).toMatchFileSnapshot(
      written(`table-${question}`),
    )
    const sql = decisionSql(cn2024, question, { dialect, from: 'facts', trusted: true })
    await expect(`${sql}\n`).toMatchFileSnapshot(written(`decision-${question}`))
  })

  test.each(QUESTIONS)('facts from history: %s', async (question) => {
    await expect(`${factsSql(question, { dialect })}\n`).toMatchFileSnapshot(written(`facts-${question}`))
  })

  test.skipIf(dialect === 'clickhouse')('points by recursion', async () => {
    const sql = factsSql('handle', { dialect, points: 'recursive' })
    await expect(`${sql}\n`).toMatchFileSnapshot(written('facts-handle-recursive'))
  })

  test('an audit', async () => {
    const queries = auditSql(cn, { dialect }).filter(({ name }) => !name.endsWith('-by-month'))
    const text = queries
      .map(({ name, title, exact, sql }) => `-- ${name} (${exact})\n-- ${title.zh}\n-- ${title.en}\n${sql};\n`)
      .join('\n')
    await expect(text).toMatchFileSnapshot(written('audit'))
  })

  test('a comparison', async () => {
    const sql = compareSql(cn2018february, cn2024, 'bind', { dialect, from: 'facts' })
    await expect(`${sql}\n`).toMatchFileSnapshot(written('compare-bind'))
  })
})

test('the title of a query says where none of the sets has the rule that it is about', () => {
  const without = reform(cn2024, (draft) => {
    draft.bind = draft.bind.filter(({ rule }) => rule !== 'driver-cap' && rule !== 'own-vehicle')
  })
  const saying = (rules: typeof cn2024) =>
    auditSql(rules, { dialect: 'duckdb' }).filter(
      ({ title }) => title.en.endsWith('has such a rule, so nothing is found') && title.zh.endsWith('故查不出'),
    )
  expect(saying(without).map(({ name }) => name)).toEqual([
    'driver-over-cap',
    'driver-over-cap-after-instant',
    'own-vehicle',
  ])
  expect(saying(cn2024)).toEqual([])
})

test('in PostgreSQL every step is planned by itself', () => {
  const sql = factsSql('handle', { dialect: 'postgresql' })
  const steps = [...sql.matchAll(/^demerit_\w+ AS (\w* ?)\(/gm)].map(({ 1: how }) => how)
  expect(steps.length).toBeGreaterThan(5)
  expect(new Set(steps)).toEqual(new Set(['MATERIALIZED ']))
})
