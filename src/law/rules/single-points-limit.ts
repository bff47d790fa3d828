import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A single violation carries at most so many points 单次记分上限 (F1.28).
 *
 *     points ≤ limit
 */
export const singlePointsLimit: Rule<'single-points-limit', Cap, number, number> = {
  id: 'single-points-limit',
  questions: ['handle'],
  formula: 'points ≤ limit',
  vehicles: 'all',
  needs: () => ['points'],
  supplied: (facts) => facts.points,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
