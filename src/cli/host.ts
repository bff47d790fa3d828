import type { Message } from './message.ts'

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
  /** Whether standard output is a terminal too: both are then on one screen, and nothing need stand on it twice. */
  readonly isOutTerminal?: boolean
  /** Reads a file from its beginning, unpacked, piece by piece; a piece is overwritten by the next. @throws whatever the machine says when it cannot be read. */
  readonly readBytes: (path: string, take: (piece: Uint8Array) => void | Promise<void>) => Promise<void>
  /** Whether what stands there is the text itself, and can be read again: a pipe cannot, and what is packed (.gz) is other bytes. @throws whatever the machine says when there is nothing. */
  readonly isOrdinary: (path: string) => Promise<boolean>
  /** A new file that nobody else may read. Whoever asked for it removes it. @throws whatever the machine says when it cannot be made. */
  readonly temporaryFile: () => Promise<TemporaryFile>
  /** Opens DuckDB in memory. @throws when the package `@duckdb/node-api` is not installed. */
  readonly openDuckdb: () => Promise<Database>
}

/** A file that lasts for a while. */
export interface TemporaryFile {
  readonly path: string
  readonly write: (piece: string | Uint8Array) => Promise<void>
  /** Closes it; it is still there. */
  readonly close: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** A machine that is told messages; a bar is drawn beside them. */
export interface Screen extends Host {
  readonly tell: (message: Message) => void
  readonly draw: (text: string) => void
}

/** The calls of a database that the command line needs. */
export interface Database {
  readonly run: (sql: string) => Promise<void>
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly close: () => void
}
