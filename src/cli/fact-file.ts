import { onOneLine } from '../input/text.ts'
import type { Question } from '../law/index.ts'
import { grammarOf } from '../sql/dialects.ts'
import { columnsIn, FINE_YUAN, notReadText, problemText } from './cell-text.ts'
import type { Database, Screen } from './host.ts'
import { open } from './load.ts'
import { Failure, type Message } from './message.ts'
import type { Written } from './text-file.ts'

const grammar = grammarOf('audit', 'duckdb')

function failed(error: unknown): never {
  throw new Failure('database', onOneLine((error as Error).message))
}

/** Opens DuckDB for a command. @throws Failure when it is not installed or does not start. */
export async function openDuckdb(command: string, host: Screen): Promise<Database> {
  let database: Database
  try {
    database = await host.openDuckdb()
  } catch (error) {
    if (!/MODULE_NOT_FOUND$/.test(String((error as { readonly code?: unknown }).code))) return failed(error)
    throw new Failure(
      'no-duckdb',
      `${command} needs DuckDB${command === 'audit' ? '' : ' for CSV and Parquet'}: npm install @duckdb/node-api`,
    )
  }
  return {
    run: (sql) => database.run(sql).catch(failed),
    rows: (sql) => database.rows(sql).catch(failed),
    close: database.close,
  }
}

/** What is most likely meant otherwise than it is read, or is to be known of it, and where. */
export interface Note extends Pick<Message, 'code' | 'text' | 'column' | 'header'> {}

/** The facts of a file: a table `demerit_file`, whose columns are text, each row with its number as `demerit_row`. */
export interface Loaded {
  /** The columns of facts, each with its header. */
  readonly headers: ReadonlyMap<string, string>
  /** What was told already, for the table. */
  readonly notes: readonly Note[]
}

/** Reads the cells that hold facts, as text, each row with its number. */
export async function load(
  file: string,
  { question, written }: { readonly question: Question; readonly written: Written },
  database: Database,
  host: Screen,
): Promise<Loaded> {
  return await open(file, written, { database, host }, async ({ from, columns, note, failure }) => {
    const { taken, others, problem } = columnsIn(
      columns.map(({ name }) => name),
      question,
    )
    if (problem !== undefined) throw new Failure(problem.code, problemText(problem, question), { file })
    if (others.length > 0) host.tell({ level: 'note', code: 'unknown-key', file, text: notReadText(others) })
    const cells = [...taken].map(([column, index]) => `${columns[index]?.sql} AS ${grammar.name(column)}`)
    try {
      await database.run(
        `CREATE TABLE demerit_file AS SELECT row_number() OVER () AS demerit_row, ${cells.join(', ')} FROM ${from}`,
      )
    } catch (error) {
      throw await failure(error)
    }
    if (taken.has(FINE_YUAN)) await database.run(`ALTER TABLE demerit_file RENAME COLUMN ${FINE_YUAN} TO fine`)
    return {
      headers: new Map([...taken].map(([column, index]) => [column, columns[index]?.name ?? ''])),
      notes: note === undefined ? [] : [{ code: 'encoding', text: note }],
    }
  })
}
