import type { Finding } from '../../decision/decision.ts'
import { daysBetween } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { KnownRing } from './ring.ts'
import { type RingRules, yearOf } from './ring-rules.ts'

/** The places of one vehicle, taken one after the other. */
interface Places {
  /** Takes a place on the first day possible, no earlier than `from`, and gives that day; `undefined`: none is left. */
  take(from: number): number | undefined
}

/**
 * Places are turned over as fast as the rules let them: licences that bind on one day are a batch, of no more than the
 * vehicle has places. They serve it, all are released on the day of their service, and the next batch comes: on the same
 * day, or after the days of cooling off.
 */
export function placesOf({ days, firstDay }: KnownRing, ringRules: RingRules): Places {
  const { isBound, firstOnly, wait, vehicleCap, coolingOff, driversPerYear, driversBoundPerYear } = ringRules
  const turnover = wait + coolingOff
  const most = vehicleCap === 0 && isBound ? 0 : firstOnly ? 1 : driversPerYear
  const boundIn = new Map<number, number>()
  let taken = 0
  let batch = { day: 0, count: 0 }
  /** The first day on which a place is free. */
  const freeFrom = (from: number): number => {
    if (turnover === 0) return from
    const day = Math.max(from, batch.day)
    const joins = batch.count === 0 || (day === batch.day && batch.count < vehicleCap)
    return joins ? day : Math.max(day, batch.day + turnover)
  }
  return {
    take(from) {
      let day = freeFrom(from)
      while (isBound && day < days && (boundIn.get(yearOf(firstDay, day)) ?? 0) >= driversBoundPerYear) {
        day = daysBetween(firstDay, `${yearOf(firstDay, day) + 1}-01-01` as LegalDay)
      }
      if (taken >= most || day + wait >= days) return undefined
      taken++
      batch = day === batch.day ? { day, count: batch.count + 1 } : { day, count: 1 }
      boundIn.set(yearOf(firstDay, day), (boundIn.get(yearOf(firstDay, day)) ?? 0) + 1)
      return day
    },
  }
}

/** How many licences one vehicle can serve, no more than `enough`, and the rule that lets in no more. */
export function servedBy(
  ring: KnownRing,
  ringRules: RingRules,
  enough: number,
): { readonly licences: number; readonly stoppedBy: Finding['rule'] } {
  const places = placesOf(ring, ringRules)
  let licences = 0
  while (licences < enough && places.take(0) !== undefined) licences++
  return { licences, stoppedBy: stopOf(ring, ringRules, licences) as Finding['rule'] }
}

function stopOf({ days }: KnownRing, ringRules: RingRules, served: number): string {
  const { firstOnly, wait, coolingOff, driversPerYear, driversBoundPerYear } = ringRules
  if (firstOnly || days <= wait) return 'since-binding'
  if (served >= driversPerYear) return 'drivers-per-year'
  if (served >= driversBoundPerYear) return 'drivers-bound-per-year'
  return coolingOff > 0 ? 'cooling-off' : 'vehicle-cap'
}
