import type { FactName } from '../../src/index.ts'
import type { Question } from '../../src/law/index.ts'
import { provisionsOn } from './laws.ts'

/** The numbers that a fact, or a sum with it, is compared with in any law of the tests. */
export function expressionConstants(question: Question, fact: FactName): readonly number[] {
  return [
    ...new Set(
      provisionsOn(question).flatMap(({ supplied, limit, asks }) => {
        if (!asks.includes(fact) || limit.kind !== 'constant' || typeof limit.value !== 'number') return []
        return JSON.stringify(supplied).includes(`"${fact}"`) ? [limit.value] : []
      }),
    ),
  ]
}
