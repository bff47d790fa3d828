import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * Within a year a driver handles violations of at most so many vehicles of others, this one included 重点人员名单 (F1.1).
 *
 *     othersVehiclesHandledThisYear ≤ limit
 */
export const vehiclesPerYear: Rule<'vehicles-per-year', Cap, number, number> = {
  id: 'vehicles-per-year',
  questions: ['handle'],
  formula: 'othersVehiclesHandledThisYear ≤ limit',
  vehicles: 'others',
  needs: () => ['othersVehiclesHandledThisYear'],
  supplied: (facts) => facts.othersVehiclesHandledThisYear,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
