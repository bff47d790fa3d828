import { missingOf } from '../../decision/decision.ts'
import { explainFinding, explainIssue, type Locale } from '../../explain/index.ts'
import { wordsArgument } from '../../explain/options.ts'
import { mistyped, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray, shorten } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import type { FactName } from '../../law/facts.ts'
import { QUESTIONS, type Question } from '../../law/question.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import { type RowNote, rowChecks, verifiedCheck } from './checks.ts'
import { type FactColumn, type HeaderProblem, headersArgument, type ReadHeaders, readHeaders } from './headers.ts'
import { decideRow, type MalformedCell, malformedCell, type ReadRow, rowReader } from './row-reader.ts'

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

/** The verdict on a row: that of its decision, or `invalid` where a cell cannot be read. */
export type RowVerdict = 'permitted' | 'refused' | 'undetermined' | 'invalid'

/** What comes of a row under some rules, in codes. */
export interface RowDecision {
  readonly verdict: RowVerdict
  /** The rule set that decided; `null` where none did. */
  readonly ruleSet: string | null
  readonly failing: readonly string[]
  /** Rules that lack a fact. */
  readonly unknown: readonly string[]
  readonly missing: readonly FactName[]
}

/** A row as it was judged. */
export interface JudgedRow extends RowDecision {
  /** Its number: the first behind the header is 1. */
  readonly row: number
  /** The failing and the unknown rules in words; empty without a language. */
  readonly reasons: readonly string[]
  readonly malformed: readonly MalformedCell[]
  /** The same row under the other rules, and which rules refuse it under one of both alone. */
  readonly against?: RowDecision & {
    readonly reasons: readonly string[]
    readonly onlyRules: readonly string[]
    readonly onlyAgainst: readonly string[]
  }
}

/** Malformed cells of one column. */
export interface MalformedColumn {
  readonly column: string
  readonly header: string
  readonly cells: number
  /** The first of different texts. */
  readonly examples: readonly (MalformedCell & { readonly row: number })[]
}

