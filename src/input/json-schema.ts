import { mistaken } from './assert.ts'
import { owns } from './own.ts'
import type { WholeKind } from './wanted.ts'

/** The dialects of JSON Schema that parsers and forms can write. */
export const JSON_SCHEMA_TARGETS = Object.freeze(['draft-2020-12', 'draft-07', 'openapi-3.0'] as const)
/** One dialect of JSON Schema. */
export type JsonSchemaTarget = (typeof JSON_SCHEMA_TARGETS)[number]

/** A JSON Schema: plain data. */
export type JsonSchema = Record<string, unknown>

/**
 * What JSON Schema can say of a value: plain data, made from the same lists, limits and patterns as the parser. What it cannot
 * say, such as a check digit or a day that exists, it leaves to the parser: whatever a parser accepts, its schema accepts.
 */
export type JsonType =
  | { readonly kind: 'flag' | 'null' | 'anything' }
  /** A number; any but `number` is whole, and may say what it counts. */
  | { readonly kind: 'number' | WholeKind; readonly from: number; readonly to: number }
  /** Text of `from` to `to` characters; the pattern is of ECMAScript, with the flag `u`. */
  | { readonly kind: 'text'; readonly from: number; readonly to: number; readonly pattern?: string | undefined }
  /** One word of a closed list. */
  | { readonly kind: 'word'; readonly of: readonly string[] }
  /** A list in which no item stands twice where `once` is true. */
  | { readonly kind: 'list'; readonly of: JsonType; readonly to: number; readonly once: boolean }
  | { readonly kind: 'either'; readonly of: readonly JsonType[] }
  /** What a schema of another library says of itself; anything, where it says nothing. */
  | { readonly kind: 'foreign'; readonly schema: Foreign; readonly side: 'input' | 'output' }
  /** Known keys, of which some must be there; there is no other key. */
  | {
      readonly kind: 'record'
      readonly fields: Readonly<Record<string, JsonType>>
      readonly required: readonly string[]
    }

/** What JSON Schema can say of what a reader takes, and of what it gives. */
export interface JsonTypes {
  readonly input: JsonType
  readonly output: JsonType
}

/** Two types; one alone is that of both sides. */
export function jsonTypes(input: JsonType, output: JsonType = input): JsonTypes {
  return { input, output }
}

/** One word of a closed list. */
export function wordType(of: readonly string[]): JsonType {
  return { kind: 'word', of }
}

/** A set of words of a closed list, written as an array. */
export function wordsType(of: readonly string[]): JsonType {
  return { kind: 'list', of: wordType(of), to: of.length, once: true }
}

/** Text that a pattern accepts whole. */
export function textType(from: number, to: number, pattern?: RegExp): JsonType {
  return { kind: 'text', from, to, pattern: pattern?.source }
}

/** One of several types, each once. */
export function eitherType(...types: readonly JsonType[]): JsonType {
  return { kind: 'either', of: [...new Set(types.flatMap((type) => (type.kind === 'either' ? type.of : [type])))] }
}

/** A schema of another library, which may or may not know Standard JSON Schema. */
interface Foreign {
  readonly '~standard': object
}
type Converter = { readonly [S in 'input' | 'output']: (options: { readonly target: string }) => JsonSchema }

const DIALECTS: Readonly<Record<JsonSchemaTarget, string | undefined>> = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  // A schema of OpenAPI 3.0 names no dialect.
  'openapi-3.0': undefined,
}

/** @throws RangeError when the target is unknown. */
export function jsonSchemaOf(type: JsonType, target: string | undefined): JsonSchema {
  if (target === undefined || !owns(DIALECTS, target)) {
    throw mistaken('jsonSchema(target)', target, `one of ${Object.keys(DIALECTS).join(', ')}`)
  }
  const dialect = DIALECTS[target as JsonSchemaTarget]
  const schema = schemaOf(type, target as JsonSchemaTarget)
  return dialect === undefined ? schema : { $schema: dialect, ...schema }
}

function schemaOf(type: JsonType, target: JsonSchemaTarget): JsonSchema {
  switch (type.kind) {
    case 'anything':
      return {}
    case 'foreign': {
      const { jsonSchema } = type.schema['~standard'] as { readonly jsonSchema?: Converter }
      if (jsonSchema === undefined) return {}
      const { $schema: _, ...schema } = jsonSchema[type.side]({ target })
      return schema
    }
    case 'flag':
      return { type: 'boolean' }
    case 'null':
      // OpenAPI 3.0 has no type of null: a value that can be nothing else is the one of an empty list.
      return target === 'openapi-3.0' ? { type: 'string', enum: [null], nullable: true } : { type: 'null' }
    case 'number':
    case 'whole':
    case 'fen':
    case 'points':
    case 'days':
      return { type: type.kind === 'number' ? 'number' : 'integer', minimum: type.from, maximum: type.to }
    case 'text': {
      const length = { type: 'string', minLength: type.from, maxLength: type.to }
      return type.pattern === undefined ? length : { ...length, pattern: type.pattern }
    }
    case 'word':
      return { type: 'string', enum: [...type.of] }
    case 'list':
      return {
        type: 'array',
        items: schemaOf(type.of, target),
        maxItems: type.to,
        ...(type.once && { uniqueItems: true }),
      }
    case 'either':
      return eitherOf(type.of, target)
    case 'record': {
      const fields = Object.entries(type.fields).map((entry) => [entry[0], schemaOf(entry[1], target)])
      return {
        type: 'object',
        properties: Object.fromEntries(fields),
        ...(type.required.length > 0 && { required: [...type.required] }),
        additionalProperties: false,
      }
    }
  }
}

/** OpenAPI 3.0 says of another type that it may be null as well. */
function eitherOf(types: readonly JsonType[], target: JsonSchemaTarget): JsonSchema {
  const others = types.filter(({ kind }) => target !== 'openapi-3.0' || kind !== 'null')
  const schemas = others.map((each) => schemaOf(each, target))
  const isNullable = others.length < types.length
  const first = schemas[0]
  if (isNullable && first !== undefined) {
    first.nullable = true
    if (Array.isArray(first.enum)) first.enum = [...first.enum, null]
  }
  return schemas.length === 1 && first !== undefined ? first : { anyOf: schemas }
}
