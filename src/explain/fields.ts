import type { Finding } from '../decision/decision.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import { owns } from '../input/own.ts'
import { factsOf } from '../law/expression.ts'
import { BINDING_ROWS, type FactName, type FactRows, HANDLING_ROWS } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { AnyRule } from '../law/rule.ts'
import { type Rules, setsIn } from '../law/rule-sets/rule-book.ts'
import { knownRuleSet } from '../law/rule-sets/rule-set.ts'
import { RULES } from '../law/rules.ts'

/** Where it is shown that nothing is in force. */
const UNPROVIDED: readonly FactName[] = ['at']

/**
 * Beside which fields it is shown that a rule fails: the facts that it compares, those of the act last, then the driver or the vehicle that
 * these are about.
 */
function fieldsOf({ holds }: AnyRule, rows: Partial<FactRows>): readonly FactName[] {
  const compared = (holds.kind === 'choose' ? Object.values(holds.cases) : [holds]).flatMap(factsOf)
  const about = (name: FactName) => rows[name]?.about
  const isOfAct = (name: FactName) => about(name) === 'act'
  const subjects = (['driver', 'vehicle'] as const).filter((subject) =>
    compared.some((name) => about(name) === subject),
  )
  return [...new Set([...compared.filter((name) => !isOfAct(name)), ...compared.filter(isOfAct), ...subjects])]
}

/** The fields of a rule that the rules have, so that a page does not load the others. */
export function fieldsIn(
  rules: Rules,
  question: Question,
  rows: Partial<FactRows>,
  rule: Finding['rule'],
): readonly FactName[] {
  const provided = setsIn(rules).flatMap((set) => knownRuleSet(set).provided[question])
  const found = provided.find((each) => each.rule.id === rule)
  return found === undefined ? UNPROVIDED : fieldsOf(found.rule, rows)
}

/** The fields of any rule. */
export function fieldsOfAny(rule: Finding['rule']): readonly FactName[] {
  return rule === 'no-rule-set-in-force' ? UNPROVIDED : fieldsOf(RULES[rule], { ...BINDING_ROWS, ...HANDLING_ROWS })
}

/** The first of a rule's fields that is asked. */
export function firstAsked(fields: readonly FactName[], asked: readonly string[]): FactName | undefined {
  return fields.find((fact) => asked.includes(fact))
}

/**
 * The one field beside which a form shows that a rule fails: the first field that the rule compares, else the driver
 * or the vehicle that it is about, among those in `asked` (all unless given); `''` if none of these is asked.
 *
 * @throws RangeError when `rule` is not the id of a rule; TypeError when `asked` is not a list.
 */
export function fieldOf(rule: Finding['rule'], asked?: readonly string[]): FactName | '' {
  const isRule = typeof rule === 'string' && (rule === 'no-rule-set-in-force' || owns(RULES, rule))
  if (!isRule) throw mistaken('fieldOf(rule)', rule, 'a rule')
  if (asked !== undefined && !isArray(asked)) throw mistyped('fieldOf(asked)', asked, 'a list of facts')
  const fields = fieldsOfAny(rule)
  return (asked === undefined ? fields[0] : firstAsked(fields, asked)) ?? ''
}
