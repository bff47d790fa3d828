import type { ViolationState } from '../values/violation.ts'
import type { Licence, Owner } from './commands.ts'
import type { EventOf } from './events.ts'
import type { Applications, DriverRecord, Handling, OpenBinding, VehicleRecord, ViolationRecord } from './state.ts'

// Every record is written out whole: all of a kind then have one form, and whoever reads one need not find out which. What
// is spread from another record has a form that hangs on its history.

/** One empty list for all. */
export const NONE: readonly never[] = /* @__PURE__ */ Object.freeze([])
const NO_APPLICATIONS: Applications = { ever: 0, last: null, thatDay: 0, thatYear: 0 }

export function newDriver({ id, licence }: EventOf<'driver-enrolled'>): DriverRecord {
  return { id, licence, bindings: NONE, applications: NO_APPLICATIONS, ledger: null, handledForOthers: null }
}

export function driverWithBindings(
  { id, licence, ledger, handledForOthers }: DriverRecord,
  bindings: DriverRecord['bindings'],
  applications: Applications,
): DriverRecord {
  return { id, licence, bindings, applications, ledger, handledForOthers }
}

export function driverWithLicence(
  { id, applications, ledger, handledForOthers }: DriverRecord,
  licence: Licence,
  bindings: DriverRecord['bindings'],
): DriverRecord {
  return { id, licence, bindings, applications, ledger, handledForOthers }
}

export function driverWithLedger(
  { id, licence, bindings, applications }: DriverRecord,
  ledger: DriverRecord['ledger'],
  handledForOthers: DriverRecord['handledForOthers'],
): DriverRecord {
  return { id, licence, bindings, applications, ledger, handledForOthers }
}

export function newVehicle({ id, owner, plateType, operating }: EventOf<'vehicle-enrolled'>): VehicleRecord {
  return {
    id,
    owner: owner.id,
    ownerKind: owner.kind,
    plateType,
    operating,
    bindings: NONE,
    bindingsEver: 0,
    openViolations: 0,
    violations: null,
    handledByOthers: null,
  }
}

export function vehicleWithBindings(
  { id, owner, ownerKind, plateType, operating, openViolations, violations, handledByOthers }: VehicleRecord,
  bindings: VehicleRecord['bindings'],
  bindingsEver: number,
): VehicleRecord {
  return {
    id,
    owner,
    ownerKind,
    plateType,
    operating,
    bindings,
    bindingsEver,
    openViolations,
    violations,
    handledByOthers,
  }
}

/** Without the bindings that ended with the transfer. */
export function vehicleWithOwner(
  { id, plateType, operating, bindingsEver, openViolations, violations, handledByOthers }: VehicleRecord,
  { id: owner, kind: ownerKind }: Owner,
): VehicleRecord {
  return {
    id,
    owner,
    ownerKind,
    plateType,
    operating,
    bindings: NONE,
    bindingsEver,
    openViolations,
    violations,
    handledByOthers,
  }
}

export function vehicleWithViolations(
  { id, owner, ownerKind, plateType, operating, bindings, bindingsEver }: VehicleRecord,
  openViolations: number,
  violations: VehicleRecord['violations'],
  handledByOthers: VehicleRecord['handledByOthers'],
): VehicleRecord {
  return {
    id,
    owner,
    ownerKind,
    plateType,
    operating,
    bindings,
    bindingsEver,
    openViolations,
    violations,
    handledByOthers,
  }
}

export function newViolation(event: EventOf<'violation-recorded'>): ViolationRecord {
  const { id, vehicle, occurredAt, fine, points, recordedBy } = event
  return { id, vehicle, occurredAt, fine, points, recordedBy, state: 'open', handling: null }
}

export function violationAs(
  { id, vehicle, occurredAt, fine, points, recordedBy }: ViolationRecord,
  state: ViolationState,
  handling: Handling | null,
): ViolationRecord {
  return { id, vehicle, occurredAt, fine, points, recordedBy, state, handling }
}

/** The list with a binding more. Spread, it would have room for sixteen more that never come. */
export function including(bindings: readonly OpenBinding[], made: OpenBinding): readonly OpenBinding[] {
  return bindings.length === 0 ? [made] : bindings.toSpliced(bindings.length, 0, made)
}

/** The list without a binding of it that ended. */
export function excluding(bindings: readonly OpenBinding[], ended: OpenBinding): readonly OpenBinding[] {
  return bindings.length === 1 ? NONE : bindings.toSpliced(bindings.indexOf(ended), 1)
}
