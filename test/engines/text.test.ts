/** The text of the SQL, for review: `npm test -- engines/text -u` writes it anew. */
import { expect, test } from 'vitest'
import { cn2018February, cn2024, QUESTIONS, reform } from '../../src/law/index.ts'
import { auditSql, compareSql, DIALECTS, factsSql, factsTable } from '../../src/sql/index.ts'

test.each(DIALECTS)('%s: a table, a comparison and an audit under one set', async (dialect) => {
  const texts = QUESTIONS.flatMap((question) => [
    [`a table: ${question}`, factsTable(question, { dialect, name: 'facts' }).ddl],
    [`a comparison: ${question}`, compareSql(cn2018February, cn2024, question, { dialect, from: 'facts' })],
  ])
  const { setup, queries } = auditSql(cn2024, { dialect })
  texts.push(...setup.map((sql, index) => [`an audit: ${index + 1}`, sql]))
  texts.push(...queries.map(({ name, title, sql }) => [`${name}\n-- ${title.zh}\n-- ${title.en}`, sql]))
  const text = texts.map(([title, sql]) => `-- ${title}\n${sql};\n`).join('\n')
  await expect(text).toMatchFileSnapshot(`./text/${dialect}.sql`)
})

test.each(DIALECTS)('%s: an audit takes the facts of its acts from the query that gives them alone', (dialect) => {
  const { setup } = auditSql(cn2024, { dialect })
  for (const question of QUESTIONS) {
    const alone = factsSql(question, { dialect, ...(question === 'handle' ? { keep: ['violation'] } : {}) })
    const fromTheActs = alone.slice(alone.indexOf('demerit_acts AS'))
    expect(fromTheActs.length).toBeGreaterThan(5000)
    expect(setup.filter((statement) => statement.includes(fromTheActs))).toHaveLength(1)
  }
})

test('the title of a query says where none of the sets has the rule that it is about', () => {
  const without = reform(cn2024, (draft) => {
    draft.bind = draft.bind.filter(({ rule }) => rule !== 'driver-cap' && rule !== 'own-vehicle')
  })
  const saying = (rules: typeof cn2024) =>
    auditSql(rules, { dialect: 'duckdb' }).queries.filter(
      ({ title }) => title.en.endsWith('has such a rule, so nothing is found') && title.zh.endsWith('故查不出'),
    )
  expect(saying(without).map(({ name }) => name)).toEqual(['driver-over-cap', 'own-vehicle'])
  expect(saying(cn2024)).toEqual([])
})

test('in PostgreSQL every step is planned by itself', () => {
  const sql = factsSql('handle', { dialect: 'postgresql' })
  const steps = [...sql.matchAll(/^demerit_\w+ AS (\w* ?)\(/gm)].map(({ 1: how }) => how)
  expect(steps.length).toBeGreaterThan(5)
  expect(new Set(steps)).toEqual(new Set(['MATERIALIZED ']))
})
