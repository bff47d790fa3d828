import { isRecord } from '../input/assert.ts'
import type { Issue } from '../input/issue.ts'
import { own } from '../input/own.ts'

/** An error of the store. Its text names nobody; what it is about is in its properties. */
export function failure(code: string, why: string, about: object = {}): Error {
  return Object.assign(new Error(`store: ${why}`), { code, ...about })
}

/** What `onCommand` is told of an error. */
export function errorCode(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : 'error'
}

/** The error of a row that was edited into nonsense. The message names no id, which may be that of a person, and no key that does not belong there. */
export function badRow(table: string, id: string, field: string, why: string, about: object = {}): Error {
  const place = why === 'unknown-key' ? '' : ` at ${field}`
  return failure('bad-row', `a row of ${table} is malformed${place}: ${why}`, { table, id, field, ...about })
}

/**
 * The error of an argument that is no such thing. Unlike elsewhere it does not show the value: a client may have sent it, and it may be
 * somebody's id.
 */
export function misused(argument: string, wanted: string): TypeError {
  return new TypeError(`${argument}: what is given is not ${wanted}`)
}

/**
 * Reads the options of a method.
 *
 * @throws TypeError when they are no record, or have a name that is not on the list. It is not shown either.
 */
export function optionsOf<T extends object>(argument: string, options: T, names: readonly (keyof T & string)[]): T {
  if (!isRecord(options)) throw misused(argument, 'options')
  const read = own(options)
  if (Object.keys(read).every((name) => (names as readonly string[]).includes(name))) return read
  throw new TypeError(`${argument}: a name is not an option; the options are ${names.join(', ')}`)
}

/** What was read. @throws Error with `code` `invalid` and `issues` when what is asked is malformed: it may come from outside, as in an address. */
export function asks<T>(method: string, look: (issues: Issue[]) => T): NonNullable<T> {
  const issues: Issue[] = []
  const read = look(issues)
  if (issues.length > 0) throw malformed(method, issues)
  return read as NonNullable<T>
}

export function malformed(method: string, issues: readonly Issue[]): Error {
  // A key that does not belong there may be somebody's id.
  const places = issues.flatMap(({ path, code }) => (code === 'unknown-key' ? [] : [path.join('.')]))
  const at = places.length === 0 ? '' : ` at ${places.join(', ')}`
  return failure('invalid', `${method}: what is asked is malformed${at}`, { issues })
}

export function notJudged(code: string): Error {
  return failure(code, `there is nothing to judge: ${code}`)
}
