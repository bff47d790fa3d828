import type { Fen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { CitationKey } from '../citations.ts'

/** One number of a points regime beside where it stands. */
export interface Cited<T> {
  readonly value: T
  readonly citation: CitationKey
}

/** The theory test 科目一, the road test 科目三 and the field test 科目二 after full score. */
export const LICENCE_TESTS = Object.freeze(['theory', 'field', 'road'] as const)
/** One test after full score 考试科目. */
export type LicenceTest = (typeof LICENCE_TESTS)[number]

/** How study takes points off 学法减分: online, at a school, or by public-service work. */
export const STUDY_WAYS = Object.freeze(['online', 'on-site', 'service'] as const)
/** One way of taking points off by study 学法减分. */
export type StudyWay = (typeof STUDY_WAYS)[number]

/** What happens to points at the period's end when the full score was not reached. */
export type Carry = 'all-while-a-fine-is-unpaid' | 'unpaid-while-a-fine-is-overdue'

/** Of which vehicle the rest may be finished at a window when one of its records made the score full: the driver's own alone, or another's too. */
export type Finish = 'own-vehicle' | 'any-vehicle'

/** What a driver at the full score must do: days of study, and tests. */
export interface FullScoreDuty {
  /** From `points` points, or from the `times`-th full score of the period, whichever comes first. */
  readonly points: number
  readonly times: number
  readonly tests: readonly LicenceTest[]
}

/** A study at the full score 满分学习: days 学习日, and tests passed. */
export interface FullScoreStudy {
  readonly days: number
  readonly tests: readonly LicenceTest[]
}

/** What a study at the full score needed, and what was given. */
export interface ShortStudy {
  readonly needed: FullScoreStudy
  readonly given: FullScoreStudy
}

/** The points table 记分办法 in force from a day on. Separate from the rule sets: two axes. */
export interface PointsRegime {
  readonly id: string
  readonly from: LegalDay
  /** Values a listed violation can carry 分值. */
  readonly values: Cited<readonly number[]>
  /** The full score 满分. */
  readonly full: Cited<number>
  readonly carry: Cited<Carry>
  /** Whose records a driver who reached the full score may still finish at a window, that day and of that one vehicle. */
  readonly finish: Cited<Finish>
  /** The duties at the full score, mildest first. */
  readonly duties: Cited<readonly FullScoreDuty[]>
  /** Days of study: the first time, each further time, and at most; for large classes (A1–A3, B1, B2) the second triple. */
  readonly studyDays: Cited<{ readonly ordinary: StudyDays; readonly large: StudyDays }>
  /** Points that study takes off by way, and at most in a period; `null` where the regime has none. */
  readonly deduction: Cited<{ readonly byWay: Readonly<Record<StudyWay, number>>; readonly most: number }> | null
  /** Years of probation 实习期: the full score for violations that occurred in them ends the class, and no study restores it. `null` where the regime has none. */
  readonly probation: Cited<number> | null
  /** The penalty for trading points; `null` where the regime has none. */
  readonly trade: Cited<Readonly<Record<TradeRole, TradePenaltyTerms>>> | null
}

/** What a regime has that advises a driver: how much room for points, how study makes more, what the full score costs, and which points are carried over. */
export type PointsRoom = Pick<PointsRegime, 'from' | 'full' | 'deduction' | 'carry' | 'duties' | 'studyDays'>

/** Days of study at the full score 满分学习: the first time in a period, each further time, and at most. */
export interface StudyDays {
  readonly first: number
  readonly further: number
  readonly most: number
}

/** The part a person had in a trade of points 买卖记分: the buyer had another take them, the seller took them, the organiser arranged it. */
export const TRADE_ROLES = Object.freeze(['buyer', 'seller', 'organiser'] as const)
/** One part in a trade of points. */
export type TradeRole = (typeof TRADE_ROLES)[number]

/** What one part in a trade of points 买卖记分 costs (Order 163, Articles 30 and 8(7)). */
export interface TradePenaltyTerms {
  /** The fine is at most `times` times the sum paid or gained. */
  readonly times: number
  /** And at most so much, in fen. */
  readonly most: Fen
  /** Points on top. */
  readonly points: number
  readonly article: string
}
