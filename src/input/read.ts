import { recordArgument } from './assert.ts'
import { type Expected, type Issue, isArray, type Path, report, shorten, within } from './issue.ts'
import { jsonTypes } from './json-schema.ts'
import { own } from './own.ts'
import { type Reader, type TypedReader, typedReader } from './reader.ts'
import { err, ok, type Parsed } from './result.ts'
import * as wanted from './wanted.ts'

export type { Reader, TypedReader } from './reader.ts'

/** Reads one value that stands alone. */
export function parsed<T>(reader: Reader<T>, input: unknown): Parsed<T> {
  const issues: Issue[] = []
  const value = reader(input, NOWHERE, issues)
  return issues.length > 0 ? err(issues) : ok(value as T)
}

/** What stands for a property whose getter or proxy threw. */
const UNREADABLE: unique symbol = Symbol('unreadable')
/** Items that a list may have at most. */
export const LONGEST_LIST = 64
const MOST_KEYS = 256
/** Paths are made only where an issue needs one. */
export const NOWHERE: Path = Object.freeze([])
/** Sets of words seen before, by the bits of their words. `npm run bench` (h) */
const SUBSETS: WeakMap<readonly string[], Map<number, readonly string[]>> = new WeakMap()
const MOST_SUBSETS = 1024

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

/** Reads a record by its table: gives it frozen and whole, or leaves issues. `read` gives what could be read of it. */
export interface RecordReader<T extends object> extends Reader<T> {
  readonly names: readonly (keyof T & string)[]
  readonly readers: readonly Reader<unknown>[]
  /** What stands for each key that is left out. */
  readonly absent: readonly unknown[]
  /** The keys that must be there, one bit each. */
  readonly required: number
  /** The table made anew: a record is what is written over it, so that all have one hidden class and every key of their own. */
  readonly fresh: () => Record<string, unknown>
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
 * The reader of a record of at most 31 keys, by a function that makes its table as a literal: `record(() => ({ at: instant }))`. It is
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
    absent: entries.map((field) =>
      Object.hasOwn(field, 'absent') ? (field as Optional<unknown, unknown>).absent : undefined,
    ),
    required: entries.reduce((all, field, index) => (typeof field === 'function' ? all | (1 << index) : all), 0),
    fresh: fields,
  }) as unknown as RecordReader<RecordOf<F>>
  return Object.freeze(table)
}

/** How a record is read. */
export interface How {
  /** Keys that the caller has read: they are passed over, and need not be in the table. */
  readonly already: readonly string[]
  /** A key of the table that this input must not have, such as the time of a command of a store. */
  readonly without: string | undefined
  /** Whether every key must be there, those with a default too. */
  readonly whole: boolean
  /** How a value is read by its reader, such as `canonical`; `undefined`: as it is. */
  readonly by: By | undefined
}
export type By = (reader: Reader<unknown>, value: unknown, path: Path, issues: Issue[]) => unknown
const AS_IT_IS: How = /* @__PURE__ */ Object.freeze({ already: [], without: undefined, whole: false, by: undefined })

/** What was read of a record: fresh, with every key; a key that is absent or has an issue holds what the table says of an absent one. */
export interface Row<T> {
  readonly record: ReadSoFar<T>
  /** The keys that were read, one bit each, in their order. */
  readonly known: number
}
export type ReadSoFar<T> = { -readonly [K in keyof T]: T[K] | undefined }

/**
 * Reads a record by its table. Each own property is read once, inherited ones never. Issues: of the values, in the order of the
 * table; then keys that the table does not have; then required keys that are absent.
 */
export function read<T extends object>(
  table: RecordReader<T>,
  input: unknown,
  path: Path,
  issues: Issue[],
  { already, without, whole, by }: How = AS_IT_IS,
): Row<T> {
  const { names, readers, absent } = table
  const row = table.fresh()
  const keys = keysBut(already, keysOf(input, path, issues))
  let known = 0
  let missing = keys === undefined ? 0 : whole ? 2 ** names.length - 1 : table.required
  let found = 0
  // Keys mostly come in the order of the table: then the next one is there without a search.
  let place = 0
  for (let index = 0; index < names.length; index++) {
    const key = names[index] as string
    let value: unknown
    if (key === without) missing &= ~(1 << index)
    else if (keys !== undefined) {
      // In bounds: to read past the end of a list slows each read of it.
      const isNext = place < keys.length && keys[place] === key
      const at = isNext ? place : found < keys.length ? keys.indexOf(key) : -1
      if (at >= 0) {
        place = at + 1
        found++
        value = propertyOf(input as object, key)
      }
    }
    if (value === undefined) {
      row[key] = absent[index]
      continue
    }
    missing &= ~(1 << index)
    const before = issues.length
    const accepted = readBy(readers[index] as Reader<unknown>, value, by, issues)
    const isRead = issues.length === before
    row[key] = isRead ? accepted : absent[index]
    if (isRead) known |= 1 << index
    else relocate(issues, before, [...path, key])
  }
  if (keys !== undefined && found < keys.length) refuseOthers(keys, names, path, issues, without)
  if (missing !== 0) {
    names.forEach((name, index) => {
      if ((missing & (1 << index)) !== 0) report(issues, 'missing', [...path, name], wanted.present, undefined)
    })
  }
  return { record: row as ReadSoFar<T>, known }
}

