import type { Instant } from '../../values/instant.ts'
import type { Accepted } from '../commands/decide-command.ts'
import { logged } from '../log/log.ts'
import type { ChangedRow } from './nearby.ts'
import { type EditToken, get, put } from './persistent-map.ts'
import { type Clocked, type Made, namedParty, type RecordKind } from './records.ts'
import type { State } from './state.ts'
import type { Role } from './subjects.ts'

/**
 * Folds an accepted event into the state. Judges nothing: the command has been decided. Each record that the event is about follows from
 * itself and the event alone, and its clock is set to the instant of the event. With a token, map nodes made under it are written in
 * place (a batch).
 */
export function evolve(state: State, accepted: Accepted, token?: EditToken): State {
  const { event, definition, roles, subjects, circumstances } = accepted
  const { at } = event
  const { day } = circumstances
  const { law, driver, vehicle, violation, party, gone, nearby, log } = state
  const next: Made<State> = { law, driver, vehicle, violation, party, gone, nearby, log: logged(log, event) }
  const evolves = definition.evolve as unknown as Readonly<Record<RecordKind, Evolves>>
  let changed: ChangedRow | null = nearby === null ? null : nearby.changed
  for (let index = 0; index < roles.length; index++) {
    const { kind, slot, many } = roles[index] as Role
    const before = subjects[slot]
    if (many) {
      for (const each of before as readonly Clocked[]) {
        const record = evolves[kind](each, event, day)
        putClocked(next, kind, record, at, token)
        if (nearby !== null) changed = { kind, id: record.id, before: changed }
      }
    } else {
      const after = evolves[kind](before as Clocked, event, day)
      putClocked(next, kind, after, at, token)
      if (nearby !== null) changed = { kind, id: after.id, before: changed }
    }
  }
  const named = definition.party?.(event)
  if (named?.kind === 'unit' && get(party, named.id) === undefined)
    next.party = put(next.party, namedParty(named), token)
  if (nearby !== null) {
    // A store has to write all the records that the event is about, and a party that it names for the first time.
    if (named !== undefined && get(party, named.id) === undefined)
      changed = { kind: 'party', id: named.id, before: changed }
    next.nearby = { versions: nearby.versions, changed }
  }
  return next
}

/** How an event changes a record of a kind. */
type Evolves = (record: Clocked, event: object, day: string) => Clocked

/** Puts a record as the event leaves it, its clock set. */
function putClocked(next: Made<State>, kind: RecordKind, record: Made<Clocked>, at: Instant, token?: EditToken): void {
  record.last = at
  next[kind] = put<Clocked>(next[kind], record, token) as never
}
