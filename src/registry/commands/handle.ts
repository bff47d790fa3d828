import { judge, rulesOn } from '../../decision/decide.ts'
import { isOnProbation } from '../../law/points/period.ts'
import { payByDayUnchecked } from '../../law/procedure/fines.ts'
import type { Calendar } from '../../values/calendar.ts'
import { readChannel } from '../../values/channel.ts'
import { type Instant, type LegalDay, legalDay, readInstant } from '../../values/instant.ts'
import { counts, type Entry, withEntry } from '../points/ledger.ts'
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
export const handle = command({
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
    return judge(rules, factsOfHandling(driver, vehicle as VehicleRecord, violation, input, day, rules.asks))
  },
  // A violation is handled once, even under a reform that struck the rule out.
  broken: ({ violation }) => (violation?.state === 'open' ? undefined : 'violation-not-open'),
  evolve: ({ driver, vehicle, violation }, { at }, { day, calendar }) => {
    const own = (driver.id as string) === vehicle.registration.owner.id
    const entry = entryOf(violation, driver.licence.firstIssuedOn, day, calendar)
    const handling: Handling = { driver: driver.id, at, own, payBy: entry.payBy, paidAt: null }
    const ledger = counts(entry) ? withEntry(ledgerOf(driver, day), entry, day, vehicle.id) : driver.ledger
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

/** What a violation that is handled on `day` counts for. Where it is not known when it occurred, it was not on probation. */
export function entryOf(
  {
    id,
    points,
    fine,
    occurredAt,
  }: Pick<ViolationRecord, 'id' | 'points' | 'fine'> & { occurredAt: Instant | undefined },
  firstIssuedOn: LegalDay,
  day: LegalDay,
  calendar: Calendar,
): Omit<Entry, 'place'> {
  const payBy = fine > 0 ? payByDayUnchecked(day, calendar) : null
  const inProbation = occurredAt !== undefined && isOnProbation(firstIssuedOn, legalDay(occurredAt))
  return { id, points, payBy, inProbation }
}
