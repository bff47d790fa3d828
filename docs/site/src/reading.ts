/** A file of rows as the command line reads it: the same encodings, the same rows, told by src/cli. */
import { type CsvFault, cellsOf, csvReader, type Rows } from '../../../src/cli/csv.ts'
import { encodingOf, textReader } from '../../../src/cli/text.ts'
import { FAULTS } from '../../../src/cli/words.ts'
import type { Read } from './given.ts'
import type { Says } from './says.ts'

/** The largest file of rows that the page reads. */
const MOST_ROWS = 100_000

/** A table of text: its headers, its rows, and what is to be noted of how it is written. */
export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes: readonly string[]
}

/** The rows of a CSV, whose first line is the header. */
export function tableIn(bytes: Uint8Array, name: string, says: Says): Read<Table> {
  const { language } = says
  if (/\.xlsx?$/i.test(name)) return { problem: says.fault(FAULTS.workbook[language]()) }
  if (/\.parquet$/i.test(name)) return { problem: says.parquet }
  const found = encodingOf(bytes)
  const text = 'code' in found ? found : textReader(found.encoding)(bytes)
  if (typeof text !== 'string') {
    if (text.code === 'not-text') return { problem: says.fault(FAULTS['not-text'][language]()) }
    return { problem: says.faultAt(text.line, FAULTS.encoding[language](text.tried)) }
  }
  const read = csvReader()
  const [first, last] = [read(text), read()]
  for (const part of [first, last]) {
    if (!('code' in part)) continue
    const said = FAULTS[part.code][language]()
    return { problem: 'line' in part ? says.faultAt(part.line, said) : says.fault(said) }
  }
  const [headers = [], ...rows] = [...rowsOf(first), ...rowsOf(last)]
  const kept = rows.flatMap((row) => {
    const each = cellsOf(row, headers.length)
    return each === undefined ? [] : [each]
  })
  if (kept.length > MOST_ROWS) return { problem: says.tooManyRows(kept.length, MOST_ROWS) }
  const isGb18030 = 'encoding' in found && found.encoding === 'gb18030'
  return { value: { headers, rows: kept, notes: isGb18030 ? [says.fault(FAULTS.gb18030[language]())] : [] } }
}

function rowsOf(part: Rows | CsvFault): Rows['rows'] {
  return 'rows' in part ? part.rows : []
}
