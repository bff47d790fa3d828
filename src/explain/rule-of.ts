import type { FindingOf, NoRuleSetFinding } from '../decision/decision.ts'
import type { BindingFacts, HandlingFacts } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { RuleId } from '../law/rules.ts'

/** The rules that only a binding is asked about. A new rule needs words for both questions until it is named in one list. */
type OfBinding =
  | 'own-vehicle'
  | 'already-bound'
  | 'driver-cap'
  | 'vehicle-cap'
  | 'lifetime-cap'
  | 'daily-applications'
  | 'yearly-applications'
  | 'non-operating'
  | 'owner-kind'
  | 'owner-consent'
  | 'cooling-off'
  | 'drivers-bound-per-year'
/** The rules that only a handling is asked about. */
type OfHandling =
  | 'violation-open'
  | 'not-before-occurrence'
  | 'open-binding'
  | 'since-binding'
  | 'fine-limit'
  | 'recorded-by-monitoring'
  | 'points-room'
  | 'single-points-limit'
  | 'licence-state'
  | 'licence-class'
  | 'licence-held'
  | 'repeat-full-score'
  | 'offender-present'
  | 'vehicles-per-year'
  | 'drivers-per-year'
/** The rules of a question. */
export type RuleOf<Q extends Question> = Exclude<RuleId, Q extends 'bind' ? OfHandling : OfBinding>
/** The facts of a question. */
export type FactOf<Q extends Question> = Q extends 'bind' ? keyof BindingFacts : keyof HandlingFacts
/** The rules against which a person can do something, or wait: those that `helps.ts` has. */
export type HelpedRule =
  | 'driver-cap'
  | 'vehicle-cap'
  | 'daily-applications'
  | 'yearly-applications'
  | 'owner-consent'
  | 'cooling-off'
  | 'drivers-bound-per-year'
  | 'identity-verified'
  | 'open-binding'
  | 'licence-state'
  | 'repeat-full-score'
  | 'offender-present'
  | 'vehicles-per-year'
  | 'drivers-per-year'

/** A finding of one rule with its two sides. */
export type JudgedOf<Id extends RuleId | NoRuleSetFinding['rule']> = Id extends RuleId
  ? Extract<FindingOf<Id>, { readonly outcome: 'holds' | 'fails' }>
  : NoRuleSetFinding
