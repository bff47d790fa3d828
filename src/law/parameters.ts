import { report } from '../input/issue.ts'
import { type Reader, readList, readListed } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'
import { readWhole } from '../values/fen.ts'

/** The largest cap a rule set may state: a larger one would be no cap. */
export const CAP_LIMIT = 100

/** The longest wait a rule set may ask for, in calendar days: some ten years. */
export const DAYS_LIMIT = 3_660

/** A cap on a count. */
export interface Cap {
  readonly limit: number
}
/** No parameter. */
export type None = Record<never, never>

const scopes = ['all', 'with-points'] as const
/** Whether a date rule binds all violations or only those with points 有记分. */
export const VIOLATION_SCOPES: typeof scopes = /* @__PURE__ */ Object.freeze(scopes)
/** Which violations a rule is about: all, or only those with points 有记分. */
export type ViolationScope = (typeof VIOLATION_SCOPES)[number]

export const readCap: Reader<number> = (input, path, issues) => readWhole(input, CAP_LIMIT, path, issues)

export const readDays: Reader<number> = (input, path, issues) => readWhole(input, DAYS_LIMIT, path, issues)

export const readScope: Reader<ViolationScope> = (input, path, issues) =>
  readListed(input, VIOLATION_SCOPES, path, issues)

/** A list of at least one word. */
export function someOf<T extends string>(list: readonly T[]): Reader<readonly T[]> {
  return (input, path, issues) => {
    const words = readList(input, list, path, issues)
    if (words === undefined || words.length > 0) return words
    report(issues, 'empty', path, wanted.some(list), input)
    return undefined
  }
}
