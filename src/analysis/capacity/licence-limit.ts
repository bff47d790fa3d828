import { screenHandling } from '../../decision/decide.ts'
import type { Finding, Screening } from '../../decision/decision.ts'
import { times } from '../../input/own.ts'
import type { handlingFacts } from '../../registry/queries/facts.ts'
import type { KnownRing } from './ring.ts'

/** Points at which the score is full 满分, and the office's records say so; a licence of a ring stops there, and takes over no more acts than these. */
export const FULL = 12

/** What one licence can take over in a scoring period. */
export interface LicenceLimit {
  /** By a number of acts, from 0 to 12: the points of the acts that come to most, in an order in which it can take them. */
  readonly acts: readonly (readonly number[])[]
  /** The rule that stops it then. */
  readonly stoppedBy: Finding['rule']
}

/** The points of some acts. */
export function pointsOf(acts: readonly number[]): number {
  return acts.reduce((sum, points) => sum + points, 0)
}

/**
 * Tries every number of points of the ring from every score below the full one. The other facts are those of an act that
 * the ring can do.
 *
 * @throws RangeError when nothing stops a licence at the full score.
 */
export function licenceLimitOf({ points, ruleSet }: KnownRing, facts: ReturnType<typeof handlingFacts>): LicenceLimit {
  const screen = (held: number, each: number): Screening => {
    const licenceStates = held >= FULL ? (['full-points'] as const) : []
    return screenHandling({ ...facts, pointsHeld: held, points: each, licenceStates }, ruleSet) as Screening
  }
  const least = points[0] as number
  if (screen(FULL, least).verdict === 'permitted') {
    throw new RangeError(`capacityOf(rules): nothing in ${ruleSet.id} stops a licence at the full score`)
  }
  const ways = times(FULL, (held) => points.filter((each) => screen(held, each).verdict === 'permitted'))
  /** The best acts from a score with one act more than before; beyond the full score there is none. */
  let best: readonly (readonly number[])[] = ways.map(() => [])
  const acts: (readonly number[])[] = [[]]
  for (let count = 1; count <= FULL; count++) {
    const shorter = best
    best = ways.map((next, held) => {
      let most = shorter[held] as readonly number[]
      for (const each of next) {
        const way = [each, ...(shorter[held + each] ?? [])]
        if (pointsOf(way) > pointsOf(most)) most = way
      }
      return most
    })
    acts.push(best[0] as readonly number[])
  }
  const { failing } = screen(pointsOf(acts[FULL] as readonly number[]), least)
  return { acts, stoppedBy: failing[0] as Finding['rule'] }
}
