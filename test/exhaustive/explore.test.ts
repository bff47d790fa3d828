import { describe, expect, test } from 'vitest'
import { reachedBy } from '../../src/analysis/explore/renaming.ts'
import {
  boundAfterTheFact,
  everyState,
  explore,
  type Goal,
  handledAsLaterOwner,
  handledAsOwnerAfterTheAct,
  LOOPHOLES,
  manyDriversForOneVehicle,
  OPERATIONS,
  type SearchScope,
  type Witness,
} from '../../src/analysis/index.ts'
import {
  bindingsOfDriver,
  bindingsOfVehicle,
  type Command,
  driverIdsOf,
  eventsOf,
  execute,
  openRegistry,
  vehicleIdsOf,
  violationsOfVehicle,
} from '../../src/index.ts'
import { cn, reform } from '../../src/law/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

const asReported = SETS['as-reported']
const AFTER_THE_FACT: SearchScope = {
  drivers: 2,
  vehicles: 1,
  violations: 1,
  days: 2,
  operations: ['bind', 'release', 'recordViolation', 'handle'],
  start: [null],
}

describe('a witness', () => {
  const witness = () => explore(asReported, AFTER_THE_FACT, boundAfterTheFact) as Witness

  test('is given as commands that bring it about through execute, one after the other', () => {
    const found = witness()
    expect(found.kind).toBe('witness')
    let registry = openRegistry(asReported)
    for (const command of [...found.setUp, ...found.commands]) {
      const outcome = execute(registry, command)
      expect(outcome.status).toBe('accepted')
      registry = outcome.registry
    }
    expect(violationsOfVehicle(registry, 'v1').map(({ state, handledBy }) => [state, handledBy])).toEqual([
      ['handled', 'd1'],
    ])
    const { memory } = reachedBy(asReported, [...found.setUp, ...found.commands], boundAfterTheFact)
    expect(boundAfterTheFact.reached(memory, registry)).toBe(true)
  })

  test('has as few steps as any: all ways with fewer are tried here without merging any states', () => {
    const found = witness()
    expect(found.steps).toBe(found.commands.length)
    const commands = everyCommand()
    let ways = 0
    const tried = (way: readonly Command[]): void => {
      const { memory, registry } = reachedBy(asReported, [...found.setUp, ...way], boundAfterTheFact)
      ways++
      expect(boundAfterTheFact.reached(memory, registry)).toBe(false)
      if (way.length < found.steps - 1) for (const command of commands) tried([...way, command])
    }
    tried([])
    expect(ways).toBe(1 + commands.length + commands.length ** 2)
  })

  test('is told in both languages, a sentence a step between who owns what and what came of it', () => {
    const found = witness()
    expect(found.story({ tag: 'en' })).toEqual([
      'There are 2 drivers. Vehicle 1 belongs to somebody who is no driver here.',
      'Day 1, 09:00: violation 1 of vehicle 1 is recorded, 200 yuan and 1 point.',
      'Day 1, 09:01: driver 1 binds vehicle 1 by the 12123 app.',
      'Day 1, 09:02: driver 1 handles violation 1 of vehicle 1 by the 12123 app.',
      'So a violation with points is handled by a driver who neither owns the vehicle nor had it bound when it was recorded.',
    ])
    expect(found.story({ tag: 'zh-CN' })).toEqual([
      '共有2名驾驶人；机动车1归其他人所有。',
      '第1日09:00，机动车1产生一条违法记录（违法1），罚款200元，记1分。',
      '第1日09:01，驾驶人1通过“交管12123”备案机动车1。',
      '第1日09:02，驾驶人1通过“交管12123”处理机动车1的违法1。',
      '结果：有记分违法由记录时尚未备案的非所有人处理。',
    ])
    expect(() => found.story({ tag: 'fr' })).toThrow(RangeError)
    expect(() => found.story({ tag: 'constructor' })).toThrow(RangeError)
  })

  test('is drawn: who had bound what, and when', () => {
    const found = witness()
    expect(found.mermaid().split('\n')).toEqual([
      'gantt',
      '  title a violation with points is handled by a driver who neither owns the vehicle nor had it bound when it was recorded',
      '  dateFormat YYYY-MM-DD HH:mm',
      '  axisFormat %m-%d %H:%M',
      '  section vehicle 1',
      '  violation 1 recorded :milestone, 2018-02-24 09:00, 0m',
      '  section driver 1',
      '  has bound vehicle 1 :2018-02-24 09:01, 2018-02-24 09:03',
      '  handles violation 1 :milestone, 2018-02-24 09:02, 0m',
    ])
    expect(found.mermaid({ tag: 'zh-CN' })).toContain('section 驾驶人1')
  })

  test('every kind of step has words in both languages', () => {
    const everything: Goal<readonly string[]> = {
      ...everyState,
      id: 'everything',
      title: { zh: '做过每一种事', en: 'everything was done' },
      init: [],
      next: (done, event) => (done.includes(event.type) ? done : [...done, event.type].sort()),
      key: (done) => done.map((type) => [type] as const),
      reached: (done) => done.length === 9,
    }
    const scope: SearchScope = {
      drivers: 1,
      vehicles: 1,
      violations: 2,
      days: 1,
      points: [12],
      operations: [
        'bind',
        'release',
        'transferVehicle',
        'changeLicence',
        'recordViolation',
        'withdrawViolation',
        'handle',
        'revokeHandling',
        'payFine',
      ],
      start: [null],
      channels: ['window'],
    }
    const all = explore(SETS['cn-2024-11-01'], scope, everything, { states: 500_000 }) as Witness
    expect(all.kind).toBe('witness')
    for (const tag of ['en', 'zh-CN']) {
      const story = all.story({ tag })
      expect(story).toHaveLength(all.steps + 2)
      for (const sentence of story) expect(sentence).not.toMatch(/undefined|NaN|null/)
    }
  })
})

