import { frozen } from '../input/freeze.ts'
import { namesOf, readBoolean, type Shape } from '../input/read.ts'
import type { TypedReader } from '../input/reader.ts'
import { orNullReader, wordReader, wordsReader } from '../input/typed-readers.ts'
import { CHANNELS, type Channel, OWNER_CONSENTS, type OwnerConsent } from '../values/channel.ts'
import { type Fen, readFen, wholeReader } from '../values/fen.ts'
import { type DriverId, type OwnerId, readId, type VehicleId } from '../values/ids.ts'
import { type Instant, type InstantInput, readInstant } from '../values/instant.ts'
import { LICENCE_CLASSES, LICENCE_STATES, type LicenceClass, type LicenceState } from '../values/licence.ts'
import { OWNER_KINDS, type OwnerKind, PLATE_TYPES, type PlateType } from '../values/vehicle.ts'
import { POINTS_LIMIT, RECORDERS, type Recorder, VIOLATION_STATES, type ViolationState } from '../values/violation.ts'
import { QUESTIONS, type Question } from './question.ts'

/** What is known when a caller asks: may this driver bind this vehicle 备案? One flat row. */
export interface BindingFacts {
  /** When the binding is asked for. */
  readonly at: Instant
  readonly channel: Channel
  readonly driver: DriverId
  readonly vehicle: VehicleId
  /** The registered owner 所有人; equal to `driver` when the vehicle is the driver's own. */
  readonly vehicleOwner: OwnerId
  readonly vehicleOwnerKind: OwnerKind
  readonly plateType: PlateType
  /** Whether the vehicle is used for hire 营运. */
  readonly operating: boolean
  /** Whether this driver already has an open binding of this vehicle. */
  readonly pairBound: boolean
  /** How many vehicles of others the driver has bound now. */
  readonly driverBindings: number
  /** How many drivers other than the owner have bound the vehicle now. */
  readonly vehicleBindings: number
  /** How many bindings the driver has ever made. */
  readonly driverBindingsEver: number
  /** How many bindings the driver has made on the legal day of `at`. */
  readonly driverApplicationsToday: number
  /** How many bindings the driver has made in the calendar year 自然年 of `at`. */
  readonly driverApplicationsThisYear: number
  readonly ownerConsent: OwnerConsent
  /** Whether the driver was checked to be the holder of the licence. */
  readonly identityVerified: boolean
  /**
   * When the last binding of the vehicle by another driver ended, by release, transfer or cancellation; `null` when there was
   * none.
   */
  readonly vehicleReleasedAt: Instant | null
  /** How many different drivers bound the vehicle in the calendar year 自然年 of `at`, this one included. */
  readonly vehicleDriversBoundThisYear: number
}

/** What is known when a caller asks: may this driver handle this violation 处理? One flat row. */
export interface HandlingFacts {
  /** When the violation is handled. */
  readonly at: Instant
  readonly channel: Channel
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly vehicleOwner: OwnerId
  readonly plateType: PlateType
  readonly violationState: ViolationState
  /** When the violation happened. */
  readonly occurredAt: Instant
  /** The single fine 单笔罚款, in fen. */
  readonly fine: Fen
  /** The violation's points 记分. */
  readonly points: number
  readonly recordedBy: Recorder
  /** When the driver's open binding of the vehicle was made; `null` when there is none. */
  readonly boundSince: Instant | null
  /** Whether that binding is the first the vehicle ever had. Read only by a rule set that clears the backlog with it. */
  readonly firstBinding: boolean
  /**
   * The states of the licence 驾驶证状态, empty when in order. The full score stands here as `full-points`: the caller says
   * so, since no rule concludes it from `pointsHeld`, and the records of one vehicle may still be finished at a window (C11).
   */
  readonly licenceStates: readonly LicenceState[]
  /** The classes that the licence covers 准驾车型. */
  readonly licenceClasses: readonly LicenceClass[]
  /** Points the driver holds in the present scoring period 记分周期, this violation not included. */
  readonly pointsHeld: number
  /** Full-score studies 满分学习 in the present scoring period. */
  readonly fullScoreStudies: number
  /** Whether the one who committed the violation stands at the window. */
  readonly offenderPresent: boolean
  readonly identityVerified: boolean
  /** Vehicles of others whose violations the driver handled within a year, this one included. */
  readonly othersVehiclesHandledThisYear: number
  /** Drivers other than the owner who handled this vehicle's violations within a year, this one included. */
  readonly vehicleOtherDriversThisYear: number
  /**
   * Since when the registered owner is the owner 所有人登记时间. Read only by a rule set that says that a vehicle is one's own
   * only if it was at the act (`own: 'at-act'`).
   */
  readonly ownedSince: Instant
}

