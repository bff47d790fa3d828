/**
 * The registry, written a second time: from the page that says what is decided and from the dossier, as naively as can
 * be. It keeps one thing, the list of accepted acts, and computes everything else from it whenever it is asked. It is
 * mutable, has no index, and takes nothing from `src/`, not even a type.
 */

import { type Act, type ActOf, telling } from './acts.ts'
import { dayOf, inYear, yearOf } from './days.ts'
import { type BindRow, BOOK, type HandleRow, oracleBind, oracleHandle, type SetId } from './decisions.ts'
import {
  type Account,
  accountOn,
  dutyOn,
  heldOnProbation,
  lastDayToPay,
  openedOn,
  pointsEntered,
  regimeOn,
} from './points.ts'

/** One rule set whatever the day, the national book, or a reform of the rule as reported. */
export type Law = SetId | 'cn' | 'reformed'
export type Model = { law: Law; past: Act[]; clocks: Clock[] }
/** When something was last done about one driver, vehicle or violation, or about the vehicles in somebody's name. */
export type Clock = { kind: 'driver' | 'vehicle' | 'violation' | 'party'; id: string; last: string }
export type Outcomes = Array<[rule: string, outcome: string, reason?: string]>
/** When several things but the rules speak against an act, any of them may be the one that is named. */
export type Answer =
  | { status: 'accepted'; outcomes?: Outcomes; ruleSet: string; did: Record<string, unknown> }
  | { status: 'refused'; codes: string[]; outcomes?: Outcomes; ahead?: Clock }

export type Binding = { driver: string; vehicle: string; since: string; channel: string }
export type Licence = { states: string[]; classes: string[]; firstIssuedOn: string }
export type Car = {
  id: string
  owner: { kind: string; id: string }
  plateType: string
  operating: boolean
  deregisteredAt: string | null
}
export type Room = { rule: string; channels: 'all' | string[]; left: number }
export type Violation = {
  id: string
  /** Of what an enrolment told neither is known. */
  vehicle: string | null
  occurredAt: string
  fine: number
  points: number
  recordedBy: string | null
  state: string
  handledBy: string | null
  handledAt: string | null
  payBy: string | null
  paidOn: string | null
}

export function openModel(law: Law): Model {
  return { law, past: [], clocks: [] }
}

/** The rule set that judges an act of that day; `none` before the first. */
export function setOn(model: Model, day: string): SetId | 'none' {
  if (model.law === 'reformed') return 'as-reported'
  if (model.law !== 'cn') return model.law
  return BOOK.filter(([from]) => from <= day).at(-1)?.[1] ?? 'none'
}

/** Executes an act: an accepted one joins the past, a refused one leaves no trace. */
export function step(model: Model, act: Act): Answer {
  const ruleSet = model.law === 'reformed' ? 'reformed' : setOn(model, dayOf(act.at))
  const ahead = aheadOf(model, act)
  if (ahead !== undefined) return { status: 'refused', codes: ['out-of-order'], ahead }
  const codes = objectionsTo(model, act)
  if (codes.length > 0) return { status: 'refused', codes }
  if (act.type !== 'bind' && act.type !== 'handle') {
    const did = effectOf(model, act)
    remember(model, act)
    return { status: 'accepted', ruleSet, did }
  }
  const { verdict, outcomes } = judge(model, act)
  if (verdict === 'permitted') {
    const did = effectOf(model, act)
    remember(model, act)
    return { status: 'accepted', ruleSet, outcomes, did }
  }
  return { status: 'refused', codes: [outcomes.find(([, outcome]) => outcome === 'fails')?.[0] ?? verdict], outcomes }
}

