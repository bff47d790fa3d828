/** What test files of values share: hostile inputs, odd characters, and well-formed rows of facts. */
import fc from 'fast-check'
import { type BindingFacts, COUNT_LIMIT, FACTS, type Fact, FEN_LIMIT, type HandlingFacts } from '../../src/index.ts'
import type { Question } from '../../src/law/index.ts'

const thrower = () => {
  throw new Error('trapped')
}

/** What makes a value: traps would catch fast-check, so they are laid only inside the test. */
type Make = () => unknown

/** Values made to trap any code that touches them. */
const TRAPS: readonly Make[] = [
  () => revoked({}),
  () => revoked([]),
  () => new Proxy({}, { ownKeys: thrower }),
  () => new Proxy({}, { ownKeys: () => ['at'], getOwnPropertyDescriptor: thrower, get: thrower, has: thrower }),
  () => new Proxy({ at: 0 }, { get: thrower, getPrototypeOf: thrower }),
  () => new Proxy([1, 2], { get: thrower }),
  () => new Proxy(() => 0, { apply: thrower, get: thrower }),
  () => new Proxy(new Date(0), {}),
  () => Object.defineProperty({}, 'at', { get: thrower, enumerable: true }),
  () => Object.defineProperty({}, Symbol.toStringTag, { get: thrower }),
  () => Object.defineProperty([1], '0', { get: thrower }),
  () => ({ [Symbol.toPrimitive]: thrower, toString: thrower, valueOf: thrower, toJSON: thrower }),
  () => ({ [Symbol.toStringTag]: 'Temporal.Instant', toString: thrower }),
  () => ({ [Symbol.toStringTag]: 'Temporal.ZonedDateTime', toString: () => Symbol('text') }),
  () => Object.assign(Object.create(null), { at: Object.create(null) }),
  () => new Date(Number.NaN),
  () => new Date(8.64e15),
  () => Symbol('at'),
  () => thrower,
  () => ({ licenceStates: new Array(4_000_000_000) }),
  () => ({ ['x'.repeat(100_000)]: 1, '\u202E': 1, [Symbol()]: 1 }),
]

const made = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Make> => arbitrary.map((value) => () => value)
const plain = {
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
} as const
const traps: fc.Arbitrary<Make> = fc.constantFrom(...TRAPS)
const keys = fc.constantFrom('at', 'driver', 'fine', 'points', 'licenceStates', 'boundSince', 'channel', '__proto__')

/** Anything at all, and anything where a fact or an item of a list is expected. */
export const anything: fc.Arbitrary<Make> = fc.oneof(
  made(fc.anything(plain)),
  traps,
  made(fc.string({ unit: 'binary' })),
  made(fc.double()),
  fc.array(fc.tuple(keys, fc.oneof(made(fc.anything(plain)), traps))).map((pairs) => () => {
    const row = {}
    for (const [key, make] of pairs) {
      Object.defineProperty(row, key, { value: make(), enumerable: true, configurable: true })
    }
    return row
  }),
  fc.array(fc.oneof(made(fc.constantFrom('revoked', 'C1')), traps)).map((makes) => () => ({
    licenceStates: makes.map((make) => make()),
  })),
)

/** Long texts on which careless patterns take forever. */
export const hugeTexts: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '2018-09-10T15:00:00', '2018-09-10T15:00:00.', '京A12345', '11010519491231002', 'd'),
    fc.constantFrom('0', '[', '[]', ']', '·', ' ', 'A', '京', '\u0301', '\uD800', '.0', 'ﷺ', '1X'),
    fc.constantFrom('', 'Z', '+08:00', ']', 'X', '!'),
  )
  .map(([head, middle, tail]) => head + middle.repeat(1_000_000 / middle.length) + tail)

/** Code points that show nothing: bidi, zero width, fillers, selectors, tags, separators, controls, lone surrogates. */
export const invisible: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(
      ...[
        0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
      ],
      ...[
        0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2028, 0x2029, 0x2060, 0x2064, 0x2066, 0x2069, 0x206f, 0x2800, 0x3164,
      ],
      ...[0xfe00, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0x16fe4, 0x1d159, 0x1d173, 0xe0001, 0xe0020, 0xe007f],
      ...[
        0xe0100, 0xe01ef, 0x00a0, 0x1680, 0x2000, 0x2003, 0x202f, 0x205f, 0x3000, 0x0009, 0x000a, 0x000d, 0x0000,
        0x007f,
      ],
      ...[0x0085, 0xe000, 0xfdd0, 0xffff, 0x10ffff, 0xd800, 0xdfff],
    ),
    fc.integer({ min: 0xe0000, max: 0xe0fff }),
    fc.integer({ min: 0x2000, max: 0x200f }),
    fc.integer({ min: 0xd800, max: 0xdfff }),
    fc.integer({ min: 0xf0000, max: 0x10ffff }),
  )
  .map((point) => String.fromCodePoint(point))

/** Code points of all kinds, odd ones often. Surrogates are among them, alone. */
export const codePoints: fc.Arbitrary<string> = fc.oneof(
  invisible,
  fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
  fc.integer({ min: 0, max: 0xffff }).map((point) => String.fromCodePoint(point)),
  fc.integer({ min: 0x20, max: 0x7e }).map((point) => String.fromCodePoint(point)),
  fc.constantFrom(...'ıſKİ０１９ＡａＸｘ٠۱०𝟎𝟏①ⅠⅩΑАΟОⅹ⿊⾭黒云雲京京挂・•∙⋅․‧･'),
)

/** A text with one more character somewhere. */
export function inserted(texts: fc.Arbitrary<string>, characters: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, characters, fc.nat()).map(([text, character, at]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + character + text.slice(place)
  })
}

const id = fc.constantFrom('d1', 'd2', '11010519491231002X', '张三', '京A12345', '__proto__', 'constructor', '10', '2')
const count = fc.oneof(fc.nat(6), fc.nat(COUNT_LIMIT), fc.constant(COUNT_LIMIT))
const instant = fc
  .integer({ min: Date.UTC(1899, 11, 31, 16), max: Date.UTC(2199, 11, 31, 16) - 1 })
  .map((epoch) => `${new Date(epoch + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`)
const bit = fc.boolean()

const OF_KIND: { readonly [K in Fact['kind']]: (fact: Fact) => fc.Arbitrary<unknown> } = {
  id: () => id,
  instant: () => instant,
  flag: () => bit,
  count: ({ most }) => (most === undefined ? count : fc.nat(most)),
  fen: () => fc.nat(FEN_LIMIT),
  word: ({ words = [] }) => fc.constantFrom(...words),
  words: ({ words = [] }) => fc.subarray([...words]),
}
function factsFor(question: Question): fc.Arbitrary<object> {
  const asked = FACTS.filter(({ questions }) => questions.includes(question))
  const values = asked.map((fact) => [
    fact.name,
    fact.orNull ? fc.option(OF_KIND[fact.kind](fact)) : OF_KIND[fact.kind](fact),
  ])
  return fc.record(Object.fromEntries(values), { requiredKeys: [] })
}

/** Well-formed, canonical rows of facts, with any of them left out. */
export const factsOf = {
  bind: factsFor('bind') as fc.Arbitrary<Partial<BindingFacts>>,
  handle: factsFor('handle') as fc.Arbitrary<Partial<HandlingFacts>>,
} as const

export function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}
