import type { Decision, Finding } from '../../decision/decision.ts'
import { own } from '../../input/own.ts'
import type { Facts } from '../../law/facts.ts'
import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'

/** What a decision tells beside one of its findings, so that advice is true of the case and not only of the rule. */
export interface DecisionContext extends HandlingContext {
  /** The facts that the reader sees and can mend; none where that is not known, as where no form asks. */
  readonly asked: readonly string[]
  /** The id of the rule set that decided; `null` where it is not known which. */
  readonly ruleSet: string | null
  /** No application is left in the calendar year. */
  readonly yearUsedUp: boolean
  /** Nothing is left to do: the violation needs no handling any more, or the vehicle no binding. */
  readonly settled: boolean
  /** The rule for which nothing is to be done, or a time to be checked first. */
  readonly moot: Moot | undefined
  /** Whether the person can mend at once whatever fails, by what its advice says. */
  readonly mendable: boolean
  /** Whether it can be done on this channel once the notes are heeded: whatever fails is mended by then, or has passed. */
  readonly heeded: boolean
  /** Where it can be done once what fails is mended, or has passed: `here`, or the other channels that are open. */
  readonly later: Later
  /** The channels that nothing failing binds; where the facts are at hand, without those that are refused on them. */
  readonly free: readonly Channel[]
  /** Of these the channels that a sentence may send a person to: no rule was left unjudged there that the person cannot mend. */
  readonly instead: readonly Channel[]
  /** The rules for which a person does something at a channel itself: comes in person, has an identity checked. */
  readonly doneThere: readonly Finding['rule'][]
  /** Of these what such a sentence has to say. */
  readonly insteadNeeds: readonly Finding['rule'][]
  /** Where the act can be done, be it later: everything that fails there can be mended, or passes. */
  readonly open: readonly Channel[]
  /** Where the facts are at hand: what fails on each other channel and is not told here. */
  readonly others: readonly Refusals[]
}

/** What only the decision on a handling tells. Each key is always there: what is absent would be read off `Object.prototype`. */
export interface HandlingContext {
  /** The day of the act, where a finding compared it with the violation's, or the facts are at hand. */
  readonly actedOn: LegalDay | undefined
  /** What a binding made now would do for the violation. */
  readonly binding: BindingNow | undefined
  /** Which full-score study ends a full score. */
  readonly study: Study | undefined
  /** The points of the violation, where they are known. */
  readonly points: number | undefined
  /** The binding is said to be later than the handling, which cannot be: one of the two times is wrong. */
  readonly boundLater: boolean | undefined
}

/** Where an act can be done later. */
export type Later = 'here' | readonly Channel[]

/**
 * A full-score study 满分学习, and when it lets the act be done: at once, or, as the `last-study` before the rule on repeated ones, when
 * the scoring period has ended; beside it `in-order` where the licence is in a state that bars and that no study ends; or `none`
 * where there is no licence any more.
 */
export type Study = 'full-score' | 'last-study' | 'full-score-in-order' | 'last-study-in-order' | 'none'

/** What fails on one channel that no finding says that fails here. */
export interface Refusals {
  readonly channel: Channel
  readonly untold: readonly Failing[]
}

/** A finding with two sides. */
export type Failing = Extract<Finding, { readonly outcome: 'holds' | 'fails' }>

/** What is known beside a decision where its facts are at hand, such as by a form. */
export interface Beside {
  readonly facts: Partial<Facts>
  /** The decision on the same facts, but for those that are given. */
  readonly given: (change: Partial<Facts>) => Decision
  /** The facts that are asked. */
  readonly asked: readonly string[]
  /** What a decision of this question tells. */
  readonly contextOf: ContextOf
}

/** What the headline of a form is made of. */
export interface FormState {
  readonly decision: Decision
  readonly beside: Beside
  readonly context?: DecisionContext | undefined
  /** The facts that are missing. */
  readonly lacking: readonly string[]
  /** The facts that the office has, whether they can be read or not: what is among the missing ones is damaged. */
  readonly held: readonly string[]
}

/** What a decision tells; with its facts it is known too what a change of them would do, and what other channels say. */
export type ContextOf = (decision: Decision, beside?: Beside) => DecisionContext

/**
 * What a binding made now would do for a violation: `covers` it; cover it only if made `today`; cover what happens `from-its-day`
 * on; cover an earlier one if it is the vehicle's `first`; `perhaps` cover it, by what is known; or be made in `vain`.
 */
export type BindingNow = 'covers' | 'today' | 'from-its-day' | 'first' | 'perhaps' | 'vain'

/** The rules that, where they fail, leave nothing to do but to see that it is so: those that `help` of a concern says it of. */
export type Moot = 'violation-open' | 'own-vehicle' | 'already-bound' | 'not-before-occurrence'
/** The rules for which a person does something at a channel itself, in the same way. */
export type DoneThere = 'identity-verified' | 'offender-present'

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
export function besideOn({ facts, asked, given, contextOf }: Beside, channel: Channel): Beside {
  return { facts: own(facts, { channel }), asked, given: (change) => given(own({ channel }, change)), contextOf }
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
  if (beside === undefined) return true
  return channels.some((channel) =>
    beside.given({ channel }).findings.some((finding) => finding.rule === rule && finding.outcome === 'unknown'),
  )
}

/** Whether a provision was not judged, since it is of other channels. */
export function isOtherChannels(finding: Finding): boolean {
  return finding.outcome === 'not-applicable' && finding.reason === 'other-channel'
}

/** Whether a provision binds a channel. */
export function binds({ channels }: Pick<Finding, 'channels'>, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}
