/**
 * Twenty questions that people put on the web, with what a page answers. They stood in `questions.json`, with the answers of the
 * pages, before the library was asked any. The table for readers is docs/QUESTIONS.md.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Decision, decideBinding, decideHandling, type PointsRecords, pointsLedger } from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'

interface Asked {
  readonly id: string
  readonly question: string
  readonly page: string
  readonly day: string
  readonly says: 'yes' | 'no'
}
type Right = 'both' | 'page' | 'library'
/** How the library is asked, who is right, and why, where the answers differ. */
type Answer = readonly [ask: () => boolean, right: Right, why?: string]

const QUESTIONS: readonly Asked[] = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8'))
const dayOf = (id: string) => (QUESTIONS.find((each) => each.id === id) as Asked).day

const WINDOW = { channel: 'window', boundSince: null } as const
/** Handling at noon of the question's day, the violation a week older, the binding older still. */
const handle =
  (id: string, facts: object): (() => boolean) =>
  () =>
    isPermitted(
      decideHandling(
        {
          ...PERMITTED_HANDLING,
          at: noon(dayOf(id)),
          occurredAt: noon(daysBefore(dayOf(id), 7)),
          boundSince: noon(daysBefore(dayOf(id), 30)),
          ...facts,
        },
        cn,
      ),
    )
const bind =
  (id: string, facts: object): (() => boolean) =>
  () =>
    isPermitted(decideBinding({ ...PERMITTED_BINDING, at: noon(dayOf(id)), ...facts }, cn))
/** The points held at noon of the question's day; undefined if an act on record is one that the law refuses. */
const held = (id: string, records: Partial<PointsRecords>): number | undefined => {
  const ledger = pointsLedger(
    { firstIssuedOn: '2018-06-01', handled: [], payments: [], studies: [], ...records },
    noon(dayOf(id)),
  )
  return ledger.ok ? ledger.value.held : undefined
}
const carries = (id: string, records: Partial<PointsRecords>) => () => held(id, records) === 3
/** Whether so many studies, one a day up to the day before, are accepted after the points, and leave so many. */
const studied = (id: string, points: readonly number[], studies: number, left: number) => () => {
  const before = (days: number) => noon(daysBefore(dayOf(id), days))
  const handled = points.map((each, index) => ({ violation: `x${index}`, at: before(30), points: each, fine: 0 }))
  const done = Array.from({ length: studies }, (_, index) => ({ kind: 'online' as const, at: before(index + 1) }))
  return held(id, { handled, studies: done }) === left
}

