import { judge, rulesOn } from '../../src/decision/decide.ts'
import type { Decision } from '../../src/index.ts'
import { bindingRecord, type Facts, handlingRecord } from '../../src/law/facts.ts'
import type { RuleSet } from '../../src/law/index.ts'
import { knownIn } from '../../src/law/known-facts.ts'

/** Decides on facts of which any may be missing, as they are: none is read. */
export function judged(question: 'bind' | 'handle', facts: object, ruleSet: RuleSet): Decision {
  const table = question === 'bind' ? bindingRecord : handlingRecord
  return judge(rulesOn(question, ruleSet), facts as Partial<Facts>, knownIn(facts, table as never).known)
}
