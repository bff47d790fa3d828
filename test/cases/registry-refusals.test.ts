/** When several things speak against a command, the first in the order of the documentation is named. */
import { describe, expect, test } from 'vitest'
import { en, enRegistry, problemOfOutcome, zhCN, zhCNRegistry } from '../../src/explain/index.ts'
import {
  bindingsOfDriver,
  type Command,
  execute,
  executeAll,
  legalDay,
  type Outcome,
  openRegistry,
  openViolationsFor,
  pointsOf,
  REFUSAL_CODES,
  type Registry,
  violationOf,
} from '../../src/index.ts'
import { cn2024, type RuleSet, reform } from '../../src/law/index.ts'
import { codeOf, must } from '../hostile/world.ts'

const DAY = '2025-03-03'
const at = (time: string, day = DAY): string => `${day}T${time}:00.000+08:00`
const LICENCE = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
const driver = (id: string, licence: object = LICENCE): Command =>
  ({ type: 'enrolDriver', id, licence, at: at('08:00') }) as Command
const vehicle = (id: string, owner: string, kind: 'individual' | 'unit' = 'individual'): Command => ({
  type: 'enrolVehicle',
  id,
  owner: { kind, id: owner },
  plateType: '02',
  operating: false,
  at: at('08:00'),
})
const bind = (who: string, car: string, more: object = {}): Command =>
  ({
    type: 'bind',
    driver: who,
    vehicle: car,
    channel: 'window',
    identityVerified: true,
    at: at('09:00'),
    ...more,
  }) as Command
const record = (id: string, car: string, more: object = {}): Command =>
  ({
    type: 'recordViolation',
    id,
    vehicle: car,
    occurredAt: at('09:00'),
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring',
    at: at('09:00'),
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
    at: at('09:00'),
    ...more,
  }) as Command
const about = (type: string, said: object): Command => ({ type, at: at('09:00'), ...said }) as unknown as Command

/** Two drivers with a car each, one car of somebody else and one of a unit. */
const PEOPLE: readonly Command[] = [
  driver('d1'),
  driver('d2'),
  vehicle('own1', 'd1'),
  vehicle('own2', 'd2'),
  vehicle('v', 'o'),
  vehicle('fleet', 'u', 'unit'),
]

function having(...commands: readonly Command[]): Registry {
  return played(cn2024, ...PEOPLE, ...commands)
}

function played(rules: RuleSet, ...commands: readonly Command[]): Registry {
  return commands.reduce((registry, command) => must(execute(registry, command)), openRegistry(rules))
}

const codeFor = (registry: Registry, command: Command): string => codeOf(execute(registry, command))

describe('the codes', () => {
  test('are told in the order of the documentation', () => {
    expect(REFUSAL_CODES.length).toBe(46)
    expect(new Set(REFUSAL_CODES).size).toBe(46)
    expect(REFUSAL_CODES.slice(0, 2)).toEqual(['out-of-order', 'undetermined'])
    expect(REFUSAL_CODES.at(-1)).toBe('points-on-record')
  })
})

