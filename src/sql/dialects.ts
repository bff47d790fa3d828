import { mistaken } from '../input/assert.ts'
import { shorten } from '../input/issue.ts'
import type { FactKind } from '../law/facts.ts'
import type { ColumnKind } from '../tables/tables.ts'
import { POSTGRES_TYPES } from '../tables/types.ts'
import { EARLIEST_INSTANT, LATEST_INSTANT } from '../values/instant.ts'

/** The databases for which SQL is written. It is tested on PostgreSQL 18 (and PGlite), DuckDB 1.5 and ClickHouse 26. */
export const DIALECTS = Object.freeze(['postgresql', 'duckdb', 'clickhouse'] as const)
/** One of the databases for which SQL is written. */
export type Dialect = (typeof DIALECTS)[number]

/** What a column of facts or of the store's tables holds, as far as its type in SQL goes. */
type SqlKind = FactKind | ColumnKind | 'text'

/** How one database says what the others say otherwise. Every function takes and gives SQL text, but where values are named. */
export interface Grammar {
  readonly dialect: Dialect
  /** A name of a column, table or schema, quoted. */
  readonly name: (name: string) => string
  /** A text value, quoted. */
  readonly text: (value: string) => string
  /** A list of text values. */
  readonly list: (values: readonly string[]) => string
  /** Whether the list `x` shares a value with the list of `values`. */
  readonly meets: (x: string, values: readonly string[]) => string
  /** The list `x` with a text at its end. */
  readonly withWord: (x: string, word: string) => string
  /** Whether every item of the list `x` is one of `values`. */
  readonly within: (x: string, values: readonly string[]) => string
  /** Whether the list `x` has an item twice, or NULL. */
  readonly repeats: (x: string) => string
  /**
   * Whether `x` is no flag: in DuckDB of any other type, in ClickHouse, whose flags are numbers, other than 0 and 1; empty text where the database itself refuses
   * what is of another type.
   */
  readonly noFlag: (x: string) => string
  /** The number of the legal day 法定日 of an instant in milliseconds: days since 1899-02-02 at UTC+8, so never negative for an instant that is read. */
  readonly day: (x: string) => string
  /** The legal day of an instant in milliseconds, as a date. */
  readonly date: (x: string) => string
  /** The calendar year 自然年 of a date. */
  readonly yearOf: (date: string) => string
  /** The date a year before another. */
  readonly yearBefore: (date: string) => string
  /** A date as text: `2018-09-10`. */
  readonly dayText: (date: string) => string
  /** The month of a date as text: `2018-09`. */
  readonly monthText: (date: string) => string
  /** An instant in milliseconds as text, as the library writes it: `2018-09-10T15:00:00.000+08:00`; NULL where the library has no such instant. */
  readonly instantText: (x: string) => string
  /** A whole number as text. */
  readonly asText: (x: string) => string
  /** A whole number that is not negative as text of 19 digits, whose order is that of the numbers. */
  readonly digits: (x: string) => string
  /** Texts one after the other. */
  readonly joined: (...texts: readonly string[]) => string
  /** The words of a list with spaces between. */
  readonly spaced: (list: string) => string
  /** A row for each item of a list, in the place of a column. */
  readonly each: (list: string) => string
  /** Whether a list has no item. */
  readonly isEmpty: (list: string) => string
  /** The statements that make a temporary table of a query, anew where there is one. */
  readonly temporary: (name: string, sql: string) => readonly string[]
  /** What ends a query with joins, so that a row that meets none has NULL in every database. */
  readonly settings: string
  /**
   * What stands between AS and a query that is made once. PostgreSQL plans each by itself then: it does not know how many groups the steps have, and
   * would join what it thinks to be billions of rows by nested loops.
   */
  readonly once: string
  /** The same of a query that is read in one place, so that the engine reads through it: its rows are stored nowhere. */
  readonly inline: string
  /** A condition as a flag; what is NULL is false. */
  readonly flag: (condition: string) => string
  /** A list of the texts whose conditions are true, in the order given. */
  readonly listWhere: (items: readonly (readonly [condition: string, text: string])[]) => string
  /** The list of what fails, which is `none` where not `any` does: ClickHouse makes it of all rows in less time than it takes to choose some. */
  readonly failing: (any: string, list: string, none: string) => string
  /** How many characters a text has. */
  readonly characters: (x: string) => string
  /** Whether a text as a whole is made of the characters of a class such as `[a-z]`, and of at least one. */
  readonly madeOf: (x: string, characters: string) => string
  /** The type of a column. */
  readonly type: (kind: SqlKind, orNull: boolean) => string
  /** What ends the definition of a table. */
  readonly tableEnd: string
  /** Keeps the engine from computing the statuses of a subquery again for each place that names them. */
  readonly fence: string
}

