/** Calendars, terms of days, the time to pay a fine and what lateness adds, and the limitation. */
import { describe, expect, test } from 'vitest'
import {
  additionalFine,
  type Calendar,
  calendarDaysAfter,
  DAYS_TO_PAY,
  type Fen,
  isWithinLimitation,
  LATE_PERCENT,
  LIMITATION_YEARS,
  parseCalendar,
  parseLegalDay,
  payByDay,
  weekendsOnly,
  workingDaysAfter,
  yuan,
} from '../../src/index.ts'
import { payByDayUnchecked } from '../../src/law/procedure/fines.ts'
import { daysAfter, daysBetween, yearsAfter } from '../../src/values/calendar.ts'

const LAST_DAY = '2199-12-31'

function day(text: string) {
  const parsed = parseLegalDay(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

function calendarOf(holidays: readonly string[], workdays: readonly string[] = []): Calendar {
  const parsed = parseCalendar({ holidays, workdays })
  if (!parsed.ok) throw new Error('a calendar')
  return parsed.value
}

test('calendar days run through weekends, and a last day on one moves to Monday (F2.26)', () => {
  // Ten days from Tuesday 1, Wednesday 2 and Thursday 3 May 2018 end on Friday, Saturday and Sunday.
  expect(calendarDaysAfter(day('2018-05-01'), 10, weekendsOnly)).toBe('2018-05-11')
  expect(calendarDaysAfter(day('2018-05-02'), 10, weekendsOnly)).toBe('2018-05-14')
  expect(calendarDaysAfter(day('2018-05-03'), 10, weekendsOnly)).toBe('2018-05-14')
})

test('working days leave out weekends and holidays, and count make-up days (F3.5)', () => {
  expect(workingDaysAfter(day('2018-09-11'), 15, weekendsOnly)).toBe('2018-10-02')
  const calendar = calendarOf(['2018-10-01', '2018-10-02', '2018-10-03'], ['2018-09-29'])
  expect(workingDaysAfter(day('2018-09-11'), 15, calendar)).toBe('2018-10-04')
  expect(calendarDaysAfter(day('2018-09-22'), 10, calendar)).toBe('2018-10-04')
})

test('a term of no days ends on its own day, whatever day that is; one of calendar days never on a day off', () => {
  // A Saturday.
  expect(workingDaysAfter(day('2018-09-15'), 0, weekendsOnly)).toBe('2018-09-15')
  expect(workingDaysAfter(day('2018-09-15'), 1, weekendsOnly)).toBe('2018-09-17')
  expect(calendarDaysAfter(day('2018-09-15'), 0, weekendsOnly)).toBe('2018-09-17')
  expect(calendarDaysAfter(day('2018-09-15'), 0, calendarOf([], ['2018-09-15']))).toBe('2018-09-15')
})

test('a day off is a holiday, or a Saturday or Sunday that is no make-up day', () => {
  const calendar = calendarOf(['2018-10-01'], ['2018-09-29'])
  const week = ['2018-09-28', '2018-09-29', '2018-09-30', '2018-10-01', '2018-10-02']
  const isWorked = (each: string, by: Calendar) => calendarDaysAfter(day(each), 0, by) === each
  expect(week.map((each) => isWorked(each, calendar))).toEqual([true, true, false, false, true])
  expect(week.map((each) => isWorked(each, weekendsOnly))).toEqual([true, false, false, true, true])
  // No day is both.
  const both = { holidays: [day('2018-10-06')], workdays: [day('2018-10-06')] }
  expect(() => isWorked('2018-10-06', both)).toThrow(TypeError)
})

test('what one calendar makes of a term is not what another makes of it', () => {
  const calendar = calendarOf(['2018-10-01'])
  for (let again = 0; again < 2; again++) {
    expect(workingDaysAfter(day('2018-09-28'), 1, weekendsOnly)).toBe('2018-10-01')
    expect(workingDaysAfter(day('2018-09-28'), 1, calendar)).toBe('2018-10-02')
    expect(workingDaysAfter(day('2018-09-28'), 2, calendar)).toBe('2018-10-03')
    expect(workingDaysAfter(day('2018-09-27'), 2, calendar)).toBe('2018-10-02')
    expect(workingDaysAfter(day('2018-09-28'), 1, { holidays: [day('2018-10-01'), day('2018-10-02')] } as never)).toBe(
      '2018-10-03',
    )
  }
})

test('no term goes past the last day there is', () => {
  // 31 December 2199 is a Tuesday.
  for (const term of [workingDaysAfter, calendarDaysAfter]) {
    expect(term(day('2199-12-30'), 1, weekendsOnly)).toBe(LAST_DAY)
    expect(term(day('2199-12-30'), 2, weekendsOnly)).toBe(LAST_DAY)
    expect(term(day(LAST_DAY), 1, weekendsOnly)).toBe(LAST_DAY)
    expect(term(day('2199-12-28'), 3, calendarOf([LAST_DAY]))).toBe(LAST_DAY)
    expect(term(day('2199-12-28'), 5, calendarOf([LAST_DAY]))).toBe(LAST_DAY)
  }
  expect(daysAfter(day('2199-12-30'), 1)).toBe(LAST_DAY)
  expect(daysAfter(day('2199-12-30'), 2)).toBe(LAST_DAY)
  expect(yearsAfter(day('2198-12-31'), 1)).toBe(LAST_DAY)
  expect(yearsAfter(day('2199-01-01'), 1)).toBe(LAST_DAY)
  // Years of five digits are written with a sign before them, which sorts before every digit.
  expect(yearsAfter(day('2018-05-01'), 8_000)).toBe(LAST_DAY)
})

test('a term is a whole number of days, up to more than there are', () => {
  for (const [name, term] of Object.entries({ workingDaysAfter, calendarDaysAfter })) {
    const wanted = (count: number) => new RangeError(`${name}(count): ${count} is not a whole number from 0 to 100000`)
    expect(term(day(LAST_DAY), 100_000, weekendsOnly)).toBe(LAST_DAY)
    for (const count of [-1, 100_001, 0.5]) {
      expect(() => term(day('2018-05-01'), count, weekendsOnly)).toThrow(wanted(count))
    }
    expect(() => term('1 May' as never, 1, weekendsOnly)).toThrow(`${name}(day): "1 May" is not a day YYYY-MM-DD`)
    expect(() => term(day('2018-05-01'), 1, [] as never)).toThrow(
      new TypeError(`${name}(calendar): array is not a calendar of holidays and workdays`),
    )
    expect(() => term(day('2018-05-01'), 1, { holidays: [LAST_DAY, 'x'] } as never)).toThrow(TypeError)
  }
})

test('years on, the day is the same but for 29 February; and days on, one more', () => {
  expect(yearsAfter(day('2016-02-29'), 1)).toBe('2017-02-28')
  expect(yearsAfter(day('2016-02-29'), 4)).toBe('2020-02-29')
  expect(yearsAfter(day('2016-02-29'), 0)).toBe('2016-02-29')
  expect(yearsAfter(day('2017-03-01'), 1)).toBe('2018-03-01')
  expect([1, 2].map((count) => yearsAfter(day('2017-03-01'), count))).toEqual(['2018-03-01', '2019-03-01'])
  expect(daysAfter(day('2020-02-28'), 1)).toBe('2020-02-29')
  expect(daysAfter(day('2020-03-01'), -1)).toBe('2020-02-29')
  expect(daysBetween(day('2020-02-28'), day('2020-03-01'))).toBe(2)
  expect(daysBetween(day('2020-03-01'), day('2020-02-28'))).toBe(-2)
  expect(daysBetween(day('1900-01-01'), day(LAST_DAY))).toBe(300 * 365 + 72)
  expect(() => yearsAfter(20180501 as never, 1)).toThrow(new RangeError('day: 20180501 is not a day YYYY-MM-DD'))
})

test('a symbol of date-fns that lies on Object.prototype does not compute for it', () => {
  const symbol = Symbol.for('constructDateFrom')
  Object.defineProperty(Object.prototype, symbol, { value: () => new Date(0), configurable: true })
  try {
    expect(daysAfter(day('2018-05-01'), 1)).toBe('2018-05-02')
    expect(yearsAfter(day('2018-05-01'), 77)).toBe('2095-05-01')
  } finally {
    Reflect.deleteProperty(Object.prototype, symbol)
  }
})

describe('a calendar', () => {
  const faults = (input: unknown) => {
    const parsed = parseCalendar(input)
    return parsed.ok ? [] : parsed.issues.map(({ code, path, expected }) => [code, path, expected])
  }

  test('without holidays or make-up days is one of weekends only', () => {
    expect(weekendsOnly).toEqual({ holidays: [], workdays: [] })
    for (const input of [{}, { holidays: undefined }, { workdays: [] }]) {
      expect(parseCalendar(input)).toEqual({ ok: true, value: { holidays: [], workdays: [] } })
    }
  })

  test('is read whole, in the order given, and frozen', () => {
    const input = { holidays: ['2018-10-02', '2018-10-01'], workdays: ['2018-09-30', '2018-09-29'] }
    const parsed = parseCalendar(input)
    expect(parsed).toEqual({ ok: true, value: input })
    if (!parsed.ok) return
    input.holidays.length = 0
    expect(parsed.value.holidays).toHaveLength(2)
    expect([parsed.value, parsed.value.holidays, parsed.value.workdays].every(Object.isFrozen)).toBe(true)
  })

  test('names each day that is invalid, by its place', () => {
    const expected = 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31'
    expect(faults({ holidays: ['2018-10-01', '2018-02-29'], workdays: ['x', 1] })).toEqual([
      ['no-such-day', ['holidays', 1], expected],
      ['malformed', ['workdays', 0], expected],
      ['wrong-type', ['workdays', 1], expected],
    ])
    expect(faults({ holidays: '2018-10-01' }).map(([code, path]) => [code, path])).toEqual([
      ['wrong-type', ['holidays']],
    ])
    expect(faults({ weekends: [] }).map(([code, path]) => [code, path])).toEqual([['unknown-key', ['weekends']]])
  })

  test('has no day in both lists', () => {
    const [first, second] = ['2018-10-01', '2018-10-06']
    expect(faults({ holidays: [first, second], workdays: ['2018-09-29', second, first] })).toEqual([
      ['overlapping', ['workdays', 1], 'no holiday'],
      ['overlapping', ['workdays', 2], 'no holiday'],
    ])
  })

  test('has ten thousand days at most: one fewer, exactly the limit, one more', () => {
    const many = (count: number) => new Array(count).fill('2018-10-01')
    expect(faults({ holidays: many(9_999), workdays: [] })).toEqual([])
    expect(faults({ holidays: many(10_000), workdays: [] })).toEqual([])
    expect(faults({ holidays: many(10_001) }).map(([code, path]) => [code, path])).toEqual([['too-many', ['holidays']]])
  })
})

describe('a fine', () => {
  test('is to be paid within fifteen calendar days, without the day of receipt', () => {
    expect(DAYS_TO_PAY).toBe(15)
    expect(payByDay(day('2018-09-11'), weekendsOnly)).toBe('2018-09-26')
    // The days of the doubt that was decided: working days would have given 2024-03-22.
    expect(payByDay(day('2024-03-01'), weekendsOnly)).toBe('2024-03-18')
    expect(() => payByDay('yesterday' as never, weekendsOnly)).toThrow(/^payByDay\(day\): "yesterday" is not a day/)
    expect(() => payByDay(day('2018-09-11'), 7 as never)).toThrow(/^payByDay\(calendar\): 7 is not /)
    // What the registry computes for days it has read is the same.
    expect(payByDayUnchecked(day('2018-09-11'), weekendsOnly)).toBe('2018-09-26')
  })

  test('is due on the day off no more: what ends on one ends on the next working day', () => {
    // Received from Thursday 6 to Monday 10 September 2018: the fifteenth day is Friday 21 to Tuesday 25.
    const days = ['2018-09-06', '2018-09-07', '2018-09-08', '2018-09-09', '2018-09-10']
    const due = (calendar: Calendar) => days.map((each) => payByDay(day(each), calendar).slice(5))
    expect(due(weekendsOnly)).toEqual(['09-21', '09-24', '09-24', '09-24', '09-25'])
    // The Mid-Autumn holiday of that year, Saturday to Monday: those of the days off end on Tuesday.
    expect(due(calendarOf(['2018-09-22', '2018-09-23', '2018-09-24']))).toEqual([
      ...['09-21', '09-25', '09-25', '09-25', '09-25'],
    ])
    // A Saturday that is worked is a last day like any other.
    expect(due(calendarOf([], ['2018-09-22']))).toEqual(['09-21', '09-22', '09-24', '09-24', '09-25'])
    // Days off within the term move nothing.
    expect(payByDay(day('2018-09-20'), calendarOf(['2018-10-01', '2018-10-02', '2018-10-03']))).toBe('2018-10-05')
    expect(payByDayUnchecked(day('2018-09-16'), calendarOf(['2018-10-01']))).toBe('2018-10-02')
  })

  test('grows by three parts in a hundred for each day it is late, in whole fen, until it has doubled', () => {
    expect(LATE_PERCENT).toBe(3)
    const fee = (fine: number, on: string) => additionalFine(fine as Fen, day('2018-10-02'), day(on))
    expect(['2018-10-01', '2018-10-02', '2018-10-03', '2018-10-04'].map((on) => fee(yuan(200), on))).toEqual([
      0, 0, 600, 1200,
    ])
    // 33 days make 99 parts, 34 make 102.
    expect(['2018-11-03', '2018-11-04', '2018-11-05'].map((on) => fee(yuan(200), on))).toEqual([19_200, 19_800, 20_000])
    expect(fee(33, '2018-10-03')).toBe(0)
    expect(fee(34, '2018-10-03')).toBe(1)
    expect(fee(0, '2018-11-05')).toBe(0)
    expect(fee(yuan(200), LAST_DAY)).toBe(20_000)
  })

  test('or a day that is invalid is named', () => {
    const days = [day('2018-10-02'), day('2018-10-03')] as const
    expect(() => additionalFine(0.5 as Fen, ...days)).toThrow(
      new RangeError('additionalFine(fine): 0.5 is not a whole amount of fen'),
    )
    expect(() => additionalFine(yuan(1), 'x' as never, days[1])).toThrow(
      /^additionalFine\(payBy\): "x" is not a day YYYY-MM-DD/,
    )
    expect(() => additionalFine(yuan(1), days[0], 'x' as never)).toThrow(
      /^additionalFine\(day\): "x" is not a day YYYY-MM-DD/,
    )
  })
})

describe('an act', () => {
  test('can be recorded until its second anniversary: the day before, the day, the day after', () => {
    expect(LIMITATION_YEARS).toBe(2)
    const within = (on: string, occurred = '2018-05-01') => isWithinLimitation(day(occurred), day(on))
    expect(['2018-04-30', '2018-05-01', '2020-04-30', '2020-05-01', '2020-05-02'].map((on) => within(on))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
    // Of 29 February the anniversary is the 28th in common years.
    expect(within('2018-02-28', '2016-02-29')).toBe(true)
    expect(within('2018-03-01', '2016-02-29')).toBe(false)
  })

  test('of a day that is invalid is named', () => {
    const within = isWithinLimitation as (...given: unknown[]) => boolean
    expect(() => within('x', '2018-05-01')).toThrow(/^isWithinLimitation\(occurredOn\): "x" is not a day/)
    expect(() => within('2018-05-01', 'x')).toThrow(/^isWithinLimitation\(day\): "x" is not a day/)
  })
})
