import { recordArgument } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import type { Outcome } from '../registry/execute.ts'
import { type Registry, stateOf } from '../registry/registry.ts'
import type { ChangedRow, Nearby } from '../registry/state/nearby.ts'
import { forEach, get } from '../registry/state/persistent-map.ts'
import { type RecordKind, type RecordOf, unnamedParty } from '../registry/state/records.ts'
import type { State } from '../registry/state/state.ts'
import { type RowOf, rowOf } from './rows.ts'

/** A record of a store, with its kind. */
export type StoredRecord = {
  [K in RecordKind]: { readonly kind: K; readonly id: string; readonly record: RowOf[K] }
}[RecordKind]
/** A row to be written: `version` is the one that was read, 0 for a new row. */
export type RowChange = { readonly version: number } & StoredRecord

/**
 * What has to be written after a command on a neighbourhood: every record that its event is about, and parties named for
 * the first time. Of commands one after the other on one neighbourhood, the last outcome has the changes of all. Nothing
 * for a command that was refused or is invalid as the first.
 *
 * @throws TypeError if the registry of the outcome is not one of `openNeighbourhood`.
 */
export function changesOf(outcome: Outcome): readonly RowChange[] {
  recordArgument('changesOf(outcome)', outcome, 'an outcome of a command')
  const state = stateOf(outcome.registry)
  return changesAfter(null, state, nearbyOf('changesOf(outcome)', state))
}

/**
 * What one command changed, of several on one neighbourhood: `before` is the registry it was executed on.
 *
 * @throws TypeError if one of the registries is not of `openNeighbourhood`.
 */
export function changesSince(before: Registry, after: Registry): readonly RowChange[] {
  const state = stateOf(after)
  const { changed } = nearbyOf('changesSince(before)', stateOf(before))
  return changesAfter(changed, state, nearbyOf('changesSince(after)', state))
}

/** What a command changed, as the registries have it before and after it. Nothing is copied: it costs the same however large a record is. */
export type ChangedRecord = {
  [K in RecordKind]: { readonly kind: K; readonly was: RecordOf[K] | undefined; readonly is: RecordOf[K] }
}[RecordKind]

/** The records that commands changed between two registries of one neighbourhood, each once, in the order of their last change. */
export function changedSince(before: Registry, after: Registry): readonly ChangedRecord[] {
  const earlier = stateOf(before)
  const state = stateOf(after)
  return changedRows(state.nearby?.changed ?? null, earlier.nearby?.changed ?? null).map(
    ({ kind, id }) => ({ kind, was: get(earlier[kind], id), is: recordOf(state, kind, id) }) as ChangedRecord,
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

/** @throws TypeError if the registry is whole. */
function nearbyOf(argument: string, { nearby }: State): Nearby {
  if (nearby !== null) return nearby
  throw new TypeError(`${argument}: the registry is whole, and not of openNeighbourhood`)
}

function changesAfter(before: ChangedRow | null, state: State, { versions, changed }: Nearby): readonly RowChange[] {
  const rows = changedRows(changed, before)
  return frozen(
    rows.map(({ kind, id }) => ({ version: versions[kind].get(id) ?? 0, ...storedRecord(state, kind, id) })),
  )
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
