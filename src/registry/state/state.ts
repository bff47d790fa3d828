import type { Law } from '../law.ts'
import type { Log } from '../log/log.ts'
import type { Nearby } from './nearby.ts'
import type { Records } from './records.ts'

/** What a registry holds. Private to the registry: only `evolve` makes one, and nothing outside ever sees one. */
export interface State extends Records {
  readonly law: Law
  /** What is loaded, in a registry of one neighbourhood; `null` in a whole one. */
  readonly nearby: Nearby | null
  readonly log: Log | null
}
