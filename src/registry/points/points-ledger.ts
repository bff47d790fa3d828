import { type Issue, type Path, report } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { NOWHERE } from '../../input/properties.ts'
import { list, type Optional, optional, record } from '../../input/read.ts'
import type { Reader } from '../../input/reader.ts'
import { err, ok, type Parsed } from '../../input/result.ts'
import { orNullReader, wordReader } from '../../input/typed-readers.ts'
import * as wanted from '../../input/wanted.ts'
import { isOnProbation } from '../../law/points/period.ts'
import { STUDY_WAYS } from '../../law/points/regime.ts'
import { pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import type { Calendar } from '../../values/calendar.ts'
import { type Fen, readFen, wholeReader } from '../../values/fen.ts'
import { readViolationId, type ViolationId } from '../../values/ids.ts'
import {
  type Instant,
  type InstantInput,
  type LegalDay,
  legalDay,
  readInstant,
  readLegalDay,
} from '../../values/instant.ts'
import { type LicenceClass, readLicenceClasses } from '../../values/licence.ts'
import { readPoints } from '../../values/violation.ts'
import { studyRefused } from '../commands/complete-study.ts'
import { afterDeduction, deductionRefused } from '../commands/deduct-by-study.ts'
import { ground } from '../commands/fields.ts'
import { payByOf } from '../commands/handle.ts'
import { TRADED } from '../commands/revoke-handling.ts'
import { type PointsPeriod, pointsPeriodOf } from '../queries/points.ts'
import { instantArgument } from '../queries/present.ts'
import { calendarOf, type RegistryOptions } from '../registry.ts'
import { cleared, counts, type Ledger, ledgerOn, openLedger, settled, withEntry, withoutEntry } from './ledger.ts'
import { type PointsStep, stepsFrom } from './points-steps.ts'

/** What is on record of a driver's points, in any order. */
export interface PointsRecords {
  /** The day of the first issue of the licence 初次领证日期, `YYYY-MM-DD`. */
  readonly firstIssuedOn: string
  /** The classes of the licence: the days of study at the full score depend on them. Without them, those of an ordinary licence. */
  readonly classes?: readonly LicenceClass[]
  /** The violations that the driver handled 处理; one that was handled again after a revocation stands once for each handling. */
  readonly handled: readonly HandledViolation[]
  /** The fines that the driver paid 缴纳罚款. */
  readonly payments: readonly ({ readonly violation: string; readonly at: InstantInput } & Positioned)[]
  /** The studies that the office accepted 学习. */
  readonly studies: readonly ({ readonly kind: StudyKind; readonly at: InstantInput } & Positioned)[]
  /** The violations of vehicles in the driver's own name: while one is open, no study takes points off. None without it. */
  readonly ownViolations?: readonly OwnViolation[]
}

/** Where an act stands among all acts on record. */
export interface Positioned {
  /** A whole number, of one sequence over all records; `pointsSteps` needs it of each act. */
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

const studyKinds: readonly [...typeof STUDY_WAYS, 'full-score'] = [...STUDY_WAYS, 'full-score']
/** What a study did: one of `STUDY_WAYS` took points off 学法减分, `full-score` cleared them 满分学习. */
export const STUDY_KINDS: typeof studyKinds = /* @__PURE__ */ Object.freeze(studyKinds)
/** One kind of study. */
export type StudyKind = (typeof STUDY_KINDS)[number]

/**
 * A driver's scoring period 记分周期 at an instant, computed from tables of one's own: what `periodOfPoints` says of a registry with
 * the same history. Records dated after `at` do not count. Acts of one instant count in the order of their
 * positions, if every act has one; else revocations of earlier handlings count first, then handlings,
 * payments, own violations, studies, and last the revocations of handlings of that instant.
 *
 * Records that appear twice are issues, `repeated`, and so is a violation that is handled again, or whose fine is paid again, while the first stands. So is what a registry would refuse, `not-reproduced`, with the registry's
 * code as `received`: the payment of a violation that is not handled, a study for points that are not held. Whether the states of the
 * licence allowed a deduction, and whether days and tests of a study were done, is not checked. Positions that are the same, or fall while time
 * goes on, are issues too.
 *
 * `options.calendar` has the holidays by which the last day to pay a fine is computed; weekends only unless given.
 *
 * @throws RangeError if `at` is not an instant or the calendar is invalid; TypeError for an unknown option.
 */
export function pointsLedger(
  records: PointsRecords,
  at: InstantInput,
  options: Pick<RegistryOptions, 'calendar'> = {},
): Parsed<PointsPeriod> {
  const until = instantArgument('pointsLedger(at)', at)
  const calendar = calendarOf(ownOptions('pointsLedger(options)', options, ['calendar']).calendar)
  const issues: Issue[] = []
  const read = readRecords(records, NOWHERE, issues)
  if (read === undefined || issues.length > 0) return err(issues)
  const { firstIssuedOn, classes = [] } = read
  const { ledger } = folded(read, calendar, until, issues)
  if (issues.length > 0) return err(issues)
  const day = legalDay(until)
  return ok(pointsPeriodOf(ledgerOn(ledger, firstIssuedOn, day), classes, day))
}

/** A row of a table of steps `points_step`, of one driver. */
export interface PositionedStep extends PointsStep {
  /** The position of the act behind it. */
  readonly seq: number
}

/**
 * What every act left the driver holding: the rows of the table `points_step`, of which `factsSql` takes the last before an act. Each act has a
 * row for its day, and one for each later end of a scoring period that changes the points if nothing more comes.
 *
 * Issues as of `pointsLedger`; a record without its position `seq` is `missing`.
 *
 * @throws RangeError if the calendar is invalid; TypeError for an unknown option.
 */
export function pointsSteps(
  records: PointsRecords,
  options: Pick<RegistryOptions, 'calendar'> = {},
): Parsed<readonly PositionedStep[]> {
  const calendar = calendarOf(ownOptions('pointsSteps(options)', options, ['calendar']).calendar)
  const issues: Issue[] = []
  const read = readRecords(records, NOWHERE, issues)
  if (read === undefined || issues.length > 0) return err(issues)
  const steps: PositionedStep[] = []
  folded(read, calendar, undefined, issues, (act, ledger, day) => {
    const { seq } = act
    if (typeof seq !== 'number') {
      report(issues, 'missing', positionOf(act), wanted.whole({ from: 0, to: Number.MAX_SAFE_INTEGER }), undefined)
      return
    }
    for (const step of stepsFrom(ledger, read.firstIssuedOn, day)) steps.push(Object.freeze({ ...step, seq }))
  })
  return issues.length > 0 ? err(issues) : ok(Object.freeze(steps))
}

/** Enters all acts up to an instant, each told with what it left; what a registry would refuse is an issue. */
function folded(
  records: ReadRecords,
  calendar: Calendar,
  until: Instant | undefined,
  issues: Issue[],
  onEntered?: (act: Act, ledger: Ledger, day: LegalDay) => void,
): Account {
  const { firstIssuedOn } = records
  const account: Account = { ledger: openLedger(firstIssuedOn, firstIssuedOn), standing: new Map(), open: 0 }
  const acts = actsOf(records)
  reportPositions(acts, issues)
  if (issues.length > 0) return account
  for (const act of acts) {
    if (until !== undefined && act.at > until) continue
    const day = legalDay(act.at)
    account.ledger = ledgerOn(account.ledger, firstIssuedOn, day)
    if (isOfOwn(act)) {
      account.open += act.type === 'opened' ? 1 : -1
      continue
    }
    const refused = enter(account, act, records, day, calendar)
    if (refused === undefined) onEntered?.(act, account.ledger, day)
    else if (REPEATED.includes(refused) && 'violation' in act.record)
      report(issues, 'repeated', [...act.path, 'violation'], wanted.once, act.record.violation)
    else report(issues, 'not-reproduced', act.path, wanted.acceptedCommand, refused)
  }
  return account
}

const MOST_RECORDS = 1_000_000
const position: Optional<number, undefined> = /* @__PURE__ */ optional(
  /* @__PURE__ */ wholeReader(Number.MAX_SAFE_INTEGER),
)
const positionOrNull: Optional<number | null, undefined> = /* @__PURE__ */ optional(
  /* @__PURE__ */ orNullReader(/* @__PURE__ */ wholeReader(Number.MAX_SAFE_INTEGER)),
)
const instantOrNull: Optional<Instant | null, undefined> = /* @__PURE__ */ optional(
  /* @__PURE__ */ orNullReader(readInstant),
)
const groundOrNull: Optional<string | null, undefined> = /* @__PURE__ */ optional(/* @__PURE__ */ orNullReader(ground))
const occurredAt: Optional<Instant, undefined> = /* @__PURE__ */ optional(readInstant)
const studyKind: Reader<StudyKind> = /* @__PURE__ */ wordReader(STUDY_KINDS)

const handledRecord = /* @__PURE__ */ record(() => ({
  violation: readViolationId,
  at: readInstant,
  points: readPoints,
  fine: readFen,
  occurredAt,
  revokedAt: instantOrNull,
  ground: groundOrNull,
  seq: position,
  revokedSeq: positionOrNull,
}))
const paymentRecord = /* @__PURE__ */ record(() => ({ violation: readViolationId, at: readInstant, seq: position }))
const studyRecord = /* @__PURE__ */ record(() => ({ kind: studyKind, at: readInstant, seq: position }))
const ownRecord = /* @__PURE__ */ record(() => ({
  violation: readViolationId,
  at: readInstant,
  closedAt: instantOrNull,
  seq: position,
  closedSeq: positionOrNull,
}))

/** What a reader gives. */
type Given<R extends Reader<unknown>> = NonNullable<ReturnType<R>>
type Handled = Given<typeof handledRecord>
type Payment = Given<typeof paymentRecord>
type Study = Given<typeof studyRecord>
type Own = Given<typeof ownRecord>

const readHandled: Reader<Handled> = (input, path, issues) => {
  const read = handledRecord(input, path, issues)
  const ends = read === undefined || endsLater(read, 'revoked', read.revokedAt, read.revokedSeq, path, issues)
  return ends ? read : undefined
}

const readOwn: Reader<Own> = (input, path, issues) => {
  const read = ownRecord(input, path, issues)
  const ends = read === undefined || endsLater(read, 'closed', read.closedAt, read.closedSeq, path, issues)
  return ends ? read : undefined
}

/** Whether what ended did so at or after its own time, and at a later position; else that is an issue. */
function endsLater(
  { at, seq }: { readonly at: Instant; readonly seq: number | undefined },
  name: string,
  endedAt: Instant | null | undefined,
  endedSeq: number | null | undefined,
  path: Path,
  issues: Issue[],
): boolean {
  const before = issues.length
  const hasEnd = typeof endedAt === 'string'
  const hasSeq = typeof endedSeq === 'number'
  if (hasSeq && !hasEnd) report(issues, 'missing', [...path, `${name}At`], wanted.instant, undefined)
  else if (hasSeq && seq !== undefined && endedSeq <= seq)
    report(
      issues,
      'out-of-range',
      [...path, `${name}Seq`],
      wanted.whole({ from: seq + 1, to: Number.MAX_SAFE_INTEGER }),
      endedSeq,
    )
  else if (hasEnd && endedAt < at) report(issues, 'out-of-range', [...path, `${name}At`], wanted.instant, endedAt)
  return issues.length === before
}

const handled = /* @__PURE__ */ list(readHandled, MOST_RECORDS, ({ violation, at, seq }) => keyOf(at, violation, seq))
const payments = /* @__PURE__ */ list(paymentRecord, MOST_RECORDS, ({ violation, at, seq }) =>
  keyOf(at, violation, seq),
)
const studies = /* @__PURE__ */ list(studyRecord, MOST_RECORDS, ({ kind, at, seq }) => keyOf(at, kind, seq))
const ownViolations: Optional<readonly Own[], undefined> = /* @__PURE__ */ optional(
  /* @__PURE__ */ list(readOwn, MOST_RECORDS, ({ violation, at, seq }) => keyOf(at, violation, seq)),
)
const classes: Optional<readonly LicenceClass[], undefined> = /* @__PURE__ */ optional(readLicenceClasses)
const readRecords = /* @__PURE__ */ record(() => ({
  firstIssuedOn: readLegalDay,
  classes,
  handled,
  payments,
  studies,
  ownViolations,
}))
type ReadRecords = Given<typeof readRecords>

/** What two records have in common if one is the other again: acts of one instant may be alike in all but their positions. */
function keyOf(at: Instant, what: string, seq: number | undefined): string {
  return seq === undefined ? `${at} ${what}` : `${at} ${what} ${seq}`
}

/** One act, with the place of its record in the input. */
type Act = { readonly at: Instant; readonly seq: number | null | undefined; readonly path: Path } & (
  | { readonly type: 'handled' | 'revoked'; readonly record: Handled }
  | { readonly type: 'paid'; readonly record: Payment }
  | { readonly type: 'studied'; readonly record: Study }
  | { readonly type: 'opened' | 'closed'; readonly record: Own }
)

/** In which order acts of one instant count; a revocation at the instant of its own handling is last. */
const ORDER: readonly Act['type'][] = ['revoked', 'handled', 'paid', 'opened', 'closed', 'studied']

/** All acts in the order of time. */
function actsOf({ handled, payments, studies, ownViolations = [] }: ReadRecords): readonly Act[] {
  const acts: Act[] = []
  handled.forEach((record, index) => {
    acts.push({ type: 'handled', at: record.at, seq: record.seq, path: ['handled', index], record })
    if (typeof record.revokedAt !== 'string') return
    acts.push({
      type: 'revoked',
      at: record.revokedAt,
      seq: record.revokedSeq,
      path: ['handled', index, 'revokedAt'],
      record,
    })
  })
  payments.forEach((record, index) => {
    acts.push({ type: 'paid', at: record.at, seq: record.seq, path: ['payments', index], record })
  })
  studies.forEach((record, index) => {
    acts.push({ type: 'studied', at: record.at, seq: record.seq, path: ['studies', index], record })
  })
  ownViolations.forEach((record, index) => {
    const path = ['ownViolations', index]
    acts.push({ type: 'opened', at: record.at, seq: record.seq, path, record })
    if (typeof record.closedAt === 'string')
      acts.push({ type: 'closed', at: record.closedAt, seq: record.closedSeq, path, record })
  })
  const rankOf = (act: Act) =>
    act.type === 'revoked' && act.record.at === act.at ? ORDER.length : ORDER.indexOf(act.type)
  const haveOrder = acts.every(({ seq }) => typeof seq === 'number')
  return acts.sort((one, other) => {
    if (one.at !== other.at) return one.at < other.at ? -1 : 1
    return haveOrder ? Number(one.seq) - Number(other.seq) : rankOf(one) - rankOf(other)
  })
}

/** Positions are of one sequence: none stands twice, and none falls while time goes on. `acts` are in the order of time. */
function reportPositions(acts: readonly Act[], issues: Issue[]): void {
  const seen = new Set<number>()
  let instant: Instant | undefined
  let highest = -1
  let earlier = -1
  for (const act of acts) {
    const { at, seq } = act
    // That of a handling or a revocation, which may stand here too.
    if (isOfOwn(act)) continue
    if (at !== instant) earlier = highest
    instant = at
    if (typeof seq !== 'number') continue
    const expected = wanted.whole({ from: earlier + 1, to: Number.MAX_SAFE_INTEGER })
    if (seen.has(seq)) report(issues, 'repeated', positionOf(act), wanted.once, seq)
    else if (seq < earlier) report(issues, 'not-in-sequence', positionOf(act), expected, seq)
    seen.add(seq)
    highest = Math.max(highest, seq)
  }
}

/** Whether an act opens or closes a violation of a vehicle of one's own: of no account for the points themselves. */
function isOfOwn({ type }: Act): boolean {
  return type === 'opened' || type === 'closed'
}

/** Where the position of an act stands in the input. */
function positionOf({ type, path }: Act): Path {
  return type === 'revoked' ? [...path.slice(0, -1), 'revokedSeq'] : [...path, 'seq']
}

/** What was found so far. */
interface Account {
  ledger: Ledger
  /** The handlings that stand, by their violation. */
  readonly standing: Map<ViolationId, { readonly fine: Fen; isPaid: boolean }>
  /** How many violations of vehicles of their own are open. */
  open: number
}

/** Refusals of what stands in the list a second time. */
const REPEATED: readonly string[] = ['violation-not-open', 'already-paid']

/** Enters an act in the ledger of its day; why a registry would refuse it, if it would. */
function enter(
  account: Account,
  act: Act,
  { firstIssuedOn }: ReadRecords,
  day: LegalDay,
  calendar: Calendar,
): string | undefined {
  const { ledger, standing, open } = account
  switch (act.type) {
    case 'handled': {
      const { violation: id, points, fine, occurredAt } = act.record
      if (standing.has(id)) return 'violation-not-open'
      standing.set(id, { fine, isPaid: false })
      const payBy = payByOf(act.record, day, calendar)
      if (!counts(points, payBy)) return undefined
      const inProbation = occurredAt !== undefined && isOnProbation(firstIssuedOn, legalDay(occurredAt))
      account.ledger = withEntry(
        ledger,
        { id, points, payBy, inProbation },
        pointsRegimeOnUnchecked(day).full.value,
        null,
      )
      return undefined
    }
    case 'revoked':
      standing.delete(act.record.violation)
      account.ledger = withoutEntry(ledger, act.record.violation)
      if (act.record.ground === TRADED) account.ledger = { ...account.ledger, tradedOn: day }
      return undefined
    case 'paid': {
      const { violation } = act.record
      const handling = standing.get(violation)
      if (handling === undefined) return 'violation-not-handled'
      if (handling.fine === 0) return 'nothing-to-pay'
      if (handling.isPaid) return 'already-paid'
      handling.isPaid = true
      account.ledger = settled(ledger, violation)
      return undefined
    }
    case 'studied': {
      const { kind } = act.record
      const isFull = kind === 'full-score'
      const licence = { states: [], firstIssuedOn }
      const refused = isFull ? studyRefused(ledger, day) : deductionRefused(ledger, licence, open > 0, day)
      if (refused !== undefined) return refused
      account.ledger = isFull ? cleared(ledger) : afterDeduction(ledger, kind, day)
      return undefined
    }
  }
}
