import { times } from '../../input/own.ts'
import { constant } from '../../law/expression.ts'
import type { FactName } from '../../law/facts.ts'
import { GRAINS, type Grain } from '../../law/parameters.ts'
import { periodOf } from '../../law/points/period.ts'
import { type ResolvedProvision, resolve } from '../../law/resolve.ts'
import type { RuleBook } from '../../law/rule-sets/rule-book.ts'
import type { Provision, RuleSet } from '../../law/rule-sets/rule-set.ts'
import { entriesOf } from '../../registry/points/ledger.ts'
import { type Registry, stateOf } from '../../registry/registry.ts'
import { applicationsOn, ledgerOf } from '../../registry/state/facts.ts'
import { handledAfter } from '../../registry/state/others-handled.ts'
import { get, idsIn } from '../../registry/state/persistent-map.ts'
import type { DriverRecord, VehicleRecord, ViolationRecord } from '../../registry/state/records.ts'
import type { State } from '../../registry/state/state.ts'
import { daysAfter, yearsAfter } from '../../values/calendar.ts'
import { CHANNELS } from '../../values/channel.ts'
import { type Instant, type LegalDay, legalDay } from '../../values/instant.ts'
import { POINTS_LIMIT, VIOLATION_STATES } from '../../values/violation.ts'
import { LABELS, type Structure } from './canonical.ts'
import type { Goal, RememberedFact } from './goal.ts'
import { earlyOn, type Menu } from './menu.ts'
import { setsOf, type WholeSearchScope } from './scope.ts'

/** Shows a registry and a memory, on day number `day`, as facts without names. */
export type Shown = (registry: Registry, memory: readonly RememberedFact[], day: number) => Structure

/** What of a registry can still make a difference. What cannot is left out of the facts: states that differ there are one. */
interface Relevance {
  /** Up to which count bindings matter: on one day, in one year, ever. Above a limit all counts are alike. */
  readonly appliedThatDay: number
  readonly appliedThatYear: number
  readonly bindingsEver: number
  /** Whether a vehicle was ever bound before. */
  readonly firstBinding: boolean
  /** Who handled for whom. */
  readonly handledForOthers: boolean
  /** The grains by which violations are dated against bindings. */
  readonly grains: readonly Grain[]
  /** When a binding was made, beyond what those grains can tell. */
  readonly bindingDays: boolean
  /** Violations that are handled, and those withdrawn. */
  readonly handled: boolean
  readonly withdrawn: boolean
  /** Whether fines are paid, and the days on which they were handled. */
  readonly paid: boolean
  readonly handledOn: boolean
  /** In which order a driver's points came: study takes the oldest off first. */
  readonly entryOrder: boolean
  /** Up to which count full-score studies of one period matter. */
  readonly studies: number
  /** When the last bindings of a vehicle ended, and whose they were. */
  readonly ended: boolean
  /** Who bound a vehicle in the calendar year. */
  readonly boundInYear: boolean
  /** Since when a vehicle is its owner's: where a provision asks whether it was at the act. */
  readonly ownedSince: boolean
  /** By which channel a binding was made. */
  readonly channels: boolean
}

/** What a goal says about what it reads. */
type GoalReads = Pick<Goal<unknown>, 'memoryAlone' | 'ignoresBindingDays'>

/** Kinds of things. A pinned name is a kind of its own. */
const DRIVER = 0
const VEHICLE = 1
const PINNED = 2
const VIOLATION = 1000

/**
 * Prepares the facts of one exploration. A label stands for one thing said; equal labels of one exploration mean the same.
 *
 * Kept is whatever a provision of the rules, an operation of the scope, or the goal can still read.
 */
