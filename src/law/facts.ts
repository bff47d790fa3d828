import { frozen } from '../input/freeze.ts'
import type { JsonType } from '../input/json-schema.ts'
import { owns } from '../input/own.ts'
import { orNullReader, type RecordReader, readBoolean, record, wholeReader } from '../input/read.ts'
import type { TypedReader } from '../input/reader.ts'
import { readChannel, readOwnerConsent } from '../values/channel.ts'
import { type Fen, readFen } from '../values/fen.ts'
import { type DriverId, type OwnerId, readDriverId, readOwnerId, readVehicleId, type VehicleId } from '../values/ids.ts'
import { type Instant, type InstantInput, readInstant } from '../values/instant.ts'
import { readLicenceClasses, readLicenceStates } from '../values/licence.ts'
import { readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { readPoints, readRecorder, readViolationState } from '../values/violation.ts'
import { QUESTIONS, type Question } from './question.ts'

/** The largest count a fact may hold. */
export const COUNT_LIMIT = 1_000_000

/** The kinds of facts, and what a value of each is: `word` is one of a closed list, `words` a set of them, `fen` an amount of money. */
interface Kinds {
  readonly id: DriverId | VehicleId | OwnerId
  readonly instant: Instant | null
  readonly count: number
  readonly flag: boolean
  readonly word: string
  readonly words: readonly string[]
  readonly fen: Fen
}
/** The kinds of facts. Whatever treats facts by their kind has a table with a row for each. */
export type FactKind = keyof Kinds
/** How a value of each kind may be handed in. */
interface Inputs<V> {
  readonly id: string
  readonly instant: InstantInput | Extract<V, null>
  readonly count: number
  readonly flag: boolean
  readonly word: V
  readonly words: V
  readonly fen: number
}

/** One fact: its name, what kind of thing it is, which question asks for it, and who can tell it. */
export interface Fact {
  readonly name: FactName
  readonly kind: FactKind
  readonly questions: readonly Question[]
  /**
   * The person who asks, who types it; the office, which has it in its registry; or others, of whom the office learns it: no registry of this
   * library keeps it, and under a rule that asks for it a registry answers `undetermined`.
   */
  readonly suppliedBy: 'asker' | 'office' | 'others'
  /** What the fact is about: the driver, the vehicle, the violation, or the act that is asked for. */
  readonly about: 'driver' | 'vehicle' | 'violation' | 'act'
  /** An ordinary value, with which no rule refuses: examples, drawn facts and tests begin with it. */
  readonly example: Example
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
}
type Example = null | boolean | number | string | readonly string[]

/** A fact with its reader: what a page needs that asks for it. */
export type ReadFact = Pick<Fact, 'name' | 'kind'> & {
  readonly orNull: boolean
  readonly reader: TypedReader<unknown>
}

/**
 * One fact: its kind, how it is read and taken out of facts, who supplies it, and what it is about.
 * One function a fact: taken by a name that varies, facts are a sixth of the time of a decision (`npm run bench`, part g).
 */
interface FactRow<V, K extends FactKind = FactKind, By extends Fact['suppliedBy'] = Fact['suppliedBy']>
  extends Pick<Fact, 'about' | 'orNull' | 'least'> {
  readonly kind: K
  readonly reader: TypedReader<V>
  readonly value: (facts: Partial<Facts>) => V | undefined
  readonly suppliedBy: By
}
/** Only a fact whose reader reads `null` may be `null`; only a count begins somewhere. */
type More<V> = null extends V
  ? [Pick<Fact, 'orNull'> & { readonly orNull: true }]
  : V extends number
    ? [Pick<Fact, 'least'>?]
    : []

/** Makes rows of facts: first the kind and the reader, which several share, then what each has by itself. */
function factOf<K extends FactKind, V extends Kinds[K]>(kind: K, reader: TypedReader<V>, ...{ 0: more }: More<V>) {
  return <By extends Fact['suppliedBy']>(
    // biome-ignore lint/suspicious/noExplicitAny: the types of facts are made of these rows; a test holds each against its name.
    value: (facts: any) => V | undefined,
    suppliedBy: By,
    about: Fact['about'],
  ): FactRow<V, K, By> => ({ kind, reader, value, suppliedBy, about, ...more })
}
const instant = factOf('instant', readInstant)
const instantOrNull = factOf('instant', orNullReader(readInstant), { orNull: true })
const flag = factOf('flag', readBoolean)
const count = factOf('count', wholeReader(COUNT_LIMIT))
/** A count that has the case itself in it. */
const countWithThis = factOf('count', wholeReader(COUNT_LIMIT), { least: 1 })

// Each fact once: how it is taken out of facts, who supplies it, and what it is about. A page that asks one question does not load what only the other
// asks for.
const at = instant((facts) => facts.at, 'asker', 'act')
const channel = factOf('word', readChannel)((facts) => facts.channel, 'asker', 'act')
const driver = factOf('id', readDriverId)((facts) => facts.driver, 'asker', 'driver')
const vehicle = factOf('id', readVehicleId)((facts) => facts.vehicle, 'asker', 'vehicle')
const vehicleOwner = factOf('id', readOwnerId)((facts) => facts.vehicleOwner, 'office', 'vehicle')
const vehicleOwnerKind = factOf('word', readOwnerKind)((facts) => facts.vehicleOwnerKind, 'office', 'vehicle')
const plateType = factOf('word', readPlateType)((facts) => facts.plateType, 'office', 'vehicle')
const operating = flag((facts) => facts.operating, 'office', 'vehicle')
const pairBound = flag((facts) => facts.pairBound, 'office', 'vehicle')
const driverBindings = count((facts) => facts.driverBindings, 'office', 'driver')
const vehicleBindings = count((facts) => facts.vehicleBindings, 'office', 'vehicle')
const driverBindingsEver = count((facts) => facts.driverBindingsEver, 'office', 'driver')
const driverApplicationsToday = count((facts) => facts.driverApplicationsToday, 'office', 'driver')
const driverApplicationsThisYear = count((facts) => facts.driverApplicationsThisYear, 'office', 'driver')
const ownerConsent = factOf('word', readOwnerConsent)((facts) => facts.ownerConsent, 'asker', 'vehicle')
const identityVerified = flag((facts) => facts.identityVerified, 'asker', 'driver')
const vehicleReleasedAt = instantOrNull((facts) => facts.vehicleReleasedAt, 'office', 'vehicle')
const vehicleDriversBoundThisYear = countWithThis((facts) => facts.vehicleDriversBoundThisYear, 'office', 'vehicle')
const violationState = factOf('word', readViolationState)((facts) => facts.violationState, 'office', 'violation')
const occurredAt = instant((facts) => facts.occurredAt, 'office', 'violation')
const fine = factOf('fen', readFen)((facts) => facts.fine, 'office', 'violation')
const points = factOf('count', readPoints)((facts) => facts.points, 'office', 'violation')
const recordedBy = factOf('word', readRecorder)((facts) => facts.recordedBy, 'office', 'violation')
const boundSince = instantOrNull((facts) => facts.boundSince, 'office', 'vehicle')
const firstBinding = flag((facts) => facts.firstBinding, 'office', 'vehicle')
const licenceStates = factOf('words', readLicenceStates)((facts) => facts.licenceStates, 'office', 'driver')
const licenceClasses = factOf('words', readLicenceClasses)((facts) => facts.licenceClasses, 'office', 'driver')
const pointsHeld = count((facts) => facts.pointsHeld, 'office', 'driver')
const fullScoreStudies = count((facts) => facts.fullScoreStudies, 'office', 'driver')
const offenderPresent = flag((facts) => facts.offenderPresent, 'asker', 'driver')
const othersVehiclesHandledThisYear = countWithThis((facts) => facts.othersVehiclesHandledThisYear, 'office', 'driver')
const vehicleOtherDriversThisYear = countWithThis((facts) => facts.vehicleOtherDriversThisYear, 'office', 'vehicle')
const ownedSince = instant((facts) => facts.ownedSince, 'office', 'vehicle')

// The facts of each question, in their order: literals, since each row of facts that is read is made of one.
const bindingRows = () => ({
  /** When the binding is asked for. */
  at,
  channel,
  driver,
  vehicle,
  /** The registered owner 所有人; equal to `driver` when the vehicle is the driver's own. */
  vehicleOwner,
  vehicleOwnerKind,
  plateType,
  /** Whether the vehicle is used for hire 营运. */
  operating,
  /** Whether this driver already has an open binding of this vehicle. */
  pairBound,
  /** How many vehicles of others the driver has bound now. */
  driverBindings,
  /** How many drivers other than the owner have bound the vehicle now. */
  vehicleBindings,
  /** How many bindings the driver has ever made. */
  driverBindingsEver,
  /** How many bindings the driver has made on the legal day of `at`. */
  driverApplicationsToday,
  /** How many bindings the driver has made in the calendar year 自然年 of `at`. */
  driverApplicationsThisYear,
  ownerConsent,
  /** Whether the driver was checked to be the holder of the licence. */
  identityVerified,
  /**
   * When the last binding of the vehicle by another driver ended, by release, transfer or cancellation; `null` when there was
   * none.
   */
  vehicleReleasedAt,
  /** How many different drivers bound the vehicle in the calendar year 自然年 of `at`, this one included. */
  vehicleDriversBoundThisYear,
})
const handlingRows = () => ({
  /** When the violation is handled. */
  at,
  channel,
  driver,
  vehicle,
  vehicleOwner,
  plateType,
  violationState,
  /** When the violation happened. */
  occurredAt,
  /** The single fine 单笔罚款, in fen. */
  fine,
  /** The violation's points 记分. */
  points,
  recordedBy,
  /** When the driver's open binding of the vehicle was made; `null` when there is none. */
  boundSince,
  /** Whether that binding is the first the vehicle ever had. Read only by a rule set that clears the backlog with it. */
  firstBinding,
  /**
   * The states of the licence 驾驶证状态, empty when in order. The full score stands here as `full-points`: the caller says
   * so, since no rule concludes it from `pointsHeld`, and the records of one vehicle may still be finished at a window (C11).
   */
  licenceStates,
  /** The classes that the licence covers 准驾车型. */
  licenceClasses,
  /** Points the driver holds in the present scoring period 记分周期, this violation not included. */
  pointsHeld,
  /** Full-score studies 满分学习 in the present scoring period. */
  fullScoreStudies,
  /** Whether the one who committed the violation stands at the window. */
  offenderPresent,
  identityVerified,
  /** Vehicles of others whose violations the driver handled within a year, this one included. */
  othersVehiclesHandledThisYear,
  /** Drivers other than the owner who handled this vehicle's violations within a year, this one included. */
  vehicleOtherDriversThisYear,
  /**
   * Since when the registered owner is the owner 所有人登记时间. Read only by a rule set that says that a vehicle is one's own
   * only if it was at the act (`own: 'at-act'`).
   */
  ownedSince,
})

type BindingRows = ReturnType<typeof bindingRows>
type HandlingRows = ReturnType<typeof handlingRows>
type Rows = BindingRows & HandlingRows
type ValuesOf<R> = { readonly [K in keyof R]: R[K] extends FactRow<infer V> ? V : never }

/** What is known when a caller asks: may this driver bind this vehicle 备案? One flat row. */
export interface BindingFacts extends ValuesOf<BindingRows> {}
/** What is known when a caller asks: may this driver handle this violation 处理? One flat row. */
export interface HandlingFacts extends ValuesOf<HandlingRows> {}
/** All facts of both questions. */
export type Facts = BindingFacts & HandlingFacts
/** What may be handed in for a row of facts: any of them absent or `undefined`, not known; each as text, number or `Date`. */
export type FactsInput<T> = { readonly [K in keyof T]?: (K extends FactName ? InputOf<K> : never) | undefined }
type InputOf<K extends FactName> = Inputs<Facts[K]>[Rows[K]['kind']]
/** Facts about a binding as they come, whole or partial: instants as text with an offset, `Date` or epoch milliseconds. */
export type BindingFactsInput = FactsInput<BindingFacts>
/** Facts about a handling as they come, whole or partial; the fine in fen. */
export type HandlingFactsInput = FactsInput<HandlingFacts>
/** The name of one fact of either question. */
export type FactName = keyof Rows
/** The facts that a registry of this library has of its own records. */
export type KeptFact = { readonly [K in FactName]: Rows[K]['suppliedBy'] extends 'office' ? K : never }[FactName]
/** The facts that no registry of this library keeps. */
export type OthersFact = { readonly [K in FactName]: Rows[K]['suppliedBy'] extends 'others' ? K : never }[FactName]
/** The rows of some facts. */
export type FactRows<Name extends FactName = FactName> = { readonly [K in Name]: FactRow<Facts[K]> }

/** An ordinary value of each fact: apart from the rows, since a page loads none. */
const EXAMPLES: { readonly [K in FactName]: Extract<InputOf<K>, Example> } = {
  at: '2024-12-01T10:00:00.000+08:00',
  channel: 'app',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'o',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  operating: false,
  pairBound: false,
  driverBindings: 0,
  vehicleBindings: 0,
  driverBindingsEver: 0,
  driverApplicationsToday: 0,
  driverApplicationsThisYear: 0,
  ownerConsent: 'qr',
  identityVerified: true,
  vehicleReleasedAt: null,
  vehicleDriversBoundThisYear: 1,
  violationState: 'open',
  occurredAt: '2024-11-20T10:00:00.000+08:00',
  fine: 10_000,
  points: 1,
  recordedBy: 'monitoring',
  boundSince: '2024-11-10T10:00:00.000+08:00',
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 0,
  fullScoreStudies: 0,
  offenderPresent: true,
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
  ownedSince: '2020-01-01T00:00:00.000+08:00',
}

/** The facts of a binding. */
export const BINDING_ROWS: BindingRows = bindingRows()
/** The facts of a handling. */
export const HANDLING_ROWS: HandlingRows = handlingRows()

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

/** Those of some facts that no registry of this library keeps. */
export function keptByNone(rows: Partial<FactRows>): readonly FactName[] {
  return (Object.keys(rows) as FactName[]).filter((name) => rows[name]?.suppliedBy === 'others')
}

/** A row has a `reader`, as an optional key has (`read.ts`): so no fact is required. The cast leaves out the `undefined` of one that is absent. */
function factsRecord<T extends object>(rows: () => FactRows<keyof T & FactName>): RecordReader<T> {
  return record(rows) as unknown as RecordReader<T>
}

/** A call, since a bundler keeps a property that is read while a module loads. */
function namesIn<T extends object>({ names }: RecordReader<T>): readonly (keyof T & string)[] {
  return names
}

function tableOf(rows: Partial<FactRows>): readonly ReadFact[] {
  return frozen(
    Object.entries(rows).map(([name, { kind, reader, orNull = false }]) => {
      return { name: name as FactName, kind, reader, orNull }
    }),
  )
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
    case 'either':
      return valuesIn(type.of[0] as JsonType)
    default:
      return {}
  }
}

function allFacts(): readonly Fact[] {
  const rows: FactRows = { ...BINDING_ROWS, ...HANDLING_ROWS }
  const asks = { bind: BINDING_ROWS, handle: HANDLING_ROWS }
  const facts = merged(Object.keys(BINDING_ROWS), Object.keys(HANDLING_ROWS)).map((name): Fact => {
    const { reader, kind, suppliedBy, about, value: _, ...more } = rows[name as FactName]
    const fact = { kind, suppliedBy, about, example: EXAMPLES[name as FactName], ...more }
    const questions = QUESTIONS.filter((question) => owns(asks[question], name))
    return { name: name as FactName, ...fact, ...valuesIn(reader.types.output), questions }
  })
  return frozen(facts)
}

/** Two lists as one that keeps the order of each; what stands in both stands once: of a, b and c, b it is a, c, b. */
function merged(one: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other]
  const names = one.flatMap((name) => {
    const before = rest.splice(0, rest.indexOf(name) + 1)
    return [...before.slice(0, -1), name]
  })
  return [...names, ...rest]
}