/** What came of all rows. */
export interface RowsSummary {
  readonly question: Question
  readonly rows: number
  readonly verdicts: Readonly<Record<RowVerdict, number>>
  /** How many rows each rule refuses, those with most first. */
  readonly byRule: Readonly<Record<string, number>>
  /** How many rows lack each fact that their rules ask for, those with most first. */
  readonly missing: Readonly<Record<string, number>>
  /** By month of China's time, `2025-03`, in order; rows without a time that can be read are in none. */
  readonly byMonth: readonly {
    readonly month: string
    readonly verdicts: Readonly<Record<RowVerdict, number>>
    readonly byRule: Readonly<Record<string, number>>
  }[]
  readonly undated: number
  readonly malformed: readonly MalformedColumn[]
  /** Rows of more or fewer cells than the header, which are invalid: how many, and the first of them. */
  readonly uneven: {
    readonly rows: number
    readonly examples: readonly { readonly row: number; readonly cells: number; readonly headers: number }[]
  }
  /** How many times without an offset were read as Beijing's, by header. */
  readonly localTimes: Readonly<Record<string, number>>
  /** The fines of rows that are not invalid: in which unit they were read, and from which to which amount, in fen. */
  readonly fines?: {
    readonly header: string
    readonly unit: 'fen' | 'yuan'
    readonly from: number
    readonly to: number
  }
  readonly notes: readonly RowNote[]
  /** How many rows have which pair of verdicts under both rules, `refused → permitted`, and which rules refuse how many rows under one of both alone. */
  readonly against?: {
    readonly verdicts: Readonly<Record<string, number>>
    readonly onlyRules: Readonly<Record<string, number>>
    readonly onlyAgainst: Readonly<Record<string, number>>
  }
}

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
  const uneven = { rows: 0, examples: [] as RowsSummary['uneven']['examples'][number][] }
  let row = 0

  const judge = (cells: readonly string[]): JudgedRow => {
    cellsArgument(cells, row + 1, headers)
    row++
    if (cells.length !== headers.length) {
      uneven.rows++
      if (uneven.examples.length < MOST_EXAMPLES)
        uneven.examples.push({ row, cells: cells.length, headers: headers.length })
    }
    const { facts, malformed: own } = cells.length === headers.length ? read(cells) : UNREAD
    const decision = decideRow(facts, question, rules)
    const malformed = decision.verdict === 'invalid' ? [...own, ...cellsOf(decision.issues, table.columns, cells)] : own
    const isInvalid = malformed.length > 0 || cells.length !== headers.length || decision.verdict === 'invalid'
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
    summary: () => ({ question, ...sums.made(localTimes), uneven, notes: [...verified.notes(), ...checks.notes()] }),
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

type Counts = Record<string, number>
const noVerdicts = (): Record<RowVerdict, number> => ({ permitted: 0, refused: 0, undetermined: 0, invalid: 0 })

/** Sums up rows as they are judged. */
function summing({ columns }: ReadHeaders) {
  const [byRule, missing]: [Counts, Counts] = [counts(), counts()]
  const verdicts = noVerdicts()
  const months = new Map<string, { verdicts: Record<RowVerdict, number>; byRule: Counts }>()
  const malformed = new Map<string, { cells: number; examples: MalformedColumn['examples'][number][] }>()
  const compared = { verdicts: counts(), onlyRules: counts(), onlyAgainst: counts() }
  const fine = columns.find(({ unit }) => unit !== undefined)
  const fines = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  let [rows, undated] = [0, 0]

  const takeMalformed = (row: number, cell: MalformedCell) => {
    const found = malformed.get(cell.column) ?? { cells: 0, examples: [] }
    malformed.set(cell.column, found)
    found.cells++
    if (found.examples.length < MOST_EXAMPLES && found.examples.every((each) => each.cell !== cell.cell))
      found.examples.push({ row, ...cell })
  }
  return {
    take(judged: JudgedRow, facts: Readonly<Record<string, unknown>>) {
      rows++
      verdicts[judged.verdict]++
      for (const rule of judged.failing) add(byRule, rule)
      for (const fact of judged.missing) add(missing, fact)
      for (const cell of judged.malformed) takeMalformed(judged.row, cell)
      const { fine: amount } = facts
      if (typeof amount === 'number' && judged.verdict !== 'invalid') {
        if (amount < fines.from) fines.from = amount
        if (amount > fines.to) fines.to = amount
      }
      const month = judged.malformed.some(({ column }) => column === 'at') ? undefined : monthOf(facts.at)
      if (month === undefined) undated++
      else {
        const found = months.get(month) ?? { verdicts: noVerdicts(), byRule: counts() }
        months.set(month, found)
        found.verdicts[judged.verdict]++
        for (const rule of judged.failing) add(found.byRule, rule)
      }
      if (judged.against === undefined) return
      add(compared.verdicts, `${judged.verdict} → ${judged.against.verdict}`)
      for (const rule of judged.against.onlyRules) add(compared.onlyRules, rule)
      for (const rule of judged.against.onlyAgainst) add(compared.onlyAgainst, rule)
    },
    made(localTimes: ReadonlyMap<string, number>) {
      return {
        rows,
        verdicts,
        byRule: ordered(byRule),
        missing: ordered(missing),
        byMonth: [...months]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([month, sums]) => ({ month, ...sums, byRule: ordered(sums.byRule) })),
        undated,
        malformed: columns.flatMap(({ column, header }) => {
          const found = malformed.get(column)
          return found === undefined ? [] : [{ column, header, ...found }]
        }),
        localTimes: Object.fromEntries(localTimes),
        ...(fine?.unit !== undefined && fines.to >= 0 && { fines: { header: fine.header, unit: fine.unit, ...fines } }),
        ...(Object.keys(compared.verdicts).length > 0 && {
          against: {
            verdicts: ordered(compared.verdicts),
            onlyRules: ordered(compared.onlyRules),
            onlyAgainst: ordered(compared.onlyAgainst),
          },
        }),
      }
    },
  }
}
/** Malformed cells of a column that are shown one by one. */
const MOST_EXAMPLES = 5

function counts(): Counts {
  return Object.create(null) as Counts
}

function add(sums: Counts, key: string): void {
  sums[key] = (sums[key] ?? 0) + 1
}

function ordered(sums: Counts): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(sums).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)))
}

const OFFSET_MS = 8 * 3_600_000

/** The month of China's time of an instant that was read. */
function monthOf(at: unknown): string | undefined {
  if (at === undefined) return undefined
  if (typeof at === 'string' && at.endsWith('+08:00')) return at.slice(0, 7)
  return new Date(new Date(at as string | number).getTime() + OFFSET_MS).toISOString().slice(0, 7)
}
