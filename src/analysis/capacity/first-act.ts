import { screenHandling } from '../../decision/decide.ts'
import { type Finding, failuresOf, type Screening } from '../../decision/decision.ts'
import { executeAll } from '../../registry/batch.ts'
import { execute } from '../../registry/execute.ts'
import { handlingFacts } from '../../registry/queries/facts.ts'
import { openRegistry, type Registry } from '../../registry/registry.ts'
import type { KnownRing } from './ring.ts'
import { type Scene, sceneOf } from './scene.ts'

/** The facts of the first act of a ring, or the rule that refuses the binding before it. */
type FirstAct =
  | { readonly facts: ReturnType<typeof handlingFacts>; readonly isBound: boolean }
  | { readonly facts: undefined; readonly refusedBy: Finding['rule'] }

/**
 * One licence and one violation of one vehicle, in a registry of their own. The licence binds the vehicle on the first day if
 * the rules ask for a binding. A later violation comes on the second day if there is one, so that it is later by any reading.
 */
export function firstActOf(ring: KnownRing): FirstAct {
  const unbound = sceneOf(ring)
  const facts = factsOfAct(enrolled(ring, unbound), unbound, ring)
  const { failing } = screenHandling(facts, ring.ruleSet) as Screening
  if (!failing.includes('open-binding')) return { facts, isBound: false }
  const scene = sceneOf(ring)
  const bound = execute(enrolled(ring, scene), scene.bind(1, 1))
  if (bound.status === 'refused' && bound.decision !== undefined) {
    return { facts: undefined, refusedBy: (failuresOf(bound.decision)[0] as Finding).rule }
  }
  if (ring.occurred === 'later') scene.goTo(Math.min(1, ring.days - 1))
  return { facts: factsOfAct(bound.registry, scene, ring), isBound: true }
}

function enrolled({ rules }: KnownRing, scene: Scene): Registry {
  return executeAll(openRegistry(rules), scene.enrol(1, 1)).registry
}

function factsOfAct(registry: Registry, scene: Scene, { points }: KnownRing): ReturnType<typeof handlingFacts> {
  const recorded = execute(registry, scene.record(1, points[0] as number)).registry
  const { type: _, ...input } = scene.handle(1)
  return handlingFacts(recorded, input)
}
