import type { Instant } from '../values/instant.ts'
import type { LicenceState } from '../values/licence.ts'
import { get, type PersistentMap } from './persistent-map.ts'
import {
  type DriverRecord,
  endsBindings,
  NONE,
  type Owner,
  type RecordKind,
  type VehicleRecord,
  type ViolationRecord,
} from './records.ts'

/** Where records are looked up. */
export interface Records {
  /** What is loaded, in a registry of one neighbourhood; `null` in a whole one. */
  readonly nearby: Nearby | null
  readonly drivers: PersistentMap<DriverRecord>
  readonly vehicles: PersistentMap<VehicleRecord>
  readonly violations: PersistentMap<ViolationRecord>
}

/** The kinds of rows: records with a clock, and parties, which have none. */
export type RowKind = RecordKind | 'party'
/** The version of each row that was looked up, by kind and id; 0 where the store has none. */
export type Versions = { readonly [K in RowKind]: ReadonlyMap<string, number> }

/** Which row an event changes. */
export interface ChangedRow {
  readonly kind: RowKind
  readonly id: string
  readonly before: ChangedRow | null
}

/**
 * What of a store's records a registry of one neighbourhood has loaded, and which of them its events changed. It brings along
 * what it does, so that a registry with its whole history loads none of it.
 */
export interface Nearby {
  readonly versions: Versions
  /** What the events since were about, the latest first. */
  readonly changed: ChangedRow | null
  /**
   * A record that is not there was looked up and is absent; or nobody looked it up, and then nothing can be said.
   *
   * @throws RangeError if it was not loaded.
   */
  readonly wasLoaded: (kind: RowKind, id: string) => void
  /** After an event: a store has to write all the records that it is about, and a party that it names for the first time. */
  readonly after: (roles: readonly Role[], changed: Present, named: Owner | undefined) => Nearby
}

/** The records that a command is about, loaded once: for deciding it, and for folding in its event. */
export interface Subjects {
  /** `undefined` if the command is about no driver, or about one that is not on record; the next two likewise. */
  readonly driver: DriverRecord | undefined
  readonly vehicle: VehicleRecord | undefined
  readonly violation: ViolationRecord | undefined
  /** The drivers who have the vehicle bound. */
  readonly binders: readonly DriverRecord[]
  /** The vehicles that the driver has bound, if the command ends these bindings. */
  readonly released: readonly VehicleRecord[]
}

/** Nothing loaded yet. */
export const NO_SUBJECTS: Subjects = {
  driver: undefined,
  vehicle: undefined,
  violation: undefined,
  binders: [],
  released: [],
}

/** One place among the subjects. */
export type Slot = keyof Subjects
/** The subjects of an accepted command, which are all on record: those that it names, and those that it brings forth. */
export type Present = { readonly [S in Slot]: Exclude<Subjects[S], undefined> }

/** A record that is ahead of a command: the last event about it is later. It can name another person. */
export interface Ahead {
  readonly kind: RecordKind
  readonly id: string
  /** `at` of the last event about it. */
  readonly last: Instant
}

/** What of a command tells which records it is about. */
interface Naming {
  readonly id?: string
  readonly driver?: string
  readonly vehicle?: string
  readonly violation?: string
  readonly licence?: { readonly states: readonly LicenceState[] }
}

/** One way for a record to be what a command is about. */
export type Role =
  | SingleRole<'driver'>
  | SingleRole<'vehicle'>
  | SingleRole<'violation'>
  | { readonly kind: 'driver'; readonly slot: 'binders'; readonly ids: IdsOf }
  | { readonly kind: 'vehicle'; readonly slot: 'released'; readonly ids: IdsOf }
interface SingleRole<K extends RecordKind> {
  readonly kind: K
  readonly slot: K
  /** Whether the id stands in the command; else it stands in a record that comes before on the list. */
  readonly named: boolean
  readonly id: (input: Naming, found: Subjects) => string | undefined
}
type IdsOf = (input: Naming, found: Subjects) => readonly string[]

/** How a record can be what a command is about, and which place it has among the subjects. */
interface RoleSlots {
  readonly driver: 'driver'
  readonly vehicle: 'vehicle'
  readonly violation: 'violation'
  readonly 'new driver': 'driver'
  readonly 'new vehicle': 'vehicle'
  readonly 'new violation': 'violation'
  readonly 'its vehicle': 'vehicle'
  readonly 'its handler': 'driver'
  readonly 'its binders': 'binders'
  readonly 'vehicles it releases': 'released'
}
export type RoleName = keyof RoleSlots
/** The roles that have some of the places. */
export type RoleOf<S extends Slot> = { [N in RoleName]: RoleSlots[N] extends S ? N : never }[RoleName]

