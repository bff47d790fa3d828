import { CHANNELS, type Decision, type Invalid, missingOf, OWNER_CONSENTS } from 'demerit'
import { bindingOutlook, handlingOutlook, type Outlook, type SittingFact } from 'demerit/explain'
import { SITTING } from '../../../src/advice/channels.ts'
import { decide, type FactValues, type QuestionName } from './facts.ts'
import type { Rules } from './sets.ts'

type Channel = (typeof CHANNELS)[number]

/** An act, and what judges it. */
export interface AskedAct {
  readonly question: QuestionName
  readonly facts: FactValues
  readonly set: Rules
}

/** What a channel says of an act once its `needs` of that sitting are met, and the facts of which it says so. */
export interface ChannelAnswer {
  readonly channel: Channel
  readonly decision: Decision | Invalid
  readonly needs: readonly SittingFact[]
  readonly facts: FactValues
}

/** What each channel says of an act: the chosen one of the facts as they are. */
export function onEachChannel(asked: AskedAct): readonly ChannelAnswer[] {
  const { question, facts, set } = asked
  return CHANNELS.map((channel) =>
    channel === facts.channel
      ? { channel, decision: decide(question, facts, set), needs: [], facts }
      : elsewhere(channel, asked),
  )
}

/** What another channel says of the same act; an outlook tells it of refused acts, without the decision. */
export function elsewhere(channel: Channel, { question, facts, set }: AskedAct): ChannelAnswer {
  const sitting: readonly string[] = SITTING[question]
  const others = Object.entries(facts).filter(([name]) => !sitting.includes(name))
  const carried = { ...Object.fromEntries(others), channel }
  const decision = decide(question, carried, set)
  const unmet = { channel, decision, needs: [], facts: carried }
  if (decision.verdict !== 'undetermined') return unmet
  const missing = missingOf(decision)
  const needs = SITTING[question].filter((fact) => missing.includes(fact))
  // The owner agrees in a way that the channel takes.
  const met = OWNER_CONSENTS.map((consent) => {
    const done = needs.map((fact) => [fact, fact === 'ownerConsent' ? consent : true])
    const there: FactValues = { ...carried, ...Object.fromEntries(done) }
    return { channel, decision: decide(question, there, set), needs, facts: there }
  })
  return met.find((each) => each.decision.verdict !== 'refused') ?? met[0] ?? unmet
}

/** What is said of an act as a whole. */
export interface Whole {
  readonly decision: Decision | Invalid
  readonly facts: FactValues
  /** The chosen channel; where none is, `all` if they say the same, and `each` if they do not. */
  readonly on: Channel | 'all' | 'each'
}

export function wholeOf(asked: AskedAct): Whole {
  const { question, facts, set } = asked
  const decision = decide(question, facts, set)
  const on = CHANNELS.find((each) => each === facts.channel)
  if (on !== undefined || decision.verdict !== 'undetermined') return { decision, facts, on: on ?? 'all' }
  const answers = onEachChannel(asked)
  const first = answers[0] as ChannelAnswer
  return answers.every((each) => each.decision.verdict === first.decision.verdict)
    ? { decision: first.decision, facts: first.facts, on: 'all' }
    : { decision, facts, on: 'each' }
}

/** What is known of an act beside its decision. */
export function outlookOf({ question, facts, set }: AskedAct): Outlook {
  return question === 'bind' ? bindingOutlook(facts as never, set) : handlingOutlook(facts as never, set)
}
