import { UTCDateMini } from '@date-fns/utc/date/mini'
import { addDays, addYears, isWeekend } from 'date-fns'
import { mistyped, wholeArgument } from '../input/assert.ts'
import { type Issue, report, shorten } from '../input/issue.ts'
import { type ListReader, list, read, record, withDefault } from '../input/read.ts'
import { err, ok, type Parsed } from '../input/result.ts'
import { type Parser, standard } from '../input/schema.ts'
import { typesOf } from '../input/types-of.ts'
import * as wanted from '../input/wanted.ts'
import { dayArgument, type LegalDay, readLegalDay } from './instant.ts'

/**
 * Which days are no working days: weekends, unless a make-up day 调休上班 falls on one, and the public holidays handed in.
 */
export interface Calendar {
  readonly holidays: readonly LegalDay[]
  readonly workdays: readonly LegalDay[]
}

/** No public holidays, weekends only: the calendar of a registry that is opened without one. */
export const weekendsOnly: Calendar = Object.freeze({
  holidays: Object.freeze([] as LegalDay[]),
  workdays: Object.freeze([] as LegalDay[]),
})

/** Days in a list of a calendar at most. */
export const MOST_DAYS = 10_000
/** Far more than any term: the range has fewer days. */
const LONGEST_TERM = 100_000
/** Calendars that were read: a term under another one is counted on a copy, read at once. */
const CALENDARS: WeakSet<Calendar> = new WeakSet([weekendsOnly])
/** The days of calendars, to be looked up in. */
const EXCEPTIONS: WeakMap<Calendar, Exceptions> = new WeakMap()
/** Days already computed: the same few are asked for again and again. `npm run bench` (h) */
const YEARS_AFTER: Computed = emptyCache()
/** Each handling asks for the last day to pay: reckoned anew, commands took up to a tenth longer. `npm run bench` (h) */
const CALENDAR_DAYS_AFTER: WeakMap<Calendar, Computed> = new WeakMap()
/** Real use has few terms, and few days at a time. */
const MOST_REMEMBERED = 20_000
const LAST_DAY = '2199-12-31' as LegalDay

const days: ListReader<LegalDay> = list(readLegalDay, MOST_DAYS)
const daysOrNone = withDefault(days, Object.freeze([] as LegalDay[]))
const calendarReader = record(() => ({ holidays: daysOrNone, workdays: daysOrNone }))

/** Reads a calendar: two lists of days, no day in both. Never throws. */
export const parseCalendar: Parser<
  { readonly holidays?: readonly string[] | undefined; readonly workdays?: readonly string[] | undefined },
  Calendar
> = standard(
  function parseCalendar(input) {
    return readCalendar(input)
  },
  () => typesOf(calendarReader),
)

/** As `parseCalendar`; a caller within the library does not load what makes a parser a schema. */
export function readCalendar(input: unknown): Parsed<Calendar> {
  const issues: Issue[] = []
  const calendar = Object.freeze(read(calendarReader, input, [], issues).record as Calendar)
  const holidays = new Set(calendar.holidays)
  calendar.workdays.forEach((day, index) => {
    if (holidays.has(day)) report(issues, 'overlapping', ['workdays', index], wanted.workday, day)
  })
  if (issues.length > 0) return err(issues)
  CALENDARS.add(calendar)
  return ok(calendar)
}

/** The same date `years` years later; 29 February becomes 28 February in a common year. Never past 2199-12-31. */
export function yearsAfter(day: LegalDay, years: number): LegalDay {
  textOnly(day)
  return remembered(YEARS_AFTER, years, day) ?? remember(YEARS_AFTER, years, day, bounded(addYears(utc(day), years)))
}

export function daysAfter(day: LegalDay, count: number): LegalDay {
  return bounded(addDays(utc(day), count))
}

/**
 * The last day of a term of `count` working days 工作日 that begins on the day after `day`: the terms that Order 105 itself
 * names 本规定所称的 (its Article 81), such as the five days for an objection. The fifteen days to pay a fine are
 * calendar days: {@link payByDay}.
 *
 * @param count whole days, from 0.
 * @param calendar its holidays and weekends are no working days, its make-up days 调休上班 are.
 * @throws RangeError if `day` is not a legal day or `count` not a whole number; TypeError if `calendar` is not a calendar.
 *
 * @example
 * ```ts
 * import { type LegalDay, weekendsOnly, workingDaysAfter } from 'demerit'
 * workingDaysAfter('2025-02-28' as LegalDay, 1, weekendsOnly) // '2025-03-03'
 * ```
 */
export function workingDaysAfter(day: LegalDay, count: number, calendar: Calendar): LegalDay {
  dayArgument('workingDaysAfter(day)', day)
  wholeArgument('workingDaysAfter(count)', count, 0, LONGEST_TERM)
  const exceptions = exceptionsOf(calendarArgument('workingDaysAfter(calendar)', calendar))
  let last = day
  for (let left = count; left > 0 && last < LAST_DAY; ) {
    last = daysAfter(last, 1)
    if (works(last, exceptions)) left--
  }
  return last
}

