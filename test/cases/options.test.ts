import { describe, expect, test } from 'vitest'
import { enrolDriver, executeAll, openRegistry, openViolationsFor, replay, restore } from '../../src/index.ts'
import { asReported, reform } from '../../src/law/index.ts'
import { polluted, SHAPES } from '../hostile/pollution.ts'

const AT = '2018-09-10T15:00:00.000+08:00'
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
const registry = enrolDriver(openRegistry(asReported), { id: 'd', licence, at: AT }).registry

/** Each function that takes options, called with some that are handed on as they come. */
const CALLS: Record<string, (options: object) => unknown> = {
  openRegistry: (options) => openRegistry(asReported, options),
  replay: (options) => replay(asReported, [], options),
  restore: (options) => restore(asReported, {}, options),
  executeAll: (options) => executeAll(registry, [], options),
  openViolationsFor: (options) => openViolationsFor(registry, 'd', AT, options),
  reform: (options) => reform(asReported, { 'driver-cap': { limit: 2 } }, options),
}

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  test('an option that is misspelt does not pass for one that was left out', () => {
    expect(() => call({ calender: { holidays: [] } })).toThrow(
      /^\w*\(?options\)?: "calender" is not an option; the options are \w/,
    )
    expect(() => call({ calender: undefined })).toThrow(TypeError)
  })

  test('what is no object of options is not taken for none', () => {
    for (const garbage of [null, 5, 'x', true, [], [{}], () => 0, new Map(), new Date(), Promise.resolve({})]) {
      expect(() => call(garbage as never)).toThrow(/^\w*\(?options\)?: .+ is not options$/)
    }
  })

  test('no options are given, and what lies on Object.prototype is not an option', () => {
    expect(() => call({})).not.toThrow()
    polluted(Object.prototype, 'calender', SHAPES['a number'] as PropertyDescriptor, () => {
      expect(() => call({})).not.toThrow()
    })
  })
})
