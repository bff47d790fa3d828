/** Bugs that values and their readers once had, each by name. */

import { afterEach, describe, expect, test } from 'vitest'
import {
  decideHandling,
  failuresOf,
  missingOf,
  parseBindingFacts,
  parseHandlingFacts,
  parseInstant,
  yuan,
} from '../../src/index.ts'
import { readArray } from '../../src/input/properties.ts'
import { asReported } from '../../src/law/index.ts'
import { issue } from '../support/issues.ts'

const temporal = (tag: string, text: string) => ({ [Symbol.toStringTag]: `Temporal.${tag}`, toString: () => text })
const codeOf = (parsed: ReturnType<typeof parseInstant>) => (parsed.ok ? 'accepted' : parsed.issues[0]?.code)

describe('properties added to Object.prototype', () => {
  afterEach(() => {
    for (const key of ['0', '1']) Reflect.deleteProperty(Object.prototype, key)
  })

  test('a property named 0, as a merge of JSON leaves one, neither puts another word in the place of a licence state nor throws', () => {
    Object.defineProperty(Object.prototype, '0', { value: 'renewal-deferred', writable: true, configurable: true })
    const facts = parseHandlingFacts({ licenceStates: ['revoked'], licenceClasses: ['C1'] })
    const items = readArray(['revoked'], 4, [], [])
    const decision = decideHandling({ licenceStates: ['revoked'] }, asReported)
    const wrong = parseBindingFacts({ driverBindings: -1, at: 'today', colour: 'red' })
    Reflect.deleteProperty(Object.prototype, '0')
    expect(facts).toMatchObject({ ok: true, value: { licenceStates: ['revoked'], licenceClasses: ['C1'] } })
    expect(items).toEqual(['revoked'])
    expect(decision.verdict).toBe('refused')
    expect(wrong).toMatchObject({ issues: [{ code: 'malformed' }, { code: 'out-of-range' }, { code: 'unknown-key' }] })
  })
})

describe('instants', () => {
  test('a zone note in the middle of a text is not skipped', () => {
    const text = '2018[Asia/Shanghai]-09-10T15:00:00+08:00'
    expect(codeOf(parseInstant(temporal('ZonedDateTime', text)))).toBe('malformed')
    const notes = '2018-09-10T15:00:00+08:00[Asia/Shanghai][u-ca=chinese]'
    expect(parseInstant(temporal('ZonedDateTime', notes))).toEqual({
      ok: true,
      value: '2018-09-10T15:00:00.000+08:00',
    })
  })
})

describe('money', () => {
  test('an amount that cannot be written as text is refused by yuan like any other', () => {
    const trap = {
      toString: () => {
        throw new Error('trapped')
      },
    }
    for (const amount of [Object.create(null), trap, Symbol('yuan'), 10n, '200', [200]]) {
      expect(() => yuan(amount as number)).toThrow(RangeError)
    }
  })
})

describe('issues', () => {
  test('a record of a million unknown keys is refused once, not a million times', () => {
    const many: Record<string, number> = {}
    for (let index = 0; index < 100_000; index++) many[`k${index}`] = index
    const parsed = parseBindingFacts(many)
    expect(parsed).toEqual({ ok: false, issues: [issue('too-many', [], { kind: 'keys', to: 256 }, 100_000)] })
  })

  test('a list that claims a broken length is refused', () => {
    const lying = new Proxy([], { get: (list, key) => (key === 'length' ? 1.5 : Reflect.get(list, key)) })
    const parsed = parseHandlingFacts({ licenceStates: lying })
    expect(parsed.ok ? [] : parsed.issues.map((found) => found.code)).toEqual(['too-many'])
  })
})

test('missingOf gives no list that its caller can change, and reads none without an end', () => {
  const mine: string[] = ['at']
  const given = missingOf({ missing: mine } as never)
  expect(given).toEqual(['at'])
  expect(given).not.toBe(mine)
  expect(Object.isFrozen(given)).toBe(true)
  const sparse = Object.assign([], { length: 5e8 })
  expect(() => missingOf({ missing: sparse } as never)).toThrow(TypeError)
  expect(() => failuresOf({ findings: sparse } as never)).toThrow(TypeError)
})
