import { frozen } from '../input/freeze.ts'
import type { JsonType, JsonTypes } from '../input/json-schema.ts'
import { own } from '../input/own.ts'
import { partialRecord, type RecordReader, readBoolean } from '../input/read.ts'
import type { TypedReader } from '../input/reader.ts'
import { orNullReader } from '../input/typed-readers.ts'
import { type Channel, type OwnerConsent, readChannel, readOwnerConsent } from '../values/channel.ts'
import { type Fen, readFen, wholeReader } from '../values/fen.ts'
import { type DriverId, type OwnerId, readDriverId, readOwnerId, readVehicleId, type VehicleId } from '../values/ids.ts'
import { type Instant, type InstantInput, readInstant } from '../values/instant.ts'
import { type LicenceClass, type LicenceState, readLicenceClasses, readLicenceStates } from '../values/licence.ts'
import { type OwnerKind, type PlateType, readOwnerKind, readPlateType } from '../values/vehicle.ts'
import {
  type Recorder,
  readPoints,
  readRecorder,
  readViolationState,
  type ViolationState,
} from '../values/violation.ts'
import type { FactByAsker } from './facts-by-asker.ts'
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

/** A fact with its reader, which says what kind of fact it is: what a page needs that asks for it. */
export type ReadFact = Pick<Fact, 'name' | 'kind' | 'orNull'> & { readonly reader: TypedReader<unknown> }

const readCount: TypedReader<number> = /* @__PURE__ */ wholeReader(COUNT_LIMIT)
const readInstantOrNull: TypedReader<Instant | null> = /* @__PURE__ */ orNullReader(readInstant)

/** The facts of a binding, in their order; none is required. */
export const bindingRecord: RecordReader<BindingFacts> = /* @__PURE__ */ factsRecord<BindingFacts>(() => ({
  at: readInstant,
  channel: readChannel,
  driver: readDriverId,
  vehicle: readVehicleId,
  vehicleOwner: readOwnerId,
  vehicleOwnerKind: readOwnerKind,
  plateType: readPlateType,
  operating: readBoolean,
  pairBound: readBoolean,
  driverBindings: readCount,
  vehicleBindings: readCount,
  driverBindingsEver: readCount,
  driverApplicationsToday: readCount,
  driverApplicationsThisYear: readCount,
  ownerConsent: readOwnerConsent,
  identityVerified: readBoolean,
  vehicleReleasedAt: readInstantOrNull,
  vehicleDriversBoundThisYear: readCount,
}))

/** The facts of a handling, in their order; none is required. */
export const handlingRecord: RecordReader<HandlingFacts> = /* @__PURE__ */ factsRecord<HandlingFacts>(() => ({
  at: readInstant,
  channel: readChannel,
  driver: readDriverId,
  vehicle: readVehicleId,
  vehicleOwner: readOwnerId,
  plateType: readPlateType,
  violationState: readViolationState,
  occurredAt: readInstant,
  fine: readFen,
  points: readPoints,
  recordedBy: readRecorder,
  boundSince: readInstantOrNull,
  firstBinding: readBoolean,
  licenceStates: readLicenceStates,
  licenceClasses: readLicenceClasses,
  pointsHeld: readCount,
  fullScoreStudies: readCount,
  offenderPresent: readBoolean,
  identityVerified: readBoolean,
  othersVehiclesHandledThisYear: readCount,
  vehicleOtherDriversThisYear: readCount,
  ownedSince: readInstant,
}))

/** The names of the facts of a binding, in their order. */
export const BINDING_FACTS: readonly (keyof BindingFacts)[] = /* @__PURE__ */ namesIn(bindingRecord)
/** The names of the facts of a handling, in their order. */
export const HANDLING_FACTS: readonly (keyof HandlingFacts)[] = /* @__PURE__ */ namesIn(handlingRecord)

/** The facts on which a binding is judged, and how each is read. */
export const BINDING_TABLE: readonly ReadFact[] = /* @__PURE__ */ tableOf(bindingRecord)
/** The facts on which a handling is judged, and how each is read. */
export const HANDLING_TABLE: readonly ReadFact[] = /* @__PURE__ */ tableOf(handlingRecord)

/** What is said of a fact whose values are of this type; how it is read, its reader says. */
type Said<V> = Pick<Fact, 'about'> &
  ([V] extends [Instant | null]
    ? unknown
    : [V] extends [DriverId | VehicleId | OwnerId]
      ? unknown
      : [V] extends [boolean]
        ? { readonly usual: boolean }
        : [V] extends [number]
          ? { readonly usual: number; readonly least?: 1 }
          : { readonly usual: V })
