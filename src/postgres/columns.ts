import type { RecordKind } from '../registry/state/records.ts'
import type { RowChange } from '../store/changes.ts'
import type { ViolationRow } from '../store/rows.ts'
import { checksumFrom } from '../values/checksum.ts'
import { epochMillisecondsOf, type Instant, instantAt } from '../values/instant.ts'
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
  const made = { id, version, digest: digestOf(record) }
  if (kind === 'party') {
    const { kind, vehicles, last } = record
    return { ...made, kind, erased: false, vehicles, last: last === null ? null : epochMillisecondsOf(last) }
  }
  if (kind === 'driver') {
    const { id: _, licence, ...rest } = record
    const { states, classes, firstIssuedOn } = licence
    return { ...made, states, classes, first_issued_on: firstIssuedOn, record: rest }
  }
  if (kind === 'vehicle') {
    const { id: _, owner, plateType, operating, ...rest } = record
    return { ...made, owner: owner.id, owner_kind: owner.kind, plate_type: plateType, operating, record: rest }
  }
  const { vehicle, occurredAt, fine, points, recordedBy, handling, last } = record
  return {
    ...made,
    vehicle,
    occurred_at: epochMillisecondsOf(occurredAt),
    fine,
    points,
    recorded_by: recordedBy,
    last: epochMillisecondsOf(last),
    handler: handling?.driver,
    handled_at: handling === null ? null : epochMillisecondsOf(handling.at),
    own: handling?.own,
    pay_by: handling?.payBy,
    paid_at: handling?.paidAt == null ? null : epochMillisecondsOf(handling.paidAt),
  }
}

/** The record of a row, which may have been edited: whatever is not as the store writes it is left for the reader of records to tell. */
export function recordFrom(kind: RecordKind, cells: Cells): object {
  const { id, record } = cells
  if (kind === 'party') {
    const { kind, vehicles, last } = cells
    return { id, kind, vehicles, last: last === null ? null : instantFrom(last) }
  }
  const rest = typeof record === 'object' && record !== null ? record : { record }
  if (kind === 'driver') {
    const { states, classes, first_issued_on: firstIssuedOn } = cells
    return { id, licence: { states, classes, firstIssuedOn }, ...rest }
  }
  if (kind === 'vehicle') {
    const { owner, owner_kind: ownerKind, plate_type: plateType, operating } = cells
    return { id, owner: { kind: ownerKind, id: owner }, plateType, operating, ...rest }
  }
  const {
    vehicle,
    occurred_at,
    fine,
    points,
    recorded_by: recordedBy,
    withdrawn_at,
    handler,
    handled_at,
    own,
    pay_by,
    paid_at,
    last,
  } = cells
  const handling =
    handler === null
      ? null
      : {
          driver: handler,
          at: instantFrom(handled_at),
          own,
          payBy: pay_by,
          paidAt: paid_at === null ? null : instantFrom(paid_at),
        }
  const state: ViolationRow['state'] = withdrawn_at !== null ? 'withdrawn' : handling === null ? 'open' : 'handled'
  return {
    id,
    vehicle,
    occurredAt: instantFrom(occurred_at),
    fine,
    points,
    recordedBy,
    state,
    handling,
    last: instantFrom(last),
  }
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
