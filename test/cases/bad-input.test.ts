/**
 * Bad input to both questions, field by field: what is not of its type is never judged. The answer is `invalid`, with
 * the place and the cause, and nothing is thrown.
 */
import { describe, expect, test } from 'vitest'
import {
  BINDING_FACTS,
  COUNT_LIMIT,
  type Decision,
  decideBinding,
  decideHandling,
  FACTS,
  type FactKind,
  FEN_LIMIT,
  HANDLING_FACTS,
  type Invalid,
  type IssueCode,
  POINTS_LIMIT,
} from '../../src/index.ts'
import { asReported, type Question } from '../../src/law/index.ts'
import { revoked } from '../support/values.ts'

type Row = Record<string, unknown>
type Kind = FactKind | 'instant-or-null' | 'points'
/** What is wrong, the value, the cause, and where inside the field. */
type Fault = readonly [what: string, value: unknown, code: IssueCode, ...inside: number[]]

/** The facts of a question by name, each with its kind. */
const kindsOf = (question: Question): Readonly<Record<string, Kind>> =>
  Object.fromEntries(
    FACTS.filter(({ questions }) => questions.includes(question)).map(({ name, kind, unit, orNull }) => [
      name,
      unit ?? (orNull ? `${kind as 'instant'}-or-null` : kind),
    ]),
  )
const exampleOf = (question: Question): Row =>
  Object.fromEntries(
    FACTS.filter(({ questions }) => questions.includes(question)).map(({ name, example }) => [name, example]),
  )
const ASKED = {
  decideBinding: {
    readers: BINDING_FACTS as readonly string[],
    decide: ((facts) => decideBinding(facts, asReported)) as (facts: Row) => Decision | Invalid,
    kinds: kindsOf('bind'),
    good: exampleOf('bind'),
  },
  decideHandling: {
    readers: HANDLING_FACTS as readonly string[],
    decide: ((facts) => decideHandling(facts, asReported)) as (facts: Row) => Decision | Invalid,
    kinds: kindsOf('handle'),
    good: exampleOf('handle'),
  },
}

