/**
 * Reading what others made, piece by piece: what each reader accepts, and for everything else the exact issue. Those who
 * read facts, commands, events and rule sets are put together of these.
 */

import { describe, expect, test } from 'vitest'
import { ISSUE_CODES, type Issue, type Reader, type Wanted } from '../../src/index.ts'
import { canonical } from '../../src/input/canonical.ts'
import { isArray, type Path, report, shorten } from '../../src/input/issue.ts'
import { copyRecord, LONGEST_LIST } from '../../src/input/properties.ts'
import {
  anything,
  list,
  optional,
  passingOver,
  read,
  readBoolean,
  record,
  wholeBy,
  withDefault,
  withoutKey,
} from '../../src/input/read.ts'
import { typesOf } from '../../src/input/types-of.ts'
import { wordsReader } from '../../src/input/words.ts'
import { readInstant } from '../../src/values/instant.ts'
import { expecting, issue, type Written, written } from '../support/issues.ts'
import { revoked } from '../support/values.ts'

/** Keys that a record may have at most, and characters of an unknown one that a path shows. */
const MOST_KEYS = 256
const LONGEST_KEY = 64
/** Characters of a text that are shown. */
const SHOWN = 40
/** Sets of words of one list that are kept, to be given back as one and the same array. */
const MOST_SUBSETS = 1024

/** Where the value under test lies in what was handed in. */
const HERE: Path = ['rows', 3]
const TEXT: Wanted = { kind: 'text', from: 1, to: 9 }
const SHORT = 'text of 1 to 9 visible characters'
const WORDS = ['red', 'green', 'blue'] as const

const flag = optional(readBoolean)
const pair = record(() => ({ first: flag, second: flag, third: flag }))
const wholePair = record(() => ({ first: readBoolean, second: readBoolean, third: readBoolean }))
const nothing = { first: undefined, second: undefined, third: undefined }

