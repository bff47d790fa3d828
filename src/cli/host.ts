/** What the command line takes from the machine it runs on; tests hand in their own. */
export interface Host {
  /** Writes to standard output; resolves when more may be written. */
  readonly out: (text: string | Uint8Array) => Promise<void>
  /** Whether nobody reads standard output any more, as after `head`: what is left need not be written. */
  readonly isUnread?: () => boolean
  /** The version of the package. */
  readonly version: string
  /** SHA-256 of a text, in hexadecimal digits. */
  readonly sha256Of: (text: string) => string
  /** Writes to standard error. */
  readonly err: (text: string) => void
  /** Whether standard error is a terminal, which shows a progress bar. */
  readonly isTerminal: boolean
  /** The bytes of a file, unpacked if it is packed (.gz), how many it has, and once they were read its SHA-256 as `sha256sum` has it; `/dev/stdin` is a file too. @throws whatever the machine says when it cannot be read. */
  readonly open: (path: string) => Promise<{
    readonly size: number
    readonly pieces: AsyncIterable<Uint8Array>
    readonly sha256: () => string | undefined
  }>
  /** The file of exactly that name, or else those of a folder whose names are like a pattern, in which `*` is any text and `?` any character; in the order of their names. */
  readonly filesLike: (pattern: string) => Promise<readonly string[]>
  /** What tells a file from all others of the machine, by whatever name or link; `undefined` where there is none, and of what is no file, such as a terminal. */
  readonly identityOf: (path: string) => Promise<string | undefined>
  /** A new file, in the place of one that is there. @throws whatever the machine says when it cannot be written. */
  readonly create: (
    path: string,
  ) => Promise<{ readonly write: (text: string | Uint8Array) => Promise<void>; readonly close: () => Promise<void> }>
  /** Opens DuckDB in memory. @throws when the package `@duckdb/node-api` is not installed. */
  readonly openDuckdb: () => Promise<Database>
}

/** The calls of a database that the command line needs. */
interface Database {
  readonly run: (sql: string) => Promise<void>
  /** The rows of a query whose columns are text, some at a time. */
  readonly query: (sql: string) => Promise<{
    readonly columns: readonly string[]
    readonly batches: AsyncIterable<readonly (readonly (string | null)[])[]>
  }>
  readonly close: () => void
}