/** What an act does to the records that it changes, as things stand before it; bindings that end are told oldest first. */
export function effectOf(model: Model, act: Act): Record<string, unknown> {
  const pairs = (bindings: readonly Binding[]) => bindings.map(({ driver, vehicle }) => ({ driver, vehicle }))
  switch (act.type) {
    case 'enrolDriver':
    case 'tellHistory': {
      const told = telling(act)?.history.violations ?? []
      return { payBy: told.map(({ fine, handledAt }) => (fine === 0 ? null : lastDayToPay(dayOf(handledAt)))) }
    }
    case 'enrolVehicle':
      return { ownedSince: ownedSince(act) }
    case 'bind':
      return { first: !model.past.some((past) => past.type === 'bind' && past.vehicle === act.vehicle) }
    case 'transferVehicle':
      return {
        from: need(vehicleOf(model, act.vehicle)).owner,
        endedBindings: pairs(bindingsOfVehicle(model, act.vehicle)),
      }
    case 'changeLicence': {
      const ends = act.licence.states.includes('cancelled')
      return { endedBindings: ends ? pairs(bindingsOfDriver(model, act.driver)) : [] }
    }
    case 'deregisterVehicle':
      return { endedBindings: pairs(bindingsOfVehicle(model, act.vehicle)) }
    case 'reissueLicence':
      return { endedBindings: pairs(bindingsOfDriver(model, act.driver)) }
    case 'withdrawViolation':
      return { vehicle: need(need(violationOf(model, act.violation)).vehicle) }
    case 'handle': {
      const { vehicle, points, fine, occurredAt } = need(violationOf(model, act.violation))
      const { firstIssuedOn: issued } = need(driverOf(model, act.driver))
      const occurredOn = dayOf(occurredAt)
      return {
        vehicle,
        own: need(vehicleOf(model, need(vehicle))).owner.id === act.driver,
        points,
        fine,
        payBy: fine === 0 ? null : lastDayToPay(dayOf(act.at)),
        inProbation: issued <= occurredOn && occurredOn < inYear(issued, yearOf(issued) + 1),
      }
    }
    case 'revokeHandling': {
      const { vehicle, handledBy, handledAt } = need(violationOf(model, act.violation))
      const index = model.past.findLastIndex((past) => past.type === 'handle' && past.violation === act.violation)
      const then: Model = { law: model.law, past: model.past.slice(0, index), clocks: [] }
      const own = need(vehicleOf(then, need(vehicle))).owner.id === handledBy
      return { driver: handledBy, vehicle, own, handledOn: dayOf(need(handledAt ?? undefined)) }
    }
    case 'payFine':
      return { driver: need(violationOf(model, act.violation)).handledBy, paidOn: act.paidOn ?? dayOf(act.at) }
    case 'deductByStudy': {
      const day = dayOf(act.at)
      const after: Model = { law: model.law, past: [...model.past, act], clocks: [] }
      const taken = accountOf(model, act.driver, day).held - accountOf(after, act.driver, day).held
      return { taken, vehicles: ownVehicles(model, act.driver) }
    }
    default:
      return {}
  }
}

/** What an act is about, as things stand, in the order of the table of clocks; a party stands for the vehicles in an individual's name. */
export function subjectsOf(model: Model, act: Act): Array<Omit<Clock, 'last'>> {
  const driver = (id: string) => ({ kind: 'driver' as const, id })
  const vehicle = (id: string) => ({ kind: 'vehicle' as const, id })
  const its = 'violation' in act ? violationOf(model, act.violation) : undefined
  const violation = 'violation' in act ? [{ kind: 'violation' as const, id: act.violation }] : []
  const itsVehicle = its === undefined || its.vehicle === null ? [] : [vehicle(its.vehicle)]
  const itsHandler = its === undefined || its.handledBy === null ? [] : [driver(its.handledBy)]
  switch (act.type) {
    case 'enrolDriver':
      return [driver(act.id), ...(act.history?.violations ?? []).map(({ id }) => ({ kind: 'violation' as const, id }))]
    case 'enrolVehicle':
      return [vehicle(act.id), ...individuals(act.owner)]
    case 'bind':
    case 'release':
      return [driver(act.driver), vehicle(act.vehicle)]
    case 'transferVehicle':
      return [
        vehicle(act.vehicle),
        ...bindingsOfVehicle(model, act.vehicle).map((binding) => driver(binding.driver)),
        ...individuals(act.to, vehicleOf(model, act.vehicle)?.owner),
      ]
    case 'changeLicence':
      return act.licence.states.includes('cancelled')
        ? [driver(act.driver), ...bindingsOfDriver(model, act.driver).map((binding) => vehicle(binding.vehicle))]
        : [driver(act.driver)]
    case 'recordViolation':
      return [{ kind: 'violation', id: act.id }, vehicle(act.vehicle)]
    case 'withdrawViolation':
      return [...violation, ...itsVehicle]
    case 'handle':
      return [...violation, ...itsVehicle, driver(act.driver)]
    case 'revokeHandling':
      return [...violation, ...itsVehicle, ...itsHandler]
    case 'payFine':
      return [...violation, ...itsHandler]
    case 'deductByStudy':
      return [driver(act.driver), { kind: 'party', id: act.driver }, ...ownVehicles(model, act.driver).map(vehicle)]
    case 'completeFullScoreStudy':
      return [driver(act.driver)]
    case 'changeVehicle':
      return [vehicle(act.vehicle)]
    case 'deregisterVehicle':
      return [vehicle(act.vehicle), ...bindingsOfVehicle(model, act.vehicle).map((binding) => driver(binding.driver))]
    case 'tellHistory':
      return [
        driver(act.driver),
        ...(act.history.violations ?? []).map(({ id }) => ({ kind: 'violation' as const, id })),
      ]
    case 'reissueLicence':
      return [driver(act.driver), ...bindingsOfDriver(model, act.driver).map((binding) => vehicle(binding.vehicle))]
  }
}