const NO_OBJECTS: readonly (readonly [received: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['1', 1],
  ['"x"', 'x'],
  ['true', true],
  ['symbol', Symbol('x')],
  ['array', [true]],
  ['function', Object.assign(() => 0, { first: true })],
]
/** Nothing of it can be read, not even which keys it has. */
const CLOSED: readonly unknown[] = [
  revoked({}),
  new Proxy({}, { ownKeys: throwing }),
  new Proxy([], { ownKeys: throwing, getOwnPropertyDescriptor: throwing, get: throwing }),
]

describe('a record', () => {
  test('is read in whatever order its keys stand, and comes out in its own', () => {
    const [first, second, third] = [true, false, true]
    for (const input of [
      { first, second, third },
      { third, second, first },
      { second, third, first },
      { second, first, third },
    ]) {
      const { value, issues } = tried((found) => read(pair, input, HERE, found))
      expect(Object.entries(value.record)).toEqual(Object.entries({ first, second, third }))
      expect([value.known, issues]).toEqual([0b111, []])
    }
  })

  test.each([
    [0b000, {}],
    [0b001, { first: true }],
    [0b010, { second: true }],
    [0b100, { third: true }],
    [0b101, { third: true, first: true }],
    [0b110, { third: true, first: undefined, second: true }],
  ])('says by bits %s which of its values are known', (bits, input) => {
    const { value, issues } = tried((found) => read(pair, input, HERE, found))
    expect(value).toEqual({ record: { ...nothing, ...input }, known: bits })
    expect(Object.keys(value.record)).toEqual(['first', 'second', 'third'])
    expect(issues).toEqual([])
  })

  test('is an object that is neither a list nor a function', () => {
    for (const [received, value] of NO_OBJECTS) {
      const row = tried((issues) => read(pair, value, HERE, issues))
      expect(row).toEqual({
        value: { record: nothing, known: 0 },
        issues: [{ code: 'wrong-type', path: HERE, expected: 'object', received }],
      })
    }
    for (const closed of CLOSED) {
      const { value, issues } = tried((found) => read(pair, closed, HERE, found))
      expect(value).toEqual({ record: nothing, known: 0 })
      expect(issues.map(({ code, path, expected }) => [code, path, expected])).toEqual([['wrong-type', HERE, 'object']])
    }
  })

  test('has its values read by their readers, whose issues lead from the outside to the place', () => {
    const words: Reader<readonly string[]> = (input, path, issues) => wordsReader(WORDS)(input, path, issues)
    const fields = { whole: optional(pair), list: optional(words) }
    const outer = record(() => ({ whole: fields.whole, list: fields.list }))
    const input = { list: ['red', 'black'], whole: { second: 1, fourth: 2, first: true } }
    const before = issue('empty', ['elsewhere'], TEXT, '')
    const issues: Issue[] = [before]
    expect(read(outer, input, HERE, issues)).toEqual({
      record: { whole: undefined, list: undefined },
      known: 0,
    })
    expect(written(issues)).toEqual([
      { code: 'empty', path: ['elsewhere'], expected: SHORT, received: '""' },
      { code: 'wrong-type', path: [...HERE, 'whole', 'second'], expected: 'true or false', received: '1' },
      { code: 'unknown-key', path: [...HERE, 'whole', 'fourth'], expected: 'no such key', received: '"fourth"' },
      { code: 'not-listed', path: [...HERE, 'list', 1], expected: 'one of red, green, blue', received: '"black"' },
    ])
    expect(issues[0]).toBe(before)
    for (const each of issues) expect([Object.isFrozen(each), Object.isFrozen(each.path)]).toEqual([true, true])
  })

  test('has no value where its reader left an issue, whatever it gave back', () => {
    const both: Reader<string> = (_, path, issues) => {
      report(issues, 'empty', path, expecting(TEXT), '')
      return 'given all the same'
    }
    const { value, issues } = tried((found) =>
      read(
        record(() => ({ a: both, b: anything })),
        { a: 1, b: 2 },
        HERE,
        found,
      ),
    )
    expect(value).toEqual({ record: { a: undefined, b: 2 }, known: 0b10 })
    expect(issues).toEqual([{ code: 'empty', path: [...HERE, 'a'], expected: SHORT, received: '""' }])
  })

  test('has no other keys, but for the one that the caller has read', () => {
    const input = { kind: 'x', first: true, other: undefined, [Symbol('sign')]: 0, [Symbol()]: 0 }
    const unknown = (key: string) => ({
      code: 'unknown-key',
      path: [...HERE, key],
      expected: 'no such key',
      received: `"${key}"`,
    })
    const without = tried((issues) => read(pair, input, HERE, issues).record)
    expect(without.value).toEqual({ ...nothing, first: true })
    expect(without.issues).toEqual(['kind', 'other', 'sign', 'undefined'].map(unknown))
    const already = tried((issues) => read(passingOver(pair, ['kind']), input, HERE, issues))
    expect(already.issues).toEqual(['other', 'sign', 'undefined'].map(unknown))
    expect(
      tried((issues) => read(passingOver(pair, ['kind']), { kind: 'x', first: true }, HERE, issues).record),
    ).toEqual({
      value: { ...nothing, first: true },
      issues: [],
    })
    // A symbol is no name, even where its description is one.
    expect(tried((issues) => read(pair, { [Symbol('first')]: true }, HERE, issues).record).issues).toEqual([
      unknown('first'),
    ])
  })

  test.each([LONGEST_KEY - 1, LONGEST_KEY, LONGEST_KEY + 1])('shows of a name of %s characters', (length) => {
    const name = 'k'.repeat(length)
    const told = [
      {
        code: 'unknown-key',
        path: [...HERE, name.slice(0, LONGEST_KEY)],
        expected: 'no such key',
        received: `"${'k'.repeat(SHOWN)}…"`,
      },
    ]
    for (const key of [name, Symbol(name)]) {
      expect(tried((issues) => read(pair, { [key]: 0 }, HERE, issues).record).issues).toEqual(told)
    }
    expect(tried((issues) => copyRecord({ [Symbol(name)]: 0 }, HERE, issues)).issues).toEqual(told)
  })

  test.each([MOST_KEYS - 1, MOST_KEYS, MOST_KEYS + 1])('may have %s keys, if they are not too many', (count) => {
    const keys = Array.from({ length: count }, (_, index) => `k${index}`)
    const input = Object.fromEntries(keys.map((key) => [key, key]))
    const { issues } = tried((found) => read(pair, input, HERE, found))
    const copied = tried((found) => copyRecord(input, HERE, found))
    if (count <= MOST_KEYS) {
      expect(issues.map(({ code, path }) => [code, path])).toEqual(keys.map((key) => ['unknown-key', [...HERE, key]]))
      expect(copied).toEqual({ value: input, issues: [] })
    } else {
      const told = [{ code: 'too-many', path: HERE, expected: `at most ${MOST_KEYS} keys`, received: String(count) }]
      expect(issues).toEqual(told)
      expect(copied).toEqual({ value: undefined, issues: told })
    }
  })

  test('of a kind has always the same keys in the same order', () => {
    expect(pair.names).toEqual(['first', 'second', 'third'])
    for (const input of [{}, { third: true }, null, { first: 0 }]) {
      expect(Object.keys(read(pair, input, HERE, []).record)).toEqual(pair.names)
    }
  })

  test('has a default where a key is left out, and no default where a value is wrong', () => {
    const table = record(() => ({
      first: readBoolean,
      second: withDefault(readBoolean, false),
      third: optional(readBoolean),
    }))
    const whole = (input: unknown) => tried((issues) => table(input, HERE, issues))
    expect(whole({ first: true })).toEqual({ value: { first: true, second: false, third: undefined }, issues: [] })
    expect(whole({ second: true, first: false, third: true })).toEqual({
      value: { first: false, second: true, third: true },
      issues: [],
    })
    const wrong = whole({ first: true, second: 1 })
    expect([wrong.value, wrong.issues.map(({ path }) => path)]).toEqual([undefined, [[...HERE, 'second']]])
    expect(whole({ second: undefined }).issues.map(({ code, path }) => [code, path])).toEqual([
      ['missing', [...HERE, 'first']],
    ])
    expect(read(table, { first: true }, HERE, []).known).toBe(0b001)
  })

  test('has not the key that it is read without, which is neither missing nor allowed', () => {
    const timeless = withoutKey(wholePair, 'second')
    const given = (input: unknown) => tried((issues) => read(timeless, input, HERE, issues))
    expect(given({ first: true, third: true })).toEqual({
      value: { record: { first: true, second: undefined, third: true }, known: 0b11 },
      issues: [],
    })
    for (const input of [
      { first: true, second: true, third: true },
      { second: true, third: true, first: true },
    ]) {
      expect(given(input).issues.map(({ code, path }) => [code, path])).toEqual([['unknown-key', [...HERE, 'second']]])
    }
  })

  test('is read whole where that is asked for: then a key with a default must be there too', () => {
    const none = withDefault(readBoolean, false)
    const table = record(() => ({ first: readBoolean, second: none }))
    const whole = wholeBy(table, (reader, value, path, issues) => reader(value, path, issues))
    expect(read(whole, { first: true, second: true }, HERE, []).known).toBe(0b11)
    expect(tried((issues) => read(whole, { first: true }, HERE, issues)).issues).toMatchObject([
      { code: 'missing', path: [...HERE, 'second'] },
    ])
  })

  test('passes over the keys that were read, wherever they stand, and over no other', () => {
    const table = passingOver(wholePair, ['kind', 'end'])
    const codes = (input: unknown) =>
      tried((issues) => read(table, input, HERE, issues)).issues.map(({ code, path }) => [code, path.at(-1)])
    const right = { first: true, second: false, third: true }
    expect(codes({ kind: 1, ...right, end: 2 })).toEqual([])
    expect(codes({ first: true, kind: 1, third: true, end: 2, second: false })).toEqual([])
    expect(codes({ kind: 1, ...right, odd: 2 })).toEqual([['unknown-key', 'odd']])
    expect(codes({ third: true, odd: 1, kind: 1, second: true, end: 1, first: true })).toEqual([['unknown-key', 'odd']])
  })

  test('is read in its canonical writing alone, where that is asked for', () => {
    const table = record(() => ({
      at: readInstant,
      words: wordsReader(WORDS),
      inner: record(() => ({ at: readInstant })),
    }))
    const strict = wholeBy(table, canonical)
    const at = '2018-09-10T15:00:00.000+08:00'
    const given = (input: unknown) => tried((issues) => read(strict, input, HERE, issues))
    const right = { at, words: ['red', 'blue'], inner: { at } }
    expect(given(right)).toEqual({ value: { record: right, known: 0b111 }, issues: [] })
    for (const [place, wrong] of [
      ['at', { ...right, at: '2018-09-10T07:00:00Z' }],
      ['words', { ...right, words: ['blue', 'red'] }],
      ['inner', { ...right, inner: { at: Date.parse(at) } }],
    ] as const) {
      expect(given(wrong).issues.map(({ code, path }) => [code, path])).toEqual([['not-reproduced', [...HERE, place]]])
    }
  })
})

describe('a record that is whole', () => {
  const whole = (input: unknown) => tried((issues) => wholePair(input, HERE, issues))
  const missing = (key: string) => ({
    code: 'missing',
    path: [...HERE, key],
    expected: 'present',
    received: 'undefined',
  })

  test('is given back frozen', () => {
    const { value, issues } = whole({ third: true, second: false, first: true })
    expect([value, issues]).toEqual([{ first: true, second: false, third: true }, []])
    expect(Object.isFrozen(value)).toBe(true)
  })

  test('lacks nothing, and an undefined value is nothing', () => {
    expect(whole({})).toEqual({ value: undefined, issues: ['first', 'second', 'third'].map(missing) })
    expect(whole({ first: true, second: undefined, third: true })).toEqual({
      value: undefined,
      issues: [missing('second')],
    })
  })

  test('has one issue for a value that is wrong, and others for those that it lacks', () => {
    expect(whole({ second: 1 })).toEqual({
      value: undefined,
      issues: [
        { code: 'wrong-type', path: [...HERE, 'second'], expected: 'true or false', received: '1' },
        missing('first'),
        missing('third'),
      ],
    })
  })

  test('is an object: nothing is missing from what is not an object', () => {
    for (const [received, value] of NO_OBJECTS) {
      expect(whole(value)).toEqual({
        value: undefined,
        issues: [{ code: 'wrong-type', path: HERE, expected: 'object', received }],
      })
    }
  })

  test('has not too many keys: nothing is missing where none was read', () => {
    const many = Object.fromEntries(Array.from({ length: MOST_KEYS + 1 }, (_, index) => [`k${index}`, 0]))
    expect(whole(many).issues.map(({ code, path }) => [code, path])).toEqual([['too-many', HERE]])
  })

  test('is not taken for another record whose issues stand in the list already', () => {
    for (const code of ['wrong-type', 'missing'] as const) {
      const before = [issue(code, HERE, { kind: 'record' }, 1), issue(code, [...HERE, 'first'], { kind: 'flag' }, 1)]
      const issues = [...before]
      expect(wholePair({ second: true, third: true }, HERE, issues)).toBe(undefined)
      expect(written(issues)).toEqual([...written(before), missing('first')])
      const good = [...before]
      expect(wholePair({ first: true, second: true, third: true }, HERE, good)).toEqual({
        first: true,
        second: true,
        third: true,
      })
      expect(good).toEqual(before)
    }
  })
})

describe('a list of words', () => {
  const list = (input: unknown) => tried((issues) => wordsReader(WORDS)(input, HERE, issues))

  test('is a set: whatever its order, one and the same array', () => {
    const { value, issues } = list(['blue', 'red'])
    expect([value, issues]).toEqual([['red', 'blue'], []])
    expect(Object.isFrozen(value)).toBe(true)
    expect(list(['red', 'blue']).value).toBe(value)
    expect(list([]).value).toEqual([])
    expect(list([]).value).toBe(list([]).value)
    expect(list(['blue', 'green', 'red']).value).toEqual(WORDS)
    // Another list with the same words is another closed list.
    expect(tried((found) => wordsReader(['b', 'a'])(['a'], HERE, found)).value).toEqual(['a'])
    expect(tried((found) => wordsReader(['a', 'b'])(['a'], HERE, found)).value).toEqual(['a'])
  })

  test('has every fault told at its place', () => {
    expect(list(['black', 'red', 1, 'red', undefined, 'blue', 'red'])).toEqual({
      value: undefined,
      issues: [
        { code: 'not-listed', path: [...HERE, 0], expected: 'one of red, green, blue', received: '"black"' },
        { code: 'wrong-type', path: [...HERE, 2], expected: 'one of red, green, blue', received: '1' },
        { code: 'repeated', path: [...HERE, 3], expected: 'each word once', received: '"red"' },
        { code: 'wrong-type', path: [...HERE, 4], expected: 'one of red, green, blue', received: 'undefined' },
        { code: 'repeated', path: [...HERE, 6], expected: 'each word once', received: '"red"' },
      ],
    })
  })

  test('is none where an item cannot be had, but is not to blame for issues before', () => {
    expect(list(new Array(1)).value).toBe(undefined)
    expect(list('red').value).toBe(undefined)
    const issues = [issue('empty', HERE, TEXT, '')]
    expect(wordsReader(WORDS)(['red'], HERE, issues)).toEqual(['red'])
    expect(issues).toHaveLength(1)
  })

  test.each([LONGEST_LIST - 1, LONGEST_LIST, LONGEST_LIST + 1])('has at most the items allowed: %s', (length) => {
    const { value, issues } = list(new Array(length).fill('red'))
    expect(value).toBe(undefined)
    if (length <= LONGEST_LIST) expect(issues.map(({ code }) => code)).toEqual(new Array(length - 1).fill('repeated'))
    else {
      const expected = `at most ${LONGEST_LIST} items`
      expect(issues).toEqual([{ code: 'too-many', path: HERE, expected, received: String(length) }])
    }
  })

  test('is of a closed list of up to 31 words', () => {
    const many = Array.from({ length: 31 }, (_, index) => `w${index}`)
    const all = (words: readonly string[]) => tried((issues) => wordsReader(many)(words, HERE, issues))
    expect(all([...many].reverse())).toEqual({ value: many, issues: [] })
    for (const word of many) expect(all([word])).toEqual({ value: [word], issues: [] })
  })

  test.each([MOST_SUBSETS - 1, MOST_SUBSETS, MOST_SUBSETS + 1])('is kept to be shared, up to the limit: %s', (nth) => {
    const many = Array.from({ length: 11 }, (_, index) => `w${index}`)
    const subset = (bits: number) => many.filter((_, index) => (bits & (1 << index)) !== 0)
    const value = (bits: number) => tried((issues) => wordsReader(many)(subset(bits), HERE, issues)).value
    for (let bits = 0; bits < nth; bits++) expect(value(bits)).toEqual(subset(bits))
    expect(value(0)).toBe(value(0))
    const [once, again] = [value(nth - 1), value(nth - 1)]
    expect(once).toEqual(again)
    expect(once === again).toBe(nth <= MOST_SUBSETS)
  })
})

describe('a list of records', () => {
  const MOST = 3
  const pairs = list(wholePair, MOST, ({ first, second }) => `${first} ${second}`)
  const given = (input: unknown) => tried((issues) => pairs(input, HERE, issues))
  const [one, other] = [
    { first: true, second: true, third: true },
    { first: true, second: false, third: true },
  ]

  test('is given back frozen', () => {
    const { value, issues } = given([one, other])
    expect([value, issues, Object.isFrozen(value)]).toEqual([[one, other], [], true])
  })

  test('has every fault told at its place, and no item twice', () => {
    const { value, issues } = given([one, { first: 1, second: true, third: true }, { ...one, third: false }])
    expect(value).toBe(undefined)
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['wrong-type', [...HERE, 1, 'first']],
      ['repeated', [...HERE, 2]],
    ])
    expect(given([one, one, one, one]).issues.map(({ code, path }) => [code, path])).toEqual([['too-many', HERE]])
    expect(list(wholePair, MOST)([one, one], HERE, [])).toEqual([one, one])
  })

  test('says its types, and so does a record of such lists', () => {
    const table = record(() => ({
      pairs: list(wholePair, MOST),
      flag: withDefault(readBoolean, true),
      any: optional(anything),
    }))
    const flag = { kind: 'flag' }
    const of = { kind: 'record', fields: { first: flag, second: flag, third: flag }, required: wholePair.names }
    const fields = { pairs: { kind: 'list', of, to: MOST, once: false }, flag, any: { kind: 'anything' } }
    expect(typesOf(table)).toEqual({
      input: { kind: 'record', fields, required: ['pairs'] },
      output: { kind: 'record', fields, required: ['pairs', 'flag'] },
    })
  })
})

