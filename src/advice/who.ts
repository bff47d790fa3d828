import type { Decision, Finding } from '../decision/decision.ts'
import type { Note } from './notes.ts'

/**
 * Who can act: the applicant, the person who drove, the person who owned the vehicle then, or nobody, if nothing can be done. While it is
 * not known whether the vehicle to be bound is the applicant's own, of which nothing is bound, a refusal is for `applicant-or-nobody`.
 */
export type Who = 'applicant' | 'applicant-or-nobody' | 'whoever-drove' | 'former-owner' | 'nobody'

/** The rules that leave nothing to do where they fail. */
const UNNEEDED: readonly Finding['rule'][] = ['own-vehicle', 'already-bound', 'violation-open']
const HELD: readonly Finding['rule'][] = ['licence-held']

/**
 * Who can do it, by the decision and what follows of the act. Points are for whoever drove, who as a rule holds the class (Order 105,
 * Article 21). Without points nobody has to have driven.
 */
export function whoOf({ verdict, findings }: Decision, notes: readonly Note[]): Who {
  const is = (outcome: Finding['outcome'], rules: readonly Finding['rule'][]) =>
    findings.some((finding) => finding.outcome === outcome && rules.includes(finding.rule))
  const isNoted = (who: Who) => notes.some(({ code }) => code === who)
  if (is('fails', UNNEEDED)) return 'nobody'
  if (verdict === 'refused' && is('unknown', ['own-vehicle'])) return 'applicant-or-nobody'
  if (is('fails', HELD) || (is('fails', ['licence-class']) && !is('not-applicable', HELD))) return 'whoever-drove'
  if (isNoted('former-owner')) return 'former-owner'
  return verdict !== 'refused' && isNoted('whoever-drove') ? 'whoever-drove' : 'applicant'
}

/** Whether a driver is told that a rule fails: where there is nothing to do, why, and of nothing else that it would ask for. */
export function isTold({ rule }: Finding, who: Who): boolean {
  return who !== 'nobody' || UNNEEDED.includes(rule)
}
