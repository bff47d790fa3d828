import { grammarOf } from '../sql/dialects.ts'
import { cellsOf, delimiterOf } from './cell-text.ts'
import { type Database, UsageError } from './host.ts'

const grammar = grammarOf('audit', 'duckdb')

/** A file as it stands behind FROM, and its columns: what each is called, and SQL for its cells as text. */
export interface Source {
  readonly from: string
  readonly columns: readonly { readonly name: string; readonly sql: string }[]
}

/**
 * Opens a CSV or Parquet file. Of a CSV the first line is the header; what is between its names, `,` `;` a tab or `|`, is between the cells.
 *
 * @throws UsageError when the file cannot be read, or is empty.
 */
export async function open(path: string, database: Database): Promise<Source> {
  if (/^[a-z][a-z\d+.-]+:\//i.test(path))
    throw new UsageError(`${path}: this is an address; audit reads files of this machine, so download it first`)
  if (/\.xlsx?$/i.test(path)) throw new UsageError(`${path}: this is a workbook; save it as CSV (UTF-8)`)
  const [inside] = await told(
    path,
    database.rows(`SELECT count(*) AS n FROM glob(${grammar.text(patternOf(`${path}/*`))})`),
  )
  if (Number(inside?.n) > 0) throw new UsageError(`${path}: this is a folder; name one file, or ${path}/*.parquet`)
  if (path.toLowerCase().endsWith('.parquet')) return await parquet(path, database)
  if (isOfMany(path)) throw new UsageError(`${path}: CSV files are read one by one, since their headers may differ`)
  return await csv(path, database)
}

/** What went wrong with a file, in plain words, with the line where there is one. */
export function plainly(path: string, error: unknown): UsageError {
  const message = (error as Error).message
  const [, line] = /CSV Error on Line: (\d+)/.exec(message) ?? []
  const where = line === undefined ? path : `${path}: line ${line}`
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message) ?? []
  if (expected !== undefined) return new UsageError(`${where}: ${found} cells; the header has ${expected}`)
  if (message.includes('not utf-8')) return new UsageError(`${where}: not in UTF-8; save the file as CSV (UTF-8)`)
  if (message.includes('reached an invalid state'))
    return new UsageError(`${where}: lines end in more than one way (LF and CRLF); save the file again`)
  if (message.includes('Maximum line size'))
    return new UsageError(`${where}: the line is longer than 2,000,000 bytes; perhaps a quotation mark is not closed`)
  if (message.includes('nterminated quote')) return new UsageError(`${where}: a quotation mark is not closed`)
  if (message.includes('No files found'))
    return new UsageError(`${path}: there is no such file, or it is not an ordinary file`)
  if (/parquet/i.test(message) && path.toLowerCase().endsWith('.parquet'))
    return new UsageError(`${path}: this is not a Parquet file`)
  return new UsageError(`${where}: ${(message.split(/\n/)[0] as string).replace(/^[\w ]+ Error: /, '')}`)
}

async function parquet(path: string, database: Database): Promise<Source> {
  // A folder called `driver=x` is a column where many files are read, and would stand in the place of the file's own.
  const from = `read_parquet(${grammar.text(patternOf(path))}, hive_partitioning = ${isOfMany(path)})`
  const rows = await told(path, database.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${from})`))
  const columns = rows.map(({ column_name }) => {
    const name = String(column_name)
    return { name, sql: `CAST(${grammar.name(name)} AS VARCHAR)` }
  })
  return { from, columns }
}

async function csv(path: string, database: Database): Promise<Source> {
  const file = grammar.text(patternOf(path))
  // Not strict: a line that ends otherwise within quotation marks is none of its own.
  const lines = `read_csv(${file}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', strict_mode = false, hive_partitioning = false)`
  const [first] = await told(path, database.rows(`SELECT line FROM ${lines} LIMIT 1`))
  const line = String(first?.line ?? '').replace(/^\ufeff/, '')
  if (line.trim() === '') throw new UsageError(`${path}: the file is empty`)
  const delimiter = delimiterOf(line)
  const names = cellsOf(line, delimiter)
  // Columns are numbered, so that no name of the file becomes SQL.
  const types = names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ')
  const from = `read_csv(${file}, columns = {${types}}, auto_detect = false, header = true, delim = ${grammar.text(delimiter)}, quote = '"', escape = '"', nullstr = '', hive_partitioning = false)`
  return { from, columns: names.map((name, index) => ({ name, sql: `c${index}` })) }
}

/** Whether a path names many files: `acts/*.parquet`. */
function isOfMany(path: string): boolean {
  return /[*?]/.test(path)
}

/** The path as a pattern of DuckDB that means the file of that name: `[` begins a class there, `{` a choice and `~` the home folder. */
function patternOf(path: string): string {
  return path.replace(/[[{]/g, '[$&]').replace(/^~/, './~')
}

async function told<T>(path: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw plainly(path, error)
  }
}
