import { own, times } from '../../input/own.ts'
import { daysAfter, daysBetween } from '../../values/calendar.ts'
import { type Fen, yuan } from '../../values/fen.ts'
import { type LegalDay, timeOfDay } from '../../values/instant.ts'
import { POINTS_LIMIT } from '../../values/violation.ts'
import type { Assumptions, ToldCase } from './court-case.ts'

/** One handling of a case: which licence took which violation of which vehicle, and when. */
export interface Act {
  readonly driver: string
  readonly vehicle: string
  readonly violation: string
  /** RFC 3339 text, Beijing time; the violation is always earlier than the handling. */
  readonly occurredAt: string
  readonly at: string
  readonly points: number
  readonly fine: Fen
}

/** How large a case is: each count is the article's if it has one, and otherwise follows from the assumptions. */
interface Size {
  readonly licences: number
  readonly vehicles: number
  readonly violations: number
}

/** What a case assumes, each at its value or as given. */
export type Assumed = Partial<Assumptions>

/** The points of all acts. */
export function pointsIn(acts: readonly Act[]): number {
  return acts.reduce((sum, { points }) => sum + points, 0)
}

/** How many licences, vehicles and violations a case has. */
export function sizeOf(courtCase: ToldCase, assumed: Assumed): Size {
  const violations = violationsOf(courtCase, assumed)
  const { violationsAVehicle = 1, actsALicence = 1 } = assumed
  return {
    violations,
    vehicles: stated(courtCase, 'vehicles') ?? Math.ceil(violations / violationsAVehicle),
    licences:
      stated(courtCase, 'licences') ??
      stated(courtCase, 'drivers') ??
      stated(courtCase, 'people') ??
      Math.ceil(violations / actsALicence),
  }
}

/**
 * The acts of a case in order of time, spread evenly over its days. A vehicle's violations come one after the other; its
 * licences follow the assumed order.
 */
export function actsOf(courtCase: ToldCase, assumed: Assumed): readonly Act[] {
  const { licences, vehicles, violations } = sizeOf(courtCase, assumed)
  if (violations === 0) return []
  const first = dayOf(courtCase.period.from ?? (assumed.firstDay as LegalDay))
  const last = lastDayOf(courtCase.period.to ?? (assumed.lastDay as LegalDay))
  const days = daysBetween(first, last) + 1
  const load = loadOf(courtCase, assumed)
  const { ageDays = 0 } = assumed
  const dates = times(days, (number) => daysAfter(first, number))
  const earlier = dates.map((day) => daysAfter(day, -ageDays))
  return times(violations, (index): Act => {
    const dayNumber = Math.floor((index * days) / violations)
    const withinDay = index - Math.ceil((dayNumber * violations) / days)
    const vehicle = Math.floor((index * vehicles) / violations)
    const licence = assumed.order === 'blocks' ? Math.floor((index * licences) / violations) : index % licences
    return {
      driver: `licence-${licence}`,
      vehicle: `vehicle-${vehicle}`,
      violation: `violation-${index}`,
      occurredAt: `${earlier[dayNumber]}T08:00:00.000+08:00`,
      at: `${dates[dayNumber]}T${timeOf(withinDay, Math.ceil(violations / days) + 1)}+08:00`,
      ...load(index, vehicle),
    }
  })
}

/** What a violation carries, by its number in the case and that of its vehicle. */
type Load = (index: number, vehicle: number) => Pick<Act, 'points' | 'fine'>

function loadOf(courtCase: ToldCase, assumed: Assumed): Load {
  const { points = 0, fineYuan = 0, dearShare, violationsAVehicle = 1 } = own(assumed)
  const fine = yuan(fineYuan)
  if (dearShare !== undefined) {
    return (index) => (spread(dearShare, index) > 0 ? DEAR : { points: spread(points, index), fine })
  }
  const atTwelve = stated(courtCase, 'vehiclesAtTwelve')
  if (atTwelve !== undefined) {
    const pointsAtATime = stated(courtCase, 'pointsAtATime') as number
    const { vehicles, violations } = sizeOf(courtCase, assumed)
    return (index, vehicle) => {
      const place = index - Math.ceil((vehicle * violations) / vehicles)
      const share = vehicle < atTwelve ? pointsAtATime / violationsAVehicle : points
      return { points: spread(share, place), fine }
    }
  }
  return (index) => ({ points: spread(points, index), fine })
}

/** Speeding by 50 %, or concealed plates: 12 points (Order 123), and the highest fine. */
const DEAR = { points: POINTS_LIMIT, fine: yuan(2000) }

function violationsOf(courtCase: ToldCase, assumed: Assumed): number {
  const count = stated(courtCase, 'violations')
  if (count !== undefined) return count
  const { dearShare, points = 1, sharers, violationsAVehicle = 1, yuanAPoint } = own(assumed)
  const sum = (name: string): number => stated(courtCase, name) as number
  if (dearShare !== undefined) {
    return Math.round(sum('fees') / (sum('lowerPrice') * (1 - dearShare) + sum('higherPrice') * dearShare))
  }
  if (yuanAPoint !== undefined) return Math.round(sum('toIntermediary') / yuanAPoint / points)
  if (sharers !== undefined) return Math.round((sum('gain') * sharers) / sum('price') / points)
  const vehicles = stated(courtCase, 'vehicles')
  return vehicles === undefined ? 0 : Math.round(vehicles * violationsAVehicle)
}

/** A number that the article states; `undefined` if it states none by this name. */
function stated(courtCase: ToldCase, name: string): number | undefined {
  if (!Object.hasOwn(courtCase.stated, name)) return undefined
  const figure = courtCase.stated[name]
  return figure === undefined || figure.kind === 'range' ? undefined : figure.value
}

/** Whole numbers whose average is `average`: the one at `index`, from 0. */
function spread(average: number, index: number): number {
  // Of 4,600 points the last must not be lost to a rounding error.
  const upTo = (count: number): number => Math.floor(count * average + 1e-6)
  return upTo(index + 1) - upTo(index)
}

/** The day itself, or the first of a month. */
function dayOf(day: string): LegalDay {
  return (day.length === 7 ? `${day}-01` : day) as LegalDay
}

/** The day itself, or the last of a month. */
function lastDayOf(day: string): LegalDay {
  if (day.length > 7) return day as LegalDay
  const nextMonth = daysAfter(dayOf(day), 31)
  return daysAfter(dayOf(nextMonth.slice(0, 7)), -1)
}

/** A time between 9 and 17 o'clock, for number `index` of at most `most` acts of a day. */
function timeOf(index: number, most: number): string {
  return timeOfDay((9 * 3600 + Math.floor((index * 8 * 3600) / most)) * 1000)
}
