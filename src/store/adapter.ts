import type { Decision } from '../decision/decision.ts'
import type { Issue } from '../input/issue.ts'
import type { ShortStudy } from '../law/points/regime.ts'
import type { Stamp } from '../registry/commands/command.ts'
import type { Refusal } from '../registry/commands/decide-command.ts'
import type { CommandType } from '../registry/commands/index.ts'
import type { RefusedCorrection } from '../registry/correction/correct.ts'
import type { PlayedRecord } from '../registry/correction/play.ts'
import type { CommandEvent, HistoryCorrected, LoggedChange } from '../registry/log/events.ts'
import type { Registry } from '../registry/registry.ts'
import type { RecordAhead } from '../registry/state/subjects.ts'
import type { GoneChange, RowChange } from './changes.ts'
import type { Rows } from './read-rows.ts'
import type { Scope } from './scope.ts'

/** The event as a store keeps it: without a place in a log, and with its note, which is JSON. */
export type EventBody = (Unplaced<CommandEvent> | StoredCorrection) & { readonly note?: unknown }
/** Of each event by itself, so that `type` still tells which fields there are. */
type Unplaced<E> = E extends unknown ? Omit<E, 'seq' | 'chain' | 'correction' | 'place'> : never
/** A correction of a store. It calls events by their positions; `instead` and `insert` are numbers among what it entered, from 1. */
export interface StoredCorrection extends Omit<HistoryCorrected, keyof Stamp | 'changes' | 'omitted'> {
  readonly ruleSet: string
  readonly changes: readonly LoggedChange<string>[]
  readonly note?: unknown
  readonly omitted: readonly string[]
}
/** An event as the store gives it out: `position` is its place, to go on from. */
export type StoredEvent = EventBody & {
  readonly position: string
  /** The position of the correction that entered it. */
  readonly correction?: string
  /** The number of the event whose place it took: where it stands among what counts at its instant. Of any other it is its own. */
  readonly place?: number
  /** The position of the correction by which it does not stand any more. */
  readonly omittedBy?: string
}

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
      readonly study?: ShortStudy
      readonly repeated?: true
    }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** What became of a correction of a store. */
export type StoreCorrectionOutcome =
  | {
      readonly status: 'accepted'
      readonly event: StoredEvent
      readonly entered: readonly StoredEvent[]
      readonly repeated?: true
    }
  | ({ readonly status: 'refused'; readonly repeated?: true } & (
      | RefusedCorrection<string>
      | { readonly code: 'key-reused' | 'correction-too-wide' }
    ))
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

/** The answer that a command got under a key. */
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
  readonly changes: readonly (RowChange | GoneChange)[]
  /** The accepted commands, in order. */
  readonly accepted: readonly AcceptedCommand[]
  /** What is kept under keys. A key that is there already is a lost race. */
  readonly answers: readonly NewAnswer[]
  /** A correction, which is alone in its save. Its event is the first of those whose places are given, and those that it enters follow. */
  readonly correction?: SavedCorrection
}
/** What a correction writes beside records, in the same transaction. */
export interface SavedCorrection {
  readonly event: StoredCorrection
  readonly entered: readonly EnteredEvent[]
  /** The numbers of the events that do not stand any more: they are marked with the position of the correction. */
  readonly omitted: readonly number[]
  /** The records whose history is another now, each with what stood about it before: for tables that follow from histories. */
  readonly played: readonly PlayedRecord[]
  /**
   * By party, the numbers of the events that were known to name it. Naming a party does not change its row: where another event that stands
   * names it, the correction lost a race.
   */
  readonly named: ReadonlyMap<string, readonly number[]>
}
/** An event that a correction enters. */
export interface EnteredEvent {
  readonly event: EventBody
  /** The number of the event whose place it takes; `null`: its own number is its place. */
  readonly place: number | null
  /** The records that it is about, as `about` of `WantedEvents` names them. */
  readonly about: readonly string[]
}

/** Which events a correction asks for. */
export interface WantedEvents {
  /** Records, each as its kind and its id with a space between: what stands about them is wanted. */
  readonly about: readonly string[]
  /** Positions: the events there are wanted, and what stands in the place of each. */
  readonly positions: readonly string[]
  /** The position of a correction: what it entered is wanted, in order. */
  readonly entered: string | null
  /** As many are enough. */
  readonly limit: number
}
/** An event as it is kept, with its number in the order of events. */
export interface NumberedEvent {
  readonly seq: number
  readonly event: StoredEvent
}
/** A command that was accepted: its event, and what was there before and after it. */
export interface AcceptedCommand {
  readonly event: EventBody
  /** The records that it is about, as `about` of `WantedEvents` names them. */
  readonly about: readonly string[]
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

/** A database, as {@link storeOn} sees it. Any that has transactions will do: it needs no constraint across records. */
export interface StoreAdapter {
  /** `before` is why the last trip came to nothing. */
  readonly load: (wanted: WantedRows, before?: unknown) => Promise<FoundRows | LostRace>
  /** The places of the events, in order. Where a version moved, nothing is written. */
  readonly save: (save: Save) => Promise<readonly string[] | LostRace>
  /** Events, for corrections; without it a store makes none. */
  readonly histories?: (wanted: WantedEvents) => Promise<readonly NumberedEvent[]>
}

/** What `onCommand` is told; it names nobody. */
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
