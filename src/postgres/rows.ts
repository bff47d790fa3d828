import { isArray } from '../input/issue.ts'
import type { RegistryEvent } from '../registry/events.ts'
import type { DriverRow, RowChange, RowKind, VehicleRow, ViolationRow } from '../registry/neighbourhood.ts'
import type { PointsStep } from '../registry/points-steps.ts'
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

/** Collects what one or more accepted commands write. */
export interface Collector {
  readonly writes: Writes
  /** Adds an accepted command: its event, and the records as it left them. */
  readonly add: (event: RegistryEvent, changes: readonly RowChange[], before: Lookup, stepsOf: StepsOf) => void
}
/** A record as it stood before the command. */
export type Lookup = (kind: RowKind, id: string) => unknown
/** How the points of a driver go on from a day, as the registry that the command left has it. */
export type StepsOf = (driver: string, day: LegalDay) => readonly PointsStep[]

/** A collector with nothing in it. */
export function collector(): Collector {
  const writes: Writes = {
    drivers: [],
    vehicles: [],
    violations: [],
    parties: [],
    owners: [],
    bindings: [],
    ended: [],
    handlings: [],
    revoked: [],
    steps: [],
    events: [],
    keys: [],
  }
  const records = {
    driver: new Map<string, RecordWrite>(),
    vehicle: new Map<string, RecordWrite>(),
    violation: new Map<string, RecordWrite>(),
  }
  const parties = new Set<string>()
  const openHere = new Map<string, BindingWrite>()
  const standingHere = new Map<string, HandlingWrite>()

  const keep = (kind: 'driver' | 'vehicle' | 'violation', row: RecordWrite) => {
    // A record that an earlier command of the batch changed already replaces the row that was loaded, not a version in between.
    const earlier = records[kind].get(row.id)
    const version = earlier?.version ?? row.version
    records[kind].set(row.id, { ...row, version, changes: row.changes || earlier?.changes === true })
  }

  const add: Collector['add'] = (event, changes, before, stepsOf) => {
    const n = writes.events.length + 1
    const at = epochMillisecondsOf(event.at)
    for (const change of changes) {
      switch (change.kind) {
        case 'party':
          if (!parties.has(change.id)) writes.parties.push({ id: change.id, kind: change.record.kind })
          parties.add(change.id)
          break
        case 'driver': {
          const driver = change.record
          const was = before('driver', change.id) as DriverRow | undefined
          keep('driver', driverRow(change, driver, was))
          bindingsOf(driver, was, at, n)
          if (driver.ledger !== null && !isSame(driver.ledger, was?.ledger)) {
            for (const step of stepsOf(driver.id, legalDay(event.at))) {
              writes.steps.push({ driver: driver.id, day: step.day, n, held: step.held, studies: step.studies })
            }
          }
          break
        }
        case 'vehicle': {
          const vehicle = change.record
          const was = before('vehicle', change.id) as VehicleRow | undefined
          keep('vehicle', vehicleRow(change, vehicle, was))
          if (was?.owner.id !== vehicle.owner.id || was.ownedSince !== vehicle.ownedSince) {
            const { id, owner } = vehicle
            const since = epochMillisecondsOf(vehicle.ownedSince)
            writes.owners.push({ vehicle: id, owner: owner.id, owner_kind: owner.kind, since, n })
          }
          break
        }
        case 'violation': {
          const violation = change.record
          const was = before('violation', change.id) as ViolationRow | undefined
          const recorded = records.violation.get(change.id)
          keep('violation', violationRow(change, violation, event, was, recorded, at, n))
          handlingsOf(event, violation, was, at, n)
        }
      }
    }
    writes.events.push(eventRow(event, changes, at, n))
  }

  const bindingsOf = (driver: DriverRow, was: DriverRow | undefined, at: number, n: number) => {
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
      writes.bindings.push(row)
      openHere.set(`${driver.id} ${vehicle}`, row)
    }
    for (const { vehicle } of was?.bindings ?? []) {
      if (driver.bindings.some((binding) => binding.vehicle === vehicle)) continue
      const made = openHere.get(`${driver.id} ${vehicle}`)
      openHere.delete(`${driver.id} ${vehicle}`)
      if (made === undefined) writes.ended.push({ driver: driver.id, vehicle, released_at: at, released_n: n })
      else Object.assign(made, { released_at: at, released_n: n })
    }
  }

  const handlingsOf = (
    event: RegistryEvent,
    violation: ViolationRow,
    was: ViolationRow | undefined,
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
      writes.handlings.push(row)
      standingHere.set(id, row)
    } else if (handling === null && (was?.handling ?? null) !== null) {
      const made = standingHere.get(id)
      standingHere.delete(id)
      if (made === undefined) writes.revoked.push({ violation: id, revoked_at: at, revoked_n: n })
      else Object.assign(made, { revoked_at: at, revoked_n: n })
    }
  }

  return {
    get writes() {
      return {
        ...writes,
        drivers: [...records.driver.values()],
        vehicles: [...records.vehicle.values()],
        violations: [...records.violation.values()],
      }
    },
    add,
  }
}

function driverRow({ id, version, record }: RowChange, driver: DriverRow, was: DriverRow | undefined): RecordWrite {
  const columns = driverColumns(driver)
  const changes = was === undefined || !isSame(columns, driverColumns(was))
  return { id, version, record: JSON.stringify(record), changes, ...columns }
}

function driverColumns({ licence: { states, classes, firstIssuedOn: first_issued_on } }: DriverRow) {
  return { states, classes, first_issued_on }
}

function vehicleRow({ id, version, record }: RowChange, vehicle: VehicleRow, was: VehicleRow | undefined): RecordWrite {
  const columns = vehicleColumns(vehicle)
  const changes = was === undefined || !isSame(columns, vehicleColumns(was))
  return { id, version, record: JSON.stringify(record), changes, ...columns }
}

function vehicleColumns({ owner, plateType: plate_type, operating }: VehicleRow) {
  return { owner: owner.id, owner_kind: owner.kind, plate_type, operating }
}

function violationRow(
  { id, version, record }: RowChange,
  violation: ViolationRow,
  event: RegistryEvent,
  was: ViolationRow | undefined,
  before: RecordWrite | undefined,
  at: number,
  n: number,
): RecordWrite {
  const { vehicle, fine, points, recordedBy: recorded_by, occurredAt } = violation
  const isWithdrawn = violation.state === 'withdrawn' && was?.state !== 'withdrawn'
  return {
    id,
    version,
    record: JSON.stringify(record),
    changes: isWithdrawn,
    vehicle,
    occurred_at: epochMillisecondsOf(occurredAt),
    recorded_at: before?.recorded_at ?? (event.type === 'violation-recorded' ? at : null),
    n: before?.n ?? (event.type === 'violation-recorded' ? n : null),
    fine,
    points,
    recorded_by,
    withdrawn_at: isWithdrawn ? at : (before?.withdrawn_at ?? null),
    withdrawn_n: isWithdrawn ? n : (before?.withdrawn_n ?? null),
  }
}

function eventRow(event: RegistryEvent, changes: readonly RowChange[], at: number, n: number): EventWrite {
  const of = (kind: RowKind) => changes.find((change) => change.kind === kind)?.id ?? null
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
