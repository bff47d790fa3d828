import { frozen } from '../../input/freeze.ts'
import { readInstant } from '../../values/instant.ts'
import { driverRecord, endsBindings, hasEnded, NONE, vehicleWithoutBinding } from '../state/records.ts'
import { command } from './command.ts'
import { changedLicence, driverId, endedBindings } from './fields.ts'

/**
 * Changes the states and classes of a licence. `cancelled` 注销 ends the driver's bindings (6.28). A licence that was annulled, revoked or
 * cancelled stays so: another is obtained by `reissueLicence` (C35).
 */
export const changeLicence = command({
  type: 'changeLicence',
  event: 'licence-changed',
  late: true,
  fields: () => ({ driver: driverId, licence: changedLicence, at: readInstant }),
  did: () => ({ endedBindings }),
  written: ({ seq, ruleSet, chain }, { driver, licence, at }, { endedBindings }) => ({
    seq,
    type: 'licence-changed',
    ruleSet,
    driver,
    licence,
    at,
    endedBindings,
    chain,
  }),
  about: ['driver', 'vehicles it releases'],
  refusals: ['unknown-driver', 'licence-ended'],
  decide: ({ driver }, { licence }) => {
    if (driver === undefined) return 'unknown-driver'
    return hasEnded(driver.licence) && !hasEnded(licence) ? 'licence-ended' : undefined
  },
  effect: ({ driver: { id: driver }, released }) => ({
    endedBindings: frozen(released.map(({ id: vehicle }) => ({ driver, vehicle }))),
  }),
  evolve: {
    driver: (driver, { licence: { states, classes } }) => {
      const next = driverRecord(driver)
      next.licence = { states, classes, firstIssuedOn: driver.licence.firstIssuedOn }
      if (endsBindings({ states })) next.bindings = NONE
      return next
    },
    vehicle: vehicleWithoutBinding,
  },
})