describe('three answers', () => {
  test('none says that the scope was exhausted, and that something could happen in it', () => {
    const nextDay = reform(asReported, { 'since-binding': { grain: 'next-day' } })
    const found = explore(nextDay, AFTER_THE_FACT, boundAfterTheFact)
    expect(found).toMatchObject({
      kind: 'none',
      exhausted: true,
      rules: 'as-reported+since-binding=next-day',
      goal: 'F',
    })
    expect(found.accepted).toMatchObject({
      bind: expect.any(Number),
      recordViolation: expect.any(Number),
      handle: expect.any(Number),
    })
    expect(found.scope).toMatchObject({ ...AFTER_THE_FACT, firstDay: '2018-02-24', points: [1], fines: [20_000] })
  })

  test('a spent budget is unknown, with the depth up to which there is no witness', () => {
    const scope: SearchScope = { ...AFTER_THE_FACT, drivers: 4, violations: 4, days: 1 }
    expect(explore(asReported, scope, manyDriversForOneVehicle, { states: 50 })).toMatchObject({
      kind: 'unknown',
      reason: 'budget',
      depthReached: expect.any(Number),
    })
    expect(explore(asReported, scope, manyDriversForOneVehicle)).toMatchObject({ kind: 'witness', steps: 13 })
  })

  test('nothing of an answer can be changed', () => {
    const found = explore(asReported, AFTER_THE_FACT, boundAfterTheFact) as Witness
    for (const part of [found, found.commands, found.setUp, found.scope, found.scope.operations, found.accepted]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
    const told = found.story({ tag: 'en' })
    for (const command of [...found.setUp, ...found.commands]) {
      expect(Object.isFrozen(command)).toBe(true)
      for (const part of Object.values(command)) expect(Object.isFrozen(part)).toBe(true)
      if (command.type === 'enrolDriver') expect(Object.isFrozen(command.licence.states)).toBe(true)
      expect(() => Object.assign(command, { vehicle: 'v9' })).toThrow(TypeError)
    }
    expect(found.story({ tag: 'en' })).toEqual(told)
  })

  test('an observer cannot change what is tried', () => {
    const changing = (_: unknown, command: Command): void => {
      expect(() => Object.assign(command, { driver: 'd9' })).toThrow(TypeError)
    }
    const plain = explore(asReported, AFTER_THE_FACT, boundAfterTheFact)
    const watched = explore(asReported, AFTER_THE_FACT, boundAfterTheFact, { observer: { tried: changing } })
    expect(watched).toMatchObject({ kind: 'witness', states: plain.states, decisions: plain.decisions })
  })

  test('a rule book judges each day by the rule set of that day', () => {
    const scope: SearchScope = { ...AFTER_THE_FACT, firstDay: '2020-09-27' }
    expect(explore(cn, scope, boundAfterTheFact)).toMatchObject({ kind: 'witness', steps: 3, rules: 'cn' })
    expect(explore(cn, { ...scope, firstDay: '2020-09-28' }, boundAfterTheFact).kind).toBe('none')
  })
})

describe('goals that cannot be asked', () => {
  const firstHandles: Goal<boolean> = {
    ...everyState,
    id: 'd1-handles',
    init: false,
    next: (done, event) => done || (event.type === 'violation-handled' && event.driver === 'd1'),
    key: (done) => (done ? [['done']] : []),
    reached: (done) => done,
  }

  test('one that depends on a name is refused, as a witness and as none', () => {
    expect(explore(asReported, AFTER_THE_FACT, firstHandles)).toMatchObject({
      kind: 'unknown',
      reason: 'asymmetric-goal',
    })
    const never: Goal<boolean> = {
      ...firstHandles,
      reached: (_, registry) =>
        bindingsOfDriver(registry, 'd2').length > 0 && bindingsOfDriver(registry, 'd1').length === 0 && false,
    }
    expect(explore(asReported, AFTER_THE_FACT, never).kind).toBe('unknown')
  })

  test('one that depends on names in a single state is refused, though hardly any renaming shows it', () => {
    const boundOnly = (bound: Readonly<Record<string, number>>, drivers: number): Goal<null> => ({
      ...everyState,
      memoryAlone: false,
      reached: (_, registry) =>
        Array.from({ length: drivers }, (_, index) => `d${index + 1}`).every(
          (driver) => bindingsOfDriver(registry, driver).length === (bound[driver] ?? 0),
        ),
    })
    const unknown = { kind: 'unknown', reason: 'asymmetric-goal' }
    const three: SearchScope = {
      drivers: 3,
      vehicles: 2,
      violations: 0,
      days: 1,
      start: [null, null],
      operations: ['bind'],
    }
    expect(explore(asReported, three, boundOnly({ d3: 2 }, 3))).toMatchObject({ ...unknown, states: 13 })
    expect(explore(asReported, three, boundOnly({ d3: 2, d2: 1 }, 3))).toMatchObject(unknown)
    // Too many renamings for all, and too many swaps for one state.
    const eleven: SearchScope = { ...three, drivers: 11, vehicles: 1, start: [null] }
    expect(explore(asReported, eleven, boundOnly({ d11: 1 }, 11))).toMatchObject(unknown)
    expect(explore(asReported, eleven, { ...everyState, memoryAlone: false })).toMatchObject({ kind: 'none' })
  })

  test('with the name pinned it can be asked', () => {
    expect(explore(asReported, { ...AFTER_THE_FACT, pinned: ['d1'] }, firstHandles)).toMatchObject({
      kind: 'witness',
      steps: 3,
    })
  })

  test('one that looks at the log, which states alike need not share, is refused', () => {
    const long: Goal<null> = { ...everyState, id: 'long', reached: (_, registry) => eventsOf(registry).length > 8 }
    expect(explore(asReported, AFTER_THE_FACT, long)).toMatchObject({ kind: 'unknown', reason: 'asymmetric-goal' })
  })

  test.each([
    ['drivers', { drivers: 0 }],
    ['vehicles', { vehicles: 1.5 }],
    ['violations', { violations: -1 }],
    ['days', { days: 366 }],
    ['drivers', { drivers: 30, violations: 1 }],
    ['fines', { fines: [] }],
    ['points', { points: [13] }],
    ['operations', { operations: ['enrolDriver'] as never }],
    ['start', { start: [null, null] }],
    ['start', { start: [2] }],
    ['firstDay', { firstDay: '2018-02-30' }],
    ['channels', { channels: ['post'] as never }],
    ['pinned', { pinned: ['d3'] }],
    ['occurrences', { occurrences: 'never' as never }],
  ])('a scope whose %s make none throws a RangeError that says so', (field, part) => {
    expect(() => explore(asReported, { ...AFTER_THE_FACT, ...part }, everyState)).toThrow(RangeError)
    expect(() => explore(asReported, { ...AFTER_THE_FACT, ...part }, everyState)).toThrow(`scope.${field}`)
  })

  test('rules that are invalid throw a TypeError', () => {
    expect(() => explore({ ...asReported }, AFTER_THE_FACT, everyState)).toThrow(TypeError)
  })
})

describe('what is shown of the shipped rule sets', () => {
  test.each(SET_IDS)('%s: no driver and no vehicle is ever above the cap of three, whatever is done', (id) => {
    const aboveCap: Goal<null> = {
      ...everyState,
      id: 'above-cap',
      memoryAlone: false,
      reached: (_, registry) =>
        driverIdsOf(registry).some((driver) => bindingsOfDriver(registry, driver).length > 3) ||
        vehicleIdsOf(registry).some((vehicle) => bindingsOfVehicle(registry, vehicle).length > 3),
    }
    const operations: SearchScope['operations'] = ['bind', 'release', 'transferVehicle']
    for (const [drivers, vehicles] of [
      [5, 1],
      [1, 5],
      [2, 2],
    ] as const) {
      const found = explore(SETS[id], { drivers, vehicles, violations: 0, days: 1, operations }, aboveCap)
      expect(found.kind).toBe('none')
    }
  })

  test('a fine above 200 yuan cannot change hands with the vehicle, unless a handling is revoked after the transfer', () => {
    const scope: SearchScope = {
      ...AFTER_THE_FACT,
      start: [0],
      fines: [20_001],
      channels: ['window'],
      operations: ['transferVehicle', 'recordViolation', 'handle'],
    }
    expect(explore(asReported, scope, handledAsLaterOwner).kind).toBe('none')
    const revoked = explore(
      asReported,
      { ...scope, operations: [...(scope.operations ?? []), 'revokeHandling'] },
      handledAsLaterOwner,
    )
    expect(revoked).toMatchObject({ kind: 'witness', steps: 5 })
  })

  test('a violation of before a transfer, recorded after it, is the new owner’s: the registry knows no better', () => {
    const scope: SearchScope = {
      ...AFTER_THE_FACT,
      start: [0],
      occurrences: 'any-day',
      operations: ['transferVehicle', 'recordViolation', 'handle'],
    }
    const found = explore(asReported, scope, handledAsOwnerAfterTheAct) as Witness
    expect(found).toMatchObject({ kind: 'witness', steps: 3 })
    expect(found.commands.map(({ type }) => type)).toEqual(['transferVehicle', 'recordViolation', 'handle'])
    const [passed, recorded] = found.commands as readonly { readonly at: string; readonly occurredAt?: string }[]
    expect(String(recorded?.occurredAt) < String(passed?.at)).toBe(true)
    // Recorded as it occurs, it is of the owner of that moment.
    expect(explore(asReported, { ...scope, occurrences: 'as-recorded' }, handledAsOwnerAfterTheAct).kind).toBe('none')
    const revoking = { ...scope, occurrences: 'as-recorded', operations: OPERATIONS } as const
    expect(explore(asReported, revoking, handledAsOwnerAfterTheAct)).toMatchObject({ kind: 'witness', steps: 5 })
    expect(explore(asReported, { ...scope, points: [0] }, handledAsOwnerAfterTheAct).kind).toBe('none')
  })

  test('every goal has an id of its own and words in both languages', () => {
    expect(new Set(LOOPHOLES.map(({ id }) => id)).size).toBe(LOOPHOLES.length)
    for (const { title } of LOOPHOLES) expect(`${title.en} ${title.zh}`).toMatch(/^[a-z].* \p{Script=Han}/u)
  })
})

/** Every command of the small scope, on either day, each a minute after the one before it could be. */
function everyCommand(): readonly Command[] {
  return ['2018-02-24', '2018-02-25'].flatMap((day) => {
    const at = `${day}T09:00:00.000+08:00`
    return ['d1', 'd2'].flatMap((driver): readonly Command[] => [
      { type: 'bind', driver, vehicle: 'v1', channel: 'app', identityVerified: true, at },
      { type: 'release', driver, vehicle: 'v1', by: 'driver', at },
      { type: 'handle', violation: 'x1', driver, channel: 'app', identityVerified: true, at },
      {
        type: 'recordViolation',
        id: 'x1',
        vehicle: 'v1',
        occurredAt: at,
        fine: 20_000,
        points: 1,
        recordedBy: 'monitoring',
        at,
      },
    ])
  })
}
