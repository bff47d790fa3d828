import type { OwnerKind } from '../../values/vehicle.ts'
import { fact, isOneOf } from '../expression.ts'
import { type Rule, rule } from '../rule.ts'

export interface Allowed {
  readonly allowed: readonly OwnerKind[]
}

/**
 * The registered owner is of a kind whose vehicles are bound this way: a person 个人, later also a unit 单位 (F1.9,
 * F1.14).
 */
export const ownerKind: Rule<'owner-kind', Allowed, OwnerKind, readonly OwnerKind[]> = /* @__PURE__ */ rule(
  'owner-kind',
  {
    questions: ['bind'],
    parameters: { allowed: 'owner-kinds' },
    holds: ({ allowed }) => isOneOf(fact('vehicleOwnerKind'), allowed),
  },
)
