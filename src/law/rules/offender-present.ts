import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * The one who committed the violation stands at the window 违法行为人到场 (F3.18).
 *
 *     offenderPresent = true
 */
export const offenderPresent: Rule<'offender-present', None, boolean, boolean> = {
  id: 'offender-present',
  questions: ['handle'],
  formula: 'offenderPresent = true',
  vehicles: 'all',
  needs: () => ['offenderPresent'],
  supplied: (facts) => facts.offenderPresent,
  relation: () => '=',
  limit: () => true,
  fixedLimit: true,
  parameters: none,
}
