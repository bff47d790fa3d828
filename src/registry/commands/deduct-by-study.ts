import type { TypedReader } from '../../input/reader.ts'
import { wordReader } from '../../input/words.ts'
import { isOnProbation, scoringPeriodOnUnchecked } from '../../law/points/period.ts'
import { type PointsRegime, STUDY_WAYS, type StudyWay } from '../../law/points/regime.ts'
import { pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import { daysAfter } from '../../values/calendar.ts'
import { type LegalDay, readInstant } from '../../values/instant.ts'
import { type Ledger, lessened } from '../points/ledger.ts'
import { ledgerOf } from '../state/facts.ts'
import { driverWithLedger, type Licence, partyWith, vehicleRecord } from '../state/records.ts'
import { command } from './command.ts'
import { driverId } from './fields.ts'

/** Its reasons to refuse, in the order in which they are looked at. */
const refusals = [
  'unknown-driver',
  'deduction-not-provided',
  'full-score-reached',
  'repeated-full-score',
  'points-traded',
  'licence-bars-deduction',
  'no-points-to-deduct',
  'deduction-used-up',
  'own-violations-open',
] as const
const studyWay: TypedReader<StudyWay> = wordReader(STUDY_WAYS)

/** Takes points off by study 学法减分 (Order 163, Articles 25 to 27): never more than the driver holds. */
export const deductByStudy = command({
  type: 'deductByStudy',
  event: 'points-deducted',
  fields: () => ({ driver: driverId, way: studyWay, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { driver, way, at }) => ({
    seq,
    type: 'points-deducted',
    ruleSet,
    driver,
    way,
    at,
    chain,
  }),
  about: ['driver', 'driver as owner', 'own vehicles'],
  refusals,
  decide: ({ driver, owned }, _, { day }) => {
    if (driver === undefined) return 'unknown-driver'
    const isOpen = owned.some(({ openViolations }) => openViolations > 0)
    return deductionRefused(ledgerOf(driver, day), driver.licence, isOpen, day)
  },
  evolve: ({ driver, owners, owned }, { way }, { day }) => ({
    driver: driverWithLedger(driver, afterDeduction(ledgerOf(driver, day), way, day)),
    owners: owners.map((owner) => partyWith(owner, owner.vehicles)),
    owned: owned.map(vehicleRecord),
  }),
})

/**
 * Why no points are taken off a ledger of that day; `undefined` if nothing is against it. `isOpen` tells whether a vehicle in the
 * driver's own name has an open violation (Article 25), which the driver can still have handled: it comes last.
 */
export function deductionRefused(
  ledger: Ledger,
  licence: Pick<Licence, 'states' | 'firstIssuedOn'>,
  isOpen: boolean,
  day: LegalDay,
): Exclude<(typeof refusals)[number], 'unknown-driver'> | undefined {
  const { deduction, full } = pointsRegimeOnUnchecked(day)
  if (deduction === null) return 'deduction-not-provided'
  if (ledger.held >= full.value) return 'full-score-reached'
  // One in each period is two (C28).
  if (ledger.studies + ledger.studiesBefore >= 2) return 'repeated-full-score'
  if (ledger.tradedOn !== null && ledger.tradedOn >= barredFrom(ledger, licence.firstIssuedOn)) return 'points-traded'
  if (barsDeduction(licence, day)) return 'licence-bars-deduction'
  if (ledger.held === 0) return 'no-points-to-deduct'
  if (ledger.deducted >= deduction.value.most) return 'deduction-used-up'
  return isOpen ? 'own-violations-open' : undefined
}

/** The ledger of a day after an accepted deduction: the regime of such a day provides one. */
export function afterDeduction(ledger: Ledger, way: StudyWay, day: LegalDay): Ledger {
  const { byWay, most } = (pointsRegimeOnUnchecked(day).deduction as NonNullable<PointsRegime['deduction']>).value
  return lessened(ledger, Math.min(byWay[way], most - ledger.deducted))
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
