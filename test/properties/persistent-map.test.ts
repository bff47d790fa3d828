import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import {
  editToken,
  emptyMap,
  forEach,
  get,
  hashOf,
  type PersistentMap,
  put,
  remove,
} from '../../src/registry/state/persistent-map.ts'

/** Levels that one hash lasts: 32 bits, four a level. */
const LEVELS = 8
/** Rounds that have a seed; the rounds after them read the length and the text. */
const SEEDED = 4
const NASTY = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '10', '0', '-0', '', '\0', '\0\0']
/** Pairs of texts with one hash in the first round, found among three hundred thousand: `forged 0`, `forged 1` and so on. */
const FORGED: readonly (readonly [string, string])[] = (
  [
    [155398, 297622],
    [155399, 297623],
    [155392, 297628],
    [155393, 297629],
    [155388, 297632],
    [155389, 297633],
    [155382, 297638],
    [155383, 297639],
  ] as const
).map(([one, two]) => [`forged ${one}`, `forged ${two}`])

/** What is put into the maps. */
interface Item {
  readonly id: string
  readonly value: unknown
}

const someKey = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.constantFrom(...FORGED.flat()),
  fc.nat(40).map((n) => `川A${n}`),
  fc.nat(5_000).map((n) => `V${n}`),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const step: fc.Arbitrary<Item> = fc.record({ id: someKey, value: fc.integer({ min: 0, max: 3 }) })
/** Runs of steps, each under an owner of its own or under none. */
const batches = (maxLength: number): fc.Arbitrary<{ readonly owned: boolean; readonly steps: readonly Item[] }[]> =>
  fc.array(fc.record({ owned: fc.boolean(), steps: fc.array(step, { maxLength, size: 'max' }) }), { maxLength: 8 })

/** A step with this value takes the key out. */
const GONE = 3

const { imul } = Math

afterEach(() => {
  Math.imul = imul
})

describe('against a mutable map', () => {
  const check = (runs: { readonly owned: boolean; readonly steps: readonly Item[] }[]): void => {
    const model = new Map<string, Item>()
    const kept: (readonly [PersistentMap<Item>, string, string])[] = []
    let map = emptyMap<Item>()
    for (const { owned, steps } of runs) {
      const owner = owned ? editToken() : undefined
      for (const [index, item] of steps.entries()) {
        same(get(map, item.id), model.get(item.id))
        if (item.value === GONE) {
          if (!model.has(item.id)) same(remove(map, item.id), map)
          map = remove(map, item.id)
          model.delete(item.id)
          same(get(map, item.id), undefined)
        } else {
          map = put(map, item, owner)
          model.set(item.id, item)
          same(get(map, item.id), item)
        }
        if (!owned && index % 256 === 0) kept.push([map, contents(map), shape(map)])
      }
      expect(listed(map)).toEqual([...model.values()].sort(byId))
      kept.push([map, contents(map), shape(map)])
    }
    for (const [version, its, form] of kept) {
      expect(contents(version)).toBe(its)
      expect(shape(version)).toBe(form)
    }
  }

  test('any sequence always gives the same answers, and no version handed out ever changes', () => {
    fc.assert(fc.property(batches(60), check))
  })

  test('long sequences always give the same answers, and no version handed out ever changes', () => {
    fc.assert(fc.property(batches(3_000), check), { numRuns: 12 })
  })

  test('with a hash that is the same for every key, the same always holds', () => {
    Math.imul = () => 0
    expect(new Set(NASTY.map((key) => hashOf(key, 0))).size).toBe(1)
    fc.assert(fc.property(batches(30), check))
  })
})

describe('the form', () => {
  const distinct = fc.uniqueArray(someKey, { maxLength: 300, size: 'max' })
  const shuffled = (keys: string[]): fc.Arbitrary<string[]> =>
    fc.shuffledSubarray(keys, { minLength: keys.length, maxLength: keys.length })

  test('of the same keys is always the same, in whatever order they came', () => {
    const orders = distinct.chain((keys) => fc.tuple(fc.constant(keys), shuffled(keys), shuffled(keys)))
    fc.assert(
      fc.property(orders, fc.boolean(), ([keys, other, third], owned) => {
        const one = mapOf(keys)
        const two = mapOf(other, owned ? editToken() : undefined)
        expect(shape(two)).toBe(shape(one))
        expect(keysOf(two)).toEqual(keysOf(one))
        expect(keysOf(mapOf(third))).toEqual(keysOf(one))
      }),
    )
  })

  test('without some keys is always that of the others, as if they had never been there', () => {
    const parts = distinct.chain((keys) => fc.tuple(fc.constant(keys), shuffled(keys), fc.nat({ max: keys.length })))
    fc.assert(
      fc.property(parts, fc.boolean(), ([keys, order, count], owned) => {
        const gone = order.slice(0, count)
        const whole = mapOf(keys, owned ? editToken() : undefined)
        const form = shape(whole)
        const left = gone.reduce((map, key) => remove(map, key), whole)
        expect(shape(left)).toBe(shape(mapOf(keys.filter((key) => !gone.includes(key)))))
        expect(shape(whole)).toBe(form)
      }),
    )
  })

  test('is never copied where nothing changes', () => {
    fc.assert(
      fc.property(distinct, fc.boolean(), (keys, owned) => {
        const map = mapOf(keys)
        for (const key of keys) same(put(map, get(map, key) as Item, owned ? editToken() : undefined), map)
      }),
    )
  })
})