const STANDARD_TYPES: { readonly [K in SqlKind]: string } = { ...POSTGRES_TYPES, text: 'text' }
const DUCKDB_TYPES: typeof STANDARD_TYPES = { ...STANDARD_TYPES, words: 'VARCHAR[]' }
const CLICKHOUSE_TYPES: typeof STANDARD_TYPES = {
  id: 'String',
  word: 'String',
  words: 'Array(String)',
  flag: 'Bool',
  count: 'Int32',
  fen: 'Int64',
  instant: 'Int64',
  day: 'String',
  position: 'Int64',
  text: 'String',
}

/** Milliseconds from 1899-02-02T00:00+08:00 to 1970-01-01T00:00Z: added before a division, since engines truncate towards zero. */
const DAY_SHIFT = 2_237_788_800_000
const DAY_MS = 86_400_000
/** China's time zone 东八区, in milliseconds: as many are added before an instant is written. */
const OFFSET_MS = 28_800_000
/** The day whose number is 0, and the number of 1970-01-01. */
const DAY_ZERO = '1899-02-02'
const DAYS_TO_1970 = 25_900

/** What most databases say alike. */
const STANDARD = {
  name: quotedName,
  joined: (...texts: readonly string[]) => `(${texts.join(' || ')})`,
  spaced: (list: string) => `array_to_string(${list}, ' ')`,
  each: (list: string) => `unnest(${list})`,
  temporary: (name: string, sql: string): readonly string[] => [`CREATE OR REPLACE TEMPORARY TABLE ${name} AS\n${sql}`],
  settings: '',
  once: 'MATERIALIZED ',
  inline: '',
  flag: (condition: string) => `COALESCE(${condition}, FALSE)`,
  failing: (any: string, list: string, none: string) => `CASE WHEN ${any} THEN ${list} ELSE ${none} END`,
  tableEnd: '',
  fence: '',
}

/** The grammar of a database: what it says as most do, and what it says otherwise or in its own way. */
const grammar = (own: Omit<Grammar, keyof typeof STANDARD> & Partial<Grammar>): Grammar => ({ ...STANDARD, ...own })

