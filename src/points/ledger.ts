import { daysAfter, yearsAfter } from '../calendar.ts'
import type { VehicleId, ViolationId } from '../ids.ts'
import type { LegalDay } from '../instant.ts'
import { pointsRegimeOn } from './regimes.ts'

/** Points of one handled violation that still count. */
export interface Entry {
  readonly violation: ViolationId
  readonly points: number
}

/** A driver's points 记分 in one scoring period 记分周期: from an anniversary of the first issue up to the next one. */
export interface Ledger {
  readonly from: LegalDay
  /** The first day of the next period. */
  readonly until: LegalDay
  readonly entries: readonly Entry[]
  /** What study took off, as far as it still counts against the entries. */
  readonly relief: number
  /** What study took off in this period: at most six points. */
  readonly deducted: number
  /** Full-score studies completed in this period and in the one before. */
  readonly studies: number
  readonly studiesBefore: number
  /** The act by which the full score was reached. */
  readonly fullBy: { readonly vehicle: VehicleId; readonly day: LegalDay } | null
}

/** How far the fine of a violation is settled, as the ledger needs to know it. */
export interface Settlement {
  /** The last day to pay; `null` when there is nothing to pay. */
  readonly payBy: LegalDay | null
  readonly paidOn: LegalDay | null
}

/** The ledger of the period in which `day` falls, with nothing in it. */
export function openLedger(firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const period = periodOf(firstIssuedOn, day)
  return {
    from: period[0],
    until: period[1],
    entries: [],
    relief: 0,
    deducted: 0,
    studies: 0,
    studiesBefore: 0,
    fullBy: null,
  }
}

/**
 * The scoring period of a day: [anniversary, next anniversary) of the first issue (6.16). A licence of 29 February has
 * its anniversary on 28 February in common years.
 */
export function periodOf(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  let years = Math.max(0, Number(day.slice(0, 4)) - Number(firstIssuedOn.slice(0, 4)))
  if (years > 0 && yearsAfter(firstIssuedOn, years) > day) years--
  return Object.freeze([yearsAfter(firstIssuedOn, years), yearsAfter(firstIssuedOn, years + 1)] as const)
}

/** The points held: the entries, less what study took off. */
export function heldIn(ledger: Ledger): number {
  return Math.max(0, sumOf(ledger.entries) - ledger.relief)
}

/**
 * The ledger as it stands on a later day: each period that ended in between is closed by the regime of its last day.
 * Below the full score points are cleared, but for those that the regime carries over; at the full score all stay until
 * the study is completed.
 */
export function ledgerOn(
  ledger: Ledger,
  firstIssuedOn: LegalDay,
  day: LegalDay,
  settlementOf: (violation: ViolationId) => Settlement,
): Ledger {
  let current = ledger
  while (current.until <= day) {
    const next = periodOf(firstIssuedOn, current.until)
    const from = next[0]
    const until = next[1]
    if (until <= current.until) break
    const entries = carried(current, settlementOf)
    if (entries.length === 0 && until <= day) {
      const beyond = periodOf(firstIssuedOn, day)[1]
      if (beyond > until) return openLedger(firstIssuedOn, day)
    }
    const relief = Math.max(0, sumOf(entries) - heldIn(current))
    const fullBy = heldIn(current) >= pointsRegimeOn(daysAfter(current.until, -1)).full.value ? current.fullBy : null
    current = { from, until, entries, relief, deducted: 0, studies: 0, studiesBefore: current.studies, fullBy }
  }
  return current
}

function carried(ledger: Ledger, settlementOf: (violation: ViolationId) => Settlement): readonly Entry[] {
  if (ledger.entries.length === 0) return ledger.entries
  const regime = pointsRegimeOn(daysAfter(ledger.until, -1))
  if (heldIn(ledger) >= regime.full.value) return ledger.entries
  const unpaid = (entry: Entry): boolean => {
    const { payBy, paidOn } = settlementOf(entry.violation)
    return payBy !== null && (paidOn === null || paidOn >= ledger.until)
  }
  const overdue = (entry: Entry): boolean => {
    const { payBy } = settlementOf(entry.violation)
    return unpaid(entry) && payBy !== null && payBy < ledger.until
  }
  if (regime.carry.value === 'those-with-an-overdue-fine') return ledger.entries.filter(overdue)
  return ledger.entries.some(unpaid) ? ledger.entries : []
}

function sumOf(entries: readonly Entry[]): number {
  let sum = 0
  for (const entry of entries) sum += entry.points
  return sum
}
