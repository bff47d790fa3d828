import { CORRECTED, type RegistryEvent } from '../log/events.ts'
import { eventsIn, type Log } from '../log/log.ts'
import { get } from '../state/persistent-map.ts'
import type { Clocked } from '../state/records.ts'
import { clockOfGone, type State } from '../state/state.ts'
import { keyOf, type RecordName } from '../state/subjects.ts'
import { type EditedHistories, inOrder, namedBy, type Standing, standing } from './play.ts'

/** The histories of a registry's records, with its events by number and by place. */
export function historiesOf(state: State): EditedHistories {
  const { events, places, about } = indexOf(state.log)
  const recordOf = ({ kind, id }: RecordName) => get<Clocked>(state[kind], id)
  return {
    law: state.law,
    recordOf,
    lastOf: (name) => recordOf(name)?.last ?? clockOfGone(state.gone, name),
    standingOf: (name) =>
      (about.get(keyOf(name)) ?? []).filter((each) => places.get(each.place) === each).sort(inOrder),
    awaits: () => {},
    eventAt: (seq) => {
      const event = events[Number(seq) - 1]
      return event === undefined || event.type === CORRECTED ? undefined : standing(event, event.seq, placeOf(event))
    },
    standingAt: (place) => places.get(place),
  }
}

/** A log by record. */
interface Index {
  readonly events: RegistryEvent[]
  /** What stands, by place. */
  readonly places: Map<number, Standing>
  /** All that ever stood about a record. */
  readonly about: Map<string, Standing[]>
}

/**
 * The index of a log, by its last event: kept, since a log of many corrections is gone through once. Who goes on from an older event makes
 * it anew.
 */
const INDEXES: WeakMap<RegistryEvent, Index> = new WeakMap()

function indexOf(log: Log | null): Index {
  let index: Index = { events: [], places: new Map(), about: new Map() }
  if (log === null) return index
  const { seq } = log.event
  let after = seq
  for (let back = 16; after > 0; back *= 2) {
    const from = Math.max(0, seq - back)
    const known = eventsIn(log, from).findLast((event) => INDEXES.has(event))
    after = known?.seq ?? from
    if (known === undefined) continue
    index = INDEXES.get(known) as Index
    INDEXES.delete(known)
    break
  }
  for (const event of eventsIn(log, after)) add(index, event)
  INDEXES.set(log.event, index)
  return index
}

function add({ events, places, about }: Index, event: RegistryEvent): void {
  events.push(event)
  if (event.type === CORRECTED) {
    for (const seq of event.omitted) places.delete(placeOf(events[seq - 1] as RegistryEvent))
    return
  }
  const each = standing(event, event.seq, placeOf(event))
  places.set(each.place, each)
  for (const name of namedBy(event)) {
    const key = keyOf(name)
    const before = about.get(key)
    if (before === undefined) about.set(key, [each])
    else before.push(each)
  }
}

/** The place of an event: that of the event that it replaces, else its own number. */
function placeOf({ seq, place = seq }: Pick<RegistryEvent, 'seq' | 'place'>): number {
  return place
}
