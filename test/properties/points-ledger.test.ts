/** The points of a driver from plain lists: what the registry says of the same history, whatever the order of the lists. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Command,
  correct,
  driverIdsOf,
  driverOf,
  eventsOf,
  execute,
  type HandledViolation,
  type HistoryChange,
  openRegistry,
  type PointsRecords,
  parseInstant,
  pointsLedger,
  type Registry,
  type StudyKind,
  scoringPeriodOf,
  violationOf,
} from '../../src/index.ts'
import { inOrder, whenOf } from '../../src/registry/correction/play.ts'
import { entriesOf, type Ledger, ledgerFrom, ledgerOn, openLedger } from '../../src/registry/points/ledger.ts'
import { VIOLATIONS } from '../../src/testing/index.ts'
import { daysAfter } from '../../src/values/calendar.ts'
import type { VehicleId, ViolationId } from '../../src/values/ids.ts'
import type { LegalDay } from '../../src/values/instant.ts'
import { randomChange, randomFrom, standingIn } from '../model/corrections.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories } from '../model/play.ts'
import type { Law } from '../oracle/registry.ts'
import { AT, EVERY } from '../support/every-command.ts'

const DAY = 86_400_000
/** Every command but those that undo a handling, or begin anew without the points of before. */
const UNDOES: readonly string[] = ['revokeHandling', 'withdrawViolation', 'reissueLicence']
const STANDING = EVERY.filter(({ type }) => !UNDOES.includes(type))
type Lists = {
  -readonly [K in 'handled' | 'payments' | 'studies' | 'ownViolations']: Required<PointsRecords>[K][number][]
}

/** The lists of each driver, as tables of one's own would have them, from the events of a registry. */
function listsOf(registry: Registry): ReadonlyMap<string, Lists> {
  const lists = new Map(
    driverIdsOf(registry).map((driver) => [
      String(driver),
      { handled: [], payments: [], studies: [], ownViolations: [] } as Lists,
    ]),
  )
  const standing = new Map<
    string,
    { driver: string; row: { -readonly [K in keyof HandledViolation]: HandledViolation[K] } }
  >()
  const of = (driver: string) => lists.get(driver) as Lists
  const owners = new Map<string, string>()
  const carOf = (violation: string) => violationOf(registry, violation)?.vehicle as string
  const open = (violation: string, at: string) =>
    lists.get(owners.get(carOf(violation)) as string)?.ownViolations.push({ violation, at })
  const close = (violation: string, at: string) => {
    const rows = lists.get(owners.get(carOf(violation)) as string)?.ownViolations ?? []
    const place = rows.findLastIndex((row) => row.violation === violation)
    if (place >= 0) rows[place] = { violation, at: rows[place]?.at as string, closedAt: at }
  }
  for (const event of eventsOf(registry)) {
    const { at } = event
    if (event.type === 'vehicle-enrolled') owners.set(event.id, event.owner.id)
    else if (event.type === 'vehicle-transferred') owners.set(event.vehicle, event.to.id)
    else if (event.type === 'violation-recorded') open(event.id, at)
    else if (event.type === 'handling-revoked') open(event.violation, at)
    else if (event.type === 'violation-withdrawn' || event.type === 'violation-handled') close(event.violation, at)
    if (event.type === 'violation-handled') {
      const { fine, points } = violationOf(registry, event.violation) as { fine: number; points: number }
      const row = { violation: event.violation, at, fine, points }
      of(event.driver).handled.push(row)
      standing.set(event.violation, { driver: event.driver, row })
    } else if (event.type === 'handling-revoked') {
      const found = standing.get(event.violation)
      if (found !== undefined) found.row.revokedAt = at
      standing.delete(event.violation)
    } else if (event.type === 'fine-paid') {
      const found = standing.get(event.violation)
      if (found !== undefined) of(found.driver).payments.push({ violation: event.violation, at, paidOn: event.paidOn })
    } else if (event.type === 'licence-reissued') {
      // The lists are those of one licence: another one begins without points.
      Object.assign(of(event.driver), { handled: [], payments: [], studies: [] })
      for (const [violation, { driver }] of standing) if (driver === event.driver) standing.delete(violation)
    } else if (event.type === 'points-deducted') of(event.driver).studies.push({ kind: event.way, at })
    else if (event.type === 'full-score-study-completed') of(event.driver).studies.push({ kind: 'full-score', at })
  }
  // What is told as sums stands in no list.
  for (const event of eventsOf(registry)) {
    if (event.type === 'driver-enrolled' && event.history !== null) lists.delete(event.id)
    if (event.type === 'history-told') lists.delete(event.driver)
  }
  return lists
}

