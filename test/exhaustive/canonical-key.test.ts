/** Keys of structures alone: what they cost, and that two structures share one exactly when a renaming takes one to the other. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalKey, LABELS, MOST_THINGS, type Structure, WIDTH } from '../../src/analysis/explore/canonical.ts'
import { leastOfAll, permutations } from './renamings.ts'

type Fact = readonly number[]

describe('what a key costs: how many numbers of a structure are read until it is known', () => {
  const star = each(6, (thing) => [0, thing + 1])
  const cube = pairsOf(8).filter(([a = 0, b = 0]) => [1, 2, 4].includes(a ^ b))
  const saidOfEach = each(5, (thing) => [0, thing])
  const across = each(3, (thing) => [0, thing, thing + 3])
  const last = tuples(3, 2).map(([one = 0, other = 0]) => [7, one, -1, other + 3])
  const elevens = each(MOST_THINGS, (thing) => Math.trunc(thing / 11))
  const spread = each(5, (thing) => [thing, thing, thing + 11, thing + 22])
  const works: readonly (readonly [name: string, structure: Structure, ofKinds: number, ofFacts: number])[] = [
    ['nothing at all', of([], []), 0, 0],
    ['one thing', of([0], [[0, 0]]), 3, 4],
    ['a thing of each kind', of([0, 1, 2], [[0, 0, 1, 2]]), 33, 4],
    ['five that nothing is said of', of(zeros(5), []), 104, 0],
    ['five of which the same is said', of(zeros(5), saidOfEach), 104, 135],
    ['a path', linked(6, path(6)), 416, 610],
    ['a path with a direction', of(zeros(6), path(6).map(labelled)), 190, 125],
    ['a ring', linked(6, ring(6)), 2416, 4188],
    ['a ring with a direction', of(zeros(5), ring(5).map(labelled)), 586, 685],
    ['two rings of three', linked(6, [...ring(3), ...ring(3, 3)]), 650, 1308],
    ['rings of five and of three', linked(8, [...ring(5), ...ring(3, 5)]), 9180, 12_240],
    ['everybody beside everybody', linked(6, pairsOf(6)), 144, 930],
    ['a star', linked(7, star), 239, 456],
    ['a cube', linked(8, cube), 17_928, 32_232],
    ['pairs across two kinds', of([0, 0, 0, 1, 1, 1], across), 1414, 417],
    ['everybody of one kind beside everybody of another, in the last place', of([0, 0, 0, 1, 1, 1], last), 304, 306],
    ['the most things', of(elevens, spread), 12_399, 420],
  ]
  test.each(works)('%s', (_, structure, ofKinds, ofFacts) => {
    expect(readFor(structure)).toEqual({ ofKinds, ofFacts })
  })
})

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
    const six = linked(6, ring(6))
    const threes = linked(6, [...ring(3), ...ring(3, 3)])
    const crossed = linked(6, [
      [0, 2],
      [2, 4],
      [4, 1],
      [1, 3],
      [3, 5],
      [5, 0],
    ])
    expect(canonicalKey(six)).not.toBe(canonicalKey(threes))
    expect(canonicalKey(six)).toBe(canonicalKey(crossed))
  })

  test('what is said of a thing of one kind is never taken for said of another kind', () => {
    fc.assert(
      fc.property(fc.nat(LABELS - 1), fc.nat(LABELS - 1), (one, other) => {
        const key = canonicalKey(
          of(
            [0, 1],
            [
              [one, 0],
              [other, 1],
            ],
          ),
        )
        const crossed = canonicalKey(
          of(
            [0, 1],
            [
              [other, 0],
              [one, 1],
            ],
          ),
        )
        expect(key === crossed).toBe(one === other)
      }),
      { numRuns: 200 },
    )
  })

  test('the largest label and the most things are told apart from those before them', () => {
    const kinds = each(MOST_THINGS, (thing) => thing)
    const keys = [LABELS - 1, LABELS - 2].flatMap((label) =>
      [MOST_THINGS - 1, MOST_THINGS - 2, -1].flatMap((one) =>
        [MOST_THINGS - 1, MOST_THINGS - 2, -1].map((other) => canonicalKey(of(kinds, [[label, one, other]]))),
      ),
    )
    expect(new Set(keys).size).toBe(18)
  })

  // How many there are up to names: by Burnside's lemma, and as integer sequences A000088, A000595 and A002724.
  const families: readonly (readonly [
    name: string,
    orbits: number,
    kinds: readonly number[],
    facts: readonly (readonly Fact[])[],
  ])[] = [
    ['graphs over four points', 11, zeros(4), pairsOf(4).map(bothWays)],
    ['graphs over five points', 34, zeros(5), pairsOf(5).map(bothWays)],
    ['graphs over six points', 156, zeros(6), pairsOf(6).map(bothWays)],
    ['relations over two points', 10, zeros(2), tuples(2, 2).map((pair) => [labelled(pair)])],
    ['relations over three points', 104, zeros(3), tuples(3, 2).map((pair) => [labelled(pair)])],
    ['relations of three over two points', 136, zeros(2), tuples(2, 3).map((three) => [labelled(three)])],
    [
      'relations between three and three',
      36,
      [0, 0, 0, 1, 1, 1],
      tuples(3, 2).map(([a = 0, b = 0]) => [[0, a, b + 3]]),
    ],
  ]
  test.each(families)('%s: %i up to names', (_, orbits, kinds, possible) => {
    const keys = new Set<string>()
    for (let chosen = 0; chosen < 2 ** possible.length; chosen++) {
      const facts = possible.filter((_, index) => (chosen & (2 ** index)) !== 0).flat()
      keys.add(canonicalKey(of(kinds, facts)))
    }
    expect(keys.size).toBe(orbits)
  })

  test.each([
    ['two rings of three and one of four', [...ring(3), ...ring(4, 3), ...ring(3, 7)]],
    ['a ring of ten', ring(10)],
    ['rings of five and of three', [...ring(5), ...ring(3, 5)]],
    ['two paths', [...path(4), ...path(4, 4)]],
    ['everybody beside everybody', pairsOf(5)],
    ['a ring with a tail', [...ring(4), ...path(4, 3)]],
  ])('%s: one key under whatever names', (_, edges) => {
    const size = 1 + Math.max(...edges.flat())
    const key = canonicalKey(linked(size, edges))
    const things = [...each(size, (thing) => thing)]
    fc.assert(
      fc.property(fc.shuffledSubarray(things, { minLength: size }), (names) => {
        const moved = edges.map((edge) => edge.map((thing) => names[thing] as number))
        expect(canonicalKey(linked(size, [...moved].reverse()))).toBe(key)
      }),
      { numRuns: 50 },
    )
  })
})

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

/** A structure of these kinds and facts, each a label and up to three things. */
function of(kinds: readonly number[], facts: readonly Fact[]): Structure {
  return { kinds, facts: facts.flatMap((fact) => [...fact, -1, -1, -1].slice(0, WIDTH)) }
}

