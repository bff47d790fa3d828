/** What a registry answers when it is asked, and the facts it hands out to be judged. */
import { describe, expect, test } from 'vitest'
import {
  adviseHandling,
  bindingFacts,
  bindingsOfDriver,
  bindingsOfVehicle,
  type Command,
  decideHandling,
  driverIdsOf,
  driverOf,
  execute,
  handlingFacts,
  openRegistry,
  openViolationsFor,
  overdueFines,
  pointsOf,
  type Registry,
  remainingBindings,
  scoringPeriodOf,
  vehicleIdsOf,
  vehicleOf,
  violationOf,
  violationsOfVehicle,
} from '../../src/index.ts'
import {
  asReported,
  chengdu2017,
  cn,
  cn2024,
  plan2018,
  type RuleBook,
  type RuleSet,
  reform,
} from '../../src/law/index.ts'
import { entriesOf, type Ledger } from '../../src/registry/points/ledger.ts'
import { stateOf } from '../../src/registry/registry.ts'
import { get } from '../../src/registry/state/persistent-map.ts'
import { ID_LONGEST } from '../../src/values/ids.ts'
import { loose, must } from '../hostile/world.ts'
import { workOf } from '../support/work.ts'

const DAY = '2025-03-03'
const at = (time: string, day = DAY): string => `${day}T${time}:00.000+08:00`
const NOW = at('12:00')

const driver = (id: string, more: object = {}): Command => ({
  type: 'enrolDriver',
  id,
  licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05', ...more },
  at: at('08:00'),
})
const vehicle = (id: string, owner: string, more: object = {}): Command => ({
  type: 'enrolVehicle',
  id,
  owner: { kind: 'individual', id: owner },
  plateType: '02',
  operating: false,
  at: at('08:00'),
  ...more,
})
const bind = (who: string, car: string, when = at('08:00')): Command => ({
  type: 'bind',
  driver: who,
  vehicle: car,
  channel: 'window',
  identityVerified: true,
  at: when,
})
const release = (who: string, car: string, when = at('08:00')): Command => ({
  type: 'release',
  driver: who,
  vehicle: car,
  by: 'owner',
  at: when,
})
const record = (id: string, car: string, more: object = {}): Command =>
  ({
    type: 'recordViolation',
    id,
    vehicle: car,
    occurredAt: at('08:00'),
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring',
    at: at('08:00'),
    ...more,
  }) as Command
const handle = (violation: string, who: string, more: object = {}): Command =>
  ({
    type: 'handle',
    violation,
    driver: who,
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
    at: at('08:00'),
    ...more,
  }) as Command
const about = (type: string, said: object): Command => ({ type, at: at('08:00'), ...said }) as unknown as Command

const PEOPLE = [driver('d1'), driver('d2'), vehicle('own', 'd1'), vehicle('v1', 'o'), vehicle('v2', 'o')]

function played(rules: RuleSet | RuleBook, ...commands: readonly Command[]): Registry {
  return commands.reduce((registry, command) => must(execute(registry, command)), openRegistry(rules))
}
const having = (...commands: readonly Command[]): Registry => played(asReported, ...PEOPLE, ...commands)

