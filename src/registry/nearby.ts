import { mistaken } from '../input/assert.ts'
import type { RecordKind } from './records.ts'

/** What of a store's records a registry of one neighbourhood has loaded, and which of them its events changed. */
export interface Nearby {
  /** The version of each row that was looked up, by kind and id; 0 where the store has none. */
  readonly versions: Versions
  /** What the events since were about, the latest first. */
  readonly changed: ChangedRow | null
}

/** The kinds of rows: records with a clock, and parties, which have none. */
export type RowKind = RecordKind | 'party'
export type Versions = { readonly [K in RowKind]: ReadonlyMap<string, number> }

/** Which row an event changes. */
export interface ChangedRow {
  readonly kind: RowKind
  readonly id: string
  readonly before: ChangedRow | null
}

/**
 * A record that is not there was looked up and is absent; or nobody looked it up, and then nothing can be said.
 *
 * @throws RangeError if it was not loaded.
 */
export function wasLoaded(nearby: Nearby | null, kind: RowKind, id: string): void {
  if (nearby === null || nearby.versions[kind].has(id)) return
  throw mistaken(`openNeighbourhood(rows): ${kind}`, id, 'loaded; ask scopeOf and widen what to load')
}
