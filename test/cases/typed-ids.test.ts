/** What people type and paste into the fields of a plate and of a licence number, and what must become of each. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Parsed, parseLicenceNumber, parsePlate, tidyLicenceNumber, tidyPlate } from '../../src/index.ts'
import { codePoints, inserted } from '../support/values.ts'

/** What was typed, and the id it becomes. */
type Accepted = readonly [typed: string, id: string]
/** What was typed, why it is refused after tidying, and what was wanted where that is worth saying. */
type Refused = readonly [typed: string, code: string, wanted?: string]

const PLATES: readonly Accepted[] = [
  ['京A12345', '京A12345'],
  ['京a12345', '京A12345'],
  ['京A 12345', '京A12345'],
  [' 京A12345', '京A12345'],
  ['京 A 1 2 3 4 5', '京A12345'],
  ['京A\t12345', '京A12345'],
  ['京A\u00a012345', '京A12345'],
  ['京A　12345', '京A12345'],
  ['京A·12345', '京A12345'],
  ['京A.12345', '京A12345'],
  ['京A．12345', '京A12345'],
  ['京A。12345', '京A12345'],
  ['京A｡12345', '京A12345'],
  ['京A•12345', '京A12345'],
  ['京A・12345', '京A12345'],
  ['京A･12345', '京A12345'],
  ['京A‧12345', '京A12345'],
  ['京A∙12345', '京A12345'],
  ['京A⋅12345', '京A12345'],
  ['京A․12345', '京A12345'],
  ['京A·12345', '京A12345'],
  ['京A-12345', '京A12345'],
  ['京-A-12345', '京A12345'],
  ['京A－12345', '京A12345'],
  ['京A—12345', '京A12345'],
  ['京A–12345', '京A12345'],
  ['京A‑12345', '京A12345'],
  ['京A−12345', '京A12345'],
  ['京A12345\n', '京A12345'],
  ['京A12345\r\n', '京A12345'],
  ['京Ａ１２３４５', '京A12345'],
  ['京ａ１２３４５', '京A12345'],
  ['京Ａ·１２３４５', '京A12345'],
  ['京Ａ－１２３４５ ', '京A12345'],
  ['\ufeff京A12345', '京A12345'],
  ['京A\u200b12345', '京A12345'],
  ['\u202a京A12345\u202c', '京A12345'],
  ['京A12345\u200e', '京A12345'],
  ['京A\u00ad12345', '京A12345'],
  ['京ad12345', '京AD12345'],
  // A 1 may be meant.
  ['京A1234l', '京A1234L'],
  ['京al2345', '京AL2345'],
  ['京A·D12345', '京AD12345'],
  ['京AF·12345', '京AF12345'],
  ['沪a 12345d', '沪A12345D'],
  ['京A1234学', '京A1234学'],
  ['京a·1234学', '京A1234学'],
  ['京A 1234 挂', '京A1234挂'],
  ['京A-1234-警', '京A1234警'],
  ['粤z·f023港', '粤ZF023港'],
  ['粤Z F023 澳', '粤ZF023澳'],
  ['014·578使', '014578使'],
  ['014-578 使', '014578使'],
  ['０１４５７８使', '014578使'],
  ['沪224·78领', '沪22478领'],
  ['沪A·0023领', '沪A0023领'],
  ['京o12345', '京O12345'],
  ['京A12345,', '京A12345'],
  ['京A12345，', '京A12345'],
  ['京A12345、 ', '京A12345'],
  ['京A12345；\n', '京A12345'],
  ['滬a12345', '沪A12345'],
  ['粵Z1234港', '粤Z1234港'],
  ['魯B·12345', '鲁B12345'],
  ['貴A12345', '贵A12345'],
  ['贛A12345', '赣A12345'],
  ['瓊A12345', '琼A12345'],
  ['陝A12345', '陕A12345'],
  ['寧A12345', '宁A12345'],
  ['遼A12345', '辽A12345'],
  ['雲A12345', '云A12345'],
  ['蘇A12345', '苏A12345'],
  ['晉A12345', '晋A12345'],
  ['閩A1234學', '闽A1234学'],
  ['川A1234掛', '川A1234挂'],
  ['沪A1234領', '沪A1234领'],
  ['京A1234試', '京A1234试'],
]

