/** Attempts: writing to values. */
import { createDraft, Immer, setAutoFreeze } from 'immer'
import { describe, expect, test } from 'vitest'
import * as analysis from '../../src/analysis/index.ts'
import * as words from '../../src/explain/index.ts'
import * as form from '../../src/form/index.ts'
import * as index from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import * as sql from '../../src/sql/index.ts'
import * as store from '../../src/store/index.ts'
import { type Built, goldenTrace, goldenTraceOfBuilt, type Library } from './golden-trace.ts'
import { polluted, SHAPES } from './pollution.ts'
import {
  at,
  bindAt,
  codeOf,
  DAY,
  expectNothingShared,
  exportsOf,
  full,
  LICENCE,
  loose,
  must,
  reachable,
  world,
} from './world.ts'

const library: Library = { ...words, ...index, ...rules }

describe('mutating values', () => {
  test('frozen: writing to a registry, an outcome or anything in it throws in strict code', () => {
    const outcome = bindAt(world(), 'd1', 'v1')
    expect(() => Object.assign(outcome.registry, { drivers: {} })).toThrow(TypeError)
    expect(() => Object.assign(outcome, { registry: outcome })).toThrow(TypeError)
  })

  test('frozen: what each function gives can be written nowhere', () => {
    expect(looseInAll()).toEqual([])
  })

  test('frozen: sloppy code that ignores the refusal has changed nothing', () => {
    const registry = full()
    const sloppy = new Function(
      'thing',
      'thing.driver = "d2"; thing.length = 0; thing.limit = 99; delete thing[0]; return thing',
    )
    for (const thing of [
      registry,
      index.bindingsOfDriver(registry, 'd1'),
      index.snapshot(registry).events,
      rules.asReported.bind[2],
    ]) {
      sloppy(thing)
    }
    expect(index.bindingsOfDriver(registry, 'd1')).toHaveLength(3)
    expect(codeOf(bindAt(registry, 'd1', 'v4'))).toBe('driver-cap')
  })

  test('frozen: a Date handed in as a moment is not kept: moving it later moves nothing', () => {
    const date = new Date(at('09:00'))
    const outcome = bindAt(world(), 'd1', 'v1', '09:00', { at: date })
    date.setTime(0)
    expect(index.bindingsOfDriver(outcome.registry, 'd1')).toMatchObject([{ since: at('09:00') }])
    for (const each of reachable(outcome)) expect(each).not.toBeInstanceOf(Date)
  })

  test('frozen: an instance of a class is read like any record and never kept', () => {
    class Input {
      driver = 'd1'
      vehicle = 'v1'
      channel = 'window' as const
      identityVerified = true
      at = at('09:00')
    }
    const input = new Input()
    const outcome = index.bind(world(), input)
    input.vehicle = 'v2'
    expect(index.bindingsOfDriver(outcome.registry, 'd1')).toMatchObject([{ vehicle: 'v1' }])
    expectNothingShared(input, outcome)
    for (const each of reachable(outcome)) {
      const kind = Object.getPrototypeOf(each)
      expect(kind === Object.prototype || kind === Array.prototype || each === outcome.registry).toBe(true)
    }
  })

  test('frozen: no value handed out is or holds a Map or a Set, whose own methods would get round a freeze', () => {
    for (const each of reachable(goldenTrace(library))) {
      expect(each instanceof Map || each instanceof Set).toBe(false)
      expect(() => Map.prototype.set.call(each as never, 'd1', 1)).toThrow(TypeError)
    }
  })

  test('frozen: a frozen input with a list inside that can still be written is copied, not kept', () => {
    const states: index.LicenceState[] = []
    const input = Object.freeze({ id: 'd9', licence: Object.freeze({ ...LICENCE, states }), at: at('09:00') })
    const outcome = index.enrolDriver(world(), input)
    states.push('revoked')
    expect(index.driverOf(outcome.registry, 'd9')?.states).toEqual([])
    expectNothingShared(input, outcome)
  })

  test('frozen: somebody else’s setAutoFreeze(false) thaws nothing', () => {
    setAutoFreeze(false)
    try {
      expect(loose(rules.reform(rules.cn2024, (draft) => void (draft.id = 'thawed')))).toEqual([])
      expect(loose(rules.reform(rules.cn2024, { 'driver-cap': { limit: 2 } }))).toEqual([])
      expect(loose(bindAt(world(), 'd1', 'v1'))).toEqual([])
    } finally {
      setAutoFreeze(true)
    }
  })

  test('reforms: a draft that was kept from a reform is dead afterwards', () => {
    let kept: { bind: unknown[] } | undefined
    let inner: { limit?: number } | undefined
    const set = rules.reform(rules.cn2024, (draft) => {
      draft.id = 'kept'
      kept = draft as never
      inner = draft.bind[2] as never
    })
    expect(() => kept?.bind.push(1)).toThrow(TypeError)
    expect(() => Object.assign(inner as object, { limit: 99 })).toThrow(TypeError)
    expect(set.bind).toEqual(rules.cn2024.bind)
  })

  test('reforms: a recipe that goes on after it returned is refused, and its draft is dead by then', async () => {
    let late = (): unknown => undefined
    const later = async (draft: { id: string; bind: unknown[] }) => {
      draft.id = 'later'
      await undefined
      late = Reflect.ownKeys.bind(undefined, draft)
      draft.bind.pop()
    }
    expect(() => rules.reform(rules.cn2024, later as never)).toThrow(
      'reform(changes): function is not a recipe that is done when it returns: it gave a promise',
    )
    // That it throws in the end, with nobody to catch it, must not end the program: vitest fails where something is unhandled.
    await new Promise((resolve) => setImmediate(resolve))
    expect(late).toThrow(TypeError)
    // The draft alone may be returned: an arrow without braces returns what it assigned.
    const assigned = (draft: { id: string }) => Object.assign(draft, { id: 'x' })
    expect(rules.reform(rules.cn2024, assigned as never)).toMatchObject({ id: 'x', bind: rules.cn2024.bind })
    expect(() => rules.reform(rules.cn2024, ((draft: { id: string }) => (draft.id = 'x')) as never)).toThrow(
      new TypeError('reform(changes): a recipe changes the draft and returns nothing; it gave "x"'),
    )
  })

  test('reforms: what lies on Object.prototype makes no promise of what a recipe returns', () => {
    for (const shape of Object.values(SHAPES)) {
      const set = polluted(Object.prototype, 'then', shape, () =>
        rules.reform(rules.cn2024, (draft) => {
          draft.id = 'plain'
        }),
      )
      expect(set.id).toBe('plain')
    }
    class Later {
      // biome-ignore lint/suspicious/noThenProperty: what is awaited need be no promise of the language.
      then() {
        throw new Error('asked')
      }
    }
    for (const answer of [new Later(), Promise.resolve(), (async () => {})()]) {
      expect(() => rules.reform(rules.cn2024, (() => answer) as never)).toThrow('it gave a promise')
    }
  })

  test('reforms: what a recipe puts in is copied', () => {
    const planted = { ...rules.cn2024.bind[2], limit: 3 } as { limit: number; rule: 'driver-cap' }
    const set = rules.reform(rules.cn2024, (draft) => {
      draft.id = 'planted'
      draft.bind[2] = planted as never
    })
    Reflect.set(planted, 'limit', 99)
    expect(set.bind).toHaveLength(rules.cn2024.bind.length)
    expect(set.bind[2]).toMatchObject({ rule: 'driver-cap', limit: 3 })
    expect(set.bind[2]).not.toBe(planted)
  })

  test('reforms: a recipe that throws, or plants getters, classes and dates, makes no unsound rule set', () => {
    const planted = (limit: unknown) => () =>
      rules.reform(rules.cn2024, (draft) => void (draft.bind[2] = { ...rules.cn2024.bind[2], limit } as never))
    for (const limit of [101, -1, 1.5, Number.NaN, '3', [3], new Date(3), { valueOf: () => 3 }, null, undefined]) {
      expect(planted(limit)).toThrow(RangeError)
    }
    expect(() =>
      rules.reform(rules.cn2024, () => {
        throw new Error('mine')
      }),
    ).toThrow('mine')
    let reads = 0
    const lying = {
      ...rules.cn2024.bind[2],
      get limit() {
        return reads++ === 0 ? 3 : 99
      },
    }
    const set = rules.reform(rules.cn2024, (draft) => void (draft.bind[2] = lying as never))
    expect([3, 99]).toContain((set.bind[2] as { limit: number }).limit)
    expect(loose(set)).toEqual([])
    expect(Object.getOwnPropertyDescriptor(set.bind[2], 'limit')).toHaveProperty('value')
  })

  test('frozen: an immer draft of a registry is no registry', () => {
    const registry = full()
    expect(() => bindAt(createDraft(registry as object) as never, 'd1', 'v4')).toThrow()
    const draft = createDraft({ registry })
    expect(codeOf(bindAt(draft.registry as never, 'd1', 'v4'))).toBe('driver-cap')
  })

  test('frozen: no operation writes to what it is given', () => {
    const registry = full()
    const before = JSON.stringify(index.snapshot(registry))
    const frozen = goldenTrace(library)
    bindAt(registry, 'd2', 'v1')
    index.executeAll(registry, [{ type: 'release', driver: 'd1', vehicle: 'v1', by: 'owner', at: at('12:00') }])
    expect(JSON.stringify(index.snapshot(registry))).toBe(before)
    expect(JSON.stringify(goldenTrace(library))).toBe(JSON.stringify(frozen))
  })

  test('frozen: options, rule sets and calendars that the caller edits afterwards are not looked at again', () => {
    const mine = JSON.parse(JSON.stringify({ ...rules.asReported, id: 'mine' })) as typeof rules.asReported
    const parsed = rules.parseRuleSet(mine)
    if (!parsed.ok) throw new Error('a sound rule set was refused')
    const holidays = ['2018-03-06']
    const registry = index.openRegistry(parsed.value, { calendar: { holidays } })
    Object.assign(mine.bind[2] as object, { limit: 99 })
    holidays.length = 0
    expect(parsed.value.bind[2]).toMatchObject({ rule: 'driver-cap', limit: 3 })
    expect(index.revisionOf(registry)).toBe(0)
    expectNothingShared(mine, parsed)
    const sets = [rules.asReported]
    const book = rules.ruleBook('mine', sets)
    sets.pop()
    expect(book.sets).toHaveLength(1)
  })

  test('frozen: findings, events and issues that were handed out cannot be edited', () => {
    const outcome = bindAt(full(), 'd1', 'v4')
    if (outcome.status !== 'refused' || outcome.decision === undefined) throw new Error('not refused by a rule')
    const { findings } = outcome.decision
    expect(() => (findings as unknown[]).pop()).toThrow(TypeError)
    expect(() => Object.assign(findings[2] as object, { outcome: 'holds' })).toThrow(TypeError)
    expect(() => (index.eventsOf(full()) as unknown[]).pop()).toThrow(TypeError)
    const invalid = index.bind(world(), {} as never)
    expect(() => (invalid as unknown as { issues: unknown[] }).issues.pop()).toThrow(TypeError)
    expect(
      loose([
        outcome,
        invalid,
        index.bindingFacts(full(), { driver: 'd1', vehicle: 'v4', channel: 'app', at: at('12:00') }),
      ]),
    ).toEqual(['value'])
  })

  test('frozen: every table that the package exports is frozen to the bottom', () => {
    const tables = exportsOf({ ...index, ...rules, ...words, ...form, ...sql, ...store, ...analysis }).filter(
      ({ 1: value }) => typeof value === 'object',
    )
    expect(tables.length).toBeGreaterThan(80)
    expect(tables.flatMap(([name, value]) => loose(value, name))).toEqual([])
    expect(new Immer({ autoFreeze: true }).produce(rules.asReported, () => {})).toBe(rules.asReported)
    expect(DAY).toBe(index.legalDay(at('09:00') as index.Instant))
    expect(must(bindAt(world(), 'd1', 'v1'))).not.toBe(world())
  })
})

/** Whatever a function of the library gives, while everything is done once, and what of it can be written. */
function looseInAll(): readonly string[] {
  const found = new Set<string>()
  const all = { ...sql, ...analysis, ...store, ...library, ...form }
  const noting = Object.entries(all).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value]
    const call = (...given: unknown[]): unknown => {
      const result: unknown = value(...given)
      for (const path of loose(result, name)) found.add(path)
      return result
    }
    return [name, call]
  })
  const noted = Object.fromEntries(noting) as Library & Built
  goldenTrace(noted)
  goldenTraceOfBuilt(noted)
  return [...found]
}
