import type { Ledger } from '../law/points/ledger.ts'
import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Calendar } from '../values/calendar.ts'
import type { Channel } from '../values/channel.ts'
import type { Fen } from '../values/fen.ts'
import type { DriverId, OwnerId, VehicleId, ViolationId } from '../values/ids.ts'
import type { Instant, LegalDay } from '../values/instant.ts'
import type { OwnerKind, PlateType } from '../values/vehicle.ts'
import type { Recorder, ViolationState } from '../values/violation.ts'
import type { Licence, Owner } from './commands.ts'
import type { Log } from './log.ts'
import type { PersistentMap } from './persistent-map.ts'

/** What a registry holds. Private to the registry: only `evolve` makes one, and nothing outside ever sees one. */
export interface State {
  readonly law: Law
  readonly drivers: PersistentMap<DriverRecord>
  readonly vehicles: PersistentMap<VehicleRecord>
  readonly violations: PersistentMap<ViolationRecord>
  /** Owners that are units: no driver may carry such an id. */
  readonly units: PersistentMap<Owner>
  readonly log: Log | null
}

/** What a registry judges by. */
export interface Law {
  readonly rules: RuleSet | RuleBook
  /** The rule set, where it is one alone that judges every day. */
  readonly only: RuleSet | undefined
  readonly calendar: Calendar
}

/** A binding 备案 that is open. */
export interface OpenBinding {
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly since: Instant
  readonly channel: Channel
  /** The event that made it. */
  readonly seq: number
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
  /** Violations of others' vehicles handled, newest first. */
  readonly handledForOthers: HandledLink | null
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
  readonly plateType: PlateType
  readonly operating: boolean
  readonly bindings: readonly OpenBinding[]
  readonly bindingsEver: number
  readonly openViolations: number
  /** Violations recorded, newest first. */
  readonly violations: IdLink | null
  /** Violations handled by others than the owner, newest first. */
  readonly handledByOthers: HandledLink | null
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
}

/** How a violation was handled 处理: by whom, when, and how far its fine is settled. */
export interface Handling {
  readonly driver: DriverId
  readonly at: Instant
  readonly seq: number
  /** The last day to pay; `null` when there is nothing to pay. */
  readonly payBy: LegalDay | null
  readonly paidOn: LegalDay | null
}

export interface IdLink {
  readonly id: ViolationId
  readonly before: IdLink | null
}

export interface HandledLink {
  readonly violation: ViolationId
  /** The other side: the vehicle in a driver's list, the driver in a vehicle's. */
  readonly other: string
  readonly seq: number
  readonly day: LegalDay
  readonly before: HandledLink | null
}
