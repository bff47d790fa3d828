/** What the library knows of facts that it has read: which of them there are, and that it has read them. */

import { describe, expect, test } from 'vitest'
import {
  BINDING_FACTS,
  CHANNELS,
  decideBinding,
  FACTS,
  HANDLING_FACTS,
  type Issue,
  parseBindingFacts,
  parseHandlingFacts,
} from '../../src/index.ts'
import { mark, markOf } from '../../src/input/brand.ts'
import { shorten } from '../../src/input/issue.ts'
import type { RecordReader } from '../../src/input/read.ts'
import { BINDING_ROWS, bindingRecord, HANDLING_ROWS, handlingRecord } from '../../src/law/facts.ts'
import { asReported, RULES } from '../../src/law/index.ts'
import {
  ALL_KNOWN,
  channelBit,
  knownIn,
  markRead,
  maskOf,
  OWN,
  readFacts,
  situationOf,
} from '../../src/law/known-facts.ts'
import type { AnyRule } from '../../src/law/rule.ts'
import { issue } from '../support/issues.ts'

const TABLES = [
  ['bind', BINDING_FACTS, bindingRecord as unknown as RecordReader<object>],
  ['handle', HANDLING_FACTS, handlingRecord as unknown as RecordReader<object>],
] as const

describe('the facts of a question', () => {
  test.each(TABLES)('on the question %s, have each a bit of its own', (_, names, table) => {
    const bits = names.map((name) => knownIn({ [name]: null }, table).known)
    expect(bits).toEqual(names.map((name) => maskOf([name] as readonly string[], names)))
    expect(new Set(bits).size).toBe(names.length)
    for (const bit of bits) expect([bit === 0, bit & (bit - 1), ALL_KNOWN & bit]).toEqual([false, 0, bit])
    expect(knownIn({}, table).known).toBe(0)
    expect(knownIn(Object.fromEntries(names.map((name) => [name, undefined])), table).known).toBe(0)
  })

  test.each(TABLES)(
    'on the question %s, fit the bits of a number, and are all that its rules ask for',
    (question, names) => {
      expect(names.length).toBeLessThanOrEqual(31)
      const rules = (Object.values(RULES) as readonly AnyRule[]).filter(({ questions }) => questions.includes(question))
      for (const { id, holds, exempt } of rules) {
        const read = JSON.stringify([holds, exempt]).matchAll(/"kind":"fact","name":"(\w+)"/g)
        const asked = ['channel', 'driver', 'vehicleOwner', ...[...read].map((match) => match[1])]
        expect(names, id).toEqual(expect.arrayContaining(asked))
        expect(asked.length, id).toBeGreaterThan(3)
      }
    },
  )

  test('are each taken out of facts by their own name, and have an example that they are read from', () => {
    for (const [name, { value, reader }] of Object.entries({ ...BINDING_ROWS, ...HANDLING_ROWS })) {
      expect(value({ [name]: 'taken' } as never), name).toBe('taken')
      const example = FACTS.find((fact) => fact.name === name)?.example
      const issues: Issue[] = []
      expect([reader(example, [], issues), issues], name).toEqual([example, []])
    }
  })

  test('have bits of their own for each channel and for the own vehicle', () => {
    const bits = [...CHANNELS.map(channelBit), OWN]
    expect(new Set(bits).size).toBe(CHANNELS.length + 1)
    for (const bit of bits) expect([bit === 0, bit & (bit - 1)]).toEqual([false, 0])
  })

  test('are not known where they are inherited, nor is one that has no name', () => {
    const seen = ['undefined', 'null', '16', '21'].map((name) => {
      Object.defineProperty(Object.prototype, name, { value: 1, configurable: true })
      try {
        return TABLES.map(([, , table]) => knownIn({}, table).known)
      } finally {
        Reflect.deleteProperty(Object.prototype, name)
      }
    })
    expect(seen.flat()).toEqual(new Array(8).fill(0))
  })

  test('make a case: the channel, and whether the vehicle is the driver’s own, as far as either is known', () => {
    expect(situationOf({})).toBe(0)
    expect(situationOf({ driver: 'd1' as never })).toBe(0)
    expect(situationOf({ vehicleOwner: 'd1' as never })).toBe(0)
    expect(situationOf({ driver: 'd1' as never, vehicleOwner: 'o1' as never })).toBe(0)
    expect(situationOf({ driver: 'd1' as never, vehicleOwner: 'd1' as never })).toBe(OWN)
    for (const channel of CHANNELS) {
      expect(situationOf({ channel })).toBe(channelBit(channel))
      expect(situationOf({ channel, driver: 'd1' as never, vehicleOwner: 'd1' as never })).toBe(
        channelBit(channel) | OWN,
      )
    }
  })
})

