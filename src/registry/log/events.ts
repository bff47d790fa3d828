import { contentNameOf, jsonOf } from '../../law/rule-sets/content.ts'
import { setsIn } from '../../law/rule-sets/rule-book.ts'
import { checksumFrom, takeText, takeValue, takeWord, textOf } from '../../values/checksum.ts'
import type { Stamp, Timed } from '../commands/command.ts'
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
import { type Digest, digested } from './digest.ts'

type EventTypes = { readonly [T in CommandType]: CommandTable[T]['event'] }
/** The event that each command leaves when it is accepted: past tense, plain JSON. */
export const EVENT_TYPES: EventTypes = Object.freeze(
  Object.fromEntries(COMMAND_TYPES.map((type) => [type, COMMANDS[type].event] as const)),
) as EventTypes
/** The type of one event. */
export type EventType = EventTypes[CommandType]

/** What stands for the `chain` before the first event. */
export const NO_CHAIN = '0000000000000000'

/** One thing that happened: what was said, with all that is needed to judge it again, and all that it did. */
export type RegistryEvent = {
  [T in CommandType]: { readonly type: EventTypes[T] } & Stamp & Commands[T] & Effects[T]
}[CommandType]

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
  { type, event, recorded, did, written }: AnyDefinition,
  input: Timed,
  effect: Readonly<Record<string, unknown>>,
  last: Pick<Stamp, 'seq' | 'chain'> | undefined,
  ruleSet: string,
  digest?: Digest,
): RegistryEvent {
  const before = last?.chain ?? NO_CHAIN
  const seq = (last?.seq ?? 0) + 1
  let chain: string
  if (digest === undefined) {
    const sum = checksumFrom(before)
    takeWord(sum, seq)
    takeWord(sum, NUMBERS[type])
    takeText(sum, ruleSet)
    for (let index = 0; index < recorded.names.length; index++) {
      const name = recorded.names[index] as string
      takeValue(sum, (did.names as readonly string[]).includes(name) ? effect[name] : input[name as keyof Timed])
    }
    chain = textOf(sum)
  } else chain = digested(digest, before, jsonOf({ seq, type: event, ruleSet, ...input, ...effect }))
  return Object.freeze(written({ seq, ruleSet, chain }, input, effect)) as unknown as RegistryEvent
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
