import type { Decision, Finding, Verdict } from '../decision/decision.ts'
import type { Question } from '../law/question.ts'
import { type Rules, ruleSetFor } from '../law/rule-sets/rule-book.ts'
import type { Channel, OwnerConsent } from '../values/channel.ts'
import { type LegalDay, legalDayUnchecked } from '../values/instant.ts'
import type { SomeFacts } from './helps.ts'
import { type Paper, papersFor } from './papers.ts'

/** What belongs to this sitting beside its channel, and does not carry over to another. */
export type SittingFact = 'offenderPresent' | 'identityVerified' | 'ownerConsent'
/** What has to be so, or is brought, where a channel is used. */
export type Need = SittingFact | Paper
export const SITTING: { readonly [Q in Question]: readonly SittingFact[] } = {
  bind: ['identityVerified', 'ownerConsent'],
  handle: ['offenderPresent', 'identityVerified'],
}

/** What one channel would say: its verdict once its `needs` are met: what of this sitting its rules ask for, and papers. */
export interface ChannelAnswer {
  readonly verdict: Verdict
  readonly needs: readonly Need[]
}
/** What each channel would say. */
export type Channels = { readonly [C in Channel]: ChannelAnswer }

/** What decides an act of one question again, by the same rules. */
export interface Deciding {
  readonly question: Question
  readonly rules: Rules
  readonly decide: (facts: SomeFacts) => Decision
}

/** The rules that ask for what belongs to a sitting. */
export const ON_THE_SPOT: readonly Finding['rule'][] = ['offender-present', 'identity-verified', 'owner-consent']

/** What each channel would say. It is known to refuse where it was asked, and where a rule binds it that `fails` whatever the sitting. */
export function channelsOf(asking: Deciding, facts: SomeFacts, fails: readonly Finding[]): Channels {
  const answer = (channel: Channel): ChannelAnswer => {
    if (channel === facts.channel || fails.some((each) => binds(each, channel) && !ON_THE_SPOT.includes(each.rule)))
      return { verdict: 'refused', needs: [] }
    const { verdict, missing } = asking.decide(elsewhere(asking, facts, channel, []))
    if (verdict === 'refused') return { verdict, needs: [] }
    const asked = SITTING[asking.question].filter((fact) => missing.includes(fact))
    const met = asked.length === 0 ? verdict : asking.decide(elsewhere(asking, facts, channel, asked)).verdict
    const isWindow = channel === 'window' && met !== 'refused'
    return { verdict: met, needs: isWindow ? [...asked, ...papersFor(asking.question, facts)] : asked }
  }
  return { window: answer('window'), app: answer('app'), web: answer('web'), kiosk: answer('kiosk') }
}

/** The facts on another channel: of what belongs to this sitting, `needs` are as they should be, and the rest is not known. */
export function elsewhere(
  { question, rules }: Deciding,
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

/** Whether a provision binds a channel. */
export function binds({ channels }: Pick<Finding, 'channels'>, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}
