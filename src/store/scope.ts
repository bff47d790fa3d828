import { frozen } from '../input/freeze.ts'
import { COMMANDS } from '../registry/commands/index.ts'
import type { CommandRead } from '../registry/commands/read-command.ts'
import type { RecordKind } from '../registry/state/records.ts'
import { NO_RECORDS, type RecordName, rolesOf, subjectsOf } from '../registry/state/subjects.ts'
import type { Neighbourhood } from './read-rows.ts'

/** The ids of what has to be loaded, by kind. */
export type Scope = { readonly [K in RecordKind]: readonly string[] }

/** No record at all. */
export const NOTHING: Scope = { driver: [], vehicle: [], violation: [], party: [] }

/** What commands name themselves, known before anything is loaded. */
export function scopeOf(reads: readonly CommandRead[]): Scope {
  const ids = emptyIds()
  for (const { type, input } of reads) {
    const { about, party } = COMMANDS[type]
    subjectsOf(NO_RECORDS, rolesOf(about), input, (kind, id) => ids[kind].add(id))
    if (party !== null) ids.party.add(party(input).id)
  }
  return scopeFrom(ids)
}

/**
 * What commands are about beside what they name, as the records say that were loaded, and what of it is not loaded yet; `undefined` if
 * nothing is.
 */
export function widen(reads: readonly CommandRead[], { records, versions }: Neighbourhood): Scope | undefined {
  const ids = emptyIds()
  for (const { type, input } of reads) {
    subjectsOf(records, rolesOf(COMMANDS[type].about), input, (kind, id) => {
      if (!versions[kind].has(id)) ids[kind].add(id)
    })
  }
  return Object.values(ids).every(({ size }) => size === 0) ? undefined : scopeFrom(ids)
}

/** The ids of records, by kind. */
export function scopeOfRecords(names: readonly RecordName[]): Scope {
  const ids = emptyIds()
  for (const { kind, id } of names) ids[kind].add(id)
  return scopeFrom(ids)
}

type Ids = { readonly [K in RecordKind]: Set<string> }

function emptyIds(): Ids {
  return { driver: new Set(), vehicle: new Set(), violation: new Set(), party: new Set() }
}

function scopeFrom({ driver, vehicle, violation, party }: Ids): Scope {
  return frozen({ driver: [...driver], vehicle: [...vehicle], violation: [...violation], party: [...party] })
}
