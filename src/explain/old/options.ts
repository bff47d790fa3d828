import { isRecord, mistyped, wordArgument } from '../../input/assert.ts'
import { isArray } from '../../input/issue.ts'
import { ownOptions } from '../../input/read.ts'
import type { Citations } from '../../law/citation.ts'
import type { FactName } from '../../law/facts.ts'
import { type Source, sourceIn } from './cited.ts'
import { AUDIENCES, type Audience, type SourceWords, type Words } from './locale.ts'
import { isListOf } from './sides.ts'

/** Who reads, what sentences show beside what was found, and which of them are told. */
export interface ExplainOptions {
  /** `official` 民警, who wants the provision and the numbers, unless it is `driver` 驾驶人, who wants to know what to do. */
  readonly audience?: Audience
  /**
   * The texts from which sentences say where a provision stands: `CITATIONS` of `demerit/rules`, with the `citations` of a
   * rule set from outside or of a reform beside them. Without it no sentence names a source; a driver is never told one. A
   * half takes the words for sources along: `{ ...zhCNBinding, ...zhCNSources }`.
   */
  readonly cite?: Citations
  /** The fields that the reader sees: only sentences on these, and only these are asked for. All unless given. */
  readonly only?: readonly FactName[]
}

/** Fields that a reader sees at most. */
const MOST_FIELDS = 10_000

/** Options that were looked at. */
export interface Reading {
  readonly audience: Audience
  /** Where provisions stand; `undefined` where no sentence names a source. */
  readonly source: Source | undefined
  readonly only: readonly string[] | undefined
}

/**
 * @throws TypeError when the options are not a record, have an option that does not exist, or one of another type, or the
 * words for sources are missing;
 * RangeError when the audience is not one of `AUDIENCES`.
 */
export function readingOf(call: string, options: ExplainOptions | undefined, words: Words): Reading {
  const given = ownOptions(`${call}(options)`, options === undefined ? {} : options, ['audience', 'cite', 'only'])
  const { audience, cite, only } = given as ExplainOptions
  if (cite !== undefined && !isRecord(cite)) throw mistyped(`${call}(options.cite)`, cite, 'a table of citations')
  if (cite !== undefined && !Object.hasOwn(words, 'sources')) {
    throw mistyped(`${call}(locale)`, words, 'the words for sources, such as enSources beside a half of en')
  }
  if (
    only !== undefined &&
    !(isArray(only) && only.length <= MOST_FIELDS && isListOf(only, (fact) => typeof fact === 'string'))
  ) {
    throw mistyped(`${call}(options.only)`, only, `a list of at most ${MOST_FIELDS} facts`)
  }
  const reader = audience === undefined ? 'official' : wordArgument(`${call}(options.audience)`, audience, AUDIENCES)
  const isTold = cite !== undefined && reader === 'official'
  return { audience: reader, source: isTold ? sourceIn(cite, words as Words & SourceWords) : undefined, only }
}
