/** What a ring can sell: by arithmetic, as a search of everything finds it, and as its witness sells it in a registry. */

import { describe, expect, test } from 'vitest'
import { capacityOf, type Occurred, type Ring } from '../../src/analysis/index.ts'
import { cn, type RuleSet, reform, ruleBook } from '../../src/law/index.ts'
import { yuan } from '../../src/values/fen.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { WHOLE } from '../support/whole.ts'
import { LEVERED, LEVERS, pulled, SHIPPED } from './ring-rules.ts'
import { mostSold } from './ring-search.ts'
import { checkRings, clears, ringsOf, type Size, sizesUpTo, soldIn } from './rings.ts'

const ALONE = {
  licences: 1,
  vehicles: 1,
  days: 1,
  channel: 'app',
  official: false,
  occurred: 'later',
  price: 100,
} as const
const VALUES = [1, 2, 3, 6, 12]

function checked(rules: RuleSet, ring: Ring): ReturnType<typeof capacityOf> {
  const capacity = capacityOf(rules, ring)
  expect(soldIn(rules, capacity.witness)).toBe(capacity.points)
  expect(capacity.yuan).toBe(capacity.points * ring.price)
  const days = new Set(
    capacity.witness.filter(({ type }) => !type.startsWith('enrol')).map(({ at }) => String(at).slice(0, 10)),
  )
  expect(days.size).toBeLessThanOrEqual(ring.days)
  return capacity
}

/** Rule sets under which places are scarce. */
function scarce(id: string, changes: { readonly vehicleCap?: number; readonly driversPerYear?: number }): RuleSet {
  const { vehicleCap, driversPerYear } = changes
  return reform(SETS['as-reported'], (draft) => {
    draft.id = id
    for (const provision of draft.bind) {
      if (provision.rule === 'vehicle-cap' && vehicleCap !== undefined) provision.limit = vehicleCap
    }
    for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'next-day'
    if (driversPerYear === undefined) return
    for (const provision of SETS['cn-2013-05-02'].handle) {
      if (provision.rule === 'drivers-per-year')
        draft.handle.push({ ...provision, limit: driversPerYear } as (typeof draft.handle)[number])
    }
  })
}
const SCARCE = [
  scarce('next-day', {}),
  scarce('next-day-one-place', { vehicleCap: 1 }),
  scarce('next-day-two-places', { vehicleCap: 2 }),
  scarce('next-day-one-driver', { driversPerYear: 1 }),
  scarce('next-day-two-drivers', { driversPerYear: 2 }),
]
/** Rule sets with a rule that no set that ships has. */
const REFORMED = (
  [
    ['cooling-off-a-day', { rule: 'cooling-off', days: 1, channels: 'all', vehicles: 'all' }],
    ['two-drivers-bind-a-year', { rule: 'drivers-bound-per-year', limit: 2, channels: 'all', vehicles: 'all' }],
  ] as const
).map(([id, provision]) =>
  reform(SETS['as-reported'], (draft) => {
    draft.id = id
    draft.bind.push(provision)
  }),
)
const RULES: readonly RuleSet[] = [...SHIPPED, ...SCARCE, ...REFORMED]

