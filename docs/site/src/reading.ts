/** A file of facts as the command line reads it: the same headers, the same words, the same cells, told by src/cli/cell-text.ts. */
import Papa from 'papaparse'
import {
  cellsOf,
  columnsIn,
  delimiterOf,
  EMPTY_LISTS,
  FINE_YUAN,
  FLAGS,
  LIST_WORD,
  WRITTEN,
} from '../../../src/cli/cell-text.ts'
import { chineseWords, NONE } from '../../../src/cli/chinese.ts'
import type { Fact } from '../../../src/law/facts.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../../../src/sql/columns.ts'
import { parseInstant } from '../../../src/values/instant.ts'
import { LOCAL_TIME } from '../../../src/values/local-time.ts'
import type { QuestionName } from './facts.ts'
import type { Read } from './given.ts'
import type { Says } from './says.ts'

/** The largest file of rows that the page reads. */
export const MOST_ROWS = 100_000

/** A table of text: its headers, and its rows. */
export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The text of a file in UTF-8; what else it may be is said. */
export function textOf(bytes: Uint8Array, name: string, says: Says): Read<string> {
  if (/\.xlsx?$/i.test(name)) return { problem: says.workbook }
  if (/\.parquet$/i.test(name)) return { problem: says.parquet }
  // No text in UTF-8 has the character NUL; pictures, PDF, archives and UTF-16 have it early.
  if (bytes.subarray(0, 4096).includes(0)) return { problem: says.notText }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return { value: decoder.decode(bytes) }
  } catch {
    return { problem: says.notUtf8(lineNotInUtf8(bytes)) }
  }
}

function lineNotInUtf8(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(10, from)
    const to = end < 0 ? bytes.length : end
    try {
      decoder.decode(bytes.subarray(from, to))
    } catch {
      return line
    }
    from = to + 1
  }
  return line
}

/** The cells of a CSV, whose first line is the header. */
export function tableOf(text: string, says: Says): Read<Table> {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const [head = ''] = plain.split('\n', 1)
  if (head.trim() === '') return { problem: says.emptyFile }
  const delimiter = delimiterOf(head)
  const headers = cellsOf(head, delimiter)
  const { data, errors } = Papa.parse<readonly string[]>(plain.slice(head.length + 1), {
    header: false,
    skipEmptyLines: true,
    delimiter,
    newline: '\n',
  })
  const quotes = errors.find(({ type }) => type === 'Quotes')
  if (quotes !== undefined) return { problem: says.openQuote((quotes.row ?? 0) + 2) }
  if (data.length > MOST_ROWS) return { problem: says.tooManyRows(data.length, MOST_ROWS) }
  const uneven = data.findIndex((row) => row.length !== headers.length)
  if (uneven >= 0) return { problem: says.uneven(uneven + 2, data[uneven]?.length ?? 0, headers.length) }
  return { value: { headers, rows: data } }
}

/** A cell that cannot be read. */
export interface Malformed {
  /** The row, counted from 1 without the header, as the command line counts. */
  readonly row: number
  readonly column: string
  readonly text: string
  readonly wanted: string
}

/** A fact that has a column, and how its cells are read: `undefined` is not known, a problem says what was wanted. */
interface Column {
  readonly fact: Fact
  readonly column: string
  readonly wanted: string
  readonly textIn: (row: readonly string[]) => string
  readonly read: (row: readonly string[]) => Read<unknown>
}

/** How a table is read as facts. */
export interface Reader {
  readonly understood: readonly { readonly header: string; readonly column: string }[]
  readonly ignored: readonly string[]
  /** Facts of the question that no column holds. */
  readonly absent: readonly string[]
  readonly idOf: ((row: readonly string[]) => string) | undefined
  readonly columns: readonly Column[]
}

export interface Options {
  readonly question: QuestionName
  /** Whether a time without an offset is one of Beijing. */
  readonly isBeijing: boolean
}

