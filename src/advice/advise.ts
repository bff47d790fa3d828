import { decideBinding, decideHandling } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import { frozen } from '../input/freeze.ts'
import type { Parsed } from '../input/result.ts'
import { BINDING_ROWS, type BindingFactsInput, HANDLING_ROWS, type HandlingFactsInput } from '../law/facts.ts'
import { parseBindingFacts, parseHandlingFacts } from '../law/known-facts.ts'
import { type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { Answers } from '../law/rule-sets/rule-set.ts'
import { type Asking, type Outlook, outlookOf } from './advice.ts'
import { BINDING_HELPS, HANDLING_HELPS, type SomeFacts } from './helps.ts'
import { notesOf } from './notes.ts'

/** Decides a binding again. */
export const askingBinding = (rules: Rules): Asking => ({
  question: 'bind',
  rules,
  helps: BINDING_HELPS,
  rows: BINDING_ROWS,
  notes: () => [],
  decide: (facts) => decideBinding(facts, rules) as Decision,
})

/** Decides a handling again. */
export const askingHandling = (rules: Rules): Asking => ({
  question: 'handle',
  rules,
  helps: HANDLING_HELPS,
  rows: HANDLING_ROWS,
  notes: notesOf,
  decide: (facts) => decideHandling(facts, rules) as Decision,
})

/**
 * What is known of a binding beside its decision: what each channel would say where it is refused, and what helps. For `explain`,
 * `headline` and problems.
 *
 * @throws TypeError when the facts are malformed, so decide first: `decideBinding` answers them with issues.
 */
export function bindingOutlook(facts: BindingFactsInput, rules: Rules & Answers<'bind'>): Outlook {
  return outlookIn(askingBinding(rules), parseBindingFacts(facts), 'bindingOutlook')
}

/** The same of a handling, with what follows of it where it is permitted (`notes`). */
export function handlingOutlook(facts: HandlingFactsInput, rules: Rules & Answers<'handle'>): Outlook {
  return outlookIn(askingHandling(rules), parseHandlingFacts(facts), 'handlingOutlook')
}

function outlookIn(asking: Asking, parsed: Parsed<SomeFacts>, call: string): Outlook {
  rulesArgument(`${call}(rules)`, asking.rules, asking.question)
  if (!parsed.ok) throw new TypeError(`${call}(facts): ${parsed.issues[0]?.path.join('.')} is malformed`)
  return frozen(outlookOf(asking, parsed.value, asking.decide(parsed.value)))
}
