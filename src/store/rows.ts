import { type Issue, type Path, report } from '../input/issue.ts'
import { list, orNullReader, readBoolean, record, wholeReader } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import * as wanted from '../input/wanted.ts'
import { wordReader } from '../input/words.ts'
import { COUNT_LIMIT } from '../law/facts.ts'
import { licence, owner } from '../registry/commands/fields.ts'
import { type Entry, entriesOf, type Ledger, ledgerFrom } from '../registry/points/ledger.ts'
import { type DriversOfYear, driversFrom, type EndedBinding } from '../registry/state/former-bindings.ts'
import { type HandledWith, handledAfter, type OthersHandled, othersFrom } from '../registry/state/others-handled.ts'
import { type Identified, idsFrom, idsIn, type PersistentMap } from '../registry/state/persistent-map.ts'
import {
  type Applications,
  type DriverRecord,
  driverRecord,
  type Handling,
  type OpenBinding,
  type Party,
  partyWith,
  type RecordKind,
  type RecordOf,
  type Registration,
  type VehicleRecord,
  type ViolationRecord,
  vehicleRecord,
  violationAs,
} from '../registry/state/records.ts'
import { yearsAfter } from '../values/calendar.ts'
import { readChannel } from '../values/channel.ts'
import { readFen } from '../values/fen.ts'
import {
  type OwnerId,
  readDriverId,
  readOwnerId,
  readVehicleId,
  readViolationId,
  type VehicleId,
} from '../values/ids.ts'
import { type Instant, type LegalDay, legalDay, readInstant, readLegalDay } from '../values/instant.ts'
import { readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { readPoints, readRecorder, VIOLATION_STATES, type ViolationState } from '../values/violation.ts'

// The records as plain JSON, as a store keeps them: one table a kind, of which rows, their readers and their types are made. What the
// row says by standing where it stands (whose bindings they are) is not said again in it.

/** One field of a row: how it is read, and how the record has it where it has it otherwise. */
interface Field<Record, Value, Given> {
  readonly reader: Reader<Given>
  toRow(value: Value, record: Record): Given
  /** `id` is that of the record. */
  toRecord(given: Given, id: string): Value
}
type FieldsOf<Record> = { readonly [K in keyof Record]: Field<Record, Record[K], unknown> }
type GivenIn<F> = { readonly [K in keyof F]: F[K] extends { readonly reader: Reader<infer Given> } ? Given : never }
/** A reader for each field: one that is forgotten does not compile. */
type ReadersOf<Record> = { readonly [K in keyof Record]: Reader<Record[K]> }

/** A field that the row has as the record has it. */
function same<Value>(reader: Reader<Value>): Field<unknown, Value, Value> {
  return { reader, toRow: (value) => value, toRecord: (given) => given }
}

/** What rules count ends where facts do; what a registry counts for itself ends where numbers do. A row that it wrote is read again. */
const counted: Reader<number> = wholeReader(COUNT_LIMIT)
const count: Reader<number> = wholeReader(Number.MAX_SAFE_INTEGER)
const state: Reader<ViolationState> = wordReader(VIOLATION_STATES)
const dayOrNull: Reader<LegalDay | null> = orNullReader(readLegalDay)
const instantOrNull: Reader<Instant | null> = orNullReader(readInstant)
/** Items that a list of a row may have at most. */
const MOST_ITEMS = 1_000_000

function recordOf<Record extends object>(readers: ReadersOf<Record>): Reader<Record> {
  return record(() => ({ ...readers }) as never) as unknown as Reader<Record>
}

/** A list of records, of which no two have the same key. */
function listOf<Item extends object>(readers: ReadersOf<Item>, keyOf: (item: Item) => string): Reader<readonly Item[]> {
  return list(recordOf(readers), MOST_ITEMS, keyOf)
}

/** A binding, of which each end leaves out itself. */
export const BINDING: ReadersOf<OpenBinding> = {
  driver: readDriverId,
  vehicle: readVehicleId,
  since: readInstant,
  channel: readChannel,
  first: readBoolean,
}
const { driver: _, ...bindingOfDriver } = BINDING
const { vehicle: __, ...bindingOfVehicle } = BINDING
const APPLICATIONS: ReadersOf<Applications> = { ever: counted, last: dayOrNull, thatDay: counted, thatYear: counted }
const ENDED: ReadersOf<EndedBinding> = { driver: readDriverId, at: readInstant }
const HANDLED_WITH: ReadersOf<HandledWith> = { other: readOwnerId, day: readLegalDay, times: count }
const HANDLING: ReadersOf<Handling> = {
  driver: readDriverId,
  at: readInstant,
  own: readBoolean,
  payBy: dayOrNull,
  paidOn: dayOrNull,
}

/** A handled violation that counts by its points or by a fine that is not paid. */
export interface EntryRow extends Omit<Entry, 'id' | 'place'> {
  readonly violation: Entry['id']
}
const ENTRY: ReadersOf<EntryRow> = {
  violation: readViolationId,
  points: readPoints,
  payBy: dayOrNull,
  inProbation: readBoolean,
}

/** A driver's points in one scoring period. */
export interface LedgerRow
  extends Omit<Ledger, 'entries' | 'pointed' | 'held' | 'heldInProbation' | 'unpaid' | 'next'> {
  /** Oldest first. */
  readonly entries: readonly EntryRow[]
}
const LEDGER: ReadersOf<LedgerRow> = {
  from: readLegalDay,
  until: readLegalDay,
  entries: listOf(ENTRY, ({ violation }) => violation),
  deducted: count,
  studies: count,
  studiesBefore: count,
  fullBy: orNullReader(record(() => ({ vehicle: readVehicleId, day: readLegalDay }))),
  tradedOn: dayOrNull,
}

/** One literal for both ends of a binding, so that its objects have one hidden class. */
function bindingOf({ driver, vehicle, since, channel, first }: OpenBinding): OpenBinding {
  return { driver, vehicle, since, channel, first }
}

/** Handlings within a year of the last event: no command about the record is dated before it. */
const handledWithOthers: Field<{ readonly last: Instant }, OthersHandled | null, readonly HandledWith[]> = {
  reader: listOf(HANDLED_WITH, ({ other, day }) => `${day} ${other}`),
  toRow: (others, { last }) => handledAfter(others, yearsAfter(legalDay(last), -1)),
  toRecord: othersFrom,
}

const driver = {
  id: same(readDriverId),
  licence: same(licence),
  /** Oldest first. */
  bindings: {
    reader: listOf(bindingOfDriver, ({ vehicle }) => vehicle),
    toRow: (bindings: readonly OpenBinding[]) => bindings.map(({ driver: _, ...rest }) => rest),
    toRecord: (given, id) => given.map((each) => bindingOf({ ...each, driver: id as OpenBinding['driver'] })),
  } satisfies Field<unknown, readonly OpenBinding[], readonly Omit<OpenBinding, 'driver'>[]>,
  applications: same<Applications>(recordOf(APPLICATIONS)),
  /** `null` where no points and no fine were ever entered. */
  ledger: {
    reader: orNullReader<LedgerRow>(recordOf(LEDGER)),
    toRow: (ledger: Ledger | null) => (ledger === null ? null : ledgerRow(ledger)),
    toRecord: (given) => given && ledgerFrom(given, given.entries.map(entryFrom)),
  } satisfies Field<unknown, Ledger | null, LedgerRow | null>,
  handledForOthers: handledWithOthers,
  last: same(readInstant),
} satisfies FieldsOf<DriverRecord>

/** A vehicle, with its registration field by field. Its violations are an index that no command reads. */
type FlatVehicle = Omit<VehicleRecord, 'registration' | 'violations'> & Registration
const vehicle = {
  id: same(readVehicleId),
  owner: same(owner),
  ownedSince: same(readInstant),
  plateType: same(readPlateType),
  operating: same(readBoolean),
  deregisteredAt: same(instantOrNull),
  /** Oldest first. */
  bindings: {
    reader: listOf(bindingOfVehicle, ({ driver }) => driver),
    toRow: (bindings: readonly OpenBinding[]) => bindings.map(({ vehicle: _, ...rest }) => rest),
    toRecord: (given, id) => given.map((each) => bindingOf({ ...each, vehicle: id as OpenBinding['vehicle'] })),
  } satisfies Field<unknown, readonly OpenBinding[], readonly Omit<OpenBinding, 'vehicle'>[]>,
  bindingsEver: same(counted),
  ended: {
    ...same(listOf(ENDED, (each) => each.driver)),
    // An end can be the event that made it.
    toRow: (ended: readonly EndedBinding[]) => ended.map(({ driver, at }) => ({ driver, at })),
  },
  boundInYear: {
    reader: orNullReader(record(() => ({ year, drivers: list(readDriverId, MOST_ITEMS, (id) => id) }))),
    toRow: (drivers: DriversOfYear | null) => drivers && { year: drivers.year, drivers: idsIn(drivers.ids) },
    toRecord: (given) => given && driversFrom(given.year, given.drivers),
  } satisfies Field<unknown, DriversOfYear | null, BoundInYear | null>,
  openViolations: same(count),
  handledByOthers: handledWithOthers,
  last: same(readInstant),
} satisfies FieldsOf<FlatVehicle>
/** The drivers who bound a vehicle in the calendar year of its last binding. */
interface BoundInYear {
  readonly year: string
  readonly drivers: readonly OpenBinding['driver'][]
}

const violation = {
  id: same(readViolationId),
  vehicle: same(orNullReader(readVehicleId)),
  occurredAt: same(readInstant),
  /** In fen. */
  fine: same(readFen),
  points: same(readPoints),
  recordedBy: same(orNullReader(readRecorder)),
  state: same(state),
  handling: same(orNullReader<Handling>(recordOf(HANDLING))),
  last: same(readInstant),
} satisfies FieldsOf<ViolationRecord>

const party = {
  id: same<OwnerId>(readOwnerId),
  kind: same(readOwnerKind),
  /** The vehicles in the name of an individual; none of a unit. */
  vehicles: {
    reader: list(readVehicleId, MOST_ITEMS, (id) => id),
    toRow: (vehicles: PersistentMap<VehicleId>) => idsIn(vehicles),
    toRecord: (given) => idsFrom(given),
  } satisfies Field<unknown, PersistentMap<VehicleId>, readonly VehicleId[]>,
  last: same(instantOrNull),
} satisfies FieldsOf<Party>

/** A driver as a store keeps one. */
export interface DriverRow extends GivenIn<typeof driver> {}
/** A vehicle as a store keeps one. */
export interface VehicleRow extends GivenIn<typeof vehicle> {}
/** A violation as a store keeps one: the record itself. */
export interface ViolationRow extends GivenIn<typeof violation> {}
/** A party as a store keeps one. That of a unit never changes. */
export interface PartyRow extends GivenIn<typeof party> {}
/** What a store keeps of each kind of record. */
export interface RowOf {
  readonly driver: DriverRow
  readonly vehicle: VehicleRow
  readonly violation: ViolationRow
  readonly party: PartyRow
}

/** The fields of each kind, and the literal by which its records are made. */
const KINDS = {
  driver: { fields: driver, flat: (record: DriverRecord) => record, made: driverRecord },
  vehicle: {
    fields: vehicle,
    flat: (record: VehicleRecord): FlatVehicle => ({ ...record, ...record.registration }),
    made: (flat: FlatVehicle) => {
      const { owner, ownedSince, plateType, operating, deregisteredAt } = flat
      return vehicleRecord({
        ...flat,
        registration: { owner, ownedSince, plateType, operating, deregisteredAt },
        violations: null,
      })
    },
  },
  violation: {
    fields: violation,
    flat: (record: ViolationRecord) => record,
    made: (flat: ViolationRecord) => violationAs(flat, flat.state, flat.handling),
  },
  party: { fields: party, flat: (record: Party) => record, made: (flat: Party) => partyWith(flat, flat.vehicles) },
} as const
type AnyKind = {
  readonly fields: Readonly<Record<string, Field<object, unknown, unknown>>>
  readonly flat: (record: object) => Readonly<Record<string, unknown>>
  readonly made: (flat: object) => Identified
}
const ANY_KINDS = KINDS as unknown as Readonly<Record<RecordKind, AnyKind>>

/** The record of a row that is sound. */
export function recordFrom<K extends RecordKind>(kind: K, row: RowOf[K]): RecordOf[K] {
  const { fields, made } = ANY_KINDS[kind]
  const flat: Record<string, unknown> = {}
  for (const name of Object.keys(fields))
    flat[name] = (fields[name] as Field<object, unknown, unknown>).toRecord(row[name as keyof RowOf[K]], row.id)
  return made(flat) as RecordOf[K]
}

/** The row of a record. */
export function rowOf<K extends RecordKind>(kind: K, record: RecordOf[K]): RowOf[K] {
  const { fields, flat } = ANY_KINDS[kind]
  const values = flat(record)
  const row: Record<string, unknown> = {}
  for (const name of Object.keys(fields))
    row[name] = (fields[name] as Field<object, unknown, unknown>).toRow(values[name], record)
  return row as unknown as RowOf[K]
}

/** Reads a row of each kind, with its version, as the record that it is. */
export const ROW_READERS: {
  readonly [K in RecordKind]: Reader<{ readonly version: number; readonly record: Identified }>
} = {
  driver: versioned('driver'),
  vehicle: versioned('vehicle'),
  violation: versioned('violation'),
  party: versioned('party'),
}

function versioned(kind: RecordKind) {
  const readers = Object.entries(ANY_KINDS[kind].fields).map(({ 0: name, 1: { reader } }) => [name, reader] as const)
  const table = Object.fromEntries(readers)
  const row = record(() => ({ ...table })) as unknown as Reader<RowOf[RecordKind]>
  const asRecord: Reader<Identified> = (input, path, issues) => {
    const read = row(input, path, issues)
    if (read === undefined || (kind === 'violation' && !isConsistent(read as ViolationRow, path, issues)))
      return undefined
    return recordFrom(kind, read)
  }
  return record(() => ({ version: count, record: asRecord }))
}

/** A handled violation has its handling, and no other has one. */
function isConsistent({ state: stands, handling }: ViolationRow, path: Path, issues: Issue[]): boolean {
  if ((stands === 'handled') === (handling !== null)) return true
  report(issues, 'not-reproduced', [...path, 'handling'], wanted.onRecord, handling)
  return false
}

function entryFrom({ violation: id, points, payBy, inProbation }: EntryRow, place: number): Entry {
  return { id, points, payBy, inProbation, place }
}

function ledgerRow(ledger: Ledger): LedgerRow {
  const { entries: _, pointed, held, heldInProbation, unpaid, next, ...rest } = ledger
  return { ...rest, entries: entriesOf(ledger).map(({ id, place, ...each }) => ({ violation: id, ...each })) }
}

/** A calendar year in which days can be, in four digits. */
function year(input: unknown, path: Path, issues: Issue[]): string | undefined {
  return readLegalDay(typeof input === 'string' ? `${input}-01-01` : input, path, issues)?.slice(0, 4)
}
