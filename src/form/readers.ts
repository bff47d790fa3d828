import { frozen } from '../input/freeze.ts'
import { type Expected, type Issue, type Path, report } from '../input/issue.ts'
import { eitherType, type JsonTypes } from '../input/json-schema.ts'
import { NOWHERE } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import * as wanted from '../input/wanted.ts'
import { birthDayIn, type LicenceNumber, readLicenceNumber } from '../typed/licence-number.ts'
import { LOCAL_TIME, UNCLEAR_TIME } from '../typed/local-time.ts'
import { PLATE_PROVINCES, type Plate, readPlate, tidyPlate, written } from '../typed/plate.ts'
import { resemblesCitizenNumber } from '../typed/resembling.ts'
import { QUOTATION_MARK, tidyText, visible } from '../typed/tidy.ts'
import { FEN_LIMIT, type Fen, fenOfYuan, readFen } from '../values/fen.ts'
import { type DriverId, readDriverId } from '../values/ids.ts'
import { dayLater, type Instant, type LegalDay, readInstant, readLegalDay } from '../values/instant.ts'
import { type FieldReader, ofText, spaced, TYPED_TEXT, typedAs, wholeField } from './field-reader.ts'

// Readers for fields whose fact alone does not say what is typed. Each is a value of its own, so that a bundler drops the rest.

