import { callbackArgument, mistaken, mistyped } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { times } from '../../input/own.ts'
import type { FactName } from '../../law/facts.ts'
import { QUESTIONS } from '../../law/question.ts'
import { resolveProvision } from '../../law/resolve.ts'
import { type Rules, rulesArgument, setsIn } from '../../law/rule-sets/rule-book.ts'
import { binds, type RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Channel } from '../../values/channel.ts'
import { type Act, actsOf, pointsIn, sizeOf } from './acts.ts'
import { assumedOf } from './assumed.ts'
import { courtCases } from './cases.ts'
import {
  type Assumption,
  type AssumptionName,
  type Assumptions,
  type CaseRange,
  type CourtCase,
  MEASURES,
  type Measure,
  ORDERS,
  type Ranged,
  type ToldCase,
} from './court-case.ts'
import { judgedActs, type Refusals } from './replay-case.ts'

/** The channels by which the acts of a case can have been handled: scenarios, each with ranges of its own. None if it has no acts. */
export function channelsOf(courtCase: ToldCase): readonly Channel[] {
  caseArgument('channelsOf(courtCase)', courtCase)
  const { channel } = courtCase.assumed
  return Object.freeze(channel === undefined ? [] : [...new Set([channel.value, channel.from, channel.to])])
}

/**
 * How far the assumptions of a case move a count 假设的影响. It counts with every assumption at its value, with each
 * alone at an end of its range, and with all at their ends. From the farthest of these, for each order, it tries the
 * values between the ends, one assumption after the other, and vehicles with licences, until the count moves no farther:
 * 200 to 900 counts or so. It is a search, and does not prove that nothing lies beyond.
 *
 * @param count the count under assumptions that replace those of the case.
 *
 * @example
 * ```ts
 * import { countOf, courtCases, rangeOf } from 'demerit/analysis'
 * import { cn2024 } from 'demerit/rules'
 * const [, , , courtCase] = courtCases
 * const count = courtCase && countOf(courtCase, cn2024, 'window')
 * courtCase && count && rangeOf(courtCase, (assumed) => count(assumed).passed).lowest // 60
 * ```
 */
export function rangeOf(courtCase: ToldCase, count: (given: Partial<Assumptions>) => number): Ranged {
  caseArgument('rangeOf(courtCase)', courtCase)
  callbackArgument('rangeOf(count)', count)
  return searched(courtCase, count, [])
}

/** The same, of a count that two laws make. */
export function rangeBetween(
  courtCase: CourtCase,
  channel: Channel,
  laws: readonly Rules[],
  count: (given: Partial<Assumptions>) => number,
): Ranged {
  return searched(courtCase, count, startsOf(courtCase, channel, laws))
}

/**
 * Where a search begins besides: at the ends on record, of whatever law, so that no law has a narrower range than another that decides alike;
 * and there at a fine of each limit of the laws, and above it: at 50 and at 2,000 yuan two laws may agree.
 */
function startsOf(courtCase: CourtCase, channel: Channel, laws: readonly Rules[]): readonly Partial<Assumptions>[] {
  const recorded = Object.values(courtCase.ranges).flatMap((byChannel) => Object.values(byChannel[channel] ?? {}))
  const ends = [...new Map(endsOf(recorded).map((end) => [JSON.stringify(end), end])).values()]
  const limits = laws
    .flatMap(setsIn)
    .flatMap((set) => set.handle.flatMap((each) => (each.rule === 'fine-limit' ? Math.floor(each.limit / 100) : [])))
  const fines =
    courtCase.assumed.fineYuan === undefined ? [] : [...new Set(limits)].flatMap((limit) => [limit, limit + 1])
  const between = [{}, ...ends].flatMap((end) => fines.map((fineYuan) => ({ ...end, fineYuan })))
  return [...ends, ...between.filter((each) => isPossible(courtCase, each))]
}

/** What makes the ends of ranges. */
function endsOf(ranges: readonly Ranged[]): readonly Partial<Assumptions>[] {
  return ranges.flatMap(({ lowestBy, highestBy }) => [lowestBy, highestBy])
}

/** The range of what nothing moves. */
export const NOTHING: Ranged = frozen({ reading: 0, lowest: 0, highest: 0, lowestBy: {}, highestBy: {} })

