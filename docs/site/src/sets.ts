import { cn, cn2024, type RuleSet, SHIPPED_SETS } from 'demerit/rules'
import type { PageProps } from './page.ts'
import { type Changes, isNone, REFORM, reformed } from './reform.ts'

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

/** The national book, the reader's reform or a set, by its id. */
export function lawOf(id: string, changes: Changes): Rules {
  return id === cn.id ? cn : id === REFORM ? reformed(changes) : setOf(id)
}

/** The ids of all that can judge, the book first. */
export const LAW_IDS: readonly string[] = [cn.id, ...SETS.map((set) => set.id)]

/** What a law of those is called, with its id. */
export function lawTitle(id: string, { words, place }: Pick<PageProps, 'words' | 'place'>): string {
  if (id === cn.id) return `${words.lawOfDay} (cn)`
  return id === REFORM ? words.yourReform : `${setOf(id).title[place.language]} (${id})`
}

/** The same, with the last day for which sources show it. */
export function lawTold(id: string, props: Pick<PageProps, 'words' | 'place' | 'says'>): string {
  const isSet = id !== cn.id && id !== REFORM
  return isSet
    ? `${lawTitle(id, props)}${props.words.comma}${props.says.evidenceUntil(setOf(id).verifiedOn)}`
    : lawTitle(id, props)
}

/** The ids that can judge, with the reader's reform where there is one. */
export function lawIds(changes: Changes): readonly string[] {
  return isNone(changes) ? LAW_IDS : [...LAW_IDS, REFORM]
}
