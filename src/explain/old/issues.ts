import type { Issue, Path } from '../../input/issue.ts'
import { issueArgument, wordsArgument } from './arguments.ts'
import { factName, requestOf } from './halves.ts'
import type { Audience, InputWords, Words } from './locale.ts'
import { type ExplainOptions, readingOf } from './options.ts'

/**
 * One fault of an input as a sentence: for an official where it lies, what was received, and what was wanted; for a driver
 * what to do about it.
 *
 * @throws TypeError when an argument is not an issue or not the words of a language; RangeError when the code of the issue is
 * not one of `ISSUE_CODES`.
 */
export function explainIssue(issue: Issue, locale: Words, options?: Pick<ExplainOptions, 'audience'>): string {
  wordsArgument('explainIssue', locale)
  const read = issueArgument('explainIssue', issue)
  const isDriver = readingOf('explainIssue', options, locale).audience === 'driver'
  return isDriver ? correctionOf(read, locale) : inputSentence(read, locale)
}

/** For an official; what a driver reads, where the words for it did not come along. */
export function inputSentence(issue: Issue, words: Words): string {
  if (!Object.hasOwn(words, 'inputs')) return correctionOf(issue, words, 'official')
  const whole = words as Words & InputWords
  return whole.inputs.sentence(issue, whole)
}

/** What to do about it. The input is never repeated, since it may be a personal number. */
export function correctionOf(issue: Issue, words: Words, audience: Audience = 'driver'): string {
  const { core } = words
  const fact = factAt(issue.path, words)
  const field =
    fact === undefined
      ? undefined
      : { name: factName(words, fact) as string, request: requestOf(words, fact, audience) }
  const official = audience === 'official' ? core.officialCorrection(issue, field) : undefined
  return core.sentence(official ?? core.correction(issue, field))
}

/** The fact that an issue lies in; nothing where it lies deeper, or in something that is not a fact. */
export function factAt(path: Path, words: Words): string | undefined {
  // A place past the end would be looked for on `Object.prototype`.
  const first = path.length > 0 ? path[0] : undefined
  const item = path.length > 1 ? path[1] : undefined
  if (path.length > 2 || typeof item === 'string' || factName(words, first) === undefined) return undefined
  return first as string
}
