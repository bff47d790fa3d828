/**
 * Days, written a second time and naively: by counting them one by one through `Date` in UTC. A day is `YYYY-MM-DD`, a
 * moment the canonical text of the specification, `2018-09-10T15:00:00.000+08:00`.
 */

const CHINA = 8 * 3_600_000

/** The canonical text of a moment given as text with an offset, as a `Date`, or as epoch milliseconds. */
export function moment(given: string | number | Date): string {
  return `${new Date(new Date(given).getTime() + CHINA).toISOString().slice(0, 23)}+08:00`
}

/** The civil day in China. */
export function dayOf(at: string): string {
  return at.slice(0, 10)
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 3_600_000).toISOString().slice(0, 10)
}

/** The same date in another year; 28 February where there is no 29th. */
export function inYear(day: string, year: number): string {
  if (!day.endsWith('02-29')) return `${year}${day.slice(4)}`
  return `${year}-${new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1 ? '02-29' : '02-28'}`
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

/** The `count`-th day after a day, or the Monday after it where it is a weekend. */
export function termEnd(day: string, count: number): string {
  let last = day
  for (let left = count; left > 0; left--) last = dayAfter(last)
  while ([0, 6].includes(new Date(last).getUTCDay())) last = dayAfter(last)
  return last
}
