import { times } from '../../input/own.ts'
import type { Grain } from '../../law/parameters.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { type Entry, entriesOf, type Ledger } from '../../registry/points/ledger.ts'
import { type Registry, stateOf } from '../../registry/registry.ts'
import { applicationsOn, ledgerOf } from '../../registry/state/facts.ts'
import { handledAfter } from '../../registry/state/others-handled.ts'
import { get, idsIn } from '../../registry/state/persistent-map.ts'
import type {
  DriverRecord,
  Handling,
  OpenBinding,
  Registration,
  VehicleRecord,
  ViolationRecord,
} from '../../registry/state/records.ts'
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

/**
 * How each field of a kind is shown; `null` where a search cannot tell two values of it apart, or another field shows it. A field that is
 * forgotten does not compile: left out of the facts, two states that differ in it would be taken for one.
 */
type Fields<R> = { readonly [K in keyof R]: Shows<R> | null }
type Shows<R> = (view: View, record: R, thing: number) => void

function fieldsOf<R>(fields: Fields<R>): readonly Shows<R>[] {
  return Object.values<Shows<R> | null>(fields).filter((each) => each !== null)
}

function showAll<R>(fields: readonly Shows<R>[], view: View, record: R, thing: number): void {
  for (let index = 0; index < fields.length; index++) (fields[index] as Shows<R>)(view, record, thing)
}

/**
 * A field of what is shown by one number: how many values of it are kept apart, and which this one is. `null` as of `Fields`, or where
 * it is named by its place.
 */
type Digits<R> = { readonly [K in keyof R]: Digit<R> | null }
interface Digit<R> {
  readonly of: (frame: Frame) => number
  readonly value: (view: View, record: R) => number
}

function digitsOf<R>(digits: Digits<R>): readonly Digit<R>[] {
  return Object.values<Digit<R> | null>(digits).filter((each) => each !== null)
}

function numberOf<R>(digits: readonly Digit<R>[], view: View, record: R): number {
  let number = 0
  for (let index = 0; index < digits.length; index++) {
    const { of, value } = digits[index] as Digit<R>
    number = number * of(view.frame) + value(view, record)
  }
  return number
}

const HANDLING_FIELDS = fieldsOf<Handling>({
  // Whom it is of stands with the violation, and whether it was theirs with the driver.
  driver: null,
  own: null,
  at: ({ frame: { keeps, label }, say }, { at, paidOn }, thing) => {
    if (keeps.handledOn) say(label(`handled ${legalDay(at)} paid ${paidOn}`), thing)
  },
  // Of the day on which it was handled.
  payBy: null,
  paidOn: ({ frame: { keeps, kindOf }, say }, { paidOn }, thing) => {
    if (keeps.paid && paidOn !== null) say(kindOf(SAYS.paid, 0), thing)
  },
})

const VIOLATION_DIGITS = digitsOf<ViolationRecord>({
  id: null,
  vehicle: null,
  fine: { of: ({ scope }) => scope.fines.length, value: ({ frame }, { fine }) => frame.scope.fines.indexOf(fine) },
  points: { of: () => POINTS_LIMIT + 1, value: (_, { points }) => points },
  occurredAt: {
    of: ({ menu }) => menu.days.length,
    value: ({ frame }, { occurredAt }) => frame.dayNumber(legalDay(occurredAt)),
  },
  state: { of: () => VIOLATION_STATES.length, value: (_, { state }) => VIOLATION_STATES.indexOf(state) },
  // All are recorded alike.
  recordedBy: null,
  handling: null,
  // A command of the menu comes after all that were before it.
  last: null,
})

function showViolation(view: View, violation: ViolationRecord): void {
  const { frame, onRecord, say } = view
  const { place, kindOf } = frame
  const { id, vehicle, handling } = violation
  const thing = onRecord.get(id) as number
  const handledBy = handling === null ? undefined : place(handling.driver)
  say(kindOf(SAYS.violation, numberOf(VIOLATION_DIGITS, view, violation)), thing, place(vehicle as string), handledBy)
  if (handling !== null) showAll(HANDLING_FIELDS, view, handling, thing)
}

