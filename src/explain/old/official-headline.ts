import type { Decision } from '../../decision/decision.ts'
import { plain } from '../plain.ts'
import { ruleName } from './halves.ts'
import type { JudgedHeadline, JudgedOfficialHeadline, Words } from './locale.ts'

/** The plan that came into force nowhere: nothing is verified of it, on any day. */
const NEVER_IN_FORCE = 'plan-2018-03-01'

/** What an official's headline tells besides that of a driver. */
export function officialHeadline(head: JudgedHeadline, decision: Decision, words: Words): JudgedOfficialHeadline {
  const { question, ruleSet } = decision
  // Absent in most decisions: own properties only.
  const hypothetical = Object.hasOwn(decision, 'hypothetical') && decision.hypothetical
  const verifiedUntil = Object.hasOwn(decision, 'verifiedUntil') ? decision.verifiedUntil : undefined
  const neverInForce = ruleSet === NEVER_IN_FORCE
  return {
    ...head,
    ruleSet: ruleSet === null ? null : plain(ruleSet),
    verifiedUntil: hypothetical === true || neverInForce ? undefined : verifiedUntil,
    neverInForce,
    nameOf: (rule) => ruleName(words, rule, question),
  }
}
