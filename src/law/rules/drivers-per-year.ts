import { atMost, fact } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** Within a year at most `limit` drivers other than the owner handle a vehicle's violations, this one included 重点人员名单 (F1.1). */
export const driversPerYear: Rule<'drivers-per-year', Cap, number, number> = /* @__PURE__ */ rule('drivers-per-year', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(fact('vehicleOtherDriversThisYear'), limit),
})
