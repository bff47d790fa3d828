import type { DriverId } from '../../values/ids.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import { get, idsFrom, type PersistentMap, put } from './persistent-map.ts'

/** The end of a driver's last binding of a vehicle, by release, transfer or cancellation. */
export interface EndedBinding {
  readonly driver: DriverId
  readonly at: Instant
}

/** The different drivers who bound a vehicle in one calendar year 自然年. */
export interface DriversOfYear {
  readonly year: string
  readonly ids: PersistentMap<DriverId>
  readonly size: number
}

/**
 * With one more end. Kept are the ends of the two drivers whose bindings ended last, latest first: who asks when the last
 * binding by another driver ended is at most one of them.
 */
export function withEnded(ended: readonly EndedBinding[], last: EndedBinding): readonly EndedBinding[] {
  const other = ended.find((each) => each.driver !== last.driver)
  return other === undefined ? [last] : [last, other]
}

/** When the last binding by another driver ended; `null` where there was none. */
export function endedByAnother(ended: readonly EndedBinding[], driver: DriverId): Instant | null {
  for (let index = 0; index < ended.length; index++) {
    const each = ended[index] as EndedBinding
    if (each.driver !== driver) return each.at
  }
  return null
}

/** With a driver who binds on a day, whose year is not before that of the drivers. */
export function withDriver(drivers: DriversOfYear | null, driver: DriverId, day: LegalDay): DriversOfYear {
  if (drivers === null || !day.startsWith(drivers.year)) return { year: yearOf(day), ids: driver, size: 1 }
  const { year, ids, size } = drivers
  return get(ids, driver) === undefined ? { year, ids: put(ids, driver), size: size + 1 } : drivers
}

/** How many different drivers bound in the calendar year of a day, with one more driver. */
export function driversInYear(drivers: DriversOfYear | null, driver: DriverId, day: LegalDay): number {
  if (drivers === null || !day.startsWith(drivers.year)) return 1
  return get(drivers.ids, driver) === undefined ? drivers.size + 1 : drivers.size
}

/** The same from a list of ids, none twice. */
export function driversFrom(year: string, list: readonly DriverId[]): DriversOfYear {
  return { year, ids: idsFrom(list), size: list.length }
}

/** The year of a day: one text for all days of a year that come in a row, since many records keep it. */
function yearOf(day: LegalDay): string {
  if (latest === undefined || !day.startsWith(latest)) latest = day.slice(0, 4)
  return latest
}
let latest: string | undefined
