import { onOneLine } from '../input/text.ts'
import { grammarOf } from '../sql/dialects.ts'
import { cellsOf, delimiterOf, HEAD_LINES, headLines } from './cell-text.ts'
import { type CsvFault, csvFaultFinder } from './csv-fault.ts'
import { FILE_FAULTS } from './file-faults.ts'
import type { Database, Screen } from './host.ts'
import { Failure, type MessageCode } from './message.ts'
import {
  endsInCrlf,
  type Located,
  lineAt,
  NO_FILE,
  reading,
  textFile,
  type Written,
  withOrdinary,
  withUtf8,
} from './text-file.ts'

const grammar = grammarOf('audit', 'duckdb')

/** A file as it stands behind FROM, and its columns: what each is called, and SQL for its cells as text. */
export interface Source {
  readonly from: string
  readonly columns: readonly { readonly name: string; readonly sql: string }[]
  /** What is to be noted of how it is written. */
  readonly note: string | undefined
  /** What keeps the file from being read, once reading it has failed: in plain words, with the line where there is one. */
  readonly failure: (error: unknown) => Promise<Failure>
}

/**
 * Opens a CSV or Parquet file for as long as `use` takes. Of a CSV the first line is the header; what is between its names, `,` `;` a tab
 * or `|`, is between the cells.
 *
 * @throws Failure when the file cannot be read, or is empty.
 */