/** Those who own as individuals. */
function individuals(...owners: Array<{ kind: string; id: string } | undefined>): Array<Omit<Clock, 'last'>> {
  return owners.flatMap((owner) => (owner?.kind === 'individual' ? [{ kind: 'party' as const, id: owner.id }] : []))
}

/** The vehicles in a driver's own name, in the order of text. */
function ownVehicles(model: Model, id: string): string[] {
  const enrolled = model.past.flatMap((act) => (act.type === 'enrolVehicle' ? [act.id] : []))
  const isTheirs = (owner: Car['owner'] | undefined) => owner?.kind === 'individual' && owner.id === id
  return enrolled.filter((vehicle) => isTheirs(vehicleOf(model, vehicle)?.owner)).sort()
}

/** The clock of something; nothing if nothing was ever done about it. */
export function clockOf(model: Model, kind: Clock['kind'], id: string): string | undefined {
  return model.clocks.find((clock) => clock.kind === kind && clock.id === id)?.last
}

/** The first of the subjects whose clock is later than the act. */
export function aheadOf(model: Model, act: Act): Clock | undefined {
  for (const { kind, id } of subjectsOf(model, act)) {
    const last = clockOf(model, kind, id)
    if (last !== undefined && act.at < last) return { kind, id, last }
  }
  return undefined
}

/** An accepted act joins the past, and its time becomes the clock of all it is about. */
export function remember(model: Model, act: Act): void {
  const subjects = subjectsOf(model, act)
  model.past.push(act)
  for (const { kind, id } of subjects) {
    model.clocks = model.clocks.filter((clock) => clock.kind !== kind || clock.id !== id)
    model.clocks.push({ kind, id, last: act.at })
  }
}

/** The verdict on a question, and how each rule in force came out. */
export function judge(model: Model, act: ActOf<'bind'> | ActOf<'handle'>): { verdict: string; outcomes: Outcomes } {
  const set = setOn(model, dayOf(act.at))
  if (set === 'none') return { verdict: 'refused', outcomes: [['no-rule-set-in-force', 'fails']] }
  const reformed = model.law === 'reformed'
  return act.type === 'bind'
    ? oracleBind(bindRow(model, act), set, [], reformed)
    : oracleHandle(handleRow(model, act), set, [], reformed)
}

