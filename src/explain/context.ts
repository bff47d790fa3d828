import type { Decision, Finding } from '../decision/decision.ts'
import { own } from '../input/own.ts'
import type { Facts } from '../law/facts.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'
import type { LicenceState } from '../values/licence.ts'
import { lostIn, sharedWith } from './grammar.ts'

/** What a decision tells beside one of its findings, so that advice is true of the case and not only of the rule. */
export interface DecisionContext {
  /** The id of the rule set that decided; `null` where it is not known which. */
  readonly ruleSet: string | null
  /** The day of the act, where a finding compared it with the violation's, or the facts are at hand. */
  readonly actedOn: LegalDay | undefined
  /** What a binding made now would do for the violation. */
  readonly binding: BindingNow
  /** No application is left in the calendar year. */
  readonly yearUsedUp: boolean
  /** Nothing is left to do: the violation needs no handling any more, or the vehicle no binding. */
  readonly settled: boolean
  /** The rule for which nothing is to be done, or a time to be checked first. */
  readonly moot: Moot | undefined
  /** Whether the person can mend at once whatever fails, by what its advice says. */
  readonly mendable: boolean
  /** Where it can be done once what fails is mended, or has passed: `here`, or the other channels that are open. */
  readonly later: Later
  /** The channels that nothing failing binds; where the facts are at hand, without those that are refused on them. */
  readonly free: readonly Channel[]
  /** Of these the channels that a sentence may send a person to: no rule was left unjudged there that the person cannot mend. */
  readonly instead: readonly Channel[]
  /** What such a sentence has to say that is done there: to come in person, to have an identity checked. */
  readonly insteadNeeds: readonly Finding['rule'][]
  /** Where the act can be done, be it later: everything that fails there can be mended, or passes. */
  readonly open: readonly Channel[]
  /** Where the facts are at hand: what fails on each other channel. */
  readonly others: readonly Refusals[]
  /** Which full-score study ends a full score. */
  readonly study: Study
  /** The points of the violation, where they are known. */
  readonly points: number | undefined
  /** The binding is said to be later than the handling, which cannot be: one of the two times is wrong. */
  readonly boundLater: boolean
}

/** Where an act can be done later. */
export type Later = 'here' | readonly Channel[]

/**
 * A full-score study 满分学习, and when it lets the act be done: at once, or, as the `last-study` before the rule on repeated ones, when
 * the scoring period has ended; beside it `in-order` where the licence is in a state that bars and that no study ends; or `none`
 * where there is no licence any more.
 */
export type Study = 'full-score' | 'last-study' | 'full-score-in-order' | 'last-study-in-order' | 'none'

/** What fails on one channel, and what of it no finding says that fails here. */
export interface Refusals {
  readonly channel: Channel
  readonly failing: readonly Finding[]
  readonly untold: readonly Finding[]
}

/** What is known beside a decision where its facts are at hand, such as by a form. */
export interface Beside {
  readonly facts: Partial<Facts>
  /** The decision on the same facts, but for those that are given. */
  readonly given: (change: Partial<Facts>) => Decision
}

/**
 * What a binding made now would do for a violation: `covers` it; cover it only if made `today`; cover what happens `from-its-day`
 * on; cover an earlier one if it is the vehicle's `first`; `perhaps` cover it, by what is known; or be made in `vain`.
 */
export type BindingNow = 'covers' | 'today' | 'from-its-day' | 'first' | 'perhaps' | 'vain'

const MOOT = ['violation-open', 'own-vehicle', 'already-bound', 'not-before-occurrence'] as const
/** A rule that, where it fails, leaves nothing to do but to see that it is so. */
export type Moot = (typeof MOOT)[number]

/** What is done at a channel itself: there an identity is checked, and one comes in person. */
const DONE_THERE: readonly Finding['rule'][] = ['identity-verified', 'offender-present']

/** Rules for which nothing helps where they fail. */
const FOR_GOOD: readonly Finding['rule'][] = [
  'lifetime-cap',
  'plate-type',
  'non-operating',
  'owner-kind',
  'since-binding',
  'fine-limit',
  'recorded-by-monitoring',
  'single-points-limit',
  'licence-class',
  'no-rule-set-in-force',
]

/** Whether the person can mend what fails without waiting: have an identity checked, come in person, have the owner agree. */
function isMendable(finding: Failing): boolean {
  return DONE_THERE.includes(finding.rule) || (finding.rule === 'owner-consent' && hasWay(finding))
}

