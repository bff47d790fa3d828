import type { Instant } from '../values/instant.ts'
import type { Present } from './commands/command.ts'
import type { Accepted } from './decide-command.ts'
import { logged } from './log.ts'
import type { Nearby, RowKind } from './nearby.ts'
import { type EditToken, emptyMap, get, type Identified, type PersistentMap, put, remove } from './persistent-map.ts'
import type { Owner, Party, VehicleRecord } from './records.ts'
import type { State } from './state.ts'
import type { Changes, Subjects } from './subjects.ts'

/**
 * Folds an accepted event into the state. Judges nothing: the command has been decided. The clocks of all the records it is
 * about are set to its instant. With a token, map nodes made under it are written in place (a batch).
 */
export function evolve(state: State, accepted: Accepted, token?: EditToken): State {
  const { event, definition, subjects, circumstances } = accepted
  const { at } = event
  const changes = definition.evolve(subjects as Present, event, circumstances)
  const { law, log } = state
  let { drivers, vehicles, violations, parties } = state
  drivers = advanced(drivers, subjects.driver, own(changes, 'driver'), at, token)
  vehicles = advanced(vehicles, subjects.vehicle, own(changes, 'vehicle'), at, token)
  violations = advanced(violations, subjects.violation, own(changes, 'violation'), at, token)
  const { binders, released } = subjects
  for (let index = 0; index < binders.length; index++) {
    drivers = advanced(drivers, binders[index], own(changes, 'binders')?.[index], at, token)
  }
  for (let index = 0; index < released.length; index++) {
    vehicles = advanced(vehicles, released[index], own(changes, 'released')?.[index], at, token)
  }
  const named = definition.party === null ? null : definition.party(event)
  const owned = own(changes, 'vehicle')
  if (owned !== undefined && owned.owner !== subjects.vehicle?.owner) {
    parties = withOwner(parties, subjects.vehicle, owned, token)
  }
  const nearby = state.nearby === null ? null : withChanges(state.nearby, subjects, changes, named)
  return { law, drivers, vehicles, violations, parties, nearby, log: logged(log, event) }
}

/** What changes, where the command says so. */
function own<S extends keyof Changes>(changes: Changes, slot: S): Changes[S] | undefined {
  return Object.hasOwn(changes, slot) ? changes[slot] : undefined
}

/** The records with one that the event is about, its clock set. Without a record nothing changes. */
function advanced<R extends Identified & { readonly last: Instant }>(
  records: PersistentMap<R>,
  before: R | undefined,
  changed: R | undefined,
  at: Instant,
  token: EditToken | undefined,
): PersistentMap<R> {
  const record = changed ?? before
  if (record === undefined) return records
  if (record === before)
    return put(records, { ...record, last: at }, token)
    // It was made a moment ago, and nobody else has seen it.
  ;(record as { last: Instant }).last = at
  return put(records, record, token)
}

/** What of a neighbourhood a store has to write: all the records that the event is about, and a party named for the first time. */
function withChanges({ versions, changed }: Nearby, subjects: Subjects, changes: Changes, named: Owner | null): Nearby {
  const { driver = own(changes, 'driver'), vehicle = own(changes, 'vehicle') } = subjects
  const { violation = own(changes, 'violation'), binders, released } = subjects
  let rows = changed
  const add = (kind: RowKind, record: Identified | undefined): void => {
    if (record !== undefined) rows = { kind, id: record.id, before: rows }
  }
  add('violation', violation)
  add('vehicle', vehicle)
  add('driver', driver)
  for (const binder of binders) add('driver', binder)
  for (const each of released) add('vehicle', each)
  if (named !== null && versions.party.get(named.id) === 0) add('party', named)
  return { versions, changed: rows }
}

/** The parties after a vehicle came to an owner, who is put on record by that. */
function withOwner(
  parties: PersistentMap<Party>,
  before: VehicleRecord | undefined,
  { id: vehicle, owner: id, ownerKind: kind }: VehicleRecord,
  token?: EditToken,
): PersistentMap<Party> {
  const former = before === undefined ? undefined : get(parties, before.owner)
  const left =
    former === undefined ? parties : put(parties, { ...former, vehicles: remove(former.vehicles, vehicle) }, token)
  const vehicles = get(left, id)?.vehicles ?? emptyMap()
  return put(left, { id, kind, vehicles: put(vehicles, { id: vehicle }) }, token)
}
