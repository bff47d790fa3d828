import { isArray } from '../input/issue.ts'
import type { RegistryEvent } from '../registry/log/events.ts'
import { isSameLedger } from '../registry/points/ledger.ts'
import type { PointsStep } from '../registry/points/points-steps.ts'
import type { DriverRecord, ViolationRecord } from '../registry/state/records.ts'
import type { ChangedRecord } from '../store/changes.ts'
import type { DriverRow, RowChange, RowKind, VehicleRow, ViolationRow } from '../store/index.ts'
import { epochMillisecondsOf, type LegalDay, legalDay } from '../values/instant.ts'

/** What one statement writes: records with the versions they replace, and the rows that analysts read. All of it is JSON. */
export interface Writes {
  readonly drivers: RecordWrite[]
  readonly vehicles: RecordWrite[]
  readonly violations: RecordWrite[]
  readonly parties: { id: string; kind: string }[]
  readonly owners: { vehicle: string; owner: string; owner_kind: string; since: number; n: number }[]
  readonly bindings: BindingWrite[]
  /** Ends of bindings that were made by an earlier statement. */
  readonly ended: { driver: string; vehicle: string; released_at: number; released_n: number }[]
  readonly handlings: HandlingWrite[]
  /** Revocations of handlings that an earlier statement wrote. */
  readonly revoked: { violation: string; revoked_at: number; revoked_n: number }[]
  readonly steps: { driver: string; day: string; n: number; held: number; studies: number }[]
  readonly events: EventWrite[]
  /** `n` is the event of the outcome; `null` if it has none. */
  readonly keys: { key: string; command: string; outcome: string; n: number | null }[]
  /** The positions of the events, where they are not new: new ones unless given. */
  readonly positions?: readonly string[]
}

/** A record: `version` is that of the row it replaces, 0 if it is new. The other columns are for analysts; `changes` says whether they do. */
export interface RecordWrite {
  readonly id: string
  readonly version: number
  readonly record: string
  readonly changes: boolean
  readonly [column: string]: unknown
}
interface BindingWrite {
  driver: string
  vehicle: string
  channel: string
  since: number
  n: number
  released_at: number | null
  released_n: number | null
}
interface HandlingWrite {
  violation: string
  driver: string
  vehicle: string
  channel: string
  at: number
  n: number
  own: boolean
  revoked_at: number | null
  revoked_n: number | null
}
interface EventWrite {
  readonly n: number
  readonly type: string
  readonly at: number
  readonly driver: string | null
  readonly vehicle: string | null
  readonly violation: string | null
  readonly event: string
}

/** The event as the store keeps it: without its place in a log, which it has none of. */
export type EventBody = Unplaced<RegistryEvent>
/** Of each event by itself, so that `type` still tells which fields there are. */
type Unplaced<E> = E extends unknown ? Omit<E, 'seq' | 'chain'> : never

/**
 * Collects what one or more accepted commands write. A record that many of them change is made into a row once, in the end: it may be
 * large, as that of a driver with thousands of fines.
 */
export interface Collector {
  /** Adds an accepted command: its event, and the records before and after it. */
  readonly add: (event: RegistryEvent, changes: readonly ChangedRecord[], stepsOf: StepsOf) => void
  /** All that was added, with the records as the last command left them. */
  readonly writes: (rows: readonly RowChange[]) => Writes
}
/** How the points of a driver go on from a day, as the registry that the command left has it. */
export type StepsOf = (driver: string, day: LegalDay) => readonly PointsStep[]

/** What of a violation's row its record does not say: when it was recorded and withdrawn, and by which of the events. */
interface Marks {
  recorded_at: number | null
  n: number | null
  withdrawn_at: number | null
  withdrawn_n: number | null
}

