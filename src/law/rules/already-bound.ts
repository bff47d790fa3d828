import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A vehicle that the driver has bound already is not bound a second time 不得重复备案.
 *
 *     pairBound = false
 */
export const alreadyBound: Rule<'already-bound', None, boolean, boolean> = {
  id: 'already-bound',
  questions: ['bind'],
  formula: 'pairBound = false',
  vehicles: 'all',
  needs: () => ['pairBound'],
  supplied: (facts) => facts.pairBound,
  relation: () => '=',
  limit: () => false,
  fixedLimit: true,
  parameters: none,
}
