import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A driver makes at most so many bindings in one calendar year 自然年申请次数 (F1.10).
 *
 *     driverApplicationsThisYear + 1 ≤ limit
 */
export const yearlyApplications: Rule<'yearly-applications', Cap, number, number> = {
  id: 'yearly-applications',
  questions: ['bind'],
  formula: 'driverApplicationsThisYear + 1 ≤ limit',
  vehicles: 'all',
  needs: () => ['driverApplicationsThisYear'],
  supplied: (facts) => facts.driverApplicationsThisYear + 1,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
