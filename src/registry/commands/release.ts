import type { TypedReader } from '../../input/reader.ts'
import { wordReader } from '../../input/typed-readers.ts'
import type { DriverId, VehicleId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { bindingOf, driverWithoutBinding, vehicleWithoutBinding } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { driverId, vehicleId } from './fields.ts'

const releasers = ['driver', 'owner'] as const
/** Who may release a binding 解除备案: the driver, or the vehicle's owner. */
export const RELEASERS: typeof releasers = /* @__PURE__ */ Object.freeze(releasers)
/** One of those who may release a binding. */
export type Releaser = (typeof RELEASERS)[number]

/** What `release` says. */
export interface Release {
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly by: Releaser
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['unknown-driver', 'unknown-vehicle', 'not-bound'] as const
const releaser: TypedReader<Releaser> = /* @__PURE__ */ wordReader(RELEASERS)

/** Releases a binding 解除备案, by the driver or by the owner (F1.20, F1.21). It never revives. */
export const release: CommandDefinition<
  'release',
  'binding-released',
  Release,
  (typeof refusals)[number],
  'driver' | 'vehicle'
> = {
  type: 'release',
  event: (take) => ({
    seq: 0,
    type: 'binding-released',
    ruleSet: '',
    driver: take(driverId),
    vehicle: take(vehicleId),
    by: take(releaser),
    at: take(readInstant),
    chain: '',
  }),
  about: ['driver', 'vehicle'],
  party: null,
  term: null,
  decide: ({ driver, vehicle }) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    return bindingOf(driver, vehicle) === undefined ? 'not-bound' : undefined
  },
  broken: null,
  evolve: ({ driver, vehicle }, event) => ({
    driver: driverWithoutBinding(driver, vehicle.id),
    vehicle: vehicleWithoutBinding(vehicle, event),
  }),
}