describe('facts that were read', () => {
  const row = { channel: 'web', driver: 'd1', vehicleOwner: 'd1', identityVerified: true } as const
  const known = 0b10110 | (1 << BINDING_FACTS.indexOf('identityVerified'))
  const situation = channelBit('web') | OWN

  test('are frozen, and what was seen of them is known', () => {
    const parsed = parseBindingFacts(row)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    expect([Object.isFrozen(parsed.value), parsed.value]).toEqual([true, { ...whole(BINDING_FACTS), ...row }])
    const again = readFacts(parsed.value, bindingRecord, [])
    expect(again.facts).toBe(parsed.value)
    expect([again.known, again.situation]).toEqual([known, situation])
    const made = markRead({ ...row } as never, bindingRecord)
    expect(Object.isFrozen(made)).toBe(true)
    expect(readFacts(made, bindingRecord, [])).toEqual({ facts: row, known, situation })
    expect(readFacts(made, bindingRecord, []).facts).toBe(made)
  })

  test('are read anew as facts of another question, or as a copy', () => {
    const parsed = parseBindingFacts({ channel: 'web', pairBound: true })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    const issues: Issue[] = []
    readFacts(parsed.value as object, handlingRecord as unknown as RecordReader<object>, issues)
    expect(issues.map(({ code, path }) => [code, path])).toContainEqual(['unknown-key', ['pairBound']])
    const copy = readFacts({ ...parsed.value }, bindingRecord, [])
    expect(copy.facts).toEqual(parsed.value)
    expect(copy.facts).not.toBe(parsed.value)
    // What only looks as if it had been read is read, and judged as what it is.
    expect(decideBinding({ ...parsed.value, channel: 'none' as never }, asReported)).toMatchObject({
      verdict: 'invalid',
    })
    expect(decideBinding(new Proxy(parsed.value, {}), asReported)).toEqual(decideBinding(parsed.value, asReported))
  })

  test('are not given where there is an issue', () => {
    for (const [parse, key] of [
      [parseBindingFacts, 'pairBound'],
      [parseHandlingFacts, 'firstBinding'],
    ] as const) {
      expect(parse({ [key]: 1 })).toEqual({
        ok: false,
        issues: [issue('wrong-type', [key], { kind: 'flag' }, 1)],
      })
    }
  })

  test('have counts from 0 to a million, and a binding that may be null', () => {
    for (const [parse, key] of [
      [parseBindingFacts, 'driverBindings'],
      [parseHandlingFacts, 'pointsHeld'],
    ] as const) {
      expect(parse({ [key]: 1_000_000 }).ok).toBe(true)
      expect(parse({ [key]: 1_000_001 })).toMatchObject({
        issues: [
          { code: 'out-of-range', path: [key], expected: 'whole number from 0 to 1000000', received: '1000001' },
        ],
      })
    }
    expect(parseHandlingFacts({ boundSince: null })).toMatchObject({ ok: true, value: { boundSince: null } })
    expect(parseHandlingFacts({ occurredAt: null }).ok).toBe(false)
  })
})

describe('a mark', () => {
  const KIND = { kind: 'of the test' }

  test('is on the very object, which stays what it was', () => {
    const value = { a: 1 }
    const marked = mark(value, KIND, 'known')
    expect(marked).toBe(value)
    expect(Reflect.ownKeys(value)).toEqual(['a'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(markOf(value, KIND)).toBe('known')
    expect(markOf(Object.freeze(value), KIND)).toBe('known')
  })

  test('is of one kind', () => {
    const value = mark({}, KIND, 'known')
    for (const other of [{ ...KIND }, 'kind', undefined, null]) expect(markOf(value, other)).toBe(undefined)
  })

  test('is on no copy, heir or proxy, and on nothing that was not marked', () => {
    const value = mark({}, KIND, 'known')
    for (const other of [
      ...[{ ...value }, Object.create(value), new Proxy(value, {}), structuredClone(value), {}, [], () => 0],
      ...[null, undefined, 'x', 0, 1n, true, Symbol('x')],
    ]) {
      expect(markOf(other, KIND), shorten(other)).toBe(undefined)
      expect(markOf(other, undefined), shorten(other)).toBe(undefined)
    }
  })
})

/** A row of facts that are not known. */
function whole(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]))
}
