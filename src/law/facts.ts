import { frozen } from '../input/freeze.ts'
import type { JsonType, JsonTypes } from '../input/json-schema.ts'
import { own } from '../input/own.ts'
import { orNullReader, type RecordReader, readBoolean, record, wholeReader } from '../input/read.ts'
import type { TypedReader } from '../input/reader.ts'
import { type Channel, type OwnerConsent, readChannel, readOwnerConsent } from '../values/channel.ts'
import { type Fen, readFen } from '../values/fen.ts'
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

/** The kinds of facts: `word` is one of a closed list, `words` a set of them, `fen` an amount of money. */
export type FactKind = 'id' | 'instant' | 'count' | 'flag' | 'word' | 'words' | 'fen'

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

const readCount: TypedReader<number> = wholeReader(COUNT_LIMIT)
const readInstantOrNull: TypedReader<Instant | null> = orNullReader(readInstant)

/**
 * One fact: how it is read and taken out of facts, who supplies it, what it is about, what it mostly is, and where its count begins.
 * One function a fact: taken by a name that varies, facts are a sixth of the time of a decision (`npm run bench`, part g).
 */
interface FactRow<V> {
  readonly reader: TypedReader<V>
  readonly value: (facts: Partial<Facts>) => V | undefined
  readonly suppliedBy: Fact['suppliedBy']
  readonly about: Fact['about']
  readonly usual: Usual<V>
}
/** An id and an instant are never usual; only a count begins somewhere. */
type Usual<V> = [V] extends [Instant | null | DriverId | VehicleId | OwnerId]
  ? readonly []
  : [V] extends [number]
    ? readonly [usual: number, least?: 1]
    : readonly [usual: V]
/** The rows of some facts. */
export type FactRows<Name extends FactName = FactName> = { readonly [K in Name]: FactRow<Facts[K]> }

/* @__NO_SIDE_EFFECTS__ */
function row<V extends Facts[FactName]>(
  reader: FactRow<V>['reader'],
  value: FactRow<V>['value'],
  suppliedBy: Fact['suppliedBy'],
  about: Fact['about'],
  ...usual: Usual<V>
): FactRow<V> {
  return { reader, value, suppliedBy, about, usual }
}

// Each fact once. A page that asks one question does not load what only the other asks for.
const at = row(readInstant, (facts) => facts.at, 'asker', 'act')
const channel = row(readChannel, (facts) => facts.channel, 'asker', 'act', 'app')
const driver = row(readDriverId, (facts) => facts.driver, 'asker', 'driver')
const vehicle = row(readVehicleId, (facts) => facts.vehicle, 'asker', 'vehicle')
const vehicleOwner = row(readOwnerId, (facts) => facts.vehicleOwner, 'office', 'vehicle')
const vehicleOwnerKind = row(readOwnerKind, (facts) => facts.vehicleOwnerKind, 'office', 'vehicle', 'individual')
const plateType = row(readPlateType, (facts) => facts.plateType, 'office', 'vehicle', '02')
const operating = row(readBoolean, (facts) => facts.operating, 'office', 'vehicle', false)
const pairBound = row(readBoolean, (facts) => facts.pairBound, 'office', 'vehicle', false)
const driverBindings = row(readCount, (facts) => facts.driverBindings, 'office', 'driver', 0)
const vehicleBindings = row(readCount, (facts) => facts.vehicleBindings, 'office', 'vehicle', 0)
const driverBindingsEver = row(readCount, (facts) => facts.driverBindingsEver, 'office', 'driver', 0)
const driverApplicationsToday = row(readCount, (facts) => facts.driverApplicationsToday, 'office', 'driver', 0)
const driverApplicationsThisYear = row(readCount, (facts) => facts.driverApplicationsThisYear, 'office', 'driver', 0)
const ownerConsent = row(readOwnerConsent, (facts) => facts.ownerConsent, 'asker', 'vehicle', 'qr')
const identityVerified = row(readBoolean, (facts) => facts.identityVerified, 'asker', 'driver', true)
const vehicleReleasedAt = row(readInstantOrNull, (facts) => facts.vehicleReleasedAt, 'office', 'vehicle')
const vehicleDriversBoundThisYear = row(
  readCount,
  (facts) => facts.vehicleDriversBoundThisYear,
  'office',
  'vehicle',
  1,
  1,
)
const violationState = row(readViolationState, (facts) => facts.violationState, 'office', 'violation', 'open')
const occurredAt = row(readInstant, (facts) => facts.occurredAt, 'office', 'violation')
const fine = row(readFen, (facts) => facts.fine, 'office', 'violation', 10_000)
const points = row(readPoints, (facts) => facts.points, 'office', 'violation', 1)
const recordedBy = row(readRecorder, (facts) => facts.recordedBy, 'office', 'violation', 'monitoring')
const boundSince = row(readInstantOrNull, (facts) => facts.boundSince, 'office', 'vehicle')
const firstBinding = row(readBoolean, (facts) => facts.firstBinding, 'office', 'vehicle', false)
const licenceStates = row(readLicenceStates, (facts) => facts.licenceStates, 'office', 'driver', [])
const licenceClasses = row(readLicenceClasses, (facts) => facts.licenceClasses, 'office', 'driver', ['C1'])
const pointsHeld = row(readCount, (facts) => facts.pointsHeld, 'office', 'driver', 0)
const fullScoreStudies = row(readCount, (facts) => facts.fullScoreStudies, 'office', 'driver', 0)
const offenderPresent = row(readBoolean, (facts) => facts.offenderPresent, 'asker', 'driver', true)
const othersVehiclesHandledThisYear = row(
  readCount,
  (facts) => facts.othersVehiclesHandledThisYear,
  'office',
  'driver',
  1,
  1,
)
const vehicleOtherDriversThisYear = row(
  readCount,
  (facts) => facts.vehicleOtherDriversThisYear,
  'office',
  'vehicle',
  1,
  1,
)
const ownedSince = row(readInstant, (facts) => facts.ownedSince, 'office', 'vehicle')

