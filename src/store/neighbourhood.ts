import { iterableArgument, mistaken, recordArgument } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { type Issue, type Path, report } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { eachProperty, type Reader, readRecord, readWholeRecord, type Shape } from '../input/read.ts'
import { err, ok, type Parsed } from '../input/result.ts'
import * as wanted from '../input/wanted.ts'
import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { type Command, definitionOf } from '../registry/commands/index.ts'
import type { Outcome } from '../registry/execute.ts'
import { emptyMap, forEach, get, type Identified, type PersistentMap, put } from '../registry/persistent-map.ts'
import { readCommand } from '../registry/read-command.ts'
import {
  type DriverRecord,
  type Party,
  type VehicleRecord,
  type ViolationRecord,
  vehicleRecord,
} from '../registry/records.ts'
import { openRegistry, type Registry, type RegistryOptions, seal, stateOf } from '../registry/registry.ts'
import type { State } from '../registry/state.ts'
import {
  type ChangedRow,
  type Nearby,
  NO_SUBJECTS,
  ROLES,
  type RowKind,
  type Subjects,
  type Versions,
} from '../registry/subjects.ts'
import { wholeReader } from '../values/fen.ts'
import { findContradictions, type Loaded } from './contradictions.ts'
import {
  type DriverRow,
  driverRow,
  type PartyRow,
  readDriverRow,
  readPartyRow,
  readVehicleRow,
  readViolationRow,
  type VehicleRow,
  type ViolationRow,
  vehicleRow,
  violationRow,
} from './rows.ts'

/** The ids of what has to be loaded, by kind. */
export interface Scope {
  readonly drivers: readonly string[]
  readonly vehicles: readonly string[]
  readonly violations: readonly string[]
  readonly parties: readonly string[]
}

/** A row as a store keeps it, with the version that it has there, from 1. */
export interface Row<R> {
  readonly version: number
  readonly record: R
}

/** What was loaded, by kind and id; `null` for an id that was looked up and is absent. Ids that are not there were not looked up. */
export interface Rows {
  readonly drivers?: { readonly [id: string]: Row<DriverRow> | null }
  readonly vehicles?: { readonly [id: string]: Row<VehicleRow> | null }
  readonly violations?: { readonly [id: string]: Row<ViolationRow> | null }
  readonly parties?: { readonly [id: string]: Row<PartyRow> | null }
}

/** A row to be written: `version` is the one that was read, 0 for a new row. */
export type RowChange = { readonly version: number } & StoredRecord
/** A record of a store, with its kind. */
export type StoredRecord =
  | { readonly kind: 'driver'; readonly id: string; readonly record: DriverRow }
  | { readonly kind: 'vehicle'; readonly id: string; readonly record: VehicleRow }
  | { readonly kind: 'violation'; readonly id: string; readonly record: ViolationRow }
  | { readonly kind: 'party'; readonly id: string; readonly record: PartyRow }

/**
 * What a command names itself, known before anything is loaded. For a malformed command nothing: `execute` calls it
 * `invalid` whatever is loaded.
 */
export function scopeOf(command: Command): Scope {
  const read = readCommand(command, [])
  const ids = emptyScope()
  if (read === undefined) return frozenScope(ids)
  const { about, party } = definitionOf(read.type)
  for (const name of about) {
    const role = ROLES[name]
    const id = has(role, 'named') && role.named ? role.id(read.input as object, NO_SUBJECTS) : undefined
    if (id !== undefined) ids[role.kind].add(id)
  }
  if (party !== null) ids.party.add(party(read.input).id)
  return frozenScope(ids)
}

/**
 * What a command is about beside what it names, as the rows say that were loaded, and what of it is not loaded yet;
 * `undefined` if nothing is. Rows that are malformed say nothing: `openNeighbourhood` names them.
 */
export function widen(command: Command, rows: Rows): Scope | undefined {
  return widenAll([command], rows)
}

/**
 * As `widen`, for several commands: the rows are read once.
 *
 * @throws TypeError when `commands` is not iterable.
 */
export function widenAll(commands: readonly Command[], rows: Rows): Scope | undefined {
  iterableArgument('widenAll(commands)', commands)
  const { records, versions } = loaded(rows, [])
  const ids = emptyScope()
  for (const command of commands) {
    const read = readCommand(command, [])
    if (read === undefined) continue
    const { about } = definitionOf(read.type)
    const found: { -readonly [S in keyof Subjects]: Subjects[S] } = { ...NO_SUBJECTS }
    for (const name of about) {
      const role = ROLES[name]
      const those = has(role, 'ids') ? role.ids(read.input as object, found) : [role.id(read.input as object, found)]
      for (const id of those) if (id !== undefined && !versions[role.kind].has(id)) ids[role.kind].add(id)
      if (has(role, 'ids')) continue
      const id = those.at(0) ?? ''
      if (role.slot === 'driver') found.driver = get(records.driver, id)
      else if (role.slot === 'vehicle') found.vehicle = get(records.vehicle, id)
      else found.violation = get(records.violation, id)
    }
  }
  return Object.values(ids).every(({ size }) => size === 0) ? undefined : frozenScope(ids)
}

