/** A file of rows as the command line reads it: the same encodings, the same rows, told by src/cli. */
import { type Bytes, type Table, tableOf, textOf } from '../../../src/cli/table.ts'
import { FAULTS } from '../../../src/cli/words.ts'
import type { Says } from './says.ts'

/** As many bytes are read at a time. */
const PIECE = 1 << 20

/**
 * The rows of a CSV, whose first line is the header, read piece by piece, and what is to be noted of how it is written.
 *
 * @throws Error with what keeps it from being read, in the language of `says`.
 */
export async function tableIn(file: Blob, name: string, says: Says): Promise<Table & { notes: readonly string[] }> {
  const { language } = says
  if (/\.xlsx?$/i.test(name)) throw new Error(says.fault(FAULTS.workbook[language]()))
  if (/\.parquet$/i.test(name)) throw new Error(says.parquet)
  const failure = (fault: Parameters<Bytes['failure']>[0]) => faultOf(fault, says)
  const text = await textOf({ pieces: piecesOf(file, says), size: file.size, failure })
  const notes = text.encoding === 'gb18030' ? [says.fault(FAULTS.gb18030[language]())] : []
  return { ...(await tableOf(text, failure)), notes }
}

async function* piecesOf(file: Blob, says: Says): AsyncGenerator<Uint8Array, undefined> {
  for (let at = 0; at < file.size; at += PIECE) yield await bytesOf(file, at, says)
}

/** One piece of a file. @throws Error when the browser cannot read it any more. */
async function bytesOf(file: Blob, at: number, says: Says): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
  } catch {
    throw new Error(says.unreadable)
  }
}

function faultOf(fault: Parameters<Bytes['failure']>[0], says: Says): Error {
  const { language } = says
  const said = fault.code === 'encoding' ? FAULTS.encoding[language](fault.tried) : FAULTS[fault.code][language]()
  return new Error('line' in fault ? says.faultAt(fault.line, said) : says.fault(said))
}
