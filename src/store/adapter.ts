import type { Decision } from '../decision/decision.ts'
import type { Issue } from '../input/issue.ts'
import type { Refusal } from '../registry/commands/decide-command.ts'
import type { CommandType } from '../registry/commands/index.ts'
import type { RegistryEvent } from '../registry/log/events.ts'
import type { Registry } from '../registry/registry.ts'
import type { RecordAhead } from '../registry/state/subjects.ts'
import type { RowChange } from './changes.ts'
import type { Rows } from './read-rows.ts'
import type { Scope } from './scope.ts'

/** The event as a store keeps it: without its place in a log, which it has none of, and with what was noted beside it, which is JSON. */
export type EventBody = Unplaced<RegistryEvent> & { readonly note?: unknown }
/** Of each event by itself, so that `type` still tells which fields there are. */
type Unplaced<E> = E extends unknown ? Omit<E, 'seq' | 'chain'> : never
/** An event as the store gives it out: `position` is its place, to go on from. */
export type StoredEvent = EventBody & { readonly position: string }

/** What became of a command: as of a registry, without the registry. */
export type StoreOutcome =
  | {
      readonly status: 'accepted'
      readonly event: StoredEvent
      readonly decision?: Decision
      /** The answer that was given before under the key: nothing was executed. */
      readonly repeated?: true
    }
  | {
      readonly status: 'refused'
      readonly code: Refusal | 'key-reused'
      readonly decision?: Decision
      readonly ahead?: RecordAhead
      readonly repeated?: true
    }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** What is to be loaded: rows by kind and id, and what was answered under keys. */
export interface WantedRows {
  readonly scope: Scope
  readonly keys: readonly string[]
  /** The types of the commands. An adapter may load what they lead to in the same trip, such as the vehicle of a violation. */
  readonly types: readonly CommandType[]
}

/** What was found. Each id that was asked for has its row, or `null`. */
export interface FoundRows {
  readonly rows: Rows
  /** Answers by key, where a command with the key was executed before. */
  readonly answers: ReadonlyMap<string, SavedAnswer>
  /** Whether every row is as a store wrote it, by a check of the adapter's own, such as a checksum. Else each is read with care. */
  readonly trusted?: boolean
  /** The database's clock when it looked, in milliseconds since 1970-01-01T00:00Z: the host's is compared with it. */
  readonly now?: number
}

/** What a command was answered under a key. */
export interface SavedAnswer {
  /** The text of the command, as it was saved. */
  readonly command: string
  /** The outcome as it was saved: without its event. */
  readonly outcome: object
  /** Its event, where it was accepted. */
  readonly event: StoredEvent | null
}

/** What is written: all of it once, or nothing where a version moved. */
export interface Save {
  /** The records, each with the version that it replaces: 0 for a new one, which must not be there. */
  readonly changes: readonly RowChange[]
  /** The accepted commands, in order. */
  readonly accepted: readonly AcceptedCommand[]
  /** What is kept under keys. A key that is there already is a lost race. */
  readonly answers: readonly NewAnswer[]
}
/** A command that was accepted: its event, and what was there before and after it. */
export interface AcceptedCommand {
  readonly event: EventBody
  /** The neighbourhood before and after it. */
  readonly before: Registry
  readonly after: Registry
}
/** An answer that is to be kept under a key. */
export interface NewAnswer {
  readonly key: string
  readonly command: string
  /** The outcome without its event, to be kept as JSON. */
  readonly outcome: object
  /** The place of its event in `accepted`; `null` if it has none. */
  readonly event: number | null
  /** The ids of people and units that the command or the outcome names. */
  readonly people: readonly string[]
}

/** Why a trip came to nothing: another writer was first. `lost` is the error of the database, if it was one. */
export interface LostRace {
  readonly lost: unknown
}

/** A database, as `storeOn` sees it. Any that has transactions will do: it needs no constraint across records. */
export interface StoreAdapter {
  /** `before` is why the last trip came to nothing. */
  readonly load: (wanted: WantedRows, before?: unknown) => Promise<FoundRows | LostRace>
  /** The places of the events, in order. Where a version moved, nothing is written. */
  readonly save: (save: Save) => Promise<readonly string[] | LostRace>
}

/** What `onCommand` is told: of nobody. */
export interface CommandReport {
  readonly type: string
  /** `accepted`, the code of a refusal, `invalid`, or the code of an error. */
  readonly code: string
  /** How often the database was asked, all tries together. */
  readonly trips: number
  /** How often the command was judged: more than once where another writer was first. */
  readonly tries: number
  readonly ms: number
}
