import type { Decision } from '../decision/decision.ts'
import { bindingContext } from './binding-context.ts'
import type { DecisionContext } from './context.ts'
import { handlingContext } from './handling-context.ts'

/** What a decision of either question tells. A form knows its question, and does not load this. */
export function contextOf(decision: Decision): DecisionContext {
  return (decision.question === 'bind' ? bindingContext : handlingContext)(decision)
}
