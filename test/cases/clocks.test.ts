/** The table of clocks, row by row: which records each command is about, and which it is not about. */
import { describe, expect, test } from 'vitest'
import { COMMAND_TYPES, type Command, execute, openRegistry, type Registry } from '../../src/index.ts'
import { cn2024 } from '../../src/law/index.ts'
import { must, run } from '../hostile/world.ts'

const EARLY = '2025-03-03T10:00:00.000+08:00'
const LATE = '2025-03-03T11:00:00.000+08:00'
const say = (type: string, fields: object): Command => ({ type, at: EARLY, ...fields }) as never
const driver = (id: string) =>
  say('enrolDriver', { id, licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } })
const vehicle = (id: string, owner: string) =>
  say('enrolVehicle', { id, owner: { kind: 'individual', id: owner }, plateType: '02', operating: false })
const record = (id: string, car: string, points = 3, fine = 20_000) =>
  say('recordViolation', { id, vehicle: car, occurredAt: EARLY, fine, points, recordedBy: 'monitoring' })
const handle = (violation: string, who: string) =>
  say('handle', { violation, driver: who, channel: 'window', offenderPresent: true, identityVerified: true })
const licence = (who: string, ...states: string[]) =>
  say('changeLicence', { driver: who, licence: { states, classes: ['C1'] } })

/** `d1` has bound `v1` of somebody else; `own2` is the vehicle of `d2`. */
const PEOPLE = [driver('d1'), driver('d2'), vehicle('v1', 'o1'), vehicle('own2', 'd2')]
const bind = say('bind', { driver: 'd1', vehicle: 'v1', channel: 'app', ownerConsent: 'qr', identityVerified: true })
const BOUND = [...PEOPLE, bind]
const RECORDED = [...BOUND, record('x1', 'v1')]
const HANDLED = [...RECORDED, handle('x1', 'd1')]
const ground = { ground: 'penalty-revoked' }

const TABLE: readonly (readonly [
  name: string,
  before: readonly Command[],
  command: Command,
  about: readonly string[],
  notAbout: readonly string[],
])[] = [
  ['enrolDriver: not the vehicles in their name', PEOPLE, driver('d3'), ['driver d3'], ['driver d1', 'party d3']],
  [
    'enrolVehicle: the vehicles in the name of its owner, and not the owner',
    PEOPLE,
    vehicle('v3', 'd2'),
    ['vehicle v3', 'party d2'],
    ['driver d2', 'vehicle own2'],
  ],
  [
    'bind: not the owner',
    PEOPLE,
    say('bind', { ...bind, vehicle: 'own2' }),
    ['driver d1', 'vehicle own2'],
    ['driver d2'],
  ],
  ['release', BOUND, say('release', { driver: 'd1', vehicle: 'v1', by: 'owner' }), ['driver d1', 'vehicle v1'], []],
  [
    'transferVehicle: those who have it bound, the vehicles in the name of either owner, and neither owner',
    BOUND,
    say('transferVehicle', { vehicle: 'v1', to: { kind: 'individual', id: 'd2' } }),
    ['vehicle v1', 'driver d1', 'party d2', 'party o1'],
    ['driver d2', 'vehicle own2'],
  ],
  ['changeLicence', BOUND, licence('d1', 'locked'), ['driver d1'], ['vehicle v1']],
  [
    'changeLicence to cancelled: the vehicles bound',
    BOUND,
    licence('d1', 'cancelled'),
    ['driver d1', 'vehicle v1'],
    [],
  ],
  [
    'recordViolation: not who has it bound, nor the vehicles in the name of its owner',
    BOUND,
    record('x1', 'v1'),
    ['violation x1', 'vehicle v1'],
    ['driver d1', 'party o1'],
  ],
  [
    'withdrawViolation: not an earlier handler',
    [...HANDLED, say('revokeHandling', { violation: 'x1', ...ground })],
    say('withdrawViolation', { violation: 'x1', ...ground }),
    ['violation x1', 'vehicle v1'],
    ['driver d1'],
  ],
  ['handle', RECORDED, handle('x1', 'd1'), ['violation x1', 'vehicle v1', 'driver d1'], ['driver d2']],
  [
    'handle without points or fine: the driver too, whose record stays as it is',
    [...PEOPLE, record('x1', 'own2', 0, 0)],
    handle('x1', 'd2'),
    ['violation x1', 'vehicle own2', 'driver d2'],
    [],
  ],
  [
    'revokeHandling: its handler',
    HANDLED,
    say('revokeHandling', { violation: 'x1', ...ground }),
    ['violation x1', 'vehicle v1', 'driver d1'],
    [],
  ],
  [
    'payFine: its handler, and not the vehicle',
    HANDLED,
    say('payFine', { violation: 'x1' }),
    ['violation x1', 'driver d1'],
    ['vehicle v1'],
  ],
  [
    'deductByStudy: the vehicles in their name, and each of these',
    [...PEOPLE, record('x1', 'own2'), handle('x1', 'd2')],
    say('deductByStudy', { driver: 'd2', way: 'online' }),
    ['driver d2', 'party d2', 'vehicle own2'],
    ['vehicle v1', 'party o1'],
  ],
  [
    'completeFullScoreStudy',
    [...PEOPLE, record('x1', 'own2', 12, 0), handle('x1', 'd2')],
    say('completeFullScoreStudy', { driver: 'd2', days: 7, tests: ['theory'] }),
    ['driver d2'],
    ['vehicle own2'],
  ],
  [
    'changeVehicle: not who has it bound',
    BOUND,
    say('changeVehicle', { vehicle: 'v1', plateType: '02', operating: true }),
    ['vehicle v1'],
    ['driver d1', 'party o1'],
  ],
  [
    'deregisterVehicle: those who have it bound, and not the vehicles in the name of its owner',
    BOUND,
    say('deregisterVehicle', { vehicle: 'v1', because: 'lost' }),
    ['vehicle v1', 'driver d1'],
    ['driver d2', 'party o1'],
  ],
  [
    'reissueLicence: the vehicles bound',
    [...BOUND, licence('d1', 'revoked')],
    say('reissueLicence', {
      driver: 'd1',
      licence: { states: [], classes: ['C1'], firstIssuedOn: '2025-03-03' },
    }),
    ['vehicle v1'],
    [],
  ],
  [
    'tellHistory: its driver alone, beside what it tells',
    BOUND,
    say('tellHistory', { driver: 'd1', history: {} }),
    ['driver d1'],
    ['vehicle v1'],
  ],
]

