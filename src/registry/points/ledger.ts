import { scoringPeriodOnUnchecked } from '../../law/points/period.ts'
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

/** A ledger that was just made: it may be changed as long as nobody else has seen it. */
type Made = { -readonly [K in keyof Ledger]: Ledger[K] }

/** The ledger of the period in which `day` falls, with nothing in it. */
export function openLedger(firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const period = scoringPeriodOnUnchecked(firstIssuedOn, day)
  const made = ledgerRecord(NOTHING)
  made.from = period[0]
  made.until = period[1]
  return made
}

/** A ledger with these entries, in their order. Entries that count for nothing stay too, so that a row that has one is found. */
export function ledgerFrom(ledger: Omit<Ledger, keyof typeof NO_ENTRIES>, entries: readonly Entry[]): Ledger {
  const made = ledgerRecord({ ...ledger, ...NO_ENTRIES })
  for (const entry of entries) putEntry(made, entry, entry.points, entry.payBy, made.next++, true)
  return made
}

/** What a history tells of one violation: what it counts for, and when it was handled and paid. */
export interface ToldEntry extends Omit<Entry, 'place'> {
  readonly handledOn: LegalDay
  readonly paidOn: LegalDay | null
}

/** The ledger of a day with what was entered before it, and what is known of its period and the one before as sums. */
export function toldLedger(
  told: readonly ToldEntry[],
  { deducted, studies, studiesBefore }: Pick<Ledger, 'deducted' | 'studies' | 'studiesBefore'>,
  firstIssuedOn: LegalDay,
  day: LegalDay,
): Ledger {
  const acts = told
    .flatMap(({ handledOn, paidOn, ...entry }) => [
      { on: handledOn, enter: (ledger: Ledger) => withEntry(ledger, entry, handledOn, null) },
      ...(paidOn === null ? [] : [{ on: paidOn, enter: (ledger: Ledger) => settled(ledger, entry.id) }]),
    ])
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  const { 0: first } = acts
  const entered = acts.reduce(
    (ledger, { on, enter }) => enter(ledgerOn(ledger, firstIssuedOn, on)),
    openLedger(firstIssuedOn, first === undefined ? day : first.on),
  )
  return ledgerRecord({ ...ledgerOn(entered, firstIssuedOn, day), deducted, studies, studiesBefore })
}

/** The entries, oldest first. */
export function entriesOf({ entries }: Pick<Ledger, 'entries'>): readonly Entry[] {
  const found: Entry[] = []
  forEach(entries, (entry) => found.push(entry))
  return found.sort((one, other) => one.place - other.place)
}

/** Whether a handled violation still counts for anything. */
export function counts({ points, payBy }: Pick<Entry, 'points' | 'payBy'>): boolean {
  return points > 0 || payBy !== null
}

/** The ledger of a day with a violation that was handled on it entered, if it counts. With one of `vehicle` the score may become full. */
export function withEntry(
  ledger: Ledger,
  entry: Omit<Entry, 'place'>,
  day: LegalDay,
  vehicle: VehicleId | null,
): Ledger {
  if (!counts(entry)) return ledger
  const full = pointsRegimeOnUnchecked(day).full.value
  const made = ledgerRecord(ledger)
  putEntry(made, entry, entry.points, entry.payBy, made.next++)
  if (vehicle !== null && ledger.held < full && made.held >= full) made.fullBy = { vehicle, day }
  return made
}

/** The ledger after a handling was revoked: without its entry, if it has one. `tradedOn` is the day, if points were traded. */
export function withoutEntry(ledger: Ledger, violation: ViolationId, tradedOn: LegalDay | null): Ledger {
  const entry = get(ledger.entries, violation)
  if (entry === undefined && tradedOn === null) return ledger
  const made = ledgerRecord(ledger)
  if (entry !== undefined) putEntry(made, entry, 0, null, entry.place)
  made.tradedOn = tradedOn ?? ledger.tradedOn
  return made
}

/** The ledger after the fine of a violation was paid. */
export function settled(ledger: Ledger, violation: ViolationId): Ledger {
  const entry = get(ledger.entries, violation)
  if (entry === undefined || entry.payBy === null) return ledger
  const made = ledgerRecord(ledger)
  putEntry(made, entry, entry.points, null, entry.place)
  return made
}

/** The ledger after study took points off: the oldest go first. */
export function lessened(ledger: Ledger, points: number): Ledger {
  const made = ledgerRecord(ledger)
  let left = points
  for (const entry of entriesOf({ entries: ledger.pointed })) {
    const taken = Math.min(entry.points, left)
    if (taken === 0) break
    left -= taken
    putEntry(made, entry, entry.points - taken, entry.payBy, entry.place)
  }
  made.deducted += points - left
  return made
}

/** The ledger of a licence that was issued anew: no points, the fines that are not paid yet, and nothing else of the one before. */
export function anew(ledger: Ledger, firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const made = ledgerRecord(openLedger(firstIssuedOn, day))
  for (const { id, payBy } of entriesOf(ledger)) putEntry(made, { id, inProbation: false }, 0, payBy, made.next++)
  return made
}

