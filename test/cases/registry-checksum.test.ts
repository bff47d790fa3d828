/** The checksums that a log keeps: a log written by one version of the library is read by all later ones. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksumFrom, takeText, takeValue, takeWord, textOf } from '../../src/values/checksum.ts'

const sumOf = (value: unknown): string => {
  const sum = checksumFrom('')
  takeValue(sum, value)
  return textOf(sum)
}

describe('a checksum', () => {
  test('always is what plain arithmetic on whole numbers gives', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 9 }),
      fc.maxSafeNat(),
      fc.nat(300),
      fc.boolean(),
      fc.constantFrom(0, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
    )
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), fc.dictionary(fc.string(), fc.array(scalar)))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), value, (before, said) => {
        const sum = checksumFrom(before)
        takeValue(sum, said)
        expect(textOf(sum)).toBe(slowly([before.length, ...wordsOf(before), ...wordsIn(said)]))
      }),
    )
  })

  test.each([
    ['', '1f5a0cf05d0fadeb'],
    ['a', 'e0faaf7f6f810994'],
    ['demerit', '7372cc173d6a566f'],
    [[], '1f5a0cf05d0fadeb'],
    [{ kind: 'unit', id: 'u1' }, '6d4b8458449106f9'],
    [2 ** 53 - 1, '197f80620da76c8a'],
    [true, '1e58e793013d2c1a'],
  ] as const)('of %j is for ever the same', (value, expected) => {
    expect(sumOf(value)).toBe(expected)
  })

  test('is sixteen digits, those that stand first in a word first', () => {
    expect(textOf({ one: 0x01234567, two: 0 })).toBe('0123456700000000')
    expect(textOf({ one: 0x89abcdef | 0, two: 0 })).toBe('89abcdef00000000')
    expect(textOf({ one: 0, two: 0x00001abc })).toBe('0000000000001abc')
    expect(textOf({ one: 0, two: 0x76543210 })).toBe(`${(0x76543210 >>> 13).toString(16).padStart(8, '0')}76543210`)
  })

  test('tells rows of texts apart that run together to the same', () => {
    const rows = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['abc\0'], ['\0abc'], []]
    expect(new Set(rows.map(sumOf)).size).toBe(rows.length)
  })

  test('that differs once never meets the other again on equal words', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.array(fc.integer(), { maxLength: 20 }), (word, other, words) => {
        const [one, two] = [checksumFrom(''), checksumFrom('')]
        takeWord(one, word)
        takeWord(two, other)
        for (const each of words) for (const sum of [one, two]) takeWord(sum, each)
        expect(textOf(one) === textOf(two)).toBe(word === other)
      }),
    )
  })

  test('of a text is the length, then two characters a word', () => {
    const [one, two] = [checksumFrom('x'), checksumFrom('x')]
    takeText(one, '川A1')
    for (const word of [3, ...wordsOf('川A1')]) takeWord(two, word)
    expect(one).toEqual(two)
  })
})

/** The words of a text: two code units each, the first in the low half. */
function wordsOf(text: string): number[] {
  const words: number[] = []
  for (let at = 0; at < text.length; at += 2) {
    words.push(text.charCodeAt(at) + 0x10000 * (at + 1 < text.length ? text.charCodeAt(at + 1) : 0))
  }
  return words
}

/** All words of a value. */
function wordsIn(value: unknown): number[] {
  if (typeof value === 'string') return [value.length, ...wordsOf(value)]
  if (typeof value === 'number') return [value % 2 ** 32, Math.floor(value / 2 ** 32)]
  if (typeof value === 'boolean') return [value ? 1 : 0]
  if (Array.isArray(value)) return [value.length, ...value.flatMap(wordsIn)]
  return Object.values(value as object).flatMap(wordsIn)
}

/** The checksum of some words, in arithmetic without bits lost. */
function slowly(words: readonly number[]): string {
  const word = 2n ** 32n
  let [one, two]: [bigint, bigint] = [0x9e3779b9n, 0x85ebca6bn]
  for (const each of words) {
    one = ((one ^ BigInt(each)) * 0x01000193n) % word
    two = ((two ^ BigInt(each)) * 0x5bd1e995n) % word
    one ^= one >> 13n
    two ^= two >> 15n
  }
  return [one ^ (two >> 13n), two].map((each) => each.toString(16).padStart(8, '0')).join('')
}
