import type { Decision, Finding, Invalid } from '../decision/decision.ts'
import { isRecord, mistyped } from '../input/assert.ts'
import { append } from '../input/issue.ts'
import { ownOptions } from '../input/read.ts'
import type { Citation, Citations } from '../law/citation.ts'
import type { FactName } from '../law/facts.ts'
import type { RefusalCode } from '../registry/decide-command.ts'
import { decisionArgument, findingArgument, localeArgument, refusalArgument } from './arguments.ts'
import { type Beside, besideOf, elsewhereOf } from './beside.ts'
import { CONCERNS } from './concerns.ts'
import { explainIssue, isListed } from './issues.ts'
import type { Locale, Refused } from './locale.ts'
import { freeOf } from './words.ts'

/** What sentences show beside what was found. */
export interface ExplainOptions {
  /**
   * The texts from which sentences say where a provision stands: `CITATIONS` of `demerit/rules`, with the `citations` of a
   * rule set from outside or of a reform beside them. Without it no sentence names a source.
   */
  readonly cite?: Citations
}

/**
 * A decision in words: one sentence for each finding, in the order of the findings, and one for each required fact that is
 * missing and that no finding names; when the facts were not judged, one for each issue. Sentences of findings with two
 * sides name both, and where the provision stands if `cite` is given.
 *
 * @throws TypeError, here and below, when an argument is no decision, finding or locale; they may have travelled as JSON.
 */
export function explain(decision: Decision | Invalid, locale: Locale, options: ExplainOptions = {}): readonly string[] {
  localeArgument('explain', locale)
  decisionArgument('explain', decision, locale)
  const cite = citeOf('explain', options)
  if (decision.verdict === 'invalid') {
    return Object.freeze(decision.issues.map((issue) => explainIssue(issue, locale)))
  }
  const beside = besideOf(decision)
  const named = decision.findings.flatMap((finding) => (finding.outcome === 'unknown' ? finding.missing : []))
  const others = decision.missing.filter((fact) => !named.includes(fact))
  return Object.freeze([
    ...decision.findings.map((finding) => told(finding, locale, beside, cite)),
    ...others.map((fact) => request(fact, locale)),
  ])
}

/**
 * One sentence: the question, the verdict, the rule set, until when the set was verified if the act is later and the set
 * not hypothetical; and where a refused act could be tried, which only the findings together can tell.
 */
export function headline(decision: Decision | Invalid, locale: Locale): string {
  localeArgument('headline', locale)
  decisionArgument('headline', decision, locale)
  if (decision.verdict === 'invalid') {
    return locale.sentence(locale.headline({ verdict: 'invalid', issues: decision.issues.length }))
  }
  const { question, verdict, ruleSet, hypothetical } = decision
  const verifiedUntil = hypothetical === true ? undefined : decision.verifiedUntil
  const elsewhere = verdict === 'refused' ? elsewhereOf(decision) : undefined
  return locale.sentence(locale.headline({ question, verdict, ruleSet, verifiedUntil, elsewhere }))
}

/**
 * One finding as a sentence: a refusal says what would help, if anything would; an acceptance says how near it was. With
 * the decision that the finding is of, advice is true of the case; without, of the provision alone.
 */
export function explainFinding(
  finding: Finding,
  locale: Locale,
  decision?: Decision,
  options: ExplainOptions = {},
): string {
  localeArgument('explainFinding', locale)
  findingArgument('explainFinding', finding, locale)
  if (decision !== undefined) decisionArgument('explainFinding', decision, locale)
  const beside = decision?.findings === undefined ? undefined : besideOf(decision)
  return told(finding, locale, beside, citeOf('explainFinding', options))
}

/**
 * Why a registry refused a command, as a short sentence without numbers: for the `code` of a refused outcome, which is
 * one of `REFUSAL_CODES` or the id of the rule that failed. An outcome with a decision has more to tell: `explain` it.
 *
 * @throws RangeError when the code is none; TypeError when `locale` is no locale.
 */
export function explainRefusal(code: string, locale: Locale): string {
  localeArgument('explainRefusal', locale)
  refusalArgument('explainRefusal', code, locale.names)
  return locale.sentence(locale.refused(code as RefusalCode | Finding['rule']))
}

/**
 * For a form: the sentences that concern each fact, by the fact's name. Failing findings stand under every fact that
 * they compare; under a fact that is missing stands one short request for it, however many rules miss it; issues stand
 * under the field they lie in (`''` for the whole input). Facts without a sentence are absent. The record has no prototype.
 */
export function reasonsByField(
  decision: Decision | Invalid,
  locale: Locale,
  options: ExplainOptions = {},
): Readonly<Record<string, readonly string[]>> {
  localeArgument('reasonsByField', locale)
  decisionArgument('reasonsByField', decision, locale)
  const cite = citeOf('reasonsByField', options)
  const fields: Record<string, string[]> = Object.create(null)
  const add = (field: string, sentence: string) => {
    const sentences = fields[field]
    if (sentences === undefined) fields[field] = [sentence]
    else append(sentences, sentence)
  }
  if (decision.verdict === 'invalid') {
    for (const issue of decision.issues) add(String(issue.path[0] ?? ''), explainIssue(issue, locale))
  } else {
    const beside = besideOf(decision)
    for (const finding of decision.findings) {
      const sentence = told(finding, locale, beside, cite)
      if (finding.outcome === 'fails') for (const fact of CONCERNS[finding.rule]) add(fact, sentence)
    }
    for (const fact of decision.missing) add(fact, request(fact, locale))
  }
  for (const sentences of Object.values(fields)) Object.freeze(sentences)
  return Object.freeze(fields)
}

/** Asks for a fact that is missing. */
function request(fact: FactName, locale: Locale): string {
  return locale.sentence(locale.asked(locale.names.facts[fact], isListed(fact)))
}

function told(finding: Finding, locale: Locale, beside: Beside | undefined, cite: Citations | undefined): string {
  const { outcome } = finding
  if (outcome === 'unknown') return locale.sentence(locale.unjudged.unknown(finding))
  if (outcome === 'not-applicable') return locale.sentence(locale.unjudged[outcome][finding.reason](finding))
  // The words of one rule take the finding of that rule, which the type of a union cannot say.
  const words = locale.judged[finding.rule] as {
    readonly [J in typeof outcome]: (finding: Finding, beside: Beside | undefined) => Refused
  }
  const said = words[outcome](finding, beside)
  const sentence = typeof said === 'string' ? said : locale.joined(partsOf(said, finding, locale, beside))
  return locale.sentence(sentence, citationIn(cite, finding.citation))
}

/** The table that sources are named from. */
function citeOf(call: string, options: ExplainOptions): Citations | undefined {
  const { cite } = ownOptions(`${call}(options)`, options, ['cite'])
  if (cite !== undefined && !isRecord(cite)) throw mistyped(`${call}(options.cite)`, cite, 'a table of citations')
  return cite as Citations | undefined
}

/** A text of the table's own; nothing where it has none, as for the hypotheses of a reform without its `citations`. */
function citationIn(cite: Citations | undefined, key: string): Citation | undefined {
  return cite !== undefined && Object.hasOwn(cite, key) ? cite[key] : undefined
}

/** What was found, what would help, and which channels are free: that none is, only where nothing helps. */
function partsOf(
  [found, help]: Exclude<Refused, string>,
  { channels }: Finding,
  { scope }: Locale,
  beside: Beside | undefined,
): readonly string[] {
  if (beside?.settled) return [found]
  if (help === undefined) return [found, scope(channels)]
  return freeOf(channels).length === 0 ? [found, help] : [found, help, scope(channels)]
}
