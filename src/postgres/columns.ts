import type { RecordKind } from '../registry/state/records.ts'
import type { RowChange } from '../store/changes.ts'
import type { ViolationRow } from '../store/rows.ts'
import { checksumFrom } from '../values/checksum.ts'
import { epochMillisecondsOf, type Instant, instantAt } from '../values/instant.ts'
import { RECORD_TABLES } from './record-columns.ts'
import { COLUMNS } from './schema.ts'

/** A row of a table by column. What is not given is NULL. */
export type Cells = Readonly<Record<string, unknown>>

/** A row as PostgreSQL reads one in a list of rows of its table. */
function rowText(table: string, cells: Cells): string {
  const columns = COLUMNS[table] as readonly string[]
  return `(${columns.map((column) => cellText(cells[column])).join(',')})`
}

/** A list of rows. */
export function rowsText(table: string, rows: readonly Cells[]): string {
  return rows.length === 0 ? '{}' : `{${rows.map((cells) => inQuotes(rowText(table, cells))).join(',')}}`
}

/** A list of texts. */
export function listText(texts: readonly string[]): string {
  return texts.length === 0 ? '{}' : `{${texts.map(inQuotes).join(',')}}`
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (Array.isArray(value)) return inQuotes(listText(value))
  return inQuotes(typeof value === 'string' ? value : JSON.stringify(value))
}

function inQuotes(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** The columns of a record, without those of its history. */
export function cellsOf({ kind, id, version, record }: RowChange): Cells {
  const cells: Record<string, unknown> = { id, version, digest: digestOf(record) }
  const { columns, hasRest } = RECORD_TABLES[kind]
  const { id: _, ...rest } = record as unknown as Tree
  for (const {
    0: column,
    1: { path, isInstant },
  } of Object.entries(columns)) {
    const value = path.reduce<unknown>((part, key) => (part as Tree | null)?.[key], record)
    cells[column] = isInstant && typeof value === 'string' ? epochMillisecondsOf(value as Instant) : value
    delete rest[path[0] as string]
  }
  return hasRest ? { ...cells, record: rest } : cells
}

type Tree = Record<string, unknown>

/** The record of a row, which may have been edited: whatever is not as the store writes it is left for the reader of records to tell. */
export function recordFrom(kind: RecordKind, cells: Cells): object {
  const { columns, hasRest } = RECORD_TABLES[kind]
  const { id, record: rest } = cells
  const record: Tree = { id }
  for (const {
    0: column,
    1: { path, isInstant },
  } of Object.entries(columns)) {
    const value = isInstant && cells[column] !== null ? instantFrom(cells[column]) : cells[column]
    const [first, second] = path as readonly [string, string?]
    if (second === undefined) record[first] = value
    else record[first] = { ...(record[first] as Tree | undefined), [second]: value }
  }
  if (kind === 'violation') Object.assign(record, stateIn(cells))
  return hasRest ? { ...record, ...(typeof rest === 'object' && rest !== null ? rest : { record: rest }) } : record
}

/** What of a violation no column has by itself: it is withdrawn, or handled, or open, and then it has no handling. */
function stateIn({ withdrawn_at, handler }: Cells): Partial<ViolationRow> {
  const state = withdrawn_at !== null ? 'withdrawn' : handler === null ? 'open' : 'handled'
  return handler === null ? { state, handling: null } : { state }
}

/** The instant of a column; what is none is left as it is. */
export function instantFrom(milliseconds: unknown): Instant {
  return (typeof milliseconds === 'number' ? instantAt(milliseconds) : undefined) ?? (milliseconds as Instant)
}

/**
 * A checksum of a record, 32 bits: a row where it fits is as the store wrote it. Whoever edits a row and its checksum is believed; by
 * chance one edit in four thousand million is.
 */
export function digestOf(record: object): number {
  return checksumFrom(textOf(record)).one | 0
}

/** A record as text, whatever the order of its keys at the top. */
function textOf(record: object): string {
  const { id, ...rest } = record as { readonly id?: unknown }
  const entries = Object.entries(rest).sort(({ 0: one }, { 0: other }) => (one < other ? -1 : 1))
  return JSON.stringify([id, entries])
}