function readBy(reader: Reader<unknown>, value: unknown, by: By | undefined, issues: Issue[]): unknown {
  if (value === UNREADABLE) return unreadable(issues, NOWHERE)
  return by === undefined ? reader(value, NOWHERE, issues) : by(reader, value, NOWHERE, issues)
}

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

/** One own property of a record, read once; `undefined`, with an issue, where it is absent or cannot be read. */
export function readProperty(input: unknown, key: string, path: Path, expected: Expected, issues: Issue[]): unknown {
  if (typeof input !== 'object' || input === null || isArray(input)) {
    report(issues, 'wrong-type', path, wanted.record, input)
    return undefined
  }
  const has = hasOwn(input, key)
  const value = has === true ? propertyOf(input, key) : undefined
  if (has === undefined || value === UNREADABLE) unreadable(issues, [...path, key])
  else if (value !== undefined) return value
  else report(issues, 'missing', [...path, key], expected, undefined)
  return undefined
}

/**
 * The properties of an object by these names, each read once and its own; `undefined` for what is not there, cannot be read
 * or lies on a prototype. Lists are copied; one of more than `most` items is not there, and `onTooMany` is told its name.
 */
export function ownProperties<K extends string>(
  input: unknown,
  names: readonly K[],
  most: number,
  onTooMany?: (name: K) => void,
): { readonly [N in K]: unknown } {
  const read = {} as { [N in K]: unknown }
  for (const name of names) {
    const value = ownProperty(input, name)
    const issues: Issue[] = []
    read[name] = isArray(value) ? readArray(value, most, NOWHERE, issues) : value
    if (issues.length > 0 && issues[0]?.code === 'too-many') onTooMany?.(name)
  }
  return read
}

/** One of them as it is, a list too. */
export function ownProperty(input: unknown, name: string): unknown {
  const has = typeof input === 'object' && input !== null && hasOwn(input, name) === true
  const value = has ? propertyOf(input, name) : undefined
  return value === UNREADABLE ? undefined : value
}

/** A fresh shallow copy of a record's own properties, each read once; without a prototype. */
export function copyRecord(input: unknown, path: Path, issues: Issue[]): Record<string, unknown> | undefined {
  const keys = keysOf(input, path, issues)
  if (keys === undefined) return undefined
  const copy: Record<string, unknown> = Object.create(null)
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string | symbol
    const value = propertyOf(input as object, key)
    if (typeof key === 'symbol') refuseKey(key, path, issues)
    else if (value === UNREADABLE) unreadable(issues, [...path, key])
    else copy[key] = value
  }
  return copy
}

/** Visits the own properties of a record of any number of keys, each read once; one that cannot be read is an issue. */
export function eachProperty(
  input: unknown,
  path: Path,
  issues: Issue[],
  visit: (key: string, value: unknown) => void,
): void {
  for (const key of keysOf(input, path, issues, Number.MAX_SAFE_INTEGER) ?? []) {
    const value = propertyOf(input as object, key)
    if (typeof key === 'symbol') refuseKey(key, path, issues)
    else if (value === UNREADABLE) unreadable(issues, [...path, key])
    else visit(key, value)
  }
}

/**
 * A caller's options, each read once, own properties only.
 *
 * @throws TypeError if they are not a plain record; or naming an unknown option, such as a misspelt one.
 */
export function ownOptions<T extends object>(argument: string, options: T, names: readonly (keyof T & string)[]): T {
  recordArgument(argument, options, 'options')
  const read = own(options)
  for (const name of Object.keys(read)) {
    if ((names as readonly string[]).includes(name)) continue
    throw new TypeError(`${argument}: ${shorten(name)} is not an option; the options are ${names.join(', ')}`)
  }
  return read
}

/** What the caller looks at itself. */
export const anything: Reader<unknown> = (input) => input

export const readBoolean: TypedReader<boolean> = /* @__PURE__ */ typedReader(
  /* @__PURE__ */ jsonTypes({ kind: 'flag' }),
  (input, path, issues) => {
    if (typeof input === 'boolean') return input
    report(issues, 'wrong-type', path, wanted.flag, input)
    return undefined
  },
)

/** One word of a closed list. */
export function readListed<T extends string>(
  input: unknown,
  list: readonly T[],
  path: Path,
  issues: Issue[],
): T | undefined {
  for (let index = 0; index < list.length; index++) if (list[index] === input) return list[index]
  report(issues, typeof input === 'string' ? 'not-listed' : 'wrong-type', path, wanted.word(list), input)
  return undefined
}

/**
 * A set written as an array: words of a closed list, none twice, no holes; given back in the list's own order. Equal sets
 * are one and the same array, so that what was found for one is known for all.
 */
