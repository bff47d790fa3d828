/** What a log or a snapshot is refused for: which fault is told, where, and what was wanted. */
import { describe, expect, test } from 'vitest'
import {
  COMMAND_TYPES,
  EVENT_TYPES,
  eventsOf,
  openRegistry,
  type Parsed,
  type RegistryEvent,
  replay,
  restore,
  resume,
  revisionOf,
  snapshot,
} from '../../src/index.ts'
import { asReported, cn2020, cn2024 } from '../../src/law/index.ts'
import { run } from '../hostile/world.ts'
import { AT, EVERY } from '../support/every-command.ts'
import { written } from '../support/issues.ts'

type Told = Record<string, unknown>
const registry = run(openRegistry(cn2024), EVERY)
const events = eventsOf(registry)
const told = (): Told[] => structuredClone(events) as unknown as Told[]
const shot = (): Told => structuredClone(snapshot(registry)) as unknown as Told

/** The faults of a log in which one event is told otherwise. */
function faultsOf(index: number, change: object | ((event: Told) => unknown)): unknown {
  const log: unknown[] = told()
  log[index] = typeof change === 'function' ? change(log[index] as Told) : { ...(log[index] as Told), ...change }
  return issuesOf(replay(cn2024, log))
}

function issuesOf(read: Parsed<unknown>): unknown {
  return read.ok ? 'sound' : written(read.issues)
}

const without = (key: string) => (event: Told) =>
  Object.fromEntries(Object.entries(event).filter(([name]) => name !== key))
const place = (type: RegistryEvent['type']): number => events.findIndex((event) => event.type === type)
const ENROLLED = place('driver-enrolled')
const CAR = place('vehicle-enrolled')

