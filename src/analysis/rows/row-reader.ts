import { decideBinding, decideHandling } from '../../decision/decide.ts'
import type { Decision, Invalid } from '../../decision/decision.ts'
import { type Issue, within } from '../../input/issue.ts'
import type { Question } from '../../law/question.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { localExpected } from '../../typed/local-time.ts'
import { cellReader, MalformedText } from './cells.ts'
import type { FactColumn, ReadHeaders } from './headers.ts'

/** A cell that cannot be read. */
export interface MalformedCell {
  readonly column: string
  readonly header: string
  /** What stands there. */
  readonly cell: string
  /** What is wrong with it: `explainIssue` of `demerit/explain` says it in words. */
  readonly issue: Issue
}

/** The facts of a row as the library reads them, and the cells that cannot be read. */
export interface ReadRow {
  readonly facts: Readonly<Record<string, unknown>>
  readonly malformed: readonly MalformedCell[]
}

/** How many cells held a time without an offset, which is read as Beijing's, by column. */
type LocalTimes = ReadonlyMap<string, number>

/** Reads the rows of a table as facts. */
export function rowReader({ columns }: ReadHeaders): {
  readonly read: (cells: readonly string[]) => ReadRow
  readonly localTimes: LocalTimes
} {
  const localTimes = new Map<string, number>()
  const readers = columns.map((each) =>
    cellReader(each, () => localTimes.set(each.header, (localTimes.get(each.header) ?? 0) + 1)),
  )
  return {
    localTimes,
    read(cells) {
      const facts: Record<string, unknown> = {}
      let malformed: MalformedCell[] = NONE
      for (let place = 0; place < columns.length; place++) {
        const { fact, index, known } = columns[place] as FactColumn
        const value = readers[place]?.(cells[index] ?? '', known === undefined ? undefined : (cells[known.index] ?? ''))
        if (value instanceof MalformedText) {
          if (malformed === NONE) malformed = []
          malformed.push(malformedCell(columns[place] as FactColumn, cells, value.issue))
          facts[fact.name] = undefined
        } else facts[fact.name] = value
      }
      return { facts, malformed }
    },
  }
}

const NONE: MalformedCell[] = []

/** The cell that an issue of the library is of; what is wanted there is written as cells are. */
export function malformedCell(
  { column, header, index }: FactColumn,
  cells: readonly string[],
  found: Issue,
): MalformedCell {
  const { wanted, expected } = localExpected(found)
  const isOfList = found.path.length > 1
  const issue = within([], {
    ...found,
    wanted,
    expected: isOfList ? `${expected}, with spaces between several` : expected,
  })
  return { column, header, cell: cells[index] ?? '', issue }
}

/** Decides on a row of either question. */
export function decideRow(facts: ReadRow['facts'], question: Question, rules: Rules): Decision | Invalid {
  return question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
}
