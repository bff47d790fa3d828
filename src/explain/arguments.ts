import { mistaken, mistyped } from '../argument.ts'
import type { Decision, Finding, Invalid } from '../decision.ts'
import { type Issue, isArray } from '../issue.ts'
import type { Locale, Names } from './locale.ts'
import { isTold } from './refusals.ts'

// Decisions, findings and issues may have travelled as JSON: what is none of them is told by name.

/** @throws TypeError when the argument is no decision, whole or invalid. */
export function decisionArgument(call: string, decision: unknown): void {
  const { verdict, findings, issues } = (decision ?? {}) as Partial<Decision> & Partial<Pick<Invalid, 'issues'>>
  const list: unknown = (verdict as string) === 'invalid' ? issues : findings
  if (!isArray(list)) {
    throw mistyped(`${call}(decision)`, decision, 'a decision with findings, or with issues when it is invalid')
  }
  for (const item of list) {
    if (typeof item !== 'object' || item === null) throw mistyped(`${call}(finding)`, item, 'a finding or an issue')
  }
}

/** @throws TypeError when the argument is no language, such as its tag. */
export function localeArgument(call: string, locale: unknown): void {
  const { judged, headline } = (locale ?? {}) as Partial<Locale>
  if (typeof judged !== 'object' || typeof headline !== 'function') {
    throw mistyped(`${call}(locale)`, locale, 'a locale, such as en or zhCN')
  }
}

/** @throws TypeError when the argument is no finding that a language has words for. */
export function findingArgument(call: string, finding: unknown, { judged, unjudged, names }: Locale): void {
  const { rule, outcome, reason, missing } = (finding ?? {}) as Record<string, unknown>
  const known = hasOwn(names.rules, rule)
  const whole =
    outcome === 'unknown'
      ? isArray(missing)
      : outcome === 'not-applicable'
        ? hasOwn(unjudged[outcome], reason)
        : known && hasOwn(judged[rule as Finding['rule']], outcome)
  if (!known || !whole) throw mistyped(`${call}(finding)`, finding, 'a finding of a decision')
}

/** @throws TypeError when the argument is no issue; RangeError when its code is none. */
export function issueArgument(call: string, issue: unknown, { issues }: Locale): void {
  const { code, path, received, expected } = (issue ?? {}) as Partial<Issue>
  if (!isArray(path) || typeof received !== 'string' || typeof expected !== 'string') {
    throw mistyped(`${call}(issue)`, issue, 'an issue with code, path, expected and received')
  }
  if (!hasOwn(issues, code)) throw mistaken(`${call}(issue.code)`, code, 'a code of ISSUE_CODES')
}

/** @throws RangeError when the argument is no code of a refusal. */
export function refusalArgument(call: string, code: unknown, { rules }: Names): void {
  if (typeof code === 'string' && (isTold(code) || Object.hasOwn(rules, code))) return
  throw mistaken(`${call}(code)`, code, 'a code of REFUSAL_CODES or a rule')
}

function hasOwn(record: object, key: unknown): boolean {
  return typeof key === 'string' && Object.hasOwn(record, key)
}
