import { type Issue, type Path, relocate, report } from './issue.ts'
import { eitherType, type JsonType, jsonTypes } from './json-schema.ts'
import { owns } from './own.ts'
import { keysOf, NOWHERE, propertyOf, readArray, refuseKey, UNREADABLE, unreadable } from './properties.ts'
import { type Reader, type TypedReader, typedReader } from './reader.ts'
import { err, ok, type Parsed } from './result.ts'
import * as wanted from './wanted.ts'

/** Reads one value that stands alone. */
export function parsed<T>(reader: Reader<T>, input: unknown): Parsed<T> {
  const issues: Issue[] = []
  const value = reader(input, NOWHERE, issues)
  return issues.length > 0 ? err(issues) : ok(value as T)
}

/** A key that may be left out: it is read where it is there, and otherwise `absent` stands, or `undefined`. */
export interface Optional<V, A> {
  readonly reader: Reader<V>
  readonly absent?: A
}
/** A table of readers by key, in the order of the record. A key with a reader alone is required. */
export type Fields = Readonly<Record<string, Reader<unknown> | Optional<unknown, unknown>>>
type ValueOf<F> = F extends Optional<infer V, infer A> ? V | A : F extends Reader<infer V> ? V : never
/** The record that a table reads. */
export type RecordOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }

/** How a record is read: its keys in their order, and for each its reader, what stands where it is left out, and whether it must be there. */
export interface Table {
  readonly names: readonly string[]
  readonly readers: readonly Reader<unknown>[]
  readonly absent: readonly unknown[]
  readonly required: readonly boolean[]
  /** Keys that the caller has read: they are passed over. */
  readonly passedOver: readonly string[]
  /** The table made anew: a record is what is written over it, so that all have one hidden class and every key of their own. */
  readonly fresh: () => Record<string, unknown>
}

/** Reads a record by its table: gives it frozen and whole, or leaves issues. `read` gives what could be read of it. */
export interface RecordReader<T extends object> extends Reader<T>, Table {
  readonly names: readonly (keyof T & string)[]
}

/** A key that may be left out: `undefined` stands then. */
export function optional<V>(reader: Reader<V>): Optional<V, undefined> {
  return { reader }
}

/** A key that may be left out: the default stands then. */
export function withDefault<V>(reader: Reader<V>, absent: V): Optional<V, V> {
  return { reader, absent }
}

/**
 * The reader of a record of at most 31 keys (a bit of `known` each), by a function that makes its table as a literal: `record(() => ({ at: instant }))`. It is
 * called for each record, so an optional key and a reader that is made stand in constants outside.
 */
export function record<F extends Fields>(fields: () => F): RecordReader<RecordOf<F>> {
  const reader = (input: unknown, path: Path, issues: Issue[]): object | undefined => {
    const before = issues.length
    const row = read(table, input, path, issues)
    return issues.length > before ? undefined : Object.freeze(row.record)
  }
  const entries = Object.values(fields())
  const table = Object.assign(reader, {
    names: Object.freeze(Object.keys(fields())),
    readers: entries.map((field) => (typeof field === 'function' ? field : field.reader)),
    absent: entries.map((field) => (owns(field, 'absent') ? (field as Optional<unknown, unknown>).absent : undefined)),
    required: entries.map((field) => typeof field === 'function'),
    passedOver: [],
    fresh: fields,
  }) as unknown as RecordReader<RecordOf<F>>
  return Object.freeze(table)
}

/** The table for an input with more keys, which the caller reads itself: they are passed over. */
export function passingOver(table: Table, keys: readonly string[]): Table {
  return { ...table, passedOver: keys }
}

/** The table without a key that this input must not have, such as the time of a command of a store: `undefined` stands in the record. */
export function withoutKey(table: Table, key: string): Table {
  const rest = <I>(list: readonly I[]) => list.filter((_, index) => table.names[index] !== key)
  return {
    names: rest(table.names),
    readers: rest(table.readers),
    absent: rest(table.absent),
    required: rest(table.required),
    passedOver: table.passedOver,
    fresh: () => ({ ...table.fresh(), [key]: undefined }),
  }
}

/** The table with every key required, those with a default too, and each value read by its reader through `by`. */
export function wholeBy(
  table: Table,
  by: (reader: Reader<unknown>, value: unknown, path: Path, issues: Issue[]) => unknown,
): Table {
  const readers = table.readers.map(
    (reader): Reader<unknown> =>
      (value, path, issues) =>
        by(reader, value, path, issues),
  )
  return { ...table, readers, required: table.names.map(() => true) }
}

/** What was read of a record: fresh, with every key; a key that is absent or has an issue holds what the table says of an absent one. */
interface Read<T> {
  readonly record: ReadSoFar<T>
  /** The keys that were read, one bit each, in their order. */
  readonly known: number
}
export type ReadSoFar<T> = { -readonly [K in keyof T]: T[K] | undefined }

