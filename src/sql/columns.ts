import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { isArray, shorten } from '../input/issue.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import type { Fact, FactName } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { Grammar } from './dialects.ts'
import { malformed } from './kinds.ts'

/**
 * Where a fact stands in a table: the name of its column. For a fact that may be `null` (`boundSince`) and for a list,
 * `known` names a second column that says whether it is known, or is `true` where it always is.
 */
export type ColumnOf = string | { readonly column: string; readonly known: string | true }
/** Columns by fact. */
export type Columns = { readonly [K in FactName]?: ColumnOf }

/** A fact with its place: SQL for its value, for whether it is known, and for whether it is not. */
export interface Place {
  readonly fact: Fact
  readonly value: string
  readonly known: string
  readonly unknown: string
  /** The columns that it is read from, as SQL; none where it is not known of any row. */
  readonly columns: readonly string[]
}

/**
 * Where each fact of a question stands. Errors name the call and its `option`.
 *
 * @throws RangeError when `columns` names something that is not a fact of the question, or leaves out `known` where a fact needs it;
 * TypeError when `columns` or `unknown` is not of its type.
 */
export function placesOf(
  call: string,
  grammar: Grammar,
  question: Question,
  columns: Columns | undefined,
  unknown: readonly FactName[],
  option = 'columns',
): ReadonlyMap<FactName, Place> {
  const facts = factsOfQuestion(question)
  if (columns !== undefined) recordArgument(`${call}(${option})`, columns, 'a record of columns by fact')
  if (!isArray(unknown)) throw mistyped(`${call}(unknown)`, unknown, 'a list of names of facts')
  for (const name of [...(columns === undefined ? [] : Object.keys(columns)), ...unknown]) {
    if (facts.some((fact) => fact.name === name)) continue
    throw mistaken(`${call}(${option})`, name, `a fact of the question ${question}`)
  }
  const places = new Map<FactName, Place>()
  for (const fact of facts) {
    if (unknown.includes(fact.name)) {
      places.set(fact.name, { fact, value: nothing(fact, grammar), known: '1 = 0', unknown: '1 = 1', columns: [] })
      continue
    }
    const given = columns === undefined ? defaultColumn(fact) : columnIn(columns, fact.name)
    if (given !== undefined) places.set(fact.name, placeOf(`${call}(${option}.${fact.name})`, grammar, fact, given))
  }
  return places
}

/** Where any value of the row is not of its type. A fact that is not known is of its type. */
export function invalidRow(places: Iterable<Place>, grammar: Grammar): string {
  const tests = [...places]
    .filter(({ columns }) => columns.length > 0)
    .map((place) => malformed(place, grammar))
    .filter((test) => test !== '')
    .map((test) => `(${test})`)
  // What cannot be tested, since it is NULL, is not malformed.
  return tests.length === 0 ? '1 = 0' : `COALESCE(${tests.join('\n      OR ')}, 1 = 0)`
}

/** The type of a fact's column. */
export function columnType(fact: Fact, grammar: Grammar): string {
  return grammar.type(fact.kind, fact.kind !== 'words' || Object.hasOwn(fact, 'orNull'))
}

/** The value of a fact that no column holds, of the type its column would have: engines do not add two NULL without a type. */
export function nothing(fact: Fact, grammar: Grammar): string {
  if (fact.kind === 'words' && grammar.dialect === 'clickhouse') return grammar.list([])
  return `CAST(NULL AS ${columnType(fact, grammar)})`
}

function defaultColumn(fact: Fact): ColumnOf {
  const column = columnName(fact.name)
  return hasKnownColumn(fact) ? { column, known: knownName(fact.name) } : column
}

function columnIn(columns: Columns, name: FactName): ColumnOf | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined
}

function placeOf(argument: string, grammar: Grammar, fact: Fact, given: ColumnOf): Place {
  const column = typeof given === 'string' ? given : given?.column
  const known = typeof given === 'string' ? undefined : given?.known
  if (typeof column !== 'string' || column === '') {
    throw mistyped(argument, given, 'the name of a column, or { column, known }')
  }
  const value = grammar.name(column)
  if (!hasKnownColumn(fact)) {
    return { fact, value, known: `${value} IS NOT NULL`, unknown: `${value} IS NULL`, columns: [value] }
  }
  if (known === true) return { fact, value, known: '1 = 1', unknown: '1 = 0', columns: [value] }
  if (typeof known !== 'string' || known === '') {
    const why = fact.kind === 'words' ? 'a list' : 'a fact that may be null'
    throw new RangeError(`${argument}: ${shorten(given)} does not say when it is known; ${why} needs { column, known }`)
  }
  const flag = `COALESCE(${grammar.name(known)}, FALSE)`
  return { fact, value, known: flag, unknown: `NOT ${flag}`, columns: [value, grammar.name(known)] }
}

/** More than the columns of a table. */
const MOST_KEPT = 10_000

/**
 * The columns to keep, whose names are none of those that the query gives.
 *
 * @throws TypeError when it is not a list of names; RangeError when a name is taken, or stands twice.
 */
export function keptArgument(call: string, keep: unknown, taken: readonly string[]): readonly string[] {
  if (!isArray(keep) || keep.length > MOST_KEPT || !keep.every((each) => typeof each === 'string' && each !== '')) {
    throw mistyped(`${call}(keep)`, keep, 'a list of names of columns')
  }
  const seen = new Set<string>()
  for (const name of keep as readonly string[]) {
    if (seen.has(name)) throw mistaken(`${call}(keep)`, name, 'named once')
    seen.add(name)
    if (taken.includes(name.toLowerCase())) {
      throw mistaken(`${call}(keep)`, name, `a name of its own: ${taken.join(', ')} are columns of the query`)
    }
    if (name.toLowerCase().startsWith('demerit_')) {
      throw new RangeError(
        `${call}(keep): ${shorten(name)} begins with demerit_, as the columns inside the query do; keep it under another name`,
      )
    }
  }
  return keep as readonly string[]
}
