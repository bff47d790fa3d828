import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { type Issue, isArray, type Path, within } from '../input/issue.ts'
import { eitherType, type JsonType, type JsonTypes, jsonTypes } from '../input/json-schema.ts'
import { own } from '../input/own.ts'
import type { Parsed } from '../input/result.ts'
import type { FactKind, FactName, ReadFact } from '../law/facts.ts'
import { shown } from '../typed/tidy.ts'
import { type FieldReader, type FieldReaderOf, ofText, type Readers, TYPED_TEXT } from './field-reader.ts'
import { checkedReader, readerOfFact } from './ids.ts'
import type { OtherFields, OtherSchema } from './types.ts'

/** The fields of a form, and names that it passes over. */
export interface Fields {
  /** The facts that the form asks for, and behind them the fields that are no facts. */
  readonly all: readonly Field[]
  /** The names of the facts that it asks for. */
  readonly asked: readonly FactName[]
  readonly ignored: readonly string[]
  /** The readers that the form names. */
  readonly read: Readers
}

/** One field. */
export interface Field {
  readonly name: string
  /** What kind of fact is asked for; or, of a field that is no fact, whose schema reads it: this library's or another's. */
  readonly kind: FactKind | 'parsed' | 'foreign'
  readonly isFact: boolean
  /** Whether `null` is an answer. */
  readonly orNull: boolean
  readonly reader: Pick<FieldReader<unknown>, 'types' | 'since'> & {
    read(typed: unknown, path: Path, faults: Fault[]): unknown
  }
}

/** What is wrong with what was typed into a field. */
export type Fault = Issue | ForeignFault

/** A fault that the schema of another library found, in its own words. */
export interface ForeignFault {
  readonly code: 'malformed'
  readonly path: Path
  readonly message: string
}

/** What a form's options say of its fields. */
export interface FieldOptions {
  readonly ask: readonly string[]
  readonly read?: Readers | undefined
  readonly also?: OtherFields | undefined
  readonly ignore?: readonly string[] | undefined
}

/**
 * @throws TypeError or RangeError naming the option when a field is asked twice, is no fact of the question, has a reader
 * without being asked or being an id, or is a fine without one: a number alone may be yuan or fen.
 */
export function fieldsOf(
  call: string,
  { ask, read = {}, also = {}, ignore = [] }: FieldOptions,
  { facts, fieldReader }: { readonly facts: readonly ReadFact[]; readonly fieldReader: FieldReaderOf },
): Fields {
  recordArgument(`${call}(read)`, read, 'a record by field')
  recordArgument(`${call}(also)`, also, 'a record by field')
  const given: Readers = own(read)
  const named: Record<string, FieldReader<unknown> | undefined> = own()
  const names = listArgument(`${call}(ask)`, ask)
  const ignored = listArgument(`${call}(ignore)`, ignore)
  const factNamed = (name: string) => facts.find((fact) => fact.name === name)
  const refuseFact = (option: string, name: string) => {
    if (factNamed(name)) throw new RangeError(`${call}(${option}): "${name}" is a fact: ask for it with "ask"`)
  }
  for (const name of Object.keys(given)) {
    const argument = `${call}(read.${name})`
    const reader = given[name]
    if (reader !== undefined && typeof Object(reader).read !== 'function')
      throw mistyped(argument, reader, 'a reader such as plate or yuan')
    const fact = factNamed(name)
    if (!names.includes(name) && fact?.kind !== 'id')
      throw mistaken(`${call}(read)`, name, 'one of the facts that are asked, or an id')
    if (reader && fact) named[name] = checkedReader(argument, reader, fact)
  }
  const asked = names.map((name, index) => {
    const fact = factNamed(name)
    if (!fact) throw mistaken(`${call}(ask)`, name, `one of ${facts.map((each) => each.name).join(', ')}`)
    if (names.indexOf(name) < index) throw new RangeError(`${call}(ask): "${name}" is asked twice`)
    if (fact.kind === 'fen' && named[name] === undefined)
      throw mistyped(`${call}(read.${name})`, undefined, 'the reader yuan or fen: a number alone says neither')
    return {
      name,
      kind: fact.kind,
      isFact: true,
      orNull: Object.hasOwn(fact, 'orNull'),
      reader: readerOfFact(fact, named, fieldReader),
    }
  })
  const others = Object.entries(also).map(({ 0: name, 1: schema }) => {
    refuseFact('also', name)
    if (typeof schema?.['~standard']?.validate !== 'function')
      throw mistyped(`${call}(also.${name})`, schema, 'a Standard Schema')
    return otherField(name, schema)
  })
  for (const name of ignored) refuseFact('ignore', name)
  return { all: [...asked, ...others], asked: names as readonly FactName[], ignored, read: named }
}

