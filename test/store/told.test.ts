/** A driver is enrolled with what the office knows of the time before: afterwards it counts as if it had been handled, paid and studied here. */
import { describe, expect, test } from 'vitest'
import {
  type Command,
  correct,
  eventsOf,
  execute,
  executeAll,
  handlingFacts,
  historyOf,
  openRegistry,
  overdueFines,
  POINTS_REGIMES,
  parseViolationId,
  pointsOf,
  replay,
  restore,
  scoringPeriodOf,
  snapshot,
  violationOf,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import type { StoreCommand } from '../../src/postgres/index.ts'
import { storeOn } from '../../src/store/index.ts'
import { codeOf } from '../hostile/world.ts'
import { recordsIn, recordsOf, rowsIn, rowsOf } from './corrected.ts'
import { memoryAdapter } from './memory.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(8)
const at = (day: string) => `${day}T10:00:00.000+08:00`
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
/** Of the period of before, unpaid and overdue at its end; of this one, paid. */
const OWED = { id: 'owed', occurredAt: at('2025-03-01'), handledAt: at('2025-03-02'), points: 6, fine: 20_000 } as const
const PAID = {
  ...OWED,
  id: 'paid',
  occurredAt: at('2025-05-10'),
  handledAt: at('2025-05-11'),
  points: 3,
  paidOn: '2025-05-20',
} as const
const told = { violations: [OWED, PAID], deducted: 4, studies: 1, studiesBefore: 0 }
const enrol = (history: object | null = told, id = 'd'): Command =>
  ({ type: 'enrolDriver', id, licence, history, at: at('2025-06-01') }) as Command
const pay = (violation: string, day: string): Command => ({ type: 'payFine', violation, at: at(day) })
const stored = ({ at: _, ...command }: Command) => command as StoreCommand
const enrolled = (history?: object | null) => executeAll(openRegistry(cn), [enrol(history)]).registry

describe('what is told of the time before', () => {
  test('counts as if it had happened here: points, what is carried over, what study took off', () => {
    const registry = enrolled()
    expect(scoringPeriodOf(registry, 'd', at('2025-06-01'))).toMatchObject({
      held: 9,
      deducted: 4,
      fullScoreStudies: 1,
    })
    expect(violationOf(registry, 'owed')).toEqual({
      ...{ id: 'owed', vehicle: null, occurredAt: OWED.occurredAt, fine: 20_000, points: 6, recordedBy: null },
      ...{ state: 'handled', handledBy: 'd', handledAt: OWED.handledAt, payBy: '2025-03-17', paidOn: null },
    })
    expect(overdueFines(registry, at('2025-06-01'))).toMatchObject([{ violation: 'owed', driver: 'd', fine: 20_000 }])
    // Had it been paid in time, nothing would have been carried over.
    const settled = enrolled({ ...told, violations: [{ ...OWED, paidOn: '2025-03-10' }, PAID] })
    expect(pointsOf(settled, 'd', at('2025-06-01'))).toBe(3)
    expect(pointsOf(enrolled({}), 'd', at('2025-06-01'))).toBe(0)
    expect(pointsOf(enrolled(null), 'd', at('2025-06-01'))).toBe(0)
  })

  test('is paid by its id, once; it is handled already, and not revoked', () => {
    const { registry, outcomes } = executeAll(enrolled(), [
      pay('owed', '2025-06-02'),
      pay('owed', '2025-06-03'),
      pay('paid', '2025-06-03'),
      { type: 'revokeHandling', violation: 'paid', ground: 'points-traded', at: at('2025-06-03') },
      { type: 'handle', violation: 'paid', driver: 'd', channel: 'app', at: at('2025-06-03') },
      { type: 'withdrawViolation', violation: 'paid', ground: 'necessity', at: at('2025-06-03') },
    ])
    expect(outcomes.map((each) => (each.status === 'refused' ? each.code : each.status))).toEqual([
      ...['accepted', 'already-paid', 'already-paid', 'told-at-enrolment', 'violation-not-open', 'violation-not-open'],
    ])
    expect(overdueFines(registry, at('2025-06-03'))).toEqual([])
    expect(() =>
      handlingFacts(registry, { violation: 'paid', driver: 'd', channel: 'app', at: at('2025-06-03') }),
    ).toThrow(RangeError)
  })

  test('takes off no more than six with what study takes later', () => {
    const study = { type: 'deductByStudy', driver: 'd', way: 'on-site', at: at('2025-06-02') } as const
    const { outcomes } = executeAll(enrolled({ ...told, studies: 0, deducted: 5 }), [study, study])
    expect(outcomes).toMatchObject([{ event: { taken: 1 } }, { code: 'deduction-used-up' }])
    expect(codeOf(execute(enrolled({ ...told, studies: 1, studiesBefore: 1 }), study))).toBe('repeated-full-score')
  })

  test.each([
    ['violation-exists', { id: 'known' }],
    ['history-in-future', { handledAt: at('2025-06-02') }],
    ['occurs-in-future', { occurredAt: at('2025-03-03') }],
    ['nothing-to-pay', { fine: 0, paidOn: '2025-03-03' }],
    ['paid-in-future', { paidOn: '2025-06-02' }],
    ['paid-before-handling', { paidOn: '2025-03-01' }],
  ])('%s where it cannot be', (code, over) => {
    const first = executeAll(openRegistry(cn), [enrol({ violations: [{ ...OWED, id: 'known' }] }, 'first')]).registry
    expect(codeOf(execute(first, enrol({ violations: [{ ...OWED, ...over }] })))).toBe(code)
  })

  test('of study it tells as much as a period allows under any regime, and no more', () => {
    const most = Math.max(...POINTS_REGIMES.map(({ deduction }) => deduction?.value.most ?? 0))
    expect(execute(openRegistry(cn), enrol({ violations: [], deducted: most })).status).toBe('accepted')
    expect(execute(openRegistry(cn), enrol({ violations: [], deducted: most + 1 })).status).toBe('invalid')
  })

  test('malformed it is told by its place', () => {
    const outcome = execute(openRegistry(cn), enrol({ violations: [OWED, OWED, { ...PAID, points: 13 }], deducted: 7 }))
    expect(outcome).toMatchObject({
      status: 'invalid',
      issues: [
        { code: 'repeated', path: ['history', 'violations', 1] },
        { code: 'out-of-range', path: ['history', 'violations', 2, 'points'] },
        { code: 'out-of-range', path: ['history', 'deducted'] },
      ],
    })
  })

  test('stands in the log, in snapshots, and in the history of each violation', () => {
    const { registry } = executeAll(enrolled(), [pay('owed', '2025-06-02')])
    const log = JSON.parse(JSON.stringify(eventsOf(registry)))
    expect(replay(cn, log)).toMatchObject({ ok: true })
    const edited = structuredClone(log)
    edited[0].history.violations[0].points = 5
    expect(replay(cn, edited)).toMatchObject({ ok: false })
    const back = restore(cn, JSON.parse(JSON.stringify(snapshot(registry))))
    expect(back.ok && pointsOf(back.value, 'd', at('2025-06-02'))).toBe(pointsOf(registry, 'd', at('2025-06-02')))
    expect(historyOf(registry, { violation: 'owed' }).events.map(({ seq }) => seq)).toEqual([1, 2])
  })
})

describe('what is told of the time before, corrected', () => {
  const ground = 'told wrongly'
  const changes = [
    [
      {
        omit: 1,
        instead: { type: 'enrolDriver', id: 'd', licence, history: { ...told, violations: [{ ...OWED, points: 2 }] } },
      },
    ],
    [{ rename: 'violation', from: 'owed', to: 'renamed' }],
  ] as const

  test.each(changes)('it is as if it had been told so: %o', async (change) => {
    const before = executeAll(enrolled(), [pay('owed', '2025-06-02')]).registry
    const outcome = correct(before, { changes: [change], ground, at: at('2025-06-05') })
    expect(outcome).toMatchObject({ status: 'accepted' })
    expect(replay(cn, JSON.parse(JSON.stringify(eventsOf(outcome.registry)))).ok).toBe(true)
    const store = await db.store({ rules: cn, now: () => Date.parse(at('2025-06-05')) })
    await store.importLog(eventsOf(before))
    const positions = (await store.events()).events.map(({ position }) => position)
    const named = 'omit' in change ? { ...change, omit: positions[0] as string } : change
    const done = await store.correct({ changes: [named], ground })
    expect(done).toMatchObject({ status: 'accepted' })
    if (done.status === 'accepted') positions.push(...[done.event, ...done.entered].map(({ position }) => position))
    expect(await rowsIn(db, store.schema)).toEqual(rowsOf(outcome.registry, positions))
    expect([...(await recordsIn(db, store.schema))]).toEqual(expect.arrayContaining([...recordsOf(outcome.registry)]))
    expect((await store.verify()).differences).toEqual([])
  })

  test('a violation that is told no more and was paid is a conflict', () => {
    const before = executeAll(enrolled(), [pay('owed', '2025-06-02')]).registry
    const without = { type: 'enrolDriver', id: 'd', licence } as const
    const outcome = correct(before, { changes: [{ omit: 1, instead: without }], ground, at: at('2025-06-05') })
    expect(outcome).toMatchObject({ code: 'conflicts', conflicts: [{ event: 2, code: 'unknown-violation' }] })
  })
})

describe('a store', () => {
  const now = () => Date.parse(at('2025-06-01'))
  const heldIn = async (schema: string, driver: string) =>
    (
      await db.rows(`SELECT held, studies FROM ${schema}.points_step WHERE driver = '${driver}' ORDER BY day LIMIT 1`)
    )[0]

  test('keeps it, tells each row by itself, and is verified', async () => {
    const store = await db.store({
      rules: cn,
      now,
      ids: { violation: (input) => parseViolationId(String(input).toUpperCase()) },
    })
    const outcomes = await store.executeMany([
      stored(enrol()),
      stored(enrol(told, 'again')),
      stored(enrol({ violations: [{ ...OWED, id: 'OWED' }] }, 'other')),
      stored(enrol({ violations: [{ ...PAID, id: 'more', points: 13 }] }, 'wrong')),
      stored(enrol(null, 'plain')),
      stored(pay('owed', '2025-06-01')),
    ])
    expect(outcomes.map((each) => (each.status === 'refused' ? each.code : each.status))).toEqual([
      ...['accepted', 'violation-exists', 'violation-exists', 'invalid', 'accepted', 'accepted'],
    ])
    expect(await heldIn(store.schema, 'd')).toEqual({ held: 9, studies: 1 })
    expect((await store.historyOf({ violation: 'Owed' })).events.map(({ type }) => type)).toEqual([
      'driver-enrolled',
      'fine-paid',
    ])
    expect((await store.verify()).differences).toEqual([])
    await db.run(`UPDATE ${store.schema}.violations SET points = 1 WHERE id = 'OWED'`)
    expect((await store.verify()).differences).toMatchObject([{ table: 'violations', id: 'OWED', field: 'points' }])
  })

  test('erases who it is about, and knows that a second enrolment with a history is another person', async () => {
    const store = await db.store({ rules: cn, now })
    await store.executeMany([stored(enrol())])
    expect(await store.erase('d', 'gone')).toBeGreaterThan(0)
    const naming = await db.rows(`SELECT id FROM ${store.schema}.violations WHERE handler = 'd'`)
    expect([naming, await heldIn(store.schema, 'gone')]).toEqual([[], { held: 9, studies: 1 }])
    expect((await store.verify()).differences).toEqual([])
    await store.executeMany([stored(enrol({ violations: [{ ...OWED, id: 'new' }] }))])
    await expect(store.erase('d', 'gone', { again: true })).rejects.toMatchObject({ because: 'two-drivers' })
  })

  test('on any database it does the same', async () => {
    const store = storeOn(memoryAdapter(), { rules: cn, now })
    await store.execute(stored(enrol()))
    expect(await store.execute(stored(pay('owed', '2025-06-01')))).toMatchObject({
      status: 'accepted',
      event: { driver: 'd' },
    })
    expect(await store.execute(stored(pay('owed', '2025-06-01')))).toMatchObject({ code: 'already-paid' })
  })

  test('takes in a log of it beside others, but not beside one of its violations', async () => {
    const store = await db.store({ rules: cn, now })
    await store.execute(stored(enrol({ violations: [OWED] }, 'first')))
    await expect(store.importLog(eventsOf(enrolled()))).rejects.toMatchObject({ code: 'not-empty' })
    await store.importLog(eventsOf(enrolled({ violations: [PAID] })))
    expect((await store.verify()).differences).toEqual([])
  })
})
