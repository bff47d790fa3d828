import type { Fact } from '../law/facts.ts'
import { malformed } from '../sql/columns.ts'
import type { Grammar } from '../sql/dialects.ts'

/** How a cell of text becomes a value: SQL for the value, and for whether the cell is malformed. Empty text is not known. */
export interface Cell {
  readonly value: string
  readonly isMalformed: string
  /** Whether the fact is known, where a value cannot say it. */
  readonly known: string
  /** What a cell may say, for the message. */
  readonly wanted: string
}

/** What stands for `null` and for a list without words. */
const NONE = 'none'

const INSTANT = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d(:?\\d\\d)?)'

/** What else is to be known of a column. */
export interface Beside {
  /** The column that says whether the fact is known: `bound_since_known`, as `factsTable` has it. Without it a cell with text is known. */
  readonly known?: string | undefined
  /** Of a fine: in yuan with up to two decimals, or in fen. */
  readonly unit?: 'yuan' | undefined
}

/** Reads the cells of one column, text as DuckDB gives it, as a fact. */
export function cellOf(fact: Fact, column: string, grammar: Grammar, { known, unit }: Beside = {}): Cell {
  const text = `trim(${column})`
  const flag = known === undefined ? undefined : `lower(trim(${known}))`
  const isKnown = flag === undefined ? `COALESCE(${text} <> '', FALSE)` : `COALESCE(${flag} IN ('true', '1'), FALSE)`
  const isContradicted =
    flag === undefined
      ? '1 = 0'
      : `(${flag} <> '' AND ${flag} NOT IN ('true', 'false', '1', '0') OR ${text} NOT IN ('', '[]', '{}') AND NOT ${isKnown})`
  const matches = (pattern: string) => `regexp_full_match(${text}, ${grammar.text(pattern)})`
  const read = (value: string, isRead: string, wanted: string): Cell => {
    const wrong = malformed({ fact, value, known: '1 = 1', unknown: '1 = 0' }, grammar)
    const isOfType = wrong === '' ? isRead : `${isRead} AND NOT COALESCE(${wrong}, FALSE)`
    return {
      value: `CASE WHEN ${text} <> '' AND ${isRead} THEN ${value} END`,
      isMalformed: `COALESCE(${text} <> '' AND NOT (${isOfType}), FALSE) OR COALESCE(${isContradicted}, FALSE)`,
      known: isKnown,
      wanted: flag === undefined ? wanted : `${wanted}; and ${fact.name} known`,
    }
  }
  switch (fact.kind) {
    case 'id':
      return read(text, '1 = 1', 'an id of 1 to 64 ASCII or Chinese characters')
    case 'word':
      return read(
        text,
        `${text} IN (${(fact.words ?? []).map(grammar.text).join(', ')})`,
        (fact.words ?? []).join(', '),
      )
    case 'flag':
      return read(
        `lower(${text}) IN ('true', '1')`,
        `lower(${text}) IN ('true', 'false', '1', '0')`,
        'true, false, 1 or 0',
      )
    case 'count':
    case 'fen':
      if (unit === 'yuan') {
        const fen = `CAST(TRY_CAST(${text} AS DECIMAL(18, 2)) * 100 AS BIGINT)`
        return read(fen, matches('\\d{1,12}([.]\\d{1,2})?'), 'an amount of yuan with at most two decimals')
      }
      return read(
        `TRY_CAST(${text} AS BIGINT)`,
        matches('-?\\d{1,15}'),
        `a whole number${fact.most === undefined ? '' : ` from 0 to ${fact.most}`}`,
      )
    case 'instant': {
      const number = matches('-?\\d{1,15}')
      const time = `(${matches(INSTANT)} AND TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL)`
      const value = `CASE WHEN ${number} THEN TRY_CAST(${text} AS BIGINT) ELSE epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ)) END`
      const wanted = `a time with an offset, or milliseconds${fact.orNull ? `, or ${NONE}` : ''}`
      if (fact.orNull !== true) return read(value, `(${number} OR ${time})`, wanted)
      return read(
        `CASE WHEN ${text} <> '${NONE}' THEN ${value} END`,
        `(${text} = '${NONE}' OR ${number} OR ${time})`,
        wanted,
      )
    }
    case 'words': {
      const list = `CASE WHEN ${text} IN ('${NONE}', '[]', '{}') THEN []::VARCHAR[] ELSE regexp_extract_all(${text}, '[^\\s,;|\\[\\]{}"'']+') END`
      return read(list, '1 = 1', `${NONE}, or some of ${(fact.words ?? []).join(', ')}`)
    }
  }
}
