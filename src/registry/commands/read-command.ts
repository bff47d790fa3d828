import type { Expected, Issue } from '../../input/issue.ts'
import { eitherType, type JsonType, type JsonTypes, jsonTypes, wordType } from '../../input/json-schema.ts'
import { readProperty } from '../../input/properties.ts'
import { passingOver, read, type Table, withoutKey } from '../../input/read.ts'
import type { Reader } from '../../input/reader.ts'
import { err, ok, type Parsed } from '../../input/result.ts'
import { type Parser, standard } from '../../input/schema.ts'
import { recordTypes, withField } from '../../input/types-of.ts'
import * as wanted from '../../input/wanted.ts'
import { wordReader } from '../../input/words.ts'
import type { Timed } from './command.ts'
import { COMMAND_TYPES, COMMANDS, type Command, type CommandType, type StoreCommand } from './index.ts'

/**
 * Reads a command given as data: `{ type: 'bind', … }`. An absent optional is *no*. Its time `at` is believed: put it in
 * yourself where commands come from outside. What a store executes is read by `parseStoreCommand`. Never throws.
 *
 * @example
 * ```ts
 * import { parseCommand } from 'demerit'
 * const read = parseCommand({ type: 'bind', driver: 'd', vehicle: '', channel: 'app', at: '2025-03-03T15:00:00+08:00' })
 * read.ok || read.issues.map(({ path, code }) => `${path.join('.')}: ${code}`) // [ 'vehicle: empty' ]
 * ```
 */
export const parseCommand: Parser<Command, Command> = standard(
  function parseCommand(input) {
    return parsedAs<Command>(TIMED, input)
  },
  () => typesAs(TIMED),
)

/**
 * Reads a command of a store given as data: as `parseCommand`, but without `at`, which the store stamps; with it the command is
 * malformed. So it and its JSON Schema take what `execute` takes, apart from what only the store knows. Never throws.
 */
export const parseStoreCommand: Parser<StoreCommand, StoreCommand> = standard(
  function parseStoreCommand(input) {
    return parsedAs<StoreCommand>(TIMELESS, input)
  },
  () => typesAs(TIMELESS),
)

/** How the fields of each command are read. */
export type CommandTables = Readonly<Record<CommandType, Table>>
/** How commands are read whose `type` has been read. */
export const TIMED: CommandTables = tablesOf((fields) => passingOver(fields, ['type']))
/** The same of a store, whose commands have no time yet. */
export const TIMELESS: CommandTables = tablesOf((fields) => passingOver(withoutKey(fields, 'at'), ['type']))

function tablesOf(of: (fields: Table) => Table): CommandTables {
  return Object.fromEntries(COMMAND_TYPES.map((type) => [type, of(COMMANDS[type].fields)])) as CommandTables
}

function parsedAs<C>(tables: CommandTables, input: unknown): Parsed<C> {
  const issues: Issue[] = []
  const command = readCommand(input, issues, tables)
  if (command === undefined) return err(issues)
  const { at, ...fields } = command.input
  return ok(Object.freeze({ type: command.type, ...fields, ...(tables === TIMED ? { at } : {}) }) as C)
}

function typesAs(tables: CommandTables): JsonTypes {
  return jsonTypes(commandType(tables, 'input'), commandType(tables, 'output'))
}

/** What JSON Schema can say of a command: one record for each type. What was read has its optionals too. */
function commandType(tables: CommandTables, side: keyof JsonTypes): JsonType {
  return eitherType(
    ...COMMAND_TYPES.map((type) => withField(recordTypes(tables[type])[side], 'type', wordType([type]))),
  )
}

/** A command that was read: its type, and what it says. */
export interface CommandRead {
  readonly type: CommandType
  readonly input: Timed
}

/** Reads a command given as data: its type, then what it says. */
export function readCommand(command: unknown, issues: Issue[], tables = TIMED): CommandRead | undefined {
  const given = readProperty(command, 'type', [], ONE_OF_THEM, issues)
  const type = given === undefined ? undefined : readType(given, ['type'], issues)
  if (type === undefined) return undefined
  const { record } = read(tables[type], command, [], issues)
  return issues.length > 0 ? undefined : { type, input: record as Timed }
}
const readType: Reader<CommandType> = wordReader(COMMAND_TYPES)
const ONE_OF_THEM: Expected = wanted.word(COMMAND_TYPES)
