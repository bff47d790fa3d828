import { judge, rulesOn } from '../../decision/decide.ts'
import { readBoolean } from '../../input/read.ts'
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
  late: false,
  fields: () => ({
    driver: driverId,
    vehicle: vehicleId,
    channel: readChannel,
    ownerConsent,
    identityVerified,
    at: readInstant,
  }),
  did: () => ({ first: readBoolean }),
  written: ({ seq, ruleSet, chain }, { driver, vehicle, channel, ownerConsent, identityVerified, at }, { first }) => ({
    seq,
    type: 'vehicle-bound',
    ruleSet,
    driver,
    vehicle,
    channel,
    ownerConsent,
    identityVerified,
    at,
    first,
    chain,
  }),
  about: ['driver', 'vehicle'],
  refusals: ['unknown-driver', 'unknown-vehicle', 'vehicle-deregistered', 'own-vehicle', 'already-bound'],
  decide: ({ driver, vehicle }, input, { day, law }) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.registration.deregisteredAt !== null) return 'vehicle-deregistered'
    const rules = rulesOn('bind', law)
    return judge(rules, factsOfBinding(driver, vehicle, input, day, rules.asks))
  },
  // Even under a reform that struck the rules out.
  broken: ({ driver, vehicle }) => {
    if ((driver?.id as string) === vehicle?.registration.owner.id) return 'own-vehicle'
    return bindingOf(driver as DriverRecord, vehicle as VehicleRecord) === undefined ? undefined : 'already-bound'
  },
  effect: ({ vehicle }) => ({ first: vehicle.bindingsEver === 0 }),
  evolve: {
    driver: (driver, event, day) => {
      const { today, thisYear } = applicationsOn(driver, day)
      const next = driverRecord(driver)
      next.bindings = including(driver.bindings, bindingBy(event))
      next.applications = {
        ever: oneMore(driver.applications.ever, COUNT_LIMIT),
        last: day,
        thatDay: oneMore(today, COUNT_LIMIT),
        thatYear: oneMore(thisYear, COUNT_LIMIT),
      }
      return next
    },
    vehicle: (vehicle, event, day) => {
      const next = vehicleRecord(vehicle)
      next.bindings = including(vehicle.bindings, bindingBy(event))
      next.bindingsEver = oneMore(vehicle.bindingsEver, COUNT_LIMIT)
      next.boundInYear = withDriver(vehicle.boundInYear, event.driver, day)
      return next
    },
  },
})

/** What an event bound. */
interface Bound extends Omit<OpenBinding, 'since'> {
  readonly at: OpenBinding['since']
}
/** The binding that an event made: one object for both of its ends, which come one after the other. */
function bindingBy(event: Bound): OpenBinding {
  if (latest?.event !== event) {
    const { driver, vehicle, at: since, channel, first } = event
    latest = { event, binding: { driver, vehicle, since, channel, first } }
  }
  return latest.binding
}
let latest: { readonly event: Bound; readonly binding: OpenBinding } | undefined