export const ROLES: { readonly [N in RoleName]: Extract<Role, { readonly slot: RoleSlots[N] }> } = {
  driver: { kind: 'driver', slot: 'driver', named: true, id: ({ driver }) => driver },
  vehicle: { kind: 'vehicle', slot: 'vehicle', named: true, id: ({ vehicle }) => vehicle },
  violation: { kind: 'violation', slot: 'violation', named: true, id: ({ violation }) => violation },
  'new driver': { kind: 'driver', slot: 'driver', named: true, id: ({ id }) => id },
  'new vehicle': { kind: 'vehicle', slot: 'vehicle', named: true, id: ({ id }) => id },
  'new violation': { kind: 'violation', slot: 'violation', named: true, id: ({ id }) => id },
  'its vehicle': { kind: 'vehicle', slot: 'vehicle', named: false, id: (_, { violation }) => violation?.vehicle },
  'its handler': {
    kind: 'driver',
    slot: 'driver',
    named: false,
    id: (_, { violation }) => violation?.handling?.driver,
  },
  'its binders': {
    kind: 'driver',
    slot: 'binders',
    ids: (_, { vehicle }) => vehicle?.bindings.map(({ driver }) => driver) ?? NONE,
  },
  'vehicles it releases': {
    kind: 'vehicle',
    slot: 'released',
    ids: ({ licence }, { driver }) =>
      endsBindings(licence?.states ?? NONE) ? (driver?.bindings.map(({ vehicle }) => vehicle) ?? NONE) : NONE,
  },
}

/** A driver on record. @throws RangeError in a neighbourhood that has not loaded it; the next two likewise. */
export function driverIn({ drivers, nearby }: Records, id: string): DriverRecord | undefined {
  const found = get(drivers, id)
  if (found === undefined) nearby?.wasLoaded('driver', id)
  return found
}

export function vehicleIn({ vehicles, nearby }: Records, id: string): VehicleRecord | undefined {
  const found = get(vehicles, id)
  if (found === undefined) nearby?.wasLoaded('vehicle', id)
  return found
}

export function violationIn({ violations, nearby }: Records, id: string): ViolationRecord | undefined {
  const found = get(violations, id)
  if (found === undefined) nearby?.wasLoaded('violation', id)
  return found
}

/** Loads the records that a command is about, as the registry stands. */
export function subjectsOf(records: Records, roles: readonly Role[], input: object): Subjects {
  const found: { -readonly [S in Slot]: Subjects[S] } = {
    driver: undefined,
    vehicle: undefined,
    violation: undefined,
    binders: NONE,
    released: NONE,
  }
  for (let index = 0; index < roles.length; index++) {
    const role = roles[index] as Role
    if (role.slot === 'binders') {
      found.binders = role.ids(input, found).map((id) => driverIn(records, id) as DriverRecord)
    } else if (role.slot === 'released') {
      found.released = role.ids(input, found).map((id) => vehicleIn(records, id) as VehicleRecord)
    } else {
      const id = role.id(input, found)
      if (id === undefined) continue
      if (role.slot === 'driver') found.driver = driverIn(records, id)
      else if (role.slot === 'vehicle') found.vehicle = vehicleIn(records, id)
      else found.violation = violationIn(records, id)
    }
  }
  return found
}

/** The first record, in the order of the roles, of which the last event is later than a command; nothing if there is none. */
export function firstAhead(subjects: Subjects, roles: readonly Role[], at: Instant): Ahead | undefined {
  for (let index = 0; index < roles.length; index++) {
    const { kind, slot } = roles[index] as Role
    const late =
      slot === 'binders' || slot === 'released'
        ? (subjects[slot] as readonly (DriverRecord | VehicleRecord)[]).find(({ last }) => last > at)
        : subjects[slot]
    if (late !== undefined && late.last > at) return aheadOf(kind, late)
  }
  return undefined
}

/** A record as one that is ahead. */
function aheadOf(kind: RecordKind, { id, last }: DriverRecord | VehicleRecord | ViolationRecord): Ahead {
  return Object.freeze({ kind, id, last })
}
