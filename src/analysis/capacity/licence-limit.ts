import { decideHandling } from '../../decision/decide.ts'
import { type Decision, type Finding, failuresOf } from '../../decision/decision.ts'
import type { HandlingFacts } from '../../law/facts.ts'
import type { KnownRing } from './ring.ts'

/** Points at which the score is full 满分, and the office's records say so. */
const FULL = 12

/** The most that one licence can take over in a scoring period, act by act, and the rule that stops it then. */
export interface LicenceLimit {
  readonly points: number
  /** The points of its acts, in the order in which it can take them. */
  readonly acts: readonly number[]
  readonly stoppedBy: Finding['rule']
}

/**
 * Tries every number of points of the ring from every score below the full one. The other facts are those of an act that
 * the ring can do.
 *
 * @throws RangeError when nothing stops a licence at the full score.
 */
export function licenceLimitOf({ points, ruleSet }: KnownRing, facts: HandlingFacts): LicenceLimit {
  const decide = (held: number, each: number): Decision => {
    const licenceStates = held >= FULL ? (['full-points'] as const) : []
    return decideHandling({ ...facts, pointsHeld: held, points: each, licenceStates }, ruleSet) as Decision
  }
  const least = points[0] as number
  const beyond = decide(FULL, least)
  if (beyond.verdict === 'permitted') {
    throw new RangeError(`capacityOf(rules): nothing in ${ruleSet.id} stops a licence at the full score`)
  }
  /** The best way on from each score. */
  const best: { readonly points: number; readonly next: number | null }[] = []
  for (let held = FULL - 1; held >= 0; held--) {
    let most = 0
    let next: number | null = null
    // The largest first: of two ways that come to the same, the shorter one.
    for (const each of [...points].reverse()) {
      if (decide(held, each).verdict !== 'permitted') continue
      const sum = each + (best[held + each]?.points ?? 0)
      if (sum <= most) continue
      most = sum
      next = each
    }
    best[held] = { points: most, next }
  }
  const acts: number[] = []
  let held = 0
  for (let next = best[0]?.next ?? null; next !== null; next = best[held]?.next ?? null) {
    acts.push(next)
    held += next
  }
  const stop = failuresOf(decide(held, least))[0] as Finding
  return { points: held, acts, stoppedBy: stop.rule }
}
