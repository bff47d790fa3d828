import { judge, rulesOn } from '../../decision/decide.ts'
import { COUNT_LIMIT } from '../../law/facts.ts'
import { readChannel } from '../../values/channel.ts'
import { readInstant } from '../../values/instant.ts'
import { applicationsOn, factsOfBinding } from '../state/facts.ts'
import { withDriver } from '../state/former-bindings.ts'
import {
  bindingOf,
  type DriverRecord,
  driverRecord,
  including,
  type OpenBinding,
  oneMore,
  type VehicleRecord,
  vehicleRecord,
} from '../state/records.ts'
import { command } from './command.ts'
import { driverId, identityVerified, ownerConsent, vehicleId } from './fields.ts'

/** Binds another's vehicle 备案: judged by `decideBinding` under the rule set of the day. */
export const bind = command({
  type: 'bind',
  event: 'vehicle-bound',
  fields: () => ({
    driver: driverId,
    vehicle: vehicleId,
    channel: readChannel,
    ownerConsent,
    identityVerified,
    at: readInstant,
  }),
  written: ({ seq, ruleSet, chain }, { driver, vehicle, channel, ownerConsent, identityVerified, at }) => ({
    seq,
    type: 'vehicle-bound',
    ruleSet,
    driver,
    vehicle,
    channel,
    ownerConsent,
    identityVerified,
    at,
    chain,
  }),
  about: ['driver', 'vehicle'],
  refusals: ['unknown-driver', 'unknown-vehicle', 'own-vehicle', 'already-bound'],
  decide: ({ driver, vehicle }, input, { day, law }) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    const rules = rulesOn('bind', law)
    return judge(rules, factsOfBinding(driver, vehicle, input, day, rules.asks))
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
})
