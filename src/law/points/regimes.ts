import { mistyped, wholeArgument, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray } from '../../input/issue.ts'
import type { LegalDay } from '../../values/instant.ts'
import { dayArgument } from '../../values/instant.ts'
import { LICENCE_CLASSES, type LicenceClass } from '../../values/licence.ts'
import { points2013, room2013 } from './points-2013.ts'
import { points2022, room2022 } from './points-2022.ts'
import type { FullScoreDuty, FullScoreStudy, PointsRegime, PointsRoom } from './regime.ts'

/** The points regimes, oldest first. */
export const POINTS_REGIMES: readonly PointsRegime[] = frozen([points2013, points2022])
/** The same, no more of each than how much room it has. */
export const POINTS_ROOMS: readonly PointsRoom[] = frozen([room2013, room2022])

/** More than anybody can hold, or reach in a year. */
const MOST = Number.MAX_SAFE_INTEGER
const LARGE_CLASSES: readonly LicenceClass[] = ['A1', 'A2', 'A3', 'B1', 'B2']

/**
 * The points regime 记分办法 in force on a day; before 2013 the oldest one known, whose table is the nearest.
 *
 * @param day `YYYY-MM-DD`, a day of China.
 * @throws RangeError when `day` is no legal day.
 */
export function pointsRegimeOn(day: LegalDay): PointsRegime {
  dayArgument('pointsRegimeOn(day)', day)
  return pointsRegimeOnUnchecked(day)
}

/** As `pointsRegimeOn`, for a day that was read already. */
export function pointsRegimeOnUnchecked(day: LegalDay): PointsRegime {
  return inForceOn(POINTS_REGIMES, day)
}

/** That of some regimes, oldest first, which is in force on a day. */
export function inForceOn<R extends Pick<PointsRegime, 'from'>>(regimes: readonly R[], day: LegalDay): R {
  let found = regimes[0] as R
  for (const regime of regimes) if (regime.from <= day) found = regime
  return found
}

/**
 * What a driver who holds `held` points must do at a full score of the period: the tests, and how many days of study
 * 学习日. Below the full score: nothing.
 *
 * @param time 1 at the first full score of the period.
 * @throws TypeError when `regime` is not one of {@link POINTS_REGIMES}; RangeError if a number or a class is invalid.
 *
 * @example
 * ```ts
 * import { dutyAtFullScore, type LegalDay, pointsRegimeOn } from 'demerit'
 * dutyAtFullScore(pointsRegimeOn('2025-03-03' as LegalDay), 12, 1, ['C1']) // { days: 7, tests: [ 'theory' ] }
 * ```
 */
export function dutyAtFullScore(
  regime: PointsRegime,
  held: number,
  time: number,
  classes: readonly LicenceClass[],
): FullScoreStudy {
  regimeArgument('dutyAtFullScore(regime)', regime)
  wholeArgument('dutyAtFullScore(held)', held, 0, MOST)
  wholeArgument('dutyAtFullScore(time)', time, 1, MOST)
  if (!isArray(classes)) throw mistyped('dutyAtFullScore(classes)', classes, 'a list of licence classes')
  for (const each of classes) wordArgument('dutyAtFullScore(classes)', each, LICENCE_CLASSES)
  return dutyAtFullScoreUnchecked(regime, held, time, classes)
}

/** As `dutyAtFullScore`, for what was read already. */
export function dutyAtFullScoreUnchecked(
  regime: Pick<PointsRegime, 'full' | 'duties' | 'studyDays'>,
  held: number,
  time: number,
  classes: readonly LicenceClass[],
): FullScoreStudy {
  if (held < regime.full.value) return Object.freeze({ days: 0, tests: Object.freeze([]) })
  let duty = regime.duties.value[0] as FullScoreDuty
  for (const harder of regime.duties.value) if (held >= harder.points || time >= harder.times) duty = harder
  const large = classes.some((each) => LARGE_CLASSES.includes(each))
  const days = large ? regime.studyDays.value.large : regime.studyDays.value.ordinary
  const further = Math.max(0, time - 1, Math.floor(held / regime.full.value) - 1)
  return Object.freeze({ days: Math.min(days.most, days.first + further * days.further), tests: duty.tests })
}

/** @throws TypeError when the argument is no regime of this library. */
export function regimeArgument(argument: string, regime: PointsRegime): void {
  if (!POINTS_REGIMES.includes(regime)) throw mistyped(argument, regime, 'one of POINTS_REGIMES')
}
