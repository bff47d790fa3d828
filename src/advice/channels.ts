import type { Decision, Finding, Verdict } from '../decision/decision.ts'
import type { Question } from '../law/question.ts'
import { type Rules, ruleSetFor } from '../law/rule-sets/rule-book.ts'
import { binds } from '../law/rule-sets/rule-set.ts'
import type { Channel, OwnerConsent } from '../values/channel.ts'
import { type LegalDay, legalDayUnchecked } from '../values/instant.ts'
import type { SomeFacts } from './helps.ts'
import { type Paper, papersFor } from './papers.ts'
import type { Who } from './who.ts'

/** What belongs to this sitting beside its channel, and does not carry over to another. */
export type SittingFact = 'offenderPresent' | 'identityVerified' | 'ownerConsent'
/** What has to be so, or is brought, where a channel is used. */
export type Need = SittingFact | Paper
export const SITTING: { readonly [Q in Question]: readonly SittingFact[] } = {
  bind: ['identityVerified', 'ownerConsent'],
  handle: ['offenderPresent', 'identityVerified'],
}

/** What one channel says: its verdict once its `needs` are met: what of this sitting its rules ask for, and papers. */
export interface ChannelAnswer {
  readonly verdict: Verdict
  readonly needs: readonly Need[]
}
/** What each channel says. */
export type Channels = { readonly [C in Channel]: ChannelAnswer }

/** What decides an act of one question again, by the same rules. */
export interface Deciding {
  readonly question: Question
  readonly rules: Rules
  /** Decides on the facts with some of them otherwise. */
  readonly decide: (facts: SomeFacts, otherwise: SomeFacts) => Decision
}

/** The rules that ask for what belongs to a sitting. */
export const ON_THE_SPOT: readonly Finding['rule'][] = ['offender-present', 'identity-verified', 'owner-consent']
const REFUSED = { verdict: 'refused', needs: [] } as const

/**
 * What each channel says, as it is decided there; the one that was asked on the sitting as it is known. One is known to refuse where it
 * was asked and something fails, where a rule binds it that fails whatever the sitting, and where there is nothing to do.
 */
export function channelsOf(asking: Deciding, facts: SomeFacts, decision: Decision, who: Who): Channels {
  const fails = failingIn(decision)
  const answer = (channel: Channel): ChannelAnswer => {
    const isHere = channel === facts.channel
    if (who === 'nobody' || fails.some((each) => isHere || (binds(each, channel) && !ON_THE_SPOT.includes(each.rule))))
      return REFUSED
    const { verdict, missing } = isHere ? decision : asking.decide(facts, { ...UNSEEN, channel })
    const asked = SITTING[asking.question].filter((fact) => missing.includes(fact))
    const met = asked.length === 0 ? verdict : asking.decide(facts, readyOn(asking, facts, channel)).verdict
    if (met === 'refused') return REFUSED
    return { verdict: met, needs: channel === 'window' ? [...asked, ...papersFor(asking.question, facts)] : asked }
  }
  return { window: answer('window'), app: answer('app'), web: answer('web'), kiosk: answer('kiosk') }
}
/** Nothing of this sitting is known on another channel. */
const UNSEEN = { offenderPresent: undefined, identityVerified: undefined, ownerConsent: undefined }

/** All of this sitting as it should be on a channel. */
export function readyOn({ rules }: Deciding, facts: SomeFacts, channel: Channel): SomeFacts {
  return { channel, offenderPresent: true, identityVerified: true, ownerConsent: consentOn(rules, facts, channel) }
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

/** The rules that refuse. */
export function failingIn({ findings }: Decision): readonly Finding[] {
  return findings.filter(({ outcome }) => outcome === 'fails')
}
