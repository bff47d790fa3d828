/**
 * The invariants of every registry that can exist, read from its event log alone, after the fact: no state of the
 * library is looked at, nothing under `src/` is imported, and nothing is shared with the model. Where the log alone
 * cannot tell (what study took off), bounds are checked.
 */

import type { History } from './acts.ts'
import { dayOf, inYear, yearOf } from './days.ts'
import { BOOK, CHENGDU, type SetId } from './decisions.ts'

/** One event as JSON has it. */
export type Line = { readonly seq: number; readonly type: string; readonly at: string; readonly ruleSet: string } & {
  readonly [field: string]: unknown
}

type Car = { owner: string; plateType: string }
type Holder = { states: string[]; classes: string[]; issued: string }
type Record = {
  vehicle: string
  occurredAt: string
  fine: number
  points: number
  recordedBy: string
  state: string
  by: string
  at: string
}
type Bond = { driver: string; vehicle: string; since: string; first: boolean }
type Handled = {
  driver: string
  vehicle: string
  at: string
  points: number
  others: boolean
  violation: string
  cleared: boolean
}

/** What a set asks, as far as a log shows it: a set without its row does not compile. */
type Asks = {
  /** Bindings at most by self-service, and ever. */
  cap?: 1
  ever?: 5
  /** One application a day, five a year. */
  applications?: true
  /** Of whom it asks a binding before another's vehicle, the fine and the room for points. */
  bound?: 'self' | 'all'
  limited?: 'self' | 'all'
  /** A violation without points needs no binding; the first to bind a vehicle may handle earlier ones. */
  free?: true
  first?: true
  /** The states of the platform bar too (F1.29); recorded by monitoring alone. */
  platform?: true
  /** Since 2020: from the hour of the binding, at most six points at once. */
  recent?: true
  /** Nobody with three studies. */
  studies?: true
  /** The class covers the vehicle. */
  classes?: true
  /** No large vehicle by self-service: of others, or any. */
  small?: 'others' | 'any'
  /** Three vehicles and three drivers within a year. */
  yearly?: 'window' | 'all'
}
const ON_PLATFORM = { bound: 'self', limited: 'self', platform: true } as const
const ASKS: { readonly [Id in SetId]: Asks } = {
  'cn-2013-05-02': { yearly: 'all' },
  [CHENGDU]: { bound: 'all', first: true, small: 'any', yearly: 'all' },
  'as-reported': { bound: 'all', limited: 'all' },
  'plan-2018-03-01': { ...ON_PLATFORM, cap: 1, ever: 5, free: true, studies: true, yearly: 'window' },
  'cn-2018-02-24': { ...ON_PLATFORM, free: true, yearly: 'window' },
  'cn-2018-09-01': { ...ON_PLATFORM, free: true, classes: true },
  'cn-2020-09-28': { ...ON_PLATFORM, recent: true, studies: true, classes: true },
  'cn-2024-11-01': { ...ON_PLATFORM, applications: true, recent: true, studies: true, classes: true, small: 'others' },
}
/** No licence in force; on the platform three states more bar (F1.29). */
const OUT_OF_FORCE = ['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'impounded']
const BARRED = [...OUT_OF_FORCE, 'seized', 'suspended', 'full-points']
const BARRED_ON_PLATFORM = [...BARRED, 'unverified', 'locked', 'transferred-out']

/** The records that an event is about: those it names, and those that stand behind them. */
function touchedBy(event: Line, record: Record | undefined, bonds: readonly Bond[]): string[] {
  const { type } = event
  const said = event as unknown as { [field: string]: string }
  const enrolled: { [type: string]: string } = {
    'driver-enrolled': 'driver',
    'vehicle-enrolled': 'vehicle',
    'violation-recorded': 'violation',
  }
  const touched = ['driver', 'vehicle', 'violation'].flatMap((kind) => (kind in event ? [`${kind} ${said[kind]}`] : []))
  if (type in enrolled) touched.push(`${enrolled[type]} ${said.id}`)
  if (record !== undefined && type !== 'fine-paid') touched.push(`vehicle ${record.vehicle}`)
  if (record !== undefined && (type === 'fine-paid' || type === 'handling-revoked')) touched.push(`driver ${record.by}`)
  if (type === 'vehicle-transferred' || type === 'vehicle-deregistered') {
    touched.push(...bonds.filter(({ vehicle }) => vehicle === said.vehicle).map(({ driver }) => `driver ${driver}`))
  }
  const isCancelled = type === 'licence-changed' && (event.licence as { states: string[] }).states.includes('cancelled')
  if (isCancelled || type === 'licence-reissued') {
    touched.push(...bonds.filter(({ driver }) => driver === said.driver).map(({ vehicle }) => `vehicle ${vehicle}`))
  }
  return touched
}

/**
 * Every breach of an invariant in a log: the number of the event, and what is wrong with it.
 *
 * @param law `cn`, or the id of the rule set that judges whatever the day.
 * @param held what the registry says of a driver's points at the end; compared with the log where given.
 */
export function breaches(log: readonly Line[], law: string, held?: (driver: string) => number): string[] {
  const found: string[] = []
  const drivers = new Map<string, Holder>()
  const vehicles = new Map<string, Car>()
  const records = new Map<string, Record>()
  const made: Array<{ driver: string; at: string; vehicle: string }> = []
  let bonds: Bond[] = []
  let handled: Handled[] = []
  const studies: Array<{ driver: string; at: string }> = []
  const deductions: string[] = []
  const clocks = new Map<string, string>()
  const told = new Set<string>()
  /** When vehicles were deregistered. */
  const gone = new Map<string, string>()
  let latest = ''

  for (const [index, event] of log.entries()) {
    const wrong = (what: string, when = true): void => {
      if (when) found.push(`event ${index + 1}: ${what}`)
    }
    const { type, at } = event
    const day = dayOf(at)
    const said = event as unknown as { [field: string]: string }
    const { driver = '', vehicle = '', violation = '', channel } = said
    const self = channel !== 'window'
    const asks: Asks = ASKS[event.ruleSet as SetId] ?? {}
    wrong('its number is not the next', event.seq !== index + 1)
    // A payment that was told late stands at the end of its day, and was entered under the rule set of a later one.
    wrong('not under the rule set of its day', event.ruleSet !== setOf(law, dayOf(said.toldAt ?? at)))
    if ('driver' in event) wrong('unknown driver', !drivers.has(driver))
    if ('vehicle' in event) wrong('unknown vehicle', !vehicles.has(vehicle))
    if ('violation' in event) wrong('unknown violation', !records.has(violation))
    const car = vehicles.get(vehicle) ?? { owner: '', plateType: '' }
    const record = records.get(violation)
    const touched = touchedBy(event, record, bonds)
    wrong(
      'time runs backward',
      touched.some((each) => at < (clocks.get(each) ?? '')),
    )
    for (const each of touched) clocks.set(each, at)
    if (at > latest) latest = at

    // Of an enrolment and of what is told later.
    for (const { id, handledAt, ...rest } of (event.history as History | null | undefined)?.violations ?? []) {
      wrong('told of a violation on record', records.has(id))
      clocks.set(`violation ${id}`, at)
      const { occurredAt, fine, points } = rest
      const by = said.id ?? driver
      records.set(id, { vehicle: '', occurredAt, fine, points, recordedBy: '', state: 'handled', by, at: handledAt })
      handled.push({ driver: by, vehicle: '', at: handledAt, points, others: false, violation: id, cleared: false })
    }
    if (event.history) {
      wrong('told twice', told.has(said.id ?? driver))
      told.add(said.id ?? driver)
    }
    if (type === 'driver-enrolled') {
      const { states, classes, firstIssuedOn } = event.licence as {
        states: string[]
        classes: string[]
        firstIssuedOn: string
      }
      wrong('enrolled twice', drivers.has(said.id ?? ''))
      drivers.set(said.id ?? '', { states, classes, issued: firstIssuedOn })
    } else if (type === 'vehicle-enrolled') {
      wrong('enrolled twice', vehicles.has(said.id ?? ''))
      vehicles.set(said.id ?? '', { owner: (event.owner as { id: string }).id, plateType: said.plateType ?? '' })
    } else if (type === 'vehicle-bound') {
      wrong('bound to an own vehicle', car.owner === driver)
      wrong('bound what is deregistered', gone.has(vehicle))
      wrong(
        'bound twice',
        bonds.some((bond) => bond.driver === driver && bond.vehicle === vehicle),
      )
      const first = made.every((other) => other.vehicle !== vehicle)
      bonds.push({ driver, vehicle, since: at, first })
      made.push({ driver, at, vehicle })
      const cap = (self && asks.cap) || 3
      wrong('a driver over the cap', bonds.filter((bond) => bond.driver === driver).length > cap)
      wrong('a vehicle over the cap', bonds.filter((bond) => bond.vehicle === vehicle).length > 3)
      const mine = made.filter((other) => other.driver === driver)
      wrong('over the cap of a lifetime', mine.length > (asks.ever ?? mine.length))
      if (asks.applications) {
        wrong('two applications a day', mine.filter((other) => dayOf(other.at) === day).length > 1)
        wrong('six applications a year', mine.filter((other) => yearOf(other.at) === yearOf(day)).length > 5)
      }
    } else if (type === 'binding-released') {
      const bond = bonds.find((each) => each.driver === driver && each.vehicle === vehicle)
      wrong('released what was not bound', bond === undefined)
      bonds = bonds.filter((each) => each !== bond)
    } else if (type === 'vehicle-transferred') {
      const open = [...records.values()].some((each) => each.vehicle === vehicle && each.state === 'open')
      wrong('transferred with open violations', open)
      car.owner = (event.to as { id: string }).id
      bonds = bonds.filter((bond) => bond.vehicle !== vehicle)
    } else if (type === 'licence-changed') {
      const licence = event.licence as { states: string[]; classes: string[] }
      const holder = drivers.get(driver)
      if (holder !== undefined) drivers.set(driver, { ...holder, ...licence })
      if (licence.states.includes('cancelled')) bonds = bonds.filter((bond) => bond.driver !== driver)
    } else if (type === 'licence-reissued') {
      const { states, classes, firstIssuedOn } = event.licence as Omit<Holder, 'issued'> & { firstIssuedOn: string }
      const before = drivers.get(driver)
      const ended = before?.states.some((state) => ['annulled', 'revoked', 'cancelled'].includes(state))
      wrong('a licence anew beside one that stands', ended !== true || firstIssuedOn > day)
      drivers.set(driver, { states, classes, issued: firstIssuedOn })
      bonds = bonds.filter((bond) => bond.driver !== driver)
      for (const each of handled) if (each.driver === driver) each.cleared = true
    } else if (type === 'vehicle-changed') {
      wrong('changed what is deregistered', gone.has(vehicle))
      car.plateType = said.plateType ?? ''
    } else if (type === 'vehicle-deregistered') {
      wrong('deregistered twice', gone.has(vehicle))
      gone.set(vehicle, at)
      bonds = bonds.filter((bond) => bond.vehicle !== vehicle)
    } else if (type === 'violation-recorded') {
      wrong('recorded twice', records.has(said.id ?? ''))
      const { occurredAt, recordedBy, fine, points } = event as unknown as Record
      wrong('recorded before it happened', occurredAt > at)
      wrong('it happened after the vehicle was deregistered', occurredAt > (gone.get(vehicle) ?? occurredAt))
      wrong('recorded after two years', day > inYear(dayOf(occurredAt), yearOf(occurredAt) + 2))
      records.set(said.id ?? '', { vehicle, occurredAt, fine, points, recordedBy, state: 'open', by: '', at: '' })
    } else if (record !== undefined && type === 'violation-withdrawn') {
      wrong('withdrew what was not open', record.state !== 'open')
      record.state = 'withdrawn'
    } else if (record !== undefined && type === 'handling-revoked') {
      wrong('revoked what was not handled', record.state !== 'handled')
      record.state = 'open'
      handled = handled.filter((each) => each.violation !== violation)
    } else if (record !== undefined && type === 'fine-paid') {
      wrong('paid what was not owed', record.state !== 'handled' || record.fine === 0)
    } else if (type === 'points-deducted') {
      deductions.push(driver)
    } else if (type === 'full-score-study-completed') {
      wrong('studied below the full score', sumOf(driver, '') < 12)
      studies.push({ driver, at })
      for (const each of handled) if (each.driver === driver) each.cleared = true
    } else if (record !== undefined && type === 'violation-handled') {
      const holder = drivers.get(driver) ?? { states: [], classes: [], issued: '' }
      const where = vehicles.get(record.vehicle) ?? { owner: '', plateType: '' }
      const others = where.owner !== driver
      wrong('handled what was not open', record.state !== 'open')
      wrong('handled before it happened', record.occurredAt > at)
      if (!self)
        wrong('nobody was there to be checked', event.offenderPresent !== true || event.identityVerified !== true)
      const { platform, recent = false } = asks
      const applies = (to: 'self' | 'all' | undefined) => to === 'all' || (to === 'self' && self)
      const bars = platform ? BARRED_ON_PLATFORM : BARRED
      wrong(
        'a licence that bars',
        holder.states.some((state) => bars.includes(state)),
      )
      const sum = certain(driver, at, holder.issued)
      const sameGo = handled.findLast((each) => each.driver === driver && each.points > 0)
      if (sum >= 12) {
        // With any vehicle since Order 163 (Article 14), before with one's own alone.
        const isOneGo = sameGo?.vehicle === record.vehicle && dayOf(sameGo.at) === day
        wrong('at the full score', self || !isOneGo || (others && day < '2022-04-01'))
      }
      if (applies(asks.limited)) {
        wrong('the fine is too high', record.fine > 20_000 && (others || platform === true))
        wrong('no room for the points', record.points > 0 && sum + record.points >= 12)
      }
      if (platform && self) wrong('recorded by an officer', record.recordedBy !== 'monitoring')
      if (others && applies(asks.bound)) {
        const bond = bonds.find((each) => each.driver === driver && each.vehicle === record.vehicle)
        wrong('without a binding', bond === undefined && !(asks.free && record.points === 0))
        const early = bond !== undefined && cut(record.occurredAt, recent) < cut(bond.since, recent)
        const exempt = (platform && record.points === 0) || (asks.first && bond?.first === true)
        wrong('it happened before the binding', early && !exempt)
      }
      if (recent && self) wrong('more than six points at once', record.points > 6)
      if (self && (asks.small === 'any' || (asks.small === 'others' && others))) {
        wrong('a large vehicle', where.plateType === '01' || where.plateType === '51')
      }
      if (asks.classes && self && isSmall(where)) {
        const covers = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2']
        wrong('a class that does not cover the vehicle', !holder.classes.some((each) => covers.includes(each)))
      }
      if (others && asks.studies && self) {
        const from = periodOf(holder.issued, day)
        const times = studies.filter((each) => each.driver === driver && dayOf(each.at) >= from).length
        wrong('after three full scores', times >= 3)
      }
      Object.assign(record, { state: 'handled', by: driver, at })
      handled.push({ driver, vehicle: record.vehicle, at, points: record.points, others, violation, cleared: false })
      if (others && (asks.yearly === 'all' || (asks.yearly === 'window' && !self))) {
        const year = handled.filter((each) => each.others && dayOf(each.at) > inYear(day, yearOf(day) - 1))
        const cars = new Set(year.filter((each) => each.driver === driver).map((each) => each.vehicle))
        const people = new Set(year.filter((each) => each.vehicle === record.vehicle).map((each) => each.driver))
        wrong('a fourth vehicle within a year', cars.size > 3)
        wrong('a fourth driver within a year', people.size > 3)
      }
    } else if (type === 'history-told') {
      wrong('told of nobody', !drivers.has(driver))
    } else {
      wrong(`no event type: ${type}`)
    }
    wrong(
      'somebody is bound to an own vehicle',
      bonds.some((bond) => vehicles.get(bond.vehicle)?.owner === bond.driver),
    )
  }

  for (const [driver, { issued }] of held === undefined ? [] : drivers) {
    const least = certain(driver, latest, issued)
    const most = sumOf(driver, '')
    const points = held?.(driver) ?? 0
    if (points < least || points > most)
      found.push(`at the end: ${driver} holds ${points}, and handled for ${least} to ${most}`)
  }
  return found

  /** Points of handlings from a day on that were not revoked, nor cleared by a study. */
  function sumOf(driver: string, from: string): number {
    return handled
      .filter((each) => each.driver === driver && !each.cleared && dayOf(each.at) >= from)
      .reduce((sum, each) => sum + each.points, 0)
  }

  /** What a driver holds for certain: the points of the period, unless study took some off. */
  function certain(driver: string, at: string, issued: string): number {
    return deductions.includes(driver) ? 0 : sumOf(driver, periodOf(issued, dayOf(at)))
  }
}

function setOf(law: string, day: string): string {
  return law === 'cn' ? (BOOK.findLast(([from]) => from <= day)?.[1] ?? 'none') : law
}

/** The first day of the scoring period of a day. */
function periodOf(issued: string, day: string): string {
  if (issued === '') return ''
  const thisYear = inYear(issued, yearOf(day))
  return thisYear <= day ? thisYear : inYear(issued, yearOf(day) - 1)
}

function isSmall({ plateType }: Car): boolean {
  return plateType === '02' || plateType === '52'
}

/** An instant, or its day only. */
function cut(at: string, exact: boolean): string {
  return exact ? at : dayOf(at)
}