describe('as a search of everything finds it', () => {
  /** `npm run verify:deep -- rings` goes on to the rings of `RING_SEARCHES`. */
  const widest = (rules: RuleSet): Size => (WHOLE ? [3, 3, clears(rules) ? 2 : 4] : [2, 2, 2])

  test.each(SHIPPED.map((rules) => [rules.id, rules] as const))('%s: every ring up to a size', (_, rules) => {
    const { rings, exact, open } = checkRings(rules, sizesUpTo(widest(rules)))
    expect(open).toBe(0)
    expect(exact / rings).toBeGreaterThan(0.97)
  })

  test.each(LEVERS.map((lever) => [lever.id, lever] as const))('%s: every small ring', (_, lever) => {
    for (const rules of LEVERED) {
      const { open } = checkRings(pulled(rules, [lever]), sizesUpTo(WHOLE ? [2, 2, 2] : [2, 1, 2]))
      expect([rules.id, open]).toEqual([rules.id, 0])
    }
  })

  test('by every state, name and day as by classes of them and by bounds, in the smallest rings', () => {
    for (const rules of RULES) {
      for (const size of [
        [1, 1, 2],
        [2, 1, 1],
        [1, 2, 1],
        ...(WHOLE
          ? ([
              [2, 1, 2],
              [1, 2, 2],
            ] as const)
          : []),
      ] as const) {
        for (const ring of ringsOf(size).filter(({ points }) => points.length === 1)) {
          const [all, ...fewer] = (['state', 'class', 'bound'] as const).map((by) => mostSold(rules, ring, by))
          for (const each of fewer) {
            expect([rules.id, ring, each.points]).toEqual([rules.id, ring, all?.points])
            expect(each.states).toBeLessThanOrEqual(all?.states as number)
          }
        }
      }
    }
  })

  test('by classes as by bounds, in small rings', () => {
    for (const rules of RULES) {
      for (const ring of sizesUpTo(WHOLE ? [2, 2, 2] : [2, 2, 1]).flatMap(ringsOf)) {
        const [all, fewer] = (['class', 'bound'] as const).map((by) => mostSold(rules, ring, by).points)
        expect([rules.id, ring, fewer]).toEqual([rules.id, ring, all])
      }
    }
  })

  test('a wrong number is seen: the search under one rule set beside the arithmetic of another', () => {
    const ring = { ...ALONE, licences: 2, points: [6] }
    expect(mostSold(SETS['cn-2020-09-28'], ring).points).not.toBe(capacityOf(SETS['cn-2013-05-02'], ring).points)
    expect(() => checkRings(SETS['cn-2020-09-28'], [[2, 1, 1]], () => ({ points: 1, states: 1 }))).toThrow(/found 1$/)
  })

  test('with violations of several values to choose among', () => {
    for (const rules of RULES) {
      for (const points of [[4], [12], [1, 12], [5, 6], [3, 9]]) {
        for (const channel of ['app', 'window'] as const) {
          const ring = {
            licences: 2,
            vehicles: 1,
            days: 2,
            channel,
            official: true,
            occurred: 'later' as const,
            points,
          }
          const { points: sold, exact } = checked(rules, { ...ring, price: 1 })
          expect([rules.id, points, sold, exact]).toEqual([rules.id, points, mostSold(rules, ring).points, true])
        }
      }
    }
  })
})

describe('a licence alone', () => {
  const alone = (id: keyof typeof SETS, given: Partial<Ring>) =>
    checked(SETS[id], { ...ALONE, points: VALUES, ...given })

  test('sells 11 points a year by app, 0.92 a month, and 23 at a window, 1.92 a month', () => {
    for (const id of ['as-reported', 'cn-2018-02-24', 'cn-2018-09-01', 'cn-2020-09-28', 'cn-2024-11-01'] as const) {
      const byApp = alone(id, { days: 365 })
      expect(byApp).toMatchObject({ points: 11, yuan: 1100, limitedBy: 'points-room', exact: true })
      expect(byApp.points / 12).toBeCloseTo(0.92, 2)
    }
    for (const id of ['cn-2018-02-24', 'cn-2018-09-01', 'cn-2020-09-28', 'cn-2024-11-01'] as const) {
      const atWindow = alone(id, { days: 365, channel: 'window', official: true })
      expect(atWindow).toMatchObject({ points: 23, yuan: 2300, limitedBy: 'licence-state', exact: true })
      expect(atWindow.points / 12).toBeCloseTo(1.92, 2)
    }
  })

  test('sells no more in a year than on one day', () => {
    for (const id of SET_IDS) expect(alone(id, { days: 365 }).points).toBe(alone(id, { days: 1 }).points)
  })

  test('sells nothing at a window where no official lies: the offender is not there', () => {
    for (const id of SET_IDS) {
      const { points, limitedBy, witness } = alone(id, { channel: 'window', official: false })
      expect([points, limitedBy]).toEqual([0, 'offender-present'])
      expect(witness.some(({ type }) => type === 'handle')).toBe(false)
    }
  })

  test('sells violations of before only where no date test stops it', () => {
    const stopped = (given: Partial<Ring>) => SET_IDS.filter((id) => alone(id, given).limitedBy === 'since-binding')
    // Where the first binding clears a backlog, no test of the date is left for a vehicle that nobody had bound.
    const dated = (grain: readonly string[]) =>
      SET_IDS.filter((id) =>
        SETS[id].handle.some(
          (each) => each.rule === 'since-binding' && !each.firstClearsBacklog && grain.includes(each.grain),
        ),
      )
    expect(stopped({ occurred: 'before' })).toEqual(dated(['day', 'instant', 'next-day']))
    expect(stopped({ occurred: 'same-day' })).toEqual(dated(['instant', 'next-day']))
    expect(stopped({ occurred: 'later' })).toEqual([])
    expect(stopped({ occurred: 'before', channel: 'window', official: true })).toEqual(['as-reported'])
  })

  test('sells a violation of more points than the platform handles only at a window', () => {
    expect(alone('cn-2024-11-01', { points: 6 })).toMatchObject({ points: 6, limitedBy: 'points-room' })
    expect(alone('cn-2024-11-01', { points: 7 })).toMatchObject({ points: 0, limitedBy: 'single-points-limit' })
    expect(alone('cn-2018-09-01', { points: 7 })).toMatchObject({ points: 7, limitedBy: 'points-room' })
    expect(alone('cn-2024-11-01', { points: 7, channel: 'window', official: true }).points).toBe(14)
  })
})

