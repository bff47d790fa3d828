import { type Issue, type Path, report } from '../input/issue.ts'
import { list, orNullReader, readBoolean, record, wholeReader } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import * as wanted from '../input/wanted.ts'
import { wordReader } from '../input/words.ts'
import { COUNT_LIMIT } from '../law/facts.ts'
import { licence, owner } from '../registry/commands/fields.ts'
import type { Identified } from '../registry/state/persistent-map.ts'
import type { RecordKind } from '../registry/state/records.ts'
import { readChannel } from '../values/channel.ts'
import { readFen } from '../values/fen.ts'
import { readDriverId, readOwnerId, readVehicleId, readViolationId } from '../values/ids.ts'
import { type Instant, type LegalDay, readInstant, readLegalDay } from '../values/instant.ts'
import { readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { readPoints, readRecorder, VIOLATION_STATES, type ViolationState } from '../values/violation.ts'
import { type DriverRow, type PartyRow, type RowOf, recordFrom, type VehicleRow, type ViolationRow } from './rows.ts'

// The tables by which rows are read.

/** What rules count ends where facts do; what a registry counts for itself ends where numbers do. A row that it wrote is read again. */
const counted: Reader<number> = wholeReader(COUNT_LIMIT)
const count: Reader<number> = wholeReader(Number.MAX_SAFE_INTEGER)
const state: Reader<ViolationState> = wordReader(VIOLATION_STATES)
const dayOrNull: Reader<LegalDay | null> = orNullReader(readLegalDay)

const instantOrNull: Reader<Instant | null> = orNullReader(readInstant)

/** Items that a list of a row may have at most. */
const MOST_ITEMS = 1_000_000

const driverBindings = list(
  record(() => ({
    vehicle: readVehicleId,
    since: readInstant,
    channel: readChannel,
    first: readBoolean,
  })),
  MOST_ITEMS,
  ({ vehicle }) => vehicle,
)
const vehicleBindings = list(
  record(() => ({
    driver: readDriverId,
    since: readInstant,
    channel: readChannel,
    first: readBoolean,
  })),
  MOST_ITEMS,
  ({ driver }) => driver,
)
const endings = list(
  record(() => ({ driver: readDriverId, at: readInstant })),
  MOST_ITEMS,
  ({ driver }) => driver,
)
const drivers = list(readDriverId, MOST_ITEMS, (id) => id)
const ownVehicles = list(readVehicleId, MOST_ITEMS, (id) => id)
const boundInYear = orNullReader(record(() => ({ year, drivers })))
const applications = record(() => ({
  ever: counted,
  last: dayOrNull,
  thatDay: counted,
  thatYear: counted,
}))
const handlings = list(
  record(() => ({ other: readOwnerId, day: readLegalDay, times: count })),
  MOST_ITEMS,
  ({ other, day }) => `${day} ${other}`,
)
const entries = list(
  record(() => ({
    violation: readViolationId,
    points: readPoints,
    payBy: dayOrNull,
    inProbation: readBoolean,
  })),
  MOST_ITEMS,
  ({ violation }) => violation,
)
const fullBy = orNullReader(record(() => ({ vehicle: readVehicleId, day: readLegalDay })))
const ledger = orNullReader(
  record(() => ({
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
const handling = orNullReader(
  record(() => ({
    driver: readDriverId,
    at: readInstant,
    own: readBoolean,
    payBy: dayOrNull,
    paidAt: instantOrNull,
  })),
)

const driver: Reader<DriverRow> = record(() => ({
  id: readDriverId,
  licence,
  bindings: driverBindings,
  applications,
  ledger,
  handledForOthers: handlings,
  last: readInstant,
}))
const vehicle: Reader<VehicleRow> = record(() => ({
  id: readVehicleId,
  owner,
  ownedSince: readInstant,
  plateType: readPlateType,
  operating: readBoolean,
  bindings: vehicleBindings,
  bindingsEver: counted,
  ended: endings,
  boundInYear,
  openViolations: count,
  handledByOthers: handlings,
  last: readInstant,
}))
const violation: Reader<ViolationRow> = record(() => ({
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
const party: Reader<PartyRow> = record(() => ({
  id: readOwnerId,
  kind: readOwnerKind,
  vehicles: ownVehicles,
  last: instantOrNull,
}))

/** A handled violation has its handling, and no other has one. */
const consistentViolation: Reader<ViolationRow> = (input, path, issues) => {
  const row = violation(input, path, issues)
  if (row === undefined || (row.state === 'handled') === (row.handling !== null)) return row
  report(issues, 'not-reproduced', [...path, 'handling'], wanted.onRecord, row.handling)
  return undefined
}

/** Reads a row of each kind, with its version, as the record that it is. */
export const ROW_READERS: {
  readonly [K in RecordKind]: Reader<{ readonly version: number; readonly record: Identified }>
} = {
  driver: versioned('driver', driver),
  vehicle: versioned('vehicle', vehicle),
  violation: versioned('violation', consistentViolation),
  party: versioned('party', party),
}

function versioned<K extends RecordKind>(kind: K, reader: Reader<RowOf[K]>) {
  const asRecord: Reader<Identified> = (input, path, issues) => {
    const row = reader(input, path, issues)
    return row === undefined ? undefined : recordFrom(kind, row)
  }
  return record(() => ({ version: count, record: asRecord }))
}

/** A calendar year in which days can be, in four digits. */
function year(input: unknown, path: Path, issues: Issue[]): string | undefined {
  return readLegalDay(typeof input === 'string' ? `${input}-01-01` : input, path, issues)?.slice(0, 4)
}