const GRAMMARS: { readonly [D in Dialect]: Grammar } = {
  postgresql: grammar({
    dialect: 'postgresql',
    text: eitherText,
    list: (values) => `ARRAY[${words(values, eitherText)}]::text[]`,
    meets: (x, values) => `${x} && ARRAY[${words(values, eitherText)}]::text[]`,
    withWord: (x, word) => `array_append(${x}, ${eitherText(word)})`,
    repeats: (x) => `cardinality(${x}) <> (SELECT count(DISTINCT item) FROM unnest(${x}) AS each_item(item))`,
    noFlag: () => '',
    within: (x, values) => `${x} <@ ARRAY[${words(values, eitherText)}]::text[]`,
    day: (x) => `((${x} + ${DAY_SHIFT}) / ${DAY_MS})`,
    date: (x) => `(DATE '${DAY_ZERO}' + CAST((${x} + ${DAY_SHIFT}) / ${DAY_MS} AS integer))`,
    yearOf: (date) => `extract(year FROM ${date})`,
    yearBefore: (date) => `(${date} - INTERVAL '1 year')`,
    dayText: (date) => `to_char(${date}, 'YYYY-MM-DD')`,
    monthText: (date) => `to_char(${date}, 'YYYY-MM')`,
    instantText: (x) =>
      withinInstants(
        x,
        `to_char(TIMESTAMP '1970-01-01' + (${x} + ${OFFSET_MS}) * INTERVAL '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"')`,
      ),
    asText: (x) => `CAST(${x} AS text)`,
    digits: (x) => `lpad(CAST(${x} AS text), 19, '0')`,
    isEmpty: (list) => `cardinality(${list}) = 0`,
    temporary: (name, sql) => [
      `DROP TABLE IF EXISTS pg_temp.${name}`,
      `CREATE TEMPORARY TABLE ${name} AS\n${sql}`,
      `ANALYZE ${name}`,
    ],
    listWhere: (items) =>
      items.length === 0 ? `'{}'::text[]` : `array_remove(ARRAY[${casesOf(items, '')}]::text[], NULL)`,
    characters: (x) => `char_length(${x})`,
    // As text, which the spaces that fill up char(n) are no part of.
    madeOf: (x, characters) => `(CAST(${x} AS text) COLLATE "C") ~ ${eitherText(`^${characters}+$`)}`,
    type: (kind) => STANDARD_TYPES[kind],
    fence: '\n  OFFSET 0',
  }),
  duckdb: grammar({
    dialect: 'duckdb',
    text: quotedText,
    list: (values) => `[${words(values, quotedText)}]::VARCHAR[]`,
    meets: (x, values) => `list_has_any(${x}, [${words(values, quotedText)}])`,
    withWord: (x, word) => `list_append(${x}, ${quotedText(word)})`,
    repeats: (x) => `len(${x}) <> len(list_distinct(${x}))`,
    noFlag: (x) => `${x} IS NOT NULL AND typeof(${x}) <> 'BOOLEAN'`,
    within: (x, values) => `list_has_all([${words(values, quotedText)}], ${x})`,
    day: (x) => `((${x} + ${DAY_SHIFT}) // ${DAY_MS})`,
    date: (x) => `(DATE '${DAY_ZERO}' + CAST((${x} + ${DAY_SHIFT}) // ${DAY_MS} AS INTEGER))`,
    yearOf: (date) => `year(${date})`,
    yearBefore: (date) => `(${date} - INTERVAL 1 YEAR)`,
    dayText: (date) => `strftime(${date}, '%Y-%m-%d')`,
    monthText: (date) => `strftime(${date}, '%Y-%m')`,
    instantText: (x) =>
      withinInstants(x, `strftime(epoch_ms(CAST(${x} + ${OFFSET_MS} AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%g+08:00')`),
    asText: (x) => `CAST(${x} AS VARCHAR)`,
    digits: (x) => `lpad(CAST(${x} AS VARCHAR), 19, '0')`,
    isEmpty: (list) => `len(${list}) = 0`,
    inline: 'NOT MATERIALIZED ',
    listWhere: (items) =>
      items.length === 0 ? '[]::VARCHAR[]' : `list_filter([${casesOf(items, '')}], lambda x: x IS NOT NULL)`,
    characters: (x) => `length(${x})`,
    madeOf: (x, characters) => `regexp_full_match(${x}, ${quotedText(`${characters}+`)})`,
    type: (kind) => DUCKDB_TYPES[kind],
  }),
  clickhouse: grammar({
    dialect: 'clickhouse',
    // A backslash escapes in ClickHouse's names and texts.
    name: (name) => quotedName(escaped(name)),
    text: (value) => escapedText(value),
    list: (values) => (values.length === 0 ? "CAST([], 'Array(String)')" : `[${words(values, escapedText)}]`),
    meets: (x, values) => `hasAny(${x}, [${words(values, escapedText)}])`,
    withWord: (x, word) => `arrayPushBack(${x}, ${escapedText(word)})`,
    repeats: (x) => `length(${x}) <> length(arrayDistinct(${x}))`,
    noFlag: (x) => `${x} NOT IN (0, 1)`,
    within: (x, values) => `hasAll([${words(values, escapedText)}], ${x})`,
    day: (x) => `intDiv(${x} + ${DAY_SHIFT}, ${DAY_MS})`,
    date: (x) => `addDays(toDate32('1970-01-01'), intDiv(${x} + ${DAY_SHIFT}, ${DAY_MS}) - ${DAYS_TO_1970})`,
    yearOf: (date) => `toYear(${date})`,
    yearBefore: (date) => `addYears(${date}, -1)`,
    dayText: (date) => `toString(${date})`,
    monthText: (date) => `substring(toString(${date}), 1, 7)`,
    instantText: (x) =>
      withinInstants(
        x,
        `concat(replaceOne(toString(fromUnixTimestamp64Milli(CAST(${x} + ${OFFSET_MS} AS Nullable(Int64)), 'UTC')), ' ', 'T'), '+08:00')`,
      ),
    asText: (x) => `toString(${x})`,
    digits: (x) => `leftPad(toString(${x}), 19, '0')`,
    joined: (...texts) => `concat(${texts.join(', ')})`,
    spaced: (list) => `arrayStringConcat(${list}, ' ')`,
    each: (list) => `arrayJoin(${list})`,
    isEmpty: (list) => `length(${list}) = 0`,
    settings: '\nSETTINGS join_use_nulls = 1',
    once: '',
    flag: (condition) => `CAST(COALESCE(${condition}, FALSE) AS Bool)`,
    listWhere: (items) =>
      items.length === 0
        ? "CAST([], 'Array(String)')"
        : `arrayFilter(x -> x != '', [${casesOf(items, " ELSE ''", escapedText)}])`,
    failing: (_, list) => list,
    characters: (x) => `lengthUTF8(${x})`,
    madeOf: (x, characters) => `match(${x}, ${quotedText(escaped(`^${characters}+$`))})`,
    // A list cannot be NULL in ClickHouse: an empty one with `known` false says that it is not known.
    type: (kind, orNull) =>
      orNull && kind !== 'words' ? `Nullable(${CLICKHOUSE_TYPES[kind]})` : CLICKHOUSE_TYPES[kind],
    tableEnd: ' ENGINE = MergeTree ORDER BY tuple()',
  }),
}