/** Each command a little later than the one before, since a list has no order for acts of one instant. */
function apart(history: readonly Command[]): readonly Command[] {
  const taken = new Set<number>()
  return history.map((command, index) => {
    const read = parseInstant(command.at)
    if (!read.ok) return command
    let at = Date.parse(read.value) + index
    while (taken.has(at)) at++
    taken.add(at)
    // What happens as it is recorded still does.
    const happened = 'occurredAt' in command && command.occurredAt === command.at ? { occurredAt: at } : {}
    return { ...command, ...happened, at } as Command
  })
}

test('always equal to the registry’s, now, at the end of the period and a year later, in any order of the lists', () => {
  const seen = { held: 0, deducted: 0, studies: 0, revoked: 0 }
  const calendar = { holidays: ['2018-10-01', '2018-10-02', '2025-01-01'], workdays: [] }
  fc.assert(
    fc.property(
      fc
        .constantFrom<Law>('as-reported', 'cn', 'cn-2013-05-02', 'cn-2024-11-01')
        .chain((law) => fc.tuple(fc.constant(law), histories(law))),
      fc.integer(),
      ([law, history], seed) => {
        let registry = openRegistry(lawFor(law), { calendar })
        for (const command of apart(history)) registry = execute(registry, command).registry
        for (const [driver, lists] of listsOf(registry)) {
          const { firstIssuedOn, classes } = driverOf(registry, driver) as NonNullable<ReturnType<typeof driverOf>>
          const { handled, payments, studies, ownViolations } = shuffled(lists, seed)
          const last = eventsOf(registry)
            .map(({ at }) => Date.parse(at))
            .sort((one, other) => other - one)[0] as number
          for (const at of [last, last + 40 * DAY, last + 366 * DAY, last + 800 * DAY]) {
            const expected = scoringPeriodOf(registry, driver, at)
            const found = pointsLedger({ firstIssuedOn, classes, handled, payments, studies, ownViolations }, at, {
              calendar,
            })
            expect(found).toEqual({ ok: true, value: expected })
            if (!found.ok) continue
            if (found.value.held > 0) seen.held++
            if (found.value.deducted > 0) seen.deducted++
          }
          seen.studies += studies.filter(({ kind }) => kind === 'full-score').length
          seen.revoked += handled.filter((each) => each.revokedAt !== undefined).length
        }
      },
    ),
    // What chance seldom does: a study after the full score and a revocation; and a deduction whose handling stands.
    {
      numRuns: 150,
      examples: [
        [['cn-2024-11-01', EVERY], 7],
        [['cn-2024-11-01', STANDING], 7],
      ],
    },
  )
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(0)
})

