import type { Fact } from '../law/facts.ts'
import { malformed } from '../sql/columns.ts'
import type { Grammar } from '../sql/dialects.ts'
import { EARLIEST_MILLISECONDS } from '../values/instant.ts'
import { LOCAL_TIME, UNCLEAR_TIME } from '../values/local-time.ts'
import { EMPTY_LISTS, FLAGS, LIST_WORD, NO_ID, WRITTEN } from './cell-text.ts'
import { NONE } from './chinese.ts'

/** How a cell of text becomes a value: SQL for the value, and for whether the cell is malformed. Empty text is not known. */
export interface Cell {
  readonly value: string
  readonly isMalformed: string
  /** Whether the fact is known, where a value cannot say it. */
  readonly known: string
}

/** What else is to be known of a column. */
export interface Beside {
  /** The column that says whether the fact is known: `bound_since_known`, as `factsTable` has it. Without it a cell with text is known. */
  readonly known?: string | undefined
  /** Of a fine: in yuan with up to two decimals, or in fen. */
  readonly unit?: 'yuan' | undefined
  /** Other words for what a cell may say: 小型汽车 for `02`. */
  readonly words?: readonly (readonly [written: string, word: string])[] | undefined
  /** Whether times without an offset are those of Beijing; else they are malformed. */
  readonly isBeijing?: boolean | undefined
}

/** Reads the cells of one column, text as DuckDB gives it, as a fact. */
export function cellOf(fact: Fact, column: string, grammar: Grammar, beside: Beside = {}): Cell {
  const { known, unit, words = [], isBeijing = false } = beside
  /** A text with each other word as the word that it stands for. */
  const meant = (written: string) =>
    words.length === 0
      ? written
      : `CASE ${written} ${words.map(([other, word]) => `WHEN ${grammar.text(other)} THEN ${grammar.text(word)}`).join(' ')} ELSE ${written} END`
  const text = fact.kind === 'words' ? `trim(${column})` : `(${meant(`trim(${column})`)})`
  const texts = (words: readonly string[]) => words.map(grammar.text).join(', ')
  const flag = known === undefined ? undefined : `lower(trim(${known}))`
  const isKnown =
    flag === undefined ? `COALESCE(${text} <> '', FALSE)` : `COALESCE(${flag} IN (${texts(FLAGS.true)}), FALSE)`
  const isContradicted =
    flag === undefined
      ? '1 = 0'
      : `(${flag} <> '' AND ${flag} NOT IN (${texts([...FLAGS.true, ...FLAGS.false])}) OR ${text} NOT IN (${texts(['', ...EMPTY_LISTS])}) AND NOT ${isKnown})`
  const matches = (pattern: string) => `regexp_full_match(${text}, ${grammar.text(pattern)})`
  const read = (value: string, isRead: string): Cell => {
    const wrong = malformed({ fact, value, known: '1 = 1', unknown: '1 = 0' }, grammar)
    const isOfType = wrong === '' ? isRead : `${isRead} AND NOT COALESCE(${wrong}, FALSE)`
    return {
      value: `CASE WHEN ${text} <> '' AND ${isRead} THEN ${value} END`,
      isMalformed: `COALESCE(${text} <> '' AND NOT (${isOfType}), FALSE) OR COALESCE(${isContradicted}, FALSE)`,
      known: isKnown,
    }
  }
  switch (fact.kind) {
    case 'id':
      return read(text, `NOT ${matches(NO_ID)}`)
    case 'word':
      return read(text, `${text} IN (${texts(fact.words ?? [])})`)
    case 'flag':
      return read(
        `lower(${text}) IN (${texts(FLAGS.true)})`,
        `lower(${text}) IN (${texts([...FLAGS.true, ...FLAGS.false])})`,
      )
    case 'count':
    case 'fen':
      if (unit === 'yuan') {
        const fen = `CAST(TRY_CAST(${text} AS DECIMAL(18, 2)) * 100 AS BIGINT)`
        return read(fen, matches(WRITTEN.yuan))
      }
      return read(`TRY_CAST(${text} AS BIGINT)`, matches(WRITTEN.whole))
    case 'instant': {
      const number = `(${matches(WRITTEN.milliseconds)} AND TRY_CAST(${text} AS BIGINT) >= ${EARLIEST_MILLISECONDS})`
      // DuckDB reads a time with seconds alone.
      const whole = `regexp_replace(${text}, '([T ]\\d\\d:\\d\\d)(Z|[+-])', '\\1:00\\2')`
      const withOffset = `TRY_CAST(${whole} AS TIMESTAMPTZ)`
      const local = localTime(text, grammar)
      const isLocal = isBeijing ? ` OR ${local} IS NOT NULL` : ''
      const time = `(${matches(WRITTEN.instant)} AND ${withOffset} IS NOT NULL${isLocal})`
      const value = `CASE WHEN ${number} THEN TRY_CAST(${text} AS BIGINT)${isBeijing ? ` WHEN ${local} IS NOT NULL THEN ${local}` : ''} ELSE epoch_ms(${withOffset}) END`
      if (fact.orNull !== true) return read(value, `(${number} OR ${time})`)
      return read(`CASE WHEN ${text} <> '${NONE}' THEN ${value} END`, `(${text} = '${NONE}' OR ${number} OR ${time})`)
    }
    case 'words': {
      const each = `regexp_extract_all(${text}, ${grammar.text(LIST_WORD)})`
      const list = `CASE WHEN ${meant(text)} IN (${texts([NONE, ...EMPTY_LISTS])}) THEN []::VARCHAR[] ELSE list_transform(${each}, lambda word: ${meant('word')}) END`
      return read(list, '1 = 1')
    }
  }
}

/** A time without an offset as people write it, read as Beijing's, in milliseconds; NULL where it is none. */
function localTime(text: string, grammar: Grammar): string {
  const pattern = grammar.text(LOCAL_TIME.source)
  const written = `regexp_replace(${text}, ${pattern}, '\\1-\\2-\\3 \\4:\\5:\\6')`
  const milliseconds = `CAST(rpad(regexp_extract(${text}, ${pattern}, 7), 3, '0') AS BIGINT)`
  const time = `try_strptime(${written}, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:'])`
  const isWhole = `regexp_full_match(${text}, ${pattern}) AND NOT regexp_matches(${text}, ${grammar.text(UNCLEAR_TIME.source)})`
  return `CASE WHEN ${isWhole} THEN epoch_ms(${time}) - ${BEIJING_MS} + ${milliseconds} END`
}

const BEIJING_MS = 8 * 3_600_000
