import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalKey, type Structure, WIDTH } from '../../src/analysis/canonical.ts'
import { menuOf } from '../../src/analysis/menu.ts'
import { reachedBy, renamed } from '../../src/analysis/renaming.ts'
import { wholeScope } from '../../src/analysis/scope.ts'
import { shownIn } from '../../src/analysis/structure.ts'
import { everyState, explore, type Scope } from '../../src/analysis.ts'
import { type Command, execute } from '../../src/index.ts'
import { reform } from '../../src/rule-sets/reform.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

const asReported = SETS['as-reported']

describe('keys of structures', () => {
  test('two structures always have one key exactly when some renaming takes one to the other', () => {
    fc.assert(
      fc.property(twoStructures(), ([one, other]) => {
        expect(canonicalKey(one) === canonicalKey(other)).toBe(leastOfAll(one) === leastOfAll(other))
      }),
      { numRuns: 500 },
    )
  })

  test('colours alone do not tell two threes of a ring from a six, and the key does', () => {
    const ring = (...edges: readonly (readonly [number, number])[]): Structure => ({
      kinds: [0, 0, 0, 0, 0, 0],
      facts: edges.flatMap(([a, b]) => [7, a, b, -1, 7, b, a, -1]),
    })
    const six = ring([0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 0])
    const threes = ring([0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3])
    const crossed = ring([0, 2], [2, 4], [4, 1], [1, 3], [3, 5], [5, 0])
    expect(canonicalKey(six)).not.toBe(canonicalKey(threes))
    expect(canonicalKey(six)).toBe(canonicalKey(crossed))
  })
})

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

  const worlds: readonly (readonly [name: string, set: keyof typeof SETS, scope: Scope])[] = [
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
      'chengdu-2017-11-16',
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
      const question = { ...everyState, memoryAlone: false }
      const whole = wholeScope(rules, scope)
      const menu = menuOf(rules, whole)
      const shown = shownIn(rules, whole, question, menu)
      const named = new Set<string>()
      const orbits = new Set<string>()
      const labelled = explore(rules, { ...scope, pinned: [...menu.drivers, ...menu.vehicles] }, question, {
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
      const merged = explore(rules, scope, question)
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
      const scope: Scope = {
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

const EVERYTHING: Omit<Scope, 'drivers' | 'vehicles' | 'violations' | 'days'> = {
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

/** A structure, and another: the same under other names, and one fact in it changed or not. */
function twoStructures(): fc.Arbitrary<readonly [Structure, Structure]> {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 }))
  return sizes.chain(([a, b, c]) => {
    const kinds = [
      ...Array.from({ length: a }, () => 0),
      ...Array.from({ length: b }, () => 1),
      ...Array.from({ length: c }, () => 2),
    ]
    const thing = fc.integer({ min: 0, max: kinds.length - 1 })
    const fact = fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      thing,
      fc.option(thing, { nil: -1 }),
      fc.option(thing, { nil: -1, freq: 1 }),
    )
    const renamings = [...permutations(kinds)]
    return fc
      .tuple(fc.array(fact, { maxLength: 8 }), fc.nat(renamings.length - 1), fc.nat(), fc.option(fact), fc.nat())
      .map(([facts, which, shift, other, place]): readonly [Structure, Structure] => {
        const renaming = renamings[which] as readonly number[]
        const changed = [...facts]
        if (other !== null && changed.length > 0) changed[place % changed.length] = other
        const moved = changed.map(([label, ...things]) => [
          label,
          ...things.map((each) => (each < 0 ? -1 : (renaming[each] as number))),
        ])
        const turned = moved.map((_, index) => moved[(index + shift) % moved.length] as number[])
        return [
          { kinds, facts: facts.flat() },
          { kinds, facts: turned.flat() },
        ]
      })
  })
}

/** The least text of a structure under all renamings within its kinds. */
function leastOfAll(structure: Structure): string {
  let least: string | undefined
  for (const renaming of permutations(structure.kinds)) {
    const text = sortedFacts(structure, renaming)
    if (least === undefined || text < least) least = text
  }
  return `${structure.kinds.join()} ${least}`
}

function sortedFacts({ facts }: Structure, renaming: readonly number[]): string {
  const texts: string[] = []
  for (let at = 0; at < facts.length; at += WIDTH) {
    const [label, ...things] = facts.slice(at, at + WIDTH)
    texts.push([label, ...things.map((thing) => (thing < 0 ? '-' : renaming[thing]))].join(' '))
  }
  return texts.sort().join('; ')
}

/** Every way to give the things of each kind the names of that kind. */
function* permutations(kinds: readonly number[], chosen: readonly number[] = []): Generator<readonly number[]> {
  if (chosen.length === kinds.length) {
    yield chosen
    return
  }
  for (let name = 0; name < kinds.length; name++) {
    if (kinds[name] === kinds[chosen.length] && !chosen.includes(name)) yield* permutations(kinds, [...chosen, name])
  }
}
