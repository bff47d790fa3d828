/** Bugs of the forms, each by what went wrong. */
import { afterEach, describe, expect, test } from 'vitest'
import { explain, zhCN } from '../../src/explain/index.ts'
import { bindingForm } from '../../src/form/index.ts'
import { BINDING_FACTS, decideBinding, FACTS } from '../../src/index.ts'
import { cn2024 } from '../../src/law/index.ts'

describe('a fact that a merge of JSON left on Object.prototype was known to the office', () => {
  const form = bindingForm({ ask: ['vehicle', 'channel'], rules: cn2024, locale: zhCN })
  const nothing = Object.fromEntries(BINDING_FACTS.map((name) => [name, undefined]))
  const office = { ...nothing, at: '2025-03-03T15:00:00+08:00', driver: 'd' } as never
  const typed = { vehicle: 'v', channel: 'app' }
  const seen = () => {
    const read = form.final(office)['~standard'].validate(typed)
    return JSON.stringify([form.judge(typed), form.final(office).judge(typed), read])
  }
  const names = FACTS.map(({ name }) => name as string)
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name)
  })

  test.each([0, 'a', null, true, {}])('%j of every name changes no answer', (value) => {
    const before = seen()
    for (const name of names)
      Object.defineProperty(Object.prototype, name, { value, writable: true, enumerable: false, configurable: true })
    expect(seen()).toBe(before)
    expect(before).toContain('unknown')
  })
})

describe('what was no option and no result was an error of the engine', () => {
  const options = { ask: ['vehicle'], rules: cn2024, locale: zhCN } as const
  const standard = (validate: () => unknown) => ({ '~standard': { version: 1, vendor: 'mine', validate } })

  test.each(['read', 'also'])('%s that is no record is named', (name) => {
    for (const value of [null, 'x'.repeat(100_000), 5, []])
      expect(() => bindingForm({ ...options, [name]: value } as never)).toThrow(
        new RegExp(`^bindingForm\\(${name}\\): .{1,200} is not a record`),
      )
  })

  test.each([
    [null],
    [undefined],
    [5],
    [{ issues: null }],
    [{ issues: 'x' }],
    [{ issues: [null] }],
    [{ issues: [{}] }],
  ])('a schema of another field that gives %j is named', (result) => {
    const form = bindingForm({ ...options, also: { more: standard(() => result) as never } })
    expect(() => form.judge({ vehicle: 'v', more: '1' } as never)).toThrow(/^also\.more: .+ is not .*Standard Schema/)
  })

  test('words of which a half is no half are no locale', () => {
    const decision = decideBinding({}, cn2024)
    expect(() => explain(decision, { ...zhCN, bind: {} } as never)).toThrow(/^explain\(locale\): .+ is not a locale/)
  })
})
