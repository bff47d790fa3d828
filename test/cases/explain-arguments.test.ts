/** What is handed to `demerit/explain` and is nothing of the kind: a mistake of the programmer's, named with what was wanted. */

import { describe, expect, test } from 'vitest'
import {
  en,
  enBinding,
  enHandling,
  enInputs,
  enLabels,
  enRegistry,
  enSources,
  explain,
  explainFinding,
  explainIssue,
  explainRefusal,
  headline,
  reasonsByField,
} from '../../src/explain/index.ts'
import { type Decision, decideBinding, decideHandling, type Finding, type Issue, relates } from '../../src/index.ts'
import { asReported, CITATIONS } from '../../src/law/index.ts'

const decision = decideBinding({ channel: 'window', driverBindings: 3 }, asReported) as Decision
const invalid = decideBinding({ driverBindings: -1 } as never, asReported)
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
    const place = (list: string, wanted: string) => `${name}(decision.${list}[1]): ${shown} is not ${wanted}`
    expect(() => call({ ...decision, findings: [finding, garbage] } as never, en)).toThrow(
      new TypeError(place('findings', 'a finding')),
    )
    expect(() => call({ ...invalid, issues: [issue, garbage] } as never, en)).toThrow(
      new TypeError(place('issues', 'an issue')),
    )
  })

  test.each(noLocales())('takes no %# for a language', (garbage, shown) => {
    const error = new TypeError(`${name}(locale): ${shown} is not a locale, such as en or zhCN, or one of its halves`)
    expect(() => call(decision, garbage as never)).toThrow(error)
  })
})

describe('a half', () => {
  test('tells decisions on its question as the whole language does, and none on the other', () => {
    const handling = decideHandling({ channel: 'window', fine: 0 }, asReported)
    for (const [name, call] of Object.entries(CALLS)) {
      expect(call(decision, enBinding)).toEqual(call(decision, en))
      expect(call(handling, enHandling)).toEqual(call(handling, en))
      expect(call(invalid, { ...enBinding, ...enInputs } as typeof enBinding)).toEqual(call(invalid, en))
      const wanted = `${name}(locale): "en" for handle is not the words for the question bind`
      expect(() => call(decision, enHandling)).toThrow(new TypeError(wanted))
    }
    expect(explainFinding(finding, enBinding, decision)).toBe(explainFinding(finding, en, decision))
    // Without the words for officials, what is malformed is told as to a driver.
    expect(explainIssue(issue, enBinding)).toBe(explainIssue(issue, en, { audience: 'driver' }))
  })

  test('names sources with the words for them, and only with these', () => {
    const cite = CITATIONS
    const told = explain(decision, en, { cite })
    expect(explain(decision, { ...enBinding, ...enSources }, { cite })).toEqual(told)
    const wanted = 'the words for sources, such as enSources beside a half of en'
    expect(() => explain(decision, enBinding, { cite })).toThrow(
      new TypeError(`explain(locale): object is not ${wanted}`),
    )
  })
})

describe('options', () => {
  test.each([
    [{ audience: 'lawyer' }, 'options.audience'],
    [{ cite: true }, 'options.cite'],
    [{ only: 'fine' }, 'options.only'],
    [{ only: [7] }, 'options.only'],
    [{ reader: 'driver' }, 'options'],
    [null, 'options'],
  ])('%j are refused by name', (options, named) => {
    for (const [name, call] of Object.entries(CALLS)) {
      expect(() => (call as (...all: unknown[]) => unknown)(decision, en, options)).toThrow(`${name}(${named})`)
    }
  })
})

