/** The rows of a CSV file, read by papaparse: for the command line, and for the page (docs/site). */
import Papa from 'papaparse'

export type CsvFault = { readonly code: 'empty' } | { readonly code: 'open-quote' | 'too-long'; readonly line: number }

/** Reads text piece by piece, each line ended by `\n`; no piece is the end. The first row is the header. */
export function csvReader(): (text?: string) => readonly (readonly string[])[] | CsvFault {
  let rest = ''
  let line = 1
  let parser: Papa.Parser | undefined
  return (text) => {
    rest += text ?? ''
    if (parser === undefined) {
      const head = headIn(rest)
      if (head === undefined && text !== undefined) return []
      if ((head ?? rest).trim() === '') return { code: 'empty' }
      parser = new Papa.Parser({ delimiter: delimiterOf(head ?? rest), newline: '\n' })
    }
    const { data, errors, meta } = parser.parse(rest, 0, text !== undefined) as Papa.ParseResult<string[]>
    const open = errors.find(({ type }) => type === 'Quotes')
    if (open !== undefined) return { code: 'open-quote', line: line + linesOf(data.slice(0, open.row ?? 0)) }
    line += linesIn(rest.slice(0, meta.cursor))
    rest = rest.slice(meta.cursor)
    if (rest.length > LONGEST_ROW) return { code: 'too-long', line }
    return data
  }
}

/** The lines on which rows stand. */
function linesOf(rows: readonly (readonly string[])[]): number {
  return rows.reduce((sum, row) => sum + 1 + row.reduce((breaks, cell) => breaks + linesIn(cell), 0), 0)
}

/** Characters that a row has at most: more are most likely a quotation mark that is not closed. */
const LONGEST_ROW = 2_000_000
const DELIMITERS = [',', ';', '\t', '|'] as const

/** The header; names in quotation marks may have line breaks, as those of spreadsheets do. */
function headIn(text: string): string | undefined {
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
    if (text.slice(0, end).split('"').length % 2 === 1) return text.slice(0, end)
  return undefined
}

/** What stands most often in the header. */
function delimiterOf(head: string): string {
  const count = (delimiter: string) => head.split(delimiter).length
  return [...DELIMITERS].sort((one, other) => count(other) - count(one))[0] as string
}

/** How many line breaks a text has. */
export function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** A row as its header has it: a delimiter may end a line. `undefined` for a blank line. */
export function cellsOf(row: readonly string[], columns: number): readonly string[] | undefined {
  if (row.length === 1 && row[0] === '' && columns > 1) return undefined
  return row.length === columns + 1 && row.at(-1) === '' ? row.slice(0, -1) : row
}
