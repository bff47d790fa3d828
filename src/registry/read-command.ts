import type { Expected, Issue, Path } from '../input/issue.ts'
import { eitherType, type JsonType, type JsonTypes, jsonTypes, wordType } from '../input/json-schema.ts'
import { readListed, readProperty, readRow, requireKeys, type Shape, withNames } from '../input/read.ts'
import { err, ok } from '../input/result.ts'
import { type Parser, standard } from '../input/schema.ts'
import { typesOfShape, withField } from '../input/typed-readers.ts'
import * as wanted from '../input/wanted.ts'
import type { Draft, Timed } from './commands/command.ts'
import { ABSENT } from './commands/fields.ts'
import { COMMAND_TYPES, type Command, type CommandType, definitionOf, type ReadCommand } from './commands/index.ts'

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

/** Those of them that may be absent. */
const OPTIONAL_FIELDS: Readonly<Record<CommandType, readonly string[]>> = /* @__PURE__ */ tableOf((type) =>
  FIELD_NAMES[type].filter((name) => Object.hasOwn(ABSENT, name)),
)

/**
 * Reads a command given as data: `{ type: 'bind', … }`. An absent optional is *no*. Its time `at` is believed: put it in
 * yourself where commands come from outside. Never throws.
 */
export const parseCommand: Parser<Command, Command> = /* @__PURE__ */ standard(
  function parseCommand(input) {
    const issues: Issue[] = []
    const read = readCommand(input, issues)
    return read === undefined ? err(issues) : ok(commandOf(read.type, read.input))
  },
  () => jsonTypes(commandType('input'), commandType('output')),
)

/** What JSON Schema can say of a command: one record for each type. What was read has its optionals too. */
function commandType(side: keyof JsonTypes): JsonType {
  return eitherType(
    ...COMMAND_TYPES.map((type): JsonType => {
      const names = FIELD_NAMES[type]
      const { [side]: fields } = typesOfShape(
        SHAPES[type],
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
): { readonly type: CommandType; readonly input: CommandDraft } | undefined {
  const given = readProperty(command, 'type', [], ONE_OF_THEM, issues)
  const type = given === undefined ? undefined : readListed(given, COMMAND_TYPES, ['type'], issues)
  if (type === undefined) return undefined
  const input = readInput(type, command, [], issues, 'type')
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
): CommandDraft {
  const { record: draft, whole } = readRow(input, SHAPES[type], path, issues, already)
  if (whole) return draft as CommandDraft
  const record = draft as Record<string, unknown>
  const optionals = OPTIONAL_FIELDS[type]
  for (let index = 0; index < optionals.length; index++) {
    const name = optionals[index] as keyof typeof ABSENT
    record[name] ??= ABSENT[name]
  }
  requireKeys(draft, FIELD_NAMES[type], path, issues)
  return draft as CommandDraft
}

/** The command alone, without the stamp of the event that it may become. */
function commandOf(type: CommandType, draft: CommandDraft): ReadCommand {
  const fields = FIELD_NAMES[type].map((name) => [name, (draft as unknown as Record<string, unknown>)[name]] as const)
  return Object.freeze({ type, ...Object.fromEntries(fields) }) as ReadCommand
}

function tableOf<V>(entryOf: (type: CommandType) => V): Readonly<Record<CommandType, V>> {
  const table: Record<string, V> = Object.create(null)
  for (const type of COMMAND_TYPES) table[type] = entryOf(type)
  return Object.freeze(table) as Readonly<Record<CommandType, V>>
}
