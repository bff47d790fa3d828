/** What a problem of RFC 9457 told that it had promised not to, each by what went wrong. */
import { expect, test } from 'vitest'
import { en, explain, explainFinding, explainIssue, problemOf, zhCN } from '../../src/explain/index.ts'
import { handlingForm, licenceNumber, plate, yuan } from '../../src/form/index.ts'
import { type Decision, decideBinding, type Issue, pointsLedger } from '../../src/index.ts'
import { cn2024, parseRuleSet } from '../../src/law/index.ts'
import { openNeighbourhood } from '../../src/store/index.ts'

const PERSON = '11010519491231002X'
const AT = '2024-11-02T09:00:00+08:00'
const own = decideBinding({ at: AT, driver: PERSON, vehicle: 'v', vehicleOwner: PERSON }, cn2024)
const capped = decideBinding({ at: AT, driver: PERSON, vehicle: 'v', driverBindings: 3 }, cn2024) as Decision

test('sentences: a problem of an own vehicle repeats no id of a person, in its sides, its findings or its sentences', () => {
  for (const locale of [en, zhCN]) {
    for (const audience of ['official', 'driver'] as const) {
      const problem = problemOf(own, locale, { audience })
      expect(problem.code).toBe('own-vehicle')
      expect('supplied' in problem || 'limit' in problem).toBe(false)
      expect(problem.findings?.map(({ rule }) => rule)).toContain('own-vehicle')
      expect(JSON.stringify(problem)).not.toContain(PERSON)
    }
  }
  expect(problemOf(capped, en)).toMatchObject({
    supplied: 4,
    limit: 3,
    findings: [{ supplied: 4, relation: '≤', limit: 3 }],
  })
})

test('sentences: a finding that is handed on holds what belongs to its outcome, and nothing that was put into it', () => {
  const [first] = capped.findings.filter(({ outcome }) => outcome === 'fails')
  const of = (more: object) => ({ ...capped, findings: [{ ...first, ...more }] }) as never
  const forged = problemOf(of({ reason: 'x'.repeat(400), missing: ['<b>'], more: 1 }), en)
  expect(Object.keys(forged.findings?.[0] ?? {}).sort()).toEqual(
    ['channels', 'citation', 'limit', 'outcome', 'relation', 'rule', 'supplied'].sort(),
  )
  for (const citation of ['<b>now</b>', 'a sentence', 'Own:x', '', 'own'.padEnd(600, 'x')]) {
    expect(() => problemOf(of({ citation }), en), citation).toThrow(/citation/)
    expect(() => explainFinding({ ...first, citation } as never, en), citation).toThrow(/citation/)
  }
  expect(problemOf(of({ citation: 'own:<b>' }), en).findings?.[0]?.citation).toBe('own:‹b›')
})

test('sentences: a path shows each character of a key, and is no markup', () => {
  const key = '<img src=x>\u202eabc\u0007'
  const invalid = decideBinding({ at: AT, [key]: 1 } as never, cn2024)
  const path = problemOf(invalid, en).issues?.[0]?.path
  expect(path).toEqual(['‹img src=x›\\u{202e}abc\\u{7}'])
})

test('read-once: a verdict that is another one when it is read again is one answer', () => {
  let times = 0
  const twice = Object.defineProperty({ ...capped } as object, 'verdict', {
    enumerable: true,
    get: () => (times++ === 0 ? 'permitted' : 'refused'),
  })
  expect(() => problemOf(twice as never, en)).toThrow(TypeError)
  expect(times).toBe(1)
})

const J = (value: unknown) => JSON.parse(JSON.stringify(value))
const evil = '<img src=x onerror=alert(1)>\u0007\u202e'
const shown = /[<>]|\p{Cc}|\p{Bidi_Control}/u
const message = { field: 'fine', message: 'Fine: no.' }

test('sentences: a form’s messages that travelled as JSON are told as plain, short text', () => {
  const problems = [
    [{ ...message, kind: 'malformed', code: 'malformed', field: evil, message: evil }],
    [{ ...message, kind: 'not-asked', code: 'unknown-key', keys: [evil, 'a'.repeat(1000)] }],
    [{ ...message, kind: 'refused', rule: 'made-up', message: evil }],
    [{ ...message, kind: 'unknown', facts: ['pointsHeld'], message: `${evil}\n${'y'.repeat(1e6)}` }],
    [{ ...message, kind: 'malformed', code: 'malformed', path: [{ key: evil }, 3, '\ud800'.repeat(70)] }],
    { status: 'incomplete', headline: `${evil}${'y'.repeat(1e6)}`, byField: {} },
  ].map((given) => problemOf(J(given), en))
  for (const problem of problems) {
    expect(JSON.stringify(problem)).not.toMatch(shown)
    expect(JSON.stringify(problem).length).toBeLessThan(5_000)
  }
  expect(problems[1]?.issues?.[1]?.path).toEqual(['a'.repeat(64)])
  expect(problems[4]?.issues?.[0]?.path.slice(0, 2)).toEqual(['‹img src=x onerror=alert(1)›\\u{7}\\u{202e}', 3])
})

