import { mistaken } from '../input/assert.ts'
import { type Issue, type Path, report } from '../input/issue.ts'
import { jsonTypes, textType } from '../input/json-schema.ts'
import { type TypedReader, typedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import * as wanted from '../input/wanted.ts'
import type { VehicleId } from '../values/ids.ts'
import { textArgument, tidyText } from './tidy.ts'

declare const plateBrand: unique symbol

/**
 * A civil plate number 号牌号码 (GA 36-2018) without separators, in capitals: `京A12345`. A vehicle's id like any other; but
 * a number is unique only together with its plate type 号牌种类, and military plates (F4.20) are no plates here.
 */
export type Plate = VehicleId & { readonly [plateBrand]: true }

/** The 31 characters a plate can begin with (F4.11), each one code point: look-alikes and radicals are not folded. */
export const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const MARKS = '学警挂港澳使领试超'

/** The form of every plate. */
const FORM: RegExp = form()

function form(): RegExp {
  // The first letter is never I, and O only with provincial authorities, which every province has (F4.13); the lists of
  // letters by province are of one source and grow, so they are not checked. A serial has neither I nor O (F4.12).
  const P = `[${PLATE_PROVINCES}]`
  const A = '[A-HJ-Z]'
  const S = '[0-9A-HJ-NP-Z]'
  // Letters of new energy 新能源: D and then A, B, C, E of electric ones, F and then G, H, J, K of others (F4.14, F4.15).
  const N = '[A-HJK]'
  const forms = [
    `${P}${A}(?:(?!(?:[0-9]*[A-Z]){3})${S}{5}|${N}${S}[0-9]{4}|[0-9]{5}${N}|${S}{4}[学警挂试超])`,
    `粤Z${S}{4}[港澳]`,
    '[0-9]{6}使',
    // Of 2018 on: the mission's number and two digits; before: an authority letter and four digits (F4.18).
    `${P}(?:[0-9]{5}|[A-HJ-NP-Z][0-9]{4})领`,
  ]
  return new RegExp(`^(?:${forms.join('|')})$`)
}

const LONGEST = 32
// What stands between the characters on a plate or in print: U+00B7, and what other character sets make of it, U+30FB
// and U+2022; and the plain space. Full-width, no-break and other spaces are refused.
const SEPARATORS = ' ·・•'
const SEPARATOR = /[ ·・•]/g
const UNKNOWN_CHARACTER: RegExp = allBut(PLATE_PROVINCES, MARKS, SEPARATORS)
/** Plates of the army and the armed police (F4.20), and of vehicles of emergency rescue 应急. */
const MILITARY = /^(?:WJ|武警|[军海空][A-Z])|应急$/i
/** What a plate begins with, behind its province. */
const BEGUN = /^.(?:[A-HJ-Z][0-9A-Z]*)?$/
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/
/**
 * The mark of an embassy or a consulate before the digits: that of an embassy stood in front before 2018. What else is written is the
 * same in the present form.
 */
const MARK_BEFORE = /^(.?)([使领])(.+)$/

/** A new-energy plate with a letter that there is not, where its first is. */
const NO_D = /^(..)[IO](?=[0-9]{5}$)/

/** The forms of plates are not told: they change with the years, and the parser knows them. */
const readPlate: TypedReader<Plate> = typedReader(jsonTypes(textType(1, LONGEST), textType(7, 8)), plateFrom)

/**
 * Reads a plate number 号牌号码. Every lawful writing gives one id: separators (`·`, `・`, `•`, space) are dropped and
 * letters a to z become capitals. I and O in a serial are refused as `ambiguous-letter`, with the plate that was probably
 * meant in `expected`; they are never changed silently. A plate with its mark before the digits, as embassies' 使馆号牌 had it before
 * 2018, `使014·578`, is refused as `former-writing`, with the present form in `expected` if all else is right. Every letter that new-energy plates ever had is read, whatever
 * the day. What people paste goes through {@link tidyPlate} first. Never throws.
 *
 * Issues: `wrong-type`, `empty`, `too-long`, `too-short` (with how many are `left`), `forbidden-character`, `not-listed` (a Chinese
 * character that plates do not have), `military-plate`, `ambiguous-letter`, `former-writing`, `malformed`.
 *
 * @example
 * ```ts
 * import { parsePlate } from 'demerit'
 * parsePlate('京a·12345') // { ok: true, value: '京A12345' }
 * ```
 */
export const parsePlate: Parser<string, Plate> = parserOf('parsePlate', readPlate)

/**
 * A plate as people write it: `京A·12345`, `014·578使`, `沪224·78领`. {@link parsePlate} reads it back.
 *
 * @throws RangeError when `plate` is not one that `parsePlate` gave.
 *
 * @example
 * ```ts
 * import { formatPlate, parsePlate } from 'demerit'
 * const read = parsePlate('京A12345')
 * read.ok && formatPlate(read.value) // '京A·12345'
 * ```
 */
export function formatPlate(plate: Plate): string {
  if (typeof plate !== 'string' || !FORM.test(plate))
    throw mistaken('formatPlate(plate)', plate, 'a plate of parsePlate')
  return formatted(plate)
}

/** The same of a text that has the form of a plate. */
function formatted(plate: string): string {
  // A digit in the second place is an embassy's, or a consulate's of 2018 on.
  const head = plate.endsWith('使') ? 3 : plate.charAt(1) <= '9' ? 4 : 2
  return `${plate.slice(0, head)}·${plate.slice(head)}`
}

/**
 * A plate number 号牌号码 as people type and paste it, made ready for {@link parsePlate}: full width 全角 becomes ordinary width;
 * white space, dots, hyphens, invisible characters and a comma at the end are dropped; letters become capitals, and
 * traditional characters 繁体字 the simplified ones of plates. Letters, digits and quotation marks stay, so what is wrong stays
 * wrong. Tidying twice changes nothing more.
 *
 * @throws TypeError when `text` is not text.
 */
export function tidyPlate(text: string): string {
  return simplified(tidyText(textArgument('tidyPlate(text)', text)))
}

/** What people copy along before a plate: 机动车号牌号码：, 车牌号. */
const LABEL = /^(?:机动车|汽车)?(?:[号號]牌|[车車]牌|牌照|[车車][号號])(?:[号號]?[码碼]?):?/
const SMALL_L = /^[^a-km-z]*l[^a-km-z]*$/

/** Reads a plate as people type and paste it. A small l among capitals is asked about where a 1 would make a plate too. */
export function readTypedPlate(text: string, path: Path, issues: Issue[]): Plate | undefined {
  const read = (each: string, found: Issue[]) => readPlate(tidyPlate(each).replace(LABEL, ''), path, found)
  const other = SMALL_L.test(text) ? read(text.replace(/l/g, '1'), []) : undefined
  if (other === undefined) return read(text, issues)
  report(issues, 'ambiguous-letter', path, wanted.thisPlate(formatted(other)), text)
  return undefined
}

/** Whether a text looks like a plate, read or not: one that is masked, or a province and a letter with what else is of ordinary plates. */
export function resemblesPlate(text: string): boolean {
  const plain = tidyPlate(text)
  return /\*|X{3}/.test(plain) || (plain.length > 1 && isBegun(plain))
}

/** Whether it is the beginning of an ordinary plate, or more than one. */
function isBegun(text: string): boolean {
  return PLATE_PROVINCES.includes(text.charAt(0)) && BEGUN.test(text)
}

function simplified(text: string): string {
  return text.replace(SIMPLIFIABLE, (character) => TRADITIONAL.charAt(TRADITIONAL.indexOf(character) + 1))
}

/** Traditional characters 繁体字 of plates, in pairs with those of plates. */
const TRADITIONAL = '滬沪遼辽雲云魯鲁蘇苏贛赣晉晋陝陕閩闽貴贵粵粤寧宁瓊琼學学掛挂領领試试'
const SIMPLIFIABLE = /[滬遼雲魯蘇贛晉陝閩貴粵寧瓊學掛領試]/g

function plateFrom(input: unknown, path: Path, issues: Issue[]): Plate | undefined {
  const text = charactersOf(input, path, issues)
  if (text === undefined) return undefined
  if (FORM.test(text)) return text as Plate
  const present = text.replace(MARK_BEFORE, '$1$3$2')
  // Of new energy the O in the third place is as a rule a D.
  const likely = [
    present,
    text.slice(0, 2) + unambiguous(text.slice(2)),
    unambiguous(present),
    text.replace(NO_D, '$1D'),
  ]
  const meant = likely.find((plate) => FORM.test(plate))
  const isFormer = present !== text && (meant ?? present) === present
  const left = text.length < 7 && isBegun(text) ? 7 - text.length : 0
  if (meant !== undefined) {
    report(issues, isFormer ? 'former-writing' : 'ambiguous-letter', path, wanted.thisPlate(formatted(meant)), input)
  } else if (isFormer) report(issues, 'former-writing', path, wanted.plate, input)
  else if (left > 0) report(issues, 'too-short', path, wanted.more(left), input)
  else report(issues, 'malformed', path, wanted.plate, input)
  return undefined
}

/** The input's characters without separators, in capitals. Case is changed only after the grammar is checked. */
function charactersOf(input: unknown, path: Path, issues: Issue[]): string | undefined {
  if (typeof input !== 'string') report(issues, 'wrong-type', path, wanted.plate, input)
  else if (input.length === 0) report(issues, 'empty', path, wanted.plate, input)
  else if (input.length > LONGEST) report(issues, 'too-long', path, wanted.plate, input)
  else if (MILITARY.test(input)) report(issues, 'military-plate', path, wanted.plate, input)
  else {
    const unknown = UNKNOWN_CHARACTER.exec(input)
    if (unknown === null) return input.replace(SEPARATOR, '').toUpperCase()
    report(issues, HAN.test(unknown[0]) ? 'not-listed' : 'forbidden-character', path, wanted.plate, input)
  }
  return undefined
}

function allBut(...characters: readonly string[]): RegExp {
  return new RegExp(`[^0-9A-Za-z${characters.join('')}]`, 'u')
}

function unambiguous(text: string): string {
  return text.replace(/I/g, '1').replace(/O/g, '0')
}
