import type { Issue } from './issue.ts'
import { type JsonSchema, type JsonSchemaTarget, type JsonTypes, jsonSchemaOf } from './json-schema.ts'
import { parsed } from './read.ts'
import type { TypedReader } from './reader.ts'
import type { Parsed } from './result.ts'

// Standard Schema and Standard JSON Schema 1.1 (https://standardschema.dev), structurally: the package that has the types is
// no dependency. Everything is synchronous, and typed so.

/** A parser or a form as other libraries know it: what it takes, what it gives, and how to ask it. */
export interface StandardSchema<Input, Output, Fault extends StandardIssue = StandardIssue> {
  readonly version: 1
  readonly vendor: 'demerit'
  /** For the compiler alone: never there at run time. */
  readonly types?: { readonly input: Input; readonly output: Output } | undefined
  /** Reads one value; never throws on bad data, and never gives a promise. */
  readonly validate: (value: unknown) => StandardResult<Output, Fault>
}

/** The same with JSON Schema. */
export interface StandardProps<Input, Output> extends StandardSchema<Input, Output> {
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

/** The parser of one value, by its reader. */
export function parserOf<Input, Output>(name: string, reader: TypedReader<Output>): Parser<Input, Output> {
  const { [name]: parse } = { [name]: (input: unknown) => parsed(reader, input) }
  return standard(parse as (input: unknown) => Parsed<Output>, () => reader.types)
}

/** Makes a parser a schema. Its JSON Schema is made only when it is asked for. */
export function standard<Input, Output>(
  parse: (input: unknown) => Parsed<Output>,
  types: () => JsonTypes,
): Parser<Input, Output> {
  const props: StandardProps<Input, Output> = Object.freeze({
    version: 1,
    vendor: 'demerit',
    validate: (value: unknown) => {
      const parsed = parse(value)
      return Object.freeze(parsed.ok ? { value: parsed.value } : { issues: Object.freeze(parsed.issues.map(faultOf)) })
    },
    jsonSchema: Object.freeze({
      // Of a caller without types the options may be missing: then the error names the targets.
      input: (options?: StandardTarget) => jsonSchemaOf(types().input, options?.target),
      output: (options?: StandardTarget) => jsonSchemaOf(types().output, options?.target),
    }),
  })
  return Object.freeze(Object.assign(parse, { '~standard': props }))
}

/** An issue as other libraries show it: the code and what was wanted, never what was received. */
function faultOf({ code, path, expected }: Issue): StandardIssue {
  return Object.freeze({ message: `${code}: ${expected}`, path })
}