test('mistakes: what no form gives is a TypeError by name, however deep or long it is', () => {
  const deep = JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))
  const sparse: unknown[] = []
  sparse[5e8] = 1
  const malformed = { ...message, kind: 'malformed', code: 'malformed' }
  for (const given of [
    [{ ...malformed, kind: deep }],
    [{ ...malformed, kind: ['refused'], rule: 'made-up' }],
    [{ ...malformed, code: evil }],
    [{ ...malformed, path: [deep] }],
    [{ ...malformed, path: [null] }],
    [{ ...malformed, path: Array(65).fill('a') }],
    [{ ...malformed, path: sparse }],
    [{ ...message, kind: 'unknown', facts: [evil] }],
    [{ ...message, kind: 'refused', rule: 'a'.repeat(65) }],
    [{ ...message, kind: 'not-asked', code: 'unknown-key', keys: sparse }],
    { status: 'malformed', headline: 'x', byField: { fine: [{ ...malformed, kind: deep }] } },
    { status: 'malformed', headline: 'x', byField: { [evil]: 5 } },
    { status: 'malformed', headline: 'x', byField: { fine: sparse } },
    { status: 'malformed', headline: 'x', byField: { a: Array(6000).fill(malformed), b: Array(6000).fill(malformed) } },
    { status: 'invalid', issues: sparse },
    { status: 'refused', code: 'a'.repeat(65) },
    sparse,
    Object.assign([1, 2, 3], { length: 4 }),
  ]) {
    const thrown = (() => {
      try {
        return problemOf(given as never, en)
      } catch (error) {
        return error as Error
      }
    })() as Error
    expect(thrown).toBeInstanceOf(TypeError)
    expect(thrown.message).toMatch(/^problemOf\([^<>]+\): .+ is not /)
    expect(thrown.message).not.toMatch(shown)
  }
})

test('mistakes: too many issues, findings or steps of a path are called so', () => {
  const { issues } = decideBinding({ at: AT, zz: 1 } as never, cn2024) as Extract<
    ReturnType<typeof decideBinding>,
    { verdict: 'invalid' }
  >
  const many = Array(10_001).fill(issues[0])
  const says = /: array is not a list of at most \d+ items$/
  expect(() => explain({ verdict: 'invalid', issues: many }, en)).toThrow(says)
  expect(() => problemOf({ status: 'invalid', issues: many }, en)).toThrow(says)
  expect(() => problemOf(many, en)).toThrow(says)
  expect(() => explain({ ...capped, findings: Array(20_000).fill(capped.findings[0]) }, en)).toThrow(says)
  expect(() => explainIssue({ ...issues[0], path: Array(65).fill('a') } as never, en)).toThrow(
    'explainIssue(issue.path): array is not a list of at most 64 items',
  )
})

test('an issue of the library’s own is told, whatever its input was called', () => {
  const key = 'k'.repeat(200)
  const header = { id: 'x', title: { zh: 'x', en: 'x' }, from: '2020-01-01', verifiedOn: '2020-01-01', handle: [] }
  const given = {
    citations: parseRuleSet({ ...header, citations: { [`own:${key}`]: { instrument: 5 } }, bind: [] }),
    provision: parseRuleSet({ ...header, bind: [{ rule: 'driver-cap', [key]: 1 }] }),
    row: openNeighbourhood(cn2024, { driver: { [key]: { version: 0 } } } as never),
    odd: openNeighbourhood(cn2024, { driver: { '\u0007<b>': { version: 1, record: {} } } } as never),
    ledger: pointsLedger(
      { firstIssuedOn: '2020-01-01', handled: [{ [key]: 1 }], payments: [], studies: [] } as never,
      AT,
    ),
    fact: { ok: false, ...decideBinding({ [key]: 1 } as never, cn2024) },
  }
  for (const [name, read] of Object.entries(given)) {
    const { issues } = read as { readonly issues: readonly Issue[] }
    expect(issues.length, name).toBeGreaterThan(0)
    for (const locale of [en, zhCN]) {
      for (const each of issues) expect(explainIssue(each, locale)).not.toMatch(shown)
      expect(problemOf(J(issues), locale).issues).toHaveLength(issues.length)
    }
  }
})

test('of a form that an official reads no id that was typed is in the problem, and all faults are counted', () => {
  const form = handlingForm({
    ask: ['driver', 'vehicle', 'fine', 'points', 'licenceClasses', 'channel', 'plateType', 'recordedBy'],
    read: { driver: licenceNumber, vehicle: plate, fine: yuan },
    rules: cn2024,
    locale: zhCN,
    audience: 'official',
  })
  for (const driver of ['110105194912310021', '1101051949123100', '110105 19491231 0021', '110105491231002x']) {
    const typed = { driver, vehicle: '京A1234567', fine: '200.005', points: '13' }
    const judged = form.judge(typed)
    expect(JSON.stringify(judged.byField.driver)).toContain(driver)
    const issues = form['~standard'].validate(typed).issues ?? []
    for (const told of [problemOf(judged, zhCN), problemOf(J(judged) as never, zhCN), problemOf(issues, zhCN)]) {
      expect(JSON.stringify(told)).not.toMatch(/1101051949|110105491231|19491231|1234567/)
      expect(told.issues).toHaveLength(8)
      expect(told.detail).toBe(
        `${told.issues
          ?.slice(0, 5)
          .map(({ detail }) => detail)
          .join('')}另有3处需要改正。`,
      )
    }
  }
  expect(form.judge({ fine: '200.005' }).byField.fine?.[0]?.message).toBe(
    '“罚款金额”小数位数过多，收到“200.005”，应为以元为单位、精确到分的金额。',
  )
})
