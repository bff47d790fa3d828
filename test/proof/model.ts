import { FACTS, type Fact, type Instant, type Question } from '../../src/index.ts'
import { instantOf, numberOf, timeOf, wordsOf } from './formulas.ts'

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
  return Object.fromEntries(facts.map((fact) => [fact.name, valueIn(fact, number, isTrue)]))
}

function valueIn({ name, kind, orNull }: Fact, number: (name: string) => number, isTrue: (name: string) => boolean) {
  if (orNull && isTrue(`${name}.null`)) return null
  switch (kind) {
    case 'id':
      // By its number, so that two ids are the same exactly where the model has them the same.
      return `id-${number(name)}`
    case 'instant':
      return instantOf(number(name))
    case 'count':
    case 'fen':
      return number(name)
    case 'flag':
      return isTrue(name)
    case 'word':
      return wordsOf(name)[number(name)]
    case 'words':
      return wordsOf(name).filter((word) => isTrue(`${name}.${word}`))
  }
}

/** What is true in z3 of a whole row of facts: the other way round. Ids are numbered as they come. */
export function assertionsOf(row: Row): readonly string[] {
  const ids = [...new Set(FACTS.filter(({ kind }) => kind === 'id').map(({ name }) => row[name]))]
  const known = FACTS.filter(({ name }) => row[name] !== undefined)
  return known.flatMap((fact) => assertionOf(fact, row[fact.name], (id) => ids.indexOf(id)))
}

function assertionOf({ name, kind, orNull }: Fact, value: unknown, numberOfId: (id: unknown) => number): string[] {
  if (value === null) return [`${name}.null`]
  const there = orNull ? [`(not ${name}.null)`] : []
  switch (kind) {
    case 'id':
      return [`(= ${name} ${numberOfId(value)})`]
    case 'instant':
      return [`(= ${name} ${timeOf(value as Instant)})`, ...there]
    case 'count':
    case 'fen':
      return [`(= ${name} ${value})`]
    case 'flag':
      return [value ? name : `(not ${name})`]
    case 'word':
      return [`(= ${name} ${numberOf(name, value)})`]
    case 'words': {
      const has = (word: string): boolean => (value as readonly unknown[]).includes(word)
      return wordsOf(name).map((word) => (has(word) ? `${name}.${word}` : `(not ${name}.${word})`))
    }
  }
}