/**
 * The grammar of a dialect.
 *
 * @throws RangeError when `dialect` is not one of `DIALECTS`.
 */
export function grammarOf(call: string, dialect: unknown): Grammar {
  const found = DIALECTS.find((each) => each === dialect)
  if (found === undefined) throw mistaken(`${call}(dialect)`, dialect, `one of ${DIALECTS.join(', ')}`)
  return GRAMMARS[found]
}

/** A comment: no character of it ends its line, so nothing of it is read as SQL. A long one has several lines. */
export function comment(text: string): string {
  const lines: string[] = ['']
  for (const character of text) {
    const { length } = lines[lines.length - 1] as string
    const isLong = length > LONG + 30 && (character === ' ' || length > LONG + 60)
    if (isLong) lines.push('  ')
    lines[lines.length - 1] += endsLine(character.codePointAt(0) as number) ? ' ' : character
  }
  return lines.map((line) => `-- ${line}`).join('\n  ')
}

/** Characters of a line. */
const LONG = 90

/** Parts with a separator between, on several lines where one would be long. */
export function wrapped(parts: readonly string[], separator: string): string {
  let text = ''
  let length = 0
  parts.forEach((part, index) => {
    const isLong = length > 0 && length + part.length > LONG
    if (index > 0) text += isLong ? `${separator.trimEnd()}\n      ` : separator
    text += part
    length = isLong ? part.length : length + part.length
  })
  return text
}

/** Control characters, and the two separators of lines and paragraphs. */
function endsLine(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0x2028 || code === 0x2029
}

/** What is beyond the instants of the library may be beyond those that the database can write, too. */
function withinInstants(x: string, text: string): string {
  return `CASE WHEN ${x} BETWEEN ${EARLIEST_INSTANT} AND ${LATEST_INSTANT}\n    THEN ${text} END`
}

function quotedName(name: string): string {
  return `"${withoutNul(name).replace(/"/g, '""')}"`
}

/** A text of PostgreSQL that is the same whatever its setting `standard_conforming_strings` says: a backslash has a form of its own. */
function eitherText(value: string): string {
  return value.includes('\\') ? `E${escapedText(value)}` : quotedText(value)
}

function quotedText(value: string): string {
  return `'${withoutNul(value).replace(/'/g, "''")}'`
}

function escapedText(value: string): string {
  return quotedText(escaped(value))
}

function words(values: readonly string[], text: (value: string) => string): string {
  return wrapped(values.map(text), ', ')
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\')
}

function withoutNul(text: string): string {
  if (!text.includes('\0')) return text
  throw new RangeError(`sql: ${shorten(text)} holds the character NUL, which no database takes`)
}

function casesOf(items: readonly (readonly [string, string])[], otherwise: string, text = quotedText): string {
  return items
    .map(({ 0: condition, 1: value }) => `CASE WHEN ${condition} THEN ${text(value)}${otherwise} END`)
    .join(',\n    ')
}
