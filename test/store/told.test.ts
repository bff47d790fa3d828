/** What the office knows of the time before is told at the enrolment, or after bindings of before were entered: it counts as if it had been handled, paid and studied here. */
import { describe, expect, test } from 'vitest'
import {
  bindingsOfDriver,
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
  remainingBindings,
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

/** The code of each that was refused, of the others how they came out. */
function codesOf(outcomes: readonly { readonly status: string; readonly code?: string }[]): readonly string[] {
  return outcomes.map(({ status, code }) => (status === 'refused' ? String(code) : status))
}

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
    expect(codesOf(outcomes)).toEqual([
      ...['accepted', 'already-paid', 'already-paid', 'told-of-before', 'violation-not-open', 'violation-not-open'],
    ])
    expect(overdueFines(registry, at('2025-06-03'))).toEqual([])
    const facts = () =>
      handlingFacts(registry, { violation: 'paid', driver: 'd', channel: 'app', at: at('2025-06-03') })
    expect(facts).toThrow(RangeError)
    expect(facts).toThrow('input.violation: "paid" was told of before, and its vehicle is not known')
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
    const without = { type: 'enrolDriver', id: 'd', licence, history: {} } as const
    const outcome = correct(before, { changes: [{ omit: 1, instead: without }], ground, at: at('2025-06-05') })
    expect(outcome).toMatchObject({ code: 'conflicts', conflicts: [{ event: 2, code: 'unknown-violation' }] })
  })
})