/** Of no fact's type. Arrays and `null` are told apart below. */
const NEVER: readonly Fault[] = [
  ['a bigint', 1n, 'wrong-type'],
  ['a symbol', Symbol('fact'), 'wrong-type'],
  ['a function', () => 1, 'wrong-type'],
  ['an object', {}, 'wrong-type'],
  ['an object that turns into 1', { valueOf: () => 1, toString: () => '1' }, 'wrong-type'],
  ['a regular expression', /1/, 'wrong-type'],
  ['a revoked proxy', revoked({}), 'wrong-type'],
  ['a revoked proxy of an array', revoked([]), 'wrong-type'],
]
const NULL: Fault = ['null', null, 'wrong-type']
const ARRAY: Fault = ['a list of it', ['02'], 'wrong-type']
const NO_TEXT: readonly Fault[] = [
  ...NEVER,
  NULL,
  ARRAY,
  ['a number for text', 1, 'wrong-type'],
  ['NaN for text', Number.NaN, 'wrong-type'],
  ['true for text', true, 'wrong-type'],
  ['a text object', Object('02'), 'wrong-type'],
]
const NO_NUMBER: readonly Fault[] = [
  ...NEVER,
  NULL,
  ARRAY,
  ['text for a number', '1', 'wrong-type'],
  ['full-width text for a number', '１', 'wrong-type'],
  ['empty text for a number', '', 'wrong-type'],
  ['true for a number', true, 'wrong-type'],
  ['a number object', Object(1), 'wrong-type'],
  ['a Date for a number', new Date(0), 'wrong-type'],
  ['NaN', Number.NaN, 'out-of-range'],
  ['infinity', Number.POSITIVE_INFINITY, 'out-of-range'],
  ['minus infinity', Number.NEGATIVE_INFINITY, 'out-of-range'],
  ['one less than nothing', -1, 'out-of-range'],
  ['a little less than nothing', -Number.MIN_VALUE, 'out-of-range'],
  ['a fraction', 0.5, 'not-whole'],
  ['the smallest fraction', Number.MIN_VALUE, 'not-whole'],
]
const above = (limit: number): readonly Fault[] => [
  ['one too many', limit + 1, 'out-of-range'],
  ['a fraction too many', limit + 0.5, 'out-of-range'],
  ['a number past all counting', 2 ** 53 + 2, 'out-of-range'],
]
const INSTANTS: readonly Fault[] = [
  ...NEVER,
  ['a list of it', ['2018-09-10T15:00:00+08:00'], 'wrong-type'],
  ['true', true, 'wrong-type'],
  ['a text object', Object('2018-09-10T15:00:00+08:00'), 'wrong-type'],
  ['a proxy of a Date', new Proxy(new Date(0), {}), 'wrong-type'],
  ['empty text', '', 'malformed'],
  ['milliseconds as text', '1536562800000', 'malformed'],
  ['a day alone', '2018-09-10', 'no-offset'],
  ['a time without offset', '2018-09-10T15:00:00', 'no-offset'],
  ['a day that is not, without offset', '2025-02-30 10:00', 'no-offset'],
  ['a day after 2199, without offset', '2300-01-01', 'no-offset'],
  ['a space before', ' 2018-09-10T15:00:00+08:00', 'malformed'],
  ['full-width digits', '２０１８-09-10T15:00:00+08:00', 'malformed'],
  ['a zero-width space', '2018-09-10T15:00:00\u200B+08:00', 'malformed'],
  ['a dash that looks like a hyphen', '2018‐09‐10T15:00:00+08:00', 'malformed'],
  ['a day that no calendar has', '2018-02-29T15:00:00+08:00', 'no-such-day'],
  ['an hour that no day has', '2018-09-10T24:00:00+08:00', 'no-such-day'],
  ['an instant before 1900', '1899-12-31T23:59:59.999+08:00', 'out-of-range'],
  ['an instant after 2199', '2200-01-01T00:00:00.000+08:00', 'out-of-range'],
  ['an invalid Date', new Date(Number.NaN), 'out-of-range'],
  ['NaN', Number.NaN, 'out-of-range'],
  ['infinity', Number.POSITIVE_INFINITY, 'out-of-range'],
  ['minus infinity', Number.NEGATIVE_INFINITY, 'out-of-range'],
  ['part of a millisecond', 1_730_769_000_000.5, 'not-whole'],
  ['part of a millisecond before 1980', 0.5, 'out-of-range'],
]
const LISTS: readonly Fault[] = [
  ...NEVER,
  NULL,
  ['a word for a list', 'revoked', 'wrong-type'],
  ['a number for a list', 1, 'wrong-type'],
  ['what only looks like a list', { length: 0 }, 'wrong-type'],
  ['a set', new Set(['revoked']), 'wrong-type'],
  ['a hole', new Array(1), 'hole', 0],
  ['undefined in it', [undefined], 'wrong-type', 0],
  ['a number in it', [1], 'wrong-type', 0],
  ['a list in it', [['C1']], 'wrong-type', 0],
  ['a word that is not listed', ['gone'], 'not-listed', 0],
  ['a word in capitals too many', ['REVOKED'], 'not-listed', 0],
  ['full-width characters', ['Ｃ１'], 'not-listed', 0],
  ['a zero-width character', ['C1\u200B'], 'not-listed', 0],
  ['an inherited name', ['constructor'], 'not-listed', 0],
  ['an item that throws', Object.defineProperty(['C1'], 0, { get: throwing }), 'unreadable', 0],
  ['more words than there are', new Array(65).fill('C1'), 'too-many'],
  ['a length of four thousand million', new Array(2 ** 32 - 1), 'too-many'],
]

