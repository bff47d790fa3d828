import type { FindingOf, NoRuleSetFinding } from '../decision/decision.ts'
import type { BindingFacts, HandlingFacts } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { QuestionOf, RuleId } from '../law/rules.ts'

/** The rules of a question. */
export type RuleOf<Q extends Question> = { [Id in RuleId]: Q extends QuestionOf<Id> ? Id : never }[RuleId]
/** The facts of a question. */
export type FactOf<Q extends Question> = Q extends 'bind' ? keyof BindingFacts : keyof HandlingFacts

/** A finding of one rule with its two sides. */
export type JudgedOf<Id extends RuleId | NoRuleSetFinding['rule']> = Id extends RuleId
  ? Extract<FindingOf<Id>, { readonly outcome: 'holds' | 'fails' }>
  : NoRuleSetFinding
