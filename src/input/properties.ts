import { type Expected, type Issue, isArray, type Path, report } from './issue.ts'
import { owns } from './own.ts'
import * as wanted from './wanted.ts'

// What lies in a value that came from outside: own properties alone, each read once; one that cannot be read is an issue.

/** What stands for a property whose getter or proxy threw. */
export const UNREADABLE: unique symbol = Symbol('unreadable')
/** Items that a list may have at most. */
export const LONGEST_LIST = 64
const MOST_KEYS = 256
/** Paths are made only where an issue needs one. */
export const NOWHERE: Path = Object.freeze([])

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
 * The properties of an object by these names, each read once and its own; `undefined` for a list, and for what is not there, cannot
 * be read or lies on a prototype.
 */
export function ownProperties<K extends string>(input: unknown, names: readonly K[]): { readonly [N in K]: unknown } {
  const read = {} as { [N in K]: unknown }
  for (const name of names) {
    const value = ownProperty(input, name)
    read[name] = isArray(value) ? undefined : value
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

/** The items of an array, each read once. Holes are refused, and so is more than `most`. */
export function readArray(input: unknown, most: number, path: Path, issues: Issue[]): readonly unknown[] | undefined {
  const items: unknown[] = []
  return eachItem(input, most, path, issues, (item) => items.push(item)) ? items : undefined
}

/** Visits the items of an array in order, each read once; false, with an issue, when they cannot all be read. */
export function eachItem(
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

/** The own keys of an object that is no array and no function; `undefined`, with an issue, for anything else. */
export function keysOf(
  input: unknown,
  path: Path,
  issues: Issue[],
  most: number = MOST_KEYS,
): readonly (string | symbol)[] | undefined {
  let keys: readonly (string | symbol)[] | undefined
  if (typeof input === 'object' && input !== null) {
    try {
      if (!Array.isArray(input)) {
        // Together these are `Reflect.ownKeys`, at a seventh of its time.
        const symbols = Object.getOwnPropertySymbols(input)
        const names = Object.getOwnPropertyNames(input)
        keys = symbols.length === 0 ? names : [...names, ...symbols]
      }
    } catch {
      // Such as a revoked proxy: not an object that can be read.
    }
  }
  if (keys === undefined) report(issues, 'wrong-type', path, wanted.record, input)
  else if (keys.length <= most) return keys
  else report(issues, 'too-many', path, wanted.keys(most), keys.length)
  return undefined
}

/** A property as it is; `UNREADABLE` where its getter or proxy throws. */
export function propertyOf(input: object, key: string | number | symbol): unknown {
  try {
    return (input as Record<string | number | symbol, unknown>)[key]
  } catch {
    return UNREADABLE
  }
}

function hasOwn(input: object, key: number | string): boolean | undefined {
  try {
    return owns(input, key)
  } catch {
    return undefined
  }
}

/** Refuses a key that a kind of record does not have. */
export function refuseKey(key: string | symbol, path: Path, issues: Issue[]): void {
  const name = typeof key === 'string' ? key : String(key.description)
  report(issues, 'unknown-key', [...path, name], wanted.nothing, name)
}

/** Leaves the issue of a property that cannot be read. */
export function unreadable(issues: Issue[], path: Path): undefined {
  report(issues, 'unreadable', path, wanted.readable, undefined)
}
