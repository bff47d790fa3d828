import type { DriverId } from '../values/ids.ts'
import type { Instant, LegalDay } from '../values/instant.ts'
import { emptyMap, forEach, get, type PersistentMap, put } from './persistent-map.ts'

/** The end of a driver's last binding of a vehicle, by release, transfer or cancellation. */
export interface EndedBinding {
  readonly driver: DriverId
  readonly at: Instant
}

/** The different drivers who bound a vehicle in one calendar year 自然年. */
export interface DriversOfYear {
  readonly year: string
  readonly byId: PersistentMap<{ readonly id: DriverId }>
  readonly size: number
}

/**
 * With one more end. Kept are the ends of the two drivers whose bindings ended last, latest first: who asks when the last
 * binding by another driver ended is at most one of them.
 */
export function withEnded(ended: readonly EndedBinding[], driver: DriverId, at: Instant): readonly EndedBinding[] {
  const other = ended.find((each) => each.driver !== driver)
  return other === undefined ? [{ driver, at }] : [{ driver, at }, other]
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
  const year = yearOf(day)
  if (drivers === null || drivers.year !== year) return { year, byId: put(emptyMap(), { id: driver }), size: 1 }
  if (get(drivers.byId, driver) !== undefined) return drivers
  return { year, byId: put(drivers.byId, { id: driver }), size: drivers.size + 1 }
}

/** How many different drivers bound in the calendar year of a day, with one more driver. */
export function driversInYear(drivers: DriversOfYear | null, driver: DriverId, day: LegalDay): number {
  if (drivers === null || drivers.year !== yearOf(day)) return 1
  return get(drivers.byId, driver) === undefined ? drivers.size + 1 : drivers.size
}

/** Their ids in the order of text. */
export function driversOfYear({ byId }: DriversOfYear): readonly DriverId[] {
  const ids: DriverId[] = []
  forEach(byId, ({ id }) => ids.push(id))
  return ids.sort()
}

/** The same from a list of ids, none twice. */
export function driversFrom(year: string, ids: readonly DriverId[]): DriversOfYear {
  let byId: DriversOfYear['byId'] = emptyMap()
  for (const id of ids) byId = put(byId, { id })
  return { year, byId, size: ids.length }
}

function yearOf(day: LegalDay): string {
  return day.slice(0, 4)
}
