import { times } from '../../input/own.ts'
import type { Grain } from '../../law/parameters.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { entriesOf } from '../../registry/points/ledger.ts'
import { type Registry, stateOf } from '../../registry/registry.ts'
import { applicationsOn, ledgerOf } from '../../registry/state/facts.ts'
import { handledAfter } from '../../registry/state/others-handled.ts'
import { get, idsIn } from '../../registry/state/persistent-map.ts'
import type { DriverRecord, OpenBinding, VehicleRecord, ViolationRecord } from '../../registry/state/records.ts'
import type { State } from '../../registry/state/state.ts'
import { yearsAfter } from '../../values/calendar.ts'
import { CHANNELS } from '../../values/channel.ts'
import { type Instant, type LegalDay, legalDay } from '../../values/instant.ts'
import { POINTS_LIMIT, VIOLATION_STATES } from '../../values/violation.ts'
import { LABELS, type Structure } from './canonical.ts'
import type { RememberedFact } from './goal.ts'
import { earlyOn, type Menu } from './menu.ts'
import { type GoalReads, type Relevance, relevanceOf } from './relevance.ts'
import type { WholeSearchScope } from './scope.ts'

/** Shows a registry and a memory, on day number `day`, as facts without names. */
type Shown = (registry: Registry, memory: readonly RememberedFact[], day: number) => Structure

/** Kinds of things. A pinned name is a kind of its own. */
const DRIVER = 0
const VEHICLE = 1
const PINNED = 2
const VIOLATION = 1000

/** What one exploration shows, and how it names it: a label stands for one thing said; equal labels mean the same. */
interface Frame {
  readonly keeps: Relevance
  readonly scope: WholeSearchScope
  readonly menu: Menu
  /** The kinds of drivers and vehicles, by their places. */
  readonly kinds: readonly number[]
  readonly place: (name: string) => number | undefined
  readonly label: (text: string) => number
  /** The label of what is said by a number, with the value of it. */
  readonly kindOf: (what: number, value: number) => number
  readonly dayNumber: (day: LegalDay) => number
}

/** One registry in such a frame. */
interface View {
  readonly frame: Frame
  readonly state: State
  readonly today: LegalDay
  /** The places of the violations that are shown. */
  readonly onRecord: ReadonlyMap<string, number>
  /** Says a fact of at most three things, by their places. */
  readonly say: (label: number, one?: number, two?: number, three?: number) => void
}

/** Prepares the facts of one exploration. Kept is whatever a provision of the rules, an operation of the scope, or the goal can still read. */
export function shownIn(rules: Rules, scope: WholeSearchScope, goal: GoalReads, menu: Menu): Shown {
  const frame = frameOf(relevanceOf(rules, scope, goal), scope, menu)
  return (registry, memory, day) => show(frame, stateOf(registry), memory, day)
}

function frameOf(keeps: Relevance, scope: WholeSearchScope, menu: Menu): Frame {
  const { drivers, vehicles, days } = menu
  const names = [...drivers, ...vehicles]
  const fixed = new Map(names.map((name, index) => [name, index]))
  const kinds = names.map((name, index) => {
    const pinned = scope.pinned.indexOf(name)
    return pinned >= 0 ? PINNED + pinned : index < drivers.length ? DRIVER : VEHICLE
  })
  const order = kinds.map((_, index) => index).sort((one, other) => (kinds[one] as number) - (kinds[other] as number))
  const places = order.map((_, place) => order.indexOf(place))
  const dayNumbers = new Map(days.map((day, index) => [day as string, index]))
  const labels = new Map<string | number, number>()
  const label = (text: string | number): number => {
    let known = labels.get(text)
    if (known === undefined) {
      known = labels.size
      if (known >= LABELS) throw new RangeError('explore: more kinds of facts than there are labels')
      labels.set(text, known)
    }
    return known
  }
  return {
    keeps,
    scope,
    menu,
    kinds: order.map((index) => kinds[index] as number),
    place: (name) => {
      const index = fixed.get(name)
      return index === undefined ? undefined : places[index]
    },
    label,
    kindOf: (what, value) => label(what * 2 ** 25 + value),
    dayNumber: (day) => dayNumbers.get(day) ?? -1,
  }
}

