import { expect, test } from 'vitest'
import { calendarDaysAfter, parseCalendar, parseLegalDay, weekendsOnly, workingDaysAfter } from '../../src/index.ts'

function day(text: string) {
  const parsed = parseLegalDay(text)
  if (!parsed.ok) throw new Error(text)
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
  const calendar = parseCalendar({ holidays: ['2018-10-01', '2018-10-02', '2018-10-03'], workdays: ['2018-09-29'] })
  if (!calendar.ok) throw new Error('a calendar')
  expect(workingDaysAfter(day('2018-09-11'), 15, calendar.value)).toBe('2018-10-04')
  expect(calendarDaysAfter(day('2018-09-22'), 10, calendar.value)).toBe('2018-10-04')
})
