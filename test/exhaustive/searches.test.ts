/** What a search once took for the same, or missed. */

import { describe, expect, test } from 'vitest'
import { classesOf, type FactValues } from '../../src/analysis/compare/classes.ts'
import { canonicalKey } from '../../src/analysis/explore/canonical.ts'
import { menuOf } from '../../src/analysis/explore/menu.ts'
import { reachedBy } from '../../src/analysis/explore/renaming.ts'
import { wholeScope } from '../../src/analysis/explore/scope.ts'
import { shownIn } from '../../src/analysis/explore/structure.ts'
import {
  compareRuleSets,
  everyState,
  explore,
  type Goal,
  handledAsLaterOwner,
  handledAsOwnerAfterTheAct,
  type Operation,
  type SearchScope,
} from '../../src/analysis/index.ts'
import {
  bindingsOfDriver,
  CHANNELS,
  type Command,
  execute,
  type FactName,
  HANDLING_FACTS,
  type Registry,
  yuan,
} from '../../src/index.ts'
import { type RuleSet, reform } from '../../src/law/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

test('since when a vehicle is owned is compared with acts alone: passing it on again and again comes to no new state', () => {
  const rules = reform(SETS['as-reported'], (draft) => {
    for (const provision of draft.handle) provision.own = 'at-act'
  })
  const operations = ['bind', 'release', 'transferVehicle', 'recordViolation', 'handle'] as const
  const scope = { drivers: 2, vehicles: 1, violations: 1, days: 2, start: [0], operations } as const
  const late = { ...scope, occurrences: 'any-day' } as const
  expect(explore(rules, late, handledAsOwnerAfterTheAct, { states: 200 })).toMatchObject({ kind: 'none', states: 77 })
  expect(explore(SETS['as-reported'], late, handledAsOwnerAfterTheAct).kind).toBe('witness')
})

test.each([
  ['vehicles-per-year', 'drivers-per-year'],
  ['drivers-per-year', 'vehicles-per-year'],
])('of two handlings one was for somebody else: revoked, it counts no more within the year, by %s', (_, left) => {
  const rules = reform(SETS['cn-2013-05-02'], (draft) => {
    draft.handle = draft.handle.filter(({ rule }) => rule !== left)
  })
  const fines = [20_000, 10_000]
  const operations = ['bind', 'release', 'transferVehicle', 'recordViolation', 'handle', 'revokeHandling'] as const
  const scope = wholeScope(rules, { drivers: 1, vehicles: 1, violations: 2, days: 1, start: [null], fines, operations })
  const menu = menuOf(rules, scope)
  const shown = shownIn(rules, scope, everyState, menu)

  /** One is handled for the owner; then the vehicle is the driver's own, and so is the other. */
  const reached = (fines: readonly [number, number]): Registry => {
    let minute = 0
    const next = () => `${scope.firstDay}T10:${String(minute++).padStart(2, '0')}:00.000+08:00`
    const recorded = (id: string, fine: number): Command => {
      const at = next()
      return {
        type: 'recordViolation',
        id,
        vehicle: 'v1',
        occurredAt: at,
        fine,
        points: 1,
        recordedBy: 'monitoring',
        at,
      }
    }
    const handled = (violation: string): Command => {
      const [channel, offenderPresent, identityVerified] = ['app', false, true] as const
      return { type: 'handle', violation, driver: 'd1', channel, offenderPresent, identityVerified, at: next() }
    }
    const { registry, whole } = reachedBy(
      rules,
      [
        ...(menu.starts[0] as readonly Command[]),
        ...[recorded('x1', fines[0]), handled('x1')],
        { type: 'transferVehicle', vehicle: 'v1', to: { kind: 'individual', id: 'd1' }, at: next() },
        ...[recorded('x2', fines[1]), handled('x2')],
      ],
      everyState,
    )
    expect(whole).toBe(true)
    return registry
  }
  const key = (registry: Registry): string => canonicalKey(shown(registry, [], 0))
  const [one, other] = [reached([20_000, 10_000]), reached([10_000, 20_000])]
  expect(key(one)).toBe(key(reached([20_000, 10_000])))
  expect(key(one)).not.toBe(key(other))
  // What tells them apart: the larger fine revoked, it counts for the one and not for the other.
  const at = `${scope.firstDay}T11:00:00.000+08:00`
  const revoke = (registry: Registry, violation: string): Registry =>
    execute(registry, { type: 'revokeHandling', violation, ground: 'penalty-revoked', at }).registry
  expect(key(revoke(one, 'x1'))).not.toBe(key(revoke(other, 'x2')))
})

