/** The points regimes, scoring periods, the ledger of a driver's points, and the penalty for trading them. */
import { describe, expect, test } from 'vitest'
import {
  dutyAtFullScore,
  type Fen,
  type LegalDay,
  LICENCE_CLASSES,
  LICENCE_TESTS,
  type LicenceClass,
  POINTS_REGIMES,
  type PointsRegime,
  parseLegalDay,
  penaltyForTrade,
  pointsRegimeOn,
  STUDY_WAYS,
  scoringPeriodOn,
  TRADE_ROLES,
  type VehicleId,
  type ViolationId,
  yuan,
} from '../../src/index.ts'
import { CITATIONS, type Citation, GRADES, type ShippedCitationKey } from '../../src/law/index.ts'
import {
  counts,
  type Entry,
  entriesOf,
  type Ledger,
  ledgerFrom,
  ledgerOn,
  lessened,
  openLedger,
  settled,
  withEntry,
  withoutEntry,
} from '../../src/registry/points/ledger.ts'

const day = (text: string) => text as LegalDay
const [points2013, points2022] = POINTS_REGIMES as readonly [PointsRegime, PointsRegime]

describe('the points regimes', () => {
  // Sections 2 and 3 of the dossier, written out; nothing here is taken from src/.
  test('state what the orders say', () => {
    expect(POINTS_REGIMES.map(numbersOf)).toEqual([
      {
        id: 'points-2013',
        from: '2013-01-01',
        values: [1, 2, 3, 6, 12],
        full: 12,
        carry: 'all-while-a-fine-is-unpaid',
        finish: 'own-vehicle',
        duties: [
          { points: 12, times: 1, tests: ['theory'] },
          { points: 24, times: 2, tests: ['theory', 'road'] },
        ],
        studyDays: { ordinary: { first: 7, further: 0, most: 7 }, large: { first: 7, further: 0, most: 7 } },
        deduction: undefined,
        probation: undefined,
        trade: undefined,
      },
      {
        id: 'points-2022',
        from: '2022-04-01',
        values: [1, 3, 6, 9, 12],
        full: 12,
        carry: 'unpaid-while-a-fine-is-overdue',
        finish: 'any-vehicle',
        duties: [
          { points: 12, times: 1, tests: ['theory'] },
          { points: 24, times: 2, tests: ['theory', 'road'] },
          { points: 36, times: 3, tests: ['theory', 'field', 'road'] },
        ],
        studyDays: { ordinary: { first: 7, further: 7, most: 60 }, large: { first: 30, further: 30, most: 120 } },
        deduction: { byWay: { online: 1, 'on-site': 2, service: 1 }, most: 6 },
        probation: 1,
        trade: {
          buyer: { times: 3, most: 5_000_000, points: 0, article: '30(1)' },
          seller: { times: 3, most: 5_000_000, points: 12, article: '30(2), 8(7)' },
          organiser: { times: 5, most: 10_000_000, points: 0, article: '30(3)' },
        },
      },
    ])
  })

  const cited = POINTS_REGIMES.flatMap((regime) =>
    Object.entries(regime).flatMap(([part, value]): [string, string, Citation][] =>
      typeof value === 'object' && value !== null
        ? [[regime.id, part, CITATIONS[(value as { citation: ShippedCitationKey }).citation]]]
        : [],
    ),
  )

  test.each(cited)('%s cites %s whole', (_regime, _part, { instrument, article, url, since, grade, zh, en, basis }) => {
    expect(instrument).toMatch(/(?:条例|规定|办法)(?:（公安部令第\d+号）)?$/)
    expect(article).toMatch(/^\d+(?:、\d+)*$/)
    expect(new URL(url).hostname).toContain('.')
    expect(parseLegalDay(since).ok).toBe(true)
    expect(GRADES).toContain(grade)
    expect(zh).toMatch(/^\p{sc=Han}.*。$/u)
    expect(en).toMatch(/^[A-Z][^\p{sc=Han}]+\.$/u)
    for (const row of basis.split(', ')) expect(row).toMatch(/^F2\.\d+$/)
  })

  test('everything that a regime states is cited, from the orders’ first days on', () => {
    expect(cited.map(([regime, part, { article, grade, since }]) => [regime, part, article, grade, since])).toEqual([
      ['points-2013', 'values', '65', 'S2', '2013-01-01'],
      ['points-2013', 'full', '23', 'P', '2004-05-01'],
      ['points-2013', 'carry', '24', 'P', '2004-05-01'],
      ['points-2013', 'finish', '14', 'I', '2022-04-01'],
      ['points-2013', 'duties', '68', 'S2', '2013-01-01'],
      ['points-2013', 'studyDays', '68', 'S2', '2013-01-01'],
      ['points-2022', 'values', '7', 'P', '2022-04-01'],
      ['points-2022', 'full', '3', 'P', '2022-04-01'],
      ['points-2022', 'carry', '15', 'P', '2022-04-01'],
      ['points-2022', 'finish', '14', 'P', '2022-04-01'],
      ['points-2022', 'duties', '22', 'P', '2022-04-01'],
      ['points-2022', 'studyDays', '18', 'P', '2022-04-01'],
      ['points-2022', 'deduction', '25、27', 'P', '2022-04-01'],
      ['points-2022', 'probation', '76、80', 'P', '2022-04-01'],
      ['points-2022', 'trade', '30、8', 'P', '2022-04-01'],
    ])
  })

  test('are in force from their first day on; before the first one, the oldest', () => {
    expect(pointsRegimeOn(day('1900-01-01'))).toBe(points2013)
    expect(pointsRegimeOn(day('2012-12-31'))).toBe(points2013)
    expect(pointsRegimeOn(points2013.from)).toBe(points2013)
    expect(pointsRegimeOn(day('2022-03-31'))).toBe(points2013)
    expect(pointsRegimeOn(points2022.from)).toBe(points2022)
    expect(pointsRegimeOn(day('2022-04-02'))).toBe(points2022)
    expect(() => pointsRegimeOn(day('2022-02-29'))).toThrow(
      'pointsRegimeOn(day): "2022-02-29" is not a day YYYY-MM-DD from 1900-01-01 to 2199-12-31',
    )
  })

  test('speak in closed lists of words', () => {
    expect(LICENCE_TESTS).toEqual(['theory', 'field', 'road'])
    expect(STUDY_WAYS).toEqual(['online', 'on-site', 'service'])
    expect(TRADE_ROLES).toEqual(['buyer', 'seller', 'organiser'])
  })
})

