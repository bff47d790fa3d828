import { times } from '../../input/own.ts'
import type { LicenceLimit } from './licence-limit.ts'
import { placesOf } from './places.ts'
import type { KnownRing } from './ring.ts'
import type { RingRules } from './ring-rules.ts'

/** One licence at one vehicle: the points of what it takes over there, and the days of its binding and of its service. */
export interface Visit {
  readonly licence: number
  readonly vehicle: number
  readonly acts: readonly number[]
  readonly bindOn: number
  readonly serveOn: number
}

/**
 * Deals the violations of the vehicles to the licences that they have places for: if there are too few, evenly, since the
 * first acts of a licence carry most. Each licence goes from vehicle to vehicle, on the days on which it can turn to another, until it has its acts.
 */
export function planOf(
  ring: KnownRing,
  limit: LicenceLimit,
  ringRules: RingRules,
  turns: readonly number[],
  served: number,
): readonly Visit[] {
  const { vehicles, violationsAVehicle } = ring
  const supply = vehicles * violationsAVehicle
  const places = times(vehicles, () => placesOf(ring, ringRules))
  const left = places.map(() => violationsAVehicle)
  const visits: Visit[] = []
  let next = 0
  for (let licence = 0; licence < served; licence++) {
    const share = Math.floor(supply / served) + (licence < supply % served ? 1 : 0)
    let acts = limit.acts[Math.min(share, limit.acts.length - 1)] as readonly number[]
    let turn = 0
    for (let tried = 0; tried < vehicles && acts.length > 0 && turn < turns.length; tried++) {
      const at = next
      next = (next + 1) % vehicles
      const taken = acts.slice(0, left[at])
      const bindOn = taken.length === 0 ? undefined : places[at]?.take(turns[turn] as number)
      if (bindOn === undefined) continue
      visits.push({ licence: licence + 1, vehicle: at + 1, acts: taken, bindOn, serveOn: bindOn + ringRules.wait })
      left[at] = (left[at] as number) - taken.length
      acts = acts.slice(taken.length)
      turn++
    }
  }
  return visits
}
