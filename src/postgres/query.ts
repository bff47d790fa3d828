/**
 * Runs one statement 执行一条语句. node-postgres and PGlite have it as `query`; for postgres.js it is
 * `async (text, params) => ({ rows: await sql.unsafe(text, params) })`. Calls may land on different connections: each statement is complete
 * in itself, so a pool or a transaction pooler serves.
 */
export type Query = (text: string, params: string[]) => Promise<{ readonly rows: readonly unknown[] }>

/** One row of an answer, by column. */
export type Row = Readonly<Record<string, unknown>>

/** A name of a schema or table, quoted. */
export function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`
}

/** A text value, quoted. */
export function literal(value: string): string {
  return `'${value.replace(/'/g, "''")}'`
}

/** A list of ids as the text of an array: ids hold neither quotation marks nor backslashes. */
export function arrayText(ids: Iterable<string>): string {
  return `{${[...ids].map((id) => `"${id}"`).join(',')}}`
}

/** The SQLSTATE of an error, where there is one. */
export function sqlState(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { readonly code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Serialization failure, deadlock, unique violation: another writer was first, and the command is decided again from fresh rows. */
export const LOST_RACES: readonly string[] = ['40001', '40P01', '23505']

/** A statement in a transaction that an error stopped. */
export const ABORTED = '25P02'

/** No such schema, table or column: `migrate` was not called, or not by this version of the library. */
export const NOT_MIGRATED: readonly string[] = ['3F000', '42P01', '42703']
