import type { RuleSet } from 'demerit/rules'
import * as rules from 'demerit/rules'

/** The eight sets that ship, oldest first. */
export const SETS: readonly RuleSet[] = [
  rules.cn2013,
  rules.chengdu2017,
  rules.asReported,
  rules.plan2018,
  rules.cn2018february,
  rules.cn2018september,
  rules.cn2020,
  rules.cn2024,
]

/** A set by its id; the latest national one if there is none. */
export function setOf(id: string | undefined): RuleSet {
  return SETS.find((set) => set.id === id) ?? rules.cn2024
}
