/** Values and their parsers: unknown in, value or issues out. */
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BINDING_FACTS,
  COUNT_LIMIT,
  epochMillisecondsOf,
  FEN_LIMIT,
  type Fen,
  HANDLING_FACTS,
  type Instant,
  ISSUE_CODES,
  legalDay,
  type Parsed,
  parseBindingFacts,
  parseDriverId,
  parseFen,
  parseHandlingFacts,
  parseInstant,
  parseLegalDay,
  parseLicenceNumber,
  parseOwnerId,
  parsePlate,
  parseVehicleId,
  parseViolationId,
  yuan,
} from '../../src/index.ts'
import { shorten } from '../../src/input/issue.ts'
import { inYuan } from '../../src/values/fen.ts'
import { written } from '../support/issues.ts'
import { anything, codePoints, factsOf, hugeTexts, inserted, invisible } from '../support/values.ts'
import { workOf } from '../support/work.ts'

type Parser = (input: unknown) => Parsed<unknown>

const IDS: Readonly<Record<string, Parser>> = { parseDriverId, parseOwnerId, parseVehicleId, parseViolationId }
const ROWS: Readonly<Record<string, Parser>> = { parseBindingFacts, parseHandlingFacts }
const PARSERS: Readonly<Record<string, Parser>> = {
  parseInstant,
  parseLegalDay,
  parseFen,
  parseLicenceNumber,
  parsePlate,
  ...IDS,
  ...ROWS,
}

const EARLIEST = Date.UTC(1899, 11, 31, 16)
const LATEST = Date.UTC(2199, 11, 31, 16) - 1
/** What is smaller may be seconds. */
const FIRST_NUMBER = Date.UTC(1979, 11, 31, 16)
const epochs = fc.integer({ min: EARLIEST, max: LATEST })

describe.each(Object.entries(PARSERS))('%s', (_, parse) => {
  test('never throws, and always gives a value or issues of known codes', () => {
    fc.assert(
      fc.property(anything, (make) => {
        const parsed = parse(make())
        expect(Object.isFrozen(parsed)).toBe(true)
        if (parsed.ok) return
        expect(Object.isFrozen(parsed.issues)).toBe(true)
        expect(parsed.issues.length).toBeGreaterThan(0)
        for (const issue of parsed.issues) {
          expect(ISSUE_CODES).toContain(issue.code)
          expect(issue.received.length).toBeLessThan(500)
        }
      }),
    )
  })

  test('never goes over a text of great size more than a few times', () => {
    fc.assert(
      fc.property(hugeTexts, (text) => {
        const work = workOf(() => {
          parse(text)
          parse(temporal('ZonedDateTime', text))
        })
        expect(work).toBeLessThan(10 * text.length)
      }),
      { numRuns: 20 },
    )
  })
})

