/** Finds the first fault of a CSV file that DuckDB cannot read and does not explain. */

const [LF, CR, QUOTE] = [10, 13, 34] as const

/** What is wrong, in which line, and how many cells the row has. */
export interface CsvFault {
  readonly code: 'mixed-line-ends' | 'uneven-row' | 'open-quote'
  readonly line: number
  readonly cells: number
}

/** Looks at the bytes of a file in UTF-8, piece by piece. Each row must have `cells` cells with `delimiter` between them, and each line must end as the first does. */
export function csvFaultFinder(
  delimiter: string,
  cells: number,
): { readonly take: (piece: Uint8Array) => void; readonly found: () => CsvFault | undefined } {
  const between = delimiter.charCodeAt(0)
  let fault: CsvFault | undefined
  /** The line, and that in which its row begins. */
  let [line, first] = [1, 1]
  let row = 1
  let cell: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let wasCr = false
  let end: 'LF' | 'CRLF' | 'CR' | undefined
  const report = (code: CsvFault['code'], at: number) => {
    fault ??= { code, line: at, cells: row }
  }
  /** The row is over. A blank line is not a row, and a delimiter may end a line. */
  const close = () => {
    const isBlank = row === 1 && cell === 'start'
    if (!isBlank && row !== cells && !(row === cells + 1 && cell === 'start')) report('uneven-row', first)
    row = 1
    cell = 'start'
  }
  const endLine = (by: NonNullable<typeof end>) => {
    if (cell === 'quoted') {
      line++
      return
    }
    end ??= by
    if (by !== end) report('mixed-line-ends', line)
    close()
    line++
    first = line
  }
  const takeByte = (byte: number) => {
    if (wasCr) {
      wasCr = false
      endLine(byte === LF ? 'CRLF' : 'CR')
      if (byte === LF) return
    }
    if (byte === CR) wasCr = true
    else if (byte === LF) endLine('LF')
    else if (cell === 'quoted') cell = byte === QUOTE ? 'closed' : 'quoted'
    else if (byte === between) {
      row++
      cell = 'start'
    } else if (cell === 'closed') {
      // A second quotation mark is one of the text.
      if (byte === QUOTE) cell = 'quoted'
      else report('open-quote', first)
    } else cell = cell === 'start' && byte === QUOTE ? 'quoted' : 'plain'
  }
  return {
    take(piece) {
      for (let place = 0; place < piece.length && fault === undefined; place++) takeByte(piece[place] as number)
    },
    found() {
      if (wasCr) endLine('CR')
      wasCr = false
      if (cell === 'quoted') report('open-quote', first)
      else close()
      return fault
    },
  }
}
