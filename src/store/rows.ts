import { type Issue, type Path, report } from '../input/issue.ts'
import { listReader, type Reader, readBoolean, readWholeRecord, type Shape } from '../input/read.ts'
import { wordReader } from '../input/typed-readers.ts'
import * as wanted from '../input/wanted.ts'
import { COUNT_LIMIT } from '../law/facts.ts'
import { licence, owner } from '../registry/commands/fields.ts'
import { driversFrom, driversOfYear, type EndedBinding } from '../registry/former-bindings.ts'
import { entriesOf, type Ledger, ledgerFrom } from '../registry/ledger.ts'
import { type HandledWith, handledAfter, type OthersHandled, othersFrom } from '../registry/others-handled.ts'
import { emptyMap } from '../registry/persistent-map.ts'
import type { RecordOf } from '../registry/records.ts'
import {
  type Applications,
  type DriverRecord,
  driverRecord,
  type Handling,
  type Licence,
  type OpenBinding,
  type Owner,
  type Party,
  type RecordKind,
  type VehicleRecord,
  type ViolationRecord,
  vehicleRecord,
} from '../registry/records.ts'
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
export interface LedgerRow extends Omit<Ledger, 'entries' | 'pointed' | 'held' | 'unpaid' | 'next'> {
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

/** A party as a store keeps one. It never changes. */
export interface PartyRow {
  readonly id: OwnerId
  readonly kind: OwnerKind
}

const readDriverRow: Reader<DriverRecord> = (input, path, issues) => {
  const before = issues.length
  const row = readWholeRecord(input, driverShape, path, issues)
  if (row === undefined || issues.length > before) return undefined
  const { id, ledger } = row
  return driverRecord({
    ...row,
    bindings: row.bindings.map(({ vehicle, since, channel, first }) => ({
      driver: id,
      vehicle,
      since,
      channel,
      first,
    })),
    ledger: ledger === null ? null : ledgerFrom(ledger, ledger.entries.map(entryFrom)),
    handledForOthers: othersFrom(row.handledForOthers),
  })
}

const readVehicleRow: Reader<VehicleRecord> = (input, path, issues) => {
  const before = issues.length
  const row = readWholeRecord(input, vehicleShape, path, issues)
  if (row === undefined || issues.length > before) return undefined
  const { id, owner: registered, ownedSince, plateType, operating, boundInYear: bound } = row
  return vehicleRecord({
    ...row,
    registration: { owner: registered, ownedSince, plateType, operating },
    bindings: row.bindings.map(({ driver, since, channel, first }) => ({ driver, vehicle: id, since, channel, first })),
    boundInYear: bound === null ? null : driversFrom(bound.year, bound.drivers),
    handledByOthers: othersFrom(row.handledByOthers),
    violations: null,
  })
}

const readViolationRow: Reader<ViolationRecord> = (input, path, issues) => {
  const before = issues.length
  const row = readWholeRecord(input, violationShape, path, issues)
  if (row === undefined || issues.length > before) return undefined
  if ((row.state === 'handled') === (row.handling !== null)) return row
  report(issues, 'not-reproduced', [...path, 'handling'], wanted.onRecord, row.handling)
  return undefined
}

const readPartyRow: Reader<Party> = (input, path, issues) => {
  const row = readWholeRecord(input, partyShape, path, issues)
  return row === undefined ? undefined : { id: row.id, kind: row.kind, vehicles: emptyMap() }
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
    boundInYear: boundInYear === null ? null : { year: boundInYear.year, drivers: driversOfYear(boundInYear) },
    openViolations,
    handledByOthers: withinYear(vehicle.handledByOthers, last),
    last,
  }
}

function violationRow(violation: ViolationRecord): ViolationRow {
  const { id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last } = violation
  return { id, vehicle, occurredAt, fine, points, recordedBy, state, handling, last }
}

/** What a store keeps of each kind of record. */
export interface RowOf {
  readonly driver: DriverRow
  readonly vehicle: VehicleRow
  readonly violation: ViolationRow
  readonly party: PartyRow
}

/** Reads a row of each kind as the record that it is. */
export const ROW_READERS: {
  readonly driver: Reader<DriverRecord>
  readonly vehicle: Reader<VehicleRecord>
  readonly violation: Reader<ViolationRecord>
  readonly party: Reader<Party>
} = { driver: readDriverRow, vehicle: readVehicleRow, violation: readViolationRow, party: readPartyRow }

/** The row of a record. */
export function rowOf<K extends RecordKind>(kind: K, record: RecordOf[K]): RowOf[K] {
  return ROW_WRITERS[kind](record)
}
const ROW_WRITERS: { readonly [K in RecordKind]: (record: RecordOf[K]) => RowOf[K] } = {
  driver: driverRow,
  vehicle: vehicleRow,
  violation: violationRow,
}

/** What rules count ends where facts do; what a registry counts for itself ends where numbers do. A row that it wrote is read again. */
const counted: Reader<number> = /* @__PURE__ */ wholeReader(COUNT_LIMIT)
const count: Reader<number> = /* @__PURE__ */ wholeReader(Number.MAX_SAFE_INTEGER)
const state: Reader<ViolationState> = /* @__PURE__ */ wordReader(VIOLATION_STATES)
const dayOrNull: Reader<LegalDay | null> = /* @__PURE__ */ orNull(readLegalDay)

const instantOrNull: Reader<Instant | null> = /* @__PURE__ */ orNull(readInstant)

