import { OWNER_KINDS, type OwnerKind } from '../../values/vehicle.ts'
import { someOf } from '../parameters.ts'
import type { Rule } from '../rule.ts'

export interface Allowed {
  readonly allowed: readonly OwnerKind[]
}

/**
 * The registered owner is of a kind whose vehicles are bound this way: a person 个人, later also a unit 单位 (F1.9, F1.14).
 *
 *     vehicleOwnerKind ∈ allowed
 */
export const ownerKind: Rule<'owner-kind', Allowed, OwnerKind, readonly OwnerKind[]> = {
  id: 'owner-kind',
  questions: ['bind'],
  formula: 'vehicleOwnerKind ∈ allowed',
  vehicles: 'all',
  needs: () => ['vehicleOwnerKind'],
  supplied: (facts) => facts.vehicleOwnerKind,
  relation: () => '∈',
  limit: (_, { allowed }) => allowed,
  fixedLimit: true,
  parameters: { allowed: /* @__PURE__ */ someOf(OWNER_KINDS) },
}
