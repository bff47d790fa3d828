import { judgeWhole } from '../../decision/decide.ts'
import { readBoolean } from '../../input/read.ts'
import { COUNT_LIMIT } from '../../law/facts.ts'
import { type Channel, type OwnerConsent, readChannel, readOwnerConsent } from '../../values/channel.ts'
import type { DriverId, VehicleId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { applicationsOn, factsOfBinding } from '../facts.ts'
import { withDriver } from '../former-bindings.ts'
import {
  bindingOf,
  type DriverRecord,
  driverRecord,
  including,
  type OpenBinding,
  oneMore,
  type VehicleRecord,
  vehicleRecord,
} from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { driverId, vehicleId } from './fields.ts'

/** What `bind` says. */
export interface Bind {
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly channel: Channel
  readonly ownerConsent: OwnerConsent
  readonly identityVerified: boolean
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['unknown-driver', 'unknown-vehicle', 'own-vehicle', 'already-bound'] as const

/** Binds another's vehicle 备案: judged by `decideBinding` under the rule set of the day. */
export const bind: CommandDefinition<'bind', 'vehicle-bound', Bind, (typeof refusals)[number], 'driver' | 'vehicle'> = {
  type: 'bind',
  event: (take) => ({
    seq: 0,
    type: 'vehicle-bound',
    ruleSet: '',
    driver: take(driverId),
    vehicle: take(vehicleId),
    channel: take(readChannel),
    ownerConsent: take(readOwnerConsent),
    identityVerified: take(readBoolean),
    at: take(readInstant),
    chain: '',
  }),
  about: ['driver', 'vehicle'],
  party: null,
  term: null,
  decide: ({ driver, vehicle }, input, { day, law }) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    return judgeWhole('bind', factsOfBinding(driver, vehicle, input, day, law), law)
  },
  // Even under a reform that struck the rules out.
  broken: ({ driver, vehicle }) => {
    if ((driver?.id as string) === vehicle?.registration.owner.id) return 'own-vehicle'
    return bindingOf(driver as DriverRecord, vehicle as VehicleRecord) === undefined ? undefined : 'already-bound'
  },
  evolve: ({ driver, vehicle }, { at, channel }, { day }) => {
    const { today, thisYear } = applicationsOn(driver, day)
    const binding: OpenBinding = {
      driver: driver.id,
      vehicle: vehicle.id,
      since: at,
      channel,
      first: vehicle.bindingsEver === 0,
    }
    const applications = {
      ever: oneMore(driver.applications.ever, COUNT_LIMIT),
      last: day,
      thatDay: oneMore(today, COUNT_LIMIT),
      thatYear: oneMore(thisYear, COUNT_LIMIT),
    }
    const changed = { driver: driverRecord(driver), vehicle: vehicleRecord(vehicle) }
    changed.driver.bindings = including(driver.bindings, binding)
    changed.driver.applications = applications
    changed.vehicle.bindings = including(vehicle.bindings, binding)
    changed.vehicle.bindingsEver = oneMore(vehicle.bindingsEver, COUNT_LIMIT)
    changed.vehicle.boundInYear = withDriver(vehicle.boundInYear, driver.id, day)
    return changed
  },
}