describe('a command before the last event about one of its records', () => {
  const licence = (who: string, more: object = {}): Command =>
    about('changeLicence', { driver: who, licence: { states: [], classes: ['C1'] }, ...more })
  const later = at('10:00')

  test('is out of order, whatever else is wrong with it, and one at the same moment is not', () => {
    const registry = having(bind('d2', 'v', { at: later }))
    const release = (who: string, ms: number): Command =>
      about('release', { driver: who, vehicle: 'v', by: 'owner', at: Date.parse(later) + ms })
    // `d1` is not bound, and `nobody` is not on record: the vehicle is looked at before that.
    for (const who of ['d1', 'nobody']) {
      const code = who === 'd1' ? 'not-bound' : 'unknown-driver'
      expect([-1, 0, 1].map((ms) => codeFor(registry, release(who, ms)))).toEqual(['out-of-order', code, code])
    }
    expect(codeFor(openRegistry(cn2024), release('d1', 0))).toBe('unknown-driver')
  })

  test('says which record is ahead: the first in the order of its list', () => {
    const registry = having(licence('d1', { at: later }), record('x', 'v', { at: at('09:30') }))
    const ahead = (command: Command): unknown => {
      const outcome = execute(registry, command)
      return outcome.status === 'refused' ? outcome.ahead : outcome.status
    }
    expect(ahead(bind('d1', 'v'))).toEqual({ kind: 'driver', id: 'd1', last: later })
    expect(ahead(bind('d2', 'v'))).toEqual({ kind: 'vehicle', id: 'v', last: at('09:30') })
    expect(ahead(handle('x', 'd1'))).toEqual({ kind: 'violation', id: 'x', last: at('09:30') })
    expect(ahead(handle('x', 'd1', { at: at('09:45') }))).toEqual({ kind: 'driver', id: 'd1', last: later })
    expect(executeAll(registry, [bind('d1', 'v')]).outcomes).toEqual([
      { status: 'refused', code: 'out-of-order', ahead: { kind: 'driver', id: 'd1', last: later } },
    ])
  })

  test('is accepted as long as it is about other records', () => {
    const registry = having(licence('d1', { at: later }))
    expect(codeFor(registry, bind('d2', 'v'))).toBe('accepted')
    expect(codeFor(registry, record('x', 'own1'))).toBe('accepted')
    expect(codeFor(registry, driver('d3'))).toBe('accepted')
    expect(codeFor(registry, licence('d1', { at: at('09:59') }))).toBe('out-of-order')
  })

  test('about a vehicle is about who has it bound, and about a cancelled licence is about what it had bound', () => {
    const bound = having(bind('d2', 'v'), licence('d2', { at: later }))
    const transfer = about('transferVehicle', { vehicle: 'v', to: { kind: 'individual', id: 'd1' } })
    expect(codeFor(bound, transfer)).toBe('out-of-order')
    const busy = having(bind('d2', 'v'), record('x', 'v', { at: later }))
    const states = (...words: string[]): Command => licence('d2', { licence: { states: words, classes: [] } })
    expect(codeFor(busy, states('cancelled'))).toBe('out-of-order')
    expect(codeFor(busy, states('locked'))).toBe('accepted')
  })
})

describe('enrolling', () => {
  test('a driver: known, then a unit, then a licence of tomorrow', () => {
    const tomorrow = { ...LICENCE, firstIssuedOn: '2025-03-04' }
    expect(codeFor(having(), driver('d1', tomorrow))).toBe('driver-exists')
    expect(codeFor(having(), driver('u', tomorrow))).toBe('unit-is-no-driver')
    expect(codeFor(having(), driver('d3', tomorrow))).toBe('first-issue-in-future')
    expect(codeFor(having(), driver('d3', { ...LICENCE, firstIssuedOn: DAY }))).toBe('accepted')
  })

  test('a vehicle: known, then a name that is of the other kind', () => {
    expect(codeFor(having(), vehicle('v', 'd1', 'unit'))).toBe('vehicle-exists')
    expect(codeFor(having(), vehicle('w', 'd1', 'unit'))).toBe('unit-is-no-driver')
    expect(codeFor(having(), vehicle('w', 'u'))).toBe('unit-is-no-individual')
    expect(codeFor(having(), vehicle('w', 'd1'))).toBe('accepted')
    expect(codeFor(having(), vehicle('w', 'u', 'unit'))).toBe('accepted')
    // An owner who was named as an individual stays one, and is no unit, whatever the dates.
    expect(codeFor(having(), vehicle('w', 'o', 'unit'))).toBe('unit-is-no-driver')
    const sold = having(
      about('transferVehicle', { vehicle: 'v', to: { kind: 'individual', id: 'p' }, at: at('10:00') }),
    )
    expect(codeFor(sold, vehicle('w', 'p', 'unit'))).toBe('unit-is-no-driver')
    expect(codeFor(sold, vehicle('w', 'o', 'unit'))).toBe('unit-is-no-driver')
  })
})