describe('a decision that does not say what its findings say', () => {
  const unknown = decideBinding({ driverBindings: 0 }, asReported) as Decision
  test.each<[string, object, string]>([
    ['verdict', { verdict: 'permitted' }, '"permitted" is not the verdict that its findings and missing facts come to'],
    [
      'verdict',
      { verdict: 'undetermined' },
      '"undetermined" is not the verdict that its findings and missing facts come to',
    ],
    ['verdict', { verdict: 'allowed' }, '"allowed" is not the verdict that its findings and missing facts come to'],
    ['verdict', { verdict: ['refused'] }, 'array is not the verdict that its findings and missing facts come to'],
    ['verdict', { findings: [] }, '"refused" is not the verdict that its findings and missing facts come to'],
    [
      'verdict',
      { findings: unknown.findings },
      '"refused" is not the verdict that its findings and missing facts come to',
    ],
    ['verdict', { verdict: 'permitted', findings: [] }, '"permitted" is not the verdict that'],
    ['missing', { missing: undefined }, 'undefined is not a list of facts'],
    ['missing', { missing: ['age'] }, 'array is not a list of facts'],
    ['question', { question: 'marry' }, '"marry" is not a question'],
    ['question', { question: undefined }, 'undefined is not a question'],
    ['ruleSet', { ruleSet: 7 }, '7 is not the id of a rule set, or null'],
    ['ruleSet', { ruleSet: undefined }, 'undefined is not the id of a rule set, or null'],
    ['verifiedUntil', { verifiedUntil: 'x' }, '"x" is not a day'],
    ...['2024-99-99', '2024-00-10', '2024-13-10', '2024-1-10', '2024-a1-10', '2024-0a-10', '2024-1a-10', '2024-01-00']
      .concat(
        '2024-01-32',
        '2024-01-40',
        '2024-01-1',
        '2024-01-1a',
        '2024-01-a1',
        '2024-01-3a',
        '224-01-01',
        'a024-01-01',
      )
      .concat('22024-01-01', '2024-01-011', '2024-01-01\n', ' 2024-01-01', '202401-01', '')
      .map((day): [string, object, string] => ['verifiedUntil', { verifiedUntil: day }, 'is not a day']),
    ['verifiedUntil', { verifiedUntil: ['2024-01-01'] }, 'array is not a day'],
  ])('is told by none: %s of %j', (field, change, said) => {
    const calls = { ...CALLS, explainFinding: (each: Decision) => explainFinding(finding, en, each) }
    for (const [name, call] of Object.entries(calls)) {
      const told = () => call({ ...decision, ...change } as never, en)
      expect(told, name).toThrow(TypeError)
      expect(told, name).toThrow(`${name}(decision.${field}): `)
      expect(told, name).toThrow(said)
    }
  })

  test('is told when it comes to the same', () => {
    expect(unknown.verdict).toBe('undetermined')
    const holding = decision.findings.filter(({ outcome }) => outcome === 'holds')
    const rest = decision.findings.filter(({ outcome }) => outcome !== 'fails' && outcome !== 'unknown')
    for (const told of [
      unknown,
      ...['2024-01-01', '1999-09-09', '2024-10-10', '2024-12-29', '2024-11-30', '2024-02-31', '2024-05-20'].map(
        (verifiedUntil) => ({ ...decision, verifiedUntil }),
      ),
      { ...decision, verdict: 'permitted', findings: rest, missing: [] },
      { ...decision, verdict: 'permitted', findings: holding, missing: [] },
      { ...decision, verdict: 'permitted', findings: [], missing: [] },
      { ...decision, verdict: 'undetermined', findings: [], missing: ['at'], ruleSet: null },
    ]) {
      for (const call of Object.values(CALLS)) expect(() => call(told as never, en)).not.toThrow()
    }
  })
})

const one: object = finding

