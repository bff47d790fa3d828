import { yearsAfter } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import { emptyMap, forEach, get, type PersistentMap, put, remove } from './persistent-map.ts'

/**
 * With which others violations were handled, and on which days: the vehicles of others for a driver, the drivers other than
 * the owner for a vehicle. The rules count different others within a year, so what is older than a year is dropped.
 */
export interface OthersHandled {
  readonly byId: PersistentMap<Other>
  /** How many others `byId` holds. */
  readonly size: number
  /** How many others were last handled with on a day, oldest day first: summed up, they are the others of a year. */
  readonly latest: readonly DayCount[]
}

interface Other {
  readonly id: string
  /** How many handlings there were on a day, oldest day first. */
  readonly days: readonly DayCount[]
}

/** How often something was on a day. */
interface DayCount {
  readonly day: LegalDay
  readonly times: number
}

/** Handlings with one other on one day. */
export interface HandledWith extends DayCount {
  readonly other: string
}

/** With one more handling, on a day that is not before any that it holds. */
export function withOther(others: OthersHandled | null, other: string, day: LegalDay): OthersHandled {
  const yearAgo = yearsAfter(day, -1)
  const { byId, size, latest } = others ?? NOBODY
  const before = get(byId, other)
  const days = since(before === undefined ? NO_DAYS : before.days, yearAgo)
  const current = since(latest, yearAgo)
  const moved = days.length === 0 ? current : withCount(current, lastOf(days), -1)
  const next = {
    byId: put(byId, { id: other, days: withCount(days, day, 1) }),
    size: before === undefined ? size + 1 : size,
    latest: withCount(moved, day, 1),
  }
  return isCrowded(next) ? withoutOlder(next, yearAgo) : next
}

/** With one handling less; unchanged if that handling was dropped already. */
export function withoutOther(others: OthersHandled | null, other: string, day: LegalDay): OthersHandled | null {
  const before = others === null ? undefined : get(others.byId, other)
  if (others === null || before === undefined || !before.days.some((each) => each.day === day)) return others
  const { byId, size, latest } = others
  const days = withCount(before.days, day, -1)
  const left = withCount(latest, lastOf(before.days), -1)
  if (days.length > 0) return { byId: put(byId, { id: other, days }), size, latest: withCount(left, lastOf(days), 1) }
  return size === 1 ? null : { byId: remove(byId, other), size: size - 1, latest: left }
}

/** How many handlings with one other there were on a day. */
export function timesWith(others: OthersHandled | null, other: string, day: LegalDay): number {
  const found = others === null ? undefined : get(others.byId, other)
  return found?.days.find((each) => each.day === day)?.times ?? 0
}

/**
 * How many different others there are within a year back from `day`, with `also` and without `not` (a former driver who owns
 * the vehicle now does not count).
 */
export function othersWithinYear(
  others: OthersHandled | null,
  day: LegalDay,
  also: string | null,
  not: string | null,
): number {
  const yearAgo = yearsAfter(day, -1)
  let count = also === null || isSince(others, also, yearAgo) ? 0 : 1
  for (const each of since(others?.latest ?? NO_DAYS, yearAgo)) count += each.times
  return not !== null && isSince(others, not, yearAgo) ? count - 1 : count
}

/** All handlings after a day, in an order that depends on the ids and days alone. */
export function handledAfter(others: OthersHandled | null, day: LegalDay): readonly HandledWith[] {
  const found: HandledWith[] = []
  if (others === null) return found
  forEach(others.byId, ({ id: other, days }) => {
    for (const each of since(days, day)) found.push({ other, day: each.day, times: each.times })
  })
  return found.sort((one, two) => compare(one.day, two.day) || compare(one.other, two.other))
}

/** The same from a list of them, in any order, none twice. */
export function othersFrom(list: readonly HandledWith[]): OthersHandled | null {
  if (list.length === 0) return null
  const daysOf = new Map<string, DayCount[]>()
  for (const { other, day, times } of list) {
    const days = daysOf.get(other)
    if (days === undefined) daysOf.set(other, [{ day, times }])
    else days.push({ day, times })
  }
  const latest = new Map<LegalDay, number>()
  let byId: PersistentMap<Other> = emptyMap()
  daysOf.forEach((days, id) => {
    days.sort((one, two) => compare(one.day, two.day))
    byId = put(byId, { id, days })
    latest.set(lastOf(days), (latest.get(lastOf(days)) ?? 0) + 1)
  })
  const counts = [...latest]
    .map((entry) => ({ day: entry[0], times: entry[1] }))
    .sort((one, two) => compare(one.day, two.day))
  return { byId, size: daysOf.size, latest: counts }
}

const NO_DAYS: readonly DayCount[] = []
const NOBODY: OthersHandled = { byId: emptyMap(), size: 0, latest: NO_DAYS }
/** Below this many others, nothing is gained by dropping older ones. */
const FEW = 16

function isSince(others: OthersHandled | null, other: string, yearAgo: LegalDay): boolean {
  const found = others === null ? undefined : get(others.byId, other)
  return found !== undefined && lastOf(found.days) > yearAgo
}

/** Half of the others are older than a year: to drop them costs no more than it took to add them. */
function isCrowded({ size, latest }: OthersHandled): boolean {
  return size > FEW && size > 2 * latest.reduce((sum, { times }) => sum + times, 0)
}

function withoutOlder({ byId: all, latest }: OthersHandled, yearAgo: LegalDay): OthersHandled {
  let byId: PersistentMap<Other> = emptyMap()
  let size = 0
  forEach(all, (other) => {
    if (lastOf(other.days) <= yearAgo) return
    byId = put(byId, other)
    size++
  })
  return { byId, size, latest }
}

/** The days after one. */
function since(days: readonly DayCount[], after: LegalDay): readonly DayCount[] {
  return days.length === 0 || (days[0] as DayCount).day > after ? days : days.filter(({ day }) => day > after)
}

/** The list with `by` more on a day: nothing stands for a day without any. */
function withCount(days: readonly DayCount[], day: LegalDay, by: 1 | -1): readonly DayCount[] {
  const next = days.findIndex((each) => each.day >= day)
  const place = next < 0 ? days.length : next
  const found = days[place]
  if (found?.day !== day) {
    if (by < 0) return days
    return days.length === 0 ? onceOn(day) : days.toSpliced(place, 0, { day, times: by })
  }
  const times = Math.min(found.times + by, Number.MAX_SAFE_INTEGER)
  return times === 0 ? days.toSpliced(place, 1) : days.toSpliced(place, 1, { day, times })
}

/** Once on a day: one list for all of a day that come in a row, since many records keep it. */
function onceOn(day: LegalDay): readonly DayCount[] {
  if (once[0]?.day !== day) once = [{ day, times: 1 }]
  return once
}
let once: readonly DayCount[] = []

function lastOf(days: readonly DayCount[]): LegalDay {
  return (days[days.length - 1] as DayCount).day
}

function compare(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0
}