/** Commands about one record alone, which set its clock and change nothing else that matters. */
function touches(subject: string): readonly Command[] {
  const [kind, id = ''] = subject.split(' ')
  if (kind === 'driver') return [licence(id)]
  if (kind === 'party') return [vehicle(`another-of-${id}`, id)]
  const fresh = `nothing-${id}`
  return [record(fresh, id, 0, 0), say('withdrawViolation', { violation: fresh, ground: 'necessity' })]
}

const at = (moment: string, commands: readonly Command[]): Command[] =>
  commands.map((each) => ({ ...each, at: moment }) as Command)
/** A violation's clock moves with its vehicle's: what is said of it is looked at apart. */
const alone = (subjects: readonly string[]): readonly string[] =>
  subjects.filter((each) => !each.startsWith('violation '))

function aheadOf(registry: Registry, command: Command): unknown {
  const outcome = execute(registry, command)
  return outcome.status === 'refused' ? (outcome.ahead ?? outcome.code) : outcome.status
}

test('reissueLicence is about its driver', () => {
  const [, before, command] = TABLE.find(([, , { type }]) => type === 'reissueLicence') as (typeof TABLE)[number]
  const later = run(openRegistry(cn2024), [...before, { ...licence('d1', 'revoked'), at: LATE } as Command])
  expect(aheadOf(later, command)).toEqual({ kind: 'driver', id: 'd1', last: LATE })
})

test('the table has every command', () => {
  expect(new Set(TABLE.map(([, , { type }]) => type))).toEqual(new Set(COMMAND_TYPES))
})

describe.each(TABLE)('%s', (_, before, command, about, notAbout) => {
  const start = run(openRegistry(cn2024), before)
  const isNew = (subject: string): boolean => ['d3', 'v3'].some((id) => subject.endsWith(` ${id}`))

  test('is accepted as it stands', () => {
    expect(aheadOf(start, command)).toBe('accepted')
  })

  test.each(alone(about).filter((subject) => !isNew(subject)))(
    'is out of order before the last event about %s',
    (subject) => {
      const later = run(start, at(LATE, touches(subject)))
      const [kind, id] = subject.split(' ')
      expect(aheadOf(later, command)).toEqual({ kind, id, last: LATE })
      expect(aheadOf(later, { ...command, at: LATE } as Command)).toBe('accepted')
    },
  )

  test.each(about)('sets the clock of %s', (subject) => {
    const later = must(execute(start, { ...command, at: LATE } as Command))
    const [kind, id = ''] = subject.split(' ')
    const asked = kind === 'violation' ? say('payFine', { violation: id }) : (touches(subject).at(0) as Command)
    expect(aheadOf(later, asked)).toEqual({ kind, id, last: LATE })
  })

  test.each(notAbout)('is not about %s', (subject) => {
    expect(aheadOf(run(start, at(LATE, touches(subject))), command)).toBe('accepted')
    const later = must(execute(start, { ...command, at: LATE } as Command))
    expect(aheadOf(later, touches(subject).at(0) as Command)).toBe('accepted')
  })
})

describe('a violation', () => {
  const revoked = [...HANDLED, say('revokeHandling', { violation: 'x1', ...ground, at: LATE })]

  test.each([
    ['withdrawViolation', say('withdrawViolation', { violation: 'x1', ...ground })],
    ['handle', handle('x1', 'd2')],
    ['revokeHandling', say('revokeHandling', { violation: 'x1', ...ground })],
    ['payFine', say('payFine', { violation: 'x1' })],
    ['recordViolation', record('x1', 'own2')],
  ])('has a clock, which %s is compared with first', (_, command) => {
    const later = run(openRegistry(cn2024), revoked)
    expect(aheadOf(later, command)).toEqual({ kind: 'violation', id: 'x1', last: LATE })
  })
})
