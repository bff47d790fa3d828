import { atMost, fact } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A single violation carries at most `limit` points 一次记分上限 (F1.28). */
export const singlePointsLimit: Rule<'single-points-limit', Cap, number, number> = /* @__PURE__ */ rule(
  'single-points-limit',
  {
    questions: ['handle'],
    parameters: { limit: 'cap' },
    holds: ({ limit }) => atMost(fact('points'), limit),
  },
)
