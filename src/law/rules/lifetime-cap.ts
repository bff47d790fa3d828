import { atMost, fact, plus } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A driver makes at most `limit` bindings in all, released ones included 累计备案上限 (F1.4). */
export const lifetimeCap: Rule<'lifetime-cap', Cap, number, number> = /* @__PURE__ */ rule('lifetime-cap', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('driverBindingsEver'), 1), limit),
})