/** All facts of both questions. */
export type Facts = BindingFacts & HandlingFacts
/** What may be handed in for a row of facts: any of them absent or `undefined`, not known; each as text, number or `Date`. */
export type FactsInput<T> = { readonly [K in keyof T]?: FactInput<T[K]> | undefined }
type FactInput<V> = V extends Instant
  ? InstantInput
  : V extends DriverId | VehicleId | OwnerId
    ? string
    : V extends Fen
      ? number
      : V
/** Facts about a binding as they come, whole or partial: instants as text with an offset, `Date` or epoch milliseconds. */
export type BindingFactsInput = FactsInput<BindingFacts>
/** Facts about a handling as they come, whole or partial; the fine in fen. */
export type HandlingFactsInput = FactsInput<HandlingFacts>
/** The name of one fact of either question. */
export type FactName = keyof Facts

/** The largest count a fact may hold. */
export const COUNT_LIMIT = 1_000_000

const kinds = ['id', 'instant', 'count', 'flag', 'word', 'words', 'fen'] as const
/** The kinds of facts: `word` is one of a closed list, `words` a set of them, `fen` an amount of money. */
export const FACT_KINDS: typeof kinds = /* @__PURE__ */ Object.freeze(kinds)
/** What kind of thing a fact is, as a word of `FACT_KINDS`. */
export type FactKind = (typeof FACT_KINDS)[number]

/** One fact: its name, what kind of thing it is, which question asks for it, and who can tell it. */
export interface Fact {
  readonly name: FactName
  readonly kind: FactKind
  readonly questions: readonly Question[]
  /** The person who asks, who types it, or the office, which has it in its records. */
  readonly suppliedBy: 'asker' | 'office'
  /** What the fact is about: the driver, the vehicle, the violation, or the act that is asked for. */
  readonly about: 'driver' | 'vehicle' | 'violation' | 'act'
  /** The closed list of a `word` and of `words`. */
  readonly words?: readonly string[]
  /** Whether `null` is a value: it says that there is no such thing, where absent says that it is not known. */
  readonly orNull?: true
  /** The largest value of a `count`; `COUNT_LIMIT` where it is not said. */
  readonly most?: number
  /** What a `count` counts, where issues name it. */
  readonly unit?: 'points'
  /** Where a `count` begins that counts the case itself in. */
  readonly least?: 1
  /** What the fact mostly is, such that no rule refuses: what examples and drawn facts begin with. Ids and instants have none. */
  readonly usual?: boolean | number | string | readonly string[]
}

/** A fact without its name and its questions: how it is read. */
export type FactDescription = Pick<Fact, 'kind' | 'words' | 'orNull' | 'most' | 'unit'>

/** What is written of a fact; its name is its key, and which questions ask for it is seen from the two shapes. */
type Description<V> = Pick<Fact, 'suppliedBy' | 'about'> & KindOf<V>
/** A fact of a type is described by the one kind that has values of this type. */
type KindOf<V> = [V] extends [boolean]
  ? { readonly kind: 'flag'; readonly usual: boolean }
  : [V] extends [Instant | null]
    ? { readonly kind: 'instant' } & (null extends V ? { readonly orNull: true } : unknown)
    : [V] extends [Fen]
      ? { readonly kind: 'fen'; readonly usual: number }
      : [V] extends [number]
        ? {
            readonly kind: 'count'
            readonly most?: number
            readonly unit?: 'points'
            readonly least?: 1
            readonly usual: number
          }
        : [V] extends [DriverId | VehicleId | OwnerId]
          ? { readonly kind: 'id' }
          : [V] extends [readonly (infer W)[]]
            ? { readonly kind: 'words'; readonly words: readonly W[]; readonly usual: V }
            : { readonly kind: 'word'; readonly words: readonly V[]; readonly usual: V }

type Both = keyof BindingFacts & keyof HandlingFacts
type Described<Name extends FactName> = { readonly [K in Name]: Description<Facts[K]> }

