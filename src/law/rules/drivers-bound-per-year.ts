import { atMost, fact } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/**
 * In a calendar year at most `limit` different drivers bind a vehicle, this one included 自然年备案人数. In no set that ships: for
 * reforms.
 */
export const driversBoundPerYear: Rule<'drivers-bound-per-year', Cap, number, number> = /* @__PURE__ */ rule(
  'drivers-bound-per-year',
  {
    questions: ['bind'],
    parameters: { limit: 'cap' },
    holds: ({ limit }) => atMost(fact('vehicleDriversBoundThisYear'), limit),
  },
)
