import type { LicenceTest } from '../../law/points/regime.ts'
import { dutyAtFullScore, pointsRegimeOn } from '../../law/points/regimes.ts'
import { type InstantInput, type LegalDay, legalDay } from '../../values/instant.ts'
import type { LicenceClass } from '../../values/licence.ts'
import type { Ledger } from '../points/ledger.ts'
import { type Registry, stateOf } from '../registry.ts'
import { ledgerOf } from '../state/facts.ts'
import { instantArgument, notAhead } from './present.ts'
import { recordOf } from './records.ts'

/**
 * The points 记分 a driver holds in the scoring period of `at`; 0 for a driver the registry does not know.
 *
 * @param at RFC 3339 text with an offset, a `Date`, or epoch milliseconds of 1980 or later.
 * @throws RangeError if `at` is not an instant, or is before the last event about the driver.
 *
 * @example
 * ```ts
 * import { execute, openRegistry, pointsOf } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const
 * const { registry } = execute(openRegistry(cn), { type: 'enrolDriver', id: 'd', licence, at })
 * pointsOf(registry, 'd', at) // 0
 * ```
 */
export function pointsOf(registry: Registry, driver: string, at: InstantInput): number {
  return scoringPeriodOf(registry, driver, at)?.held ?? 0
}

/** A driver's scoring period 记分周期, and what is owed at the full score. */
export interface ScoringPeriod {
  /** The period's first day, and the next period's. */
  readonly from: LegalDay
  readonly until: LegalDay
  readonly held: number
  readonly regime: string
  readonly fullScoreStudies: number
  /** What study took off in this period. */
  readonly deducted: number
  /** Days of study and tests before the points are cleared; none below the full score. */
  readonly duty: { readonly days: number; readonly tests: readonly LicenceTest[] }
}

/**
 * As {@link pointsOf}, with the period's days, its regime and the duty at the full score; `undefined` for a driver the registry
 * does not know.
 *
 * @throws RangeError as `pointsOf`.
 */
export function scoringPeriodOf(registry: Registry, driver: string, at: InstantInput): ScoringPeriod | undefined {
  const state = stateOf(registry)
  const instant = instantArgument('at', at)
  const record = recordOf(state.driver, driver)
  if (record === undefined) return undefined
  notAhead('at', instant, 'driver', record)
  const day = legalDay(instant)
  return scoringPeriodAt(ledgerOf(record, day), record.licence.classes, day)
}

/** What a ledger says of a day. */
export function scoringPeriodAt(ledger: Ledger, classes: readonly LicenceClass[], day: LegalDay): ScoringPeriod {
  const { from, until, held, studies, deducted } = ledger
  const regime = pointsRegimeOn(day)
  const duty = dutyAtFullScore(regime, held, studies + 1, classes)
  return Object.freeze({ from, until, held, regime: regime.id, fullScoreStudies: studies, deducted, duty })
}
