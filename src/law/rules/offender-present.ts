import { fact, is } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** The one who committed the violation stands at the window 违法行为人到场 (F3.18). */
export const offenderPresent: Rule<'offender-present', None, boolean, boolean> = /* @__PURE__ */ rule(
  'offender-present',
  {
    questions: ['handle'],
    holds: () => is(fact('offenderPresent'), true),
  },
)
