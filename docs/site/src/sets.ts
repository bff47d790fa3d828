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

/** The parameters of a provision as text: `limit 3`. */
export function numbersOf(
  provision: RuleSet['bind'][number] | RuleSet['handle'][number],
  names: (word: string) => string,
): string {
  const {
    rule: _,
    channels: __,
    vehicles: ___,
    citation: ____,
    ...parameters
  } = provision as unknown as Record<string, unknown>
  return Object.entries(parameters)
    .map(([name, value]) =>
      Array.isArray(value)
        ? value.map(String).map(names).join(' ')
        : name === 'limit' || name === 'full'
          ? String(value)
          : `${names(name)}: ${names(String(value))}`,
    )
    .join(' · ')
}