describe('replay', () => {
  test('of a sound log gives the registry, and of none an empty one', () => {
    const again = replay(cn2024, told())
    expect(again.ok && snapshot(again.value)).toEqual(snapshot(registry))
    const none = replay(cn2024, [])
    expect(none.ok && revisionOf(none.value)).toBe(0)
    const usual = replay(asReported, [])
    expect(usual.ok && snapshot(usual.value).rules).toBe(asReported.id)
  })

  test('goes on from any version with the events after it, and gives the same registry', () => {
    for (let seen = 0; seen <= events.length; seen++) {
      const older = run(openRegistry(cn2024), EVERY.slice(0, seen))
      const caught = resume(older, eventsOf(registry, revisionOf(older)))
      expect(caught.ok && snapshot(caught.value)).toEqual(snapshot(registry))
      expect(revisionOf(older)).toBe(seen)
    }
    const nothing = resume(registry, [])
    expect(nothing.ok && nothing.value).toBe(registry)
    expect(() => resume(registry, 5 as never)).toThrow(
      new TypeError('resume(events): 5 is not a list or another iterable'),
    )
  })

  test('goes on with nothing but the next event, on a version whose log it continues', () => {
    const older = run(openRegistry(cn2024), EVERY.slice(0, 2))
    const otherwise = run(openRegistry(cn2024), [...EVERY.slice(0, 1), ...EVERY.slice(2, 3)])
    const expected = { code: 'not-in-sequence', path: [0, 'seq'], expected: '3' }
    expect(issuesOf(resume(older, told().slice(1)))).toEqual([{ ...expected, received: '2' }])
    expect(issuesOf(resume(older, told().slice(3)))).toEqual([{ ...expected, received: '4' }])
    expect(revisionOf(otherwise)).toBe(2)
    expect(issuesOf(resume(otherwise, told().slice(2)))).toEqual([
      { code: 'not-reproduced', path: [0], expected: 'an accepted command', received: '"driver-exists"' },
    ])
  })

  test('events after a revision that the registry does not have are refused', () => {
    for (const after of [-1, 0.5, events.length + 1, Number.NaN, '1', null]) {
      expect(() => eventsOf(registry, after as never)).toThrow(RangeError)
    }
    expect(() => eventsOf(registry, events.length + 1)).toThrow(
      `eventsOf(after): ${events.length + 1} is not a whole number from 0 to ${events.length}`,
    )
    expect(eventsOf(registry, events.length)).toEqual([])
  })

  test.each([
    ['nothing', () => undefined, { code: 'wrong-type', path: [3], expected: 'object', received: 'undefined' }],
    ['a list', () => [], { code: 'wrong-type', path: [3], expected: 'object', received: 'array' }],
    [
      'another kind',
      (event: Told) => ({ ...event, type: 'enrolVehicle' }),
      {
        code: 'not-listed',
        path: [3, 'type'],
        expected: `one of ${[...Object.values(EVENT_TYPES), 'history-corrected'].join(', ')}`,
        received: '"enrolVehicle"',
      },
    ],
    [
      'a number before',
      (event: Told) => ({ ...event, seq: 3 }),
      { code: 'not-in-sequence', path: [3, 'seq'], expected: '4', received: '3' },
    ],
    [
      'another rule set',
      (event: Told) => ({ ...event, ruleSet: 'cn-2020-09-28' }),
      { code: 'not-reproduced', path: [3, 'ruleSet'], expected: cn2024.id, received: '"cn-2020-09-28"' },
    ],
    [
      'another checksum',
      (event: Told) => ({ ...event, chain: '0'.repeat(16) }),
      { code: 'not-reproduced', path: [3, 'chain'], expected: events[3]?.chain, received: `"${'0'.repeat(16)}"` },
    ],
    [
      'a field more',
      (event: Told) => ({ ...event, more: 1 }),
      { code: 'unknown-key', path: [3, 'more'], expected: 'no such key', received: '"more"' },
    ],
    [
      'a field of the wrong kind',
      (event: Told) => ({ ...event, operating: 'no' }),
      { code: 'wrong-type', path: [3, 'operating'], expected: 'true or false', received: '"no"' },
    ],
    [
      'an owner with a key more',
      (event: Told) => ({ ...event, owner: { kind: 'individual', id: 'o1', more: 1 } }),
      { code: 'unknown-key', path: [3, 'owner', 'more'], expected: 'no such key', received: '"more"' },
    ],
    [
      'a driver that is there',
      () => ({ ...events[0], seq: 4 }),
      { code: 'not-reproduced', path: [3], expected: 'an accepted command', received: '"driver-exists"' },
    ],
  ] as const)('of an event with %s tells just that', (_name, change, issue) => {
    expect(CAR).toBe(3)
    expect(faultsOf(CAR, change)).toEqual([issue])
  })

  test('tells every fault of the first event that has one, and none of later ones', () => {
    const broken = told().map((event) => ({ ...event, seq: 0, at: 'now' }))
    const issues = issuesOf(replay(cn2024, broken)) as { path: unknown }[]
    expect(issues.map(({ path }) => path)).toEqual([
      [0, 'at'],
      [0, 'seq'],
    ])
  })

  test('says first that an event is of another rule set, and not also that its checksum is another', () => {
    expect(faultsOf(1, { ruleSet: 'other', chain: 'other' })).toMatchObject([{ path: [1, 'ruleSet'] }])
  })

  test('of a log of another calendar breaks where a term to pay was computed', () => {
    const calendar = { holidays: ['2025-03-18'] }
    expect(issuesOf(replay(cn2024, told(), { calendar }))).toMatchObject([
      { code: 'not-reproduced', path: [place('violation-handled'), 'payBy'] },
    ])
    const other = run(openRegistry(cn2024, { calendar }), EVERY)
    expect(issuesOf(replay(cn2024, eventsOf(other), { calendar }))).toBe('sound')
  })

  test.each(COMMAND_TYPES.map((type) => [type] as const))('of an event of %s misses whatever is not there', (type) => {
    const index = place(EVENT_TYPES[type])
    for (const key of Object.keys(events[index] as object)) {
      if (key === 'type') continue
      expect(faultsOf(index, without(key))).toEqual([
        { code: 'missing', path: [index, key], expected: 'present', received: 'undefined' },
      ])
    }
  })

  test.each([
    ['an instant in another writing', CAR, { at: '2025-03-03T02:00:00.000Z' }, ['at']],
    ['an instant as a number', CAR, { at: Date.parse(AT) }, ['at']],
    [
      'states in another order',
      ENROLLED,
      { licence: { states: ['suspended'], classes: ['C2', 'C1'], firstIssuedOn: '2016-05-05' } },
      ['licence'],
    ],
    ['tests in another order', place('full-score-study-completed'), { tests: ['road', 'theory'] }, ['tests']],
  ] as const)('refuses %s, for it is not how the library writes', (_name, index, change, path) => {
    const received = typeof Object.values(change)[0] === 'object' ? expect.any(String) : expect.anything()
    expect(faultsOf(index, change)).toEqual([
      { code: 'not-reproduced', path: [index, ...path], expected: 'the canonical writing', received },
    ])
  })

  const licence = (more: object) => ({ licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05', ...more } })
  const many = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`k${index}`, index]))
  const { proxy: revoked, revoke } = Proxy.revocable({}, {})
  revoke()
  test.each([
    ['nothing for an id', CAR, { id: null }, 'wrong-type', ['id'], 'null'],
    ['a licence of too many keys', ENROLLED, { licence: many }, 'too-many', ['licence'], '257'],
    ['a licence that cannot be looked into', ENROLLED, { licence: revoked }, 'wrong-type', ['licence'], 'object'],
    [
      'a list too long',
      ENROLLED,
      licence({ states: Array(65).fill('locked') }),
      'too-many',
      ['licence', 'states'],
      '65',
    ],
    [
      'a word that is invalid',
      ENROLLED,
      licence({ states: ['lost'] }),
      'not-listed',
      ['licence', 'states', 0],
      '"lost"',
    ],
  ] as const)('tells of an event with %s what and where it is', (_name, index, change, code, path, received) => {
    const found = faultsOf(index, change) as { code: string; path: unknown; expected: string }[]
    expect(found).toEqual([{ code, path: [index, ...path], expected: expect.any(String), received }])
    // What is no object and may not be one is told as its reader tells it.
    if (received === 'null') expect(found[0]?.expected).not.toBe('object')
  })

  test('of the same lists in the same order, in other arrays, is sound', () => {
    expect(issuesOf(replay(cn2024, JSON.parse(JSON.stringify(events))))).toBe('sound')
  })

  test('asks an iterator to end when it stops before its end, and only then', () => {
    let ended = 0
    const iterable = (items: readonly unknown[]): Iterable<unknown> => ({
      [Symbol.iterator]: () => {
        const inner = items[Symbol.iterator]()
        return {
          next: () => inner.next(),
          return: () => {
            ended++
            return { done: true, value: undefined }
          },
        }
      },
    })
    expect(issuesOf(replay(cn2024, iterable(events)))).toBe('sound')
    expect(ended).toBe(0)
    expect(issuesOf(replay(cn2024, iterable([events[1]])))).not.toBe('sound')
    expect(ended).toBe(1)
    // What cannot be asked: with no `return`, or with `null` in its place, as the language allows.
    for (const more of [{}, { return: null }]) {
      const next = () => ({ done: false, value: 1 })
      const plain = { [Symbol.iterator]: () => ({ next, ...more }) } as unknown as Iterable<unknown>
      expect(issuesOf(replay(cn2024, plain))).toMatchObject([{ code: 'wrong-type', path: [0] }])
    }
  })

  test('stops at the first fault: what comes after is not even read', () => {
    let read = 0
    const log = function* () {
      for (const event of [events[0], events[0], events[0]]) {
        read++
        yield event
      }
    }
    expect(issuesOf(replay(cn2024, log()))).toMatchObject([{ code: 'not-in-sequence', path: [1, 'seq'] }])
    expect(read).toBe(2)
  })

  test.each([[undefined], [null], [7], [{}]])('of %s throws: it is nothing to go through', (log) => {
    expect(() => replay(cn2024, log as never)).toThrow(TypeError)
    expect(() => replay(cn2024, log as never)).toThrow(/^replay\(events\): .*a list or another iterable/)
  })

  test('tells wrong rules before it looks at the log', () => {
    expect(() => replay('cn' as never, undefined as never)).toThrow(/^rules: /)
  })
})