/** The lists of each driver whose licence is the first, of what stands in a log with corrections. */
function listsStanding(registry: Registry): ReadonlyMap<string, PointsRecords> {
  const standing = [...standingIn(eventsOf(registry))]
    .map(([place, event]) => ({ place, event, at: whenOf(event) }))
    .sort(inOrder)
  type Row = { -readonly [K in keyof HandledViolation]: HandledViolation[K] }
  const lists = new Map<string, { handled: Row[]; payments: object[]; studies: object[] }>()
  for (const { place: seq, event } of standing) {
    // What is told as sums stands in no list.
    if (event.type === 'driver-enrolled' && event.history === null)
      lists.set(event.id, { handled: [], payments: [], studies: [] })
    const own = 'driver' in event ? lists.get(event.driver) : undefined
    if (own === undefined || !('driver' in event)) continue
    const { at } = event
    if (event.type === 'licence-reissued' || event.type === 'history-told') lists.delete(event.driver)
    if (event.type === 'violation-handled') own.handled.push({ ...event, at, seq })
    if (event.type === 'handling-revoked')
      Object.assign(own.handled.findLast(({ violation }) => violation === event.violation) as Row, {
        revokedAt: at,
        revokedSeq: seq,
        ground: event.ground,
      })
    if (event.type === 'fine-paid') own.payments.push({ violation: event.violation, at, paidOn: event.paidOn, seq })
    if (event.type === 'points-deducted' && event.taken > 0) own.studies.push({ kind: event.way, at, seq })
    if (event.type === 'full-score-study-completed') own.studies.push({ kind: 'full-score', at, seq })
  }
  return new Map(
    [...lists].map(([id, { handled, payments, studies }]) => {
      const { firstIssuedOn, classes } = driverOf(registry, id) as NonNullable<ReturnType<typeof driverOf>>
      const rows = handled.map(({ violation, at, points, fine, seq, revokedAt, revokedSeq, ground }) => {
        return { violation, at, points, fine, seq, revokedAt, revokedSeq, ground }
      })
      return [id, { firstIssuedOn, classes, handled: rows, payments, studies } as PointsRecords]
    }),
  )
}

/** Violations are handled day after day, and no bank has reported yet. */
const UNREPORTED: readonly Command[] = [
  ...EVERY.slice(0, 5),
  ...VIOLATIONS.slice(0, 3).flatMap((violation, days): readonly Command[] => {
    const at = new Date(Date.parse(AT) + days * DAY).toISOString()
    const [record, handle] = EVERY.slice(5) as [Command, Command]
    return [{ ...record, id: violation, points: 1, at } as Command, { ...handle, violation, at } as Command]
  }),
]

/** What a bank reports late: that the fine of the first handling was paid at once. */
function paymentBefore(registry: Registry): readonly HistoryChange[] {
  const [first] = eventsOf(registry).flatMap((event) => (event.type === 'violation-handled' ? event : []))
  return first === undefined ? [] : [{ insert: { type: 'payFine', violation: first.violation, at: first.at } }]
}

test('of a history that was corrected they are those of what stands, by when it counts and by places', () => {
  const seen = { compared: 0, held: 0, corrected: 0, late: 0 }
  fc.assert(
    fc.property(
      fc
        .constantFrom<Law>('as-reported', 'cn', 'cn-2024-11-01')
        .chain((law) => fc.tuple(fc.constant(law), histories(law))),
      fc.integer(),
      ([law, history], seed) => {
        const random = randomFrom(seed)
        let registry = openRegistry(lawFor(law))
        let last = 0
        for (const command of history) {
          const outcome = execute(registry, command)
          if (outcome.status === 'accepted') last = Math.max(last, Date.parse(outcome.event.at))
          registry = outcome.registry
        }
        const at = new Date(last + 1_000).toISOString()
        for (let tries = 0; tries < 12; tries++) {
          const changes = tries === 0 ? paymentBefore(registry) : [randomChange(registry, at, random)]
          const outcome = correct(registry, { changes, ground: 'x', at })
          if (outcome.status === 'accepted') seen.corrected++
          registry = outcome.registry
        }
        for (const [driver, records] of listsStanding(registry)) {
          for (const when of [last + 2_000, last + 366 * DAY]) {
            const expected = scoringPeriodOf(registry, driver, when)
            expect(pointsLedger(records, when)).toEqual({ ok: true, value: expected })
            seen.compared++
            if (Number(expected?.held) > 0) seen.held++
          }
          const seqs = [...records.handled, ...records.payments, ...records.studies]
            .sort((one, other) => (String(one.at) < String(other.at) ? -1 : 1))
            .map(({ seq }) => Number(seq))
          if (seqs.some((seq, index) => index > 0 && seq < (seqs[index - 1] as number))) seen.late++
        }
      },
    ),
    { numRuns: 150, endOnFailure: true, examples: [[['cn-2024-11-01', UNREPORTED], 7]] },
  )
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(0)
})

