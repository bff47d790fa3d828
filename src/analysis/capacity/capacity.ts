import type { Finding } from '../../decision/decision.ts'
import { frozen } from '../../input/freeze.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import type { Command } from '../../registry/commands/index.ts'
import { firstActOf } from './first-act.ts'
import { licenceLimitOf } from './licence-limit.ts'
import { mostOf } from './most.ts'
import { planOf } from './plan.ts'
import { type KnownRing, type Ring, readRing } from './ring.ts'
import { ringRulesOf } from './ring-rules.ts'
import { turnsOf } from './turns.ts'
import { soldBy } from './witness.ts'

/** What a ring can sell. */
export interface Capacity {
  /** The most points that it can take over. */
  readonly points: number
  /** What they are sold for. */
  readonly yuan: number
  /**
   * The rule that keeps it from selling more: where the number is not exact, the first rule that refused a command which the
   * arithmetic allows, if one did. `null` if no rule does, but the vehicles have no more violations.
   */
  readonly limitedBy: Finding['rule'] | null
  /**
   * Whether the witness comes to the most that the rules leave by arithmetic. If not, `points` is what the witness sells,
   * and the ring may be able to sell more.
   */
  readonly exact: boolean
  /** Commands, enrolments first, that sell these points: a registry of the rules accepts each. */
  readonly witness: readonly Command[]
}

/**
 * The most points that a ring can sell under some rules 团伙最大销分量: what fresh licences can take over for the
 * vehicles of customers within some days, by binding, handling and releasing as fast as the rules let them. Study,
 * transfers and licence changes are left out. So are the records that a licence at the full score may still finish at
 * a window, those of the vehicle that made it full (Order 163, Article 14): they have no upper limit. A violation has
 * a fine of 200 yuan, and a vehicle as many violations as can be sold, unless the ring says otherwise.
 *
 * Arithmetic gives an upper bound: what one licence can take over at the vehicles that it can turn to, for each
 * licence that the places let in, turned over as fast as the rules allow. Then a plan is played in a registry;
 * `exact` says whether it reaches the bound.
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book, or the ring has an unknown field or one of
 * another type; RangeError, naming the field, when a value is out of range, or when the rules stop no licence at the
 * full score.
 *
 * @example
 * ```ts
 * import { capacityOf } from 'demerit/analysis'
 * import { cn2024 } from 'demerit/rules'
 * const ring = { licences: 10, vehicles: 10, days: 30, channel: 'app', official: false, points: [1, 2, 3, 6], price: 60 } as const
 * capacityOf(cn2024, { ...ring, occurred: 'later' }).points // 110
 * ```
 */
export function capacityOf(rules: Rules, ring: Ring): Capacity {
  const known = readRing(rules, ring)
  const first = firstActOf(known)
  if (first.facts === undefined)
    return priced(known, { points: 0, limitedBy: first.refusedBy, exact: true, witness: [] })
  const limit = licenceLimitOf(known, first.facts)
  const ringRules = ringRulesOf(known, first.isBound)
  const turns = turnsOf(known, ringRules)
  const most = mostOf(known, limit, ringRules, turns)
  const { points, witness, refusedBy } = soldBy(
    known,
    planOf(known, limit, ringRules, turns.days, most.served),
    ringRules,
  )
  // The plan waits after every binding. A bound that waits after none is no smaller.
  const loose = { ...ringRules, wait: 0 }
  const bound = ringRules.firstAtOnce ? mostOf(known, limit, loose, turnsOf(known, loose)) : most
  const exact = points === bound.points
  // What refused the witness is known; the rule of the arithmetic did not come to bind.
  const limitedBy = exact || refusedBy === null ? most.stoppedBy : refusedBy
  return priced(known, { points, limitedBy, exact, witness })
}

function priced({ price }: KnownRing, found: Omit<Capacity, 'yuan'>): Capacity {
  return frozen({ yuan: found.points * price, ...found })
}
