import type { Instant } from '../../values/instant.ts'
import type { Law } from '../law.ts'
import type { Log } from '../log/log.ts'
import type { Nearby } from './nearby.ts'
import { get, type PersistentMap } from './persistent-map.ts'
import type { Records } from './records.ts'
import { keyOf, type RecordName } from './subjects.ts'

/** What a registry holds. Private to the registry: only `evolve` and a correction make one, and nothing outside ever sees one. */
export interface State extends Records {
  readonly law: Law
  /** The clocks of records of which nothing stands any more. */
  readonly gone: PersistentMap<Gone>
  /** What is loaded, in a registry of one neighbourhood; `null` in a whole one. */
  readonly nearby: Nearby | null
  readonly log: Log | null
}

/** A record that a correction left nothing of, by `keyOf`: what comes under its id is not dated before. */
interface Gone {
  readonly id: string
  readonly last: Instant
}

/** The clock of a record that is gone; `null` of any other. */
export function clockOfGone(gone: State['gone'], name: RecordName): Instant | null {
  return get(gone, keyOf(name))?.last ?? null
}