describe('a ring', () => {
  const ring = (rules: RuleSet, licences: number, vehicles: number, given: Partial<Ring> = {}) =>
    checked(rules, { ...ALONE, days: 30, points: [1], licences, vehicles, ...given })

  test('sells as many times more as it has licences: one vehicle serves all, released and bound again', () => {
    for (const id of ['as-reported', 'cn-2018-09-01', 'cn-2024-11-01'] as const) {
      expect(ring(SETS[id], 50, 1)).toMatchObject({ points: 550, limitedBy: 'points-room', exact: true })
    }
  })

  test('is kept by the list of drivers to three licences a vehicle', () => {
    const list = SETS['cn-2013-05-02']
    for (const [licences, served] of [
      [2, 2],
      [3, 3],
      [4, 3],
    ] as const) {
      const binding = served < licences ? 'drivers-per-year' : 'licence-state'
      expect(ring(list, licences, 1)).toMatchObject({ points: 12 * served, limitedBy: binding, exact: true })
    }
    expect(ring(list, 7, 2)).toMatchObject({ points: 72, limitedBy: 'drivers-per-year' })
    const first = ring(SETS[CHENGDU], 5, 2, { occurred: 'before' })
    expect(first).toMatchObject({ points: 24, limitedBy: 'since-binding', exact: true })
  })

  test('is slowed down where violations count from the next day on: a batch of places a day', () => {
    const [nextDay, onePlace] = SCARCE as unknown as readonly [RuleSet, RuleSet]
    for (const [days, served] of [
      [1, 0],
      [2, 3],
      [3, 6],
      [4, 9],
    ] as const) {
      const binding = served === 0 ? 'since-binding' : 'vehicle-cap'
      expect(ring(nextDay, 100, 1, { days })).toMatchObject({ points: 11 * served, limitedBy: binding, exact: true })
    }
    expect(ring(onePlace, 100, 2, { days: 31 })).toMatchObject({
      points: 11 * 60,
      limitedBy: 'vehicle-cap',
      exact: true,
    })
    expect(ring(onePlace, 60, 2, { days: 31 })).toMatchObject({
      points: 11 * 60,
      limitedBy: 'points-room',
      exact: true,
    })
  })

  test('binds first where the first binding of a vehicle lets in at once what the others wait for', () => {
    const waits = reform(SETS[CHENGDU], { 'since-binding': { grain: 'next-day' } }, { id: 'waits' })
    expect(ring(waits, 2, 1, { days: 1 })).toMatchObject({ points: 12, limitedBy: 'since-binding', exact: true })
    expect(ring(waits, 2, 3, { days: 1 })).toMatchObject({ points: 24, limitedBy: 'licence-state', exact: true })
    expect(ring(waits, 2, 1, { days: 2 })).toMatchObject({ points: 24, exact: true })
    // One place: the first is served and released on the first day, the second waits. The plan waits for both.
    const place = reform(waits, { 'vehicle-cap': { limit: 1 } }, { id: 'waits-for-one-place' })
    expect(ring(place, 2, 1, { days: 2 })).toMatchObject({ points: 12, limitedBy: 'vehicle-cap', exact: false })
    const early = reform(SETS['cn-2020-09-28'], { 'since-binding': { firstClearsBacklog: true } }, { id: 'early' })
    expect(ring(early, 2, 1, { occurred: 'same-day' })).toMatchObject({
      ...{ points: 11, limitedBy: 'since-binding', exact: true },
    })
  })

  test('sells violations of the fine that it has, up to the limit', () => {
    const lower = reform(SETS['cn-2024-11-01'], { 'fine-limit': { limit: yuan(100) } }, { id: 'lower' })
    const of = (fine: number) => ring(lower, 1, 1, { fine })
    expect(of(10_000)).toMatchObject({ points: 11, exact: true })
    expect(of(10_001)).toMatchObject({ points: 0, limitedBy: 'fine-limit', exact: true })
    expect(ring(lower, 1, 1)).toEqual(of(20_000))
  })

  test('waits for no vehicle to cool off where no binding is asked for', () => {
    const waits = reform(SETS['cn-2024-11-01'], (draft) => {
      draft.id = 'cooling-off-at-the-window'
      draft.bind.push({ rule: 'cooling-off', days: 30, channels: 'all', vehicles: 'all' } as never)
    })
    const given = { channel: 'window', official: true, days: 1 } as const
    expect(ring(waits, 50, 1, given)).toMatchObject({ points: 600, limitedBy: 'licence-state', exact: true })
    expect(ring(waits, 50, 1, { days: 30 })).toMatchObject({ points: 33, limitedBy: 'cooling-off', exact: true })
  })

  test('waits for vehicles that cool off, and takes no more drivers than may bind one in a calendar year', () => {
    const [coolingOff, twoDrivers] = REFORMED as unknown as readonly [RuleSet, RuleSet]
    for (const [days, served] of [
      [1, 3],
      [2, 6],
      [3, 9],
    ] as const) {
      expect(ring(coolingOff, 100, 1, { days })).toMatchObject({
        ...{ points: 11 * served, limitedBy: 'cooling-off', exact: true },
      })
    }
    expect(ring(twoDrivers, 3, 1)).toMatchObject({ points: 22, limitedBy: 'drivers-bound-per-year', exact: true })
    // The year that follows lets in two more.
    expect(ring(twoDrivers, 9, 1, { firstDay: '2018-12-30' })).toMatchObject({
      ...{ points: 44, limitedBy: 'drivers-bound-per-year', exact: true },
    })
  })

  test('with one violation a vehicle needs a binding for each: then applications, and not places, are scarce', () => {
    const given = { violationsAVehicle: 1, points: [1] }
    const now = SETS['cn-2024-11-01']
    for (const [days, sold] of [
      [1, 1],
      [4, 4],
      [5, 5],
      [30, 5],
      // Five more in the year that begins on the 62nd day.
      [61, 5],
      [62, 6],
      [365, 10],
    ] as const) {
      const binding = days < 5 ? 'daily-applications' : 'yearly-applications'
      expect([days, ring(now, 1, 20, { ...given, days })]).toMatchObject([
        days,
        { points: sold, limitedBy: binding, exact: true },
      ])
    }
    expect(ring(SETS['cn-2020-09-28'], 1, 20, given)).toMatchObject({
      points: 11,
      limitedBy: 'points-room',
      exact: true,
    })
    expect(ring(SETS['plan-2018-03-01'], 1, 20, given)).toMatchObject({
      points: 5,
      limitedBy: 'lifetime-cap',
      exact: true,
    })
    expect(ring(SETS['cn-2013-05-02'], 1, 20, given)).toMatchObject({
      points: 3,
      limitedBy: 'vehicles-per-year',
      exact: true,
    })
    // Three vehicles at once, and a day to wait for each.
    const [nextDay] = SCARCE as unknown as readonly [RuleSet]
    for (const [days, sold] of [
      [2, 3],
      [3, 6],
      [4, 9],
      [5, 11],
    ] as const) {
      const binding = sold < 11 ? 'driver-cap' : 'points-room'
      expect([days, ring(nextDay, 1, 20, { ...given, days })]).toMatchObject([
        days,
        { points: sold, limitedBy: binding, exact: true },
      ])
    }
  })

  test('with few vehicles runs out of violations, which no rule does', () => {
    const few = ring(SETS['cn-2020-09-28'], 5, 3, { violationsAVehicle: 2, points: [3] })
    expect(few).toMatchObject({ points: 18, limitedBy: null, exact: true })
    expect(ring(SETS['cn-2020-09-28'], 2, 3, { violationsAVehicle: 2, points: [3] })).toMatchObject({
      ...{ points: 18, limitedBy: 'points-room', exact: true },
    })
    // Ten licences could bind fifty vehicles: with ten there is nothing that they may not do.
    const given = { violationsAVehicle: 1, points: [1] }
    expect(ring(SETS['cn-2024-11-01'], 10, 10, given)).toMatchObject({ points: 10, limitedBy: null, exact: true })
    expect(ring(SETS['cn-2024-11-01'], 10, 50, given).limitedBy).toBe('yearly-applications')
    // The first binding of a vehicle alone clears its backlog: what its licence leaves is lost.
    const lost = ring(SETS[CHENGDU], 2, 3, { violationsAVehicle: 2, points: [4], occurred: 'before' })
    expect(lost).toMatchObject({ points: 20, exact: false })
  })

  test('that a rule refuses which the arithmetic does not know is not exact, and is told that rule', () => {
    const from = (day: string, fine: number) =>
      reform(SETS['as-reported'], (draft) => {
        Object.assign(draft, { id: `from-${day}`, from: day, verifiedOn: day })
        draft.bind.push({ rule: 'daily-applications', limit: 1, channels: 'all', vehicles: 'all' } as never)
        for (const each of draft.handle) if (each.rule === 'fine-limit') Object.assign(each, { limit: fine })
      })
    const slow = ruleBook('slow', [from('2024-01-01', 20_000), from('2030-01-01', 20_000)])
    // From the second day on no fine may be taken over: the arithmetic is of the first day.
    const stricter = ruleBook('stricter', [from('2024-01-01', 20_000), from('2024-01-02', 0)])
    const given: Ring = { ...ALONE, vehicles: 3, days: 3, violationsAVehicle: 1, points: [1], firstDay: '2024-01-01' }
    expect(capacityOf(slow, given)).toMatchObject({ points: 3, exact: true })
    expect(capacityOf(stricter, given)).toMatchObject({ points: 1, exact: false, limitedBy: 'fine-limit' })
  })

  test('is judged by the set of its first day under a book, whose last set is taken if none is said', () => {
    const given = { ...ALONE, points: [1], occurred: 'same-day' as Occurred }
    const { witness: _, ...byBook } = capacityOf(cn, { ...given, firstDay: '2019-01-01' })
    expect(byBook).toEqual({ points: 11, yuan: 1100, limitedBy: 'points-room', exact: true })
    expect(capacityOf(cn, given)).toMatchObject({ points: 0, limitedBy: 'since-binding' })
    expect(capacityOf(cn, { ...given, firstDay: '2013-05-01' })).toMatchObject({
      points: 0,
      limitedBy: 'no-rule-set-in-force',
    })
  })

  test('sells nothing where a rule refuses its first act, and is told which', () => {
    const tight = reform(SETS['as-reported'], (draft) => {
      draft.id = 'tight'
      const [list] = SETS['cn-2013-05-02'].handle.filter(({ rule }) => rule === 'vehicles-per-year')
      draft.handle.push({ ...(list as (typeof draft.handle)[number]), limit: 0 } as (typeof draft.handle)[number])
    })
    expect(ring(tight, 2, 2)).toMatchObject({ points: 0, exact: true, limitedBy: 'vehicles-per-year' })
  })
})

