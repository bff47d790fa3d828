import { type Decision, decideBinding, decideHandling } from '../../src/index.ts'
import { bindingRecord, handlingRecord } from '../../src/law/facts.ts'
import type { RuleSet } from '../../src/law/index.ts'
import { markRead } from '../../src/law/known-facts.ts'

/** Decides on facts of which any may be missing, as they are: none is read. */
export function judged(question: 'bind' | 'handle', facts: object, ruleSet: RuleSet): Decision {
  const decision =
    question === 'bind'
      ? decideBinding(markRead({ ...facts }, bindingRecord as never), ruleSet)
      : decideHandling(markRead({ ...facts }, handlingRecord as never), ruleSet)
  return decision as Decision
}
