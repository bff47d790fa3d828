import type { Instant } from '../../values/instant.ts'
import { assertLoaded, type Nearby } from './nearby.ts'
import { emptyMap, get, idsIn, type PersistentMap } from './persistent-map.ts'
import {
  absentRecord,
  type Clocked,
  type DriverRecord,
  endsBindings,
  type Licence,
  NONE,
  type Owner,
  type Party,
  type RecordKind,
  type RecordOf,
  type Records,
  type VehicleRecord,
  type ViolationRecord,
} from './records.ts'

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
  /** The individuals in whose name vehicles are that the command registers or asks for. */
  readonly owners: readonly Party[]
  /** The vehicles in the driver's own name, if the command asks for them. */
  readonly owned: readonly VehicleRecord[]
  /** The violations of before that an enrolment tells. */
  readonly told: readonly ViolationRecord[]
}

/** One place among the subjects. */
type Slot = keyof Subjects
/** The subjects of an accepted command, which are all on record: those that it names, and those that it brings forth. */
export type Present = { readonly [S in Slot]: Exclude<Subjects[S], undefined> }

/** A record that is ahead of a command: the last event about it is later. It can name another person. */
export interface RecordAhead {
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
  readonly licence?: Pick<Licence, 'states'> & { readonly firstIssuedOn?: unknown }
  readonly owner?: Owner
  readonly to?: Owner
  readonly history?: { readonly violations: readonly { readonly id: string }[] } | null
}

/** What of an event tells which records it changes: what its command said, and what it did. */
interface Named extends Naming {
  readonly from?: Owner
  readonly endedBindings?: readonly { readonly driver: string; readonly vehicle: string }[]
  readonly vehicles?: readonly string[]
}

/** One way for a record to be what a command is about: alone, or one of many. */
export type Role =
  | SingleRole<'driver'>
  | SingleRole<'vehicle'>
  | SingleRole<'violation'>
  | ManyRole<'driver', 'binders'>
  | ManyRole<'vehicle', 'released'>
  | ManyRole<'party', 'owners'>
  | ManyRole<'vehicle', 'owned'>
  | ManyRole<'violation', 'told'>
interface AnyRole {
  /** It leads to records that the command does not name, from those that it does. */
  readonly leads?: true
}
interface SingleRole<K extends RecordKind> extends AnyRole {
  readonly kind: K
  readonly slot: K
  readonly many: false
  /** From the command, or from a record that comes before on the list. */
  readonly id: (input: Naming, found: Subjects) => string | undefined
  /** From the event alone. */
  readonly idIn: (event: Named) => string | undefined
}
interface ManyRole<K extends RecordKind, S extends Slot> extends AnyRole {
  readonly kind: K
  readonly slot: S
  readonly many: true
  readonly ids: (input: Naming, found: Subjects) => readonly string[]
  readonly idsIn: (event: Named) => readonly string[]
}

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
  readonly 'individual owners': 'owners'
  readonly 'driver as owner': 'owners'
  readonly 'own vehicles': 'owned'
  readonly 'violations of before': 'told'
}
export type RoleName = keyof RoleSlots
/** The places that roles have. */
export type SlotOf<N extends RoleName> = RoleSlots[N]
/** The kind of the records in a place. */
interface SlotKinds {
  readonly driver: 'driver'
  readonly vehicle: 'vehicle'
  readonly violation: 'violation'
  readonly binders: 'driver'
  readonly released: 'vehicle'
  readonly owners: 'party'
  readonly owned: 'vehicle'
  readonly told: 'violation'
}
/** The kinds of the records in these roles. */
export type KindOf<N extends RoleName> = SlotKinds[SlotOf<N>]

const idOf = ({ id }: Naming) => id
const driverIn = ({ driver }: Naming) => driver
const vehicleIn = ({ vehicle }: Naming) => vehicle
const violationIn = ({ violation }: Naming) => violation
const toldIn = ({ history }: Naming) => history?.violations.map(({ id }) => id) ?? NONE
const individuals = (...owners: readonly (Owner | undefined)[]) =>
  owners.flatMap((each) => (each?.kind === 'individual' ? [each.id] : []))

