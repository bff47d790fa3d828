import type { Decision, Invalid } from '../../decision/decision.ts'
import { type Beside, besideOn, type DecisionContext, mayFail, openOn } from './context.ts'
import { contextOf } from './decision-context.ts'
import { checked } from './explain.ts'
import type { HandlingWords, JudgedHeadline, Words } from './locale.ts'
import type { ExplainOptions, Reading } from './options.ts'
import { refusalOf } from './sentence.ts'

/**
 * One sentence on the whole decision. For an official: the question, the verdict, the rule set, and until when the set was
 * verified if the act is later. For a driver: whether it can be done. Both read where a refused act could be tried, which
 * only the findings together can tell; and where nothing is against it so far, how much is missing: of `only`, if it is given,
 * which a driver needs, who cannot tell all of it.
 */
export function headline(
  decision: Decision | Invalid,
  locale: Words,
  options?: Pick<ExplainOptions, 'audience' | 'only'>,
): string {
  const { read, reading } = checked('headline', decision, locale, options)
  const { core } = locale
  return read.verdict === 'invalid'
    ? core.sentence(core.headline[reading.audience]({ verdict: 'invalid', issues: read.issues.length }))
    : headlineOf(read, locale, reading, contextOf(read, reading.only))
}

/** The same of a decision that was checked, and that judged; `context` is what it tells. */
export function headlineOf(
  decision: Decision,
  words: Words,
  { audience, only }: Reading,
  context: DecisionContext,
  beside?: Beside,
): string {
  const { question, verdict, ruleSet, findings } = decision
  const { free, doneThere } = context
  const { core } = words
  const missing = decision.missing.filter((fact) => only === undefined || only.includes(fact))
  const head: JudgedHeadline = {
    ...context,
    question,
    verdict,
    ruleSet,
    missing: audience === 'driver' && only === undefined ? undefined : missing.length,
    still: openOn(free, findings).filter((rule) => doneThere.includes(rule) || mayFail(rule, free, beside)),
  }
  const line =
    audience === 'driver'
      ? core.headline.driver(head)
      : core.headline.official(core.officialHeadline(head, decision, words))
  return core.paragraph([
    lineOf(line, words, audience, context),
    ...furtherOf(decision, words, audience, context, beside),
  ])
}

/**
 * A headline as a sentence, which says too that the binding is later than the handling, which no rule compares. A driver who was not
 * asked for the time that is wrong cannot check it, and reads that alone.
 */
export function lineOf(
  line: string,
  words: Words,
  audience: Reading['audience'],
  { boundLater, moot, asked }: DecisionContext,
): string {
  const { joined, sentence } = words.core
  // Only a handling has two times.
  const { handle } = words as HandlingWords
  const isDriver = audience === 'driver'
  const isEarly = isDriver && moot === 'not-before-occurrence'
  if ((isEarly || (isDriver && boundLater)) && !asked.includes(isEarly ? 'occurredAt' : 'boundSince'))
    return sentence(handle.times.recorded)
  return sentence(boundLater && !isEarly ? joined([line, handle.times.check]) : line)
}

/**
 * What bars the act on the channels where it could be done later, and that nothing says of what fails here: a driver who is sent
 * there has to know of it, and then reads where to go, and what to do there. An official reads it of every channel that the findings do not bind.
 */
function furtherOf(
  { question }: Decision,
  words: Words,
  audience: Reading['audience'],
  { free, moot, settled, mendable, later, others, doneThere, boundLater }: DecisionContext,
  beside: Beside | undefined,
): readonly string[] {
  const isDriver = audience === 'driver'
  if (settled || (isDriver && (moot || boundLater)) || mendable || free.length > 0) return []
  const shown = others.filter(({ channel }) => !isDriver || later.includes(channel))
  const sentences = shown.flatMap(({ channel, untold }) => {
    const there = besideOn(beside as Beside, channel)
    const context = there.contextOf(there.given({}), there)
    return untold
      .filter(({ rule }) => !isDriver || !doneThere.includes(rule))
      .map((finding) => refusalOf(finding, words, { audience, source: undefined }, question, context))
  })
  const needs = shown.flatMap(({ untold }) => untold.map(({ rule }) => rule))
  const isLater = isDriver && later !== 'here' && later.length > 0
  return [...new Set(sentences), ...(isLater ? [words.core.sentence(words.core.going('later', later, needs))] : [])]
}
