import type { ViolationState } from '../../values/violation.ts'
import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A violation is handled once: it is neither handled nor withdrawn yet 未处理.
 *
 *     violationState = open
 */
export const violationOpen: Rule<'violation-open', None, ViolationState, 'open'> = {
  id: 'violation-open',
  questions: ['handle'],
  formula: 'violationState = open',
  vehicles: 'all',
  needs: () => ['violationState'],
  supplied: (facts) => facts.violationState,
  relation: () => '=',
  limit: () => 'open',
  fixedLimit: true,
  parameters: none,
}
