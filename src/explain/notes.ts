import { inForceOn, POINTS_ROOMS } from '../law/points/regimes.ts'
import type { LegalDay } from '../values/instant.ts'
import type { SomeFacts } from './helps.ts'

/** What follows of an act that is permitted: it changes no status and no finding. */
export type Note =
  /** The points come to the full score 满分: the licence is seized (Order 163, Article 17). */
  | { readonly code: 'full-score'; readonly points: number; readonly full: number }
  /** They had come to it before: the records of that one vehicle are finished, of no other (Order 163, Article 14). */
  | { readonly code: 'one-vehicle'; readonly held: number }
  /** Points of a fine that is not paid in time pass into the next scoring period (Order 163, Article 15). */
  | { readonly code: 'carried-fine' }

/** What follows of a handling where it is permitted, by the facts that are known; it asks for none. */
export function notesOf(facts: SomeFacts): readonly Note[] {
  const { at, fine, points, pointsHeld } = facts
  if (points === undefined || points === 0) return []
  const full = at === undefined ? undefined : inForceOn(POINTS_ROOMS, at.slice(0, 10) as LegalDay).full.value
  const sum = pointsHeld === undefined ? undefined : points + pointsHeld
  return [
    ...(full !== undefined && sum !== undefined && sum >= full
      ? [{ code: 'full-score', points: sum, full } as const]
      : []),
    ...(full !== undefined && pointsHeld !== undefined && pointsHeld >= full
      ? [{ code: 'one-vehicle', held: pointsHeld } as const]
      : []),
    ...(fine !== undefined && fine > 0 ? [{ code: 'carried-fine' } as const] : []),
  ]
}