/** A fact that `FACTS_BY_ASKER` does not list says that the office supplies it; one that it lists says nothing. */
type SuppliedBy<K extends FactName> = K extends FactByAsker
  ? { readonly suppliedBy?: never }
  : { readonly suppliedBy: 'office' }
/** What is said of each fact beside how it is read: for pages, tables and drawn facts, so that a page that decides does not load it. */
const SAID: { readonly [K in FactName]: Said<Facts[K]> & SuppliedBy<K> } = {
  at: { about: 'act' },
  channel: { about: 'act', usual: 'app' },
  driver: { about: 'driver' },
  vehicle: { about: 'vehicle' },
  vehicleOwner: { suppliedBy: 'office', about: 'vehicle' },
  vehicleOwnerKind: { suppliedBy: 'office', about: 'vehicle', usual: 'individual' },
  plateType: { suppliedBy: 'office', about: 'vehicle', usual: '02' },
  operating: { suppliedBy: 'office', about: 'vehicle', usual: false },
  pairBound: { suppliedBy: 'office', about: 'vehicle', usual: false },
  driverBindings: { suppliedBy: 'office', about: 'driver', usual: 0 },
  vehicleBindings: { suppliedBy: 'office', about: 'vehicle', usual: 0 },
  driverBindingsEver: { suppliedBy: 'office', about: 'driver', usual: 0 },
  driverApplicationsToday: { suppliedBy: 'office', about: 'driver', usual: 0 },
  driverApplicationsThisYear: { suppliedBy: 'office', about: 'driver', usual: 0 },
  ownerConsent: { about: 'vehicle', usual: 'qr' },
  identityVerified: { about: 'driver', usual: true },
  vehicleReleasedAt: { suppliedBy: 'office', about: 'vehicle' },
  vehicleDriversBoundThisYear: { suppliedBy: 'office', about: 'vehicle', usual: 1, least: 1 },
  violationState: { suppliedBy: 'office', about: 'violation', usual: 'open' },
  occurredAt: { suppliedBy: 'office', about: 'violation' },
  fine: { suppliedBy: 'office', about: 'violation', usual: 10_000 },
  points: { suppliedBy: 'office', about: 'violation', usual: 1 },
  recordedBy: { suppliedBy: 'office', about: 'violation', usual: 'monitoring' },
  boundSince: { suppliedBy: 'office', about: 'vehicle' },
  firstBinding: { suppliedBy: 'office', about: 'vehicle', usual: false },
  licenceStates: { suppliedBy: 'office', about: 'driver', usual: [] },
  licenceClasses: { suppliedBy: 'office', about: 'driver', usual: ['C1'] },
  pointsHeld: { suppliedBy: 'office', about: 'driver', usual: 0 },
  fullScoreStudies: { suppliedBy: 'office', about: 'driver', usual: 0 },
  offenderPresent: { about: 'driver', usual: true },
  othersVehiclesHandledThisYear: { suppliedBy: 'office', about: 'driver', usual: 1, least: 1 },
  vehicleOtherDriversThisYear: { suppliedBy: 'office', about: 'vehicle', usual: 1, least: 1 },
  ownedSince: { suppliedBy: 'office', about: 'vehicle' },
}
/** The table of all facts 事实: parsers, masks, forms, columns and pages are made from it. Deeply frozen, JSON-safe. */
export const FACTS: readonly Fact[] = /* @__PURE__ */ allFacts()

/** Takes each fact of a question out of a row. */
export type Values<Name extends FactName = FactName> = {
  readonly [K in Name]: (facts: Partial<Facts>) => Facts[K] | undefined
}

