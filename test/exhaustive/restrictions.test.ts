/** What no rule says, tried beside the rules: which commands a restriction lets through, and what a goal then comes to. */

import { describe, expect, test } from 'vitest'
import {
  bindingsOfVehicleADay,
  boundAfterTheFact,
  everyState,
  explore,
  type Goal,
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  placesTakenToDayEnd,
  type Restriction,
  type SearchScope,
  type Witness,
  withRestriction,
} from '../../src/analysis/index.ts'
import { bindingsOfVehicle, type Command, execute, openRegistry, violationsOfVehicle } from '../../src/index.ts'
import { shorten } from '../../src/input/issue.ts'
import { SETS } from '../oracle/sets.ts'

const MEMORY = 'object is not a memory: it is a promise'

const asReported = SETS['as-reported']
const CORE = ['bind', 'release', 'recordViolation', 'handle'] as const
const around = (days: number): SearchScope => ({
  ...{ drivers: 4, vehicles: 1, violations: 4, days },
  ...{ start: [null], operations: CORE },
})

type Step =
  | readonly [act: 'binds' | 'releases', driver: string, vehicle: string]
  | readonly ['passes', vehicle: string, to: string]
  | readonly ['cancelled' | 'suspended' | 'recorded', of: string]
  | 'a day passes'

/** The number of the first step that the restriction does not allow; `null` when it allows all. The rules must accept each. */
function firstBarred<M>(restriction: Restriction<M>, steps: readonly Step[]): number | null {
  return tried(restriction, steps).barred
}

/** What a restriction remembers after some steps, all of which it allows. */
function remembered<M>(restriction: Restriction<M>, ...steps: readonly Step[]): readonly string[] {
  const { barred, memory } = tried(restriction, steps)
  expect(barred).toBeNull()
  return restriction.key(memory).map((fact) => fact.join(' '))
}

function tried<M>(
  restriction: Restriction<M>,
  steps: readonly Step[],
): { readonly barred: number | null; readonly memory: M } {
  let registry = openRegistry(asReported)
  let memory = restriction.init
  let minute = 0
  let day = 1
  const give = (command: Command): boolean => {
    const outcome = execute(registry, command)
    if (outcome.status !== 'accepted') throw new Error(`${command.type} ${outcome.status}`)
    memory = restriction.next(memory, outcome.event, registry)
    registry = outcome.registry
    return restriction.broken(memory)
  }
  const now = (): string => `2020-03-0${day}T10:${String(minute++).padStart(2, '0')}:00.000+08:00`
  for (const id of ['d1', 'd2', 'd3', 'd4']) {
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
    give({ type: 'enrolDriver', id, licence, at: now() })
  }
  for (const id of ['v1', 'v2', 'v3', 'v4']) {
    const owner = { kind: 'individual', id: 'o' } as const
    give({ type: 'enrolVehicle', id, owner, plateType: '02', operating: false, at: now() })
  }
  for (const [index, step] of steps.entries()) {
    if (step === 'a day passes') {
      day++
      continue
    }
    const [act, one, other = ''] = step
    const at = now()
    const acts: Record<typeof act, Command> = {
      binds: {
        ...{ type: 'bind', driver: one, vehicle: other, channel: 'app' },
        ...{ ownerConsent: 'none', identityVerified: true, at },
      },
      releases: { type: 'release', driver: one, vehicle: other, by: 'driver', at },
      passes: { type: 'transferVehicle', vehicle: one, to: { kind: 'individual', id: other }, at },
      recorded: {
        ...{ type: 'recordViolation', id: 'x1', vehicle: one, occurredAt: at, fine: 20_000, points: 1 },
        ...{ recordedBy: 'monitoring', at },
      },
      cancelled: { type: 'changeLicence', driver: one, licence: { states: ['cancelled'], classes: ['C1'] }, at },
      suspended: { type: 'changeLicence', driver: one, licence: { states: ['suspended'], classes: ['C1'] }, at },
    }
    if (give(acts[act])) return { barred: index, memory }
  }
  return { barred: null, memory }
}

const binds = (driver: string, vehicle: string): Step => ['binds', driver, vehicle]
const releases = (driver: string, vehicle: string): Step => ['releases', driver, vehicle]

