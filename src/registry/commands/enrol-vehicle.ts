import { readBoolean } from '../../input/read.ts'
import type { VehicleId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { type PlateType, readPlateType } from '../../values/vehicle.ts'
import { NONE, type Owner } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { owner, vehicleId } from './fields.ts'
import { nameConflict } from './names.ts'

/** What `enrolVehicle` says. */
export interface EnrolVehicle {
  readonly id: VehicleId
  readonly owner: Owner
  readonly plateType: PlateType
  readonly operating: boolean
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['vehicle-exists', 'unit-is-no-driver', 'unit-is-no-individual'] as const

/** Enrols a vehicle 机动车 with its registered owner 所有人. */
export const enrolVehicle: CommandDefinition<
  'enrolVehicle',
  'vehicle-enrolled',
  EnrolVehicle,
  (typeof refusals)[number],
  'vehicle'
> = {
  type: 'enrolVehicle',
  event: (take) => ({
    seq: 0,
    type: 'vehicle-enrolled',
    ruleSet: '',
    id: take(vehicleId),
    owner: take(owner),
    plateType: take(readPlateType),
    operating: take(readBoolean),
    at: take(readInstant),
    chain: '',
  }),
  about: ['new vehicle'],
  party: (input) => input.owner,
  term: null,
  decide: ({ vehicle }, input, { partyKind }) =>
    vehicle === undefined ? nameConflict(input.owner, partyKind) : 'vehicle-exists',
  broken: null,
  evolve: (_, { id, owner: registered, plateType, operating, at }) => ({
    vehicle: {
      id,
      registration: { owner: registered, ownedSince: at, plateType, operating },
      bindings: NONE,
      bindingsEver: 0,
      ended: NONE,
      boundInYear: null,
      openViolations: 0,
      handledByOthers: null,
      violations: null,
      last: at,
    },
  }),
}