/** So many things of one kind, and edges among them, which have no direction. */
function linked(size: number, edges: readonly Fact[]): Structure {
  return of(zeros(size), edges.flatMap(bothWays))
}

function bothWays([one = 0, other = 0]: Fact): readonly Fact[] {
  return [
    [7, one, other],
    [7, other, one],
  ]
}

function labelled(things: Fact): Fact {
  return [7, ...things]
}

function ring(size: number, from = 0): readonly Fact[] {
  return each(size, (thing) => [from + thing, from + ((thing + 1) % size)])
}

function path(size: number, from = 0): readonly Fact[] {
  return each(size - 1, (thing) => [from + thing, from + thing + 1])
}

function pairsOf(size: number): readonly Fact[] {
  return tuples(size, 2).filter(([one = 0, other = 0]) => one < other)
}

/** Every list of `count` things out of `size`. */
function tuples(size: number, length: number): readonly Fact[] {
  if (length === 0) return [[]]
  return tuples(size, length - 1).flatMap((tuple) => each(size, (thing) => [...tuple, thing]))
}

function zeros(size: number): readonly number[] {
  return each(size, () => 0)
}

function each<T>(size: number, made: (index: number) => T): readonly T[] {
  return Array.from({ length: size }, (_, index) => made(index))
}

/** How often a number is read from the kinds, and from the facts, until the key is known. */
function readFor(structure: Structure): { readonly ofKinds: number; readonly ofFacts: number } {
  const read = { ofKinds: 0, ofFacts: 0 }
  const watched = (list: readonly number[], counted: keyof typeof read): readonly number[] =>
    new Proxy(list, {
      get(target, name, receiver) {
        if (typeof name === 'string' && /^\d+$/.test(name)) read[counted]++
        return Reflect.get(target, name, receiver)
      },
    })
  canonicalKey({ kinds: watched(structure.kinds, 'ofKinds'), facts: watched(structure.facts, 'ofFacts') })
  return read
}