/** @param also where the search begins besides. */
function searched(
  courtCase: ToldCase,
  count: (given: Partial<Assumptions>) => number,
  also: readonly Partial<Assumptions>[],
): Ranged {
  const tried = [...triedOf(courtCase), ...also]
  // The climbs meet: what comes to the same assumptions is counted once.
  const known = new Map<string, number>()
  const counted = (given: Partial<Assumptions>): number => {
    const key = JSON.stringify(assumedOf(courtCase, given))
    const found = known.get(key) ?? count(given)
    known.set(key, found)
    return found
  }
  const endOf = (sign: 1 | -1) => {
    const worth = (given: Partial<Assumptions>) => sign * counted(given)
    const farthest = (all: readonly Partial<Assumptions>[]) =>
      all.reduce((far, each) => (worth(each) > worth(far) ? each : far))
    // From the farthest corner of each order on: what is best in one is not near what is best in the other.
    const orderOf = ({ order = courtCase.assumed.order?.value }: Partial<Assumptions>) => order
    const corners = ORDERS.map((order) => tried.filter((given) => orderOf(given) === order))
    // Vehicles with licences, and each alone: what goes farther at first can end at a lower place.
    const climbs = corners.flatMap((all) =>
      all.length === 0 ? [] : [true, false].map((both) => climbed(courtCase, farthest(all), worth, both)),
    )
    const given = farthest([{}, ...climbs])
    const value = counted(given)
    let by = given
    // What is back at its value and changes nothing does not make the end.
    for (const name of Object.keys(given) as AssumptionName[]) {
      const { [name]: _, ...rest } = by
      if (isPossible(courtCase, rest) && counted(rest) === value) by = rest
    }
    return { value, by }
  }
  const [low, high] = [endOf(-1), endOf(1)]
  return frozen({
    reading: counted({}),
    lowest: low.value,
    highest: high.value,
    lowestBy: low.by,
    highestBy: high.by,
  })
}

/**
 * Every count of a case with its range, by one channel under one law; if `against` is given, how many more than under
 * that law.
 *
 * @throws RangeError when the case cannot have gone through the channel.
 */
export function rangesUnder(courtCase: CourtCase, rules: Rules, channel: Channel, against?: Rules): CaseRange {
  const count = countOf(courtCase, rules, channel)
  const before = against === undefined ? undefined : countOf(courtCase, against, channel)
  const isAlike = against !== undefined && decisive(rules, channel) === decisive(against, channel)
  const ranges = (ends: readonly Partial<Assumptions>[]) =>
    MEASURES.map((measure) => {
      const made = MADE[measure]
      if (against !== undefined && (isAlike || made !== undefined)) return [measure, NOTHING] as const
      const counted = (given: Partial<Assumptions>) =>
        made === undefined
          ? count(given)[measure] - (before?.(given)[measure] ?? 0)
          : made(actsOf(courtCase, assumedOf(courtCase, { ...given, channel })))
      return [measure, searched(courtCase, counted, ends)] as const
    })
  const ends = startsOf(courtCase, channel, against === undefined ? [rules] : [rules, against])
  // Once more from what was found: what makes one count largest may make another larger than what was found of it.
  const found = ranges(ends).map(([, range]) => range)
  return frozen(Object.fromEntries(ranges([...ends, ...endsOf(found)]))) as CaseRange
}

/**
 * Every count of a case under a law, and how many more that is than under a set that ships. Where no assumption makes a
 * difference, the counts are those that are recorded.
 *
 * @throws RangeError when the case cannot have gone through the channel.
 */
export function rangesAgainst(
  courtCase: CourtCase,
  rules: Rules,
  channel: Channel,
  against: RuleSet,
): { readonly ranges: CaseRange; readonly more: CaseRange } {
  const more = rangesUnder(courtCase, rules, channel, against)
  const isSame = Object.values(more).every(({ lowest, highest }) => lowest === 0 && highest === 0)
  const recorded = isSame ? courtCase.ranges[against.id]?.[channel] : undefined
  return Object.freeze({ ranges: recorded ?? rangesUnder(courtCase, rules, channel), more })
}

/** What decides the cases by a channel: the provisions that bind it, on binding only where a binding is asked for. */
export function decisive(rules: Rules, channel: Channel): string {
  const sets = setsIn(rules).map((set) => {
    const [handle = [], bind] = (['handle', 'bind'] as const).map((question) =>
      set[question].flatMap(({ citation: _, channels, ...provision }) =>
        binds({ channels }, channel) ? provision : [],
      ),
    )
    return [set.from, handle, handle.some(({ rule }) => rule === 'open-binding') ? bind : []]
  })
  return JSON.stringify(sets)
}

/** What no law changes: it is counted without judging. */
const MADE: { readonly [M in Measure]?: (acts: readonly Act[]) => number } = {
  acts: (acts) => acts.length,
  points: pointsIn,
}

function caseArgument(argument: string, courtCase: unknown): void {
  const { id } = Object(courtCase) as ToldCase
  if (!courtCases.some((each) => each.id === id)) throw mistyped(argument, courtCase, 'one of the cases')
}

type Counts = { readonly [M in Measure]: number }