// The facts of each question, in their order.
const bindingRows = (): FactRows<keyof BindingFacts> => ({
  at,
  channel,
  driver,
  vehicle,
  vehicleOwner,
  vehicleOwnerKind,
  plateType,
  operating,
  pairBound,
  driverBindings,
  vehicleBindings,
  driverBindingsEver,
  driverApplicationsToday,
  driverApplicationsThisYear,
  ownerConsent,
  identityVerified,
  vehicleReleasedAt,
  vehicleDriversBoundThisYear,
})
const handlingRows = (): FactRows<keyof HandlingFacts> => ({
  at,
  channel,
  driver,
  vehicle,
  vehicleOwner,
  plateType,
  violationState,
  occurredAt,
  fine,
  points,
  recordedBy,
  boundSince,
  firstBinding,
  licenceStates,
  licenceClasses,
  pointsHeld,
  fullScoreStudies,
  offenderPresent,
  identityVerified,
  othersVehiclesHandledThisYear,
  vehicleOtherDriversThisYear,
  ownedSince,
})

/** The facts of a binding. */
export const BINDING_ROWS: FactRows<keyof BindingFacts> = bindingRows()
/** The facts of a handling. */
export const HANDLING_ROWS: FactRows<keyof HandlingFacts> = handlingRows()

/** Reads the facts of a binding; none is required. */
export const bindingRecord: RecordReader<BindingFacts> = factsRecord<BindingFacts>(bindingRows)
/** Reads the facts of a handling; none is required. */
export const handlingRecord: RecordReader<HandlingFacts> = factsRecord<HandlingFacts>(handlingRows)

/** The names of the facts of a binding, in their order. */
export const BINDING_FACTS: readonly (keyof BindingFacts)[] = namesIn(bindingRecord)
/** The names of the facts of a handling, in their order. */
export const HANDLING_FACTS: readonly (keyof HandlingFacts)[] = namesIn(handlingRecord)

/** The facts on which a binding is judged, and how each is read. */
export const BINDING_TABLE: readonly ReadFact[] = tableOf(BINDING_ROWS)
/** The facts on which a handling is judged, and how each is read. */
export const HANDLING_TABLE: readonly ReadFact[] = tableOf(HANDLING_ROWS)
/** The table of all facts 事实: parsers, masks, forms, columns and pages are made from it. Deeply frozen, JSON-safe. */
export const FACTS: readonly Fact[] = allFacts()

/** The facts that no question is answered without: while one of them is not known, nothing is permitted. */
export const REQUIRED_FACTS: readonly ['at', 'driver', 'vehicle'] = Object.freeze(['at', 'driver', 'vehicle'] as const)

/** Values as the readers give them; a record of them may lack any. */
function factsRecord<T extends object>(rows: () => FactRows<keyof T & FactName>): RecordReader<T> {
  return record(rows) as unknown as RecordReader<T>
}

/** A call, since a bundler keeps a property that is read while a module loads. */
function namesIn<T extends object>({ names }: RecordReader<T>): readonly (keyof T & string)[] {
  return names
}

function tableOf(rows: Partial<FactRows>): readonly ReadFact[] {
  return frozen(
    Object.entries(rows).map(([name, { reader }]) => {
      const named = { name: name as FactName, kind: kindOf(reader.types), reader }
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
  const rows: FactRows = { ...BINDING_ROWS, ...HANDLING_ROWS }
  const asks = { bind: BINDING_ROWS, handle: HANDLING_ROWS }
  const facts = merged(BINDING_TABLE, HANDLING_TABLE).map(({ reader, ...fact }): Fact => {
    const { suppliedBy, about, usual } = rows[fact.name]
    const mostly =
      usual.length === 0 ? {} : usual[1] === undefined ? { usual: usual[0] } : { usual: usual[0], least: usual[1] }
    const questions = QUESTIONS.filter((question) => Object.hasOwn(asks[question], fact.name))
    return { ...fact, ...valuesIn(reader.types.output), suppliedBy, about, ...mostly, questions }
  })
  return frozen(facts)
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
