import { mistaken } from '../input/assert.ts'
import { type Issue, type Path, report, shorten } from '../input/issue.ts'
import { eitherType, jsonTypes, textType } from '../input/json-schema.ts'
import { type TypedReader, typedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import * as wanted from '../input/wanted.ts'

declare const instantBrand: unique symbol
declare const legalDayBrand: unique symbol

/**
 * A moment, in the one canonical writing `2018-09-10T15:00:00.000+08:00`: text order is time order, and the first ten
 * characters are the legal day 法定日. Resolution: one millisecond; finer digits of an input are dropped.
 */
export type Instant = string & { readonly [instantBrand]: true }

/** A civil day of China (UTC+8), `YYYY-MM-DD`, from 1900-01-01 to 2199-12-31. */
export type LegalDay = string & { readonly [legalDayBrand]: true }

/** What {@link parseInstant} reads: RFC 3339 text with an offset, a `Date`, a Temporal instant, or epoch milliseconds of 1980 or later. */
export type InstantInput = string | number | Date | { toString(): string }

const OFFSET_MS = 8 * 3_600_000
/** The earliest instant that is read, in milliseconds since 1970-01-01T00:00Z: 1900-01-01 in China begins. */
export const EARLIEST_INSTANT: number = firstOf(1900)
/**
 * The least number that is read as an instant, in milliseconds: 1980-01-01 in China begins. Smaller ones are seconds of today, days of a
 * spreadsheet, `20241105`, `202411050910`, or 0 and -1 for none; of such instants there is text.
 */
const EARLIEST_MILLISECONDS: number = firstOf(1980)
/** The latest instant that is read: the last millisecond of 2199-12-31 in China. */
export const LATEST_INSTANT: number = firstOf(2200, -1)
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/
/** What every stored instant looks like; it is not taken apart again. */
const CANONICAL = /^(?:19|20|21)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}\+08:00$/
/** A time of day, or an offset without its sign. */
const CLOCK = /^(?:[01]\d|2[0-3])(?::[0-5]\d)+$/
const WITHOUT_OFFSET = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?$/
const LONGEST_TEMPORAL = 256
// What `ZonedDateTime` adds in brackets: zone and calendar.
const ZONE_NOTES = /(?:\[[^[\]]*\])+$/

/** When a year begins in China, or `later` milliseconds after that. A call, since a bundler keeps a subtraction. */
function firstOf(year: number, later = 0): number {
  return Date.UTC(year, 0, 1) - OFFSET_MS + later
}

/** In JSON a moment is text or epoch milliseconds; a `Date` is not JSON. */
export const readInstant: TypedReader<Instant> = typedReader(
  jsonTypes(
    eitherType(textType(20, 35, RFC_3339), {
      kind: 'whole',
      from: EARLIEST_MILLISECONDS,
      to: LATEST_INSTANT,
    }),
    textType(29, 29, CANONICAL),
  ),
  instantFrom,
)
const DAY = /^\d{4}-\d\d-\d\d$/
export const readLegalDay: TypedReader<LegalDay> = typedReader(jsonTypes(textType(10, 10, DAY)), dayFrom)

/**
 * Reads a moment. Text without an offset is refused (`no-offset`): it is ambiguous. So is a number before 1980 (`out-of-range`): it may be
 * seconds. A day that does not exist is refused (`no-such-day`), never moved. Never throws.
 */
export const parseInstant: Parser<InstantInput, Instant> = parserOf('parseInstant', readInstant)

/** Reads a legal day 法定日 `YYYY-MM-DD` that exists, from 1900-01-01 to 2199-12-31. Never throws. */
export const parseLegalDay: Parser<string, LegalDay> = parserOf('parseLegalDay', readLegalDay)

/**
 * The civil day in China (UTC+8) on which the moment falls, whatever zone the host is in.
 *
 * @param instant as {@link parseInstant} gives it.
 * @throws RangeError when `instant` is not in the canonical writing; its digits are not looked at again.
 */
export function legalDay(instant: Instant): LegalDay {
  if (typeof instant !== 'string' || instant.length !== 29) throw noInstant('legalDay', instant)
  return legalDayUnchecked(instant)
}

/** As `legalDay`, for an instant that was read already: decisions do without the check. */
export function legalDayUnchecked(instant: Instant): LegalDay {
  return instant.slice(0, 10) as LegalDay
}

/**
 * The day that is `count` calendar days after another, at most some years: it may lie past the last legal day. `daysAfter` of
 * the calendar stays within it, and loads date-fns, which decisions do without.
 */
export function dayLater(day: LegalDay, count: number): LegalDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10) as LegalDay
}

/**
 * Milliseconds since 1970-01-01T00:00Z.
 *
 * @throws RangeError when `instant` is not in the canonical writing.
 */
export function epochMillisecondsOf(instant: Instant): number {
  if (!isCanonical(instant)) throw noInstant('epochMillisecondsOf', instant)
  return Date.parse(instant)
}

function isCanonical(text: unknown): text is Instant {
  return typeof text === 'string' && CANONICAL.test(text) && dayExists(text)
}

function noInstant(of: string, value: unknown): RangeError {
  return new RangeError(`${of}(instant): ${shorten(value)} is not an instant of parseInstant`)
}

