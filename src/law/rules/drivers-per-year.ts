import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * Within a year at most so many drivers other than the owner handle a vehicle's violations, this one included 重点人员名单 (F1.1).
 *
 *     vehicleOtherDriversThisYear ≤ limit
 */
export const driversPerYear: Rule<'drivers-per-year', Cap, number, number> = {
  id: 'drivers-per-year',
  questions: ['handle'],
  formula: 'vehicleOtherDriversThisYear ≤ limit',
  vehicles: 'others',
  needs: () => ['vehicleOtherDriversThisYear'],
  supplied: (facts) => facts.vehicleOtherDriversThisYear,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