/** What the registry knows when a driver asks to bind a vehicle. */
export function bindRow(model: Model, act: ActOf<'bind'>): Required<BindRow> {
  const car = need(vehicleOf(model, act.vehicle))
  const made = model.past.filter((before) => before.type === 'bind' && before.driver === act.driver)
  const day = dayOf(act.at)
  return {
    at: act.at,
    channel: act.channel,
    driver: act.driver,
    vehicle: act.vehicle,
    vehicleOwner: car.owner.id,
    vehicleOwnerKind: car.owner.kind,
    plateType: car.plateType,
    operating: car.operating,
    pairBound: bindings(model).some(({ driver, vehicle }) => driver === act.driver && vehicle === act.vehicle),
    driverBindings: bindingsOfDriver(model, act.driver).length,
    vehicleBindings: bindingsOfVehicle(model, act.vehicle).length,
    driverBindingsEver: made.length,
    driverApplicationsToday: made.filter(({ at }) => dayOf(at) === day).length,
    driverApplicationsThisYear: made.filter(({ at }) => yearOf(at) === yearOf(day)).length,
    ownerConsent: act.ownerConsent,
    identityVerified: act.identityVerified,
    vehicleReleasedAt: endsOn(model, act.vehicle).findLast(({ driver }) => driver !== act.driver)?.at ?? null,
    vehicleDriversBoundThisYear: new Set([act.driver, ...boundBy(model, act.vehicle, yearOf(day))]).size,
  }
}

/** The ends of the bindings of a vehicle, in the order in which they came. */
function endsOn(model: Model, vehicle: string): Array<{ driver: string; at: string }> {
  return model.past.flatMap((act, index) => {
    const [before, after] = [index, index + 1].map((length) =>
      bindingsOfVehicle({ law: model.law, past: model.past.slice(0, length), clocks: [] }, vehicle),
    ) as [Binding[], Binding[]]
    const ended = before.filter(({ driver }) => !after.some((binding) => binding.driver === driver))
    return ended.map(({ driver }) => ({ driver, at: act.at }))
  })
}

/** The drivers who bound a vehicle in a year, each as often as they did. */
function boundBy(model: Model, vehicle: string, year: number): string[] {
  return model.past.flatMap((act) =>
    act.type === 'bind' && act.vehicle === vehicle && yearOf(act.at) === year ? [act.driver] : [],
  )
}

/** What the registry knows when a driver asks to handle a violation. */
export function handleRow(model: Model, act: ActOf<'handle'>): Required<HandleRow> {
  const violation = need(violationOf(model, act.violation))
  const licence = need(driverOf(model, act.driver))
  const car = need(vehicleOf(model, need(violation.vehicle)))
  const binding = bindingsOfDriver(model, act.driver).find(({ vehicle }) => vehicle === car.id)
  const made = model.past.filter((before) => before.type === 'bind' && before.vehicle === car.id)
  const last = made.findLastIndex((before) => before.type === 'bind' && before.driver === act.driver)
  const day = dayOf(act.at)
  const account = accountOf(model, act.driver, day)
  const own = car.owner.id === act.driver
  // Of one vehicle all records in one go, whoever owns it (F2.7); before Order 163 of one's own alone.
  const finishes = act.channel === 'window' && (own || regimeOn(day) === 'points-2022')
  const sameGo = finishes && account.filledBy?.vehicle === car.id && account.filledBy.day === day
  const states = account.held >= 12 && !sameGo ? [...licence.states, 'full-points'] : licence.states
  const year = othersHandled(model).filter(({ at }) => dayOf(at) > inYear(day, yearOf(day) - 1))
  const vehicles = year.filter(({ driver }) => driver === act.driver).map(({ vehicle }) => vehicle)
  const handled = year.filter(({ vehicle, driver }) => vehicle === car.id && driver !== car.owner.id)
  const drivers = handled.map(({ driver }) => driver)
  return {
    at: act.at,
    channel: act.channel,
    driver: act.driver,
    vehicle: car.id,
    vehicleOwner: car.owner.id,
    plateType: car.plateType,
    violationState: violation.state,
    occurredAt: violation.occurredAt,
    fine: violation.fine,
    points: violation.points,
    recordedBy: need(violation.recordedBy),
    boundSince: binding?.since ?? null,
    firstBinding: binding !== undefined && last === 0,
    licenceStates: [...new Set(states)],
    licenceClasses: licence.classes,
    pointsHeld: account.held,
    fullScoreStudies: account.studies,
    offenderPresent: act.offenderPresent,
    identityVerified: act.identityVerified,
    othersVehiclesHandledThisYear: new Set(own ? vehicles : [...vehicles, car.id]).size,
    vehicleOtherDriversThisYear: new Set(own ? drivers : [...drivers, act.driver]).size,
    ownedSince: ownedSince(
      need(
        model.past.findLast(
          (before) =>
            (before.type === 'enrolVehicle' && before.id === car.id) ||
            (before.type === 'transferVehicle' && before.vehicle === car.id),
        ),
      ),
    ),
  }
}

