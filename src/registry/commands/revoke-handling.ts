import { readBoolean } from '../../input/read.ts'
import { type LegalDay, legalDay, readInstant, readLegalDay } from '../../values/instant.ts'
import { withoutEntry } from '../points/ledger.ts'
import { ledgerOf } from '../state/facts.ts'
import { withoutOther } from '../state/others-handled.ts'
import { driverWithLedger, type Handling, oneMore, vehicleRecord, violationAs } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, ground, vehicleId, violationId } from './fields.ts'

/** Grounds on which a handling is revoked 撤销处理 that the law names; others may be given as text. */
export const REVOCATION_GROUNDS = Object.freeze([
  'points-traded',
  'penalty-revoked',
  'penalty-changed',
  'offender-identified',
] as const)

/** Revokes a handling 撤销处理: the violation is open again and its points are given back (Order 163, Articles 16 and 30). */
export const revokeHandling = command({
  type: 'revokeHandling',
  event: 'handling-revoked',
  late: false,
  fields: () => ({ violation: violationId, ground, at: readInstant }),
  did: () => ({ driver: driverId, vehicle: vehicleId, own: readBoolean, handledOn: readLegalDay }),
  written: ({ seq, ruleSet, chain }, { violation, ground, at }, { driver, vehicle, own, handledOn }) => ({
    seq,
    type: 'handling-revoked',
    ruleSet,
    violation,
    ground,
    at,
    driver,
    vehicle,
    own,
    handledOn,
    chain,
  }),
  about: ['violation', 'its vehicle', 'its handler'],
  refusals: ['unknown-violation', 'violation-not-handled', 'told-of-before'],
  decide: ({ violation, vehicle }) => {
    if (violation === undefined) return 'unknown-violation'
    if (violation.state !== 'handled') return 'violation-not-handled'
    return vehicle === undefined ? 'told-of-before' : undefined
  },
  effect: ({ driver, vehicle, violation }) => {
    const { own, at } = violation.handling as Handling
    return { driver: driver.id, vehicle: vehicle.id, own, handledOn: legalDay(at) }
  },
  evolve: {
    violation: (violation) => violationAs(violation, 'open', null),
    vehicle: (vehicle, { driver, own, handledOn }) => {
      const next = vehicleRecord(vehicle)
      next.openViolations = oneMore(vehicle.openViolations, Number.MAX_SAFE_INTEGER)
      if (!own) next.handledByOthers = withoutOther(vehicle.handledByOthers, driver, handledOn)
      return next
    },
    driver: (driver, { violation, ground: revokedFor, vehicle, own, handledOn }, day) => {
      const ledger = withoutEntry(ledgerOf(driver, day), violation, tradedOn(revokedFor, day))
      const next = driverWithLedger(driver, ledger)
      if (!own) next.handledForOthers = withoutOther(driver.handledForOthers, vehicle, handledOn)
      return next
    },
  },
})

/** The day of a revocation, if points were traded 买分卖分: who took them gets none off by study for a time (Order 163, Article 26(2)). */
export function tradedOn(ground: string | null | undefined, day: LegalDay): LegalDay | null {
  return ground === 'points-traded' ? day : null
}