const ROLES: { readonly [N in RoleName]: Extract<Role, { readonly slot: RoleSlots[N] }> } = {
  driver: { kind: 'driver', slot: 'driver', many: false, id: driverIn, idIn: driverIn },
  vehicle: { kind: 'vehicle', slot: 'vehicle', many: false, id: vehicleIn, idIn: vehicleIn },
  violation: { kind: 'violation', slot: 'violation', many: false, id: violationIn, idIn: violationIn },
  'new driver': { kind: 'driver', slot: 'driver', many: false, id: idOf, idIn: idOf },
  'new vehicle': { kind: 'vehicle', slot: 'vehicle', many: false, id: idOf, idIn: idOf },
  'new violation': { kind: 'violation', slot: 'violation', many: false, id: idOf, idIn: idOf },
  'its vehicle': {
    kind: 'vehicle',
    slot: 'vehicle',
    many: false,
    leads: true,
    id: (_, { violation }) => violation?.vehicle ?? undefined,
    idIn: vehicleIn,
  },
  'its handler': {
    kind: 'driver',
    slot: 'driver',
    many: false,
    leads: true,
    id: (_, { violation }) => violation?.handling?.driver,
    idIn: driverIn,
  },
  'its binders': {
    kind: 'driver',
    slot: 'binders',
    many: true,
    leads: true,
    ids: (_, { vehicle }) => vehicle?.bindings.map(({ driver }) => driver) ?? NONE,
    idsIn: ({ endedBindings = NONE }) => endedBindings.map(({ driver }) => driver),
  },
  'vehicles it releases': {
    kind: 'vehicle',
    slot: 'released',
    many: true,
    leads: true,
    ids: ({ licence }, { driver }) =>
      licence !== undefined && endsBindings(licence) ? (driver?.bindings.map(({ vehicle }) => vehicle) ?? NONE) : NONE,
    idsIn: ({ endedBindings = NONE }) => endedBindings.map(({ vehicle }) => vehicle),
  },
  // Who is named, and at a transfer who is the owner so far.
  'individual owners': {
    kind: 'party',
    slot: 'owners',
    many: true,
    leads: true,
    ids: (input, { vehicle }) =>
      Object.hasOwn(input, 'to') ? individuals(input.to, vehicle?.registration.owner) : individuals(input.owner),
    idsIn: ({ owner, to, from }) => individuals(owner, to, from),
  },
  'driver as owner': {
    kind: 'party',
    slot: 'owners',
    many: true,
    ids: ({ driver }) => (driver === undefined ? NONE : [driver]),
    idsIn: ({ driver }) => (driver === undefined ? NONE : [driver]),
  },
  'own vehicles': {
    kind: 'vehicle',
    slot: 'owned',
    many: true,
    leads: true,
    ids: (_, { owners }) => owners.flatMap(({ vehicles }) => idsIn(vehicles)),
    idsIn: ({ vehicles = NONE }) => vehicles,
  },
  'violations of before': { kind: 'violation', slot: 'told', many: true, ids: toldIn, idsIn: toldIn },
}

/** The roles that lead on. */
export const LEADING: readonly string[] = Object.entries(ROLES).flatMap(([name, { leads }]) => (leads ? [name] : []))

/** Roles by their names. */
export function rolesOf(names: readonly RoleName[]): readonly Role[] {
  return names.map((name) => ROLES[name])
}

/** Whether an event names a record in one of these roles, and so changes it. */
export function names(roles: readonly Role[], event: object, kind: RecordKind, id: string): boolean {
  return roles.some((role) => {
    if (role.kind !== kind) return false
    return role.many ? role.idsIn(event).includes(id) : role.idIn(event) === id
  })
}

/** A record by its kind and id. */
export interface RecordName {
  readonly kind: RecordKind
  readonly id: string
}

/** A record as one text: no kind has a space in it. */
export function keyOf({ kind, id }: RecordName): string {
  return `${kind} ${id}`
}

/** The records that an event changes. */
export function namedIn(roles: readonly Role[], event: object): readonly RecordName[] {
  return roles.flatMap((role) => {
    const { kind } = role
    const ids = role.many ? role.idsIn(event) : [role.idIn(event) as string]
    return ids.map((id) => ({ kind, id }))
  })
}

/** A record of the registry. @throws RangeError in a neighbourhood that has not loaded it. */
export function recordIn<K extends RecordKind>(
  state: Records & { readonly nearby: Nearby | null },
  kind: K,
  id: string,
): RecordOf[K] | undefined {
  const found = get(state[kind] as PersistentMap<RecordOf[K]>, id)
  if (found === undefined && state.nearby !== null) assertLoaded(state.nearby, kind, id)
  return found
}

/** Nothing on record: of a command's subjects those are then absent that it names itself. */
export const NO_RECORDS: Records = { driver: emptyMap(), vehicle: emptyMap(), violation: emptyMap(), party: emptyMap() }

/**
 * Looks up the records that a command is about, each role by the command or by the records before it.
 *
 * @param absent is told of each record that is not there; what is absent is `undefined` among the subjects.
 */
export function subjectsOf(
  records: Records,
  roles: readonly Role[],
  input: object,
  absent: ((kind: RecordKind, id: string) => void) | null,
): Subjects {
  const found: { -readonly [S in Slot]: Subjects[S] } = {
    driver: undefined,
    vehicle: undefined,
    violation: undefined,
    binders: NONE,
    released: NONE,
    owners: NONE,
    owned: NONE,
    told: NONE,
  }
  for (let index = 0; index < roles.length; index++) {
    const role = roles[index] as Role
    // A role's slot has records of its kind.
    if (role.many) {
      found[role.slot] = role
        .ids(input, found)
        .map((id) => lookedUp(records, role.kind, id, absent) ?? absentRecord(role.kind, id)) as never
    } else {
      const id = role.id(input, found)
      if (id !== undefined) found[role.slot] = lookedUp(records, role.kind, id, absent) as never
    }
  }
  return found
}

function lookedUp(
  records: Records,
  kind: RecordKind,
  id: string,
  absent: ((kind: RecordKind, id: string) => void) | null,
): Clocked | undefined {
  const record = get<Clocked>(records[kind], id)
  if (record !== undefined) return record
  absent?.(kind, id)
  return undefined
}

/** The first record, in the order of the roles, of which the last event is later than a command; nothing if there is none. */
export function firstAhead(subjects: Subjects, roles: readonly Role[], at: Instant): RecordAhead | undefined {
  for (let index = 0; index < roles.length; index++) {
    const { kind, slot, many } = roles[index] as Role
    const subject = subjects[slot]
    const late = many
      ? (subject as readonly Clocked[]).find(({ last }) => last !== null && last > at)
      : (subject as Clocked | undefined)
    if (late !== undefined && late.last !== null && late.last > at)
      return Object.freeze({ kind, id: late.id, last: late.last })
  }
  return undefined
}