describe('an issue', () => {
  test('has one of these codes, which callers compare: none is ever renamed', () => {
    expect(ISSUE_CODES).toEqual([
      ...['wrong-type', 'missing', 'unknown-key', 'unreadable', 'hole', 'too-many', 'repeated', 'not-whole'],
      ...['out-of-range', 'not-listed', 'empty', 'too-long', 'too-short', 'forbidden-character', 'malformed'],
      ...['no-offset', 'no-such-day', 'no-such-birth-day', 'time-missing', 'in-future'],
      ...['wrong-check-digit', 'file-number', 'military-plate', 'ambiguous-letter', 'former-writing'],
      ...['contradicted', 'not-of-plate', 'not-in-sequence'],
      ...['not-reproduced', 'overlapping', 'reserved'],
    ])
    expect(Object.isFrozen(ISSUE_CODES)).toBe(true)
  })

  test('is frozen, with a path of its own', () => {
    const path = ['a', 0]
    const made = issue('empty', path, TEXT, '')
    path.push('b')
    expect(made).toEqual({ code: 'empty', path: ['a', 0], wanted: TEXT, expected: SHORT, received: '""' })
    expect([Object.isFrozen(made), Object.isFrozen(made.path), Object.isFrozen(path)]).toEqual([true, true, false])
  })
})

