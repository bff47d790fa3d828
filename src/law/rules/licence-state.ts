import { LICENCE_STATES, type LicenceState } from '../../values/licence.ts'
import { someOf } from '../parameters.ts'
import type { Rule } from '../rule.ts'

export interface Barred {
  readonly barred: readonly LicenceState[]
}

/**
 * The licence is in no state that bars handling 驾驶证状态 (F1.29).
 *
 *     licenceStates disjoint barred
 */
export const licenceState: Rule<'licence-state', Barred, readonly LicenceState[], readonly LicenceState[]> = {
  id: 'licence-state',
  questions: ['handle'],
  formula: 'licenceStates disjoint barred',
  vehicles: 'all',
  needs: () => ['licenceStates'],
  supplied: (facts) => facts.licenceStates,
  relation: () => 'disjoint',
  limit: (_, { barred }) => barred,
  fixedLimit: true,
  parameters: { barred: /* @__PURE__ */ someOf(LICENCE_STATES) },
}
