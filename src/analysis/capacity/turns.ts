import type { Finding } from '../../decision/decision.ts'
import { times } from '../../input/own.ts'
import { daysBetween } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import { FULL } from './licence-limit.ts'
import type { KnownRing } from './ring.ts'
import { type RingRules, yearOf } from './ring-rules.ts'

/** The days on which one licence can turn to another vehicle, ascending, no more than it can use; and what allows no more. */
export interface Turns {
  readonly days: readonly number[]
  readonly stoppedBy: Finding['rule'] | null
}

/**
 * A licence turns to a vehicle by binding it, so often a day, a year and in all as it may apply; and where it must keep a
 * binding until the next day, to as many vehicles at once as it may have bound. Without a binding only the list of vehicles
 * of 2013 counts.
 */
export function turnsOf({ days, firstDay }: KnownRing, ringRules: RingRules): Turns {
  const { isBound, wait, driverCap, daily, yearly, lifetime, vehiclesPerYear } = ringRules
  if (!isBound) {
    const count = Math.min(FULL, vehiclesPerYear)
    return { days: times(count, () => 0), stoppedBy: count < FULL ? 'vehicles-per-year' : null }
  }
  const atOnce = wait > 0 ? driverCap : Number.POSITIVE_INFINITY
  const found: number[] = []
  const appliedIn = new Map<number, number>()
  let stoppedBy: Finding['rule'] | null = daily <= atOnce ? 'daily-applications' : 'driver-cap'
  for (let day = 0; day + wait < days; day++) {
    const year = yearOf(firstDay, day)
    const applied = appliedIn.get(year) ?? 0
    const inAll = Math.min(lifetime, vehiclesPerYear) - found.length
    const thisYear = yearly - applied
    const count = Math.min(daily, atOnce, inAll, thisYear, FULL - found.length)
    for (let turn = 0; turn < count; turn++) found.push(day)
    appliedIn.set(year, applied + count)
    if (found.length === FULL) return { days: found, stoppedBy: null }
    if (count === inAll) {
      return { days: found, stoppedBy: lifetime < vehiclesPerYear ? 'lifetime-cap' : 'vehicles-per-year' }
    }
    if (count < thisYear) continue
    stoppedBy = 'yearly-applications'
    day = daysBetween(firstDay, `${year + 1}-01-01` as LegalDay) - 1
  }
  return { days: found, stoppedBy: found.length === 0 ? 'since-binding' : stoppedBy }
}
