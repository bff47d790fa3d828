import { frozen } from '../../input/freeze.ts'
import { readInstant } from '../../values/instant.ts'
import { anew } from '../points/ledger.ts'
import { driverRecord, hasEnded, NONE, vehicleWithoutBinding } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, endedBindings, licence } from './fields.ts'

/**
 * Issues a licence anew 重新领证, after one that was annulled, revoked or cancelled: points, scoring period and probation begin anew, fines
 * stay owed, and bindings that stood end (C35).
 */
export const reissueLicence = command({
  type: 'reissueLicence',
  event: 'licence-reissued',
  late: false,
  fields: () => ({ driver: driverId, licence, at: readInstant }),
  did: () => ({ endedBindings }),
  written: ({ seq, ruleSet, chain }, { driver, licence, at }, { endedBindings }) => ({
    seq,
    type: 'licence-reissued',
    ruleSet,
    driver,
    licence,
    at,
    endedBindings,
    chain,
  }),
  about: ['driver', 'vehicles it releases'],
  refusals: ['unknown-driver', 'licence-not-ended', 'first-issue-in-future', 'first-issue-not-later'],
  decide: ({ driver }, { licence: { firstIssuedOn } }, { day }) => {
    if (driver === undefined) return 'unknown-driver'
    if (!hasEnded(driver.licence)) return 'licence-not-ended'
    if (firstIssuedOn > day) return 'first-issue-in-future'
    return firstIssuedOn > driver.licence.firstIssuedOn ? undefined : 'first-issue-not-later'
  },
  effect: ({ driver: { id: driver }, released }) => ({
    endedBindings: frozen(released.map(({ id: vehicle }) => ({ driver, vehicle }))),
  }),
  evolve: {
    driver: (driver, { licence: held }, day) => {
      const next = driverRecord(driver)
      next.licence = held
      next.bindings = NONE
      next.ledger = driver.ledger && anew(driver.ledger, held.firstIssuedOn, day)
      return next
    },
    vehicle: vehicleWithoutBinding,
  },
})
