import { type Issue, type Path, report } from '../input/issue.ts'
import {
  type Known,
  namesOf,
  type Reader,
  readBoolean,
  readList,
  readListed,
  readRecord,
  readWholeRecord,
  requireKeys,
  type Shape,
} from '../input/read.ts'
import { isVisible } from '../input/text.ts'
import { STUDY_WAYS, type StudyWay, TESTS, type Test } from '../law/points/regime.ts'
import { type Channel, type OwnerConsent, readChannel, readOwnerConsent } from '../values/channel.ts'
import { type Fen, readFen, readWhole } from '../values/fen.ts'
import { type DriverId, type OwnerId, readId, type VehicleId, type ViolationId } from '../values/ids.ts'
import { type Instant, type InstantInput, type LegalDay, readInstant, readLegalDay } from '../values/instant.ts'
import { type LicenceClass, type LicenceState, readLicenceClasses, readLicenceStates } from '../values/licence.ts'
import { type OwnerKind, type PlateType, readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { type Recorder, readPoints, readRecorder } from '../values/violation.ts'

const releasers = ['driver', 'owner'] as const
/** Who may release a binding 解除备案: the driver, or the vehicle's owner. */
export const RELEASERS: typeof releasers = /* @__PURE__ */ Object.freeze(releasers)
/** One of those who may release a binding. */
export type Releaser = (typeof RELEASERS)[number]

const revocationGrounds = ['points-traded', 'penalty-revoked', 'penalty-changed', 'offender-identified'] as const
/** Grounds on which a handling is revoked 撤销处理 that the law names; others may be given as text. */
export const REVOCATION_GROUNDS: typeof revocationGrounds = /* @__PURE__ */ Object.freeze(revocationGrounds)
const withdrawalGrounds = [
  'emergency-vehicle',
  'stolen-or-cloned-plate',
  'necessity',
  'punished-on-the-spot',
  'contradictory-signals',
  'unclear-evidence',
  'wrong-plate',
  'other-error',
  'objection-upheld',
] as const
/** Grounds on which a record is removed 消除记录 (Order 105, Article 22; 5(3)); others may be given as text. */
export const WITHDRAWAL_GROUNDS: typeof withdrawalGrounds = /* @__PURE__ */ Object.freeze(withdrawalGrounds)

/** The registered owner of a vehicle 所有人. */
export interface Owner {
  readonly kind: OwnerKind
  readonly id: OwnerId
}
/** A driving licence 驾驶证: its states, its classes, and the day of its first issue 初次领证日期. */
export interface Licence {
  readonly states: readonly LicenceState[]
  readonly classes: readonly LicenceClass[]
  readonly firstIssuedOn: LegalDay
}

/** What each command says once it has been read. */
export interface Commands {
  readonly enrolDriver: { readonly id: DriverId; readonly licence: Licence; readonly at: Instant }
  readonly enrolVehicle: {
    readonly id: VehicleId
    readonly owner: Owner
    readonly plateType: PlateType
    readonly operating: boolean
    readonly at: Instant
  }
  readonly bind: {
    readonly driver: DriverId
    readonly vehicle: VehicleId
    readonly channel: Channel
    readonly ownerConsent: OwnerConsent
    readonly identityVerified: boolean
    readonly at: Instant
  }
  readonly release: {
    readonly driver: DriverId
    readonly vehicle: VehicleId
    readonly by: Releaser
    readonly at: Instant
  }
  readonly transferVehicle: { readonly vehicle: VehicleId; readonly to: Owner; readonly at: Instant }
  readonly changeLicence: {
    readonly driver: DriverId
    readonly licence: Omit<Licence, 'firstIssuedOn'>
    readonly at: Instant
  }
  readonly recordViolation: {
    readonly id: ViolationId
    readonly vehicle: VehicleId
    readonly occurredAt: Instant
    readonly fine: Fen
    readonly points: number
    readonly recordedBy: Recorder
    readonly at: Instant
  }
  readonly withdrawViolation: { readonly violation: ViolationId; readonly ground: string; readonly at: Instant }
  readonly handle: {
    readonly violation: ViolationId
    readonly driver: DriverId
    readonly channel: Channel
    readonly offenderPresent: boolean
    readonly identityVerified: boolean
    readonly at: Instant
  }
  readonly revokeHandling: { readonly violation: ViolationId; readonly ground: string; readonly at: Instant }
  readonly payFine: { readonly violation: ViolationId; readonly at: Instant }
  readonly deductByStudy: { readonly driver: DriverId; readonly way: StudyWay; readonly at: Instant }
  readonly completeStudy: {
    readonly driver: DriverId
    readonly days: number
    readonly tests: readonly Test[]
    readonly at: Instant
  }
}
/** The type of one command. */
export type CommandType = keyof Commands
/** A command that has been read: its type and what it says. */
export type ReadCommand = { [T in CommandType]: { readonly type: T } & Commands[T] }[CommandType]

/** What may be typed for a value: ids as text, instants in any form `parseInstant` reads, fines in fen. */
type AsTyped<T> = T extends Instant
  ? InstantInput
  : T extends Fen
    ? number
    : T extends string
      ? string extends T
        ? string
        : T extends DriverId | VehicleId | ViolationId | OwnerId | LegalDay
          ? string
          : T
      : T extends readonly (infer I)[]
        ? readonly AsTyped<I>[]
        : T extends object
          ? { readonly [K in keyof T]: AsTyped<T[K]> }
          : T
type Optional = 'ownerConsent' | 'identityVerified' | 'offenderPresent'
type WithOptional<T> = Omit<T, Optional> & { readonly [K in keyof T & Optional]?: T[K] | undefined }
/** The plain, raw input of each command. An absent optional is *no*, never *unknown*. */
export type Inputs = { readonly [T in CommandType]: WithOptional<AsTyped<Commands[T]>> }
/** A command as data. */
export type Command = { [T in CommandType]: { readonly type: T } & Inputs[T] }[CommandType]

const LONGEST_GROUND = 100
const MOST_STUDY_DAYS = 1000

const id = readId as Reader<string> as Reader<never>
/** One of the grounds that the law names, or a few words on one line. */
const ground: Reader<string> = (input, path, issues) => {
  if (typeof input === 'string' && !input.startsWith(' ') && isVisible(input, LONGEST_GROUND)) return input
  const code = typeof input === 'string' ? 'malformed' : 'wrong-type'
  report(issues, code, path, { kind: 'text', from: 1, to: LONGEST_GROUND }, input)
  return undefined
}
const licence: Reader<Licence> = (input, path, issues) => readWholeRecord(input, licenceShape, path, issues)
const licenceShape: Shape<Licence> = (take) => ({
  states: take(readLicenceStates),
  classes: take(readLicenceClasses),
  firstIssuedOn: take(readLegalDay),
})
const changedLicence: Reader<ChangedLicence> = (input, path, issues) =>
  readWholeRecord(input, changedLicenceShape, path, issues)
type ChangedLicence = Omit<Licence, 'firstIssuedOn'>
const changedLicenceShape: Shape<ChangedLicence> = (take) => ({
  states: take(readLicenceStates),
  classes: take(readLicenceClasses),
})
const owner: Reader<Owner> = (input, path, issues) => readWholeRecord(input, ownerShape, path, issues)
const ownerShape: Shape<Owner> = (take) => ({ kind: take(readOwnerKind), id: take(id) }) as Known<Owner>
const releaser: Reader<Releaser> = (input, path, issues) => readListed(input, RELEASERS, path, issues)
const studyWay: Reader<StudyWay> = (input, path, issues) => readListed(input, STUDY_WAYS, path, issues)
const studyDays: Reader<number> = (input, path, issues) => readWhole(input, MOST_STUDY_DAYS, path, issues, 'days')
const tests: Reader<readonly Test[]> = (input, path, issues) => readList(input, TESTS, path, issues)

/** The fields of each command, in the order in which its event writes them. */
export const SHAPES: { readonly [T in CommandType]: Shape<Commands[T]> } = {
  enrolDriver: (take) => ({ id: take(id), licence: take(licence), at: take(readInstant) }),
  enrolVehicle: (take) => ({
    id: take(id),
    owner: take(owner),
    plateType: take(readPlateType),
    operating: take(readBoolean),
    at: take(readInstant),
  }),
  bind: (take) => ({
    driver: take(id),
    vehicle: take(id),
    channel: take(readChannel),
    ownerConsent: take(readOwnerConsent),
    identityVerified: take(readBoolean),
    at: take(readInstant),
  }),
  release: (take) => ({ driver: take(id), vehicle: take(id), by: take(releaser), at: take(readInstant) }),
  transferVehicle: (take) => ({ vehicle: take(id), to: take(owner), at: take(readInstant) }),
  changeLicence: (take) => ({ driver: take(id), licence: take(changedLicence), at: take(readInstant) }),
  recordViolation: (take) => ({
    id: take(id),
    vehicle: take(id),
    occurredAt: take(readInstant),
    fine: take(readFen),
    points: take(readPoints),
    recordedBy: take(readRecorder),
    at: take(readInstant),
  }),
  withdrawViolation: (take) => ({ violation: take(id), ground: take(ground), at: take(readInstant) }),
  handle: (take) => ({
    violation: take(id),
    driver: take(id),
    channel: take(readChannel),
    offenderPresent: take(readBoolean),
    identityVerified: take(readBoolean),
    at: take(readInstant),
  }),
  revokeHandling: (take) => ({ violation: take(id), ground: take(ground), at: take(readInstant) }),
  payFine: (take) => ({ violation: take(id), at: take(readInstant) }),
  deductByStudy: (take) => ({ driver: take(id), way: take(studyWay), at: take(readInstant) }),
  completeStudy: (take) => ({ driver: take(id), days: take(studyDays), tests: take(tests), at: take(readInstant) }),
}

/** The command types, in the order of the documentation. */
export const COMMAND_TYPES: readonly CommandType[] = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.keys(SHAPES) as CommandType[],
)

/** The names of each command's fields, in order. */
export const FIELD_NAMES: { readonly [T in CommandType]: readonly (keyof Commands[T] & string)[] } =
  /* @__PURE__ */ fieldNames()

/** Reads what a command of a known type says; an absent optional is *no*. On issues the value must not be used. */
export function readInput<T extends CommandType>(
  type: T,
  input: unknown,
  path: Path,
  issues: Issue[],
  already?: string,
): Commands[T] {
  const shape = SHAPES[type] as Shape<Commands['bind'] & Commands['handle']>
  const record = readRecord(input, shape, path, issues, already)
  if (type === 'bind') record.ownerConsent ??= 'none'
  if (type === 'handle') record.offenderPresent ??= false
  if (type === 'bind' || type === 'handle') record.identityVerified ??= false
  requireKeys(record, FIELD_NAMES[type], path, issues)
  return record as unknown as Commands[T]
}

function fieldNames(): typeof FIELD_NAMES {
  const names: Record<string, readonly string[]> = Object.create(null)
  for (const type of COMMAND_TYPES) names[type] = namesOf(SHAPES[type] as Shape<object>)
  return Object.freeze(names) as typeof FIELD_NAMES
}
