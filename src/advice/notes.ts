import { COVERING } from '../law/classes-covering.ts'
import type { Carry, LicenceTest, PointsRoom } from '../law/points/regime.ts'
import { dutyAtFullScoreUnchecked, inForceOn, POINTS_ROOMS } from '../law/points/regimes.ts'
import type { Channel } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'
import type { SomeFacts } from './helps.ts'

/** What follows of an act that is permitted: it changes no status and no finding. */
export type Note =
  /** The licence does not cover the vehicle, which a window does not ask: it is that of whoever drove, who may have held no such class (Order 105, Article 21; A6). */
  | { readonly code: 'whoever-drove' }
  /** It is of before the vehicle was its owner's: whoever drove or owned it then handles it, and the owner of now may object on these channels (Order 105, Articles 5 and 21). */
  | { readonly code: 'former-owner'; readonly channels: readonly Channel[] }
  /** The points come to the full score 满分: the licence is seized, and days of study and tests follow, where it is known which (Order 163, Articles 17 to 22). */
  | {
      readonly code: 'full-score'
      readonly points: number
      readonly full: number
      readonly duty?: { readonly days: number; readonly tests: readonly LicenceTest[] }
    }
  /** They had come to it before: the records of that one vehicle are finished, of no other (Order 163, Article 14). */
  | { readonly code: 'one-vehicle'; readonly held: number }
  /** Points of a fine that is not paid in time pass into the next scoring period (Order 163, Article 15); before 2022-04-01 all points, of any fine that was not paid. */
  | { readonly code: 'carried-fine'; readonly carry: Carry }

/** What follows of a handling where it is permitted, by the facts that are known; it asks for none. */
export function notesOf(facts: SomeFacts): readonly Note[] {
  const day = facts.at?.slice(0, 10) as LegalDay | undefined
  return [
    ...whoeverDrove(facts),
    ...formerOwner(facts, day),
    ...(day === undefined ? [] : ofPoints(facts, inForceOn(POINTS_ROOMS, day))),
  ]
}

function whoeverDrove({ points, plateType, licenceClasses }: SomeFacts): readonly Note[] {
  if (points === undefined || points === 0 || plateType === undefined || licenceClasses === undefined) return []
  const isCovered = COVERING[plateType].some((each) => licenceClasses.includes(each))
  return isCovered ? [] : [{ code: 'whoever-drove' }]
}

/** The first day on which an objection is taken on the website and in the app too (Order 105 of 2020, Article 5). */
const OBJECTED_ONLINE_FROM = '2020-05-01'

function formerOwner({ ownedSince, occurredAt }: SomeFacts, day = ''): readonly Note[] {
  // Text order is time order.
  if (ownedSince === undefined || occurredAt === undefined || occurredAt >= ownedSince) return []
  return [{ code: 'former-owner', channels: day < OBJECTED_ONLINE_FROM ? ['window'] : ['window', 'app', 'web'] }]
}

function ofPoints(facts: SomeFacts, room: PointsRoom): readonly Note[] {
  const { fine, points, pointsHeld, fullScoreStudies, licenceClasses } = facts
  if (points === undefined || points === 0) return []
  const full = room.full.value
  const sum = pointsHeld === undefined ? 0 : points + pointsHeld
  const isKnown = fullScoreStudies !== undefined && licenceClasses !== undefined
  const duty = isKnown && dutyAtFullScoreUnchecked(room, sum, fullScoreStudies + 1, licenceClasses)
  return [
    ...(sum >= full ? [{ code: 'full-score', points: sum, full, ...(duty && { duty }) } as const] : []),
    ...(pointsHeld !== undefined && pointsHeld >= full ? [{ code: 'one-vehicle', held: pointsHeld } as const] : []),
    ...(fine !== undefined && fine > 0 ? [{ code: 'carried-fine', carry: room.carry.value } as const] : []),
  ]
}
