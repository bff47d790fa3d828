import { bindingDecided, handlingDecided } from '../decision/decide.ts'
import type { Decision, Finding, Invalid } from '../decision/decision.ts'
import { frozen } from '../input/freeze.ts'
import type { Parsed } from '../input/result.ts'
import { BINDING_ROWS, type BindingFactsInput, HANDLING_ROWS, type HandlingFactsInput } from '../law/facts.ts'
import { parseBindingFacts, parseHandlingFacts } from '../law/known-facts.ts'
import { type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { Answers } from '../law/rule-sets/rule-set.ts'
import { type Advice, type Asking, adviceOn } from './advice.ts'
import { failingIn } from './channels.ts'
import { BINDING_HELPS, HANDLING_HELPS, type SomeFacts } from './helps.ts'
import { notesOf } from './notes.ts'
import { papersFor, papersToHandle } from './papers.ts'

/** What a binding is advised on by. */
export const askingBinding = (rules: Rules): Asking => ({
  question: 'bind',
  rules,
  papers: papersFor,
  helps: BINDING_HELPS,
  rows: BINDING_ROWS,
  notes: () => [],
  isVainBinding: () => false,
  timesContradict: () => false,
  decide: (facts, otherwise) => bindingDecided(facts, rules, otherwise),
})

/** What a handling is advised on by. */
export const askingHandling = (rules: Rules): Asking => ({
  question: 'handle',
  rules,
  papers: papersToHandle,
  helps: HANDLING_HELPS,
  rows: HANDLING_ROWS,
  notes: notesOf,
  isVainBinding: (facts, decision) =>
    isFailing(decision, 'open-binding') &&
    isFailing(handlingDecided(facts, rules, { boundSince: facts.at }), 'since-binding'),
  timesContradict,
  decide: (facts, otherwise) => handlingDecided(facts, rules, otherwise),
})

/** Whether the binding is later than the handling. Text order is time order. */
export function timesContradict({ boundSince, at }: SomeFacts): boolean {
  return at !== undefined && (boundSince ?? at) > at
}

function isFailing(decision: Decision, rule: Finding['rule']): boolean {
  return failingIn(decision).some((finding) => finding.rule === rule)
}

/**
 * The decision on a binding 备案, with advice for the driver: who can act, what each channel answers and which papers
 * it wants, what to do first, what follows, and what is not known yet. `explain`, `headline` and `problemOfDecision`
 * of `demerit/explain` put it into words.
 *
 * @throws TypeError as {@link decideBinding}.
 *
 * @example
 * ```ts
 * import { adviseBinding } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const advice = adviseBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn)
 * 'first' in advice && advice.first // [ { rule: 'driver-cap', todo: { driverBindings: 2 } } ]
 * ```
 */
export function adviseBinding(facts: BindingFactsInput, rules: Rules & Answers<'bind'>): Advice | Invalid {
  return advised('adviseBinding(rules)', askingBinding(rules), parseBindingFacts(facts))
}

/**
 * The decision on a handling 处理, with the same advice as {@link adviseBinding}.
 *
 * @throws TypeError as {@link decideHandling}.
 */
export function adviseHandling(facts: HandlingFactsInput, rules: Rules & Answers<'handle'>): Advice | Invalid {
  return advised('adviseHandling(rules)', askingHandling(rules), parseHandlingFacts(facts))
}

function advised(argument: string, asking: Asking, read: Parsed<SomeFacts>): Advice | Invalid {
  rulesArgument(argument, asking.rules, asking.question)
  return frozen(read.ok ? adviceOn(asking, read.value) : { verdict: 'invalid', issues: read.issues })
}
