import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A driver with so many full-score studies 满分学习 in one scoring period handles nothing for others (F1.30).
 *
 *     fullScoreStudies < limit
 */
export const repeatFullScore: Rule<'repeat-full-score', Cap, number, number> = {
  id: 'repeat-full-score',
  questions: ['handle'],
  formula: 'fullScoreStudies < limit',
  vehicles: 'others',
  needs: () => ['fullScoreStudies'],
  supplied: (facts) => facts.fullScoreStudies,
  relation: () => '<',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
