/** What the page (docs/site) reads from an address or a field, and what it says of a refusal. */
import { beforeAll, describe, expect, test } from 'vitest'
import { enRegistry, zhCNRegistry } from '../../src/explain/index.ts'
import { REFUSAL_CODES, RULE_IDS } from '../../src/index.ts'
import { pageCode } from '../support/page-code.ts'

let page: Awaited<ReturnType<typeof pageCode>>
beforeAll(async () => {
  page = await pageCode('given.ts', 'says.ts', 'registry-steps.ts', 'words.ts')
})

describe.each([
  ['en', enRegistry],
  ['zh', zhCNRegistry],
] as const)('in %s', (language, { refusals }) => {
  test.each([...REFUSAL_CODES, ...RULE_IDS])('the refusal %s has its sentence', (code) => {
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
    const given = page.givenIn({ day: '2019-02-30', set: 'cn-2013-05-02', shown: '1.5', facts: '{"at":' }, says)
    expect(given.day('day', '2012-01-01', '2026-12-31', '2018-09-10')).toBe('2018-09-10')
    expect(given.word('set', ['cn-2013-05-02'], 'cn')).toBe('cn-2013-05-02')
    expect(given.whole('shown', 0, 3, 2)).toBe(2)
    expect(given.json('facts', 'usual', () => ({ value: 'read' }))).toBe('usual')
    expect(given.problems.map((problem: string) => /day|shown|facts|set/.exec(problem)?.[0])).toEqual([
      'day',
      'shown',
      'facts',
    ])
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
