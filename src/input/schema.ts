import type { Issue } from './issue.ts'
import { type JsonSchema, type JsonSchemaTarget, type JsonType, jsonSchemaOf } from './json-schema.ts'
import type { Parsed } from './result.ts'

// Standard Schema and Standard JSON Schema 1.1 (https://standardschema.dev), structurally: the package that has the types is
// no dependency. Everything is synchronous, and typed so.

/** A parser as other libraries know it: what it takes, what it gives, and how to ask it. */
export interface StandardProps<Input, Output, Fault extends StandardIssue = StandardIssue> {
  readonly version: 1
  readonly vendor: 'demerit'
  /** For the compiler alone: never there at run time. */
  readonly types?: { readonly input: Input; readonly output: Output } | undefined
  /** Reads one value; never throws on bad data, and never gives a promise. */
  readonly validate: (value: unknown) => StandardResult<Output, Fault>
  /** The shapes as JSON Schema; both throw a `RangeError` for a target that is not one of `JSON_SCHEMA_TARGETS`. */
  readonly jsonSchema: {
    readonly input: (options: StandardTarget) => JsonSchema
    readonly output: (options: StandardTarget) => JsonSchema
  }
}

/** Which dialect of JSON Schema is wanted. */
export interface StandardTarget {
  readonly target: JsonSchemaTarget | (string & {})
}

/** What was accepted, or every fault. */
export type StandardResult<Output, Fault extends StandardIssue = StandardIssue> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly Fault[] }

/** One fault: where it lies, and what was wanted. */
export interface StandardIssue {
  readonly message: string
  readonly path: readonly (string | number)[]
}

/** A parser 解析函数 that other libraries can use as a schema. */
export type Parser<Input, Output> = ((input: unknown) => Parsed<Output>) & {
  readonly '~standard': StandardProps<Input, Output>
}

/** The shapes of what a parser takes and gives. */
export interface JsonTypes {
  readonly input: JsonType
  readonly output: JsonType
}

export function jsonTypes(input: JsonType, output: JsonType): JsonTypes {
  return { input, output }
}

/**
 * Makes a parser a schema. Its shapes are asked for when somebody wants JSON Schema; one shape alone is that of both sides.
 */
export function standard<Input, Output>(
  parse: (input: unknown) => Parsed<Output>,
  types: () => JsonTypes | JsonType,
): Parser<Input, Output> {
  const props = standardProps<Input, Output, StandardIssue>((value) => {
    const parsed = parse(value)
    return parsed.ok ? { value: parsed.value } : { issues: Object.freeze(parsed.issues.map(faultOf)) }
  }, types)
  return Object.freeze(Object.assign(parse, { '~standard': props }))
}

/** What a schema shows to other libraries. */
export function standardProps<Input, Output, Fault extends StandardIssue>(
  validate: (value: unknown) => StandardResult<Output, Fault>,
  types: () => JsonTypes | JsonType,
): StandardProps<Input, Output, Fault> {
  const schemaOf = (side: keyof JsonTypes, { target }: StandardTarget): JsonSchema => {
    const said = types()
    return jsonSchemaOf('kind' in said ? said : said[side], target)
  }
  return Object.freeze({
    version: 1,
    vendor: 'demerit',
    validate: (value: unknown) => Object.freeze(validate(value)),
    jsonSchema: Object.freeze({
      input: (options: StandardTarget) => schemaOf('input', options),
      output: (options: StandardTarget) => schemaOf('output', options),
    }),
  })
}

/** An issue as other libraries show it: the code and what was wanted, never what was received. */
function faultOf({ code, path, expected }: Issue): StandardIssue {
  return Object.freeze({ message: `${code}: ${expected}`, path })
}
