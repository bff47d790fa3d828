import type { ViolationState } from '../../values/violation.ts'
import { fact, is } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A violation is handled once: it is neither handled nor withdrawn yet 未处理. */
export const violationOpen: Rule<'violation-open', None, ViolationState, 'open'> = /* @__PURE__ */ rule(
  'violation-open',
  {
    questions: ['handle'],
    holds: () => is(fact('violationState'), 'open'),
  },
)