describe('a pair', () => {
  test('to bind or release: the driver is looked for before the vehicle', () => {
    const release = (who: string, car: string) => about('release', { driver: who, vehicle: car, by: 'owner' })
    for (const pair of [bind, release]) {
      expect(codeFor(having(), pair('nobody', 'nothing'))).toBe('unknown-driver')
      expect(codeFor(having(), pair('nobody', 'v'))).toBe('unknown-driver')
      expect(codeFor(having(), pair('d1', 'nothing'))).toBe('unknown-vehicle')
    }
  })

  test('not bound is not released, and released once only', () => {
    const release = about('release', { driver: 'd1', vehicle: 'v', by: 'driver' })
    expect(codeFor(having(), release)).toBe('not-bound')
    const bound = having(bind('d1', 'v'))
    expect(codeFor(bound, about('release', { driver: 'd2', vehicle: 'v', by: 'driver' }))).toBe('not-bound')
    expect(codeFor(must(execute(bound, release)), release)).toBe('not-bound')
  })

  test('is never one’s own or bound already, even under a reform that struck those rules out', () => {
    const loose = reform(cn2024, { 'own-vehicle': null, 'already-bound': null, 'daily-applications': null })
    const registry = played(loose, ...PEOPLE, bind('d1', 'v'))
    const own = execute(registry, bind('d1', 'own1'))
    expect(own).toEqual({ status: 'refused', registry, code: 'own-vehicle' })
    expect(execute(registry, bind('d1', 'v'))).toEqual({ status: 'refused', registry, code: 'already-bound' })
    // A rule that fails is named before them, with its decision.
    const unchecked = execute(registry, bind('d1', 'own1', { identityVerified: false }))
    expect(unchecked).toMatchObject({ status: 'refused', code: 'identity-verified', decision: { verdict: 'refused' } })
    expect(codeFor(registry, bind('d2', 'v'))).toBe('accepted')
  })
})

describe('a transfer', () => {
  const transfer = (car: string, to: string, kind = 'individual'): Command =>
    about('transferVehicle', { vehicle: car, to: { kind, id: to } })

  test('unknown, then to the same, then with open violations, then to a name of the other kind', () => {
    const fined = having(record('x', 'v'))
    expect(codeFor(fined, transfer('nothing', 'o'))).toBe('unknown-vehicle')
    expect(codeFor(fined, transfer('v', 'o'))).toBe('same-owner')
    expect(codeFor(fined, transfer('v', 'o', 'unit'))).toBe('same-owner')
    expect(codeFor(fined, transfer('v', 'd1', 'unit'))).toBe('open-violations')
    expect(codeFor(having(), transfer('v', 'd1', 'unit'))).toBe('unit-is-no-driver')
    expect(codeFor(having(), transfer('v', 'u'))).toBe('unit-is-no-individual')
  })

  test('makes whom it is to a unit, whose name no driver can have then', () => {
    const moved = having(transfer('v', 'firm', 'unit'))
    expect(codeFor(moved, driver('firm'))).toBe('unit-is-no-driver')
    expect(codeFor(moved, { ...driver('firm'), at: at('09:00') } as Command)).toBe('unit-is-no-driver')
    expect(codeFor(moved, transfer('own1', 'firm'))).toBe('unit-is-no-individual')
    expect(codeFor(moved, transfer('own1', 'firm', 'unit'))).toBe('accepted')
    expect(codeFor(having(), { ...driver('firm'), at: at('09:00') } as Command)).toBe('accepted')
    // A unit stays one when it owns nothing more.
    const sold = must(execute(moved, transfer('v', 'o')))
    expect(codeFor(sold, { ...driver('firm'), at: at('09:00') } as Command)).toBe('unit-is-no-driver')
  })
})

