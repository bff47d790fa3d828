import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import { type JsonType, type JsonTypes, jsonTypes } from '../input/json-schema.ts'
import { type Fact, type FactName, readerOf } from '../law/facts.ts'
import { eitherReader, type FieldReader, fieldReaderOf, ownerReader, personReader } from './field-reader.ts'
import type { OtherFields, OtherSchema } from './types.ts'

/** The fields of a form: the facts that it asks for, fields that are no facts, and names that it passes over. */
export interface Fields {
  readonly asked: readonly AskedField[]
  readonly others: readonly OtherField[]
  readonly ignored: readonly string[]
  /** How ids are read that the office has, by fact: as those that are typed. Those that the reader does not read stay as they are. */
  readonly ids: readonly IdReader[]
}

/** How one id of the office is read. */
export interface IdReader {
  readonly name: FactName
  readonly reader: Pick<FieldReader<unknown>, 'read'>
}

/** The facts that are ids of persons: an owner may be a driver, so that the two are read alike. */
const PERSONS: readonly FactName[] = ['driver', 'vehicleOwner']

/** A field in which a fact is asked for. */
export interface AskedField {
  readonly name: FactName
  readonly fact: Fact
  readonly reader: FieldReader<unknown>
}

/** A field that is no fact, read by a schema of its own. */
export interface OtherField {
  readonly name: string
  readonly schema: OtherSchema
}

/** What a form's options say of its fields. */
export interface FieldOptions {
  readonly ask: readonly string[]
  readonly read?: Readonly<Record<string, FieldReader<unknown> | undefined>> | undefined
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
  facts: readonly Fact[],
): Fields {
  recordArgument(`${call}(read)`, read, 'a record of readers by fact')
  recordArgument(`${call}(also)`, also, 'a record of schemas by field')
  const names = listArgument(`${call}(ask)`, ask)
  const asked = names.map((name) => askedField(call, name, names, read, facts))
  for (const name of Object.keys(read)) {
    if (!names.includes(name) && !facts.some((fact) => fact.name === name && fact.kind === 'id')) {
      throw mistaken(`${call}(read)`, name, 'one of the facts that are asked, or an id')
    }
    readerArgument(call, name, read)
  }
  const others = Object.entries(also).map(({ 0: name, 1: schema }) => {
    if (facts.some((fact) => fact.name === name)) throw aFact(`${call}(also)`, name, 'ask for it with "ask"')
    if (typeof schema?.['~standard']?.validate !== 'function') {
      throw mistyped(`${call}(also.${name})`, schema, 'a Standard Schema')
    }
    return { name, schema }
  })
  const ignored = listArgument(`${call}(ignore)`, ignore)
  for (const name of ignored) {
    if (facts.some((fact) => fact.name === name))
      throw aFact(`${call}(ignore)`, name, 'a fact that is sent is never passed over')
  }
  return { asked, others, ignored, ids: idReaders(read, facts) }
}

/** How ids are read; of persons as `personReader` says where the form names no reader, of owners as `ownerReader` says. */
function idReaders(read: NonNullable<FieldOptions['read']>, facts: readonly Fact[]): readonly IdReader[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'id') return []
    const { name } = fact
    const own = readerOf(fact)
    const reader = PERSONS.includes(name)
      ? personField(read, name, { read: own, types: own.types })
      : readerIn(read, name)
    return reader === undefined ? [] : [{ name, reader }]
  })
}

/** How the id of a person is read, and else as it stands. */
function personField(
  read: NonNullable<FieldOptions['read']>,
  name: FactName,
  own: FieldReader<unknown>,
): FieldReader<unknown> {
  const named = readerIn(read, name)
  const either = named === undefined ? personReader(own) : eitherReader(named, own)
  return name === 'vehicleOwner' ? ownerReader(either, named) : either
}

/** The reader that the form names for a fact; one for a driver is also that for an owner, and the other way round. */
function readerIn(read: NonNullable<FieldOptions['read']>, name: FactName): FieldReader<unknown> | undefined {
  const names = PERSONS.includes(name) ? [name, ...PERSONS] : [name]
  const named = names.find((each) => Object.hasOwn(read, each) && read[each] !== undefined)
  return named === undefined ? undefined : read[named]
}

