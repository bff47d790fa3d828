import { fact, is } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** The vehicle is not used for hire 非营运 (F1.14). */
export const nonOperating: Rule<'non-operating', None, boolean, boolean> = /* @__PURE__ */ rule('non-operating', {
  questions: ['bind'],
  holds: () => is(fact('operating'), false),
})
