import { cn, cn2024, type RuleSet, SHIPPED_SETS } from 'demerit/rules'

/** The sets that ship, oldest first. */
export const SETS: readonly RuleSet[] = SHIPPED_SETS

/** All their provisions. */
export const PROVISIONS = SETS.flatMap(({ bind, handle }) => [...bind, ...handle])

/** A set by its id; the latest national one if there is none. */
export function setOf(id: string | undefined): RuleSet {
  return SETS.find((set) => set.id === id) ?? cn2024
}

/** What judges: one rule set whatever the day, or the national book, by the set of the day of the act. */
export type Rules = RuleSet | typeof cn

/** The national book or a set, by its id. */
export function lawOf(id: string): Rules {
  return id === cn.id ? cn : setOf(id)
}

/** The ids of all that can judge, the book first. */
export const LAW_IDS: readonly string[] = [cn.id, ...SETS.map((set) => set.id)]