describe('a snapshot', () => {
  test('holds its form, its rules, its length, its last checksum and its events, frozen', () => {
    const whole = snapshot(registry)
    expect(whole).toEqual({
      format: 'demerit-registry-2',
      rules: cn2024.id,
      ruleSets: [expect.stringMatching(/^cn-2024-11-01@[0-9a-f]{16}$/)],
      calendar: { holidays: [], workdays: [] },
      revision: EVERY.length,
      chain: events.at(-1)?.chain,
      events,
    })
    expect(Object.keys(whole)).toEqual([...['format', 'rules', 'ruleSets', 'calendar', 'revision', 'chain', 'events']])
    expect(Object.isFrozen(whole) && Object.isFrozen(whole.events)).toBe(true)
    expect(snapshot(openRegistry(cn2024))).toEqual({
      format: 'demerit-registry-2',
      rules: cn2024.id,
      ruleSets: whole.ruleSets,
      calendar: whole.calendar,
      revision: 0,
      chain: '0'.repeat(16),
      events: [],
    })
  })

  test('read back gives the registry, an empty one too', () => {
    const again = restore(cn2024, shot())
    expect(again.ok && snapshot(again.value)).toEqual(snapshot(registry))
    const empty = restore(cn2024, snapshot(openRegistry(cn2024)))
    expect(empty.ok && revisionOf(empty.value)).toBe(0)
    const usual = restore(asReported, snapshot(openRegistry(asReported)))
    expect(usual.ok && snapshot(usual.value).rules).toBe(asReported.id)
  })

  test.each([
    [
      'another form',
      { format: 'demerit-registry-0' },
      'not-listed',
      ['format'],
      'demerit-registry-2',
      '"demerit-registry-0"',
    ],
    ['other rules', { rules: cn2020.id }, 'not-listed', ['rules'], cn2024.id, `"${cn2020.id}"`],
    [
      'other content of its rules',
      { ruleSets: ['cn-2024-11-01@0000000000000000'] },
      'not-listed',
      ['ruleSets', 0],
      snapshot(registry).ruleSets[0],
      '"cn-2024-11-01@0000000000000000"',
    ],
    [
      'another holiday',
      { calendar: { holidays: ['2025-03-10'], workdays: [] } },
      'too-many',
      ['calendar', 'holidays'],
      'at most 0 items',
      '1',
    ],
    ['no calendar', { calendar: 'usual' }, 'wrong-type', ['calendar'], 'object', '"usual"'],
    ['another length', { revision: 15 }, 'not-reproduced', ['revision'], String(EVERY.length), '15'],
    ['a length as text', { revision: '16' }, 'not-reproduced', ['revision'], String(EVERY.length), '"16"'],
    ['another checksum', { chain: '00' }, 'not-reproduced', ['chain'], events.at(-1)?.chain, '"00"'],
    ['no list of events', { events: { length: 0 } }, 'wrong-type', ['events'], 'array', 'object'],
    ['something more', { more: 1 }, 'unknown-key', ['more'], 'no such key', '"more"'],
  ] as const)('with %s tells just that', (_name, change, code, path, expected, received) => {
    const read = restore(cn2024, { ...shot(), ...change })
    expect(issuesOf(read)).toEqual([{ code, path, expected, received }])
    expect(!read.ok && Object.isFrozen(read.issues[0])).toBe(true)
  })

  test.each([
    ['lost', (index: number) => events.filter((_, place) => place !== index), 0],
    ['doubled', (index: number) => events.flatMap((event, place) => (place === index ? [event, event] : [event])), 1],
  ])('with an event %s it is told where, as by replay', (_, changed, behind) => {
    for (const index of events.keys()) {
      // A log that is cut at its end is sound so far as it goes.
      if (behind === 0 && index === events.length - 1) continue
      const place = issuesOf(restore(cn2024, { ...shot(), events: changed(index) }))
      expect(place).toMatchObject([{ code: 'not-in-sequence', path: ['events', index + behind, 'seq'] }])
      expect(issuesOf(replay(cn2024, changed(index)))).toMatchObject([{ path: [index + behind, 'seq'] }])
    }
  })

  test.each([['format'], ['rules'], ['ruleSets'], ['calendar'], ['revision'], ['chain'], ['events']])(
    'without its %s misses it',
    (key) => {
      expect(issuesOf(restore(cn2024, without(key)(shot())))).toEqual([
        { code: 'missing', path: [key], expected: 'present', received: 'undefined' },
      ])
    },
  )

  test('with several faults tells them all', () => {
    expect(issuesOf(restore(cn2024, {}))).toHaveLength(7)
    expect(issuesOf(restore(cn2024, 7))).toContainEqual({
      code: 'wrong-type',
      path: [],
      expected: 'object',
      received: '7',
    })
  })

  test('with a false event says where in the snapshot it stands', () => {
    const whole = shot()
    ;(whole.events as Told[])[2] = { ...(events[2] as object), seq: 9 }
    const read = restore(cn2024, whole)
    expect(issuesOf(read)).toEqual([
      { code: 'not-in-sequence', path: ['events', 2, 'seq'], expected: '3', received: '9' },
    ])
    expect(!read.ok && Object.isFrozen(read.issues[0]) && Object.isFrozen(read.issues[0]?.path)).toBe(true)
  })

  test('of another calendar is refused, and of its own is read', () => {
    const calendar = { holidays: ['2025-03-10'] }
    const whole = snapshot(run(openRegistry(cn2024, { calendar }), EVERY))
    expect(issuesOf(restore(cn2024, whole, { calendar }))).toBe('sound')
    expect(issuesOf(restore(cn2024, whole))).toMatchObject([{ path: ['calendar', 'holidays'] }])
    const other = { calendar: { holidays: ['2025-03-11'], workdays: ['2025-03-15'] } }
    expect(issuesOf(restore(cn2024, whole, other))).toMatchObject([
      { path: ['calendar', 'holidays', 0], expected: '2025-03-11', received: '"2025-03-10"' },
      { path: ['calendar', 'workdays', 0], expected: '2025-03-15', received: 'undefined' },
    ])
  })

  const MOST = 100_000_000
  const ofLength = (length: unknown): unknown =>
    new Proxy([], { get: (list, key) => (key === 'length' ? length : Reflect.get(list, key)) })

  test.each([[-1], [0.5], [Number.NaN], ['3'], [undefined]])(
    'whose list of events says to be %s long has no list',
    (length) => {
      expect(issuesOf(restore(cn2024, { ...shot(), events: ofLength(length) }))).toEqual([
        { code: 'wrong-type', path: ['events'], expected: 'array', received: 'array' },
      ])
    },
  )

  test('may hold a hundred million events and not one more', () => {
    const at = (length: number) => issuesOf(restore(cn2024, { ...shot(), revision: length, events: ofLength(length) }))
    expect(at(MOST)).toMatchObject([{ code: 'wrong-type', path: ['events', 0] }])
    expect(at(MOST + 1)).toEqual([
      { code: 'too-many', path: ['events'], expected: `at most ${MOST} items`, received: String(MOST + 1) },
    ])
  })

  test('tells wrong rules before it looks at anything', () => {
    expect(() => restore('cn' as never, undefined)).toThrow(/^rules: /)
  })
})
