import { mistaken } from '../../input/assert.ts'
import type { RecordKind } from './records.ts'

/** The version of each row that was looked up, by kind and id; 0 if the store has none. */
export type Versions = { readonly [K in RecordKind]: ReadonlyMap<string, number> }

/** What of a store's records a registry of one neighbourhood has loaded, and which of them its events changed. */
export interface Nearby {
  readonly versions: Versions
  /** What the events since were about, the latest first. */
  readonly changed: ChangedRow | null
}

/** Which row an event changes. */
export interface ChangedRow {
  readonly kind: RecordKind
  readonly id: string
  readonly before: ChangedRow | null
}

/**
 * A record that is not there was looked up and is absent; or nobody looked it up, and then nothing can be said.
 *
 * @throws RangeError if it was not looked up.
 */
export function assertLoaded({ versions }: Nearby, kind: RecordKind, id: string): void {
  if (versions[kind].has(id)) return
  throw mistaken(`a store's records: ${kind}`, id, 'loaded')
}
