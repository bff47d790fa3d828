import type { Decision, Finding, Invalid } from '../decision/decision.ts'
import { isRecord, mistyped, wordArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import { ownOptions } from '../input/read.ts'
import type { Citations } from '../law/citation.ts'
import type { FactName } from '../law/facts.ts'
import { type Source, sourceIn } from './cited.ts'
import { AUDIENCES, type Audience, type Locale, type SourceWords, type Words } from './locale.ts'
import type { Outlook } from './outlook.ts'
import { type Half, halvesOf } from './sentence.ts'

/** Who reads, and what is known beside the decision. */
export interface ExplainOptions {
  /** `official` 民警, who reads what is so, unless it is `driver` 驾驶人, who reads what to do as well. */
  readonly audience?: Audience
  /**
   * The texts from which sentences say where a provision stands: `CITATIONS` of `demerit/rules`, with the `citations` of a
   * rule set from outside or of a reform beside them. Without it no sentence names a source; a driver is never told one. The
   * words of one question take those for sources along: `{ ...zhCNBinding, ...zhCNSources }`.
   */
  readonly cite?: Citations
  /** The fields that the reader sees: only sentences on these. All unless given. */
  readonly only?: readonly FactName[]
  /** What `bindingOutlook` or `handlingOutlook` makes of the facts: with it a driver reads what to do. */
  readonly outlook?: Outlook
}

/** Options that were looked at, with the words of the question. */
export interface Reading {
  readonly audience: Audience
  readonly source: Source | undefined
  readonly only: readonly string[] | undefined
  readonly outlook: Outlook | undefined
  /** `undefined` of facts that were not judged. */
  readonly half: Half | undefined
}

/**
 * @throws TypeError when the decision is not one of this library or the words are not those of its question, or an option is not
 * what it must be; RangeError when the audience is not one of `AUDIENCES`.
 */
export function readingOf(
  call: string,
  decision: Decision | Invalid,
  words: Words,
  options: ExplainOptions | undefined,
): Reading {
  decisionArgument(`${call}(decision)`, decision)
  wordsArgument(`${call}(words)`, words)
  const names = ['audience', 'cite', 'only', 'outlook'] as const
  const { audience, cite, only, outlook } = ownOptions(`${call}(options)`, options ?? {}, names) as ExplainOptions
  if (cite !== undefined && !isRecord(cite)) throw mistyped(`${call}(options.cite)`, cite, 'a table of citations')
  if (cite !== undefined && !Object.hasOwn(words, 'sources'))
    throw mistyped(`${call}(words)`, words, 'with the words for sources, such as enSources')
  if (only !== undefined && !isArray(only)) throw mistyped(`${call}(options.only)`, only, 'a list of facts')
  const reader = audience === undefined ? 'official' : wordArgument(`${call}(options.audience)`, audience, AUDIENCES)
  const isOfficial = reader === 'official'
  const half = decision.verdict === 'invalid' ? undefined : (words as Partial<Locale>)[decision.question]
  if (half === undefined && decision.verdict !== 'invalid')
    throw mistyped(`${call}(words)`, words, `the words for the question ${decision.question}`)
  return {
    audience: reader,
    source: cite !== undefined && isOfficial ? sourceIn(cite, words as Words & SourceWords) : undefined,
    only,
    outlook: isOfficial ? undefined : outlook,
    half,
  }
}

/** @throws TypeError when the argument is not a decision that this library made, or read by `parseDecision`; nothing of it is printed. */
export function decisionArgument(argument: string, decision: unknown): asserts decision is Decision | Invalid {
  const { verdict, findings, issues } = (decision ?? {}) as Partial<Decision & { issues: unknown }>
  const list: unknown = (verdict as string) === 'invalid' ? issues : findings
  // What was parsed from JSON or cloned is not frozen.
  if (Object.isFrozen(decision) && isArray(list) && Object.isFrozen(list) && list.every(isFrozenObject)) return
  throw new TypeError(`${argument} is not a decision of this library; read one that travelled with parseDecision`)
}

/** @throws TypeError when the argument is not a finding of such a decision. */
export function findingArgument(argument: string, finding: unknown): asserts finding is Finding {
  if (isFrozenObject(finding) && Object.hasOwn(finding as object, 'rule')) return
  throw new TypeError(`${argument} is not a finding of a decision of this library`)
}

/** @throws TypeError when the argument is not the words of a language. */
export function wordsArgument(argument: string, words: unknown): asserts words is Words {
  if (isRecord(words) && Object.hasOwn(words, 'grammar') && halvesOf(words as Words).length > 0) return
  throw new TypeError(`${argument} is not a language, such as en or zhCN, or its words for one question`)
}

function isFrozenObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.isFrozen(value)
}
