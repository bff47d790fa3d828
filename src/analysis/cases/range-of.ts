import { screenHandling } from '../../decision/decide.ts'
import { callbackArgument, mistaken, mistyped } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import type { FactName } from '../../law/facts.ts'
import { QUESTIONS } from '../../law/question.ts'
import { resolveProvision } from '../../law/resolve.ts'
import { type Rules, rulesArgument, setsIn } from '../../law/rule-sets/rule-book.ts'
import type { Channel } from '../../values/channel.ts'
import { actsOf } from './acts.ts'
import { assumedOf } from './assumed.ts'
import { courtCases } from './cases.ts'
import type { AssumptionName, Assumptions, CaseRange, CourtCase, Ranged, ToldCase } from './court-case.ts'
import { judged, NOBODY_THERE, UNBOUND } from './replay-case.ts'

/** The channels by which the acts of a case can have been handled: scenarios, each with ranges of its own. None if it has no acts. */
export function channelsOf(courtCase: ToldCase): readonly Channel[] {
  caseArgument('channelsOf(courtCase)', courtCase)
  const { channel } = courtCase.assumed
  return Object.freeze(channel === undefined ? [] : [...new Set([channel.value, channel.from, channel.to])])
}

/**
 * How far a count of a case moves by what is assumed of it 假设的影响: every assumption at its value, each alone at an end of its range, and all at
 * their ends, and at what stands `between` them.
 *
 *     const count = countOf(courtCases[3], cn2024, 'window')
 *     rangeOf(courtCases[3], (assumed) => count(assumed).passed) // { reading: 120, lowest: 60, lowestBy: { violationsAVehicle: 1 }, … }
 *
 * @param count what is counted under assumptions other than those of the case.
 * @param least what is never below: where it is reached, nothing more is tried.
 * @param most what is never above under given assumptions: what cannot be more than was found is not counted.
 */
export function rangeOf(
  courtCase: ToldCase,
  count: (given: Partial<Assumptions>) => number,
  least = 0,
  most: (given: Partial<Assumptions>) => number = () => Number.POSITIVE_INFINITY,
): Ranged {
  caseArgument('rangeOf(courtCase)', courtCase)
  callbackArgument('rangeOf(count)', count)
  const endOf = (sign: 1 | -1, bound: (given: Partial<Assumptions>) => number) => {
    let [far, value] = [NOTHING, count(NOTHING)]
    for (const given of triedOf(courtCase, sign > 0 ? 'from' : 'to')) {
      if (sign * (bound(given) - value) <= 0) continue
      const counted = count(given)
      if (sign * (counted - value) > 0) [far, value] = [given, counted]
    }
    // What is back at its value and changes nothing does not make the end.
    for (const name of Object.keys(far) as AssumptionName[]) {
      const { [name]: _, ...rest } = far
      if (isPossible(courtCase, rest) && count(rest) === value) far = rest
    }
    return { value, by: far }
  }
  const [low, high] = [endOf(-1, () => least), endOf(1, most)]
  return frozen({
    reading: count(NOTHING),
    lowest: low.value,
    highest: high.value,
    lowestBy: low.by,
    highestBy: high.by,
  })
}
const NOTHING: Partial<Assumptions> = Object.freeze({})

/** Every count of a case with its range, by one channel under one law. @throws RangeError when the case cannot have gone through the channel. */
export function rangesUnder(courtCase: CourtCase, rules: Rules, channel: Channel): CaseRange {
  const count = countOf(courtCase, rules, channel)
  const actsUnder = (given: Partial<Assumptions>) => actsOf(courtCase, assumedOf(courtCase, given))
  const acts = (given: Partial<Assumptions>) => actsUnder(given).length
  const points = (given: Partial<Assumptions>) => actsUnder(given).reduce((sum, each) => sum + each.points, 0)
  const truthful = refusingTruth(rules, channel).length > 0 ? () => 0 : acts
  return Object.freeze({
    acts: rangeOf(courtCase, acts),
    points: rangeOf(courtCase, points),
    passedAsTheyWere: rangeOf(courtCase, (given) => count(given).passedAsTheyWere, 0, truthful),
    passed: rangeOf(courtCase, (given) => count(given).passed, 0, acts),
    pointsPassed: rangeOf(courtCase, (given) => count(given).pointsPassed, 0, points),
  })
}