const JANUARY_2013 = {
  firstIssuedOn: '2012-02-01',
  handled: [{ violation: 'x', at: noon('2013-01-31'), points: 3, fine: 10_000 }],
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  'kiosk-unbound-2018-03': [handle('kiosk-unbound-2018-03', { channel: 'kiosk', boundSince: null }), 'both'],
  'window-unbound-2018-03': [handle('window-unbound-2018-03', WINDOW), 'both'],
  'period-end-2013': [
    carries('period-end-2013', { ...JANUARY_2013, payments: [{ violation: 'x', at: noon('2013-01-31') }] }),
    'both',
  ],
  'unpaid-carries-2013': [carries('unpaid-carries-2013', { ...JANUARY_2013, payments: [] }), 'both'],
  'unpaid-not-overdue-2024': [
    carries('unpaid-not-overdue-2024', {
      firstIssuedOn: '2018-03-12',
      handled: [{ violation: 'x', at: noon('2024-03-11'), points: 3, fine: 10_000 }],
      payments: [],
    }),
    'library',
    'Order 163, Article 15: 有罚款逾期未缴纳的; the page has the words of Order 123, which ended in 2022 (6.18)',
  ],
  'expired-window-2023': [handle('expired-window-2023', { ...WINDOW, licenceStates: ['expired'] }), 'both'],
  'expired-app-2023': [handle('expired-app-2023', { licenceStates: ['expired'] }), 'both'],
  'unit-operating-2022': [bind('unit-operating-2022', { vehicleOwnerKind: 'unit', operating: true }), 'both'],
  'unit-2022': [bind('unit-2022', { vehicleOwnerKind: 'unit' }), 'both'],
  'six-points-2022': [handle('six-points-2022', { points: 6 }), 'both'],
  'nine-points-2022': [
    handle('nine-points-2022', { points: 9 }),
    'page',
    'asked first, the library permitted it: 6.25',
  ],
  'unit-2022-dongguan': [
    bind('unit-2022-dongguan', { vehicleOwnerKind: 'unit' }),
    'library',
    'units’ cars since 2020-09-28 (F1.9, an official page); the page repeats the rule of 2018',
  ],
  'no-points-before-2022': [
    handle('no-points-before-2022', { points: 0, occurredAt: noon('2022-01-01'), boundSince: noon('2022-02-01') }),
    'both',
  ],
  'anothers-licence-window': [handle('anothers-licence-window', WINDOW), 'both'],
  'owner-without-licence': [
    handle('owner-without-licence', { ...WINDOW, vehicleOwner: 'd', licenceClasses: [] }),
    'both',
  ],
  'seventh-point-by-study': [studied('seventh-point-by-study', [6, 3], 7, 2), 'both'],
  'six-by-study': [studied('six-by-study', [6], 6, 0), 'both'],
  'motorway-app-2025': [
    handle('motorway-app-2025', { vehicleOwner: 'd' }),
    'library',
    'the ministry names three conditions and no kind of road (F1.25 to F1.27); the page has no authority',
  ],
  'sixth-vehicle-ever': [
    bind('sixth-vehicle-ever', { driverBindingsEver: 5 }),
    'library',
    'the limit over time ended on 2018-08-29 (F1.8); five are of a calendar year (F1.10)',
  ],
  'fourth-licence-of-a-vehicle': [bind('fourth-licence-of-a-vehicle', { vehicleBindings: 3 }), 'both'],
}

const ours = (id: string) => ((ANSWERS[id] as Answer)[0]() ? 'yes' : 'no')

test('each question was written down with a page before it was asked, and is asked', () => {
  expect(QUESTIONS.map(({ id }) => id)).toEqual(Object.keys(ANSWERS))
  expect(QUESTIONS).toHaveLength(20)
})

test.each(QUESTIONS)('$day $id', ({ id, says }) => {
  const [, right, why = ''] = ANSWERS[id] as Answer
  expect(ours(id) === says).toBe(right !== 'library')
  expect(why === '').toBe(right === 'both')
})

test('docs/QUESTIONS.md has them, with who is right', async () => {
  const rows = QUESTIONS.map(({ id, question, page, day, says }) => {
    const [, right, why] = ANSWERS[id] as Answer
    const who = { both: 'both', page: 'the page; mended', library: 'the library' }[right]
    return `| ${question} | <${page}> | ${day} | ${says} | ${ours(id)} | ${who}${why === undefined ? '' : `: ${why}`} |`
  })
  const count = (which: Right) => QUESTIONS.filter(({ id }) => (ANSWERS[id] as Answer)[1] === which).length
  const text = `# 问与答 Twenty questions

Questions that people put on the web, each with a page that answers it. They were written down, with the answers of the pages, before the
library was asked. ${count('both')} agree; ${count('library')} times the page is wrong; once, where the page was right, the rule was mended. Ids such as F1.9 and 6.25 stand in
[FACTS.md](FACTS.md) and [INTERPRETATIONS.md](INTERPRETATIONS.md).

| question | page | day | its answer | ours | who is right |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
  await expect(text).toMatchFileSnapshot('../../docs/QUESTIONS.md')
})

function isPermitted(decision: Decision | { readonly verdict: 'invalid' }): boolean {
  expect(['permitted', 'refused']).toContain(decision.verdict)
  return decision.verdict === 'permitted'
}

function noon(day: string): string {
  return `${day}T12:00:00+08:00`
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
}
