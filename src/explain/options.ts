import { type Advice, type Advised, alone } from '../advice/advice.ts'
import type { Decision, Finding, Invalid } from '../decision/decision.ts'
import { isRecord, mistyped, wordArgument } from '../input/assert.ts'
import { ISSUE_CODES, type Issue, type IssueCode, isArray } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { own, owns } from '../input/own.ts'
import type { Citations } from '../law/citation.ts'
import type { FactName } from '../law/facts.ts'
import { type Source, sourceIn } from './cited.ts'
import { AUDIENCES, type Audience, type Locale } from './locale.ts'

/** Who reads, and what is known beside the decision. */
export interface ExplainOptions {
  /** `official` 民警, who reads what is so; `driver` 驾驶人, who reads what to do as well. Unless given, an advice is for a driver. */
  readonly audience?: Audience
  /**
   * The texts from which sentences say where a provision stands: `CITATIONS` of `demerit/rules`, or `citedBy(set)` of a
   * rule set with texts of its own. Without it no sentence names a source; a driver is never told one.
   */
  readonly cite?: Citations
  /** The fields that the reader sees: only sentences on these. All unless given. */
  readonly only?: readonly FactName[]
}

/** Options that were looked at. */
export interface Reading {
  readonly audience: Audience
  readonly source: Source | undefined
  readonly only: readonly string[] | undefined
  /** What a driver is told by; none for an official. */
  readonly advice: Advised | undefined
}

/**
 * @throws TypeError when the decision is not one of this library, the words are no language, or an option is not what it must be; RangeError when the audience is not one of `AUDIENCES`.
 */
export function readingOf(
  call: string,
  decision: Decision | Invalid,
  words: Locale,
  options: ExplainOptions | undefined,
): Reading {
  decisionArgument(`${call}(decision)`, decision)
  wordsArgument(`${call}(words)`, words)
  const names = ['audience', 'cite', 'only'] as const
  const { audience, cite, only } = ownOptions(`${call}(options)`, options ?? {}, names) as ExplainOptions
  if (cite !== undefined && !isRecord(cite)) throw mistyped(`${call}(options.cite)`, cite, 'a table of citations')
  if (only !== undefined && !isArray(only)) throw mistyped(`${call}(options.only)`, only, 'a list of facts')
  const advice = adviceIn(decision)
  const usual = advice === undefined ? 'official' : 'driver'
  const reader = audience === undefined ? usual : wordArgument(`${call}(options.audience)`, audience, AUDIENCES)
  const isOfficial = reader === 'official'
  return {
    audience: reader,
    source: cite !== undefined && isOfficial ? sourceIn(cite, words.sources) : undefined,
    only,
    advice: isOfficial || decision.verdict === 'invalid' ? undefined : (advice ?? alone(decision)),
  }
}

/** A decision that is an advice. */
export function adviceIn(decision: Decision | Invalid): Advice | undefined {
  return owns(decision, 'who') ? (decision as Advice) : undefined
}

/** @throws TypeError when the argument is not a decision that this library made, or read by `parseDecision`; nothing of it is printed. */
export function decisionArgument(argument: string, decision: unknown): asserts decision is Decision | Invalid {
  const { verdict, findings, issues } = (decision ?? {}) as Partial<Decision & { issues: unknown }>
  const list: unknown = (verdict as string) === 'invalid' ? issues : findings
  // What was parsed from JSON or cloned is not frozen.
  if (Object.isFrozen(decision) && isArray(list) && Object.isFrozen(list) && list.every(isFrozenObject)) return
  throw new TypeError(`${argument} is not a decision of this library; read one that travelled with parseDecision`)
}

/** @throws TypeError when the argument is not an issue of this library, also as it comes from JSON; nothing of it is printed. */
export function issueArgument(argument: string, issue: unknown): asserts issue is Issue {
  if (isRecord(issue)) {
    const { code, path, wanted } = own<Partial<Issue>>(issue)
    const isPath = isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number')
    if (ISSUE_CODES.includes(code as IssueCode) && isPath && isRecord(wanted)) {
      const { kind, meant = '', from = 0, to = 0, left = 0 } = own(wanted as Readonly<Record<string, unknown>>)
      if ([kind, meant, from, to, left].map((each) => typeof each).join() === 'string,string,number,number,number')
        return
    }
  }
  throw new TypeError(`${argument} is not an issue of this library`)
}

/** @throws TypeError when the argument is not a finding of such a decision. */
export function findingArgument(argument: string, finding: unknown): asserts finding is Finding {
  if (isFrozenObject(finding) && owns(finding as object, 'rule')) return
  throw new TypeError(`${argument} is not a finding of a decision of this library`)
}

const WHOLE = ['grammar', 'forms', 'bind', 'handle', 'names', 'sources', 'outcomes', 'problems'] as const

/** @throws TypeError when the argument is not a language. */
export function wordsArgument(argument: string, words: unknown): asserts words is Locale {
  if (isRecord(words) && WHOLE.every((part) => owns(words, part))) return
  throw new TypeError(`${argument} is not a language, such as en or zhCN`)
}

function isFrozenObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.isFrozen(value)
}
