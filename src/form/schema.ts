import { eitherType, type JsonType, jsonSchemaOf, textType } from '../input/json-schema.ts'
import type { StandardProps, StandardTarget } from '../input/schema.ts'
import type { Fault, Field, OtherSchema } from './field.ts'
import type { Fields } from './fields.ts'
import { setupArgument } from './form.ts'
import { TEXT, typedAs } from './kinds.ts'
import { TYPED_LONGEST } from './readers.ts'

/** What {@link withJsonSchema} adds to a form. */
export interface WithJsonSchema {
  readonly '~standard': Pick<StandardProps<unknown, unknown>, 'jsonSchema'>
}

/**
 * The same form as a Standard JSON Schema too: `withJsonSchema(form)['~standard'].jsonSchema.input({ target })` says
 * what may be sent, `output` what the form gives. The schema accepts whatever the form accepts; it leaves out what
 * JSON Schema cannot say, such as a check digit.
 */
export function withJsonSchema<F extends { readonly '~standard': object; readonly '~form': () => object }>(
  form: F,
): F & WithJsonSchema {
  const { fields } = setupArgument('withJsonSchema(form)', form)
  const jsonSchema = Object.freeze({
    input: (options?: StandardTarget) => jsonSchemaOf(inputOf(fields), options?.target),
    output: (options?: StandardTarget) => jsonSchemaOf(outputOf(fields.all), options?.target),
  })
  return Object.freeze({ ...form, '~standard': Object.freeze({ ...form['~standard'], jsonSchema }) })
}

/** What may be sent of a field that needs no answer: what is blank, and the words that say that it is not known. */
const ANY_TEXT: JsonType = textType(0, TYPED_LONGEST)

/** Facts that can need no answer: the type of a form's values has them so. */
const UNNEEDED: readonly string[] = ['firstBinding', 'ownerConsent']

function canBeAbsent({ isOptional, fact }: Field): boolean {
  return isOptional || UNNEEDED.includes(fact?.name ?? '')
}

/** What may be sent. A browser leaves out boxes that are not ticked, and a fine may stand in fen beside the field that is typed in yuan. */
function inputOf({ all, ignored, read: readers }: Fields): JsonType {
  /** Blank it is not known, not needed, or filled in. */
  const isFree = (field: Field) => canBeAbsent(field) || readers[field.fact?.name ?? '']?.beside !== undefined
  const required = all.filter((field) => {
    const { fact, schema, read } = field
    if (isFree(field)) return false
    if (fact !== undefined) return fact.kind !== 'flag' && fact.kind !== 'words' && fact.kind !== 'fen'
    const faults: Fault[] = []
    if (typeof schema !== 'function') read(undefined, faults)
    return typeof schema === 'function' || faults.length > 0
  })
  return {
    kind: 'record',
    fields: Object.fromEntries([
      ...all.flatMap((field): (readonly [string, JsonType])[] => {
        const { name, fact, schema } = field
        if (fact === undefined) return [[name, foreign(schema as OtherSchema, 'input')]]
        const typed = [
          name,
          isFree(field) ? eitherType(typedAs(fact), ANY_TEXT, { kind: 'null' }) : typedAs(fact),
        ] as const
        return fact.kind === 'fen' ? [typed, [fact.name, fact.reader.types.input]] : [typed]
      }),
      ...ignored.map((name): readonly [string, JsonType] => [name, { kind: 'anything' }]),
    ]),
    required: required.map(({ name }) => name),
  }
}

function outputOf(fields: readonly Field[]): JsonType {
  const rows = fields.map(({ name, fact, schema }): readonly [string, JsonType] => {
    return fact ? [fact.name, fact.reader.types.output] : [name, foreign(schema as OtherSchema, 'output')]
  })
  const required = rows.filter((_, index) => !canBeAbsent(fields[index] as Field))
  return { kind: 'record', fields: Object.fromEntries(rows), required: required.map(([name]) => name) }
}

/** What a schema of another library says of itself; a parser of this one takes text with what surrounds it. */
function foreign(schema: OtherSchema, side: 'input' | 'output'): JsonType {
  const own: JsonType = { kind: 'foreign', schema, side }
  return typeof schema === 'function' && side === 'input' ? eitherType(own, TEXT) : own
}
