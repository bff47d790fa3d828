/** Licence numbers and plates: every lawful writing of one gives one id, and nothing that only looks like one does. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DriverId,
  formatPlate,
  type Parsed,
  PLATE_PROVINCES,
  type Plate,
  parseDriverId,
  parseLegalDay,
  parseLicenceNumber,
  parsePlate,
  parseVehicleId,
  type VehicleId,
} from '../../src/index.ts'
import { shorten } from '../../src/input/issue.ts'
import { codePoints, inserted } from '../support/values.ts'

/** Provinces, by the first digits of a citizen's number; and those of residents' permits. */
const CITIZEN_AREAS =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' ')
const RESIDENCE_PERMIT_AREAS = ['81', '82', '83']
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))

describe('licence numbers', () => {
  const days = fc
    .integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2199, 11, 31) })
    .map((time) => new Date(time).toISOString().slice(0, 10))
  const areas = fc.oneof(
    fc.constantFrom(...CITIZEN_AREAS, ...RESIDENCE_PERMIT_AREAS),
    digits(1).map((digit) => `9${digit}`),
  )
  const numbers = fc
    .tuple(areas, digits(4), days, digits(3))
    .map(([area, county, day, serial]) => withCheck(`${area}${county}${day.replaceAll('-', '')}${serial}`))
  const old = fc
    .tuple(fc.constantFrom(...CITIZEN_AREAS), digits(4), days, digits(3))
    .map(([area, county, day, serial]) => `${area}${county}${day.slice(2).replaceAll('-', '')}${serial}`)
    .filter((number) => parseLegalDay(`19${number.slice(6, 8)}-${number.slice(8, 10)}-${number.slice(10, 12)}`).ok)
    // Of those that may be eighteen digits cut short see cases/typed-ids.test.ts; they are refused.
    .filter((number) => !['19', '20'].includes(number.slice(6, 8)))

  test('a number with a listed area, a real birth date and its check digit is always accepted, as it is', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(value(parseLicenceNumber(number))).toBe(number)
      }),
    )
  })

  test('whichever way one number is lawfully written, it is always one id', () => {
    fc.assert(
      fc.property(numbers, old, (number, short) => {
        expect(value(parseLicenceNumber(number.toLowerCase()))).toBe(number)
        const long = withCheck(`${short.slice(0, 6)}19${short.slice(6)}`)
        for (const writing of [short, long, long.toLowerCase()]) {
          expect(value(parseLicenceNumber(writing))).toBe(long)
        }
      }),
    )
  })

  test('what is accepted, parsed again, is always itself, and always a driver id', () => {
    fc.assert(
      fc.property(fc.oneof(numbers, old), (number) => {
        const accepted: DriverId = value(parseLicenceNumber(number))
        expect(value(parseLicenceNumber(accepted))).toBe(accepted)
        expect(value(parseDriverId(accepted))).toBe(accepted)
      }),
    )
  })

  test('one wrong digit, or two neighbours changed round, is never accepted', () => {
    fc.assert(
      fc.property(numbers, fc.nat(17), fc.constantFrom(...'0123456789X'), (number, at, digit) => {
        if (number[at] !== digit) {
          expect(parseLicenceNumber(number.slice(0, at) + digit + number.slice(at + 1)).ok).toBe(false)
        }
        const [one, other] = [number.charAt(at), number.charAt(at + 1)]
        if (other === '' || one === other) return
        expect(parseLicenceNumber(number.slice(0, at) + other + one + number.slice(at + 2)).ok).toBe(false)
      }),
    )
  })

  test('no code point, put anywhere into a number, is ever accepted', () => {
    fc.assert(
      fc.property(inserted(numbers, codePoints), (text) => {
        expect(parseLicenceNumber(text).ok).toBe(false)
      }),
    )
    const foreign = codePoints.filter((character) => !/[0-9]/.test(character))
    fc.assert(
      fc.property(inserted(old, foreign), (text) => {
        expect(parseLicenceNumber(text).ok).toBe(false)
      }),
    )
  })

  test('digits of another script or width are never read as digits', () => {
    const zeros = fc.constantFrom(0xff10, 0x0660, 0x06f0, 0x0966, 0x1d7ce, 0x1d7d8, 0x1d7f6, 0x1fbf0)
    fc.assert(
      fc.property(fc.oneof(numbers, old), zeros, fc.nat(16), (number, zero, place) => {
        const at = place % Math.min(number.length, 17)
        const other = String.fromCodePoint(zero + Number(number[at]))
        expect(codes(parseLicenceNumber(number.slice(0, at) + other + number.slice(at + 1)))).toEqual([
          'forbidden-character',
        ])
      }),
    )
  })

  test('every pair of first digits is accepted exactly when it is listed or begins with 9', () => {
    for (let first = 0; first < 100; first++) {
      const area = String(first).padStart(2, '0')
      const listed = CITIZEN_AREAS.includes(area)
      const permit = RESIDENCE_PERMIT_AREAS.includes(area) || first >= 90
      const long = parseLicenceNumber(withCheck(`${area}010519491231002`))
      const short = parseLicenceNumber(`${area}0105491231002`)
      expect(long.ok ? 'accepted' : long.issues[0]?.code, area).toBe(listed || permit ? 'accepted' : 'not-listed')
      // Old numbers were citizens' only.
      expect(short.ok ? 'accepted' : short.issues[0]?.code, area).toBe(listed ? 'accepted' : 'not-listed')
    }
  })

  test.each([
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['110105491231002', '11010519491231002X'],
    ['34052419800101001X', '34052419800101001X'],
    [withCheck('83000019900228001'), withCheck('83000019900228001')],
    [withCheck('93110519491231002'), withCheck('93110519491231002')],
    [withCheck('11010519000101002'), withCheck('11010519000101002')],
    [withCheck('11010521991231002'), withCheck('11010521991231002')],
    [withCheck('11010520000229002'), withCheck('11010520000229002')],
  ])('%s is %s', (text, number) => {
    expect(value(parseLicenceNumber(text))).toBe(number)
  })

  test.each([
    // A vector of the standard whose holder was born before the days this library knows.
    ['440524188001010014', 'no-such-birth-day'],
    [withCheck('11010518991231002'), 'no-such-birth-day'],
    [withCheck('11010522000101002'), 'no-such-birth-day'],
    [withCheck('11010519000229002'), 'no-such-birth-day'],
    [withCheck('11010519491301002'), 'no-such-birth-day'],
    [withCheck('11010519490631002'), 'no-such-birth-day'],
    ['110105490631002', 'no-such-birth-day'],
    ['340524198001010011', 'wrong-check-digit'],
    ['11010519491231002XX', 'malformed'],
    // A number, and a digit behind it or before it.
    [`${withCheck('11010519491231003')}0`, 'malformed'],
    ['011010519491231002X', 'malformed'],
    ['1101054912310020', 'too-short'],
    ['1101051949123100X2', 'malformed'],
    ['11010549123100X', 'malformed'],
    ['X', 'malformed'],
    ['', 'empty'],
    ['1'.repeat(64), 'malformed'],
    ['1'.repeat(65), 'too-long'],
    [' 11010519491231002X', 'forbidden-character'],
    ['110105 19491231 002X', 'forbidden-character'],
    ['11010519491231002Х', 'forbidden-character'],
    ['USA123456789012', 'forbidden-character'],
  ])('%j is refused: %s', (text, code) => {
    expect(codes(parseLicenceNumber(text))).toEqual([code])
  })

  test('a number as a number is refused: it would lose its last digits', () => {
    expect(codes(parseLicenceNumber(110105491231002))).toEqual(['wrong-type'])
    expect(codes(parseLicenceNumber(110105491231002n))).toEqual(['wrong-type'])
  })
})

