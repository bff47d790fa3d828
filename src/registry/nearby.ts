import type { RecordKind } from './records.ts'

/** The kinds of rows: records with a clock, and parties, which have none. */
export type RowKind = RecordKind | 'party'
/** The version of each row that was looked up, by kind and id; 0 where the store has none. */
export type Versions = { readonly [K in RowKind]: ReadonlyMap<string, number> }

/** Which row an event changes. */
export interface ChangedRow {
  readonly kind: RowKind
  readonly id: string
  readonly before: ChangedRow | null
}
