import { frozen } from '../input/freeze.ts'
import { type Expected, type Issue, type Path, report } from '../input/issue.ts'
import { eitherType } from '../input/json-schema.ts'
import * as wanted from '../input/wanted.ts'
import { FEN_LIMIT, type Fen, fenOfYuan, readFen } from '../values/fen.ts'
import { type DriverId, readDriverId } from '../values/ids.ts'
import {
  dayLater,
  EARLIEST_INSTANT,
  type Instant,
  LATEST_INSTANT,
  type LegalDay,
  readInstant,
  readLegalDay,
} from '../values/instant.ts'
import { birthDayIn, type LicenceNumber, readLicenceNumber, tidyLicenceNumber } from '../values/licence-number.ts'
import { LOCAL_TIME } from '../values/local-time.ts'
import { type Plate, readPlate, tidyPlate } from '../values/plate.ts'
import { visible } from '../values/tidy.ts'
import { type FieldReader, ofText, typedAs, typedText, wholeField } from './field-reader.ts'

// Readers for fields whose fact alone does not say what is typed. Each is a value of its own, so that a bundler drops the rest.

/** A plate number 号牌号码, as people type and paste it (`tidyPlate`). */
export const plate: FieldReader<Plate> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText((text) => tidyPlate(text).text, readPlate),
  types: /* @__PURE__ */ typedAs(/* @__PURE__ */ typedText(), readPlate),
})

/** A driving licence's number 驾驶证号, as people type and paste it (`tidyLicenceNumber`). */
export const licenceNumber: FieldReader<LicenceNumber> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText((text) => tidyLicenceNumber(text).text, readLicenceNumber),
  types: /* @__PURE__ */ typedAs(/* @__PURE__ */ typedText(), readLicenceNumber),
  since: birthDayIn,
})

/**
 * The same, for pages that holders of other documents use too: passports, permits of Hong Kong, Macao and Taiwan residents, older
 * cards of permanent residents (F4.6). What has 6 to 11 letters and digits, or three letters and twelve digits, is taken for the number
 * of such a document; no issuer is asked, and none has a check digit that is known. Of the rest the issues are those of
 * `licenceNumber`, which do not say that every number has 18 digits.
 */
export const anyLicenceNumber: FieldReader<DriverId> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText((text) => tidyLicenceNumber(text).text, readAnyNumber),
  types: /* @__PURE__ */ typedAs(/* @__PURE__ */ typedText(), readDriverId),
  since: (number: DriverId) => (EIGHTEEN.test(number) ? birthDayIn(number) : undefined),
})

/** A telephone number has eleven digits, and a document none that long without a letter. */
const DOCUMENT = /^(?![0-9]{11}$)(?=.*[0-9])(?:[0-9A-Z]{6,11}|[A-Z]{3}[0-9]{12})$/
const EIGHTEEN = /^[0-9]{17}[0-9X]$/

function readAnyNumber(input: unknown, path: Path, issues: Issue[]): DriverId | undefined {
  if (typeof input === 'string' && DOCUMENT.test(input)) return input as DriverId
  const found: Issue[] = []
  const number = readLicenceNumber(input, path, found)
  // The form of a licence number is not that of the other documents.
  for (const each of found)
    report(issues, each.code, each.path, each.wanted.kind === 'licence-number' ? wanted.documentNumber : each, input)
  return number
}

const OFFSET = /\s*([Zz]|[+-]\d\d:\d\d)$/

/**
 * A moment whose text names no zone, taken as China's time (UTC+8): what `<input type="datetime-local">` sends, and
 * `2018/9/10 15:30`, `2018年9月10日15时30分`, `2018年9月10日下午3点半`. 24:00 is the beginning of the next day. An offset is heeded where
 * there is one. Issues: those of `parseInstant`, and `malformed` where there is no day with a time.
 */
export const beijingTime: FieldReader<Instant> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText((text) => inFigures(visible(text)), readBeijingTime),
  types: /* @__PURE__ */ typedAs(
    /* @__PURE__ */ eitherType(/* @__PURE__ */ typedText(), {
      kind: 'whole',
      from: EARLIEST_INSTANT,
      to: LATEST_INSTANT,
    }),
    readInstant,
  ),
})

const HALF_OF_DAY = /(日\s*|\s)([上下])午\s*(\d{1,2})/

