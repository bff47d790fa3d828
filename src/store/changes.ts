import { frozen } from '../input/freeze.ts'
import { type Registry, stateOf } from '../registry/registry.ts'
import type { ChangedRow, Nearby } from '../registry/state/nearby.ts'
import { forEach, get } from '../registry/state/persistent-map.ts'
import { type RecordKind, type RecordOf, unnamedParty } from '../registry/state/records.ts'
import type { State } from '../registry/state/state.ts'
import type { GoneRow } from './read-rows.ts'
import { type RowOf, rowOf } from './rows.ts'

/** A record of a store, with its kind. */
export type StoredRecord = {
  [K in RecordKind]: { readonly kind: K; readonly id: string; readonly record: RowOf[K] }
}[RecordKind]
/** A row to be written: `version` is the one that was read, 0 for a new row. */
export type RowChange = { readonly version: number } & StoredRecord
/** A record of which a correction left nothing: its clock stays, in the place of its row. */
export interface GoneChange {
  readonly version: number
  readonly kind: RecordKind
  readonly id: string
  readonly record: GoneRow
}

/**
 * What has to be written after commands on one neighbourhood, which led from one registry to the other: every record that their events
 * are about, and parties named for the first time.
 */
export function changesSince(before: Registry, after: Registry): readonly RowChange[] {
  const state = stateOf(after)
  const { versions, changed } = state.nearby as Nearby
  const rows = changedRows(changed, (stateOf(before).nearby as Nearby).changed)
  return frozen(
    rows.map(({ kind, id }) => ({ version: versions[kind].get(id) ?? 0, ...storedRecord(state, kind, id) })),
  )
}

/** All records of a whole registry, to be put into empty tables: parties first, then each kind in an order of its own. */
export function recordsOf(registry: Registry): readonly StoredRecord[] {
  const state = stateOf(registry)
  const records: StoredRecord[] = []
  const add = (kind: RecordKind) => (record: { readonly id: string }) =>
    records.push(storedRecord(state, kind, record.id))
  forEach(state.party, add('party'))
  forEach(state.driver, (driver) => {
    if (get(state.party, driver.id) === undefined) add('party')(driver)
  })
  forEach(state.driver, add('driver'))
  forEach(state.vehicle, add('vehicle'))
  forEach(state.violation, add('violation'))
  return frozen(records)
}

/** The rows that changed after `before`, each once, in the order of their last change. */
function changedRows(latest: ChangedRow | null, before: ChangedRow | null): readonly ChangedRow[] {
  const rows = new Map<string, ChangedRow>()
  for (let row = latest; row !== null && row !== before; row = row.before) {
    const key = `${row.kind} ${row.id}`
    if (!rows.has(key)) rows.set(key, row)
  }
  return [...rows.values()].reverse()
}

function storedRecord(state: State, kind: RecordKind, id: string): StoredRecord {
  return { kind, id, record: rowOf(kind, recordOf(state, kind, id)) } as StoredRecord
}

/** A driver about whose vehicles nothing happened is on record as a driver alone. */
function recordOf<K extends RecordKind>(state: State, kind: K, id: string): RecordOf[K] {
  return (get<RecordOf[RecordKind]>(state[kind], id) ?? unnamedParty(id)) as RecordOf[K]
}
