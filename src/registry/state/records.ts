import type { Channel } from '../../values/channel.ts'
import type { Fen } from '../../values/fen.ts'
import type { DriverId, OwnerId, VehicleId, ViolationId } from '../../values/ids.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import type { LicenceClass, LicenceState } from '../../values/licence.ts'
import type { OwnerKind, PlateType } from '../../values/vehicle.ts'
import type { Recorder, ViolationState } from '../../values/violation.ts'
import type { Ledger } from '../points/ledger.ts'
import { type DriversOfYear, type EndedBinding, withEnded } from './former-bindings.ts'
import type { OthersHandled } from './others-handled.ts'
import { emptyMap, type PersistentMap } from './persistent-map.ts'

/** The kinds of records, each with a clock of its own. */
export type RecordKind = 'driver' | 'vehicle' | 'violation' | 'party'

/** The registered owner of a vehicle 所有人. */
export interface Owner {
  readonly kind: OwnerKind
  readonly id: OwnerId
}

/** A person or unit that was named: a driver or an owner. What the id is called first, it is for ever, and that has no clock. */
export interface Party extends Owner {
  /** The vehicles in the name of an individual; of a unit they are not kept. */
  readonly vehicles: PersistentMap<VehicleId>
  /** The clock of these vehicles: `at` of the last event about them; `null` before any, and of a unit. */
  readonly last: Instant | null
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

/** What a vehicle is registered as 登记. */
export interface Registration {
  readonly owner: Owner
  /** Since when the owner is the owner: as the enrolment says, or since the last transfer. */
  readonly ownedSince: Instant
  readonly plateType: PlateType
  readonly operating: boolean
  /** When the registration ended 注销登记; `null` while it stands. */
  readonly deregisteredAt: Instant | null
}

export interface VehicleRecord {
  readonly id: VehicleId
  readonly registration: Registration
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
  /** `null` of what was told of before: of which vehicle it was, and how recorded, is not known. */
  readonly vehicle: VehicleId | null
  readonly occurredAt: Instant
  /** In fen. */
  readonly fine: Fen
  readonly points: number
  readonly recordedBy: Recorder | null
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
  /** The day on which the fine was paid, which can be before the day on which that was entered. */
  readonly paidOn: LegalDay | null
}

interface IdLink {
  readonly id: ViolationId
  readonly before: IdLink | null
}

/** The records of a registry, by kind. */
export interface Records {
  readonly driver: PersistentMap<DriverRecord>
  readonly vehicle: PersistentMap<VehicleRecord>
  readonly violation: PersistentMap<ViolationRecord>
  /** Everyone who was named as an owner. Drivers are individuals, and stand here only once an event was about their vehicles. */
  readonly party: PersistentMap<Party>
}

/** The record of each kind that has a clock. */
export interface RecordOf {
  readonly driver: DriverRecord
  readonly vehicle: VehicleRecord
  readonly violation: ViolationRecord
  readonly party: Party
}
/** Any record with a clock: `last` is `at` of the last event about it. */
export interface Clocked {
  readonly id: string
  readonly last: Instant | null
}

/** One empty list for all. */
export const NONE: readonly never[] = Object.freeze([])
export const NO_APPLICATIONS: Applications = Object.freeze({
  ever: 0,
  last: null,
  thatDay: 0,
  thatYear: 0,
})

/** A record that was just made: it may be changed as long as nobody else has seen it. */
export type Made<R> = { -readonly [K in keyof R]: R[K] }

// Each kind of record is made by literals alone, whose keys are in one order: here of the record before, and in the command that
// enrols or records it. What is spread of another record has a hidden class that depends on its history, and a command took one
// and a half times as long (`npm run bench`, part b).

export function driverRecord({
  id,
  licence,
  bindings,
  applications,
  ledger,
  handledForOthers,
  last,
}: DriverRecord): Made<DriverRecord> {
  return { id, licence, bindings, applications, ledger, handledForOthers, last }
}

export function driverWithoutBinding(driver: DriverRecord, vehicle: VehicleId): DriverRecord {
  const next = driverRecord(driver)
  next.bindings = excluding(driver.bindings, driver.id, vehicle)
  return next
}

export function driverWithLedger(driver: DriverRecord, ledger: Ledger | null): Made<DriverRecord> {
  const next = driverRecord(driver)
  next.ledger = ledger
  return next
}

export function vehicleRecord({
  id,
  registration,
  bindings,
  bindingsEver,
  ended,
  boundInYear,
  openViolations,
  handledByOthers,
  violations,
  last,
}: VehicleRecord): Made<VehicleRecord> {
  return {
    id,
    registration,
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

/** Without the binding of a driver, which ends. What is handed in is kept: the event will do, which is kept anyway. */
export function vehicleWithoutBinding(vehicle: VehicleRecord, end: EndedBinding): VehicleRecord {
  const next = vehicleRecord(vehicle)
  next.bindings = excluding(vehicle.bindings, end.driver, vehicle.id)
  next.ended = withEnded(vehicle.ended, end)
  return next
}

/** Without any binding: all that are open end with an event. */
export function vehicleWithoutBindings(
  vehicle: VehicleRecord,
  registration: Registration,
  at: Instant,
): Made<VehicleRecord> {
  const next = vehicleRecord(vehicle)
  next.registration = registration
  next.bindings = NONE
  next.ended = vehicle.bindings.reduce((ends, { driver }) => withEnded(ends, { driver, at }), vehicle.ended)
  return next
}

export function violationAs(
  { id, vehicle, occurredAt, fine, points, recordedBy, last }: ViolationRecord,
  state: ViolationState,
  handling: Handling | null,
): ViolationRecord {
  return { id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last }
}

/** A party as it is when it is named. */
export function namedParty({ id, kind }: Owner): Party {
  return { id, kind, vehicles: emptyMap(), last: null }
}

/** An individual who stands in no table of parties: nobody named them as an owner yet, and they own nothing. */
export function unnamedParty(id: string): Party {
  return namedParty({ id: id as OwnerId, kind: 'individual' })
}

/** What stands among many subjects for one that is not on record yet: its clock is `null`. */
export function absentRecord(kind: RecordKind, id: string): Clocked | undefined {
  if (kind === 'party') return unnamedParty(id)
  return kind === 'violation' ? { id, last: null } : undefined
}

/** The party with these vehicles in its name. */
export function partyWith({ id, kind, last }: Party, vehicles: Party['vehicles']): Party {
  return { id, kind, vehicles, last }
}

/** One more, up to where a row of a store is read: past it nothing is told apart, and no rule asks. */
export function oneMore(count: number, most: number): number {
  return Math.min(count + 1, most)
}

/** The open binding of a driver and a vehicle. */
export function bindingOf({ bindings }: DriverRecord, { id }: VehicleRecord): OpenBinding | undefined {
  for (let index = 0; index < bindings.length; index++) {
    const binding = bindings[index] as OpenBinding
    if (binding.vehicle === id) return binding
  }
  return undefined
}

/** The list with one more binding. Spread, it would have room for sixteen more that never come; filtered, the next too. */
export function including(bindings: readonly OpenBinding[], made: OpenBinding): readonly OpenBinding[] {
  return bindings.length === 0 ? [made] : bindings.toSpliced(bindings.length, 0, made)
}

/** The list without the binding of a pair: the pair is compared, since one binding can be two objects in records of a store. */
function excluding(bindings: readonly OpenBinding[], driver: DriverId, vehicle: VehicleId): readonly OpenBinding[] {
  const place = bindings.findIndex((binding) => binding.driver === driver && binding.vehicle === vehicle)
  if (place < 0) return bindings
  return bindings.length === 1 ? NONE : bindings.toSpliced(place, 1)
}

/** The states after which a licence is obtained anew; one that is `cancelled-restorable` comes back by `changeLicence` (Order 162, Article 79). */
const ENDED: readonly LicenceState[] = ['annulled', 'revoked', 'cancelled']

/** Whether a licence has ended, and another is to be obtained. */
export function hasEnded({ states }: Pick<Licence, 'states'>): boolean {
  return states.some((state) => ENDED.includes(state))
}

/** Whether a licence ends the bindings so far: one that is `cancelled` 注销 does (6.28), and one that is issued anew (C35). */
export function endsBindings(licence: Pick<Licence, 'states'> & { readonly firstIssuedOn?: unknown }): boolean {
  return licence.states.includes('cancelled') || Object.hasOwn(licence, 'firstIssuedOn')
}