describe('a place that stays taken until the end of its day', () => {
  const two = placesTakenToDayEnd(2)

  test('bars the driver who gives one up from another vehicle that day, not from the same, nor the next day', () => {
    const full = [binds('d1', 'v1'), binds('d1', 'v2'), releases('d1', 'v1')]
    expect(firstBarred(two, full)).toBeNull()
    expect(firstBarred(two, [...full, binds('d1', 'v3')])).toBe(3)
    expect(firstBarred(two, [...full, binds('d1', 'v1')])).toBeNull()
    expect(firstBarred(two, [...full, binds('d1', 'v1'), releases('d1', 'v1'), binds('d1', 'v3')])).toBe(5)
    expect(firstBarred(two, [...full, 'a day passes', binds('d1', 'v3')])).toBeNull()
    expect(firstBarred(two, [...full, binds('d2', 'v3')])).toBeNull()
    expect(firstBarred(placesTakenToDayEnd(3), [...full, binds('d1', 'v3')])).toBeNull()
  })

  test('bars another driver from the vehicle that was given up that day', () => {
    const full = [binds('d1', 'v1'), binds('d2', 'v1'), releases('d1', 'v1')]
    expect(firstBarred(two, [...full, binds('d3', 'v1')])).toBe(3)
    expect(firstBarred(two, [...full, binds('d1', 'v1')])).toBeNull()
    expect(firstBarred(two, [...full, 'a day passes', binds('d3', 'v1')])).toBeNull()
    expect(firstBarred(two, [...full, binds('d3', 'v2')])).toBeNull()
    expect(firstBarred(placesTakenToDayEnd(3), [...full, binds('d3', 'v1')])).toBeNull()
  })

  test('counts what was given up on the day, also of bindings of days before; a day on which nothing happens forgets', () => {
    const before = [binds('d1', 'v1'), binds('d1', 'v2'), 'a day passes', releases('d1', 'v1')] as const
    expect(firstBarred(two, [...before, binds('d1', 'v3')])).toBe(4)
    expect(firstBarred(two, [...before, 'a day passes', releases('d1', 'v2'), binds('d1', 'v3')])).toBeNull()
  })

  test('remembers the pairs given up on the day of the last event, and none that is bound', () => {
    const [one, day] = [binds('d1', 'v1'), '2020-03-01']
    expect(two.broken(two.init)).toBe(false)
    expect(remembered(two)).toEqual([])
    expect(remembered(two, one)).toEqual([])
    expect(remembered(two, one, ['recorded', 'v1'])).toEqual([])
    expect(remembered(two, one, ['suspended', 'd1'])).toEqual([])
    expect(remembered(two, one, binds('d2', 'v2'), ['recorded', 'v2'])).toEqual([])
    expect(remembered(two, one, releases('d1', 'v1'))).toEqual([`${day} d1 v1`])
    expect(remembered(two, one, releases('d1', 'v1'), one)).toEqual([])
    expect(remembered(two, one, binds('d2', 'v1'), ['passes', 'v1', 'p'])).toEqual([`${day} d1 v1`, `${day} d2 v1`])
    expect(remembered(two, one, binds('d1', 'v2'), ['cancelled', 'd1'])).toEqual([`${day} d1 v1`, `${day} d1 v2`])
    expect(remembered(two, one, releases('d1', 'v1'), 'a day passes')).toEqual([`${day} d1 v1`])
    expect(remembered(two, one, releases('d1', 'v1'), 'a day passes', ['recorded', 'v2'])).toEqual([])
  })

  test('counts no places of others', () => {
    const elsewhere = [binds('d2', 'v3'), releases('d2', 'v3'), binds('d1', 'v1')]
    expect(firstBarred(two, [...elsewhere, binds('d1', 'v2')])).toBeNull()
    expect(firstBarred(two, [...elsewhere, binds('d3', 'v1')])).toBeNull()
  })

  test('counts open bindings of any day', () => {
    expect(firstBarred(two, [binds('d1', 'v1'), 'a day passes', binds('d1', 'v2'), binds('d1', 'v3')])).toBe(3)
    expect(firstBarred(two, [binds('d1', 'v1'), 'a day passes', binds('d2', 'v1'), binds('d3', 'v1')])).toBe(3)
  })

  test('keeps the places of a vehicle that passes on and of a driver whose licence is cancelled', () => {
    const passed = [binds('d1', 'v1'), binds('d2', 'v1'), ['passes', 'v1', 'p']] as const
    expect(firstBarred(two, [...passed, binds('d3', 'v1')])).toBe(3)
    expect(firstBarred(two, [...passed, 'a day passes', binds('d3', 'v1')])).toBeNull()
    const cancelled = [binds('d1', 'v1'), binds('d2', 'v1'), ['cancelled', 'd1']] as const
    expect(firstBarred(two, [...cancelled, binds('d3', 'v1')])).toBe(3)
    expect(firstBarred(two, [...cancelled, 'a day passes', binds('d3', 'v1')])).toBeNull()
    expect(firstBarred(two, [binds('d1', 'v1'), ['suspended', 'd1'], releases('d1', 'v1'), binds('d2', 'v1')])).toBe(
      null,
    )
    expect(firstBarred(two, [binds('d1', 'v1'), ['suspended', 'd1'], binds('d2', 'v1')])).toBeNull()
  })
})