const REGISTRATION_FIELDS = fieldsOf<Registration>({
  owner: ({ frame: { place, kindOf }, say }, { owner: { id } }, thing) => {
    const owner = place(id)
    if (owner !== undefined) say(kindOf(SAYS.owns, 0), owner, thing)
  },
  ownedSince: (view, { ownedSince }, thing) => {
    if (view.frame.keeps.ownedSince) showOwnedSince(view, ownedSince, thing)
  },
  // All are enrolled alike: what was changed is shown.
  plateType: ({ frame: { label }, say }, { plateType, operating }, thing) => {
    if (plateType !== '02' || operating) say(label(`changed ${plateType} ${operating}`), thing)
  },
  // With the plate type.
  operating: null,
  // What can still be recorded is early on a day, or later than all that was.
  deregisteredAt: ({ frame: { label }, say }, { deregisteredAt }, thing) => {
    if (deregisteredAt !== null) say(label(`deregistered ${legalDay(deregisteredAt)}`), thing)
  },
})

const VEHICLE_FIELDS = fieldsOf<VehicleRecord>({
  id: null,
  registration: (view, { registration }, thing) => showAll(REGISTRATION_FIELDS, view, registration, thing),
  // The drivers show them.
  bindings: null,
  bindingsEver: ({ frame: { keeps, kindOf }, say }, { bindingsEver }, thing) => {
    if (keeps.firstBinding && bindingsEver === 0) say(kindOf(SAYS.neverBound, 0), thing)
  },
  // Of bindings that ended, the day alone is compared.
  ended: ({ frame: { keeps, place, label }, say }, { ended }, thing) => {
    if (keeps.ended) for (const { driver, at } of ended) say(label(`ended ${legalDay(at)}`), thing, place(driver))
  },
  // Drivers of an earlier year count for nothing.
  boundInYear: ({ frame: { keeps, place, kindOf }, today, say }, { boundInYear }, thing) => {
    if (!keeps.boundInYear || boundInYear?.year !== today.slice(0, 4)) return
    for (const driver of idsIn(boundInYear.ids)) say(kindOf(SAYS.boundInYear, 0), thing, place(driver))
  },
  // The violations show what is open, and the drivers for whom they handled.
  openViolations: null,
  handledByOthers: null,
  violations: null,
  last: null,
})

function showVehicle(view: View, vehicle: VehicleRecord): void {
  showAll(VEHICLE_FIELDS, view, vehicle, view.frame.place(vehicle.id) as number)
}

/** It is compared with acts alone: with those on record, and with those of a day that can still be recorded. */
function showOwnedSince({ frame, state, onRecord, say }: View, ownedSince: Instant, vehicle: number): void {
  const { scope, menu, place, kindOf } = frame
  const before = scope.occurrences === 'as-recorded' ? [] : menu.days.filter((day) => earlyOn(day) < ownedSince)
  if (before.length > 0) say(kindOf(SAYS.ownedAfter, before.length), vehicle)
  for (const { 0: violation, 1: thing } of onRecord) {
    const record = get(state.violation, violation) as ViolationRecord
    if (place(record.vehicle as string) !== vehicle || !lives(frame, record) || ownedSince <= record.occurredAt)
      continue
    say(kindOf(SAYS.ownedAfter, 0), thing)
  }
}

const DRIVER_FIELDS = fieldsOf<DriverRecord>({
  id: null,
  licence: ({ frame: { label, scope }, say }, { licence: { states, firstIssuedOn } }, thing) => {
    if (states.length > 0) say(label(`licence ${states.join()}`), thing)
    if (firstIssuedOn !== scope.firstIssuedOn) say(label(`issued ${firstIssuedOn}`), thing)
  },
  bindings: (view, { bindings }, thing) => {
    for (const binding of bindings) showBinding(view, thing, binding)
  },
  applications: ({ frame: { keeps, kindOf }, today, say }, driver, thing) => {
    const ever = Math.min(driver.applications.ever, keeps.bindingsEver)
    const { today: onDay, thisYear: inYear } = applicationsOn(driver, today)
    const applied = Math.min(inYear, keeps.appliedThatYear) * 128 + Math.min(onDay, keeps.appliedThatDay)
    if (ever > 0) say(kindOf(SAYS.boundEver, ever), thing)
    if (applied > 0) say(kindOf(SAYS.applied, applied), thing)
  },
  handledForOthers: (view, driver, thing) => {
    if (view.frame.keeps.handledForOthers) showHandledForOthers(view, thing, driver)
  },
  ledger: (view, driver, thing) => showAll(LEDGER_FIELDS, view, ledgerOf(driver, view.today), thing),
  last: null,
})

