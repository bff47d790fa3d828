import { iterableArgument } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { COMMANDS, type Command } from '../registry/commands/index.ts'
import { type CommandRead, readCommand } from '../registry/commands/read-command.ts'
import type { RecordKind } from '../registry/state/records.ts'
import { NO_RECORDS, rolesOf, subjectsOf } from '../registry/state/subjects.ts'
import { type Neighbourhood, type Rows, readRows } from './read-rows.ts'

/** The ids of what has to be loaded, by kind. */
export type Scope = { readonly [K in RecordKind]: readonly string[] }

/**
 * What a command names itself, known before anything is loaded. For a malformed command nothing: `execute` calls it
 * `invalid` whatever is loaded.
 */
export function scopeOf(command: Command): Scope {
  const read = readCommand(command, [])
  return scopeOfUnchecked(read === undefined ? [] : [read])
}

/** As `scopeOf`, for commands that were read already. */
export function scopeOfUnchecked(reads: readonly CommandRead[]): Scope {
  const ids = emptyIds()
  for (const { type, input } of reads) {
    const { about, party } = COMMANDS[type]
    subjectsOf(NO_RECORDS, rolesOf(about), input, (kind, id) => ids[kind].add(id))
    if (party !== null) ids.party.add(party(input).id)
  }
  return scopeFrom(ids)
}

/**
 * What a command is about beside what it names, as the rows say that were loaded, and what of it is not loaded yet;
 * `undefined` if nothing is. Rows that are malformed say nothing: `openNeighbourhood` names them.
 */
export function widen(command: Command, rows: Rows): Scope | undefined {
  return widenAll([command], rows)
}

/**
 * As `widen`, for several commands: the rows are read once.
 *
 * @throws TypeError when `commands` is not iterable.
 */
export function widenAll(commands: readonly Command[], rows: Rows): Scope | undefined {
  iterableArgument('widenAll(commands)', commands)
  const reads = commands.flatMap((command) => readCommand(command, []) ?? [])
  return widenAllUnchecked(reads, readRows(rows, []))
}

/** As `widenAll`, for commands and rows that were read already. */
export function widenAllUnchecked(
  reads: readonly CommandRead[],
  { records, versions }: Neighbourhood,
): Scope | undefined {
  const ids = emptyIds()
  for (const { type, input } of reads) {
    subjectsOf(records, rolesOf(COMMANDS[type].about), input, (kind, id) => {
      if (!versions[kind].has(id)) ids[kind].add(id)
    })
  }
  return Object.values(ids).every(({ size }) => size === 0) ? undefined : scopeFrom(ids)
}

type Ids = { readonly [K in RecordKind]: Set<string> }

function emptyIds(): Ids {
  return { driver: new Set(), vehicle: new Set(), violation: new Set(), party: new Set() }
}

function scopeFrom({ driver, vehicle, violation, party }: Ids): Scope {
  return frozen({ driver: [...driver], vehicle: [...vehicle], violation: [...violation], party: [...party] })
}