describe('what the full score costs', () => {
  const full = points2022.full.value

  test('nothing below it: one point fewer, exactly the limit, one point more', () => {
    for (const regime of POINTS_REGIMES) {
      const below = dutyAtFullScore(regime, full - 1, 1, ['C1'])
      expect(below).toEqual({ days: 0, tests: [] })
      expect(Object.isFrozen(below) && Object.isFrozen(below.tests)).toBe(true)
      for (const held of [full, full + 1]) {
        expect(dutyAtFullScore(regime, held, 1, ['C1'])).toEqual({ days: 7, tests: ['theory'] })
      }
    }
  })

  test.each([
    // Points, and for which time: days for ordinary classes, for large ones, and how many tests.
    [12, 1, 7, 30, 1],
    [23, 1, 7, 30, 1],
    [24, 1, 14, 60, 2],
    [25, 1, 14, 60, 2],
    [12, 2, 14, 60, 2],
    [35, 2, 14, 60, 2],
    [36, 1, 21, 90, 3],
    [12, 3, 21, 90, 3],
    [24, 3, 21, 90, 3],
    [48, 1, 28, 120, 3],
    [60, 1, 35, 120, 3],
    [96, 1, 56, 120, 3],
    [108, 1, 60, 120, 3],
    [12, 8, 56, 120, 3],
    [12, 9, 60, 120, 3],
  ])('of 2022, %i points at time %i: %i days of study, of large classes %i, and %i tests', (held, time, ...owed) => {
    const [ordinary, large, tests] = owed
    const { tests: all } = points2022.duties.value[2] as { tests: readonly string[] }
    const asked = [['theory'], ['theory', 'road'], all][tests - 1]
    expect(dutyAtFullScore(points2022, held, time, ['C1'])).toEqual({ days: ordinary, tests: asked })
    expect(dutyAtFullScore(points2022, held, time, ['C1', 'B2'])).toEqual({ days: large, tests: asked })
  })

  test('of 2013 it is always seven days', () => {
    for (const classes of [[], ['A1']] as const) {
      expect(dutyAtFullScore(points2013, full, 1, classes)).toEqual({ days: 7, tests: ['theory'] })
      expect(dutyAtFullScore(points2013, 3 * full, 3, classes)).toEqual({ days: 7, tests: ['theory', 'road'] })
    }
  })

  test('large are the classes A1 to A3, B1 and B2, alone or among others', () => {
    const large = LICENCE_CLASSES.filter((each) => dutyAtFullScore(points2022, full, 1, [each]).days === 30)
    expect(large).toEqual(['A1', 'A2', 'A3', 'B1', 'B2'])
    expect(dutyAtFullScore(points2022, full, 1, [...LICENCE_CLASSES]).days).toBe(30)
    expect(dutyAtFullScore(points2022, full, 1, []).days).toBe(7)
  })

  test('arguments that are invalid are named', () => {
    const duty = dutyAtFullScore as (...given: unknown[]) => unknown
    expect(() => duty({ ...points2022 }, 12, 1, [])).toThrow(
      new TypeError('dutyAtFullScore(regime): object is not one of POINTS_REGIMES'),
    )
    const most = Number.MAX_SAFE_INTEGER
    expect(() => duty(points2022, -1, 1, [])).toThrow(
      new RangeError(`dutyAtFullScore(held): -1 is not a whole number from 0 to ${most}`),
    )
    expect(() => duty(points2022, 12, 0, [])).toThrow(
      new RangeError(`dutyAtFullScore(time): 0 is not a whole number from 1 to ${most}`),
    )
    expect(() => duty(points2022, 12, 1, 'C1')).toThrow(
      new TypeError('dutyAtFullScore(classes): "C1" is not a list of licence classes'),
    )
    expect(() => duty(points2022, 12, 1, ['C1', 'Z' as LicenceClass])).toThrow(
      `dutyAtFullScore(classes): "Z" is not one of ${LICENCE_CLASSES.join(', ')}`,
    )
    // Even where nothing is owed.
    expect(() => duty(points2022, 0, 1, ['Z' as LicenceClass])).toThrow(RangeError)
    expect(duty(points2022, 0, 1, [])).toEqual({ days: 0, tests: [] })
    expect(duty(points2022, most, most, [])).toMatchObject({ days: 60 })
  })
})

