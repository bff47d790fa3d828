/** Tables some of whose events were told late: of what a correction inserted, the position is higher than those of what follows it. */
import { randomFrom } from '../model/corrections.ts'
import type { TableRow, Tables } from './history.ts'

/** What can be told late, by the columns of its time and its position: owners, ends and changes. What begins has its own place. */
const LATE = [
  ['owners', 'since', 'seq'],
  ['bindings', 'released_at', 'released_seq'],
  ['handlings', 'revoked_at', 'revoked_seq'],
  ['violations', 'withdrawn_at', 'withdrawn_seq'],
  ['vehicles', 'changed_at', 'changed_seq'],
] as const
const POSITIONS = ['seq', 'released_seq', 'revoked_seq', 'withdrawn_seq', 'changed_seq']

/**
 * The same history, a third of what can be told late under positions above all others. At an instant that is another event's too, or one of `instants`,
 * positions alone say what was first: there they stay.
 */
export function toldLate(
  tables: Tables,
  seed: number,
  instants: readonly number[] = [],
): Tables & { readonly late: number } {
  const random = randomFrom(seed)
  const positionsAt = new Map<unknown, Set<unknown>>(instants.map((at) => [at, new Set([at, 'asked'])]))
  const seen = (at: unknown, seq: unknown) => {
    const known = positionsAt.get(at)
    if (known === undefined) positionsAt.set(at, new Set([seq]))
    else known.add(seq)
  }
  for (const { 0: table, 1: at, 2: seq } of LATE) for (const row of tables[table]) seen(row[at], row[seq])
  for (const { since, seq } of tables.bindings) seen(since, seq)
  for (const { at, seq } of [...tables.handlings, ...tables.points_step]) seen(at, seq)
  for (const { recorded_at, seq } of tables.violations) seen(recorded_at, seq)
  const moved = new Map<unknown, number>()
  for (const { 0: table, 1: at, 2: seq } of LATE)
    for (const row of tables[table]) {
      if (row[seq] === null || moved.has(row[seq]) || positionsAt.get(row[at])?.size !== 1) continue
      if (random(3) === 0) moved.set(row[seq], 1_000_000 + random(1_000_000) * 1_000_000 + moved.size)
    }
  const told = (row: TableRow): TableRow =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        POSITIONS.includes(column) ? (moved.get(value) ?? value) : value,
      ]),
    )
  const made = Object.entries(tables).map(([name, rows]) => [name, rows.map(told)])
  return { ...(Object.fromEntries(made) as Tables), late: moved.size }
}
