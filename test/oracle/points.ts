/**
 * A driver's points, written a second time: from sections 2 and 3 of the dossier, computed anew from the driver's first
 * day whenever it is asked. Nothing under `src/` is imported.
 */

import { type Act, type ActOf, telling } from './acts.ts'
import { dayOf, inYear, termEnd, yearOf } from './days.ts'

const FULL = 12
/** Order 163 is in force from this day on (F2.1). */
const ORDER_163 = '2022-04-01'

/** One handling that still counts. */
export type Entry = {
  violation: string
  vehicle: string
  points: number
  /** The last day to pay; `null` when there is nothing to pay. */
  payBy: string | null
  paid: boolean
  /** When the violation occurred. */
  occurredOn: string
}

export type Account = {
  /** First day of the scoring period, and of the next one. */
  from: string
  until: string
  entries: Entry[]
  held: number
  /** What study took off in this period. */
  deducted: number
  /** Full-score studies in this period and in the one before. */
  studies: number
  studiesBefore: number
  /** The vehicle and the day of the handling with which the full score was reached. */
  filledBy: { vehicle: string; day: string } | null
  /** The first days of this period and of the two before (Order 163, Article 26: 最近三个记分周期). */
  periods: string[]
  /** The days on which handlings were revoked since points were traded. */
  sales: string[]
}

/** Which points regime was in force on a day. */
export function regimeOn(day: string): 'points-2013' | 'points-2022' {
  return day < ORDER_163 ? 'points-2013' : 'points-2022'
}

/** An account with nothing in it. */
function opened(issued: string): Account {
  return {
    from: issued,
    until: inYear(issued, yearOf(issued) + 1),
    entries: [],
    held: 0,
    deducted: 0,
    studies: 0,
    studiesBefore: 0,
    filledBy: null,
    periods: [issued],
    sales: [],
  }
}

/** The account of a driver after all acts, as it stands on `day`. */
export function accountOn(past: readonly Act[], driver: string, day: string): Account {
  let issued = firstIssueOf(past, driver)
  const account = opened(issued)
  const records = past.filter((act) => act.type === 'recordViolation')
  tell(account, issued, enrolmentOf(past, driver))
  for (const act of actsOf(past, driver)) {
    const paidOrRevoked = act.type === 'payFine' || act.type === 'revokeHandling'
    if (act.type === 'reissueLicence') {
      // Points, studies and sales were those of the licence before; who owes a fine still does.
      const owed = account.entries.filter(({ payBy, paid }) => payBy !== null && !paid)
      issued = act.licence.firstIssuedOn
      Object.assign(account, opened(issued), { entries: owed.map((entry) => ({ ...entry, points: 0 })) })
      continue
    }
    if (act.type === 'tellHistory') tell(Object.assign(account, opened(issued)), issued, act)
    turnTo(account, issued, dayOf(whenOf(act)))
    if (paidOrRevoked && act.type === 'revokeHandling' && act.ground === 'points-traded')
      account.sales.push(dayOf(act.at))
    if (act.type === 'handle' && act.driver === driver) {
      const record = records.find(({ id }) => id === act.violation)
      if (record === undefined) throw new Error(`${act.violation} was handled but never recorded`)
      const { vehicle, points, fine, occurredAt } = record
      const payBy = fine === 0 ? null : lastDayToPay(dayOf(act.at))
      const before = account.held
      account.entries.push({
        violation: act.violation,
        vehicle,
        points,
        payBy,
        paid: false,
        occurredOn: dayOf(occurredAt),
      })
      sum(account)
      if (before < FULL && account.held >= FULL) account.filledBy = { vehicle, day: dayOf(act.at) }
    } else if (act.type === 'revokeHandling') {
      account.entries = account.entries.filter(({ violation }) => violation !== act.violation)
      sum(account)
    } else if (act.type === 'payFine') {
      for (const entry of account.entries) if (entry.violation === act.violation) entry.paid = true
    } else if (act.type === 'deductByStudy' && act.driver === driver) {
      let off = deductionOf(account, act.way)
      account.deducted += off
      for (const entry of account.entries) {
        const taken = Math.min(entry.points, off)
        entry.points -= taken
        off -= taken
      }
      sum(account)
    } else if (act.type === 'completeFullScoreStudy' && act.driver === driver) {
      account.entries = []
      account.studies += 1
      sum(account)
    }
  }
  turnTo(account, issued, day)
  return account
}