describe('a ring that is invalid', () => {
  const given: Ring = { ...ALONE, points: [1] }
  test.each([
    ['licences', [0, 1.5, 10_001, '1', undefined]],
    ['vehicles', [0, 10_001]],
    ['days', [0, 366]],
    ['violationsAVehicle', [0, 10_001, '1', null]],
    ['channel', ['post']],
    ['official', [1, undefined]],
    ['occurred', ['earlier']],
    ['points', [0, 13, [], [1, 0], '1']],
    ['fine', [-1, 0.5, '200', null]],
    ['price', [-1, Number.NaN, '1']],
    ['firstDay', ['today', '2018-02-30']],
  ] as const)('names %s', (field, values) => {
    for (const value of values) {
      expect(() => capacityOf(cn, { ...given, [field]: value } as never), String(value)).toThrow(
        new RegExp(`^capacityOf\\(ring\\.${field}\\): `),
      )
    }
  })

  test('or an option that is not one, or rules that stop no licence', () => {
    expect(() => capacityOf(cn, { ...given, drivers: 1 } as never)).toThrow(TypeError)
    expect(() => capacityOf({ ...cn } as never, given)).toThrow(/^capacityOf\(rules\): /)
    const endless = reform(SETS['cn-2013-05-02'], { 'licence-state': null }, { id: 'endless' })
    expect(() => capacityOf(endless, given)).toThrow('nothing in endless stops a licence at the full score')
    expect(() => capacityOf(cn, { ...given, firstDay: '2199-12-31', days: 2 })).toThrow(/^capacityOf\(ring\.days\): /)
    expect(capacityOf(cn, { ...given, firstDay: '2199-12-31' }).points).toBe(11)
  })
})
