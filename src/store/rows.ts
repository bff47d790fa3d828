import { type Entry, entriesOf, type Ledger, ledgerFrom } from '../registry/points/ledger.ts'
import { driversFrom } from '../registry/state/former-bindings.ts'
import { type HandledWith, handledAfter, type OthersHandled, othersFrom } from '../registry/state/others-handled.ts'
import { idsFrom, idsIn } from '../registry/state/persistent-map.ts'
import type {
  DriverRecord,
  OpenBinding,
  Party,
  RecordKind,
  RecordOf,
  Registration,
  VehicleRecord,
  ViolationRecord,
} from '../registry/state/records.ts'
import { yearsAfter } from '../values/calendar.ts'
import type { DriverId, VehicleId, ViolationId } from '../values/ids.ts'
import { type Instant, legalDay } from '../values/instant.ts'

// The records as plain JSON, as a store keeps them. What the row says by standing where it stands (whose bindings they are)
// is not said again in it.

/** A driver as a store keeps one. */
export interface DriverRow extends Omit<DriverRecord, 'bindings' | 'ledger' | 'handledForOthers'> {
  /** The open bindings, oldest first. */
  readonly bindings: readonly Omit<OpenBinding, 'driver'>[]
  /** `null` where no points and no fine were ever entered. */
  readonly ledger: LedgerRow | null
  /** Handlings of others' violations within a year of the last, by vehicle and day. */
  readonly handledForOthers: readonly HandledWith[]
}

/** A driver's points in one scoring period. */
export interface LedgerRow
  extends Omit<Ledger, 'entries' | 'pointed' | 'held' | 'heldInProbation' | 'unpaid' | 'next'> {
  /** Oldest first. */
  readonly entries: readonly EntryRow[]
}

/** A handled violation that counts by its points or by a fine that is not paid. */
export interface EntryRow extends Omit<Entry, 'id' | 'place'> {
  readonly violation: ViolationId
}

/** A vehicle as a store keeps one. */
export interface VehicleRow
  extends Registration,
    Pick<VehicleRecord, 'id' | 'bindingsEver' | 'ended' | 'openViolations' | 'last'> {
  /** The open bindings, oldest first. */
  readonly bindings: readonly Omit<OpenBinding, 'vehicle'>[]
  /** The drivers who bound the vehicle in the calendar year of its last binding. */
  readonly boundInYear: { readonly year: string; readonly drivers: readonly DriverId[] } | null
  /** Handlings by others than the owner within a year of the last, by driver and day. */
  readonly handledByOthers: readonly HandledWith[]
}

/** A violation as a store keeps one: the record itself. */
export type ViolationRow = ViolationRecord

/** A party as a store keeps one. That of a unit never changes. */
export interface PartyRow extends Omit<Party, 'vehicles'> {
  /** The vehicles in the name of an individual; none of a unit. */
  readonly vehicles: readonly VehicleId[]
}

function driverFrom(row: DriverRow): DriverRecord {
  const { id, licence: held, applications: made, ledger: points, last } = row
  return {
    id,
    licence: held,
    bindings: row.bindings.map((each) => bindingOf({ driver: id, ...each })),
    applications: made,
    ledger: points === null ? null : ledgerFrom(points, points.entries.map(entryFrom)),
    handledForOthers: othersFrom(row.handledForOthers),
    last,
  }
}

function vehicleFrom(row: VehicleRow): VehicleRecord {
  const { id, owner: registered, ownedSince, plateType, operating, boundInYear: bound, last } = row
  return {
    id,
    registration: { owner: registered, ownedSince, plateType, operating },
    bindings: row.bindings.map((each) => bindingOf({ vehicle: id, ...each })),
    bindingsEver: row.bindingsEver,
    ended: row.ended,
    boundInYear: bound === null ? null : driversFrom(bound.year, bound.drivers),
    openViolations: row.openViolations,
    handledByOthers: othersFrom(row.handledByOthers),
    violations: null,
    last,
  }
}

function partyFrom({ id, kind, vehicles, last }: PartyRow): Party {
  return { id, kind, vehicles: idsFrom(vehicles), last }
}

/** One literal for both ends of a binding, so that its objects have one hidden class. */
function bindingOf({ driver, vehicle, since, channel, first }: OpenBinding): OpenBinding {
  return { driver, vehicle, since, channel, first }
}

function driverRow({
  id,
  licence: held,
  bindings,
  applications,
  ledger,
  handledForOthers,
  last,
}: DriverRecord): DriverRow {
  return {
    id,
    licence: held,
    bindings: bindings.map(({ vehicle, since, channel, first }) => ({ vehicle, since, channel, first })),
    applications,
    ledger: ledger === null ? null : ledgerRow(ledger),
    handledForOthers: withinYear(handledForOthers, last),
    last,
  }
}

function vehicleRow(vehicle: VehicleRecord): VehicleRow {
  const { id, registration, bindings, bindingsEver, boundInYear, openViolations, last } = vehicle
  const { owner: registered, ownedSince, plateType, operating } = registration
  return {
    id,
    owner: registered,
    ownedSince,
    plateType,
    operating,
    bindings: bindings.map(({ driver, since, channel, first }) => ({ driver, since, channel, first })),
    bindingsEver,
    ended: vehicle.ended.map(({ driver, at }) => ({ driver, at })),
    boundInYear: boundInYear === null ? null : { year: boundInYear.year, drivers: idsIn(boundInYear.ids) },
    openViolations,
    handledByOthers: withinYear(vehicle.handledByOthers, last),
    last,
  }
}

function violationRow(violation: ViolationRecord): ViolationRow {
  const { id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last } = violation
  return { id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last }
}

function partyRow({ id, kind, vehicles, last }: Party): PartyRow {
  return { id, kind, vehicles: idsIn(vehicles), last }
}

/** What a store keeps of each kind of record. */
export interface RowOf {
  readonly driver: DriverRow
  readonly vehicle: VehicleRow
  readonly violation: ViolationRow
  readonly party: PartyRow
}

/** The record of a row that is sound. */
export function recordFrom<K extends RecordKind>(kind: K, row: RowOf[K]): RecordOf[RecordKind] {
  return RECORD_MAKERS[kind](row as never)
}
const RECORD_MAKERS = { driver: driverFrom, vehicle: vehicleFrom, violation: violationRow, party: partyFrom } as const

/** The row of a record. */
export function rowOf<K extends RecordKind>(kind: K, record: RecordOf[K]): RowOf[K] {
  return ROW_WRITERS[kind](record)
}
const ROW_WRITERS: { readonly [K in RecordKind]: (record: RecordOf[K]) => RowOf[K] } = {
  driver: driverRow,
  vehicle: vehicleRow,
  violation: violationRow,
  party: partyRow,
}

function entryFrom({ violation: id, points, payBy, inProbation }: EntryRow, place: number): Entry {
  return { id, points, payBy, inProbation, place }
}

function ledgerRow(ledger: Ledger): LedgerRow {
  const { from, until, deducted, studies, studiesBefore, fullBy: by, tradedOn } = ledger
  const rows = entriesOf(ledger).map(({ id: violation, points, payBy, inProbation }) => ({
    violation,
    points,
    payBy,
    inProbation,
  }))
  return { from, until, entries: rows, deducted, studies, studiesBefore, fullBy: by, tradedOn }
}

/** What can still count: no command about the record is dated before its last event. */
function withinYear(others: OthersHandled | null, last: Instant): readonly HandledWith[] {
  return handledAfter(others, yearsAfter(legalDay(last), -1))
}
