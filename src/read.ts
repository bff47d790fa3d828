import { type Issue, isArray, issue, type Path } from './issue.ts'

/** Reads one value: gives it back, or leaves issues and gives `undefined`. Never throws. */
export type Reader<T> = (input: unknown, path: Path, issues: Issue[]) => T | undefined

/** What stands for a property whose getter or proxy threw. */
const UNREADABLE: unique symbol = Symbol('unreadable')
const LONGEST_LIST = 64

/**
 * Reads a record of known keys into a fresh object without a prototype: each own property is read once, inherited ones
 * never, `undefined` counts as absent, unknown keys are refused.
 */
export function readRecord(
  input: unknown,
  readers: Readonly<Record<string, Reader<unknown>>>,
  path: Path,
  issues: Issue[],
): Record<string, unknown> {
  const record: Record<string, unknown> = Object.create(null)
  const keys = keysOf(input)
  if (keys === undefined) {
    issues.push(issue('wrong-type', path, 'object', input))
    return record
  }
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string | symbol
    const reader = typeof key === 'string' && Object.hasOwn(readers, key) ? readers[key] : undefined
    if (reader === undefined) {
      const name = typeof key === 'string' ? key : String(key.description)
      issues.push(issue('unknown-key', [...path, name.slice(0, 64)], 'no such key', name))
      continue
    }
    const value = valueOf(input as object, key)
    if (value === undefined) continue
    const at = [...path, key as string]
    if (value === UNREADABLE) issues.push(issue('unreadable', at, 'readable property', undefined))
    else {
      const accepted = reader(value, at, issues)
      if (accepted !== undefined) record[key as string] = accepted
    }
  }
  return record
}

/** A fresh shallow copy of a record's own properties, each read once; without a prototype. */
export function copyRecord(input: unknown, path: Path, issues: Issue[]): Record<string, unknown> | undefined {
  const keys = keysOf(input)
  if (keys === undefined) {
    issues.push(issue('wrong-type', path, 'object', input))
    return undefined
  }
  const copy: Record<string, unknown> = Object.create(null)
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string | symbol
    const value = valueOf(input as object, key)
    const name = typeof key === 'string' ? key : String(key.description)
    if (typeof key === 'symbol') issues.push(issue('unknown-key', [...path, name.slice(0, 64)], 'no such key', name))
    else if (value === UNREADABLE) issues.push(issue('unreadable', [...path, key], 'readable property', undefined))
    else copy[key] = value
  }
  return copy
}

/** A caller's options, each read once, own properties only: what hangs on `Object.prototype` is nobody's option. */
export function ownOptions<T extends object>(options: T): T {
  return Object.assign(Object.create(null), options)
}

/** Reports every key of `required` that the record lacks and no issue has spoken of. */
export function requireKeys(
  record: Readonly<Record<string, unknown>>,
  required: readonly string[],
  path: Path,
  issues: Issue[],
): void {
  for (let index = 0; index < required.length; index++) {
    const key = required[index] as string
    if (record[key] !== undefined) continue
    if (issues.some((found) => found.path[path.length] === key)) continue
    issues.push(issue('missing', [...path, key], 'present', undefined))
  }
}

export function readBoolean(input: unknown, path: Path, issues: Issue[]): boolean | undefined {
  if (typeof input === 'boolean') return input
  issues.push(issue('wrong-type', path, 'true or false', input))
  return undefined
}

/** One word of a closed list. */
export function readListed<T extends string>(
  input: unknown,
  list: readonly T[],
  path: Path,
  issues: Issue[],
): T | undefined {
  for (let index = 0; index < list.length; index++) if (list[index] === input) return list[index]
  issues.push(issue(typeof input === 'string' ? 'not-listed' : 'wrong-type', path, `one of ${list.join(', ')}`, input))
  return undefined
}

/** A set written as an array: words of a closed list, none twice, no holes; given back in the list's own order. */
export function readList<T extends string>(
  input: unknown,
  list: readonly T[],
  path: Path,
  issues: Issue[],
): readonly T[] | undefined {
  const items = readArray(input, LONGEST_LIST, path, issues)
  if (items === undefined) return undefined
  const before = issues.length
  const found: T[] = []
  for (let index = 0; index < items.length; index++) {
    const word = readListed(items[index], list, [...path, index], issues)
    if (word === undefined) continue
    if (found.includes(word)) issues.push(issue('repeated', [...path, index], 'each word once', word))
    else found.push(word)
  }
  if (issues.length > before) return undefined
  return Object.freeze(list.filter((word) => found.includes(word)))
}

/** The items of an array, each read once. Holes are refused, and so is more than `most`. */
export function readArray(input: unknown, most: number, path: Path, issues: Issue[]): readonly unknown[] | undefined {
  if (!isArray(input)) {
    issues.push(issue('wrong-type', path, 'array', input))
    return undefined
  }
  const length = valueOf(input, 'length')
  if (typeof length !== 'number' || !(length >= 0 && length <= most)) {
    issues.push(issue('too-many', path, `at most ${most} items`, length === UNREADABLE ? undefined : length))
    return undefined
  }
  const items: unknown[] = []
  for (let index = 0; index < length; index++) {
    const present = hasOwn(input, index)
    const value = present === true ? valueOf(input, index) : undefined
    if (value === UNREADABLE || present === undefined) {
      issues.push(issue('unreadable', [...path, index], 'readable item', undefined))
      return undefined
    }
    if (!present) {
      issues.push(issue('hole', [...path, index], 'item', undefined))
      return undefined
    }
    items.push(value)
  }
  return items
}

/** The own keys of an object that is no array and no function; `undefined` for anything else. */
function keysOf(input: unknown): readonly (string | symbol)[] | undefined {
  if (typeof input !== 'object' || input === null || isArray(input)) return undefined
  try {
    return Reflect.ownKeys(input)
  } catch {
    return undefined
  }
}

function valueOf(input: object, key: string | number | symbol): unknown {
  try {
    return (input as Record<string | number | symbol, unknown>)[key]
  } catch {
    return UNREADABLE
  }
}

function hasOwn(input: object, key: number): boolean | undefined {
  try {
    return Object.hasOwn(input, key)
  } catch {
    return undefined
  }
}
