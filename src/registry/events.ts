import { isArray } from '../input/issue.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { type Checksum, checksumFrom, takeText, takeValue, takeWord, textOf } from './checksum.ts'
import type { CommandDefinition } from './commands/command.ts'
import { COMMAND_TYPES, type Commands, type CommandTable, type CommandType, definitionOf } from './commands/index.ts'
import { type CommandDraft, FIELD_NAMES } from './read-command.ts'
import type { Law } from './state.ts'

type EventTypes = { readonly [T in CommandType]: EventTypeOf<CommandTable[T]> }
type EventTypeOf<D> = D extends CommandDefinition<string, infer E, infer _F, string, infer _S> ? E : never
/** The event that each command leaves when it is accepted: past tense, plain JSON. */
export const EVENT_TYPES: EventTypes = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.fromEntries(
    /* @__PURE__ */ COMMAND_TYPES.map((type) => [type, definitionOf(type).event(() => undefined).type] as const),
  ),
) as EventTypes
/** The type of one event. */
export type EventType = EventTypes[CommandType]

/** What every event carries: its number in the log, the rule set of its day, and the checksum of the log up to it. */
export interface Stamp {
  /** From 1, without gaps. */
  readonly seq: number
  readonly ruleSet: string
  /**
   * A checksum of the event and of all before it: sixteen hexadecimal digits. It tells a lost, doubled, moved or mistyped
   * row from a sound one; it is no signature, since anybody can compute it.
   */
  readonly chain: string
}

/** One thing that happened, with all that is needed to judge it again. */
export type RegistryEvent = {
  [T in CommandType]: { readonly type: EventTypes[T] } & Stamp & Commands[T]
}[CommandType]

/** The command behind an event type; `undefined` for anything else. */
export function commandTypeOf(eventType: unknown): CommandType | undefined {
  return COMMANDS_BEHIND.get(eventType)
}
const COMMANDS_BEHIND: ReadonlyMap<unknown, CommandType> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ COMMAND_TYPES.map((type) => [EVENT_TYPES[type], type] as const),
)

/** Before the first event. */
export const NO_CHAIN = '0000000000000000'

/** Makes the event of an accepted command of its draft: the stamp is filled in, and the whole is frozen. */
export function eventOf(
  type: CommandType,
  draft: CommandDraft,
  seq: number,
  ruleSet: RuleSet,
  before: string,
  term: string,
): RegistryEvent {
  const sum = checksumFrom(before)
  takeWord(sum, seq)
  takeWord(sum, NUMBERS[type])
  const { one, two } = contentOf(ruleSet)
  takeWord(sum, one)
  takeWord(sum, two)
  takeText(sum, term)
  const fields = FIELD_NAMES[type]
  for (let index = 0; index < fields.length; index++) {
    takeValue(sum, draft[fields[index] as keyof CommandDraft])
  }
  draft.seq = seq
  draft.ruleSet = ruleSet.id
  draft.chain = textOf(sum)
  return Object.freeze(draft) as unknown as RegistryEvent
}

/** Each type's place in the list of types. */
const NUMBERS = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ COMMAND_TYPES.map((type, index) => [type, index] as const),
) as Readonly<Record<CommandType, number>>

/** What a rule set is called and decides, in short: two reforms of one name but other numbers are told apart. */
function contentOf(ruleSet: RuleSet): Readonly<Checksum> {
  let content = CONTENTS.get(ruleSet)
  if (content === undefined) {
    content = checksumFrom(ruleSet.id)
    // Where one question ends counts too: a provision may stand under either.
    for (const provisions of [ruleSet.bind, ruleSet.handle]) {
      takeWord(content, provisions.length)
      for (const { citation: _, ...provision } of provisions) takeText(content, jsonOf(provision))
    }
    CONTENTS.set(ruleSet, content)
  }
  return content
}
const CONTENTS: WeakMap<RuleSet, Checksum> = new WeakMap()

/** What a law is called and decides, and its calendar, in short: to tell whether two processes keep tables under the same. */
export function lawContent({ rules, calendar }: Law): { readonly rules: string; readonly calendar: string } {
  const sets = 'sets' in rules ? rules.sets : [rules]
  const days = checksumFrom('calendar')
  for (const day of [...calendar.holidays, '', ...calendar.workdays]) takeText(days, day)
  return {
    rules: [rules.id, ...sets.map((set) => `${set.id}@${textOf(contentOf(set))}`)].join(' '),
    calendar: textOf(days),
  }
}

/** `JSON.stringify` of what provisions hold, which is never `null`. Asks nothing for `toJSON`: that may hang on `Object.prototype`. */
function jsonOf(value: unknown): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(jsonOf).join(',')}]`
  const record = value as Readonly<Record<string, unknown>>
  return `{${Object.keys(record)
    .map((key) => `${JSON.stringify(key)}:${jsonOf(record[key])}`)
    .join(',')}}`
}
