import { onOneLine } from '../input/text.ts'
import { grammarOf } from '../sql/dialects.ts'
import { cellsOf, delimiterOf } from './cell-text.ts'
import { type Database, UsageError } from './host.ts'

const grammar = grammarOf('audit', 'duckdb')

/** A file as it stands behind FROM, and its columns: what each is called, and SQL for its cells as text. */
export interface Source {
  readonly from: string
  readonly columns: readonly { readonly name: string; readonly sql: string }[]
  /** What keeps the file from being read, once reading it has failed: in plain words, with the line where there is one. */
  readonly failure: (error: unknown) => Promise<UsageError>
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
  if ((await filesOf(`${path}/*`, database)) > 0)
    throw new UsageError(`${path}: this is a folder; name one file, or ${path}/*.parquet`)
  if ((await filesOf(path, database)) === 0)
    throw new UsageError(`${path}: there is no such file, or it is not an ordinary file`)
  if (path.toLowerCase().endsWith('.parquet')) return await parquet(path, database)
  if (isOfMany(path)) throw new UsageError(`${path}: CSV files are read one by one, since their headers may differ`)
  return await csv(path, database)
}

async function filesOf(path: string, database: Database): Promise<number> {
  const [counted] = await database.rows(`SELECT count(*) AS n FROM glob(${grammar.text(patternOf(path))})`)
  return Number(counted?.n)
}

async function parquet(path: string, database: Database): Promise<Source> {
  // A folder called `driver=x` is a column where many files are read, and would stand in the place of the file's own.
  const from = `read_parquet(${grammar.text(patternOf(path))}, hive_partitioning = ${isOfMany(path)})`
  const rows = await database.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${from})`).catch(() => {
    throw new UsageError(`${path}: this is not a Parquet file`)
  })
  const columns = rows.map(({ column_name }) => {
    const name = String(column_name)
    return { name, sql: `CAST(${grammar.name(name)} AS VARCHAR)` }
  })
  return { from, columns, failure: async (error) => unexplained(path, error) }
}

async function csv(path: string, database: Database): Promise<Source> {
  // Not strict: a line that ends otherwise within quotation marks is none of its own.
  const lines = scanOf(path, ['line'], `header = false, delim = '\u0001', quote = '', escape = '', strict_mode = false`)
  const [first] = await database.rows(`SELECT line FROM ${lines()} LIMIT 1`).catch(async (error) => {
    throw await failureOf(path, { scan: lines, delimiter: '\u0001', cells: 1 }, error, database)
  })
  const line = String(first?.line ?? '').replace(/^\ufeff/, '')
  if (line.trim() === '') throw new UsageError(`${path}: the file is empty`)
  const delimiter = delimiterOf(line)
  const names = cellsOf(line, delimiter)
  // Columns are numbered, so that no name of the file becomes SQL.
  const columns = names.map((name, index) => ({ name, sql: `c${index}` }))
  const scan = scanOf(
    path,
    columns.map(({ sql }) => sql),
    `header = true, delim = ${grammar.text(delimiter)}, quote = '"', escape = '"', nullstr = ''`,
  )
  const failure = (error: unknown) => failureOf(path, { scan, delimiter, cells: names.length }, error, database)
  return { from: scan(), columns, failure }
}

/** How a CSV file is read: as SQL behind FROM, with more options where they are given. */
type Scan = (more?: string) => string

function scanOf(path: string, columns: readonly string[], options: string): Scan {
  const types = columns.map((name) => `'${name}': 'VARCHAR'`).join(', ')
  const file = grammar.text(patternOf(path))
  return (more = '') =>
    `read_csv(${file}, columns = {${types}}, auto_detect = false, ${options}, hive_partitioning = false${more})`
}

/** What is wrong with a CSV file that cannot be read: DuckDB reads it again, and notes the first row that it rejects. */
async function failureOf(
  path: string,
  { scan, delimiter, cells }: { readonly scan: Scan; readonly delimiter: string; readonly cells: number },
  error: unknown,
  database: Database,
): Promise<UsageError> {
  const reads = (more: string) =>
    database.rows(`SELECT count(COLUMNS(*)) FROM ${scan(more)}`).then(
      () => true,
      () => false,
    )
  if (!(await reads(', store_rejects = true, rejects_limit = 1'))) {
    const isLax = await reads(', strict_mode = false')
    return isLax
      ? new UsageError(`${path}: lines end in more than one way (LF and CRLF); save the file again`)
      : unexplained(path, error)
  }
  const [row] = await database.rows('SELECT line, error_type, csv_line FROM reject_errors ORDER BY line LIMIT 1')
  const reason = REASONS[String(row?.error_type)]
  if (row === undefined || reason === undefined) return unexplained(path, error)
  return new UsageError(`${path}: line ${row.line}: ${reason(cellsOf(String(row.csv_line), delimiter).length, cells)}`)
}

/** By what DuckDB calls the kind of a row that it rejects. */
const REASONS: Readonly<Record<string, (found: number, wanted: number) => string>> = {
  'MISSING COLUMNS': cellsWanted,
  'TOO MANY COLUMNS': cellsWanted,
  'INVALID ENCODING': () => 'not in UTF-8; save the file as CSV (UTF-8)',
  'LINE SIZE OVER MAXIMUM': () => 'the line is longer than 2,000,000 bytes; perhaps a quotation mark is not closed',
  'UNQUOTED VALUE': () => 'a quotation mark is not closed',
}

function cellsWanted(found: number, wanted: number): string {
  return `${found} cells; the header has ${wanted}`
}

/** What nobody foresaw, in the words of DuckDB. */
function unexplained(path: string, error: unknown): UsageError {
  return new UsageError(`${path}: ${onOneLine((error as Error).message)}`)
}

/** Whether a path names many files: `acts/*.parquet`. */
function isOfMany(path: string): boolean {
  return /[*?]/.test(path)
}

/** The path as a pattern of DuckDB that means the file of that name: `[` begins a class there, `{` a choice and `~` the home folder. */
function patternOf(path: string): string {
  return path.replace(/[[{]/g, '[$&]').replace(/^~/, './~')
}
