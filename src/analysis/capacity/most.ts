import type { Finding } from '../../decision/decision.ts'
import { FULL, type LicenceLimit, pointsOf } from './licence-limit.ts'
import { servedBy } from './places.ts'
import type { KnownRing } from './ring.ts'
import type { RingRules } from './ring-rules.ts'
import type { Turns } from './turns.ts'

/** The most points that the rules leave a ring, and the rule that keeps it from more; `null` if no rule does. */
interface Most {
  readonly points: number
  /** How many licences the vehicles have places for. */
  readonly served: number
  readonly stoppedBy: Finding['rule'] | null
}

/**
 * An upper bound: what one licence can take over at as many vehicles as it can turn to, for each licence that the vehicles
 * have places for; and no more acts than there are violations.
 */
export function mostOf(ring: KnownRing, limit: LicenceLimit, ringRules: RingRules, turns: Turns): Most {
  const { licences, vehicles, violationsAVehicle } = ring
  const reach = Math.min(turns.days.length, vehicles)
  const acts = reach === 0 ? 0 : Math.min(FULL, reach * violationsAVehicle)
  const vehicle = servedBy(ring, ringRules, licences)
  const served = Math.min(licences, vehicles * vehicle.licences)
  const alone = limit.acts[acts] as readonly number[]
  const full = limit.acts[FULL] as readonly number[]
  let left = vehicles * violationsAVehicle
  let points = 0
  for (const step of concave(limit.acts.slice(0, acts + 1).map(pointsOf))) {
    const count = Math.min(served, left)
    points += step * count
    left -= count
  }
  const isShort = vehicles * violationsAVehicle < served * alone.length
  const hasRoom = pointsOf(alone) < pointsOf(full)
  const stoppedBy = (): Most['stoppedBy'] => {
    if (pointsOf(full) === 0) return limit.stoppedBy
    if (isShort) return null
    if (served < licences) return vehicle.stoppedBy
    if (turns.days.length < vehicles && hasRoom) return turns.stoppedBy
    return hasRoom ? null : limit.stoppedBy
  }
  return { points: Math.floor(points), served, stoppedBy: stoppedBy() }
}

/** The steps of the least concave curve above some values, which begin at 0: none of them is larger than the one before. */
function concave(values: readonly number[]): readonly number[] {
  const steps: number[] = []
  for (let from = 0; from < values.length - 1; ) {
    let best = { slope: Number.NEGATIVE_INFINITY, to: from + 1 }
    for (let to = from + 1; to < values.length; to++) {
      const slope = ((values[to] as number) - (values[from] as number)) / (to - from)
      if (slope >= best.slope) best = { slope, to }
    }
    for (; from < best.to; from++) steps.push(best.slope)
  }
  return steps
}
