import { COUNT_LIMIT } from '../law/facts.ts'
import type { Channel } from '../values/channel.ts'
import type { Fen } from '../values/fen.ts'
import type { DriverId, OwnerId, VehicleId, ViolationId } from '../values/ids.ts'
import type { Instant, LegalDay } from '../values/instant.ts'
import type { LicenceClass, LicenceState } from '../values/licence.ts'
import type { OwnerKind, PlateType } from '../values/vehicle.ts'
import type { Recorder, ViolationState } from '../values/violation.ts'
import { type DriversOfYear, type EndedBinding, withDriver, withEnded } from './former-bindings.ts'
import type { Ledger } from './ledger.ts'
import type { OthersHandled } from './others-handled.ts'
import type { PersistentMap } from './persistent-map.ts'

const recordKinds = ['driver', 'vehicle', 'violation'] as const
/** The kinds of records, each with a clock of its own. */
export const RECORD_KINDS: typeof recordKinds = /* @__PURE__ */ Object.freeze(recordKinds)
/** One kind of records. */
export type RecordKind = (typeof RECORD_KINDS)[number]

/** The registered owner of a vehicle 所有人. */
export interface Owner {
  readonly kind: OwnerKind
  readonly id: OwnerId
}

/** A person or unit that was named: a driver or an owner. What the id is called first, it is for ever, so a party has no clock. */
export interface Party extends Owner {
  /** The vehicles the party owns: an index for queries, which no command reads. */
  readonly vehicles: PersistentMap<Owned>
}

/** A vehicle in the list of its owner. */
export interface Owned {
  readonly id: VehicleId
}

/** A driving licence 驾驶证: its states, its classes, and the day of its first issue 初次领证日期. */
export interface Licence {
  readonly states: readonly LicenceState[]
  readonly classes: readonly LicenceClass[]
  readonly firstIssuedOn: LegalDay
}

/** A binding 备案 that is open. */
export interface OpenBinding {
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly since: Instant
  readonly channel: Channel
  /** Whether it is the first the vehicle ever had. */
  readonly first: boolean
}

/** What differs from one driver to the next. What most have in common (no binding made, no points) is shared or `null`. */
export interface DriverRecord {
  readonly id: DriverId
  readonly licence: Licence
  readonly bindings: readonly OpenBinding[]
  readonly applications: Applications
  /** Points held or owed for; `null` where nothing was ever entered: the day alone then says which period it is. */
  readonly ledger: Ledger | null
  /** The vehicles of others whose violations the driver handled. */
  readonly handledForOthers: OthersHandled | null
  /** The clock: `at` of the last event about this record. */
  readonly last: Instant
}

/** The bindings that a driver ever made. */
export interface Applications {
  readonly ever: number
  /** The day of the last one, and how many there were on that day and in its year. */
  readonly last: LegalDay | null
  readonly thatDay: number
  readonly thatYear: number
}

export interface VehicleRecord {
  readonly id: VehicleId
  readonly owner: OwnerId
  readonly ownerKind: OwnerKind
  /** Since when the owner is the owner: when the vehicle was enrolled, or last transferred. */
  readonly ownedSince: Instant
  readonly plateType: PlateType
  readonly operating: boolean
  readonly bindings: readonly OpenBinding[]
  readonly bindingsEver: number
  /** Of the two drivers whose bindings of the vehicle ended last, when they did; latest first. */
  readonly ended: readonly EndedBinding[]
  /** The drivers who bound the vehicle in the calendar year of its last binding; `null` where nobody ever did. */
  readonly boundInYear: DriversOfYear | null
  readonly openViolations: number
  /** The drivers other than the owner who handled the vehicle's violations. */
  readonly handledByOthers: OthersHandled | null
  /** The violations recorded, newest first: an index for queries, which no command reads. */
  readonly violations: IdLink | null
  /** The clock: `at` of the last event about this record. */
  readonly last: Instant
}

