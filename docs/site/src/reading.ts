/** A file of facts as the command line reads it: the same headers, the same words, the same cells, told by src/cli. */
import Papa from 'papaparse'
import { cellsOf, columnsIn, delimiterOf, FINE_YUAN } from '../../../src/cli/cell-text.ts'
import { cellReader, trimmed } from '../../../src/cli/cell-values.ts'
import type { Fact } from '../../../src/law/facts.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../../../src/sql/columns.ts'
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
    const wanted = says.wanted(fact.kind, {
      words: fact.words,
      most: fact.most,
      orNull: fact.orNull === true,
      isBeijing,
      inYuan,
    })
    const readCell = cellReader(fact, { question, inYuan, isBeijing })
    const read = (row: readonly string[]): Read<unknown> => readCell(textIn(row), knownIn?.(row)) ?? { problem: wanted }
    return [{ fact, column, wanted, textIn, read }]
  })
  const absent = facts.filter(({ name }) => !columns.some(({ fact }) => fact.name === name)).map(({ name }) => name)
  const understood = [...taken].map(([column, index]) => ({ header: headers[index] ?? '', column }))
  return { value: { understood, ignored: others, absent, idOf: cellIn('id'), columns } }
}
