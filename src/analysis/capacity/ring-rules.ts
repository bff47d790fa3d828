import { has } from '../../input/own.ts'
import { binds, type Provision, type ProvisionOf } from '../../law/rule-sets/rule-set.ts'
import { daysAfter } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { KnownRing } from './ring.ts'

/** What the rules say through the ring's channel of bindings and of counts; infinite where they say nothing. */
export interface RingRules {
  /** Whether a vehicle must be bound before its violations are handled. */
  readonly isBound: boolean
  /** Days from a binding to the first violation that may be handled under it: 1 where the day of binding is excluded. */
  readonly wait: number
  /** Whether only the first binding that a vehicle ever had lets in the violations. */
  readonly firstOnly: boolean
  /** Whether that first binding lets them in without the wait. */
  readonly firstAtOnce: boolean
  readonly driverCap: number
  readonly vehicleCap: number
  readonly daily: number
  readonly yearly: number
  readonly lifetime: number
  readonly vehiclesPerYear: number
  readonly driversPerYear: number
  readonly coolingOff: number
  readonly driversBoundPerYear: number
}

/** Reads the rules of a ring off the provisions. */
export function ringRulesOf(ring: KnownRing, isBound: boolean): RingRules {
  const { ruleSet, channel, occurred } = ring
  const { bind, handle } = ruleSet
  const since = handle.find(
    (each): each is ProvisionOf<'since-binding'> => each.rule === 'since-binding' && binds(each, channel),
  )
  const least = (provisions: readonly Provision[], rule: string, otherwise = Number.POSITIVE_INFINITY): number =>
    provisions
      .filter((each) => each.rule === rule && binds(each, channel))
      .reduce((so, each) => Math.min(so, has(each, 'limit') ? each.limit : so), otherwise)
  // Without a binding there is none to wait for.
  const waits = bind.filter((each) => isBound && each.rule === 'cooling-off' && binds(each, channel))
  const clears = isBound && since?.firstClearsBacklog === true
  const isLater = since?.grain === 'next-day' && occurred === 'later'
  const isTooEarly = occurred === 'before' || (occurred === 'same-day' && since?.grain !== 'day')
  // A ring of one day has no next one.
  const isAlone = isLater && ring.days === 1
  return {
    isBound,
    wait: isBound && isLater && !(clears && isAlone) ? 1 : 0,
    firstOnly: clears && (isTooEarly || isAlone),
    firstAtOnce: clears && isLater && !isAlone,
    driverCap: least(bind, 'driver-cap'),
    vehicleCap: least(bind, 'vehicle-cap'),
    daily: least(bind, 'daily-applications'),
    yearly: least(bind, 'yearly-applications'),
    lifetime: least(bind, 'lifetime-cap'),
    vehiclesPerYear: least(handle, 'vehicles-per-year'),
    driversPerYear: least(handle, 'drivers-per-year'),
    coolingOff: Math.max(0, ...waits.map((each) => (has(each, 'days') ? each.days : 0))),
    driversBoundPerYear: least(bind, 'drivers-bound-per-year'),
  }
}

/** The calendar year of a day of the ring. */
export function yearOf(firstDay: LegalDay, day: number): number {
  return Number(daysAfter(firstDay, day).slice(0, 4))
}
