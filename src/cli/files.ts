import { onOneLine } from '../input/text.ts'
import { type CsvFault, cellsOf, csvReader, type Rows } from './csv.ts'
import type { Host } from './host.ts'
import { Failure, type MessageCode, type Tell } from './message.ts'
import { encodingOf, type TextFault, textReader } from './text.ts'
import { FAULTS } from './words.ts'

/** A file of rows: its header, and behind it the rows, some at a time. */
export interface Table {
  readonly headers: readonly string[]
  readonly batches: AsyncIterable<Batch>
}

/** Some rows of a file, as they are read. */
export interface Batch extends Rows {
  /** How much of the file is read, from 0 to 1. */
  readonly done: number
}

/** How a file is read. */
export interface FileOptions {
  readonly encoding: string
  readonly table: string | undefined
}

/** A text as SQL writes it, and a name. */
const sqlText = (text: string) => `'${text.replace(/'/g, "''")}'`
const sqlName = (name: string) => `"${name.replace(/"/g, '""')}"`

/**
 * Runs with a file of rows: CSV, or with DuckDB Parquet and a table of a DuckDB file.
 *
 * @throws Failure when it cannot be read, or is empty.
 */
export async function withTable<T>(
  file: string,
  options: FileOptions,
  { host, tell }: { readonly host: Host; readonly tell: Tell },
  use: (table: Table) => Promise<T>,
): Promise<T> {
  if (/^[a-z][a-z\d+.-]+:\//i.test(file))
    throw new Failure('address', 'this is an address; only files of this machine are read, so download it first', {
      file,
    })
  if (/\.xlsx?$/i.test(file)) throw faultOf('workbook', file)
  const isParquet = /\.parquet$/i.test(file)
  if (isParquet || options.table !== undefined || /\.duckdb$/i.test(file)) {
    if (!isParquet && options.table === undefined)
      throw new Failure('missing', '--table NAME says which table of the database file', { file })
    return await withDuckdb(file, options.table, host, use)
  }
  return await use(await csvTable(file, options.encoding, host, tell))
}

/** The text of a file, piece by piece, each line ended by `\n`. */
export async function openText(
  file: string,
  said: string,
  host: Host,
  tell: Tell,
): Promise<AsyncIterable<{ readonly text: string; readonly done: number }>> {
  const { size, pieces } = await reading(file, host.open(file))
  const iterator = pieces[Symbol.asyncIterator]()
  const next = async () => {
    const { done, value } = await reading(file, iterator.next())
    return done === true ? undefined : value
  }
  // What the first bytes say goes for all; a byte that is none of it ends the reading later.
  const first: Uint8Array[] = []
  for (let bytes = 0; bytes < FIRST_BYTES; ) {
    const piece = await next()
    if (piece === undefined) break
    first.push(piece.slice())
    bytes += piece.length
  }
  const head = joined(first)
  const found = encodingOf(head)
  if ('code' in found && (found.code === 'not-text' || said === 'auto')) throw textFault(found, said, file)
  const encoding = said === 'auto' && 'encoding' in found ? found.encoding : (said as 'utf-8' | 'gb18030')
  if (said === 'auto' && encoding === 'gb18030')
    tell({ level: 'note', code: 'encoding', file, text: `${FAULTS.gb18030.en()}. --encoding gb18030 says that it is` })
  const read = textReader(encoding)
  const textOf = (piece?: Uint8Array) => {
    const text = read(piece)
    if (typeof text !== 'string') throw textFault(text, said, file)
    return text
  }
  async function* texts() {
    let bytes = head.length
    yield { text: textOf(head), done: size === 0 ? 0 : bytes / size }
    for (let piece = await next(); piece !== undefined; piece = await next()) {
      bytes += piece.length
      yield { text: textOf(piece), done: size === 0 ? 0 : bytes / size }
    }
    yield { text: textOf(), done: 1 }
  }
  return texts()
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

async function csvTable(file: string, encoding: string, host: Host, tell: Tell): Promise<Table> {
  const texts = (await openText(file, encoding, host, tell))[Symbol.asyncIterator]()
  const read = csvReader()
  /** The next rows: those behind the last text too. */
  let isOver = false
  const next = async (): Promise<Batch | undefined> => {
    if (isOver) return undefined
    const { done, value } = await texts.next()
    isOver = done === true
    const rows = read(done === true ? undefined : value.text)
    if ('code' in rows) throw faultOf(rows.code, file, 'line' in rows ? rows.line : undefined)
    return { ...rows, done: done === true ? 1 : value.done }
  }
  let first = await next()
  while (first !== undefined && first.rows.length === 0) first = await next()
  const [head = []] = first?.rows ?? []
  const { rows = [], lineOf, done } = first ?? { lineOf: () => 1, done: 1 }
  async function* batches(): AsyncGenerator<Batch> {
    yield { rows: rows.slice(1), lineOf: (index) => lineOf(index + 1), done }
    for (let batch = await next(); batch !== undefined; batch = await next()) yield batch
  }
  return { headers: head, batches: batches() }
}

async function withDuckdb<T>(
  file: string,
  table: string | undefined,
  host: Host,
  use: (table: Table) => Promise<T>,
): Promise<T> {
  const failed = (error: unknown): never => {
    throw new Failure('database', onOneLine((error as Error).message), { file })
  }
  const database = await host.openDuckdb().catch((error) => {
    if (!/MODULE_NOT_FOUND$/.test(String((error as { readonly code?: unknown }).code))) return failed(error)
    throw new Failure('no-duckdb', 'Parquet and database files need DuckDB: npm install @duckdb/node-api', { file })
  })
  try {
    // A folder called `driver=x` is a column where many files are read, and would stand in the place of the file's own.
    const isMany = /[*?]/.test(file)
    // A pattern that means the file of that name: `[` begins a class there, `{` a choice and `~` the home folder.
    const pattern = file.replace(/[[{]/g, '[$&]').replace(/^~/, './~')
    if (table !== undefined) await database.run(`ATTACH ${sqlText(file)} AS file (READ_ONLY)`).catch(failed)
    const from =
      table === undefined
        ? `read_parquet(${sqlText(pattern)}, hive_partitioning = ${isMany})`
        : `file.${sqlName(table)}`
    const { columns, batches } = await database.query(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${from}`).catch(failed)
    async function* rows() {
      try {
        for await (const batch of batches)
          yield { rows: batch.map((row) => row.map((cell) => cell ?? '')), lineOf: () => 0, done: 0 }
      } catch (error) {
        failed(error)
      }
    }
    return await use({ headers: columns, batches: rows() })
  } finally {
    database.close()
  }
}

/** The cells of each row of a file that has some, with its line; those of another number than the header has are not. */
export function* rowsOf(
  { rows, lineOf }: Batch,
  columns: number,
): Generator<{ readonly cells: readonly string[]; readonly isEven: boolean; readonly line: () => number }> {
  for (const [index, row] of rows.entries()) {
    const cells = cellsOf(row, columns)
    if (cells !== undefined) yield { cells, isEven: cells.length === columns, line: () => lineOf(index) }
  }
}

function faultOf(code: CsvFault['code'] | 'workbook', file: string, line?: number): Failure {
  return new Failure(code, FAULTS[code].en(), { file, line })
}

function textFault(fault: TextFault, said: string, file: string): Failure {
  if (fault.code === 'not-text') return new Failure('not-text', FAULTS['not-text'].en(), { file })
  const hint =
    said === 'auto' && fault.tried.length === 1 && fault.tried[0] === 'UTF-8'
      ? '; --encoding gb18030 if it is that'
      : ''
  return new Failure('encoding', `${FAULTS.encoding.en(fault.tried)}${hint}`, { file, line: fault.line })
}

const CODES: Readonly<Record<string, readonly [MessageCode, string]>> = {
  ENOENT: ['no-file', 'there is no such file'],
  EISDIR: ['folder', 'this is a folder; name one file'],
  EACCES: ['no-access', 'the file may not be read; ask for permission'],
  EPERM: ['no-access', 'the file may not be read; ask for permission'],
}

/** Waits for what reads a file. @throws Failure when the machine does not let it. */
async function reading<T>(file: string, read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof Failure) throw error
    const known = CODES[String((error as { readonly code?: unknown }).code)]
    throw new Failure(known?.[0] ?? 'unreadable', known?.[1] ?? onOneLine((error as Error).message), { file })
  }
}