describe('keys alone', () => {
  const distinct = fc.uniqueArray(someKey, { maxLength: 100, size: 'max' })

  test('always make a set of the form of their records', () => {
    fc.assert(
      fc.property(distinct, fc.nat({ max: 100 }), (keys, count) => {
        const [gone, left] = [keys.slice(0, count), keys.slice(count)]
        const all = keys.reduce((set, key) => put(set, key), emptyMap<string>())
        for (const key of keys) same(get(all, key), key)
        const set = gone.reduce((before, key) => remove(before, key), all)
        for (const key of gone) same(get(set, key), undefined)
        expect(shape(set)).toBe(shape(mapOf(left)))
        const shown: string[] = []
        forEach(set, (key) => shown.push(key))
        expect(shown).toEqual(keysOf(mapOf(left)))
      }),
    )
  })

  test('one alone is its own map', () => {
    const item = { id: 'V1', value: 1 }
    same(put(emptyMap<Item>(), item), item)
    same(put(emptyMap<string>(), 'V1'), 'V1')
    same(remove(put(put(emptyMap<string>(), 'V1'), 'V2'), 'V2'), 'V1')
    same(remove(item, 'V1'), emptyMap())
  })
})

describe('an owner', () => {
  test('never writes in nodes of another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someKey, { maxLength: 100 }),
        fc.array(step),
        fc.array(step),
        (keys, steps, others) => {
          const made = mapOf(keys, editToken())
          const before = [contents(made), shape(made)]
          const [one, two] = [editToken(), editToken()]
          const first = run(made, steps, one)
          const second = run(made, others, two)
          expect([contents(made), shape(made)]).toEqual(before)
          expect(contents(first)).toBe(contents(run(made, steps)))
          expect(contents(second)).toBe(contents(run(made, others)))
        },
      ),
    )
  })

  test('copies a node once and writes in it from then on', () => {
    const map = mapOf(names(1_000))
    const owner = editToken()
    const once = run(map, stepsOf(names(1_000), 1), owner)
    const nodes = nodesOf(once)
    expect(without(nodes, nodesOf(map))).toBe(nodes.size)
    expect(nodes.size).toBe(nodesOf(map).size)
    const twice = run(once, stepsOf(names(1_000), 2), owner)
    expect(without(nodesOf(twice), nodes)).toBe(0)
    const later = run(twice, stepsOf(names(1_000), 3), editToken())
    expect(without(nodesOf(later), nodes)).toBe(nodes.size)
  })

  test('writes in the nodes that its own additions made', () => {
    const keys = [...names(1_000), ...FORGED.flat()]
    const owner = editToken()
    const map = mapOf(keys, owner)
    const nodes = nodesOf(map)
    expect(without(nodesOf(run(map, stepsOf(keys, 1), owner)), nodes)).toBe(0)
  })
})

