// @ts-check
/** The tables that docs/guides/sql-reference.md and its twin in Chinese show of bench-results.json. */
import { fileURLToPath } from 'node:url'

export const RESULTS = fileURLToPath(new URL('bench-results.json', import.meta.url))
const guide = (/** @type {string} */ name) => fileURLToPath(new URL(`../../docs/guides/${name}`, import.meta.url))
/** What each page calls the tables of a run. */
export const GUIDES = {
  [guide('sql-reference.md')]: {
    compared: ['', 'generated, by hand = 1', 'with all columns, generated = 1'],
    of: (/** @type {string} */ engine, /** @type {string} */ rows, /** @type {string} */ table) =>
      `${engine}, ${rows} ${table}`,
    and: ', ',
    to: ' to ',
    grown: 'a row, among the fewest = 1',
    rows: ' rows',
    tables: { handlings: 'handlings', bindings: 'bindings' },
  },
  [guide('sql-reference.zh-CN.md')]: {
    compared: ['', '生成的，手写 = 1', '全部列，生成的 = 1'],
    of: (/** @type {string} */ engine, /** @type {string} */ rows, /** @type {string} */ table) =>
      `${engine}，${rows}次${table}`,
    and: '，',
    to: '至',
    grown: '一行，行数最少时 = 1',
    rows: ' 行',
    tables: { handlings: '处理', bindings: '备案' },
  },
}
/** @typedef {typeof GUIDES[string]} Says */

/** @typedef {{ low: number, median: number, high: number }} Quartiles */
/**
 * @typedef {object} Results
 * @property {readonly { engine: string, table: string, rules: string, rows: number, byHand: number, generated: number, allColumns: number, ratio: Quartiles }[]} compared
 * @property {readonly { engine: string, table: string, rows: number, nsARow: number }[]} growth
 * @property {readonly { table: string, rules: string, rows: number, nsARow: number }[]} library
 */

const NAMES = /** @type {Record<string, string>} */ ({ duckdb: 'DuckDB', clickhouse: 'ClickHouse' })
const [OPEN, CLOSE] = ['<!-- bench -->', '<!-- /bench -->']

/** The page with the tables of these results in their place. @param {string} page @param {Results} results @param {Says} says */
export function withTables(page, results, says) {
  const [before, rest] = page.split(OPEN)
  const after = rest?.split(CLOSE)[1]
  if (before === undefined || after === undefined) throw new Error(`${OPEN} and ${CLOSE} are wanted`)
  return `${before}${OPEN}\n\n${tablesOf(results, says)}\n\n${CLOSE}${after}`
}

/** @param {Results} results @param {Says} says */
function tablesOf({ compared, growth }, says) {
  const called = (/** @type {string} */ table) => says.tables[/** @type {keyof Says['tables']} */ (table)]
  const rows = compared.map(({ engine, table, rules, rows, generated, allColumns, ratio }) => [
    `${says.of(NAMES[engine] ?? engine, thousands(rows), called(table))}${says.and}\`${rules}\``,
    `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)}${says.to}${ratio.high.toFixed(2)})`,
    (allColumns / generated).toFixed(2),
  ])
  const sizes = [...new Set(growth.map(({ rows }) => rows))]
  const engines = [...new Map(growth.map((each) => [`${each.engine} ${each.table}`, each])).values()]
  const grown = engines.map(({ engine, table }) => {
    const own = growth.filter((each) => each.engine === engine && each.table === table)
    const least = own[0]?.nsARow ?? Number.NaN
    const cells = sizes.map((size) => own.find(({ rows }) => rows === size))
    return [
      `${NAMES[engine]}${says.and}${called(table)}`,
      ...cells.map((found) => (found === undefined ? '' : (found.nsARow / least).toFixed(2))),
    ]
  })
  return [
    tableOf(says.compared, rows),
    tableOf([says.grown, ...sizes.map((size) => `${thousands(size)}${says.rows}`)], grown),
  ].join('\n\n')
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function tableOf(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

/** @param {number} n */
function thousands(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}
