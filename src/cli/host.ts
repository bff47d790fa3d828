/** What the command line takes from the machine it runs on; tests hand in their own. */
export interface Host {
  /** Writes to standard output; resolves when more may be written. */
  readonly out: (text: string) => Promise<void>
  /** Whether nobody reads standard output any more, as after `head`: what is left need not be written. */
  readonly isUnread?: () => boolean
  /** The version of the package. */
  readonly version: string
  /** Writes to standard error. */
  readonly err: (text: string) => void
  /** Whether standard error is a terminal, which shows a progress bar. */
  readonly isTerminal: boolean
  /** The text of a file. @throws whatever the machine says when it cannot be read. */
  readonly readText: (path: string) => Promise<string>
  /** Opens DuckDB in memory. @throws when the package `@duckdb/node-api` is not installed. */
  readonly openDuckdb: () => Promise<Database>
}

/** A machine whose messages show each character; a bar is drawn beside them. */
export interface Screen extends Host {
  readonly draw: (text: string) => void
}

/** The calls of a database that the command line needs. */
export interface Database {
  readonly run: (sql: string) => Promise<void>
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly close: () => void
}

/** What a person did wrong in calling the program: told without a stack, with exit code 2. */
export class UsageError extends Error {}