/**
 * The last day of a term of `count` calendar days that begins on the day after `day`; one that falls on a day off moves to the
 * next working day (Order 163, Article 36; rules on administrative cases 公安机关办理行政案件程序规定, Article 35).
 *
 * @param count whole days, from 0.
 * @param calendar by which a last day on a day off moves on.
 * @throws RangeError if `day` is not a legal day or `count` not a whole number; TypeError if `calendar` is not a calendar.
 */
export function calendarDaysAfter(day: LegalDay, count: number, calendar: Calendar): LegalDay {
  dayArgument('calendarDaysAfter(day)', day)
  wholeArgument('calendarDaysAfter(count)', count, 0, LONGEST_TERM)
  return calendarDaysAfterUnchecked(day, count, calendarArgument('calendarDaysAfter(calendar)', calendar))
}

/** As `calendarDaysAfter`, for a calendar that was read already. */
export function calendarDaysAfterUnchecked(day: LegalDay, count: number, calendar: Calendar): LegalDay {
  let known = CALENDAR_DAYS_AFTER.get(calendar)
  if (known === undefined) {
    known = emptyCache()
    CALENDAR_DAYS_AFTER.set(calendar, known)
  }
  return remembered(known, count, day) ?? remember(known, count, day, moved(daysAfter(day, count), calendar))
}

/** @throws TypeError when the argument is no calendar. */
export function calendarArgument(argument: string, calendar: unknown): Calendar {
  if (CALENDARS.has(calendar as Calendar)) return calendar as Calendar
  const parsed = readCalendar(calendar)
  if (!parsed.ok) throw mistyped(argument, calendar, 'a calendar of holidays and workdays')
  return parsed.value
}

/** Whole days from one legal day to another. */
export function daysBetween(from: LegalDay, to: LegalDay): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)
}

/** The day itself, or the next working day after it. */
function moved(day: LegalDay, calendar: Calendar): LegalDay {
  const exceptions = exceptionsOf(calendar)
  let last = day
  while (!works(last, exceptions) && last < LAST_DAY) last = daysAfter(last, 1)
  return last
}

/** The days on which a calendar differs from weekdays and weekends. */
interface Exceptions {
  readonly holidays: ReadonlySet<LegalDay>
  readonly workdays: ReadonlySet<LegalDay>
}

/** Made once for a calendar: one of thousands of days would take longer to go through than a term to count. `npm run bench` (h) */
function exceptionsOf(calendar: Calendar): Exceptions {
  let known = EXCEPTIONS.get(calendar)
  if (known === undefined) {
    known = { holidays: new Set(calendar.holidays), workdays: new Set(calendar.workdays) }
    EXCEPTIONS.set(calendar, known)
  }
  return known
}

function works(day: LegalDay, { holidays, workdays }: Exceptions): boolean {
  return !holidays.has(day) && (workdays.has(day) || !isWeekend(utc(day)))
}

/** A day that is not text could name one day when it is looked up and another when it is computed with. */
function textOnly(day: unknown): void {
  if (typeof day !== 'string') throw new RangeError(`day: ${shorten(day)} is not a day YYYY-MM-DD`)
}

/** By the length of the term, from one day to another. */
interface Computed {
  readonly terms: Map<number, Map<LegalDay, LegalDay>>
  /** How many days are remembered. */
  size: number
}

function emptyCache(): Computed {
  return { terms: new Map(), size: 0 }
}

function remembered({ terms }: Computed, count: number, from: LegalDay): LegalDay | undefined {
  return terms.get(count)?.get(from)
}

function remember(known: Computed, count: number, from: LegalDay, to: LegalDay): LegalDay {
  if (known.size >= MOST_REMEMBERED) {
    known.terms.clear()
    known.size = 0
  }
  let days = known.terms.get(count)
  if (days === undefined) {
    days = new Map()
    known.terms.set(count, days)
  }
  days.set(from, to)
  known.size++
  return to
}

/** A date that makes others of its kind itself: date-fns looks for this symbol, which may hang on `Object.prototype`. */
class CivilDate extends UTCDateMini {
  [Symbol.for('constructDateFrom')](value: number): Date {
    return new CivilDate(value)
  }
}

/** A date whose fields are in UTC, so that date-fns computes in civil days, whatever the zone of the host. */
function utc(day: LegalDay): Date {
  return new CivilDate(`${day}T00:00:00Z`)
}

function bounded(date: Date): LegalDay {
  const text = date.toISOString()
  return (text.length > 24 || text > '2199-12-31T' ? LAST_DAY : text.slice(0, 10)) as LegalDay
}
