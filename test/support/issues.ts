/** Issues as tests write them down: what was wanted stands there in English only. */
import { expect } from 'vitest'
import type { Issue } from '../../src/index.ts'
import { expectedOf } from '../../src/input/issue.ts'

export type Written = Omit<Issue, 'wanted'>

/** Issues without the data of what was wanted, which their English was derived from. */
export function written(issues: readonly Issue[]): readonly Written[] {
  return issues.map((issue) => {
    const { wanted, ...rest } = issue
    expect(rest.expected).toBe(expectedOf(wanted))
    expect([issue, issue.path, wanted].every(Object.isFrozen)).toBe(true)
    return rest
  })
}
