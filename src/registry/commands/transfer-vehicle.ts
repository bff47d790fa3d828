import { frozen } from '../../input/freeze.ts'
import { readInstant } from '../../values/instant.ts'
import { put, remove } from '../state/persistent-map.ts'
import { driverWithoutBinding, partyWith, vehicleWithoutBindings } from '../state/records.ts'
import { command } from './command.ts'
import { endedBindings, owner, vehicleId } from './fields.ts'
import { nameConflict } from './names.ts'

/** Transfers a vehicle 转移登记: ends its bindings (6.8); refused while it has open violations (F3.24). */
export const transferVehicle = command({
  type: 'transferVehicle',
  event: 'vehicle-transferred',
  late: true,
  fields: () => ({ vehicle: vehicleId, to: owner, at: readInstant }),
  did: () => ({ from: owner, endedBindings }),
  written: ({ seq, ruleSet, chain }, { vehicle, to, at }, { from, endedBindings }) => ({
    seq,
    type: 'vehicle-transferred',
    ruleSet,
    vehicle,
    to,
    at,
    from,
    endedBindings,
    chain,
  }),
  about: ['vehicle', 'its binders', 'individual owners'],
  refusals: [
    'unknown-vehicle',
    'vehicle-deregistered',
    'same-owner',
    'open-violations',
    'unit-is-no-driver',
    'unit-is-no-individual',
  ],
  party: ({ to }) => to,
  decide: ({ vehicle }, { to }, { partyKind }) => {
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.registration.deregisteredAt !== null) return 'vehicle-deregistered'
    if (vehicle.registration.owner.id === to.id) return 'same-owner'
    return vehicle.openViolations > 0 ? 'open-violations' : nameConflict(to, partyKind)
  },
  effect: ({ vehicle, binders }) => ({
    from: vehicle.registration.owner,
    endedBindings: frozen(binders.map(({ id: driver }) => ({ driver, vehicle: vehicle.id }))),
  }),
  evolve: {
    vehicle: (vehicle, { to, at }) => {
      const { plateType, operating, deregisteredAt } = vehicle.registration
      return vehicleWithoutBindings(vehicle, { owner: to, ownedSince: at, plateType, operating, deregisteredAt }, at)
    },
    driver: (driver, { vehicle }) => driverWithoutBinding(driver, vehicle),
    party: (party, { vehicle, to }) =>
      partyWith(party, party.id === to.id ? put(party.vehicles, vehicle) : remove(party.vehicles, vehicle)),
  },
})
