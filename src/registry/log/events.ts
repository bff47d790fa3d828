import { frozen } from '../../input/freeze.ts'
import { contentNameOf, jsonOf } from '../../law/rule-sets/content.ts'
import { setsIn } from '../../law/rule-sets/rule-book.ts'
import { checksumFrom, takeText, takeValue, takeWord, textOf } from '../../values/checksum.ts'
import type { Instant } from '../../values/instant.ts'
import type { Placed, Stamp, Timed } from '../commands/command.ts'
import {
  type AnyDefinition,
  COMMAND_TYPES,
  COMMANDS,
  type Commands,
  type CommandTable,
  type CommandType,
  type Effects,
} from '../commands/index.ts'
import type { Law } from '../law.ts'
import type { Made, RecordKind } from '../state/records.ts'
import { type Digest, digested } from './digest.ts'

type EventTypes = { readonly [T in CommandType]: CommandTable[T]['event'] }
/** The event that each command leaves when it is accepted: past tense, plain JSON. */
export const EVENT_TYPES: EventTypes = Object.freeze(
  Object.fromEntries(COMMAND_TYPES.map((type) => [type, COMMANDS[type].event] as const)),
) as EventTypes
/** The type of a correction. */
export const CORRECTED = 'history-corrected'
/** The type of one event. */
export type EventType = EventTypes[CommandType] | typeof CORRECTED

/** What stands for the `chain` before the first event. */
export const NO_CHAIN = '0000000000000000'

/** The event of a command: what was said, with all that is needed to judge it again, and all that it did. */
export type CommandEvent = {
  [T in CommandType]: { readonly type: EventTypes[T] } & Stamp & Commands[T] & Effects[T]
}[CommandType]
/** The event of a command, or a correction. */
export type RegistryEvent = CommandEvent | HistoryCorrected

/** What an officer changed of the history, with the numbers of the events that say what stands instead and what was inserted. */
export type LoggedChange<Name extends number | string = number> =
  | { readonly omit: Name; readonly instead: number | null }
  | { readonly insert: number }
  | { readonly restore: Name }
  | { readonly rename: string; readonly from: string; readonly to: string }
  | { readonly merge: string; readonly from: string; readonly to: string }

/** A correction 更正: it takes some events out of the history, and the events right after it into the history, each at a place of its own. */
export interface HistoryCorrected extends Stamp {
  readonly type: typeof CORRECTED
  readonly changes: readonly LoggedChange[]
  readonly ground: string
  readonly at: Instant
  /** The numbers of the events that do not stand any more, in the order of the history. */
  readonly omitted: readonly number[]
  /** How many events it entered: they are the next ones. */
  readonly entered: number
  /** The records whose history is another now. Nothing about them is dated before the correction from then on. */
  readonly played: readonly { readonly kind: RecordKind; readonly id: string }[]
  /** The points of each driver who holds others now; `null` where such a driver is not on record. */
  readonly points: readonly { readonly driver: string; readonly before: number | null; readonly after: number | null }[]
}

/** The command behind an event type; `undefined` for anything else. */
export function commandTypeOf(eventType: unknown): CommandType | undefined {
  return COMMANDS_BEHIND.get(eventType)
}
const COMMANDS_BEHIND: ReadonlyMap<unknown, CommandType> = new Map(
  COMMAND_TYPES.map((type) => [EVENT_TYPES[type], type] as const),
)

/**
 * Makes the event of an accepted command. The order of its keys, of its fields and of the types is a format: logs depend on it.
 *
 * @param last the event before
 */
export function eventOf(
  { type, recorded, written }: AnyDefinition,
  input: Timed,
  effect: Readonly<Record<string, unknown>>,
  last: Pick<Stamp, 'seq' | 'chain'> | undefined,
  ruleSet: string,
  digest?: Digest,
  placed?: Placed,
): CommandEvent {
  const before = last?.chain ?? NO_CHAIN
  const seq = (last?.seq ?? 0) + 1
  const made = written({ seq, ruleSet, chain: NO_CHAIN }, input, effect) as unknown as Made<CommandEvent>
  if (placed === undefined && digest === undefined) {
    const sum = checksumFrom(before)
    takeWord(sum, seq)
    takeWord(sum, NUMBERS[type])
    takeText(sum, ruleSet)
    for (let index = 0; index < recorded.length; index++) takeValue(sum, made[recorded[index] as keyof CommandEvent])
    made.chain = textOf(sum)
  } else {
    Object.assign(made, placed)
    const { chain: _, ...content } = made
    made.chain = chainOf(before, content, digest)
  }
  return Object.freeze(made)
}

/** The event of a correction. */
export function correctedEvent(
  last: Pick<Stamp, 'seq' | 'chain'> | undefined,
  ruleSet: string,
  content: Omit<HistoryCorrected, keyof Stamp | 'type'>,
  digest?: Digest,
): HistoryCorrected {
  const event = { seq: (last?.seq ?? 0) + 1, type: CORRECTED, ruleSet, ...content } as const
  return frozen({ ...event, chain: chainOf(last?.chain ?? NO_CHAIN, event, digest) })
}

/** The chain by the text of an event: of a correction, of what one entered, and wherever there is a digest. */
function chainOf(before: string, event: object, digest: Digest | undefined): string {
  const text = jsonOf(event)
  if (digest !== undefined) return digested(digest, before, text)
  const sum = checksumFrom(before)
  takeText(sum, text)
  return textOf(sum)
}

/** Each type's place in the list of types. */
const NUMBERS = Object.fromEntries(COMMAND_TYPES.map((type, index) => [type, index] as const)) as Readonly<
  Record<CommandType, number>
>

/** The rule sets that a law judges by, each by name and content. */
export function contentNamesOf({ rules }: Law): readonly string[] {
  return Object.freeze(setsIn(rules).map(contentNameOf))
}

/** What a law is called and decides, and its calendar, in short: to tell whether two processes keep tables under the same. */
export function lawContent(law: Law): { readonly rules: string; readonly calendar: string } {
  const { rules, calendar } = law
  const days = checksumFrom('calendar')
  for (const day of [...calendar.holidays, '', ...calendar.workdays]) takeText(days, day)
  return {
    rules: [rules.id, ...contentNamesOf(law)].join(' '),
    calendar: textOf(days),
  }
}
