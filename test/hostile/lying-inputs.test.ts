/** Attempts: inputs that lie. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { asReported } from '../../src/law/index.ts'
import { workOf } from '../support/work.ts'
import { at, bindAt, codeOf, expectNothingShared, full, LICENCE, loose, must, recordAt, world } from './world.ts'

const violation = {
  id: 'x',
  vehicle: 'v1',
  occurredAt: at('10:00'),
  fine: 100,
  points: 3,
  recordedBy: 'monitoring',
  at: at('10:00'),
} as const

/** Counts how often each property is read, and answers the first time with the one value and later with the other. */
function changing(first: Readonly<Record<string, unknown>>, later: Readonly<Record<string, unknown>> = {}) {
  const reads = new Map<PropertyKey, number>()
  const input = new Proxy(
    { ...first },
    {
      get: (target, key) => {
        const times = (reads.get(key) ?? 0) + 1
        reads.set(key, times)
        return times > 1 && Object.hasOwn(later, key) ? later[key as string] : Reflect.get(target, key)
      },
    },
  )
  return { input, reads }
}

describe('inputs that lie', () => {
  test('read-once: a fine of 100 when checked and 99,999 when stored is stored as 100: every property is read once', () => {
    const { input, reads } = changing(violation, { fine: 99_999, vehicle: 'v2', points: 0 })
    const registry = must(index.recordViolation(world(), input as never))
    expect(index.violationOf(registry, 'x')).toMatchObject({ fine: 100, vehicle: 'v1', points: 3 })
    expect([...reads.values()].filter((times) => times > 1)).toEqual([])
    expect(reads.size).toBe(Object.keys(violation).length)
  })

  test('read-once: facts, commands, events, snapshots, rule sets, calendars and options are read once too', () => {
    const saved = index.snapshot(full())
    const readers: readonly [object, (input: never) => unknown][] = [
      [
        { at: at('09:00'), driver: 'd1', vehicleOwner: 'd2', driverBindings: 3, channel: 'app' },
        (input) => index.decideBinding(input, asReported),
      ],
      [{ at: at('09:00'), driver: 'd1', driverBindings: 3 }, (input) => index.adviseBinding(input, asReported)],
      [{ at: at('09:00'), driver: 'd1', fine: 100 }, (input) => index.adviseHandling(input, asReported)],
      [
        { at: at('09:00'), driver: 'd1', vehicleOwner: 'd2', fine: 100, channel: 'app', licenceStates: [] },
        (input) => index.decideHandling(input, asReported),
      ],
      [
        { type: 'bind', driver: 'd1', vehicle: 'v1', channel: 'app', at: at('09:00') },
        (input) => index.execute(world(), input),
      ],
      [
        { type: 'bind', driver: 'd1', vehicle: 'v1', channel: 'app', at: at('09:00') },
        (input) => index.executeAll(world(), [input]),
      ],
      [saved.events[0] as object, (input) => index.replay(rules.asReported, [input])],
      [saved, (input) => index.restore(rules.asReported, input)],
      [{ ...rules.cn2024, id: 'mine' }, (input) => rules.parseRuleSet(input)],
      [{ holidays: [], workdays: [] }, (input) => index.parseCalendar(input)],
      [
        { channel: 'app', identityVerified: true },
        (input) => index.openViolationsFor(full(), 'd1', at('12:00'), input),
      ],
      [{ onProgress: () => {}, every: 1 }, (input) => index.executeAll(full(), [], input)],
      [{ limit: 2 }, (input) => rules.reform(rules.cn2024, { 'driver-cap': input })],
    ]
    for (const [first, read] of readers) {
      const { input, reads } = changing(first as Record<string, unknown>)
      read(input as never)
      expect(reads.size).toBeGreaterThan(0)
      expect(
        [...reads].filter(([, times]) => times > 1),
        String(read),
      ).toEqual([])
    }
  })

  test('read-once: a getter is read, never kept', () => {
    let reads = 0
    const licence = {
      ...LICENCE,
      get states() {
        return reads++ === 0 ? ['revoked'] : []
      },
    }
    const outcome = index.enrolDriver(world(), { id: 'd9', licence, at: at('09:00') } as never)
    expect(index.driverOf(outcome.registry, 'd9')?.states).toEqual(['revoked'])
    expect(index.driverOf(outcome.registry, 'd9')?.states).toEqual(['revoked'])
    expect(reads).toBe(1)
    expectNothingShared(licence, outcome)
    expect(loose(outcome)).toEqual([])
  })

  test('read-once: an object whose valueOf answers first low and then high is no number', () => {
    let low = true
    const flip = {
      valueOf: () => ((low = !low) ? 99_999 : 100),
      [Symbol.toPrimitive]: () => ((low = !low) ? 99_999 : 100),
    }
    for (const fine of [flip, new Number(100), new String('100'), [100]]) {
      expect(recordAt(world(), 'x', 'v1', '10:00', { fine })).toMatchObject({
        status: 'invalid',
        issues: [{ path: ['fine'], code: 'wrong-type' }],
      })
      expect(index.decideHandling({ fine: fine as never }, asReported)).toMatchObject({ verdict: 'invalid' })
    }
  })

  test('all-or-nothing: a getter that calls back into the library meets the same registry, and its own acts are other registries', () => {
    const registry = must(bindAt(must(bindAt(world(), 'd1', 'v1')), 'd1', 'v2'))
    let inner: index.Outcome | undefined
    const outcome = index.bind(registry, {
      driver: 'd1',
      get vehicle() {
        inner = bindAt(registry, 'd1', 'v3')
        return 'v4'
      },
      channel: 'window',
      identityVerified: true,
      at: at('09:00'),
    })
    expect([codeOf(outcome), inner && codeOf(inner)]).toEqual(['accepted', 'accepted'])
    expect(index.bindingsOfDriver(registry, 'd1')).toHaveLength(2)
    expect(index.bindingsOfDriver(outcome.registry, 'd1')).toHaveLength(3)
    expect(codeOf(bindAt(outcome.registry, 'd1', 'v5'))).toBe('driver-cap')
  })

  test('all-or-nothing: a getter that throws half way is an issue, and nothing has happened', () => {
    const registry = world()
    const trap = {
      ...violation,
      get fine() {
        throw new Error('trap')
      },
    }
    const outcome = index.recordViolation(registry, trap as never)
    expect(outcome).toMatchObject({ status: 'invalid', issues: [{ code: 'unreadable', path: ['fine'] }] })
    expect(outcome.registry).toBe(registry)
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(index.bind(registry, proxy as never).status).toBe('invalid')
    expect(index.parseInstant(proxy).ok).toBe(false)
  })

  test('all-or-nothing: a batch whose commands or callbacks throw or call back leaves no half-made registry', () => {
    const registry = world()
    const bindings = ['v1', 'v2', 'v3', 'v4'].map(
      (vehicle) =>
        ({ type: 'bind', driver: 'd1', vehicle, channel: 'window', identityVerified: true, at: at('09:00') }) as const,
    )
    function* failing() {
      yield* bindings.slice(0, 2)
      throw new Error('mine')
    }
    expect(() => index.executeAll(registry, failing())).toThrow('mine')
    expect(() =>
      index.executeAll(registry, bindings, {
        onOutcome: () => {
          throw new Error('mine')
        },
      }),
    ).toThrow('mine')
    expect(index.bindingsOfDriver(registry, 'd1')).toEqual([])
    const inner: index.Batch[] = []
    const outer = index.executeAll(registry, bindings, {
      every: 1,
      onProgress: () => void inner.push(index.executeAll(registry, bindings)),
    })
    expect(index.bindingsOfDriver(registry, 'd1')).toEqual([])
    for (const batch of [outer, ...inner]) expect(index.bindingsOfDriver(batch.registry, 'd1')).toHaveLength(3)
    expect(JSON.stringify(index.snapshot(outer.registry))).toBe(
      JSON.stringify(index.snapshot((inner[0] as index.Batch).registry)),
    )
  })

  test('all-or-nothing: a log that throws, calls back or edits what it has given is judged as it was read', () => {
    const events = index.eventsOf(full())
    function* editing() {
      for (const event of events) {
        const copy = { ...event } as { vehicle?: string }
        yield copy
        copy.vehicle = 'v5'
        index.replay(rules.asReported, events)
      }
    }
    const parsed = index.replay(rules.asReported, editing())
    expect(parsed.ok && index.eventsOf(parsed.value)).toEqual(events)
    const throwing = function* () {
      yield events[0]
      throw new Error('mine')
    }
    expect(() => index.replay(rules.asReported, throwing())).toThrow('mine')
    let closed = false
    const forged = function* () {
      try {
        yield events[1]
        yield events[2]
      } finally {
        closed = true
      }
    }
    expect([index.replay(rules.asReported, forged()).ok, closed]).toEqual([false, true])
  })

  test('known-fields: lists of odd make, with holes, lengths and methods of their own, are copied by place or refused', () => {
    class Odd extends Array<string> {
      override filter(): never[] {
        return []
      }
      override includes(): boolean {
        return true
      }
      override [Symbol.iterator](): ArrayIterator<string> {
        return [][Symbol.iterator]()
      }
    }
    const enrol = (states: unknown) =>
      index.enrolDriver(world(), { id: 'd9', licence: { ...LICENCE, states }, at: at('09:00') } as never)
    expect(index.driverOf(enrol(Odd.of('revoked')).registry, 'd9')?.states).toEqual(['revoked'])
    const holes = ['revoked']
    holes.length = 3
    const long = new Proxy([], { get: (list, key) => (key === 'length' ? 2 ** 32 - 1 : Reflect.get(list, key)) })
    for (const states of [
      holes,
      long,
      { length: 1, 0: 'revoked' },
      'revoked',
      new Set(['revoked']),
      ['revoked', 'revoked'],
      [['revoked']],
    ]) {
      expect(enrol(states).status).toBe('invalid')
    }
    expect(() => rules.ruleBook('odd', new Proxy([{}], {}) as never)).toThrow(TypeError)
    expect(rules.ruleBook('odd', new Proxy([rules.asReported], {})).sets).toEqual([rules.asReported])
  })

  test('bounded: inputs that hold themselves, or a million levels, or a million characters are refused at once', () => {
    const cyclic: Record<string, unknown> = { driver: 'd1' }
    cyclic.vehicle = cyclic
    let deep: unknown = {}
    for (let level = 0; level < 1_000_000; level++) deep = { licence: deep }
    const long = '１'.repeat(5_000_000)
    const registry = world()
    for (const input of [cyclic, deep, long, { driver: long, at: long }, { licence: deep, id: deep }, { [long]: 1 }]) {
      const answers: unknown[] = []
      const work = workOf(() =>
        answers.push(
          index.bind(registry, input as never).status,
          index.enrolDriver(registry, input as never).status,
          (index.decideHandling(input as never, asReported) as index.Invalid).verdict,
          index.replay(rules.asReported, [input]).ok,
          index.restore(rules.asReported, input).ok,
          rules.parseRuleSet(input).ok,
        ),
      )
      expect(answers).toEqual(['invalid', 'invalid', 'invalid', false, false, false])
      expect(work).toBeLessThan(100_000)
    }
  })

  test('known-fields: of two JSON keys of one name JSON.parse keeps the last: the library sees one, and judges that one', () => {
    const outcome = index.recordViolation(
      world(),
      JSON.parse(`{"fine":1,${JSON.stringify(violation).slice(1, -1)},"fine":999}`),
    )
    expect(index.violationOf(outcome.registry, 'x')?.fine).toBe(999)
  })

  test('known-fields: fields that nobody asked for are refused, hidden and symbol ones too', () => {
    const odd = Object.defineProperty({ ...violation }, 'handled', { value: true, enumerable: false })
    for (const input of [
      { ...violation, state: 'handled' },
      { ...violation, [Symbol('x')]: 1 },
      odd,
      { ...violation, seq: 1 },
    ]) {
      expect(index.recordViolation(world(), input as never)).toMatchObject({
        status: 'invalid',
        issues: [{ code: 'unknown-key' }],
      })
    }
  })
})
