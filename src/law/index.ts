/**
 * The rule sets, the national book, and the tools of a policy analyst.
 *
 * @module demerit/rules
 */

export {
  CITATION_KEYS,
  type Citation,
  type CitationKey,
  type Citations,
  GRADES,
  type Grade,
  type OwnCitationKey,
  REACHED,
  type Reached,
  type ShippedCitationKey,
} from './citation.ts'
export { CITATIONS, type CitationTable } from './citations.ts'
export { classesCovering } from './classes-covering.ts'
export {
  type Choice,
  type Comparison,
  type Condition,
  type Constant,
  EXPRESSION_KINDS,
  type Expression,
  type ExpressionKind,
  type Term,
} from './expression.ts'
export { GRAINS, type Grain, VIOLATION_SCOPES, type ViolationScope } from './parameters.ts'
export { QUESTIONS, type Question } from './question.ts'
export { type ResolvedExemption, type ResolvedProvision, resolve } from './resolve.ts'
export {
  expressionsOf,
  formulaOf,
  OWNERSHIP,
  type Ownership,
  type Rule,
  type RuleExemption,
  type VehicleScope,
} from './rule.ts'
export { asReported, asReportedBinding, asReportedHandling } from './rule-sets/as-reported.ts'
export { chengdu2017, chengdu2017Binding, chengdu2017Handling } from './rule-sets/chengdu-2017-11-16.ts'
export { cn, cnBinding, cnHandling, ruleSetOn } from './rule-sets/cn.ts'
export { cn2013, cn2013Binding, cn2013Handling } from './rule-sets/cn-2013-05-02.ts'
export { cn2018february, cn2018februaryBinding, cn2018februaryHandling } from './rule-sets/cn-2018-02-24.ts'
export { cn2018september, cn2018septemberBinding, cn2018septemberHandling } from './rule-sets/cn-2018-09-01.ts'
export { cn2020, cn2020Binding, cn2020Handling } from './rule-sets/cn-2020-09-28.ts'
export { cn2024, cn2024Binding, cn2024Handling } from './rule-sets/cn-2024-11-01.ts'
export { parseRuleSet, type RuleSetInput } from './rule-sets/parse-rule-set.ts'
export { plan2018, plan2018Binding, plan2018Handling } from './rule-sets/plan-2018-03-01.ts'
export {
  type ChangedParameters,
  type Changes,
  type DraftProvision,
  type DraftRuleSet,
  type ReformOptions,
  reform,
} from './rule-sets/reform.ts'
export { isRuleBook, noRuleSetInForce, type RuleBook, type Rules, ruleBook } from './rule-sets/rule-book.ts'
export {
  type Answers,
  type Began,
  type HalfRuleSet,
  isRuleSet,
  type Provision,
  type ProvisionOf,
  type RuleSet,
} from './rule-sets/rule-set.ts'
export { SHIPPED_IDS } from './rule-sets/shipped.ts'
export { SHIPPED_SETS } from './rule-sets/shipped-sets.ts'
export { RULE_IDS, RULES, type RuleId } from './rules.ts'
