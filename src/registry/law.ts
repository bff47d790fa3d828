import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { Calendar } from '../values/calendar.ts'
import type { Digest } from './log/digest.ts'

/** What a registry judges by. */
export interface Law {
  readonly rules: Rules
  readonly calendar: Calendar
  /** What certifies the log; the checksum of the library if it is `undefined`. */
  readonly digest: Digest | undefined
}
