import { type Issue, type Path, report } from '../input/issue.ts'
import { eitherType, jsonTypes, textType } from '../input/json-schema.ts'
import { type TypedReader, typedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import * as wanted from '../input/wanted.ts'
import type { DriverId } from '../values/ids.ts'
import { type LegalDay, readLegalDay } from '../values/instant.ts'
import { textArgument, tidyText } from './tidy.ts'

declare const licenceNumberBrand: unique symbol

/**
 * The number of a driving licence 驾驶证号, which is its holder's identity number (F4.1): 18 characters, the last a check
 * digit 0 to 9 or X. A driver's id like any other. Passports, military and diplomatic documents have other forms (F4.6)
 * and go through {@link parseDriverId}.
 */
export type LicenceNumber = DriverId & { readonly [licenceNumberBrand]: true }

/**
 * Two digits that begin a citizen's number 公民身份号码: the province-level area of the first registration (GB/T 2260,
 * grade S2). The areas below are not checked: they change every year, and existing numbers stay as they are.
 */
export const CITIZEN_AREAS: readonly string[] =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' ')

/** Two digits that begin a residence permit 居住证 of Hong Kong 81, Macao 82 and Taiwan 83 residents (F4.7). */
export const RESIDENCE_PERMIT_AREAS: readonly string[] = ['81', '82', '83']

/**
 * What begins a foreign permanent resident's number 外国人永久居留身份证, as issued from 2023-12-01 on; the five digits after
 * it name no Chinese area and are not checked. Older cards have 15 characters with letters: `parseDriverId`.
 */
const FOREIGN = '9'

const LONGEST = 64
const FOREIGN_CHARACTER = /[^0-9Xx]/
/** A number but for its last character, and there a sign that people type for X: a sign of multiplication, an asterisk, a Cyrillic or Greek letter, a Roman ten. */
const FALSE_X = /^[0-9]{17}[*\u00d7\u2715\u2716\u2a09\u03a7\u03c7\u0425\u0445\u2169\u2179]$/
/** The number of the file 档案编号 (F4.8), which stands on the second page of a licence. */
const FILE_NUMBER = /^[0-9]{12}$/
/** So many digits of a number that it is not another document's, and not all. */
const BEGUN = /^[0-9]{13,17}$/
/** Signs in the place of digits, as in `1101**********002X` or `1101XXXXXXXXXX002X`; behind seventeen digits they are too many. */
const MASKED = /^(?!\d{17}).*(?:\*|[Xx]{2})/
const EIGHTEEN = /^[0-9]{17}[0-9Xx]$/
const FIFTEEN = /^[0-9]{15}$/
/** The check digit for each remainder of ISO 7064 MOD 11-2 (F4.3). */
const CHECK_DIGITS = '10X98765432'

export const readLicenceNumber: TypedReader<LicenceNumber> = typedReader(
  jsonTypes(eitherType(textType(18, 18, EIGHTEEN), textType(15, 15, FIFTEEN)), textType(18, 18, EIGHTEEN)),
  numberFrom,
)

/**
 * Reads a licence number 驾驶证号. Every lawful writing gives one id: `x` becomes `X`, and the 15 digits of cards before
 * 1999 become 18 (F4.5: born 19…, which is wrong for people born
 * before 1900). Fifteen digits that may be the beginning of 18, since the seventh to the fourteenth are a day of 1900 to 2099, are
 * refused. Spaces, hyphens and full-width digits are refused, never removed: {@link tidyLicenceNumber} removes them. Never throws.
 *
 * Issues: `wrong-type`, `empty`, `too-long`, `too-short` (with how many are `left`), `file-number` 档案编号, `forbidden-character`, `malformed`
 * (for digits that are masked too), `not-listed` (area), `no-such-birth-day` (none of 1900 to 2199), `wrong-check-digit`.
 *
 * @example
 * ```ts
 * import { parseLicenceNumber } from 'demerit'
 * parseLicenceNumber('11010519491231002x') // { ok: true, value: '11010519491231002X' }
 * ```
 */
export const parseLicenceNumber: Parser<string, LicenceNumber> = parserOf('parseLicenceNumber', readLicenceNumber)

