import type { Decision, Finding } from '../../decision/decision.ts'
import type { Channel } from '../../values/channel.ts'
import { bindingContext } from './binding-context.ts'
import { binds, type DecisionContext, isOtherChannels, openOn } from './context.ts'
import { handlingContext } from './handling-context.ts'

/**
 * What a decision of either question tells, without its facts: nobody is sent to a channel of which rules were not judged. A form
 * knows its question and its facts, and does not load this.
 */
export function contextOf(decision: Decision, asked: readonly string[] = []): DecisionContext {
  const { question, findings } = decision
  const context = (question === 'bind' ? bindingContext : handlingContext)(decision)
  const instead = context.free.filter((channel) => isPromising(channel, findings, context))
  const insteadNeeds = openOn(instead, findings).filter((rule) => context.insteadNeeds.includes(rule))
  return { ...context, asked, instead, insteadNeeds }
}

/** Whether no rule of that channel alone was left unjudged but those for which a person does something there. */
function isPromising(channel: Channel, findings: readonly Finding[], { doneThere }: DecisionContext): boolean {
  return findings.every(
    (finding) => !isOtherChannels(finding) || !binds(finding, channel) || doneThere.includes(finding.rule),
  )
}