test('the ledger of a day is the one that passed each end of a period up to it, one after the other', () => {
  const days = fc.integer({ min: 0, max: 40 * 365 }).map((each) => daysAfter('2012-01-01' as LegalDay, each))
  const entry = fc.record({
    points: fc.constantFrom(0, 0, 0, 1, 3, 6, 12),
    payBy: fc.option(fc.integer({ min: 0, max: 800 }), { freq: 2 }),
  })
  const seen = { kept: 0, dropped: 0, full: 0 }
  fc.assert(
    fc.property(
      days,
      days,
      fc.array(entry, { maxLength: 6 }),
      fc.integer({ min: 0, max: 2 }),
      (first, start, given, studies) => {
        const opened = openLedger(first, start)
        const entries = given
          .filter(({ points, payBy }) => points > 0 || payBy !== null)
          .map(({ points, payBy }, place) => ({
            id: `x${place}` as ViolationId,
            points,
            payBy: payBy === null ? null : daysAfter(opened.from, payBy),
            inProbation: false,
            place,
          }))
        const fullBy = { vehicle: 'v' as VehicleId, day: opened.from }
        const full = entries.reduce((sum, { points }) => sum + points, 0) >= 12
        const ledger = ledgerFrom({ ...opened, studies, fullBy: full ? fullBy : null }, entries)
        let walked = ledger
        for (const years of [1, 1, 1, 3, 9, 30, 100]) {
          const day = daysAfter(walked.from, years * 366)
          while (walked.until <= day) walked = ledgerOn(walked, first, walked.until)
          const jumped = ledgerOn(ledger, first, day)
          expect({ ...jumped, ...plain(jumped) }).toEqual({ ...walked, ...plain(walked) })
          if (full) seen.full++
          else if (jumped.held > 0) seen.kept++
          else if (ledger.held > 0) seen.dropped++
        }
      },
    ),
    {
      numRuns: 300,
      examples: [
        [
          '2012-02-29',
          '2019-03-01',
          [
            { points: 3, payBy: 20 },
            { points: 0, payBy: 400 },
            { points: 1, payBy: null },
          ],
          1,
        ],
        [
          '2012-02-29',
          '2024-03-01',
          [
            { points: 3, payBy: 20 },
            { points: 0, payBy: 400 },
            { points: 1, payBy: null },
          ],
          1,
        ],
        ['2012-02-29', '2024-03-01', [{ points: 12, payBy: 20 }], 2],
        ['2012-02-29', '2024-03-01', [{ points: 6, payBy: null }], 0],
      ] as never,
    },
  )
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(0)

  /** The same whatever places the entries were given: their order alone counts. */
  function plain(ledger: Ledger) {
    const pointed = entriesOf({ ...ledger, entries: ledger.pointed })
    const unplaced = (entries: readonly { readonly place: number }[]) =>
      entries.map(({ place: _, ...others }) => others)
    return { entries: unplaced(entriesOf(ledger)), pointed: unplaced(pointed), next: 0 }
  }
})

/** The lists in another order. */
function shuffled({ handled, payments, studies, ownViolations }: Lists, seed: number): Lists {
  const order = <T>(list: readonly T[]) =>
    fc.sample(fc.shuffledSubarray([...list], { minLength: list.length }), { numRuns: 1, seed })[0] ?? []
  return {
    handled: order(handled),
    payments: order(payments),
    studies: order(studies),
    ownViolations: order(ownViolations),
  }
}

