import { atMost, fact } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** Within a year a driver handles violations of at most `limit` vehicles of others, this one included 重点人员名单 (F1.1). */
export const vehiclesPerYear: Rule<'vehicles-per-year', Cap, number, number> = /* @__PURE__ */ rule(
  'vehicles-per-year',
  {
    questions: ['handle'],
    vehicles: 'others',
    parameters: { limit: 'cap' },
    holds: ({ limit }) => atMost(fact('othersVehiclesHandledThisYear'), limit),
  },
)
