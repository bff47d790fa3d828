/** A file of rows: its bytes as text, and its text as a header with rows. For the command line, and for the page (docs/site). */
import { type CsvFault, cellsOf, csvReader } from './csv.ts'
import { type Encoding, encodingOf, type TextFault, textReader } from './text.ts'

/** A file of rows: its header, and behind it the rows that are not blank, some at a time. */
export interface Table {
  readonly headers: readonly string[]
  readonly batches: AsyncIterable<Batch>
}

/** Some rows of a file, as they are read. */
interface Batch {
  readonly rows: readonly (readonly string[])[]
  /** How much of the file is read, from 0 to 1. */
  readonly done: number
}

/** A file as text, piece by piece, each line ended by `\n`. */
export interface Text {
  readonly encoding: Encoding
  readonly pieces: AsyncIterable<{ readonly text: string; readonly done: number }>
}

/** The bytes of a file, how many there are, 0 where that is not known, and the error that a fault is told by. */
export interface Bytes {
  readonly pieces: AsyncIterable<Uint8Array>
  readonly size: number
  readonly failure: (fault: CsvFault | TextFault) => Error
}

/** Bytes as text, in the encoding that is said, or else that of the first megabyte: a byte that is none of it ends the reading later. */
export async function textOf({ pieces, size, failure }: Bytes, said?: Encoding): Promise<Text> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  for (let bytes = 0; bytes < FIRST_BYTES; ) {
    const { done, value } = await iterator.next()
    if (done === true) break
    first.push(value.slice())
    bytes += value.length
  }
  const head = joined(first)
  const found = encodingOf(head)
  if ('code' in found && (found.code === 'not-text' || said === undefined)) throw failure(found)
  const encoding = said ?? (found as { readonly encoding: Encoding }).encoding
  const read = textReader(encoding)
  const readPiece = (piece?: Uint8Array) => {
    const text = read(piece)
    if (typeof text === 'string') return text
    throw failure(text)
  }
  async function* texts() {
    let bytes = head.length
    const share = () => (size === 0 ? 0 : Math.min(1, bytes / size))
    yield { text: readPiece(head), done: share() }
    for (let piece = await iterator.next(); piece.done !== true; piece = await iterator.next()) {
      bytes += piece.value.length
      yield { text: readPiece(piece.value), done: share() }
    }
    yield { text: readPiece(), done: 1 }
  }
  return { encoding, pieces: texts() }
}

const FIRST_BYTES = 1 << 20

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** A text of CSV as a table. */
export async function tableOf({ pieces }: Text, failure: Bytes['failure']): Promise<Table> {
  const batches = batchesOf(pieces, failure)
  let first = await batches.next()
  while (first.done !== true && first.value.rows.length === 0) first = await batches.next()
  const { rows: [headers = [], ...rows] = [], done } = first.value ?? { done: 1 }
  async function* behindHeader() {
    yield { rows: withoutBlank(rows, headers.length), done }
    for await (const batch of batches) yield { ...batch, rows: withoutBlank(batch.rows, headers.length) }
  }
  return { headers, batches: behindHeader() }
}

async function* batchesOf(pieces: Text['pieces'], failure: Bytes['failure']): AsyncGenerator<Batch, undefined> {
  const read = csvReader()
  const rowsOf = (text?: string) => {
    const rows = read(text)
    if ('code' in rows) throw failure(rows)
    return rows
  }
  for await (const { text, done } of pieces) yield { rows: rowsOf(text), done }
  yield { rows: rowsOf(), done: 1 }
}

function withoutBlank(rows: Batch['rows'], columns: number): Batch['rows'] {
  const kept: (readonly string[])[] = []
  for (const row of rows) {
    const cells = cellsOf(row, columns)
    if (cells !== undefined) kept.push(cells)
  }
  return kept
}
