import type { Decision, Finding, Invalid, Verdict } from '../decision/decision.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { type Issue, isArray, type WantedKind } from '../input/issue.ts'
import type { Question } from '../law/question.ts'
import { type Relation, relates } from '../law/relation.ts'
import { CHANNELS } from '../values/channel.ts'
import { factName, halfOf, halvesOf } from './halves.ts'
import type { Core, Words } from './locale.ts'

// Decisions, findings and issues may have travelled as JSON: an error names what does not belong there.

/**
 * @throws TypeError when the argument is not a decision, whole or invalid, holds a finding that the language has no words
 * for, or says otherwise than its findings.
 */
export function decisionArgument(call: string, decision: unknown, words: Words): void {
  const { verdict, findings, issues, missing, ...rest } = (decision ?? {}) as Partial<Decision> &
    Partial<Pick<Invalid, 'issues'>>
  const isInvalid = (verdict as string) === 'invalid'
  const list: unknown = isInvalid ? issues : findings
  if (!isArray(list)) {
    throw mistyped(`${call}(decision)`, decision, 'a decision with findings, or with issues when it is invalid')
  }
  for (const item of list) {
    if (typeof item !== 'object' || item === null) throw mistyped(`${call}(finding)`, item, 'a finding or an issue')
    if (isInvalid) issueArgument(call, item, words)
    else findingArgument(call, item, words)
  }
  if (isInvalid) return
  if (!isListOf(missing, (fact) => factName(words, fact) !== undefined)) {
    throw mistyped(`${call}(decision.missing)`, missing, 'a list of facts')
  }
  if (verdict !== verdictOf(list as readonly Finding[], missing as readonly unknown[])) {
    throw mistyped(`${call}(decision.verdict)`, verdict, 'the verdict that its findings and missing facts come to')
  }
  const { question, ruleSet, verifiedUntil } = rest
  if (question !== 'bind' && question !== 'handle') throw mistyped(`${call}(decision.question)`, question, 'a question')
  wordsArgument(call, words, question)
  if (ruleSet !== null && !isWord(ruleSet))
    throw mistyped(`${call}(decision.ruleSet)`, ruleSet, 'the id of a rule set, or null')
  if (verifiedUntil !== undefined && !(isWord(verifiedUntil) && DAY.test(verifiedUntil))) {
    throw mistyped(`${call}(decision.verifiedUntil)`, verifiedUntil, 'a day')
  }
}

/** What is told as a day; which months have thirty days is for parsers. */
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** The verdict that findings and missing facts come to. */
function verdictOf(findings: readonly Finding[], missing: readonly unknown[]): Verdict {
  const comes = (outcome: Finding['outcome']): boolean => findings.some((finding) => finding.outcome === outcome)
  return comes('fails') ? 'refused' : comes('unknown') || missing.length > 0 ? 'undetermined' : 'permitted'
}

/** @throws TypeError when the argument is not the words of a language, such as its tag, or lacks those of the question. */
export function wordsArgument(call: string, words: unknown, question?: Question): void {
  const { core } = (words ?? {}) as Partial<Words>
  const halves = typeof core === 'object' && core !== null ? halvesOf(words as Words) : []
  if (halves.length === 0 || halves.some((half) => typeof half !== 'object')) {
    throw mistyped(`${call}(locale)`, words, 'a locale, such as en or zhCN, or one of its halves')
  }
  if (question === undefined || hasOwn(words as Words, question)) return
  throw mistyped(`${call}(locale)`, words, `the words for the question ${question}`)
}

/** @throws TypeError when the argument is not the words for refusals of one language. */
export function registryArgument(call: string, registry: unknown): void {
  const { refusals } = (registry ?? {}) as { readonly refusals?: unknown }
  if (typeof refusals === 'object' && refusals !== null) return
  throw mistyped(`${call}(registry)`, registry, 'the words for refusals, such as enRegistry or zhCNRegistry')
}

/** @throws TypeError when the argument is not a finding that the language has words for. */
export function findingArgument(call: string, finding: unknown, words: Words): void {
  const { rule, outcome, reason, missing, channels, citation } = Object(finding) as Loose
  const half = isWord(rule) ? halfOf(words, rule as string) : undefined
  const none = rule === 'no-rule-set-in-force' && outcome === 'fails'
  const known =
    (half !== undefined || none) &&
    (channels === 'all' || isListOf(channels, (each) => (CHANNELS as readonly unknown[]).includes(each))) &&
    isWord(citation)
  const whole =
    outcome === 'unknown'
      ? isListOf(missing, (each) => factName(words, each) !== undefined)
      : outcome === 'not-applicable'
        ? hasOwn(words.core.notApplicable, reason)
        : (outcome === 'holds' || outcome === 'fails') && hasSides(finding as Loose, outcome === 'holds')
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

/** @throws TypeError when the argument is not an issue; RangeError when its code is not one of `ISSUE_CODES`. */
export function issueArgument(call: string, issue: unknown, { core: { issues, wanted: kinds } }: Words): void {
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

/** Whether it is something that can be wanted, with all that its kind tells. */
function isWanted(wanted: unknown, kinds: Core['wanted']): boolean {
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
    case 'this-instant':
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
