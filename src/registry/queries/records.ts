import { type DriverId, ID_LONGEST, type VehicleId } from '../../values/ids.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import { type Registry, stateOf } from '../registry.ts'
import { forEach, get, type Identified, type PersistentMap } from '../state/persistent-map.ts'
import type { Licence, OpenBinding, Registration, ViolationRecord } from '../state/records.ts'

/** A binding 备案 that is open now. */
export type Binding = Omit<OpenBinding, 'first'>

/** A violation 交通违法 as the registry knows it. */
export interface Violation extends Omit<ViolationRecord, 'handling' | 'last'> {
  readonly handledBy: DriverId | null
  readonly handledAt: Instant | null
  /** The last day to pay; `null` when there is nothing to pay. */
  readonly payBy: LegalDay | null
  readonly paidOn: LegalDay | null
}

/** A driver 驾驶人 as the registry knows one: the licence with its states, classes and first issue 初次领证日期. */
export interface Driver extends Licence {
  readonly id: DriverId
}

/** A vehicle 机动车 as the registry knows one, with its registered owner 所有人. */
export interface Vehicle extends Omit<Registration, 'ownedSince'> {
  readonly id: VehicleId
}

/** The bindings a driver has open, oldest first; empty for a driver the registry does not know. */
export function bindingsOfDriver(registry: Registry, driver: string): readonly Binding[] {
  return shown(recordOf(stateOf(registry).driver, driver)?.bindings)
}

/** The bindings open on a vehicle, oldest first; empty for a vehicle the registry does not know. */
export function bindingsOfVehicle(registry: Registry, vehicle: string): readonly Binding[] {
  return shown(recordOf(stateOf(registry).vehicle, vehicle)?.bindings)
}

/** The violations recorded against a vehicle, whatever their state, oldest record first. */
export function violationsOfVehicle(registry: Registry, vehicle: string): readonly Violation[] {
  const state = stateOf(registry)
  const found: Violation[] = []
  for (let link = recordOf(state.vehicle, vehicle)?.violations ?? null; link !== null; link = link.before) {
    found.push(violationFrom(get(state.violation, link.id) as ViolationRecord))
  }
  return Object.freeze(found.reverse())
}

/** A driver, or `undefined`. */
export function driverOf(registry: Registry, driver: string): Driver | undefined {
  const record = recordOf(stateOf(registry).driver, driver)
  if (record === undefined) return undefined
  const { id } = record
  const { states, classes, firstIssuedOn } = record.licence
  return Object.freeze({ id, states, classes, firstIssuedOn })
}

/** A vehicle, or `undefined`. */
export function vehicleOf(registry: Registry, vehicle: string): Vehicle | undefined {
  const record = recordOf(stateOf(registry).vehicle, vehicle)
  if (record === undefined) return undefined
  const { owner, plateType, operating, deregisteredAt } = record.registration
  return Object.freeze({ id: record.id, owner: Object.freeze(owner), plateType, operating, deregisteredAt })
}

/** A violation, or `undefined`. */
export function violationOf(registry: Registry, violation: string): Violation | undefined {
  const record = recordOf(stateOf(registry).violation, violation)
  return record === undefined ? undefined : violationFrom(record)
}

/** The ids of all drivers, in an order that depends on them alone. */
export function driverIdsOf(registry: Registry): readonly DriverId[] {
  const ids: DriverId[] = []
  forEach(stateOf(registry).driver, ({ id }) => ids.push(id))
  return Object.freeze(ids)
}

/** The ids of all vehicles, in an order that depends on them alone. */
export function vehicleIdsOf(registry: Registry): readonly VehicleId[] {
  const ids: VehicleId[] = []
  forEach(stateOf(registry).vehicle, ({ id }) => ids.push(id))
  return Object.freeze(ids)
}

/** The record of an id; only text of an id's length is looked up, whatever a caller hands in. */
export function recordOf<R extends Identified>(records: PersistentMap<R>, id: unknown): R | undefined {
  return typeof id === 'string' && id.length <= ID_LONGEST ? get(records, id) : undefined
}

function shown(bindings: readonly OpenBinding[] = []): readonly Binding[] {
  return Object.freeze(
    bindings.map(({ driver, vehicle, since, channel }) => Object.freeze({ driver, vehicle, since, channel })),
  )
}

function violationFrom({
  id,
  vehicle,
  occurredAt,
  fine,
  points,
  recordedBy,
  state,
  handling,
}: ViolationRecord): Violation {
  return Object.freeze({
    id,
    vehicle,
    occurredAt,
    fine,
    points,
    recordedBy,
    state,
    handledBy: handling?.driver ?? null,
    handledAt: handling?.at ?? null,
    payBy: handling?.payBy ?? null,
    paidOn: handling?.paidOn ?? null,
  })
}
