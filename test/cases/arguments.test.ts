/** What a function does with an argument that is a programmer's mistake, and what it hands out. */
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import {
  hasItself,
  isRecord,
  mistaken,
  mistyped,
  objectArgument,
  recordArgument,
  seedArgument,
  wholeArgument,
  wordArgument,
} from '../../src/input/assert.ts'
import { frozen } from '../../src/input/freeze.ts'
import { shorten } from '../../src/input/issue.ts'
import { err, ok } from '../../src/input/result.ts'
import { dayArgument } from '../../src/values/instant.ts'
import { issue } from '../support/issues.ts'

test('an error names the argument, shows the value and says what was wanted', () => {
  expect(mistaken('f(x)', '\u200b', 'a word')).toEqual(new RangeError('f(x): "\\u{200b}" is not a word'))
  expect(mistaken('f(x)', 1, 'a word')).toBeInstanceOf(RangeError)
  expect(mistyped('f(x)', [], 'a word')).toEqual(new TypeError('f(x): array is not a word'))
  expect(mistyped('f(x)', [], 'a word')).toBeInstanceOf(TypeError)
})

test('a day is a legal day, given back', () => {
  expect(dayArgument('f(day)', '2018-09-10')).toBe('2018-09-10')
  for (const wrong of ['2018-02-29', '1899-12-31', 'x', 0, null, Object('2018-09-10')]) {
    expect(() => dayArgument('f(day)', wrong)).toThrow(
      new RangeError(`f(day): ${shorten(wrong)} is not a day YYYY-MM-DD from 1900-01-01 to 2199-12-31`),
    )
  }
})

test('a whole number is one from the least to the most, given back', () => {
  const [least, most] = [2, 5]
  for (const value of [least, least + 1, most - 1, most]) expect(wholeArgument('f(n)', value, least, most)).toBe(value)
  for (const wrong of [least - 1, most + 1, 2.5, Number.NaN, '3', 3n, null, [3], Object(3), { valueOf: () => 3 }]) {
    expect(() => wholeArgument('f(n)', wrong, least, most)).toThrow(
      new RangeError(`f(n): ${shorten(wrong)} is not a whole number from 2 to 5`),
    )
  }
})

test('a seed is one of fast-check, or not given', () => {
  const [least, most] = [-(2 ** 31), 2 ** 32 - 1]
  for (const value of [undefined, least, least + 1, -1, 0, most - 1, most]) {
    expect(() => seedArgument('f(seed)', value)).not.toThrow()
  }
  for (const wrong of [least - 1, most + 1, 0.5, null, '0']) {
    expect(() => seedArgument('f(seed)', wrong)).toThrow(
      new RangeError(`f(seed): ${shorten(wrong)} is not a whole number from -2147483648 to 4294967295`),
    )
  }
})

test('a word is one of the list, given back', () => {
  const list = ['app', 'web'] as const
  for (const word of list) expect(wordArgument('f(word)', word, list)).toBe(word)
  for (const wrong of ['kiosk', '', 'App', undefined, null, 0, ['app'], Object('app'), 'length']) {
    expect(() => wordArgument('f(word)', wrong, list)).toThrow(
      new RangeError(`f(word): ${shorten(wrong)} is not one of app, web`),
    )
  }
})

describe('an object', () => {
  const none = [undefined, null, 0, 1n, '', 'x', true, Symbol('x')]
  const act = () => 0

  test('is anything that has properties of its own, a function too, but no list', () => {
    for (const value of [{}, new Map(), Object.create(null), act, class {}]) {
      expect(() => objectArgument('f(o)', value, 'options')).not.toThrow()
    }
    for (const wrong of [...none, [], [{}]]) {
      expect(() => objectArgument('f(o)', wrong, 'options')).toThrow(
        new TypeError(`f(o): ${shorten(wrong)} is not options`),
      )
    }
  })

  test('has every method that is wanted', () => {
    const wanted = (value: unknown) => () => objectArgument('f(o)', value, 'a store', ['get', 'put'])
    const refusal = new TypeError('f(o): object is not a store')
    expect(wanted({ get: act, put: act })).not.toThrow()
    expect(wanted(Object.create({ get: act, put: act }))).not.toThrow()
    expect(wanted(Object.assign(() => 0, { get: act, put: act }))).not.toThrow()
    for (const wrong of [{}, { get: act }, { put: act }, { get: act, put: 'put' }, { get: {}, put: act }]) {
      expect(wanted(wrong)).toThrow(refusal)
    }
    for (const wrong of none) expect(wanted(wrong)).toThrow(new TypeError(`f(o): ${shorten(wrong)} is not a store`))
    expect(wanted(act)).toThrow(new TypeError('f(o): function is not a store'))
  })
})

