// @ts-check
/** The tables that docs/guides/sql-reference.md shows of bench-results.json. */
import { fileURLToPath } from 'node:url'

export const RESULTS = fileURLToPath(new URL('bench-results.json', import.meta.url))
export const GUIDE = fileURLToPath(new URL('../../docs/guides/sql-reference.md', import.meta.url))

/** @typedef {{ low: number, median: number, high: number }} Quartiles */
/**
 * @typedef {object} Results
 * @property {readonly { engine: string, table: string, rules: string, rows: number, byHand: number, generated: number, allColumns: number, ratio: Quartiles }[]} compared
 * @property {readonly { engine: string, table: string, rows: number, nsARow: number }[]} growth
 * @property {readonly { table: string, rules: string, rows: number, nsARow: number }[]} library
 */

const NAMES = /** @type {Record<string, string>} */ ({ duckdb: 'DuckDB', clickhouse: 'ClickHouse' })
const [OPEN, CLOSE] = ['<!-- bench -->', '<!-- /bench -->']

/** The page with the tables of these results in their place. @param {string} page @param {Results} results */
export function withTables(page, results) {
  const [before, rest] = page.split(OPEN)
  const after = rest?.split(CLOSE)[1]
  if (before === undefined || after === undefined) throw new Error(`${GUIDE}: ${OPEN} and ${CLOSE} are wanted`)
  return `${before}${OPEN}\n\n${tablesOf(results)}\n\n${CLOSE}${after}`
}

/** @param {Results} results */
function tablesOf({ compared, growth }) {
  const rows = compared.map(({ engine, table, rules, rows, generated, allColumns, ratio }) => [
    `${NAMES[engine]}, ${thousands(rows)} ${table}, \`${rules}\``,
    `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
    (allColumns / generated).toFixed(2),
  ])
  const sizes = [...new Set(growth.map(({ rows }) => rows))]
  const engines = [...new Set(growth.map(({ engine, table }) => `${engine} ${table}`))]
  const grown = engines.map((each) => [
    each.replace(/^\w+/, (engine) => `${NAMES[engine]},`),
    ...sizes.map((size) => {
      const found = growth.find(({ engine, table, rows }) => `${engine} ${table}` === each && rows === size)
      const [least] = growth.filter(({ engine, table }) => `${engine} ${table}` === each)
      return found === undefined || least === undefined ? '' : (found.nsARow / least.nsARow).toFixed(2)
    }),
  ])
  return [
    tableOf(['', 'generated, by hand = 1', 'with all columns, generated = 1'], rows),
    tableOf(['a row, among the fewest = 1', ...sizes.map((size) => `${thousands(size)} rows`)], grown),
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
