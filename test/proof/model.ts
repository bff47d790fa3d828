import type { Question } from '../../src/law/rule.ts'
import { isFactOf, wordAt } from './guards.ts'
import { FACTS, instantOf, isSet, type Row, wordsOf } from './terms.ts'

/** The row of facts that a model of z3 stands for, to be decided by the library. */
export function rowOf(question: Question, model: string): Row {
  const values = new Map<string, string>()
  for (const [, name, value] of model.matchAll(/^([\w.-]+) -> (true|false|\d+)$/gm)) {
    values.set(name as string, value as string)
  }
  /** Where the model leaves a fact open, any value will do. */
  const said = (name: string): string => values.get(name) ?? (FACTS[name]?.sort === 'Int' ? '0' : 'false')
  const row: Record<string, unknown> = {}
  for (const [fact, { sort, tried }] of Object.entries(FACTS)) {
    if (!isFactOf(question, fact)) continue
    if (isSet(fact)) row[fact] = wordsOf(fact).filter((one) => said(`${fact}.${one}`) === 'true')
    else if (sort === 'Bool') row[fact] = said(fact) === 'true'
    else if (fact === 'driver') row[fact] = 'd'
    else if (fact === 'vehicleOwner') row[fact] = said('driver') === said('vehicleOwner') ? 'd' : 'o'
    else if (fact === 'boundSince' && said('boundSince.null') === 'true') row[fact] = null
    else if (fact === 'at' || fact === 'occurredAt' || fact === 'boundSince') row[fact] = instantOf(Number(said(fact)))
    else row[fact] = typeof tried[0] === 'number' ? Number(said(fact)) : wordAt(fact, Number(said(fact)))
  }
  return row
}
