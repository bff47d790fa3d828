import type { Expected, Issue, Path } from '../input/issue.ts'
import { eitherType, type JsonType, type JsonTypes, jsonTypes, wordType } from '../input/json-schema.ts'
import { namesOf, readListed, readProperty, readRow, requireKeys, type Shape, withNames } from '../input/read.ts'
import { err, ok, type Parsed } from '../input/result.ts'
import { type Parser, standard } from '../input/schema.ts'
import { typesOfShape, withField } from '../input/typed-readers.ts'
import * as wanted from '../input/wanted.ts'
import type { Draft, Timed } from './commands/command.ts'
import { ABSENT } from './commands/fields.ts'
import { COMMAND_TYPES, type Command, type CommandType, definitionOf, type StoreCommand } from './commands/index.ts'

/** What an event has beside the fields of its command. */
const STAMP: readonly string[] = ['seq', 'type', 'ruleSet', 'chain']
/** A command that was read, as the event that it may become. */
export type CommandDraft = Draft<string, Timed> & Timed

/** The names of each command's fields, in order. */
export const FIELD_NAMES: Readonly<Record<CommandType, readonly string[]>> = /* @__PURE__ */ tableOf((type) =>
  Object.keys(definitionOf(type).event(() => undefined)).filter((name) => !STAMP.includes(name)),
)
/** What is read of each command. */
export const SHAPES: Readonly<Record<CommandType, Shape<CommandDraft>>> = /* @__PURE__ */ tableOf((type) =>
  withNames(FIELD_NAMES[type], definitionOf(type).event as Shape<CommandDraft>),
)

/** The same without its time, which a store stamps. */
const TIMELESS: typeof SHAPES = /* @__PURE__ */ tableOf((type) => {
  const names = FIELD_NAMES[type]
  const ofTime = names.indexOf('at')
  return withNames(
    names.filter((name) => name !== 'at'),
    (take) => {
      let next = 0
      return SHAPES[type]((reader) => (next++ === ofTime ? undefined : take(reader)))
    },
  )
})

/** Those of them that may be absent. */
const OPTIONAL_FIELDS: Readonly<Record<CommandType, readonly string[]>> = /* @__PURE__ */ tableOf((type) =>
  FIELD_NAMES[type].filter((name) => Object.hasOwn(ABSENT, name)),
)

/**
 * Reads a command given as data: `{ type: 'bind', … }`. An absent optional is *no*. Its time `at` is believed: put it in
 * yourself where commands come from outside. What a store executes is read by `parseStoreCommand`. Never throws.
 */
export const parseCommand: Parser<Command, Command> = /* @__PURE__ */ standard(
  function parseCommand(input) {
    return parsedBy<Command>(SHAPES, input)
  },
  () => typesBy(SHAPES),
)

/**
 * Reads a command of a store given as data: as `parseCommand`, but without `at`, which the store stamps; with it the command is
 * malformed. So it and its JSON Schema take what `execute` takes, apart from what only the store knows. Never throws.
 */
export const parseStoreCommand: Parser<StoreCommand, StoreCommand> = /* @__PURE__ */ standard(
  function parseStoreCommand(input) {
    return parsedBy<StoreCommand>(TIMELESS, input)
  },
  () => typesBy(TIMELESS),
)

function parsedBy<C>(shapes: typeof SHAPES, input: unknown): Parsed<C> {
  const issues: Issue[] = []
  const read = readCommand(input, issues, shapes)
  return read === undefined ? err(issues) : ok(commandOf(read.type, read.input, namesOf(shapes[read.type])) as C)
}

function typesBy(shapes: typeof SHAPES): JsonTypes {
  return jsonTypes(commandType(shapes, 'input'), commandType(shapes, 'output'))
}

/** What JSON Schema can say of a command: one record for each type. What was read has its optionals too. */
function commandType(shapes: typeof SHAPES, side: keyof JsonTypes): JsonType {
  return eitherType(
    ...COMMAND_TYPES.map((type): JsonType => {
      const names: readonly string[] = namesOf(shapes[type])
      const { [side]: fields } = typesOfShape(
        shapes[type],
        side === 'output' ? names : names.filter((name) => !OPTIONAL_FIELDS[type].includes(name)),
      )
      return withField(fields, 'type', wordType([type]))
    }),
  )
}

/** Reads a command given as data: its type, then what it says. */
export function readCommand(
  command: unknown,
  issues: Issue[],
  shapes: typeof SHAPES = SHAPES,
): { readonly type: CommandType; readonly input: CommandDraft } | undefined {
  const given = readProperty(command, 'type', [], ONE_OF_THEM, issues)
  const type = given === undefined ? undefined : readListed(given, COMMAND_TYPES, ['type'], issues)
  if (type === undefined) return undefined
  const input = readInput(type, command, [], issues, 'type', shapes)
  return issues.length > 0 ? undefined : { type, input }
}
const ONE_OF_THEM: Expected = /* @__PURE__ */ wanted.word(COMMAND_TYPES)

/** Reads what a command of a known type says; an absent optional is *no*. On issues the value must not be used. */
export function readInput(
  type: CommandType,
  input: unknown,
  path: Path,
  issues: Issue[],
  already?: string,
  shapes: typeof SHAPES = SHAPES,
): CommandDraft {
  const { record: draft, whole } = readRow(input, shapes[type], path, issues, already)
  if (whole) return draft as CommandDraft
  const record = draft as Record<string, unknown>
  const optionals = OPTIONAL_FIELDS[type]
  for (let index = 0; index < optionals.length; index++) {
    const name = optionals[index] as keyof typeof ABSENT
    record[name] ??= ABSENT[name]
  }
  requireKeys(draft, namesOf(shapes[type]), path, issues)
  return draft as CommandDraft
}

/** The command alone, without the stamp of the event that it may become. */
function commandOf(type: CommandType, draft: CommandDraft, names: readonly string[]): object {
  const fields = names.map((name) => [name, (draft as unknown as Record<string, unknown>)[name]] as const)
  return Object.freeze({ type, ...Object.fromEntries(fields) })
}

function tableOf<V>(entryOf: (type: CommandType) => V): Readonly<Record<CommandType, V>> {
  const table: Record<string, V> = Object.create(null)
  for (const type of COMMAND_TYPES) table[type] = entryOf(type)
  return Object.freeze(table) as Readonly<Record<CommandType, V>>
}
