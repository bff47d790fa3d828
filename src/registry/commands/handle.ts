import { judge, rulesOn } from '../../decision/decide.ts'
import { orNullReader, readBoolean } from '../../input/read.ts'
import { isOnProbation } from '../../law/points/period.ts'
import { payByDayUnchecked } from '../../law/procedure/fines.ts'
import type { Calendar } from '../../values/calendar.ts'
import { readChannel } from '../../values/channel.ts'
import { type Fen, readFen } from '../../values/fen.ts'
import { type Instant, type LegalDay, legalDay, readInstant, readLegalDay } from '../../values/instant.ts'
import { readPoints } from '../../values/violation.ts'
import { counts, type Entry, withEntry } from '../points/ledger.ts'
import { factsOfHandling, ledgerOf } from '../state/facts.ts'
import { withOther } from '../state/others-handled.ts'
import { driverWithLedger, type ViolationRecord, vehicleRecord, violationAs } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, identityVerified, offenderPresent, vehicleId, violationId } from './fields.ts'

const dayOrNull = orNullReader(readLegalDay)

/**
 * Handles a violation 处理: judged by `decideHandling` under the rule set of the day; the points land in the period of the
 * day.
 */
export const handle = command({
  type: 'handle',
  event: 'violation-handled',
  late: false,
  fields: () => ({
    violation: violationId,
    driver: driverId,
    channel: readChannel,
    offenderPresent,
    identityVerified,
    at: readInstant,
  }),
  did: () => ({
    vehicle: vehicleId,
    own: readBoolean,
    points: readPoints,
    fine: readFen,
    payBy: dayOrNull,
    inProbation: readBoolean,
  }),
  written: (
    { seq, ruleSet, chain },
    { violation, driver, channel, offenderPresent, identityVerified, at },
    { vehicle, own, points, fine, payBy, inProbation },
  ) => ({
    seq,
    type: 'violation-handled',
    ruleSet,
    violation,
    driver,
    channel,
    offenderPresent,
    identityVerified,
    at,
    vehicle,
    own,
    points,
    fine,
    payBy,
    inProbation,
    chain,
  }),
  about: ['violation', 'its vehicle', 'driver'],
  refusals: ['unknown-violation', 'unknown-driver', 'violation-not-open'],
  decide: ({ driver, vehicle, violation }, input, { day, law }) => {
    if (violation === undefined) return 'unknown-violation'
    if (driver === undefined) return 'unknown-driver'
    // Of no vehicle is what an enrolment told, which was handled before; any other is of one on record.
    if (vehicle === undefined) return 'violation-not-open'
    const rules = rulesOn('handle', law)
    return judge(rules, factsOfHandling(driver, vehicle, violation, input, day, rules.asks))
  },
  // A violation is handled once, even under a reform that struck the rule out.
  broken: ({ violation }) => (violation?.state === 'open' ? undefined : 'violation-not-open'),
  effect: ({ driver, vehicle, violation }, _, { day, calendar }) => {
    const payBy = payByOf(violation.fine, day, calendar)
    const { points, inProbation } = entryOf(violation, driver.licence.firstIssuedOn, payBy)
    const own = (driver.id as string) === vehicle.registration.owner.id
    return { vehicle: vehicle.id, own, points, fine: violation.fine, payBy, inProbation }
  },
  evolve: {
    violation: (violation, { driver, at, own, payBy }) =>
      violationAs(violation, 'handled', { driver, at, own, payBy, paidOn: null }),
    vehicle: (vehicle, { driver, own }, day) => {
      const next = vehicleRecord(vehicle)
      next.openViolations--
      if (!own) next.handledByOthers = withOther(vehicle.handledByOthers, driver, day)
      return next
    },
    driver: (driver, { violation: id, vehicle, own, points, payBy, inProbation }, day) => {
      const entry = { id, points, payBy, inProbation }
      const ledger = counts(entry) ? withEntry(ledgerOf(driver, day), entry, day, vehicle) : driver.ledger
      const next = driverWithLedger(driver, ledger)
      if (!own) next.handledForOthers = withOther(driver.handledForOthers, vehicle, day)
      return next
    },
  },
})

/** The last day to pay the fine of what is handled on `day`; `null` if there is none. */
export function payByOf(fine: Fen, day: LegalDay, calendar: Calendar): LegalDay | null {
  return fine > 0 ? payByDayUnchecked(day, calendar) : null
}

/** What a handled violation counts for. Where it is not known when it occurred, it was not on probation. */
export function entryOf(
  { id, points, occurredAt }: Pick<ViolationRecord, 'id' | 'points'> & { occurredAt: Instant | undefined },
  firstIssuedOn: LegalDay,
  payBy: LegalDay | null,
): Omit<Entry, 'place'> {
  const inProbation = occurredAt !== undefined && isOnProbation(firstIssuedOn, legalDay(occurredAt))
  return { id, points, payBy, inProbation }
}