describe('what a step costs', () => {
  test.each([1_000, 10_000, 100_000])('of %i keys only the nodes on one path are new', (size) => {
    const keys = names(size)
    const map = mapOf(keys, editToken())
    const nodes = nodesOf(map)
    const depths: number[] = []
    for (let n = 0; n < 200; n++) {
      const key = keys[(n * 7_919) % size] as string
      const replaced = put(map, { id: key, value: 'another' })
      expect(newNodes(replaced, nodes)).toBe(depthOf(map, key))
      const added = put(map, { id: `new ${n}`, value: 'another' })
      const depth = depthOf(added, `new ${n}`)
      expect(newNodes(added, nodes)).toBe(depth)
      depths.push(depth)
    }
    const expected = Math.log(size) / Math.log(16)
    expect(Math.max(...depths)).toBeLessThanOrEqual(2 * expected + 2)
    expect(depths.reduce((sum, depth) => sum + depth) / depths.length).toBeLessThanOrEqual(expected + 1.5)
  })

  test('two keys with one hash part in the next', () => {
    expect(FORGED.length).toBeGreaterThan(5)
    for (const [one, two] of FORGED) {
      expect(one).not.toBe(two)
      expect(hashOf(one, 0)).toBe(hashOf(two, 0))
      expect(hashOf(one, 1)).not.toBe(hashOf(two, 1))
      const map = mapOf([one, two])
      expect([get(map, one)?.id, get(map, two)?.id]).toEqual([one, two])
      expect(depthOf(map, one)).toBeGreaterThan(LEVELS)
      expect(depthOf(map, one)).toBeLessThanOrEqual(2 * LEVELS)
    }
  })

  test('keys that share every hash part in their text', () => {
    Math.imul = () => 0
    const keys = names(300)
    const map = mapOf(keys)
    for (const key of keys) {
      same(get(map, key)?.id, key)
      expect(depthOf(map, key)).toBeGreaterThan(SEEDED * LEVELS)
      expect(depthOf(map, key)).toBeLessThanOrEqual((SEEDED + 1 + Math.ceil(key.length / 2)) * LEVELS)
    }
  })
})

describe('the hash', () => {
  test('of a text is for ever the same, so that lists keep their order from one version of the library to the next', () => {
    expect([0, 1, 2, 3].map((round) => hashOf('', round))).toEqual([301794027, -1682763499, -1689154451, -1945942241])
    expect([0, 1, 2, 3].map((round) => hashOf('京A12345', round))).toEqual([
      -1797588302, -230681764, 100192155, -431329353,
    ])
  })
})

/** The same as `expect(actual).toBe(expected)`, for loops in which that is the slowest step. */
function same(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) expect(actual).toBe(expected)
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `川A${String(n).padStart(6, '0')}`)
}

function stepsOf(ids: readonly string[], value: number): Item[] {
  return ids.map((id) => ({ id, value }))
}

function mapOf(keys: readonly string[], owner?: ReturnType<typeof editToken>): PersistentMap<Item> {
  return keys.reduce((map, id) => put(map, { id, value: id }, owner), emptyMap<Item>())
}

function run(
  map: PersistentMap<Item>,
  steps: readonly Item[],
  owner?: ReturnType<typeof editToken>,
): PersistentMap<Item> {
  return steps.reduce((before, item) => put(before, item, owner), map)
}

function byId(one: Item, two: Item): number {
  return one.id < two.id ? -1 : 1
}

function listed(map: PersistentMap<Item>): Item[] {
  const items: Item[] = []
  forEach(map, (item) => items.push(item))
  return items.sort(byId)
}

function keysOf(map: PersistentMap<Item>): string[] {
  const keys: string[] = []
  forEach(map, ({ id }) => keys.push(id))
  return keys
}

function contents(map: PersistentMap<Item>): string {
  const items: Item[] = []
  forEach(map, (item) => items.push(item))
  return JSON.stringify(items)
}

/** The trie without values and owners. */
function shape(map: PersistentMap<Item> | PersistentMap<string>): string {
  const form = (slot: unknown): unknown => {
    if (Array.isArray(slot)) return [slot[0], ...slot.slice(2).map(form)]
    return typeof slot === 'string' ? slot : (slot as Item).id
  }
  return JSON.stringify(form(map))
}

function nodesOf(map: PersistentMap<Item>): Set<unknown> {
  const nodes = new Set<unknown>()
  const visit = (slot: unknown): void => {
    if (!Array.isArray(slot)) return
    nodes.add(slot)
    slot.slice(2).forEach(visit)
  }
  visit(map)
  return nodes
}

function newNodes(map: PersistentMap<Item>, old: ReadonlySet<unknown>): number {
  const count = (slot: unknown): number =>
    !Array.isArray(slot) || old.has(slot) ? 0 : slot.slice(2).reduce((sum: number, below) => sum + count(below), 1)
  return count(map)
}

/** How many of one set are not in the other. */
function without(one: ReadonlySet<unknown>, two: ReadonlySet<unknown>): number {
  return [...one].filter((each) => !two.has(each)).length
}

/** How many nodes lie on the way that the hashes of the key point, from the root to the key. */
function depthOf(map: PersistentMap<Item>, key: string): number {
  let slot: unknown = map
  let level = 0
  for (; Array.isArray(slot); level++) {
    const way = (hashOf(key, Math.floor(level / LEVELS)) >>> (4 * (level % LEVELS))) & 15
    const ways: number = slot[0]
    const before = Array.from({ length: way }, (_, lower) => (ways >>> lower) & 1).filter(Boolean).length
    slot = slot[2 + before]
  }
  expect(slot).toMatchObject({ id: key })
  return level
}
