import type { Finding } from '../../decision/decision.ts'
import { frozen } from '../../input/freeze.ts'
import type { RuleBook } from '../../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Command } from '../../registry/commands/index.ts'
import { firstActOf } from './first-act.ts'
import { licenceLimitOf } from './licence-limit.ts'
import { placesOf } from './places.ts'
import { type KnownRing, type Ring, readRing } from './ring.ts'
import { soldBy } from './witness.ts'

/** What a ring can sell. */
export interface Capacity {
  /** The most points that it can take over. */
  readonly points: number
  /** What they are sold for. */
  readonly yuan: number
  /** The rule that keeps it from selling more. */
  readonly binding: Finding['rule']
  /**
   * Whether the witness comes to the most that the rules leave by arithmetic. If not, `points` is what the witness sells,
   * and the ring may be able to sell more.
   */
  readonly exact: boolean
  /** Commands, enrolments first, that sell these points: a registry of the rules accepts each. */
  readonly witness: readonly Command[]
}

/**
 * The most points that a ring can sell under some rules 团伙最大销分量: what fresh licences can take over for the vehicles of
 * customers within some days, by binding, handling and releasing as fast as the rules let them. Study, transfers and
 * licence changes are left out, and every vehicle has as many violations as can be sold, of 200 yuan each.
 *
 * By arithmetic: what one licence can take over, times the licences that can be served; a vehicle serves as many as its
 * places, turned over as fast as the rules allow. A witness is then played in a registry, and `exact` says that it comes to
 * as much.
 *
 *     capacityOf(cn2024, { licences: 10, vehicles: 10, days: 30, channel: 'app', official: false,
 *       occurred: 'later', points: [1, 2, 3, 6], price: 60 }).points // 110
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book, or the ring has an unknown field or one of another
 * type; RangeError, naming the field, when a value is out of range, or when the rules stop no licence at the full score.
 */
export function capacityOf(rules: RuleSet | RuleBook, ring: Ring): Capacity {
  const known = readRing(rules, ring)
  const first = firstActOf(known)
  if (first.facts === undefined) return priced(known, { points: 0, binding: first.refusedBy, exact: true, witness: [] })
  const limit = licenceLimitOf(known, first.facts)
  const places = placesOf(known, first.isBound, known.licences)
  const aVehicle = places.batches.reduce((sum, { licences }) => sum + licences, 0)
  const served = Math.min(known.licences, known.vehicles * aVehicle)
  const { points, witness } = soldBy(known, limit, places, served)
  const isLicence = limit.points === 0 || served === known.licences
  return priced(known, {
    points,
    binding: isLicence ? limit.stoppedBy : places.stoppedBy,
    exact: points === limit.points * served,
    witness,
  })
}

function priced({ price }: KnownRing, found: Omit<Capacity, 'yuan'>): Capacity {
  return frozen({ yuan: found.points * price, ...found })
}
