import { CHANNELS } from './binding.ts'
import type { Decision, Finding, Invalid, NoRuleSetFinding, Verdict } from './decision.ts'
import {
  type BindingFacts,
  bindingShape,
  type HandlingFacts,
  handlingShape,
  knownIn,
  type Partially,
  readFacts,
} from './facts.ts'
import type { Issue } from './issue.ts'
import { asReported } from './rule-sets/as-reported.ts'
import type { Look } from './rule-sets/plan.ts'
import { planOf, type RuleSet } from './rule-sets/rule-set.ts'
import { type Facts, QUESTIONS, type Question } from './rules/rule.ts'

/**
 * May this driver bind this vehicle 备案非本人机动车?
 *
 * Judged on the facts given and on the rule set alone; a fact that is absent or `undefined` is not known. Every rule in
 * force is looked at. Facts that are not of their type are never judged: the answer is `invalid`, with one issue a field.
 *
 * @param ruleSet which provisions to judge by, whatever the day of `at`; `asReported` unless given.
 * @throws TypeError when `ruleSet` is not a rule set made by this library.
 */
export function decideBinding(facts: Partially<BindingFacts>, ruleSet: RuleSet = asReported): Decision | Invalid {
  const issues: Issue[] = []
  const read = readFacts(facts, bindingShape, issues)
  return issues.length > 0 ? invalid(issues) : judge('bind', read, ruleSet)
}

/**
 * May this driver handle this violation 处理交通违法?
 *
 * As `decideBinding`; money is in fen 分, and `boundSince` is `null` when there is no open binding.
 *
 * @param ruleSet which provisions to judge by, whatever the day of `at`; `asReported` unless given.
 * @throws TypeError when `ruleSet` is not a rule set made by this library.
 */
export function decideHandling(facts: Partially<HandlingFacts>, ruleSet: RuleSet = asReported): Decision | Invalid {
  const issues: Issue[] = []
  const read = readFacts(facts, handlingShape, issues)
  return issues.length > 0 ? invalid(issues) : judge('handle', read, ruleSet)
}

/** The loop over the provisions in force, on facts already read. */
export function judge(question: Question, facts: Partially<Facts>, ruleSet: RuleSet): Decision {
  const { looks, lastMoment } = planOf(ruleSet)[question]
  const known = question === 'bind' ? knownIn(facts, bindingShape) : knownIn(facts, handlingShape)
  const channel = facts.channel === undefined ? 0 : 1 << CHANNELS.indexOf(facts.channel)
  const own = facts.driver !== undefined && (facts.driver as string) === facts.vehicleOwner
  const late = facts.at !== undefined && facts.at > lastMoment
  if (looks.length === 0) return decisionOf(question, ruleSet, late, 'refused', [unprovided(question, ruleSet)])
  let verdict: Verdict = 'permitted'
  // A copy to be written over, since a setter on `Object.prototype` could take away what is added to an array.
  const findings: Finding[] = looks.slice() as unknown[] as Finding[]
  for (let index = 0; index < looks.length; index++) {
    const finding = (looks[index] as Look)(facts as Facts, known, channel, own)
    findings[index] = finding
    if (finding.outcome === 'fails') verdict = 'refused'
    else if (finding.outcome === 'unknown' && verdict === 'permitted') verdict = 'undetermined'
  }
  return decisionOf(question, ruleSet, late, verdict, findings)
}

function decisionOf(
  question: Question,
  ruleSet: RuleSet,
  late: boolean,
  verdict: Verdict,
  findings: readonly Finding[],
): Decision {
  Object.freeze(findings)
  const { id, verifiedOn: verifiedUntil, hypothetical } = ruleSet
  if (!late && !hypothetical) return Object.freeze({ question, verdict, ruleSet: id, findings })
  const warnings = { ...(hypothetical ? { hypothetical } : {}), ...(late ? { verifiedUntil } : {}) }
  return Object.freeze({ question, verdict, ruleSet: id, ...warnings, findings })
}

/** A rule set without a provision on a question does not provide for it: nothing permits the act. */
function unprovided(question: Question, ruleSet: RuleSet): NoRuleSetFinding {
  const provided = QUESTIONS.filter((each) => ruleSet[each].length > 0)
  return noRuleSet(question, '∈', Object.freeze(provided))
}

export function noRuleSet(
  supplied: NoRuleSetFinding['supplied'],
  relation: NoRuleSetFinding['relation'],
  limit: NoRuleSetFinding['limit'],
): NoRuleSetFinding {
  return Object.freeze({
    rule: 'no-rule-set-in-force',
    channels: 'all',
    citation: LAW_OF_THE_DAY,
    outcome: 'fails',
    supplied,
    relation,
    limit,
  })
}

const LAW_OF_THE_DAY: NoRuleSetFinding['citation'] = /* @__PURE__ */ Object.freeze({
  instrument: '中华人民共和国行政处罚法',
  article: '37',
  url: 'https://github.com/LawRefBook/Laws',
  since: '2021-07-15' as NoRuleSetFinding['citation']['since'],
  grade: 'P',
  zh: '适用行为发生时的规定',
  en: 'an act is judged by the rules in force on its day',
  basis: 'F3.23',
})

function invalid(issues: readonly Issue[]): Invalid {
  return Object.freeze({ verdict: 'invalid', issues: Object.freeze(issues) })
}