describe('the scoring period', () => {
  test.each([
    ['2016-05-10', '2020-05-09', '2019-05-10', '2020-05-10'],
    ['2016-05-10', '2020-05-10', '2020-05-10', '2021-05-10'],
    ['2016-05-10', '2020-05-11', '2020-05-10', '2021-05-10'],
    ['2016-05-10', '2020-01-01', '2019-05-10', '2020-05-10'],
    ['2016-05-10', '2016-05-10', '2016-05-10', '2017-05-10'],
    // Before the first issue: the first period.
    ['2016-05-10', '2016-01-01', '2016-05-10', '2017-05-10'],
    ['2016-05-10', '1990-12-31', '2016-05-10', '2017-05-10'],
    // A licence of 29 February has its anniversary on the 28th in common years.
    ['2016-02-29', '2019-02-27', '2018-02-28', '2019-02-28'],
    ['2016-02-29', '2019-02-28', '2019-02-28', '2020-02-29'],
    ['2016-02-29', '2020-02-28', '2019-02-28', '2020-02-29'],
    ['2016-02-29', '2020-02-29', '2020-02-29', '2021-02-28'],
    // No day after the last one.
    ['2016-05-10', '2199-12-31', '2199-05-10', '2199-12-31'],
  ])('of a licence of %s on %s is [%s, %s)', (issued, on, from, until) => {
    const period = scoringPeriodOn(day(issued), day(on))
    expect(period).toEqual([from, until])
    expect(Object.isFrozen(period)).toBe(true)
    expect(shown(openLedger(day(issued), day(on)))).toEqual({ ...empty, from, until })
  })

  test('a day that is invalid is named', () => {
    expect(() => scoringPeriodOn(day('x'), day('2020-05-09'))).toThrow(
      /^scoringPeriodOn\(firstIssuedOn\): "x" is not a day/,
    )
    expect(() => scoringPeriodOn(day('2020-05-09'), day('x'))).toThrow(/^scoringPeriodOn\(day\): "x" is not a day/)
  })
})