/** Since when a vehicle is the owner's after an act: as an enrolment says, else since the act. */
function ownedSince(act: Act): string {
  return (act.type === 'enrolVehicle' ? act.ownedSince : undefined) ?? act.at
}

/** Every binding that is open now, oldest first. */
export function bindings(model: Model): Binding[] {
  let open: Binding[] = []
  for (const act of model.past) {
    if (act.type === 'bind') {
      const { driver, vehicle, at, channel } = act
      open.push({ driver, vehicle, since: at, channel })
    } else if (act.type === 'release') {
      open = open.filter(({ driver, vehicle }) => driver !== act.driver || vehicle !== act.vehicle)
    } else if (act.type === 'transferVehicle' || act.type === 'deregisterVehicle') {
      open = open.filter(({ vehicle }) => vehicle !== act.vehicle)
    } else if (
      act.type === 'reissueLicence' ||
      (act.type === 'changeLicence' && act.licence.states.includes('cancelled'))
    ) {
      open = open.filter(({ driver }) => driver !== act.driver)
    }
  }
  return open
}

function isOver(states: readonly string[]): boolean {
  return states.some((state) => ['annulled', 'revoked', 'cancelled'].includes(state))
}

export function bindingsOfDriver(model: Model, driver: string): Binding[] {
  return bindings(model).filter((binding) => binding.driver === driver)
}

export function bindingsOfVehicle(model: Model, vehicle: string): Binding[] {
  return bindings(model).filter((binding) => binding.vehicle === vehicle)
}

export function driverOf(model: Model, driver: string): Licence | undefined {
  let licence: Licence | undefined
  for (const act of model.past) {
    if (act.type === 'enrolDriver' && act.id === driver) licence = act.licence
    if (act.type === 'reissueLicence' && act.driver === driver) licence = act.licence
    if (act.type === 'changeLicence' && act.driver === driver) licence = { ...need(licence), ...act.licence }
  }
  return licence
}

export function vehicleOf(model: Model, vehicle: string): Car | undefined {
  let car: Car | undefined
  for (const act of model.past) {
    if (act.type === 'enrolVehicle' && act.id === vehicle) {
      const { id, owner, plateType, operating } = act
      car = { id, owner, plateType, operating, deregisteredAt: null }
    }
    if (act.type === 'changeVehicle' && act.vehicle === vehicle) {
      const { plateType, operating } = act
      car = { ...need(car), plateType, operating }
    }
    if (act.type === 'deregisterVehicle' && act.vehicle === vehicle) car = { ...need(car), deregisteredAt: act.at }
    if (act.type === 'transferVehicle' && act.vehicle === vehicle) car = { ...need(car), owner: act.to }
  }
  return car
}

export function violationOf(model: Model, violation: string): Violation | undefined {
  return violations(model).find(({ id }) => id === violation)
}

export function violationsOfVehicle(model: Model, vehicle: string): Violation[] {
  return violations(model).filter((violation) => violation.vehicle === vehicle)
}

