import { inForceOn, POINTS_ROOMS } from '../../law/points/regimes.ts'
import { isAlone } from './concerns.ts'
import type { DecisionContext, Study } from './context.ts'
import type { JudgedOf } from './locale.ts'

/**
 * What makes room for a violation's points, by the points regime of the day: a study at the full score 满分学习; that the scoring
 * period ends 清分; or that too, or study that takes points off 学法减分. Nothing where it is not known how many points are held,
 * or where none need be. Nobody has points taken off by study whose licence is in another state that bars.
 */
export function roomBy(
  { supplied, limit }: Pick<JudgedOf<'points-room'>, 'supplied' | 'limit'>,
  context: DecisionContext | undefined,
): Study | 'clearing' | 'study' | undefined {
  const { points, actedOn, study = 'full-score' } = context ?? {}
  if (points === undefined || isAlone({ points }, limit)) return undefined
  const regimes = actedOn === undefined ? POINTS_ROOMS : [inForceOn(POINTS_ROOMS, actedOn)]
  if (regimes.some(({ full }) => supplied - points >= full.value)) return study
  const suffices = regimes.every(({ deduction }) => supplied - (deduction?.value.most ?? 0) < limit)
  return suffices && (study === 'full-score' || study === 'last-study') ? 'study' : 'clearing'
}