/** What people copy along before a plate: 机动车号牌号码：, 车牌号为, 牌照, 车号. */
const PLATE_LABEL = /^(?:我的|本人)?(?:机动|汽)?[车車]?辆?(?:[号號]?牌照?[号號]?[码碼]?|[号號][码碼]?){1,2}[:是为]?/
/** A plate and a remark in brackets behind it; what stands there of a temporary plate or of the army is told as that. */
const REMARKED = /^(.+)(\([^()临军]*?)(?:汽?车|摩托车|[牌色])?\)$/
/** Plates with a remark that is true of them: what their plate type 号牌种类 is called, or their colour (F4.19), or that it is a car. */
const OWN_REMARKS: readonly RegExp[] = [
  /^.{6}\w\((?:[大小]型|普通|轻便|小?轿|[小蓝黄])$/,
  // Of new energy, small and large.
  /^..[A-Z].{5}\((?:(?:小型)?新能源|小?轿|[小绿])$/,
  /^.{7}[A-Z]\((?:(?:大型)?新能源|黄?绿|黄)$/,
  // With a mark, which the name of most of these types begins with.
  /([警挂使领试超])\(\1.?$|学\(教练$|港\((?:香港入出境|境外)$|澳\((?:澳门入出境|境外)$|警\(白$|[学挂]\(黄$|[港澳使领]\(黑$/,
  // Nothing stands in them.
  /\($/,
]

/** A label before a licence number; behind one of a file number there are twelve digits. */
const NUMBER_LABEL = /^\s*(?:[\u4e00-\u9fff]{0,12}(?:证件?|[驾执护]照|身份|档案)(?:号码?|编号)?|号码)\s*[:：是为]?/
/** A number of a telephone with its area or of a switchboard, whose hyphens would be dropped. */
const TELEPHONE = /^(?:0\d{2,3}-\d{7,8}|[48]00[- ]\d{3,4}[- ]\d{3,4})$/

function tidyNumber(text: string): string {
  return tidyText(text.replace(NUMBER_LABEL, ''))
}

/** Tells two ids in one field from one that is malformed: there each part is read by itself. What is no text is the page's fault. */
function oneId<T>(read: Reader<T>): Reader<T> {
  return (input, path, issues) => {
    const found: Issue[] = []
    const value = read(input, path, found)
    if (typeof input !== 'string') report(issues, 'wrong-type', path, wanted.single, input)
    else if (found.length > 0 && areSeveral(input, read)) report(issues, 'malformed', path, wanted.oneValue, input)
    else issues.push(...found)
    return value
  }
}

function areSeveral(text: string, read: Reader<unknown>): boolean {
  const parts = text.slice(0, 256).split(/[\s,;/\uff0c\uff1b\u3001和与及或]+/)
  const isRead = (part: string) => {
    const found: Issue[] = []
    read(part, [], found)
    return found.length === 0
  }
  return parts.length > 1 && parts.every(isRead)
}

/** A plate, without a remark that is true of it. One that is not may tell that a character is missing or too many: `粤BD1234（新能源）`. */
function readRemarked(input: unknown, path: Path, issues: Issue[]): Plate | undefined {
  const found = typeof input === 'string' ? REMARKED.exec(input) : null
  const value = readPlate(found ? found[1] : input, path, issues)
  if (value === undefined || found === null || OWN_REMARKS.some((own) => own.test(value + found[2]))) return value
  report(issues, 'malformed', path, wanted.plateAlone, input)
  return undefined
}

/** Asks about a small l among capitals where a 1 would make a plate too; where another character is asked about, nothing is suggested. */
function withoutSmallL(read: Reader<Plate>): Reader<Plate> {
  return (input, path, issues) => {
    if (typeof input !== 'string' || !SMALL_L.test(input)) return read(input, path, issues)
    const other = read(input.replace(/l/g, '1'), path, [])
    const found: Issue[] = []
    const value = other ? undefined : read(input, path, found)
    if (other) report(issues, 'malformed', path, wanted.thisPlate(written(other)), input)
    for (const each of found)
      report(issues, each.code, path, each.wanted.kind === 'this-plate' ? wanted.plate : each, input)
    return value
  }
}
const SMALL_L = /^[^a-km-z]*l[^a-km-z]*$/

/**
 * A plate number 号牌号码, as people type and paste it (`tidyPlate`); a small l among capitals is asked where a 1 may be meant. A remark
 * in brackets behind it, such as `（小型汽车）`, is dropped if it is true of a plate of that form, and else asked about: `京AD12345（小型汽车）`
 * and `京A12345（新能源）` have a character too many or too few.
 */
export const plate: FieldReader<Plate> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ oneId(
    /* @__PURE__ */ withoutSmallL(
      /* @__PURE__ */ ofText((text) => tidyPlate(text).replace(PLATE_LABEL, ''), readRemarked),
    ),
  ),
  types: /* @__PURE__ */ typedAs(TYPED_TEXT, readPlate),
  resembles: resemblesPlate,
})

/** A plate with signs masked, or a province and a letter with what else is of ordinary plates: an id of another system is none of these. */
function resemblesPlate(text: string): boolean {
  const plain = tidyPlate(text)
  return /\*|X{3}/.test(plain) || (PLATE_PROVINCES.includes(plain.charAt(0)) && /^.[A-Z][0-9A-Z]*$/.test(plain))
}

/** A driving licence's number 驾驶证号, as people type and paste it (`tidyLicenceNumber`). */
export const licenceNumber: FieldReader<LicenceNumber> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ oneId(/* @__PURE__ */ ofText(tidyNumber, readLicenceNumber)),
  types: /* @__PURE__ */ typedAs(TYPED_TEXT, readLicenceNumber),
  since: birthDayIn,
  resembles: resemblesCitizenNumber,
})

/**
 * The same, for pages that holders of other documents use too: passports, permits of Hong Kong, Macao and Taiwan residents, older
 * cards of permanent residents (F4.6). What has 7 to 11 letters and digits, 8 to 10 digits alone, or three letters and twelve digits, is
 * taken for the number of such a document, unless it looks like the beginning of a citizen's number, a day, a plate without its
 * province, a mask, a word, or a number with something behind it or a word before it; no issuer is asked, and none has a check digit that is known. Of the rest the
 * issues are those of `licenceNumber` where so many digits stand in it that only a citizen's has them.
 */
export const anyLicenceNumber: FieldReader<DriverId> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ oneId(
    /* @__PURE__ */ ofText((text) => (isMore(text) ? visible(text) : tidyNumber(text)), readAnyNumber),
  ),
  types: /* @__PURE__ */ typedAs(TYPED_TEXT, readDriverId),
  since: (number: DriverId) => (EIGHTEEN.test(number) ? birthDayIn(number) : undefined),
  resembles: resemblesCitizenNumber,
})

/**
 * What would be joined to a number that it is no part of: digits of a telephone, those behind a number that is whole, and words before one:
 * `No.E12345678` is no NOE12345678.
 */
function isMore(text: string): boolean {
  const seen = visible(text)
  if (TELEPHONE.test(seen)) return true
  const parts = visible(text.replace(NUMBER_LABEL, ''))
    .toUpperCase()
    .split(/[^0-9A-Z]+/)
  const upTo = (count: number) => parts.slice(0, count).join('')
  if (LABELLED.test(parts.join(' ')) && !OLD_CARD.test(parts.join(''))) return true
  const isJoined = DECIMAL.test(seen) || parts.some((_, index) => index > 0 && DOCUMENT.test(upTo(index)))
  return isJoined && DOCUMENT.test(tidyNumber(text))
}

/** A number as a spreadsheet writes it, whose dot is none between the parts of an id: `1.2345678E7`. */
const DECIMAL = /\d\.[\dE]/i
/** Letters, and behind them letters with digits; and a word before digits. A series is at most two letters: `EA 1234567`. */
const LABELLED = /^(?:[A-Z]+ [A-Z]|(?:NO|ID|PP|[A-Z]{3,}) )/
/** The older card of a foreign permanent resident. */
const OLD_CARD = /^[A-Z]{3}[0-9]{12}$/
const DOCUMENT = /^(?:[0-9]{8,10}|(?=.*[0-9])(?=.*[A-Z])[0-9A-Z]{7,11}|[A-Z]{3}[0-9]{12})$/
/** An area with a year, a day, a plate without its province, one digit alone, a mask, what programs write where there is nothing, words and names of accounts. */
const NO_DOCUMENT =
  /^(?:NO|ID|PP)[A-Z][0-9]{8}$|^(?:WX|QQ|TEL|TEST)[0-9]|^[A-Z]{5,}[0-9]{1,4}$|^[1-7][0-9]{5}(?:19|20)[0-9]{0,2}$|^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]$|^[A-Z]{2}[0-9]{5}$|^[A-Z][0-9]{5}[A-Z]$|^[A-Z]*0+$|^(.)\1+$|X{4}|NULL|NONE|UNDEFINED/
const EIGHTEEN = /^[0-9]{17}[0-9X]$/
/** What no other document has: fourteen digits or more, with a wrong sign among them or behind them, but no word and no bracket. */
const OF_CITIZEN = /^(?=(?:\D*\d){14})\d[^\s()\u3400-\u9fff]*$/

function readAnyNumber(input: unknown, path: Path, issues: Issue[]): DriverId | undefined {
  if (typeof input === 'string' && DOCUMENT.test(input) && !NO_DOCUMENT.test(input)) return input as DriverId
  const found: Issue[] = []
  const number = readLicenceNumber(input, path, found)
  for (const each of found) {
    // The form of a licence number is not that of the other documents.
    const isOfForm = each.wanted.kind === 'licence-number' && each.code !== 'empty' && !OF_CITIZEN.test(String(input))
    report(issues, each.code, each.path, isOfForm ? wanted.documentNumber : each, input)
  }
  return number
}

/** An offset that no second time of a range is written as: 09:10-08:00 may be one. */
const OFFSET = /\s*(?:Z|\+08:?00)$/i
/** A time as programs write it, to the second and with any offset that a zone has. */
const WITH_OFFSET = /T(?:\d\d:){2}\d\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):(?:00|30|45))$/i
/** Two times or two days: a hyphen between them stands behind an hour or a day 日, or before a year, which 1105 is not. */
const RANGE = /\d[:时日].*[-\u2010-\u2015\u2212].*\d|[~\u301c至到].*\d|\d\s*[-\u2010-\u2015\u2212]\s*(?:19|20)\d\d\D/
/** Hyphens of a day, and of an offset behind seconds. */
const NO_RANGE = /(\d{4})-(\d{1,2})-(\d{1,2})|:\d\d:\d\d-\d\d:[034][05]$/g
/** A label before a time, and the zone that it is taken in. */
const TIME_NOTES = /^(?:北京|违法|备案)?(?:时间|日期)\s*:?\s*|\s*\(?北京时间\)?$/g

/**
 * A moment whose text names no zone, taken as China's time (UTC+8): what `<input type="datetime-local">` sends, and
 * `2018/9/10 15:30`, `2018年9月10日15时30分`, `2018年9月10日下午3点半`, `2018-09-10 3:30 PM`, `违法时间：2018-09-10 15:30`. 24:00 is the beginning of the next day. Z and +08:00 are
 * heeded; another offset behind a time to the second with its T, `2018-09-10T15:30:00-05:00`, since 15:30-05:00 may be two times: a
 * range is refused. Issues: `malformed` where there is no one day with one time, and the others of `parseInstant`.
 */
export const beijingTime: FieldReader<Instant> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText(inFigures, readBeijingTime),
  types: /* @__PURE__ */ instantTypes(),
})