describe('a violation', () => {
  test('to record: known, then of an unknown vehicle, then of the future, then of too long ago', () => {
    const registry = having(record('x', 'v'))
    const ms = Date.parse(at('09:00'))
    expect(codeFor(registry, record('x', 'nothing'))).toBe('violation-exists')
    expect(codeFor(registry, record('y', 'nothing', { occurredAt: ms + 1 }))).toBe('unknown-vehicle')
    expect([-1, 0, 1].map((later) => codeFor(registry, record('y', 'v', { occurredAt: ms + later })))).toEqual([
      'accepted',
      'accepted',
      'occurs-in-future',
    ])
    expect(
      ['2023-03-02', '2023-03-03', '2023-03-04'].map((day) =>
        codeFor(registry, record('y', 'v', { occurredAt: at('00:00', day) })),
      ),
    ).toEqual(['limitation-expired', 'accepted', 'accepted'])
  })

  test('unknown is told before anything else', () => {
    for (const type of ['withdrawViolation', 'revokeHandling', 'payFine']) {
      const ground = type === 'payFine' ? {} : { ground: 'necessity' }
      expect(codeFor(having(), about(type, { violation: 'x', ...ground }))).toBe('unknown-violation')
    }
    expect(codeFor(having(), handle('x', 'nobody'))).toBe('unknown-violation')
    expect(codeFor(having(record('x', 'own1')), handle('x', 'nobody'))).toBe('unknown-driver')
  })

  test('goes from open to handled and back, or to withdrawn for good', () => {
    const withdraw = about('withdrawViolation', { violation: 'x', ground: 'necessity' })
    const revoke = about('revokeHandling', { violation: 'x', ground: 'points-traded' })
    const pay = about('payFine', { violation: 'x' })
    const open = having(record('x', 'own1'))
    const codes = (registry: Registry) => [withdraw, revoke, pay].map((command) => codeFor(registry, command))
    expect(codes(open)).toEqual(['accepted', 'violation-not-handled', 'violation-not-handled'])
    const handled = must(execute(open, handle('x', 'd1')))
    expect(codes(handled)).toEqual(['violation-not-open', 'accepted', 'accepted'])
    const paid = must(execute(handled, pay))
    expect(codes(paid)).toEqual(['violation-not-open', 'accepted', 'already-paid'])
    expect(violationOf(paid, 'x')).toMatchObject({ state: 'handled', paidOn: DAY })
    expect(codes(must(execute(paid, revoke)))).toEqual(['accepted', 'violation-not-handled', 'violation-not-handled'])
    const gone = must(execute(open, withdraw))
    expect(codes(gone)).toEqual(['violation-not-open', 'violation-not-handled', 'violation-not-handled'])
    expect(codeFor(gone, handle('x', 'd1'))).toBe('violation-open')
  })

  test('without a fine has nothing to pay', () => {
    const handled = having(record('x', 'own1', { fine: 0 }), handle('x', 'd1'))
    expect(codeFor(handled, about('payFine', { violation: 'x' }))).toBe('nothing-to-pay')
    const one = having(record('x', 'own1', { fine: 1 }), handle('x', 'd1'))
    expect(codeFor(one, about('payFine', { violation: 'x' }))).toBe('accepted')
  })

  test('is handled once, even under a reform that struck that rule out', () => {
    const loose = reform(cn2024, { 'violation-open': null })
    const registry = played(loose, ...PEOPLE, record('x', 'own1'), handle('x', 'd1'))
    expect(execute(registry, handle('x', 'd1'))).toEqual({ status: 'refused', registry, code: 'violation-not-open' })
    expect(codeFor(registry, handle('x', 'd1', { identityVerified: false }))).toBe('identity-verified')
  })
})

