import { missingOf } from '../../decision/decision.ts'
import { explainFinding, explainIssue, type Locale } from '../../explain/index.ts'
import { wordsArgument } from '../../explain/options.ts'
import { mistyped, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray, shorten } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { QUESTIONS, type Question } from '../../law/question.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import { rowChecks, verifiedCheck } from './checks.ts'
import { type FactColumn, type HeaderProblem, headersArgument, type ReadHeaders, readHeaders } from './headers.ts'
import { decideRow, type MalformedCell, malformedCell, type ReadRow, rowReader } from './row-reader.ts'
import { type JudgedRow, type RowDecision, type RowsSummary, summing } from './summary.ts'

/** How rows are judged. */
export interface AuditRowsOptions {
  readonly question: Question
  readonly rules: Rules
  /** Rules that every row is judged by as well. */
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
 * Judges the rows of a table of text 批量审核, one after the other: a file, an export, a query of a database. Headers are read in Chinese and
 * English, and so are cells; a time without an offset is Beijing's, a fine in the unit of its header. An empty cell is not known. Memory does
 * not grow with the rows, but for what is kept of ids to find those that stand twice.
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
  const checks = rowChecks(table)
  const sums = summing(table)
  const verified = verifiedCheck()
  const inWords = locale === undefined ? undefined : wordsOf(locale)
  let row = 0

  const judge = (cells: readonly string[]): JudgedRow => {
    cellsArgument(cells, row + 1, headers)
    row++
    const isEven = cells.length === headers.length
    if (!isEven) sums.takeUneven({ row, cells: cells.length, headers: headers.length })
    const { facts, malformed: own } = isEven ? read(cells) : UNREAD
    const decision = decideRow(facts, question, rules)
    const malformed = decision.verdict === 'invalid' ? [...own, ...cellsOf(decision.issues, table.columns, cells)] : own
    const isInvalid = malformed.length > 0 || !isEven || decision.verdict === 'invalid'
    checks.take(cells, facts)
    const made = isInvalid ? INVALID : taken(decision)
    const judged = {
      row,
      ...made,
      reasons: inWords?.(isInvalid ? malformed : decision) ?? [],
      malformed,
      ...(against && { against: comparedWith(made, facts, against) }),
    }
    sums.take(judged, facts)
    return judged
  }
  const taken = (decision: Decided): RowDecision => {
    verified.take(decision, row)
    return codesOf(decision)
  }
  const comparedWith = (made: RowDecision, facts: Readonly<Record<string, unknown>>, others: Rules) => {
    const decision = made === INVALID ? undefined : decideRow(facts, question, others)
    const other = decision === undefined ? INVALID : taken(decision)
    return {
      ...other,
      reasons: (decision && inWords?.(decision)) ?? [],
      onlyRules: made.failing.filter((rule) => !other.failing.includes(rule)),
      onlyAgainst: other.failing.filter((rule) => !made.failing.includes(rule)),
    }
  }
  return frozen({
    ok: true,
    ...table,
    judge,
    summary: () => ({ question, ...sums.made(localTimes), notes: [...verified.notes(), ...checks.notes()] }),
  })
}

/** @throws TypeError when a row is no list of texts; it names the row and the column. */
function cellsArgument(cells: unknown, row: number, headers: readonly string[]): void {
  if (!isArray(cells)) throw mistyped(`judge(cells), row ${row}`, cells, 'a list of texts')
  for (let place = 0; place < cells.length; place++)
    if (typeof cells[place] !== 'string')
      throw mistyped(`judge(cells), row ${row}, column ${shorten(headers[place])}`, cells[place], 'text')
}

const INVALID: RowDecision = { verdict: 'invalid', ruleSet: null, failing: [], unknown: [], missing: [] }

/** It inherits nothing, so that what stands on `Object.prototype` is no fact of it. */
const UNREAD: ReadRow = { facts: Object.create(null), malformed: [] }

type Decided = ReturnType<typeof decideRow>

function codesOf(decision: Decided): RowDecision {
  if (decision.verdict === 'invalid') return INVALID
  const { verdict, ruleSet, findings } = decision
  const failing: string[] = []
  const unknown: string[] = []
  for (const { outcome, rule } of findings) {
    if (outcome === 'fails') failing.push(rule)
    else if (outcome === 'unknown') unknown.push(rule)
  }
  return { verdict, ruleSet, failing, unknown, missing: missingOf(decision) }
}

/** The cells that the issues of a row are of. */
function cellsOf(
  issues: readonly MalformedCell['issue'][],
  columns: readonly FactColumn[],
  cells: readonly string[],
): readonly MalformedCell[] {
  return issues.flatMap((issue) => {
    const column = columns.find(({ fact }) => fact.name === issue.path[0])
    return column === undefined ? [] : [malformedCell(column, cells, issue)]
  })
}

/** Reasons in words: each different finding is worded once. */
function wordsOf(locale: Locale): (found: Decided | readonly MalformedCell[]) => readonly string[] {
  const worded = new Map<string, string>()
  return (found) => {
    if (!('verdict' in found)) return found.map(({ issue }) => explainIssue(issue, locale))
    if (found.verdict === 'invalid') return []
    return found.findings.flatMap((finding) => {
      if (finding.outcome !== 'fails' && finding.outcome !== 'unknown') return []
      const key = JSON.stringify(finding)
      let text = worded.get(key)
      if (text === undefined) {
        text = explainFinding(finding, locale)
        if (worded.size >= MOST_WORDED) worded.clear()
        worded.set(key, text)
      }
      return [text]
    })
  }
}
const MOST_WORDED = 10_000
