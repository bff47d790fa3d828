import { readInstant } from '../../values/instant.ts'
import { driverRecord, endsBindings, NONE, vehicleWithoutBinding } from '../state/records.ts'
import { command } from './command.ts'
import { changedLicence, driverId } from './fields.ts'

/** Changes the states and classes of a licence. `cancelled` 注销 ends the driver's bindings (6.28). */
export const changeLicence = command({
  type: 'changeLicence',
  event: 'licence-changed',
  fields: () => ({ driver: driverId, licence: changedLicence, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { driver, licence, at }) => ({
    seq,
    type: 'licence-changed',
    ruleSet,
    driver,
    licence,
    at,
    chain,
  }),
  about: ['driver', 'vehicles it releases'],
  refusals: ['unknown-driver'],
  decide: ({ driver }) => (driver === undefined ? 'unknown-driver' : undefined),
  evolve: ({ driver, released }, { licence: { states, classes }, at }) => {
    const end = { driver: driver.id, at }
    const next = driverRecord(driver)
    next.licence = { states, classes, firstIssuedOn: driver.licence.firstIssuedOn }
    if (endsBindings(states)) next.bindings = NONE
    return { driver: next, released: released.map((vehicle) => vehicleWithoutBinding(vehicle, end)) }
  },
})
