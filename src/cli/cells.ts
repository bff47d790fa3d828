import type { Fact } from '../law/facts.ts'
import { malformed } from '../sql/columns.ts'
import type { Grammar } from '../sql/dialects.ts'
import { LOCAL_TIME, UNCLEAR_TIME } from '../typed/local-time.ts'
import { EARLIEST_MILLISECONDS } from '../values/instant.ts'
import { BLANKS, EMPTY_LISTS, FLAGS, LIST_WORD, NO_ID, WRITTEN } from './cell-text.ts'
import { NONE } from './chinese.ts'

/** How a cell of text becomes a value: SQL for the value, and for whether the cell is malformed. Empty text is not known. */
export interface Cell {
  readonly value: string
  readonly isMalformed: string
  /** Whether the fact is known, where a value cannot say it. */
  readonly known: string
  /** Columns that these need: its text, and then what is made of that. Each is computed once a row; in one expression each use would be computed. */
  readonly steps: { readonly text: readonly string[]; readonly times: readonly string[] }
}

/** How a column is written, beside the kind of its fact. */
export interface CellOptions {
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
export function cellOf(fact: Fact, column: string, grammar: Grammar, options: CellOptions = {}): Cell {
  const { known, unit, words = [], isBeijing = false } = options
  /** A text with each other word as the word that it stands for. */
  const meant = (written: string) =>
    words.length === 0
      ? written
      : `CASE ${written} ${words.map(([other, word]) => `WHEN ${grammar.text(other)} THEN ${grammar.text(word)}`).join(' ')} ELSE ${written} END`
  const trimmed = trimmedText(column, grammar)
  const text = step('text', fact, grammar)
  const steps = {
    text: [`${fact.kind === 'words' ? trimmed : meant(trimmed)} AS ${text}`],
    times: fact.kind === 'instant' ? timesOf(text, { fact, isBeijing }, grammar) : [],
  }
  const texts = (words: readonly string[]) => words.map(grammar.text).join(', ')
  const flag = known === undefined ? undefined : `lower(${trimmedText(known, grammar)})`
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
      steps,
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
      const [number, time] = [step('number', fact, grammar), step('time', fact, grammar)]
      const isRead = `(${number} IS NOT NULL OR ${time} IS NOT NULL)`
      const value = `COALESCE(${number}, ${time})`
      return read(value, fact.orNull === true ? `(${text} = '${NONE}' OR ${isRead})` : isRead)
    }
    case 'words': {
      const each = `regexp_extract_all(${text}, ${grammar.text(LIST_WORD)})`
      const list = `CASE WHEN ${meant(text)} IN (${texts([NONE, ...EMPTY_LISTS])}) THEN []::VARCHAR[] ELSE list_transform(${each}, lambda word: ${meant('word')}) END`
      return read(list, '1 = 1')
    }
  }
}

/** The column of a step of a fact. */
function step(what: 'text' | 'number' | 'time', { name }: Fact, grammar: Grammar): string {
  return grammar.name(`demerit_${what}_${name}`)
}

/** A cell without the blanks around it. */
export function trimmedText(column: string, grammar: Grammar): string {
  // Without characters that are named, DuckDB takes spaces of every width, several times as fast.
  return `CASE WHEN contains(${column}, '\t') THEN trim(${column}, ${grammar.text(BLANKS)}) ELSE trim(${column}) END`
}

/** A moment of a text in milliseconds, by how it is written: as a number, or as a time; NULL if it is neither. */
function timesOf(
  text: string,
  { fact, isBeijing }: { readonly fact: Fact; readonly isBeijing: boolean },
  grammar: Grammar,
): readonly string[] {
  const matches = (pattern: string) => `regexp_full_match(${text}, ${grammar.text(pattern)})`
  const whole = `TRY_CAST(${text} AS BIGINT)`
  const number = `CASE WHEN ${matches(WRITTEN.milliseconds)} AND ${whole} >= ${EARLIEST_MILLISECONDS} THEN ${whole} END`
  // DuckDB reads a time with seconds alone.
  const seconds = `regexp_replace(${text}, '([T ]\\d\\d:\\d\\d)(Z|[+-])', '\\1:00\\2')`
  const time = `CASE WHEN ${matches(WRITTEN.instant)} THEN epoch_ms(TRY_CAST(${seconds} AS TIMESTAMPTZ))${isBeijing ? ` ELSE ${localTime(text, grammar)}` : ''} END`
  return [`${number} AS ${step('number', fact, grammar)}`, `${time} AS ${step('time', fact, grammar)}`]
}

/** A time without an offset as people write it, read as Beijing's, in milliseconds; NULL if it is not such a time. */
function localTime(text: string, grammar: Grammar): string {
  const pattern = grammar.text(LOCAL_TIME.source)
  const written = `regexp_replace(${text}, ${pattern}, '\\1-\\2-\\3 \\4:\\5:\\6')`
  const milliseconds = `CAST(rpad(regexp_extract(${text}, ${pattern}, 7), 3, '0') AS BIGINT)`
  const time = `try_strptime(${written}, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:'])`
  const isWhole = `regexp_full_match(${text}, ${pattern}) AND NOT regexp_matches(${text}, ${grammar.text(UNCLEAR_TIME.source)})`
  return `CASE WHEN ${isWhole} THEN epoch_ms(${time}) - ${BEIJING_MS} + ${milliseconds} END`
}

const BEIJING_MS = 8 * 3_600_000
