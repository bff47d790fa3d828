import { daysAfter, yearsAfter } from '../../values/calendar.ts'
import type { VehicleId, ViolationId } from '../../values/ids.ts'
import type { LegalDay } from '../../values/instant.ts'
import { dayArgument } from '../../values/instant.ts'
import type { PointsRegime } from './regime.ts'
import { regimeOn } from './regimes.ts'

/** One handled violation that still counts: by its points, or by a fine that is not paid yet. */
export interface Entry {
  readonly violation: ViolationId
  /** Points 记分 still held for it: what study took off is gone. */
  readonly points: number
  /** The last day to pay its fine; `null` when there is nothing to pay, or no more. */
  readonly payBy: LegalDay | null
}

/** A driver's points 记分 in one scoring period 记分周期: from an anniversary of the first issue up to the next one. */
export interface Ledger {
  readonly from: LegalDay
  /** The first day of the next period. */
  readonly until: LegalDay
  /** Oldest first. */
  readonly entries: readonly Entry[]
  /** What study took off in this period: at most six points. */
  readonly deducted: number
  /** Full-score studies completed in this period and in the one before. */
  readonly studies: number
  readonly studiesBefore: number
  /** The act by which the full score was reached. */
  readonly fullBy: { readonly vehicle: VehicleId; readonly day: LegalDay } | null
}

/** One empty list for all. */
const NO_ENTRIES: readonly Entry[] = /* @__PURE__ */ Object.freeze([])

/** The ledger of the period in which `day` falls, with nothing in it. */
export function openLedger(firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const period = scoringPeriod(firstIssuedOn, day)
  const from = period[0]
  const until = period[1]
  return { from, until, entries: NO_ENTRIES, deducted: 0, studies: 0, studiesBefore: 0, fullBy: null }
}

/**
 * The scoring period of a day: [anniversary, next anniversary) of the first issue (6.16). A licence of 29 February has
 * its anniversary on 28 February in common years.
 *
 * On a day before the first issue: the first period.
 *
 * @throws RangeError when a day is none.
 */
export function periodOf(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  dayArgument('periodOf(firstIssuedOn)', firstIssuedOn)
  dayArgument('periodOf(day)', day)
  return Object.freeze(scoringPeriod(firstIssuedOn, day))
}

/** As `periodOf`, for days that were read already. */
function scoringPeriod(firstIssuedOn: LegalDay, day: LegalDay): readonly [LegalDay, LegalDay] {
  let years = Math.max(0, Number(day.slice(0, 4)) - Number(firstIssuedOn.slice(0, 4)))
  if (years > 0 && yearsAfter(firstIssuedOn, years) > day) years--
  return [yearsAfter(firstIssuedOn, years), yearsAfter(firstIssuedOn, years + 1)]
}

/** The points held. */
export function heldIn({ entries }: Ledger): number {
  let sum = 0
  for (let index = 0; index < entries.length; index++) sum += (entries[index] as Entry).points
  return sum
}

/** The ledger after study took so many points off: the oldest go first. */
export function lessened(ledger: Ledger, points: number): Ledger {
  let left = points
  const entries = ledger.entries.map((entry) => {
    const taken = Math.min(entry.points, left)
    left -= taken
    return taken === 0 ? entry : { ...entry, points: entry.points - taken }
  })
  return ledgerWith(ledger, entries.filter(counts), ledger.fullBy, ledger.deducted + points - left)
}

/** The ledger after the fine of a violation was paid. */
export function settled(ledger: Ledger, violation: ViolationId): Ledger {
  const entries = ledger.entries.map((entry) => (entry.violation === violation ? { ...entry, payBy: null } : entry))
  return ledgerWith(ledger, entries.filter(counts), ledger.fullBy)
}

/** The ledger with other entries, and what goes with them. Written out whole, as the records of a registry are. */
export function ledgerWith(
  ledger: Ledger,
  entries: readonly Entry[],
  fullBy: Ledger['fullBy'],
  deducted: number = ledger.deducted,
  studies: number = ledger.studies,
): Ledger {
  const { from, until, studiesBefore } = ledger
  return { from, until, entries, deducted, studies, studiesBefore, fullBy }
}

/** Whether an entry still counts for anything. */
export function counts({ points, payBy }: Entry): boolean {
  return points > 0 || payBy !== null
}

/**
 * The ledger as it stands on a later day: each period that ended in between is closed by the regime of its last day.
 * Below the full score points are cleared, but for those that the regime carries over; at the full score all stay until
 * the study is completed. Payments must have been entered in order of time.
 */
export function ledgerOn(ledger: Ledger, firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  let current = ledger
  while (current.until <= day) {
    const next = scoringPeriod(firstIssuedOn, current.until)
    const from = next[0]
    const until = next[1]
    if (until <= current.until) break
    const regime = regimeOn(daysAfter(current.until, -1))
    const entries = carried(current, regime)
    // Not on the last day there is: a period that ends with it is not over then.
    if (entries.length === 0 && until < day) return openLedger(firstIssuedOn, day)
    const fullBy = heldIn(current) >= regime.full.value ? current.fullBy : null
    current = { from, until, entries, deducted: 0, studies: 0, studiesBefore: current.studies, fullBy }
  }
  return current
}

function carried(ledger: Ledger, regime: PointsRegime): readonly Entry[] {
  if (heldIn(ledger) >= regime.full.value) return ledger.entries
  if (regime.carry.value === 'those-with-an-overdue-fine') {
    return ledger.entries.filter(({ payBy }) => payBy !== null && payBy < ledger.until)
  }
  return ledger.entries.some(({ payBy }) => payBy !== null) ? ledger.entries : []
}
