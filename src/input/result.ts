import type { Issue } from './issue.ts'

/** What every parser gives back: the accepted value, or every issue found. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] }

export function ok<T>(value: T): Parsed<T> {
  return Object.freeze({ ok: true as const, value })
}

export function err<T>(issues: readonly Issue[]): Parsed<T> {
  return Object.freeze({ ok: false as const, issues: Object.freeze(issues) })
}