export async function open<T>(
  file: string,
  written: Written,
  { database, host }: { readonly database: Database; readonly host: Screen },
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const failed = (code: MessageCode, text: string) => new Failure(code, text, { file })
  if (/^[a-z][a-z\d+.-]+:\//i.test(file))
    throw failed('address', 'this is an address; audit reads files of this machine, so download it first')
  if (/\.xlsx?$/i.test(file)) throw failed('workbook', FILE_FAULTS.workbook.en())
  const folder = file.replace(/\/+$/, '')
  if ((await filesOf(`${folder}/*`, database)) > 0)
    throw failed('folder', `this is a folder; name one file, or ${folder}/*.parquet`)
  if ((await filesOf(file, database)) === 0) {
    await reading(
      file,
      host.readBytes(file, () => {}),
    )
    throw failed('no-file', NO_FILE)
  }
  if (file.toLowerCase().endsWith('.parquet')) {
    if (written !== 'auto') throw failed('contradicted', '--encoding is of CSV files, and this is Parquet')
    return await use(await parquet(file, database, host))
  }
  if (isOfMany(file)) throw failed('too-many', 'CSV files are read one by one, since their headers may differ')
  return await withOrdinary(file, host, async (ordinary) => {
    const text = await textFile(ordinary, written, host)
    // Told before anything that may come of it.
    if (text.note !== undefined) host.tell({ level: 'note', code: 'encoding', file, text: text.note })
    const line = text.otherLine
    if (line !== undefined)
      host.tell({ level: 'note', code: 'encoding', file, line, text: FILE_FAULTS['utf8-line'].en() })
    return await withUtf8(text, host, async (place) => use({ ...(await csv(place, database, host)), note: text.note }))
  })
}

async function filesOf(path: string, database: Database): Promise<number> {
  const [counted] = await database.rows(`SELECT count(*) AS n FROM glob(${grammar.text(patternOf(path))})`)
  return Number(counted?.n)
}

async function parquet(file: string, database: Database, host: Screen): Promise<Source> {
  // A folder called `driver=x` is a column where many files are read, and would stand in the place of the file's own.
  const from = `read_parquet(${grammar.text(patternOf(file))}, hive_partitioning = ${isOfMany(file)})`
  const rows = await database.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${from})`).catch(async () => {
    if (!isOfMany(file))
      await reading(
        file,
        host.readBytes(file, () => {}),
      )
    throw new Failure('not-parquet', 'this is not a Parquet file', { file })
  })
  const columns = rows.map(({ column_name }) => {
    const name = String(column_name)
    return { name, sql: `CAST(${grammar.name(name)} AS VARCHAR)` }
  })
  const failure = async (error: unknown) => (await unlikeFile(file, database)) ?? unexplained(file, error)
  return { from, columns, note: undefined, failure }
}

/** The first of many Parquet files whose columns are not those of the first, if there is one. */
async function unlikeFile(file: string, database: Database): Promise<Failure | undefined> {
  const files = await database
    .rows(
      `SELECT file_name, CAST(list(name || ' ' || COALESCE(type, '') ORDER BY name) AS VARCHAR) AS columns FROM parquet_schema(${grammar.text(patternOf(file))}) WHERE num_children IS NULL GROUP BY file_name ORDER BY file_name`,
    )
    .catch(() => [])
  const other = files.find(({ columns }) => columns !== files[0]?.columns)
  if (other === undefined) return undefined
  const text = `its columns, or their types, are not those of ${files[0]?.file_name}; audit files of one kind at a time`
  return new Failure('unlike-files', text, { file: String(other.file_name) })
}

async function csv(file: Located, database: Database, host: Screen): Promise<Omit<Source, 'note'>> {
  // Not strict: a line that ends otherwise within quotation marks is part of its cell.
  const lines = scanOf(
    file.path,
    ['line'],
    `header = false, delim = '\u0001', quote = '', escape = '', strict_mode = false`,
  )
  const reads = { database, host }
  const first = await database.rows(`SELECT line FROM ${lines()} LIMIT ${HEAD_LINES}`).catch(async (error) => {
    throw await failureOf(file, { scan: lines, delimiter: '\u0001', cells: 1 }, error, reads)
  })
  const texts = first.map(({ line }) => String(line ?? '').replace(/^\ufeff/, ''))
  const headed = headLines(texts)
  const line = texts.slice(0, headed).join(' ')
  if (line.trim() === '') throw new Failure('empty', FILE_FAULTS.empty.en(), { file: file.file })
  const delimiter = delimiterOf(line)
  const names = cellsOf(line, delimiter)
  // Columns are numbered, so that no name of the file becomes SQL.
  const columns = names.map((name, index) => ({ name, sql: `c${index}` }))
  // DuckDB takes the first line break for the end of lines, also one within a name, and would find no rows.
  const newLine = headed > 1 && (await endsInCrlf(file.path, headed, host)) ? ", new_line = '\\r\\n'" : ''
  const scan = scanOf(
    file.path,
    columns.map(({ sql }) => sql),
    `header = true, delim = ${grammar.text(delimiter)}, quote = '"', escape = '"', nullstr = ''${newLine}`,
  )
  const failure = (error: unknown) => failureOf(file, { scan, delimiter, cells: names.length }, error, reads)
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
  { file, path }: Located,
  { scan, delimiter, cells }: { readonly scan: Scan; readonly delimiter: string; readonly cells: number },
  error: unknown,
  { database, host }: { readonly database: Database; readonly host: Screen },
): Promise<Failure> {
  const reads = (more: string) =>
    database.rows(`SELECT count(COLUMNS(*)) FROM ${scan(more)}`).then(
      () => true,
      () => false,
    )
  const isNoted = await reads(', store_rejects = true, rejects_limit = 1')
  const [row] = isNoted
    ? await database.rows('SELECT line_byte_position, error_type, csv_line FROM reject_errors ORDER BY line LIMIT 1')
    : []
  const reason = REASONS[String(row?.error_type)]
  if (row === undefined || reason === undefined) {
    const finder = csvFaultFinder(delimiter, cells)
    await reading(file, host.readBytes(path, finder.take))
    const found = finder.found()
    if (found === undefined) return unexplained(file, error)
    return new Failure(found.code, FAULTS[found.code](found.cells, cells), { file, line: found.line })
  }
  // What DuckDB calls the line is the row: a line break within quotation marks counts for nothing there.
  const line = await lineAt(path, Number(row.line_byte_position), host)
  return new Failure(reason.code, reason.text(cellsOf(String(row.csv_line), delimiter).length, cells), { file, line })
}

interface Reason {
  readonly code: MessageCode
  readonly text: (found: number, wanted: number) => string
}
const UNEVEN: Reason = { code: 'uneven-row', text: FILE_FAULTS['uneven-row'].en }
const FAULTS: Readonly<Record<CsvFault['code'], Reason['text']>> = {
  'mixed-line-ends': () =>
    'lines end in more than one way (LF, CRLF or CR), and this is the first that ends otherwise; write cells that have line breaks in quotation marks, or save the file again',
  'uneven-row': UNEVEN.text,
  'open-quote': FILE_FAULTS['open-quote'].en,
}
/** By what DuckDB calls the kind of a row that it rejects. */
const REASONS: Readonly<Record<string, Reason>> = {
  'MISSING COLUMNS': UNEVEN,
  'TOO MANY COLUMNS': UNEVEN,
  'INVALID ENCODING': { code: 'encoding', text: () => FILE_FAULTS.encoding.en(['UTF-8']) },
  'LINE SIZE OVER MAXIMUM': {
    code: 'too-long',
    text: () => 'the line is longer than 2,000,000 bytes; perhaps a quotation mark is not closed',
  },
  'UNQUOTED VALUE': { code: 'open-quote', text: FILE_FAULTS['open-quote'].en },
}

/** What nobody foresaw, in the words of DuckDB. */
function unexplained(file: string, error: unknown): Failure {
  return new Failure('database', onOneLine((error as Error).message), { file })
}

/** Whether a path names many files: `acts/*.parquet`. */
function isOfMany(path: string): boolean {
  return /[*?]/.test(path)
}

/** The path as a pattern of DuckDB that means the file of that name: `[` begins a class there, `{` a choice and `~` the home folder. */
function patternOf(path: string): string {
  return path.replace(/[[{]/g, '[$&]').replace(/^~/, './~')
}
