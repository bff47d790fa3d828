import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Calendar } from '../values/calendar.ts'
import type { LegalDay } from '../values/instant.ts'
import type { Digest } from './log/digest.ts'

/** What a registry judges by. */
export interface Law {
  readonly rules: Rules
  /** The rule set that judges an act of a day. */
  readonly ruleSetOn: (day: LegalDay) => RuleSet
  readonly calendar: Calendar
  /** What certifies the log; the checksum of the library if it is `undefined`. */
  readonly digest: Digest | undefined
}
