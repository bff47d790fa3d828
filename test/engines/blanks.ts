/** Records of which cells are blank, as those of offices are. */
import { TABLE_NAMES, type TableName } from '../../src/sql/index.ts'
import type { TableRow, Tables } from './history.ts'

/** Columns by table. */
export type Blanks = Partial<Record<TableName, readonly string[]>>

/**
 * The tables with one of `of` cells of these columns blank. Where an end has a position and a time, at most one of them is: without both nothing says that
 * there was one.
 */
export function blanked(tables: Tables, columns: Blanks, seed: number, of = 20): Tables {
  const random = randomOf(seed)
  const isEndGone = (row: TableRow, end: string) => row[`${end}_at`] === null && row[`${end}_seq`] === null
  return Object.fromEntries(
    TABLE_NAMES.map((name) => [
      name,
      tables[name].map((row) => {
        const blank = (columns[name] ?? []).filter(() => random(of) === 0)
        const made: TableRow = { ...row, ...Object.fromEntries(blank.map((column) => [column, null])) }
        const ends = ['released', 'revoked', 'withdrawn'].filter((end) => isEndGone(made, end))
        return { ...made, ...Object.fromEntries(ends.map((end) => [`${end}_seq`, row[`${end}_seq`] ?? null])) }
      }),
    ]),
  ) as Tables
}

function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
