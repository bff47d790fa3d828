import { type Expected, type Issue, type Path, report } from '../../input/issue.ts'
import {
  list,
  type Optional,
  optional,
  orNullReader,
  type RecordReader,
  record,
  wholeReader,
} from '../../input/read.ts'
import type { Reader, TypedReader } from '../../input/reader.ts'
import * as wanted from '../../input/wanted.ts'
import { wordReader } from '../../input/words.ts'
import { STUDY_WAYS, type StudyWay } from '../../law/points/regime.ts'
import { readFen } from '../../values/fen.ts'
import { readViolationId } from '../../values/ids.ts'
import { type Instant, type InstantInput, readInstant, readLegalDay } from '../../values/instant.ts'
import { type LicenceClass, readLicenceClasses } from '../../values/licence.ts'
import { readPoints } from '../../values/violation.ts'
import { ground } from '../commands/fields.ts'
import { whenOf } from '../correction/play.ts'

/** What is on record of a driver's points, in any order. */
export interface PointsRecords {
  /** The day of the first issue of the licence 初次领证日期, `YYYY-MM-DD`. */
  readonly firstIssuedOn: string
  /** The classes of the licence: the days of study at the full score depend on them. Without them, those of an ordinary licence. */
  readonly classes?: readonly LicenceClass[]
  /** The violations that the driver handled 处理; one that was handled again after a revocation stands once for each handling. */
  readonly handled: readonly HandledViolation[]
  /** The fines that the driver paid 缴纳罚款; `paidOn` is the day of it, where `at` is when it was entered later. */
  readonly payments: readonly ({
    readonly violation: string
    readonly at: InstantInput
    readonly paidOn?: string | undefined
  } & Positioned)[]
  /** The studies that the office accepted 学习. */
  readonly studies: readonly ({ readonly kind: StudyKind; readonly at: InstantInput } & Positioned)[]
  /** The violations of vehicles in the driver's own name: while one is open, no study takes points off. None without it. */
  readonly ownViolations?: readonly OwnViolation[]
}

/** Where an act stands among all acts on record. */
interface Positioned {
  /**
   * A whole number, of one sequence over all records, which orders acts of one instant; `pointsSteps` needs it of each act. Of an event that a
   * correction entered in the place of another it is that `place`.
   */
  readonly seq?: number
}

/** A violation that the driver handled 处理. */
export interface HandledViolation extends Positioned {
  readonly violation: string
  /** When it was handled. */
  readonly at: InstantInput
  /** Its points 记分, 0 to 12. */
  readonly points: number
  /** Its fine 罚款, in fen. */
  readonly fine: number
  /** When the violation occurred: on probation 实习期 its points can end the class. Without it, later. */
  readonly occurredAt?: InstantInput
  /** When the handling was revoked 撤销处理; absent or `null` while it stands. */
  readonly revokedAt?: InstantInput | null
  /** On which ground: `points-traded` bars study that takes points off. */
  readonly ground?: string | null
  /** The position of the revocation. */
  readonly revokedSeq?: number | null
}

/** A violation of a vehicle in the driver's own name 名下机动车; one that was opened again by a revocation stands once for each time. */
export interface OwnViolation extends Positioned {
  readonly violation: string
  /** When it was recorded, or the vehicle came into their name, or its handling was revoked. */
  readonly at: InstantInput
  /** When it was handled or withdrawn; absent or `null` while it is open. */
  readonly closedAt?: InstantInput | null
  /** The position of that act. */
  readonly closedSeq?: number | null
}

/** What a study did: one of {@link STUDY_WAYS} took points off 学法减分, `full-score` cleared them 满分学习. */
export type StudyKind = StudyWay | 'full-score'

const MOST_RECORDS = 1_000_000
const position: TypedReader<number> = wholeReader(Number.MAX_SAFE_INTEGER)
const seq: Optional<number, undefined> = optional(position)
const endSeq = optional(orNullReader(position))
const endedAt = optional(orNullReader(readInstant))
const groundOrNull = optional(orNullReader(ground))
const occurredAt = optional(readInstant)
const paidOn = optional(readLegalDay)
const kind: Reader<StudyKind> = wordReader([...STUDY_WAYS, 'full-score'])

const handledRecord = record(() => ({
  violation: readViolationId,
  at: readInstant,
  points: readPoints,
  fine: readFen,
  occurredAt,
  revokedAt: endedAt,
  ground: groundOrNull,
  seq,
  revokedSeq: endSeq,
}))
const paymentRecord = record(() => ({ violation: readViolationId, at: readInstant, paidOn, seq }))
const studyRecord = record(() => ({ kind, at: readInstant, seq }))
const ownRecord = record(() => ({
  violation: readViolationId,
  at: readInstant,
  closedAt: endedAt,
  seq,
  closedSeq: endSeq,
}))

/** What a reader gives. */
type Given<R extends Reader<unknown>> = NonNullable<ReturnType<R>>
type Handled = Given<typeof handledRecord>
type Own = Given<typeof ownRecord>
/** When something was done, and where it stands among all acts. */
interface Moment {
  readonly at: Instant | null | undefined
  readonly seq: number | null | undefined
}

const revocationOf = ({ revokedAt: at, revokedSeq: seq }: Handled): Moment => ({ at, seq })
const closingOf = ({ closedAt: at, closedSeq: seq }: Own): Moment => ({ at, seq })

