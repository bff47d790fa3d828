import type { Instant } from '../../values/instant.ts'
import type { Accepted } from '../commands/decide-command.ts'
import { logged } from '../log/log.ts'
import type { ChangedRow, Nearby } from './nearby.ts'
import { type EditToken, emptyMap, get, type PersistentMap, put, remove } from './persistent-map.ts'
import type { Clocked, Made, Owner, Party, RecordKind, VehicleRecord } from './records.ts'
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
  if (subjects.vehicle?.registration !== changed.vehicle?.registration)
    next.party = withOwner(party, subjects.vehicle, changed.vehicle, token)
  if (nearby !== null) next.nearby = withChanged(nearby, roles, changed, definition.party?.(event))
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

/** The parties after a vehicle came to an owner, who is put on record by that. */
function withOwner(
  parties: PersistentMap<Party>,
  before: VehicleRecord | undefined,
  { id: vehicle, registration }: VehicleRecord,
  token?: EditToken,
): PersistentMap<Party> {
  const { kind, id } = registration.owner
  const former = before === undefined ? undefined : get(parties, before.registration.owner.id)
  const left =
    former === undefined ? parties : put(parties, { ...former, vehicles: remove(former.vehicles, vehicle) }, token)
  const vehicles = get(left, id)?.vehicles ?? emptyMap()
  return put(left, { id, kind, vehicles: put(vehicles, vehicle) }, token)
}
