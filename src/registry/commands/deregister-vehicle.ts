import { frozen } from '../../input/freeze.ts'
import type { TypedReader } from '../../input/reader.ts'
import { wordReader } from '../../input/words.ts'
import { readInstant } from '../../values/instant.ts'
import { driverWithoutBinding, vehicleWithoutBindings } from '../state/records.ts'
import { command } from './command.ts'
import { endedBindings, vehicleId } from './fields.ts'

/** Why a vehicle is deregistered 注销登记 (Order 164, Articles 37 and 40); the last two ask that its violations be handled first. */
export const DEREGISTRATIONS = Object.freeze([
  'scrapped',
  'lost',
  'registration-revoked',
  'left-country',
  'returned',
] as const)
/** One of the reasons for which a vehicle is deregistered. */
export type Deregistration = (typeof DEREGISTRATIONS)[number]

const deregistration: TypedReader<Deregistration> = wordReader(DEREGISTRATIONS)
const HANDLED_FIRST: readonly Deregistration[] = ['left-country', 'returned']

/** Deregisters a vehicle 注销登记 (Order 164, Article 37): ends its bindings (C34). What is open, or happened before, can still be handled. */
export const deregisterVehicle = command({
  type: 'deregisterVehicle',
  event: 'vehicle-deregistered',
  late: true,
  fields: () => ({ vehicle: vehicleId, because: deregistration, at: readInstant }),
  did: () => ({ endedBindings }),
  written: ({ seq, ruleSet, chain }, { vehicle, because, at }, { endedBindings }) => ({
    seq,
    type: 'vehicle-deregistered',
    ruleSet,
    vehicle,
    because,
    at,
    endedBindings,
    chain,
  }),
  about: ['vehicle', 'its binders'],
  refusals: ['unknown-vehicle', 'vehicle-deregistered', 'open-violations'],
  decide: ({ vehicle }, { because }) => {
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.registration.deregisteredAt !== null) return 'vehicle-deregistered'
    return HANDLED_FIRST.includes(because) && vehicle.openViolations > 0 ? 'open-violations' : undefined
  },
  effect: ({ vehicle: { id: vehicle }, binders }) => ({
    endedBindings: frozen(binders.map(({ id: driver }) => ({ driver, vehicle }))),
  }),
  evolve: {
    vehicle: (vehicle, { at }) => {
      const { owner, ownedSince, plateType, operating } = vehicle.registration
      return vehicleWithoutBindings(vehicle, { owner, ownedSince, plateType, operating, deregisteredAt: at }, at)
    },
    driver: (driver, { vehicle }) => driverWithoutBinding(driver, vehicle),
  },
})
