/** A form with an empty plate was permitted, and who left the law out was judged by the newspaper's rule of 2018. */
import { describe, expect, test } from 'vitest'
import { en, explain, headline, zhCN } from '../../src/explain/index.ts'
import {
  type Decision,
  decideBinding,
  decideHandling,
  missingOf,
  openRegistry,
  REQUIRED_FACTS,
  replay,
  restore,
} from '../../src/index.ts'
import { asReported, cn } from '../../src/law/index.ts'
import { checkAgainst, concurrently, registry } from '../../src/testing/index.ts'
import { SETS } from '../oracle/sets.ts'

const binding = {
  at: '2018-09-10T15:00:00.000+08:00',
  channel: 'window',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'o',
  pairBound: false,
  driverBindings: 0,
  vehicleBindings: 0,
  identityVerified: true,
} as const
const handling = {
  at: '2018-09-12T10:00:00.000+08:00',
  channel: 'app',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'd',
  violationState: 'open',
  occurredAt: '2018-09-10T15:00:00.000+08:00',
  points: 0,
  licenceStates: [],
} as const

const decided = (answer: ReturnType<typeof decideBinding>): Decision => {
  if (answer.verdict === 'invalid') throw new Error(JSON.stringify(answer.issues))
  return answer
}

describe('a missing vehicle', () => {
  test('is never permitted, nor is a missing day or driver, and each is named first', () => {
    expect(decided(decideBinding(binding, asReported))).toMatchObject({ verdict: 'permitted', missing: [] })
    expect(decided(decideHandling(handling, asReported))).toMatchObject({ verdict: 'permitted', missing: [] })
    for (const fact of REQUIRED_FACTS) {
      for (const decision of [
        decided(decideBinding({ ...binding, [fact]: undefined }, asReported)),
        decided(decideHandling({ ...handling, [fact]: undefined }, asReported)),
      ]) {
        expect(decision.verdict).toBe('undetermined')
        expect(decision.missing[0]).toBe(fact)
        expect(missingOf(decision)).toBe(decision.missing)
        for (const locale of [en, zhCN]) {
          expect(explain(decision, locale, { only: [fact] })).not.toEqual([])
        }
      }
    }
  })

  test('leaves a refusal a refusal', () => {
    const { verdict, missing } = decided(decideBinding({ driverBindings: 3 }, asReported))
    expect([verdict, missing.slice(0, 3)]).toEqual(['refused', [...REQUIRED_FACTS]])
  })

  test('of a form that was left empty is told as an issue, and never judged', () => {
    expect(decideBinding({ ...binding, vehicle: '' }, asReported)).toMatchObject({
      verdict: 'invalid',
      issues: [{ code: 'empty', path: ['vehicle'] }],
    })
  })
})

describe('the law is never a default', () => {
  const adapter = { reset: () => {}, execute: () => ({ status: 'invalid' as const }), bindings: () => [] }
  test.each<[string, () => unknown]>([
    ['decideBinding(rules)', () => decideBinding(binding, undefined as never)],
    ['decideHandling(rules)', () => decideHandling(handling, undefined as never)],
    ['rules', () => openRegistry(undefined as never)],
    ['rules', () => replay(undefined as never, [])],
    ['rules', () => restore(undefined as never, {})],
    ['rules', () => registry(undefined as never)],
    ['checkAgainst(options.rules)', () => checkAgainst(adapter, {} as never)],
    ['concurrently(options.rules)', () => concurrently(adapter, {} as never)],
  ])('%s that is left out is a mistake of the caller', async (argument, call) => {
    const told = `${argument}: undefined is not a rule set or a rule book of this copy of the library; take one from demerit/rules`
    await expect((async () => call())()).rejects.toThrow(TypeError)
    await expect((async () => call())()).rejects.toThrow(told)
  })
})

describe('a book', () => {
  test('cannot judge while the day is not known, and asks for it first', () => {
    const { at: _at, driver: _driver, ...rest } = binding
    const decision = decided(decideBinding(rest, cn))
    expect(decision).toEqual({
      question: 'bind',
      verdict: 'undetermined',
      ruleSet: null,
      findings: [],
      missing: ['at', 'driver'],
    })
    expect(Object.isFrozen(decision) && Object.isFrozen(decision.findings) && Object.isFrozen(decision.missing)).toBe(
      true,
    )
    expect(headline(decision, en)).toContain('the day is not known')
    expect(headline(decision, zhCN)).toContain('办理日期不明')
  })

  test('judges by the rule set of the legal day, and refuses before its first', () => {
    for (const [at, id] of [
      ['2024-10-31T23:59:59.999+08:00', 'cn-2020-09-28'],
      ['2024-10-31T16:00:00Z', 'cn-2024-11-01'],
    ] as const) {
      expect(decideHandling({ ...handling, at }, cn)).toEqual(decideHandling({ ...handling, at }, SETS[id]))
    }
    expect(decideHandling({ ...handling, at: '2013-05-01T23:59:59+08:00' }, cn)).toMatchObject({
      verdict: 'refused',
      ruleSet: 'none',
      findings: [{ rule: 'no-rule-set-in-force' }],
    })
  })
})
