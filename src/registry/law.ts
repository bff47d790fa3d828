import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Calendar } from '../values/calendar.ts'
import type { Digest } from './log/digest.ts'

/** What a registry judges by. */
export interface Law {
  readonly rules: RuleSet | RuleBook
  /** The rule set, where it is one alone that judges every day. */
  readonly only: RuleSet | undefined
  readonly calendar: Calendar
  /** What certifies the log; the checksum of the library if it is `undefined`. */
  readonly digest: Digest | undefined
}
