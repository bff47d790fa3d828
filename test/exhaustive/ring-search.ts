/**
 * The most points that a small ring can sell, found by trying everything: every binding, release and sale, on every day, in
 * every order. What the rules count is counted here anew, and each step is judged by the two decisions alone, without a
 * registry and without the arithmetic of `capacityOf`.
 *
 * What keeps the search small, and why it loses nothing:
 *
 * - Names. No provision reads the name of a licence or of a vehicle, only counts and times. Two states that a renaming turns
 *   into each other sell as much from then on, and are one.
 * - The past. Of what happened before, a state keeps what the provisions of its rule set count, and of an open binding whether it was
 *   made today. The day of an earlier one makes no difference: violations occurred on a day before the ring, today, or on the day of their binding.
 * - Bindings that nobody asks for. Where no provision on handling asks for one, a binding lets nothing in that was kept out.
 * - A bound. A licence can still take over no more than if each act found whatever time, binding and counts suit it best, and all
 *   licences together no more than if the violations that are left were dealt to them as suits them best. From a state whose bound
 *   is no more than the best way found so far, no step is taken.
 *
 * `by` says how much of this is done, and `capacity.test.ts` compares the ways: by `state` none of it, so that every name, day and
 * count is kept and every step taken; by `class` all but the bound; by `bound` all.
 */
import type { Occurred } from '../../src/analysis/index.ts'
import {
  BINDING_FACTS,
  type Channel,
  decideBinding,
  decideHandling,
  HANDLING_FACTS,
  OWNER_CONSENTS,
  yuan,
} from '../../src/index.ts'
import type { RuleSet } from '../../src/law/index.ts'

export interface SmallRing {
  readonly licences: number
  readonly vehicles: number
  readonly days: number
  readonly channel: Channel
  readonly official: boolean
  readonly occurred: Occurred
  readonly points: readonly number[]
  /** As many as can be sold, if not given. */
  readonly violationsAVehicle?: number
}

/** An open binding by the day on which it was made, and whether it was the first that the vehicle ever had. */
interface Open {
  readonly on: number
  readonly first: boolean
}

/** What has happened to one licence and one vehicle. */
interface Pair {
  readonly open: Open | null
  readonly served: boolean
  readonly everBound: boolean
  readonly releasedOn: number | null
}

/** What has happened so far. Licences with their points and the days on which they bound, and pairs in rows of licences. */
interface State {
  readonly day: number
  readonly held: readonly number[]
  readonly applied: readonly (readonly number[])[]
  readonly pairs: readonly (readonly Pair[])[]
  /** Violations that each vehicle has left. */
  readonly left: readonly number[]
}

/** An act of a licence that holds points, and what it meets. */
interface Act {
  readonly day: number
  readonly open: Open | null
  readonly held: number
  readonly served: number
  readonly others: number
  readonly points: number
}

const HOUR = 3_600_000
const FULL = 12

export type SearchedBy = 'state' | 'class' | 'bound'

/** What the decisions said of some facts, by rule set: rings of one rule set ask much the same. */
const known = new WeakMap<RuleSet, Map<string, boolean>>()

