import type { Decision, Invalid } from '../decision/decision.ts'
import { type Beside, besideOn, contextOf, type DecisionContext, mayFail, openOn } from './context.ts'
import { checked } from './explain.ts'
import { type Half, halvesOf, ruleName } from './halves.ts'
import type { Headline, Words } from './locale.ts'
import type { ExplainOptions, Reading } from './options.ts'
import { plain } from './plain.ts'
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
  return read.verdict === 'invalid'
    ? lineOf({ verdict: 'invalid', issues: read.issues.length }, locale, reading.audience)
    : headlineOf(read, locale, reading)
}

/** The plan that came into force nowhere: nothing is verified of it, on any day. */
const NEVER_IN_FORCE = 'plan-2018-03-01'

/** The same of a decision that was checked, and that judged; `context` is its own, where somebody has made it. */
export function headlineOf(
  decision: Decision,
  words: Words,
  { audience, only }: Reading,
  beside?: Beside,
  context: DecisionContext = contextOf(decision, beside),
): string {
  const { question, verdict, ruleSet, findings } = decision
  // Absent in most decisions: own properties only.
  const hypothetical = Object.hasOwn(decision, 'hypothetical') && decision.hypothetical
  const verifiedUntil = Object.hasOwn(decision, 'verifiedUntil') ? decision.verifiedUntil : undefined
  const { free, moot, mendable, later, boundLater } = context
  const neverInForce = ruleSet === NEVER_IN_FORCE
  const open = openOn(free, findings).filter((rule) => mayFail(rule, free, beside))
  const missing = decision.missing.filter((fact) => only === undefined || only.includes(fact))
  const head: Headline = {
    question,
    act: (halvesOf(words, question)[0] as Half).act,
    verdict,
    ruleSet: ruleSet === null ? null : plain(ruleSet),
    verifiedUntil: hypothetical === true || neverInForce ? undefined : verifiedUntil,
    neverInForce,
    missing: audience === 'driver' && only === undefined ? undefined : missing.length,
    moot,
    mendable,
    elsewhere: { free, open, later, nameOf: (rule) => ruleName(words, rule, question) },
  }
  const line = lineOf(head, words, audience, boundLater)
  return words.core.paragraph([line, ...untoldOf(decision, words, audience, context, beside)])
}

/**
 * What bars the act on the channels where it could be done later, and that nothing says of what fails here: a driver who is sent
 * there has to know of it. An official reads it of every channel of which the findings say that they do not bind it.
 */
function untoldOf(
  { question }: Decision,
  words: Words,
  audience: Reading['audience'],
  { free, moot, settled, mendable, later, others }: DecisionContext,
  beside: Beside | undefined,
): readonly string[] {
  const isDriver = audience === 'driver'
  if (beside === undefined || settled || (isDriver && moot) || mendable || free.length > 0) return []
  const sentences = others.flatMap(({ channel, untold }) => {
    if (isDriver && !later.includes(channel)) return []
    const there = besideOn(beside, channel)
    const context = contextOf(there.given({}), there)
    return untold.map((finding) => refusalOf(finding, words, { audience, source: undefined }, question, context))
  })
  return [...new Set(sentences)]
}

/** A headline from what it tells; a binding later than the handling, which no rule compares, is told beside it. */
function lineOf(head: Headline, { core }: Words, audience: Reading['audience'], boundLater = false): string {
  return core.sentence(`${core.headline[audience](head)}${boundLater ? core.boundLater : ''}`)
}
