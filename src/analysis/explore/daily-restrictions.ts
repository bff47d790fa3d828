import { wholeArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import type { RegistryEvent } from '../../registry/log/events.ts'
import { bindingsOfDriver, bindingsOfVehicle } from '../../registry/queries/records.ts'
import type { Registry } from '../../registry/registry.ts'
import { type LegalDay, legalDay } from '../../values/instant.ts'
import type { RememberedFact } from './goal.ts'
import type { Restriction } from './restriction.ts'

/** A binding as a pair, and the day on which it was made or given up. */
export interface CountedPair {
  readonly driver: string
  readonly vehicle: string
  readonly on: LegalDay
}

/** Pairs of one day, and whether there are now more than the restriction allows. */
export interface CountedPairs {
  readonly pairs: readonly CountedPair[]
  readonly broken: boolean
}

/**
 * A place stays taken until the end of its day 解除后名额当日不释放: on one day a driver has had at most `limit` vehicles bound,
 * and a vehicle has been bound by at most `limit` drivers. The same pair, bound again, takes no second place.
 *
 * @param limit places of a driver, and of a vehicle, on one day; at least 1.
 * @throws RangeError when `limit` is not a whole number of at least 1.
 */
export function placesTakenToDayEnd(limit: number): Restriction<CountedPairs> {
  const most = wholeArgument('placesTakenToDayEnd(limit)', limit, 1, Number.MAX_SAFE_INTEGER)
  return counting(
    `places-taken-to-day-end=${most}`,
    {
      zh: `解除备案的名额当日不释放（一人至多${most}辆、一车至多${most}人）`,
      en: `a place that is given up stays taken until the end of its day (${most} a driver, ${most} a vehicle)`,
    },
    (givenUp, event, before) => {
      const pairs = [...givenUp, ...endedBy(event)]
      if (event.type !== 'vehicle-bound') return { pairs, broken: false }
      const others = pairs.filter(({ driver, vehicle }) => driver !== event.driver || vehicle !== event.vehicle)
      const vehicles = [
        ...bindingsOfDriver(before, event.driver),
        ...others.filter(({ driver }) => driver === event.driver),
      ]
      const drivers = [
        ...bindingsOfVehicle(before, event.vehicle),
        ...others.filter(({ vehicle }) => vehicle === event.vehicle),
      ]
      const isFull =
        new Set(vehicles.map(({ vehicle }) => vehicle)).size >= most ||
        new Set(drivers.map(({ driver }) => driver)).size >= most
      return { pairs: others, broken: isFull }
    },
    ({ driver, vehicle }) => [driver, vehicle],
  )
}

/**
 * A vehicle is bound at most `limit` times on one day, by all drivers together 一车一日至多备案若干次.
 *
 * @param limit bindings of a vehicle on one day; at least 1.
 * @throws RangeError when `limit` is not a whole number of at least 1.
 */
export function bindingsOfVehicleADay(limit: number): Restriction<CountedPairs> {
  const most = wholeArgument('bindingsOfVehicleADay(limit)', limit, 1, Number.MAX_SAFE_INTEGER)
  return counting(
    `bindings-of-a-vehicle-a-day=${most}`,
    {
      zh: `一辆机动车一日至多被备案${most}次`,
      en: `a vehicle is bound at most ${most} times a day`,
    },
    (made, event) => {
      if (event.type !== 'vehicle-bound') return { pairs: made, broken: false }
      const pairs = [...made, { driver: event.driver, vehicle: event.vehicle, on: legalDay(event.at) }]
      return { pairs, broken: pairs.filter(({ vehicle }) => vehicle === event.vehicle).length > most }
    },
    ({ vehicle }) => [vehicle],
  )
}

/** A restriction that counts the pairs of one day; `idsOf` gives the ids of a pair that `broken` depends on. */
function counting(
  id: string,
  title: Restriction<CountedPairs>['title'],
  count: (today: readonly CountedPair[], event: RegistryEvent, before: Registry) => CountedPairs,
  idsOf: (pair: CountedPair) => readonly string[],
): Restriction<CountedPairs> {
  return frozen({
    id,
    title,
    init: { pairs: [], broken: false },
    next: ({ pairs }: CountedPairs, event: RegistryEvent, before: Registry): CountedPairs => {
      const day = legalDay(event.at)
      return count(
        pairs.filter(({ on }) => on === day),
        event,
        before,
      )
    },
    key: ({ pairs, broken }: CountedPairs): readonly RememberedFact[] => [
      ...pairs.map((pair): RememberedFact => [pair.on, ...idsOf(pair)]),
      ...(broken ? ([['broken']] as const) : []),
    ],
    broken: ({ broken }: CountedPairs) => broken,
    memoryAlone: true,
    ignoresBindingDays: true,
  })
}

/** The bindings that an event ends: the released one, or those that it says. */
function endedBy(event: RegistryEvent): readonly CountedPair[] {
  const on = legalDay(event.at)
  const ended = event.type === 'binding-released' ? [event] : 'endedBindings' in event ? event.endedBindings : []
  return ended.map(({ driver, vehicle }) => ({ driver, vehicle, on }))
}