const FAULTS: Readonly<Record<Kind, readonly Fault[]>> = {
  instant: [...INSTANTS, NULL],
  'instant-or-null': INSTANTS,
  word: [
    ...NO_TEXT,
    ['empty text', '', 'not-listed'],
    ['a word that is not listed', 'none of them', 'not-listed'],
    ['an inherited name', 'constructor', 'not-listed'],
    ['a space after', 'app ', 'not-listed'],
    ['capitals', 'APP', 'not-listed'],
    ['a Cyrillic letter', 'аpp', 'not-listed'],
    ['full-width characters', 'ａｐｐ', 'not-listed'],
    ['full-width digits', '０２', 'not-listed'],
    ['a zero-width joiner', 'app\u200D', 'not-listed'],
  ],
  id: [
    ...NO_TEXT,
    ['empty text', '', 'empty'],
    ['a space before', ' d1', 'forbidden-character'],
    ['a line end', 'd1\n', 'forbidden-character'],
    ['a zero-width space', 'd\u200B1', 'forbidden-character'],
    ['text running backwards', '\u202Ed1', 'forbidden-character'],
    ['a tag character', 'd1\u{E0031}', 'forbidden-character'],
    ['a variation selector', 'd1\uFE0F', 'forbidden-character'],
    ['a Hangul filler', 'd\u31641', 'forbidden-character'],
    ['a blank of Braille', 'd\u28001', 'forbidden-character'],
    ['half a surrogate pair', 'd\uD83D', 'forbidden-character'],
    ['full-width characters', 'ｄ１', 'forbidden-character'],
    ['a letter in two code points', 'e\u0301', 'forbidden-character'],
    ['65 characters', 'x'.repeat(65), 'too-long'],
    ['a million characters', 'x'.repeat(1_000_000), 'too-long'],
  ],
  flag: [
    ...NEVER,
    NULL,
    ARRAY,
    ['text for true', 'true', 'wrong-type'],
    ['empty text', '', 'wrong-type'],
    ['one for true', 1, 'wrong-type'],
    ['zero for false', 0, 'wrong-type'],
    ['NaN for false', Number.NaN, 'wrong-type'],
    ['an object of false', Object(false), 'wrong-type'],
  ],
  count: [...NO_NUMBER, ...above(COUNT_LIMIT)],
  points: [...NO_NUMBER, ...above(POINTS_LIMIT)],
  fen: [...NO_NUMBER, ...above(FEN_LIMIT)],
  words: LISTS,
}

