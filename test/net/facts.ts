/** Rows of facts: whole, partial and malformed, for every set, the book and two reforms. */
import { china, DAY, type Draw, drawBy, HOUR, written } from './draw.ts'

export const SETS = [
  'as-reported',
  'chengdu-2017-11-16',
  'plan-2018-03-01',
  'cn-2013-05-02',
  'cn-2018-02-24',
  'cn-2018-09-01',
  'cn-2020-09-28',
  'cn-2024-11-01',
  'cn',
  'net-every',
  'net-few',
] as const
export type SetName = (typeof SETS)[number]
export type Question = 'bind' | 'handle'
export type Facts = Readonly<Record<string, unknown>>
export interface FactsRow {
  readonly kind: 'whole' | 'partial' | 'malformed'
  readonly set: SetName
  readonly question: Question
  readonly facts: Facts
}

const CHANNELS = ['window', 'app', 'web', 'kiosk']
const PLATE_TYPES = ['01', '02', '02', '02', '03', '07', '16', '20', '23', '51', '52', '52', '64']
const STATES = [
  ...['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified', 'impounded'],
  ...['seized', 'suspended', 'locked', 'transferred-out', 'full-points', 'renewal-deferred', 'medical-deferred'],
  ...['verification-deferred', 'violations-pending', 'accidents-pending'],
]
const CLASSES = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P']
const PEOPLE = ['d1', 'd2', '11010519491231002X', '张三']
const VEHICLES = ['v1', '京A12345', '粤BD12345']
/** Days on which a law begins, and about which one ends, with days far from each. */
const DAYS = [
  ...['2012-06-30', '2013-05-01', '2013-05-02', '2017-11-15', '2017-11-16', '2018-02-23', '2018-02-24', '2018-03-01'],
  ...['2018-08-31', '2018-09-01', '2020-02-29', '2020-09-27', '2020-09-28', '2022-04-01', '2024-10-31', '2024-11-01'],
  ...['2025-01-01', '2025-03-01', '2026-01-01', '2030-12-31'],
]
const CLOCKS = ['00:00:00.000', '09:30:00.000', '15:00:00.000', '23:59:59.999']
const COUNTS = [0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 10, 11, 12]

/** An instant in one of the ways in which it may come. A `Date` is kept as `{ date: … }`. */
function given(at: number, draw: Draw): unknown {
  switch (draw.below(8)) {
    case 0:
      return at
    case 1:
      return { date: at }
    case 2:
      return new Date(at).toISOString()
    case 3:
      return written(at, draw.any([-8, 0, 9, 14]))
    case 4:
      return at % 1000 === 0 ? written(at).replace('.000', '') : written(at)
    default:
      return written(at)
  }
}

const listOf = (list: readonly string[], draw: Draw) =>
  Array.from({ length: draw.any([1, 1, 1, 2, 3]) }, () => draw.any(list)).filter(
    (word, index, all) => all.indexOf(word) === index,
  )