/** Every violation ever recorded, oldest record first. */
export function violations(model: Model): Violation[] {
  const found: Violation[] = []
  const untouched = { state: 'open', handledBy: null, handledAt: null, payBy: null, paidOn: null }
  for (const act of model.past) {
    if (act.type === 'recordViolation') {
      const { type: _type, at: _at, ...said } = act
      found.push({ ...said, ...untouched })
    }
    const told = telling(act)
    for (const { handledAt, paidOn = null, ...said } of told?.history.violations ?? []) {
      const payBy = said.fine === 0 ? null : lastDayToPay(dayOf(handledAt))
      const handled = { state: 'handled', handledBy: need(told).driver, handledAt, payBy, paidOn }
      found.push({ vehicle: null, recordedBy: null, ...said, ...handled })
    }
    if (!('violation' in act)) continue
    const violation = need(found.find(({ id }) => id === act.violation))
    if (act.type === 'withdrawViolation') violation.state = 'withdrawn'
    if (act.type === 'payFine') violation.paidOn = act.paidOn ?? dayOf(act.at)
    if (act.type === 'revokeHandling') Object.assign(violation, untouched)
    if (act.type === 'handle') {
      const payBy = violation.fine === 0 ? null : lastDayToPay(dayOf(act.at))
      Object.assign(violation, { state: 'handled', handledBy: act.driver, handledAt: act.at, payBy, paidOn: null })
    }
  }
  return found
}

/** Fines of handlings that stand, due before the day and not paid by then. */
export function overdue(
  model: Model,
  at: string,
): Array<{ violation: string; driver: string; fine: number; payBy: string }> {
  return violations(model).flatMap(({ id: violation, handledBy, fine, payBy, paidOn }) => {
    if (handledBy === null || payBy === null || payBy >= dayOf(at)) return []
    return paidOn !== null && paidOn <= dayOf(at) ? [] : [{ violation, driver: handledBy, fine, payBy }]
  })
}

/** A driver's points as they stand on a day. */
export function accountOf(model: Model, driver: string, day: string): Account {
  return accountOn(model.past, driver, day)
}

/** How many more bindings each cap leaves a driver, in the order of the rule set. */
export function remainingBindings(model: Model, driver: string, at: string): Room[] {
  const set = setOn(model, dayOf(at))
  if (set === 'none' || set === 'cn-2013-05-02') return [{ rule: 'no-rule-set-in-force', channels: 'all', left: 0 }]
  const made = model.past.filter((act) => act.type === 'bind' && act.driver === driver)
  const today = made.filter((act) => dayOf(act.at) === dayOf(at)).length
  const thisYear = made.filter((act) => yearOf(act.at) === yearOf(at)).length
  const bound = bindingsOfDriver(model, driver).length
  const rooms: Room[] = []
  const add = (rule: string, channels: Room['channels'], left: number): void => {
    rooms.push({ rule, channels, left: Math.max(0, left) })
  }
  if (set === 'plan-2018-03-01') {
    add('driver-cap', ['app', 'web', 'kiosk'], 1 - bound)
    add('driver-cap', ['window'], 3 - bound)
    add('lifetime-cap', 'all', 5 - made.length)
  } else {
    add('driver-cap', 'all', 3 - bound)
  }
  if (set === 'cn-2024-11-01') {
    add('daily-applications', 'all', 1 - today)
    add('yearly-applications', 'all', 5 - thisYear)
  }
  return rooms
}

/** Ids of everybody enrolled; ids of every vehicle. */
export function enrolled(model: Model, type: 'enrolDriver' | 'enrolVehicle'): string[] {
  return model.past.flatMap((act) => (act.type === type ? [(act as ActOf<'enrolDriver'>).id] : []))
}

/** Handlings not revoked of vehicles that were another's when they were handled. */
function othersHandled(model: Model): Array<{ driver: string; vehicle: string; at: string }> {
  const found: Array<{ driver: string; vehicle: string; at: string; violation: string }> = []
  const records = model.past.filter((act) => act.type === 'recordViolation')
  for (const [index, act] of model.past.entries()) {
    if (act.type === 'revokeHandling') {
      const last = found.findLastIndex(({ violation }) => violation === act.violation)
      if (last >= 0) found.splice(last, 1)
    }
    if (act.type !== 'handle') continue
    const { vehicle } = need(records.find(({ id }) => id === act.violation))
    const then: Model = { law: model.law, past: model.past.slice(0, index), clocks: [] }
    if (need(vehicleOf(then, vehicle)).owner.id === act.driver) continue
    found.push({ driver: act.driver, vehicle, at: act.at, violation: act.violation })
  }
  return found
}

