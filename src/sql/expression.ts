import { shorten } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { type Comparison, type Condition, type Constant, comparisonsIn, factsIn, type Term } from '../law/expression.ts'
import { hasKnownColumn } from '../law/fact-columns.ts'
import type { FactName } from '../law/facts.ts'
import type { Relation } from '../law/relation.ts'
import type { Place } from './columns.ts'
import { type Grammar, wrapped } from './dialects.ts'

export type Places = ReadonlyMap<FactName, Place>

const SIGNS: { readonly [R in Relation]?: string } = { '=': '=', '≠': '<>', '<': '<', '≤': '<=', '>': '>', '≥': '>=' }

/**
 * A comparison as SQL: true or false once its facts are known.
 *
 * @throws RangeError when a side has no SQL.
 */
export function comparisonSql({ supplied, relation, limit }: Comparison, places: Places, grammar: Grammar): string {
  const value = termSql(supplied, places, grammar)
  switch (relation) {
    case '=':
    case '≠':
      if (limit.kind === 'constant' && limit.value === null) return `${value} IS ${relation === '=' ? '' : 'NOT '}NULL`
      if (limit.kind === 'constant' && typeof limit.value === 'boolean') {
        return limit.value === (relation === '=') ? value : `NOT ${value}`
      }
      return `${value} ${SIGNS[relation]} ${termSql(limit, places, grammar)}`
    case '<':
    case '≤':
    case '>':
    case '≥':
      return `${value} ${SIGNS[relation]} ${termSql(limit, places, grammar)}`
    case '∈':
      return inList(value, listOf(limit), grammar)
    case 'disjoint':
      return setSql(value, false, limit, places, grammar)
    case 'meets':
      return setSql(value, true, limit, places, grammar)
    default:
      throw new RangeError(`sql: ${shorten(relation)} is not a relation of the library`)
  }
}

/** A condition that is true only where it certainly holds: a fact that is not known makes it false or NULL, never true. */
export function certainly(condition: Condition, places: Places, grammar: Grammar): string {
  return comparisonsIn(condition)
    .flatMap((comparison) => {
      const known = [comparison.supplied, comparison.limit].flatMap(factsIn).flatMap((name) => {
        const place = placeOf(name, places)
        return hasKnownColumn(place.fact) ? [place.known] : []
      })
      return [...new Set(known), comparisonSql(comparison, places, grammar)]
    })
    .join(' AND ')
}

/** The place of a fact. @throws RangeError when the table has none and it is not said to be unknown. */
export function placeOf(name: FactName, places: Places): Place {
  const place = places.get(name)
  if (place !== undefined) return place
  throw new RangeError(`sql(columns): ${name} has no column; name one, or list it under unknown`)
}

/** `x IN (…)`, which engines refuse to read of an empty list. */
export function inList(x: string, words: readonly string[], grammar: Grammar): string {
  return words.length === 0 ? '1 = 0' : `${x} IN (${wrapped(words.map(grammar.text), ', ')})`
}

function termSql(term: Term, places: Places, grammar: Grammar): string {
  switch (term.kind) {
    case 'fact':
      return placeOf(term.name, places).value
    case 'constant':
      return constantSql(term.value, grammar)
    case 'plus':
      return `(${termSql(term.left, places, grammar)} + ${termSql(term.right, places, grammar)})`
    case 'day':
      return grammar.day(termSql(term.of, places, grammar))
    case 'days-after':
      return `(${termSql(term.of, places, grammar)} + ${termSql(term.days, places, grammar)})`
    case 'parameter':
      throw new RangeError(`sql: the parameter ${term.name} has no value`)
    case 'lookup':
      throw new RangeError(`sql: the table ${term.table} can only be compared with a set`)
    default:
      throw new RangeError(`sql: ${shorten(term)} is not a term of the library`)
  }
}

function constantSql(value: Constant, grammar: Grammar): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (typeof value === 'string') return grammar.text(value)
  throw new RangeError(`sql: ${shorten(value)} is not a whole number, a flag or a word`)
}

function setSql(value: string, meets: boolean, limit: Term, places: Places, grammar: Grammar): string {
  if (limit.kind !== 'lookup') return oneSet(value, meets, listOf(limit), grammar)
  const word = placeOf(factOf(limit.of), places)
  const cases = new Map<string, { words: readonly string[]; keys: string[] }>()
  for (const key of own(word.fact).words ?? []) {
    if (!Object.hasOwn(limit.rows, key)) throw new RangeError(`sql: the table ${limit.table} has no row for ${key}`)
    const words = listOf({ kind: 'constant', value: limit.rows[key] as Constant })
    const group = cases.get(words.join()) ?? { words, keys: [] }
    group.keys.push(key)
    cases.set(words.join(), group)
  }
  const whens = [...cases.values()].map(
    ({ words, keys }) => `WHEN ${inList(word.value, keys, grammar)} THEN ${oneSet(value, meets, words, grammar)}`,
  )
  return `CASE ${whens.join('\n      ')} END`
}

function oneSet(value: string, meets: boolean, words: readonly string[], grammar: Grammar): string {
  if (words.length === 0) return meets ? '1 = 0' : '1 = 1'
  return meets ? grammar.meets(value, words) : `NOT ${grammar.meets(value, words)}`
}

function listOf(term: Term): readonly string[] {
  if (term.kind === 'constant' && Array.isArray(term.value)) return term.value
  throw new RangeError(`sql: ${term.kind} is not a list of words`)
}

function factOf(term: Term): FactName {
  if (term.kind === 'fact') return term.name
  throw new RangeError(`sql: ${term.kind} is not a fact`)
}
