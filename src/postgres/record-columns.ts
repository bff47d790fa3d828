import type { RecordKind } from '../registry/state/records.ts'

/** Ids are compared by bytes: an index in the database's own collation can break when the operating system brings another one. */
export const BYTES = 'COLLATE "C"'
export const ID = `text ${BYTES}`
/** What a whole number of an instant counts. */
export const MS = 'milliseconds since 1970 UTC'

/** A column as SQL makes it, and what it says; `apart` if it follows from no event, so that `verify` does not compare it. */
export type ColumnSql = readonly [definition: string, means: string, apart?: 'apart']

/** A column that holds a field of a record. */
interface Held {
  /** Where the field stands in the row of the record. */
  readonly path: readonly string[]
  /** Whether it is an instant, which a column has as a whole number. */
  readonly isInstant: boolean
  /** The column, where it is the store's alone; else `tables.ts` has it. */
  readonly sql: ColumnSql | undefined
}
interface RecordTable {
  readonly table: string
  /** Whether what stands in no column of its own stands in the column `record`. */
  readonly hasRest: boolean
  readonly columns: { readonly [column: string]: Held }
}

const field = (path: string, ...sql: ColumnSql | []): Held => ({
  path: path.split('.'),
  isInstant: false,
  sql: sql.length === 0 ? undefined : sql,
})
const instant = (path: string, ...sql: ColumnSql | []): Held => ({ ...field(path, ...sql), isInstant: true })

/**
 * Which columns hold the fields of a record, by kind. A field that is not here stands in the column `record`, where the table has one: a
 * column is needed for what analysts read and what SQL looks up.
 */
export const RECORD_TABLES: { readonly [K in RecordKind]: RecordTable } = {
  driver: {
    table: 'drivers',
    hasRest: true,
    columns: {
      states: field('licence.states'),
      classes: field('licence.classes'),
      first_issued_on: field('licence.firstIssuedOn'),
    },
  },
  vehicle: {
    table: 'vehicles',
    hasRest: true,
    columns: {
      owner_kind: field('owner.kind'),
      owner: field('owner.id'),
      plate_type: field('plateType'),
      operating: field('operating'),
    },
  },
  violation: {
    table: 'violations',
    hasRest: false,
    columns: {
      vehicle: field('vehicle'),
      occurred_at: instant('occurredAt'),
      fine: field('fine'),
      points: field('points'),
      recorded_by: field('recordedBy'),
      handler: field('handling.driver', ID, 'Who handled it; NULL while it is open.'),
      handled_at: instant('handling.at', 'bigint', `When they did, in ${MS}.`),
      own: field('handling.own', 'boolean', 'Whether the vehicle was then the handler’s own.'),
      pay_by: field(
        'handling.payBy',
        'text',
        'The last day to pay, YYYY-MM-DD of China; NULL where there is nothing to pay.',
      ),
      paid_on: field(
        'handling.paidOn',
        'text',
        'The day on which the fine was paid, YYYY-MM-DD of China; NULL while it is not.',
      ),
      last: instant('last', 'bigint NOT NULL', `When the last event about it was, in ${MS}.`),
    },
  },
  party: {
    table: 'parties',
    hasRest: false,
    columns: {
      kind: field('kind', `text NOT NULL CHECK (kind IN ('individual', 'unit'))`, 'An individual or a unit.'),
      vehicles: field(
        'vehicles',
        `text[] ${BYTES} NOT NULL DEFAULT '{}'`,
        'The vehicles in an individual’s name; none of a unit.',
      ),
      last: instant(
        'last',
        'bigint',
        `When the last event about these vehicles was, in ${MS}; NULL before any, and of a unit.`,
      ),
    },
  },
}

/** The columns of a record that are the store's alone. */
export function ownColumns(kind: RecordKind): { readonly [column: string]: ColumnSql } {
  return Object.fromEntries(
    Object.entries(RECORD_TABLES[kind].columns).flatMap(({ 0: name, 1: { sql } }) =>
      sql === undefined ? [] : [[name, sql] as const],
    ),
  )
}
