/** A file of rows as the command line reads it: the same encodings, the same rows, told by src/cli. */
import { type CsvFault, cellsOf, csvReader, type Rows } from '../../../src/cli/csv.ts'
import { encodingOf, type TextFault, textReader } from '../../../src/cli/text.ts'
import { FAULTS } from '../../../src/cli/words.ts'
import type { Says } from './says.ts'

/** A table of text: its headers, what is to be noted of how it is written, and its rows, some at a time. */
export interface Table {
  readonly headers: readonly string[]
  readonly notes: readonly string[]
  readonly batches: AsyncIterable<Batch>
}
interface Batch {
  readonly rows: readonly (readonly string[])[]
  /** How much of the file is read, from 0 to 1. */
  readonly share: number
}

/** As many bytes are read at a time; the first say how the file is written. */
const PIECE = 1 << 20

/**
 * The rows of a CSV, whose first line is the header, read piece by piece.
 *
 * @throws Error with what keeps it from being read, in the language of `says`.
 */
export async function tableIn(file: Blob, name: string, says: Says): Promise<Table> {
  const { language } = says
  if (/\.xlsx?$/i.test(name)) throw new Error(says.fault(FAULTS.workbook[language]()))
  if (/\.parquet$/i.test(name)) throw new Error(says.parquet)
  const found = encodingOf(await bytesOf(file, 0, says))
  if ('code' in found) throw faultOf(found, says)
  const batches = batchesOf(file, found.encoding, says)
  let first = await batches.next()
  while (first.done !== true && first.value.rows.length === 0) first = await batches.next()
  const { rows: [headers = [], ...rows] = [], share = 1 } = first.value ?? {}
  return {
    headers,
    notes: found.encoding === 'gb18030' ? [says.fault(FAULTS.gb18030[language]())] : [],
    batches: (async function* () {
      for await (const batch of joined({ rows, share }, batches))
        yield { ...batch, rows: rowsOf(batch.rows, headers.length) }
    })(),
  }
}

async function* joined(first: Batch, others: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  yield first
  yield* others
}

async function* batchesOf(
  file: Blob,
  encoding: Parameters<typeof textReader>[0],
  says: Says,
): AsyncGenerator<Batch, undefined> {
  const readText = textReader(encoding)
  const readRows = csvReader()
  const textOf = (bytes?: Uint8Array) => {
    const text = readText(bytes)
    if (typeof text !== 'string') throw faultOf(text, says)
    return text
  }
  const batchOf = (text: string | undefined, at: number): Batch => {
    const read: Rows | CsvFault = readRows(text)
    if ('code' in read) throw faultOf(read, says)
    return { rows: read.rows, share: file.size === 0 ? 1 : Math.min(1, at / file.size) }
  }
  for (let at = 0; at < file.size; at += PIECE) yield batchOf(textOf(await bytesOf(file, at, says)), at + PIECE)
  yield batchOf(textOf(), file.size)
  yield batchOf(undefined, file.size)
}

/** One piece of a file. @throws Error when the browser cannot read it any more. */
async function bytesOf(file: Blob, at: number, says: Says): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
  } catch {
    throw new Error(says.unreadable)
  }
}

/** The cells of each row that has some. */
function rowsOf(rows: Rows['rows'], columns: number): Rows['rows'] {
  const kept: (readonly string[])[] = []
  for (const row of rows) {
    const cells = cellsOf(row, columns)
    if (cells !== undefined) kept.push(cells)
  }
  return kept
}

function faultOf(fault: CsvFault | TextFault, says: Says): Error {
  const { language } = says
  const said = fault.code === 'encoding' ? FAULTS.encoding[language](fault.tried) : FAULTS[fault.code][language]()
  return new Error('line' in fault ? says.faultAt(fault.line, said) : says.fault(said))
}