function show(frame: Frame, state: State, memory: readonly RememberedFact[], day: number): Structure {
  const { kinds, menu, kindOf } = frame
  const facts: number[] = []
  const onRecord = new Map<string, number>()
  const today = menu.days[day] as LegalDay
  const say: View['say'] = (label, one = -1, two = -1, three = -1) => void facts.push(label, one, two, three)
  const view: View = { frame, state, today, onRecord, say }
  say(kindOf(SAYS.today, day))
  const remembered = new Set<string>()
  for (const [, ...ids] of memory) for (const id of ids) remembered.add(id)
  let recorded = 0
  for (const id of menu.violations) {
    const violation = get(state.violation, id)
    if (violation === undefined) continue
    recorded++
    const isAlive = lives(frame, violation)
    if (isAlive || remembered.has(id)) onRecord.set(id, kinds.length + onRecord.size)
    if (isAlive) showViolation(view, violation)
  }
  say(kindOf(SAYS.recorded, recorded))
  for (const id of menu.drivers) showDriver(view, get(state.driver, id) as DriverRecord)
  for (const id of menu.vehicles) showVehicle(view, get(state.vehicle, id) as VehicleRecord)
  for (const fact of memory) showRemembered(view, fact)
  const { size } = onRecord
  return { kinds: size === 0 ? kinds : [...kinds, ...times(size, () => VIOLATION)], facts }
}

/** Whether anything can still become of a violation, or of its handling. */
function lives({ keeps }: Frame, { state }: ViolationRecord): boolean {
  return state === 'open' || (state === 'handled' ? keeps.handled : keeps.withdrawn)
}

function showViolation({ frame, onRecord, say }: View, violation: ViolationRecord): void {
  const { keeps, scope, menu, place, kindOf, label, dayNumber } = frame
  const { id, vehicle, occurredAt, fine, points, state, handling } = violation
  const thing = onRecord.get(id) as number
  const carries = scope.fines.indexOf(fine) * (POINTS_LIMIT + 1) + points
  const stands = VIOLATION_STATES.indexOf(state)
  const what = (carries * menu.days.length + dayNumber(legalDay(occurredAt))) * 3 + stands
  const handledBy = handling === null ? undefined : place(handling.driver)
  say(kindOf(SAYS.violation, what), thing, place(vehicle), handledBy)
  if (handling === null) return
  const paidOn = handling.paidAt === null ? null : legalDay(handling.paidAt)
  if (keeps.paid && paidOn !== null) say(kindOf(SAYS.paid, 0), thing)
  if (keeps.handledOn) say(label(`handled ${legalDay(handling.at)} paid ${paidOn}`), thing)
}

function showVehicle(view: View, vehicle: VehicleRecord): void {
  const { frame, today, say } = view
  const { keeps, place, kindOf, label } = frame
  const { id, registration, bindingsEver, ended, boundInYear } = vehicle
  const thing = place(id)
  const owner = place(registration.owner.id)
  if (owner !== undefined) say(kindOf(SAYS.owns, 0), owner, thing)
  if (keeps.firstBinding && bindingsEver === 0) say(kindOf(SAYS.neverBound, 0), thing)
  if (keeps.ownedSince) showOwnedSince(view, vehicle)
  // Of bindings that ended, the day alone is compared; drivers of an earlier year count for nothing.
  if (keeps.ended) for (const { driver, at } of ended) say(label(`ended ${legalDay(at)}`), thing, place(driver))
  if (keeps.boundInYear && boundInYear?.year === today.slice(0, 4)) {
    for (const driver of idsIn(boundInYear.ids)) say(kindOf(SAYS.boundInYear, 0), thing, place(driver))
  }
}

/** It is compared with acts alone: with those on record, and with those of a day that can still be recorded. */
function showOwnedSince({ frame, state, onRecord, say }: View, { id, registration }: VehicleRecord): void {
  const { scope, menu, place, kindOf } = frame
  const { ownedSince } = registration
  const before = scope.occurrences === 'as-recorded' ? [] : menu.days.filter((day) => earlyOn(day) < ownedSince)
  if (before.length > 0) say(kindOf(SAYS.ownedAfter, before.length), place(id))
  for (const { 0: violation, 1: thing } of onRecord) {
    const record = get(state.violation, violation) as ViolationRecord
    if (record.vehicle !== id || !lives(frame, record) || ownedSince <= record.occurredAt) continue
    say(kindOf(SAYS.ownedAfter, 0), thing)
  }
}

function showDriver(view: View, driver: DriverRecord): void {
  const { frame, today, say } = view
  const { keeps, place, kindOf, label } = frame
  const thing = place(driver.id) as number
  const { states } = driver.licence
  if (states.length > 0) say(label(`licence ${states.join()}`), thing)
  for (const binding of driver.bindings) showBinding(view, thing, binding)
  const ever = Math.min(driver.applications.ever, keeps.bindingsEver)
  const { today: onDay, thisYear: inYear } = applicationsOn(driver, today)
  const applied = Math.min(inYear, keeps.appliedThatYear) * 128 + Math.min(onDay, keeps.appliedThatDay)
  if (ever > 0) say(kindOf(SAYS.boundEver, ever), thing)
  if (applied > 0) say(kindOf(SAYS.applied, applied), thing)
  if (keeps.handledForOthers) showHandledForOthers(view, thing, driver)
  showLedger(view, thing, driver)
}

