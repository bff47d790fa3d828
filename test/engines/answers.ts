/** What the library answers on a row of facts, and what a query answered, in one form. */
import { decideBinding, decideHandling } from '../../src/index.ts'
import type { Question, RuleBook, RuleSet } from '../../src/law/index.ts'
import type { Row } from './engines.ts'

export interface Answer {
  readonly verdict: string
  readonly rule_set: string | null
  readonly failing: string
  readonly unknown: string
  readonly missing: string
}

export function answerOf(rules: RuleSet | RuleBook, question: Question, facts: object): Answer {
  const decision = question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  const rulesThat = (outcome: string) =>
    decision.findings
      .filter((finding) => finding.outcome === outcome)
      .map(({ rule }) => rule)
      .join()
  return {
    verdict: decision.verdict,
    rule_set: decision.ruleSet,
    failing: rulesThat('fails'),
    unknown: rulesThat('unknown'),
    missing: decision.missing.join(),
  }
}

export function answerIn(row: Row): Answer {
  const list = (value: unknown) => (value as readonly string[]).join()
  return {
    verdict: row.verdict as string,
    rule_set: (row.rule_set as string | null) ?? null,
    failing: list(row.failing),
    unknown: list(row.unknown),
    missing: list(row.missing),
  }
}

/** The rows that a query answered otherwise than the library, each with its facts. */
export function differing(
  rows: readonly Row[],
  facts: readonly object[],
  rules: RuleSet | RuleBook,
  question: Question,
): readonly object[] {
  return rows.flatMap((row) => {
    const given = facts[Number(row.id)] as object
    const [sql, library] = [answerIn(row), answerOf(rules, question, given)]
    return JSON.stringify(sql) === JSON.stringify(library) ? [] : [{ facts: given, sql, library }]
  })
}