function instantFrom(input: unknown, path: Path, issues: Issue[]): Instant | undefined {
  if (typeof input === 'string') {
    if (isCanonical(input)) return input
    return fromText(input, path, issues)
  }
  if (typeof input === 'number') {
    if (input < EARLIEST_MILLISECONDS) {
      report(issues, 'out-of-range', path, wanted.milliseconds, input)
      return undefined
    }
    return fromEpoch(input, path, issues)
  }
  if (typeof input === 'object' && input !== null) {
    const epoch = epochOfDate(input)
    if (epoch !== undefined) return fromEpoch(epoch, path, issues)
    const text = textOfTemporal(input)
    if (text !== undefined) return fromText(text.replace(ZONE_NOTES, ''), path, issues)
  }
  report(issues, 'wrong-type', path, wanted.instant, input)
  return undefined
}

function dayFrom(input: unknown, path: Path, issues: Issue[]): LegalDay | undefined {
  if (typeof input !== 'string') {
    report(issues, 'wrong-type', path, wanted.day, input)
    return undefined
  }
  if (!DAY.test(input)) {
    report(issues, 'malformed', path, wanted.day, input)
    return undefined
  }
  if (!dayExists(input)) {
    report(issues, 'no-such-day', path, wanted.day, input)
    return undefined
  }
  if (input < '1900-01-01' || input > '2199-12-31') {
    report(issues, 'out-of-range', path, wanted.day, input)
    return undefined
  }
  return input as LegalDay
}

/** The number that the digits from `start` up to `end` write. */
function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let index = start; index < end; index++) value = value * 10 + text.charCodeAt(index) - 48
  return value
}

/** Whether there is a day that is written so; it begins `YYYY-MM-DD` in digits. */
function dayExists(day: string): boolean {
  const month = digits(day, 5, 7)
  const date = digits(day, 8, 10)
  if (month < 1 || month > 12 || date < 1 || date > 31) return false
  // The calendar comes round in 400 years, and years before 100 would be taken for those of the last century.
  return date < 29 || date <= new Date(Date.UTC(digits(day, 0, 4) + 400, month, 0)).getUTCDate()
}

function fromText(text: string, path: Path, issues: Issue[]): Instant | undefined {
  const match = RFC_3339.exec(text)
  if (match === null) {
    const local = WITHOUT_OFFSET.exec(text)
    if (local === null) {
      report(issues, 'malformed', path, wanted.instant, text)
      return undefined
    }
    const meant = inChina(local)
    // A time that there is not is not offered.
    const isTime = fromText(meant, [], []) !== undefined
    report(issues, 'no-offset', path, isTime ? wanted.thisInstant(meant) : wanted.instant, text)
    return undefined
  }
  const time = text.slice(11, 19)
  // Behind the sign, in hours and minutes; Z has neither.
  const offset = match[8] === undefined ? '+00:00' : text.slice(-6)
  if (!dayExists(text) || !CLOCK.test(time)) {
    report(issues, 'no-such-day', path, wanted.instant, text)
    return undefined
  }
  if (!CLOCK.test(offset.slice(1))) {
    report(issues, 'malformed', path, wanted.instant, text)
    return undefined
  }
  const milliseconds = (match[7] ?? '').slice(0, 3).padEnd(3, '0')
  return fromEpoch(Date.parse(`${text.slice(0, 10)}T${time}.${milliseconds}${offset}`), path, issues, text)
}

/** A time that lacks its offset, as it would be written for China; from midnight where it is a day. */
function inChina(local: RegExpExecArray): string {
  return `${local[1]}T${local[2] ?? '00:00'}:${local[3] ?? '00'}+08:00`
}

/** The instant of whole milliseconds since 1970-01-01T00:00Z; `undefined` if the library has none. */
export function instantAt(milliseconds: number): Instant | undefined {
  return fromEpoch(milliseconds, [], [])
}

/** `09:30:00.000`, so many milliseconds after midnight, of less than a day. */
export function timeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23)
}

function fromEpoch(epoch: number, path: Path, issues: Issue[], received: unknown = epoch): Instant | undefined {
  const isInRange = epoch >= EARLIEST_INSTANT && epoch <= LATEST_INSTANT
  if (!isInRange || !Number.isInteger(epoch)) {
    report(issues, isInRange ? 'not-whole' : 'out-of-range', path, wanted.instant, received)
    return undefined
  }
  return `${new Date(epoch + OFFSET_MS).toISOString().slice(0, 23)}+08:00` as Instant
}

/** The epoch of a real `Date`, of this or another realm; `undefined` for anything else, however it dresses up. */
function epochOfDate(input: object): number | undefined {
  try {
    return Date.prototype.getTime.call(input)
  } catch {
    return undefined
  }
}

/** The text of a Temporal `Instant` or `ZonedDateTime`, read once. */
function textOfTemporal(input: object): string | undefined {
  try {
    const tag = Object.prototype.toString.call(input)
    if (tag !== '[object Temporal.Instant]' && tag !== '[object Temporal.ZonedDateTime]') return undefined
    const text: unknown = (input as { toString(): unknown }).toString()
    return typeof text === 'string' ? text.slice(0, LONGEST_TEMPORAL) : undefined
  } catch {
    return undefined
  }
}

/** When a legal day begins in China, in milliseconds since 1970-01-01T00:00Z. */
export function startOfDay(day: LegalDay): number {
  return epochMillisecondsOf(`${day}T00:00:00.000+08:00` as Instant)
}

/** @throws RangeError when the argument is not a legal day. */
export function dayArgument(argument: string, value: unknown): LegalDay {
  const issues: Issue[] = []
  const day = readLegalDay(value, [], issues)
  if (day === undefined) throw mistaken(argument, value, `a ${wanted.day.expected}`)
  return day
}