/**
 * A registry of the rows that were loaded: commands and questions about them are answered as by the whole registry. Rows are
 * outside values: each is read, and a malformed one is an issue whose path names its kind, its id and the field.
 *
 * What is asked of records that were not loaded throws a `RangeError` naming one. There is no history before the first
 * command: rows cannot be judged again.
 *
 * @throws TypeError if `rules` are not made by this copy of the library, or for an unknown option; RangeError if the calendar
 * is malformed.
 */
export function openNeighbourhood(
  rules: RuleSet | RuleBook,
  rows: Rows,
  options: RegistryOptions = {},
): Parsed<Registry> {
  const state = stateOf(openRegistry(rules, options))
  const issues: Issue[] = []
  const { records, versions } = loaded(rows, issues)
  if (issues.length === 0) findContradictions(records, versions, issues)
  if (issues.length > 0) return err(issues)
  return ok(seal({ ...state, ...linked(records), nearby: nearbyOf(versions, null) }))
}

/**
 * What has to be written after a command on a neighbourhood: every record that its event is about, and parties named for
 * the first time. Of commands one after the other on one neighbourhood, the last outcome has the changes of all. Nothing
 * for a command that was refused or is invalid as the first.
 *
 * @throws TypeError if the registry of the outcome is not one of `openNeighbourhood`.
 */
export function changesOf(outcome: Outcome): readonly RowChange[] {
  recordArgument('changesOf(outcome)', outcome, 'an outcome of a command')
  const state = stateOf(outcome.registry)
  const { nearby } = state
  if (nearby === null) {
    throw new TypeError('changesOf(outcome): its registry is whole, and not of openNeighbourhood')
  }
  const seen = new Set<string>()
  const changes: RowChange[] = []
  for (let row = nearby.changed; row !== null; row = row.before) {
    const { kind, id } = row
    if (seen.has(`${kind} ${id}`)) continue
    seen.add(`${kind} ${id}`)
    changes.push({ version: nearby.versions[kind].get(id) ?? 0, ...storedRecord(state, kind, id) })
  }
  return frozen(changes.reverse())
}

/**
 * What one command changed, of several on one neighbourhood: `before` is the registry it was executed on.
 *
 * @throws TypeError if one of the registries is not of `openNeighbourhood`.
 */
export function changesSince(before: Registry, after: Registry): readonly RowChange[] {
  const state = stateOf(after)
  const { nearby } = state
  const earlier = stateOf(before).nearby
  if (nearby === null || earlier === null) {
    throw new TypeError('changesSince: one of the registries is whole, and not of openNeighbourhood')
  }
  const changes = new Map<string, RowChange>()
  for (let row = nearby.changed; row !== null && row !== earlier.changed; row = row.before) {
    const { kind, id } = row
    const key = `${kind} ${id}`
    if (changes.has(key)) continue
    const version = nearby.versions[kind].get(id) ?? 0
    changes.set(key, { version, ...storedRecord(state, kind, id) })
  }
  return frozen([...changes.values()].reverse())
}

/** All records of a whole registry, to be put into empty tables: parties first, then each kind in an order of its own. */
export function recordsOf(registry: Registry): readonly StoredRecord[] {
  const state = stateOf(registry)
  const records: StoredRecord[] = []
  const all = (kind: RowKind, map: PersistentMap<Identified>): void =>
    forEach(map, ({ id }) => records.push(storedRecord(state, kind, id)))
  all('party', state.parties)
  forEach(state.drivers, ({ id }) => {
    if (get(state.parties, id) === undefined) records.push(storedRecord(state, 'party', id))
  })
  all('driver', state.drivers)
  all('vehicle', state.vehicles)
  all('violation', state.violations)
  return frozen(records)
}

type Ids = { readonly [K in RowKind]: Set<string> }

function emptyScope(): Ids {
  return { driver: new Set(), vehicle: new Set(), violation: new Set(), party: new Set() }
}

function frozenScope({ driver, vehicle, violation, party }: Ids): Scope {
  const list = (ids: ReadonlySet<string>): readonly string[] => Object.freeze([...ids])
  return Object.freeze({
    drivers: list(driver),
    vehicles: list(vehicle),
    violations: list(violation),
    parties: list(party),
  })
}

