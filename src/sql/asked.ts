import { mistaken } from '../input/assert.ts'
import { REQUIRED_FACTS } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import { type Columns, type Place, placesOf } from './columns.ts'
import type { Grammar } from './dialects.ts'
import type { Relations } from './tables.ts'

const pointsSources = ['steps', 'unknown'] as const
/** Where points come from: the table `points_step`, or nowhere. */
export type PointsSource = (typeof pointsSources)[number]

/** @throws RangeError when it is not a source of points. */
export function pointsArgument(call: string, points: unknown): void {
  if (!pointsSources.some((each) => each === points)) {
    throw mistaken(`${call}(points)`, points, `one of ${pointsSources.join(', ')}`)
  }
}

/** What is given is not of the act itself. */
export function givenArgument(place: string, columns: Columns): void {
  for (const name of Object.keys(columns)) {
    if (!REQUIRED_FACTS.some((each) => each === name)) continue
    throw mistaken(place, name, 'a fact besides the act itself, which has its own columns')
  }
}

/** The table whose rows are the acts of a question. */
export const ACTS = { bind: 'bindings', handle: 'handlings' } as const

/** What is asked about which acts. */
export interface AskedActs {
  readonly question: Question
  readonly grammar: Grammar
  readonly relations: Relations
  /** The relation of acts; without it they are the sound rows of the table. */
  readonly base: string | undefined
  readonly columns: Columns
  readonly points: PointsSource
  /** Columns of the acts to keep besides. */
  readonly keep: readonly string[]
}

/** The facts that the row `e` of an act has itself. */
export function givenPlaces({ question, grammar, columns }: AskedActs): readonly Place[] {
  const qualified = { ...grammar, name: (column: string) => `e.${grammar.name(column)}` }
  return [...placesOf('factsSql', qualified, question, columns, [], 'given').values()]
}