// One function a fact: taken by a name that varies, facts are a sixth of the time of a decision (`npm run bench`, part g).
export const VALUES_OF_BINDING: Values<keyof BindingFacts> = {
  at: (facts) => facts.at,
  channel: (facts) => facts.channel,
  driver: (facts) => facts.driver,
  vehicle: (facts) => facts.vehicle,
  vehicleOwner: (facts) => facts.vehicleOwner,
  vehicleOwnerKind: (facts) => facts.vehicleOwnerKind,
  plateType: (facts) => facts.plateType,
  operating: (facts) => facts.operating,
  pairBound: (facts) => facts.pairBound,
  driverBindings: (facts) => facts.driverBindings,
  vehicleBindings: (facts) => facts.vehicleBindings,
  driverBindingsEver: (facts) => facts.driverBindingsEver,
  driverApplicationsToday: (facts) => facts.driverApplicationsToday,
  driverApplicationsThisYear: (facts) => facts.driverApplicationsThisYear,
  ownerConsent: (facts) => facts.ownerConsent,
  identityVerified: (facts) => facts.identityVerified,
  vehicleReleasedAt: (facts) => facts.vehicleReleasedAt,
  vehicleDriversBoundThisYear: (facts) => facts.vehicleDriversBoundThisYear,
}
export const VALUES_OF_HANDLING: Values<keyof HandlingFacts> = {
  at: (facts) => facts.at,
  channel: (facts) => facts.channel,
  driver: (facts) => facts.driver,
  vehicle: (facts) => facts.vehicle,
  vehicleOwner: (facts) => facts.vehicleOwner,
  plateType: (facts) => facts.plateType,
  violationState: (facts) => facts.violationState,
  occurredAt: (facts) => facts.occurredAt,
  fine: (facts) => facts.fine,
  points: (facts) => facts.points,
  recordedBy: (facts) => facts.recordedBy,
  boundSince: (facts) => facts.boundSince,
  firstBinding: (facts) => facts.firstBinding,
  licenceStates: (facts) => facts.licenceStates,
  licenceClasses: (facts) => facts.licenceClasses,
  pointsHeld: (facts) => facts.pointsHeld,
  fullScoreStudies: (facts) => facts.fullScoreStudies,
  offenderPresent: (facts) => facts.offenderPresent,
  identityVerified: (facts) => facts.identityVerified,
  othersVehiclesHandledThisYear: (facts) => facts.othersVehiclesHandledThisYear,
  vehicleOtherDriversThisYear: (facts) => facts.vehicleOtherDriversThisYear,
  ownedSince: (facts) => facts.ownedSince,
}

/** The facts that no question is answered without: while one of them is not known, nothing is permitted. */
export const REQUIRED_FACTS: readonly ['at', 'driver', 'vehicle'] = /* @__PURE__ */ Object.freeze([
  'at',
  'driver',
  'vehicle',
] as const)

/** Values as the readers give them; a record of them may lack any. */
function factsRecord<T extends object>(readers: () => { readonly [K in keyof T]: TypedReader<T[K]> }): RecordReader<T> {
  return partialRecord(readers) as unknown as RecordReader<T>
}

/** A call, since a bundler keeps a property that is read while a module loads. */
function namesIn<T extends object>({ names }: RecordReader<T>): readonly (keyof T & string)[] {
  return names
}

function tableOf(
  of: Pick<RecordReader<BindingFacts>, 'readers'> & { readonly names: readonly string[] },
): readonly ReadFact[] {
  const readers = of.readers as readonly TypedReader<unknown>[]
  return frozen(
    readers.map((reader, place) => {
      const name = of.names[place] as FactName
      const named = { name, kind: kindOf(reader.types), reader }
      return own(reader.types.output.kind === 'either' ? { ...named, orNull: true } : named)
    }),
  )
}

/** What kind of fact is read by a reader of such types. */
function kindOf({ input, output }: JsonTypes): FactKind {
  switch (output.kind) {
    case 'flag':
    case 'fen':
    case 'word':
      return output.kind
    case 'list':
      return 'words'
    case 'points':
    case 'whole':
      return 'count'
    case 'either':
      return kindOf({ input, output: output.of[0] as JsonType })
    default:
      // A moment may be a number too; an id is text alone.
      return input.kind === 'either' && input.of.some(({ kind }) => kind === 'whole') ? 'instant' : 'id'
  }
}

/** What values a fact may have that is read by a reader of such a type, where its kind does not say it. */
function valuesIn(type: JsonType): Pick<Fact, 'words' | 'most' | 'unit'> {
  switch (type.kind) {
    case 'points':
      return { most: type.to, unit: type.kind }
    case 'whole':
      return type.to === COUNT_LIMIT ? {} : { most: type.to }
    case 'word':
      return { words: type.of }
    case 'list':
      return valuesIn(type.of)
    default:
      return {}
  }
}

function allFacts(): readonly Fact[] {
  const rows = merged(BINDING_TABLE, HANDLING_TABLE).map(({ reader, ...row }): Fact => {
    const asks = { bind: BINDING_FACTS, handle: HANDLING_FACTS }
    const questions = QUESTIONS.filter((question) => asks[question].some((name) => name === row.name))
    const said = { suppliedBy: 'asker', ...SAID[row.name] } as const
    return { ...row, ...valuesIn(reader.types.output), ...said, questions }
  })
  return frozen(rows)
}

/** Two tables as one that keeps the order of each; a row of both stands once. */
function merged(one: readonly ReadFact[], other: readonly ReadFact[]): readonly ReadFact[] {
  const rest = [...other]
  const rows = one.flatMap((fact) => {
    const before = rest.splice(0, rest.findIndex(({ name }) => name === fact.name) + 1)
    return [...before.slice(0, -1), fact]
  })
  return [...rows, ...rest]
}
