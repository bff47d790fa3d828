import { times } from '../../input/own.ts'
import type { RegistryEvent } from './events.ts'

/** The events up to the last: what a version of a registry has seen. Versions share the chunks. */
export interface Log {
  /** The last event. Its number says how many there are, and so how far the chunk is this version's. */
  readonly event: RegistryEvent
  readonly chunk: Chunk
}

/**
 * Some events in a row. A place is filled once and never written again; a version that finds the next place taken, by another
 * command on the same version, goes on in a copy. What stands behind a version's own last event it never looks at.
 */
interface Chunk {
  readonly events: (RegistryEvent | null)[]
  readonly before: Chunk | null
}

/** Events in a chunk. With more, a version that continues an old one copies more, and the old one keeps more later events alive. */
export const CHUNK = 16
/** To be copied and written over. Not frozen, since a frozen list takes twenty times as long to copy. */
const BLANK: readonly null[] = times(CHUNK, () => null)

/** The log with one more event, the one whose number comes next. */
export function logged(log: Log | null, event: RegistryEvent): Log {
  const place = (event.seq - 1) % CHUNK
  const chunk = log === null || place === 0 ? blankChunk(log) : free(log.chunk, place)
  chunk.events[place] = event
  return { event, chunk }
}

/** How many events a log has. */
export function countIn(log: Log | null): number {
  return log === null ? 0 : log.event.seq
}

/** The events after the first `after`, oldest first. Looks at no chunk before them. */
export function eventsIn(log: Log | null, after: number): readonly RegistryEvent[] {
  const count = countIn(log)
  const chunks: Chunk[] = []
  const last = chunkOf(count - 1)
  let chunk = log?.chunk ?? null
  for (let number = last; number >= chunkOf(after); number--) {
    chunks.push(chunk as Chunk)
    chunk = (chunk as Chunk).before
  }
  const events = times(count - after, (index) => {
    const { events: kept } = chunks[last - chunkOf(after + index)] as Chunk
    return kept[(after + index) % CHUNK] as RegistryEvent
  })
  return Object.freeze(events)
}

/** In which chunk, from the first, an event stands. */
function chunkOf(index: number): number {
  return Math.floor(index / CHUNK)
}

function blankChunk(before: Log | null): Chunk {
  return { events: BLANK.slice(), before: before === null ? null : before.chunk }
}

/** The chunk, where the place is free; else a copy of what stands before the place. */
function free(chunk: Chunk, place: number): Chunk {
  if (chunk.events[place] === null) return chunk
  const events: (RegistryEvent | null)[] = BLANK.slice()
  for (let index = 0; index < place; index++) events[index] = chunk.events[index] as RegistryEvent
  return { events, before: chunk.before }
}