describe('explainFinding', () => {
  test.each<unknown>([
    undefined,
    null,
    {},
    { ...one, rule: 'speed-limit' },
    { ...one, rule: ['driver-cap'] },
    { ...one, outcome: 'breaks' },
    { ...one, outcome: undefined },
    { ...one, outcome: 'unknown' },
    { ...one, outcome: 'unknown', missing: 'driver' },
    { ...one, outcome: 'not-applicable', reason: 'no-time' },
    { rule: 'no-rule-set-in-force', outcome: 'holds' },
    { rule: 'speed-limit', outcome: 'not-applicable', reason: 'own-vehicle' },
    { rule: 'speed-limit', outcome: 'unknown', missing: [] },
    { ...one, channels: undefined },
    { ...one, channels: 'window' },
    { ...one, citation: undefined },
    { ...one, citation: null },
    { ...one, citation: 7 },
    { ...one, citation: { instrument: 'A statement', article: '1' } },
    { ...one, channels: ['post'] },
    { ...one, outcome: 'unknown', missing: ['constructor'] },
    { ...one, outcome: 'unknown', missing: ['speed'] },
    { ...one, outcome: 'unknown', missing: ['channel'], channels: undefined },
    { ...one, outcome: 'not-applicable', reason: 'other-channel', channels: undefined },
    { ...one, outcome: 'not-applicable', reason: 'other-channel', citation: undefined },
    { ...one, outcome: 'holds' },
    { ...one, relation: '>' },
    { ...one, supplied: 3 },
    { ...one, supplied: -1, limit: -2 },
    { ...one, supplied: 4.5 },
    { ...one, supplied: Number.NaN },
    { ...one, supplied: Number.POSITIVE_INFINITY },
    { ...one, supplied: 2 ** 53 },
    { ...one, relation: undefined },
    { ...one, relation: 'banana' },
    { ...one, relation: '' },
    { ...one, relation: '<≤' },
    { ...one, supplied: true, limit: false },
    { ...one, supplied: null, limit: null },
    { ...one, relation: '=', supplied: {}, limit: {} },
    { ...one, relation: '=', supplied: 4, limit: [] },
    { ...one, rule: 'plate-type', relation: '∈', supplied: 2, limit: ['02'] },
    { ...one, rule: 'plate-type', relation: '∈', supplied: '02', limit: [2] },
    { ...one, rule: 'licence-class', relation: 'meets', supplied: [1], limit: ['C1'] },
    { ...one, rule: 'licence-class', relation: 'meets', supplied: ['C1'], limit: [1] },
    { ...one, supplied: undefined },
    { ...one, limit: undefined },
    { ...one, supplied: '4' },
    { ...one, rule: 'own-vehicle', relation: '≠', supplied: undefined, limit: 'd1' },
    { ...one, rule: 'own-vehicle', relation: '≠', supplied: 'd1', limit: undefined },
    { ...one, limit: null },
    { ...one, limit: [3] },
    { ...one, supplied: [4] },
    { ...one, rule: 'licence-state', relation: 'disjoint', supplied: 7, limit: [] },
    { ...one, rule: 'licence-state', relation: 'disjoint', supplied: [], limit: 7 },
    { ...one, rule: 'licence-class', relation: 'meets', supplied: 'C1', limit: ['C1'] },
    { ...one, rule: 'plate-type', relation: '∈', supplied: '02', limit: '02' },
    { ...one, rule: 'plate-type', relation: '∈', supplied: ['02'], limit: ['02'] },
  ])('takes no %j for a finding', (garbage) => {
    expect(() => explainFinding(garbage as never, en)).toThrow(TypeError)
    expect(() => explainFinding(garbage as never, en)).toThrow(/^explainFinding\(finding(\.\w+)?\): /)
    for (const [name, call] of Object.entries(CALLS)) {
      const among = { ...decision, findings: [...decision.findings, garbage] }
      expect(() => call(among as never, en)).toThrow(TypeError)
      expect(() => call(among as never, en)).toThrow(`${name}(decision.findings[${decision.findings.length}]`)
    }
  })

  test.each<[string, object, string]>([
    ['.rule', { rule: 'speed-limit' }, '"speed-limit" is not a rule that the locale has words for'],
    ['.outcome', { outcome: 'maybe' }, '"maybe" is not one of holds, fails, unknown, not-applicable'],
    ['.channels', { channels: ['post'] }, 'array is not all, or a list of channels'],
    ['.citation', { citation: 7 }, '7 is not the key of a citation'],
    ['.missing', { outcome: 'unknown', missing: ['speed'] }, 'array is not a list of facts'],
    ['.reason', { outcome: 'not-applicable', reason: 'x' }, '"x" is not a reason that the locale has words for'],
    ['', { supplied: '4' }, 'object is not a finding whose sides are of its rule and come to its outcome'],
  ])('names the property at fault: finding%s', (property, change, wrong) => {
    const error = new TypeError(`explainFinding(finding${property}): ${wrong}`)
    expect(() => explainFinding({ ...one, ...change } as never, en)).toThrow(error)
  })

  test('takes the sides that findings have, of whatever relation', () => {
    for (const [rule, relation, supplied, limit] of [
      ['open-binding', '≠', null, null],
      ['open-binding', '≠', '2018-09-10T15:00:00.000+08:00', null],
      ['already-bound', '=', true, false],
      ['licence-state', 'disjoint', [], ['suspended']],
      ['plate-type', '∈', '01', ['02', '52']],
      ['driver-cap', '≤', 4, 3],
    ] as const) {
      const outcome = relates(supplied, relation, limit) ? 'holds' : 'fails'
      const told = explainFinding({ ...one, rule, outcome, relation, supplied, limit } as never, en)
      expect(told).toMatch(/^[A-Z].*\.$/)
      expect(told).not.toMatch(/undefined|\[object/)
    }
  })

  test.each(noLocales())('takes no %# for a language', (garbage, shown) => {
    const error = new TypeError(
      `explainFinding(locale): ${shown} is not a locale, such as en or zhCN, or one of its halves`,
    )
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
    { ...issue, path: [Symbol('x')] },
    { ...issue, path: ['driverBindings', null] },
    { ...issue, path: [['driverBindings']] },
    { ...issue, wanted: undefined },
    { ...issue, wanted: { kind: 'wrong' } },
    { ...issue, wanted: { kind: 'toString' } },
    { ...issue, wanted: { kind: 'whole', from: 0, to: -1 } },
    { ...issue, wanted: { kind: 'whole', to: 1 } },
    { ...issue, wanted: { kind: 'items', to: '64' } },
    { ...issue, wanted: { kind: 'word', of: 'window' } },
    { ...issue, wanted: { kind: 'words', of: ['window', 1] } },
    { ...issue, wanted: { kind: 'this-plate' } },
    { ...issue, wanted: { kind: 'exactly', value: 4 } },
    { ...issue, wanted: { kind: 'rule' } },
    { ...issue, path: undefined, received: undefined },
  ])('takes no %j for an issue', (garbage) => {
    expect(() => explainIssue(garbage as never, en)).toThrow(TypeError)
    expect(() => explainIssue(garbage as never, en)).toThrow(/^explainIssue\(issue(\.\w+)?\): /)
  })

  test.each<[string, object, string]>([
    ['path', { path: 'fine' }, '"fine" is not a list of keys and places'],
    ['received', { received: -1 }, '-1 is not a short text'],
    ['wanted', { wanted: { kind: 'wrong' } }, 'object is not something that can be wanted'],
  ])('names the property at fault: issue.%s', (property, change, wrong) => {
    const error = new TypeError(`explainIssue(issue.${property}): ${wrong}`)
    expect(() => explainIssue({ ...issue, ...change } as never, en)).toThrow(error)
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

  test.each(noLocales())('takes no %# for a language', (garbage, shown) => {
    const error = new TypeError(
      `explainIssue(locale): ${shown} is not a locale, such as en or zhCN, or one of its halves`,
    )
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
    expect(() => explainRefusal(code as never, en, enRegistry)).toThrow(error)
  })

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['en', '"en"'],
    [en, 'object'],
    [{ ...enRegistry, refusals: 'refused' }, 'object'],
  ])('takes no %# for the words for refusals', (garbage, shown) => {
    const wanted = 'the words for refusals, such as enRegistry or zhCNRegistry'
    const error = new TypeError(`explainRefusal(registry): ${shown} is not ${wanted}`)
    expect(() => explainRefusal('own-vehicle', garbage as never)).toThrow(error)
    expect(() => explainRefusal('own-vehicle', en, (garbage ?? null) as never)).toThrow(TypeError)
  })

  test('takes the words for refusals beside a locale, put together with one, or alone', () => {
    const told = explainRefusal('own-vehicle', en, enRegistry)
    expect(explainRefusal('own-vehicle', { ...en, ...enRegistry })).toBe(told)
    expect(explainRefusal('own-vehicle', enRegistry)).toBe(told)
  })
})

function noLocales(): readonly (readonly [unknown, string])[] {
  return [
    [undefined, 'undefined'],
    [null, 'null'],
    ['en', '"en"'],
    [{}, 'object'],
    [{ ...en, core: undefined }, '"en" for bind and handle'],
    [{ ...en, bind: undefined, handle: undefined }, '"en" for bind and handle'],
    [{ ...en, bind: 'bound' }, '"en" for bind and handle'],
    [enLabels, '"en" for no question'],
  ]
}