test('by which channel a binding was made, for a goal that looks at it', () => {
  const scope: SearchScope = {
    drivers: 2,
    vehicles: 2,
    violations: 0,
    days: 1,
    start: [null, null],
    operations: ['bind', 'release'],
  }
  const twiceByApp: Goal<null> = {
    ...everyState,
    memoryAlone: false,
    reached: (_, registry) =>
      ['d1', 'd2'].some(
        (driver) => bindingsOfDriver(registry, driver).filter(({ channel }) => channel === 'app').length === 2,
      ),
  }
  for (const channels of [['app'], ['app', 'window'], ['window', 'app', 'kiosk', 'web']] as const) {
    expect(explore(SETS['as-reported'], { ...scope, channels }, twiceByApp)).toMatchObject({
      kind: 'witness',
      steps: 2,
    })
  }
  expect(explore(SETS['as-reported'], { ...scope, channels: ['window'] }, twiceByApp)).toMatchObject({ kind: 'none' })
})

test('every channel and whether it was the first are told apart in a binding that is shown', () => {
  const rules = SETS[CHENGDU]
  const operations = ['bind', 'release', 'recordViolation', 'handle'] as const
  const scope = wholeScope(rules, {
    ...{ drivers: 1, vehicles: 1, violations: 1, days: 2, start: [null], operations },
    channels: CHANNELS,
  })
  const menu = menuOf(rules, scope)
  const shown = shownIn(rules, scope, { ...everyState, memoryAlone: false }, menu)
  const labels = new Set<number>()
  for (const [day, date] of menu.days.entries()) {
    for (const channel of CHANNELS) {
      for (const times of [1, 2]) {
        const at = (minute: number) => `${date}T10:0${minute}:00.000+08:00`
        const binds = (minute: number): Command => ({
          ...{ type: 'bind', driver: 'd1', vehicle: 'v1', channel, at: at(minute) },
          ...{ ownerConsent: 'registered-owner', identityVerified: true },
        })
        const release: Command = { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver', at: at(1) }
        const way = times === 1 ? [binds(0)] : [binds(0), release, binds(2)]
        const { registry, whole } = reachedBy(rules, [...(menu.starts[0] as readonly Command[]), ...way], everyState)
        if (!whole) continue
        const { facts } = shown(registry, [], day)
        const bound = bindingsOfDriver(registry, 'd1').map(({ vehicle }) => vehicle)
        expect(bound).toEqual(['v1'])
        // Facts are a label and up to three things each; driver 0 and vehicle 1 are in one binding.
        const [label] = Array.from({ length: facts.length / 4 }, (_, index) => facts.slice(4 * index, 4 * index + 4))
          .filter(([, one, other, none]) => one === 0 && other === 1 && none === -1)
          .map(([label]) => label as number)
        expect(labels.has(label as number), `${date} ${channel} ${times}`).toBe(false)
        labels.add(label as number)
      }
    }
  }
  expect(labels.size).toBeGreaterThan(10)
})

test('a full score that is studied away and comes back with the next handling, without end', () => {
  const operations: readonly Operation[] = [
    'recordViolation',
    'handle',
    'payFine',
    'revokeHandling',
    'completeFullScoreStudy',
  ]
  const scope: SearchScope = {
    drivers: 1,
    vehicles: 1,
    violations: 1,
    days: 1,
    points: [12],
    channels: ['window'],
    start: [0],
  }
  for (const id of SET_IDS) {
    const found = explore(SETS[id], { ...scope, operations }, handledAsLaterOwner)
    expect([id, found.kind, found.states < 100]).toEqual([id, 'none', true])
  }
  expect(explore(SETS['cn-2024-11-01'], scope, handledAsLaterOwner)).toMatchObject({ kind: 'none' })
  // How often it was studied makes a difference up to the limit of the rule, and up to twice where none asks.
  const states = [1, 2, 3, 4].map((limit) => {
    const rules = reform(SETS['cn-2024-11-01'], { 'repeat-full-score': { limit } })
    return explore(rules, { ...scope, operations }, handledAsLaterOwner).states
  }) as [number, number, number, number]
  expect(states[1]).toBe(states[0])
  expect(states[2]).toBeGreaterThan(states[1])
  expect(states[3] - states[2]).toBe(states[2] - states[1])
  // A goal that may look at how often it was studied finds no end of states, and the day has no minute left.
  const looking = { ...everyState, memoryAlone: false }
  expect(explore(SETS['cn-2024-11-01'], { ...scope, operations }, looking)).toMatchObject({
    kind: 'unknown',
    reason: 'budget',
    depthReached: 900,
  })
})

test('a goal whose key is no list of facts is named', () => {
  const scope: SearchScope = { drivers: 1, vehicles: 1, violations: 0, days: 1 }
  for (const [key, shown, wanted] of [
    [5, '5', 'a list of facts'],
    [undefined, 'undefined', 'a list of facts'],
    ['fact', '"fact"', 'a list of facts'],
    [new Set([['fact']]), 'object', 'a list of facts'],
    [['fact'], '"fact"', 'a fact, which is a label and ids'],
    [[[]], 'array', 'a fact, which is a label and ids'],
    [[['fact', 7]], 'array', 'a fact, which is a label and ids'],
    [[null], 'null', 'a fact, which is a label and ids'],
  ] as const) {
    const goal = { ...everyState, key: () => key } as unknown as Goal<null>
    expect(() => explore(SETS['as-reported'], scope, goal)).toThrow(
      new TypeError(`goal.key(memory): ${shown} is not ${wanted}`),
    )
  }
})

test('an observer that is invalid is named', () => {
  const scope: SearchScope = { drivers: 1, vehicles: 1, violations: 0, days: 1 }
  for (const observer of [5, null, 'x', [], { state: 5 }, { tried: null }]) {
    expect(() => explore(SETS['as-reported'], scope, everyState, { observer } as never)).toThrow(
      /^explore\(budget\.observer\): .+ is not an observer with state or tried$/,
    )
  }
  for (const observer of [undefined, {}, { state: undefined, tried: () => {} }]) {
    expect(explore(SETS['as-reported'], scope, everyState, { observer } as never).kind).toBe('none')
  }
})

test('a title of several lines begins nothing else in a drawing', () => {
  const title = { zh: '甲\n  section 乙', en: 'one\r\n  section two\u2028three' }
  const reached = { ...everyState, title, reached: () => true }
  const found = explore(SETS['as-reported'], { drivers: 1, vehicles: 1, violations: 0, days: 1 }, reached)
  if (found.kind !== 'witness') throw new Error(found.kind)
  expect(found.mermaid().split('\n')[1]).toBe('  title one section two three')
  expect(found.mermaid({ tag: 'zh-CN' }).split('\n')[1]).toBe('  title 甲 section 乙')
})

describe('what is compared when instants are held fixed', () => {
  const [plain, more] = [{ vehicles: 'others' } as const, { 'fine-limit': { limit: yuan(300) } } as const]
  /** What has nothing to do with instants: each held fixed is a tenth of the cases. */
  const usual = { plateType: '02', licenceStates: [], licenceClasses: ['C1'] } as const
  test('instants lie around the one that is held fixed, whichever it is', () => {
    const nextDay = reform(SETS['as-reported'], { 'since-binding': { grain: 'next-day' } })
    const facts = {
      at: '2018-09-12T12:00:00+08:00',
      boundSince: '2018-09-10T15:00:00+08:00',
      occurredAt: '2018-09-10T16:00:00+08:00',
    }
    const rulesOf = (given: object) =>
      compareRuleSets(SETS['as-reported'], nextDay, given as never).changes.map(({ rules }) => rules)
    const { at, boundSince, occurredAt } = facts
    for (const given of [{}, { at }, { boundSince }, { occurredAt }, { at, boundSince }, { at, occurredAt }, facts]) {
      expect(rulesOf(given), JSON.stringify(given)).toEqual([['since-binding']])
    }
    expect(rulesOf({ boundSince, occurredAt: '2018-09-11T00:00:00+08:00' })).toEqual([])
    expect(rulesOf({ boundSince: null })).toEqual([])
  })

  test('the first and the last instant there are can be held fixed', () => {
    const { 'as-reported': a, 'cn-2024-11-01': b } = SETS
    for (const instant of ['1900-01-01T00:00:00.000+08:00', '2199-12-31T23:59:59.999+08:00']) {
      for (const fact of ['at', 'boundSince', 'occurredAt']) {
        const { cases, changes } = compareRuleSets(a, b, {
          ...plain,
          channel: 'app',
          ...usual,
          [fact]: instant,
        } as never)
        expect(cases.handle.changed).toBeGreaterThan(0)
        for (const { question, example } of changes) {
          if (question === 'handle') expect(example.facts).toHaveProperty(fact, instant)
        }
      }
    }
  })

  test('the largest limits there are have no value above them', () => {
    for (const [rule, limit] of [
      ['fine-limit', 10_000_000_000],
      ['driver-cap', 100],
      ['vehicle-cap', 100],
    ] as const) {
      const set = reform(SETS['as-reported'], { [rule]: { limit } })
      const { changes } = compareRuleSets(SETS['as-reported'], set)
      expect(changes.map(({ from, rules }) => [from, rules])).toEqual([['refused', [rule]]])
    }
  })

  const rulesOf = (a: RuleSet, b: RuleSet, given: object) =>
    compareRuleSets(a, b, given as never).changes.map(({ question, rules }) => `${question} ${rules}`)

  test('points lie around what is left to the full score, where what is held is fixed', () => {
    const laxer = reform(SETS['as-reported'], { 'points-room': { full: 9 } })
    for (const pointsHeld of [0, 1, 2, 3, 5, 6, 7, 8, 10]) {
      expect(rulesOf(SETS['as-reported'], laxer, { pointsHeld }), `${pointsHeld}`).toEqual(['handle points-room'])
    }
    expect(rulesOf(SETS['as-reported'], laxer, { pointsHeld: 11 })).toEqual([])
  })

  test('what is held has to do with points alone', () => {
    const of = (fixed: object) => classesOf([SETS['cn-2024-11-01']], 'handle', fixed as FactValues)
    for (const fact of HANDLING_FACTS) {
      if (fact !== 'points') expect(of({ pointsHeld: 5 })(fact, {}), fact).toEqual(of({})(fact, {}))
    }
    expect(of({ pointsHeld: 5 })('points', {})).toEqual([...new Set([...of({})('points', {}), 6, 7, 8])])
  })

  test('fines below the plain one are tried where a limit lies there', () => {
    const [low, high] = [50, 80].map((limit) =>
      reform(SETS['as-reported'], { 'fine-limit': { limit: yuan(limit) } }),
    ) as [RuleSet, RuleSet]
    expect(rulesOf(low, high, {})).toEqual(['handle fine-limit'])
    expect(rulesOf(low, reform(low, { 'since-binding': null }), {})).toEqual(['handle since-binding'])
  })

  test('at the ends of time there is room for a binding, a violation on the next day, and the handling', () => {
    const next = reform(SETS['as-reported'], { 'since-binding': { grain: 'next-day' } })
    const instant = reform(SETS['as-reported'], { 'since-binding': { grain: 'instant' } })
    for (const at of ['1900-01-02T00:00+08:00', '1900-01-02T12:00+08:00', '1900-01-03T00:00+08:00']) {
      const moment = new Date(at.replace('+', ':00+')).toISOString()
      expect(rulesOf(next, reform(next, more), { ...plain, at: moment }), at).toEqual(['handle fine-limit'])
      expect(rulesOf(instant, SETS['as-reported'], { ...plain, at: moment }), at).toEqual(['handle since-binding'])
    }
    for (const from of ['2199-12-20', '2199-12-21', '2199-12-22', '2199-12-31'] as const) {
      const late = reform(next, (draft) => {
        draft.from = from as never
      })
      expect(rulesOf(late, reform(late, more), plain), from).toEqual(['handle fine-limit'])
    }
    for (const boundSince of ['2199-12-30T20:00+08:00', '2199-12-31T20:00+08:00']) {
      const moment = new Date(boundSince.replace('+', ':00+')).toISOString()
      expect(rulesOf(instant, reform(instant, more), { ...plain, boundSince: moment })).toEqual(['handle fine-limit'])
      expect(rulesOf(instant, SETS['as-reported'], { ...plain, boundSince: moment })).toEqual(['handle since-binding'])
    }
  })

  const on = (day: number, time: string) => `2018-09-${String(day).padStart(2, '0')}T${time}+08:00`
  const [first, last] = ['00:00:00.000', '23:59:59.999']
  const classes = (fixed: object) => {
    const of = classesOf([SETS['as-reported']], 'handle', fixed as FactValues)
    return ['at', 'boundSince', 'occurredAt'].map((fact) => of(fact as FactName, {}))
  }

  test('the others lie before, at and after it, on the same day and on the days beside it', () => {
    const bound = on(10, '15:00:00.000')
    const around = [on(11, first), on(10, last), bound, on(10, '14:59:59.999'), on(10, first), on(9, last)]
    const [then, after] = [on(12, '10:00:00.000'), on(12, '10:00:00.001')]
    expect(classes({ boundSince: bound })).toEqual([[then], [bound, null], [...around, then, after]])
    expect(classes({ at: then })).toEqual([[then], [bound, null], [...around, then, after]])
    const occurred = on(20, '08:00:00.000')
    expect(classes({ occurredAt: occurred }).slice(0, 2)).toEqual([
      [on(22, '10:00:00.000'), occurred, on(20, '07:59:59.999')],
      [on(19, last), on(20, first), occurred, on(20, '08:00:00.001'), on(20, last), on(21, first), null],
    ])
    expect(classes({ occurredAt: occurred, boundSince: on(25, first) })[0]).toEqual([
      ...[on(27, '10:00:00.000'), occurred, on(20, '07:59:59.999')],
    ])
    expect(classes({ boundSince: null, at: then })[2]).toEqual([...around, then, after])
  })

  test('at either end of a day, and of time, each of them is there once', () => {
    expect(classes({ occurredAt: on(20, last) })[1]).toEqual([
      on(19, last),
      on(20, first),
      on(20, last),
      on(21, first),
      null,
    ])
    expect(classes({ occurredAt: on(20, first) })[1]).toEqual([
      ...[on(19, last), on(20, first), on(20, '00:00:00.001'), on(20, last), on(21, first), null],
    ])
    const [earliest, latest] = [`1900-01-01T${first}+08:00`, `2199-12-31T${last}+08:00`]
    expect(classes({ at: earliest })).toEqual([
      [earliest],
      [earliest, null],
      ['1900-01-02T00:00:00.000+08:00', `1900-01-01T${last}+08:00`, earliest, '1900-01-01T00:00:00.001+08:00'],
    ])
    expect(classes({ occurredAt: latest })).toEqual([
      [latest, `2199-12-31T23:59:59.998+08:00`],
      [`2199-12-30T${last}+08:00`, `2199-12-31T${first}+08:00`, latest, null],
      expect.anything(),
    ])
  })
})
