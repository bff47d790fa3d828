import { eitherType, type JsonType, type JsonTypes, jsonTypes, wordsType, wordType } from './json-schema.ts'
import { namesOf, readersOf, readList, readListed, readWholeRecord, type Shape } from './read.ts'
import { type TypedReader, typedReader } from './reader.ts'

// Readers that know their types, made of what they read by.

/** Reads one word of a closed list. */
export function wordReader<T extends string>(list: readonly T[]): TypedReader<T> {
  return typedReader(jsonTypes(wordType(list)), (input, path, issues) => readListed(input, list, path, issues))
}

/** Reads a set of words of a closed list, written as an array. */
export function wordsReader<T extends string>(list: readonly T[]): TypedReader<readonly T[]> {
  return typedReader(jsonTypes(wordsType(list)), (input, path, issues) => readList(input, list, path, issues))
}

/** Reads what the reader reads, or `null`. */
export function orNullReader<T>(reader: TypedReader<T>): TypedReader<T | null> {
  const { input: typed, output } = reader.types
  return typedReader(jsonTypes(eitherType(typed, NULL), eitherType(output, NULL)), (input, path, issues) =>
    input === null ? null : reader(input, path, issues),
  )
}
const NULL: JsonType = { kind: 'null' }

/** Reads a record whose keys are all required. */
export function recordReader<T extends object>(shape: Shape<T>): TypedReader<T> {
  return typedReader(typesOfShape(shape, namesOf(shape)), (input, path, issues) =>
    readWholeRecord(input, shape, path, issues),
  )
}

/** The types of a list of at most `to` items, each read by the reader. */
export function listTypes(reader: TypedReader<unknown>, to: number): JsonTypes {
  const side = (of: keyof JsonTypes): JsonType => ({ kind: 'list', of: reader.types[of], to, once: false })
  return jsonTypes(side('input'), side('output'))
}

/**
 * The types of a kind of record, all readers of which know theirs, and of which some keys are required.
 */
export function typesOfShape<T extends object>(shape: Shape<T>, required: readonly string[]): JsonTypes {
  const names = namesOf(shape)
  const readers = readersOf(shape) as readonly TypedReader<unknown>[]
  const side = (of: keyof JsonTypes): JsonType => ({
    kind: 'record',
    fields: Object.fromEntries(readers.map(({ types }, index) => [names[index] as string, types[of]])),
    required,
  })
  return jsonTypes(side('input'), side('output'))
}

/** The type of a record with one more key, which is required. */
export function withField(record: JsonType, name: string, type: JsonType): JsonType {
  if (record.kind !== 'record') throw new TypeError(`withField(record): ${record.kind} is not a record`)
  return { ...record, fields: { [name]: type, ...record.fields }, required: [name, ...record.required] }
}
