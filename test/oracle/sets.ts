import { type RuleSet, SHIPPED_SETS } from '../../src/law/index.ts'
import type { ShippedId } from '../../src/law/rule-sets/shipped.ts'
import type { SetId } from './decisions.ts'

/** A set of the library that the oracle does not know does not compile here. */
const SHIPPED: readonly (RuleSet & { readonly id: SetId })[] = SHIPPED_SETS as readonly (RuleSet & {
  readonly id: ShippedId
})[]

/** The rule sets of the library under the ids by which the oracle knows them. */
export const SETS = Object.fromEntries(SHIPPED.map((set) => [set.id, set])) as Readonly<Record<SetId, RuleSet>>

export const SET_IDS: readonly SetId[] = SHIPPED.map(({ id }) => id)