const driverShape: Shape<DriverRow> = (take) => ({
  id: take(readDriverId),
  licence: take(licence),
  bindings: take(driverBindings),
  applications: take(applications),
  ledger: take(ledgerOrNull),
  handledForOthers: take(handlings),
  last: take(readInstant),
})
const vehicleShape: Shape<VehicleRow> = (take) => ({
  id: take(readVehicleId),
  owner: take(owner),
  ownedSince: take(readInstant),
  plateType: take(readPlateType),
  operating: take(readBoolean),
  bindings: take(vehicleBindings),
  bindingsEver: take(counted),
  ended: take(ended),
  boundInYear: take(boundInYear),
  openViolations: take(count),
  handledByOthers: take(handlings),
  last: take(readInstant),
})
const violationShape: Shape<ViolationRow> = (take) => ({
  id: take(readViolationId),
  vehicle: take(readVehicleId),
  occurredAt: take(readInstant),
  fine: take(readFen),
  points: take(readPoints),
  recordedBy: take(readRecorder),
  state: take(state),
  handling: take(handlingOrNull),
  last: take(readInstant),
})
const partyShape: Shape<PartyRow> = (take) => ({ id: take(readOwnerId), kind: take(readOwnerKind) })

const driverBindings: Reader<DriverRow['bindings']> = /* @__PURE__ */ listReader(
  /* @__PURE__ */ record<DriverRow['bindings'][number]>((take) => ({
    vehicle: take(readVehicleId),
    since: take(readInstant),
    channel: take(readChannel),
    first: take(readBoolean),
  })),
  ({ vehicle }) => vehicle,
)
const vehicleBindings: Reader<VehicleRow['bindings']> = /* @__PURE__ */ listReader(
  /* @__PURE__ */ record<VehicleRow['bindings'][number]>((take) => ({
    driver: take(readDriverId),
    since: take(readInstant),
    channel: take(readChannel),
    first: take(readBoolean),
  })),
  ({ driver }) => driver,
)
const ended: Reader<readonly EndedBinding[]> = /* @__PURE__ */ listReader(
  /* @__PURE__ */ record<EndedBinding>((take) => ({ driver: take(readDriverId), at: take(readInstant) })),
  ({ driver }) => driver,
)
const boundInYear: Reader<VehicleRow['boundInYear']> = /* @__PURE__ */ orNull(
  /* @__PURE__ */ record<NonNullable<VehicleRow['boundInYear']>>((take) => ({
    year: take(year),
    drivers: take(/* @__PURE__ */ listReader(readDriverId, (id) => id)),
  })),
)
const applications: Reader<Applications> = /* @__PURE__ */ record((take) => ({
  ever: take(counted),
  last: take(dayOrNull),
  thatDay: take(counted),
  thatYear: take(counted),
}))
const handlings: Reader<readonly HandledWith[]> = /* @__PURE__ */ listReader(
  /* @__PURE__ */ record<HandledWith>((take) => ({
    other: take(readOwnerId),
    day: take(readLegalDay),
    times: take(count),
  })),
  ({ other, day }) => `${day} ${other}`,
)
const ledgerOrNull: Reader<LedgerRow | null> = /* @__PURE__ */ orNull(
  /* @__PURE__ */ record<LedgerRow>((take) => ({
    from: take(readLegalDay),
    until: take(readLegalDay),
    entries: take(entries),
    deducted: take(count),
    studies: take(count),
    studiesBefore: take(count),
    fullBy: take(fullBy),
    tradedOn: take(dayOrNull),
  })),
)
const entries: Reader<readonly EntryRow[]> = /* @__PURE__ */ listReader(
  /* @__PURE__ */ record<EntryRow>((take) => ({
    violation: take(readViolationId),
    points: take(readPoints),
    payBy: take(dayOrNull),
    inProbation: take(readBoolean),
  })),
  ({ violation }) => violation,
)
const fullBy: Reader<Ledger['fullBy']> = /* @__PURE__ */ orNull(
  /* @__PURE__ */ record<NonNullable<Ledger['fullBy']>>((take) => ({
    vehicle: take(readVehicleId),
    day: take(readLegalDay),
  })),
)
const handlingOrNull: Reader<Handling | null> = /* @__PURE__ */ orNull(
  /* @__PURE__ */ record<Handling>((take) => ({
    driver: take(readDriverId),
    at: take(readInstant),
    own: take(readBoolean),
    payBy: take(dayOrNull),
    paidAt: take(instantOrNull),
  })),
)

/** A calendar year in which days can be, in four digits. */
function year(input: unknown, path: Path, issues: Issue[]): string | undefined {
  return readLegalDay(typeof input === 'string' ? `${input}-01-01` : input, path, issues)?.slice(0, 4)
}

function record<T extends object>(shape: Shape<T>): Reader<T> {
  return (input, path, issues) => readWholeRecord(input, shape, path, issues)
}

function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (input, path, issues) => (input === null ? null : reader(input, path, issues))
}

function entryFrom({ violation: id, ...entry }: EntryRow, place: number): ReturnType<typeof entriesOf>[number] {
  return { id, ...entry, place }
}

function ledgerRow(ledger: Ledger): LedgerRow {
  const { from, until, deducted, studies, studiesBefore, fullBy: by, tradedOn } = ledger
  const rows = entriesOf(ledger).map(({ id, points, payBy, inProbation }) => ({
    violation: id,
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
