import type { DriverId, OwnerId } from '../../values/ids.ts'
import { fact, isNot } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** One's own vehicle needs no binding and takes none 本人名下机动车无需备案 (F1.13). */
export const ownVehicle: Rule<'own-vehicle', None, DriverId, OwnerId> = /* @__PURE__ */ rule('own-vehicle', {
  questions: ['bind'],
  holds: () => isNot(fact('driver'), fact('vehicleOwner')),
})
