import { yearsAfter } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import { dayArgument } from '../../values/instant.ts'

/** Years after which an act that was not discovered is no longer punished 追责时效 (Administrative Penalty Law, Article 36). */
export const LIMITATION_YEARS = 2

/**
 * Whether an act of `occurredOn` can still be recorded on `day`: the second anniversary is the last day (F3.22).
 *
 * @param occurredOn the day of the act in China.
 * @param day the day of the record.
 * @throws RangeError if a day is invalid.
 *
 * @example
 * ```ts
 * import { isWithinLimitation, type LegalDay } from 'demerit'
 * isWithinLimitation('2023-03-03' as LegalDay, '2025-03-03' as LegalDay) // true
 * ```
 */
export function isWithinLimitation(occurredOn: LegalDay, day: LegalDay): boolean {
  dayArgument('isWithinLimitation(occurredOn)', occurredOn)
  dayArgument('isWithinLimitation(day)', day)
  return isWithinLimitationUnchecked(occurredOn, day)
}

/** As `isWithinLimitation`, for days that were read already. */
export function isWithinLimitationUnchecked(occurredOn: LegalDay, day: LegalDay): boolean {
  return day <= yearsAfter(occurredOn, LIMITATION_YEARS)
}
