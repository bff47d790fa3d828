import { FACTS } from '../../src/index.ts'
import type { Question } from '../../src/law/index.ts'
import { asserted, valueIn } from './kinds.ts'

export type Row = Readonly<Record<string, unknown>>

/** The row of facts that a model of z3 stands for, to be decided by the library. */
export function rowOf(question: Question, model: string): Row {
  const values = new Map<string, string>()
  for (const [, name, value] of model.matchAll(/^([\w.-]+) -> (true|false|\d+)$/gm)) {
    values.set(name as string, value as string)
  }
  const facts = FACTS.filter(({ questions }) => questions.includes(question))
  // Where the model leaves a fact open, any value will do.
  const number = (name: string): number => Number(values.get(name) ?? 0)
  const isTrue = (name: string): boolean => values.get(name) === 'true'
  return Object.fromEntries(facts.map((fact) => [fact.name, valueIn(fact, { number, isTrue })]))
}

/** What is true in z3 of a whole row of facts: the other way round. Ids are numbered as they come. */
export function assertionsOf(row: Row): readonly string[] {
  const ids = [...new Set(FACTS.filter(({ kind }) => kind === 'id').map(({ name }) => row[name]))]
  const known = FACTS.filter(({ name }) => row[name] !== undefined)
  return known.flatMap((fact) => asserted(fact, row[fact.name], (id) => ids.indexOf(id)))
}
