import { mistyped, recordArgument } from '../input/assert.ts'
import { type Issue, isArray } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { ownProperties } from '../input/properties.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import type { Fact, FactName } from '../law/facts.ts'
import { parseBindingFacts, parseHandlingFacts } from '../law/known-facts.ts'
import type { Question } from '../law/question.ts'
import { readId } from '../values/ids.ts'
import { columnType, placesOf } from './columns.ts'
import { questionArgument } from './decision.ts'
import { type Dialect, type Grammar, grammarOf } from './dialects.ts'
import { literalOf, outOfRange } from './kinds.ts'
import { relationSql, type TableRef } from './table-ref.ts'

/** A row of facts with the id by which its decision is found again. */
export interface FactsRow {
  /** An id as ids are: 1 to 64 ASCII or Chinese characters; or a whole number. */
  readonly id: number | string
  /** Facts as `parseBindingFacts` or `parseHandlingFacts` reads them, whole or partial. */
  readonly facts: unknown
}

/** A statement that fills a table, and the rows that are not of their type. */
export interface FactsInsert {
  /** One INSERT of all rows that were read; empty text where none was. */
  readonly sql: string
  /** The rows that were not read, each with the issues of its facts, and of its id at the path `id`: they are not in the statement. */
  readonly rejected: readonly { readonly id: number | string; readonly issues: readonly Issue[] }[]
}

/** Rows of one statement. */
const MOST_ROWS = 1_000_000

/** A table of facts: its definition, and statements that fill it. */
export interface FactsTable {
  /** CREATE TABLE, with a constraint for each column: no word that is not listed, no number out of its range. */
  readonly ddl: string
  /**
   * Reads rows as the library does, and writes them as one INSERT.
   *
   * @throws RangeError when there is no row, or more than 1,000,000; TypeError when one is not a row, or its id is neither text nor a whole number.
   */
  readonly insert: (rows: readonly FactsRow[]) => FactsInsert
}

/**
 * A table for the facts of a question 事实表: a column a fact, named in snake case; `id`, text, in front. NULL is *not known*; where NULL is
 * a value, and for lists, a flag `…_known` says it. Instants are whole milliseconds since 1970-01-01T00:00Z, fines are in fen.
 *
 * @throws RangeError when the dialect or the question is not known; TypeError when the name is not one.
 */
export function factsTable(
  question: Question,
  options: { readonly dialect: Dialect; readonly name: Exclude<TableRef, { readonly sql: string }> },
): FactsTable {
  const call = 'factsTable'
  questionArgument(call, question)
  recordArgument(`${call}(options)`, options, 'a record of options')
  const { dialect, name } = ownOptions(`${call}(options)`, options, ['dialect', 'name'])
  const grammar = grammarOf(call, dialect)
  if (!isArray(name) && typeof name !== 'string')
    throw mistyped(`${call}(name)`, name, 'the name of a table, or [schema, name]')
  const table = relationSql(`${call}(name)`, name, grammar)
  const facts = factsOfQuestion(question)
  const columns = [
    `${grammar.name('id')} ${grammar.type('id', false)}`,
    ...facts.flatMap((fact) => columnsOf(fact, grammar)),
  ]
  const checks = constraintsOf(question, grammar)
  const read = question === 'bind' ? parseBindingFacts : parseHandlingFacts
  return Object.freeze({
    ddl: `CREATE TABLE ${table} (\n  ${[...columns, ...checks].join(',\n  ')}\n)${grammar.tableEnd}`,
    insert: (rows: readonly FactsRow[]): FactsInsert => {
      if (!isArray(rows)) throw mistyped(`${call}.insert(rows)`, rows, 'a list of rows')
      if (rows.length === 0) throw new RangeError(`${call}.insert(rows): there is no row to insert`)
      if (rows.length > MOST_ROWS)
        throw new RangeError(`${call}.insert(rows): ${rows.length} rows are more than ${MOST_ROWS}`)
      const lines: string[] = []
      const rejected: { id: number | string; issues: readonly Issue[] }[] = []
      for (let index = 0; index < rows.length; index++) {
        const row: unknown = rows[index]
        const at = `${call}.insert(rows[${index}])`
        if (typeof row !== 'object' || row === null) throw mistyped(at, row, 'a row with an id and facts')
        const { id, facts: given } = ownProperties(row, ['id', 'facts'])
        if (typeof id !== 'string' && !Number.isSafeInteger(id))
          throw mistyped(`${at}.id`, id, 'an id, or a whole number')
        const parsed = read(given)
        const issues: Issue[] = parsed.ok ? [] : [...parsed.issues]
        const text = readId(String(id), ['id'], issues)
        if (parsed.ok && text !== undefined)
          lines.push(`(${[grammar.text(text), ...valuesOf(facts, parsed.value, grammar)].join(', ')})`)
        else rejected.push(Object.freeze({ id: id as number | string, issues: Object.freeze(issues) }))
      }
      const sql = lines.length === 0 ? '' : `INSERT INTO ${table} VALUES\n${lines.join(',\n')}`
      return Object.freeze({ sql, rejected: Object.freeze(rejected) })
    },
  })
}

function columnsOf(fact: Fact, grammar: Grammar): readonly string[] {
  const column = `${grammar.name(columnName(fact.name))} ${columnType(fact, grammar)}`
  if (!hasKnownColumn(fact)) return [column]
  return [column, `${grammar.name(knownName(fact.name))} ${grammar.type('flag', false)}${notNull(grammar)}`]
}

function constraintsOf(question: Question, grammar: Grammar): readonly string[] {
  const places = placesOf('factsTable', grammar, question, undefined, [])
  return [...places.values()].flatMap((place) => {
    const wrong = outOfRange(place, grammar)
    const tests = wrong === '' ? [] : [`NOT COALESCE(${wrong}, FALSE)`]
    // A value that is said not to be known would be read as known by other systems.
    if (hasKnownColumn(place.fact)) tests.push(`${place.known} OR ${emptyOf(place.fact, place.value, grammar)}`)
    const name = columnName(place.fact.name)
    return tests.map(
      (test, index) => `CONSTRAINT ${grammar.name(`${name}_${index === 0 ? 'value' : 'known'}`)} CHECK (${test})`,
    )
  })
}

function emptyOf({ kind }: Fact, value: string, grammar: Grammar): string {
  return kind === 'words' && grammar.dialect === 'clickhouse' ? `empty(${value})` : `${value} IS NULL`
}

function valuesOf(
  facts: readonly Fact[],
  row: { readonly [K in FactName]?: unknown },
  grammar: Grammar,
): readonly string[] {
  return facts.flatMap((fact) => {
    const value = row[fact.name]
    const literal = literalOf(fact, value, grammar)
    return hasKnownColumn(fact) ? [literal, value === undefined ? 'FALSE' : 'TRUE'] : [literal]
  })
}

function notNull({ dialect }: Grammar): string {
  return dialect === 'clickhouse' ? '' : ' NOT NULL'
}