/** A collector with nothing in it. */
export function collector(): Collector {
  const owners: Writes['owners'] = []
  const bindings: BindingWrite[] = []
  const ended: Writes['ended'] = []
  const handlings: HandlingWrite[] = []
  const revoked: Writes['revoked'] = []
  const steps: Writes['steps'] = []
  const events: EventWrite[] = []
  const marks = new Map<string, Marks>()
  const relicensed = new Set<string>()
  const transferred = new Set<string>()
  const openHere = new Map<string, BindingWrite>()
  const standingHere = new Map<string, HandlingWrite>()

  const add: Collector['add'] = (event, changes, stepsOf) => {
    const n = events.length + 1
    const at = epochMillisecondsOf(event.at)
    for (const change of changes) {
      switch (change.kind) {
        case 'driver': {
          const { is: driver, was } = change
          if (was?.licence !== driver.licence) relicensed.add(driver.id)
          bindingsOf(driver, was, at, n)
          if (driver.ledger !== null && !isSameLedger(driver.ledger, was?.ledger ?? null)) {
            for (const step of stepsOf(driver.id, legalDay(event.at))) {
              steps.push({ driver: driver.id, day: step.day, n, held: step.held, studies: step.studies })
            }
          }
          break
        }
        case 'vehicle': {
          const { is: vehicle, was } = change
          const { owner, ownedSince } = vehicle.registration
          if (was?.registration.owner.id !== owner.id || was.registration.ownedSince !== ownedSince) {
            transferred.add(vehicle.id)
            const since = epochMillisecondsOf(ownedSince)
            owners.push({ vehicle: vehicle.id, owner: owner.id, owner_kind: owner.kind, since, n })
          }
          break
        }
        case 'violation': {
          const { is: violation, was } = change
          const mark = marks.get(violation.id) ?? { ...UNMARKED }
          if (event.type === 'violation-recorded') Object.assign(mark, { recorded_at: at, n })
          if (violation.state === 'withdrawn' && was?.state !== 'withdrawn')
            Object.assign(mark, { withdrawn_at: at, withdrawn_n: n })
          marks.set(violation.id, mark)
          handlingsOf(event, violation, was, at, n)
        }
      }
    }
    events.push(eventRow(event, changes, at, n))
  }

  const bindingsOf = (driver: DriverRecord, was: DriverRecord | undefined, at: number, n: number) => {
    for (const { vehicle, channel, since } of driver.bindings) {
      if (was?.bindings.some((binding) => binding.vehicle === vehicle)) continue
      const row = {
        driver: driver.id,
        vehicle,
        channel,
        since: epochMillisecondsOf(since),
        n,
        released_at: null,
        released_n: null,
      }
      bindings.push(row)
      openHere.set(`${driver.id} ${vehicle}`, row)
    }
    for (const { vehicle } of was?.bindings ?? []) {
      if (driver.bindings.some((binding) => binding.vehicle === vehicle)) continue
      const made = openHere.get(`${driver.id} ${vehicle}`)
      openHere.delete(`${driver.id} ${vehicle}`)
      if (made === undefined) ended.push({ driver: driver.id, vehicle, released_at: at, released_n: n })
      else Object.assign(made, { released_at: at, released_n: n })
    }
  }

  const handlingsOf = (
    event: RegistryEvent,
    violation: ViolationRecord,
    was: ViolationRecord | undefined,
    at: number,
    n: number,
  ) => {
    const { handling, vehicle, id } = violation
    if (handling !== null && (was?.handling ?? null) === null) {
      const channel = event.type === 'violation-handled' ? event.channel : ''
      const row = {
        violation: id,
        driver: handling.driver,
        vehicle,
        channel,
        at,
        n,
        own: handling.own,
        revoked_at: null,
        revoked_n: null,
      }
      handlings.push(row)
      standingHere.set(id, row)
    } else if (handling === null && (was?.handling ?? null) !== null) {
      const made = standingHere.get(id)
      standingHere.delete(id)
      if (made === undefined) revoked.push({ violation: id, revoked_at: at, revoked_n: n })
      else Object.assign(made, { revoked_at: at, revoked_n: n })
    }
  }

  const writes: Collector['writes'] = (rows) => {
    const drivers: RecordWrite[] = []
    const vehicles: RecordWrite[] = []
    const violations: RecordWrite[] = []
    const parties: Writes['parties'] = []
    for (const row of rows) {
      if (row.kind === 'driver') drivers.push(driverRow(row, row.record, relicensed.has(row.id)))
      else if (row.kind === 'vehicle') vehicles.push(vehicleRow(row, row.record, transferred.has(row.id)))
      else if (row.kind === 'violation') violations.push(violationRow(row, row.record, marks.get(row.id) ?? UNMARKED))
      else parties.push({ id: row.id, kind: row.record.kind })
    }
    const made = { drivers, vehicles, violations, parties }
    return { ...made, owners, bindings, ended, handlings, revoked, steps, events, keys: [] }
  }

  return { add, writes }
}

const UNMARKED: Marks = { recorded_at: null, n: null, withdrawn_at: null, withdrawn_n: null }

function driverRow({ id, version, record }: RowChange, { licence }: DriverRow, changes: boolean): RecordWrite {
  const { states, classes, firstIssuedOn: first_issued_on } = licence
  return { id, version, record: JSON.stringify(record), changes, states, classes, first_issued_on }
}

function vehicleRow({ id, version, record }: RowChange, vehicle: VehicleRow, changes: boolean): RecordWrite {
  const { owner, plateType: plate_type, operating } = vehicle
  const columns = { owner: owner.id, owner_kind: owner.kind, plate_type, operating }
  return { id, version, record: JSON.stringify(record), changes, ...columns }
}

function violationRow({ id, version, record }: RowChange, violation: ViolationRow, marks: Marks): RecordWrite {
  const { vehicle, fine, points, recordedBy: recorded_by } = violation
  const changes = marks.withdrawn_at !== null
  const occurred_at = epochMillisecondsOf(violation.occurredAt)
  const columns = { vehicle, occurred_at, fine, points, recorded_by, ...marks }
  return { id, version, record: JSON.stringify(record), changes, ...columns }
}

function eventRow(event: RegistryEvent, changes: readonly ChangedRecord[], at: number, n: number): EventWrite {
  const of = (kind: RowKind) => changes.find((change) => change.kind === kind)?.is.id ?? null
  return {
    n,
    type: event.type,
    at,
    driver: of('driver'),
    vehicle: of('vehicle'),
    violation: of('violation'),
    event: JSON.stringify(bodyOf(event)),
  }
}

/** An event without its place in a log. */
export function bodyOf(event: RegistryEvent): EventBody {
  const { seq: _, chain: __, ...body } = event
  return body
}

/** Records that went through JSON are other objects, though nothing changed, and their keys may stand in another order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder)
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(({ 0: one }, { 0: other }) => (one < other ? -1 : 1)))
}