test('a number of bindings of a vehicle a day, by any driver, given up or not', () => {
  const two = bindingsOfVehicleADay(2)
  expect(two.broken(two.init)).toBe(false)
  const day = '2020-03-01'
  expect(remembered(two, binds('d1', 'v1'), releases('d1', 'v1'), binds('d2', 'v1'))).toEqual([
    `${day} v1`,
    `${day} v1`,
  ])
  const twice = [binds('d1', 'v1'), releases('d1', 'v1'), binds('d1', 'v1'), releases('d1', 'v1')]
  expect(firstBarred(two, twice)).toBeNull()
  expect(firstBarred(two, [...twice, binds('d2', 'v1')])).toBe(4)
  expect(firstBarred(two, [...twice, binds('d1', 'v2'), binds('d2', 'v2'), binds('d1', 'v3')])).toBeNull()
  expect(firstBarred(two, [...twice, 'a day passes', binds('d2', 'v1'), binds('d3', 'v1')])).toBeNull()
  expect(firstBarred(two, [...twice, 'a day passes', binds('d2', 'v1'), binds('d3', 'v1'), binds('d4', 'v1')])).toBe(7)
})

describe('a goal that supposes a restriction', () => {
  const [places, times] = [placesTakenToDayEnd(3), bindingsOfVehicleADay(3)]

  test('is called by both, and says so in both languages', () => {
    const { id, title, memoryAlone, ignoresBindingDays } = withRestriction(boundAfterTheFact, places)
    expect([id, memoryAlone, ignoresBindingDays]).toEqual(['F+places-taken-to-day-end=3', true, true])
    expect(title).toEqual({
      en: 'a violation with points is handled by a driver who neither owns the vehicle nor had it bound when it was recorded, even where a place that is given up stays taken until the end of its day (3 a driver, 3 a vehicle)',
      zh: '在“解除备案的名额当日不释放（一人至多3辆、一车至多3人）”的前提下，有记分违法由记录时尚未备案的非所有人处理',
    })
    for (const promise of ['memoryAlone', 'ignoresBindingDays'] as const) {
      expect(withRestriction(boundAfterTheFact, { ...places, [promise]: false })[promise]).toBe(false)
      expect(withRestriction({ ...boundAfterTheFact, [promise]: false }, places)[promise]).toBe(false)
    }
    const looking = withRestriction({ ...everyState, memoryAlone: false, ignoresBindingDays: false }, times)
    expect(looking).toMatchObject({ id: 'every-state+bindings-of-a-vehicle-a-day=3', memoryAlone: false })
    expect(looking.ignoresBindingDays).toBe(false)
    expect(looking.title).toEqual({
      en: 'every state, even where a vehicle is bound at most 3 times a day',
      zh: '在“一辆机动车一日至多被备案3次”的前提下，遍历全部状态',
    })
    expect(Object.isFrozen(looking)).toBe(true)
    expect(looking.key({ goal: null, restriction: times.init })).toEqual([])
    const asked: Goal<null> = { ...everyState, key: () => [['2020-03-01', 'v1']] }
    const barred: Restriction<null> = {
      ...times,
      init: null,
      next: () => null,
      broken: () => false,
      key: () => [['2020-03-01', 'v1', 'd1']],
    }
    expect(withRestriction(asked, barred).key({ goal: null, restriction: null })).toEqual([
      ['goal 2020-03-01', 'v1'],
      ['restriction 2020-03-01', 'v1', 'd1'],
    ])
  })

  test('is closed by a restriction within a day, and otherwise asks for the same', () => {
    const asked = { states: 163, decisions: 2952 }
    expect(explore(asReported, around(1), manyDriversForOneVehicle)).toMatchObject({ kind: 'witness', ...asked })
    expect(explore(asReported, around(1), withRestriction(manyDriversForOneVehicle, places))).toMatchObject({
      kind: 'none',
    })
    expect(explore(asReported, around(1), withRestriction(manyDriversForOneVehicle, times))).toMatchObject({
      kind: 'none',
    })
    const four = explore(
      asReported,
      around(1),
      withRestriction(manyDriversForOneVehicle, placesTakenToDayEnd(4)),
    ) as Witness
    expect([four.kind, four.steps]).toEqual(['witness', 13])
    const one: SearchScope = { ...around(1), drivers: 1, vehicles: 4, start: [null, null, null, null] }
    expect(explore(asReported, one, withRestriction(manyVehiclesForOneDriver, places))).toMatchObject({ kind: 'none' })
    expect(explore(asReported, one, withRestriction(manyVehiclesForOneDriver, times))).toMatchObject({
      kind: 'witness',
      steps: 13,
    })
  })

  test('comes to no other states than without, and to all that keep to the restriction', () => {
    const scope: SearchScope = { ...around(2), violations: 0, operations: ['bind', 'release'] }
    const once = bindingsOfVehicleADay(1)
    const seen: number[] = []
    const observer = {
      state: (registry: Parameters<typeof bindingsOfVehicle>[0]) =>
        void seen.push(bindingsOfVehicle(registry, 'v1').length),
    }
    const found = explore(asReported, scope, withRestriction(everyState, once), { observer })
    expect(found.kind).toBe('none')
    // The first day: none bound, one bound, one given up. The second: those three, and after a binding on it one of then, that
    // given up, two, and one of the day before. It is four drivers who bind first, or on the second day where none is bound; else three.
    expect([Math.max(...seen), found.states, found.accepted.bind]).toEqual([2, 3 + 3 + 4, 4 + 4 + 4 + 3])
  })

  test('holds with another restriction too', () => {
    const both = withRestriction(withRestriction(manyDriversForOneVehicle, placesTakenToDayEnd(4)), times)
    expect(both.id).toBe('A+places-taken-to-day-end=4+bindings-of-a-vehicle-a-day=3')
    expect(explore(asReported, around(1), both).kind).toBe('none')
    const other = withRestriction(withRestriction(manyDriversForOneVehicle, times), placesTakenToDayEnd(4))
    expect(explore(asReported, around(1), other).kind).toBe('none')
  })

  test('counts what each restriction barred: one that never applied, such as one with a misspelt event, is seen', () => {
    const noRelease = (event: string): Restriction<boolean> => ({
      ...{ id: `no ${event}`, title: everyState.title, init: false, memoryAlone: true, ignoresBindingDays: true },
      next: (_, { type }) => (type as string) === event,
      key: (broken) => (broken ? [['broken']] : []),
      broken: (broken) => broken,
    })
    const [sound, misspelt] = [noRelease('binding-released'), noRelease('binding-release')]
    const plain = explore(asReported, around(1), manyDriversForOneVehicle) as Witness
    expect(plain.restrictions).toEqual([])
    const closed = explore(asReported, around(1), withRestriction(manyDriversForOneVehicle, sound))
    expect(closed).toMatchObject({ kind: 'none', restrictions: [{ id: 'no binding-released' }] })
    expect(closed.restrictions[0]?.barred).toBeGreaterThan(0)
    const idle = explore(asReported, around(1), withRestriction(manyDriversForOneVehicle, misspelt)) as Witness
    expect(idle).toMatchObject({ kind: 'witness', steps: plain.steps, states: plain.states })
    expect(idle.restrictions).toEqual([{ id: 'no binding-release', barred: 0 }])
    const both = withRestriction(withRestriction(manyDriversForOneVehicle, misspelt), sound)
    expect(explore(asReported, around(1), both).restrictions).toEqual([...idle.restrictions, ...closed.restrictions])
    expect(Object.isFrozen(idle.restrictions) && Object.isFrozen(idle.restrictions[0])).toBe(true)
  })

  test('is refused when the restriction depends on a name', () => {
    const notFirst: Restriction<boolean> = {
      ...{ id: 'not-d1', title: everyState.title, init: false, key: () => [], broken: (broken) => broken },
      ...{ memoryAlone: true, ignoresBindingDays: true },
      next: (_, event) => event.type === 'vehicle-bound' && event.driver === 'd1',
    }
    const scope: SearchScope = { ...around(1), drivers: 2, violations: 1 }
    expect(explore(asReported, scope, withRestriction(everyState, notFirst))).toMatchObject({
      kind: 'unknown',
      reason: 'asymmetric-goal',
    })
    expect(explore(asReported, scope, withRestriction(boundAfterTheFact, notFirst))).toMatchObject({ kind: 'unknown' })
    const pinned: SearchScope = { ...scope, pinned: ['d1'] }
    expect(explore(asReported, pinned, withRestriction(everyState, notFirst)).kind).toBe('none')
  })

  test('is not made of what is no goal or no restriction', () => {
    expect(() => withRestriction(null as never, places)).toThrow('withRestriction(goal): ')
    expect(() => withRestriction(everyState, { ...places, broken: undefined } as never)).toThrow(
      /^withRestriction\(restriction\): .*a restriction with id, title, next, key and broken/,
    )
    expect(() => withRestriction(everyState, { ...places, title: { zh: '上限' } } as never)).toThrow(
      /^withRestriction\(restriction\): /,
    )
    expect(() => withRestriction({ ...everyState, title: undefined } as never, places)).toThrow(
      /^withRestriction\(goal\): /,
    )
    for (const limit of [0, 1.5, '3', Number.NaN, 2 ** 53]) {
      expect(() => placesTakenToDayEnd(limit as never)).toThrow(
        /^placesTakenToDayEnd\(limit\): .*a whole number from 1/,
      )
      expect(() => bindingsOfVehicleADay(limit as never)).toThrow(/^bindingsOfVehicleADay\(limit\): /)
    }
    expect(placesTakenToDayEnd(1).id).toBe('places-taken-to-day-end=1')
    expect(bindingsOfVehicleADay(1).id).toBe('bindings-of-a-vehicle-a-day=1')
  })

  test('looks at what can still be done alone, unless the restriction says that it looks around', () => {
    const scope: SearchScope = {
      ...{ drivers: 1, vehicles: 1, violations: 1, days: 1, start: [null], points: [0] },
      operations: ['bind', 'release', 'recordViolation', 'withdrawViolation', 'handle'],
    }
    const withdrawn: Restriction<boolean> = {
      ...{
        id: 'after a withdrawal',
        title: everyState.title,
        init: false,
        key: (broken) => (broken ? [['broken']] : []),
      },
      ...{ broken: (broken) => broken, memoryAlone: false, ignoresBindingDays: true },
      next: (_, event, before) =>
        event.type === 'vehicle-bound' &&
        violationsOfVehicle(before, event.vehicle).some(({ state }) => state === 'withdrawn'),
    }
    const settled: Goal<boolean> = {
      ...everyState,
      ...{ id: 'bound when all is settled', init: false, key: (found: boolean) => (found ? [['found']] : []) },
      next: (found, event, before) =>
        found ||
        (event.type === 'vehicle-bound' &&
          violationsOfVehicle(before, event.vehicle).some(({ state }) => state !== 'open')),
      reached: (found) => found,
    }
    const found = explore(asReported, scope, withRestriction(settled, withdrawn)) as Witness
    expect([found.kind, found.commands?.map(({ type }) => type)]).toEqual([
      'witness',
      ['bind', 'recordViolation', 'handle', 'release', 'bind'],
    ])
  })

  test('is refused when what is broken does not follow from the facts remembered', () => {
    const noRelease: Restriction<boolean> = {
      ...{ id: 'no release', title: everyState.title, init: false, memoryAlone: true, ignoresBindingDays: true },
      next: (_, event) => event.type === 'binding-released',
      key: (broken) => (broken ? [['broken']] : []),
      broken: (broken) => broken,
    }
    const scope: SearchScope = { ...around(1), drivers: 2, violations: 0, operations: ['bind', 'release'] }
    expect(explore(asReported, scope, withRestriction(everyState, noRelease))).toMatchObject({
      kind: 'none',
      states: 3,
    })
    expect(explore(asReported, scope, withRestriction(everyState, { ...noRelease, key: () => [] }))).toMatchObject({
      kind: 'unknown',
      reason: 'asymmetric-goal',
    })
  })

  test('takes nothing for an answer but true and false', () => {
    const one: Restriction<number> = {
      ...{ id: 'count', title: everyState.title, init: 0, memoryAlone: true, ignoresBindingDays: true },
      key: (count) => [[`${count}`]],
      next: (count, event) => count + (event.type === 'vehicle-bound' ? 1 : 0),
      broken: ((count: number) => count) as unknown as (count: number) => boolean,
    }
    const scope: SearchScope = { ...around(1), violations: 0, operations: ['bind', 'release'] }
    expect(() => explore(asReported, scope, withRestriction(everyState, one))).toThrow(
      new TypeError('restriction.broken(memory): 0 is not true or false'),
    )
    for (const answer of [0, undefined, null, 'no', Promise.resolve(false)]) {
      const goal = { ...everyState, reached: () => answer } as unknown as Goal<null>
      expect(() => explore(asReported, scope, goal)).toThrow(
        new TypeError(`goal.reached(memory, registry): ${shorten(answer)} is not true or false`),
      )
      const restrictions = [{ id: 'unsure', broken: () => answer as never }]
      const restricted = { ...everyState, restrictions } as unknown as Goal<null>
      expect(() => explore(asReported, scope, restricted)).toThrow(
        new TypeError(`restriction.broken(memory): ${shorten(answer)} is not true or false`),
      )
    }
    const sound: Restriction<number> = { ...one, broken: (count) => count > 0 }
    expect(explore(asReported, scope, withRestriction(everyState, sound))).toMatchObject({
      kind: 'none',
      states: 1,
      accepted: {},
    })
  })

  test('is not made of a restriction that is broken before the first command', () => {
    const always = { ...placesTakenToDayEnd(1), broken: () => true }
    expect(() => withRestriction(everyState, always)).toThrow(
      new RangeError('withRestriction(restriction): it is broken before the first command'),
    )
    const forbids = { ...everyState, restrictions: [{ id: 'always', broken: () => true }] }
    expect(() => explore(asReported, around(1), forbids as never)).toThrow(
      new RangeError('explore(goal.restrictions): one is broken before the first command'),
    )
  })

  test('what a goal or a restriction answers of another type is named, through a restriction too', () => {
    const sound = placesTakenToDayEnd(1)
    for (const [call, goal, restriction, said] of [
      ['goal.key(memory)', { ...everyState, key: () => 5 }, sound, '5 is not a list of facts'],
      ['goal.key(memory)', { ...everyState, key: () => [[]] }, sound, 'array is not a fact, which is a label and ids'],
      ['restriction.key(memory)', everyState, { ...sound, key: () => undefined }, 'undefined is not a list of facts'],
      [
        'restriction.key(memory)',
        everyState,
        { ...sound, key: () => [[7]] },
        'array is not a fact, which is a label and ids',
      ],
      ['goal.next(memory, event, before)', { ...everyState, next: async () => null }, sound, MEMORY],
      ['restriction.next(memory, event, before)', everyState, { ...sound, next: async () => sound.init }, MEMORY],
    ] as const) {
      expect(() => explore(asReported, around(1), withRestriction(goal as never, restriction as never)), call).toThrow(
        new TypeError(`${call}: ${said}`),
      )
    }
    const later = { ...everyState, next: async () => null } as unknown as Goal<null>
    expect(() => explore(asReported, around(1), later)).toThrow(
      new TypeError(`goal.next(memory, event, before): ${MEMORY}`),
    )
  })

  test('carries restrictions of its own, not those of Object.prototype', () => {
    for (const restrictions of ['yes', [1], [{ id: 'x' }], [{ broken: () => false }], null]) {
      const forbids = { ...everyState, restrictions } as unknown as Goal<null>
      expect(() => explore(asReported, around(1), forbids)).toThrow(/^explore\(goal\): /)
    }
    class Never {
      readonly id = 'never'
      readonly title = everyState.title
      readonly init = 0
      readonly memoryAlone = true
      readonly ignoresBindingDays = true
      next = () => 1
      key = (count: number) => [[`${count}`]] as const
      reached = () => false
      restrictions = [{ id: 'no event', broken: (count: number) => count > 0 }]
    }
    expect(explore(asReported, around(1), new Never())).toMatchObject({ kind: 'none', states: 1, accepted: {} })
    const plain = explore(asReported, around(1), manyDriversForOneVehicle)
    const bare = Object.assign(Object.create(null), manyDriversForOneVehicle) as typeof manyDriversForOneVehicle
    for (const polluting of [
      { value: [{ id: 'polluted', broken: () => true }] },
      { value: 7 },
      { get: () => [{ id: 'polluted', broken: () => true }] },
      { get: () => 7 },
    ]) {
      Object.defineProperty(Object.prototype, 'restrictions', { ...polluting, configurable: true })
      try {
        for (const goal of [manyDriversForOneVehicle, { ...manyDriversForOneVehicle, restrictions: undefined }, bare]) {
          const found = explore(asReported, around(1), goal as typeof manyDriversForOneVehicle)
          expect(found).toMatchObject({ kind: 'witness', states: plain.states })
        }
      } finally {
        delete (Object.prototype as { restrictions?: unknown }).restrictions
      }
    }
  })
})
