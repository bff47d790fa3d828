import type { VehicleId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { withEnded } from '../former-bindings.ts'
import { driverWithoutBinding, NONE, type Owner, vehicleRecord } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { owner, vehicleId } from './fields.ts'
import { nameConflict } from './names.ts'

/** What `transferVehicle` says. */
export interface TransferVehicle {
  readonly vehicle: VehicleId
  readonly to: Owner
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = [
  'unknown-vehicle',
  'same-owner',
  'open-violations',
  'unit-is-no-driver',
  'unit-is-no-individual',
] as const

/** Transfers a vehicle 转移登记: ends its bindings (6.8); refused while it has open violations (F3.24). */
export const transferVehicle: CommandDefinition<
  'transferVehicle',
  'vehicle-transferred',
  TransferVehicle,
  (typeof refusals)[number],
  'vehicle' | 'binders'
> = {
  type: 'transferVehicle',
  event: (take) => ({
    seq: 0,
    type: 'vehicle-transferred',
    ruleSet: '',
    vehicle: take(vehicleId),
    to: take(owner),
    at: take(readInstant),
    chain: '',
  }),
  about: ['vehicle', 'its binders'],
  party: ({ to }) => to,
  term: null,
  decide: ({ vehicle }, { to }, { partyKind }) => {
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.registration.owner.id === to.id) return 'same-owner'
    return vehicle.openViolations > 0 ? 'open-violations' : nameConflict(to, partyKind)
  },
  broken: null,
  evolve: ({ vehicle, binders }, { to, at }) => {
    const { plateType, operating } = vehicle.registration
    const next = vehicleRecord(vehicle)
    next.registration = { owner: to, ownedSince: at, plateType, operating }
    next.bindings = NONE
    next.ended = vehicle.bindings.reduce((ends, { driver }) => withEnded(ends, { driver, at }), vehicle.ended)
    return { vehicle: next, binders: binders.map((driver) => driverWithoutBinding(driver, vehicle.id)) }
  },
}
