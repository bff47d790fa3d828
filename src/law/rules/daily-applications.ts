import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A driver makes at most so many bindings on one legal day 每日申请次数 (F1.10).
 *
 *     driverApplicationsToday + 1 ≤ limit
 */
export const dailyApplications: Rule<'daily-applications', Cap, number, number> = {
  id: 'daily-applications',
  questions: ['bind'],
  formula: 'driverApplicationsToday + 1 ≤ limit',
  vehicles: 'all',
  needs: () => ['driverApplicationsToday'],
  supplied: (facts) => facts.driverApplicationsToday + 1,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