// Three tables, so that a page that asks one question does not load the facts of the other.
/** The facts of both questions. */
const OF_BOTH: Described<Both> = {
  at: { kind: 'instant', suppliedBy: 'asker', about: 'act' },
  channel: { kind: 'word', words: CHANNELS, suppliedBy: 'asker', about: 'act', usual: 'app' },
  driver: { kind: 'id', suppliedBy: 'asker', about: 'driver' },
  vehicle: { kind: 'id', suppliedBy: 'asker', about: 'vehicle' },
  vehicleOwner: { kind: 'id', suppliedBy: 'office', about: 'vehicle' },
  plateType: { kind: 'word', words: PLATE_TYPES, suppliedBy: 'office', about: 'vehicle', usual: '02' },
  identityVerified: { kind: 'flag', suppliedBy: 'asker', about: 'driver', usual: true },
}
/** The facts of a binding alone. */
const OF_BINDING: Described<Exclude<keyof BindingFacts, Both>> = {
  vehicleOwnerKind: { kind: 'word', words: OWNER_KINDS, suppliedBy: 'office', about: 'vehicle', usual: 'individual' },
  operating: { kind: 'flag', suppliedBy: 'office', about: 'vehicle', usual: false },
  pairBound: { kind: 'flag', suppliedBy: 'office', about: 'vehicle', usual: false },
  driverBindings: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 0 },
  vehicleBindings: { kind: 'count', suppliedBy: 'office', about: 'vehicle', usual: 0 },
  driverBindingsEver: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 0 },
  driverApplicationsToday: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 0 },
  driverApplicationsThisYear: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 0 },
  ownerConsent: { kind: 'word', words: OWNER_CONSENTS, suppliedBy: 'asker', about: 'vehicle', usual: 'qr' },
  vehicleReleasedAt: { kind: 'instant', orNull: true, suppliedBy: 'office', about: 'vehicle' },
  vehicleDriversBoundThisYear: { kind: 'count', suppliedBy: 'office', about: 'vehicle', usual: 1, least: 1 },
}
/** The facts of a handling alone. */
const OF_HANDLING: Described<Exclude<keyof HandlingFacts, Both>> = {
  violationState: { kind: 'word', words: VIOLATION_STATES, suppliedBy: 'office', about: 'violation', usual: 'open' },
  occurredAt: { kind: 'instant', suppliedBy: 'office', about: 'violation' },
  fine: { kind: 'fen', suppliedBy: 'office', about: 'violation', usual: 10_000 },
  points: { kind: 'count', most: POINTS_LIMIT, unit: 'points', suppliedBy: 'office', about: 'violation', usual: 1 },
  recordedBy: { kind: 'word', words: RECORDERS, suppliedBy: 'office', about: 'violation', usual: 'monitoring' },
  boundSince: { kind: 'instant', orNull: true, suppliedBy: 'office', about: 'vehicle' },
  firstBinding: { kind: 'flag', suppliedBy: 'office', about: 'vehicle', usual: false },
  licenceStates: { kind: 'words', words: LICENCE_STATES, suppliedBy: 'office', about: 'driver', usual: [] },
  licenceClasses: { kind: 'words', words: LICENCE_CLASSES, suppliedBy: 'office', about: 'driver', usual: ['C1'] },
  pointsHeld: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 0 },
  fullScoreStudies: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 0 },
  offenderPresent: { kind: 'flag', suppliedBy: 'asker', about: 'driver', usual: true },
  othersVehiclesHandledThisYear: { kind: 'count', suppliedBy: 'office', about: 'driver', usual: 1, least: 1 },
  vehicleOtherDriversThisYear: { kind: 'count', suppliedBy: 'office', about: 'vehicle', usual: 1, least: 1 },
  ownedSince: { kind: 'instant', suppliedBy: 'office', about: 'vehicle' },
}

const READ_OF_BOTH: ReadersOf<typeof OF_BOTH> = /* @__PURE__ */ readersOf(OF_BOTH)
const READ_OF_BINDING: ReadersOf<typeof OF_BINDING> = /* @__PURE__ */ readersOf(OF_BINDING)
const READ_OF_HANDLING: ReadersOf<typeof OF_HANDLING> = /* @__PURE__ */ readersOf(OF_HANDLING)

// Each shape is a literal, since a record filled in key by key takes 1.2 to 1.4 times as long to read.
/** The facts of a binding, in their order. */
export const bindingShape: Shape<BindingFacts> = (take) => ({
  at: take(READ_OF_BOTH.at),
  channel: take(READ_OF_BOTH.channel),
  driver: take(READ_OF_BOTH.driver),
  vehicle: take(READ_OF_BOTH.vehicle),
  vehicleOwner: take(READ_OF_BOTH.vehicleOwner),
  vehicleOwnerKind: take(READ_OF_BINDING.vehicleOwnerKind),
  plateType: take(READ_OF_BOTH.plateType),
  operating: take(READ_OF_BINDING.operating),
  pairBound: take(READ_OF_BINDING.pairBound),
  driverBindings: take(READ_OF_BINDING.driverBindings),
  vehicleBindings: take(READ_OF_BINDING.vehicleBindings),
  driverBindingsEver: take(READ_OF_BINDING.driverBindingsEver),
  driverApplicationsToday: take(READ_OF_BINDING.driverApplicationsToday),
  driverApplicationsThisYear: take(READ_OF_BINDING.driverApplicationsThisYear),
  ownerConsent: take(READ_OF_BINDING.ownerConsent),
  identityVerified: take(READ_OF_BOTH.identityVerified),
  vehicleReleasedAt: take(READ_OF_BINDING.vehicleReleasedAt),
  vehicleDriversBoundThisYear: take(READ_OF_BINDING.vehicleDriversBoundThisYear),
})

