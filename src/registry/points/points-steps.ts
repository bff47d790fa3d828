import { POINTS_REGIMES } from '../../law/points/regimes.ts'
import type { LegalDay } from '../../values/instant.ts'
import { type Registry, stateOf } from '../registry.ts'
import { get } from '../state/persistent-map.ts'
import type { DriverRecord } from '../state/records.ts'
import { type Ledger, ledgerOn } from './ledger.ts'

/** What a driver holds from a day on, until another step follows. */
export interface PointsStep {
  /** The legal day from which it holds. */
  readonly day: LegalDay
  /** Points held 累积记分 in the scoring period of that day. */
  readonly held: number
  /** Full-score studies 满分学习 in that period. */
  readonly studies: number
}

/**
 * How a ledger goes on from a day if nothing more is entered: what is held on that day, then a step for each end of a scoring period
 * that changes it. Points that are carried over each year for an overdue fine stay, so a last step that stays is not repeated.
 */
export function stepsFrom(ledger: Ledger, firstIssuedOn: LegalDay, day: LegalDay): readonly PointsStep[] {
  let current = ledgerOn(ledger, firstIssuedOn, day)
  const steps: PointsStep[] = [stepOf(current, day)]
  const settledFrom = POINTS_REGIMES[POINTS_REGIMES.length - 1]?.from ?? day
  let unchanged = 0
  while (unchanged < PERIODS_TO_SETTLE) {
    const next = ledgerOn(current, firstIssuedOn, current.until)
    if (next === current) break
    const step = stepOf(next, next.from)
    const { held, studies } = steps[steps.length - 1] as PointsStep
    const changes = step.held !== held || step.studies !== studies
    if (changes) steps.push(step)
    unchanged = changes || next.from <= settledFrom ? 0 : unchanged + 1
    current = next
  }
  return Object.freeze(steps)
}

/** The steps of a driver of a registry from a day on; none where nothing was ever entered. */
export function stepsOf(registry: Registry, driver: string, day: LegalDay): readonly PointsStep[] {
  return stepsIn(get(stateOf(registry).driver, driver), day)
}

/** The same of the record of a driver. */
export function stepsIn(driver: DriverRecord | undefined, day: LegalDay): readonly PointsStep[] {
  return driver === undefined || driver.ledger === null
    ? []
    : stepsFrom(driver.ledger, driver.licence.firstIssuedOn, day)
}

/**
 * After this many periods of one regime nothing changes any more: in the first, points below the full score are cleared or carried for a
 * fine, and a fine that was not overdue at its end is so at the end of the next.
 */
const PERIODS_TO_SETTLE = 3

function stepOf(ledger: Ledger, day: LegalDay): PointsStep {
  return Object.freeze({ day, held: ledger.held, studies: ledger.studies })
}
