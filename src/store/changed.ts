import { get } from '../registry/persistent-map.ts'
import type { DriverRecord, Owner, VehicleRecord, ViolationRecord } from '../registry/records.ts'
import { type Registry, stateOf } from '../registry/registry.ts'
import type { ChangedRow } from '../registry/subjects.ts'

/** What a command changed, as the registries have it before and after it. Nothing is copied: it costs the same however large a record is. */
export type ChangedRecord =
  | { readonly kind: 'driver'; readonly was: DriverRecord | undefined; readonly is: DriverRecord }
  | { readonly kind: 'vehicle'; readonly was: VehicleRecord | undefined; readonly is: VehicleRecord }
  | { readonly kind: 'violation'; readonly was: ViolationRecord | undefined; readonly is: ViolationRecord }
  | { readonly kind: 'party'; readonly is: Owner }

/** The records that commands changed between two registries of one neighbourhood, each once, in the order of their last change. */
export function changedSince(before: Registry, after: Registry): readonly ChangedRecord[] {
  const earlier = stateOf(before)
  const state = stateOf(after)
  const changed = new Map<string, ChangedRecord>()
  const end = earlier.nearby?.changed ?? null
  for (let row: ChangedRow | null = state.nearby?.changed ?? null; row !== null && row !== end; row = row.before) {
    const { kind, id } = row
    const key = `${kind} ${id}`
    if (changed.has(key)) continue
    if (kind === 'driver') {
      changed.set(key, { kind, was: get(earlier.drivers, id), is: get(state.drivers, id) as DriverRecord })
    } else if (kind === 'vehicle') {
      changed.set(key, { kind, was: get(earlier.vehicles, id), is: get(state.vehicles, id) as VehicleRecord })
    } else if (kind === 'violation') {
      changed.set(key, { kind, was: get(earlier.violations, id), is: get(state.violations, id) as ViolationRecord })
    } else {
      // A driver who owns nothing is on record as a driver alone.
      changed.set(key, { kind, is: get(state.parties, id) ?? { id: id as Owner['id'], kind: 'individual' } })
    }
  }
  return [...changed.values()].reverse()
}
