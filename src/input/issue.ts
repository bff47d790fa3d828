import { escaped } from './text.ts'

/**
 * What was wrong with one piece of input: data, never a sentence. `explainIssue` of `demerit/explain` makes the words.
 *
 * `path` leads from the value that was handed in to the place of the fault; `received` is shortened and safe to print.
 */
export interface Issue {
  readonly code: IssueCode
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly received: string
}

const issueCodes = [
  'wrong-type',
  'missing',
  'unknown-key',
  'unreadable',
  'hole',
  'too-many',
  'repeated',
  'not-whole',
  'out-of-range',
  'not-listed',
  'empty',
  'too-long',
  'forbidden-character',
  'malformed',
  'no-offset',
  'no-such-day',
  'wrong-check-digit',
  'ambiguous-letter',
  'former-writing',
  'contradicted',
  'not-in-sequence',
  'not-reproduced',
  'overlapping',
  'reserved',
] as const
/** One cause, one code. */
export const ISSUE_CODES: typeof issueCodes = /* @__PURE__ */ Object.freeze(issueCodes)
/** What is wrong with an input, as a word of `ISSUE_CODES`. */
export type IssueCode = (typeof ISSUE_CODES)[number]

export type Path = readonly (string | number)[]

export function issue(code: IssueCode, path: Path, expected: string, received: unknown): Issue {
  return Object.freeze({ code, path: Object.freeze([...path]), expected, received: shorten(received) })
}

/** Makes an issue and puts it at the end of the list. */
export function report(issues: Issue[], code: IssueCode, path: Path, expected: string, received: unknown): void {
  append(issues, issue(code, path, expected, received))
}

/** `push` that a property `0` of `Object.prototype` can neither take the item from nor make throw. */
export function append<T>(list: T[], item: T): void {
  Object.defineProperty(list, list.length, {
    // @ts-expect-error -- a descriptor without a prototype, since an inherited `get` would make it another descriptor.
    __proto__: null,
    value: item,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}

const SHOWN = 40

/** A short, printable picture of any value. Touches no property of an object, so it cannot throw or be tricked. */
export function shorten(input: unknown): string {
  if (typeof input === 'string') {
    const cut = input.length > SHOWN ? `${input.slice(0, SHOWN)}…` : input
    return `"${escaped(cut)}"`
  }
  if (typeof input === 'number') return Object.is(input, -0) ? '-0' : String(input)
  if (typeof input === 'boolean' || input === null) return String(input)
  if (typeof input === 'object') return isArray(input) ? 'array' : 'object'
  return typeof input
}

/** `Array.isArray` that answers `false` for a revoked proxy instead of throwing. */
export function isArray(input: unknown): input is readonly unknown[] {
  try {
    return Array.isArray(input)
  } catch {
    return false
  }
}
