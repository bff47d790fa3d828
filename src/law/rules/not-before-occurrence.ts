import type { Instant } from '../../values/instant.ts'
import { atMost, fact } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** Nothing is handled before it happened 处理不得早于违法时间. */
export const notBeforeOccurrence: Rule<'not-before-occurrence', None, Instant, Instant> = /* @__PURE__ */ rule(
  'not-before-occurrence',
  {
    questions: ['handle'],
    holds: () => atMost(fact('occurredAt'), fact('at')),
  },
)
