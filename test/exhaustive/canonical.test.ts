import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalKey } from '../../src/analysis/explore/canonical.ts'
import { menuOf } from '../../src/analysis/explore/menu.ts'
import { reachedBy, renamed } from '../../src/analysis/explore/renaming.ts'
import { wholeScope } from '../../src/analysis/explore/scope.ts'
import { shownIn } from '../../src/analysis/explore/structure.ts'
import { everyState, explore, type SearchScope } from '../../src/analysis/index.ts'
import { type Command, execute } from '../../src/index.ts'
import { reform } from '../../src/law/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { leastOfAll, sortedFacts } from './renamings.ts'

const asReported = SETS['as-reported']

describe('keys of registries', () => {
  test('a registry always has the key of the one in which everybody has another name', () => {
    const scope = wholeScope(asReported, { ...EVERYTHING, drivers: 3, vehicles: 3, violations: 3, days: 2 })
    const menus = SET_IDS.map((id) => {
      const menu = menuOf(SETS[id], scope)
      return { rules: SETS[id], menu, shown: shownIn(SETS[id], scope, { ...everyState, memoryAlone: false }, menu) }
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...menus),
        fc.array(fc.nat(), { minLength: 5, maxLength: 40, size: 'max' }),
        fc.shuffledSubarray(['d1', 'd2', 'd3'], { minLength: 3 }),
        fc.shuffledSubarray(['v1', 'v2', 'v3'], { minLength: 3 }),
        fc.shuffledSubarray(['x1', 'x2', 'x3'], { minLength: 3 }),
        ({ rules, menu, shown }, choices, drivers, vehicles, violations) => {
          const names = new Map(
            [menu.drivers, menu.vehicles, menu.violations].flatMap((kind, index) =>
              kind.map((name, at) => [name, [drivers, vehicles, violations][index]?.[at] as string] as const),
            ),
          )
          const way = played(menu, rules, choices)
          const plain = reachedBy(rules, way, everyState)
          const other = reachedBy(
            rules,
            way.map((command) => renamed(command, names)),
            everyState,
          )
          expect([plain.whole, other.whole]).toEqual([true, true])
          expect(canonicalKey(shown(other.registry, [], 1))).toBe(canonicalKey(shown(plain.registry, [], 1)))
        },
      ),
      { numRuns: 300 },
    )
  })

  const worlds: readonly (readonly [name: string, set: keyof typeof SETS, scope: SearchScope])[] = [
    [
      'bindings',
      'as-reported',
      { drivers: 3, vehicles: 2, violations: 0, days: 1, operations: ['bind', 'release', 'transferVehicle'] },
    ],
    [
      'a violation',
      'as-reported',
      {
        drivers: 2,
        vehicles: 2,
        violations: 1,
        days: 2,
        operations: ['bind', 'release', 'recordViolation', 'handle'],
        start: [null, null],
      },
    ],
    [
      'two violations',
      CHENGDU,
      {
        drivers: 2,
        vehicles: 2,
        violations: 2,
        days: 1,
        operations: ['bind', 'release', 'recordViolation', 'handle'],
        start: [null, null],
      },
    ],
    [
      'applications',
      'cn-2024-11-01',
      {
        drivers: 3,
        vehicles: 1,
        violations: 1,
        days: 2,
        operations: ['bind', 'release', 'recordViolation', 'handle'],
        start: [null],
      },
    ],
  ]
  for (const [name, set, scope] of worlds) {
    test(`${set}, ${name}: as many keys as there are orbits, counted by trying every renaming`, () => {
      const rules = SETS[set]
      const goal = { ...everyState, memoryAlone: false }
      const whole = wholeScope(rules, scope)
      const menu = menuOf(rules, whole)
      const shown = shownIn(rules, whole, goal, menu)
      const named = new Set<string>()
      const orbits = new Set<string>()
      const labelled = explore(rules, { ...scope, pinned: [...menu.drivers, ...menu.vehicles] }, goal, {
        observer: {
          state(registry, day) {
            const structure = shown(registry, [], day)
            named.add(
              sortedFacts(
                structure,
                structure.kinds.map((_, thing) => thing),
              ),
            )
            orbits.add(leastOfAll(structure))
          },
        },
      })
      const merged = explore(rules, scope, goal)
      expect([labelled.kind, merged.kind]).toEqual(['none', 'none'])
      expect(merged.states).toBe(orbits.size)
      expect(merged.states).toBeLessThan(labelled.states)
      // Violations are never called by name, so that those alike in everything else count once.
      expect(labelled.states).toBeLessThanOrEqual(named.size)
    })
  }

  // Sets of bindings where nobody owns anything: 0/1 matrices with sums up to the cap, and their orbits (by Burnside).
  const matrices: readonly (readonly [cap: number, size: number, labelled: number | null, orbits: number])[] = [
    [1, 3, 34, 4],
    [1, 4, 209, 5],
    [1, 5, 1546, 6],
    [2, 3, 265, 17],
    [2, 4, 7343, 42],
    [2, 5, null, 92],
    [3, 3, 512, 36],
    [3, 4, null, 179],
    [3, 5, null, 1042],
  ]
  test.each(matrices)(
    'cap %i, %i drivers and as many vehicles: %s sets of bindings, %i up to names',
    (limit, size, labelled, orbits) => {
      const rules = reform(asReported, { 'driver-cap': { limit }, 'vehicle-cap': { limit } })
      const start = Array.from({ length: size }, () => null)
      const scope: SearchScope = {
        drivers: size,
        vehicles: size,
        violations: 0,
        days: 1,
        operations: ['bind', 'release'],
        start,
      }
      expect(explore(rules, scope, everyState).states).toBe(orbits)
      if (labelled === null) return
      const names = start.flatMap((_, index) => [`d${index + 1}`, `v${index + 1}`])
      expect(explore(rules, { ...scope, pinned: names }, everyState).states).toBe(labelled)
    },
  )
})

const EVERYTHING: Omit<SearchScope, 'drivers' | 'vehicles' | 'violations' | 'days'> = {
  fines: [0, 20_000, 20_001],
  points: [0, 6],
  channels: ['app', 'window'],
  occurrences: 'any-day',
}

/** Enrolments and accepted commands: at each choice one of those that are accepted. */
function played(
  menu: ReturnType<typeof menuOf>,
  rules: (typeof SETS)['as-reported'],
  choices: readonly number[],
): Command[] {
  const [first = 0, ...rest] = choices
  const way = [...(menu.starts[first % menu.starts.length] as readonly Command[])]
  let { registry } = reachedBy(rules, way, everyState)
  let recorded = 0
  for (const [turn, choice] of rest.entries()) {
    const commands = menu.on(turn < rest.length / 2 ? 0 : 1, turn, recorded)
    for (let tries = 0; tries < commands.length; tries++) {
      const command = commands[(choice + tries) % commands.length] as Command
      const outcome = execute(registry, command)
      if (outcome.status !== 'accepted') continue
      registry = outcome.registry
      way.push(command)
      if (command.type === 'recordViolation') recorded++
      break
    }
  }
  return way
}