function showBinding({ frame, state, today, onRecord, say }: View, thing: number, binding: OpenBinding): void {
  const { keeps, place, kindOf, label, dayNumber } = frame
  const { vehicle, since, first, channel } = binding
  const isFirst = first && keeps.firstBinding ? 1 : 0
  const bound = legalDay(since)
  // Dated, or at least today's where a violation of today could come too early.
  const day = keeps.bindingDays ? dayNumber(bound) : keeps.grains.includes('next-day') && bound === today ? 1 : 0
  const by = keeps.channels ? CHANNELS.indexOf(channel) : 0
  say(kindOf(SAYS.bound, (day * CHANNELS.length + by) * 2 + isFirst), thing, place(vehicle))
  for (const { 0: id, 1: violation } of onRecord) {
    const record = get(state.violation, id) as ViolationRecord
    if (record.vehicle !== vehicle || !lives(frame, record)) continue
    const sides = keeps.grains.map((grain) => isSince(record.occurredAt, since, grain)).join()
    say(label(`since ${sides}`), violation, thing)
  }
}

function showHandledForOthers(view: View, thing: number, { id: driver, handledForOthers }: DriverRecord): void {
  const { frame, state, today, onRecord, say } = view
  const { keeps, place, kindOf } = frame
  if (!keeps.handled) {
    const others = handledAfter(handledForOthers, yearsAfter(today, -1)).map(({ other }) => other)
    for (const other of new Set(others)) say(kindOf(SAYS.handledFor, 0), thing, place(other))
    return
  }
  // Which one it was makes a difference as long as it can be revoked.
  for (const { 0: id, 1: violation } of onRecord) {
    const { vehicle, handling } = get(state.violation, id) as ViolationRecord
    if (handling === null || handling.own || handling.driver !== driver) continue
    say(kindOf(SAYS.handledFor, 0), thing, place(vehicle), violation)
  }
}

function showLedger({ frame, today, onRecord, say }: View, thing: number, driver: DriverRecord): void {
  const { keeps, place, kindOf, label } = frame
  const ledger = ledgerOf(driver, today)
  const { held, deducted, studies, studiesBefore, fullBy, tradedOn } = ledger
  const entries = keeps.handled ? entriesOf(ledger) : []
  entries.forEach(({ id: violation, points, payBy, inProbation }, index) => {
    const order = keeps.entryOrder ? index : ''
    const due = keeps.handledOn ? payBy : payBy !== null
    say(label(`counts ${order} ${points} ${due} ${inProbation}`), onRecord.get(violation), thing)
  })
  if (held > 0) say(kindOf(SAYS.points, held), thing)
  if (deducted + studies + studiesBefore > 0) {
    const ofThis = Math.min(studies, keeps.studies)
    const ofLast = Math.min(studiesBefore, keeps.studies)
    say(label(`study ${deducted} ${ofThis} ${ofLast}`), thing)
  }
  if (tradedOn !== null) say(label(`traded ${tradedOn}`), thing)
  if (fullBy !== null && fullBy.day === today) say(kindOf(SAYS.full, 0), thing, place(fullBy.vehicle))
}

function showRemembered({ frame, onRecord, say }: View, fact: RememberedFact): void {
  const { place, label } = frame
  const [text, ...ids] = fact
  let written = `remembered ${text}`
  const things: number[] = []
  for (const id of ids) {
    const thing = place(id) ?? onRecord.get(id)
    // A person outside the scope (the outsider) is called by name.
    if (thing === undefined) written += ` ${things.length} ${id}`
    else things.push(thing)
  }
  if (things.length > 3) throw new RangeError(`explore(goal.key): ${text} is about more than three ids`)
  say(label(written), things.at(0), things.at(1), things.at(2))
}

/** What a label can say. */
const SAYS = {
  today: 1,
  recorded: 2,
  owns: 3,
  neverBound: 4,
  paid: 5,
  bound: 6,
  boundEver: 9,
  applied: 10,
  handledFor: 11,
  points: 13,
  full: 14,
  violation: 15,
  boundInYear: 18,
  ownedAfter: 19,
} as const

/** Whether a violation came since a binding, as finely as a grain looks. */
function isSince(occurredAt: Instant, since: Instant, grain: Grain): boolean {
  if (grain === 'instant') return occurredAt >= since
  return grain === 'day' ? legalDay(occurredAt) >= legalDay(since) : legalDay(occurredAt) > legalDay(since)
}