describe('what cannot be', () => {
  const at = '2024-11-10T09:00:00+08:00'
  const handled = { violation: 'x', at: '2024-11-04T09:00:00+08:00', points: 3, fine: 20_000 } as const
  const none = { firstIssuedOn: '2020-03-01', handled: [], payments: [], studies: [] } as const
  const study = (kind: StudyKind) => ({ kind, at: '2024-11-06T09:00:00+08:00' })
  const paid = { violation: 'x', at: '2024-11-05T09:00:00+08:00' } as const

  test.each<readonly [what: string, records: unknown, code: string, path: string, received: string]>([
    ['no day of first issue', { ...none, firstIssuedOn: undefined }, 'missing', 'firstIssuedOn', 'undefined'],
    [
      'a handling without points',
      { ...none, handled: [{ ...handled, points: 13 }] },
      'out-of-range',
      'handled.0.points',
      '13',
    ],
    [
      'a row that stands twice',
      { ...none, handled: [handled, handled] },
      'repeated',
      'handled.1',
      '"2024-11-04T09:00:00.000+08:00 x"',
    ],
    [
      'a violation that is handled again while it stands',
      { ...none, handled: [handled, { ...handled, at }] },
      'repeated',
      'handled.1.violation',
      '"x"',
    ],
    [
      'a revocation before its handling',
      { ...none, handled: [{ ...handled, revokedAt: '2024-11-03T09:00:00+08:00' }] },
      'out-of-range',
      'handled.0.revokedAt',
      '"2024-11-03T09:00:00.000+08:00"',
    ],
    [
      'a payment of nothing handled',
      { ...none, payments: [paid] },
      'not-reproduced',
      'payments.0',
      '"violation-not-handled"',
    ],
    [
      'a payment of no fine',
      { ...none, handled: [{ ...handled, fine: 0 }], payments: [paid] },
      'not-reproduced',
      'payments.0',
      '"nothing-to-pay"',
    ],
    [
      'a fine paid twice',
      { ...none, handled: [handled], payments: [paid, { ...paid, at }] },
      'repeated',
      'payments.1.violation',
      '"x"',
    ],
    [
      'a deduction of nothing held',
      { ...none, studies: [study('online')] },
      'not-reproduced',
      'studies.0',
      '"no-points-to-deduct"',
    ],
    [
      'a full-score study below the full score',
      { ...none, handled: [handled], studies: [study('full-score')] },
      'not-reproduced',
      'studies.0',
      '"full-score-not-reached"',
    ],
    [
      'a study of a kind unknown',
      { ...none, studies: [{ ...study('online'), kind: 'yoga' }] },
      'not-listed',
      'studies.0.kind',
      '"yoga"',
    ],
    [
      'a violation of one’s own that is closed before it is open',
      { ...none, ownViolations: [{ violation: 'y', at: paid.at, closedAt: handled.at }] },
      'out-of-range',
      'ownViolations.0.closedAt',
      '"2024-11-04T09:00:00.000+08:00"',
    ],
    [
      'the position of an end without its time',
      { ...none, ownViolations: [{ violation: 'y', at: paid.at, closedSeq: 2 }] },
      'missing',
      'ownViolations.0.closedAt',
      'undefined',
    ],
    ['an unknown key', { ...none, hadled: [] }, 'unknown-key', 'hadled', '"hadled"'],
    ['no records', null, 'wrong-type', '', 'null'],
  ])('%s is an issue at its place', (_, records, code, path, received) => {
    const found = pointsLedger(records as PointsRecords, at)
    expect(found.ok ? [] : found.issues.map((each) => [each.code, each.path.join('.'), each.received])).toEqual([
      [code, path, received],
    ])
  })

  test('what is dated later does not count yet; handled again after a revocation it counts once', () => {
    const held = (records: Partial<PointsRecords>, when: string) => {
      const found = pointsLedger({ ...none, ...records }, when)
      return found.ok ? found.value.held : found.issues
    }
    expect(held({ handled: [handled] }, '2024-11-04T08:59:59.999+08:00')).toBe(0)
    expect(held({ handled: [handled] }, '2024-11-04T09:00:00+08:00')).toBe(3)
    const again = [handled, { ...handled, at: paid.at }]
    expect(held({ handled: [{ ...handled, revokedAt: paid.at }, again[1] as HandledViolation] }, at)).toBe(3)
    expect(held({ handled: [{ ...handled, revokedAt: handled.at }] }, at)).toBe(0)
  })

  test('a time that is invalid, and an option that is invalid, throw', () => {
    expect(() => pointsLedger(none, 'yesterday')).toThrow(RangeError)
    expect(() => pointsLedger(none, at, { holidays: [] } as never)).toThrow(TypeError)
    expect(() => pointsLedger(none, at, { calendar: { holidays: ['yesterday'] } })).toThrow(RangeError)
  })
})
