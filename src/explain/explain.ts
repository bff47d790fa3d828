import type { Advised } from '../advice/advice.ts'
import { failingIn } from '../advice/channels.ts'
import { isTold } from '../advice/who.ts'
import type { Decision, Finding, Invalid } from '../decision/decision.ts'
import { isRecord, mistaken, mistyped } from '../input/assert.ts'
import type { Issue } from '../input/issue.ts'
import { owns } from '../input/own.ts'
import type { LegalDay } from '../values/instant.ts'
import { fieldsOfAny } from './fields.ts'
import { notesIn } from './headline.ts'
import type { Locale } from './locale.ts'
import {
  type ExplainOptions,
  findingArgument,
  issueArgument,
  type Reading,
  readingOf,
  wordsArgument,
} from './options.ts'
import { plain } from './plain.ts'
import type { RegistryWords } from './refusals.ts'
import { type Half, issueSentence, refusalOf, requestFor, type SomeFactWords } from './sentence.ts'

/**
 * A decision in sentences: one for each finding, in their order; then one for each required fact that is missing and
 * that no finding names. If the facts were invalid: one for each issue. An official reads what is so, with its source
 * if `cite` is given. A driver also reads what follows from an act that is permitted and, of an advice, what to do.
 * With `only`, sentences that concern none of these fields are left out. Sentences are plain text: `<` and `>` that
 * came from outside become `‹` and `›`.
 *
 * @throws TypeError, here and below, when the decision was not made or read by this library (`parseDecision`), or the
 * words are no language.
 *
 * @example
 * ```ts
 * import { decideBinding } from 'demerit'
 * import { explain, zhCN } from 'demerit/explain'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const decision = decideBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn)
 * explain(decision, zhCN, { only: ['driverBindings'] }) // [ '已备案3辆他人车辆，最多3辆。' ]
 * ```
 */
export function explain(decision: Decision | Invalid, words: Locale, options?: ExplainOptions): readonly string[] {
  const reading = readingOf('explain', decision, words, options)
  const { only, advice } = reading
  if (decision.verdict === 'invalid') {
    return Object.freeze(
      decision.issues.filter(({ path }) => isShown(only, fieldIn(path))).map((issue) => issueIn(issue, words)),
    )
  }
  const shown = decision.findings.filter((finding) => concerns(finding, only))
  const named = decision.findings.flatMap((finding) => (finding.outcome === 'unknown' ? finding.missing : []))
  const others = decision.missing.filter((fact) => !named.includes(fact) && isShown(only, fact))
  return Object.freeze([
    ...shown.map((finding) => told(finding, decision, words, reading)),
    ...others.map((fact) => requestFor(fact, words[decision.question], words)),
    ...(only === undefined && advice !== undefined ? notesIn(words, advice, advice.notes) : []),
  ])
}

/**
 * One finding of a decision as a sentence: what is so.
 *
 * @throws TypeError when the finding is not one of a decision of this library.
 */
export function explainFinding(finding: Finding, words: Locale): string {
  wordsArgument('explainFinding(words)', words)
  findingArgument('explainFinding(finding)', finding)
  if (!owns(words.names.rules, finding.rule))
    throw mistyped('explainFinding(finding)', finding.rule, 'a finding of a rule')
  const { bind, handle } = words
  return sentenceOf(finding, words, owns(bind.rules, finding.rule) ? bind : handle)
}

/** One fault of an input as a sentence, for every reader: what came in is not repeated. */
export function explainIssue(issue: Issue, words: Locale): string {
  wordsArgument('explainIssue(words)', words)
  issueArgument('explainIssue(issue)', issue)
  return issueIn(issue, words)
}

/** The same of words that were looked at. */
export function issueIn(issue: Issue, words: Locale): string {
  const { bind, handle } = words
  const both: SomeFactWords = {
    facts: { ...bind.facts, ...handle.facts },
    examples: { ...bind.examples, ...handle.examples },
    asks: { ...bind.asks, ...handle.asks },
  }
  return issueSentence(issue, both, words)
}

/**
 * Why a registry refused a command, as a short sentence without numbers: for the `code` of a refused outcome. If a
 * rule failed, the decision says more: {@link explain} it.
 *
 * @throws RangeError when the code is not one of `REFUSAL_CODES`.
 */
export function explainRefusal(code: string, words: RegistryWords): string {
  if (!isRecord(words) || !isRecord(words.refusals))
    throw new TypeError('explainRefusal(words) has no words for refusals')
  if (typeof code === 'string' && owns(words.refusals, code))
    return words.refusals[code as keyof RegistryWords['refusals']]
  throw mistaken('explainRefusal(code)', code, 'a code of REFUSAL_CODES')
}

/** A finding of any outcome as a sentence. */
export function sentenceOf(finding: Finding, words: Locale, half: Half, advice?: Advised, source?: string): string {
  const { grammar, names, outcomes } = words
  const name = names.rules[finding.rule]
  switch (finding.outcome) {
    case 'unknown': {
      const missing = finding.missing.map((fact) => names.facts[fact])
      return plain(grammar.sentence(outcomes.unknown(name, missing)))
    }
    case 'not-applicable':
      return plain(grammar.sentence(outcomes.notApplicable[finding.reason](name)))
    case 'fails':
      return refusalOf(finding, half, words, advice, source)
    case 'holds':
      // The words of one rule take the finding of that rule, which the type of a union cannot say.
      return plain(grammar.sentence(outcomes.holds[finding.rule](finding as never), source))
  }
}

function told(finding: Finding, decision: Decision, words: Locale, { advice, source }: Reading): string {
  return sentenceOf(finding, words, words[decision.question], advice, source?.(finding.citation, dayOf(decision)))
}

/** The refusals of a decision in words: to a driver who need do nothing, why that is so, and no more. */
export function refusalsOf(decision: Decision, words: Locale, reading: Reading): readonly string[] {
  const { advice } = reading
  return failingIn(decision)
    .filter((finding) => advice === undefined || isTold(finding, advice.who))
    .map((finding) => told(finding, decision, words, reading))
}

/** The day of the act, where a finding compared it with that of the violation. */
function dayOf({ findings }: Decision): LegalDay | undefined {
  const days = findings.flatMap((finding) =>
    finding.rule === 'not-before-occurrence' && (finding.outcome === 'holds' || finding.outcome === 'fails')
      ? [finding.limit.slice(0, 10) as LegalDay]
      : [],
  )
  return days[0]
}

function concerns(finding: Finding, only: readonly string[] | undefined): boolean {
  if (finding.outcome === 'unknown') return finding.missing.some((fact) => isShown(only, fact))
  return only === undefined || fieldsOfAny(finding.rule).some((fact) => only.includes(fact))
}

function fieldIn(path: Issue['path']): string {
  return String(path[0] ?? '')
}

function isShown(only: readonly string[] | undefined, field: string): boolean {
  return only === undefined || only.includes(field)
}
