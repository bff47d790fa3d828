import type { Decision, Finding, Invalid } from '../../decision/decision.ts'
import { decisionArgument, findingArgument, wordsArgument } from './arguments.ts'
import { fieldOf } from './concerns.ts'
import { contextOf } from './decision-context.ts'
import { correctionOf, inputSentence } from './issues.ts'
import type { Words } from './locale.ts'
import { type ExplainOptions, type Reading, readingOf } from './options.ts'
import { lackOf, sentenceOf } from './sentence.ts'

/**
 * A decision in words: one sentence for each finding, in the order of the findings, and one for each required fact that is
 * missing and that no finding names; when the facts were not judged, one for each issue. An official reads both sides of what was compared, and where the provision stands if `cite` is given; a
 * driver reads what to do, and of facts that only the office has, that it checks them. With `only`, what concerns none of these fields is left out. Sentences are plain text: the `<` and
 * `>` of what came from outside are told as `‹` and `›`.
 *
 * @throws TypeError, here and below, when an argument is not a decision, a finding or the words of a language, or the words
 * are those of the other question; decisions may have travelled as JSON.
 */
export function explain(decision: Decision | Invalid, locale: Words, options?: ExplainOptions): readonly string[] {
  const { read, reading } = checked('explain', decision, locale, options)
  if (read.verdict === 'invalid') {
    const { only } = reading
    const shown = read.issues.filter(
      ({ path }) => only === undefined || only.includes(path.length === 0 ? '' : String(path[0])),
    )
    return Object.freeze(
      shown.map((issue) => (reading.audience === 'driver' ? correctionOf : inputSentence)(issue, locale)),
    )
  }
  const context = contextOf(read, reading.only)
  const { findings, question, missing } = read
  const named = findings.flatMap((finding) => (finding.outcome === 'unknown' ? finding.missing : []))
  const others = missing.filter((fact) => !named.includes(fact) && reading.only?.includes(fact) !== false)
  return Object.freeze([
    ...findings
      .filter((finding) => concerns(finding, reading))
      .map((finding) => sentenceOf(finding, locale, reading, question, context)),
    ...others.map((fact) => lackOf(fact, locale, reading)),
  ])
}

/**
 * One finding as a sentence: a refusal says what would help, if anything would; an acceptance says how near it was. With
 * the decision that the finding is of, advice is true of the case; without, of the provision alone.
 */
export function explainFinding(
  finding: Finding,
  locale: Words,
  decision?: Decision,
  options?: Pick<ExplainOptions, 'audience' | 'cite'>,
): string {
  wordsArgument('explainFinding', locale)
  const read = findingArgument('explainFinding', finding, locale)
  const reading = readingOf('explainFinding', options, locale)
  const whole = decision === undefined ? undefined : decisionArgument('explainFinding', decision, locale)
  if (whole === undefined || whole.verdict === 'invalid') return sentenceOf(read, locale, reading)
  return sentenceOf(read, locale, reading, whole.question, contextOf(whole))
}

/** Reads what every sentence on a decision needs. */
export function checked(
  call: string,
  decision: unknown,
  locale: Words,
  options: ExplainOptions | undefined,
): { readonly read: Decision | Invalid; readonly reading: Reading } {
  wordsArgument(call, locale)
  return { read: decisionArgument(call, decision, locale), reading: readingOf(call, options, locale) }
}

function concerns(finding: Finding, { only }: Reading): boolean {
  if (only === undefined) return true
  if (finding.outcome === 'unknown') return finding.missing.some((fact) => only.includes(fact))
  return fieldOf(finding.rule, only) !== ''
}
