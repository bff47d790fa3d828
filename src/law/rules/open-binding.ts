import type { Instant } from '../../values/instant.ts'
import { readScope, type Scope } from '../parameters.ts'
import type { Rule } from '../rule.ts'

export interface Scoped {
  readonly scope: Scope
}

/**
 * Another's vehicle is dealt with only under an open binding 备案 (F1.3, 6.2). Scope: all violations, or those with points 有记分.
 *
 *     boundSince ≠ null
 */
export const openBinding: Rule<'open-binding', Scoped, Instant | null, null> = {
  id: 'open-binding',
  questions: ['handle'],
  formula: 'boundSince ≠ null',
  vehicles: 'others',
  needs: ({ scope }) => (scope === 'all' ? ['boundSince'] : ['boundSince', 'points']),
  exempt: (facts, { scope }) => (scope === 'with-points' && facts.points === 0 ? 'no-points' : undefined),
  supplied: (facts) => facts.boundSince,
  relation: () => '≠',
  limit: () => null,
  fixedLimit: false,
  parameters: { scope: readScope },
}
