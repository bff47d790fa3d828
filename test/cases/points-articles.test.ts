/** Order 163 and Order 162, article by article: each case by hand, under the words it is about. */
import { describe, expect, test } from 'vitest'
import {
  type Advice,
  adviseHandling,
  type Command,
  calendarDaysAfter,
  execute,
  type LegalDay,
  openRegistry,
  type PointsRecords,
  parseCalendar,
  pointsLedger,
  pointsOf,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'

/** The licence was first issued on 1 June 2018: scoring periods begin on that day. */
const ISSUED = '2018-06-01'
const VIOLATION = { vehicle: 'car', fine: 0, points: 3, recordedBy: 'monitoring' } as const
const OWNED = { type: 'enrolVehicle', owner: { kind: 'individual', id: 'driver' }, plateType: '02', operating: false }

/** What is done, each act at noon of its day. */
type Step = readonly [day: string, act: object]

const at = (day: string) => `${day}T12:00:00+08:00`
const recorded = (day: string, id: string, more: object = {}): Step => [
  day,
  { type: 'recordViolation', id, ...VIOLATION, occurredAt: at(day), ...more },
]
const handled = (day: string, violation: string): Step => [
  day,
  {
    type: 'handle',
    violation,
    driver: 'driver',
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
  },
]
const both = (day: string, id: string, more: object = {}): readonly Step[] => [
  recorded(day, id, more),
  handled(day, id),
]
const revoked = (day: string, violation: string, ground: string): Step => [
  day,
  { type: 'revokeHandling', violation, ground },
]
const paid = (day: string, violation: string): Step => [day, { type: 'payFine', violation }]
const deducted = (day: string): Step => [day, { type: 'deductByStudy', driver: 'driver', way: 'online' }]
const studied = (day: string): Step => [
  day,
  { type: 'completeFullScoreStudy', driver: 'driver', days: 60, tests: ['theory', 'field', 'road'] },
]

/** Enrols the driver with a car of their own, and does the rest; gives the registry and what became of the last act. */
function after(steps: readonly Step[], firstIssuedOn: string = ISSUED) {
  const licence = { states: [], classes: ['C1'], firstIssuedOn }
  const [[first]] = steps as readonly [Step]
  const all = [
    [first, { type: 'enrolDriver', id: 'driver', licence }],
    [first, { ...OWNED, id: 'car' }],
    ...steps,
  ] as const
  let registry = openRegistry(cn)
  let last = ''
  all.forEach(([day, act], index) => {
    const outcome = execute(registry, { ...act, at: at(day) } as Command)
    last = outcome.status === 'refused' ? outcome.code : outcome.status
    if (index < all.length - 1) expect([act, last]).toEqual([act, 'accepted'])
    registry = outcome.registry
  })
  return { registry, last }
}
const answer = (...steps: readonly Step[]) => after(steps).last
const heldOn = (day: string, ...steps: readonly Step[]) => pointsOf(after(steps).registry, 'driver', at(day))

describe('Article 15: 但有罚款逾期未缴纳的，该记分周期内尚未缴纳罚款的交通违法行为记分分值转入下一记分周期', () => {
  const overdue = both('2025-03-03', 'a', { fine: 20_000 })
  const waits = both('2025-05-26', 'b', { fine: 20_000, points: 1 })

  test('three points overdue and one not yet due, both unpaid: four pass over', () => {
    expect(heldOn('2025-06-01', ...overdue, ...waits)).toBe(4)
  })

  test('what is paid does not pass over, and nothing does where no fine is overdue', () => {
    const third = both('2025-04-07', 'c', { fine: 10_000, points: 6 })
    expect(heldOn('2025-06-01', ...overdue, ...third, paid('2025-04-08', 'c'), ...waits)).toBe(4)
    expect(heldOn('2025-06-01', ...waits)).toBe(0)
    expect(heldOn('2025-06-01', ...overdue, ...waits, paid('2025-05-27', 'a'))).toBe(0)
  })

  test('a fine whose last day to pay is the last of the period is overdue when both are over, one of the day after is not', () => {
    const due = (day: string) => heldOn('2024-06-01', ...both(day, 'a', { fine: 20_000 }))
    expect([due('2024-05-16'), due('2024-05-19')]).toEqual([3, 0])
  })

  test('an overdue fine of an earlier period, whose points are gone, lets those of this one pass over', () => {
    const now = both('2026-05-25', 'c', { fine: 20_000, points: 6 })
    expect(heldOn('2026-06-01', ...waits, ...now)).toBe(6)
    expect(heldOn('2026-06-01', ...waits, paid('2026-05-24', 'b'), ...now)).toBe(0)
  })
})

describe('Article 17: 在一个记分周期内累积记分满12分的，公安机关交通管理部门应当扣留其机动车驾驶证', () => {
  const facts = {
    ...{ at: at('2025-09-01'), channel: 'window', driver: 'driver', vehicle: 'car', vehicleOwner: 'driver' },
    ...{ violationState: 'open', occurredAt: at('2025-08-04'), points: 1, recordedBy: 'monitoring' },
    ...{ licenceStates: [], licenceClasses: ['C1'], offenderPresent: true, identityVerified: true },
  } as const
  const told = (more: object) => {
    const asked = { ...facts, ...more } as never
    const { verdict, notes } = adviseHandling(asked, cn) as Advice
    return [verdict, ...notes]
  }

  test('a window takes the twelfth point, and says what follows; without the fine or the points it is not said, and none is asked for', () => {
    const full = { code: 'full-score', points: 12, full: 12 }
    const carried = { code: 'carried-fine', carry: 'unpaid-while-a-fine-is-overdue' }
    expect(told({ fine: 20_000, pointsHeld: 11 })).toEqual(['permitted', full, carried])
    expect(told({ fine: 20_000, pointsHeld: 10 })).toEqual(['permitted', carried])
    expect(told({ fine: 0, pointsHeld: 11 })).toEqual(['permitted', full])
    expect(told({})).toEqual(['permitted'])
    expect(told({ fine: 20_000, pointsHeld: 11, violationState: 'handled' })).toEqual(['refused'])
  })

  test('in a registry the licence is at the full score from then on, but for the rest of the one vehicle', () => {
    const full = [...both('2025-07-07', 'a', { points: 11 }), ...both('2025-07-07', 'b', { points: 1 })]
    const other: Step = ['2025-07-07', { ...OWNED, id: 'other' }]
    expect(answer(...full, other, ...both('2025-07-07', 'c', { vehicle: 'other' }))).toBe('licence-state')
    expect(answer(...full, ...both('2025-07-07', 'c'))).toBe('accepted')
    expect(answer(...full, ...both('2025-07-08', 'c'))).toBe('licence-state')
  })
})

describe('Article 23: 经满分学习、考试合格且罚款已缴纳的，记分予以清除', () => {
  test('all fines, also one of an earlier period whose points are gone', () => {
    const old = both('2025-05-26', 'a', { fine: 20_000, points: 1 })
    const full = both('2025-07-07', 'b', { points: 12 })
    expect(answer(...old, ...full, studied('2025-08-04'))).toBe('fines-unpaid')
    expect(answer(...old, ...full, paid('2025-08-03', 'a'), studied('2025-08-04'))).toBe('accepted')
  })
})

describe('Article 25: 处理完交通违法行为记录后累积记分未满12分，参加…学习…的，可以申请在机动车驾驶人现有累积记分分值中扣减记分', () => {
  const points = both('2025-07-07', 'a')
  const open = recorded('2025-08-04', 'b')
  const sold: Step = ['2025-08-05', { type: 'transferVehicle', vehicle: 'car', to: { kind: 'unit', id: 'unit' } }]
  const enrolled = (id: string, owner: object): Step => ['2025-07-07', { ...OWNED, id, owner }]

  test('refused while a vehicle in the driver’s own name has an open violation', () => {
    expect(answer(...points, open, deducted('2025-09-01'))).toBe('own-violations-open')
    expect(answer(...points, open, handled('2025-08-05', 'b'), deducted('2025-09-01'))).toBe('accepted')
    const withdrawn: Step = ['2025-08-05', { type: 'withdrawViolation', violation: 'b', ground: 'necessity' }]
    expect(answer(...points, open, withdrawn, deducted('2025-09-01'))).toBe('accepted')
    const more = both('2025-07-08', 'c')
    const again = revoked('2025-08-05', 'a', 'penalty-changed')
    expect(answer(...points, ...more, again, deducted('2025-09-01'))).toBe('own-violations-open')
    expect(answer(...points, again, deducted('2025-09-01'))).toBe('no-points-to-deduct')
  })

  test('a fine that is not paid yet is no open violation', () => {
    const fined = both('2025-08-25', 'b', { fine: 20_000 })
    expect(answer(...points, ...fined, deducted('2025-09-01'))).toBe('accepted')
  })

  test('a vehicle of another, bound or not, is not asked about', () => {
    const another = enrolled('other', { kind: 'individual', id: 'somebody' })
    const bound: Step = [
      '2025-07-08',
      { type: 'bind', driver: 'driver', vehicle: 'other', channel: 'app', ownerConsent: 'qr', identityVerified: true },
    ]
    const theirs = recorded('2025-08-04', 'b', { vehicle: 'other' })
    expect(answer(...points, another, bound, theirs, deducted('2025-09-01'))).toBe('accepted')
  })

  test('a vehicle is in their name since it came to them, and until it left', () => {
    const late = recorded('2025-08-06', 'b', { occurredAt: at('2025-08-04') })
    expect(answer(...points, sold, late, deducted('2025-09-01'))).toBe('accepted')
    const bought: Step = [
      '2025-08-05',
      { type: 'transferVehicle', vehicle: 'other', to: { kind: 'individual', id: 'driver' } },
    ]
    const another = enrolled('other', { kind: 'unit', id: 'unit' })
    const found = recorded('2025-08-06', 'b', { vehicle: 'other', occurredAt: at('2025-08-04') })
    expect(answer(...points, another, bought, found, deducted('2025-09-01'))).toBe('own-violations-open')
  })

  test('a vehicle that came into their name later stands in the way of no study dated before', () => {
    const { registry } = after([...points, ['2025-09-02', { ...OWNED, id: 'second' }]])
    const study = (day: string) => execute(registry, { ...deducted(day)[1], at: at(day) } as Command)
    expect(study('2025-09-01')).toMatchObject({ code: 'out-of-order', ahead: { kind: 'party', id: 'driver' } })
    expect(study('2025-09-02').status).toBe('accepted')
  })
})

describe('Article 26: 有以下情形之一的，不予受理', () => {
  test('(1) 在本记分周期内或者上一个记分周期内，有二次以上参加满分教育记录的: both periods count', () => {
    const full = (day: string, id: string) => [...both(day, id, { points: 12 }), studied(day)]
    const points = both('2025-09-01', 'z')
    expect(answer(...full('2024-07-01', 'a'), ...full('2024-08-05', 'b'), ...points, deducted('2025-09-01'))).toBe(
      'repeated-full-score',
    )
    expect(answer(...full('2025-04-07', 'a'), ...full('2025-07-07', 'b'), ...points, deducted('2025-09-01'))).toBe(
      'repeated-full-score',
    )
    expect(answer(...full('2025-07-07', 'b'), ...points, deducted('2025-09-01'))).toBe('accepted')
  })

  test('(3) 机动车驾驶证在实习期内: the twelve months from the first issue, the last day included', () => {
    const study = (day: string) => after([...both('2025-05-05', 'a'), deducted(day)], '2024-07-01').last
    expect([study('2025-06-30'), study('2025-07-01')]).toEqual(['licence-bars-deduction', 'no-points-to-deduct'])
  })

  test.each([
    ['in this period', '2025-07-07', 'points-traded'],
    ['on the first day of the period two before', '2023-06-01', 'points-traded'],
    ['on the last day of the period three before', '2023-05-31', 'accepted'],
  ])('(2) 在最近三个记分周期内…买分卖分受到过处罚的: a sale %s', (_, day, code) => {
    const sale = [...both(day, 'a'), revoked(day, 'a', 'points-traded'), handled(day, 'a')]
    const points = both('2025-09-01', 'z')
    expect(answer(...sale, ...points, deducted('2025-09-01'))).toBe(code)
  })

  test('(2) a handling revoked on another ground bars nothing', () => {
    const changed = [
      ...both('2025-07-07', 'a'),
      revoked('2025-07-07', 'a', 'penalty-changed'),
      handled('2025-07-07', 'a'),
    ]
    expect(answer(...changed, deducted('2025-09-01'))).toBe('accepted')
  })
})

test('Article 36: 期间的最后一日为节假日的，以节假日期满后的第一个工作日为期间届满的日期; of the three, ten and thirty days of the order', () => {
  const days = ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => `2025-10-${day}`)
  const read = parseCalendar({ holidays: days, workdays: ['2025-09-28', '2025-10-11'] })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  const ends = (day: string, count: number) => calendarDaysAfter(day as LegalDay, count, read.value)
  expect([ends('2025-09-29', 3), ends('2025-09-24', 10), ends('2025-09-05', 30)]).toEqual([
    '2025-10-09',
    '2025-10-09',
    '2025-10-09',
  ])
  expect([ends('2025-09-25', 3), ends('2025-10-01', 10)]).toEqual(['2025-09-28', '2025-10-11'])
})