/** A time as people write it, in the figures of `LOCAL_TIME`: 号, dashes, whole and half hours, the halves of a day. */
function inFigures(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(\d)[号號]/, '$1日')
    .replace(HALF_OF_DAY, (all: string, before: string, half: string, digits: string) => {
      const hour = Number(digits)
      // Twelve in the morning may be midnight or noon.
      if (half === '上') return hour < 12 ? before + digits : all
      return hour === 0 ? all : `${before}${hour < 12 ? hour + 12 : hour}`
    })
    .replace(/([时時点點])半$/, '$130分')
    .replace(/[时時点點]整?$/, '时00分')
    .replace(/[時點]/, '时')
}

function readBeijingTime(input: unknown, path: Path, issues: Issue[]): Instant | undefined {
  if (typeof input !== 'string') return readInstant(input, path, issues)
  const offset = OFFSET.exec(input)
  const found = LOCAL_TIME.exec(offset === null ? input : input.slice(0, offset.index))
  if (found === null) {
    // Such as a time with more decimals.
    if (offset !== null) return readInstant(input, path, issues)
    report(issues, 'malformed', path, wanted.beijingTime, input)
    return undefined
  }
  const part = (place: number): string => (found[place] ?? '0').padStart(2, '0')
  const written = `${found[1]}-${part(2)}-${part(3)}`
  // The end of a day is the beginning of the next.
  const isEnd = /^24(?:00)+0*$/.test(`${part(4)}${part(5)}${part(6)}${found[7] ?? ''}`)
  const day = isEnd && readLegalDay(written, path, []) !== undefined ? dayLater(written as LegalDay, 1) : written
  const fraction = (found[7] ?? '').padEnd(3, '0')
  return readInstant(
    `${day}T${isEnd ? '00' : part(4)}:${part(5)}:${part(6)}.${fraction}${offset?.[1]?.toUpperCase() ?? '+08:00'}`,
    path,
    issues,
  )
}

/** The largest amount in yuan; a call, since a bundler keeps a division for its effects, and with it the reader. */
const MOST_YUAN: number = /* @__PURE__ */ hundredth(FEN_LIMIT)
const YUAN: Expected = /* @__PURE__ */ wanted.yuan({ from: 0, to: MOST_YUAN })
/** An amount in yuan, with its sign and its word if they are there: `200`, `1,000.50`, `￥200`, `人民币200元整`, `200块`, `.5`. */
const AMOUNT =
  /^(?:[¥￥]|人民币|rmb|cny)?\s*([-+]?)(?=\.?\d)(\d*|\d{1,3}(?:[,，]\d{3})+)(?:\.(\d*))?\s*(?:[元圆](?:整|人民币)?|块钱?)?[.。]?$/i

/** An amount typed in yuan 元, made fen 分: `200` is 20000, and so are `200块` and `人民币200元`. Fractions of a fen are refused (`not-whole`). */
export const yuan: FieldReader<Fen> = /* @__PURE__ */ frozen({
  read: /* @__PURE__ */ ofText(visible, readYuan),
  types: /* @__PURE__ */ typedAs(
    /* @__PURE__ */ eitherType({ kind: 'number', from: 0, to: MOST_YUAN }, /* @__PURE__ */ typedText()),
    readFen,
  ),
})

function hundredth(amount: number): number {
  return amount / 100
}

function readYuan(input: unknown, path: Path, issues: Issue[]): Fen | undefined {
  const amount = typeof input === 'string' ? amountIn(input) : input
  const amountOfFen = typeof amount === 'number' ? fenOfYuan(amount) : undefined
  if (amountOfFen === undefined) report(issues, faultOf(amount), path, YUAN, input)
  return amountOfFen
}

type AmountFault = 'wrong-type' | 'malformed' | 'out-of-range' | 'not-whole'

function faultOf(amount: unknown): AmountFault {
  if (amount === 'malformed' || amount === 'not-whole') return amount
  if (typeof amount !== 'number') return 'wrong-type'
  return amount >= 0 && amount <= MOST_YUAN ? 'not-whole' : 'out-of-range'
}

/** The amount that a text writes, in yuan; a third decimal is no part of a fen, however small. */
function amountIn(text: string): number | 'malformed' | 'not-whole' {
  const found = AMOUNT.exec(text)
  if (found === null) return 'malformed'
  const decimals = (found[3] ?? '').replace(/0+$/, '')
  if (decimals.length > 2) return 'not-whole'
  const amount = Number(`${(found[2] as string).replace(/[,，]/g, '')}.${decimals || '0'}`)
  return found[1] === '-' ? -amount : amount
}

/** An amount that is typed, or sent by another system, in fen 分: `20000` is two hundred yuan. */
export const fen: FieldReader<Fen> = /* @__PURE__ */ frozen(/* @__PURE__ */ wholeField(readFen, true))
