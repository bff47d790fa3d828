import { type Finding, failuresOf } from '../../decision/decision.ts'
import { executeAll } from '../../registry/batch.ts'
import type { Command } from '../../registry/commands/index.ts'
import { execute } from '../../registry/execute.ts'
import { openRegistry } from '../../registry/registry.ts'
import type { Visit } from './plan.ts'
import type { KnownRing } from './ring.ts'
import type { RingRules } from './ring-rules.ts'
import { sceneOf } from './scene.ts'

/** Points sold, and the commands that sell them. */
interface Sold {
  readonly points: number
  readonly witness: readonly Command[]
  /** The first rule that refused a command of the visits; `null` if all of them were accepted. */
  readonly refusedBy: Finding['rule'] | null
}

/**
 * Plays the visits in a registry. Licences that bind on one day and wait for the next, or whose vehicle must cool off, bind
 * before the first of them is released. A command that is refused is left out, and ends its visit.
 */
export function soldBy(ring: KnownRing, visits: readonly Visit[], { isBound, wait, coolingOff }: RingRules): Sold {
  const scene = sceneOf(ring)
  const enrolments = scene.enrol(ring.licences, ring.vehicles)
  const witness: Command[] = [...enrolments]
  let registry = executeAll(openRegistry(ring.rules), enrolments).registry
  let points = 0
  let refusedBy: Sold['refusedBy'] = null
  const done = (command: Command): boolean => {
    const outcome = execute(registry, command)
    if (outcome.status !== 'accepted') {
      if (outcome.status === 'refused' && outcome.decision !== undefined) {
        refusedBy ??= failuresOf(outcome.decision).at(0)?.rule ?? null
      }
      return false
    }
    registry = outcome.registry
    witness.push(command)
    return true
  }
  const bind = ({ licence, vehicle }: Visit): boolean => !isBound || done(scene.bind(licence, vehicle))
  const release = ({ licence, vehicle }: Visit): boolean => !isBound || done(scene.release(licence, vehicle))
  const serve = ({ licence, vehicle, acts }: Visit): void => {
    acts.every((each) => {
      if (!done(scene.record(vehicle, each)) || !done(scene.handle(licence))) return false
      points += each
      return true
    })
  }
  const isOpen = new Set<Visit>()
  for (const [day, { bound, served }] of daysOf(visits)) {
    scene.goTo(day)
    if (wait + coolingOff === 0) {
      for (const visit of bound) {
        if (!bind(visit)) continue
        serve(visit)
        release(visit)
      }
      continue
    }
    const finish = (): void => {
      const open = served.filter((visit) => isOpen.has(visit))
      for (const visit of open) serve(visit)
      for (const visit of open) release(visit)
      for (const visit of open) isOpen.delete(visit)
    }
    // Those of the day before make room for those of today.
    if (wait > 0) finish()
    for (const visit of bound) if (bind(visit)) isOpen.add(visit)
    if (wait === 0) finish()
  }
  return { points, witness, refusedBy }
}

/** What is done on a day. */
interface Day {
  readonly bound: Visit[]
  readonly served: Visit[]
}

/** The days of visits, in their order. */
function daysOf(visits: readonly Visit[]): readonly (readonly [number, Day])[] {
  const days = new Map<number, Day>()
  const on = (day: number): Day => {
    const known = days.get(day) ?? { bound: [], served: [] }
    days.set(day, known)
    return known
  }
  for (const visit of visits) {
    on(visit.bindOn).bound.push(visit)
    on(visit.serveOn).served.push(visit)
  }
  return [...days].sort(([one], [other]) => one - other)
}
