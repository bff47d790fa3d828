import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A driver has at most so many vehicles of others bound at the same time 同时备案非本人机动车上限 (F1.11).
 *
 *     driverBindings + 1 ≤ limit
 */
export const driverCap: Rule<'driver-cap', Cap, number, number> = {
  id: 'driver-cap',
  questions: ['bind'],
  formula: 'driverBindings + 1 ≤ limit',
  vehicles: 'all',
  needs: () => ['driverBindings'],
  supplied: (facts) => facts.driverBindings + 1,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
