/** The order of what happened: by time, and of one instant by position. What a correction inserted into the past has a position higher than what follows it. */
import { EARLIEST_INSTANT } from '../values/instant.ts'
import type { Grammar } from './dialects.ts'

/** SQL for when something happened, and for its position. */
export interface Point {
  readonly at: string
  readonly seq: string
}

/** A point in two columns of the row that goes by a short name. */
export function pointOf(row: string, at: string, seq: string): Point {
  return { at: `${row}."${at}"`, seq: `${row}.${seq}` }
}

/** Whether one point comes before another: every question of what had happened is asked so. */
export function before(one: Point, other: Point): string {
  return `(${one.at} < ${other.at} OR ${one.at} = ${other.at} AND ${one.seq} < ${other.seq})`
}

/** A point as text whose order is that of points. */
export function keyOf({ at, seq }: Point, grammar: Grammar): string {
  return grammar.joined(grammar.digits(`${at} - (${EARLIEST_INSTANT})`), grammar.digits(seq))
}
