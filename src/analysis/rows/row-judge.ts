import { missingOf } from '../../decision/decision.ts'
import { explainFinding, explainIssue, type Locale } from '../../explain/index.ts'
import type { Question } from '../../law/question.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { verifiedCheck } from './checks.ts'
import type { FactColumn, ReadHeaders } from './headers.ts'
import { decideRow, type MalformedCell, malformedCell, type ReadRow } from './row-reader.ts'
import type { JudgedRow, RowDecision } from './summary.ts'

/** By which law rows are judged, by which other law beside it, and in which language. */
interface JudgedBy {
  readonly question: Question
  readonly rules: Rules
  readonly against: Rules | undefined
  readonly locale: Locale | undefined
}

/** Judges rows, each by itself; its notes are of the days for which no source attests the law. */
export function rowJudge({ columns }: ReadHeaders, { question, rules, against, locale }: JudgedBy) {
  const verified = verifiedCheck()
  const reasonsOf = locale === undefined ? () => [] : wordsOf(locale)
  /** A row that cannot be judged, by any law. */
  const invalid = (row: number, malformed: readonly MalformedCell[]): JudgedRow => ({
    row,
    ...INVALID,
    reasons: locale === undefined ? [] : malformed.map(({ issue }) => explainIssue(issue, locale)),
    malformed,
    ...(against && { against: { ...INVALID, reasons: [], onlyRules: [], onlyAgainst: [] } }),
  })
  return {
    notes: verified.notes,
    /** `found` is what was read of the cells; nothing where they are more or fewer than the headers. */
    judge(row: number, cells: readonly string[], found: ReadRow | undefined): JudgedRow {
      if (found === undefined) return invalid(row, [])
      const { facts, malformed } = found
      const decision = decideRow(facts, question, rules)
      if (decision.verdict === 'invalid')
        return invalid(row, [...malformed, ...cellsOf(decision.issues, columns, cells)])
      if (malformed.length > 0) return invalid(row, malformed)
      verified.take(decision, row)
      const made = codesOf(decision)
      const judged = { row, ...made, reasons: reasonsOf(decision), malformed }
      if (against === undefined) return judged
      const beside = decideRow(facts, question, against)
      verified.take(beside, row)
      const other = codesOf(beside)
      return {
        ...judged,
        against: {
          ...other,
          reasons: reasonsOf(beside),
          onlyRules: made.failing.filter((rule) => !other.failing.includes(rule)),
          onlyAgainst: other.failing.filter((rule) => !made.failing.includes(rule)),
        },
      }
    },
  }
}

const INVALID: RowDecision = { verdict: 'invalid', ruleSet: null, failing: [], unknown: [], missing: [] }

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

/** What fails or is unknown, in words: each different finding is worded once. */
function wordsOf(locale: Locale): (decision: Decided) => readonly string[] {
  const worded = new Map<string, string>()
  return (decision) => {
    if (decision.verdict === 'invalid') return []
    return decision.findings.flatMap((finding) => {
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