/** Where no way to agree is accepted, no owner can. */
function hasWay({ limit }: Failing & { readonly rule: 'owner-consent' }): boolean {
  return limit.some((way) => way !== 'none')
}

type Failing = Extract<Finding, { readonly outcome: 'holds' | 'fails' }>

function failingIn({ findings }: Decision): readonly Failing[] {
  return findings.flatMap((finding) => (finding.outcome === 'fails' ? [finding] : []))
}

/** What a decision tells; with its facts it is known too what a change of them would do, and what other channels say. */
export function contextOf(decision: Decision, beside?: Beside): DecisionContext {
  const { ruleSet, findings } = decision
  let at: string | undefined = beside?.facts.at
  let points = beside?.facts.points
  let bound: string | null | undefined = beside?.facts.boundSince
  let last: 'full-score' | 'last-study' = 'full-score'
  let barring: readonly LicenceState[] = []
  for (const finding of findings) {
    if (finding.outcome !== 'holds' && finding.outcome !== 'fails') continue
    if (finding.rule === 'not-before-occurrence') at = finding.limit
    else if (finding.rule === 'single-points-limit') points = finding.supplied
    else if (finding.rule === 'open-binding') bound = finding.supplied
    else if (finding.rule === 'repeat-full-score' && finding.supplied + 1 >= finding.limit) last = 'last-study'
    else if (finding.rule === 'licence-state') barring = sharedWith(finding.supplied, finding.limit)
  }
  const failing = failingIn(decision)
  const fails = (given: Finding['rule']) => failing.some(({ rule }) => rule === given)
  const moot = MOOT.find(fails)
  const binding = fails('open-binding') ? bindingNow(findings, beside) : 'covers'
  const isForGood = (finding: Failing): boolean =>
    FOR_GOOD.includes(finding.rule) ||
    finding.limit === 0 ||
    (finding.rule === 'owner-consent' && !hasWay(finding)) ||
    (finding.rule === 'open-binding' && binding === 'vain') ||
    (finding.rule === 'points-room' && isAlone({ points }, finding.limit))
  const each = CHANNELS.map((channel): Refusals & { readonly failing: readonly Failing[] } => {
    const told = failing.filter((finding) => binds(finding, channel))
    const there = beside === undefined ? told : failingIn(beside.given({ channel }))
    return {
      channel,
      failing: there,
      untold: there.filter(({ rule }) => told.every((finding) => finding.rule !== rule)),
    }
  })
  const all = freeOf(failing)
  const isFree = ({ channel, failing }: Refusals) =>
    all.includes(channel) && failing.every(({ rule }) => DONE_THERE.includes(rule))
  const open = each.filter(({ failing }) => !failing.some(isForGood)).map(({ channel }) => channel)
  const free = each.filter(isFree).map(({ channel }) => channel)
  const mendable = failing.length > 0 && failing.every(isMendable)
  return {
    ruleSet,
    actedOn: at?.slice(0, 10) as LegalDay | undefined,
    binding,
    yearUsedUp: fails('yearly-applications'),
    settled: moot !== undefined && moot !== 'not-before-occurrence',
    moot,
    mendable,
    later: failing.some(isForGood) ? open : 'here',
    study: lostIn(barring).length > 0 ? 'none' : barring.some(isOther) ? `${last}-in-order` : last,
    free,
    instead: beside === undefined ? free.filter((channel) => isPromising(channel, findings)) : free,
    // Elsewhere the headline says so.
    insteadNeeds: mendable
      ? DONE_THERE.filter((rule) =>
          each.some(({ channel, untold }) => free.includes(channel) && untold.some((finding) => finding.rule === rule)),
        )
      : [],
    open,
    others: beside === undefined ? [] : each.filter(({ channel }) => channel !== beside.facts.channel),
    points,
    // Text order is time order.
    boundLater: typeof bound === 'string' && at !== undefined && bound > at,
  }
}

/** Whether a state is another one than that which a full-score study ends. */
function isOther(state: LicenceState): boolean {
  return state !== 'full-points'
}

