import { eitherType, jsonTypes } from '../../input/json-schema.ts'
import {
  list,
  type Optional,
  orNullReader,
  type RecordReader,
  record,
  wholeReader,
  withDefault,
} from '../../input/read.ts'
import { type Reader, type TypedReader, typedReader } from '../../input/reader.ts'
import { typesOf } from '../../input/types-of.ts'
import type { Calendar } from '../../values/calendar.ts'
import { type Fen, readFen } from '../../values/fen.ts'
import type { DriverId, ViolationId } from '../../values/ids.ts'
import {
  type Instant,
  type InstantInput,
  type LegalDay,
  legalDay,
  readInstant,
  readLegalDay,
} from '../../values/instant.ts'
import { readPoints } from '../../values/violation.ts'
import { type Ledger, toldLedger } from '../points/ledger.ts'
import { NONE, type ViolationRecord } from '../state/records.ts'
import { violationId } from './fields.ts'
import { entryOf, payByOf } from './handle.ts'
import { paidOnRefused } from './pay-fine.ts'

/** What an office knows of a driver's points of before: sums, each under an id by which its fine can be paid. */
export interface DriverHistory {
  /** What was handled in this scoring period and the one before, or fines that are owed still; each as one violation or as a sum of several. */
  readonly violations?: readonly {
    readonly id: string
    /** When it occurred; of a sum, the last of them. On probation 实习期 its points can end the class. */
    readonly occurredAt: InstantInput
    readonly handledAt: InstantInput
    /** The points 记分 that are held for it: without those that study took off. */
    readonly points: number
    /** In fen. */
    readonly fine: number
    /** The day on which the fine was paid, `YYYY-MM-DD`; not paid without it. */
    readonly paidOn?: string | null | undefined
  }[]
  /** The points that study took off 学法减分 in this scoring period, six at most. */
  readonly deducted?: number
  /** The full-score studies 满分学习 completed in this scoring period, and in the one before. */
  readonly studies?: number
  readonly studiesBefore?: number
}

/** Under one id any number of violations can be told. */
const MOST_TOLD = 1_000
/** The most that study takes off in a period under any regime. */
const MOST_DEDUCTED = 6
const paidOn = withDefault(orNullReader(readLegalDay), null)
const deducted = withDefault(wholeReader(MOST_DEDUCTED), 0)
const studies = withDefault(wholeReader(MOST_TOLD), 0)
const NULL = { kind: 'null' } as const

/** A history that was read. */
export interface ToldHistory {
  readonly violations: readonly ToldViolation[]
  readonly deducted: number
  readonly studies: number
  readonly studiesBefore: number
}
interface ToldViolation {
  readonly id: ViolationId
  readonly occurredAt: Instant
  readonly handledAt: Instant
  readonly points: number
  readonly fine: Fen
  readonly paidOn: LegalDay | null
}

/** Reads a history, its ids by a reader of their own. */
export function toldReader(id: Reader<ViolationId>): RecordReader<ToldHistory> {
  const violation = record(() => ({
    id,
    occurredAt: readInstant,
    handledAt: readInstant,
    points: readPoints,
    fine: readFen,
    paidOn,
  }))
  const violations = withDefault(
    list(violation, MOST_TOLD, ({ id: told }) => told),
    NONE,
  )
  return record(() => ({ violations, deducted, studies, studiesBefore: studies }))
}

/** Reads a history or `null`. */
export function historyReader(id: Reader<ViolationId>): TypedReader<ToldHistory | null> {
  const told = toldReader(id)
  const { input, output } = typesOf(told)
  return typedReader(jsonTypes(eitherType(input, NULL), eitherType(output, NULL)), orNullReader(told))
}

/** What came before. */
export const toldHistory: RecordReader<ToldHistory> = toldReader(violationId)
/** What came before an enrolment; `null` if nothing is told. */
export const history: Optional<ToldHistory | null, ToldHistory | null> = withDefault(historyReader(violationId), null)

/** The last day to pay of each violation of a history, in its order; `null` where there is nothing to pay. */
export const payByDays = list(orNullReader(readLegalDay), MOST_TOLD)

export function payByIn(told: ToldHistory | null, calendar: Calendar): readonly (LegalDay | null)[] {
  if (told === null) return NONE
  return Object.freeze(told.violations.map(({ fine, handledAt }) => payByOf(fine, legalDay(handledAt), calendar)))
}

/** Why a history cannot be so; `undefined` if nothing is against it. `known` are the records under its ids. */
export function historyRefused(
  told: ToldHistory,
  known: readonly ViolationRecord[],
  at: Instant,
  day: LegalDay,
):
  | 'violation-exists'
  | 'history-in-future'
  | 'occurs-in-future'
  | 'nothing-to-pay'
  | 'paid-in-future'
  | 'paid-before-handling'
  | undefined {
  if (known.some(({ last }) => last !== null)) return 'violation-exists'
  for (const { occurredAt, handledAt, fine, paidOn: on } of told.violations) {
    if (handledAt > at) return 'history-in-future'
    if (occurredAt > handledAt) return 'occurs-in-future'
    if (on === null) continue
    if (fine === 0) return 'nothing-to-pay'
    const refused = paidOnRefused(on, day, legalDay(handledAt))
    if (refused !== undefined) return refused
  }
  return undefined
}

/** The ledger of a driver with what is told, on the day on which it is. */
export function ledgerBefore(
  told: ToldHistory,
  payBy: readonly (LegalDay | null)[],
  firstIssuedOn: LegalDay,
  day: LegalDay,
): Ledger {
  const entries = told.violations.map((each, index) => ({
    ...entryOf(each, firstIssuedOn, payBy[index] ?? null),
    handledOn: legalDay(each.handledAt),
    paidOn: each.paidOn,
  }))
  return toldLedger(entries, told, firstIssuedOn, day)
}

/** The record of a violation that is told. */
export function toldViolation(
  id: ViolationId,
  driver: DriverId,
  { violations }: ToldHistory,
  payBy: readonly (LegalDay | null)[],
  at: Instant,
): ViolationRecord {
  const index = violations.findIndex((each) => each.id === id)
  const { occurredAt, handledAt, fine, points, paidOn } = violations[index] as ToldViolation
  return {
    id,
    vehicle: null,
    occurredAt,
    fine,
    points,
    recordedBy: null,
    state: 'handled',
    handling: { driver, at: handledAt, own: false, payBy: payBy[index] ?? null, paidOn },
    last: at,
  }
}
