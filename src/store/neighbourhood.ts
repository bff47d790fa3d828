import { type Registry, seal, stateOf } from '../registry/registry.ts'
import { forEach, get, put } from '../registry/state/persistent-map.ts'
import { type Records, vehicleRecord } from '../registry/state/records.ts'
import type { Neighbourhood } from './read-rows.ts'

/**
 * A registry of records that were read, under the law of an empty one: commands and questions about them are answered as by the whole
 * registry. What is asked of records that were not loaded throws a `RangeError` naming one. It has no log.
 */
export function registryOf(empty: Registry, { records, versions, gone }: Neighbourhood): Registry {
  return seal({ ...stateOf(empty), ...linked(records), gone, nearby: { versions, changed: null } })
}

/** The records with the index that queries go by, as far as it is loaded. */
function linked({ driver, vehicle, violation, party }: Records): Records {
  let vehicles = vehicle
  forEach(violation, ({ id, vehicle: its }) => {
    const found = its === null ? undefined : get(vehicles, its)
    if (found === undefined) return
    const next = vehicleRecord(found)
    next.violations = { id, before: found.violations }
    vehicles = put(vehicles, next)
  })
  return { driver, vehicle: vehicles, violation, party }
}
