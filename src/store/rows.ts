import { type Issue, type Path, report } from '../input/issue.ts'
import { list, readBoolean, record } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import { wordReader } from '../input/typed-readers.ts'
import * as wanted from '../input/wanted.ts'
import { COUNT_LIMIT } from '../law/facts.ts'
import { licence, owner } from '../registry/commands/fields.ts'
import { type Entry, entriesOf, type Ledger, ledgerFrom } from '../registry/points/ledger.ts'
import { driversFrom, type EndedBinding } from '../registry/state/former-bindings.ts'
import { type HandledWith, handledAfter, type OthersHandled, othersFrom } from '../registry/state/others-handled.ts'
import { type Identified, idsFrom, idsIn } from '../registry/state/persistent-map.ts'
import type {
  Applications,
  DriverRecord,
  Licence,
  OpenBinding,
  Owner,
  Party,
  RecordKind,
  RecordOf,
  VehicleRecord,
  ViolationRecord,
} from '../registry/state/records.ts'
import { yearsAfter } from '../values/calendar.ts'
import { readChannel } from '../values/channel.ts'
import { readFen, wholeReader } from '../values/fen.ts'
import {
  type DriverId,
  type OwnerId,
  readDriverId,
  readOwnerId,
  readVehicleId,
  readViolationId,
  type VehicleId,
  type ViolationId,
} from '../values/ids.ts'
import { type Instant, type LegalDay, legalDay, readInstant, readLegalDay } from '../values/instant.ts'
import { type OwnerKind, type PlateType, readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { readPoints, readRecorder, VIOLATION_STATES, type ViolationState } from '../values/violation.ts'

// The records as plain JSON, as a store keeps them. What the row says by standing where it stands (whose bindings they are)
// is not said again in it.

/** A driver as a store keeps one. */
export interface DriverRow {
  readonly id: DriverId
  readonly licence: Licence
  /** The open bindings, oldest first. */
  readonly bindings: readonly Omit<OpenBinding, 'driver'>[]
  readonly applications: Applications
  /** `null` where no points and no fine were ever entered. */
  readonly ledger: LedgerRow | null
  /** Handlings of others' violations within a year of the last, by vehicle and day. */
  readonly handledForOthers: readonly HandledWith[]
  /** `at` of the last event about the driver. */
  readonly last: Instant
}

/** A driver's points in one scoring period. */
export interface LedgerRow
  extends Omit<Ledger, 'entries' | 'pointed' | 'held' | 'heldInProbation' | 'unpaid' | 'next'> {
  /** Oldest first. */
  readonly entries: readonly EntryRow[]
}

/** A handled violation that counts by its points or by a fine that is not paid. */
export interface EntryRow {
  readonly violation: ViolationId
  readonly points: number
  readonly payBy: LegalDay | null
  readonly inProbation: boolean
}

/** A vehicle as a store keeps one. */
export interface VehicleRow {
  readonly id: VehicleId
  readonly owner: Owner
  readonly ownedSince: Instant
  readonly plateType: PlateType
  readonly operating: boolean
  /** The open bindings, oldest first. */
  readonly bindings: readonly Omit<OpenBinding, 'vehicle'>[]
  readonly bindingsEver: number
  /** Of the two drivers whose bindings ended last, when they did; latest first. */
  readonly ended: readonly EndedBinding[]
  /** The drivers who bound the vehicle in the calendar year of its last binding. */
  readonly boundInYear: { readonly year: string; readonly drivers: readonly DriverId[] } | null
  readonly openViolations: number
  /** Handlings by others than the owner within a year of the last, by driver and day. */
  readonly handledByOthers: readonly HandledWith[]
  /** `at` of the last event about the vehicle. */
  readonly last: Instant
}

/** A violation as a store keeps one: the record itself. */
export type ViolationRow = ViolationRecord

/** A party as a store keeps one. That of a unit never changes. */
export interface PartyRow {
  readonly id: OwnerId
  readonly kind: OwnerKind
  /** The vehicles in the name of an individual; none of a unit. */
  readonly vehicles: readonly VehicleId[]
  /** `at` of the last event about these vehicles; `null` before any, and of a unit. */
  readonly last: Instant | null
}

const readDriverRow: Reader<DriverRecord> = (input, path, issues) => {
  const row = driver(input, path, issues)
  return row === undefined ? undefined : driverFrom(row)
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

const readVehicleRow: Reader<VehicleRecord> = (input, path, issues) => {
  const row = vehicle(input, path, issues)
  return row === undefined ? undefined : vehicleFrom(row)
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

const readViolationRow: Reader<ViolationRecord> = (input, path, issues) => {
  const row = violation(input, path, issues)
  if (row === undefined) return undefined
  if ((row.state === 'handled') === (row.handling !== null)) return violationRow(row)
  report(issues, 'not-reproduced', [...path, 'handling'], wanted.onRecord, row.handling)
  return undefined
}

const readPartyRow: Reader<Party> = (input, path, issues) => {
  const row = party(input, path, issues)
  return row === undefined ? undefined : partyFrom(row)
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

/** What rules count ends where facts do; what a registry counts for itself ends where numbers do. A row that it wrote is read again. */
const counted: Reader<number> = /* @__PURE__ */ wholeReader(COUNT_LIMIT)
const count: Reader<number> = /* @__PURE__ */ wholeReader(Number.MAX_SAFE_INTEGER)
const state: Reader<ViolationState> = /* @__PURE__ */ wordReader(VIOLATION_STATES)
const dayOrNull: Reader<LegalDay | null> = /* @__PURE__ */ orNull(readLegalDay)

const instantOrNull: Reader<Instant | null> = /* @__PURE__ */ orNull(readInstant)

/** Items that a list of a row may have at most. */
const MOST_ITEMS = 1_000_000

const driverBindings = /* @__PURE__ */ list(
  /* @__PURE__ */ record(() => ({
    vehicle: readVehicleId,
    since: readInstant,
    channel: readChannel,
    first: readBoolean,
  })),
  MOST_ITEMS,
  ({ vehicle }) => vehicle,
)
const vehicleBindings = /* @__PURE__ */ list(
  /* @__PURE__ */ record(() => ({
    driver: readDriverId,
    since: readInstant,
    channel: readChannel,
    first: readBoolean,
  })),
  MOST_ITEMS,
  ({ driver }) => driver,
)
const ended = /* @__PURE__ */ list(
  /* @__PURE__ */ record(() => ({ driver: readDriverId, at: readInstant })),
  MOST_ITEMS,
  ({ driver }) => driver,
)
const drivers = /* @__PURE__ */ list(readDriverId, MOST_ITEMS, (id) => id)
const ownVehicles = /* @__PURE__ */ list(readVehicleId, MOST_ITEMS, (id) => id)
const boundInYear = /* @__PURE__ */ orNull(/* @__PURE__ */ record(() => ({ year, drivers })))
const applications = /* @__PURE__ */ record(() => ({
  ever: counted,
  last: dayOrNull,
  thatDay: counted,
  thatYear: counted,
}))
const handlings = /* @__PURE__ */ list(
  /* @__PURE__ */ record(() => ({ other: readOwnerId, day: readLegalDay, times: count })),
  MOST_ITEMS,
  ({ other, day }) => `${day} ${other}`,
)
const entries = /* @__PURE__ */ list(
  /* @__PURE__ */ record(() => ({
    violation: readViolationId,
    points: readPoints,
    payBy: dayOrNull,
    inProbation: readBoolean,
  })),
  MOST_ITEMS,
  ({ violation }) => violation,
)
const fullBy = /* @__PURE__ */ orNull(/* @__PURE__ */ record(() => ({ vehicle: readVehicleId, day: readLegalDay })))
const ledger = /* @__PURE__ */ orNull(
  /* @__PURE__ */ record(() => ({
    from: readLegalDay,
    until: readLegalDay,
    entries,
    deducted: count,
    studies: count,
    studiesBefore: count,
    fullBy,
    tradedOn: dayOrNull,
  })),
)
const handling = /* @__PURE__ */ orNull(
  /* @__PURE__ */ record(() => ({
    driver: readDriverId,
    at: readInstant,
    own: readBoolean,
    payBy: dayOrNull,
    paidAt: instantOrNull,
  })),
)

const driver: Reader<DriverRow> = /* @__PURE__ */ record(() => ({
  id: readDriverId,
  licence,
  bindings: driverBindings,
  applications,
  ledger,
  handledForOthers: handlings,
  last: readInstant,
}))
const vehicle: Reader<VehicleRow> = /* @__PURE__ */ record(() => ({
  id: readVehicleId,
  owner,
  ownedSince: readInstant,
  plateType: readPlateType,
  operating: readBoolean,
  bindings: vehicleBindings,
  bindingsEver: counted,
  ended,
  boundInYear,
  openViolations: count,
  handledByOthers: handlings,
  last: readInstant,
}))
const violation: Reader<ViolationRow> = /* @__PURE__ */ record(() => ({
  id: readViolationId,
  vehicle: readVehicleId,
  occurredAt: readInstant,
  fine: readFen,
  points: readPoints,
  recordedBy: readRecorder,
  state,
  handling,
  last: readInstant,
}))
const party: Reader<PartyRow> = /* @__PURE__ */ record(() => ({
  id: readOwnerId,
  kind: readOwnerKind,
  vehicles: ownVehicles,
  last: instantOrNull,
}))

/** Reads a row of each kind, with its version, as the record that it is. */
export const ROW_READERS: {
  readonly [K in RecordKind]: Reader<{ readonly version: number; readonly record: Identified }>
} = {
  driver: /* @__PURE__ */ record(() => ({ version: count, record: readDriverRow })),
  vehicle: /* @__PURE__ */ record(() => ({ version: count, record: readVehicleRow })),
  violation: /* @__PURE__ */ record(() => ({ version: count, record: readViolationRow })),
  party: /* @__PURE__ */ record(() => ({ version: count, record: readPartyRow })),
}

/** A calendar year in which days can be, in four digits. */
function year(input: unknown, path: Path, issues: Issue[]): string | undefined {
  return readLegalDay(typeof input === 'string' ? `${input}-01-01` : input, path, issues)?.slice(0, 4)
}

function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (input, path, issues) => (input === null ? null : reader(input, path, issues))
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
