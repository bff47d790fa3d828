/** What the page (docs/site) reads from an address or a field, and what it says of a refusal. */
import { beforeAll, describe, expect, test } from 'vitest'
import { enRegistry, zhCNRegistry } from '../../src/explain/index.ts'
import { REFUSAL_CODES } from '../../src/index.ts'
import { pageCode } from '../support/page-code.ts'

let page: Awaited<ReturnType<typeof pageCode>>
beforeAll(async () => {
  page = await pageCode(
    ...['given.ts', 'says.ts', 'registry-steps.ts', 'words.ts', 'facts.ts', 'audit-time.ts', 'channels.ts', 'sets.ts'],
    // The outlook of the same copy of the library.
    '../../../src/explain/index.ts',
  )
})

describe.each([
  ['en', enRegistry],
  ['zh', zhCNRegistry],
] as const)('in %s', (language, { refusals }) => {
  test.each([...REFUSAL_CODES])('the refusal %s has its sentence', (code) => {
    const said = page.refusalOf({ status: 'refused', code }, page.LOCALES[language], language)
    expect(said).toBe(refusals[code])
  })

  test('a release of what is not bound is said, and so is the version after it', () => {
    const step = { type: 'release', driver: 'A', vehicle: 'car-2', by: 'driver' }
    const versions = page.versionsOf([step, { days: 1 }])
    expect(versions.map(({ outcome }: { outcome?: { status: string } }) => outcome?.status)).toEqual([
      undefined,
      'refused',
      undefined,
    ])
    expect(page.refusalOf(versions[1].outcome, page.LOCALES[language], language)).toBe(refusals['not-bound'])
  })

  test('steps that the page does not know are left out, and said', () => {
    const says = page.SAYS[language]
    const { value } = page.stepsOf([{ type: 'toString' }, { days: 0 }, null, { days: 7 }], says)
    expect(value).toEqual({ steps: [{ days: 7 }], left: [says.notSteps(3)] })
    expect(page.stepsOf({}, says)).toEqual({ problem: says.noSteps })
  })

  test('an address is read as far as it can be, and what cannot is said', () => {
    const says = page.SAYS[language]
    const given = page.givenIn(
      { day: '2019-02-30', set: 'cn-2013-05-02', shown: '1.5', fine: '1.005', facts: '{"at":' },
      says,
    )
    expect(given.day('day', '2012-01-01', '2026-12-31', '2018-09-10')).toBe('2018-09-10')
    expect(given.word('set', ['cn-2013-05-02'], 'cn')).toBe('cn-2013-05-02')
    expect(given.whole('shown', 0, 3, 2)).toBe(2)
    expect(given.fen('fine', 20000)).toBe(20000)
    expect(given.json('facts', 'usual', 'usual', () => ({ value: 'read' }))).toBe('usual')
    expect(given.problems.map((problem: string) => /day|shown|fine|facts|set/.exec(problem)?.[0])).toEqual([
      'day',
      'shown',
      'fine',
      'facts',
    ])
    expect(page.wholeState()).toMatchObject({ set: 'cn-2013-05-02', fine: '1.005' })
    expect(page.givenIn({ fine: '150.55' }, says).fen('fine', 20000)).toBe(15055)
    expect(page.givenIn({}, says).fen('fine', 20050)).toBe(20050)
    expect(page.wholeState()).toEqual({ fine: '200.5' })
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

const bind = (driver: string, vehicle: string) => ({
  type: 'bind',
  driver,
  vehicle,
  channel: 'app',
  ownerConsent: 'sms',
  identityVerified: true,
})
const statusesOf = (steps: readonly unknown[]): readonly (string | undefined)[] =>
  page.versionsOf(steps).map(({ outcome }: { outcome?: { status: string } }) => outcome?.status)

test.each([
  ['a fourth vehicle of others', ['2', '3', '4', '5'].map((number) => bind('A', `car-${number}`)), 'driver-cap'],
  ['a fourth driver of a vehicle', ['B', 'C', 'D', 'E'].map((driver) => bind(driver, 'car-1')), 'vehicle-cap'],
])('the registry of the page has %s, which is refused', (_, acts, rule) => {
  const steps = acts.flatMap((act) => [act, { days: 1 }])
  expect(statusesOf(steps).filter((status) => status !== undefined)).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'refused',
  ])
  const { decision } = page.versionsOf(steps).at(-2).outcome
  expect(
    decision.findings
      .filter(({ outcome }: { outcome: string }) => outcome === 'fails')
      .map((each: { rule: string }) => each.rule),
  ).toEqual([rule])
})

test('violations are numbered among themselves, not among the steps', () => {
  const record = {
    type: 'recordViolation',
    id: 'x1',
    vehicle: 'car-1',
    fine: 20000,
    points: 3,
    recordedBy: 'monitoring',
  }
  expect(page.nextViolation([])).toBe('x1')
  expect(page.nextViolation([{ days: 30 }, record, bind('A', 'car-2'), { days: 7 }])).toBe('x2')
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

test.each([
  ['bind', 'bindingOutlook'],
  ['handle', 'handlingOutlook'],
])('what the page says of other channels of a refused act, %s, is what the library tells', (question, outlookOf) => {
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
      if (page.decide(question, facts, set).verdict !== 'refused') continue
      const { channels } = page[outlookOf](facts, set)
      for (const channel of Object.keys(channels)) {
        if (channel === (facts as { channel?: string }).channel) continue
        const { decision, needs } = page.elsewhere(channel, { question, facts, set })
        expect({ verdict: decision.verdict, needs }, JSON.stringify({ channel, facts, set: set.id })).toEqual(
          channels[channel],
        )
        compared++
      }
    }
  }
  expect(compared).toBeGreaterThan(100)
})

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
