import type { FactName } from '../../src/law/facts.ts'
import { type Question, resolve, SHIPPED_SETS } from '../../src/law/index.ts'

/** The numbers that a fact, or a sum with it, is compared with in any shipped set. */
export function expressionConstants(question: Question, fact: FactName): readonly number[] {
  const provisions = SHIPPED_SETS.flatMap((set) => set[question]).map(resolve)
  return [
    ...new Set(
      provisions.flatMap(({ supplied, limit, asks }) => {
        if (!asks.includes(fact) || limit.kind !== 'constant' || typeof limit.value !== 'number') return []
        return JSON.stringify(supplied).includes(`"${fact}"`) ? [limit.value] : []
      }),
    ),
  ]
}