describe.each(Object.entries(ASKED))('%s', (_, { readers, decide, kinds, good }) => {
  const fields = Object.entries(kinds)

  test('the table here has every fact of the question, and a row of good ones is judged', () => {
    expect(Object.keys(kinds)).toEqual(readers)
    expect(Object.keys(good).sort()).toEqual([...readers].sort())
    expect(decide(good).verdict).toBe('permitted')
  })

  describe.each(fields)('%s', (field, kind) => {
    test.each(FAULTS[kind])('%s', (_what, value, code, ...inside) => {
      const only = [{ code, path: [field, ...inside] }]
      expect(faultsOf(decide({ ...good, [field]: value }))).toEqual(only)
      // Alone, too: other facts may be unknown, but this one is wrong.
      expect(faultsOf(decide({ [field]: value }))).toEqual(only)
    })

    test('a getter that throws', () => {
      const row = Object.defineProperty({ ...good }, field, { get: throwing, enumerable: true })
      expect(faultsOf(decide(row))).toEqual([{ code: 'unreadable', path: [field] }])
    })

    test('a proxy that throws when it is read', () => {
      const row = new Proxy(good, { get: (target, key) => (key === field ? throwing() : Reflect.get(target, key)) })
      expect(faultsOf(decide(row))).toEqual([{ code: 'unreadable', path: [field] }])
    })

    test('a getter that answers differently each time is asked once', () => {
      let asked = 0
      const row = Object.defineProperty({ ...good }, field, {
        get: () => (asked++ === 0 ? good[field] : Symbol('changed')),
        enumerable: true,
      })
      expect(decide(row)).toEqual(decide(good))
      expect(asked).toBe(1)
    })

    test('names that only look like it are unknown keys', () => {
      const wide = field.replace(/[a-z]/i, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))
      for (const name of [`${field} `, ` ${field}`, field.toUpperCase(), `${field}\u200B`, `${field}\u0000`, wide]) {
        expect(faultsOf(decide({ ...good, [name]: good[field] }))).toEqual([{ code: 'unknown-key', path: [name] }])
      }
      const row = { ...good, [Symbol(field)]: good[field] }
      expect(faultsOf(decide(row))).toEqual([{ code: 'unknown-key', path: [field] }])
    })

    test('inherited, it is not known', () => {
      const { [field]: value, ...others } = good
      expect(decide(Object.assign(Object.create({ [field]: value }), others))).toEqual(decide(others))
      expect(decide(Object.assign(Object.create(null), good))).toEqual(decide(good))
    })

    test('undefined, it is not known; not enumerable, it is read all the same', () => {
      const { [field]: value, ...others } = good
      expect(decide({ ...good, [field]: undefined })).toEqual(decide(others))
      expect(decide(Object.defineProperty({ ...others }, field, { value }))).toEqual(decide(good))
      expect(faultsOf(decide(Object.defineProperty({ ...others }, field, { value: Symbol() })))).toHaveLength(1)
    })
  })

  test('negative zero is zero', () => {
    const numbers = fields.filter(([, kind]) => kind === 'count' || kind === 'points' || kind === 'fen')
    const minus = Object.fromEntries(numbers.map(([field]) => [field, -0]))
    const zero = Object.fromEntries(numbers.map(([field]) => [field, 0]))
    const decision = decide({ ...good, ...minus })
    expect(decision).toEqual(decide({ ...good, ...zero }))
    expect(JSON.stringify(decision)).toBe(JSON.stringify(decide({ ...good, ...zero })))
    if (decision.verdict === 'invalid') expect.fail('negative zero is refused')
    for (const finding of (decision as Decision).findings) {
      if ('supplied' in finding) expect(Object.is(finding.supplied, -0), finding.rule).toBe(false)
    }
  })

  test('every fault is reported, one a field, in the order of the fields', () => {
    const wrong = Object.fromEntries(fields.map(([field]) => [field, Symbol('wrong')]))
    expect(faultsOf(decide({ ...wrong, colour: 'red' }))).toEqual([
      ...fields.map(([field]) => ({ code: 'wrong-type', path: [field] })),
      { code: 'unknown-key', path: ['colour'] },
    ])
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', '{}'],
    ['a number', 1],
    ['NaN', Number.NaN],
    ['true', true],
    ['a bigint', 1n],
    ['a symbol', Symbol('facts')],
    ['a function', Object.assign(() => 1, { at: 0 })],
    ['a list', [{}]],
    ['a proxy of a list', new Proxy([], {})],
    ['a revoked proxy', revoked({})],
    ['a proxy that hides its keys', new Proxy({}, { ownKeys: throwing })],
  ])('%s is no row of facts', (_what, facts) => {
    expect(faultsOf(decide(facts as Row))).toEqual([{ code: 'wrong-type', path: [] }])
  })

  test('names that every object has are unknown keys as own ones', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '0']) {
      const row = Object.defineProperty({ ...good }, name, { value: 1, enumerable: true })
      expect(faultsOf(decide(row))).toEqual([{ code: 'unknown-key', path: [name] }])
    }
    const parsed = JSON.parse(`{"__proto__":${JSON.stringify(good)}}`)
    expect(faultsOf(decide(parsed))).toEqual([{ code: 'unknown-key', path: ['__proto__'] }])
  })

  test('an issue names what was expected and shows what was received, shortened and safe to print', () => {
    const decision = decide({ driver: `${'\u202E'}${'x'.repeat(1_000)}`, at: '\u0000' })
    if (decision.verdict !== 'invalid') expect.fail('accepted')
    for (const issue of (decision as Invalid).issues) {
      expect(issue.expected.length).toBeGreaterThan(5)
      expect(issue.received.length).toBeLessThan(100)
      expect(issue.received).not.toMatch(/[\p{C}\u202E]/u)
      expect(Object.isFrozen(issue) && Object.isFrozen(issue.path)).toBe(true)
    }
  })
})

function throwing(): never {
  throw new Error('trapped')
}

function faultsOf(answer: Decision | Invalid): readonly { code: string; path: readonly (string | number)[] }[] {
  if (answer.verdict !== 'invalid') expect.fail(`not invalid but ${answer.verdict}`)
  return (answer as Invalid).issues.map(({ code, path }) => ({ code, path }))
}
