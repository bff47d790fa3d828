import { missingOf } from '../../decision/decision.ts'
import { explainFinding, explainIssue, type Locale } from '../../explain/index.ts'
import { has } from '../../input/own.ts'
import { citedBy } from '../../law/citations.ts'
import type { Question } from '../../law/question.ts'
import { type Rules, setsIn } from '../../law/rule-sets/rule-book.ts'
import { verifiedCheck } from './checks.ts'
import type { FactColumn, ReadHeaders } from './headers.ts'
import { decideRow, type MalformedCell, malformedCell, type ReadRow } from './row-reader.ts'
import { dayOf, type JudgedRow, type RowDecision } from './summary.ts'

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
  const codesOf = coded(rules)
  const othersOf = coded(against ?? rules)
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
      const made = codesOf(decision, facts.at)
      const judged = { row, ...made, reasons: reasonsOf(decision), malformed }
      if (against === undefined) return judged
      const beside = decideRow(facts, question, against)
      verified.take(beside, row)
      const other = othersOf(beside, facts.at)
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

const INVALID: RowDecision = {
  ...{ verdict: 'invalid', ruleSet: null, failing: [], unknown: [], missing: [], attested: null, inferred: [] },
}

type Decided = ReturnType<typeof decideRow>

/** A decision in codes, with how sure the law behind it is. */
function coded(rules: Rules): (decision: Decided, at: unknown) => RowDecision {
  const sets = new Map(setsIn(rules).map((set) => [set.id, { from: set.from, table: citedBy(set) }]))
  return (decision, at) => {
    if (decision.verdict === 'invalid') return INVALID
    const { verdict, ruleSet, findings } = decision
    const { from, table } = sets.get(ruleSet ?? '') ?? {}
    const failing: string[] = []
    const unknown: string[] = []
    const inferred: string[] = []
    for (const { outcome, rule, citation } of findings) {
      if (outcome !== 'fails' && outcome !== 'unknown') continue
      ;(outcome === 'fails' ? failing : unknown).push(rule)
      if (table?.[citation]?.grade === 'I') inferred.push(rule)
    }
    const day = dayOf(at)
    const isSeen = !has(decision, 'verifiedUntil') && !has(decision, 'hypothetical') && !has(decision, 'enacted')
    const attested = day === undefined || from === undefined ? null : isSeen && from <= day
    return { verdict, ruleSet, failing, unknown, missing: missingOf(decision), attested, inferred }
  }
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
