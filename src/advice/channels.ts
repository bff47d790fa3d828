import type { Decision, Finding, Verdict } from '../decision/decision.ts'
import { type FactName, REQUIRED_FACTS } from '../law/facts.ts'
import { EVERYWHERE } from '../law/known-facts.ts'
import type { Question } from '../law/question.ts'
import { type Rules, ruleSetFor } from '../law/rule-sets/rule-book.ts'
import { binds } from '../law/rule-sets/rule-set.ts'
import { CHANNELS, type Channel, type OwnerConsent } from '../values/channel.ts'
import { type LegalDay, legalDayUnchecked } from '../values/instant.ts'
import type { SomeFacts } from './helps.ts'
import type { Paper } from './papers.ts'
import type { Who } from './who.ts'

/** A fact about this visit, beside its channel; it says nothing about another visit. */
export type SittingFact = 'offenderPresent' | 'identityVerified' | 'ownerConsent'
/** What a channel wants: a fact that must be true there, or a paper to bring. */
export type Need = SittingFact | Paper
export const SITTING: readonly SittingFact[] = ['offenderPresent', 'identityVerified', 'ownerConsent']

/** The answer of one channel: its verdict once its `needs` are met, and the `needs`: facts of the visit that its rules ask for, and papers. One that refuses has them too. */
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
  /** What is brought to a window. */
  readonly papers: (question: Question, facts: SomeFacts) => readonly Paper[]
  /** Decides on the facts with some of them otherwise. */
  readonly decide: (facts: SomeFacts, otherwise: SomeFacts) => Decision
}

/** The rules that ask for what belongs to a sitting. */
export const ON_THE_SPOT: readonly Finding['rule'][] = ['offender-present', 'identity-verified', 'owner-consent']
const REFUSED = { verdict: 'refused', needs: [] } as const

/**
 * What each channel says, by the findings that bind it: of the one that was asked on the sitting as it is known, of the others while
 * nothing of it is. Where there is nothing to do each refuses.
 */
export function channelsOf(asking: Deciding, facts: SomeFacts, decision: Decision, who: Who): Channels {
  const elsewhere = who === 'nobody' ? decision : asking.decide(facts, UNSEEN)
  const answer = (channel: Channel): ChannelAnswer => {
    if (who === 'nobody') return REFUSED
    // Required facts come first among what is missing.
    let verdict: Verdict = REQUIRED_FACTS.includes(elsewhere.missing[0] as never) ? 'undetermined' : 'permitted'
    const asked: FactName[] = []
    for (const finding of (channel === facts.channel ? decision : elsewhere).findings) {
      if (!binds(finding, channel)) continue
      if (finding.outcome === 'fails') verdict = 'refused'
      else if (finding.outcome === 'unknown')
        for (const fact of finding.missing) {
          if (SITTING.includes(fact as SittingFact)) asked.push(fact)
          else if (verdict === 'permitted') verdict = 'undetermined'
        }
    }
    const needs = SITTING.filter((fact) => asked.includes(fact))
    return { verdict, needs: channel === 'window' ? [...needs, ...asking.papers(asking.question, facts)] : needs }
  }
  return Object.fromEntries(CHANNELS.map((channel) => [channel, answer(channel)])) as unknown as Channels
}
/** Nothing of this sitting is known on another channel. */
const UNSEEN: SomeFacts = {
  channel: EVERYWHERE,
  offenderPresent: undefined,
  identityVerified: undefined,
  ownerConsent: undefined,
}

/** All of this sitting as it should be on a channel. */
export function readyOn({ rules }: Deciding, facts: SomeFacts, channel: Channel): SomeFacts {
  return { channel, offenderPresent: true, identityVerified: true, ownerConsent: consentOn(rules, facts, channel) }
}

/** A way of the owner to agree that the channel accepts; a rule stands there once at most. */
function consentOn(rules: Rules, { at }: SomeFacts, channel: Channel): OwnerConsent {
  // A rule set alone judges every day; under a book nothing is refused while the day is not known.
  const set = ruleSetFor(rules, (at === undefined ? undefined : legalDayUnchecked(at)) as LegalDay)
  const ways = set.bind.flatMap((each) => (each.rule === 'owner-consent' && binds(each, channel) ? each.accepted : []))
  return ways[0] ?? 'none'
}

/** The rules that refuse. */
export function failingIn({ findings }: Decision): readonly Finding[] {
  return findings.filter(({ outcome }) => outcome === 'fails')
}
