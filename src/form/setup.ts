import type { Decision } from '../decision/decision.ts'
import type { Concerns } from '../explain/old/concerns.ts'
import type { ContextOf } from '../explain/old/context.ts'
import type { Issue } from '../input/issue.ts'
import type { Facts, ReadFact } from '../law/facts.ts'
import type { Fields } from './fields.ts'
import type { Sentences } from './sentences.ts'

/** One question as a form needs it. */
export interface FormQuestion {
  /** The facts of the question, in their order. */
  readonly facts: readonly ReadFact[]
  /** What its rules compare and are about. */
  readonly concerns: Partial<Concerns>
  /** What its decisions tell beside a finding. */
  readonly contextOf: ContextOf
  /** Reads facts of the office, as raw as they are. */
  readonly readKnown: (known: object, issues: Issue[]) => Partial<Facts>
  /** Decides on facts that were read. */
  readonly decide: (facts: Partial<Facts>) => Decision
}

/** Everything that a form is made of. */
export interface Setup {
  /** The function that was called, for what it throws. */
  readonly call: string
  readonly question: FormQuestion
  readonly fields: Fields
  readonly sentences: Sentences
  /** The record of what the office knows, raw; a function is asked for it at each judging. */
  readonly known: () => object
}
