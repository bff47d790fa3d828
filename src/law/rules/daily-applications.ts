import { atMost, fact, plus } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A driver makes at most `limit` bindings on one legal day 每日申请次数 (F1.10). */
export const dailyApplications: Rule<'daily-applications', Cap, number, number> = /* @__PURE__ */ rule(
  'daily-applications',
  {
    questions: ['bind'],
    parameters: { limit: 'cap' },
    holds: ({ limit }) => atMost(plus(fact('driverApplicationsToday'), 1), limit),
  },
)
