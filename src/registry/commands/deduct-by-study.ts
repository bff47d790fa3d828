import { list } from '../../input/read.ts'
import type { TypedReader } from '../../input/reader.ts'
import { wordReader } from '../../input/words.ts'
import { isOnProbation, scoringPeriodOnUnchecked } from '../../law/points/period.ts'
import { type PointsRegime, STUDY_WAYS, type StudyWay } from '../../law/points/regime.ts'
import { pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import { daysAfter } from '../../values/calendar.ts'
import { type LegalDay, readInstant } from '../../values/instant.ts'
import { readPoints } from '../../values/violation.ts'
import { type Ledger, lessened } from '../points/ledger.ts'
import { ledgerOf } from '../state/facts.ts'
import { driverWithLedger, type Licence, partyWith, vehicleRecord } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, ownVehicleOverdue, vehicleId } from './fields.ts'

/** Its reasons to refuse, in the order in which they are looked at. */
const refusals = [
  'unknown-driver',
  'deduction-not-provided',
  'full-score-reached',
  'repeated-full-score',
  'points-traded',
  'licence-bars-deduction',
  'own-vehicle-overdue',
  'no-points-to-deduct',
  'deduction-used-up',
  'own-violations-open',
] as const
const studyWay: TypedReader<StudyWay> = wordReader(STUDY_WAYS)

/** The vehicles in the driver's own name, in the order of text. */
const vehicles = list(vehicleId, 1_000_000)

/** Takes points off by study 学法减分 (Order 163, Articles 25 to 27): never more than the driver holds. */
export const deductByStudy = command({
  type: 'deductByStudy',
  event: 'points-deducted',
  late: false,
  fields: () => ({ driver: driverId, way: studyWay, ownVehicleOverdue, at: readInstant }),
  did: () => ({ taken: readPoints, vehicles }),
  written: ({ seq, ruleSet, chain }, { driver, way, ownVehicleOverdue, at }, { taken, vehicles }) => ({
    seq,
    type: 'points-deducted',
    ruleSet,
    driver,
    way,
    ownVehicleOverdue,
    at,
    taken,
    vehicles,
    chain,
  }),
  about: ['driver', 'driver as owner', 'own vehicles'],
  refusals,
  decide: ({ driver, owned }, { ownVehicleOverdue: isOverdue }, { day, again }) => {
    if (driver === undefined) return 'unknown-driver'
    const isOpen = owned.some(({ openViolations }) => openViolations > 0)
    return deductionRefused(ledgerOf(driver, day), driver.licence, isOverdue, isOpen, day, again)
  },
  effect: ({ driver, owned }, { way }, { day }) => ({
    taken: takenByStudy(ledgerOf(driver, day), way, day),
    vehicles: Object.freeze(owned.map(({ id }) => id)),
  }),
  evolve: {
    driver: (driver, { taken }, day) => driverWithLedger(driver, lessened(ledgerOf(driver, day), taken)),
    party: (party) => partyWith(party, party.vehicles),
    vehicle: vehicleRecord,
  },
})

/**
 * Why no points are taken off a ledger of that day; `undefined` if nothing is against it. `isOverdue` tells whether a vehicle in the
 * driver's own name is overdue for its inspection, or was not deregistered in time (Article 26(4)); `isOpen` whether one has an open
 * violation (Article 25), which the driver can still have handled: it comes last. A study that is played `again` takes what it finds, and
 * where it finds nothing its allowance is there as before.
 */
export function deductionRefused(
  ledger: Ledger,
  licence: Pick<Licence, 'states' | 'firstIssuedOn'>,
  isOverdue: boolean,
  isOpen: boolean,
  day: LegalDay,
  again = false,
): Exclude<(typeof refusals)[number], 'unknown-driver'> | undefined {
  const { deduction, full } = pointsRegimeOnUnchecked(day)
  if (deduction === null) return 'deduction-not-provided'
  if (ledger.held >= full.value) return 'full-score-reached'
  // One in each period is two (C28).
  if (ledger.studies + ledger.studiesBefore >= 2) return 'repeated-full-score'
  if (ledger.tradedOn !== null && ledger.tradedOn >= barredFrom(ledger, licence.firstIssuedOn)) return 'points-traded'
  if (barsDeduction(licence, day)) return 'licence-bars-deduction'
  if (isOverdue) return 'own-vehicle-overdue'
  if (ledger.held === 0 && !again) return 'no-points-to-deduct'
  if (ledger.deducted >= deduction.value.most) return 'deduction-used-up'
  return isOpen ? 'own-violations-open' : undefined
}

/** How many points an accepted deduction takes off a ledger of that day: the regime of such a day provides one. */
export function takenByStudy({ held, deducted }: Ledger, way: StudyWay, day: LegalDay): number {
  const { byWay, most } = (pointsRegimeOnUnchecked(day).deduction as NonNullable<PointsRegime['deduction']>).value
  return Math.min(byWay[way], most - deducted, held)
}

/** The first day of the last three scoring periods 最近三个记分周期, of which this one is one (Order 163, Article 26(2)). */
function barredFrom({ from }: Ledger, firstIssuedOn: LegalDay): LegalDay {
  const before = scoringPeriodOnUnchecked(firstIssuedOn, daysAfter(from, -1))[0]
  return scoringPeriodOnUnchecked(firstIssuedOn, daysAfter(before, -1))[0]
}

/** Licences on probation 实习期, overdue for verification, seized or suspended (Order 163, Article 26(3)). */
function barsDeduction({ states, firstIssuedOn }: Pick<Licence, 'states' | 'firstIssuedOn'>, day: LegalDay): boolean {
  return isOnProbation(firstIssuedOn, day) || states.some((each) => BARS_DEDUCTION.includes(each))
}
const BARS_DEDUCTION: readonly string[] = ['unverified', 'seized', 'suspended']
