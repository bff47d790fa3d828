/** A file of facts as the command line reads it: the same headers, the same words, the same cells, told by src/cli. */
import Papa from 'papaparse'
import { cellsOf, columnsIn, delimiterOf, FINE_YUAN, HEAD_LINES, headLines } from '../../../src/cli/cell-text.ts'
import { cellReader, trimmed } from '../../../src/cli/cell-values.ts'
import { textIn } from '../../../src/cli/encoding.ts'
import { FILE_FAULTS } from '../../../src/cli/file-faults.ts'
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

interface FileText {
  readonly text: string
  readonly notes: readonly string[]
}

/** The text of a file, and what is to be noted of how it is written. */
export function textOf(bytes: Uint8Array, name: string, says: Says): Read<FileText> {
  if (/\.xlsx?$/i.test(name)) return { problem: says.fault(FILE_FAULTS.workbook[says.language]()) }
  if (/\.parquet$/i.test(name)) return { problem: says.parquet }
  const read = textIn(bytes)
  if (!('code' in read)) {
    return {
      value: {
        text: read.text,
        notes: [
          ...(read.encoding === 'gb18030' ? [says.fault(FILE_FAULTS.gb18030[says.language]())] : []),
          ...(read.utf8Line === undefined
            ? []
            : [says.faultAt(read.utf8Line, FILE_FAULTS['utf8-line'][says.language]())]),
        ],
      },
    }
  }
  if (read.code === 'not-text') return { problem: says.fault(FILE_FAULTS['not-text'][says.language]()) }
  return { problem: says.faultAt(read.line, FILE_FAULTS.encoding[says.language](read.tried)) }
}

/** The cells of a CSV, whose first line is the header. */
export function tableOf(text: string, says: Says): Read<Table> {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const first = plain.split('\n', HEAD_LINES)
  const headed = headLines(first)
  const head = first.slice(0, headed).join(' ')
  if (head.trim() === '') return { problem: says.fault(FILE_FAULTS.empty[says.language]()) }
  const delimiter = delimiterOf(head)
  const headers = cellsOf(head, delimiter)
  const { data, errors } = Papa.parse<readonly string[]>(plain.slice(head.length + 1), {
    header: false,
    delimiter,
    newline: '\n',
  })
  // The first fault of the file is told, as the command line does.
  const openAt = errors.find(({ type }) => type === 'Quotes')?.row ?? data.length
  const rows: (readonly string[])[] = []
  let line = headed + 1
  for (let index = 0; index < data.length; index++) {
    const row = data[index] as readonly string[]
    if (index === openAt) return { problem: says.faultAt(line, FILE_FAULTS['open-quote'][says.language]()) }
    // Of one column a blank line is a row without a value, but for the end of the last.
    const isBlank = row.length === 1 && row[0] === '' && (headers.length > 1 || index === data.length - 1)
    // A delimiter may end a line.
    const cells = row.length === headers.length + 1 && row.at(-1) === '' ? row.slice(0, -1) : row
    if (!isBlank && cells.length !== headers.length)
      return { problem: says.faultAt(line, FILE_FAULTS['uneven-row'][says.language](row.length, headers.length)) }
    if (!isBlank) rows.push(cells)
    line += 1 + row.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
  }
  if (rows.length > MOST_ROWS) return { problem: says.tooManyRows(rows.length, MOST_ROWS) }
  return { value: { headers, rows } }
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
    case 'repeated':
      return { problem: says.fault(FILE_FAULTS.repeated[says.language](problem.column, ...problem.headers)) }
    case 'fen-and-yuan':
      return { problem: says.fault(FILE_FAULTS['fen-and-yuan'][says.language](FINE_YUAN)) }
    case 'no-fact':
      return { problem: `${says.fault(FILE_FAULTS['no-fact'][says.language]())}${says.readBelow}` }
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