describe('an issue says what was wanted, shows what came, and lies nowhere but at the top', () => {
  const MILLISECONDS = 'epoch ms (not seconds) of 1980 or later, or text with an offset'
  const INSTANT =
    'instant from 1900-01-01 to 2199-12-31 (RFC 3339 text with an offset, Date, Temporal instant or epoch ms)'
  const DAY = 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31'
  const FEN = `whole number of fen from 0 to ${FEN_LIMIT}`
  const ID = 'id of 1 to 64 ASCII or Chinese characters'
  const LICENCE = '18 characters, digits with a check digit 0 to 9 or X at the end, or 15 digits'
  const PLATE = 'civil plate such as 京A12345, 京AD12345 or 京A1234学'

  test.each<[name: string, input: unknown, code: string, expected: string]>([
    ['parseInstant', null, 'wrong-type', INSTANT],
    ['parseInstant', 'x', 'malformed', INSTANT],
    ['parseInstant', '2018-09-10', 'no-offset', 'time with an offset, in China 2018-09-10T00:00:00+08:00'],
    ['parseInstant', '2018-09-31T15:00:00Z', 'no-such-day', INSTANT],
    ['parseInstant', '2018-09-10T15:00:00+24:00', 'malformed', INSTANT],
    ['parseInstant', 0.5, 'out-of-range', MILLISECONDS],
    ['parseInstant', 1_730_769_000_000.5, 'not-whole', INSTANT],
    ['parseInstant', LATEST + 0.5, 'out-of-range', INSTANT],
    ['parseInstant', Number.POSITIVE_INFINITY, 'out-of-range', INSTANT],
    ['parseInstant', LATEST + 1, 'out-of-range', INSTANT],
    ['parseInstant', 1_730_769_000, 'out-of-range', MILLISECONDS],
    ['parseLegalDay', null, 'wrong-type', DAY],
    ['parseLegalDay', 'x', 'malformed', DAY],
    ['parseLegalDay', '2018-09-31', 'no-such-day', DAY],
    ['parseLegalDay', '1899-12-31', 'out-of-range', DAY],
    ['parseFen', '1', 'wrong-type', FEN],
    ['parseFen', 0.5, 'not-whole', FEN],
    ['parseFen', -1, 'out-of-range', FEN],
    ...Object.keys(IDS).flatMap((name): [string, unknown, string, string][] => [
      [name, null, 'wrong-type', ID],
      [name, '', 'empty', ID],
      [name, 'x'.repeat(65), 'too-long', ID],
      [name, 'd 1', 'forbidden-character', ID],
      [name, 'ｄ１', 'forbidden-character', ID],
    ]),
    ['parseLicenceNumber', null, 'wrong-type', LICENCE],
    ['parseLicenceNumber', '', 'empty', LICENCE],
    ['parseLicenceNumber', '1'.repeat(65), 'too-long', LICENCE],
    ['parseLicenceNumber', '1 1', 'forbidden-character', LICENCE],
    ['parseLicenceNumber', '11', 'malformed', LICENCE],
    [
      'parseLicenceNumber',
      '00010519491231002X',
      'not-listed',
      'number beginning with a province code, 81, 82, 83 or 9',
    ],
    ['parseLicenceNumber', '110105194912310021', 'wrong-check-digit', 'check digit of ISO 7064 MOD 11-2'],
    ['parsePlate', null, 'wrong-type', PLATE],
    ['parsePlate', '', 'empty', PLATE],
    ['parsePlate', ' '.repeat(33), 'too-long', PLATE],
    ['parsePlate', '京А12345', 'forbidden-character', PLATE],
    ['parsePlate', '美A12345', 'not-listed', PLATE],
    ['parsePlate', '京A123456', 'malformed', PLATE],
    ['parsePlate', '京AI2345', 'ambiguous-letter', '京A·12345'],
    ['parsePlate', '使014·578', 'former-writing', '014·578使'],
    ['parsePlate', '"京A12345"', 'forbidden-character', PLATE],
    ['parseLicenceNumber', '“11010519491231002X”', 'forbidden-character', LICENCE],
  ])('%s of %j: %s', (name, input, code, expected) => {
    const answer = PARSERS[name]?.(input)
    if (answer === undefined || answer.ok) throw new Error(`${name} took ${shorten(input)}`)
    expect(written(answer.issues)).toEqual([{ code, path: [], expected, received: shorten(input) }])
  })

  test('a day of birth that does not exist, or of another century, is told with the number', () => {
    const issue = { path: [], wanted: { kind: 'licence-number' }, expected: LICENCE, code: 'no-such-birth-day' }
    expect(parseLicenceNumber('110105194913310021')).toEqual({
      ok: false,
      issues: [{ ...issue, received: '"110105194913310021"' }],
    })
    expect(parseLicenceNumber('110105189912310021')).toEqual({
      ok: false,
      issues: [{ ...issue, received: '"110105189912310021"' }],
    })
  })
})