/** @throws TypeError naming the fact when what is named for it is no reader. */
function readerArgument(
  call: string,
  name: string,
  read: NonNullable<FieldOptions['read']>,
): FieldReader<unknown> | undefined {
  const reader = Object.hasOwn(read, name) ? read[name] : undefined
  if (reader === undefined || typeof Object(reader).read === 'function') return reader
  throw mistyped(`${call}(read.${name})`, reader, 'a reader such as plate or yuan')
}

function askedField(
  call: string,
  name: string,
  names: readonly string[],
  read: NonNullable<FieldOptions['read']>,
  facts: readonly Fact[],
): AskedField {
  const fact = facts.find((each) => each.name === name)
  if (fact === undefined) throw mistaken(`${call}(ask)`, name, `one of ${facts.map((each) => each.name).join(', ')}`)
  if (names.indexOf(name) !== names.lastIndexOf(name)) throw new RangeError(`${call}(ask): "${name}" is asked twice`)
  const reader = readerArgument(call, name, read)
  if (reader !== undefined && !Object.hasOwn(fact, 'orNull')) return { name: fact.name, fact, reader }
  if (fact.kind === 'fen') {
    throw mistyped(`${call}(read.${name})`, reader, 'the reader yuan or fen: a number alone says neither')
  }
  const own = fieldReaderOf(fact)
  // A reader knows what there is; that there is none is an answer too.
  if (reader !== undefined) return { name: fact.name, fact, reader: eitherReader(own, reader) }
  return { name: fact.name, fact, reader: PERSONS.includes(fact.name) ? personField(read, fact.name, own) : own }
}

function aFact(argument: string, name: string, help: string): RangeError {
  return new RangeError(`${argument}: "${name}" is a fact: ${help}`)
}

function listArgument(argument: string, list: unknown): readonly string[] {
  if (isArray(list) && list.every((name) => typeof name === 'string')) return [...list] as readonly string[]
  throw mistyped(argument, list, 'a list of names')
}

/** Whether a field that is no fact may not be left out: a parser of this library takes no field that is absent. */
function isRequired({ name, schema }: OtherField): boolean {
  return typeof schema === 'function' || resultOf(name, schema, undefined).issues !== undefined
}

/** What the schema of another library makes of a value. */
export interface OtherResult {
  readonly value?: unknown
  readonly issues?: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] | undefined
}

/** @throws TypeError naming the field when the schema throws, gives a promise, since forms are synchronous, or no result. */
export function resultOf(name: string, schema: OtherSchema, typed: unknown): OtherResult {
  let result: OtherResult & { readonly then?: unknown }
  try {
    result = schema['~standard'].validate(typed) as typeof result
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new TypeError(`also.${name}: the schema threw: ${message}`, { cause: error })
  }
  if (typeof result !== 'object' || result === null)
    throw mistyped(`also.${name}`, result, 'what a Standard Schema gives: a value or issues')
  if (typeof result.then === 'function')
    throw new TypeError(`also.${name}: a promise is not a result: forms are synchronous`)
  return result
}

/** What JSON Schema can say of a whole form: of what is typed, and of what it becomes. */
export function typesOfFields({ asked, others, ignored }: Fields): JsonTypes {
  const side = (of: keyof JsonTypes): JsonType => ({
    kind: 'record',
    fields: Object.fromEntries([
      ...asked.map(({ name, reader }) => [name, reader.types[of]]),
      ...others.map(({ name, schema }) => [name, { kind: 'foreign', schema, side: of }]),
      ...(of === 'input' ? ignored.map((name) => [name, { kind: 'anything' }]) : []),
    ]),
    required: [
      // Of FormData a box that is not ticked is not there: the schema must not refuse what the form takes.
      ...asked.filter(({ fact }) => of === 'output' || (fact.kind !== 'flag' && fact.kind !== 'words')),
      ...others.filter(isRequired),
    ].map(({ name }) => name),
  })
  return jsonTypes(side('input'), side('output'))
}
