import { type Issue, isArray, type Path, report } from './issue.ts'
import { copyRecord, LONGEST_LIST, readArray } from './properties.ts'
import type { Reader } from './reader.ts'
import * as wanted from './wanted.ts'

/** Reads only what stands there in its canonical writing already: how events are read. */
export function canonical<V>(reader: Reader<V>, input: unknown, path: Path, issues: Issue[]): V | undefined {
  const before = issues.length
  const copy = copyOf(input, path, issues)
  if (issues.length > before) return undefined
  const read = reader(copy, path, issues)
  if (read === undefined || copy === read || isAsRead(copy, read)) return read
  report(issues, 'not-reproduced', path, wanted.canonical, input)
  return undefined
}

/** As deep as an event holds records: in a list of its history. What lies deeper is refused as it is. */
const DEEPEST = 2

/** Lists and records copied, each property read once: what is compared is then what was read. */
function copyOf(input: unknown, path: Path, issues: Issue[]): unknown {
  if (typeof input !== 'object' || input === null || path.length > DEEPEST) return input
  if (isArray(input))
    return readArray(input, LONGEST_LIST, path, issues)?.map((item, index) => copyOf(item, [...path, index], issues))
  const copy = copyRecord(input, path, issues)
  if (copy === undefined) return undefined
  const names = Object.keys(copy)
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    copy[name] = copyOf(copy[name], [...path, name], issues)
  }
  return copy
}

/**
 * Whether a copy of untrusted data is, to the letter, what it was read as. Its reader has seen that it is a list or a
 * record where that is one, has no other keys, and no word twice.
 */
function isAsRead(copy: unknown, read: unknown): boolean {
  if (typeof read !== 'object' || read === null) return copy === read
  // A key that is absent is not read as its default.
  if (typeof copy !== 'object' || copy === null) return false
  const record = read as Readonly<Record<string, unknown>>
  const given = copy as Readonly<Record<string, unknown>>
  return Object.keys(record).every((key) => isAsRead(given[key], record[key]))
}
