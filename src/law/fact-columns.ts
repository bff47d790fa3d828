/** Where the facts stand in tables: what each column is called. */
import { owns } from '../input/own.ts'
import { FACTS, type Fact } from './facts.ts'
import type { Question } from './question.ts'

/** The facts of a question, in their order. */
export function factsOfQuestion(question: Question): readonly Fact[] {
  return FACTS.filter(({ questions }) => questions.includes(question))
}

/** The column that a fact has in a table made by `factsTable`: `boundSince` is `bound_since`. */
export function columnName(fact: string): string {
  return fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The column that says whether a fact is known, where NULL or an empty list cannot say it. */
export function knownName(fact: string): string {
  return `${columnName(fact)}_known`
}

/** Whether "not known" needs a column of its own: NULL is a value of the fact, or the fact is a list. */
export function hasKnownColumn(fact: Fact): boolean {
  return fact.kind === 'words' || owns(fact, 'orNull')
}
