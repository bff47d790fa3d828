/** The parsers as schemas: Standard Schema, and JSON Schema that agrees with what they accept. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { parseStoreCommand } from '../../src/postgres/index.ts'
import { command, licenceNumbers, plates, ruleSet } from '../../src/testing/index.ts'
import { EVERY } from '../support/every-command.ts'
import { compiled, mutated } from '../support/json-schema.ts'
import { factsOf } from '../support/values.ts'
import { WHOLE } from '../support/whole.ts'

const { JSON_SCHEMA_TARGETS } = index
type AnyParser = ((input: unknown) => index.Parsed<unknown>) & {
  readonly '~standard': index.StandardProps<unknown, unknown>
}

type CalendarSchema = { readonly properties: { readonly holidays: { readonly maxItems: number } } }

const id = fc.stringMatching(/^[!#-&(-[\]-_a-~\u4e00-\u9fff]{1,64}$/)
const row = factsOf.handle
const from = <K extends keyof (typeof row extends fc.Arbitrary<infer R> ? R : never)>(name: K) =>
  row.map((facts) => facts[name]).filter((value) => value !== undefined)
const day = from('at').map((instant) => instant.slice(0, 10))

/** As a person's own system would have them: instants in epoch milliseconds now and then. */
const withNumbers = (rows: fc.Arbitrary<object>) =>
  fc.tuple(rows, fc.boolean()).map(([facts, isNumber]) => {
    const epoch = ([name, value]: [string, unknown]) => [
      name,
      /At|at|Since/.test(name) && typeof value === 'string' && isNumber ? Date.parse(value) : value,
    ]
    return Object.fromEntries(Object.entries(facts).map(epoch))
  })

const ENTRIES = { ...rules, ...index, parseStoreCommand }

/** What each parser accepts. */
const ACCEPTED: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  parseBindingFacts: withNumbers(factsOf.bind),
  parseCalendar: fc.record({ holidays: fc.array(day), workdays: fc.array(day) }, { requiredKeys: [] }),
  parseChannel: from('channel'),
  parseCommand: fc.oneof(command(), fc.constantFrom(...EVERY)),
  parseDriverId: id,
  parseFen: from('fine'),
  parseHandlingFacts: withNumbers(factsOf.handle),
  parseInstant: fc.oneof(
    from('at'),
    from('at').map((instant) => Date.parse(instant)),
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
  ),
  parseLegalDay: day,
  parseLicenceClasses: from('licenceClasses'),
  parseLicenceNumber: licenceNumbers().chain((number) =>
    fc.constantFrom<string>(number, number.toLowerCase(), number.slice(0, 6) + number.slice(8, 17)),
  ),
  parseLicenceStates: from('licenceStates'),
  parseOwnerConsent: fc.constantFrom(...index.OWNER_CONSENTS),
  parseOwnerId: id,
  parseOwnerKind: fc.constantFrom(...index.OWNER_KINDS),
  parsePlate: plates().map((number) => index.formatPlate(number)),
  parsePlateType: from('plateType'),
  parsePoints: from('points'),
  parseRecorder: from('recordedBy'),
  parseStoreCommand: fc.oneof(command(), fc.constantFrom(...EVERY)).map(({ at: _, ...rest }) => rest),
  parseRuleSet: ruleSet().map((set) => JSON.parse(JSON.stringify(set))),
  parseVehicleId: id,
  parseViolationId: id,
}

/** Inputs a parser: `npm run verify` tries 100,000 of all parsers together. */
const numRuns = fc.readConfigureGlobal().numRuns ?? (WHOLE ? Math.ceil(100_000 / Object.keys(ACCEPTED).length) : 300)

describe.each(Object.keys(ACCEPTED))('%s as a schema', (name) => {
  const parse = (ENTRIES as unknown as Record<string, AnyParser>)[name] as AnyParser
  const { '~standard': standard } = parse
  const values = ACCEPTED[name] as fc.Arbitrary<unknown>

  test('gives what the parser gives, at once', () => {
    fc.assert(
      fc.property(fc.oneof(values, mutated(values)), (input) => {
        const parsed = parse(input)
        expect(standard.validate(input)).toEqual(
          parsed.ok
            ? { value: parsed.value }
            : { issues: parsed.issues.map(({ code, expected, path }) => ({ message: `${code}: ${expected}`, path })) },
        )
      }),
    )
  })

  test('whatever the parser accepts, JSON Schema accepts, and what it gives too', () => {
    const schemas = compiled(parse, 'input')
    const outputs = compiled(parse, 'output')
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(values, mutated(values)), (input) => {
        const parsed = parse(input)
        if (!parsed.ok) return
        accepted++
        for (const accepts of schemas) expect(accepts(input), JSON.stringify(accepts.errors)).toBe(true)
        for (const accepts of outputs) expect(accepts(parsed.value), JSON.stringify(accepts.errors)).toBe(true)
      }),
      { numRuns },
    )
    expect(accepted).toBeGreaterThan(numRuns / 4)
  })

  test('is named, frozen, and knows three dialects', () => {
    expect(parse.name).toBe(name)
    expect(standard).toMatchObject({ version: 1, vendor: 'demerit' })
    expect(Object.isFrozen(parse) && Object.isFrozen(standard) && Object.isFrozen(standard.jsonSchema)).toBe(true)
    const dialects = JSON_SCHEMA_TARGETS.map((target) => standard.jsonSchema.input({ target }).$schema)
    expect(dialects).toEqual([
      'https://json-schema.org/draft/2020-12/schema',
      'http://json-schema.org/draft-07/schema#',
      undefined,
    ])
    for (const side of ['input', 'output'] as const) {
      expect(() => standard.jsonSchema[side]({ target: 'draft-04' })).toThrow(
        new RangeError(`jsonSchema(target): "draft-04" is not one of ${JSON_SCHEMA_TARGETS.join(', ')}`),
      )
    }
  })
})

test('a list is as long for the schema as for the parser, and no longer', () => {
  const { holidays } = (
    index.parseCalendar['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as CalendarSchema
  ).properties
  const most = holidays.maxItems
  const [accepts] = compiled(index.parseCalendar, 'input')
  for (const length of [most, most + 1]) {
    const calendar = { holidays: Array.from({ length }, () => '2024-10-01') }
    expect([accepts?.(calendar), index.parseCalendar(calendar).ok]).toEqual([length === most, length === most])
  }
})

test('a set has each word once, for the schema as for the parser', () => {
  const sets: readonly (readonly [AnyParser, string])[] = [
    [index.parseLicenceStates, 'expired'],
    [index.parseLicenceClasses, 'C1'],
  ]
  for (const [parse, word] of sets) {
    for (const accepts of compiled(parse, 'input')) {
      expect([accepts([word]), parse([word]).ok]).toEqual([true, true])
      expect([accepts([word, word]), parse([word, word]).ok]).toEqual([false, false])
    }
  }
})

test('every parser that takes one value is a schema', () => {
  const parsers = Object.entries(ENTRIES).filter(([name]) => name.startsWith('parse'))
  const schemas = parsers.filter(([, parse]) => Object.hasOwn(parse as object, '~standard')).map(([name]) => name)
  expect(schemas.sort()).toEqual(Object.keys(ACCEPTED).sort())
})
