import type { Instant } from '../../values/instant.ts'
import { fact, is, isNot } from '../expression.ts'
import type { ViolationScope } from '../parameters.ts'
import { exempt, type Rule, rule } from '../rule.ts'

export interface Scoped {
  readonly scope: ViolationScope
}

/**
 * Another's vehicle is dealt with only under an open binding 备案 (F1.3, 6.2). Scope: all violations, or those with
 * points 有记分.
 */
export const openBinding: Rule<'open-binding', Scoped, Instant | null, null> = /* @__PURE__ */ rule('open-binding', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: { scope: 'scope' },
  holds: () => isNot(fact('boundSince'), null),
  exempt: ({ scope }) => [exempt('no-points', is(fact('points'), 0), { parameter: scope, is: 'with-points' })],
})
