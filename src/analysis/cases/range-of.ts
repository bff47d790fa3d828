import { callbackArgument, mistaken, mistyped } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import type { FactName } from '../../law/facts.ts'
import { QUESTIONS } from '../../law/question.ts'
import { resolveProvision } from '../../law/resolve.ts'
import { type Rules, rulesArgument, setsIn } from '../../law/rule-sets/rule-book.ts'
import type { Provision } from '../../law/rule-sets/rule-set.ts'
import type { Channel } from '../../values/channel.ts'
import { assumedOf } from './assumed.ts'
import { courtCases } from './cases.ts'
import {
  type AssumptionName,
  type Assumptions,
  type CaseRange,
  type CourtCase,
  MEASURES,
  type Measure,
  type Ranged,
  type ToldCase,
} from './court-case.ts'
import { replayCase } from './replay-case.ts'

/** The channels by which the acts of a case can have been handled: scenarios, each with ranges of its own. None if it has no acts. */
export function channelsOf(courtCase: ToldCase): readonly Channel[] {
  caseArgument('channelsOf(courtCase)', courtCase)
  const { channel } = courtCase.assumed
  return Object.freeze(channel === undefined ? [] : [...new Set([channel.value, channel.from, channel.to])])
}

/**
 * How far a count of a case moves by what is assumed of it 假设的影响: every assumption at its value, each alone at an end of its range, and all at
 * their ends, and at what stands `between` them. It counts once for each of these, and again for what makes an end: some 20 to 100 times.
 *
 * @param count what is counted under assumptions other than those of the case.
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
  const tried = triedOf(courtCase).map((given) => ({ given, value: count(given) }))
  const endOf = (sign: 1 | -1) => {
    const { given, value } = tried.reduce((far, each) => (sign * (each.value - far.value) > 0 ? each : far))
    let by = given
    // What is back at its value and changes nothing does not make the end.
    for (const name of Object.keys(given) as AssumptionName[]) {
      const { [name]: _, ...rest } = by
      if (isPossible(courtCase, rest) && count(rest) === value) by = rest
    }
    return { value, by }
  }
  const [low, high] = [endOf(-1), endOf(1)]
  return frozen({
    reading: count({}),
    lowest: low.value,
    highest: high.value,
    lowestBy: low.by,
    highestBy: high.by,
  })
}

/**
 * Every count of a case with its range, by one channel under one law; given another law, how many more than under that one.
 *
 * @throws RangeError when the case cannot have gone through the channel.
 */
export function rangesUnder(courtCase: CourtCase, rules: Rules, channel: Channel, against?: Rules): CaseRange {
  const count = countOf(courtCase, rules, channel)
  const before = against === undefined ? undefined : countOf(courtCase, against, channel)
  const isAlike = against !== undefined && decisive(rules, channel) === decisive(against, channel)
  const ranges = MEASURES.map((measure) => [
    measure,
    rangeOf(courtCase, (given) => (isAlike ? 0 : count(given)[measure] - (before?.(given)[measure] ?? 0))),
  ])
  return frozen(Object.fromEntries(ranges))
}

/** What decides the cases by a channel: the provisions that bind it, on binding only where a binding is asked for. */
function decisive(rules: Rules, channel: Channel): string {
  const sets = setsIn(rules).map((set) => {
    const [handle = [], bind] = (['handle', 'bind'] as const).map((question) =>
      set[question].flatMap(({ citation: _, channels, ...provision }) => (binds(channels, channel) ? provision : [])),
    )
    return [set.from, handle, handle.some(({ rule }) => rule === 'open-binding') ? bind : []]
  })
  return JSON.stringify(sets)
}

function binds(channels: Provision['channels'], channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
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
 * Judges a case by one channel and under one law 计数: each assumption as given, or at its value. What comes to the same is judged once.
 *
 * @throws RangeError when the case cannot have gone through the channel; what it gives throws as `replayCase`.
 */
export function countOf(courtCase: CourtCase, rules: Rules, channel: Channel): (given: Partial<Assumptions>) => Counts {
  caseArgument('countOf(courtCase)', courtCase)
  rulesArgument('countOf(rules)', rules)
  if (!channelsOf(courtCase).includes(channel))
    throw mistaken('countOf(channel)', channel, `one of ${channelsOf(courtCase).join(', ')}`)
  const asked = factsAsked(rules, channel)
  const matter = Object.keys(courtCase.assumed).filter((name) => {
    const fact = READ_AS[name]
    return fact === undefined || asked.has(fact)
  })
  const counted = COUNTED.get(rules) ?? new Map<string, Counts>()
  COUNTED.set(rules, counted)
  return (given) => {
    const assumed = assumedOf(courtCase, { ...given, channel })
    const key = `${courtCase.id} ${JSON.stringify(assumed, matter)}`
    const before = counted.get(key)
    if (before !== undefined) return before
    const { acts, points, asTheyWere, asDeclared } = replayCase(courtCase, rules, assumed)
    const { passed, pointsPassed, refused } = asDeclared
    const counts: Counts = { acts, points, passedAsTheyWere: asTheyWere.passed, passed, pointsPassed, refused }
    counted.set(key, counts)
    return counts
  }
}

/** What was counted under a law: a reform is asked about once by itself, and once against the law of today. */
const COUNTED: WeakMap<Rules, Map<string, Counts>> = new WeakMap()

/** Nothing moved, each assumption alone at an end, and every corner; without days that end before they begin. */
function triedOf(courtCase: ToldCase): readonly Partial<Assumptions>[] {
  const moved = Object.entries(courtCase.assumed).filter(
    ({ 0: name, 1: { from, to } }) => name !== 'channel' && from !== to,
  )
  const ends = moved.map(({ 0: name, 1: { from, to, between = [] } }) =>
    [from, ...between, to].map((value) => ({ [name]: value })),
  )
  const corners = ends.reduce<readonly Partial<Assumptions>[]>(
    (soFar, each) => soFar.flatMap((made) => each.map((end) => ({ ...made, ...end }))),
    [{}],
  )
  // An older violation and a dearer one are only ever refused by more rules: they stand at one end together.
  const { ageDays, fineYuan } = courtCase.assumed
  const kept = corners.filter((each) => (each.ageDays === ageDays?.from) === (each.fineYuan === fineYuan?.from))
  return [{}, ...ends.flat(), ...kept].filter((each) => isPossible(courtCase, each))
}

function isPossible({ assumed: { firstDay, lastDay } }: ToldCase, given: Partial<Assumptions>): boolean {
  const [first = '', last = first] = [given.firstDay ?? firstDay?.value, given.lastDay ?? lastDay?.value]
  return first <= last
}

/** The facts that any provision asks for which binds a channel. */
function factsAsked(rules: Rules, channel: Channel): ReadonlySet<FactName> {
  const provisions = setsIn(rules).flatMap((set) => QUESTIONS.flatMap((question) => set[question]))
  const binding = provisions.filter(({ channels }) => binds(channels, channel))
  return new Set(binding.flatMap((provision) => resolveProvision(provision).asks))
}
