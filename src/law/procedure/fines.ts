import { mistaken } from '../../input/assert.ts'
import { parsed } from '../../input/read.ts'
import { type Calendar, calendarArgument, calendarDaysAfterUnchecked, daysBetween } from '../../values/calendar.ts'
import { type Fen, readFen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import { dayArgument } from '../../values/instant.ts'

/**
 * Days to pay a fine 缴纳罚款期限: calendar days, counted from the day after receipt (Road Traffic Safety Law, Article 108;
 * rules on administrative cases 公安机关办理行政案件程序规定, Articles 214 and 35).
 */
export const DAYS_TO_PAY = 15
/** What each day of delay adds 加处罚款, in percent of the fine (Article 109); in all it adds at most the fine itself. */
export const LATE_PERCENT = 3

/**
 * The last day to pay a fine whose decision was received 收到行政处罚决定书 on `day`: fifteen calendar days later; if
 * that is a weekend or a holiday of `calendar`, the next working day (F3.21, F3.26). Each day after it adds 3 %:
 * {@link additionalFine}. The decision itself names a last day 履行期限 (Order 105, Articles 45 and 49): pay by that
 * one.
 *
 * @param day the day on which the decision was received; it does not count itself.
 * @param calendar its holidays, weekends and make-up days; {@link weekendsOnly} if none are known.
 * @throws RangeError if `day` is not a legal day; TypeError if `calendar` is not a calendar.
 *
 * @example
 * ```ts
 * import { type LegalDay, payByDay, weekendsOnly } from 'demerit'
 * payByDay('2025-03-03' as LegalDay, weekendsOnly) // '2025-03-18'
 * ```
 */
export function payByDay(day: LegalDay, calendar: Calendar): LegalDay {
  dayArgument('payByDay(day)', day)
  return payByDayUnchecked(day, calendarArgument('payByDay(calendar)', calendar))
}

/** As `payByDay`, for a day and a calendar that were read already. */
export function payByDayUnchecked(day: LegalDay, calendar: Calendar): LegalDay {
  return calendarDaysAfterUnchecked(day, DAYS_TO_PAY, calendar)
}

/**
 * What lateness adds to a fine, in whole fen rounded down: 3 % a day after the last day to pay, at most the fine.
 *
 * @param fine in fen.
 * @param payBy the last day to pay, as of {@link payByDay}.
 * @param day the day of payment, or today.
 * @throws RangeError if `fine` is not an amount of fen, or a day is invalid.
 *
 * @example
 * ```ts
 * import { additionalFine, type Fen, type LegalDay } from 'demerit'
 * additionalFine(200_00 as Fen, '2025-03-18' as LegalDay, '2025-03-28' as LegalDay) // 6000
 * ```
 */
export function additionalFine(fine: Fen, payBy: LegalDay, day: LegalDay): Fen {
  if (!parsed(readFen, fine).ok) throw mistaken('additionalFine(fine)', fine, 'a whole amount of fen')
  dayArgument('additionalFine(payBy)', payBy)
  dayArgument('additionalFine(day)', day)
  const late = Math.max(0, daysBetween(payBy, day))
  return Math.min(fine, Math.floor((fine * LATE_PERCENT * late) / 100)) as Fen
}
