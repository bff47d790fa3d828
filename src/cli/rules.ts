import { cn, type RuleBook, type RuleSet, SHIPPED_SETS } from '../law/index.ts'
import { type Arguments, oneOf } from './arguments.ts'

/** The rules that the command line knows, by id. */
export const RULES_BY_ID: Readonly<Record<string, RuleSet | RuleBook>> = Object.fromEntries(
  [cn, ...SHIPPED_SETS].map((rules) => [rules.id, rules] as const),
)

/** The rules of `--rules`. @throws Failure when it names none. */
export function rulesOf(given: Arguments): RuleSet | RuleBook {
  return RULES_BY_ID[oneOf(given, 'rules', Object.keys(RULES_BY_ID), cn.id)] as RuleSet | RuleBook
}