function wholeRow(question: Question, draw: Draw): Record<string, unknown> {
  const at = china(`${draw.any(DAYS)}T${draw.any(CLOCKS)}`)
  const before = (days: number) => at - draw.below(days) * DAY - draw.any([0, 0, 1, HOUR, 10 * HOUR])
  const driver = draw.any(PEOPLE)
  const act = {
    at: given(at, draw),
    channel: draw.any(CHANNELS),
    driver,
    vehicle: draw.any(VEHICLES),
    vehicleOwner: draw.chance(15) ? driver : draw.any(['o1', 'o2', 'd1', '某某公司']),
    plateType: draw.any(PLATE_TYPES),
    identityVerified: draw.chance(85),
  }
  if (question === 'bind') {
    return {
      ...act,
      vehicleOwnerKind: draw.any(['individual', 'individual', 'individual', 'unit']),
      operating: draw.chance(12),
      pairBound: draw.chance(12),
      driverBindings: draw.any(COUNTS),
      vehicleBindings: draw.any(COUNTS),
      driverBindingsEver: draw.any(COUNTS),
      driverApplicationsToday: draw.any(COUNTS),
      driverApplicationsThisYear: draw.any(COUNTS),
      ownerConsent: draw.any(['none', 'registered-owner', 'qr', 'qr', 'sms']),
      vehicleReleasedAt: draw.chance(40) ? null : given(before(4), draw),
      vehicleDriversBoundThisYear: 1 + draw.below(5),
    }
  }
  const occurredAt = draw.chance(6) ? at + draw.any([1, HOUR, DAY]) : before(30)
  return {
    ...act,
    violationState: draw.any(['open', 'open', 'open', 'open', 'open', 'open', 'handled', 'withdrawn']),
    occurredAt: given(occurredAt, draw),
    fine: draw.any([0, 5_000, 10_000, 20_000, 20_000, 20_001, 100_000, 200_000, 500_000]),
    points: draw.any([0, 0, 1, 2, 3, 6, 9, 12]),
    recordedBy: draw.any(['monitoring', 'monitoring', 'monitoring', 'officer']),
    boundSince: draw.chance(15) ? null : given(occurredAt + draw.any([-300 * DAY, -DAY, -1, 0, 1, HOUR, DAY]), draw),
    firstBinding: draw.chance(30),
    licenceStates: draw.chance(60) ? [] : listOf(STATES, draw),
    licenceClasses: draw.chance(60) ? ['C1'] : listOf(CLASSES, draw),
    pointsHeld: draw.any([0, 0, 0, 3, 6, 9, 10, 11, 12, 15]),
    fullScoreStudies: draw.any([0, 0, 0, 1, 2, 3]),
    offenderPresent: draw.chance(80),
    othersVehiclesHandledThisYear: 1 + draw.below(7),
    vehicleOtherDriversThisYear: 1 + draw.below(5),
    ownedSince: given(before(400), draw),
  }
}

/** What is of no fact's type, or of another's. */
const WRONG: readonly unknown[] = [
  ...[
    null,
    '',
    ' ',
    'no',
    'APP',
    -1,
    1.5,
    1e9,
    1e300,
    true,
    [],
    ['C1', 'C1'],
    ['x'],
    {},
    { date: 9e15 },
    0,
    '02 ',
    '2',
  ],
  ...[
    '2018-02-30T00:00:00+08:00',
    '2018-09-10T15:00:00',
    '2018-09-10',
    '2018-09-10T24:00:00+08:00',
    '1899-01-01T00:00Z',
  ],
  ...['<b>', 'd\u202E1', '\uD800', 'x'.repeat(70), '京A1234５', 12, '12', [null], 'full-points'],
]
const OTHER_KEYS = ['note', 'Driver', 'at ', '__proto__', 'constructor', 'fines', 'vehicle_owner']

function malformedOf(row: Record<string, unknown>, draw: Draw): Facts {
  const keys = Object.keys(row)
  const changed = { ...row }
  for (let times = draw.any([1, 1, 2, 3]); times > 0; times--) changed[draw.any(keys)] = draw.any(WRONG)
  if (!draw.chance(25)) return changed
  return Object.fromEntries([...Object.entries(changed), [draw.any(OTHER_KEYS), draw.any(WRONG)]])
}

/** Rows of facts, each set and question as often. */
export function factsRows(count: number, seed: number): readonly FactsRow[] {
  const draw = drawBy(seed)
  return Array.from({ length: count }, (_, index) => {
    const set = SETS[index % SETS.length] as SetName
    const question = Math.floor(index / SETS.length) % 2 === 0 ? 'bind' : 'handle'
    const whole = wholeRow(question, draw)
    const kind = draw.any(['whole', 'whole', 'whole', 'partial', 'malformed'] as const)
    if (kind === 'whole') return { kind, set, question, facts: whole }
    if (kind === 'malformed') return { kind, set, question, facts: malformedOf(whole, draw) }
    const most = draw.any([10, 30, 60])
    return { kind, set, question, facts: Object.fromEntries(Object.entries(whole).filter(() => !draw.chance(most))) }
  })
}
