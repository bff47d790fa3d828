import { cn2024, type RuleSet, SHIPPED_SETS } from 'demerit/rules'

/** The sets that ship, oldest first. */
export const SETS: readonly RuleSet[] = SHIPPED_SETS

/** A set by its id; the latest national one if there is none. */
export function setOf(id: string | undefined): RuleSet {
  return SETS.find((set) => set.id === id) ?? cn2024
}
