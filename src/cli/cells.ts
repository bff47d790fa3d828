import type { Fact } from '../law/facts.ts'
import { malformed } from '../sql/columns.ts'
import type { Grammar } from '../sql/dialects.ts'

/** How a cell of text becomes a value: SQL for the value, and for whether the cell is malformed. Empty text is not known. */
export interface Cell {
  readonly value: string
  readonly isMalformed: string
  /** What a cell may say, for the message. */
  readonly wanted: string
}

/** What stands for `null` and for a list without words. */
const NONE = 'none'

const INSTANT = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d(:?\\d\\d)?)'

/** Reads the cells of one column, text as DuckDB gives it, as a fact. */
export function cellOf(fact: Fact, column: string, grammar: Grammar): Cell {
  const text = `trim(${column})`
  const matches = (pattern: string) => `regexp_full_match(${text}, ${grammar.text(pattern)})`
  const read = (value: string, isRead: string, wanted: string): Cell => {
    const wrong = malformed({ fact, value, known: '1 = 1', unknown: '1 = 0' }, grammar)
    const isOfType = wrong === '' ? isRead : `${isRead} AND NOT COALESCE(${wrong}, FALSE)`
    return {
      value: `CASE WHEN ${text} <> '' AND ${isRead} THEN ${value} END`,
      isMalformed: `COALESCE(${text} <> '' AND NOT (${isOfType}), FALSE)`,
      wanted,
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
      const list = `CASE WHEN ${text} IN ('${NONE}', '[]') THEN []::VARCHAR[] ELSE regexp_extract_all(${text}, '[^\\s,;|\\[\\]]+') END`
      return read(list, '1 = 1', `${NONE}, or some of ${(fact.words ?? []).join(', ')}`)
    }
  }
}
