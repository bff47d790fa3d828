import { type Reader, readBoolean, readListed } from '../../input/read.ts'
import { type Instant, type LegalDay, legalDay } from '../../values/instant.ts'
import { readScope, type Scope } from '../parameters.ts'
import type { Relation } from '../relation.ts'
import type { Rule } from '../rule.ts'

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
  readonly scope: Scope
  /** The vehicle's first binding ever clears the older violations too (F1.2). */
  readonly firstClearsBacklog: boolean
}

/**
 * Only violations since the binding 自备案之日起 are dealt with (F1.23, 6.1).
 *
 *     day: day(occurredAt) ≥ day(boundSince) · instant: occurredAt ≥ boundSince · next-day: day(occurredAt) > day(boundSince)
 *
 * Without a binding there is nothing to date: that is `open-binding`'s to say.
 */
export const sinceBinding: Rule<'since-binding', Since, Instant | LegalDay, Instant | LegalDay> = {
  id: 'since-binding',
  questions: ['handle'],
  formula:
    'day: day(occurredAt) ≥ day(boundSince); instant: occurredAt ≥ boundSince; next-day: day(occurredAt) > day(boundSince)',
  vehicles: 'others',
  needs: ({ scope, firstClearsBacklog }) => [
    'occurredAt',
    'boundSince',
    ...(scope === 'all' ? [] : (['points'] as const)),
    ...(firstClearsBacklog ? (['firstBinding'] as const) : []),
  ],
  exempt: (facts, { scope, firstClearsBacklog }) => {
    if (scope === 'with-points' && facts.points === 0) return 'no-points'
    if (facts.boundSince === null) return firstClearsBacklog ? 'no-first-binding' : 'no-binding'
    return firstClearsBacklog && facts.firstBinding === true ? 'first-binding' : undefined
  },
  supplied: (facts, { grain }) => at(facts.occurredAt, grain),
  relation: ({ grain }): Relation => (grain === 'next-day' ? '>' : '≥'),
  limit: (facts, { grain }) => at(facts.boundSince as Instant, grain),
  fixedLimit: false,
  parameters: {
    grain: ((input, path, issues) => readListed(input, GRAINS, path, issues)) as Reader<Grain>,
    scope: readScope,
    firstClearsBacklog: readBoolean,
  },
}

function at(instant: Instant, grain: Grain): Instant | LegalDay {
  return grain === 'instant' ? instant : legalDay(instant)
}
