import type { Decision, Finding, Invalid } from '../decision/decision.ts'
import { isRecord, mistaken } from '../input/assert.ts'
import type { Issue } from '../input/issue.ts'
import type { LegalDay } from '../values/instant.ts'
import { fieldOf } from './fields.ts'
import type { Words } from './locale.ts'
import { type ExplainOptions, findingArgument, type Reading, readingOf, wordsArgument } from './options.ts'
import type { RegistryWords } from './refusals.ts'
import { type Half, halvesOf, issueSentence, sentenceOf } from './sentence.ts'

/**
 * A decision in words: one sentence for each finding, in the order of the findings, and one for each required fact that is
 * missing and that no finding names; when the facts were not judged, one for each issue. An official reads what is so, with its
 * source if `cite` is given; a driver reads what to do as well, where the `outlook` tells it. With `only`, what concerns none of these fields is
 * left out. Sentences are plain text: the `<` and `>` of what came from outside are told as `‹` and `›`.
 *
 * @throws TypeError, here and below, when the decision was not made or read by this library (`parseDecision`), or the words are not
 * those of its question.
 */
export function explain(decision: Decision | Invalid, words: Words, options?: ExplainOptions): readonly string[] {
  const reading = readingOf('explain', decision, words, options)
  const { only } = reading
  if (decision.verdict === 'invalid') {
    return Object.freeze(
      decision.issues.filter(({ path }) => isShown(only, fieldIn(path))).map((issue) => issueSentence(issue, words)),
    )
  }
  const shown = decision.findings.filter((finding) => concerns(finding, only))
  const named = decision.findings.flatMap((finding) => (finding.outcome === 'unknown' ? finding.missing : []))
  const others = decision.missing.filter((fact) => !named.includes(fact) && isShown(only, fact))
  return Object.freeze([
    ...shown.map((finding) => told(finding, decision, words, reading)),
    ...others.map((fact) => askFor(fact, words, reading)),
  ])
}

/**
 * For a form: the sentences to show beside each field, by the fact's name. That a rule fails stands beside one field, the first
 * of `fieldOf` that is among `only`, else under `''`; a request stands beside a fact that is missing, an issue beside the field
 * in which it lies, `''` for the whole input. Facts without a sentence are absent. The record has no prototype.
 */
export function reasonsByField(
  decision: Decision | Invalid,
  words: Words,
  options?: ExplainOptions,
): Readonly<Record<string, readonly string[]>> {
  const reading = readingOf('reasonsByField', decision, words, options)
  const { only } = reading
  const fields: Record<string, string[]> = Object.create(null)
  const add = (field: string, sentence: string) => {
    const sentences = fields[field] ?? []
    fields[field] = sentences
    sentences.push(sentence)
  }
  if (decision.verdict === 'invalid') {
    for (const issue of decision.issues)
      add(isShown(only, fieldIn(issue.path)) ? fieldIn(issue.path) : '', issueSentence(issue, words))
  } else {
    for (const finding of decision.findings) {
      if (finding.outcome === 'fails') add(fieldOf(finding.rule, only), told(finding, decision, words, reading))
    }
    for (const fact of decision.missing) if (isShown(only, fact)) add(fact, askFor(fact, words, reading))
  }
  for (const sentences of Object.values(fields)) Object.freeze(sentences)
  return Object.freeze(fields)
}

/**
 * One finding of a decision as a sentence: what is so.
 *
 * @throws TypeError when the finding is not one of a decision of this library, or the words have none for its rule.
 */
export function explainFinding(finding: Finding, words: Words): string {
  wordsArgument('explainFinding(words)', words)
  findingArgument('explainFinding(finding)', finding)
  const half = halvesOf(words).find(({ names }) => Object.hasOwn(names, finding.rule))
  if (half === undefined) throw new TypeError(`explainFinding(words): no words for the rule ${finding.rule}`)
  return sentenceOf(finding, half, words)
}

/** One fault of an input as a sentence, for every reader: what came in is not repeated. */
export function explainIssue(issue: Issue, words: Words): string {
  wordsArgument('explainIssue(words)', words)
  return issueSentence(issue, words)
}

/**
 * Why a registry refused a command, as a short sentence without numbers: for the `code` of a refused outcome. Of a rule that
 * failed the decision has more to tell: `explain` it.
 *
 * @throws RangeError when the code is not one of `REFUSAL_CODES`.
 */
export function explainRefusal(code: string, words: RegistryWords): string {
  if (!isRecord(words) || !isRecord(words.refusals))
    throw new TypeError('explainRefusal(words) has no words for refusals')
  if (typeof code === 'string' && Object.hasOwn(words.refusals, code))
    return words.refusals[code as keyof RegistryWords['refusals']]
  throw mistaken('explainRefusal(code)', code, 'a code of REFUSAL_CODES')
}

function told(finding: Finding, decision: Decision, words: Words, { half, outlook, source }: Reading): string {
  return sentenceOf(finding, half as Half, words, outlook, source?.(finding.citation, dayOf(decision)))
}

function askFor(fact: string, { grammar }: Words, { half }: Reading): string {
  const { asks } = half as Half
  return grammar.sentence((asks as Readonly<Record<string, string>>)[fact] as string)
}

/** The day of the act, where a finding compared it with that of the violation. */
function dayOf({ findings }: Decision): LegalDay | undefined {
  const days = findings.flatMap((finding) =>
    finding.rule === 'not-before-occurrence' && (finding.outcome === 'holds' || finding.outcome === 'fails')
      ? [finding.limit.slice(0, 10) as LegalDay]
      : [],
  )
  return days.at(0)
}

function concerns(finding: Finding, only: readonly string[] | undefined): boolean {
  if (finding.outcome === 'unknown') return finding.missing.some((fact) => isShown(only, fact))
  return only === undefined || fieldOf(finding.rule, only) !== ''
}

function fieldIn(path: Issue['path']): string {
  return String(path[0] ?? '')
}

function isShown(only: readonly string[] | undefined, field: string): boolean {
  return only === undefined || only.includes(field)
}
