import { optional, readBoolean } from '../../input/read.ts'
import { readInstant } from '../../values/instant.ts'
import { readPlateType } from '../../values/vehicle.ts'
import { put } from '../state/persistent-map.ts'
import { NONE, partyWith } from '../state/records.ts'
import { command } from './command.ts'
import { owner, vehicleId } from './fields.ts'
import { nameConflict } from './names.ts'

/** Since when the owner is the owner: since the enrolment unless given. */
const ownedSince = optional(readInstant)

/** Enrols a vehicle 机动车 with its registered owner 所有人. */
export const enrolVehicle = command({
  type: 'enrolVehicle',
  event: 'vehicle-enrolled',
  late: true,
  fields: () => ({
    id: vehicleId,
    owner,
    plateType: readPlateType,
    operating: readBoolean,
    ownedSince,
    at: readInstant,
  }),
  did: () => ({ ownedSince: readInstant }),
  written: ({ seq, ruleSet, chain }, { id, owner, plateType, operating, at }, { ownedSince }) => ({
    seq,
    type: 'vehicle-enrolled',
    ruleSet,
    id,
    owner,
    plateType,
    operating,
    ownedSince,
    at,
    chain,
  }),
  about: ['new vehicle', 'individual owners'],
  refusals: ['vehicle-exists', 'unit-is-no-driver', 'unit-is-no-individual', 'history-in-future'],
  party: (input) => input.owner,
  decide: ({ vehicle }, { owner: registered, ownedSince: since, at }, { partyKind }) => {
    if (vehicle !== undefined) return 'vehicle-exists'
    const isLater = since !== undefined && since > at
    return nameConflict(registered, partyKind) ?? (isLater ? 'history-in-future' : undefined)
  },
  effect: (_, { ownedSince: since, at }) => ({ ownedSince: since ?? at }),
  evolve: {
    vehicle: (_, { id, owner: registered, plateType, operating, ownedSince: since, at }) => ({
      id,
      registration: { owner: registered, ownedSince: since, plateType, operating, deregisteredAt: null },
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
