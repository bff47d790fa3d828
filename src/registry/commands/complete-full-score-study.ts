import { wholeReader } from '../../input/read.ts'
import type { TypedReader } from '../../input/reader.ts'
import { wordsReader } from '../../input/words.ts'
import { LICENCE_TESTS, type LicenceTest } from '../../law/points/regime.ts'
import { dutyAtFullScoreUnchecked, pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import { type LegalDay, readInstant } from '../../values/instant.ts'
import { cleared, type Ledger } from '../points/ledger.ts'
import { ledgerOf } from '../state/facts.ts'
import { driverWithLedger } from '../state/records.ts'
import { command } from './command.ts'
import { driverId } from './fields.ts'

const MOST_STUDY_DAYS = 1000
const studyDays: TypedReader<number> = wholeReader(MOST_STUDY_DAYS, 'days')
const tests: TypedReader<readonly LicenceTest[]> = wordsReader(LICENCE_TESTS)

/** Completes the study at the full score 满分学习: all fines paid, days and tests done, the points are cleared (Article 23). */
export const completeFullScoreStudy = command({
  type: 'completeFullScoreStudy',
  event: 'full-score-study-completed',
  late: false,
  fields: () => ({ driver: driverId, days: studyDays, tests, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { driver, days, tests, at }) => ({
    seq,
    type: 'full-score-study-completed',
    ruleSet,
    driver,
    days,
    tests,
    at,
    chain,
  }),
  about: ['driver'],
  refusals: [
    'unknown-driver',
    'full-score-not-reached',
    'full-score-on-probation',
    'fines-unpaid',
    'study-too-short',
    'tests-missing',
  ],
  decide: ({ driver }, input, { day }) => {
    if (driver === undefined) return 'unknown-driver'
    const ledger = ledgerOf(driver, day)
    const refused = studyRefused(ledger, day)
    if (refused !== undefined) return refused
    const regime = pointsRegimeOnUnchecked(day)
    const needed = dutyAtFullScoreUnchecked(regime, ledger.held, ledger.studies + 1, driver.licence.classes)
    const { days, tests } = input
    const study = Object.freeze({ needed, given: Object.freeze({ days, tests }) })
    if (days < needed.days) return { code: 'study-too-short', study }
    return needed.tests.every((test) => tests.includes(test)) ? undefined : { code: 'tests-missing', study }
  },
  evolve: { driver: (driver, _, day) => driverWithLedger(driver, cleared(ledgerOf(driver, day))) },
})

/** Why a ledger of that day cannot be cleared, whatever was studied; `undefined` if nothing is against it. */
export function studyRefused(
  ledger: Ledger,
  day: LegalDay,
): 'full-score-not-reached' | 'full-score-on-probation' | 'fines-unpaid' | undefined {
  const { full, probation } = pointsRegimeOnUnchecked(day)
  if (ledger.held < full.value) return 'full-score-not-reached'
  // The office cancels the class by `changeLicence` (Order 162, Article 80).
  if (probation !== null && ledger.heldInProbation >= full.value) return 'full-score-on-probation'
  return ledger.unpaid > 0 ? 'fines-unpaid' : undefined
}
