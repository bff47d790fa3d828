import { mark, markOf } from '../input/brand.ts'
import type { Issue } from '../input/issue.ts'
import { NOWHERE, namesOf, type Reader, readBoolean, readListed, readRow, type Shape } from '../input/read.ts'
import { accepted, type Parsed, rejected } from '../input/result.ts'
import { CHANNELS, type Channel, type OwnerConsent, readChannel, readOwnerConsent } from '../values/channel.ts'
import { type Fen, readFen, readWhole } from '../values/fen.ts'
import type { DriverId, OwnerId, VehicleId } from '../values/ids.ts'
import { readId } from '../values/ids.ts'
import { type Instant, readInstant } from '../values/instant.ts'
import { type LicenceClass, type LicenceState, readLicenceClasses, readLicenceStates } from '../values/licence.ts'
import { type OwnerKind, type PlateType, readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { type Recorder, readPoints, readRecorder, VIOLATION_STATES, type ViolationState } from '../values/violation.ts'

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
  /**
   * The states of the licence 驾驶证状态, empty when in order. The full score stands here as `full-points`: whoever asks says
   * so, since no rule concludes it from `pointsHeld`, and a day's own records may still be finished at a window (C11).
   */
  readonly licenceStates: readonly LicenceState[]
  /** The classes that the licence covers 准驾车型. */
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
/** The name of one fact of either question. */
export type FactName = keyof BindingFacts | keyof HandlingFacts

/** The largest count a fact may hold. */
export const COUNT_LIMIT = 1_000_000

const count: Reader<number> = (input, path, issues) =>
  readWhole(input, COUNT_LIMIT, `whole number from 0 to ${COUNT_LIMIT}`, path, issues)
const instantOrNull: Reader<Instant | null> = (input, path, issues) =>
  input === null ? null : readInstant(input, path, issues)
const violationState: Reader<ViolationState> = (input, path, issues) =>
  readListed(input, VIOLATION_STATES, path, issues)

export const bindingShape: Shape<BindingFacts> = (take) => ({
  at: take(readInstant),
  channel: take(readChannel),
  driver: take(readId as Reader<DriverId>),
  vehicle: take(readId as Reader<VehicleId>),
  vehicleOwner: take(readId as Reader<OwnerId>),
  vehicleOwnerKind: take(readOwnerKind),
  plateType: take(readPlateType),
  operating: take(readBoolean),
  pairBound: take(readBoolean),
  driverBindings: take(count),
  vehicleBindings: take(count),
  driverBindingsEver: take(count),
  driverApplicationsToday: take(count),
  driverApplicationsThisYear: take(count),
  ownerConsent: take(readOwnerConsent),
  identityVerified: take(readBoolean),
})

export const handlingShape: Shape<HandlingFacts> = (take) => ({
  at: take(readInstant),
  channel: take(readChannel),
  driver: take(readId as Reader<DriverId>),
  vehicle: take(readId as Reader<VehicleId>),
  vehicleOwner: take(readId as Reader<OwnerId>),
  plateType: take(readPlateType),
  violationState: take(violationState),
  occurredAt: take(readInstant),
  fine: take(readFen),
  points: take(readPoints),
  recordedBy: take(readRecorder),
  boundSince: take(instantOrNull),
  firstBinding: take(readBoolean),
  licenceStates: take(readLicenceStates),
  licenceClasses: take(readLicenceClasses),
  pointsHeld: take(count),
  fullScoreStudies: take(count),
  offenderPresent: take(readBoolean),
  identityVerified: take(readBoolean),
  othersVehiclesHandledThisYear: take(count),
  vehicleOtherDriversThisYear: take(count),
})

/** The names of the facts of a binding, in their order. */
export const BINDING_FACTS: readonly (keyof BindingFacts)[] = /* @__PURE__ */ namesOf(bindingShape)
/** The names of the facts of a handling, in their order. */
export const HANDLING_FACTS: readonly (keyof HandlingFacts)[] = /* @__PURE__ */ namesOf(handlingShape)

/** Reads a row of facts about a binding, whole or partial. Every property is read once; unknown keys are refused. */
export function parseBindingFacts(input: unknown): Parsed<Partially<BindingFacts>> {
  return parseFacts(input, bindingShape)
}

/** Reads a row of facts about a handling, whole or partial. Every property is read once; unknown keys are refused. */
export function parseHandlingFacts(input: unknown): Parsed<Partially<HandlingFacts>> {
  return parseFacts(input, handlingShape)
}

/** Facts that were read, and what is seen of them at a glance. */
export interface Seen<T> {
  readonly facts: Partially<T>
  /** One bit for each fact that is known, in the order of their names; then those of `caseIn`. */
  readonly seen: number
}

/** The bits of all facts, of which there are at most twenty-one. */
export const EVERY_FACT: number = (1 << 21) - 1
/** Channels come behind, with a bit between that is nobody's. */
const FIRST_CHANNEL = 22
/** The vehicle is known to be the driver's own. */
export const OWN: number = 1 << 26

/** Reads facts into a fresh record, unless they were read before: then they are what they were. */
export function readFacts<T extends object>(input: Partially<T>, shape: Shape<T>, issues: Issue[]): Seen<T> {
  const before = markOf(input, shape) as Seen<T> | undefined
  if (before !== undefined) return before
  const { record, known } = readRow(input, shape, NOWHERE, issues)
  return { facts: record, seen: known | caseIn(record) }
}

/** Marks facts that were read, or made from read values, as such, and freezes them. */
export function markRead<T extends object>(facts: T, shape: Shape<T>): T {
  return marked(facts, shape, seenIn(facts, shape))
}

/** What is seen of facts that were read. */
export function seenIn<T extends object>(facts: Partially<T>, shape: Shape<T>): number {
  const names = namesOf(shape)
  let known = 0
  for (let index = 0; index < names.length; index++) {
    if (facts[names[index] as keyof T] !== undefined) known |= 1 << index
  }
  return known | caseIn(facts)
}

/** The channel, one bit each, and whether the vehicle is the driver's own. */
export function caseIn({ channel, driver, vehicleOwner }: Partially<Telling>): number {
  const own = driver !== undefined && (driver as string) === vehicleOwner ? OWN : 0
  return channel === undefined ? own : own | bitOfChannel(channel)
}
type Telling = Pick<BindingFacts, 'channel' | 'driver' | 'vehicleOwner'>

export function bitOfChannel(channel: Channel): number {
  return 1 << (FIRST_CHANNEL + CHANNELS.indexOf(channel))
}

function parseFacts<T extends object>(input: unknown, shape: Shape<T>): Parsed<Partially<T>> {
  const issues: Issue[] = []
  const { record, known } = readRow(input, shape, NOWHERE, issues)
  return issues.length > 0 ? rejected(issues) : accepted(marked(record, shape, known | caseIn(record)))
}

function marked<R extends object>(facts: R, shape: object, seen: number): R {
  return Object.freeze(mark(facts, shape, { facts, seen }))
}
