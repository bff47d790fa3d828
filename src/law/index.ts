/**
 * The rule sets, the national book, and the tools of a policy analyst.
 *
 * @module demerit/rules
 */

export { type Absence, absencesOf } from './absences.ts'
export {
  type Citation,
  type Citations,
  GRADES,
  type Grade,
  type OwnCitationKey,
  REACHED,
  type Reached,
} from './citation.ts'
export { CITATIONS, type CitationKey, type CitationTable, citedBy, type ShippedCitationKey } from './citations.ts'
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
export { type ResolvedExemption, type ResolvedProvision, resolveProvision } from './resolve.ts'
export {
  expressionsOf,
  formulaOf,
  OWNERSHIP,
  type Ownership,
  type Rule,
  type RuleExemption,
  type VehicleScope,
} from './rule.ts'
export { type EnactOptions, enact, type OfficeCitation } from './rule-sets/enact.ts'
export { parseRuleSet, type RuleSetInput } from './rule-sets/parse-rule-set.ts'
export {
  type ChangedParameters,
  type Changes,
  type DraftProvision,
  type DraftRuleSet,
  type ReformOptions,
  reform,
} from './rule-sets/reform.ts'
export { isRuleBook, noRuleSetInForce, type RuleBook, type Rules, ruleBook, ruleSetOn } from './rule-sets/rule-book.ts'
export {
  type Answers,
  type Began,
  isRuleSet,
  type Provision,
  type ProvisionOf,
  type RuleSet,
  type RuleSetOf,
} from './rule-sets/rule-set.ts'
export { SHIPPED_IDS } from './rule-sets/shipped.ts'
export * from './rule-sets/shipped-sets.ts'
export { RULE_IDS, RULES, type RuleId } from './rules.ts'
