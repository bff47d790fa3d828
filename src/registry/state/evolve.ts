import type { Instant } from '../../values/instant.ts'
import type { Accepted } from '../commands/decide-command.ts'
import { logged } from '../log/log.ts'
import type { ChangedRow, Nearby } from './nearby.ts'
import { type EditToken, get, put } from './persistent-map.ts'
import { type Clocked, type Made, namedParty, type Owner, type RecordKind } from './records.ts'
import type { State } from './state.ts'
import type { Present, Role } from './subjects.ts'

/**
 * Folds an accepted event into the state. Judges nothing: the command has been decided. The clocks of all the records it is
 * about are set to its instant. With a token, map nodes made under it are written in place (a batch).
 */
export function evolve(state: State, accepted: Accepted, token?: EditToken): State {
  const { event, definition, roles, subjects, circumstances } = accepted
  const { at } = event
  const changed = definition.evolve(subjects as Present, event, circumstances)
  const { law, driver, vehicle, violation, party, nearby, log } = state
  const next: Made<State> = { law, driver, vehicle, violation, party, nearby, log: logged(log, event) }
  for (let index = 0; index < roles.length; index++) {
    const { kind, slot, many } = roles[index] as Role
    const after = changed[slot]
    if (many) for (const record of after as readonly Clocked[]) putClocked(next, kind, record, at, token)
    else putClocked(next, kind, after as Clocked, at, token)
  }
  const named = definition.party?.(event)
  if (named?.kind === 'unit' && get(party, named.id) === undefined)
    next.party = put(next.party, namedParty(named), token)
  if (nearby !== null) next.nearby = withChanged(nearby, roles, changed, named)
  return next
}

/** Puts a record as the event leaves it, its clock set. */
function putClocked(next: Made<State>, kind: RecordKind, record: Made<Clocked>, at: Instant, token?: EditToken): void {
  record.last = at
  next[kind] = put<Clocked>(next[kind], record, token) as never
}

/** After an event: a store has to write all the records that it is about, and a party that it names for the first time. */
function withChanged(
  { versions, changed }: Nearby,
  roles: readonly Role[],
  after: Present,
  named: Owner | undefined,
): Nearby {
  let rows: ChangedRow | null = changed
  for (const { kind, slot, many } of roles) {
    for (const { id } of many ? (after[slot] as readonly Clocked[]) : [after[slot] as Clocked])
      rows = { kind, id, before: rows }
  }
  if (named !== undefined && versions.party.get(named.id) === 0) rows = { kind: 'party', id: named.id, before: rows }
  return { versions, changed: rows }
}
