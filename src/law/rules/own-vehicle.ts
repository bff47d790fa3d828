import type { DriverId, OwnerId } from '../../values/ids.ts'
import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * One's own vehicle needs no binding and takes none 本人名下机动车无需备案 (F1.13).
 *
 *     driver ≠ vehicleOwner
 */
export const ownVehicle: Rule<'own-vehicle', None, DriverId, OwnerId> = {
  id: 'own-vehicle',
  questions: ['bind'],
  formula: 'driver ≠ vehicleOwner',
  vehicles: 'all',
  needs: () => ['driver', 'vehicleOwner'],
  supplied: (facts) => facts.driver,
  relation: () => '≠',
  limit: (facts) => facts.vehicleOwner,
  fixedLimit: false,
  parameters: none,
}
