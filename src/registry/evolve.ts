import type { Instant } from '../values/instant.ts'
import type { Accepted } from './decide-command.ts'
import { logged } from './log.ts'
import { type EditToken, emptyMap, get, type Identified, type PersistentMap, put, remove } from './persistent-map.ts'
import type { Made, Party, VehicleRecord } from './records.ts'
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
  const { law, log } = state
  let { drivers, vehicles, violations, parties } = state
  for (let index = 0; index < roles.length; index++) {
    const { slot } = roles[index] as Role
    if (slot === 'driver') drivers = put(drivers, clocked(changed.driver, at), token)
    else if (slot === 'vehicle') {
      const { vehicle } = changed
      vehicles = put(vehicles, clocked(vehicle, at), token)
      if (subjects.vehicle?.registration !== vehicle.registration)
        parties = withOwner(parties, subjects.vehicle, vehicle, token)
    } else if (slot === 'violation') violations = put(violations, clocked(changed.violation, at), token)
    else if (slot === 'binders') drivers = putAll(drivers, changed.binders, at, token)
    else vehicles = putAll(vehicles, changed.released, at, token)
  }
  const nearby = state.nearby === null ? null : state.nearby.after(roles, changed, definition.party?.(event))
  return { law, drivers, vehicles, violations, parties, nearby, log: logged(log, event) }
}

/** A record as the event leaves it, its clock set. */
function clocked<R extends Clocked>(after: R, at: Instant): R {
  const made = after as Made<Clocked>
  made.last = at
  return after
}
interface Clocked extends Identified {
  readonly last: Instant
}

function putAll<R extends Clocked>(
  records: PersistentMap<R>,
  after: readonly R[],
  at: Instant,
  token: EditToken | undefined,
): PersistentMap<R> {
  return after.reduce((all, record) => put(all, clocked(record, at), token), records)
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