describe('plates', () => {
  const province = fc.constantFrom(...PLATE_PROVINCES)
  const authority = fc.constantFrom(...'ABCDEFGHJKLMNOPQRSTUVWXYZ')
  const letter = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ')
  const digit = fc.constantFrom(...'0123456789')
  const sign = fc.oneof(letter, digit)
  const energy = fc.constantFrom(...'DABCEFGHJK')
  const text = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''))
  const marked = (mark: string) => text(province, authority, sign, sign, sign, sign, fc.constant(mark))
  const crossing = (mark: string) => text(fc.constant('粤Z'), sign, sign, sign, sign, fc.constant(mark))
  const ordinary = fc
    .tuple(fc.subarray([0, 1, 2, 3, 4], { maxLength: 2 }), fc.array(letter, { minLength: 5, maxLength: 5 }), digits(5))
    .map(([places, letters, numbers]) => [...numbers].map((n, at) => (places.includes(at) ? letters[at] : n)).join(''))
  const GENERATED: Readonly<Record<string, fc.Arbitrary<string>>> = {
    ordinary: text(province, authority, ordinary),
    'new-energy-small': text(province, authority, energy, sign, digits(4)),
    'new-energy-large': text(province, authority, digits(5), energy),
    coach: marked('学'),
    police: marked('警'),
    trailer: marked('挂'),
    'hong-kong': crossing('港'),
    macao: crossing('澳'),
    embassy: text(digits(6), fc.constant('使')),
    consulate: fc.oneof(
      text(province, digits(5), fc.constant('领')),
      text(province, letter, digits(4), fc.constant('领')),
    ),
    test: marked('试'),
    oversize: marked('超'),
  }
  const plates = fc.oneof(...Object.values(GENERATED).map((each) => each.map((plate) => ({ plate: plate as Plate }))))

  test('a plate of each kind is always accepted as it is', () => {
    fc.assert(
      fc.property(plates, ({ plate }) => {
        const accepted: VehicleId = value(parsePlate(plate))
        expect(accepted).toBe(plate)
        expect(value(parseVehicleId(accepted))).toBe(plate)
      }),
    )
  })

  test('what is printed, parsed again, is always the plate', () => {
    fc.assert(
      fc.property(plates, ({ plate }) => {
        expect(formatPlate(plate)).toContain('·')
        expect(value(parsePlate(formatPlate(plate)))).toBe(plate)
      }),
    )
  })

  test('whichever way one plate is lawfully written, it is always one id', () => {
    const writings = fc.tuple(plates, fc.infiniteStream(fc.constantFrom('', '', '', '·', '・', '•', ' ')), fc.boolean())
    fc.assert(
      fc.property(writings, ([{ plate }, gaps, lower]) => {
        const spread = [...plate].map((character) => character + gaps.next().value).join('')
        expect(value(parsePlate(lower ? spread.toLowerCase() : spread))).toBe(plate)
      }),
    )
  })

  const alphabet = new Set(
    `0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${PLATE_PROVINCES}学警挂港澳使领试超 ·・•`,
  )
  const foreign = codePoints.filter((character) => !alphabet.has(character))

  test('no code point outside the grammar, put anywhere into a plate, is ever accepted', () => {
    const whole = plates.map(({ plate }) => plate as string)
    fc.assert(
      fc.property(inserted(whole, foreign), (typed) => {
        expect(codes(parsePlate(typed))).toHaveLength(1)
      }),
    )
  })

  test('a character that only looks like one of a plate, or is folded to one, is never accepted', () => {
    fc.assert(
      fc.property(plates, foreign, fc.nat(7), ({ plate }, character, place) => {
        const at = place % plate.length
        const parsed = parsePlate(plate.slice(0, at) + character + plate.slice(at + 1))
        expect(parsed.ok ? 'accepted' : parsed.issues[0]?.code).toBe(
          /[\u3400-\u4dbf\u4e00-\u9fff]/.test(character) ? 'not-listed' : 'forbidden-character',
        )
      }),
    )
  })

  test('I and O for a digit of a serial are never accepted, and always answered with the plate that was meant', () => {
    fc.assert(
      fc.property(plates, fc.array(fc.nat(7), { minLength: 1 }), fc.boolean(), ({ plate }, places, lower) => {
        const characters = [...plate]
        for (const place of places) {
          const at = place % characters.length
          if (at > 1 && characters[at] === '1') characters[at] = 'I'
          if (at > 1 && characters[at] === '0') characters[at] = 'O'
        }
        const typed = characters.join('')
        fc.pre(typed !== plate)
        const parsed = parsePlate(lower ? typed.toLowerCase() : typed)
        expect(codes(parsed)).toEqual(['ambiguous-letter'])
        if (!parsed.ok) expect(parsed.issues[0]?.expected).toContain(formatPlate(plate))
      }),
    )
  })

  test.each([
    ['京A12345', 'ordinary', '京A·12345'],
    ['京a·12345', 'ordinary', '京A·12345'],
    ['京 A 1234Z', 'ordinary', '京A·1234Z'],
    ['京O12345', 'ordinary', '京O·12345'],
    ['京AD12345', 'new-energy-small', '京A·D12345'],
    ['粤BDD2345', 'new-energy-small', '粤B·DD2345'],
    ['京A12345D', 'new-energy-large', '京A·12345D'],
    ['京A1234学', 'coach', '京A·1234学'],
    ['川AA001警', 'police', '川A·A001警'],
    ['京A1234挂', 'trailer', '京A·1234挂'],
    ['粤Z·F023港', 'hong-kong', '粤Z·F023港'],
    ['粤ZR057澳', 'macao', '粤Z·R057澳'],
    ['224·578使', 'embassy', '224·578使'],
    ['沪224·78领', 'consulate', '沪224·78领'],
    ['沪924·78领', 'consulate', '沪924·78领'],
    ['沪024·78领', 'consulate', '沪024·78领'],
    ['沪A·0012领', 'consulate', '沪A·0012领'],
    ['京A1234试', 'test', '京A·1234试'],
    ['京A1234超', 'oversize', '京A·1234超'],
  ])('%s is %s, printed %s', (typed, _, printed) => {
    expect(formatPlate(value(parsePlate(typed)))).toBe(printed)
  })

  test.each([
    ['⿊A12345', 'forbidden-character'],
    ['黒A12345', 'not-listed'],
    ['雲A12345', 'not-listed'],
    ['\u{2F8CB}A12345', 'forbidden-character'],
    ['美A12345', 'not-listed'],
    ['京Ａ12345', 'forbidden-character'],
    ['京А12345', 'forbidden-character'],
    ['京A-12345', 'forbidden-character'],
    ['京\uFE00A12345', 'forbidden-character'],
    ['京AABC12', 'malformed'],
    ['京AL12345', 'malformed'],
    ['京A12345L', 'malformed'],
    ['京ADAA345', 'malformed'],
    ['京A1234学学', 'malformed'],
    ['学A12345', 'malformed'],
    ['沪A1234港', 'malformed'],
    ['粤A1234港', 'malformed'],
    ['使 014·578', 'former-writing'],
    ['"京A12345"', 'forbidden-character'],
    ['1224578使', 'malformed'],
    ['京224578使', 'malformed'],
    ['224578使1', 'malformed'],
    ['224578使使', 'malformed'],
    ['·', 'malformed'],
    ['   ', 'malformed'],
    ['', 'empty'],
    ['京Ai2345', 'ambiguous-letter'],
    ['京ADO2345', 'ambiguous-letter'],
    ['224O78使', 'ambiguous-letter'],
    ['O24578使', 'ambiguous-letter'],
    ['沪O2478领', 'ambiguous-letter'],
  ])('%j is refused: %s', (typed, code) => {
    expect(codes(parsePlate(typed))).toEqual([code])
  })

  test('as many characters are read as the longest writing may have, and not one more', () => {
    expect(value(parsePlate('京A12345'.padEnd(31)))).toBe('京A12345')
    expect(value(parsePlate('京A12345'.padEnd(32)))).toBe('京A12345')
    expect(codes(parsePlate('京A12345'.padEnd(33)))).toEqual(['too-long'])
  })

  test('only a plate as it was accepted is printed', () => {
    for (const wrong of ['京A·12345', '京a12345', '', undefined, Object('京A12345'), ['京A12345']]) {
      expect(() => formatPlate(wrong as Plate)).toThrow(
        new RangeError(`formatPlate(plate): ${shorten(wrong)} is not a plate of parsePlate`),
      )
    }
  })

  test('the letters of new energy are D, F and those beside them, small and large', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    expect(letters.filter((mark) => parsePlate(`京A${mark}12345`).ok).join('')).toBe('ABCDEFGHJK')
    expect(letters.filter((mark) => parsePlate(`京A12345${mark}`).ok).join('')).toBe('ABCDEFGHJK')
  })

  test('there are 31 provinces, each one character of the basic plane', () => {
    expect(new Set(PLATE_PROVINCES).size).toBe(31)
    expect(PLATE_PROVINCES).toHaveLength(31)
    expect(PLATE_PROVINCES.normalize('NFKC')).toBe(PLATE_PROVINCES)
  })
})

/** ISO 7064 MOD 11-2 by doubling, not by the table of weights that the library has. */
function withCheck(body: string): string {
  let rest = 0
  for (const digit of body) rest = ((rest + Number(digit)) * 2) % 11
  const check = (12 - rest) % 11
  return body + (check === 10 ? 'X' : String(check))
}

function value<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) expect.fail(JSON.stringify(parsed.issues))
  return (parsed as { value: T }).value
}

function codes(parsed: Parsed<unknown>): readonly string[] {
  return parsed.ok ? [] : parsed.issues.map((issue) => issue.code)
}
