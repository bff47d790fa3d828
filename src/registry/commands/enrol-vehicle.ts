import { readBoolean } from '../../input/read.ts'
import { readInstant } from '../../values/instant.ts'
import { readPlateType } from '../../values/vehicle.ts'
import { put } from '../state/persistent-map.ts'
import { NONE, partyWith } from '../state/records.ts'
import { command } from './command.ts'
import { owner, vehicleId } from './fields.ts'
import { nameConflict } from './names.ts'

/** Enrols a vehicle 机动车 with its registered owner 所有人. */
export const enrolVehicle = command({
  type: 'enrolVehicle',
  event: 'vehicle-enrolled',
  fields: () => ({ id: vehicleId, owner, plateType: readPlateType, operating: readBoolean, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { id, owner, plateType, operating, at }) => ({
    seq,
    type: 'vehicle-enrolled',
    ruleSet,
    id,
    owner,
    plateType,
    operating,
    at,
    chain,
  }),
  about: ['new vehicle', 'individual owners'],
  refusals: ['vehicle-exists', 'unit-is-no-driver', 'unit-is-no-individual'],
  party: (input) => input.owner,
  decide: ({ vehicle }, input, { partyKind }) =>
    vehicle === undefined ? nameConflict(input.owner, partyKind) : 'vehicle-exists',
  evolve: {
    vehicle: (_, { id, owner: registered, plateType, operating, at }) => ({
      id,
      registration: { owner: registered, ownedSince: at, plateType, operating, deregisteredAt: null },
      bindings: NONE,
      bindingsEver: 0,
      ended: NONE,
      boundInYear: null,
      openViolations: 0,
      handledByOthers: null,
      violations: null,
      last: at,
    }),
    party: (party, { id }) => partyWith(party, put(party.vehicles, id)),
  },
})
