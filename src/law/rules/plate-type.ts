import type { PlateType } from '../../values/vehicle.ts'
import { fact, isOneOf } from '../expression.ts'
import { type Rule, rule } from '../rule.ts'

export interface Allowed {
  readonly allowed: readonly PlateType[]
}

/** The vehicle carries a plate of a type that is dealt with this way 号牌种类 (F1.14, F1.31). */
export const plateType: Rule<'plate-type', Allowed, PlateType, readonly PlateType[]> = /* @__PURE__ */ rule(
  'plate-type',
  {
    questions: ['bind', 'handle'],
    parameters: { allowed: 'plate-types' },
    holds: ({ allowed }) => isOneOf(fact('plateType'), allowed),
  },
)
