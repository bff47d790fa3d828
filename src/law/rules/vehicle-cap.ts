import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A vehicle is bound by at most so many drivers other than its owner at the same time 一车绑定他人驾驶证上限 (F1.12).
 *
 *     vehicleBindings + 1 ≤ limit
 */
export const vehicleCap: Rule<'vehicle-cap', Cap, number, number> = {
  id: 'vehicle-cap',
  questions: ['bind'],
  formula: 'vehicleBindings + 1 ≤ limit',
  vehicles: 'all',
  needs: () => ['vehicleBindings'],
  supplied: (facts) => facts.vehicleBindings + 1,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
