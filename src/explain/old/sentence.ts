import type { Finding, NoRuleSetFinding } from '../../decision/decision.ts'
import { FACTS_BY_ASKER } from '../../law/facts-by-asker.ts'
import type { Question } from '../../law/question.ts'
import { type DecisionContext, isOfUse } from './context.ts'
import { freeOf } from './grammar.ts'
import { factName, type Half, halfOf, halvesOf, requestOf, ruleName } from './halves.ts'
import type { Audience, Refused, Says, Words } from './locale.ts'
import type { Reading } from './options.ts'

/** One finding as a sentence, for one reader. Nothing is checked: the finding is of a decision, and the words have it. */
export function sentenceOf(
  finding: Finding,
  words: Words,
  reading: Reading,
  question?: Question,
  context?: DecisionContext,
): string {
  const { core } = words
  const { audience, source: sourceOf, only } = reading
  const { outcome, rule, channels } = finding
  if (outcome === 'unknown') {
    const asked = only === undefined ? finding.missing : finding.missing.filter((fact) => only.includes(fact))
    if (audience === 'driver') return core.paragraph(asked.map((fact) => lackOf(fact, words, reading)))
    const facts = asked.map((fact) => factName(words, fact, question) as string)
    return core.sentence(core.unknown(ruleName(words, rule, question), facts))
  }
  if (outcome === 'not-applicable') {
    return core.sentence(core.notApplicable[finding.reason](ruleName(words, rule, question), channels))
  }
  if (outcome === 'holds') {
    const { holds } = halfOf(words, rule, question) as Half
    return core.sentence(says<string>(holds, rule)(finding, context), sourceOf?.(finding.citation, context?.actedOn))
  }
  return refusalOf(finding, words, reading, question, context)
}

/** What a reader is told of a fact that is missing: to supply it; and a driver who is shown no fields, that the office has it and checks it. */
export function lackOf(fact: string, words: Words, { audience, only }: Reading): string {
  const { core } = words
  const isHeld = audience === 'driver' && only === undefined && !FACTS_BY_ASKER.some((each) => each === fact)
  return core.sentence(isHeld ? core.checks(factName(words, fact) as string) : requestOf(words, fact, audience))
}

/** A finding that fails, as a sentence: all that a form says of findings. */
export function refusalOf(
  finding: Finding,
  words: Words,
  { audience, source: sourceOf }: Omit<Reading, 'only'>,
  question?: Question,
  context?: DecisionContext,
): string {
  const { core } = words
  const { rule } = finding
  const source = sourceOf?.(finding.citation, context?.actedOn)
  if (rule === 'no-rule-set-in-force')
    return core.sentence(core.noRuleSet[audience](finding, actOf(finding, words), context), source)
  const half = halfOf(words, rule, question) as Half
  const worded = says<Refused>(audience === 'driver' ? half.advice : half.fails, rule)(finding, context)
  return core.sentence(typeof worded === 'string' ? worded : put(worded, finding, words, audience, context), source)
}

/** What is asked for, where no rule set provides for the question. */
function actOf({ supplied }: NoRuleSetFinding, words: Words): string {
  return (halvesOf(words, supplied === 'bind' ? 'bind' : 'handle')[0] as Half).act
}

/** The words of one rule take the finding of that rule, which the type of a union cannot say. */
function says<S>(table: object, rule: string): Says<Finding, S> {
  return (table as Readonly<Record<string, Says<Finding, S>>>)[rule] as Says<Finding, S>
}

/** What was found, what would help, and where else it could be tried. */
function put(
  parts: Exclude<Refused, string>,
  { channels }: Finding,
  { core }: Words,
  audience: Audience,
  context: DecisionContext | undefined,
): string {
  const found = parts[0]
  if (context?.settled) return found
  const help = parts.length > 1 && (!context || isOfUse({ channels }, context)) && parts[1]
  const all = help ? [found, help] : [found]
  if (audience === 'driver') {
    const others = freeOf(channels)
    const instead = context?.instead ?? others
    if (instead.length > 0) {
      return core.joined([...all, core.going(help ? 'other' : 'instead', instead, context?.insteadNeeds ?? [])], !!help)
    }
    const only = others.filter((channel) => context?.later.includes(channel))
    return core.joined(help || only.length === 0 ? all : [...all, core.going('only', only, [])])
  }
  return core.joined([...all, ...core.scope(channels, !!help, context?.free)])
}
