import type { Instant, LegalDay } from '../../values/instant.ts'
import { after, type Comparison, choose, day, fact, is, notBefore } from '../expression.ts'
import type { Grain, ViolationScope } from '../parameters.ts'
import { exempt, type Rule, rule } from '../rule.ts'

export interface Since {
  readonly grain: Grain
  readonly scope: ViolationScope
  /** The vehicle's first binding ever clears the older violations too (F1.2). */
  readonly firstClearsBacklog: boolean
}

/**
 * Only violations since the binding 自备案之日起 are dealt with (F1.23, 6.1). Without a binding there is nothing to date:
 * `open-binding` says so.
 */
export const sinceBinding: Rule<'since-binding', Since, Instant | LegalDay, Instant | LegalDay> = /* @__PURE__ */ rule(
  'since-binding',
  {
    questions: ['handle'],
    vehicles: 'others',
    parameters: {
      grain: 'grain',
      scope: 'scope',
      firstClearsBacklog: 'flag',
    },
    holds: ({ grain }) =>
      choose<Grain, Comparison<Instant | LegalDay, Instant | LegalDay>>(grain, {
        day: notBefore(day(fact('occurredAt')), day(fact('boundSince'))),
        instant: notBefore(fact('occurredAt'), fact('boundSince')),
        'next-day': after(day(fact('occurredAt')), day(fact('boundSince'))),
      }),
    exempt: ({ scope, firstClearsBacklog }) => [
      exempt('no-points', is(fact('points'), 0), { parameter: scope, is: 'with-points' }),
      exempt('no-first-binding', is(fact('boundSince'), null), { parameter: firstClearsBacklog, is: true }),
      exempt('no-binding', is(fact('boundSince'), null), { parameter: firstClearsBacklog, is: false }),
      exempt('first-binding', is(fact('firstBinding'), true), { parameter: firstClearsBacklog, is: true }),
    ],
  },
)