describe('Order 162, Article 80: 在实习期内发生的道路交通安全违法行为被记满12分的，注销其实习的准驾车型驾驶资格', () => {
  const issued = '2024-07-01'
  const full = (first: string, second: string, on = second) => [
    recorded(first, 'a', { points: 6 }),
    recorded(second, 'b', { points: 6 }),
    handled(on, 'a'),
    handled(on, 'b'),
    studied(on),
  ]
  test.each([
    ['both in probation', full('2024-08-05', '2025-06-30'), 'full-score-on-probation'],
    ['both in probation, scored after it', full('2024-08-05', '2025-06-30', '2025-07-07'), 'full-score-on-probation'],
    ['one of the day after', full('2024-08-05', '2025-07-01'), 'accepted'],
    ['both after it', full('2025-07-01', '2025-07-02'), 'accepted'],
  ] as const)('%s', (_, steps, code) => {
    expect(after([['2024-07-02', { ...OWNED, id: 'other' }], ...steps], issued).last).toBe(code)
  })
})

describe('pointsLedger, by the same articles', () => {
  const records = (more: Partial<PointsRecords>): PointsRecords => ({
    firstIssuedOn: ISSUED,
    handled: [{ violation: 'a', at: at('2025-07-07'), points: 3, fine: 0 }],
    payments: [],
    studies: [{ kind: 'online', at: at('2025-09-01') }],
    ...more,
  })
  const refusal = (more: Partial<PointsRecords>) => {
    const found = pointsLedger(records(more), at('2025-09-02'))
    return found.ok ? found.value.held : found.issues.map(({ received }) => received)
  }

  test('a sale is a handling revoked on that ground', () => {
    const sale = (ground: string) => ({
      handled: [
        ...records({}).handled,
        { violation: 'b', at: at('2025-07-07'), points: 3, fine: 0, revokedAt: at('2025-07-08'), ground },
      ],
    })
    expect(refusal(sale('points-traded'))).toEqual(['"points-traded"'])
    expect(refusal(sale('penalty-changed'))).toBe(2)
  })

  test('an open violation of a vehicle of their own is told by when it was open', () => {
    const own = (more: object) => ({ ownViolations: [{ violation: 'b', at: at('2025-08-04'), ...more }] })
    expect(refusal(own({}))).toEqual(['"own-violations-open"'])
    expect(refusal(own({ closedAt: null }))).toEqual(['"own-violations-open"'])
    expect(refusal(own({ closedAt: at('2025-09-01') }))).toBe(2)
    expect(refusal(own({ at: at('2025-09-01'), closedAt: at('2025-09-02') }))).toEqual(['"own-violations-open"'])
    expect(refusal(own({ at: at('2025-09-02') }))).toBe(2)
    expect(refusal({})).toBe(2)
  })

  test('by positions, within one instant', () => {
    const placed = (seq: number, closedSeq: number) => ({
      handled: [{ violation: 'a', at: at('2025-07-07'), points: 3, fine: 0, seq: 1 }],
      ownViolations: [{ violation: 'b', at: at('2025-09-01'), closedAt: at('2025-09-01'), seq, closedSeq }],
      studies: [{ kind: 'online', at: at('2025-09-01'), seq: 4 }] as const,
    })
    expect(refusal(placed(3, 5))).toEqual(['"own-violations-open"'])
    expect(refusal(placed(2, 3))).toBe(2)
    expect(refusal(placed(5, 6))).toBe(2)
    expect(refusal(placed(3, 2))).toEqual(['2'])
  })

  test('probation is told by when the violation occurred', () => {
    const full = (occurredAt: string) => ({
      handled: [{ violation: 'a', at: at('2025-07-07'), points: 12, fine: 0, occurredAt }],
      studies: [{ kind: 'full-score', at: at('2025-09-01') }] as const,
    })
    expect(refusal(full(at('2019-05-31')))).toEqual(['"full-score-on-probation"'])
    expect(refusal(full(at('2019-06-01')))).toBe(0)
  })
})
