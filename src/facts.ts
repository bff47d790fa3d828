import type { Channel, OwnerConsent } from './binding.ts'
import { CHANNELS, OWNER_CONSENTS } from './binding.ts'
import { LICENCE_CLASSES, LICENCE_STATES, type LicenceClass, type LicenceState } from './driver.ts'
import { type Fen, readFen, readWhole } from './fen.ts'
import type { DriverId, OwnerId, VehicleId } from './ids.ts'
import { readId } from './ids.ts'
import { type Instant, readInstant } from './instant.ts'
import type { Issue } from './issue.ts'
import { type Reader, readBoolean, readList, readListed, readRecord } from './read.ts'
import { accepted, type Parsed, rejected } from './result.ts'
import { OWNER_KINDS, type OwnerKind, PLATE_TYPES, type PlateType } from './vehicle.ts'
import { RECORDERS, type Recorder, readPoints, VIOLATION_STATES, type ViolationState } from './violation.ts'

/** What is known when somebody asks: may this driver bind this vehicle 备案? One flat row. */
export interface BindingFacts {
  /** When the binding is asked for. */
  readonly at: Instant
  readonly channel: Channel
  readonly driver: DriverId
  readonly vehicle: VehicleId
  /** The registered owner 所有人; equal to `driver` when the vehicle is the driver's own. */
  readonly vehicleOwner: OwnerId
  readonly vehicleOwnerKind: OwnerKind
  readonly plateType: PlateType
  /** Whether the vehicle is used for hire 营运. */
  readonly operating: boolean
  /** Whether this driver already has an open binding of this vehicle. */
  readonly pairBound: boolean
  /** How many vehicles of others the driver has bound now. */
  readonly driverBindings: number
  /** How many drivers other than the owner have bound the vehicle now. */
  readonly vehicleBindings: number
  /** How many bindings the driver has ever made. */
  readonly driverBindingsEver: number
  /** How many bindings the driver has made on the legal day of `at`. */
  readonly driverApplicationsToday: number
  /** How many bindings the driver has made in the calendar year 自然年 of `at`. */
  readonly driverApplicationsThisYear: number
  readonly ownerConsent: OwnerConsent
  /** Whether the driver was checked to be the holder of the licence. */
  readonly identityVerified: boolean
}

/** What is known when somebody asks: may this driver handle this violation 处理? One flat row. */
export interface HandlingFacts {
  /** When the violation is handled. */
  readonly at: Instant
  readonly channel: Channel
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly vehicleOwner: OwnerId
  readonly plateType: PlateType
  readonly violationState: ViolationState
  /** When the violation happened. */
  readonly occurredAt: Instant
  /** The single fine 单笔罚款, in fen. */
  readonly fine: Fen
  /** The violation's points 记分. */
  readonly points: number
  readonly recordedBy: Recorder
  /** When the driver's open binding of the vehicle was made; `null` when there is none. */
  readonly boundSince: Instant | null
  /** Whether that binding is the first the vehicle ever had. Read only by a rule set that clears the backlog with it. */
  readonly firstBinding: boolean
  readonly licenceStates: readonly LicenceState[]
  readonly licenceClasses: readonly LicenceClass[]
  /** Points the driver holds in the present scoring period 记分周期, this violation not included. */
  readonly pointsHeld: number
  /** Full-score studies 满分学习 in the present scoring period. */
  readonly fullScoreStudies: number
  /** Whether the one who committed the violation stands at the window. */
  readonly offenderPresent: boolean
  readonly identityVerified: boolean
  /** Vehicles of others whose violations the driver handled within a year, this one included. */
  readonly othersVehiclesHandledThisYear: number
  /** Drivers other than the owner who handled this vehicle's violations within a year, this one included. */
  readonly vehicleOtherDriversThisYear: number
}

/** A row of facts of which any may be absent or `undefined`: not known. */
export type Partially<T> = { readonly [K in keyof T]?: T[K] | undefined }
export type FactName = keyof BindingFacts | keyof HandlingFacts