/** How the rows of a table are read as facts, from its headers; or why they cannot be. */
export function readerOf(headers: readonly string[], { question, isBeijing }: Options, says: Says): Read<Reader> {
  const { taken, others, problem } = columnsIn(headers, question)
  switch (problem?.code) {
    case 'twice':
      return { problem: says.twoColumns(problem.column) }
    case 'fen-and-yuan':
      return { problem: says.twoUnits(FINE_YUAN) }
    case 'no-fact':
      return { problem: says.noFactColumn }
  }
  const facts = factsOfQuestion(question)
  const cellIn = (name: string) => {
    const index = taken.get(name)
    return index === undefined ? undefined : (row: readonly string[]) => trimmed(row[index] ?? '')
  }
  const columns = facts.flatMap((fact): readonly Column[] => {
    const inYuan = fact.name === 'fine' && taken.has(FINE_YUAN)
    const column = inYuan ? FINE_YUAN : columnName(fact.name)
    const textIn = cellIn(column)
    if (textIn === undefined) return []
    const knownIn = hasKnownColumn(fact) ? cellIn(knownName(fact.name)) : undefined
    const words = new Map(chineseWords(fact, question))
    const meant = (said: string) => words.get(said) ?? said
    const wanted = says.wanted(fact.kind, {
      words: fact.words,
      most: fact.most,
      orNull: fact.orNull === true,
      isBeijing,
      inYuan,
    })
    const readCell = cellReader(fact, { meant, inYuan, isBeijing })
    const read = (row: readonly string[]): Read<unknown> => {
      const text = textIn(row)
      const isKnown = knownOf(knownIn?.(row), text)
      if (isKnown === undefined) return { problem: wanted }
      if (!isKnown) return { value: undefined }
      // Only a fact that may be null is known and has no text.
      if (text === '') return fact.orNull === true ? { value: null } : { problem: wanted }
      const value = readCell(text)
      return value === undefined ? { problem: wanted } : { value }
    }
    return [{ fact, column, wanted, textIn, read }]
  })
  const absent = facts.filter(({ name }) => !columns.some(({ fact }) => fact.name === name)).map(({ name }) => name)
  const understood = [...taken].map(([column, index]) => ({ header: headers[index] ?? '', column }))
  return { value: { understood, ignored: others, absent, idOf: cellIn('id'), columns } }
}

/** Whether a fact is known; `undefined` when its text and what is said of it contradict each other. */
function knownOf(said: string | undefined, text: string): boolean | undefined {
  if (said === undefined) return text !== ''
  const flag = flagOf(said)
  if (said !== '' && flag === undefined) return undefined
  const isKnown = flag === true
  return !isKnown && text !== '' && !isEmptyList(text) ? undefined : isKnown
}

function trimmed(text: string): string {
  return text.replace(/^ +| +$/g, '')
}

function isEmptyList(text: string): boolean {
  return EMPTY_LISTS.some((each) => each === text)
}

function flagOf(text: string): boolean | undefined {
  const small = text.toLowerCase()
  if (FLAGS.true.some((each) => each === small)) return true
  return FLAGS.false.some((each) => each === small) ? false : undefined
}

const WHOLE_CELL = Object.fromEntries(
  Object.entries(WRITTEN).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`)]),
) as { readonly [K in keyof typeof WRITTEN]: RegExp }

/** The value that a cell with text has; `undefined` where it is malformed. Ranges are left to the library. */
function cellReader(
  { kind, words, orNull }: Fact,
  {
    meant,
    inYuan,
    isBeijing,
  }: { readonly meant: (said: string) => string; readonly inYuan: boolean; readonly isBeijing: boolean },
): (text: string) => unknown {
  switch (kind) {
    case 'id':
      return meant
    case 'word':
      return (text) => words?.find((word) => word === meant(text))
    case 'flag':
      return (text) => flagOf(meant(text))
    case 'count':
    case 'fen':
      return inYuan
        ? (text) => (WHOLE_CELL.yuan.test(text) ? fenOf(text) : undefined)
        : (text) => (WHOLE_CELL.whole.test(text) ? Number(text) : undefined)
    case 'instant':
      return (text) => (orNull === true && meant(text) === NONE ? null : momentOf(meant(text), isBeijing))
    case 'words':
      return (text) =>
        meant(text) === NONE || isEmptyList(text)
          ? []
          : [...text.matchAll(new RegExp(LIST_WORD, 'g'))].map(([word]) => meant(word))
  }
}

function fenOf(text: string): number {
  const [yuan = '', decimals = ''] = text.split('.')
  return Number(yuan) * 100 + Number(decimals.padEnd(2, '0'))
}

/** A moment in milliseconds; `undefined` where the text is none. */
export function momentOf(text: string, isBeijing: boolean): number | undefined {
  if (WHOLE_CELL.milliseconds.test(text)) return Number(text)
  const local = isBeijing ? LOCAL_TIME.exec(text) : null
  if (local !== null) {
    const [, year, month, day, hour, minute, second = '00', fraction = '0'] = local
    const two = (part = '') => part.padStart(2, '0')
    return millisecondsOf(
      `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${fraction}+08:00`,
    )
  }
  if (!WHOLE_CELL.instant.test(text)) return undefined
  const [, date, time = '', offset = ''] = /^(.{10}).([\d:.]+)(.*)$/.exec(text) ?? []
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  return millisecondsOf(
    `${date}T${time.length === 5 ? `${time}:00` : time}${sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`,
  )
}

function millisecondsOf(written: string): number | undefined {
  const moment = parseInstant(written)
  return moment.ok ? Date.parse(moment.value) : undefined
}
