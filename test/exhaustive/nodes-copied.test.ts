import { describe, expect, test } from 'vitest'
import { execute, executeAll, openRegistry, type Registry } from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { stateOf } from '../../src/registry/registry.ts'
import type { Identified, PersistentMap } from '../../src/registry/state/persistent-map.ts'
import { commandsFor } from '../bench/commands.ts'

/**
 * A map of n keys is a trie of sixteen ways, so a key lies about log16 n nodes deep: on average at most one and a half
 * more, and never more than twice that and two (the bounds of the map's own test). A command copies the nodes on the
 * paths to the records it changes, and no others.
 */
describe.each([100, 1_000, 10_000, 100_000])('in a registry of %i drivers and as many vehicles', (size) => {
  const CHANGED: Readonly<Record<string, readonly (keyof Maps)[]>> = {
    bind: ['driver', 'vehicle'],
    release: ['driver', 'vehicle'],
    recordViolation: ['violation', 'vehicle'],
    handle: ['violation', 'driver', 'vehicle'],
  }

  test('a command copies the nodes on the paths to its records, and one that is refused none', () => {
    const stream = commandsFor(size, 7)
    const loaded = executeAll(openRegistry(asReported), stream.start(), { onOutcome: () => {} })
    let { registry } = loaded
    const known = new Set<unknown>()
    for (const map of Object.values(mapsOf(registry))) newNodes(map, known)
    const sizes = { driver: size, vehicle: size, violation: 0, party: size }
    const tally: Record<string, { commands: number; copied: number; bound: number }> = {}
    for (let n = 0; n < 2_000; n++) {
      const command = stream.next()
      const outcome = execute(registry, command)
      if (outcome.status !== 'accepted') {
        expect(outcome.registry).toBe(registry)
        continue
      }
      const changed = CHANGED[command.type] as readonly (keyof Maps)[]
      const before = mapsOf(registry)
      const after = mapsOf(outcome.registry)
      if (command.type === 'recordViolation') sizes.violation++
      const entry = (tally[command.type] ??= { commands: 0, copied: 0, bound: 0 })
      entry.commands++
      for (const name of Object.keys(after) as (keyof Maps)[]) {
        const copied = newNodes(after[name], known)
        if (!changed.includes(name)) expect(after[name]).toBe(before[name])
        else expect(copied).toBeLessThanOrEqual(2 * depth(sizes[name]) + 2)
        entry.copied += copied
        if (changed.includes(name)) entry.bound += depth(sizes[name]) + 1.5
      }
      registry = outcome.registry
    }
    expect(Object.keys(tally).sort()).toEqual(Object.keys(CHANGED).sort())
    for (const [type, { commands, copied, bound }] of Object.entries(tally)) {
      expect(commands, type).toBeGreaterThan(20)
      expect(copied / commands, type).toBeLessThanOrEqual(bound / commands)
    }
  })
})

type Maps = Record<'driver' | 'vehicle' | 'violation' | 'party', PersistentMap<Identified>>

function mapsOf(registry: Registry): Maps {
  const { driver, vehicle, violation, party } = stateOf(registry)
  return { driver, vehicle, violation, party }
}

/** How many nodes are below this one, itself included, that were not known; they are known from then on. */
function newNodes(slot: unknown, known: Set<unknown>): number {
  if (!Array.isArray(slot) || known.has(slot)) return 0
  known.add(slot)
  let count = 1
  for (let place = 2; place < slot.length; place++) count += newNodes(slot[place], known)
  return count
}

function depth(size: number): number {
  return Math.log(Math.max(size, 1)) / Math.log(16)
}
