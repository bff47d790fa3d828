import type { Decision, Invalid } from '../decision/decision.ts'
import { type Beside, besideOn, type DecisionContext, mayFail, openOn } from './context.ts'
import { contextOf } from './decision-context.ts'
import { checked } from './explain.ts'
import type { Core, JudgedHeadline, Words } from './locale.ts'
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
    : headlineOf(read, locale, reading, contextOf(read))
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
  const { free, moot, mendable, heeded, later, doneThere } = context
  const { core } = words
  const missing = decision.missing.filter((fact) => only === undefined || only.includes(fact))
  const head: JudgedHeadline = {
    question,
    verdict,
    ruleSet,
    missing: audience === 'driver' && only === undefined ? undefined : missing.length,
    moot,
    mendable,
    heeded,
    elsewhere: {
      free,
      open: openOn(free, findings).filter((rule) => doneThere.includes(rule) || mayFail(rule, free, beside)),
      later,
    },
  }
  const line =
    audience === 'driver'
      ? core.headline.driver(head)
      : core.headline.official(core.officialHeadline(head, decision, words))
  return core.paragraph([lineOf(line, core, context), ...untoldOf(decision, words, audience, context, beside)])
}

/** A headline as a sentence; that the binding is later than the handling, which no rule compares, is told beside it. */
export function lineOf(
  line: string,
  { sentence, boundLater }: Pick<Core, 'sentence' | 'boundLater'>,
  context: DecisionContext,
): string {
  return sentence(context.boundLater ? `${line}${boundLater}` : line)
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
    const context = beside.contextOf(there.given({}), there)
    return untold.map((finding) => refusalOf(finding, words, { audience, source: undefined }, question, context))
  })
  return [...new Set(sentences)]
}