/** The facts of a handling, in their order. */
export const handlingShape: Shape<HandlingFacts> = (take) => ({
  at: take(READ_OF_BOTH.at),
  channel: take(READ_OF_BOTH.channel),
  driver: take(READ_OF_BOTH.driver),
  vehicle: take(READ_OF_BOTH.vehicle),
  vehicleOwner: take(READ_OF_BOTH.vehicleOwner),
  plateType: take(READ_OF_BOTH.plateType),
  violationState: take(READ_OF_HANDLING.violationState),
  occurredAt: take(READ_OF_HANDLING.occurredAt),
  fine: take(READ_OF_HANDLING.fine),
  points: take(READ_OF_HANDLING.points),
  recordedBy: take(READ_OF_HANDLING.recordedBy),
  boundSince: take(READ_OF_HANDLING.boundSince),
  firstBinding: take(READ_OF_HANDLING.firstBinding),
  licenceStates: take(READ_OF_HANDLING.licenceStates),
  licenceClasses: take(READ_OF_HANDLING.licenceClasses),
  pointsHeld: take(READ_OF_HANDLING.pointsHeld),
  fullScoreStudies: take(READ_OF_HANDLING.fullScoreStudies),
  offenderPresent: take(READ_OF_HANDLING.offenderPresent),
  identityVerified: take(READ_OF_BOTH.identityVerified),
  othersVehiclesHandledThisYear: take(READ_OF_HANDLING.othersVehiclesHandledThisYear),
  vehicleOtherDriversThisYear: take(READ_OF_HANDLING.vehicleOtherDriversThisYear),
  ownedSince: take(READ_OF_HANDLING.ownedSince),
})

/** The names of the facts of a binding, in their order. */
export const BINDING_FACTS: readonly (keyof BindingFacts)[] = /* @__PURE__ */ namesOf(bindingShape)
/** The names of the facts of a handling, in their order. */
export const HANDLING_FACTS: readonly (keyof HandlingFacts)[] = /* @__PURE__ */ namesOf(handlingShape)

/** The rows of the table of facts on which a binding is judged. */
export const BINDING_TABLE: readonly Fact[] = /* @__PURE__ */ tableOf('bind', BINDING_FACTS, OF_BINDING)
/** The rows of the table of facts on which a handling is judged. */
export const HANDLING_TABLE: readonly Fact[] = /* @__PURE__ */ tableOf('handle', HANDLING_FACTS, OF_HANDLING)
/** The table of all facts 事实: parsers, masks, forms, columns and pages are made from it. Deeply frozen, JSON-safe. */
export const FACTS: readonly Fact[] = /* @__PURE__ */ merged(BINDING_TABLE, HANDLING_TABLE)

/** Takes a fact out of a row. */
export type ValueOf = (facts: Partial<Facts>) => unknown
type ValuesOf<Name extends FactName> = { readonly [K in Name]: (facts: Partial<Facts>) => Facts[K] | undefined }

