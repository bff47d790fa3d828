import { OWNER_KINDS, type OwnerKind } from '../../values/vehicle.ts'
import { fact, isOneOf } from '../expression.ts'
import { someOf } from '../parameters.ts'
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
    parameters: { allowed: /* @__PURE__ */ someOf(OWNER_KINDS) },
    holds: ({ allowed }) => isOneOf(fact('vehicleOwnerKind'), allowed),
  },
)