/** The most points that can be sold, and how many states were gone through. */
export function mostSold(
  rules: RuleSet,
  ring: SmallRing,
  by: SearchedBy = 'bound',
): { readonly points: number; readonly states: number } {
  const { licences, vehicles, days, channel, official, occurred } = ring
  const has = (rule: string): boolean => [...rules.bind, ...rules.handle].some((each) => each.rule === rule)
  const limit = (rule: string): number =>
    Math.min(
      ...[...rules.bind, ...rules.handle].map((each) =>
        each.rule === rule && 'limit' in each ? each.limit : Number.POSITIVE_INFINITY,
      ),
    )
  const keeps = {
    today: has('daily-applications'),
    year: has('yearly-applications'),
    ever: has('lifetime-cap'),
    // A limit that so small a ring cannot pass does not bind it.
    served: limit('drivers-per-year') < licences || limit('vehicles-per-year') < vehicles,
    released: has('cooling-off'),
    everBound: has('drivers-bound-per-year'),
    first: rules.handle.some((each) => each.rule === 'since-binding' && each.firstClearsBacklog),
  }
  const limits = ['daily-applications', 'yearly-applications', 'lifetime-cap'].map(limit).filter(Number.isFinite)
  /** Applications of a licence on one day are counted up to here, where they pass every limit. */
  const mostApplications = 1 + Math.max(1, ...limits)
  const asksForBinding =
    by === 'state' ||
    rules.handle.some(
      ({ rule, channels }) => rule === 'open-binding' && (channels === 'all' || channels.includes(channel)),
    )
  const start = Date.parse(`${rules.from}T00:00:00+08:00`)
  const at = (day: number, hour: number): number => start + (day * 24 + hour) * HOUR
  const isThisYear = (one: number, other: number): boolean => yearOf(at(one, 0)) === yearOf(at(other, 0))
  const vehicleOrders = orders(vehicles)
  const decided = known.get(rules) ?? new Map<string, boolean>()
  known.set(rules, decided)
  const once = (key: string, decide: () => boolean): boolean => {
    const whole = `${channel} ${official} ${occurred} ${key}`
    const answer = decided.get(whole) ?? decide()
    decided.set(whole, answer)
    return answer
  }
  const all = <T>(count: number, of: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => of(index))
  /** The pairs of one vehicle. */
  const column = ({ pairs }: State, vehicle: number): readonly Pair[] => pairs.map((row) => row[vehicle] as Pair)

  function canBind(state: State, licence: number, vehicle: number): boolean {
    const { day, applied, pairs } = state
    const row = pairs[licence] as readonly Pair[]
    const days = applied[licence] as readonly number[]
    const others = column(state, vehicle).filter((_, other) => other !== licence)
    const released = others.flatMap(({ releasedOn }) => releasedOn ?? [])
    const facts = {
      pairBound: row[vehicle]?.open != null,
      driverBindings: row.filter(({ open }) => open !== null).length,
      vehicleBindings: column(state, vehicle).filter(({ open }) => open !== null).length,
      driverBindingsEver: days.length,
      driverApplicationsToday: days.filter((each) => each === day).length,
      driverApplicationsThisYear: days.filter((each) => isThisYear(each, day)).length,
    }
    const counted = {
      vehicleReleasedAt: released.length === 0 ? null : at(Math.max(...released), 12),
      vehicleDriversBoundThisYear: others.filter(({ everBound }) => everBound).length + 1,
    }
    const all = { ...facts, ...(keeps.released || keeps.everBound ? counted : {}) }
    return once(`bind ${day} ${Object.values(all).join()}`, () =>
      OWNER_CONSENTS.some((ownerConsent) => {
        const car = {
          vehicle: 'v',
          vehicleOwner: 'o',
          vehicleOwnerKind: 'individual',
          plateType: '02',
          operating: false,
        }
        const input = { at: at(day, 12), channel, driver: 'd', ...car, ownerConsent, identityVerified: true }
        return isPermitted(decideBinding(of(BINDING_FACTS, { ...input, ...all }), rules))
      }),
    )
  }

  function canServe(state: State, licence: number, vehicle: number, points: number): boolean {
    const { day, held, pairs } = state
    const row = pairs[licence] as readonly Pair[]
    const { open } = row[vehicle] as Pair
    const served = row.filter(({ served }, other) => served || other === vehicle).length
    const others = column(state, vehicle).filter(({ served }, other) => served || other === licence).length
    return isServed({ day, open, held: held[licence] as number, served, others, points })
  }

  /** Whether an act is permitted: `served` vehicles of others by the licence, `others` who served the vehicle, this act among them. */
  function isServed({ day, open, held, served, others, points }: Act): boolean {
    // A violation is one of the day of the binding under which it is handled, or else of the day.
    if (occurred === 'same-day' && open !== null && open.on !== day) return false
    return once(`serve ${day} ${open?.on} ${open?.first} ${held} ${served} ${others} ${points}`, () => {
      const facts = {
        occurredAt: occurred === 'before' ? at(-1, 0) : at(day, occurred === 'same-day' ? 8 : 13),
        boundSince: open === null ? null : at(open.on, 12),
        firstBinding: open?.first ?? false,
        pointsHeld: held,
        othersVehiclesHandledThisYear: served,
        vehicleOtherDriversThisYear: others,
        points,
      }
      const violation = { violationState: 'open', fine: yuan(200), recordedBy: 'monitoring' }
      const car = { vehicle: 'v', vehicleOwner: 'o', ownedSince: at(-900, 0), plateType: '02' }
      const licenceStates = held >= FULL ? ['full-points'] : []
      const driver = { driver: 'd', licenceStates, licenceClasses: ['C1'], fullScoreStudies: 0, identityVerified: true }
      const input = { at: at(day, 14), channel, ...violation, ...car, ...driver, ...facts }
      const offenderPresent = channel === 'window' && official
      return isPermitted(decideHandling(of(HANDLING_FACTS, { ...input, offenderPresent }), rules))
    })
  }

  /** Every time, binding and count that an act of this ring may meet. */
  const circumstances = all(days, (day) =>
    [null, ...all(day + 1, (on) => [true, false].map((first) => ({ on, first }))).flat()].flatMap((open) =>
      all(vehicles, (other) => all(licences, (one) => ({ day, open, served: other + 1, others: one + 1 }))).flat(),
    ),
  ).flat()
  const mayTake = all(FULL, (held) =>
    ring.points.filter((points) => circumstances.some((each) => isServed({ ...each, held, points }))),
  )
  /** By a number of acts, and by the points that a licence holds: the most that it may still take over, whatever else has happened. */
  const stillLeft: (readonly number[])[] = [all(FULL, () => 0)]
  for (let acts = 1; acts <= FULL; acts++) {
    const fewer = stillLeft[acts - 1] as readonly number[]
    stillLeft.push(
      mayTake.map((ways, held) => Math.max(0, ...ways.map((points) => points + (fewer[held + points] ?? 0)))),
    )
  }

  /** No more can be sold from a state: its violations are dealt to the licences as suits their points best. */
  function boundOf({ held, left }: State): number {
    const supply = Math.min(FULL * licences, sumOf(left))
    /** By the violations that are dealt: the most that the licences so far take over. */
    let dealt = all(supply + 1, () => 0)
    for (const points of held) {
      dealt = dealt.map((_, count) =>
        Math.max(
          ...all(
            Math.min(count, FULL) + 1,
            (acts) => (stillLeft[acts]?.[points] ?? 0) + (dealt[count - acts] as number),
          ),
        ),
      )
    }
    return sumOf(held) + (dealt[supply] as number)
  }

  /** The next states, the most promising last: releases, the next day, bindings, sales of more points. */
  function stepsFrom(state: State): readonly State[] {
    const { day, held, applied, pairs, left } = state
    const [releases, bindings, sales]: [State[], State[], State[]] = [[], [], []]
    for (let licence = 0; licence < licences; licence++) {
      for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        const pair = pairs[licence]?.[vehicle] as Pair
        const changed = (change: Partial<Pair>): State['pairs'] =>
          put(pairs, licence, put(pairs[licence] as readonly Pair[], vehicle, { ...pair, ...change }))
        if (pair.open !== null) releases.push({ ...state, pairs: changed({ open: null, releasedOn: day }) })
        else if (asksForBinding && canBind(state, licence, vehicle)) {
          const first = column(state, vehicle).every(({ everBound }) => !everBound)
          const before = applied[licence] as readonly number[]
          const isMany = before.filter((each) => each === day).length === mostApplications
          bindings.push({
            ...state,
            applied: isMany ? applied : put(applied, licence, [...before, day]),
            pairs: changed({ open: { on: day, first }, everBound: true }),
          })
        }
        if (left[vehicle] === 0) continue
        for (const points of ring.points) {
          if (!canServe(state, licence, vehicle, points)) continue
          const sum = (held[licence] as number) + points
          sales.push({
            ...{ ...state, held: put(held, licence, sum), pairs: changed({ served: true }) },
            left: put(left, vehicle, (left[vehicle] as number) - 1),
          })
        }
      }
    }
    const tomorrow = day + 1 < days ? [{ ...state, day: day + 1 }] : []
    return [...releases, ...tomorrow, ...bindings.reverse(), ...sales]
  }

  /** A text that two states share exactly when they are the same to the rules but for names. */
  function keyOf(state: State): string {
    const { day, held, applied, pairs, left } = state
    const ofPair = ({ open, served, releasedOn, everBound }: Pair): string =>
      `${open === null ? 0 : 1 + (open.on === day ? 1 : 0) + (keeps.first && open.first ? 2 : 0)}` +
      `${keeps.served && served ? 's' : ''}${keeps.released ? releasedOn : ''}${keeps.everBound && everBound ? 'e' : ''}`
    const ofLicence = (licence: number): string => {
      const list = applied[licence] as readonly number[]
      const today = keeps.today ? list.filter((each) => each === day).length : 0
      const thisYear = keeps.year ? list.filter((each) => isThisYear(each, day)).length : 0
      return `${held[licence]} ${today} ${thisYear} ${keeps.ever ? list.length : 0}`
    }
    const cells = pairs.map((row) => row.map(ofPair))
    const heads = held.map((_, licence) => ofLicence(licence))
    const fresh = all(vehicles, (vehicle) => keeps.first && column(state, vehicle).every(({ everBound }) => !everBound))
    let least: string | undefined
    for (const order of vehicleOrders) {
      const rows = heads.map((head, licence) => `${head}:${order.map((vehicle) => cells[licence]?.[vehicle]).join()}`)
      const text = `${order.map((vehicle) => `${left[vehicle]} ${fresh[vehicle]}`)}/${rows.sort().join('/')}`
      if (least === undefined || text < least) least = text
    }
    return `${day} ${least}`
  }

  const nothing: Pair = { open: null, served: false, everBound: false, releasedOn: null }
  const first: State = {
    day: 0,
    held: all(licences, () => 0),
    applied: all(licences, () => []),
    pairs: all(licences, () => all(vehicles, () => nothing)),
    left: all(vehicles, () => ring.violationsAVehicle ?? Number.POSITIVE_INFINITY),
  }
  const textOf = by === 'state' ? (state: State) => JSON.stringify(state) : keyOf
  const ceiling = boundOf(first)
  const seen = new Set([textOf(first)])
  let most = 0
  const open = [first]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    most = Math.max(most, sumOf(state.held))
    if (by === 'bound' && most === ceiling) break
    if (by === 'bound' && boundOf(state) <= most) continue
    for (const step of stepsFrom(state)) {
      const text = textOf(step)
      if (seen.has(text)) continue
      seen.add(text)
      open.push(step)
    }
  }
  return { points: most, states: seen.size }
}

/** The points of all licences, or the violations of all vehicles. */
function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

/** The facts that the library knows, of all that are counted here. */
function of(names: readonly string[], facts: object): never {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name))) as never
}

function isPermitted({ verdict, ...rest }: { readonly verdict: string }): boolean {
  if (verdict === 'permitted' || verdict === 'refused') return verdict === 'permitted'
  throw new Error(`${verdict} ${JSON.stringify(rest)}`)
}

/** The year in China. */
function yearOf(epoch: number): number {
  return new Date(epoch + 8 * HOUR).getUTCFullYear()
}

function put<T>(list: readonly T[], index: number, value: T): readonly T[] {
  return list.map((each, other) => (other === index ? value : each))
}

/** The numbers below `count` in every order. */
function orders(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]]
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => [...order.slice(0, place), count - 1, ...order.slice(place)]),
  )
}
