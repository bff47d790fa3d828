import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * The vehicle is not used for hire 非营运 (F1.14).
 *
 *     operating = false
 */
export const nonOperating: Rule<'non-operating', None, boolean, boolean> = {
  id: 'non-operating',
  questions: ['bind'],
  formula: 'operating = false',
  vehicles: 'all',
  needs: () => ['operating'],
  supplied: (facts) => facts.operating,
  relation: () => '=',
  limit: () => false,
  fixedLimit: true,
  parameters: none,
}
