import type { Decision, Finding } from '../decision/decision.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'

/** What a decision tells beside one of its findings, so that advice is true of the case and not only of the rule. */
export interface DecisionContext {
  /** The id of the rule set that decided; `null` where it is not known which. */
  readonly ruleSet: string | null
  /** The day of the act, where a finding compared it with the violation's. */
  readonly actedOn: LegalDay | undefined
  /** How long before the act the violation happened, where a finding compared the two: on an earlier day, or on the same. */
  readonly before: 'earlier-day' | 'same-day' | undefined
  /**
   * Whether a date of binding would count if there were one: `no-binding`, it would; `no-first-binding`, it would unless
   * the binding were the vehicle's first; `undated`, no rule on that date concerns the case.
   */
  readonly dating: 'no-binding' | 'no-first-binding' | 'undated'
  /** No application is left in the calendar year. */
  readonly yearUsedUp: boolean
  /** Nothing is left to do: the violation needs no handling any more, or the vehicle no binding. */
  readonly settled: boolean
  /** The rule for which nothing is to be done, or a time to be checked first. */
  readonly moot: Moot | undefined
  /** Whether the person can mend at once whatever fails, by what its advice says. */
  readonly mendable: boolean
  /** The channels that nothing failing binds; where the facts are at hand, without those that are refused on them. */
  readonly free: readonly Channel[]
  /** Of these the channels that a sentence may send a person to: no rule was left unjudged there that the person cannot mend. */
  readonly instead: readonly Channel[]
  /** The points of the violation, where they are known. */
  readonly points: number | undefined
}

/** What a form knows beside a decision, which tells nothing of the rules of other channels. */
export interface Beside {
  readonly points: number | undefined
  /** The decision on the same facts on another channel. */
  readonly on: (channel: Channel) => Decision
}

const MOOT = ['violation-open', 'own-vehicle', 'already-bound', 'not-before-occurrence'] as const
/** A rule that, where it fails, leaves nothing to do but to see that it is so. */
export type Moot = (typeof MOOT)[number]

/** Whether the person can mend what fails without waiting: have an identity checked, come in person, have the owner agree. */
function isMendable(finding: Finding): boolean {
  if (finding.outcome !== 'fails') return false
  // Where no way to agree is accepted, no owner can.
  if (finding.rule === 'owner-consent') return finding.limit.some((way) => way !== 'none')
  return finding.rule === 'identity-verified' || finding.rule === 'offender-present'
}

/** What a decision tells; with the facts it is known of other channels too whether they refuse. */
export function contextOf(decision: Decision, beside?: Beside): DecisionContext {
  const { ruleSet, findings } = decision
  let actedOn: LegalDay | undefined
  let before: DecisionContext['before']
  let dating: DecisionContext['dating'] = 'undated'
  let points = beside?.points
  for (const finding of findings) {
    if (finding.rule === 'not-before-occurrence' && (finding.outcome === 'holds' || finding.outcome === 'fails')) {
      const { supplied, limit } = finding
      const day: string = limit.slice(0, 10)
      actedOn = day as LegalDay
      // Text order is time order, also of an instant and a day.
      if (supplied < limit) before = supplied < day ? 'earlier-day' : 'same-day'
    } else if (finding.rule === 'single-points-limit' && (finding.outcome === 'holds' || finding.outcome === 'fails')) {
      points = finding.supplied
    } else if (finding.outcome === 'not-applicable') {
      // Only the rule on the date of binding gives these two reasons.
      const { reason } = finding
      if (reason === 'no-binding' || reason === 'no-first-binding') dating = reason
    }
  }
  const failing = findings.filter((finding) => finding.outcome === 'fails')
  const fails = (given: Finding['rule']) => failing.some(({ rule }) => rule === given)
  const moot = MOOT.find(fails)
  const all = freeOf(failing)
  const free = beside === undefined ? all : all.filter((channel) => isOpen(beside.on(channel)))
  return {
    ruleSet,
    actedOn,
    before,
    dating,
    yearUsedUp: fails('yearly-applications'),
    settled: moot !== undefined && moot !== 'not-before-occurrence',
    moot,
    mendable: areMendable(failing),
    free,
    instead: beside === undefined ? free.filter((channel) => isPromising(channel, findings)) : free,
    points,
  }
}

function areMendable(failing: readonly Finding[]): boolean {
  return failing.length > 0 && failing.every(isMendable)
}

/** Whether it could be done there, as far as it is known; what the person can mend at once stands in no way. */
function isOpen(decision: Decision): boolean {
  return decision.verdict !== 'refused' || areMendable(decision.findings.filter(({ outcome }) => outcome === 'fails'))
}

/** Whether no rule of that channel alone was left unjudged but those for which a person does something there. */
function isPromising(channel: Channel, findings: readonly Finding[]): boolean {
  return findings.every(
    (finding) =>
      !isOtherChannels(finding) ||
      !binds(finding, channel) ||
      finding.rule === 'identity-verified' ||
      finding.rule === 'offender-present',
  )
}

/** Whether the points of the violation alone are too many, so that no waiting helps. */
export function isAlone(context: DecisionContext | undefined, limit: number): boolean {
  return context?.points !== undefined && context.points >= limit
}

/** Whether a binding made now would not cover the violation, whatever else holds. */
export function bindsInVain({ dating, before }: Pick<DecisionContext, 'dating' | 'before'>): boolean {
  return dating === 'no-binding' && before === 'earlier-day'
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

function isOtherChannels(finding: Finding): boolean {
  return finding.outcome === 'not-applicable' && finding.reason === 'other-channel'
}

function binds({ channels }: Finding, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}