/**
 * Reads a record by its table. Each own property is read once, inherited ones never. Issues: of the values, in the order of the
 * table; then keys that the table does not have; then required keys that are absent.
 */
export function read<T extends object>(table: RecordReader<T>, input: unknown, path: Path, issues: Issue[]): Read<T>
export function read(table: Table, input: unknown, path: Path, issues: Issue[]): Read<object>
export function read(table: Table, input: unknown, path: Path, issues: Issue[]): Read<object> {
  const { names, readers, absent, required, passedOver } = table
  const row = table.fresh()
  const keys = keysOf(input, path, issues) ?? NO_KEYS
  const missing: string[] = []
  let known = 0
  let found = 0
  // Keys mostly come in the order of the table: then the next one is there without a search.
  let next = 0
  for (let index = 0; index < names.length; index++) {
    const key = names[index] as string
    // In bounds: to read past the end of a list slows each read of it.
    const isNext = next < keys.length && keys[next] === key
    const at = isNext ? next : found < keys.length ? keys.indexOf(key) : -1
    if (at >= 0) {
      next = at + 1
      found++
    }
    const value = at < 0 ? undefined : propertyOf(input as object, key)
    if (value === undefined) {
      row[key] = absent[index]
      if (required[index] && keys !== NO_KEYS) missing.push(key)
      continue
    }
    const before = issues.length
    const accepted =
      value === UNREADABLE ? unreadable(issues, NOWHERE) : (readers[index] as Reader<unknown>)(value, NOWHERE, issues)
    const isSound = issues.length === before
    row[key] = isSound ? accepted : absent[index]
    if (isSound) known |= 1 << index
    else relocate(issues, before, [...path, key])
  }
  if (found < keys.length)
    for (const key of keys)
      if (!passedOver.includes(key as string) && !names.includes(key as string)) refuseKey(key, path, issues)
  for (const key of missing) report(issues, 'missing', [...path, key], wanted.present, undefined)
  return { record: row, known }
}
/** Those of what is no record: nothing of it is missing. */
const NO_KEYS: readonly (string | symbol)[] = []

/** Reads a list; JSON Schema is made from what it holds. */
export interface ListReader<T> extends Reader<readonly T[]> {
  readonly items: Reader<T>
  readonly most: number
}

/** The reader of a list of at most `most` items, of which no two have the same key where `keyOf` is given. */
export function list<T>(items: Reader<T>, most: number, keyOf?: (item: T) => string): ListReader<T> {
  const reader: Reader<readonly T[]> = (input, path, issues) => {
    const given = readArray(input, most, path, issues)
    if (given === undefined) return undefined
    const before = issues.length
    const keys = new Set<string>()
    const values = given.map((item, index) => {
      const start = issues.length
      const value = items(item, NOWHERE, issues)
      if (value !== undefined && keyOf !== undefined) {
        const key = keyOf(value)
        if (keys.has(key)) report(issues, 'repeated', NOWHERE, wanted.once, key)
        keys.add(key)
      }
      if (issues.length > start) relocate(issues, start, [...path, index])
      return value as T
    })
    return issues.length > before ? undefined : Object.freeze(values)
  }
  return Object.freeze(Object.assign(reader, { items, most }))
}

/** Takes any value as it comes: the caller looks at it. */
export const anything: Reader<unknown> = (input) => input

export const readBoolean: TypedReader<boolean> = typedReader(jsonTypes({ kind: 'flag' }), (input, path, issues) => {
  if (typeof input === 'boolean') return input
  report(issues, 'wrong-type', path, wanted.flag, input)
  return undefined
})

/** Reads a whole number from 0 to `limit`; negative zero becomes zero, numbers as text are refused. */
export function wholeReader(limit: number, kind: wanted.WholeKind = 'whole'): TypedReader<number> {
  return typedReader(jsonTypes({ kind, from: 0, to: limit }), (input, path, issues) => {
    const isNumber = typeof input === 'number'
    const inRange = isNumber && input >= 0 && input <= limit
    if (inRange && Number.isInteger(input)) return input === 0 ? 0 : input
    const code = !isNumber ? 'wrong-type' : inRange ? 'not-whole' : 'out-of-range'
    report(issues, code, path, wanted.whole({ from: 0, to: limit }, kind), input)
    return undefined
  })
}

/** Reads what the reader reads, or `null`; its types are known where those of the reader are. */
export function orNullReader<T>(reader: TypedReader<T>): TypedReader<T | null>
export function orNullReader<T>(reader: Reader<T>): Reader<T | null>
export function orNullReader<T>(reader: Reader<T> | TypedReader<T>): Reader<T | null> {
  const orNull: Reader<T | null> = (input, path, issues) => (input === null ? null : reader(input, path, issues))
  if (!('types' in reader)) return orNull
  const { input, output } = reader.types
  return typedReader(jsonTypes(eitherType(input, NULL), eitherType(output, NULL)), orNull)
}
const NULL: JsonType = { kind: 'null' }