export function readList<T extends string>(
  input: unknown,
  list: readonly T[],
  path: Path,
  issues: Issue[],
): readonly T[] | undefined {
  if (!isArray(input)) {
    report(issues, 'wrong-type', path, wanted.words(list), input)
    return undefined
  }
  const before = issues.length
  let found = 0
  eachItem(input, LONGEST_LIST, path, issues, (item, index) => {
    const word = readListed(item, list, NOWHERE, issues)
    if (word === undefined) return relocate(issues, issues.length - 1, [...path, index])
    const bit = 1 << list.indexOf(word)
    if ((found & bit) !== 0) report(issues, 'repeated', [...path, index], wanted.once, word)
    found |= bit
  })
  return issues.length === before ? subsetOf(list, found) : undefined
}

/** Some words of a closed list of at most 31, one bit each. */
function subsetOf<T extends string>(list: readonly T[], bits: number): readonly T[] {
  let subsets = SUBSETS.get(list)
  if (subsets === undefined) {
    subsets = new Map()
    SUBSETS.set(list, subsets)
  }
  let subset = subsets.get(bits)
  if (subset === undefined) {
    subset = Object.freeze(list.filter((_, index) => (bits & (1 << index)) !== 0))
    if (subsets.size < MOST_SUBSETS) subsets.set(bits, subset)
  }
  return subset as readonly T[]
}

/** The items of an array, each read once. Holes are refused, and so is more than `most`. */
export function readArray(input: unknown, most: number, path: Path, issues: Issue[]): readonly unknown[] | undefined {
  const items: unknown[] = []
  return eachItem(input, most, path, issues, (item) => items.push(item)) ? items : undefined
}

/** Visits the items of an array in order, each read once; false, with an issue, when they cannot all be read. */
function eachItem(
  input: unknown,
  most: number,
  path: Path,
  issues: Issue[],
  visit: (item: unknown, index: number) => void,
): boolean {
  if (!isArray(input)) {
    report(issues, 'wrong-type', path, wanted.list, input)
    return false
  }
  const given = propertyOf(input, 'length')
  const length = Number.isInteger(given) ? (given as number) : -1
  if (length < 0 || length > most) {
    report(issues, 'too-many', path, wanted.items(most), given === UNREADABLE ? undefined : given)
    return false
  }
  for (let index = 0; index < length; index++) {
    const present = hasOwn(input, index)
    const value = present === true ? propertyOf(input, index) : undefined
    if (value === UNREADABLE || present === undefined) {
      unreadable(issues, [...path, index])
      return false
    }
    if (!present) {
      report(issues, 'hole', [...path, index], wanted.present, undefined)
      return false
    }
    visit(value, index)
  }
  return true
}

/** The keys that were not read already. */
function keysBut<K>(already: readonly string[], keys: readonly K[] | undefined): readonly K[] | undefined {
  return keys === undefined || already.length === 0 ? keys : keys.filter((key) => !already.includes(key as string))
}

/** Refuses the keys that a kind of record does not have. */
function refuseOthers(
  keys: readonly (string | symbol)[],
  names: readonly string[],
  path: Path,
  issues: Issue[],
  without?: string,
): void {
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string | symbol
    if (key === without || !names.includes(key as string)) refuseKey(key, path, issues)
  }
}

function refuseKey(key: string | symbol, path: Path, issues: Issue[]): void {
  const name = typeof key === 'string' ? key : String(key.description)
  report(issues, 'unknown-key', [...path, name], wanted.nothing, name)
}

function unreadable(issues: Issue[], path: Path): undefined {
  report(issues, 'unreadable', path, wanted.readable, undefined)
}

/** Puts the place of a property before the paths of the issues found in it. */
function relocate(issues: Issue[], from: number, place: Path): void {
  for (let index = from; index < issues.length; index++) issues[index] = within(place, issues[index] as Issue)
}

/** The own keys of an object that is no array and no function; `undefined`, with an issue, for anything else. */
function keysOf(
  input: unknown,
  path: Path,
  issues: Issue[],
  most: number = MOST_KEYS,
): readonly (string | symbol)[] | undefined {
  let keys: readonly (string | symbol)[] | undefined
  if (typeof input === 'object' && input !== null && !isArray(input)) {
    try {
      // Together these are `Reflect.ownKeys`, at a seventh of its time.
      const symbols = Object.getOwnPropertySymbols(input)
      const names = Object.getOwnPropertyNames(input)
      keys = symbols.length === 0 ? names : [...names, ...symbols]
    } catch {
      // Such as a revoked proxy: not an object that can be read.
    }
  }
  if (keys === undefined) report(issues, 'wrong-type', path, wanted.record, input)
  else if (keys.length <= most) return keys
  else report(issues, 'too-many', path, wanted.keys(most), keys.length)
  return undefined
}

function propertyOf(input: object, key: string | number | symbol): unknown {
  try {
    return (input as Record<string | number | symbol, unknown>)[key]
  } catch {
    return UNREADABLE
  }
}

function hasOwn(input: object, key: number | string): boolean | undefined {
  try {
    return Object.hasOwn(input, key)
  } catch {
    return undefined
  }
}