function showDriver(view: View, driver: DriverRecord): void {
  showAll(DRIVER_FIELDS, view, driver, view.frame.place(driver.id) as number)
}

const BINDING_DIGITS = digitsOf<OpenBinding>({
  driver: null,
  vehicle: null,
  // Dated, or at least today's where a violation of today could come too early.
  since: {
    of: ({ menu }) => Math.max(2, menu.days.length),
    value: ({ frame: { keeps, dayNumber }, today }, { since }) => {
      const bound = legalDay(since)
      return keeps.bindingDays ? dayNumber(bound) : keeps.grains.includes('next-day') && bound === today ? 1 : 0
    },
  },
  channel: {
    of: () => CHANNELS.length,
    value: ({ frame }, { channel }) => (frame.keeps.channels ? CHANNELS.indexOf(channel) : 0),
  },
  first: { of: () => 2, value: ({ frame }, { first }) => (first && frame.keeps.firstBinding ? 1 : 0) },
})

function showBinding(view: View, thing: number, binding: OpenBinding): void {
  const { frame, state, onRecord, say } = view
  const { keeps, place, kindOf, label } = frame
  const { vehicle, since } = binding
  say(kindOf(SAYS.bound, numberOf(BINDING_DIGITS, view, binding)), thing, place(vehicle))
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
    say(kindOf(SAYS.handledFor, 0), thing, place(vehicle as string), violation)
  }
}

/** What of an entry is kept apart, as words of one label; its violation has a place. */
const ENTRY: { readonly [K in keyof Entry]: ((entry: Entry, index: number, keeps: Relevance) => unknown) | null } = {
  id: null,
  place: (_, index, keeps) => (keeps.entryOrder ? index : ''),
  points: ({ points }) => points,
  payBy: ({ payBy }, _, keeps) => (keeps.handledOn ? payBy : payBy !== null),
  inProbation: ({ inProbation }) => inProbation,
}
const ENTRY_WORDS = Object.values(ENTRY).filter((each) => each !== null)

const LEDGER_FIELDS = fieldsOf<Ledger>({
  // The day and the licence say which period it is.
  from: null,
  until: null,
  entries: ({ frame: { keeps, label }, onRecord, say }, ledger, thing) => {
    if (!keeps.handled) return
    entriesOf(ledger).forEach((entry, index) => {
      const words = ENTRY_WORDS.map((word) => word(entry, index, keeps)).join(' ')
      say(label(`counts ${words}`), onRecord.get(entry.id), thing)
    })
  },
  // Sums over the entries, and their order.
  pointed: null,
  heldInProbation: null,
  unpaid: null,
  next: null,
  held: ({ frame: { kindOf }, say }, { held }, thing) => {
    if (held > 0) say(kindOf(SAYS.points, held), thing)
  },
  deducted: ({ frame: { keeps, label }, say }, { deducted, studies, studiesBefore }, thing) => {
    if (deducted + studies + studiesBefore === 0) return
    const ofThis = Math.min(studies, keeps.studies)
    const ofLast = Math.min(studiesBefore, keeps.studies)
    say(label(`study ${deducted} ${ofThis} ${ofLast}`), thing)
  },
  // With what was deducted.
  studies: null,
  studiesBefore: null,
  tradedOn: ({ frame: { label }, say }, { tradedOn }, thing) => {
    if (tradedOn !== null) say(label(`traded ${tradedOn}`), thing)
  },
  fullBy: ({ frame: { place, kindOf }, today, say }, { fullBy }, thing) => {
    if (fullBy !== null && fullBy.day === today) say(kindOf(SAYS.full, 0), thing, place(fullBy.vehicle))
  },
})

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