describe('the ledger', () => {
  const issued = day('2016-05-10')
  const entry = (name: string, points: number, payBy: string | null = null): Shown => ({
    id: name as ViolationId,
    points,
    payBy: payBy as LegalDay | null,
    inProbation: false,
  })
  const ledgerOf = (from: string, entries: readonly Shown[], more: Partial<Ledger> = {}): Ledger =>
    ledgerFrom(
      { ...openLedger(issued, day(from)), ...more },
      entries.map((each, place) => ({ ...each, place })),
    )
  const fullBy = { vehicle: 'v' as VehicleId, day: day('2020-06-01') }

  test('holds the points of its entries', () => {
    expect(ledgerOf('2020-05-10', []).held).toBe(0)
    const three = ledgerOf('2020-05-10', [entry('a', 3), entry('b', 6), entry('c', 0, '2020-06-01')])
    expect([three.held, three.unpaid]).toEqual([9, 1])
  })

  test('counts what was handled for its points or for its fine', () => {
    expect(counts({ points: 1, payBy: null })).toBe(true)
    expect(counts({ points: 0, payBy: day('2020-06-01') })).toBe(true)
    expect(counts({ points: 0, payBy: null })).toBe(false)
  })

  test('takes in what is handled, remembers the act that made the score full, and gives back what is revoked', () => {
    const before = ledgerOf('2020-05-10', [entry('a', 6)])
    const six = withEntry(before, entry('b', 5, '2020-06-01'), fullBy.day, fullBy.vehicle)
    expect(shown(six)).toEqual({ ...shown(before), entries: [entry('a', 6), entry('b', 5, '2020-06-01')] })
    const full = withEntry(six, entry('c', 1), fullBy.day, fullBy.vehicle)
    expect(shown(full)).toMatchObject({ entries: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], fullBy })
    expect(withEntry(full, entry('d', 1), day('2020-06-02'), fullBy.vehicle).fullBy).toBe(full.fullBy)
    expect(shown(withoutEntry(six, 'a' as ViolationId, null))).toMatchObject({ entries: [entry('b', 5, '2020-06-01')] })
    expect(withoutEntry(six, 'z' as ViolationId, null)).toBe(six)
  })

  test('loses points to study, the oldest first, and what no longer counts for anything', () => {
    const before = ledgerOf('2020-05-10', [entry('a', 3), entry('b', 3, '2020-06-01'), entry('c', 3)], { deducted: 1 })
    const left = (points: number) => {
      const { entries, deducted } = shown(lessened(before, points))
      return [entries, deducted]
    }
    const [b, c] = [entry('b', 3, '2020-06-01'), entry('c', 3)]
    expect(left(2)).toEqual([[entry('a', 1), b, c], 3])
    expect(left(3)).toEqual([[b, c], 4])
    expect(left(5)).toEqual([[entry('b', 1, '2020-06-01'), c], 6])
    expect(left(6)).toEqual([[entry('b', 0, '2020-06-01'), c], 7])
    // More than there is cannot be taken off.
    expect(left(12)).toEqual([[entry('b', 0, '2020-06-01')], 10])
  })

  test('is settled by the payment of a fine, which leaves the points', () => {
    const before = ledgerOf('2020-05-10', [entry('a', 3, '2020-06-01'), entry('b', 0, '2020-06-01')])
    const left = (violation: string) => shown(settled(before, violation as ViolationId)).entries
    expect(left('a')).toEqual([entry('a', 3), entry('b', 0, '2020-06-01')])
    expect(left('b')).toEqual([entry('a', 3, '2020-06-01')])
    expect(left('c')).toEqual([entry('a', 3, '2020-06-01'), entry('b', 0, '2020-06-01')])
    const once = settled(before, 'a' as ViolationId)
    expect(settled(once, 'a' as ViolationId)).toBe(once)
  })

  test('stays as it is until its period is over: the day before, the day, the day after', () => {
    const before = ledgerOf('2020-05-10', [entry('a', 3)], { deducted: 2, studies: 1 })
    expect(ledgerOn(before, issued, day('2021-05-09'))).toBe(before)
    for (const on of ['2021-05-10', '2021-05-11']) {
      expect(shown(ledgerOn(before, issued, day(on)))).toEqual({
        ...shown(openLedger(issued, day('2021-05-10'))),
        studiesBefore: 1,
      })
    }
  })

  test('remembers the studies of the period before, and of none further back', () => {
    const before = ledgerOf('2020-05-10', [], { studies: 2, studiesBefore: 5 })
    expect(ledgerOn(before, issued, day('2022-05-09')).studiesBefore).toBe(2)
    for (const on of ['2022-05-10', '2022-05-11', '2030-01-01']) {
      expect(shown(ledgerOn(before, issued, day(on)))).toEqual(shown(openLedger(issued, day(on))))
    }
  })

  test('of 2013 keeps all points while any fine is unpaid, and none otherwise', () => {
    const entries = [entry('a', 3), entry('b', 2, '2021-06-01')]
    const next = shown(openLedger(issued, day('2021-05-10')))
    const closed = (some: readonly Shown[]) => shown(ledgerOn(ledgerOf('2020-05-10', some), issued, next.from))
    expect(closed(entries)).toEqual({ ...next, entries })
    expect(closed(entries.slice(0, 1))).toEqual(next)
    // Over more periods, too: the third one ends under the order of 2022, which keeps what is not paid alone.
    const later = (on: string) => shown(ledgerOn(ledgerOf('2019-05-10', entries), issued, day(on))).entries
    expect([later('2022-05-09'), later('2022-05-10')]).toEqual([entries, entries.slice(1)])
  })

  // 但有罚款逾期未缴纳的，该记分周期内尚未缴纳罚款的交通违法行为记分分值转入下一记分周期 (Order 163, Article 15).
  test('of 2022 keeps the points of all that is not paid if one fine is overdue: due the day before the end, on it, after it', () => {
    const carried = (...entries: readonly Shown[]) => {
      const next = ledgerOn(ledgerOf('2023-05-10', entries), issued, day('2024-05-10'))
      return [next.held, shown(next).entries]
    }
    const paid = entry('a', 2)
    const waits = entry('c', 1, '2024-05-20')
    const due = (payBy: string) => carried(paid, entry('b', 3, payBy), waits)
    expect(due('2024-05-09')).toEqual([4, [entry('b', 3, '2024-05-09'), waits]])
    for (const payBy of ['2024-05-10', '2024-05-11']) {
      expect(due(payBy)).toEqual([0, [entry('b', 0, payBy), entry('c', 0, '2024-05-20')]])
    }
    expect(carried(paid)).toEqual([0, []])
    // A fine without points is a fine.
    const fine = entry('d', 0, '2024-05-09')
    expect(carried(paid, fine, waits)).toEqual([1, [fine, waits]])
  })

  test('keeps a fine until it is paid, also when its points are gone', () => {
    const before = ledgerOf('2023-05-10', [entry('a', 3, '2024-05-20')])
    const later = ledgerOn(before, issued, day('2026-05-10'))
    expect([later.held, later.unpaid, shown(later).entries]).toEqual([0, 1, [entry('a', 0, '2024-05-20')]])
    expect(shown(settled(later, 'a' as ViolationId)).entries).toEqual([])
    // It is overdue now, and what is handled in 2025 and not paid passes over with it.
    const handled = withEntry(
      ledgerOn(before, issued, day('2025-05-01')),
      entry('b', 6, '2025-05-16'),
      day('2025-05-01'),
      null,
    )
    expect(ledgerOn(handled, issued, day('2025-05-10')).held).toBe(6)
  })

  test('is closed by the regime of the period’s last day', () => {
    const entries = [entry('a', 3), entry('b', 2, '2022-12-01')]
    const closed = (first: string, from: string, on: string) => {
      const open = openLedger(day(first), day(from))
      return shown(
        ledgerOn(
          ledgerFrom(
            open,
            entries.map((each, place) => ({ ...each, place })),
          ),
          day(first),
          day(on),
        ),
      ).entries
    }
    // The last day under 2013 is 31 March 2022; a period that ends on 1 April was over then.
    expect(closed('2016-04-01', '2021-04-01', '2022-04-01')).toEqual(entries)
    expect(closed('2016-04-02', '2021-04-02', '2022-04-02')).toEqual([entry('b', 0, '2022-12-01')])
  })

  test.each([points2013, points2022])('keeps everything at the full score of $id, until the study', ({ full, id }) => {
    const [from, next] = id === 'points-2013' ? ['2018-05-10', '2019-05-10'] : ['2023-05-10', '2024-05-10']
    const at = (points: number) => ledgerOf(from, [entry('a', points)], { fullBy, studies: 1 })
    const kept = (points: number) => shown(ledgerOn(at(points), issued, day(next)))
    const fresh = { ...shown(openLedger(issued, day(next))), studiesBefore: 1 }
    expect(kept(full.value - 1)).toEqual(fresh)
    expect(kept(full.value)).toEqual({ ...fresh, entries: [entry('a', full.value)], fullBy })
    expect(kept(full.value + 1)).toEqual({ ...fresh, entries: [entry('a', full.value + 1)], fullBy })
    // Points carried over for a fine are no full score.
    const unpaid = [entry('a', full.value - 1, day(from))]
    expect(shown(ledgerOn(ledgerOf(from, unpaid, { fullBy }), issued, day(next)))).toMatchObject({
      entries: unpaid,
      fullBy: null,
    })
  })

  test('ends with the last day there is', () => {
    const last = day('2199-12-31')
    const before = ledgerOf('2199-05-10', [entry('a', 3)], { studies: 1 })
    expect(before.until).toBe(last)
    expect(ledgerOn(before, issued, last)).toBe(before)
  })
})

