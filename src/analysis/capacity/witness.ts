import { executeAll } from '../../registry/batch.ts'
import type { Command } from '../../registry/commands/index.ts'
import { execute } from '../../registry/execute.ts'
import { openRegistry } from '../../registry/registry.ts'
import type { LicenceLimit } from './licence-limit.ts'
import type { Batch, Places } from './places.ts'
import type { KnownRing } from './ring.ts'
import { sceneOf } from './scene.ts'

/** Points sold, and the commands that sell them. */
export interface Sold {
  readonly points: number
  readonly witness: readonly Command[]
}

/** Licences, by number, that serve a vehicle together. */
interface Shift extends Omit<Batch, 'licences'> {
  readonly vehicle: number
  readonly licences: readonly number[]
}

/**
 * Plays a ring in a registry: day by day the licences whose turn it is bind their vehicle, take over violations and release it.
 * A command that is refused is left out, and ends the service of its licence.
 */
export function soldBy(ring: KnownRing, limit: LicenceLimit, places: Places, served: number): Sold {
  const scene = sceneOf(ring)
  const enrolments = scene.enrol(ring.licences, ring.vehicles)
  const witness: Command[] = [...enrolments]
  let registry = executeAll(openRegistry(ring.rules), enrolments).registry
  let points = 0
  const done = (command: Command): boolean => {
    const outcome = execute(registry, command)
    if (outcome.status !== 'accepted') return false
    registry = outcome.registry
    witness.push(command)
    return true
  }
  const serve = ({ vehicle, licences }: Shift): void => {
    for (const licence of licences) {
      for (const each of limit.acts) {
        if (!done(scene.record(vehicle, each)) || !done(scene.handle(licence))) break
        points += each
      }
    }
    if (places.isBound) for (const licence of licences) done(scene.release(licence, vehicle))
  }
  let waiting: readonly Shift[] = []
  const shifts = shiftsOf(ring, places, served)
  for (const [day, starting] of shifts) {
    for (const shift of waiting) {
      scene.goTo(shift.serveOn)
      serve(shift)
    }
    waiting = []
    scene.goTo(day)
    for (const shift of starting) {
      if (places.isBound) for (const licence of shift.licences) done(scene.bind(licence, shift.vehicle))
      if (shift.serveOn === day) serve(shift)
      else waiting = [...waiting, shift]
    }
  }
  for (const shift of waiting) {
    scene.goTo(shift.serveOn)
    serve(shift)
  }
  return { points, witness }
}

/** The shifts by their first day: the licences are dealt to the vehicles, and each vehicle takes them batch after batch. */
function shiftsOf(
  { vehicles }: KnownRing,
  { batches }: Places,
  served: number,
): readonly (readonly [day: number, shifts: readonly Shift[]])[] {
  const byDay = new Map<number, Shift[]>()
  let licence = 1
  for (let vehicle = 1; vehicle <= vehicles; vehicle++) {
    let left = Math.floor(served / vehicles) + (vehicle <= served % vehicles ? 1 : 0)
    for (const { bindOn, serveOn, licences } of batches) {
      const count = Math.min(left, licences)
      if (count === 0) break
      const numbers = Array.from({ length: count }, () => licence++)
      byDay.set(bindOn, [...(byDay.get(bindOn) ?? []), { bindOn, serveOn, vehicle, licences: numbers }])
      left -= count
    }
  }
  return [...byDay].sort(([one], [other]) => one - other)
}
