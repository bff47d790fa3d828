/** What a problem of RFC 9457 told that it had promised not to, each by what went wrong. */
import { expect, test } from 'vitest'
import { en, explainFinding, problemOf, zhCN } from '../../src/explain/index.ts'
import { type Decision, decideBinding } from '../../src/index.ts'
import { cn2024 } from '../../src/law/index.ts'

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
