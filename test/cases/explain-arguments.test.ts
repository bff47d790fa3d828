/** What is handed to `demerit/explain` and is nothing of the kind: a mistake of the programmer's, named with what was wanted. */
import { describe, expect, test } from 'vitest'
import {
  en,
  explain,
  explainFinding,
  explainIssue,
  explainRefusal,
  headline,
  reasonsByField,
} from '../../src/explain.ts'
import { type Decision, decideBinding, type Finding, type Issue } from '../../src/index.ts'

const decision = decideBinding({ channel: 'window', driverBindings: 3 }) as Decision
const invalid = decideBinding({ driverBindings: -1 } as never)
const finding = decision.findings.find(({ rule }) => rule === 'driver-cap') as Finding
if (invalid.verdict !== 'invalid') throw new Error('a count below zero was judged')
const issue = invalid.issues[0] as Issue

const CALLS = { explain, headline, reasonsByField }
const WANTED = 'a decision with findings, or with issues when it is invalid'

describe.each(Object.entries(CALLS))('%s', (name, call) => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['refused', '"refused"'],
    [{}, 'object'],
    [{ verdict: 'refused', issues: [] }, 'object'],
    [{ verdict: 'invalid', findings: [] }, 'object'],
    [{ verdict: 'refused', findings: {} }, 'object'],
  ])('takes no %j for a decision', (garbage, shown) => {
    expect(() => call(garbage as never, en)).toThrow(new TypeError(`${name}(decision): ${shown} is not ${WANTED}`))
  })

  test.each([
    [null, 'null'],
    ['driver-cap', '"driver-cap"'],
    [7, '7'],
  ])('takes no %j for a finding or an issue', (garbage, shown) => {
    const error = new TypeError(`${name}(finding): ${shown} is not a finding or an issue`)
    expect(() => call({ ...decision, findings: [finding, garbage] } as never, en)).toThrow(error)
    expect(() => call({ ...invalid, issues: [issue, garbage] } as never, en)).toThrow(error)
  })

  test.each(noLocales())('takes no %j for a language', (garbage, shown) => {
    const error = new TypeError(`${name}(locale): ${shown} is not a locale, such as en or zhCN`)
    expect(() => call(decision, garbage as never)).toThrow(error)
  })
})

describe('explainFinding', () => {
  test.each([
    undefined,
    null,
    {},
    { ...finding, rule: 'speed-limit' },
    { ...finding, rule: ['driver-cap'] },
    { ...finding, outcome: 'breaks' },
    { ...finding, outcome: undefined },
    { ...finding, outcome: 'unknown' },
    { ...finding, outcome: 'unknown', missing: 'driver' },
    { ...finding, outcome: 'not-applicable', reason: 'no-time' },
    { rule: 'no-rule-set-in-force', outcome: 'holds' },
    { rule: 'speed-limit', outcome: 'not-applicable', reason: 'own-vehicle' },
    { rule: 'speed-limit', outcome: 'unknown', missing: [] },
  ])('takes no %j for a finding', (garbage) => {
    const shown = garbage == null ? String(garbage) : 'object'
    const error = new TypeError(`explainFinding(finding): ${shown} is not a finding of a decision`)
    expect(() => explainFinding(garbage as never, en)).toThrow(error)
  })

  test.each(noLocales())('takes no %j for a language', (garbage, shown) => {
    const error = new TypeError(`explainFinding(locale): ${shown} is not a locale, such as en or zhCN`)
    expect(() => explainFinding(finding, garbage as never)).toThrow(error)
  })

  test('takes a decision or none beside the finding, and nothing else', () => {
    expect(explainFinding(finding, en, undefined)).toBe(explainFinding(finding, en, decision))
    for (const garbage of [null, {}, 'refused']) {
      const shown = garbage === null ? 'null' : typeof garbage === 'string' ? '"refused"' : 'object'
      const error = new TypeError(`explainFinding(decision): ${shown} is not ${WANTED}`)
      expect(() => explainFinding(finding, en, garbage as never)).toThrow(error)
    }
  })
})

describe('explainIssue', () => {
  test.each([
    undefined,
    null,
    {},
    { ...issue, path: 'driverBindings' },
    { ...issue, received: -1 },
    { ...issue, expected: undefined },
    { ...issue, path: undefined, received: undefined },
  ])('takes no %j for an issue', (garbage) => {
    const shown = garbage == null ? String(garbage) : 'object'
    const wanted = 'an issue with code, path, expected and received'
    expect(() => explainIssue(garbage as never, en)).toThrow(
      new TypeError(`explainIssue(issue): ${shown} is not ${wanted}`),
    )
  })

  test.each([
    ['wrong', '"wrong"'],
    ['toString', '"toString"'],
    [['missing'], 'array'],
    [undefined, 'undefined'],
  ])('takes no %j for a code', (code, shown) => {
    const error = new RangeError(`explainIssue(issue.code): ${shown} is not a code of ISSUE_CODES`)
    expect(() => explainIssue({ ...issue, code } as never, en)).toThrow(error)
  })

  test.each(noLocales())('takes no %j for a language', (garbage, shown) => {
    const error = new TypeError(`explainIssue(locale): ${shown} is not a locale, such as en or zhCN`)
    expect(() => explainIssue(issue, garbage as never)).toThrow(error)
  })
})

describe('explainRefusal', () => {
  test.each([
    ['wrong', '"wrong"'],
    ['', '""'],
    ['toString', '"toString"'],
    ['refused', '"refused"'],
    [['own-vehicle'], 'array'],
    [['driver-cap'], 'array'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('takes no %j for a code', (code, shown) => {
    const error = new RangeError(`explainRefusal(code): ${shown} is not a code of REFUSAL_CODES or a rule`)
    expect(() => explainRefusal(code as never, en)).toThrow(error)
  })

  test.each(noLocales())('takes no %j for a language', (garbage, shown) => {
    const error = new TypeError(`explainRefusal(locale): ${shown} is not a locale, such as en or zhCN`)
    expect(() => explainRefusal('own-vehicle', garbage as never)).toThrow(error)
  })
})

function noLocales(): readonly (readonly [unknown, string])[] {
  return [
    [undefined, 'undefined'],
    [null, 'null'],
    ['en', '"en"'],
    [{ ...en, judged: undefined }, 'object'],
    [{ ...en, headline: 'refused' }, 'object'],
  ]
}
