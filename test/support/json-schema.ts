/** JSON Schema as a real validator reads it, and inputs that are almost right. */
import type { ValidateFunction } from 'ajv'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { JSON_SCHEMA_TARGETS, type JsonSchemaTarget, type StandardProps } from '../../src/index.ts'

/** A strict validator for each dialect; that of OpenAPI 3.0 knows `nullable`. */
const VALIDATORS = {
  'draft-2020-12': new Ajv2020({ strict: true }),
  'draft-07': new Ajv({ strict: true }),
  'openapi-3.0': new Ajv({ strict: true }),
} as const satisfies Record<JsonSchemaTarget, unknown>

type Side = 'input' | 'output'

/** The schemas of one side of a parser, compiled for all targets. A schema that is not valid throws. */
export function compiled(schema: { '~standard': StandardProps<unknown, unknown> }, side: Side): ValidateFunction[] {
  return JSON_SCHEMA_TARGETS.map((target) =>
    VALIDATORS[target].compile(schema['~standard'].jsonSchema[side]({ target })),
  )
}

const ODD = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 12, 13, 1e6, 1e10, 1e10 + 1, -2208988800000, 7258118400000),
  fc.constantFrom<unknown>(
    '',
    ' ',
    '0',
    '3',
    '１２',
    '-1',
    '1.5',
    'on',
    'off',
    'true',
    'window',
    'app',
    '02',
    '2',
    'C1',
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    ['C1'],
    ['C1', 'C1'],
    ['C2', 'C1'],
    [null],
    'x'.repeat(64),
    'x'.repeat(65),
    'd 1',
    '"d1"',
  ),
  fc.constantFrom<unknown>(
    '2018-09-10',
    '2018-02-30',
    '2018-09-10T15:00:00Z',
    '2018-09-10T15:00:00',
    '2018-09-10T25:00:00Z',
  ),
  fc.constantFrom<unknown>(
    '2018-09-10T15:00:00.000+08:00',
    '2018-09-10T15:00',
    '京A12345',
    '使014578',
    '11010519491231002x',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A JSON value with, mostly, one thing changed: a property or an item replaced, dropped or added, a text cut or grown. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(5), fc.nat(), ODD, fc.string({ maxLength: 3 }))
    .map(([value, how, place, odd, text]) => changed(value, how, place, odd, text))
}

function changed(value: unknown, how: number, place: number, odd: unknown, text: string): unknown {
  if (how === 0) return value
  if (how === 1 && place % 4 === 0) return odd
  if (typeof value === 'string') {
    const at = place % (value.length + 1)
    return value.slice(0, at) + text + value.slice(at + (how % 3))
  }
  if (typeof value === 'number') return how % 2 === 0 ? String(value) : value + how - 3
  if (Array.isArray(value)) {
    const list = [...value]
    list.splice(place % (list.length + 1), how % 2, ...(how > 3 ? [] : [how === 3 ? list[0] : odd]))
    return list
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value)
    const key = keys[place % (keys.length + 1)] ?? text
    const { [key]: part, ...rest } = value as Record<string, unknown>
    if (how === 1) return rest
    return { ...rest, [key]: how === 2 ? odd : changed(part, how - 1, place >> 3, odd, text) }
  }
  return odd
}