const NO_PLATES: readonly Refused[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['　\n', 'empty'],
  ['·', 'empty'],
  ['"京A12345"', 'forbidden-character'],
  ['`京A12345`', 'forbidden-character'],
  ['京A1234"', 'forbidden-character'],
  ['使014·578', 'former-writing', '014·578使'],
  ['使014578', 'former-writing', '014·578使'],
  ['使 014－578\n', 'former-writing', '014·578使'],
  ['使０１４５７８', 'former-writing', '014·578使'],
  ['使01457', 'former-writing'],
  ['使O14578', 'ambiguous-letter', '014·578使'],
  ['使O1457B', 'former-writing'],
  ['领224578', 'former-writing'],
  ['沪领0023', 'former-writing'],
  ['领沪A0023', 'former-writing'],
  ['沪领A00I3', 'ambiguous-letter', '沪A·0013领'],
  ['014·578领', 'malformed'],
  ['领22478沪', 'former-writing'],
  ['沪领224·78', 'former-writing', '沪224·78领'],
  ['沪領A0023', 'former-writing', '沪A·0023领'],
  ['京I12345', 'malformed'],
  ['京i·1234学', 'malformed'],
  ['京I1234', 'malformed'],
  ['WJ京12345', 'military-plate'],
  ['wj01-12345', 'military-plate'],
  ['武警12345', 'military-plate'],
  ['军A12345', 'military-plate'],
  ['京A12345临', 'not-listed'],
  ['临京A12345', 'not-listed'],
  ['川X1234应急', 'military-plate'],
  ['民航A0001', 'not-listed'],
  ['京AI2345', 'ambiguous-letter', '京A·12345'],
  ['京a.i2345', 'ambiguous-letter', '京A·12345'],
  ['京A1O345', 'ambiguous-letter', '京A·10345'],
  ['京Ａ１Ｏ３４５', 'ambiguous-letter', '京A·10345'],
  ['A12345', 'malformed'],
  ['AD12345', 'malformed'],
  ['12345', 'malformed'],
  ['京A1234', 'too-short', '1 more'],
  ['VA12345', 'malformed'],
  ['空A12345', 'military-plate'],
  ['海A 12345', 'military-plate'],
  ['京A123456', 'malformed'],
  ['京A12345京A12345', 'malformed'],
  ['京A12345京A54321', 'malformed'],
  ['京', 'too-short', '6 more'],
  ['京A12345,京A54321', 'forbidden-character'],
  ['京A12345/京A54321', 'forbidden-character'],
  ['京A１２３４⑤', 'forbidden-character'],
  ['京A_12345', 'forbidden-character'],
  ['京А12345', 'forbidden-character'],
  ['Beijing A12345', 'malformed'],
  ['jingA12345', 'malformed'],
  ['（京A12345）', 'forbidden-character'],
  ['车牌京A12345', 'not-listed'],
  ['号牌：京A12345', 'not-listed'],
  ['北京A12345', 'not-listed'],
  ['无牌', 'not-listed'],
  ['京A12345'.repeat(5), 'too-long'],
]

