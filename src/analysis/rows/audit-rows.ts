import type { Locale } from '../../explain/index.ts'
import { wordsArgument } from '../../explain/options.ts'
import { mistyped, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray, shorten } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { QUESTIONS, type Question } from '../../law/question.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import { countingActs } from './acts-by.ts'
import { rowChecks } from './checks.ts'
import { type HeaderProblem, headersArgument, type ReadHeaders, readHeaders } from './headers.ts'
import { rowJudge } from './row-judge.ts'
import { type ReadRow, rowReader } from './row-reader.ts'
import { type JudgedRow, type RowsSummary, summing } from './summary.ts'

/** How rows are judged. */
export interface AuditRowsOptions {
  readonly question: Question
  readonly rules: Rules
  /** Other rules that each row is judged by too, for comparison. */
  readonly against?: Rules
  /** The language of reasons; without it a row has codes alone, which is faster. */
  readonly locale?: Locale
}

const OPTIONS = ['question', 'rules', 'against', 'locale'] as const

/** An audit of the rows of one table. */
export interface RowAudit extends ReadHeaders {
  readonly ok: true
  /** Judges the next row: every cell is text, `''` where nothing is known. @throws TypeError for a number, a date or `null`. */
  readonly judge: (cells: readonly string[]) => JudgedRow
  readonly summary: () => RowsSummary
}

/**
 * Judges the rows of a table of text 批量审核, one after the other: a file, an export, a query of a database. Headers
 * are read in Chinese and English, and so are cells; a time without an offset is Beijing's, a fine in the unit of its
 * header. An empty cell is not known. Memory does not grow with the rows, except for the ids that are kept to find
 * duplicates and to count rows by licence and by vehicle.
 *
 * @example
 * ```ts
 * import { auditRows } from 'demerit/analysis'
 * import { cn } from 'demerit/rules'
 * const audit = auditRows(['办理时间', '办理渠道', '罚款金额'], { question: 'handle', rules: cn })
 * audit.ok && audit.judge(['2025/3/3 15:00', '交管12123', '201']).failing // [ 'fine-limit' ]
 * ```
 */
export function auditRows(
  headers: readonly string[],
  options: AuditRowsOptions,
): RowAudit | { readonly ok: false; readonly problem: HeaderProblem } {
  headersArgument('auditRows(headers)', headers)
  const { question, rules, against, locale } = ownOptions('auditRows(options)', options, OPTIONS)
  wordArgument('auditRows(options.question)', question, QUESTIONS)
  rulesArgument('auditRows(options.rules)', rules, question)
  if (against !== undefined) rulesArgument('auditRows(options.against)', against, question)
  if (locale !== undefined) wordsArgument('auditRows(options.locale)', locale)
  const table = readHeaders(headers, question)
  if ('problem' in table) return frozen({ ok: false, problem: table.problem })
  const { read, localTimes } = rowReader(table)
  const { judge: judgeRow, notes } = rowJudge(table, { question, rules, against, locale })
  const checks = rowChecks(table)
  const acts = countingActs(table)
  const sums = summing(table)
  let row = 0

  const judge = (cells: readonly string[]): JudgedRow => {
    cellsArgument(cells, row + 1, headers)
    row++
    const found = cells.length === headers.length ? read(cells) : undefined
    if (found === undefined) sums.takeUneven({ row, cells: cells.length, headers: headers.length })
    const judged = judgeRow(row, cells, found)
    const facts = found?.facts ?? NO_FACTS
    checks.take(cells, facts)
    acts.take(facts, judged.verdict)
    sums.take(judged, facts)
    return judged
  }
  return frozen({
    ok: true,
    ...table,
    judge,
    summary: () => ({ question, ...sums.made(localTimes), acts: acts.made(), notes: [...notes(), ...checks.notes()] }),
  })
}

/** @throws TypeError when a row is no list of texts; it names the row and the column. */
function cellsArgument(cells: unknown, row: number, headers: readonly string[]): void {
  if (!isArray(cells)) throw mistyped(`judge(cells), row ${row}`, cells, 'a list of texts')
  for (let place = 0; place < cells.length; place++)
    if (typeof cells[place] !== 'string')
      throw mistyped(`judge(cells), row ${row}, column ${shorten(headers[place])}`, cells[place], 'text')
}

/** It inherits nothing, so that what stands on `Object.prototype` is no fact of it. */
const NO_FACTS: ReadRow['facts'] = Object.create(null)