/** Everything that speaks against an act, the two questions aside. */
function objectionsTo(model: Model, act: Act): string[] {
  const day = dayOf(act.at)
  const objections: string[] = []
  const object = (code: string, when: boolean): void => {
    if (when) objections.push(code)
  }
  if ('driver' in act) object('unknown-driver', driverOf(model, act.driver) === undefined)
  if ('vehicle' in act) object('unknown-vehicle', vehicleOf(model, act.vehicle) === undefined)
  const violation = 'violation' in act ? violationOf(model, act.violation) : undefined
  if ('violation' in act) object('unknown-violation', violation === undefined)
  if (objections.length > 0 && act.type !== 'recordViolation') return objections

  for (const { id, occurredAt, handledAt, fine, paidOn } of telling(act)?.history.violations ?? []) {
    object('violation-exists', violationOf(model, id) !== undefined)
    object('history-in-future', handledAt > act.at)
    object('occurs-in-future', occurredAt > handledAt)
    if (!paidOn) continue
    object('nothing-to-pay', fine === 0)
    object('paid-in-future', paidOn > day)
    object('paid-before-handling', paidOn < dayOf(handledAt))
  }
  const isDriver = (id: string): boolean => driverOf(model, id) !== undefined
  switch (act.type) {
    case 'enrolDriver':
      object('driver-exists', isDriver(act.id))
      object('unit-is-no-driver', kindOf(model, act.id) === 'unit')
      object('first-issue-in-future', act.licence.firstIssuedOn > day)
      break
    case 'tellHistory':
      object('points-on-record', pointsEntered(model.past, act.driver))
      break
    case 'enrolVehicle':
      object('vehicle-exists', vehicleOf(model, act.id) !== undefined)
      object('unit-is-no-driver', act.owner.kind === 'unit' && kindOf(model, act.owner.id) === 'individual')
      object('unit-is-no-individual', act.owner.kind === 'individual' && kindOf(model, act.owner.id) === 'unit')
      object('history-in-future', ownedSince(act) > act.at)
      break
    case 'bind':
    case 'changeVehicle':
      object('vehicle-deregistered', need(vehicleOf(model, act.vehicle)).deregisteredAt !== null)
      break
    case 'deregisterVehicle':
      object('vehicle-deregistered', need(vehicleOf(model, act.vehicle)).deregisteredAt !== null)
      // Order 164, Article 37(2): where it leaves the country or is returned for its quality.
      object(
        'open-violations',
        ['left-country', 'returned'].includes(act.because) &&
          violationsOfVehicle(model, act.vehicle).some(({ state }) => state === 'open'),
      )
      break
    case 'changeLicence':
      // Order 162, Article 27: after one of these the tests are taken again, and the licence is another.
      object('licence-ended', isOver(need(driverOf(model, act.driver)).states) && !isOver(act.licence.states))
      break
    case 'reissueLicence': {
      const { states, firstIssuedOn } = need(driverOf(model, act.driver))
      object('licence-not-ended', !isOver(states))
      object('first-issue-in-future', act.licence.firstIssuedOn > day)
      object('first-issue-not-later', act.licence.firstIssuedOn <= firstIssuedOn)
      break
    }
    case 'release':
      object('not-bound', !bindingsOfDriver(model, act.driver).some(({ vehicle }) => vehicle === act.vehicle))
      break
    case 'transferVehicle':
      object('vehicle-deregistered', need(vehicleOf(model, act.vehicle)).deregisteredAt !== null)
      object('unit-is-no-driver', act.to.kind === 'unit' && kindOf(model, act.to.id) === 'individual')
      object('unit-is-no-individual', act.to.kind === 'individual' && kindOf(model, act.to.id) === 'unit')
      object('same-owner', vehicleOf(model, act.vehicle)?.owner.id === act.to.id)
      object(
        'open-violations',
        violationsOfVehicle(model, act.vehicle).some(({ state }) => state === 'open'),
      )
      break
    case 'recordViolation':
      object('violation-exists', violationOf(model, act.id) !== undefined)
      object('occurs-in-future', act.occurredAt > act.at)
      object('vehicle-deregistered', act.occurredAt > (vehicleOf(model, act.vehicle)?.deregisteredAt ?? act.occurredAt))
      object('limitation-expired', day > inYear(dayOf(act.occurredAt), yearOf(act.occurredAt) + 2))
      break
    case 'withdrawViolation':
      object('violation-not-open', violation?.state !== 'open')
      break
    case 'revokeHandling':
      object('violation-not-handled', violation?.state !== 'handled')
      object('told-of-before', violation?.state === 'handled' && violation.vehicle === null)
      break
    case 'handle':
      object('violation-not-open', violation?.vehicle === null)
      break
    case 'payFine':
      object('violation-not-handled', violation?.state !== 'handled')
      object('nothing-to-pay', violation?.fine === 0)
      object('already-paid', violation?.paidOn !== null)
      if (act.paidOn !== undefined && violation?.handledBy !== null && violation !== undefined) {
        const { handledBy, handledAt } = violation
        object('paid-in-future', act.paidOn > day)
        object('paid-before-handling', act.paidOn < dayOf(need(handledAt ?? undefined)))
        const { firstIssuedOn } = need(driverOf(model, handledBy))
        const opened = openedOn(model.past, handledBy, firstIssuedOn)
        object('period-closed', act.paidOn < opened && opened > firstIssuedOn)
      }
      break
    case 'deductByStudy': {
      const { states, firstIssuedOn } = need(driverOf(model, act.driver))
      const account = accountOf(model, act.driver, day)
      object('deduction-not-provided', regimeOn(day) === 'points-2013')
      // Article 25: 处理完交通违法行为记录后.
      object(
        'own-violations-open',
        ownVehicles(model, act.driver).some((vehicle) =>
          violationsOfVehicle(model, vehicle).some(({ state }) => state === 'open'),
        ),
      )
      object('full-score-reached', account.held >= 12)
      // Article 26(4): 名下有安全技术检验超过有效期或者未按规定办理注销登记的机动车的.
      object('own-vehicle-overdue', act.ownVehicleOverdue === true)
      object('deduction-used-up', account.deducted >= 6)
      object('no-points-to-deduct', account.held === 0)
      object(
        'licence-bars-deduction',
        day < inYear(firstIssuedOn, yearOf(firstIssuedOn) + 1) ||
          states.some((state) => ['unverified', 'seized', 'suspended'].includes(state)),
      )
      // Of this period and the last, counted together (F2.17 can also be read as two in either).
      object('repeated-full-score', account.studies + account.studiesBefore >= 2)
      // This period is one of the three (Article 26(2)).
      object(
        'points-traded',
        account.sales.some((sale) => sale >= need(account.periods[0])),
      )
      break
    }
    case 'completeFullScoreStudy': {
      const { classes, firstIssuedOn } = need(driverOf(model, act.driver))
      const account = accountOf(model, act.driver, day)
      const duty = dutyOn(day, account.held, account.studies + 1, classes)
      object('full-score-not-reached', account.held < 12)
      const onProbation = heldOnProbation(account, firstIssuedOn)
      object('full-score-on-probation', regimeOn(day) === 'points-2022' && account.held >= 12 && onProbation >= 12)
      object(
        'fines-unpaid',
        account.entries.some(({ payBy, paid }) => payBy !== null && !paid),
      )
      object('study-too-short', act.days < duty.days)
      object(
        'tests-missing',
        duty.tests.some((test) => !act.tests.includes(test)),
      )
      break
    }
  }
  return objections
}

/** What an id was first named as: a driver or an owner who is an individual, or a unit. It stays that for ever. */
function kindOf(model: Model, id: string): string | undefined {
  for (const act of model.past) {
    if (act.type === 'enrolDriver' && act.id === id) return 'individual'
    const owner = act.type === 'enrolVehicle' ? act.owner : act.type === 'transferVehicle' ? act.to : undefined
    if (owner?.id === id) return owner.kind
  }
  return undefined
}

function need<T>(found: T | null | undefined): T {
  if (found === undefined || found === null) throw new Error('the model asked for something that is not there')
  return found
}
