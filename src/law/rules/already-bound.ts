import { fact, is } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A vehicle that the driver has bound already is not bound a second time 不得重复备案. */
export const alreadyBound: Rule<'already-bound', None, boolean, boolean> = /* @__PURE__ */ rule('already-bound', {
  questions: ['bind'],
  holds: () => is(fact('pairBound'), false),
})