/** What a binding made now would do, by what the rule on its date says of it. */
function bindingNow(findings: readonly Finding[], beside: Beside | undefined): BindingNow {
  const { at, occurredAt } = beside?.facts ?? {}
  const made = beside && at && dated(beside.given({ boundSince: at, occurredAt: occurredAt ?? at }).findings)
  if (made?.outcome === 'fails') return 'vain'
  if (made?.outcome === 'holds') {
    // A day alone is compared where the day of binding counts whole.
    if (made.limit.length > 10) return occurredAt === undefined ? 'vain' : 'covers'
    return occurredAt === undefined ? 'from-its-day' : 'today'
  }
  const now = dated(findings)
  if (made?.outcome === 'not-applicable' || now === undefined) return 'covers'
  if (now.outcome !== 'not-applicable') return 'perhaps'
  if (now.reason === 'no-first-binding') return 'first'
  if (now.reason !== 'no-binding') return 'covers'
  return findings.some(isOfEarlierDay) ? 'vain' : 'perhaps'
}

/** The finding on the date of binding that tells most: one that fails, else one that is of this channel. */
function dated(findings: readonly Finding[]): (Finding & { readonly rule: 'since-binding' }) | undefined {
  const all = findings.flatMap((finding) =>
    finding.rule === 'since-binding' && !isOtherChannels(finding) ? [finding] : [],
  )
  return all.find(({ outcome }) => outcome === 'fails') ?? all[0]
}

/** Whether the violation is found to be of an earlier day than the act. */
function isOfEarlierDay(finding: Finding): boolean {
  return (
    finding.rule === 'not-before-occurrence' &&
    finding.outcome === 'holds' &&
    // Text order is time order, also of an instant and a day.
    finding.supplied < finding.limit.slice(0, 10)
  )
}

/** Whether what helps against a finding lets the act be done: not where it is closed wherever the rule binds. */
export function isOfUse({ channels }: Pick<Finding, 'channels'>, { open }: DecisionContext): boolean {
  return open.some((channel) => binds({ channels }, channel))
}

/**
 * How many vehicles fewer than `number` a driver has to release on other channels, and on which; the least that there is. A
 * channel on which more fails that nothing says is left out.
 */
export function lesserRelease(
  context: DecisionContext | undefined,
  number: number,
): { readonly number: number; readonly channels: readonly Channel[] } | undefined {
  const { others = [], open = [] } = context ?? {}
  const caps = others.flatMap(({ channel, untold }) =>
    untold.flatMap((finding) =>
      finding.rule === 'driver-cap' && finding.outcome === 'fails' && untold.length === 1 && open.includes(channel)
        ? [{ channel, number: finding.supplied - finding.limit }]
        : [],
    ),
  )
  const least = Math.min(...caps.map((cap) => cap.number))
  if (least >= number) return undefined
  return { number: least, channels: caps.flatMap((cap) => (cap.number === least ? [cap.channel] : [])) }
}

/** The same facts, but on another channel. */
export function besideOn({ facts, given }: Beside, channel: Channel): Beside {
  return { facts: own(facts, { channel }), given: (change) => given(own({ channel }, change)) }
}

/** Whether no rule of that channel alone was left unjudged but those for which a person does something there. */
function isPromising(channel: Channel, findings: readonly Finding[]): boolean {
  return findings.every(
    (finding) => !isOtherChannels(finding) || !binds(finding, channel) || DONE_THERE.includes(finding.rule),
  )
}

/** Whether the points of the violation alone are too many, so that no waiting helps. */
export function isAlone({ points }: Pick<DecisionContext, 'points'>, limit: number): boolean {
  return points !== undefined && points >= limit
}

/** The channels that none of the findings binds. */
function freeOf(failing: readonly Finding[]): readonly Channel[] {
  return CHANNELS.filter((channel) => !failing.some((finding) => binds(finding, channel)))
}

/** The rules that have not held yet on these channels. */
export function openOn(channels: readonly Channel[], findings: readonly Finding[]): readonly Finding['rule'][] {
  const open = new Set<Finding['rule']>()
  for (const finding of findings) {
    const judged = finding.outcome !== 'unknown' && !isOtherChannels(finding)
    if (!judged && channels.some((channel) => binds(finding, channel))) open.add(finding.rule)
  }
  return [...open]
}

/** Whether a rule may still fail on one of the channels: where the facts are at hand, by what is decided there. */
export function mayFail(rule: Finding['rule'], channels: readonly Channel[], beside: Beside | undefined): boolean {
  if (beside === undefined || DONE_THERE.includes(rule)) return true
  return channels.some((channel) =>
    beside.given({ channel }).findings.some((finding) => finding.rule === rule && finding.outcome === 'unknown'),
  )
}

function isOtherChannels(finding: Finding): boolean {
  return finding.outcome === 'not-applicable' && finding.reason === 'other-channel'
}

function binds({ channels }: Pick<Finding, 'channels'>, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}
