import { atMost, fact, plus } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A vehicle is bound by at most `limit` drivers other than its owner at the same time 一车绑定他人驾驶证上限 (F1.12). */
export const vehicleCap: Rule<'vehicle-cap', Cap, number, number> = /* @__PURE__ */ rule('vehicle-cap', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('vehicleBindings'), 1), limit),
})
