import { atMost, fact, plus } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A driver makes at most `limit` bindings in one calendar year 自然年申请次数 (F1.10). */
export const yearlyApplications: Rule<'yearly-applications', Cap, number, number> = /* @__PURE__ */ rule(
  'yearly-applications',
  {
    questions: ['bind'],
    parameters: { limit: 'cap' },
    holds: ({ limit }) => atMost(plus(fact('driverApplicationsThisYear'), 1), limit),
  },
)
