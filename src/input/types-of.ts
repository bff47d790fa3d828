import { type JsonType, type JsonTypes, jsonTypes } from './json-schema.ts'
import { owns } from './own.ts'
import type { ListReader, RecordReader, Table } from './read.ts'
import type { Reader, TypedReader } from './reader.ts'

/** What JSON Schema can say of what a reader takes and gives, made from its table where it has one; anything, where it has none. */
export function typesOf(reader: Reader<unknown>): JsonTypes {
  if (owns(reader, 'types')) return (reader as TypedReader<unknown>).types
  if (owns(reader, 'items')) return listTypes(reader as ListReader<unknown>)
  if (owns(reader, 'names')) return recordTypes(reader as RecordReader<object>)
  return jsonTypes({ kind: 'anything' })
}

function listTypes({ items, most }: ListReader<unknown>): JsonTypes {
  const { input, output } = typesOf(items)
  const list = (of: JsonType): JsonType => ({ kind: 'list', of, to: most, once: false })
  return jsonTypes(list(input), list(output))
}

/** Those of a record by its table. Of what is given, keys with a default are required too. */
export function recordTypes({ names, readers, required, absent }: Table): JsonTypes {
  const types = readers.map(typesOf)
  const keys: readonly string[] = names
  const taken = keys.filter((_, index) => required[index])
  const given = keys.filter((name, index) => taken.includes(name) || absent[index] !== undefined)
  const fieldsOf = (side: keyof JsonTypes): Readonly<Record<string, JsonType>> =>
    Object.fromEntries(types.map((each, index) => [names[index], each[side]]))
  return jsonTypes(
    { kind: 'record', fields: fieldsOf('input'), required: taken },
    { kind: 'record', fields: fieldsOf('output'), required: given },
  )
}

/** The type of a record with one more key, which is required. */
export function withField(record: JsonType, name: string, type: JsonType): JsonType {
  if (record.kind !== 'record') throw new TypeError(`withField(record): ${record.kind} is not a record`)
  return { ...record, fields: { [name]: type, ...record.fields }, required: [name, ...record.required] }
}