export interface ViolationRecord {
  readonly id: ViolationId
  readonly vehicle: VehicleId
  readonly occurredAt: Instant
  readonly fine: Fen
  readonly points: number
  readonly recordedBy: Recorder
  readonly state: ViolationState
  readonly handling: Handling | null
  /** The clock: `at` of the last event about this record. */
  readonly last: Instant
}

/** How a violation was handled 处理: by whom, when, and how far its fine is settled. */
export interface Handling {
  readonly driver: DriverId
  readonly at: Instant
  /** Whether the vehicle was the driver's own then. */
  readonly own: boolean
  /** The last day to pay; `null` when there is nothing to pay. */
  readonly payBy: LegalDay | null
  /** When the fine was paid. */
  readonly paidAt: Instant | null
}

export interface IdLink {
  readonly id: ViolationId
  readonly before: IdLink | null
}

/** One empty list for all. */
export const NONE: readonly never[] = /* @__PURE__ */ Object.freeze([])
export const NO_APPLICATIONS: Applications = /* @__PURE__ */ Object.freeze({
  ever: 0,
  last: null,
  thatDay: 0,
  thatYear: 0,
})

// Each kind of record is made by one literal alone. What is spread of another record has a hidden class that depends on its
// history, and a command took one and a half times as long (`npm run bench`, part b).

export function driverRecord(
  id: DriverId,
  licence: Licence,
  bindings: DriverRecord['bindings'],
  applications: Applications,
  ledger: Ledger | null,
  handledForOthers: OthersHandled | null,
  last: Instant,
): DriverRecord {
  return { id, licence, bindings, applications, ledger, handledForOthers, last }
}

export function driverWithBindings(
  driver: DriverRecord,
  bindings: DriverRecord['bindings'],
  applications: Applications = driver.applications,
): DriverRecord {
  const { id, licence, ledger, handledForOthers, last } = driver
  return driverRecord(id, licence, bindings, applications, ledger, handledForOthers, last)
}

export function driverWithLicence(
  { id, applications, ledger, handledForOthers, last }: DriverRecord,
  licence: Licence,
  bindings: DriverRecord['bindings'],
): DriverRecord {
  return driverRecord(id, licence, bindings, applications, ledger, handledForOthers, last)
}

export function driverWithLedger(
  driver: DriverRecord,
  ledger: Ledger | null,
  handledForOthers: OthersHandled | null = driver.handledForOthers,
): DriverRecord {
  const { id, licence, bindings, applications, last } = driver
  return driverRecord(id, licence, bindings, applications, ledger, handledForOthers, last)
}

export function vehicleRecord(
  id: VehicleId,
  owner: OwnerId,
  ownerKind: OwnerKind,
  ownedSince: Instant,
  plateType: PlateType,
  operating: boolean,
  bindings: VehicleRecord['bindings'],
  bindingsEver: number,
  ended: VehicleRecord['ended'],
  boundInYear: DriversOfYear | null,
  openViolations: number,
  handledByOthers: OthersHandled | null,
  violations: IdLink | null,
  last: Instant,
): VehicleRecord {
  return {
    id,
    owner,
    ownerKind,
    ownedSince,
    plateType,
    operating,
    bindings,
    bindingsEver,
    ended,
    boundInYear,
    openViolations,
    handledByOthers,
    violations,
    last,
  }
}

export function ownerOf({ owner: id, ownerKind: kind }: VehicleRecord): Owner {
  return { kind, id }
}

/** One more, up to where a row of a store is read: past it nothing is told apart, and no rule asks. */
export function oneMore(count: number, most: number): number {
  return Math.min(count + 1, most)
}

/** With one more binding, made on a day. */
export function vehicleWithBinding(vehicle: VehicleRecord, made: OpenBinding, day: LegalDay): VehicleRecord {
  const { id, owner, ownerKind, ownedSince, plateType, operating, bindings, bindingsEver, ended, boundInYear } = vehicle
  return vehicleRecord(
    id,
    owner,
    ownerKind,
    ownedSince,
    plateType,
    operating,
    including(bindings, made),
    oneMore(bindingsEver, COUNT_LIMIT),
    ended,
    withDriver(boundInYear, made.driver, day),
    vehicle.openViolations,
    vehicle.handledByOthers,
    vehicle.violations,
    vehicle.last,
  )
}