const NUMBERS: readonly Accepted[] = [
  ['11010519491231002X', '11010519491231002X'],
  ['11010519491231002x', '11010519491231002X'],
  ['110105 19491231 002X', '11010519491231002X'],
  ['110105-19491231-002X', '11010519491231002X'],
  ['110105－19491231－002X', '11010519491231002X'],
  ['110105.19491231.002X', '11010519491231002X'],
  ['110105·19491231·002X', '11010519491231002X'],
  ['\t11010519491231002X\t', '11010519491231002X'],
  ['11010519491231\r\n002X', '11010519491231002X'],
  ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
  ['１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
  ['\u202a11010519491231002X', '11010519491231002X'],
  ['11010519491231002X\u200b', '11010519491231002X'],
  ['\ufeff110105 19491231 002x\n', '11010519491231002X'],
  ['110105491231002', '11010519491231002X'],
  // Born in March 1920, on the 31st: no thirty-first month.
  ['310101200331071', '310101192003310711'],
  ['110105 491231 002', '11010519491231002X'],
  ['１１０１０５４９１２３１００２', '11010519491231002X'],
  ['310101199003071097', '310101199003071097'],
  ['810000 19900101 1230', '810000199001011230'],
  ['930152-19880101-0011', '930152198801010011'],
  ['11010519491231002X，', '11010519491231002X'],
]

const WHOLE = 'whole number of 18 characters, neither cut off nor masked'
const NUMBER = '18 characters, digits with a check digit 0 to 9 or X at the end, or 15 digits'
const LATIN = 'number with the letter X at the end'
const NO_NUMBERS: readonly Refused[] = [
  ['', 'empty'],
  [' ', 'empty'],
  ['　', 'empty'],
  ['--', 'empty'],
  ['"11010519491231002X"', 'forbidden-character'],
  ['`11010519491231002X`', 'forbidden-character'],
  ['11010519491231002', 'too-short', '1 more'],
  ['1101051949123100', 'too-short', '2 more'],
  ['11010519491231002XX', 'malformed', NUMBER],
  ['11010519491231002X*', 'forbidden-character', NUMBER],
  ['11010519491231002**', 'forbidden-character', NUMBER],
  ['1101051949123100XX', 'malformed', WHOLE],
  ['X1010519491231002X', 'malformed'],
  ['110105194912310021', 'wrong-check-digit'],
  ['110105194912310020', 'wrong-check-digit'],
  ['11010519491231020X', 'wrong-check-digit'],
  ['110105194913310021', 'no-such-birth-day'],
  ['110105194902300021', 'no-such-birth-day'],
  ['110105189912310021', 'no-such-birth-day'],
  ['00010519491231002X', 'not-listed'],
  ['99', 'malformed'],
  // The first fifteen of 310101200503071099, of 110105201212310015 and of one of 1905.
  ['310101200503071', 'too-short', '3 more'],
  ['110105201212310', 'too-short', '3 more'],
  ['110105190512310', 'too-short', '3 more'],
  ['310101 20050307 1', 'too-short', '3 more'],
  ['1101**********002X', 'malformed', WHOLE],
  ['E12345678', 'forbidden-character'],
  ['G12345678', 'forbidden-character'],
  ['11010519491231002×', 'forbidden-character', LATIN],
  ['11010519491231002Χ', 'forbidden-character', LATIN],
  ['11010519491231002х', 'forbidden-character', LATIN],
  ['11010519491231002Ⅹ', 'forbidden-character', LATIN],
  ['11010519491231002＊', 'forbidden-character', LATIN],
  ['1101051949123100×X', 'forbidden-character'],
  ['110100123456', 'file-number', NUMBER],
  ['1101-0012 3456', 'file-number', NUMBER],
  ['一一〇一〇五', 'forbidden-character'],
  ['身份证11010519491231002X', 'forbidden-character'],
  ['京A12345', 'forbidden-character'],
  ['ABC', 'forbidden-character'],
  ['1101051949123100２？', 'forbidden-character'],
  ['13800138000', 'malformed'],
  ['110105194912310O2X', 'forbidden-character'],
  ['1'.repeat(65), 'too-long'],
]

const FIELDS = [
  { of: 'a plate', tidy: tidyPlate, parse: parsePlate, accepted: PLATES, refused: NO_PLATES },
  {
    of: 'a licence number',
    tidy: tidyLicenceNumber,
    parse: parseLicenceNumber,
    accepted: NUMBERS,
    refused: NO_NUMBERS,
  },
] as const

describe.each(FIELDS)('what is typed as $of', ({ tidy, parse, accepted, refused }) => {
  const read = parse as (input: unknown) => Parsed<string>

  test.each(accepted as readonly Accepted[])('%j becomes %s', (typed, id) => {
    expect(read(tidy(typed))).toEqual({ ok: true, value: id })
  })

  test.each((refused as readonly Refused[]).map((each) => [...each, ''] as const))('%j is refused: %s', (...row) => {
    const [typed, code, wanted] = row
    const parsed = read(tidy(typed))
    expect(parsed).toMatchObject({ ok: false, issues: [{ code, ...(wanted !== '' && { expected: wanted }) }] })
  })

  const texts = fc.oneof(
    fc.constantFrom(...[...accepted, ...refused].map(([typed]) => typed)),
    fc.string({ unit: 'binary', maxLength: 40 }),
    inserted(fc.constantFrom(...[...accepted, ...refused].map(([typed]) => typed)), codePoints),
  )

  test('tidying is always idempotent', () => {
    fc.assert(
      fc.property(texts, (typed) => {
        const once = tidy(typed)
        expect(tidy(once)).toBe(once)
      }),
    )
  })

  test('tidying never changes an id that was accepted as typed', () => {
    fc.assert(
      fc.property(texts, (typed) => {
        const asTyped = read(typed)
        if (asTyped.ok) expect(read(tidy(typed))).toEqual(asTyped)
      }),
    )
  })

  test('what is no text is a mistake of the program', () => {
    expect(() => tidy(12345 as never)).toThrow(new TypeError(`${tidy.name}(text): 12345 is not text`))
  })
})
