import type { TypedReader } from '../../input/reader.ts'
import { wordReader } from '../../input/words.ts'
import { readInstant } from '../../values/instant.ts'
import { bindingOf, driverWithoutBinding, vehicleWithoutBinding } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, vehicleId } from './fields.ts'

/** Who may release a binding 解除备案: the driver, or the vehicle's owner. */
export const RELEASERS = Object.freeze(['driver', 'owner'] as const)
/** One of those who may release a binding. */
export type Releaser = (typeof RELEASERS)[number]

const releaser: TypedReader<Releaser> = wordReader(RELEASERS)

/** Releases a binding 解除备案, by the driver or by the owner (F1.20, F1.21). It never revives. */
export const release = command({
  type: 'release',
  event: 'binding-released',
  late: true,
  fields: () => ({ driver: driverId, vehicle: vehicleId, by: releaser, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { driver, vehicle, by, at }) => ({
    seq,
    type: 'binding-released',
    ruleSet,
    driver,
    vehicle,
    by,
    at,
    chain,
  }),
  about: ['driver', 'vehicle'],
  refusals: ['unknown-driver', 'unknown-vehicle', 'not-bound'],
  decide: ({ driver, vehicle }) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    return bindingOf(driver, vehicle) === undefined ? 'not-bound' : undefined
  },
  evolve: {
    driver: (driver, { vehicle }) => driverWithoutBinding(driver, vehicle),
    vehicle: vehicleWithoutBinding,
  },
})
