/** What SQL makes of each kind of fact. */
import { own } from '../input/own.ts'
import { columnName } from '../law/fact-columns.ts'
import { COUNT_LIMIT, type Fact, type FactKind } from '../law/facts.ts'
import { FEN_LIMIT } from '../values/fen.ts'
import { ID_CHARACTERS, ID_LONGEST } from '../values/ids.ts'
import { EARLIEST_INSTANT, epochMillisecondsOf, type Instant, LATEST_INSTANT } from '../values/instant.ts'
import { type Grammar, wrapped } from './dialects.ts'
import { flagText, instantJson, numberText, wordsText, wordText } from './finding.ts'

/** SQL for a value of a table and for whether it is known, and what it is to be. */
export interface Typed {
  readonly fact: Pick<Fact, 'kind' | 'words' | 'most'>
  readonly value: string
  readonly known: string
}

interface KindSql {
  /** Where a value that fits its column's type is not one of the fact; empty text where every one is. */
  readonly outOfRange: (typed: Typed, grammar: Grammar) => string
  /** Where a value does not fit the type that `factsTable` gives its column; empty text where it always does. */
  readonly ofWrongType: (typed: Typed, grammar: Grammar) => string
  /** A value that was read. */
  readonly literal: (value: unknown, grammar: Grammar) => string
  /** The value of a column as JSON text that is never NULL. */
  readonly json: (value: string, grammar: Grammar) => string
}

const never = () => ''
const fraction = ({ value }: Typed) => `${value} <> floor(${value})`
const text = (value: unknown, grammar: Grammar) => grammar.text(value as string)

const KINDS: { readonly [K in FactKind]: KindSql } = {
  id: {
    outOfRange: ({ value }, grammar) =>
      `${grammar.characters(value)} > ${ID_LONGEST} OR NOT ${grammar.madeOf(value, `[${ID_CHARACTERS}]`)}`,
    ofWrongType: never,
    literal: text,
    json: wordText,
  },
  instant: {
    outOfRange: ({ value }) => `${value} NOT BETWEEN ${EARLIEST_INSTANT} AND ${LATEST_INSTANT}`,
    ofWrongType: fraction,
    literal: (value) => String(epochMillisecondsOf(value as Instant)),
    json: instantJson,
  },
  count: {
    outOfRange: ({ fact, value }) => `${value} NOT BETWEEN 0 AND ${own(fact).most ?? COUNT_LIMIT}`,
    ofWrongType: fraction,
    literal: String,
    json: numberText,
  },
  fen: {
    outOfRange: ({ value }) => `${value} NOT BETWEEN 0 AND ${FEN_LIMIT}`,
    ofWrongType: fraction,
    literal: String,
    json: numberText,
  },
  flag: {
    outOfRange: never,
    ofWrongType: ({ value }, grammar) => grammar.noFlag(value),
    literal: (value) => (value === true ? 'TRUE' : 'FALSE'),
    json: flagText,
  },
  word: {
    outOfRange: ({ fact, value }, grammar) => `${value} NOT IN (${wrapped(wordsOf(fact).map(grammar.text), ', ')})`,
    ofWrongType: never,
    literal: text,
    json: wordText,
  },
  words: {
    outOfRange: ({ fact, value, known }, grammar) => `${known} AND NOT ${grammar.within(value, wordsOf(fact))}`,
    ofWrongType: ({ value, known }, grammar) => `${known} AND (${value} IS NULL OR ${grammar.repeats(value)})`,
    literal: (value, grammar) => grammar.list(value as readonly string[]),
    json: wordsText,
  },
}

/** The condition under which a value that fits its column's type is not one of the fact. */
export function outOfRange(typed: Typed, grammar: Grammar): string {
  return KINDS[typed.fact.kind].outOfRange(typed, grammar)
}

/**
 * The condition under which a value is not one of the fact, of its column's type or not; empty text where none can be. A table that
 * `factsTable` did not make may hold fractions, words twice and flags of 2 besides.
 */
export function malformed(typed: Typed, grammar: Grammar): string {
  const { kind } = typed.fact
  // As text: engines read the words as numbers where the column has numbers, so that 2 would be `02`.
  const value = kind === 'word' ? grammar.asText(typed.value) : typed.value
  const tests = [outOfRange({ ...typed, value }, grammar), KINDS[kind].ofWrongType(typed, grammar)]
  return wrapped(
    tests.filter((test) => test !== ''),
    ' OR ',
  )
}

/** A value that was read, as SQL; NULL, or an empty list where a list cannot be NULL, of what is not known or is `null`. */
export function literalOf({ kind }: Fact, value: unknown, grammar: Grammar): string {
  if (value !== undefined && value !== null) return KINDS[kind].literal(value, grammar)
  return kind === 'words' && grammar.dialect === 'clickhouse' ? grammar.list([]) : 'NULL'
}

/** The value of a fact, in its column, as JSON. */
export function factText({ kind, name }: Fact, grammar: Grammar): string {
  return KINDS[kind].json(grammar.name(columnName(name)), grammar)
}

function wordsOf(fact: Typed['fact']): readonly string[] {
  return own(fact).words ?? []
}
