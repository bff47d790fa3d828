import { readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/** The parameter of `points-room`. */
export interface Room {
  /** The full score 满分: reaching it is too much. */
  readonly full: number
}

/**
 * The violation's points and those the driver holds stay under the full score 记满分 (F1.27).
 *
 *     points = 0 or pointsHeld + points < full
 */
export const pointsRoom: Rule<'points-room', Room, number, number> = {
  id: 'points-room',
  questions: ['handle'],
  formula: 'points = 0 or pointsHeld + points < full',
  vehicles: 'all',
  needs: () => ['points', 'pointsHeld'],
  exempt: (facts) => (facts.points === 0 ? 'no-points' : undefined),
  supplied: (facts) => facts.pointsHeld + facts.points,
  relation: () => '<',
  limit: (_, { full }) => full,
  fixedLimit: true,
  parameters: { full: readCap },
}
