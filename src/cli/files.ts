import { onOneLine } from '../input/text.ts'
import type { Host } from './host.ts'
import { Failure, type MessageCode, type Tell } from './message.ts'
import { type Bytes, type Table, type Text, tableOf, textOf } from './table.ts'
import type { Encoding } from './text.ts'
import { FAULTS } from './words.ts'

/** How a file is read. */
interface FileOptions {
  readonly encoding: string
  readonly table: string | undefined
}

/** A text as SQL writes it, and a name. */
const sqlText = (text: string) => `'${text.replace(/'/g, "''")}'`
const sqlName = (name: string) => `"${name.replace(/"/g, '""')}"`

/** SHA-256 by file, of what was read to its end. */
export type Checksums = () => Readonly<Record<string, string>>
/** What is done with a table, with the names of the files that it is read from, and with their checksums. */
type Use<T> = (table: Table, files: readonly string[], checksums: Checksums) => Promise<T>

/**
 * Runs with a file of rows: CSV, also several of one header by a pattern of their names, or with DuckDB Parquet and a table of a DuckDB file.
 *
 * @throws Failure when it cannot be read, or is empty.
 */
export async function withTable<T>(
  file: string,
  options: FileOptions,
  { host, tell }: { readonly host: Host; readonly tell: Tell },
  use: Use<T>,
): Promise<T> {
  if (/^[a-z][a-z\d+.-]+:\//i.test(file))
    throw new Failure('address', 'this is an address; only files of this machine are read, so download it first', {
      file,
    })
  if (/\.xlsx?$/i.test(file)) throw new Failure('workbook', FAULTS.workbook.en(), { file })
  const isParquet = /\.parquet$/i.test(file)
  if (isParquet || options.table !== undefined || /\.duckdb$/i.test(file)) {
    if (!isParquet && options.table === undefined)
      throw new Failure('missing', '--table NAME says which table of the database file', { file })
    return await withDuckdb(file, options.table, host, use)
  }
  const sums: Record<string, () => string | undefined> = {}
  const checksums = (): ReturnType<Checksums> =>
    Object.fromEntries(
      Object.entries(sums).flatMap(([name, sha256]) => {
        const sum = sha256()
        return sum === undefined ? [] : [[name, sum]]
      }),
    )
  const tableIn = async (name: string) => {
    const text = await openText(name, options.encoding, host, tell)
    sums[name] = text.sha256
    return await tableOf(text, failureOf(name, options.encoding))
  }
  if (!/[*?]/.test(file)) return await use(await tableIn(file), [file], checksums)
  const [first, ...others] = await reading(file, host.filesLike(file))
  if (first === undefined) throw new Failure('no-file', 'no file has such a name', { file })
  const { headers, batches } = await tableIn(first)
  async function* all() {
    yield* batches
    for (const name of others) {
      const other = await tableIn(name)
      if (other.headers.join('\n') !== headers.join('\n'))
        throw new Failure('contradicted', `its header is another than that of ${first}`, { file: name })
      yield* other.batches
    }
  }
  return await use({ headers, batches: all() }, [first, ...others], checksums)
}

/** The text of a file, in the encoding that is said; `auto` is none. */
export async function openText(
  file: string,
  said: string,
  host: Host,
  tell: Tell,
): Promise<Text & { readonly sha256: () => string | undefined }> {
  const { size, pieces, sha256 } = await reading(file, host.open(file))
  const bytes = { size, pieces: watched(file, pieces), failure: failureOf(file, said) }
  const text = await textOf(bytes, said === 'auto' ? undefined : (said as Encoding))
  if (said === 'auto' && text.encoding === 'gb18030')
    tell({ level: 'note', code: 'encoding', file, text: `${FAULTS.gb18030.en()}. --encoding gb18030 says that it is` })
  return { ...text, sha256 }
}

async function* watched(file: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const iterator = pieces[Symbol.asyncIterator]()
  for (let next = await reading(file, iterator.next()); next.done !== true; next = await reading(file, iterator.next()))
    yield next.value
}

async function withDuckdb<T>(file: string, table: string | undefined, host: Host, use: Use<T>): Promise<T> {
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
    const files: string[] = []
    if (isMany && table === undefined) {
      const found = await database.query(`SELECT file FROM glob(${sqlText(pattern)})`).catch(failed)
      for await (const batch of found.batches) files.push(...batch.map(([name]) => String(name)))
    } else files.push(file)
    const { columns, batches } = await database.query(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${from}`).catch(failed)
    async function* rows() {
      try {
        for await (const batch of batches) yield { rows: batch.map((row) => row.map((cell) => cell ?? '')), done: 0 }
      } catch (error) {
        failed(error)
      }
    }
    // The database reads them itself.
    return await use({ headers: columns, batches: rows() }, files, () => ({}))
  } finally {
    database.close()
  }
}

function failureOf(file: string, said: string): Bytes['failure'] {
  return (fault) => {
    const line = 'line' in fault ? fault.line : undefined
    if (fault.code !== 'encoding') return new Failure(fault.code, FAULTS[fault.code].en(), { file, line })
    const hint = said === 'auto' && fault.tried.join() === 'UTF-8' ? '; --encoding gb18030 if it is that' : ''
    return new Failure('encoding', `${FAULTS.encoding.en(fault.tried)}${hint}`, { file, line })
  }
}

const CODES: Readonly<Record<string, readonly [MessageCode, string]>> = {
  ENOENT: ['no-file', 'there is no such file'],
  EISDIR: ['folder', 'this is a folder; name one file'],
  EACCES: ['no-access', 'the file may not be read; ask for permission'],
  EPERM: ['no-access', 'the file may not be read; ask for permission'],
  Z_DATA_ERROR: ['unreadable', 'its name ends in .gz, and it is not packed so, or is damaged'],
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
