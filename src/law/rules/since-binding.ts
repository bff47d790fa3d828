import { type Reader, readBoolean, readListed } from '../../input/read.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import { after, type Comparison, choose, day, fact, is, notBefore } from '../expression.ts'
import { readScope, type ViolationScope } from '../parameters.ts'
import { exempt, type Rule, rule } from '../rule.ts'

const grains = ['day', 'instant', 'next-day'] as const
/**
 * How finely 自备案之日起 is read (6.1): `day`, the day of binding counts whole; `instant`, from the moment of binding
 * on; `next-day`, from the day after.
 */
export const GRAINS: typeof grains = /* @__PURE__ */ Object.freeze(grains)
/** One reading of 自备案之日起. */
export type Grain = (typeof GRAINS)[number]

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
      grain: ((input, path, issues) => readListed(input, GRAINS, path, issues)) as Reader<Grain>,
      scope: readScope,
      firstClearsBacklog: readBoolean,
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
