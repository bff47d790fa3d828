import type { Decision, Finding, Verdict } from '../decision/decision.ts'
import type { Question } from '../law/question.ts'
import { type Rules, ruleSetFor } from '../law/rule-sets/rule-book.ts'
import { CHANNELS, type Channel, type OwnerConsent } from '../values/channel.ts'
import { type LegalDay, legalDayUnchecked } from '../values/instant.ts'
import type { RuleFields } from './fields.ts'
import { type Help, type Helps, helpOf, type SomeFacts } from './helps.ts'
import type { Note } from './notes.ts'

/** What belongs to this sitting beside its channel, and does not carry over to another. */
export type SittingFact = 'offenderPresent' | 'identityVerified' | 'ownerConsent'
const SITTING: { readonly [Q in Question]: readonly SittingFact[] } = {
  bind: ['identityVerified', 'ownerConsent'],
  handle: ['offenderPresent', 'identityVerified'],
}

/** What one channel would say: its verdict once its `needs` are met, which are what of this sitting its rules ask for. */
export interface ChannelAnswer {
  readonly verdict: Verdict
  readonly needs: readonly SittingFact[]
}
/** What each channel would say. */
export type Channels = { readonly [C in Channel]: ChannelAnswer }

/** What is known of an act beside its decision, where its facts are at hand: decided, and not inferred from findings. */
export interface Outlook {
  /** What each channel would say; only where the act is refused. */
  readonly channels?: Channels
  /** For each rule that fails, what helps, if that is told: when all of it is done, the act is not refused in `place`. */
  readonly helps: { readonly [Id in Finding['rule']]?: Help }
  /** Where: here, on another channel, or nowhere, and then nothing is told. */
  readonly place?: 'here' | Channel
  /** A binding made now would not cover the violation. */
  readonly isVainBinding: boolean
  /** What follows of the act where it is permitted, here or on another channel. */
  readonly notes: readonly Note[]
}

/** What decides an act of one question again, by the same rules. */
export interface Asking {
  readonly question: Question
  readonly rules: Rules
  readonly decide: (facts: SomeFacts) => Decision
  readonly helps: Partial<Helps>
  readonly fields: RuleFields
  /** What follows of an act that is permitted. */
  readonly notes: (facts: SomeFacts) => readonly Note[]
}

/**
 * What is known beside a decision, from the facts that it was made of: on a refusal up to 12 more decisions are made, else none.
 * What belongs to this sitting is not known first on another channel, and then as it should be.
 */
export function outlookOf(asking: Asking, facts: SomeFacts, decision: Decision): Outlook {
  const notes = asking.notes(facts)
  const rest = { helps: {}, isVainBinding: false, notes: [] }
  if (decision.verdict !== 'refused') return decision.verdict === 'permitted' ? { ...rest, notes } : rest
  const channels = channelsOf(asking, facts)
  const isVainBinding = asking.question === 'handle' && isInVain(asking, facts, decision)
  const isOpen = CHANNELS.some((channel) => channels[channel].verdict !== 'refused')
  const isPermitted = CHANNELS.some((channel) => channels[channel].verdict === 'permitted')
  const refused = { channels, isVainBinding, notes: isPermitted ? notes : [] }
  const others = isOpen || facts.channel === undefined ? [] : CHANNELS.filter((channel) => channel !== facts.channel)
  const places = ['here', ...others] as const
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as 'here' | Channel
    const helps = helpsAt(asking, facts, decision, place)
    if (helps !== undefined) return { ...refused, helps, place }
  }
  return { ...refused, helps: {} }
}

/** What each channel would say; that it is refused here is known. */
function channelsOf(asking: Asking, facts: SomeFacts): Channels {
  const answer = (channel: Channel): ChannelAnswer => {
    if (channel === facts.channel) return { verdict: 'refused', needs: [] }
    const { verdict, missing } = asking.decide(elsewhere(asking, facts, channel, []))
    const needs = verdict === 'refused' ? [] : SITTING[asking.question].filter((fact) => missing.includes(fact))
    return needs.length === 0
      ? { verdict, needs }
      : { verdict: asking.decide(elsewhere(asking, facts, channel, needs)).verdict, needs }
  }
  return { window: answer('window'), app: answer('app'), web: answer('web'), kiosk: answer('kiosk') }
}

/** The facts on another channel: of what belongs to this sitting, `needs` are as they should be, and the rest is not known. */
function elsewhere(
  { question, rules }: Asking,
  facts: SomeFacts,
  channel: Channel,
  needs: readonly SittingFact[],
): SomeFacts {
  const change: { -readonly [F in SittingFact]?: SomeFacts[F] } = {}
  for (const fact of SITTING[question]) change[fact] = undefined
  for (const fact of needs) {
    if (fact === 'ownerConsent') change.ownerConsent = consentOn(rules, facts, channel)
    else change[fact] = true
  }
  return { ...facts, ...change, channel }
}

/** A way of the owner to agree that every provision of the channel accepts, or `none` where there is none. */
function consentOn(rules: Rules, { at }: SomeFacts, channel: Channel): OwnerConsent {
  // A rule set alone judges every day; under a book nothing is refused while the day is not known.
  const set = ruleSetFor(rules, (at === undefined ? undefined : legalDayUnchecked(at)) as LegalDay)
  const lists = set.bind.flatMap((provision) =>
    provision.rule === 'owner-consent' && binds(provision, channel) ? [provision.accepted] : [],
  )
  return lists[0]?.find((way) => way !== 'none' && lists.every((list) => list.includes(way))) ?? 'none'
}

/** What helps against what fails in a place, if then the act is not refused there but for what takes time. */
function helpsAt(
  asking: Asking,
  facts: SomeFacts,
  decision: Decision,
  place: 'here' | Channel,
): Outlook['helps'] | undefined {
  const isHere = place === 'here'
  const helps: { [Id in Finding['rule']]?: Help } = {}
  let change: SomeFacts = isHere ? {} : elsewhere(asking, facts, place, SITTING[asking.question])
  for (const finding of failingIn(decision)) {
    const isThere = isHere || (binds(finding, place) && !ON_THE_SPOT.includes(finding.rule))
    const help = isThere ? helpOf(finding, facts, asking.helps) : undefined
    if (help === undefined) continue
    helps[finding.rule] = help
    if (help !== 'wait') change = { ...change, ...help }
  }
  const after = failingIn(asking.decide({ ...facts, ...change }))
  return after.every(({ rule }) => helps[rule] === 'wait') ? helps : undefined
}
/** The rules that ask for what belongs to a sitting. */
const ON_THE_SPOT: readonly Finding['rule'][] = ['offender-present', 'identity-verified', 'owner-consent']

/** Whether a binding made now would be too late for the violation. */
function isInVain(asking: Asking, facts: SomeFacts, decision: Decision): boolean {
  const unbound = failingIn(decision).find(({ rule }) => rule === 'open-binding')
  const change = unbound && helpOf(unbound, facts, asking.helps)
  if (change === undefined || change === 'wait') return false
  return failingIn(asking.decide({ ...facts, ...change })).some(({ rule }) => rule === 'since-binding')
}

/** The rules that refuse. */
export function failingIn({ findings }: Decision): readonly Finding[] {
  return findings.filter(({ outcome }) => outcome === 'fails')
}

/** Whether a provision binds a channel. */
export function binds({ channels }: Pick<Finding, 'channels'>, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}
