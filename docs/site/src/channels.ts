import { type CHANNELS, type Decision, type Invalid, missingOf, OWNER_CONSENTS } from 'demerit'
import type { SittingFact } from 'demerit/explain'
import { SITTING } from '../../../src/explain/channels.ts'
import { decide, type FactValues, type QuestionName } from './facts.ts'
import type { Rules } from './sets.ts'

/** An act, and what judges it. */
export interface Asked {
  readonly question: QuestionName
  readonly facts: FactValues
  readonly set: Rules
}

/** What another channel says of the same act once its `needs` of that sitting are met; an outlook tells it of refused acts, without the decision. */
export function elsewhere(
  channel: (typeof CHANNELS)[number],
  { question, facts, set }: Asked,
): { readonly decision: Decision | Invalid; readonly needs: readonly SittingFact[] } {
  const sitting: readonly string[] = SITTING[question]
  const carried = Object.fromEntries(Object.entries(facts).filter(([name]) => !sitting.includes(name)))
  const decision = decide(question, { ...carried, channel }, set)
  if (decision.verdict !== 'undetermined') return { decision, needs: [] }
  const missing = missingOf(decision)
  const needs = SITTING[question].filter((fact) => missing.includes(fact))
  // The owner agrees in a way that the channel takes.
  const met = OWNER_CONSENTS.map((consent) => {
    const done = needs.map((fact) => [fact, fact === 'ownerConsent' ? consent : true])
    return decide(question, { ...carried, ...Object.fromEntries(done), channel }, set)
  })
  return { decision: met.find(({ verdict }) => verdict !== 'refused') ?? met[0] ?? decision, needs }
}
