/** The log that the versions of a registry share: every version sees its own events and no other's. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RegistryEvent } from '../../src/index.ts'
import { CHUNK, eventsIn, type Log, logged } from '../../src/registry/log/log.ts'

/** An event of which a log looks at the number alone. */
const event = (seq: number, branch = 0): RegistryEvent => Object.freeze({ seq, branch }) as unknown as RegistryEvent

describe('a log', () => {
  test('without events is a frozen empty list', () => {
    expect(eventsIn(null, 0)).toEqual([])
    expect(Object.isFrozen(eventsIn(null, 0))).toBe(true)
  })

  test.each([1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 2])(
    'of %i events gives them all, oldest first',
    (length) => {
      const events = Array.from({ length }, (_, index) => event(index + 1))
      let log: Log | null = null
      for (const each of events) log = logged(log, each)
      const found = eventsIn(log, 0)
      expect(found.length).toBe(length)
      for (const [index, each] of events.entries()) expect(found[index]).toBe(each)
      expect(Object.isFrozen(found)).toBe(true)
      expect(chunksOf(log as Log).length).toBe(Math.ceil(length / CHUNK))
      expect(chunksOf(log as Log).every(({ events }) => events.length === CHUNK)).toBe(true)
    },
  )

  test('gives those after a number of events, and looks at no chunk before them', () => {
    const length = 3 * CHUNK + 2
    const log = logOf(length)
    for (const after of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK, length - 1, length]) {
      const numbers = Array.from({ length: length - after }, (_, index) => after + index + 1)
      expect(eventsIn(log, after).map(({ seq }) => seq)).toEqual(numbers)
    }
    const [chunk] = chunksOf(log)
    const cut = { event: log.event, chunk: { events: chunk?.events ?? [], before: null } }
    expect(eventsIn(cut, 3 * CHUNK).map(({ seq }) => seq)).toEqual([length - 1, length])
  })

  test.each([1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1])(
    'gone on from twice after %i events keeps both ways apart',
    (length) => {
      const base = logOf(length)
      const one = logOf(length + CHUNK + 3, base, 1)
      const two = logOf(length + 2, base, 2)
      const first = eventsIn(base, 0)
      const branches = (log: Log): number[] =>
        eventsIn(log, 0).map((each) => (each as unknown as { branch: number }).branch)
      expect(first.map(({ seq }) => seq)).toEqual(Array.from({ length }, (_, index) => index + 1))
      expect(branches(one)).toEqual([...first.map(() => 0), ...Array.from({ length: CHUNK + 3 }, () => 1)])
      expect(branches(two)).toEqual([...first.map(() => 0), 2, 2])
      expect(eventsIn(one, 0).map(({ seq }) => seq)).toEqual(
        Array.from({ length: length + CHUNK + 3 }, (_, n) => n + 1),
      )
    },
  )

  test('that nobody went on from before is gone on from in the same chunk; another way copies that chunk alone', () => {
    const base = logOf(CHUNK + 3)
    const one = logged(base, event(CHUNK + 4, 1))
    const two = logged(base, event(CHUNK + 4, 2))
    expect(one.chunk).toBe(base.chunk)
    expect(two.chunk).not.toBe(base.chunk)
    expect(two.chunk.before).toBe(base.chunk.before)
    // What was written behind the version's end is not copied along: it would be kept alive for nothing.
    logOf(CHUNK + 9, one, 1)
    const three = logged(base, event(CHUNK + 4, 3))
    expect(three.chunk.events.filter((each) => each !== null).length).toBe(4)
  })

  test('always gives every version its own events, however often and wherever it is gone on from', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 120 }), (picks) => {
        const versions: { readonly log: Log | null; readonly events: readonly RegistryEvent[] }[] = [
          { log: null, events: [] },
        ]
        for (const [index, pick] of picks.entries()) {
          // Mostly the newest is gone on from, now and then an older one.
          const from = versions[
            pick % 4 === 0 ? pick % versions.length : versions.length - 1
          ] as (typeof versions)[number]
          const next = event(from.events.length + 1, index)
          versions.push({ log: logged(from.log, next), events: [...from.events, next] })
        }
        for (const { log, events } of versions) expect(eventsIn(log, 0)).toEqual(events)
      }),
    )
  })
})

test('a log asks nothing of what a merge left on Object.prototype', () => {
  const keys = ['0', '1', String(CHUNK), Symbol.iterator]
  const merged = { value: 'merged', writable: true, enumerable: true, configurable: true }
  let found: readonly RegistryEvent[] = []
  for (const key of keys) Object.defineProperty(Object.prototype, key, merged)
  try {
    const base = logOf(CHUNK + 1)
    logged(base, event(CHUNK + 2))
    found = eventsIn(logged(base, event(CHUNK + 2, 1)), 0)
  } finally {
    for (const key of keys) Reflect.deleteProperty(Object.prototype, key)
  }
  expect(found.map(({ seq }) => seq)).toEqual(Array.from({ length: CHUNK + 2 }, (_, index) => index + 1))
})

function logOf(length: number, from: Log | null = null, branch = 0): Log {
  let log = from
  for (let seq = (from?.event.seq ?? 0) + 1; seq <= length; seq++) log = logged(log, event(seq, branch))
  return log as Log
}

function chunksOf(log: Log): Log['chunk'][] {
  const chunks: Log['chunk'][] = []
  for (let chunk: Log['chunk'] | null = log.chunk; chunk !== null; chunk = chunk.before) chunks.push(chunk)
  return chunks
}
