import { frozen } from '../../input/freeze.ts'
import { readInstant } from '../../values/instant.ts'
import { withEnded } from '../state/former-bindings.ts'
import { put, remove } from '../state/persistent-map.ts'
import { driverWithoutBinding, NONE, partyWith, vehicleRecord } from '../state/records.ts'
import { command } from './command.ts'
import { endedBindings, owner, vehicleId } from './fields.ts'
import { nameConflict } from './names.ts'

/** Transfers a vehicle 转移登记: ends its bindings (6.8); refused while it has open violations (F3.24). */
export const transferVehicle = command({
  type: 'transferVehicle',
  event: 'vehicle-transferred',
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
  refusals: ['unknown-vehicle', 'same-owner', 'open-violations', 'unit-is-no-driver', 'unit-is-no-individual'],
  party: ({ to }) => to,
  decide: ({ vehicle }, { to }, { partyKind }) => {
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.registration.owner.id === to.id) return 'same-owner'
    return vehicle.openViolations > 0 ? 'open-violations' : nameConflict(to, partyKind)
  },
  effect: ({ vehicle, binders }) => ({
    from: vehicle.registration.owner,
    endedBindings: frozen(binders.map(({ id: driver }) => ({ driver, vehicle: vehicle.id }))),
  }),
  evolve: {
    vehicle: (vehicle, { to, at }) => {
      const { plateType, operating } = vehicle.registration
      const next = vehicleRecord(vehicle)
      next.registration = { owner: to, ownedSince: at, plateType, operating }
      next.bindings = NONE
      next.ended = vehicle.bindings.reduce((ends, { driver }) => withEnded(ends, { driver, at }), vehicle.ended)
      return next
    },
    driver: (driver, { vehicle }) => driverWithoutBinding(driver, vehicle),
    party: (party, { vehicle, to }) =>
      partyWith(party, party.id === to.id ? put(party.vehicles, vehicle) : remove(party.vehicles, vehicle)),
  },
})