/** A call, since a bundler keeps the types of another reader for its effects. */
function instantTypes(): JsonTypes {
  return typedAs(spaced(readInstant.types.input), readInstant)
}

const NUMERALS = '零一二三四五六七八九'
/** Parts of the day by their first character, with the hours that they have, and what is added to an hour before noon. Twelve may be midnight or noon. */
const PARTS_OF_DAY: Readonly<Record<string, readonly [from: number, to: number, add: number]>> = {
  凌: [0, 5, 0],
  早: [4, 11, 0],
  上: [0, 11, 0],
  中: [11, 12, 0],
  下: [12, 23, 12],
  晚: [18, 23, 12],
}

/** A time as people write it, in the figures of `LOCAL_TIME`: 号, long dashes, whole and half hours, the parts of a day. */
function inFigures(text: string): string {
  // A full-width hyphen is no minus sign.
  return visible(text.replace(/\uff0d/g, '\u2013'))
    .replace(TIME_NOTES, '')
    .replace(/^(\d{4})[\u2010-\u2015\u2212](\d{1,2})[\u2010-\u2015\u2212]/, '$1-$2-')
    .replace(/(\d)\s*[号號]/, '$1日')
    .replace(/[時點点]/g, '时')
    .replace(/\s*([年月日时分秒])\s*/g, '$1')
    .replace(/^([\d年月日/.-]+)\s*,\s*/, '$1 ')
    .replace(/(\d{1,2}:\d\d(?::\d\d)?)\s*([ap])\.?m\.?$/i, (_, time: string, half: string) => {
      return `${/a/i.test(half) ? '上' : '下'}午${time}`
    })
    .replace(/(?:[二三四五]?十[一二三四五六七八九]?|零?[零一二两三四五六七八九])(?=[时分])/g, (numeral) =>
      String(
        [...numeral.replace(/两/, '二')].reduce((sum, figure) => {
          return figure === '十' ? (sum || 1) * 10 : sum + NUMERALS.indexOf(figure)
        }, 0),
      ),
    )
    .replace(
      /(日|\s*)(凌晨|早上?|上午|中午|下午|晚上?)\s*(\d{1,2})/,
      (all: string, before: string, part: string, digits: string) => {
        const { 0: from, 1: to, 2: add } = PARTS_OF_DAY[part.charAt(0)] as (typeof PARTS_OF_DAY)[string]
        const hour = Number(digits) + (Number(digits) % 12 === 0 || Number(digits) > 12 ? 0 : add)
        return hour >= from && hour <= to ? `${before || ' '}${hour}` : all
      },
    )
    .replace(/时半$/, '时30分')
    .replace(/时整?$/, '时00分')
}