/** Without the binding of a driver, which ends. */
export function vehicleWithoutBinding(vehicle: VehicleRecord, driver: DriverId, at: Instant): VehicleRecord {
  const { id, owner, ownerKind, ownedSince, plateType, operating, bindings, bindingsEver, ended, boundInYear } = vehicle
  return vehicleRecord(
    id,
    owner,
    ownerKind,
    ownedSince,
    plateType,
    operating,
    excluding(bindings, driver, id),
    bindingsEver,
    withEnded(ended, driver, at),
    boundInYear,
    vehicle.openViolations,
    vehicle.handledByOthers,
    vehicle.violations,
    vehicle.last,
  )
}

/** With a new owner, and without bindings: they end with the transfer. */
export function vehicleWithOwner(vehicle: VehicleRecord, owner: Owner, at: Instant): VehicleRecord {
  const { id, plateType, operating, bindings, bindingsEver, ended, boundInYear } = vehicle
  return vehicleRecord(
    id,
    owner.id,
    owner.kind,
    at,
    plateType,
    operating,
    NONE,
    bindingsEver,
    bindings.reduce((ends, { driver }) => withEnded(ends, driver, at), ended),
    boundInYear,
    vehicle.openViolations,
    vehicle.handledByOthers,
    vehicle.violations,
    vehicle.last,
  )
}

export function vehicleWithViolations(
  vehicle: VehicleRecord,
  openViolations: number,
  handledByOthers: OthersHandled | null = vehicle.handledByOthers,
  violations: IdLink | null = vehicle.violations,
): VehicleRecord {
  const { id, owner, ownerKind, ownedSince, plateType, operating, bindings, bindingsEver } = vehicle
  return vehicleRecord(
    id,
    owner,
    ownerKind,
    ownedSince,
    plateType,
    operating,
    bindings,
    bindingsEver,
    vehicle.ended,
    vehicle.boundInYear,
    openViolations,
    handledByOthers,
    violations,
    vehicle.last,
  )
}

export function violationRecord(
  id: ViolationId,
  vehicle: VehicleId,
  occurredAt: Instant,
  fine: Fen,
  points: number,
  recordedBy: Recorder,
  state: ViolationState,
  handling: Handling | null,
  last: Instant,
): ViolationRecord {
  return { id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last }
}

export function violationAs(
  violation: ViolationRecord,
  state: ViolationState,
  handling: Handling | null,
): ViolationRecord {
  const { id, vehicle, occurredAt, fine, points, recordedBy, last } = violation
  return violationRecord(id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last)
}

/** The open binding of a driver and a vehicle. */
export function bindingOf({ bindings }: DriverRecord, { id }: VehicleRecord): OpenBinding | undefined {
  for (let index = 0; index < bindings.length; index++) {
    const binding = bindings[index] as OpenBinding
    if (binding.vehicle === id) return binding
  }
  return undefined
}

/** The list with one more binding. Spread, it would have room for sixteen more that never come. */
export function including(bindings: readonly OpenBinding[], made: OpenBinding): readonly OpenBinding[] {
  return bindings.length === 0 ? [made] : bindings.toSpliced(bindings.length, 0, made)
}

/** The list without the binding of a pair: the pair is compared, since one binding can be two objects in records of a store. */
export function excluding(
  bindings: readonly OpenBinding[],
  driver: DriverId,
  vehicle: VehicleId,
): readonly OpenBinding[] {
  const left = bindings.filter((binding) => binding.driver !== driver || binding.vehicle !== vehicle)
  return left.length === 0 ? NONE : left
}

/** Whether a licence in these states ends the driver's bindings: `cancelled` 注销 does (6.28). */
export function endsBindings(states: readonly LicenceState[]): boolean {
  return states.includes('cancelled')
}