describe('a list', () => {
  test('is told from what is not a list, and from one that is revoked', () => {
    for (const yes of [[], new Array(3), new Proxy([], {}), Object.freeze([])]) expect(isArray(yes)).toBe(true)
    for (const no of [{}, { length: 0 }, 'x', null, undefined, new Uint8Array(1), revoked([])]) {
      expect(isArray(no)).toBe(false)
    }
  })
})

describe('what was received', () => {
  test.each<[string, unknown]>([
    ['""', ''],
    ['"a b"', 'a b'],
    ['0', 0],
    ['-0', -0],
    ['-1.5', -1.5],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['bigint', 12n],
    ['true', true],
    ['false', false],
    ['undefined', undefined],
    ['null', null],
    ['array', ['secret']],
    ['object', { secret: 1 }],
    ['object', Object('text')],
    ['object', revoked([])],
    ['function', () => 0],
    ['symbol', Symbol('secret')],
  ])('is shown as %s', (shown, value) => {
    expect(shorten(value)).toBe(shown)
  })

  test.each([SHOWN - 1, SHOWN, SHOWN + 1])('is a text, which is cut when it is longer than may be: %s', (length) => {
    const text = 'x'.repeat(length)
    expect(shorten(text)).toBe(length <= SHOWN ? `"${text}"` : `"${'x'.repeat(SHOWN)}…"`)
  })

  test.each([
    ['a quotation mark', '"', '22'],
    ['a backslash', '\\', '5c'],
    ['a line end', '\n', 'a'],
    ['nothing', '\0', '0'],
    ['a space that does not break', '\u00a0', 'a0'],
    ['a space of no width', '\u200b', '200b'],
    ['a mark that turns the direction', '\u202e', '202e'],
    ['a filler, which is a letter', '\u3164', '3164'],
    ['a selector, which is a mark', '\ufe0f', 'fe0f'],
    ['a blank of Braille', '\u2800', '2800'],
    ['half a pair', '\ud83d', 'd83d'],
    ['a tag', '\u{e0041}', 'e0041'],
  ])('has %s shown by its number', (_, character, number) => {
    expect(shorten(`a${character}${character}b`)).toBe(`"a\\u{${number}}\\u{${number}}b"`)
  })

  test('has what can be seen shown as it is', () => {
    expect(shorten("京A·12345 d'é😀/(C1)")).toBe('"京A·12345 d\'é😀/(C1)"')
  })
})

/** What a reader gives back, and the issues that it leaves. */
function tried<T>(reader: (issues: Issue[]) => T): { readonly value: T; readonly issues: readonly Written[] } {
  const issues: Issue[] = []
  const value = reader(issues)
  return { value, issues: written(issues) }
}

function throwing(): never {
  throw new Error('trapped')
}
