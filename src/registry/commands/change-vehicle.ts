import { readBoolean } from '../../input/read.ts'
import { readInstant } from '../../values/instant.ts'
import { readPlateType } from '../../values/vehicle.ts'
import { vehicleRecord } from '../state/records.ts'
import { command } from './command.ts'
import { vehicleId } from './fields.ts'

/** Changes the plate type and use of a vehicle 变更登记 (Order 164, Article 16): bindings stay (C34), open violations are no bar. */
export const changeVehicle = command({
  type: 'changeVehicle',
  event: 'vehicle-changed',
  late: true,
  fields: () => ({ vehicle: vehicleId, plateType: readPlateType, operating: readBoolean, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { vehicle, plateType, operating, at }) => ({
    seq,
    type: 'vehicle-changed',
    ruleSet,
    vehicle,
    plateType,
    operating,
    at,
    chain,
  }),
  about: ['vehicle'],
  refusals: ['unknown-vehicle', 'vehicle-deregistered'],
  decide: ({ vehicle }) => {
    if (vehicle === undefined) return 'unknown-vehicle'
    return vehicle.registration.deregisteredAt === null ? undefined : 'vehicle-deregistered'
  },
  evolve: {
    vehicle: (vehicle, { plateType, operating }) => {
      const { owner, ownedSince, deregisteredAt } = vehicle.registration
      const next = vehicleRecord(vehicle)
      next.registration = { owner, ownedSince, plateType, operating, deregisteredAt }
      return next
    },
  },
})
