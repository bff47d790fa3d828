import { type RuleSet, SHIPPED_SETS } from '../../src/law/index.ts'
import type { SetId } from './decisions.ts'

/** The rule sets of the library under the ids by which the oracle knows them. */
export const SETS = Object.fromEntries(SHIPPED_SETS.map((set) => [set.id, set])) as Readonly<Record<SetId, RuleSet>>

export const SET_IDS: readonly SetId[] = Object.keys(SETS) as SetId[]
