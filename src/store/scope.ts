import { iterableArgument } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { type Command, definitionOf } from '../registry/commands/index.ts'
import { readCommand } from '../registry/commands/read-command.ts'
import type { RowKind } from '../registry/state/nearby.ts'
import { NO_RECORDS, rolesOf, subjectsOf } from '../registry/state/subjects.ts'
import { type Rows, readRows } from './read-rows.ts'

/** The ids of what has to be loaded, by kind. */
export type Scope = { readonly [K in RowKind]: readonly string[] }

/**
 * What a command names itself, known before anything is loaded. For a malformed command nothing: `execute` calls it
 * `invalid` whatever is loaded.
 */
export function scopeOf(command: Command): Scope {
  const ids = emptyIds()
  const read = readCommand(command, [])
  if (read !== undefined) {
    const { about, party } = definitionOf(read.type)
    subjectsOf(NO_RECORDS, rolesOf(about), read.input, (kind, id) => ids[kind].add(id))
    if (party !== null) ids.party.add(party(read.input).id)
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
  const { records, versions } = readRows(rows, [])
  const ids = emptyIds()
  for (const command of commands) {
    const read = readCommand(command, [])
    if (read === undefined) continue
    const { about } = definitionOf(read.type)
    subjectsOf(records, rolesOf(about), read.input, (kind, id) => {
      if (!versions[kind].has(id)) ids[kind].add(id)
    })
  }
  return Object.values(ids).every(({ size }) => size === 0) ? undefined : scopeFrom(ids)
}

type Ids = { readonly [K in RowKind]: Set<string> }

function emptyIds(): Ids {
  return { driver: new Set(), vehicle: new Set(), violation: new Set(), party: new Set() }
}

function scopeFrom({ driver, vehicle, violation, party }: Ids): Scope {
  return frozen({ driver: [...driver], vehicle: [...vehicle], violation: [...violation], party: [...party] })
}
