import type { Finding } from '../decision/decision.ts'
import { owns } from '../input/own.ts'
import { COUNT_LIMIT, type Facts } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { LicenceState } from '../values/licence.ts'
import type { JudgedOf, RuleOf } from './rule-of.ts'

/** The rules against which a person can do something, or wait. */
export type HelpedRule =
  | 'driver-cap'
  | 'vehicle-cap'
  | 'daily-applications'
  | 'yearly-applications'
  | 'owner-consent'
  | 'cooling-off'
  | 'drivers-bound-per-year'
  | 'identity-verified'
  | 'open-binding'
  | 'licence-state'
  | 'repeat-full-score'
  | 'offender-present'
  | 'vehicles-per-year'
  | 'drivers-per-year'

/** The rules of which it is said what to do, though no change of facts helps. */
export const ADVISED_RULES = [
  'violation-open',
  'not-before-occurrence',
  'recorded-by-monitoring',
  'licence-class',
  'licence-held',
] as const
/** One of them. */
export type AdvisedRule = (typeof ADVISED_RULES)[number]

/** Facts, any of which may not be known. */
export type SomeFacts = { readonly [K in keyof Facts]?: Facts[K] | undefined }

/** What helps against a rule that fails: a step, written as the facts that it changes, or `wait` if only time or the office helps. */
export type Help = SomeFacts | 'wait'
/** `undefined` where nothing helps, or where it is not known whether something does. */
type HelpOf<Id extends HelpedRule> = (finding: JudgedOf<Id>, facts: SomeFacts) => Help | undefined
/** What helps, for each rule of one question against which something does. */
export type Helps<Q extends Question = Question> = { readonly [Id in HelpedRule & RuleOf<Q>]: HelpOf<Id> }

/** Time frees a place, but for a limit of 0. */
const wait = ({ limit }: { readonly limit: number }): Help | undefined => (limit === 0 ? undefined : 'wait')
/** Others count too, and this one is counted in. */
const released = (limit: number): number | undefined => (limit === 0 ? undefined : limit - 1)

export const BINDING_HELPS: Helps<'bind'> = {
  'driver-cap': ({ limit }) => changeOf({ driverBindings: released(limit) }),
  'vehicle-cap': ({ limit }) => changeOf({ vehicleBindings: released(limit) }),
  'daily-applications': wait,
  'yearly-applications': wait,
  'owner-consent': ({ limit }) => changeOf({ ownerConsent: limit.find((way) => way !== 'none') }),
  'cooling-off': () => 'wait',
  'drivers-bound-per-year': wait,
  'identity-verified': () => ({ identityVerified: true }),
}

export const HANDLING_HELPS: Helps<'handle'> = {
  'identity-verified': () => ({ identityVerified: true }),
  // Whether a binding made now covers a violation, only its time tells.
  'open-binding': (_, { at, occurredAt }) => (occurredAt === undefined ? undefined : changeOf({ boundSince: at })),
  'licence-state': (finding, { fullScoreStudies }) => {
    const { supplied, limit } = finding
    const barring = barringOf(finding)
    if (barring.some(isLost)) return undefined
    if (!barring.every(canEnd)) return 'wait'
    const licenceStates = supplied.filter((state) => !limit.includes(state))
    if (!barring.includes('full-points')) return { licenceStates }
    // The study clears the points and is counted.
    const studied =
      fullScoreStudies === undefined ? {} : { fullScoreStudies: Math.min(fullScoreStudies + 1, COUNT_LIMIT) }
    return { licenceStates, pointsHeld: 0, ...studied }
  },
  'repeat-full-score': wait,
  'offender-present': () => ({ offenderPresent: true }),
  'vehicles-per-year': wait,
  'drivers-per-year': wait,
}

/** The states of a licence that its holder can end, each in a way of its own. */
export type EndableState = (typeof ENDABLE)[number]
const ENDABLE = ['expired', 'unverified', 'cancelled-restorable', 'transferred-out', 'full-points'] as const
const LOST: readonly LicenceState[] = ['annulled', 'revoked', 'cancelled']

/** The states of a licence that bar. */
export function barringOf({ supplied, limit }: JudgedOf<'licence-state'>): readonly LicenceState[] {
  return supplied.filter((state) => limit.includes(state))
}

/** Whether the holder of a licence can end this state of it. */
function canEnd(state: LicenceState): boolean {
  return (ENDABLE as readonly LicenceState[]).includes(state)
}

/** Whether there is no licence any more 撤销、吊销、注销, so that another has to be got. */
export function isLost(state: LicenceState): boolean {
  return LOST.includes(state)
}

/** Whether a rule is the window's alone, where papers are handed over. */
export function atWindow(channels: Finding['channels']): boolean {
  return channels.length === 1 && channels[0] === 'window'
}

/** One thing to do first, or to wait for. */
export interface Step {
  readonly rule: HelpedRule
  readonly todo: Help
}

/** The step that helps against a finding that fails, or none. */
export function stepOf(finding: Finding, facts: SomeFacts, helps: Partial<Helps>): readonly Step[] {
  const rule = finding.rule as HelpedRule
  if (!owns(helps, rule)) return []
  const todo = (helps as Readonly<Record<string, HelpOf<never>>>)[rule]?.(finding as never, facts)
  return todo === undefined ? [] : [{ rule, todo }]
}

/** A change to what is known; none where it is not. */
function changeOf<K extends keyof Facts>(change: { readonly [N in K]: Facts[N] | undefined }): Help | undefined {
  return Object.values(change).includes(undefined) ? undefined : change
}
