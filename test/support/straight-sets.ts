import { type Screening, screenBinding, screenHandling } from '../../src/index.ts'
import { COVERING } from '../../src/law/classes-covering.ts'
import { bindingRecord, type Facts, handlingRecord } from '../../src/law/facts.ts'
import { type RuleSet, SHIPPED_SETS } from '../../src/law/index.ts'
import { markRead } from '../../src/law/known-facts.ts'
import type { Question } from '../../src/law/question.ts'
import { meet } from '../../src/law/relation.ts'
import { whole } from '../../src/law/rule-sets/rule-set.ts'
import { legalDayUnchecked } from '../../src/values/instant.ts'
import { codeOf } from './straight-code.ts'

/** One question of a shipped set, with its straight code as text. */
export interface Straight {
  readonly set: RuleSet
  readonly question: Question
  readonly code: string
}

/** All for which straight code is made. */
export const STRAIGHT: readonly Straight[] = SHIPPED_SETS.flatMap((set) =>
  (['bind', 'handle'] as const)
    .filter((question) => set[question].length > 0)
    .map((question) => ({ set, question, code: codeOf(set[question]) })),
)

/** A set that answers a question by straight code, as the build makes it; in the sources no set has any. */
export function withCode({ set, question, code }: Straight): RuleSet {
  const made = new Function('legalDayUnchecked', 'meet', 'COVERING', `return ${code}`)
  const straight = { bind: undefined, handle: undefined, [question]: made(legalDayUnchecked, meet, COVERING) }
  return whole(set, set, straight)
}

/** Facts that are known to be sound, as if they had been read. */
export function readAs(question: Question, row: object): Partial<Facts> {
  return markRead({ ...row }, (question === 'bind' ? bindingRecord : handlingRecord) as never) as Partial<Facts>
}

/** The screening of facts by a set that answers the question. */
export function screened(question: Question, facts: Partial<Facts>, set: RuleSet): Screening {
  return (question === 'bind' ? screenBinding : screenHandling)(facts, set) as Screening
}