/** Enters what an act tells of the time before, in the order of days: each violation that was handled, and that its fine was paid; last the sums. */
function tell(account: Account, issued: string, act: Act): void {
  const { violations = [], deducted = 0, studies = 0, studiesBefore = 0 } = telling(act)?.history ?? {}
  const told = violations.flatMap(({ id, occurredAt, handledAt, points, fine, paidOn }) => {
    const on = dayOf(handledAt)
    const payBy = fine === 0 ? null : lastDayToPay(on)
    const entry = { violation: id, vehicle: '', points, payBy, paid: false, occurredOn: dayOf(occurredAt) }
    return [{ on, entry }, ...(paidOn ? [{ on: paidOn, entry: id }] : [])]
  })
  told.sort((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
  for (const { on, entry } of told) {
    turnTo(account, issued, on)
    if (typeof entry === 'string') for (const each of account.entries) each.paid ||= each.violation === entry
    else account.entries.push(entry)
    sum(account)
  }
  turnTo(account, issued, dayOf(act.at))
  Object.assign(account, { deducted, studies, studiesBefore })
}

/** Whether anything about a driver's points or fines was ever entered. */
export function pointsEntered(past: readonly Act[], driver: string): boolean {
  return enteredOn(past, actsOf(past, driver)).length > 0 || telling(enrolmentOf(past, driver)) !== undefined
}

/** When an act counts: a payment that was entered later, at the end of the day on which it was made. */
function whenOf(act: Act): string {
  if (act.type !== 'payFine' || act.paidOn === undefined || act.paidOn >= dayOf(act.at)) return act.at
  return `${act.paidOn}T23:59:59.999+08:00`
}

/** The day of the first issue of a driver's first licence. */
function firstIssueOf(past: readonly Act[], driver: string): string {
  return enrolmentOf(past, driver).licence.firstIssuedOn
}

function enrolmentOf(past: readonly Act[], driver: string): ActOf<'enrolDriver'> {
  const enrolled = past.find((act) => act.type === 'enrolDriver' && act.id === driver)
  if (enrolled?.type !== 'enrolDriver') throw new Error(`${driver} was never enrolled`)
  return enrolled
}

/** The acts about a driver, in the order in which they count. Acts of others may be dated later, or earlier: they say nothing of this one's time. */
function actsOf(past: readonly Act[], driver: string): Act[] {
  const mine = past.filter(
    (act) =>
      ('driver' in act && act.driver === driver) ||
      ('violation' in act && act.type !== 'handle' && handlerOf(past, act) === driver),
  )
  // What pays for a violation that was told of counts behind the telling, whenever it was paid.
  const toldAt = mine.find(({ type }) => type === 'tellHistory')?.at ?? ''
  const place = (act: Act) => (act.type === 'payFine' && whenOf(act) < toldAt ? toldAt : whenOf(act))
  return mine.sort((one, other) => (place(one) === place(other) ? 0 : place(one) < place(other) ? -1 : 1))
}

/** The first day of the latest scoring period in which anything was entered of a driver's points or fines. */
export function openedOn(past: readonly Act[], driver: string, issued: string): string {
  const acts = actsOf(past, driver)
  const since = acts.slice(acts.findLastIndex((act) => act.type === 'reissueLicence') + 1)
  const reissued = past.findLast((act) => act.type === 'reissueLicence' && act.driver === driver)
  const days = enteredOn(past, since)
  // A licence issued anew opens the period of the day on which it is entered.
  if (reissued !== undefined) days.push(dayOf(reissued.at))
  else if (enrolmentOf(past, driver).history) days.push(dayOf(enrolmentOf(past, driver).at))
  const last = days.sort().at(-1)
  if (last === undefined) return issued
  let from = issued
  while (inYear(issued, yearOf(from) + 1) <= last) from = inYear(issued, yearOf(from) + 1)
  return from
}

/** The days on which some of a driver's acts entered anything of points or fines. */
function enteredOn(past: readonly Act[], acts: readonly Act[]): string[] {
  const counts = (act: Act & { violation: string }): boolean =>
    past.some(
      (each) => each.type === 'recordViolation' && each.id === act.violation && (each.points > 0 || each.fine > 0),
    )
  const ofPoints = ['revokeHandling', 'payFine', 'deductByStudy', 'completeFullScoreStudy', 'tellHistory']
  return acts.flatMap((act) => {
    if (act.type === 'handle') return counts(act) ? [dayOf(act.at)] : []
    return ofPoints.includes(act.type) ? [dayOf(whenOf(act))] : []
  })
}

/** Who had handled a violation when something was done about it. */
function handlerOf(past: readonly Act[], act: Act & { violation: string }): string | undefined {
  const before = past.slice(0, past.indexOf(act))
  const last = before.findLast(
    (each) => (each.type === 'handle' || each.type === 'revokeHandling') && each.violation === act.violation,
  )
  const told = before.map(telling).find((each) => each?.history.violations?.some(({ id }) => id === act.violation))
  if (last === undefined && told !== undefined) return told.driver
  return last?.type === 'handle' ? last.driver : undefined
}

/** Points held for violations of the twelve months after the licence was first issued (Order 162, Articles 76 and 80). */
export function heldOnProbation(account: Account, issued: string): number {
  const end = inYear(issued, yearOf(issued) + 1)
  const those = account.entries.filter(({ occurredOn }) => issued <= occurredOn && occurredOn < end)
  return those.reduce((total, { points }) => total + points, 0)
}

/** Fifteen days to pay, of the calendar (F3.21, F3.26). */
export function lastDayToPay(day: string): string {
  const last = LAST_DAYS.get(day) ?? termEnd(day, 15)
  LAST_DAYS.set(day, last)
  return last
}

/** Days once counted; counting them is slow. */
const LAST_DAYS = new Map<string, string>()

/** What a way of study takes off: 1, 2 or 1 (F2.18), at most six a period (F2.16), and never more than is held. */
export function deductionOf(account: Account, way: string): number {
  return Math.min(way === 'on-site' ? 2 : 1, 6 - account.deducted, account.held)
}

/** What is owed at the full score: days of study (F2.11, F2.31) and tests (F2.14, F2.31). */
export function dutyOn(
  day: string,
  held: number,
  times: number,
  classes: readonly string[],
): { days: number; tests: string[] } {
  if (held < FULL) return { days: 0, tests: [] }
  if (regimeOn(day) === 'points-2013')
    return { days: 7, tests: times >= 2 || held >= 24 ? ['theory', 'road'] : ['theory'] }
  const large = classes.some((held) => ['A1', 'A2', 'A3', 'B1', 'B2'].includes(held))
  const [step, most] = large ? [30, 120] : [7, 60]
  // Each further time or each further twelve points, whichever are more: twelve more points bring one more time with them.
  const days = Math.min(most, step * Math.max(times, Math.floor(held / FULL)))
  if (times >= 3 || held >= 36) return { days, tests: ['theory', 'field', 'road'] }
  return { days, tests: times === 2 || held >= 24 ? ['theory', 'road'] : ['theory'] }
}

function sum(account: Account): void {
  account.held = account.entries.reduce((total, entry) => total + entry.points, 0)
}

/** Closes every period that ended on or before `day` (F2.2, F2.8, F2.32). */
function turnTo(account: Account, issued: string, day: string): void {
  while (account.until <= day) {
    const end = account.until
    const before = account.held
    if (before < FULL) {
      if (end <= ORDER_163) {
        if (account.entries.every(({ payBy, paid }) => payBy === null || paid)) account.entries = []
      } else {
        // If one fine is overdue all that are not paid pass over; else no points do (Article 15: 但有罚款逾期未缴纳的).
        const unpaid = account.entries.filter(({ payBy, paid }) => payBy !== null && !paid)
        const isOverdue = unpaid.some(({ payBy }) => payBy !== null && payBy < end)
        account.entries = unpaid.map((entry) => (isOverdue ? entry : { ...entry, points: 0 }))
      }
    }
    account.from = end
    account.until = inYear(issued, yearOf(end) + 1)
    account.deducted = 0
    account.studiesBefore = account.studies
    account.studies = 0
    account.periods = [...account.periods.slice(-2), end]
    sum(account)
  }
}