function caseArgument(argument: string, courtCase: unknown): void {
  const { id } = Object(courtCase) as ToldCase
  if (!courtCases.some((each) => each.id === id)) throw mistyped(argument, courtCase, 'one of the cases')
}

type Passing = { readonly [M in 'passedAsTheyWere' | 'passed' | 'pointsPassed']: number }

/**
 * Judges a case by one channel and under one law 计数: each assumption as given, or at its value. Acts that are alike in all that the law reads are
 * judged once.
 *
 * @throws RangeError when the case cannot have gone through the channel; what it gives throws as `replayCase`.
 */
export function countOf(
  courtCase: CourtCase,
  rules: Rules,
  channel: Channel,
): (given: Partial<Assumptions>) => Passing {
  caseArgument('countOf(courtCase)', courtCase)
  rulesArgument('countOf(rules)', rules)
  if (!channelsOf(courtCase).includes(channel))
    throw mistaken('countOf(channel)', channel, `one of ${channelsOf(courtCase).join(', ')}`)
  const reads = readsOf(rules, channel)
  const truly = refusingTruth(rules, channel)
  const known = new Map<string, Passing>()
  return (given) => {
    const assumed = assumedOf(courtCase, { ...given, channel })
    const acts = actsOf(courtCase, assumed)
    const read = acts.map(({ fine, occurredAt, ...act }) => [
      ...[Object.values(act), reads.has('fine') ? fine : fine > 0, reads.has('boundSince') ? occurredAt : ''],
    ])
    const key = JSON.stringify(read)
    const before = known.get(key)
    if (before !== undefined) return before
    const { asTheyWere, asDeclared } = judged(courtCase, rules, acts, assumed, truly)
    const { passed, pointsPassed } = asDeclared
    const found = { passedAsTheyWere: asTheyWere.passed, passed, pointsPassed }
    known.set(key, found)
    return found
  }
}

/** What refuses no less where it is more: an older violation and a dearer one. Few are tried at both ends. */
const STRICTER: readonly string[] = ['ageDays', 'fineYuan'] satisfies readonly AssumptionName[]

/** Each assumption alone at an end, and every corner; those that refuse more at the end given. Without days that end before they begin. */
function triedOf(courtCase: ToldCase, strict: 'from' | 'to'): readonly Partial<Assumptions>[] {
  const moved = Object.entries(courtCase.assumed).filter(
    ({ 0: name, 1: { from, to } }) => name !== 'channel' && from !== to,
  )
  const ends = moved.map(({ 0: name, 1: { from, to, between = [] } }) => {
    const values = STRICTER.includes(name) ? [strict === 'from' ? from : to] : [from, ...between, to]
    return values.map((value) => ({ [name]: value }))
  })
  const corners = ends.reduce<readonly Partial<Assumptions>[]>(
    (soFar, each) => soFar.flatMap((made) => each.map((end) => ({ ...made, ...end }))),
    [NOTHING],
  )
  return [...ends.flat(), ...corners].filter((each) => isPossible(courtCase, each))
}

function isPossible({ assumed: { firstDay, lastDay } }: ToldCase, given: Partial<Assumptions>): boolean {
  const [first = '', last = first] = [given.firstDay ?? firstDay?.value, given.lastDay ?? lastDay?.value]
  return first <= last
}

/** The rules by which a channel refuses whoever lies about nothing, whatever the records of the office say; none if they matter. */
function refusingTruth(rules: Rules, channel: Channel): readonly string[] {
  const truth = { driver: 'licence', vehicleOwner: 'customer', channel, ...UNBOUND, ...NOBODY_THERE }
  const screenings = setsIn(rules).map((set) => screenHandling(truth, set))
  return screenings.every(({ verdict }) => verdict === 'refused')
    ? screenings.flatMap((each) => (each.verdict === 'invalid' ? [] : each.failing))
    : []
}

/** The facts that any provision reads which binds a channel. */
function readsOf(rules: Rules, channel: Channel): ReadonlySet<FactName> {
  const provisions = setsIn(rules).flatMap((set) => QUESTIONS.flatMap((question) => set[question]))
  const binding = provisions.filter(({ channels }) => channels === 'all' || channels.includes(channel))
  return new Set(binding.flatMap((provision) => resolveProvision(provision).asks))
}