describe('study', () => {
  const deduct = (who = 'd1', day = DAY): Command =>
    about('deductByStudy', { driver: who, way: 'online', at: at('09:00', day) })
  const study = (more: object = {}): Command =>
    about('completeFullScoreStudy', { driver: 'd1', days: 30, tests: ['theory', 'field', 'road'], ...more })
  /** One’s own violations of `points` each, handled at the window. */
  const held = (...points: readonly number[]): Command[] =>
    points.flatMap((each, index) => [record(`x${index}`, 'own1', { points: each, fine: 0 }), handle(`x${index}`, 'd1')])
  const licence = (...states: readonly string[]): Command =>
    about('changeLicence', { driver: 'd1', licence: { states, classes: ['C1'] } })

  test('is not for the unknown', () => {
    expect(codeFor(having(), deduct('nobody'))).toBe('unknown-driver')
    expect(codeFor(having(), study({ driver: 'nobody' }))).toBe('unknown-driver')
  })

  test('that takes points off is provided from 2022-04-01', () => {
    const early = (command: Command, day: string): Command => ({ ...command, at: at('09:00', day) }) as Command
    const days = ['2022-03-31', '2022-04-01']
    const registry = played(cn2024, early(driver('d1'), '2022-03-01'))
    expect(days.map((day) => codeFor(registry, deduct('d1', day)))).toEqual([
      'deduction-not-provided',
      'no-points-to-deduct',
    ])
  })

  test('that takes points off: full score, then twice full, then the licence, then no points, then used up', () => {
    expect(codeFor(having(...held(12), licence('suspended')), deduct())).toBe('full-score-reached')
    expect(codeFor(having(...held(11)), deduct())).toBe('accepted')
    const once = [...held(12), study()]
    const again = [record('y', 'own1', { points: 12, fine: 0 }), handle('y', 'd1'), study()]
    expect(codeFor(having(...once), deduct())).toBe('no-points-to-deduct')
    expect(codeFor(having(...once, ...again), deduct())).toBe('repeated-full-score')
    expect(codeFor(having(...once, ...again, licence('seized')), deduct())).toBe('repeated-full-score')
    for (const state of ['unverified', 'seized', 'suspended']) {
      expect(codeFor(having(licence(state)), deduct())).toBe('licence-bars-deduction')
      expect(codeFor(having(licence('expired', state)), deduct())).toBe('licence-bars-deduction')
    }
    for (const state of ['expired', 'locked'])
      expect(codeFor(having(licence(state)), deduct())).toBe('no-points-to-deduct')
  })

  test('that takes points off is not for a driver on probation, the first year of the licence', () => {
    const registry = (firstIssuedOn: string) =>
      played(cn2024, driver('d1', { ...LICENCE, firstIssuedOn }), vehicle('own1', 'd1'), ...held(3))
    expect(codeFor(registry('2024-03-04'), deduct())).toBe('licence-bars-deduction')
    expect(codeFor(registry('2024-03-03'), deduct())).toBe('accepted')
    expect(codeFor(registry(DAY), deduct())).toBe('licence-bars-deduction')
  })

  test('that takes points off is not for a driver who had the full score twice in this period and the one before', () => {
    const later = at('09:00', '2025-05-05')
    const next = (points: number, id: string): Command[] => [
      record(id, 'own1', { points, fine: 0, occurredAt: later, at: later }),
      handle(id, 'd1', { at: later }),
    ]
    const once = [...held(12), study()]
    expect(codeFor(having(...once, ...next(3, 'y')), deduct('d1', '2025-05-05'))).toBe('accepted')
    const twice = [...once, ...next(12, 'y'), study({ at: later }), ...next(3, 'z')]
    expect(codeFor(having(...twice), deduct('d1', '2025-05-05'))).toBe('repeated-full-score')
  })

  test('takes one, two, one points off by its way, at most six a period and never more than are held', () => {
    const ways = (registry: Registry, ...list: readonly string[]): [number, string] => {
      const last = list.reduce(
        (before, way) => must(execute(before, about('deductByStudy', { driver: 'd1', way }))),
        registry,
      )
      return [pointsOf(last, 'd1', at('09:00')), codeFor(last, deduct())]
    }
    const eleven = having(...held(11))
    expect(ways(eleven, 'online')).toEqual([10, 'accepted'])
    expect(ways(eleven, 'on-site')).toEqual([9, 'accepted'])
    expect(ways(eleven, 'service')).toEqual([10, 'accepted'])
    expect(ways(eleven, 'on-site', 'on-site', 'online')).toEqual([6, 'accepted'])
    expect(ways(eleven, 'on-site', 'on-site', 'on-site')).toEqual([5, 'deduction-used-up'])
    expect(ways(eleven, 'on-site', 'on-site', 'online', 'on-site')).toEqual([5, 'deduction-used-up'])
    expect(ways(having(...held(1)), 'on-site')).toEqual([0, 'no-points-to-deduct'])
  })

  test('that takes points off gives no more of them in a period because the full score was studied for', () => {
    const ways = Array.from({ length: 6 }, () => deduct())
    const full = [record('y', 'own1', { points: 7, fine: 0 }), handle('y', 'd1'), study()]
    const more = [record('z', 'own1', { points: 3, fine: 0 }), handle('z', 'd1')]
    expect(codeFor(having(...held(11), ...ways, ...full, ...more), deduct())).toBe('deduction-used-up')
    expect(codeFor(having(...held(11), ...ways.slice(1), ...full.slice(0, 2), study(), ...more), deduct())).toBe(
      'accepted',
    )
  })

  test('at the full score: not reached, then fines, then days, then tests', () => {
    const short = study({ days: 6, tests: [] })
    expect(codeFor(having(...held(11)), short)).toBe('full-score-not-reached')
    const owing = having(record('x', 'own1', { points: 12 }), handle('x', 'd1'))
    expect(codeFor(owing, short)).toBe('fines-unpaid')
    const partly = having(...held(12), record('x', 'own1', { points: 1 }), handle('x', 'd1'))
    expect(codeFor(partly, short)).toBe('fines-unpaid')
    const paid = must(execute(owing, about('payFine', { violation: 'x' })))
    expect(codeFor(paid, short)).toBe('study-too-short')
    expect(codeFor(paid, study({ days: 7, tests: [] }))).toBe('tests-missing')
    expect(codeFor(paid, study({ days: 7, tests: ['road', 'field'] }))).toBe('tests-missing')
    expect(codeFor(paid, study({ days: 7, tests: ['theory'] }))).toBe('accepted')
    // The second time costs more days and a further test.
    const second = [record('y', 'own1', { points: 12, fine: 0 }), handle('y', 'd1')].reduce(
      (before, command) => must(execute(before, command)),
      must(execute(paid, study({ days: 7, tests: ['theory'] }))),
    )
    expect(codeFor(second, study({ days: 13 }))).toBe('study-too-short')
    expect(codeFor(second, study({ days: 14, tests: ['theory'] }))).toBe('tests-missing')
    expect(codeFor(second, study({ days: 14, tests: ['theory', 'road'] }))).toBe('accepted')
  })

  test('a study that is too short says what it needs and what was given, as data and in words', () => {
    const full = having(...held(12))
    const told = (given: object) => {
      const outcome = execute(full, study(given)) as Extract<Outcome, { status: 'refused' }>
      const words = [
        { ...zhCN, ...zhCNRegistry },
        { ...en, ...enRegistry },
      ]
      return [outcome.code, outcome.study, ...words.map((each) => problemOfOutcome(outcome, each).detail)]
    }
    const needed = { days: 7, tests: ['theory'] }
    expect(told({ days: 6, tests: [] })).toEqual([
      'study-too-short',
      { needed, given: { days: 6, tests: [] } },
      '满分学习天数不足。须学习7天，并考科目一；现有6天，尚未考试合格。',
      'The full-score study was too short. 7 days and the theory test are needed; 6 days and no tests were given.',
    ])
    expect(told({ days: 1, tests: ['field', 'road'] })[3]).toContain('1 day and field and road tests were given.')
    expect(told({ days: 7, tests: ['road'] }).slice(0, 3)).toEqual([
      'tests-missing',
      { needed, given: { days: 7, tests: ['road'] } },
      '满分学习尚有考试未合格。须学习7天，并考科目一；现有7天，已合格的是科目三。',
    ])
  })
})

test('what is refused leaves everything as it was', () => {
  const registry = having(bind('d1', 'v'), record('x', 'v'))
  const before = [bindingsOfDriver(registry, 'd1'), openViolationsFor(registry, 'd1', at('09:00'))]
  for (const command of [bind('d1', 'v'), record('x', 'v'), handle('x', 'nobody')]) {
    expect(execute(registry, command).registry).toBe(registry)
  }
  expect([bindingsOfDriver(registry, 'd1'), openViolationsFor(registry, 'd1', at('09:00'))]).toEqual(before)
  expect(legalDay(bindingsOfDriver(registry, 'd1')[0]?.since as never)).toBe(DAY)
})