/** By which fact an assumption matters, if by one alone: where no rule asks for the fact, the count is the same. */
const READ_AS: { readonly [name: string]: FactName } = {
  fineYuan: 'fine',
  ageDays: 'boundSince',
} satisfies { readonly [Name in AssumptionName]?: FactName }

/**
 * Judges a case by one channel and under one law 计数: each assumption as given, or at its value. Assumptions that
 * lead to the same acts are judged once.
 *
 * @throws RangeError when the case cannot have gone through the channel; what it gives throws as `replayCase`.
 */
export function countOf(courtCase: CourtCase, rules: Rules, channel: Channel): (given: Partial<Assumptions>) => Counts {
  const judged = judgedOf(courtCase, rules, channel)
  return (given) => judged(given).counts
}

interface Judged {
  readonly counts: Counts
  readonly refusals: Refusals
}

/** The same with what refuses each act. @throws as {@link countOf}. */
export function judgedOf(
  courtCase: CourtCase,
  rules: Rules,
  channel: Channel,
): (given: Partial<Assumptions>) => Judged {
  caseArgument('countOf(courtCase)', courtCase)
  rulesArgument('countOf(rules)', rules)
  if (!channelsOf(courtCase).includes(channel))
    throw mistaken('countOf(channel)', channel, `one of ${channelsOf(courtCase).join(', ')}`)
  const asked = factsAsked(rules, channel)
  const matter = Object.keys(courtCase.assumed).filter((name) => {
    const fact = READ_AS[name]
    return fact === undefined || asked.has(fact)
  })
  const known = JUDGED.get(rules) ?? new Map<string, Judged>()
  JUDGED.set(rules, known)
  return (given) => {
    const assumed = assumedOf(courtCase, { ...given, channel })
    const key = `${courtCase.id} ${JSON.stringify(assumed, matter)}`
    const before = known.get(key)
    if (before !== undefined) return before
    const { replay, refusals } = judgedActs(courtCase, rules, assumed)
    const { acts, points, asTheyWere, asDeclared } = replay
    const { passed, pointsPassed, refused } = asDeclared
    const judged = {
      counts: { acts, points, passedAsTheyWere: asTheyWere.passed, passed, pointsPassed, refused },
      refusals,
    }
    known.set(key, judged)
    return judged
  }
}

/** What was judged under a law: a reform is asked about once by itself, and once against the law of today. */
const JUDGED: WeakMap<Rules, Map<string, Judged>> = new WeakMap()

type Assumed = Assumption<Assumptions[AssumptionName]>
/** What is assumed and can be otherwise, but for the channel. */
function movedOf({ assumed }: ToldCase): readonly (readonly [name: AssumptionName, Assumed])[] {
  const all = Object.entries(assumed) as unknown as readonly (readonly [AssumptionName, Assumed])[]
  return all.filter(([name, { from, to }]) => name !== 'channel' && from !== to)
}

/** Nothing moved, each assumption alone at an end, and every corner; without days that end before they begin. */
function triedOf(courtCase: ToldCase): readonly Partial<Assumptions>[] {
  const ends = movedOf(courtCase).map(([name, { from, to }]) => [from, to].map((value) => ({ [name]: value })))
  const corners = ends.reduce<readonly Partial<Assumptions>[]>(
    (soFar, each) => soFar.flatMap((made) => each.map((end) => ({ ...made, ...end }))),
    [{}],
  )
  // An older violation and a dearer one are only ever refused by more rules: they stand at one end together.
  const { ageDays, fineYuan } = courtCase.assumed
  const kept = corners.filter((each) => (each.ageDays === ageDays?.from) === (each.fineYuan === fineYuan?.from))
  return [{}, ...ends.flat(), ...kept].filter((each) => isPossible(courtCase, each))
}

/**
 * What lies between the ends is tried in such parts of one: first everywhere, then about the best. So many points come to so many acts of
 * a licence, up to twelve of them. What is not here is tried at its ends.
 */
const PARTS: { readonly [Name in AssumptionName]?: { readonly wide: number; readonly close: readonly number[] } } = {
  points: { wide: 4, close: times(12, (index) => index + 1) },
  violationsAVehicle: { wide: 1, close: [4] },
  actsALicence: { wide: 1, close: [4] },
  yuanAPoint: { wide: 1 / 10, close: [1 / 2] },
  dearShare: { wide: 4, close: [20] },
  sharers: { wide: 1, close: [] },
}

