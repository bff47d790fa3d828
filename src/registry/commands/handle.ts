import { judgeWhole, rulesOn } from '../../decision/decide.ts'
import { isOnProbation } from '../../law/points/period.ts'
import { pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import { payByDayUnchecked } from '../../law/procedure/fines.ts'
import type { Calendar } from '../../values/calendar.ts'
import { readChannel } from '../../values/channel.ts'
import { type LegalDay, legalDay, readInstant } from '../../values/instant.ts'
import { counts, withEntry } from '../points/ledger.ts'
import { factsOfHandling, ledgerOf } from '../state/facts.ts'
import { withOther } from '../state/others-handled.ts'
import {
  driverWithLedger,
  type Handling,
  type VehicleRecord,
  type ViolationRecord,
  vehicleRecord,
  violationAs,
} from '../state/records.ts'
import { command } from './command.ts'
import { driverId, identityVerified, offenderPresent, violationId } from './fields.ts'

/**
 * Handles a violation 处理: judged by `decideHandling` under the rule set of the day; the points land in the period of the
 * day.
 */
export const handle = /* @__PURE__ */ command({
  type: 'handle',
  event: 'violation-handled',
  fields: () => ({
    violation: violationId,
    driver: driverId,
    channel: readChannel,
    offenderPresent,
    identityVerified,
    at: readInstant,
  }),
  written: ({ seq, ruleSet, chain }, { violation, driver, channel, offenderPresent, identityVerified, at }) => ({
    seq,
    type: 'violation-handled',
    ruleSet,
    violation,
    driver,
    channel,
    offenderPresent,
    identityVerified,
    at,
    chain,
  }),
  about: ['violation', 'its vehicle', 'driver'],
  refusals: ['unknown-violation', 'unknown-driver', 'violation-not-open'],
  term: payByDayUnchecked,
  decide: ({ driver, vehicle, violation }, input, { day, law }) => {
    if (violation === undefined) return 'unknown-violation'
    if (driver === undefined) return 'unknown-driver'
    // A violation on record is of a vehicle on record.
    const rules = rulesOn('handle', law)
    return judgeWhole(rules, factsOfHandling(driver, vehicle as VehicleRecord, violation, input, day, rules.asks))
  },
  // A violation is handled once, even under a reform that struck the rule out.
  broken: ({ violation }) => (violation?.state === 'open' ? undefined : 'violation-not-open'),
  evolve: ({ driver, vehicle, violation }, { at }, { day, calendar }) => {
    const { id, points } = violation
    const own = (driver.id as string) === vehicle.registration.owner.id
    const payBy = payByOf(violation, day, calendar)
    const handling: Handling = { driver: driver.id, at, own, payBy, paidAt: null }
    const inProbation = isOnProbation(driver.licence.firstIssuedOn, legalDay(violation.occurredAt))
    const by = { vehicle: vehicle.id, day }
    const ledger = counts(points, payBy)
      ? withEntry(
          ledgerOf(driver, day),
          { id, points, payBy, inProbation },
          pointsRegimeOnUnchecked(day).full.value,
          by,
        )
      : driver.ledger
    const changed = {
      violation: violationAs(violation, 'handled', handling),
      vehicle: vehicleRecord(vehicle),
      driver: driverWithLedger(driver, ledger),
    }
    changed.vehicle.openViolations--
    if (own) return changed
    changed.vehicle.handledByOthers = withOther(vehicle.handledByOthers, driver.id, day)
    changed.driver.handledForOthers = withOther(driver.handledForOthers, vehicle.id, day)
    return changed
  },
})

/** The last day to pay the fine of a violation that is handled on `day`; `null` if there is nothing to pay. */
export function payByOf({ fine }: Pick<ViolationRecord, 'fine'>, day: LegalDay, calendar: Calendar): LegalDay | null {
  return fine > 0 ? payByDayUnchecked(day, calendar) : null
}
