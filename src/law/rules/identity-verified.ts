import { fact, is } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** The driver was checked to be the holder of the licence 核验身份 (F1.32, F3.18). */
export const identityVerified: Rule<'identity-verified', None, boolean, boolean> = /* @__PURE__ */ rule(
  'identity-verified',
  {
    questions: ['bind', 'handle'],
    holds: () => is(fact('identityVerified'), true),
  },
)