describe('trading points', () => {
  const { citation } = points2022.trade as NonNullable<typeof points2022.trade>

  test.each([
    ['buyer', 3, yuan(50_000), 0, '30(1)'],
    ['seller', 3, yuan(50_000), 12, '30(2), 8(7)'],
    ['organiser', 5, yuan(100_000), 0, '30(3)'],
  ] as const)(
    'costs the %s %i times the gain at most, no more than %i fen, and %i points',
    (role, times, most, ...on) => {
      const [points, article] = on
      const fine = (gain: number) => penaltyForTrade(points2022, role, gain as Fen)?.maximumFine
      const turn = Math.floor(most / times)
      expect(penaltyForTrade(points2022, role, yuan(200))).toEqual({
        role,
        maximumFine: times * 20_000,
        points,
        article,
        citation,
      })
      expect(fine(0)).toBe(0)
      expect(fine(turn - 1)).toBe((turn - 1) * times)
      expect(fine(turn)).toBe(turn * times)
      expect(fine(turn + 1)).toBe(most)
      expect(Object.isFrozen(penaltyForTrade(points2022, role, yuan(200)))).toBe(true)
    },
  )

  test('was provided for from 2022-04-01 on: before, there is no penalty to name', () => {
    const on = (day: string) => penaltyForTrade(pointsRegimeOn(day as LegalDay), 'seller', yuan(1))
    expect([on('2012-06-01'), on('2018-09-01'), on('2022-03-31')]).toEqual([null, null, null])
    expect(on('2022-04-01')).toMatchObject({ maximumFine: yuan(3), points: 12 })
    expect(() => (penaltyForTrade as (...given: unknown[]) => unknown)(points2013, 'driver', 1)).toThrow(RangeError)
  })

  test('a role or an amount that is invalid is named', () => {
    const asked = penaltyForTrade as (...given: unknown[]) => unknown
    expect(() => asked({ ...points2022 }, 'buyer', 1)).toThrow(
      new TypeError('penaltyForTrade(regime): object is not one of POINTS_REGIMES'),
    )
    expect(() => asked(points2022, 'driver', 1)).toThrow(
      'penaltyForTrade(role): "driver" is not one of buyer, seller, organiser',
    )
    expect(() => asked(points2022, 'buyer', 0.5)).toThrow(
      new RangeError('penaltyForTrade(gain): 0.5 is not a whole amount of fen'),
    )
  })
})

const empty = { entries: [], deducted: 0, studies: 0, studiesBefore: 0, fullBy: null, tradedOn: null }

function numbersOf(regime: PointsRegime): Record<string, unknown> {
  const { id, from, ...parts } = regime
  const values = Object.entries(parts).map(([part, cited]) => [part, cited?.value])
  return { id, from, ...Object.fromEntries(values) }
}

/** An entry without its place. */
type Shown = Omit<Entry, 'place'>

/** What a ledger says, its entries in their order; its sums are those of its entries. */
function shown(ledger: Ledger) {
  const { from, until, held, unpaid, deducted, studies, studiesBefore, fullBy, tradedOn } = ledger
  const entries = entriesOf(ledger).map(({ place: _, ...entry }): Shown => entry)
  expect(held).toBe(entries.reduce((sum, { points }) => sum + points, 0))
  expect(unpaid).toBe(entries.filter(({ payBy }) => payBy !== null).length)
  return { from, until, entries, deducted, studies, studiesBefore, fullBy, tradedOn }
}
