import { type Advice, adviseBinding, adviseHandling, CHANNELS, type ChannelAnswer, type Invalid } from 'demerit'
import type { FactValues, QuestionName } from './facts.ts'
import type { Rules } from './sets.ts'

export type Channel = (typeof CHANNELS)[number]

/** An act, and what judges it. */
export interface AskedAct {
  readonly question: QuestionName
  readonly facts: FactValues
  readonly set: Rules
}

/** What a channel says of an act, and the advice to who would do it there. */
export interface There extends ChannelAnswer {
  readonly channel: Channel
  readonly advice: Advice
}

export function advise({ question, facts, set }: AskedAct): Advice | Invalid {
  return question === 'bind' ? adviseBinding(facts as never, set) : adviseHandling(facts as never, set)
}

/** The act without its channel, and without what belongs to one sitting. */
function elsewhere(asked: AskedAct): AskedAct {
  const { channel: _, offenderPresent: __, identityVerified: ___, ownerConsent: ____, ...facts } = asked.facts
  return { ...asked, facts }
}

/** The act on a channel: where it was asked, as it is. */
function on(channel: Channel, asked: AskedAct): AskedAct {
  const there = elsewhere(asked)
  return channel === asked.facts.channel ? asked : { ...there, facts: { ...there.facts, channel } }
}

/** What each channel says of an act. */
export function onEachChannel(asked: AskedAct): readonly There[] {
  const advice = advise(asked)
  if (advice.verdict === 'invalid') return []
  return CHANNELS.map((channel) => ({
    channel,
    ...advice.channels[channel],
    advice: advise(on(channel, asked)) as Advice,
  }))
}

/** What the channel that was asked would say in another sitting. */
export function again(channel: Channel, asked: AskedAct): ChannelAnswer {
  return (advise(elsewhere(asked)) as Advice).channels[channel]
}

/** What is said of an act as a whole. */
export interface Whole {
  readonly verdict: (Advice | Invalid)['verdict']
  readonly advice: Advice | Invalid
  /** The chosen channel; where none is, `all` if they say the same, and `each` if they do not. */
  readonly on: Channel | 'all' | 'each'
}

export function wholeOf(asked: AskedAct): Whole {
  const advice = advise(asked)
  const { verdict } = advice
  const chosen = CHANNELS.find((each) => each === asked.facts.channel)
  if (chosen !== undefined || verdict !== 'undetermined') return { verdict, advice, on: chosen ?? 'all' }
  const says = CHANNELS.map((channel) => advice.channels[channel].verdict)
  return says.every((each) => each === says[0])
    ? { verdict: says[0] as Whole['verdict'], advice: advise(on(CHANNELS[0], asked)), on: 'all' }
    : { verdict, advice, on: 'each' }
}
