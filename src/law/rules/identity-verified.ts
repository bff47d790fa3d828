import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * The driver was checked to be the holder of the licence 核验身份 (F1.32, F3.18).
 *
 *     identityVerified = true
 */
export const identityVerified: Rule<'identity-verified', None, boolean, boolean> = {
  id: 'identity-verified',
  questions: ['bind', 'handle'],
  formula: 'identityVerified = true',
  vehicles: 'all',
  needs: () => ['identityVerified'],
  supplied: (facts) => facts.identityVerified,
  relation: () => '=',
  limit: () => true,
  fixedLimit: true,
  parameters: none,
}
