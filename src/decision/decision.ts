import { type Issue, isArray, shorten } from '../input/issue.ts'
import { owns } from '../input/own.ts'
import type { CitationKey } from '../law/citations.ts'
import type { FactName } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { Reason } from '../law/reason.ts'
import type { Relation } from '../law/relation.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { LimitOf, RuleId, SuppliedOf } from '../law/rules.ts'
import type { Channel } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'

/** The verdicts on a question whose facts are well formed. */
export const VERDICTS = Object.freeze(['permitted', 'refused', 'undetermined'] as const)
/**
 * The verdict 结论: refused if any rule fails; else undetermined if a rule lacks a fact, or `at`, `driver` or `vehicle` is not
 * known; else permitted.
 */
export type Verdict = (typeof VERDICTS)[number]

/** How a rule in force can come out: it holds, it fails, a fact is missing, or it does not concern the case. */
export const FINDING_OUTCOMES = Object.freeze(['holds', 'fails', 'unknown', 'not-applicable'] as const)
/** How one rule came out. */
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number]

/** One rule, looked at: how it came out, and the numbers behind it. `supplied relation limit` is what was tested. */
export type FindingOf<Id extends RuleId> = {
  readonly rule: Id
  readonly channels: 'all' | readonly Channel[]
  readonly citation: CitationKey
} & (
  | {
      readonly outcome: 'holds' | 'fails'
      readonly supplied: SuppliedOf<Id>
      readonly relation: Relation
      readonly limit: LimitOf<Id>
    }
  | { readonly outcome: 'unknown'; readonly missing: readonly FactName[] }
  | { readonly outcome: 'not-applicable'; readonly reason: Reason }
)

/**
 * The plain-law finding outside every rule set: on that day, or for that question, no rule set is in force, so nothing
 * permits the act.
 */
export interface NoRuleSetFinding {
  readonly rule: 'no-rule-set-in-force'
  readonly channels: 'all'
  readonly citation: 'apl-37'
  readonly outcome: 'fails'
  readonly supplied: LegalDay | Question
  readonly relation: '≥' | '∈'
  readonly limit: LegalDay | readonly Question[]
}

/** One rule in force, looked at 条款结论: how it came out, the numbers behind it, and its citation. */
export type Finding = { [Id in RuleId]: FindingOf<Id> }[RuleId] | NoRuleSetFinding

/** The answer to one question: the verdict, with every rule in force looked at. */
export interface Decision {
  readonly question: Question
  readonly verdict: Verdict
  /** The id of the rule set that decided, or `none` before the first; `null` under a book while `at` is not known. */
  readonly ruleSet: string | null
  /** Present when the rule set is an analyst's, in force nowhere: see `reform`. */
  readonly hypothetical?: true
  /** The title of the rule set, present when an office entered it: see `enact`. */
  readonly enacted?: RuleSet['title']
  /** Until when the rule set was verified; present when the act is later. */
  readonly verifiedUntil?: LegalDay
  readonly findings: readonly Finding[]
  /** The facts that are missing, each once: `at`, `driver` and `vehicle` first, then those that findings ask for, in their order. */
  readonly missing: readonly FactName[]
}

/** The answer to one question without its findings: the verdict, and the rules behind it by their ids. */
export interface Screening {
  readonly verdict: Verdict
  /** The rules that refuse, in the rule set's order: once for each provision, of which a rule may have one a channel. */
  readonly failing: readonly Finding['rule'][]
  /**
   * The rules that lack a fact, in the same way. `at`, `driver` and `vehicle`, without which nothing is permitted, stand in neither list:
   * where both are empty, an answer is `undetermined` for want of one of them. Under a book without `at` no rule is looked at.
   */
  readonly unknown: readonly Finding['rule'][]
}

/** The answer to a question whose facts are not of their type: it is not judged. */
export interface Invalid {
  readonly verdict: 'invalid'
  readonly issues: readonly Issue[]
}

/**
 * The rules that refuse, in the rule set's order.
 *
 * @throws TypeError when `decision` has no findings.
 *
 * @example
 * ```ts
 * import { type Decision, decideBinding, failuresOf } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const decision = decideBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn) as Decision
 * failuresOf(decision).map(({ rule }) => rule) // [ 'driver-cap' ]
 * ```
 */
export function failuresOf(decision: Decision): readonly Finding[] {
  const findings = listIn(decision, 'findings')
  if (findings?.every(isFinding)) return Object.freeze(findings.filter(({ outcome }) => outcome === 'fails'))
  throw new TypeError(`failuresOf(decision): ${shorten(decision)} is not a decision with findings`)
}

/**
 * The facts that are missing, each once: `at`, `driver` and `vehicle` first, then those that rules ask for, in their order.
 *
 * @throws TypeError when `decision` has no list of them.
 *
 * @example
 * ```ts
 * import { type Decision, decideBinding, missingOf } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const decision = decideBinding({ at, channel: 'app', driver: 'd', driverBindings: 2 }, cn) as Decision
 * missingOf(decision).slice(0, 3) // [ 'vehicle', 'vehicleOwner', 'pairBound' ]
 * ```
 */
export function missingOf(decision: Decision): readonly FactName[] {
  const missing = listIn(decision, 'missing')
  if (missing !== undefined) return Object.isFrozen(missing) ? missing : Object.freeze([...missing])
  throw new TypeError(`missingOf(decision): ${shorten(decision)} is not a decision`)
}

/** Findings, or missing facts, that a decision has at most. */
const MOST = 10_000

function listIn<K extends 'findings' | 'missing'>(decision: Decision, name: K): Decision[K] | undefined {
  if (typeof decision !== 'object' || decision === null || !owns(decision, name)) return undefined
  const list = decision[name]
  return isArray(list) && list.length <= MOST ? list : undefined
}

function isFinding(finding: Finding): boolean {
  return typeof finding === 'object' && finding !== null && owns(finding, 'outcome')
}