/** The rows, read. */
function loaded(rows: Rows, issues: Issue[]): { readonly records: Loaded; readonly versions: Versions } {
  recordArgument('rows', rows, 'rows by kind')
  const versions = { driver: new Map(), vehicle: new Map(), violation: new Map(), party: new Map() }
  const tableOf =
    <R extends Identified>(kind: RowKind, reader: Reader<R>): Reader<PersistentMap<R>> =>
    (input, path, found) => {
      let records: PersistentMap<R> = emptyMap()
      eachProperty(input, path, found, (id, row) => {
        const read = row === null ? undefined : readRow(row, reader, id, [...path, id], found)
        versions[kind].set(id, read?.version ?? 0)
        if (read !== undefined) records = put(records, read.record)
      })
      return records
    }
  const shape: Shape<Tables> = (take) => ({
    drivers: take(tableOf('driver', readDriverRow)),
    vehicles: take(tableOf('vehicle', readVehicleRow)),
    violations: take(tableOf('violation', readViolationRow)),
    parties: take(tableOf('party', readPartyRow)),
  })
  const { drivers, vehicles, violations, parties } = readRecord(rows, shape, [], issues)
  const records = {
    driver: drivers ?? emptyMap<DriverRecord>(),
    vehicle: vehicles ?? emptyMap<VehicleRecord>(),
    violation: violations ?? emptyMap<ViolationRecord>(),
    party: parties ?? emptyMap<Party>(),
  }
  return { records, versions }
}

/** The records of each kind of rows. */
interface Tables {
  readonly drivers: Loaded['driver']
  readonly vehicles: Loaded['vehicle']
  readonly violations: Loaded['violation']
  readonly parties: Loaded['party']
}

const version: Reader<number> = /* @__PURE__ */ wholeReader(Number.MAX_SAFE_INTEGER)

function readRow<R extends Identified>(
  input: unknown,
  reader: Reader<R>,
  id: string,
  path: Path,
  issues: Issue[],
): Row<R> | undefined {
  const shape: Shape<Row<R>> = (take) => ({ version: take(version), record: take(reader) })
  const row = readWholeRecord(input, shape, path, issues)
  if (row === undefined) return undefined
  if (row.version === 0)
    report(issues, 'out-of-range', [...path, 'version'], wanted.whole({ from: 1, to: Number.MAX_SAFE_INTEGER }), 0)
  if (row.record.id !== id)
    report(issues, 'not-reproduced', [...path, 'record', 'id'], wanted.exactly(id), row.record.id)
  return row
}

/** The records with the indexes that queries go by, as far as they are loaded. */
function linked({
  driver,
  vehicle,
  violation,
  party,
}: Loaded): Pick<State, 'drivers' | 'vehicles' | 'violations' | 'parties'> {
  let vehicles = vehicle
  let parties = party
  forEach(violation, ({ id, vehicle: its }) => {
    const found = get(vehicles, its)
    if (found === undefined) return
    const next = vehicleRecord(found)
    next.violations = { id, before: found.violations }
    vehicles = put(vehicles, next)
  })
  forEach(vehicle, ({ id, registration: { owner } }) => {
    const known = get(parties, owner.id) ?? { ...owner, vehicles: emptyMap() }
    parties = put(parties, { ...known, vehicles: put(known.vehicles, id) })
  })
  return { drivers: driver, vehicles, violations: violation, parties }
}

function nearbyOf(versions: Versions, changed: ChangedRow | null): Nearby {
  return {
    versions,
    changed,
    wasLoaded: (kind, id) => {
      if (versions[kind].has(id)) return
      throw mistaken(`openNeighbourhood(rows): ${kind}`, id, 'loaded; ask scopeOf and widen what to load')
    },
    after: (roles, subjects, named) => {
      let rows = changed
      for (const { kind, slot } of roles) {
        const records = slot === 'binders' || slot === 'released' ? subjects[slot] : [subjects[slot]]
        for (const { id } of records) rows = { kind, id, before: rows }
      }
      const isNew = named !== undefined && versions.party.get(named.id) === 0
      return nearbyOf(versions, isNew ? { kind: 'party', id: named.id, before: rows } : rows)
    },
  }
}

function storedRecord({ drivers, vehicles, violations, parties }: State, kind: RowKind, id: string): StoredRecord {
  if (kind === 'driver') return { kind, id, record: driverRow(get(drivers, id) as DriverRecord) }
  if (kind === 'vehicle') return { kind, id, record: vehicleRow(get(vehicles, id) as VehicleRecord) }
  if (kind === 'violation') return { kind, id, record: violationRow(get(violations, id) as ViolationRecord) }
  // A driver who owns nothing is on record as a driver alone.
  return { kind, id, record: { id: id as PartyRow['id'], kind: get(parties, id)?.kind ?? 'individual' } }
}