describe('what is told later, of a driver whose bindings of before were entered as a past', () => {
  const vehicles = ['v1', 'v2', 'v3', 'v4']
  const asked = { channel: 'window', ownerConsent: 'qr', identityVerified: true } as const
  const past: readonly Command[] = [
    { type: 'enrolDriver', id: 'd', licence, at: at('2020-06-01') },
    ...vehicles.map((id): Command => {
      const owner = { kind: 'individual', id: `owner of ${id}`.replaceAll(' ', '-') } as const
      return { type: 'enrolVehicle', id, owner, plateType: '02', operating: false, at: at('2020-06-01') }
    }),
    ...vehicles.map((vehicle, index): Command => {
      return { type: 'bind', driver: 'd', vehicle, ...asked, at: at(`2025-02-0${index + 1}`) }
    }),
  ]
  const tell = (history: object = told, day = '2025-06-01'): Command =>
    ({ type: 'tellHistory', driver: 'd', history, at: at(day) }) as Command
  const { registry: bound, outcomes } = executeAll(openRegistry(cn), past)
  const telling = (...commands: readonly Command[]) => executeAll(bound, commands)

  test('counts as at an enrolment, beside the bindings; one too many of these is refused, and the others stand', () => {
    expect(codesOf(outcomes).slice(5)).toEqual(['accepted', 'accepted', 'accepted', 'driver-cap'])
    const { registry } = telling(tell())
    expect(scoringPeriodOf(registry, 'd', at('2025-06-01'))).toEqual(scoringPeriodOf(enrolled(), 'd', at('2025-06-01')))
    expect(violationOf(registry, 'owed')).toEqual(violationOf(enrolled(), 'owed'))
    expect(bindingsOfDriver(registry, 'd').map(({ vehicle, since }) => [vehicle, since])).toEqual([
      ['v1', at('2025-02-01')],
      ['v2', at('2025-02-02')],
      ['v3', at('2025-02-03')],
    ])
    expect(remainingBindings(registry, 'd', at('2025-06-01'))).toEqual([
      { rule: 'driver-cap', channels: 'all', left: 0 },
      { rule: 'daily-applications', channels: 'all', left: 1 },
      { rule: 'yearly-applications', channels: 'all', left: 2 },
    ])
  })

  test('is told once, and before anything else about points; of no driver who is not enrolled', () => {
    expect(codesOf(telling(tell(), tell()).outcomes)).toEqual(['accepted', 'points-on-record'])
    expect(codesOf(telling(tell({}), tell()).outcomes)).toEqual(['accepted', 'points-on-record'])
    expect(codeOf(execute(enrolled(), tell({}, '2025-06-02')))).toBe('points-on-record')
    expect(codeOf(execute(openRegistry(cn), tell()))).toBe('unknown-driver')
    expect(codeOf(execute(bound, tell({ violations: [OWED] }, '2025-03-01')))).toBe('history-in-future')
    expect(execute(bound, tell(null as never))).toMatchObject({ status: 'invalid', issues: [{ path: ['history'] }] })
  })

  test.each([
    ['omitted', { omit: 9 }, 0],
    ['told otherwise', { omit: 9, instead: stored(tell({ violations: [{ ...OWED, points: 2 }] })) }, 2],
    ['with another id', { rename: 'violation', from: 'paid', to: 'renamed' }, 9],
  ] as const)('%s by a correction it is as if it had been so, in a store too', async (_, change, held) => {
    const { registry } = telling(tell())
    const done = correct(registry, { changes: [change], ground: 'told wrongly', at: at('2025-06-05') })
    expect(pointsOf(done.registry, 'd', at('2025-06-05'))).toBe(held)
    expect(replay(cn, JSON.parse(JSON.stringify(eventsOf(done.registry)))).ok).toBe(true)
    const store = await db.store({ rules: cn, now: () => Date.parse(at('2025-06-05')) })
    await store.importLog(eventsOf(registry))
    const positions = (await store.events()).events.map(({ position }) => position)
    const named = 'omit' in change ? { ...change, omit: positions[8] as string } : change
    const kept = await store.correct({ changes: [named], ground: 'told wrongly' })
    if (kept.status === 'accepted') positions.push(...[kept.event, ...kept.entered].map(({ position }) => position))
    expect(await rowsIn(db, store.schema)).toEqual(rowsOf(done.registry, positions))
    expect([...(await recordsIn(db, store.schema))]).toEqual(expect.arrayContaining([...recordsOf(done.registry)]))
    expect((await store.verify()).differences).toEqual([])
  })

  test('forgotten, it is inserted before what was entered since', () => {
    const study: Command = { type: 'deductByStudy', driver: 'd', way: 'online', at: at('2025-06-03') }
    const since: readonly Command[] = [
      {
        type: 'enrolVehicle',
        id: 'own',
        owner: { kind: 'individual', id: 'd' },
        plateType: '02',
        operating: false,
        at: at('2025-06-02'),
      },
      {
        ...OWED,
        type: 'recordViolation',
        id: 'x',
        vehicle: 'own',
        recordedBy: 'monitoring',
        occurredAt: at('2025-06-02'),
        at: at('2025-06-02'),
      } as never,
    ]
    const { handledAt: _, ...record } = since[1] as never as Record<string, unknown>
    const handle: Command = {
      type: 'handle',
      driver: 'd',
      violation: 'x',
      channel: 'app',
      identityVerified: true,
      at: at('2025-06-02'),
    }
    const { registry, outcomes: entered } = telling(
      since[0] as Command,
      record as never,
      handle,
      study,
      tell({ violations: [PAID] }, '2025-06-04'),
    )
    expect(codesOf(entered)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'points-on-record'])
    const done = correct(registry, {
      changes: [{ insert: tell({ violations: [PAID] }) }],
      ground: 'forgotten',
      at: at('2025-06-05'),
    })
    expect([pointsOf(registry, 'd', at('2025-06-05')), pointsOf(done.registry, 'd', at('2025-06-05'))]).toEqual([5, 8])
  })

  test('a past is imported and then each row of the sums is told by itself; erased, it names nobody; one person of two ids keeps it', async () => {
    const now = () => Date.parse(at('2025-06-01'))
    const ids = { violation: (input: unknown) => parseViolationId(String(input).toUpperCase()) }
    const store = await db.store({ rules: cn, now, ids })
    await store.importLog(eventsOf(bound))
    const sums = [tell(), tell({ deducted: 7 }), tell({}), { ...tell({}), driver: 'nobody' } as Command]
    const told = await store.executeMany(sums.map(stored), { keys: sums.map((_, index) => `sums/${index}`) })
    expect(codesOf(told)).toEqual([...['accepted', 'invalid', 'points-on-record', 'unknown-driver']])
    expect((await store.historyOf({ violation: 'owed' })).events.map(({ type }) => type)).toEqual(['history-told'])
    expect((await store.remainingBindings('d'))[0]).toEqual({ rule: 'driver-cap', channels: 'all', left: 0 })
    await store.execute(stored({ type: 'enrolDriver', id: 'e', licence, at: at('2025-06-01') }))
    const merge = { merge: 'driver', from: 'e', to: 'd' } as const
    expect(await store.correct({ changes: [merge], ground: 'one person' })).toMatchObject({ status: 'accepted' })
    expect(await store.erase('d', 'gone')).toBeGreaterThan(0)
    expect(await db.rows(`SELECT id FROM ${store.schema}.violations WHERE handler = 'd'`)).toEqual([])
    expect((await store.verify()).differences).toEqual([])
    await expect(store.importLog(eventsOf(telling(tell()).registry))).rejects.toMatchObject({ code: 'not-empty' })
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
    expect(codesOf(outcomes)).toEqual([
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