function readBeijingTime(input: unknown, path: Path, issues: Issue[]): Instant | undefined {
  const found: Issue[] = []
  const instant = readInstant(typeof input === 'string' ? canonical(input) : input, path, found)
  // Here a zone need not be written.
  for (const { code, wanted: each, expected } of found) {
    const isRange =
      code === 'malformed' && typeof input === 'string' && RANGE.test(input.replace(NO_RANGE, '$1年$2月$3'))
    const isQuoted = typeof input === 'string' && QUOTATION_MARK.test(input)
    const other = isQuoted ? wanted.unquoted : isRange ? wanted.oneTime : wanted.beijingTime
    report(issues, code, path, each.kind === 'instant' ? other : { wanted: each, expected }, input)
  }
  return instant
}

/** The time as `readInstant` wants it; a text that is no day with a time comes back as no instant. */
function canonical(text: string): string {
  const found = LOCAL_TIME.exec(text.replace(OFFSET, ''))
  if (found === null || UNCLEAR_TIME.test(found[0])) return WITH_OFFSET.test(text) ? text : ''
  const part = (place: number): string => (found[place] ?? '0').padStart(2, '0')
  const day = `${found[1]}-${part(2)}-${part(3)}`
  const time = `${part(4)}:${part(5)}:${part(6)}.${(found[7] ?? '').padEnd(3, '0')}`
  const offset = /z$/i.test(text) ? 'Z' : '+08:00'
  if (time !== '24:00:00.000') return `${day}T${time}${offset}`
  // The end of a day is the beginning of the next.
  return `${readLegalDay(day, NOWHERE, []) ? dayLater(day as LegalDay, 1) : day}T00:00:00${offset}`
}

