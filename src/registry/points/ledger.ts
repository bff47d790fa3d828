import { periodOfUnchecked } from '../../law/points/period.ts'
import type { PointsRegime } from '../../law/points/regime.ts'
import { pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import { daysAfter } from '../../values/calendar.ts'
import type { VehicleId, ViolationId } from '../../values/ids.ts'
import type { LegalDay } from '../../values/instant.ts'
import { emptyMap, forEach, get, type PersistentMap, put, remove } from '../state/persistent-map.ts'

/** One handled violation that still counts: by its points, or by a fine that is not paid yet, however old it is. */
export interface Entry {
  /** The violation. */
  readonly id: ViolationId
  /** Points 记分 still held for it: what study took off is gone. */
  readonly points: number
  /** The last day to pay its fine; `null` if there is nothing to pay, or it is paid. */
  readonly payBy: LegalDay | null
  /** Whether the violation occurred on probation 实习期. */
  readonly inProbation: boolean
  /** Orders the entries: the one entered first has the lowest place. */
  readonly place: number
}

/** A driver's points 记分 in one scoring period 记分周期: from an anniversary of the first issue up to the next one. */
export interface Ledger {
  readonly from: LegalDay
  /** The first day of the next period. */
  readonly until: LegalDay
  readonly entries: PersistentMap<Entry>
  /** Those of them with points: few, where there can be many fines without. */
  readonly pointed: PersistentMap<Entry>
  /** The points held: the sum over the entries. */
  readonly held: number
  /** Those of them for violations that occurred on probation 实习期. */
  readonly heldInProbation: number
  /** How many entries have a fine that is not paid. */
  readonly unpaid: number
  /** The place of the next entry. */
  readonly next: number
  /** What study took off in this period: at most six points. */
  readonly deducted: number
  /** Full-score studies completed in this period and in the one before. */
  readonly studies: number
  readonly studiesBefore: number
  /** The act by which the full score was reached. */
  readonly fullBy: Act | null
  /** The day on which a handling was revoked last because points were traded 买卖记分. */
  readonly tradedOn: LegalDay | null
}

/** When and with which vehicle something was done. */
interface Act {
  readonly vehicle: VehicleId
  readonly day: LegalDay
}

/** Whether two ledgers have the same entries in one period. What is counted of the entries tells most that differ apart without going over them. */
export function isSameLedger(one: Ledger, other: Ledger | null): boolean {
  if (one === other) return true
  if (other === null || SCALARS.some((name) => one[name] !== other[name])) return false
  if (one.fullBy?.vehicle !== other.fullBy?.vehicle || one.fullBy?.day !== other.fullBy?.day) return false
  if (one.entries === other.entries) return true
  const entries = inOrder(one.entries)
  const others = inOrder(other.entries)
  if (entries.length !== others.length) return false
  return entries.every(({ id, points, payBy }, index) => {
    const entry = others[index]
    return entry?.id === id && entry.points === points && entry.payBy === payBy
  })
}
const SCALARS = ['from', 'until', 'held', 'unpaid', 'deducted', 'studies', 'studiesBefore'] as const

/** The ledger of the period in which `day` falls, with nothing in it. */
export function openLedger(firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const period = periodOfUnchecked(firstIssuedOn, day)
  return emptyLedger(period[0], period[1], null)
}

/** The entries, oldest first. */
export function entriesOf({ entries }: Ledger): readonly Entry[] {
  return inOrder(entries)
}

function inOrder(entries: PersistentMap<Entry>): readonly Entry[] {
  const found: Entry[] = []
  forEach(entries, (entry) => found.push(entry))
  return found.sort((one, other) => one.place - other.place)
}

/** The ledger with a handled violation that counts entered; `by` is the act, which may make the score full. */
export function withEntry(
  ledger: Ledger,
  { id, points, payBy, inProbation }: Omit<Entry, 'place'>,
  full: number,
  by: Act | null,
): Ledger {
  const { held, unpaid, next, fullBy } = ledger
  const fillsUp = held < full && held + points >= full
  const entry = { id, points, payBy, inProbation, place: next }
  const owed = payBy === null ? unpaid : unpaid + 1
  return ledgerWith(ledger, withIn(ledger, entry), held + points, owed, next + 1, fillsUp ? by : fullBy)
}

/** The ledger without a violation's entry; unchanged if it has none. */
export function withoutEntry(ledger: Ledger, violation: ViolationId): Ledger {
  const entry = get(ledger.entries, violation)
  if (entry === undefined) return ledger
  const { points, payBy } = entry
  const unpaid = payBy === null ? ledger.unpaid : ledger.unpaid - 1
  return ledgerWith(ledger, withoutIn(ledger, violation), ledger.held - points, unpaid)
}

/** The ledger after the fine of a violation was paid. */
export function settled(ledger: Ledger, violation: ViolationId): Ledger {
  const entry = get(ledger.entries, violation)
  if (entry === undefined || entry.payBy === null) return ledger
  if (entry.points === 0) return withoutEntry(ledger, violation)
  return ledgerWith(ledger, withIn(ledger, { ...entry, payBy: null }), ledger.held, ledger.unpaid - 1)
}

/** The ledger after study took points off: the oldest go first. */
export function lessened(ledger: Ledger, points: number): Ledger {
  let left = points
  let current = ledger
  for (const entry of inOrder(ledger.pointed)) {
    const taken = Math.min(entry.points, left)
    if (taken === 0) continue
    left -= taken
    const kept = { ...entry, points: entry.points - taken }
    current = counts(kept.points, kept.payBy)
      ? ledgerWith(current, withIn(current, kept), current.held - taken, current.unpaid)
      : withoutEntry(current, entry.id)
  }
  return { ...current, deducted: ledger.deducted + points - left }
}

/** The ledger after a full-score study: all points are cleared. */
export function cleared(ledger: Ledger): Ledger {
  return {
    ...ledger,
    entries: emptyMap(),
    pointed: emptyMap(),
    held: 0,
    heldInProbation: 0,
    unpaid: 0,
    studies: ledger.studies + 1,
    fullBy: null,
  }
}

/**
 * The ledger as it stands on a later day: each period that ended in between is closed by the regime of its last day.
 * Below the full score points are cleared, but for those that the regime carries over; at the full score all stay until
 * the study is completed. Payments must have been entered in order of time.
 */
export function ledgerOn(ledger: Ledger, firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  let current = ledger
  while (current.until <= day) {
    const next = afterPeriod(current, firstIssuedOn)
    if (next === undefined) break
    // Not on the last day there is: a period that ends with it is not over then.
    const isOver = next.until < day
    if (isOver && next.held === 0 && next.unpaid === 0)
      return { ...openLedger(firstIssuedOn, day), tradedOn: next.tradedOn }
    current = isOver && next.entries === current.entries ? inPeriodOf(next, current, firstIssuedOn, day) : next
  }
  return current
}

/** The ledger in the period after its own; none after the last day there is. */
function afterPeriod(ledger: Ledger, firstIssuedOn: LegalDay): Ledger | undefined {
  const known = AFTER.get(ledger)
  if (known?.firstIssuedOn === firstIssuedOn) return known.next
  const period = periodOfUnchecked(firstIssuedOn, ledger.until)
  const from = period[0]
  const until = period[1]
  if (until <= ledger.until) return undefined
  const regime = lastRegimeOf(ledger)
  const carried = carriedFrom(ledger, regime)
  const fullBy = ledger.held >= regime.full.value ? ledger.fullBy : null
  const next = { ...carried, from, until, deducted: 0, studies: 0, studiesBefore: ledger.studies, fullBy }
  AFTER.set(ledger, { firstIssuedOn, next })
  return next
}

/**
 * What `afterPeriod` gave: all entries are gone over for it, and an act that enters nothing, or is refused, leaves the ledger as it was
 * for the act that follows. With it an act costs the same however many entries there are. `npm run bench` (h)
 */
const AFTER: WeakMap<Ledger, { readonly firstIssuedOn: LegalDay; readonly next: Ledger }> = new WeakMap()

/**
 * A ledger that has just passed the end of a period with all its entries, in the period of a later day: what stayed once
 * stays at each further end, as long as the regime is the same.
 */
function inPeriodOf(passed: Ledger, before: Ledger, firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const period = periodOfUnchecked(firstIssuedOn, day)
  if (pointsRegimeOnUnchecked(daysAfter(period[0], -1)) !== lastRegimeOf(before)) return passed
  return { ...passed, from: period[0], until: period[1], studiesBefore: 0 }
}

/** The regime by which a ledger's period is closed: that of its last day. */
function lastRegimeOf({ until }: Ledger): PointsRegime {
  return pointsRegimeOnUnchecked(daysAfter(until, -1))
}

/** A ledger with these entries, in their order. */
export function ledgerFrom(
  ledger: Omit<Ledger, keyof Entries | 'held' | 'unpaid' | 'next'>,
  entries: readonly Entry[],
): Ledger {
  let maps: Entries = { entries: emptyMap(), pointed: emptyMap(), heldInProbation: 0 }
  let held = 0
  let unpaid = 0
  entries.forEach((entry, place) => {
    maps = withIn(maps, { ...entry, place })
    held += entry.points
    if (entry.payBy !== null) unpaid++
  })
  const { from, until, deducted, studies, studiesBefore, fullBy, tradedOn } = ledger
  const counted = { held, unpaid, next: entries.length }
  return { from, until, ...maps, ...counted, deducted, studies, studiesBefore, fullBy, tradedOn }
}

/** The entries, and those with points. */
type Entries = Pick<Ledger, 'entries' | 'pointed' | 'heldInProbation'>

/** With an entry, in the place of one of the same violation. */
function withIn(before: Entries, entry: Entry): Entries {
  const { pointed, heldInProbation } = withoutPoints(before, entry.id)
  const entries = put(before.entries, entry)
  if (entry.points === 0) return { entries, pointed, heldInProbation }
  return { entries, pointed: put(pointed, entry), heldInProbation: heldInProbation + pointsInProbation(entry) }
}

function withoutIn(before: Entries, violation: ViolationId): Entries {
  const { pointed, heldInProbation } = withoutPoints(before, violation)
  return { entries: remove(before.entries, violation), pointed, heldInProbation }
}

function withoutPoints({ entries, pointed, heldInProbation }: Entries, violation: ViolationId): Entries {
  const entry = get(pointed, violation)
  if (entry === undefined) return { entries, pointed, heldInProbation }
  return { entries, pointed: remove(pointed, violation), heldInProbation: heldInProbation - pointsInProbation(entry) }
}

function pointsInProbation({ points, inProbation }: Entry): number {
  return inProbation ? points : 0
}

/** The ledger with other entries, and what goes with them: one literal, as the records are. */
function ledgerWith(
  ledger: Ledger,
  { entries, pointed, heldInProbation }: Entries,
  held: number,
  unpaid: number,
  next: number = ledger.next,
  fullBy: Act | null = ledger.fullBy,
): Ledger {
  const { from, until, deducted, studies, studiesBefore, tradedOn } = ledger
  return {
    from,
    until,
    entries,
    pointed,
    held,
    heldInProbation,
    unpaid,
    next,
    deducted,
    studies,
    studiesBefore,
    fullBy,
    tradedOn,
  }
}

function emptyLedger(from: LegalDay, until: LegalDay, tradedOn: LegalDay | null): Ledger {
  return {
    from,
    until,
    entries: emptyMap(),
    pointed: emptyMap(),
    held: 0,
    heldInProbation: 0,
    unpaid: 0,
    next: 0,
    deducted: 0,
    studies: 0,
    studiesBefore: 0,
    fullBy: null,
    tradedOn,
  }
}

/** Whether a handled violation still counts for anything. */
export function counts(points: number, payBy: LegalDay | null): boolean {
  return points > 0 || payBy !== null
}

/** The ledger as it passes into the next period: points that are not carried over are gone, a fine stays until it is paid. */
function carriedFrom(ledger: Ledger, regime: PointsRegime): Ledger {
  if (ledger.held >= regime.full.value) return ledger
  if (ledger.unpaid === 0) return emptyLedger(ledger.from, ledger.until, ledger.tradedOn)
  if (regime.carry.value === 'all-while-a-fine-is-unpaid') return ledger
  const isOverdue = ledger.held > 0 && hasOverdue(ledger)
  let current = ledger
  for (const entry of inOrder(ledger.pointed)) {
    if (isOverdue && entry.payBy !== null) continue
    current =
      entry.payBy === null
        ? withoutEntry(current, entry.id)
        : ledgerWith(current, withIn(current, { ...entry, points: 0 }), current.held - entry.points, current.unpaid)
  }
  return current
}

/** Whether a fine was to be paid before the end of the period and was not. */
function hasOverdue({ entries, until }: Ledger): boolean {
  let found = false
  forEach(entries, ({ payBy }) => {
    found ||= payBy !== null && payBy < until
  })
  return found
}
