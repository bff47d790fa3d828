/** What the page (docs/site) reads from an address or a field, and what it says of a refusal. */

import { beforeAll, describe, expect, test } from 'vitest'
import { pageCode } from '../support/page-code.ts'

let page: Awaited<ReturnType<typeof pageCode>>
beforeAll(async () => {
  page = await pageCode(...['given.ts', 'says.ts', 'words.ts', 'facts.ts', 'audit-time.ts', 'channels.ts', 'sets.ts'])
})

describe.each(['en', 'zh'])('in %s', (language) => {
  test('an address is read as far as it can be, and what cannot is said', () => {
    const says = page.SAYS[language]
    const given = page.givenIn({ day: '2019-02-30', set: 'cn-2013-05-02', shown: '1.5', facts: '{"at":' }, says)
    expect(given.day('day', '2012-01-01', '2026-12-31', '2018-09-10')).toBe('2018-09-10')
    expect(given.word('set', ['cn-2013-05-02'], 'cn')).toBe('cn-2013-05-02')
    expect(given.whole('shown', 0, 3, 2)).toBe(2)
    expect(given.json('facts', 'usual', 'usual', () => ({ value: 'read' }))).toBe('usual')
    expect(given.problems.map((problem: string) => /day|shown|facts|set/.exec(problem)?.[0])).toEqual([
      'day',
      'shown',
      'facts',
    ])
    expect(page.wholeState()).toMatchObject({ set: 'cn-2013-05-02' })
    expect(page.fenIn('150.55', says)).toEqual({ value: 15055 })
    expect(page.fenIn('1.005', says)).toHaveProperty('problem')
    page.givenIn({}, says).whole('shown', 0, 3, 2)
    expect(page.wholeState()).toEqual({ shown: '2' })
  })

  test.each(['banana', '2019-02-30', '0002-09-10', '9999-12-31', '2011-12-31', ''])('the day %j is none', (text) => {
    expect(page.dayIn(text, '2012-01-01', '2026-12-31', page.SAYS[language]).problem).toContain('2012-01-01')
  })

  test.each([
    ['150.50', 15050],
    ['150.55', 15055],
    ['200.01', 20001],
    ['0.5', 50],
    ['200', 20000],
    ['', undefined],
    ['1.005', undefined],
    ['-1', undefined],
    ['1e3', undefined],
  ])('%j yuan are %s fen', (text, fen) => {
    expect(page.fenIn(text, page.SAYS[language]).value).toBe(fen)
  })

  test.each([
    ['3', 3],
    ['2.7', undefined],
    ['0.5', undefined],
    ['13', undefined],
    ['', undefined],
  ])('%j as a whole number to 12 is %s', (text, number) => {
    expect(page.wholeIn(text, 0, 12, page.SAYS[language]).value).toBe(number)
  })

  test.each([
    ['2025-03-10T15:00', '2025-03-10T15:00:00.000+08:00'],
    ['0003-03-10T15:00', undefined],
    ['275760-01-01T00:00', undefined],
  ])('the moment %s of a field is %s', (text, moment) => {
    expect(page.momentIn(text, page.SAYS[language]).value).toBe(moment)
  })
})

describe('facts that cannot both be so', () => {
  const contrary = (facts: Readonly<Record<string, unknown>>) =>
    page.contraryIn(facts).map((pair: readonly { name: string }[]) => pair.map(({ name }) => name).join(' > '))

  test('a binding of after the handling, in whatever form the times are', () => {
    const at = '2025-03-10T15:00:00.000+08:00'
    expect(contrary({ at, boundSince: '2025-03-12T10:00:00.000+08:00' })).toEqual(['boundSince > at'])
    expect(contrary({ at, boundSince: Date.parse('2025-03-12T10:00:00+08:00') })).toEqual(['boundSince > at'])
    expect(contrary({ at, boundSince: '2025-03-10T07:00:00Z', occurredAt: null })).toEqual([])
    expect(contrary({ at, boundSince: 'tomorrow' })).toEqual([])
  })

  test('more bindings in a day than in the year', () => {
    expect(contrary({ driverApplicationsToday: 2, driverApplicationsThisYear: 1, driverBindingsEver: 1 })).toEqual([
      'driverApplicationsToday > driverApplicationsThisYear',
    ])
  })

  test('the cases to begin with hold none', () => {
    expect(Object.values(page.SAMPLES).flatMap((facts) => contrary(facts as Record<string, unknown>))).toEqual([])
  })
})

test.each(['bind', 'handle'])(
  'a channel says on the page what the advice to who would do it there says, %s',
  (question) => {
    const sample: Readonly<Record<string, unknown>> = page.SAMPLES[question]
    const acts = [
      ...Object.keys(sample).map((name) => ({ ...sample, [name]: undefined })),
      ...['window', 'web', 'kiosk'].map((channel) => ({ ...sample, channel })),
      ...[0, 2, 12, true, false].flatMap((value) =>
        Object.entries(sample)
          .filter(([, usual]) => typeof usual === typeof value)
          .map(([name]) => ({ ...sample, [name]: value })),
      ),
    ]
    let compared = 0
    for (const set of page.SETS) {
      for (const facts of acts) {
        for (const { channel, verdict, needs, advice } of page.onEachChannel({ question, facts, set })) {
          const own = advice.channels[channel]
          expect(verdict, JSON.stringify({ channel, facts, set: set.id })).toBe(own.verdict)
          // What is refused where it is asked has needs of this sitting as far as that is known.
          if (verdict !== 'refused') expect(needs).toEqual(own.needs)
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(1000)
  },
)

test('the limit over time has a step where the law changed, a gap where there was none, and an end after the last change', () => {
  const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`)
  const steps = [
    { at: at('2012-03-01'), open: 1 },
    { at: at('2025-03-01'), open: 2 },
  ]
  const limits = page.limitsOf({ kind: 'driver', steps })
  const days = limits.map((each: { at: number }) => page.beijingDay(new Date(each.at)))
  expect(days.slice(0, 2)).toEqual(['2012-03-01', '2013-05-02'])
  expect(limits[0].limit).toBeUndefined()
  expect(limits.at(-1).limit).toBe(3)
  const drawn = page.withEnd(steps)
  expect(drawn.at(-1).open).toBe(2)
  expect(drawn.at(-1).at).toBeGreaterThan(at('2025-06-01'))
  expect(page.withEnd(steps.slice(0, 1)).at(-1).at - at('2012-03-01')).toBe(86_400_000)
})
