import { mistaken, mistyped } from '../input/assert.ts'

/**
 * Runs one statement 执行一条语句. node-postgres and PGlite have it as `query`; for postgres.js it is
 * `async (text, params) => ({ rows: await sql.unsafe(text, params) })`. Calls may land on different connections: each statement is complete
 * in itself, so a pool or a transaction pooler serves.
 */
export type Query = (text: string, params: string[]) => Promise<{ readonly rows: readonly unknown[] }>

/** One row of an answer, by column. */
export type Row = Readonly<Record<string, unknown>>

/** A name of a schema, quoted: it has no quotation marks in it. */
export function quoted(name: string): string {
  return `"${name}"`
}

/** A text value, quoted. */
export function literal(value: string): string {
  return `'${value.replace(/'/g, "''")}'`
}

/** Text between two dollar tags of a name, numbered until the text does not hold the tag. */
export function dollarQuoted(text: string, name: string): string {
  let tag = `$${name}$`
  for (let n = 1; `${text}${tag}`.indexOf(tag) < text.length; n++) tag = `$${name}${n}$`
  return `${tag}${text}${tag}`
}

/** The longest name of PostgreSQL, in bytes; what is longer it cuts off. */
export const LONGEST_NAME = 63

/** How many bytes a text has in UTF-8, the longest encoding that a server stores names in. */
function bytesOf(text: string): number {
  return [...text].reduce((sum, character) => sum + bytesOfPoint(character.codePointAt(0) as number), 0)
}

function bytesOfPoint(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** The first characters of a text that have at most `limit` bytes together. */
export function firstBytes(text: string, limit: number): string {
  let bytes = 0
  return [...text]
    .filter((character) => {
      bytes += bytesOf(character)
      return bytes <= limit
    })
    .join('')
}

/** What PostgreSQL keeps for itself. */
const RESERVED = 'pg_'
/** Characters that would need care wherever the name stands in SQL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them is in a name.
const NO_NAME = /[\0-\x1f'"$%\\\ud800-\udfff]/u

/** @throws TypeError or RangeError when the argument cannot be the name of a schema. */
export function schemaArgument(argument: string, schema: unknown): void {
  if (typeof schema !== 'string') throw mistyped(argument, schema, 'the name of a schema')
  if (schema === '' || bytesOf(schema) > LONGEST_NAME || NO_NAME.test(schema) || schema.startsWith(RESERVED))
    throw mistaken(
      argument,
      schema,
      `a name of 1 to ${LONGEST_NAME} bytes in UTF-8, without quotation marks, $, % and backslashes, that does not begin with ${RESERVED}`,
    )
}

/** The SQLSTATE of an error, where there is one. */
export function sqlState(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { readonly code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Unique violation. */
export const TAKEN = '23505'

/** What a driver tells of an error: the constraint that a row broke, a column, the detail, a table. postgres.js has other names for all but the detail. */
export function toldOf(error: unknown, what: 'constraint' | 'column' | 'detail' | 'table'): string | undefined {
  const { [what]: text, [`${what}_name`]: other } = (error ?? {}) as { readonly [name: string]: unknown }
  return typeof text === 'string' ? text : typeof other === 'string' ? other : undefined
}

/** A statement of `save` that wrote no row. */
export const UNWRITTEN = 'ZD003'

/** A row breaks a check, as of a cap. */
export const CHECKED = '23514'

/** Serialization failure and deadlock: another writer was first, and the command is decided again from fresh rows. */
export const LOST_RACES: readonly string[] = ['40001', '40P01']

/** What a migration is to make is there. */
const MADE_BEFORE: readonly string[] = ['42P06', '42P07', '42710', '42701', '42723']

/**
 * What a start may be told that waited for another one under REPEATABLE READ or SERIALIZABLE: it sees the tables as they were before it
 * waited, and makes what is there. Begun again, it sees them.
 */
export const STALE: readonly string[] = [...LOST_RACES, TAKEN, ...MADE_BEFORE]

/** A statement in a transaction that an error stopped. */
export const ABORTED = '25P02'

/** No right to what a statement does. */
export const DENIED = '42501'

/** What a statement is told that meets no schema, table, column or function of the store, or one of another type. */
export const NOT_OURS: RegExp = /^(?:3F000|22P02|42(?!501)...)$/