/** The birth date in a number that was read. */
function birthDayIn(number: string): LegalDay {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}` as LegalDay
}

function numberFrom(input: unknown, path: Path, issues: Issue[]): LicenceNumber | undefined {
  const digits = digitsOf(input, path, issues)
  if (digits === undefined) return undefined
  const number = (digits.length === 15 ? upgraded(digits) : digits.toUpperCase()) as LicenceNumber
  if (!isArea(number, digits.length)) {
    report(issues, 'not-listed', path, wanted.area, input)
    return undefined
  }
  if (readLegalDay(birthDayIn(number), [], []) === undefined) {
    report(issues, 'no-such-birth-day', path, wanted.licenceNumber, input)
    return undefined
  }
  // What the check digit would have to be is not said: as a rule another digit is the wrong one.
  if (number[17] !== checkDigitOf(number)) {
    report(issues, 'wrong-check-digit', path, wanted.checkDigit, input)
    return undefined
  }
  return number
}

/**
 * A licence number 驾驶证号 as people type and paste it, made ready for {@link parseLicenceNumber}: full width 全角 becomes ordinary
 * width; white space, dots, hyphens, invisible characters and a comma at the end are dropped; `x` becomes `X`. Digits and
 * quotation marks stay. Tidying twice changes nothing more.
 *
 * @throws TypeError when `text` is not text.
 */
export function tidyLicenceNumber(text: string): string {
  return tidyText(textArgument('tidyLicenceNumber(text)', text))
}

/** The input as 15 or 18 characters of the grammar. Case is changed only after this. */
function digitsOf(input: unknown, path: Path, issues: Issue[]): string | undefined {
  if (typeof input !== 'string') report(issues, 'wrong-type', path, wanted.licenceNumber, input)
  else if (input.length === 0) report(issues, 'empty', path, wanted.licenceNumber, input)
  else if (input.length > LONGEST) report(issues, 'too-long', path, wanted.licenceNumber, input)
  else if (FOREIGN_CHARACTER.test(input)) {
    if (FALSE_X.test(input)) report(issues, 'forbidden-character', path, wanted.letterX, input)
    else if (MASKED.test(input)) report(issues, 'malformed', path, wanted.wholeNumber, input)
    else report(issues, 'forbidden-character', path, wanted.licenceNumber, input)
  } else if (FILE_NUMBER.test(input)) report(issues, 'file-number', path, wanted.licenceNumber, input)
  else if (FIFTEEN.test(input) ? mayBeCut(input) : BEGUN.test(input))
    report(issues, 'too-short', path, wanted.more(18 - input.length), input)
  else if (MASKED.test(input)) report(issues, 'malformed', path, wanted.wholeNumber, input)
  else if (!EIGHTEEN.test(input) && !FIFTEEN.test(input)) report(issues, 'malformed', path, wanted.licenceNumber, input)
  else return input
  return undefined
}

/**
 * Whether 15 digits may be the first ones of 18: the seventh to the fourteenth are a day of the last century or this one. Read as a whole
 * number they would be of somebody born in 1919 or 1920, and another person's.
 */
function mayBeCut(digits: string): boolean {
  return /^(?:19|20)/.test(digits.slice(6)) && readLegalDay(birthDayIn(digits), [], []) !== undefined
}

/** Old numbers are citizens' only: the other documents were never issued with 15 digits. */
function isArea(number: string, written: number): boolean {
  const area = number.slice(0, 2)
  if (CITIZEN_AREAS.includes(area)) return true
  return written === 18 && (RESIDENCE_PERMIT_AREAS.includes(area) || number.startsWith(FOREIGN))
}

function upgraded(digits: string): string {
  const body = `${digits.slice(0, 6)}19${digits.slice(6)}`
  return body + checkDigitOf(body)
}

/** The check digit for seventeen digits; what comes after them is not looked at. */
export function checkDigitOf(number: string): string {
  let remainder = 0
  // Each digit is doubled once for itself and for each that follows.
  for (let index = 0; index < 17; index++) remainder = ((remainder + number.charCodeAt(index) - 48) * 2) % 11
  return CHECK_DIGITS[remainder] as string
}
