import type { Finding } from '../../decision/decision.ts'
import type { Provision, ProvisionOf } from '../../law/rule-sets/rule-set.ts'
import { daysAfter, daysBetween } from '../../values/calendar.ts'
import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { KnownRing } from './ring.ts'

/** Which licences can serve a vehicle: batch after batch, each bound at once, and the rule that lets in no more. */
export interface Places {
  /** Whether the licences have to bind the vehicle. */
  readonly isBound: boolean
  readonly batches: readonly Batch[]
  readonly stoppedBy: Finding['rule']
}

/** Licences that bind a vehicle on one day, serve it, and release it on the day of their service. */
export interface Batch {
  readonly bindOn: number
  readonly serveOn: number
  readonly licences: number
}

/**
 * How many licences can serve one vehicle within the days, when places are turned over as fast as the rules let them. No
 * more than `enough` are looked for.
 */
export function placesOf(ring: KnownRing, isBound: boolean, enough: number): Places {
  return isBound ? boundPlaces(ring, enough) : unboundPlaces(ring, enough)
}

/** Without a binding only the list of drivers counts who served the vehicle within a year. */
function unboundPlaces({ ruleSet, channel }: KnownRing, enough: number): Places {
  const most = leastIn(ruleSet.handle, channel, 'drivers-per-year', 'limit')
  const licences = Math.min(enough, most)
  return { isBound: false, batches: [{ bindOn: 0, serveOn: 0, licences }], stoppedBy: 'drivers-per-year' }
}

/**
 * With a binding a batch fills the places of the vehicle, and the next comes when the places are free again: on the same day;
 * or, where violations count from the day after the binding on, a day later; or after the days of cooling off.
 */
function boundPlaces(ring: KnownRing, enough: number): Places {
  const { ruleSet, channel, days, firstDay, occurred } = ring
  const since = sinceBindingOf(ring)
  if (since?.firstClearsBacklog === true && occurred === 'before') {
    return { isBound: true, batches: [{ bindOn: 0, serveOn: 0, licences: 1 }], stoppedBy: 'since-binding' }
  }
  const wait = since?.grain === 'next-day' && occurred === 'later' ? 1 : 0
  if (days <= wait) return { isBound: true, batches: [], stoppedBy: 'since-binding' }
  const cooling = leastIn(ruleSet.bind, channel, 'cooling-off', 'days', 0)
  const cap = leastIn(ruleSet.bind, channel, 'vehicle-cap', 'limit')
  const yearly = leastIn(ruleSet.bind, channel, 'drivers-bound-per-year', 'limit')
  const most = Math.min(enough, leastIn(ruleSet.handle, channel, 'drivers-per-year', 'limit'))
  const batches: Batch[] = []
  const boundIn = new Map<number, number>()
  let served = 0
  let isYearFull = false
  for (let day = 0; day + wait < days && served < most && cap > 0; ) {
    const year = yearOf(firstDay, day)
    const left = yearly - (boundIn.get(year) ?? 0)
    const licences = Math.min(cap, left, most - served)
    if (licences > 0) batches.push({ bindOn: day, serveOn: day + wait, licences })
    served += licences
    boundIn.set(year, (boundIn.get(year) ?? 0) + licences)
    isYearFull = licences === left
    const free = day + wait + cooling
    day = isYearFull ? Math.max(free, daysBetween(firstDay, `${year + 1}-01-01` as LegalDay)) : free
  }
  const turnedOver = cooling > 0 ? 'cooling-off' : 'vehicle-cap'
  const stoppedBy =
    served === most && most < enough ? 'drivers-per-year' : isYearFull ? 'drivers-bound-per-year' : turnedOver
  return { isBound: true, batches, stoppedBy: stoppedBy as Finding['rule'] }
}

function sinceBindingOf({ ruleSet, channel }: KnownRing): ProvisionOf<'since-binding'> | undefined {
  for (const each of ruleSet.handle) if (each.rule === 'since-binding' && binds(each, channel)) return each
  return undefined
}

function yearOf(firstDay: LegalDay, day: number): number {
  return Number(daysAfter(firstDay, day).slice(0, 4))
}

function binds({ channels }: Provision, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}

/** The least value that a parameter of a rule has through a channel; `otherwise` if the rule set does not have the rule. */
function leastIn(
  provisions: readonly Provision[],
  channel: Channel,
  rule: string,
  parameter: string,
  otherwise: number = Number.POSITIVE_INFINITY,
): number {
  const values = provisions
    .filter((each) => each.rule === rule && binds(each, channel))
    .map((each) => (each as unknown as Readonly<Record<string, number>>)[parameter] as number)
  return values.length === 0 ? otherwise : Math.min(...values)
}