/** The reader of records that may end: after their own time, or at it and at a later position. */
function ending<T extends { readonly at: Instant; readonly seq: number | undefined }>(
  table: RecordReader<T>,
  name: 'revoked' | 'closed',
  endOf: (read: NoInfer<T>) => Moment,
): Reader<T> {
  return (input, path, issues) => {
    const before = issues.length
    const read = table(input, path, issues)
    if (read === undefined) return undefined
    const { at, seq } = endOf(read)
    if (typeof seq === 'number' && typeof at !== 'string')
      report(issues, 'missing', [...path, `${name}At`], wanted.instant, undefined)
    else if (typeof at === 'string' && at < read.at)
      report(issues, 'out-of-range', [...path, `${name}At`], wanted.instant, at)
    else if (at === read.at && typeof seq === 'number' && read.seq !== undefined && seq <= read.seq)
      report(issues, 'out-of-range', [...path, `${name}Seq`], positionsFrom(read.seq + 1), seq)
    return issues.length > before ? undefined : read
  }
}

/** A list of records, of which acts of one instant may be alike in all but their positions. */
function records<T extends { readonly at: Instant; readonly seq: number | undefined }>(
  reader: Reader<T>,
  whatOf: (read: NoInfer<T>) => string,
): Reader<readonly T[]> {
  return list(reader, MOST_RECORDS, (read) =>
    read.seq === undefined ? `${read.at} ${whatOf(read)}` : `${read.at} ${whatOf(read)} ${read.seq}`,
  )
}

const readHandled = ending(handledRecord, 'revoked', revocationOf)
const readOwn = ending(ownRecord, 'closed', closingOf)
const handled = records(readHandled, ({ violation }) => violation)
const payments = records(paymentRecord, ({ violation }) => violation)
const studies = records(studyRecord, (study) => study.kind)
const ownRecords = records(readOwn, ({ violation }) => violation)
const ownViolations = optional(ownRecords)
const classes = optional(readLicenceClasses)
export const readPointsRecords = record(() => ({
  firstIssuedOn: readLegalDay,
  classes,
  handled,
  payments,
  studies,
  ownViolations,
}))
export type ReadPointsRecords = Given<typeof readPointsRecords>

/** One act, with the place of its record in the input. */
export type Act = { readonly at: Instant; readonly seq: number | null | undefined; readonly path: Path } & (
  | { readonly type: 'handled' | 'revoked'; readonly record: Handled }
  | { readonly type: 'paid'; readonly record: Given<typeof paymentRecord> }
  | { readonly type: 'studied'; readonly record: Given<typeof studyRecord> }
  | { readonly type: 'opened' | 'closed'; readonly record: Own }
)

/** In which order acts of one instant count; a revocation at the instant of its own handling is last. */
const ORDER: readonly Act['type'][] = ['revoked', 'handled', 'paid', 'opened', 'closed', 'studied']

/** All acts in the order in which they count, at one instant of their positions if every act has one; a position that stands twice is an issue. */
export function actsOf(read: ReadPointsRecords, issues: Issue[]): readonly Act[] {
  const acts: Act[] = []
  const add = (type: Act['type'], { at, seq }: Moment, path: Path, record: Act['record']): void => {
    if (typeof at === 'string') acts.push({ type, at, seq, path, record } as Act)
  }
  read.handled.forEach((record, index) => {
    add('handled', record, ['handled', index], record)
    add('revoked', revocationOf(record), ['handled', index], record)
  })
  read.payments.forEach((record, index) => {
    add('paid', { at: whenOf(record), seq: record.seq }, ['payments', index], record)
  })
  read.studies.forEach((record, index) => {
    add('studied', record, ['studies', index], record)
  })
  read.ownViolations?.forEach((record, index) => {
    add('opened', record, ['ownViolations', index], record)
    add('closed', closingOf(record), ['ownViolations', index], record)
  })
  const rankOf = (act: Act) =>
    act.type === 'revoked' && act.record.at === act.at ? ORDER.length : ORDER.indexOf(act.type)
  const haveOrder = acts.every(({ seq }) => typeof seq === 'number')
  acts.sort((one, other) => {
    if (one.at !== other.at) return one.at < other.at ? -1 : 1
    return haveOrder ? Number(one.seq) - Number(other.seq) : rankOf(one) - rankOf(other)
  })
  reportPositions(acts, issues)
  return acts
}

/** Positions are of one sequence: none stands twice. What was told late has a higher one than what follows it. */
function reportPositions(acts: readonly Act[], issues: Issue[]): void {
  const seen = new Set<number>()
  for (const act of acts) {
    const { seq } = act
    // That of a handling or a revocation, which may stand here too.
    if (isOfOwn(act) || typeof seq !== 'number') continue
    if (seen.has(seq)) report(issues, 'repeated', positionOf(act), wanted.once, seq)
    seen.add(seq)
  }
}

/** Whether an act opens or closes a violation of a vehicle of one's own: of no account for the points themselves. */
export function isOfOwn({ type }: Act): boolean {
  return type === 'opened' || type === 'closed'
}

/** The positions from one on, as an issue names them. */
export function positionsFrom(from: number): Expected {
  return wanted.whole({ from, to: Number.MAX_SAFE_INTEGER })
}

/** Where the position of an act stands in the input. */
export function positionOf({ type, path }: Act): Path {
  return [...path, type === 'revoked' ? 'revokedSeq' : 'seq']
}
