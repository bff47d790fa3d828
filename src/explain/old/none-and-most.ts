import type { Issue } from '../../input/issue.ts'
import type { FactName } from '../../law/facts.ts'

/** Times of which there may be none: 无 is an answer. */
export const OR_NONE: readonly unknown[] = ['boundSince', 'vehicleReleasedAt'] satisfies readonly FactName[]

/** A larger limit is that of a program, and not told to people: nobody has a million vehicles. */
export const MOST_TOLD = 1000

/** Whether a count or an amount is above such a limit: neither negative nor 0. */
export function isTooMuch({ code, received, wanted }: Issue): boolean {
  return (
    code === 'out-of-range' &&
    'to' in wanted &&
    wanted.to > MOST_TOLD &&
    /^[^-\u2010-\u2015\u2212\uff0d负]*[1-9\uff11-\uff19]/.test(received)
  )
}
