import { type Issue, type Path, report } from '../input/issue.ts'
import * as wanted from '../input/wanted.ts'
import type { DriverId } from '../values/ids.ts'
import { type LicenceNumber, readLicenceNumber } from './licence-number.ts'
import { tidyText, visible } from './tidy.ts'

// How people type the number of a person's document.

/** A label before a number that was pasted: 驾驶证号, 身份证号码：. */
const LABEL = /^[\u4e00-\u9fff]{0,8}(?:证件?|[驾执护]照|身份)(?:号码?|编号)?\s*:?\s*/

/** Reads the number of a driving licence 驾驶证号, with its label, spaces, hyphens and full width. */
export function readTypedLicenceNumber(text: string, path: Path, issues: Issue[]): LicenceNumber | undefined {
  return readLicenceNumber(tidyText(visible(text).replace(LABEL, '')), path, issues)
}

/** Letters and digits of other documents (F4.6): passports, permits, older cards of permanent residents. */
const DOCUMENT = /^(?:[0-9]{8,10}|(?=.*[0-9])(?=.*[A-Z])[0-9A-Z]{7,11}|[A-Z]{3}[0-9]{12})$/
/** The series of a document, which may stand apart. */
const SERIES = /^(?!NO|ID|PP)([A-Z]{1,2})[ -]([0-9]+)$/
/**
 * What has the form of a document and is none: a label before a number, names of accounts, an area with a year, a day, a plate without its
 * province, one character alone, a mask, and what programs write where there is nothing.
 */
const NO_DOCUMENT =
  /^(?:NO|ID|PP)[A-Z][0-9]{8}$|^(?:WX|QQ|TEL|TEST)[0-9]|^[A-Z]{5,}[0-9]{1,4}$|^[1-7][0-9]{5}(?:19|20)[0-9]{0,2}$|^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]$|^[A-Z]{2}[0-9]{5}$|^[A-Z][0-9]{5}[A-Z]$|^[A-Z]*0+$|^(.)\1+$|X{4}|NULL|NONE|UNDEFINED/

/** The same, and the numbers of other documents, of which no check digit is known: of these the shape alone is checked. */
export function readTypedDocument(text: string, path: Path, issues: Issue[]): DriverId | undefined {
  const plain = visible(text).replace(LABEL, '').toUpperCase().replace(SERIES, '$1$2')
  if (DOCUMENT.test(plain) && !NO_DOCUMENT.test(plain)) return plain as DriverId
  const found: Issue[] = []
  const number = readTypedLicenceNumber(text, path, found)
  for (const { code, wanted: each, expected } of found) {
    const other = each.kind === 'licence-number' && code !== 'empty'
    report(issues, code, path, other ? wanted.documentNumber : { wanted: each, expected }, text)
  }
  return number
}

/**
 * A citizen's number with something wrong with it, in capitals and with digits for I, L and O: masked, or so much of one that its date of birth
 * is there. Units have such digits by chance, as an area that ends in 19 or 20: a code of theirs with the right check digit is one.
 */
const DAMAGED = /\*|X{4}|(?:^|\D)[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d/

/** Whether a text looks like a citizen's number, read or not. */
export function resemblesCitizenNumber(text: string): boolean {
  const figures = text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
  return DAMAGED.test(figures) && !isUnitCode(text)
}

const UNIT_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/**
 * Whether it is a unified social credit code 统一社会信用代码 of a unit (F4.10): who registers it, its kind, an area, its number, and the check
 * digit that makes the weighted sum a multiple of 31.
 */
function isUnitCode(text: string): boolean {
  let sum = 0
  let weight = 1
  for (let index = 0; index < 18; index++) {
    sum += UNIT_DIGITS.indexOf(text.charAt(index)) * (index < 17 ? weight : 1)
    weight = (weight * 3) % 31
  }
  return /^[1-9][1239][1-8][0-9A-Y]{15}$/.test(text) && sum % 31 === 0
}
