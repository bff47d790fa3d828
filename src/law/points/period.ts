import { yearsAfter } from '../../values/calendar.ts'
import { dayArgument, type LegalDay } from '../../values/instant.ts'

/**
 * The scoring period of a day: [anniversary, next anniversary) of the first issue (6.16). A licence of 29 February has
 * its anniversary on 28 February in common years.
 *
 * On a day before the first issue: the first period.
 *
 * @param firstIssuedOn the day on which the licence was first issued 初次领证日期.
 * @throws RangeError if a day is invalid.
 *
 * @example
 * ```ts
 * import { type LegalDay, scoringPeriodOn } from 'demerit'
 * scoringPeriodOn('2016-02-29' as LegalDay, '2025-03-03' as LegalDay) // [ '2025-02-28', '2026-02-28' ]
 * ```
 */
export function scoringPeriodOn(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  dayArgument('scoringPeriodOn(firstIssuedOn)', firstIssuedOn)
  dayArgument('scoringPeriodOn(day)', day)
  return Object.freeze(scoringPeriodOnUnchecked(firstIssuedOn, day))
}

/** How many years a licence is on probation 实习期 (Order 162, Article 76). */
export const PROBATION_YEARS = 1

/**
 * Whether a day is on probation 实习期: in the twelve months from the first issue on. A first class of the other category, cars
 * 汽车类 or motorcycles 摩托车类, begins one too: that day no record has.
 */
export function isOnProbation(firstIssuedOn: LegalDay, day: LegalDay): boolean {
  return day >= firstIssuedOn && day < yearsAfter(firstIssuedOn, PROBATION_YEARS)
}

/** As `scoringPeriodOn`, for days that were read already. */
export function scoringPeriodOnUnchecked(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  let years = Math.max(0, Number(day.slice(0, 4)) - Number(firstIssuedOn.slice(0, 4)))
  if (years > 0 && yearsAfter(firstIssuedOn, years) > day) years--
  return [yearsAfter(firstIssuedOn, years), yearsAfter(firstIssuedOn, years + 1)]
}