function listArgument(argument: string, list: unknown): readonly string[] {
  if (isArray(list) && list.every((name) => typeof name === 'string')) return [...list] as readonly string[]
  throw mistyped(argument, list, 'a list of names')
}

/**
 * A field that is no fact, read by a schema of its own. A parser of this library reads text as ids are read that are asked, and gives issues,
 * for which the language has sentences.
 */
function otherField(name: string, schema: OtherSchema): Field {
  const isParser = typeof schema === 'function'
  const input: JsonType = { kind: 'foreign', schema, side: 'input' }
  return {
    name,
    kind: isParser ? 'parsed' : 'foreign',
    isFact: false,
    orNull: false,
    reader: {
      read: isParser
        ? ofText(shown, (typed, path, issues) => {
            const parsed = (schema as unknown as (input: unknown) => Parsed<unknown>)(typed)
            if (parsed.ok) return parsed.value
            for (const issue of parsed.issues) issues.push(within(path, issue))
            return undefined
          })
        : (typed, _, faults) => readForeign(name, schema, typed, faults),
      types: jsonTypes(isParser ? eitherType(input, TYPED_TEXT) : input, { kind: 'foreign', schema, side: 'output' }),
    },
  }
}

/** @throws TypeError naming the field when the schema throws, gives a promise, since forms are synchronous, or no result. */
function readForeign(name: string, schema: OtherSchema, typed: unknown, faults: Fault[]): unknown {
  let result: unknown
  try {
    result = schema['~standard'].validate(typed)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new TypeError(`also.${name}: the schema threw: ${message}`, { cause: error })
  }
  const refuse = (holds: boolean) => {
    if (holds)
      throw mistyped(`also.${name}`, result, 'what a Standard Schema gives at once: a value, or issues with messages')
  }
  refuse(typeof result !== 'object' || result === null)
  const { value, issues, then } = result as Partial<Record<string, unknown>>
  refuse(typeof then === 'function')
  if (issues === undefined) return value
  refuse(!isArray(issues))
  // Other libraries make issues of classes, and lists of their own kind.
  for (const issue of [...(issues as readonly unknown[])]) {
    const { message, path = [] } = Object(issue) as { readonly message?: unknown; readonly path?: unknown }
    refuse(typeof message !== 'string' || !isArray(path))
    faults.push({
      code: 'malformed',
      path: [name, ...(path as readonly unknown[]).map(stepOf)],
      message: message as string,
    })
  }
  return undefined
}

/** A step of a path, which other libraries may wrap. */
function stepOf(step: unknown): string | number {
  const key: unknown = typeof step === 'object' && step !== null ? (step as { readonly key?: unknown }).key : step
  return typeof key === 'number' ? key : String(key)
}

/** What JSON Schema can say of a whole form: of what is typed, and of what it becomes. */
export function typesOfFields({ all, ignored }: Fields): JsonTypes {
  const side = (of: keyof JsonTypes): JsonType => ({
    kind: 'record',
    fields: Object.fromEntries([
      ...all.map(({ name, reader }) => [name, reader.types[of]]),
      ...(of === 'input' ? ignored.map((name) => [name, { kind: 'anything' }]) : []),
    ]),
    required: all.filter((field) => isRequired(field, of)).map(({ name }) => name),
  })
  return jsonTypes(side('input'), side('output'))
}

/** Whether a field may not be left out; of the schema of another library it says so itself. */
function isRequired({ kind, reader }: Field, side: keyof JsonTypes): boolean {
  // Of FormData a box that is not ticked is not there: the schema must not refuse what the form takes.
  if (kind !== 'foreign') return side === 'output' || (kind !== 'flag' && kind !== 'words')
  const faults: Fault[] = []
  reader.read(undefined, [], faults)
  return faults.length > 0
}