// One function a fact: taken by a name that varies, facts are a sixth of the time of a decision (`npm run bench`, part g).
const VALUES_OF_BOTH: ValuesOf<Both> = {
  at: ({ at }) => at,
  channel: ({ channel }) => channel,
  driver: ({ driver }) => driver,
  vehicle: ({ vehicle }) => vehicle,
  vehicleOwner: ({ vehicleOwner }) => vehicleOwner,
  plateType: ({ plateType }) => plateType,
  identityVerified: ({ identityVerified }) => identityVerified,
}
const VALUES_OF_BINDING: ValuesOf<Exclude<keyof BindingFacts, Both>> = {
  vehicleOwnerKind: ({ vehicleOwnerKind }) => vehicleOwnerKind,
  operating: ({ operating }) => operating,
  pairBound: ({ pairBound }) => pairBound,
  driverBindings: ({ driverBindings }) => driverBindings,
  vehicleBindings: ({ vehicleBindings }) => vehicleBindings,
  driverBindingsEver: ({ driverBindingsEver }) => driverBindingsEver,
  driverApplicationsToday: ({ driverApplicationsToday }) => driverApplicationsToday,
  driverApplicationsThisYear: ({ driverApplicationsThisYear }) => driverApplicationsThisYear,
  ownerConsent: ({ ownerConsent }) => ownerConsent,
  vehicleReleasedAt: ({ vehicleReleasedAt }) => vehicleReleasedAt,
  vehicleDriversBoundThisYear: ({ vehicleDriversBoundThisYear }) => vehicleDriversBoundThisYear,
}
const VALUES_OF_HANDLING: ValuesOf<Exclude<keyof HandlingFacts, Both>> = {
  violationState: ({ violationState }) => violationState,
  occurredAt: ({ occurredAt }) => occurredAt,
  fine: ({ fine }) => fine,
  points: ({ points }) => points,
  recordedBy: ({ recordedBy }) => recordedBy,
  boundSince: ({ boundSince }) => boundSince,
  firstBinding: ({ firstBinding }) => firstBinding,
  licenceStates: ({ licenceStates }) => licenceStates,
  licenceClasses: ({ licenceClasses }) => licenceClasses,
  pointsHeld: ({ pointsHeld }) => pointsHeld,
  fullScoreStudies: ({ fullScoreStudies }) => fullScoreStudies,
  offenderPresent: ({ offenderPresent }) => offenderPresent,
  othersVehiclesHandledThisYear: ({ othersVehiclesHandledThisYear }) => othersVehiclesHandledThisYear,
  vehicleOtherDriversThisYear: ({ vehicleOtherDriversThisYear }) => vehicleOtherDriversThisYear,
  ownedSince: ({ ownedSince }) => ownedSince,
}

/** Takes one fact of a binding. */
export function bindingValue(name: FactName): ValueOf {
  return valueIn(VALUES_OF_BINDING, name)
}

/** Takes one fact of a handling. */
export function handlingValue(name: FactName): ValueOf {
  return valueIn(VALUES_OF_HANDLING, name)
}

function valueIn(own: Partial<ValuesOf<FactName>>, name: FactName): ValueOf {
  const both: Partial<ValuesOf<FactName>> = VALUES_OF_BOTH
  return (Object.hasOwn(own, name) ? own : both)[name] as ValueOf
}

/** The facts that no question is answered without: while one of them is not known, nothing is permitted. */
export const REQUIRED_FACTS: readonly ['at', 'driver', 'vehicle'] = /* @__PURE__ */ Object.freeze([
  'at',
  'driver',
  'vehicle',
] as const)

function tableOf(question: Question, names: readonly FactName[], own: Partial<Described<FactName>>): readonly Fact[] {
  const both: Partial<Described<FactName>> = OF_BOTH
  const rows = names.map((name) => {
    const isOwn = Object.hasOwn(own, name)
    return { name, ...(isOwn ? own : both)[name], questions: isOwn ? [question] : QUESTIONS }
  })
  return frozen(rows as readonly Fact[])
}

/** Two tables as one that keeps the order of each; a row of both stands once. */
function merged(one: readonly Fact[], other: readonly Fact[]): readonly Fact[] {
  const rest = [...other]
  const rows = one.flatMap((fact) => {
    const before = rest.splice(0, rest.findIndex(({ name }) => name === fact.name) + 1)
    return [...before.slice(0, -1), fact]
  })
  return Object.freeze([...rows, ...rest])
}

type ReadersOf<T extends Partial<Described<FactName>>> = { readonly [K in keyof T & FactName]: TypedReader<Facts[K]> }

function readersOf<T extends Partial<Described<FactName>>>(described: T): ReadersOf<T> {
  const rows = Object.entries(described) as (readonly [FactName, FactDescription])[]
  return Object.fromEntries(rows.map((row) => [row[0], readerOf(row[1])])) as unknown as ReadersOf<T>
}

/** How a fact is read that is described so. */
export function readerOf(fact: FactDescription): TypedReader<unknown> {
  // Own properties only, also while the library is loaded.
  const unsaid = { words: [], most: COUNT_LIMIT, unit: undefined, orNull: false }
  const { kind, words, most, unit, orNull } = { ...unsaid, ...fact }
  switch (kind) {
    case 'id':
      return readId
    case 'instant':
      return orNull ? orNullReader(readInstant) : readInstant
    case 'flag':
      return readBoolean
    case 'fen':
      return readFen
    case 'count':
      return wholeReader(most, unit)
    case 'word':
      return wordReader(words)
    case 'words':
      return wordsReader(words)
  }
}
