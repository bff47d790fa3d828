import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Calendar } from '../values/calendar.ts'
import type { Digest } from './digest.ts'
import type { Log } from './log.ts'
import type { PersistentMap } from './persistent-map.ts'
import type { Party } from './records.ts'
import type { Records } from './subjects.ts'

/** What a registry holds. Private to the registry: only `evolve` makes one, and nothing outside ever sees one. */
export interface State extends Records {
  readonly law: Law
  /** Whoever was named as an owner. Drivers are individuals, and stand here only if they own a vehicle. */
  readonly parties: PersistentMap<Party>
  readonly log: Log | null
}

/** What a registry judges by. */
export interface Law {
  readonly rules: RuleSet | RuleBook
  /** The rule set, where it is one alone that judges every day. */
  readonly only: RuleSet | undefined
  readonly calendar: Calendar
  /** What certifies the log; the checksum of the library if it is `undefined`. */
  readonly digest: Digest | undefined
}
