import type { Instant } from '../../values/instant.ts'
import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * Nothing is handled before it happened 处理不得早于违法时间.
 *
 *     occurredAt ≤ at
 */
export const notBeforeOccurrence: Rule<'not-before-occurrence', None, Instant, Instant> = {
  id: 'not-before-occurrence',
  questions: ['handle'],
  formula: 'occurredAt ≤ at',
  vehicles: 'all',
  needs: () => ['occurredAt', 'at'],
  supplied: (facts) => facts.occurredAt,
  relation: () => '≤',
  limit: (facts) => facts.at,
  fixedLimit: false,
  parameters: none,
}
