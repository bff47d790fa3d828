import { PLATE_TYPES, type PlateType } from '../../values/vehicle.ts'
import { someOf } from '../parameters.ts'
import type { Rule } from '../rule.ts'

export interface Allowed {
  readonly allowed: readonly PlateType[]
}

/**
 * The vehicle carries a plate of a type that is dealt with this way 号牌种类 (F1.14, F1.31).
 *
 *     plateType ∈ allowed
 */
export const plateType: Rule<'plate-type', Allowed, PlateType, readonly PlateType[]> = {
  id: 'plate-type',
  questions: ['bind', 'handle'],
  formula: 'plateType ∈ allowed',
  vehicles: 'all',
  needs: () => ['plateType'],
  supplied: (facts) => facts.plateType,
  relation: () => '∈',
  limit: (_, { allowed }) => allowed,
  fixedLimit: true,
  parameters: { allowed: /* @__PURE__ */ someOf(PLATE_TYPES) },
}
