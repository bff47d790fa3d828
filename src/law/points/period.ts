import { yearsAfter } from '../../values/calendar.ts'
import { dayArgument, type LegalDay } from '../../values/instant.ts'

/**
 * The scoring period of a day: [anniversary, next anniversary) of the first issue (6.16). A licence of 29 February has
 * its anniversary on 28 February in common years.
 *
 * On a day before the first issue: the first period.
 *
 * @throws RangeError if a day is invalid.
 */
export function periodOf(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  dayArgument('periodOf(firstIssuedOn)', firstIssuedOn)
  dayArgument('periodOf(day)', day)
  return Object.freeze(scoringPeriod(firstIssuedOn, day))
}

/** As `periodOf`, for days that were read already. */
export function scoringPeriod(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  let years = Math.max(0, Number(day.slice(0, 4)) - Number(firstIssuedOn.slice(0, 4)))
  if (years > 0 && yearsAfter(firstIssuedOn, years) > day) years--
  return [yearsAfter(firstIssuedOn, years), yearsAfter(firstIssuedOn, years + 1)]
}
