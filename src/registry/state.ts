import type { Law } from './law.ts'
import type { Log } from './log.ts'
import type { PersistentMap } from './persistent-map.ts'
import type { Party } from './records.ts'
import type { Records } from './subjects.ts'

/** What a registry holds. Private to the registry: only `evolve` makes one, and nothing outside ever sees one. */
export interface State extends Records {
  readonly law: Law
  /** Everyone who was named as an owner. Drivers are individuals, and stand here only if they own a vehicle. */
  readonly parties: PersistentMap<Party>
  readonly log: Log | null
}
