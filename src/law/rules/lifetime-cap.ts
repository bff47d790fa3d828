import { type Cap, readCap } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * A driver makes at most so many bindings in all, released ones included 累计备案上限 (F1.4).
 *
 *     driverBindingsEver + 1 ≤ limit
 */
export const lifetimeCap: Rule<'lifetime-cap', Cap, number, number> = {
  id: 'lifetime-cap',
  questions: ['bind'],
  formula: 'driverBindingsEver + 1 ≤ limit',
  vehicles: 'all',
  needs: () => ['driverBindingsEver'],
  supplied: (facts) => facts.driverBindingsEver + 1,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readCap },
}
