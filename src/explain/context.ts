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
  /** The channels that nothing failing binds. */
  readonly free: readonly Channel[]
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

export function contextOf(decision: Decision): DecisionContext {
  const { ruleSet, findings } = decision
  let actedOn: LegalDay | undefined
  let before: DecisionContext['before']
  let dating: DecisionContext['dating'] = 'undated'
  for (const finding of findings) {
    if (finding.rule === 'not-before-occurrence' && (finding.outcome === 'holds' || finding.outcome === 'fails')) {
      const { supplied, limit } = finding
      const day: string = limit.slice(0, 10)
      actedOn = day as LegalDay
      // Text order is time order, also of an instant and a day.
      if (supplied < limit) before = supplied < day ? 'earlier-day' : 'same-day'
    } else if (finding.outcome === 'not-applicable') {
      // Only the rule on the date of binding gives these two reasons.
      const { reason } = finding
      if (reason === 'no-binding' || reason === 'no-first-binding') dating = reason
    }
  }
  const failing = findings.filter((finding) => finding.outcome === 'fails')
  const fails = (given: Finding['rule']) => failing.some(({ rule }) => rule === given)
  const moot = MOOT.find(fails)
  return {
    ruleSet,
    actedOn,
    before,
    dating,
    yearUsedUp: fails('yearly-applications'),
    settled: moot !== undefined && moot !== 'not-before-occurrence',
    moot,
    mendable: failing.length > 0 && failing.every(isMendable),
    free: freeOf(failing),
  }
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