describe('instants', () => {
  const offsets = fc.integer({ min: -1439, max: 1439 })
  const fractions = fc.stringMatching(/^[0-9]{0,6}$/)

  test('text with any offset is always the moment that Date takes it for', () => {
    fc.assert(
      fc.property(epochs, offsets, fractions, fc.boolean(), (epoch, offset, finer, lower) => {
        const local = new Date(epoch + offset * 60_000).toISOString().slice(0, -1)
        const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0')
        const minutes = String(Math.abs(offset) % 60).padStart(2, '0')
        const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${hours}:${minutes}`
        const text = `${local}${finer}${zone}`
        const value = accepted(parseInstant(lower ? text.toLowerCase() : text))
        expect(epochMillisecondsOf(value)).toBe(epoch)
        expect(Date.parse(value)).toBe(epoch)
      }),
    )
  })

  test('a Date, its milliseconds, a Temporal stand-in and a Date of another realm are always the same moment', () => {
    const OtherDate: typeof Date = runInNewContext('Date')
    fc.assert(
      fc.property(epochs, (epoch) => {
        const value = accepted(parseInstant(new Date(epoch)))
        const utc = new Date(epoch).toISOString()
        const inputs = [
          ...(epoch < FIRST_NUMBER ? [] : [epoch]),
          new OtherDate(epoch),
          utc,
          temporal('Instant', utc),
          temporal('ZonedDateTime', `${value}[Asia/Shanghai][u-ca=iso8601]`),
        ]
        for (const input of inputs) expect(accepted(parseInstant(input))).toBe(value)
      }),
    )
  })

  test('what is accepted is always canonical, and parsed again it is always itself', () => {
    fc.assert(
      fc.property(epochs, (epoch) => {
        const value = accepted(parseInstant(new Date(epoch)))
        expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/)
        expect(accepted(parseInstant(value))).toBe(value)
      }),
    )
  })

  test('text order is always time order', () => {
    fc.assert(
      fc.property(epochs, fc.integer({ min: -5, max: 5 }), epochs, (one, near, far) => {
        for (const other of [Math.min(Math.max(one + near, EARLIEST), LATEST), far]) {
          const [a, b] = [accepted(parseInstant(new Date(one))), accepted(parseInstant(new Date(other)))]
          expect(a < b).toBe(one < other)
          expect(a === b).toBe(one === other)
        }
      }),
    )
  })

  test('a number that may be seconds, a day or nothing is no moment', () => {
    const now = Date.UTC(2026, 0, 1)
    const days = [20_241_105, 202_411_050_910, 45_601, 219_912_312_359]
    for (const number of [
      ...days,
      0,
      -0,
      -1,
      1,
      now / 1000,
      -now / 1000,
      4_102_444_800,
      FIRST_NUMBER - 1,
      EARLIEST,
      -now,
    ]) {
      const parsed = parseInstant(number)
      expect(parsed).toMatchObject({ ok: false, issues: [{ code: 'out-of-range', wanted: { kind: 'milliseconds' } }] })
    }
    expect(accepted(parseInstant(FIRST_NUMBER))).toBe('1980-01-01T00:00:00.000+08:00')
    expect(accepted(parseInstant(now))).toBe('2026-01-01T08:00:00.000+08:00')
  })

  test('the legal day is always the civil day eight hours east of Greenwich', () => {
    fc.assert(
      fc.property(epochs, (epoch) => {
        const instant = accepted(parseInstant(new Date(epoch)))
        const day = new Date(epoch + 8 * 3_600_000).toISOString().slice(0, 10)
        expect(legalDay(instant)).toBe(day)
        expect(accepted(parseLegalDay(day))).toBe(day)
      }),
    )
  })

  test('both ends of the range: one millisecond before, at and after', () => {
    for (const [edge, inside] of [
      [EARLIEST, 1],
      [LATEST, -1],
    ] as const) {
      expect(codesOf(parseInstant(new Date(edge - inside)))).toEqual(['out-of-range'])
      expect(epochMillisecondsOf(accepted(parseInstant(new Date(edge))))).toBe(edge)
      expect(epochMillisecondsOf(accepted(parseInstant(new Date(edge + inside))))).toBe(edge + inside)
    }
    expect(codesOf(parseInstant(LATEST + 1))).toEqual(['out-of-range'])
    expect(epochMillisecondsOf(accepted(parseInstant(LATEST)))).toBe(LATEST)
  })

  test.each([
    ['2018-09-10', 'no-offset'],
    ['2018-09-10T15:00', 'no-offset'],
    ['2018-09-10T15:00:00', 'no-offset'],
    ['2018-09-10 15:00:00.000', 'no-offset'],
    ['2018-09-10 15:00:00+08:00', 'malformed'],
    ['2018-09-10T15:00+08:00', 'malformed'],
    ['2018-09-10T15:00:00+08', 'malformed'],
    ['2018-09-10T15:00:00+24:00', 'malformed'],
    ['2018-09-10T15:00:00+08:60', 'malformed'],
    ['2018-09-10T15:00:00.+08:00', 'malformed'],
    ['2018-09-10T15:00:00,5+08:00', 'malformed'],
    ['2018-9-10T15:00:00+08:00', 'malformed'],
    ['+002018-09-10T15:00:00+08:00', 'malformed'],
    ['2018-09-10T15:00:00+08:00[Asia/Shanghai]', 'malformed'],
    [' 2018-09-10T15:00:00+08:00', 'malformed'],
    ['2018-09-10T15:00:00+08:00\n', 'malformed'],
    // What is canonical begins and ends so.
    ['2018-09-10 2018-09-10T15:00:00.000+08:00', 'malformed'],
    ['2018-09-10T15:00:00.000+08:00 ', 'malformed'],
    [' 2018-09-10', 'malformed'],
    ['2018-09-10 ', 'malformed'],
    ['', 'malformed'],
    ['2018-02-29T15:00:00+08:00', 'no-such-day'],
    ['2018-02-29T15:00:00.000+08:00', 'no-such-day'],
    ['2018-00-10T15:00:00+08:00', 'no-such-day'],
    ['2018-13-10T15:00:00+08:00', 'no-such-day'],
    ['2018-09-00T15:00:00+08:00', 'no-such-day'],
    ['2018-09-31T15:00:00+08:00', 'no-such-day'],
    ['2018-09-10T24:00:00+08:00', 'no-such-day'],
    ['2018-09-10T23:60:00+08:00', 'no-such-day'],
    ['2016-12-31T23:59:60Z', 'no-such-day'],
    ['1899-12-31T23:59:59.999+08:00', 'out-of-range'],
    ['2200-01-01T00:00:00.000+08:00', 'out-of-range'],
    ['0000-01-01T00:00:00.000Z', 'out-of-range'],
  ])('%s is refused: %s', (text, code) => {
    expect(codesOf(parseInstant(text))).toEqual([code])
  })

  test.each<[string, unknown, string]>([
    ['an invalid Date', new Date(Number.NaN), 'out-of-range'],
    ['NaN', Number.NaN, 'out-of-range'],
    ['infinity', Number.POSITIVE_INFINITY, 'out-of-range'],
    ['a very large number', Number.MAX_VALUE, 'out-of-range'],
    ['half a millisecond', 1_730_769_000_000.5, 'not-whole'],
    ['a bigint', 0n, 'wrong-type'],
    ['true', true, 'wrong-type'],
    ['null', null, 'wrong-type'],
    ['undefined', undefined, 'wrong-type'],
    ['a text object', Object('2018-09-10T15:00:00+08:00'), 'wrong-type'],
    ['an object with a text', { toString: () => '2018-09-10T15:00:00+08:00' }, 'wrong-type'],
    ['what only calls itself a Date', { [Symbol.toStringTag]: 'Date', getTime: () => 0 }, 'wrong-type'],
    ['a proxy of a Date', new Proxy(new Date(0), {}), 'wrong-type'],
    ['what inherits from a Date', Object.create(new Date(0)), 'wrong-type'],
    ['a Temporal.PlainDateTime', temporal('PlainDateTime', '2018-09-10T15:00:00+08:00'), 'wrong-type'],
    ['a Temporal.Instant without an offset', temporal('Instant', '2018-09-10T15:00:00'), 'no-offset'],
    ['a Temporal.Instant without a text', temporal('Instant', 0), 'wrong-type'],
    ['a Temporal.Instant with a list for a text', temporal('Instant', ['2018-09-10T15:00:00+08:00']), 'wrong-type'],
    [
      'a function that calls itself a Temporal.Instant',
      Object.assign(() => 0, temporal('Instant', '2018-09-10T15:00:00+08:00')),
      'wrong-type',
    ],
  ])('%s is refused', (_, input, code) => {
    expect(codesOf(parseInstant(input))).toEqual([code])
  })

  test('offsets are less than a day, and their minutes less than an hour', () => {
    expect(accepted(parseInstant('2018-09-10T15:00:00+23:59'))).toBe('2018-09-09T23:01:00.000+08:00')
    expect(accepted(parseInstant('2018-09-10T15:00:00-23:59'))).toBe('2018-09-11T22:59:00.000+08:00')
    expect(accepted(parseInstant('2018-09-10T23:59:59+08:00'))).toBe('2018-09-10T23:59:59.000+08:00')
    expect(accepted(parseInstant('2018-09-10T15:00:00z'))).toBe('2018-09-10T23:00:00.000+08:00')
    for (const offset of ['+24:00', '-24:00', '+08:60', '-08:60', '+99:99']) {
      expect(codesOf(parseInstant(`2018-09-10T15:00:00${offset}`)), offset).toEqual(['malformed'])
    }
  })

  test('only an instant in the canonical writing is asked for its day and its milliseconds', () => {
    const text = '2018-09-10T15:00:00.000+08:00' as Instant
    expect(legalDay(text)).toBe('2018-09-10')
    expect(epochMillisecondsOf(text)).toBe(Date.UTC(2018, 8, 10, 7))
    const wrong = [text.slice(1), `${text} `, '2018-09-10', '', null, 0, Object(text), [...text]]
    for (const value of wrong as never[]) {
      const message = `(instant): ${shorten(value)} is not an instant of parseInstant`
      expect(() => legalDay(value), message).toThrow(new RangeError(`legalDay${message}`))
      expect(() => epochMillisecondsOf(value), message).toThrow(new RangeError(`epochMillisecondsOf${message}`))
    }
    // Of the right length, but no day there is, and not the offset of China.
    for (const other of ['2018-02-29T15:00:00.000+08:00', '2018-09-10T15:00:00.000+09:00'] as never[]) {
      expect(() => epochMillisecondsOf(other)).toThrow(RangeError)
    }
  })

  test('finer digits than milliseconds are dropped, before 1970 too', () => {
    expect(accepted(parseInstant('1969-12-31T23:59:59.999999999Z'))).toBe('1970-01-01T07:59:59.999+08:00')
    expect(accepted(parseInstant('2018-09-10T15:00:00.1+08:00'))).toBe('2018-09-10T15:00:00.100+08:00')
  })

  test('negative zero is the epoch, and an offset of minus nothing is UTC', () => {
    expect(accepted(parseInstant(new Date(-0)))).toBe('1970-01-01T08:00:00.000+08:00')
    expect(accepted(parseInstant('1970-01-01T00:00:00-00:00'))).toBe('1970-01-01T08:00:00.000+08:00')
  })

  test('no code point outside the grammar, put anywhere, is ever accepted', () => {
    const texts = fc.constantFrom('2018-09-10T15:00:00.000+08:00', '2018-09-10T07:00:00Z', '2018-09-10T15:00:00+08:00')
    const foreign = codePoints.filter((character) => !/[0-9TtZz:+.-]/.test(character))
    fc.assert(
      fc.property(inserted(texts, foreign), (text) => {
        expect(parseInstant(text).ok).toBe(false)
      }),
    )
  })
})

describe('legal days', () => {
  test('every day from 1890 to 2210 exists here exactly when it exists in the calendar', () => {
    let days = 0
    for (let year = 1890; year <= 2210; year++) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
          const date = new Date(Date.UTC(year, month - 1, day))
          const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
          const expected = !exists ? 'no-such-day' : year < 1900 || year > 2199 ? 'out-of-range' : text
          const parsed = parseLegalDay(text)
          if ((parsed.ok ? parsed.value : parsed.issues[0]?.code) !== expected) expect.fail(`${text}: not ${expected}`)
          // As an instant, the same day exists or not.
          if (parseInstant(`${text}T12:00:00+08:00`).ok !== parsed.ok) expect.fail(`${text}: as an instant`)
          if (parsed.ok) days++
        }
      }
    }
    expect(days).toBe((Date.UTC(2200, 0, 1) - Date.UTC(1900, 0, 1)) / 86_400_000)
  })

  test.each([
    '2018-9-1',
    '2018/09/10',
    '20180910',
    '2018-09-10 ',
    '2018-09-10T00:00:00Z',
    '２018-09-10',
    '12018-09-10',
  ])('%s is malformed', (text) => expect(codesOf(parseLegalDay(text))).toEqual(['malformed']))

  test('no code point, put anywhere, is ever accepted', () => {
    const text = fc.constant('2018-09-10')
    fc.assert(
      fc.property(inserted(text, codePoints), (longer) => {
        expect(parseLegalDay(longer).ok).toBe(false)
      }),
    )
  })
})

describe('money', () => {
  test('an amount in fen is always accepted exactly when it is a whole number from 0 to the limit', () => {
    const numbers = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.integer({ min: -3, max: 3 }).map((near) => FEN_LIMIT + near),
      fc.integer({ min: -3, max: 3 }).map((near) => near / 2),
    )
    fc.assert(
      fc.property(numbers, (number) => {
        const parsed = parseFen(number)
        expect(parsed.ok).toBe(Number.isInteger(number) && number >= 0 && number <= FEN_LIMIT)
        if (parsed.ok) {
          expect(parsed.value + 0).toBe(number + 0)
          expect(Object.is(parsed.value, -0)).toBe(false)
          expect(parseFen(parsed.value)).toEqual(parsed)
        }
      }),
    )
  })

  test('yuan always gives back the fen of an amount written in hundredths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FEN_LIMIT }), (fen) => {
        expect(yuan(fen / 100)).toBe(fen)
      }),
    )
  })

  test('yuan never gives anything but whole fen of exactly that amount', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.double({ min: 0, max: 1e8 })), (amount) => {
        let fen: Fen | undefined
        try {
          fen = yuan(amount)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
        if (fen !== undefined) {
          expect(parseFen(fen).ok).toBe(true)
          expect(fen / 100).toBe(amount + 0)
        }
      }),
    )
  })

  test('amounts that are not whole fen, or not amounts, throw', () => {
    const wrong = [0.1 + 0.2, 200.005, 1e-3, -0.01, FEN_LIMIT / 100 + 0.01, Number.NaN, Number.POSITIVE_INFINITY]
    for (const amount of wrong) {
      expect(() => yuan(amount), String(amount)).toThrow(
        new RangeError(`yuan(amount): ${amount} is not an amount from 0 to 100000000 yuan in whole fen`),
      )
    }
    expect(yuan(200)).toBe(20_000)
    expect(yuan(0.29)).toBe(29)
    expect(Object.is(yuan(-0), 0)).toBe(true)
    expect(yuan(FEN_LIMIT / 100)).toBe(FEN_LIMIT)
  })

  test('fen are written in yuan, with two digits behind the point where there are any', () => {
    const written = [0, 1, 10, 99, 100, 101, 110, 20_000, 20_001, FEN_LIMIT].map(inYuan)
    expect(written).toEqual(['0', '0.01', '0.10', '0.99', '1', '1.01', '1.10', '200', '200.01', '100000000'])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FEN_LIMIT }), (fen) => {
        expect(yuan(Number(inYuan(fen)))).toBe(fen)
        expect(inYuan(fen)).toMatch(/^\d+(?:\.\d\d)?$/)
      }),
    )
  })
})

describe.each(Object.entries(IDS))('ids: %s', (_, parse) => {
  const visible = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })

  test('an accepted id is never changed, and two accepted ids are never one when letters are folded', () => {
    fc.assert(
      fc.property(visible, visible, (one, other) => {
        for (const text of [one, other]) {
          const parsed = parse(text)
          if (parsed.ok) expect(parsed.value).toBe(text)
        }
        if (!parse(one).ok || !parse(other).ok) return
        expect(one.normalize('NFKC') === other.normalize('NFKC')).toBe(one === other)
      }),
    )
  })

  test('no invisible code point, put anywhere, is ever accepted', () => {
    const texts = fc.constantFrom('d1', '张三', 'a', '__proto__', '京A12345')
    fc.assert(
      fc.property(inserted(texts, invisible), (text) => {
        expect(parse(text).ok).toBe(false)
      }),
    )
  })

  test('any one code unit is accepted exactly when it is ASCII that neither is space nor quotes, or of the two Han blocks', () => {
    for (let code = 0; code < 0x1_0000; code++) {
      const ascii = code > 0x20 && code < 0x7f && !['"', "'", '`', '\\'].includes(String.fromCharCode(code))
      const han = (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0x9fff)
      if (parse(String.fromCharCode(code)).ok !== (ascii || han)) expect.fail(code.toString(16))
    }
  })

  test('no code point beyond the first plane is ever accepted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x1_0000, max: 0x10_ffff }), (code) => {
        expect(codesOf(parse(String.fromCodePoint(code)))).toEqual(['forbidden-character'])
      }),
    )
  })

  test('64 characters are accepted and 65 are not', () => {
    for (const character of ['x', '京', '\u3400', '\u9fff']) {
      expect(parse(character.repeat(63)).ok).toBe(true)
      expect(parse(character.repeat(64)).ok).toBe(true)
      expect(codesOf(parse(character.repeat(65)))).toEqual(['too-long'])
    }
  })

  test.each([
    ['', 'empty'],
    [' d1', 'forbidden-character'],
    ['d1\n', 'forbidden-character'],
    ['\uFEFFd1', 'forbidden-character'],
    ['d\u200B1', 'forbidden-character'],
    ['d\u202E1', 'forbidden-character'],
    ['d\uD800', 'forbidden-character'],
    ['ｄ１', 'forbidden-character'],
    ['e\u0301', 'forbidden-character'],
    ['⿊', 'forbidden-character'],
  ])('%j is refused: %s', (text, code) => {
    expect(codesOf(parse(text))).toEqual([code])
  })
})