/** The largest amount in yuan; a call, since a bundler keeps a division for its effects, and with it the reader. */
const MOST_YUAN: number = /* @__PURE__ */ hundredth(FEN_LIMIT)
const YUAN: Expected = /* @__PURE__ */ wanted.yuan({ from: 0, to: MOST_YUAN })
/**
 * An amount in yuan, with its label, sign and word if they are there: `200`, `1,000.50`, `￥200`, `罚款200元`, `人民币200元整`, `200块`, `.5`.
 * After a comma are three zeros, or three digits and decimals: `200,300` may be two fines.
 */
const AMOUNT =
  /^(?:罚款(?:金额)?\s*:?\s*)?(?:[¥￥]|人民币|rmb|cny)?\s*([-+]?)(?=\.?\d)(\d*|[1-9]\d{0,2}(?:,\d{3})*(?:,000|,\d{3}(?=\.\d)))(?:\.(\d*))?\s*(?:[元圆](?:[整正]|人民币)?|块钱?|rmb|cny)?$/i
/** Jiao 角 and fen 分 behind a whole number of yuan. */
const WITH_JIAO = /^([^.]*\d)\s*[元圆块]\s*(\d)\s*[角毛](?:\s*(\d)\s*分)?[整正]?$/

/**
 * An amount typed in yuan 元, made fen 分: `200` is 20000, and so are `200块` and `人民币200元`. More than two decimals are refused
 * (`not-whole`), zeros too: elsewhere `1.000` is a thousand.
 */
export const yuan: FieldReader<Fen> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText((text) => visible(text).replace(WITH_JIAO, '$1.$2$3'), readYuan),
  types: /* @__PURE__ */ typedAs(
    /* @__PURE__ */ eitherType({ kind: 'number', from: 0, to: MOST_YUAN }, TYPED_TEXT),
    readFen,
  ),
})

function hundredth(amount: number): number {
  return amount / 100
}

function readYuan(input: unknown, path: Path, issues: Issue[]): Fen | undefined {
  const amount = typeof input === 'string' ? amountIn(input) : typeof input === 'number' ? input : 'wrong-type'
  const amountOfFen = typeof amount === 'number' ? fenOfYuan(amount) : undefined
  if (amountOfFen !== undefined) return amountOfFen
  const isInRange = typeof amount === 'number' && amount >= 0 && amount <= MOST_YUAN
  report(issues, typeof amount === 'string' ? amount : isInRange ? 'not-whole' : 'out-of-range', path, YUAN, input)
  return undefined
}

/** The amount that a text writes, in yuan; a third decimal is no part of a fen, however small, and none at all may be meant. */
function amountIn(text: string): number | 'malformed' | 'not-whole' {
  const found = AMOUNT.exec(text)
  if (found === null) return 'malformed'
  const decimals = found[3] || '0'
  if (decimals.length > 2) return 'not-whole'
  const amount = Number(`${(found[2] as string).replace(/,/g, '')}.${decimals}`)
  return found[1] === '-' ? -amount || -1 : amount
}

/** An amount that is typed, or sent by another system, in fen 分: `20000` is two hundred yuan. */
export const fen: FieldReader<Fen> = /* @__PURE__ */ frozen(
  /* @__PURE__ */ wholeField(readFen, /^([0-9]{1,16})\s*分?$/),
)
