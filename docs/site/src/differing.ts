import { type RuleCard, ruleCard } from 'demerit/analysis'
import type { Locale } from 'demerit/explain'
import type { RuleId, RuleSet } from 'demerit/rules'

export type Provision = RuleCard['provisions'][number]

/** What a provision says, whatever it cites: two sets that have one for one rule differ in nothing there. */
export function saidBy({ question, binds, number }: Provision): string {
  return `${question} ${binds} ${number}`
}

/** The rules in which two sets differ, whatever they cite, and the provisions of each. */
export function differing(
  one: RuleSet,
  other: RuleSet,
  locale: Locale,
): { readonly rules: readonly RuleId[]; readonly of: (rule: RuleId) => readonly (readonly Provision[])[] } {
  const provisions = [one, other].map((set) => ruleCard(set, set.from, locale).provisions)
  const of = (rule: RuleId) => provisions.map((list) => list.filter((each) => each.rule === rule))
  const told = (list: readonly Provision[] = []) => list.map(saidBy).join()
  const all = [...new Set(provisions.flatMap((list) => list.map(({ rule }) => rule)))]
  return { rules: all.filter((rule) => told(of(rule)[0]) !== told(of(rule)[1])), of }
}