/** The largest count a fact may hold. */
export const COUNT_LIMIT = 1_000_000

const count: Reader<number> = (input, path, issues) =>
  readWhole(input, COUNT_LIMIT, `whole number from 0 to ${COUNT_LIMIT}`, path, issues)
const channel: Reader<Channel> = (input, path, issues) => readListed(input, CHANNELS, path, issues)
const plateType: Reader<PlateType> = (input, path, issues) => readListed(input, PLATE_TYPES, path, issues)
const instantOrNull: Reader<Instant | null> = (input, path, issues) =>
  input === null ? null : readInstant(input, path, issues)

type Readers<T> = { readonly [K in keyof T]: Reader<T[K]> }

export const BINDING_FACTS: Readers<BindingFacts> = /* @__PURE__ */ Object.freeze({
  at: readInstant,
  channel,
  driver: readId as Reader<DriverId>,
  vehicle: readId as Reader<VehicleId>,
  vehicleOwner: readId as Reader<OwnerId>,
  vehicleOwnerKind: (input, path, issues) => readListed(input, OWNER_KINDS, path, issues),
  plateType,
  operating: readBoolean,
  pairBound: readBoolean,
  driverBindings: count,
  vehicleBindings: count,
  driverBindingsEver: count,
  driverApplicationsToday: count,
  driverApplicationsThisYear: count,
  ownerConsent: (input, path, issues) => readListed(input, OWNER_CONSENTS, path, issues),
  identityVerified: readBoolean,
})

export const HANDLING_FACTS: Readers<HandlingFacts> = /* @__PURE__ */ Object.freeze({
  at: readInstant,
  channel,
  driver: readId as Reader<DriverId>,
  vehicle: readId as Reader<VehicleId>,
  vehicleOwner: readId as Reader<OwnerId>,
  plateType,
  violationState: (input, path, issues) => readListed(input, VIOLATION_STATES, path, issues),
  occurredAt: readInstant,
  fine: readFen,
  points: readPoints,
  recordedBy: (input, path, issues) => readListed(input, RECORDERS, path, issues),
  boundSince: instantOrNull,
  firstBinding: readBoolean,
  licenceStates: (input, path, issues) => readList(input, LICENCE_STATES, path, issues),
  licenceClasses: (input, path, issues) => readList(input, LICENCE_CLASSES, path, issues),
  pointsHeld: count,
  fullScoreStudies: count,
  offenderPresent: readBoolean,
  identityVerified: readBoolean,
  othersVehiclesHandledThisYear: count,
  vehicleOtherDriversThisYear: count,
})

/** Reads a row of facts about a binding, whole or partial. Every property is read once; unknown keys are refused. */
export function parseBindingFacts(input: unknown): Parsed<Partially<BindingFacts>> {
  return parseFacts(input, BINDING_FACTS)
}

/** Reads a row of facts about a handling, whole or partial. Every property is read once; unknown keys are refused. */
export function parseHandlingFacts(input: unknown): Parsed<Partially<HandlingFacts>> {
  return parseFacts(input, HANDLING_FACTS)
}

/** Facts that have been read already, for which question, and frozen: they are not read again. */
const READ: WeakMap<object, object> = new WeakMap()

/** Marks facts that were read, or made from read values, as such. */
export function markRead<T extends object>(facts: T, readers: object): T {
  READ.set(Object.freeze(facts), readers)
  return facts
}

/** Reads facts into a fresh record, unless they were read before. */
export function readFacts<T>(input: unknown, readers: Readers<T>, issues: Issue[]): Partially<T> {
  if (typeof input === 'object' && input !== null && READ.get(input) === readers) return input as Partially<T>
  return readRecord(input, readers, [], issues) as Partially<T>
}

function parseFacts<T>(input: unknown, readers: Readers<T>): Parsed<Partially<T>> {
  const issues: Issue[] = []
  const facts = readRecord(input, readers, [], issues) as Partially<T>
  return issues.length > 0 ? rejected(issues) : accepted(markRead(facts, readers))
}