/** The ledger after a full-score study: all points are cleared. */
export function cleared(ledger: Ledger): Ledger {
  return ledgerRecord({ ...ledger, ...NO_ENTRIES, studies: ledger.studies + 1, fullBy: null })
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
    // Entries that stayed at one end of a period stay at every further one under the same regime: the periods between are skipped.
    const isOver = next.until < day
    const isSettled = next.entries === current.entries || (next.held === 0 && next.unpaid === 0)
    current = isOver && isSettled ? inPeriodOf(next, current, firstIssuedOn, day) : next
  }
  return current
}

/** The ledger in the period after its own; none after the last day there is. */
function afterPeriod(ledger: Ledger, firstIssuedOn: LegalDay): Ledger | undefined {
  const known = AFTER.get(ledger)
  if (known?.firstIssuedOn === firstIssuedOn) return known.next
  const period = scoringPeriodOnUnchecked(firstIssuedOn, ledger.until)
  if (period[1] <= ledger.until) return undefined
  const next = ledgerRecord(ledger)
  next.from = period[0]
  next.until = period[1]
  next.deducted = 0
  next.studies = 0
  next.studiesBefore = ledger.studies
  closePeriod(ledger, next)
  AFTER.set(ledger, { firstIssuedOn, next })
  return next
}

/**
 * What `afterPeriod` gave: all entries are gone over for it, and an act that enters nothing, or is refused, leaves the ledger as it was
 * for the act that follows. With it an act costs the same however many entries there are. `npm run bench` (h)
 */
const AFTER: WeakMap<Ledger, { readonly firstIssuedOn: LegalDay; readonly next: Ledger }> = new WeakMap()

/**
 * Takes from the next period the points that are not carried into it; a fine stays until it is paid. While any fine of the period is
 * overdue, the points of each that is unpaid are carried (Order 163, Article 15); before 2022, while any was unpaid.
 */
function closePeriod(ledger: Ledger, next: Made): void {
  const { full, carry } = lastRegimeOf(ledger)
  if (ledger.held >= full.value) return
  next.fullBy = null
  if (ledger.unpaid > 0 && carry.value === 'all-while-a-fine-is-unpaid') return
  const isOverdue = ledger.held > 0 && ledger.unpaid > 0 && hasOverdue(ledger)
  for (const entry of entriesOf({ entries: ledger.pointed })) {
    if (!isOverdue || entry.payBy === null) putEntry(next, entry, 0, entry.payBy, entry.place)
  }
}

/** Whether a fine was to be paid before the end of the period and was not. */
function hasOverdue({ entries, until }: Ledger): boolean {
  let found = false
  forEach(entries, ({ payBy }) => {
    found ||= payBy !== null && payBy < until
  })
  return found
}

/** A ledger that has just passed the end of a period with nothing more to lose, in the period of a later day, if the regime is the same then. */
function inPeriodOf(passed: Ledger, before: Ledger, firstIssuedOn: LegalDay, day: LegalDay): Ledger {
  const period = scoringPeriodOnUnchecked(firstIssuedOn, day)
  if (pointsRegimeOnUnchecked(daysAfter(period[0], -1)) !== lastRegimeOf(before)) return passed
  return ledgerRecord({ ...passed, from: period[0], until: period[1], studiesBefore: 0 })
}

/** The regime by which a ledger's period is closed: that of its last day. */
function lastRegimeOf({ until }: Ledger): PointsRegime {
  return pointsRegimeOnUnchecked(daysAfter(until, -1))
}

/** Puts an entry in the place of one of the same violation; one that counts for nothing goes. The sums follow. One literal, as the ledger is. */
function putEntry(
  ledger: Made,
  { id, inProbation }: Pick<Entry, 'id' | 'inProbation'>,
  points: number,
  payBy: LegalDay | null,
  place: number,
  stays: boolean = points > 0 || payBy !== null,
): void {
  const entry: Entry = { id, points, payBy, inProbation, place }
  const before = get(ledger.entries, id)
  if (before !== undefined) addUp(ledger, before, -1)
  addUp(ledger, entry, 1)
  ledger.entries = stays ? put(ledger.entries, entry) : remove(ledger.entries, id)
  if (points > 0) ledger.pointed = put(ledger.pointed, entry)
  else if (before !== undefined && before.points > 0) ledger.pointed = remove(ledger.pointed, id)
}

function addUp(ledger: Made, { points, payBy, inProbation }: Entry, times: 1 | -1): void {
  ledger.held += times * points
  if (inProbation) ledger.heldInProbation += times * points
  if (payBy !== null) ledger.unpaid += times
}

/** What a ledger without entries has in their place. */
const NO_ENTRIES = Object.freeze({
  entries: emptyMap<Entry>(),
  pointed: emptyMap<Entry>(),
  held: 0,
  heldInProbation: 0,
  unpaid: 0,
  next: 0,
})
/** What is copied into a ledger before anything is entered; its days are put in. */
const NOTHING: Ledger = Object.freeze({
  ...NO_ENTRIES,
  from: '' as LegalDay,
  until: '' as LegalDay,
  deducted: 0,
  studies: 0,
  studiesBefore: 0,
  fullBy: null,
  tradedOn: null,
})

/** A ledger to be changed: made by one literal alone, as the records are. */
function ledgerRecord(ledger: Ledger): Made {
  const { from, until, entries, pointed, held, heldInProbation, unpaid, next } = ledger
  const { deducted, studies, studiesBefore, fullBy, tradedOn } = ledger
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
