import type { LicenceState } from '../../values/licence.ts'
import { disjoint, fact } from '../expression.ts'
import { type Rule, rule } from '../rule.ts'

export interface Barred {
  readonly barred: readonly LicenceState[]
}

/** The licence is in no state that bars handling 驾驶证状态 (F1.29). */
export const licenceState: Rule<'licence-state', Barred, readonly LicenceState[], readonly LicenceState[]> =
  /* @__PURE__ */ rule('licence-state', {
    questions: ['handle'],
    parameters: { barred: 'licence-states' },
    holds: ({ barred }) => disjoint(fact('licenceStates'), barred),
  })
