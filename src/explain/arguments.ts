import type { Decision, Finding, Invalid, Verdict } from '../decision/decision.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { type Issue, isArray, type WantedKind } from '../input/issue.ts'
import { type Relation, relates } from '../law/relation.ts'
import { CHANNELS } from '../values/channel.ts'
import type { Locale, Names } from './locale.ts'
import { isTold } from './refusals.ts'

// Decisions, findings and issues may have travelled as JSON: what is none of them is told by name.

/**
 * @throws TypeError when the argument is no decision, whole or invalid, holds a finding that a language has no words for,
 * or says otherwise than its findings.
 */
export function decisionArgument(call: string, decision: unknown, locale: Locale): void {
  const { verdict, findings, issues, missing, ...rest } = (decision ?? {}) as Partial<Decision> &
    Partial<Pick<Invalid, 'issues'>>
  const isInvalid = (verdict as string) === 'invalid'
  const list: unknown = isInvalid ? issues : findings
  if (!isArray(list)) {
    throw mistyped(`${call}(decision)`, decision, 'a decision with findings, or with issues when it is invalid')
  }
  for (const item of list) {
    if (typeof item !== 'object' || item === null) throw mistyped(`${call}(finding)`, item, 'a finding or an issue')
    if (!isInvalid) findingArgument(call, item, locale)
  }
  if (isInvalid) return
  if (!isListOf(missing, (each) => hasOwn(locale.names.facts, each))) {
    throw mistyped(`${call}(decision.missing)`, missing, 'a list of facts')
  }
  if (verdict !== verdictOf(list as readonly Finding[], missing as readonly unknown[])) {
    throw mistyped(`${call}(decision.verdict)`, verdict, 'the verdict that its findings and missing facts come to')
  }
  const { question, ruleSet, verifiedUntil } = rest
  if (!hasOwn(locale.names.questions, question)) throw mistyped(`${call}(decision.question)`, question, 'a question')
  if (ruleSet !== null && !isWord(ruleSet))
    throw mistyped(`${call}(decision.ruleSet)`, ruleSet, 'the id of a rule set, or null')
  if (verifiedUntil !== undefined && !(isWord(verifiedUntil) && DAY.test(verifiedUntil))) {
    throw mistyped(`${call}(decision.verifiedUntil)`, verifiedUntil, 'a day')
  }
}

/** What is told as a day; which months have thirty is for those who parse. */
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** The verdict that findings and missing facts come to. */
function verdictOf(findings: readonly Finding[], missing: readonly unknown[]): Verdict {
  const comes = (outcome: Finding['outcome']): boolean => findings.some((finding) => finding.outcome === outcome)
  return comes('fails') ? 'refused' : comes('unknown') || missing.length > 0 ? 'undetermined' : 'permitted'
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
  const { rule, outcome, reason, missing, channels, citation } = Object(finding) as Loose
  const known =
    hasOwn(names.rules, rule) &&
    (channels === 'all' || isListOf(channels, (each) => (CHANNELS as readonly unknown[]).includes(each))) &&
    isWord(citation)
  const whole =
    outcome === 'unknown'
      ? isListOf(missing, (each) => hasOwn(names.facts, each))
      : outcome === 'not-applicable'
        ? hasOwn(unjudged[outcome], reason)
        : known && hasOwn(judged[rule as Finding['rule']], outcome) && hasSides(finding as Loose, outcome === 'holds')
  if (!known || !whole) throw mistyped(`${call}(finding)`, finding, 'a finding of a decision')
}

type Loose = Readonly<Record<string, unknown>>

/** Whether the two sides are such as the relation can compare, and stand to each other as is said. */
function hasSides({ supplied, relation, limit }: Loose, holds: boolean): boolean {
  return areSides(supplied, relation, limit) && relates(supplied, relation as Relation, limit) === holds
}

function areSides(supplied: unknown, relation: unknown, limit: unknown): boolean {
  switch (relation) {
    case '=':
    case '≠':
      return isPlain(supplied) && isPlain(limit)
    case '∈':
      return isWord(supplied) && isListOf(limit, isWord)
    case 'disjoint':
    case 'meets':
      return isListOf(supplied, isWord) && isListOf(limit, isWord)
    default:
      return ORDERS.includes(relation) && isOrdered(supplied) && typeof supplied === typeof limit
  }
}
const ORDERS: readonly unknown[] = ['<', '≤', '>', '≥']

/** @throws TypeError when the argument is no issue; RangeError when its code is none. */
export function issueArgument(call: string, issue: unknown, { issues, wanted: kinds }: Locale): void {
  const { code, path, received, wanted } = (issue ?? {}) as Partial<Issue>
  if (
    !isListOf(path, (step) => isWord(step) || typeof step === 'number') ||
    typeof received !== 'string' ||
    !isWanted(wanted, kinds)
  ) {
    throw mistyped(`${call}(issue)`, issue, 'an issue with code, path, wanted and received')
  }
  if (!hasOwn(issues, code)) throw mistaken(`${call}(issue.code)`, code, 'a code of ISSUE_CODES')
}

/** @throws RangeError when the argument is no code of a refusal. */
export function refusalArgument(call: string, code: unknown, { rules }: Names): void {
  if (typeof code === 'string' && (isTold(code) || Object.hasOwn(rules, code))) return
  throw mistaken(`${call}(code)`, code, 'a code of REFUSAL_CODES or a rule')
}

/** Whether it is something that can be wanted, with all that its kind tells. */
function isWanted(wanted: unknown, kinds: Locale['wanted']): boolean {
  const { kind, from, to, of, meant, value, question } = Object(wanted) as Loose
  switch (kind as WantedKind) {
    case 'whole':
    case 'fen':
    case 'points':
    case 'yuan':
    case 'days':
    case 'text':
      return isCount(from) && isCount(to)
    case 'items':
    case 'keys':
      return isCount(to)
    case 'word':
    case 'words':
    case 'some':
      return isListOf(of, isWord)
    case 'this-plate':
      return isWord(meant)
    case 'exactly':
      return isWord(value)
    case 'rule':
      return isWord(question)
    default:
      return hasOwn(kinds, kind)
  }
}

function isListOf(list: unknown, isItem: (item: unknown) => boolean): boolean {
  return isArray(list) && list.every(isItem)
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'boolean' || isOrdered(value)
}

function isOrdered(value: unknown): boolean {
  return isCount(value) || isWord(value)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isWord(value: unknown): boolean {
  return typeof value === 'string'
}

function hasOwn(record: object, key: unknown): boolean {
  return typeof key === 'string' && Object.hasOwn(record, key)
}
