import { isArray, shorten } from './issue.ts'
import { owns } from './own.ts'

// What a caller hands to a function that cannot answer with issues: wrong, it is a programmer's mistake, and thrown as one.

/** The error for an argument that is not what it must be: it names the argument, shows the value and says what was wanted. */
export function mistaken(argument: string, value: unknown, wanted: string): RangeError {
  return new RangeError(`${argument}: ${shorten(value)} is not ${wanted}`)
}

/** The same for a value that is no such thing at all. */
export function mistyped(argument: string, value: unknown, wanted: string): TypeError {
  return new TypeError(`${argument}: ${shorten(value)} is not ${wanted}`)
}

/** @throws RangeError when the argument is not a whole number in the range. */
export function wholeArgument(argument: string, value: unknown, least: number, most: number): number {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number
  throw mistaken(argument, value, `a whole number from ${least} to ${most}`)
}

/** @throws RangeError when the argument is given and no seed of fast-check. */
export function seedArgument(argument: string, value: unknown): void {
  if (value !== undefined) wholeArgument(argument, value, -(2 ** 31), 2 ** 32 - 1)
}

/** @throws RangeError when the argument is not on the list. */
export function wordArgument<T extends string>(argument: string, value: unknown, list: readonly T[]): T {
  for (let index = 0; index < list.length; index++) if (list[index] === value) return value as T
  throw mistaken(argument, value, `one of ${list.join(', ')}`)
}

/** @throws TypeError when the argument is no plain record: no list, no function, nothing of a class such as a promise. */
export function recordArgument(argument: string, value: unknown, wanted: string): void {
  if (!isRecord(value)) throw mistyped(argument, value, wanted)
}

/** A record of names and values, of any realm, that does not inherit from another record. */
export function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Whether a value or its class has a property by that name; `Object.prototype` does not count. */
export function hasItself(value: unknown, name: string): boolean {
  for (let at = Object(value); at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    if (owns(at, name)) return true
  }
  return false
}

/** @throws TypeError when the argument is neither a list nor another iterable. */
export function iterableArgument(argument: string, value: unknown): void {
  if (!isIterable(value)) throw mistyped(argument, value, 'a list or another iterable')
}

export function isIterable(input: unknown): input is Iterable<unknown> {
  return input !== null && input !== undefined && typeof (input as Iterable<unknown>)[Symbol.iterator] === 'function'
}

/** @throws TypeError when the argument is given and no function. */
export function callbackArgument(argument: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw mistyped(argument, value, 'a function')
}

/** @throws TypeError when the argument is not an object with the methods; arrays do not count. */
export function objectArgument(
  argument: string,
  value: unknown,
  wanted: string,
  methods: readonly string[] = [],
): void {
  const found = (typeof value === 'object' && value !== null && !isArray(value)) || typeof value === 'function'
  const record = value as Readonly<Record<string, unknown>>
  if (!found || methods.some((name) => typeof record[name] !== 'function')) throw mistyped(argument, value, wanted)
}