describe('what is handed out', () => {
  test('is a value or a list of issues, frozen', () => {
    const issues = [issue('empty', [], { kind: 'id' }, '')]
    const [yes, no] = [ok({ a: 1 }), err(issues)]
    expect(yes).toEqual({ ok: true, value: { a: 1 } })
    expect(no).toEqual({ ok: false, issues })
    expect([yes, no, issues].every(Object.isFrozen)).toBe(true)
  })

  test('is frozen to its leaves', () => {
    const table = { a: [{ b: 1 }, null, undefined, 'x'], c: { d: { e: [] as unknown[] } }, f: 0 }
    expect(frozen(table)).toBe(table)
    const parts = [table, table.a, table.a[0], table.c, table.c.d, table.c.d.e]
    expect(parts.map(Object.isFrozen)).toEqual(parts.map(() => true))
    for (const leaf of [null, undefined, 0, 'x', true]) expect(frozen(leaf)).toBe(leaf)
    // A function is no data.
    expect(Object.isFrozen(frozen(() => 0))).toBe(false)
  })

  test('may hold itself', () => {
    const table: Record<string, unknown> = {}
    table.self = [table]
    expect(frozen(table)).toBe(table)
    expect(Object.isFrozen(table.self)).toBe(true)
  })
})

describe('a plain record', () => {
  const records = [{}, { a: 1 }, Object.create(null), runInNewContext('({})')]
  const others = [undefined, null, 0, 'x', true, Symbol('x'), 1n, [], () => 0, class {}, new Map(), new Date(), /x/]
  const classes = [new (class {})(), Object.create({}), Object.create({ a: 1 }), Promise.resolve(), Object(1)]

  test('inherits from no other', () => {
    for (const value of records) expect(isRecord(value)).toBe(true)
    for (const value of [...others, ...classes]) expect(isRecord(value), shorten(value)).toBe(false)
  })

  test('is wanted of an argument', () => {
    for (const value of records) expect(() => recordArgument('f(o)', value, 'options')).not.toThrow()
    for (const value of [...others, ...classes]) {
      expect(() => recordArgument('f(o)', value, 'options')).toThrow(
        new TypeError(`f(o): ${shorten(value)} is not options`),
      )
    }
  })
})

describe('what a value has itself', () => {
  test('is its own or of its class', () => {
    class One {
      size() {}
    }
    class Two extends One {}
    const owning = Object.assign(Object.create(null), { size: 7 })
    for (const value of [{ size: undefined }, owning, new One(), new Two(), new Set()]) {
      expect(hasItself(value, 'size')).toBe(true)
    }
    expect(
      hasItself(
        Object.assign(() => 0, { size: 1 }),
        'size',
      ),
    ).toBe(true)
    expect(hasItself('text', 'length')).toBe(true)
    expect(hasItself(Promise.resolve(), 'then')).toBe(true)
    for (const value of [{}, Object.create(null), Two, [], 'x', 7, null, undefined, { other: 1 }]) {
      expect(hasItself(value, 'size'), shorten(value)).toBe(false)
    }
  })

  test('is not what lies on Object.prototype', () => {
    for (const value of [{}, [], () => 0, 7, undefined, Object.create(null)]) {
      expect(hasItself(value, 'toString')).toBe(typeof value === 'function' || Array.isArray(value) || value === 7)
      expect(hasItself(value, 'valueOf')).toBe(value === 7)
      expect(hasItself(value, 'isPrototypeOf')).toBe(false)
    }
  })
})