export function shownIn(rules: RuleSet | RuleBook, scope: WholeSearchScope, goal: GoalReads, menu: Menu): Shown {
  const keeps = relevanceOf(rules, scope, goal)
  const { drivers, vehicles, violations, days } = menu
  const names = [...drivers, ...vehicles]
  const fixed = new Map(names.map((name, index) => [name, index]))
  const kinds = names.map((name, index) => {
    const pinned = scope.pinned.indexOf(name)
    return pinned >= 0 ? PINNED + pinned : index < drivers.length ? DRIVER : VEHICLE
  })
  const order = kinds.map((_, index) => index).sort((one, other) => (kinds[one] as number) - (kinds[other] as number))
  const places = order.map((_, place) => order.indexOf(place))
  const sorted = order.map((index) => kinds[index] as number)
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
  const place = (name: string): number | undefined => {
    const index = fixed.get(name)
    return index === undefined ? undefined : places[index]
  }
  const kindOf = (what: number, value: number): number => label(what * 2 ** 25 + value)
  const dayNumber = (day: LegalDay): number => dayNumbers.get(day) ?? -1

  return (registry, memory, today) => {
    const state = stateOf(registry)
    const facts: number[] = []
    const now = days[today] as LegalDay
    facts.push(kindOf(SAYS.today, today), -1, -1, -1)
    const onRecord = new Map<string, number>()
    const remembered = new Set<string>()
    for (const [, ...ids] of memory) for (const id of ids) remembered.add(id)
    let recorded = 0
    for (const id of violations) {
      const violation = get(state.violation, id)
      if (violation === undefined) continue
      recorded++
      if (lives(violation) || remembered.has(id)) onRecord.set(id, sorted.length + onRecord.size)
      if (lives(violation)) showViolation(facts, violation, onRecord.get(id) as number)
    }
    facts.push(kindOf(SAYS.recorded, recorded), -1, -1, -1)
    for (const id of drivers) showDriver(facts, state, get(state.driver, id) as DriverRecord, now, onRecord)
    for (const id of vehicles) {
      const vehicle = get(state.vehicle, id) as VehicleRecord
      const owner = place(vehicle.registration.owner.id)
      if (owner !== undefined) facts.push(kindOf(SAYS.owns, 0), owner, place(id) as number, -1)
      if (keeps.firstBinding && vehicle.bindingsEver === 0)
        facts.push(kindOf(SAYS.neverBound, 0), place(id) as number, -1, -1)
      if (keeps.ownedSince) showOwnedSince(facts, state, vehicle, onRecord)
      showFormerBindings(facts, vehicle, now)
    }
    for (const fact of memory) showRemembered(facts, fact, onRecord)
    const { size } = onRecord
    return { kinds: size === 0 ? sorted : [...sorted, ...times(size, () => VIOLATION)], facts }
  }

  /** It is compared with acts alone: with those on record, and with those of a day that can still be recorded. */
  function showOwnedSince(
    facts: number[],
    state: State,
    { id, registration: { ownedSince } }: VehicleRecord,
    onRecord: ReadonlyMap<string, number>,
  ): void {
    const before = scope.occurrences === 'as-recorded' ? [] : days.filter((day) => earlyOn(day) < ownedSince)
    if (before.length > 0) facts.push(kindOf(SAYS.ownedAfter, before.length), place(id) as number, -1, -1)
    for (const { 0: violation, 1: thing } of onRecord) {
      const record = get(state.violation, violation) as ViolationRecord
      if (record.vehicle !== id || !lives(record) || ownedSince <= record.occurredAt) continue
      facts.push(kindOf(SAYS.ownedAfter, 0), thing, -1, -1)
    }
  }

  /** Of bindings that ended, the day alone is compared; drivers of an earlier year count for nothing. */
  function showFormerBindings(facts: number[], { id, ended, boundInYear }: VehicleRecord, today: LegalDay): void {
    const thing = place(id) as number
    if (keeps.ended) {
      for (const { driver, at } of ended) {
        facts.push(label(`ended ${legalDay(at)}`), thing, place(driver) as number, -1)
      }
    }
    if (keeps.boundInYear && boundInYear?.year === today.slice(0, 4)) {
      for (const driver of idsIn(boundInYear.ids)) {
        facts.push(kindOf(SAYS.boundInYear, 0), thing, place(driver) as number, -1)
      }
    }
  }

  /** Whether anything can still become of a violation, or of its handling. */
  function lives({ state }: ViolationRecord): boolean {
    return state === 'open' || (state === 'handled' ? keeps.handled : keeps.withdrawn)
  }

  function showViolation(facts: number[], violation: ViolationRecord, thing: number): void {
    const { vehicle, occurredAt, fine, points, state, handling } = violation
    const carries = scope.fines.indexOf(fine) * (POINTS_LIMIT + 1) + points
    const stands = VIOLATION_STATES.indexOf(state)
    const kind = kindOf(SAYS.violation, (carries * days.length + dayNumber(legalDay(occurredAt))) * 3 + stands)
    const handledBy = handling === null ? undefined : place(handling.driver)
    facts.push(kind, thing, place(vehicle) as number, handledBy ?? -1)
    if (handling === null) return
    const paidOn = handling.paidAt === null ? null : legalDay(handling.paidAt)
    if (keeps.paid && paidOn !== null) facts.push(kindOf(SAYS.paid, 0), thing, -1, -1)
    if (keeps.handledOn) facts.push(label(`handled ${legalDay(handling.at)} paid ${paidOn}`), thing, -1, -1)
  }

  function showDriver(
    facts: number[],
    state: State,
    driver: DriverRecord,
    today: LegalDay,
    onRecord: ReadonlyMap<string, number>,
  ): void {
    const thing = place(driver.id) as number
    const { states } = driver.licence
    if (states.length > 0) facts.push(label(`licence ${states.join()}`), thing, -1, -1)
    for (const { vehicle, since, first, channel } of driver.bindings) {
      const isFirst = first && keeps.firstBinding ? 1 : 0
      const bound = legalDay(since)
      // Dated, or at least today's where a violation of today could come too early.
      const day = keeps.bindingDays ? dayNumber(bound) : keeps.grains.includes('next-day') && bound === today ? 1 : 0
      const by = keeps.channels ? CHANNELS.indexOf(channel) : 0
      facts.push(kindOf(SAYS.bound, (day * CHANNELS.length + by) * 2 + isFirst), thing, place(vehicle) as number, -1)
      for (const { 0: id, 1: violation } of onRecord) {
        const record = get(state.violation, id) as ViolationRecord
        if (record.vehicle !== vehicle || !lives(record)) continue
        const sides = keeps.grains.map((grain) => isSince(record.occurredAt, since, grain)).join()
        facts.push(label(`since ${sides}`), violation, thing, -1)
      }
    }
    const ever = Math.min(driver.applications.ever, keeps.bindingsEver)
    const { today: onDay, thisYear: inYear } = applicationsOn(driver, today)
    const applied = Math.min(inYear, keeps.appliedThatYear) * 128 + Math.min(onDay, keeps.appliedThatDay)
    if (ever > 0) facts.push(kindOf(SAYS.boundEver, ever), thing, -1, -1)
    if (applied > 0) facts.push(kindOf(SAYS.applied, applied), thing, -1, -1)
    if (keeps.handledForOthers && keeps.handled) {
      // Which one it was makes a difference as long as it can be revoked.
      for (const { 0: id, 1: violation } of onRecord) {
        const { vehicle, handling } = get(state.violation, id) as ViolationRecord
        if (handling === null || handling.own || handling.driver !== driver.id) continue
        facts.push(kindOf(SAYS.handledFor, 0), thing, place(vehicle) as number, violation)
      }
    } else if (keeps.handledForOthers) {
      const others = handledAfter(driver.handledForOthers, yearsAfter(today, -1)).map(({ other }) => other)
      for (const other of new Set(others)) {
        facts.push(kindOf(SAYS.handledFor, 0), thing, place(other) as number, -1)
      }
    }
    showLedger(facts, driver, today, thing, onRecord)
  }

  function showLedger(
    facts: number[],
    driver: DriverRecord,
    today: LegalDay,
    thing: number,
    onRecord: ReadonlyMap<string, number>,
  ): void {
    const ledger = ledgerOf(driver, today)
    const { held, deducted, studies, studiesBefore, fullBy, tradedOn } = ledger
    const entries = keeps.handled ? entriesOf(ledger) : []
    entries.forEach(({ id: violation, points, payBy, inProbation }, index) => {
      const order = keeps.entryOrder ? index : ''
      const due = keeps.handledOn ? payBy : payBy !== null
      facts.push(label(`counts ${order} ${points} ${due} ${inProbation}`), onRecord.get(violation) as number, thing, -1)
    })
    if (held > 0) facts.push(kindOf(SAYS.points, held), thing, -1, -1)
    if (deducted + studies + studiesBefore > 0) {
      const ofThis = Math.min(studies, keeps.studies)
      const ofLast = Math.min(studiesBefore, keeps.studies)
      facts.push(label(`study ${deducted} ${ofThis} ${ofLast}`), thing, -1, -1)
    }
    if (tradedOn !== null) facts.push(label(`traded ${tradedOn}`), thing, -1, -1)
    if (fullBy !== null && fullBy.day === today) {
      facts.push(kindOf(SAYS.full, 0), thing, place(fullBy.vehicle) as number, -1)
    }
  }

  function showRemembered(facts: number[], fact: RememberedFact, onRecord: ReadonlyMap<string, number>): void {
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
    facts.push(label(written), things.at(0) ?? -1, things.at(1) ?? -1, things.at(2) ?? -1)
  }
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

/** What is kept of the past only where a provision reads it. */
type Remembered = Exclude<
  keyof Relevance,
  'grains' | 'bindingDays' | 'handled' | 'withdrawn' | 'paid' | 'handledOn' | 'entryOrder' | 'channels'
>

/**
 * Of which remembered thing a fact is made; `null` where a command says the fact, it never changes, or the state shows it anyway:
 * open bindings and when they began, owners, violations, points. A new fact does not compile until it is known here.
 */
const MADE_OF: { readonly [F in FactName]: Remembered | null } = {
  at: null,
  channel: null,
  driver: null,
  vehicle: null,
  vehicleOwner: null,
  vehicleOwnerKind: null,
  plateType: null,
  operating: null,
  pairBound: null,
  driverBindings: null,
  vehicleBindings: null,
  driverBindingsEver: 'bindingsEver',
  driverApplicationsToday: 'appliedThatDay',
  driverApplicationsThisYear: 'appliedThatYear',
  ownerConsent: null,
  violationState: null,
  occurredAt: null,
  fine: null,
  points: null,
  recordedBy: null,
  boundSince: null,
  firstBinding: 'firstBinding',
  licenceStates: null,
  licenceClasses: null,
  pointsHeld: null,
  fullScoreStudies: 'studies',
  offenderPresent: null,
  identityVerified: null,
  othersVehiclesHandledThisYear: 'handledForOthers',
  vehicleOtherDriversThisYear: 'handledForOthers',
  vehicleReleasedAt: 'ended',
  vehicleDriversBoundThisYear: 'boundInYear',
  ownedSince: 'ownedSince',
}
const FACT_NAMES: readonly FactName[] = /* @__PURE__ */ Object.keys(MADE_OF) as FactName[]

/** From which value on a provision looks at all values of a fact alike: 0 where it does not read it. */
function alikeFrom({ supplied, relation, limit, asks }: ResolvedProvision, fact: FactName): number {
  if (!asks.includes(fact)) return 0
  const counted = supplied.kind === 'plus' ? supplied.left : supplied
  const more = supplied.kind === 'plus' ? supplied.right : constant(0)
  const isCount = counted.kind === 'fact' && counted.name === fact && more.kind === 'constant'
  if (!isCount || limit.kind !== 'constant' || (relation !== '≤' && relation !== '<')) return Number.MAX_SAFE_INTEGER
  return Number(limit.value) - Number(more.value) + (relation === '≤' ? 1 : 0)
}

function relevanceOf(rules: RuleSet | RuleBook, scope: WholeSearchScope, goal: GoalReads): Relevance {
  const provisions = setsOf(rules, scope).flatMap((set): readonly Provision[] => [...set.bind, ...set.handle])
  const resolved = provisions.map(resolve)
  const madeOf = (what: Remembered): readonly FactName[] => FACT_NAMES.filter((name) => MADE_OF[name] === what)
  const isRead = (what: Remembered): boolean =>
    resolved.some(({ asks }) => madeOf(what).some((name) => asks.includes(name)))
  const countedTo = (what: Remembered): number =>
    Math.max(0, ...resolved.flatMap((each) => madeOf(what).map((name) => alikeFrom(each, name))))
  const tried = new Set<string>(scope.operations)
  const grains = GRAINS.filter((grain) =>
    provisions.some((each) => each.rule === 'since-binding' && each.grain === grain),
  )
  const looksAround = !goal.memoryAlone
  const periodEnds = periodMayEnd(scope)
  const paid = looksAround || periodEnds || tried.has('payFine') || tried.has('completeStudy')
  return {
    appliedThatDay: countedTo('appliedThatDay'),
    appliedThatYear: countedTo('appliedThatYear'),
    bindingsEver: countedTo('bindingsEver'),
    firstBinding: isRead('firstBinding'),
    handledForOthers: isRead('handledForOthers'),
    grains,
    bindingDays: looksAround || !goal.ignoresBindingDays || scope.occurrences !== 'as-recorded',
    handled: paid || tried.has('revokeHandling'),
    withdrawn: looksAround,
    paid,
    handledOn: looksAround || periodEnds,
    entryOrder: looksAround || tried.has('deductByStudy'),
    // After two studies neither of the two periods allows a deduction by study. The menu studies long enough for every duty.
    studies: looksAround ? Number.MAX_SAFE_INTEGER : Math.max(2, countedTo('studies')),
    ownedSince: isRead('ownedSince'),
    ended: isRead('ended'),
    boundInYear: isRead('boundInYear'),
    channels: looksAround,
  }
}

/** Whether a scoring period can end within the scope. */
function periodMayEnd({ firstDay, firstIssuedOn, days }: WholeSearchScope): boolean {
  const { 1: until } = periodOf(firstIssuedOn, firstDay)
  return until <= daysAfter(firstDay, days - 1)
}