describe.each([
  ['parseBindingFacts', parseBindingFacts as Parser, factsOf.bind, BINDING_FACTS],
  ['parseHandlingFacts', parseHandlingFacts as Parser, factsOf.handle, HANDLING_FACTS],
] as const)('facts: %s', (_, parse, rows, readers) => {
  test('well-formed facts are always accepted as they are, and parsed again they are always the same', () => {
    fc.assert(
      fc.property(rows, (facts) => {
        const value = accepted(parse(facts) as Parsed<Record<string, unknown>>)
        expect(value).toEqual(facts)
        expect(Object.isFrozen(value)).toBe(true)
        expect(Object.values(value).every((part) => typeof part !== 'object' || Object.isFrozen(part))).toBe(true)
        expect(parse(value)).toEqual({ ok: true, value })
        expect(parse({ ...value })).toEqual({ ok: true, value })
        expect(parse(JSON.parse(JSON.stringify(value)))).toEqual({ ok: true, value })
        expect(parse(structuredClone(value))).toEqual({ ok: true, value })
      }),
    )
  })

  test('the order of keys never matters', () => {
    fc.assert(
      fc.property(rows, (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).reverse())
        expect(parse(turned)).toEqual(parse(facts))
      }),
    )
  })

  test('a row of nothing is a row, and every fact can be left out', () => {
    expect(parse({})).toEqual({ ok: true, value: {} })
    const absent = Object.fromEntries([...readers].map((fact) => [fact, undefined]))
    expect(parse(absent)).toEqual({ ok: true, value: {} })
  })
})

test('the largest count is accepted, and one more is not', () => {
  expect(parseBindingFacts({ driverBindings: COUNT_LIMIT - 1 }).ok).toBe(true)
  expect(parseBindingFacts({ driverBindings: COUNT_LIMIT }).ok).toBe(true)
  expect(codesOf(parseBindingFacts({ driverBindings: COUNT_LIMIT + 1 }))).toEqual(['out-of-range'])
})

function accepted<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) expect.fail(JSON.stringify(parsed.issues))
  return (parsed as { value: T }).value
}

/** A stand-in for a Temporal value, which Node 20 does not have. */
function temporal(kind: string, text: unknown): object {
  return { [Symbol.toStringTag]: `Temporal.${kind}`, toString: () => text }
}

function codesOf(parsed: Parsed<unknown>): readonly string[] {
  return parsed.ok ? [] : parsed.issues.map((issue) => issue.code)
}
