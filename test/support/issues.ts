/** Issues as tests write them down: what was wanted stands there in English only. */
import { expect } from 'vitest'
import type { Issue, IssueCode, Wanted } from '../../src/index.ts'
import { type Expected, issue as issueOf, type Path } from '../../src/input/issue.ts'
import * as kinds from '../../src/input/wanted.ts'

export type Written = Omit<Issue, 'wanted'>

/** Issues without the data of what was wanted, which their English belongs to. */
export function written(issues: readonly Issue[]): readonly Written[] {
  return issues.map((issue) => {
    const { wanted, ...rest } = issue
    expect(rest.expected).toBe(expectedOf(wanted))
    expect([issue, issue.path, wanted].every(Object.isFrozen)).toBe(true)
    return rest
  })
}

/** An issue of what is wanted as data. */
export function issue(code: IssueCode, path: Path, wanted: Wanted, received: unknown): Issue {
  return issueOf(code, path, expecting(wanted), received)
}

/** The English of what is wanted. */
export function expectedOf(wanted: Wanted): string {
  return expecting(wanted).expected
}

/** Looked into by name, which a namespace should not be. */
const KINDS = { ...kinds }

/** What the library makes of that kind, found by the name of the kind. */
export function expecting(wanted: Wanted): Expected {
  switch (wanted.kind) {
    case 'whole':
    case 'fen':
    case 'points':
    case 'days':
      return kinds.whole(wanted, wanted.kind)
    case 'text':
    case 'yuan':
      return KINDS[wanted.kind](wanted)
    case 'word':
    case 'words':
    case 'some':
      return KINDS[wanted.kind](wanted.of)
    case 'this-instant':
      return kinds.thisInstant(wanted.meant)
    case 'this-plate':
      return kinds.thisPlate(wanted.meant)
    case 'more':
      return kinds.more(wanted.left)
    case 'items':
    case 'keys':
      return KINDS[wanted.kind](wanted.to)
    case 'exactly':
      return kinds.exactly(wanted.value)
    case 'rule':
      return kinds.rule(wanted.question)
    default: {
      const name = wanted.kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      return (KINDS as unknown as Readonly<Record<string, Expected>>)[name] as Expected
    }
  }
}
