import { atMost, fact, plus } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A driver has at most `limit` vehicles of others bound at the same time 同时备案非本人机动车上限 (F1.11). */
export const driverCap: Rule<'driver-cap', Cap, number, number> = /* @__PURE__ */ rule('driver-cap', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('driverBindings'), 1), limit),
})