/** What is worth most, from some assumptions on, with one of them changed after the other; `both`: and vehicles with licences. */
function climbed(
  courtCase: ToldCase,
  from: Partial<Assumptions>,
  worth: (given: Partial<Assumptions>) => number,
  both: boolean,
): Partial<Assumptions> {
  let [best, most] = [from, worth(from)]
  for (const isClose of [false, true])
    for (let before = Number.NEGATIVE_INFINITY; most > before; ) {
      before = most
      // A climb keeps its order: another, where the count is the same, would end the climb of its own.
      for (const [name, assumption] of movedOf(courtCase)) {
        if (name === 'order') continue
        const values = valuesOf(name, assumption, best[name] ?? assumption.value, isClose)
        const alone = values.map((value) => ({ [name]: value }))
        for (const step of [
          ...alone,
          ...(both && name === 'violationsAVehicle' ? together(courtCase, best, isClose) : []),
        ]) {
          const given = { ...best, ...step }
          const is = isPossible(courtCase, given) ? worth(given) : Number.NEGATIVE_INFINITY
          // As much is taken too: from there another assumption may go farther.
          if (is >= most) [best, most] = [given, is]
        }
      }
    }
  return best
}

/** The values of an assumption that are tried: its ends, what it is read as and wide parts between them, or close parts about what it is now. */
function valuesOf(
  name: AssumptionName,
  { from, to, value, whole }: Assumed,
  now: unknown,
  isClose: boolean,
): readonly unknown[] {
  const parts = PARTS[name]
  if (parts === undefined || typeof from !== 'number' || typeof to !== 'number') return isClose ? [] : [from, value, to]
  const { wide, close } = parts
  if (!isClose) return [from, value, ...multiples(wide, from, to), to]
  const [least, most] = [Math.max(from, Number(now) - 1 / wide), Math.min(to, Number(now) + 1 / wide)]
  if (whole) return multiples(wide, least, most)
  // Just below a round number, what falls evenly begins an act later.
  const below = multiples(wide, least, most).map((round) => round - 1e-4)
  return [...close.flatMap((each) => multiples(each, least, most)), ...below]
}

/** Such parts of one, from a number to another. */
function multiples(parts: number, least: number, most: number): readonly number[] {
  const first = Math.ceil(least * parts)
  return times(Math.max(0, Math.floor(most * parts) - first + 1), (index) => (first + index) / parts)
}

/** So many vehicles to a licence, or licences to a vehicle. */
const SHARES = [1, 2, 3, 4]

/**
 * How the acts fall on vehicles and licences together, which can decide more than each of the two: so many that each licence has
 * whole vehicles, or each vehicle whole licences, or each of both up to ten acts; close by, a few of the one more or less, with the
 * other in proportion.
 */
function together(courtCase: ToldCase, now: Partial<Assumptions>, isClose: boolean): readonly Partial<Assumptions>[] {
  const { violations, vehicles, licences } = sizeOf(courtCase, assumedOf(courtCase, now))
  const whole = SHARES.flatMap((share) => {
    const [blocks, cars] = [Math.round(licences / share), Math.round(vehicles / share)]
    return [
      [licences * share, licences],
      [blocks, blocks * share],
      [vehicles, vehicles * share],
      [cars * share, cars],
    ]
  })
  const near = [-2, -1, 1, 2].flatMap((more) => [
    [vehicles + more, Math.round((licences * (vehicles + more)) / vehicles)],
    [Math.round((vehicles * (licences + more)) / licences), licences + more],
  ])
  const alike = times(10, (index) => Math.ceil(violations / (index + 1))).map((number) => [number, number])
  return [...whole, ...(isClose ? near : alike)].map(([one = 0, other = 0]) => ({
    violationsAVehicle: averageOf(violations, one),
    ...(courtCase.assumed.actsALicence === undefined ? {} : { actsALicence: averageOf(violations, other) }),
  }))
}

/** The shortest average by which violations fall on so many. */
function averageOf(violations: number, number: number): number {
  for (let unit = 1; unit < 1e6; unit *= 10) {
    const average = Math.ceil((violations * unit) / number) / unit
    if (Math.ceil(violations / average) === number) return average
  }
  return violations / number
}

/** Whether each number is one that can be assumed, and no days end before they begin. */
function isPossible({ assumed }: ToldCase, given: Partial<Assumptions>): boolean {
  const { firstDay, lastDay } = assumed
  const [first = '', last = first] = [given.firstDay ?? firstDay?.value, given.lastDay ?? lastDay?.value]
  const isWithin = ([name, value]: readonly [string, unknown]) => {
    const { from, to, whole } = assumed[name as AssumptionName] as Assumption<unknown>
    return (
      typeof value !== 'number' || (value >= Number(from) && value <= Number(to) && (!whole || Number.isInteger(value)))
    )
  }
  return first <= last && Object.entries(given).every(isWithin)
}

/** The facts that any provision asks for which binds a channel. */
function factsAsked(rules: Rules, channel: Channel): ReadonlySet<FactName> {
  const provisions = setsIn(rules).flatMap((set) => QUESTIONS.flatMap((question) => set[question]))
  const binding = provisions.filter((provision) => binds(provision, channel))
  return new Set(binding.flatMap((provision) => resolveProvision(provision).asks))
}