describe('people and vehicles', () => {
  test('are shown as they were enrolled, and as they have changed', () => {
    const registry = having(
      vehicle('taxi', 'firm', { owner: { kind: 'unit', id: 'firm' }, plateType: '01', operating: true }),
      about('changeLicence', { driver: 'd2', licence: { states: ['suspended', 'locked'], classes: ['C2', 'A1'] } }),
      about('transferVehicle', { vehicle: 'v2', to: { kind: 'unit', id: 'firm' } }),
    )
    expect(driverOf(registry, 'd1')).toEqual({ id: 'd1', states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' })
    expect(driverOf(registry, 'd2')).toEqual({
      id: 'd2',
      states: ['suspended', 'locked'],
      classes: ['A1', 'C2'],
      firstIssuedOn: '2016-05-05',
    })
    expect(vehicleOf(registry, 'taxi')).toEqual({
      id: 'taxi',
      owner: { kind: 'unit', id: 'firm' },
      plateType: '01',
      operating: true,
      deregisteredAt: null,
    })
    expect(vehicleOf(registry, 'v2')).toEqual({
      id: 'v2',
      owner: { kind: 'unit', id: 'firm' },
      plateType: '02',
      operating: false,
      deregisteredAt: null,
    })
    expect([...driverIdsOf(registry)].sort()).toEqual(['d1', 'd2'])
    expect([...vehicleIdsOf(registry)].sort()).toEqual(['own', 'taxi', 'v1', 'v2'])
    for (const seen of [
      driverOf(registry, 'd1'),
      vehicleOf(registry, 'v2'),
      driverIdsOf(registry),
      vehicleIdsOf(registry),
    ]) {
      expect(loose(seen)).toEqual([])
    }
  })

  test('with an id that never ends are unknown, at once', () => {
    const endless = {
      length: Number.POSITIVE_INFINITY,
      charCodeAt: () => {
        throw new Error('its characters are asked for')
      },
    } as never
    const registry = having()
    const work = workOf(() => {
      expect(bindingsOfDriver(registry, endless)).toEqual([])
      expect(vehicleOf(registry, null as never)).toBeUndefined()
      expect(violationsOfVehicle(registry, 'x'.repeat(50_000_000))).toEqual([])
    })
    expect(work).toBeLessThan(1_000_000)
  })

  test('whose ids are as long as may be are found', () => {
    const longest = 'x'.repeat(ID_LONGEST)
    const han = '京'.repeat(ID_LONGEST)
    for (const id of [longest, han]) expect(driverOf(having(driver(id)), id)?.id).toBe(id)
  })
})

describe('bindings', () => {
  test('are shown oldest first, from both sides', () => {
    const registry = having(bind('d1', 'v2', at('09:00')), bind('d1', 'v1', at('10:00')), bind('d2', 'v1', at('11:00')))
    const binding = (who: string, car: string, time: string) => ({
      driver: who,
      vehicle: car,
      since: at(time),
      channel: 'window',
    })
    expect(bindingsOfDriver(registry, 'd1')).toEqual([binding('d1', 'v2', '09:00'), binding('d1', 'v1', '10:00')])
    expect(bindingsOfVehicle(registry, 'v1')).toEqual([binding('d1', 'v1', '10:00'), binding('d2', 'v1', '11:00')])
    expect(loose(bindingsOfDriver(registry, 'd1'))).toEqual([])
    expect(loose(bindingsOfDriver(registry, 'nobody'))).toEqual([])
  })

  test('end one by one, with the transfer of the vehicle, or with the licence', () => {
    const three = having(bind('d1', 'v1'), bind('d1', 'v2'), bind('d2', 'v1'))
    const pairs = (registry: Registry) =>
      ['d1', 'd2'].map((id) => bindingsOfDriver(registry, id).map((binding) => binding.vehicle))
    const sides = (registry: Registry) =>
      ['v1', 'v2'].map((id) => bindingsOfVehicle(registry, id).map((binding) => binding.driver))
    const next = (command: Command) => must(execute(three, command))
    expect([pairs(three), sides(three)]).toEqual([
      [['v1', 'v2'], ['v1']],
      [['d1', 'd2'], ['d1']],
    ])
    const released = next(release('d1', 'v1'))
    expect([pairs(released), sides(released)]).toEqual([
      [['v2'], ['v1']],
      [['d2'], ['d1']],
    ])
    const moved = next(about('transferVehicle', { vehicle: 'v1', to: { kind: 'individual', id: 'd2' } }))
    expect([pairs(moved), sides(moved)]).toEqual([
      [['v2'], []],
      [[], ['d1']],
    ])
    const licence = (...states: string[]) => about('changeLicence', { driver: 'd1', licence: { states, classes: [] } })
    const gone = next(licence('cancelled'))
    expect([pairs(gone), sides(gone)]).toEqual([
      [[], ['v1']],
      [['d2'], []],
    ])
    const kept = next(licence('suspended'))
    expect([pairs(kept), sides(kept)]).toEqual([pairs(three), sides(three)])
    for (const registry of [released, moved, gone])
      expect(remainingBindings(registry, 'd1', NOW)[0]?.left).toBe(3 - bindingsOfDriver(registry, 'd1').length)
  })
})

describe('violations', () => {
  const open = having(
    record('x1', 'own'),
    record('x2', 'own', { fine: 0, points: 0, recordedBy: 'officer' }),
    record('x3', 'v1'),
  )

  test('are shown as they were recorded, oldest first', () => {
    const violation = (id: string, vehicle: string, more: object = {}) => ({
      id,
      vehicle,
      occurredAt: at('08:00'),
      fine: 20_000,
      points: 3,
      recordedBy: 'monitoring',
      state: 'open',
      handledBy: null,
      handledAt: null,
      payBy: null,
      paidOn: null,
      ...more,
    })
    const second = violation('x2', 'own', { fine: 0, points: 0, recordedBy: 'officer' })
    expect(violationsOfVehicle(open, 'own')).toEqual([violation('x1', 'own'), second])
    expect(violationsOfVehicle(open, 'v1')).toEqual([violation('x3', 'v1')])
    expect(violationsOfVehicle(open, 'v2')).toEqual([])
    expect(violationOf(open, 'x2')).toEqual(second)
    expect(loose([violationsOfVehicle(open, 'own'), violationOf(open, 'x1')].flat())).toEqual(['value'])
  })

  test('show by whom, when and until when they are handled', () => {
    const handled = must(execute(must(execute(open, handle('x1', 'd1'))), handle('x2', 'd1')))
    const state = { state: 'handled', handledBy: 'd1', handledAt: at('08:00') }
    // Fifteen days after Monday 3 March 2025.
    expect(violationOf(handled, 'x1')).toMatchObject({ ...state, payBy: '2025-03-18', paidOn: null })
    expect(violationOf(handled, 'x2')).toMatchObject({ ...state, payBy: null, paidOn: null })
    const paid = must(execute(handled, about('payFine', { violation: 'x1', at: at('09:00', '2025-03-05') })))
    expect(violationOf(paid, 'x1')).toMatchObject({ ...state, payBy: '2025-03-18', paidOn: '2025-03-05' })
    const back = must(execute(handled, about('revokeHandling', { violation: 'x1', ground: 'points-traded' })))
    expect(violationOf(back, 'x1')).toEqual(violationOf(open, 'x1'))
    const gone = must(execute(open, about('withdrawViolation', { violation: 'x1', ground: 'necessity' })))
    expect(violationOf(gone, 'x1')).toMatchObject({ state: 'withdrawn', handledBy: null })
  })
})

describe('points', () => {
  const nine = having(record('x1', 'own', { points: 9 }), handle('x1', 'd1'))

  test('are shown with their period, their regime and the duty at the full score', () => {
    expect(scoringPeriodOf(nine, 'd1', NOW)).toEqual({
      from: '2024-05-05',
      until: '2025-05-05',
      held: 9,
      regime: 'points-2022',
      fullScoreStudies: 0,
      deducted: 0,
      duty: { days: 0, tests: [] },
    })
    expect(loose(scoringPeriodOf(nine, 'd1', NOW))).toEqual([])
    expect(pointsOf(nine, 'd1', NOW)).toBe(9)
    expect(pointsOf(nine, 'd2', NOW)).toBe(0)
    const less = must(execute(nine, about('deductByStudy', { driver: 'd1', way: 'on-site' })))
    expect(scoringPeriodOf(less, 'd1', NOW)).toMatchObject({ held: 7, deducted: 2 })
    const full = played(cn2024, ...PEOPLE, record('x1', 'own', { points: 12, fine: 0 }), handle('x1', 'd1'))
    expect(scoringPeriodOf(full, 'd1', NOW)).toMatchObject({
      held: 12,
      fullScoreStudies: 0,
      duty: { days: 7, tests: ['theory'] },
    })
    const clear = must(execute(full, about('completeFullScoreStudy', { driver: 'd1', days: 7, tests: ['theory'] })))
    expect(scoringPeriodOf(clear, 'd1', NOW)).toMatchObject({ held: 0, fullScoreStudies: 1 })
    const again = [record('x2', 'own', { points: 12, fine: 0 }), handle('x2', 'd1')].reduce(
      (before, command) => must(execute(before, command)),
      clear,
    )
    expect(scoringPeriodOf(again, 'd1', NOW)).toMatchObject({ held: 12, duty: { days: 14, tests: ['theory', 'road'] } })
  })

  test('of a handling that is revoked are given back, and no others', () => {
    const two = [record('x2', 'own', { points: 2 }), handle('x2', 'd1')].reduce(
      (before, command) => must(execute(before, command)),
      nine,
    )
    const revoked = (violation: string) =>
      must(execute(two, about('revokeHandling', { violation, ground: 'penalty-revoked' })))
    expect([two, revoked('x1'), revoked('x2')].map((registry) => pointsOf(registry, 'd1', NOW))).toEqual([11, 2, 9])
  })

  test('are entered nowhere where there are none and no fine, and in a ledger where there is either', () => {
    const ledger = (points: number, fine: number) => {
      const registry = having(record('x1', 'own', { points, fine }), handle('x1', 'd1'))
      return get(stateOf(registry).driver, 'd1')?.ledger
    }
    expect(ledger(0, 0)).toBeNull()
    const entries = (points: number, fine: number) => entriesOf(ledger(points, fine) as Ledger)
    expect(entries(1, 0)).toMatchObject([{ id: 'x1', points: 1, payBy: null }])
    expect(entries(0, 1)).toMatchObject([{ id: 'x1', points: 0, payBy: '2025-03-18' }])
  })

  test('are cleared with the period, but for those of an overdue fine', () => {
    const days = ['2025-05-04', '2025-05-05']
    const paid = must(execute(nine, about('payFine', { violation: 'x1' })))
    expect(days.map((day) => pointsOf(paid, 'd1', at('00:00', day)))).toEqual([9, 0])
    expect(days.map((day) => pointsOf(nine, 'd1', at('00:00', day)))).toEqual([9, 9])
    expect(scoringPeriodOf(nine, 'd1', at('00:00', '2025-05-05'))).toMatchObject({
      from: '2025-05-05',
      until: '2026-05-05',
    })
  })

  test.each([[pointsOf], [scoringPeriodOf]])('are asked for now or later, %o', (ask) => {
    const last = Date.parse(at('08:00'))
    const early = `at: ${at('07:59').replace('00.000', '59.999')} is before the last event about driver "d1", at ${at('08:00')}; ask the registry of that time`
    expect(() => ask(nine, 'd1', last - 1)).toThrow(new RangeError(early))
    // Of others the registry knows earlier moments too, and of an unknown person all.
    for (const other of ['d2', 'nobody']) expect(() => ask(nine, other, last)).not.toThrow()
    expect(() => ask(nine, 'nobody', last - 1)).not.toThrow()
    for (const ms of [0, 1]) expect(() => ask(nine, 'd1', last + ms)).not.toThrow()
    expect(() => ask(nine, 'd1', 'now')).toThrow(RangeError)
    expect(() => ask(nine, 'd1', '2025-03-03T12:00:00')).toThrow(/^at: .*an .+ \(no-offset\)/)
    expect(() => ask(openRegistry(asReported), 'd1', '1990-01-01T00:00:00Z')).not.toThrow()
  })
})

describe('fines', () => {
  const owing = having(
    record('x1', 'own', { fine: 10_000 }),
    record('x2', 'own', { fine: 0 }),
    record('x3', 'own', { fine: 333 }),
    record('x4', 'own'),
    handle('x1', 'd1'),
    handle('x2', 'd1'),
    handle('x3', 'd1'),
  )
  const due = (registry: Registry, day: string) =>
    [...overdueFines(registry, at('00:00', day))].sort((one, two) => (one.violation < two.violation ? -1 : 1))

  test('are overdue from the day after the last to pay, three parts of a hundred more each day', () => {
    const payBy = '2025-03-18'
    expect(due(owing, payBy)).toEqual([])
    expect(due(owing, '2025-03-19')).toEqual([
      { violation: 'x1', driver: 'd1', fine: 10_000, payBy, additionalFine: 300 },
      { violation: 'x3', driver: 'd1', fine: 333, payBy, additionalFine: 9 },
    ])
    const paid = must(execute(owing, about('payFine', { violation: 'x1' })))
    expect(due(paid, '2025-03-19').map(({ violation }) => violation)).toEqual(['x3'])
    expect(loose(overdueFines(owing, at('00:00', '2025-03-19')))).toEqual([])
  })

  test('are asked for at any moment: what is paid later is due until that day', () => {
    const paid = must(execute(owing, about('payFine', { violation: 'x1', at: at('12:00', '2025-03-26') })))
    const ids = (day: string, time: string) =>
      overdueFines(paid, at(time, day))
        .map(({ violation }) => violation)
        .sort()
    expect(ids('2025-03-25', '23:59')).toEqual(['x1', 'x3'])
    expect(ids('2025-03-26', '00:00')).toEqual(['x3'])
    expect(overdueFines(owing, at('07:59'))).toEqual([])
  })
})

describe('what a driver may handle', () => {
  const registry = having(
    bind('d1', 'v1'),
    record('mine', 'own'),
    record('bound', 'v1'),
    record('strange', 'v2'),
    record('dear', 'v1', { fine: 20_001 }),
    record('done', 'own', { points: 0, fine: 0 }),
    handle('done', 'd1'),
    record('gone', 'own'),
    about('withdrawViolation', { violation: 'gone', ground: 'necessity' }),
  )
  const ids = (options?: object, who = 'd1') => {
    const found = openViolationsFor(registry, who, NOW, options as never)
    const those = (refused: boolean) =>
      found.filter(({ code }) => (code !== undefined) === refused).map(({ violation }) => violation)
    return [those(false).sort(), those(true).sort()]
  }

  test('is what would be accepted, of what is open on own and bound vehicles', () => {
    expect(ids()).toEqual([['bound', 'mine'], ['dear']])
    expect(ids({}, 'd2')).toEqual([[], []])
  })

  test('is asked of other vehicles where they are named, each once', () => {
    const vehicles = ['v1', 'own', 'v2', 'v1']
    expect(ids({ vehicles })).toEqual([
      ['bound', 'mine'],
      ['dear', 'strange'],
    ])
    expect(ids({ vehicles }, 'd2')).toEqual([[], ['bound', 'dear', 'mine', 'strange']])
    expect(ids({ vehicles: [] })).toEqual([[], []])
    const asked = (given: unknown) => () => openViolationsFor(registry, 'd1', NOW, { vehicles: given } as never)
    expect(asked(['v1', 'none'])).toThrow(
      /^openViolationsFor\(options\.vehicles\): "none" is not a vehicle of this registry/,
    )
    expect(asked('v1')).toThrow(TypeError)
  })

  test('follows the vehicle to its new owner, and leaves the old one', () => {
    const free = played(
      asReported,
      ...PEOPLE,
      vehicle('w', 'd1'),
      about('transferVehicle', { vehicle: 'w', to: { kind: 'individual', id: 'd2' } }),
      record('new', 'w'),
    )
    const own = (who: string) => openViolationsFor(free, who, NOW).map(({ violation }) => violation)
    expect([own('d1'), own('d2')]).toEqual([[], ['new']])
  })

  test('names as out of order what is ahead, or whose vehicle is', () => {
    const later = { at: at('13:00') }
    const ahead = [record('late', 'own', later), record('next', 'v1')].reduce(
      (before, command) => must(execute(before, command)),
      registry,
    )
    const codes = (when: string) => openViolationsFor(ahead, 'd1', when).map(({ violation, code }) => [violation, code])
    expect(codes(NOW)).toEqual([
      ['mine', 'out-of-order'],
      ['late', 'out-of-order'],
      ['bound', undefined],
      ['dear', 'fine-limit'],
      ['next', undefined],
    ])
    expect(codes(at('13:00'))[0]).toEqual(['mine', undefined])
    for (const { violation, code } of openViolationsFor(ahead, 'd1', NOW)) {
      const answer = execute(ahead, handle(violation, 'd1', { channel: 'app', identityVerified: true, at: NOW }))
      expect(answer.status === 'refused' ? answer.code : undefined).toBe(code)
    }
  })

  test('is what would be accepted, however the driver comes', () => {
    for (const channel of ['app', 'window', 'kiosk'] as const) {
      for (const identityVerified of [true, false]) {
        for (const offenderPresent of [true, false]) {
          const options = { channel, identityVerified, offenderPresent }
          const found = openViolationsFor(registry, 'd1', NOW, options)
          const ask = (violation: string) => execute(registry, handle(violation, 'd1', { ...options, at: NOW }))
          for (const { violation, decision, code } of found) {
            const status = code === undefined ? { status: 'accepted' } : { status: 'refused', code }
            expect(ask(violation)).toMatchObject({ ...status, decision })
          }
          expect(found).toHaveLength(3)
          const advised = openViolationsFor(registry, 'd1', NOW, { ...options, advise: true })
          expect(advised).toEqual(
            found.map((each) => {
              const facts = handlingFacts(registry, { violation: each.violation, driver: 'd1', ...options, at: NOW })
              return { ...each, decision: adviseHandling(facts, asReported) }
            }),
          )
          expect(loose(advised)).toEqual([])
        }
      }
    }
    expect(loose(openViolationsFor(registry, 'd1', NOW))).toEqual([])
  })

  test('is asked without the offender through the app, where a rule wants to know that', () => {
    const strict = reform(asReported, (draft) => {
      for (const provision of draft.handle) if (provision.rule === 'offender-present') provision.channels = 'all'
    })
    const asked = played(strict, ...PEOPLE, record('mine', 'own'))
    const codes = (options?: object) => openViolationsFor(asked, 'd1', NOW, options).map(({ code }) => code)
    expect(codes()).toEqual(['offender-present'])
    expect(codes({ offenderPresent: true })).toEqual([undefined])
    expect(codes({ channel: 'window' })).toEqual([undefined])
  })

  test.each(['vehicles-per-year', 'drivers-per-year'] as const)(
    'is known where %s is the only rule, and so the only one to count the others of a year',
    (rule) => {
      const counted = (limit: number): Registry => {
        const law = reform(chengdu2017, (draft) => {
          draft.handle = draft.handle.filter((provision) => provision.rule === rule)
          for (const provision of draft.handle) if ('limit' in provision) provision.limit = limit as never
        })
        return played(law, ...PEOPLE, bind('d1', 'v1'), record('x', 'v1'))
      }
      expect(openViolationsFor(counted(1), 'd1', NOW)).toMatchObject([
        { violation: 'x', decision: { verdict: 'permitted' } },
      ])
      expect(openViolationsFor(counted(0), 'd1', NOW)).toMatchObject([
        { violation: 'x', decision: { verdict: 'refused' }, code: rule },
      ])
      expect(execute(counted(1), handle('x', 'd1')).status).toBe('accepted')
      expect(execute(counted(0), handle('x', 'd1'))).toMatchObject({ status: 'refused', code: rule })
    },
  )

  test('throws for an unknown driver or vehicle, for options that are invalid, and for the past', () => {
    const ask = (who: string, when: string, options?: object) => () =>
      openViolationsFor(registry, who, when, options as never)
    expect(ask('nobody', NOW)).toThrow(RangeError)
    expect(ask('nobody', NOW)).toThrow(/^openViolationsFor\(driver\): .*a driver of this registry/)
    expect(ask('d1', at('07:59'))).toThrow(/^at: .* is before the last event about driver "d1", at /)
    expect(ask('d1', NOW, { channel: 'post' })).toThrow(/^openViolationsFor\(options\.channel\): /)
    expect(ask('d1', NOW, { offenderPresent: 1 })).toThrow(
      /^openViolationsFor\(options\.offenderPresent\): .*true or false/,
    )
    expect(ask('d1', NOW, { identityVerified: 'yes' })).toThrow(
      /^openViolationsFor\(options\.identityVerified\): .*true or false/,
    )
    expect(ask('d1', NOW, { advise: 1 })).toThrow(/^openViolationsFor\(options\.advise\): .*true or false/)
    expect(ask('d1', NOW, { chanel: 'app' })).toThrow(
      /^openViolationsFor\(options\): "chanel" is not an option; the options are channel, offenderPresent, identityVerified, vehicles, advise$/,
    )
  })
})

describe('room for bindings', () => {
  const left = (registry: Registry, who: string, when = NOW) =>
    Object.fromEntries(remainingBindings(registry, who, when).map(({ rule, left }) => [rule, left]))

  test('is what each cap leaves, never below nothing', () => {
    expect(remainingBindings(having(), 'd1', NOW)).toEqual([{ rule: 'driver-cap', channels: 'all', left: 3 }])
    const two = having(bind('d1', 'v1'), bind('d1', 'v2'))
    expect(left(two, 'd1')).toEqual({ 'driver-cap': 1 })
    expect(left(two, 'd2')).toEqual({ 'driver-cap': 3 })
    expect(loose(remainingBindings(two, 'd1', NOW))).toEqual([])
  })

  test('counts applications of the day, of the year and of a lifetime, released ones too', () => {
    const made = played(plan2018, ...PEOPLE, bind('d1', 'v1'), release('d1', 'v1'), bind('d1', 'v1'))
    expect(left(made, 'd1')).toEqual({ 'driver-cap': 2, 'lifetime-cap': 3 })
    const once = played(cn2024, ...PEOPLE, bind('d1', 'v1'), release('d1', 'v1'))
    expect(left(once, 'd1')).toEqual({ 'driver-cap': 3, 'daily-applications': 0, 'yearly-applications': 4 })
    expect(left(once, 'd1', at('00:00', '2025-03-04'))).toMatchObject({
      'daily-applications': 1,
      'yearly-applications': 4,
    })
    expect(left(once, 'd1', at('00:00', '2026-01-01'))).toMatchObject({
      'daily-applications': 1,
      'yearly-applications': 5,
    })
    expect(left(once, 'd2')).toEqual({ 'driver-cap': 3, 'daily-applications': 1, 'yearly-applications': 5 })
  })

  test('is nowhere while no rule set is in force', () => {
    const early = at('12:00', '2013-05-01')
    const registry = played(cn, { ...driver('d1', { firstIssuedOn: '2010-05-05' }), at: early } as Command)
    const none = [{ rule: 'no-rule-set-in-force', channels: 'all', left: 0 }]
    expect(remainingBindings(registry, 'd1', early)).toEqual(none)
    expect(loose(remainingBindings(registry, 'd1', early))).toEqual([])
    expect(left(registry, 'd1', NOW)).toEqual({ 'driver-cap': 3, 'daily-applications': 1, 'yearly-applications': 5 })
  })
})

describe('the facts of a binding', () => {
  const input = (who = 'd1', car = 'v1', more: object = {}) => ({
    driver: who,
    vehicle: car,
    channel: 'window' as const,
    identityVerified: true,
    at: NOW,
    ...more,
  })

  test('are what the registry knows', () => {
    expect(bindingFacts(having(bind('d1', 'v2'), bind('d2', 'v1')), input())).toEqual({
      at: NOW,
      channel: 'window',
      driver: 'd1',
      vehicle: 'v1',
      vehicleOwner: 'o',
      vehicleOwnerKind: 'individual',
      plateType: '02',
      operating: false,
      pairBound: false,
      driverBindings: 1,
      vehicleBindings: 1,
      driverBindingsEver: 1,
      driverApplicationsToday: 1,
      driverApplicationsThisYear: 1,
      ownerConsent: 'none',
      identityVerified: true,
      vehicleReleasedAt: null,
      vehicleDriversBoundThisYear: 2,
    })
    expect(bindingFacts(having(bind('d1', 'v1')), input()).pairBound).toBe(true)
    expect(loose(bindingFacts(having(), input()))).toEqual([])
  })
})

describe('the facts of a handling', () => {
  const input = (violation = 'x', who = 'd1', more: object = {}) => ({
    violation,
    driver: who,
    channel: 'app' as const,
    offenderPresent: false,
    identityVerified: true,
    at: NOW,
    ...more,
  })
  const facts = (registry: Registry, violation = 'x', who = 'd1', more: object = {}) =>
    handlingFacts(registry, input(violation, who, more) as never)

  test('are what the registry knows', () => {
    expect(facts(having(bind('d1', 'v1'), record('x', 'v1')))).toEqual({
      at: NOW,
      channel: 'app',
      driver: 'd1',
      vehicle: 'v1',
      vehicleOwner: 'o',
      plateType: '02',
      violationState: 'open',
      occurredAt: at('08:00'),
      fine: 20_000,
      points: 3,
      recordedBy: 'monitoring',
      boundSince: at('08:00'),
      firstBinding: true,
      licenceStates: [],
      licenceClasses: ['C1'],
      pointsHeld: 0,
      fullScoreStudies: 0,
      offenderPresent: false,
      identityVerified: true,
      othersVehiclesHandledThisYear: 1,
      vehicleOtherDriversThisYear: 1,
      ownedSince: at('08:00'),
    })
    expect(loose(facts(having(record('x', 'v1'))))).toEqual([])
  })

  test('name the first binding that the vehicle ever had as such, and no later one', () => {
    expect(facts(having(record('x', 'v1')))).toMatchObject({ boundSince: null, firstBinding: false })
    const again = having(bind('d1', 'v1'), release('d1', 'v1'), bind('d1', 'v1', at('09:00')))
    const registry = must(execute(again, record('x', 'v1', { at: at('09:00') })))
    expect(facts(registry)).toMatchObject({ boundSince: at('09:00'), firstBinding: false })
    const second = having(bind('d2', 'v1'), bind('d1', 'v1', at('09:00')))
    expect(facts(must(execute(second, record('x', 'v1', { at: at('09:00') }))))).toMatchObject({ firstBinding: false })
  })

  test('hold the points, and the full score as a state of the licence but at a window for the vehicle that filled it, that day', () => {
    const filled = (points: number, ...more: Command[]) =>
      played(
        cn2024,
        ...PEOPLE,
        vehicle('other', 'd1'),
        ...more,
        record('a', 'own', { points, fine: 0 }),
        handle('a', 'd1'),
        record('x', 'own'),
        record('y', 'other'),
        record('z', 'v1'),
      )
    const states = (registry: Registry, violation: string, more: object = {}) =>
      facts(registry, violation, 'd1', more).licenceStates
    expect(facts(filled(11), 'x')).toMatchObject({ pointsHeld: 11, licenceStates: [] })
    expect(facts(filled(12), 'x')).toMatchObject({ pointsHeld: 12, licenceStates: ['full-points'] })
    const window = { channel: 'window', offenderPresent: true }
    expect(states(filled(12), 'x', window)).toEqual([])
    expect(states(filled(12), 'y', window)).toEqual(['full-points'])
    expect(states(filled(12), 'z', window)).toEqual(['full-points'])
    expect(states(filled(12), 'x', { ...window, at: at('23:59') })).toEqual([])
    expect(states(filled(12), 'x', { ...window, at: at('00:00', '2025-03-04') })).toEqual(['full-points'])
    const licence = (...states: string[]) =>
      about('changeLicence', { driver: 'd1', licence: { states, classes: ['C1'] } })
    const told = must(execute(filled(12), licence('full-points')))
    expect(states(told, 'x', window)).toEqual(['full-points'])
    const locked = must(execute(filled(12), licence('locked', 'violations-pending')))
    expect(states(locked, 'x')).toEqual(['locked', 'full-points', 'violations-pending'])
    expect(states(locked, 'x', window)).toEqual(['locked', 'violations-pending'])
    expect(Object.isFrozen(states(locked, 'x'))).toBe(true)
    // A vehicle of another's, too, fills the score up, and is finished as one's own is: but no other, nor by app, nor tomorrow.
    const others = (points: number) =>
      played(
        cn2024,
        ...PEOPLE,
        bind('d1', 'v1'),
        record('a', 'v1', { points, fine: 0 }),
        handle('a', 'd1'),
        record('x', 'v1'),
        record('y', 'own'),
      )
    expect(states(others(11), 'x')).toEqual([])
    expect(states(others(12), 'x', window)).toEqual([])
    expect(states(others(12), 'x')).toEqual(['full-points'])
    expect(states(others(12), 'y', window)).toEqual(['full-points'])
    expect(states(others(12), 'x', { ...window, at: at('00:00', '2025-03-04') })).toEqual(['full-points'])
    const cleared = must(
      execute(filled(12), about('completeFullScoreStudy', { driver: 'd1', days: 7, tests: ['theory'] })),
    )
    expect(facts(cleared, 'x')).toMatchObject({ pointsHeld: 0, fullScoreStudies: 1, licenceStates: [] })
  })

  test('let another’s vehicle be finished from the first day of Order 163 on, one’s own before it too', () => {
    const finishing = (car: string, day: string) => {
      const told = [...PEOPLE, record('a', car, { points: 12, fine: 0 }), record('x', car), handle('a', 'd1')]
      const moved = told.map((command) => ({ ...command, at: at('08:00', day), occurredAt: at('08:00', day) }))
      const commands = moved.map(({ occurredAt, ...command }) =>
        command.type === 'recordViolation' ? { ...command, occurredAt } : command,
      )
      const registry = played(cn, ...(commands as Command[]))
      const asked = { violation: 'x', driver: 'd1', channel: 'window', offenderPresent: true, identityVerified: true }
      const input = { ...asked, at: at('09:00', day) } as const
      const { verdict } = decideHandling(handlingFacts(registry, input as never), cn)
      expect(execute(registry, { type: 'handle', ...input } as Command).status === 'accepted').toBe(
        verdict === 'permitted',
      )
      return verdict
    }
    const days = ['2022-03-31', '2022-04-01', '2022-04-02']
    expect(days.map((day) => finishing('v1', day))).toEqual(['refused', 'permitted', 'permitted'])
    expect(days.map((day) => finishing('own', day))).toEqual(['permitted', 'permitted', 'permitted'])
  })

  test('name the act that filled the score up, not one before it or after it', () => {
    // A driver with the full score may go on handling here, so that acts come after the one that filled it.
    const lenient = reform(cn2024, { 'licence-state': null })
    const did = (violation: string, car: string, points: number): Command[] => [
      record(violation, car, { points, fine: 0 }),
      handle(violation, 'd1'),
    ]
    const own = [...PEOPLE, vehicle('other', 'd1'), record('x', 'own'), record('y', 'other')]
    const window = { channel: 'window', offenderPresent: true }
    const free = (...acts: readonly (readonly Command[])[]) =>
      ['x', 'y'].filter((violation) => {
        const registry = played(lenient, ...own, ...acts.flat())
        return facts(registry, violation, 'd1', window).licenceStates.length === 0
      })
    expect(free(did('a', 'own', 11))).toEqual(['x', 'y'])
    expect(free(did('a', 'own', 6), did('b', 'other', 6))).toEqual(['y'])
    expect(free(did('a', 'own', 12), did('b', 'other', 1))).toEqual(['x'])
    expect(free(did('a', 'own', 11), did('b', 'own', 11), did('c', 'other', 1))).toEqual(['x'])
  })

  test('count the others of a year back, this one too: not twice, not revoked ones, not the owner, not one’s own', () => {
    const law = chengdu2017
    const cars = [vehicle('v3', 'o'), driver('d3')]
    const year = { at: at('09:00', '2026-03-03') }
    const day = { at: at('09:00', '2026-03-02') }
    const did = (violation: string, who: string, car: string): Command[] => [
      record(violation, car, { points: 0, fine: 0 }),
      handle(violation, who),
    ]
    const base = [...PEOPLE, ...cars, bind('d1', 'v1'), bind('d1', 'v2'), bind('d2', 'v1')]
    const counts = (registry: Registry, violation: string, who: string, more: object = {}) => {
      const { othersVehiclesHandledThisYear: cars, vehicleOtherDriversThisYear: drivers } = facts(
        registry,
        violation,
        who,
        more,
      )
      return [cars, drivers]
    }
    const registry = played(
      law,
      ...base,
      ...did('a', 'd1', 'v1'),
      ...did('b', 'd1', 'v1'),
      ...did('c', 'd2', 'v1'),
      record('x', 'v2'),
      record('y', 'v1'),
      record('z', 'own'),
    )
    expect(counts(registry, 'x', 'd1')).toEqual([2, 1])
    expect(counts(registry, 'y', 'd1')).toEqual([1, 2])
    expect(counts(registry, 'y', 'd3')).toEqual([1, 3])
    // One’s own vehicle is none of others: what was done for others stays, and nobody is added.
    expect(counts(registry, 'z', 'd1')).toEqual([1, 0])
    expect(counts(registry, 'z', 'd2')).toEqual([2, 1])
    // A year later to the day they count no more.
    expect(counts(registry, 'x', 'd1', day)).toEqual([2, 1])
    expect(counts(registry, 'x', 'd1', year)).toEqual([1, 1])
    expect(counts(registry, 'y', 'd3', year)).toEqual([1, 1])
    const revoked = must(execute(registry, about('revokeHandling', { violation: 'c', ground: 'points-traded' })))
    expect(counts(revoked, 'y', 'd1')).toEqual([1, 1])
    // Handled again, it counts once, for the driver who handled it last.
    const redone = must(execute(must(execute(revoked, bind('d3', 'v1'))), handle('c', 'd3')))
    expect(counts(redone, 'y', 'd1')).toEqual([1, 2])
    expect(counts(redone, 'x', 'd2')).toEqual([1, 1])
    // The present owner of the vehicle is no other, though it handled for it before.
    const without = ['x', 'y'].reduce(
      (before, id) => must(execute(before, about('withdrawViolation', { violation: id, ground: 'necessity' }))),
      registry,
    )
    const bought = must(
      execute(without, about('transferVehicle', { vehicle: 'v1', to: { kind: 'individual', id: 'd2' } })),
    )
    const fined = must(execute(bought, record('w', 'v1')))
    expect(counts(fined, 'w', 'd2')).toEqual([1, 1])
    expect(counts(fined, 'w', 'd3')).toEqual([1, 2])
    expect(counts(fined, 'w', 'd1')).toEqual([1, 1])
  })
})
