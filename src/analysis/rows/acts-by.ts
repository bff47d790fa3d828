import type { ReadHeaders } from './headers.ts'

/** How many rows each licence has, or each vehicle 按证、按车件数: who stands out, and how rows are spread. */
export interface ActsBy {
  readonly kind: 'driver' | 'vehicle'
  /** How many there are with how many rows, from few rows to many. */
  readonly spread: readonly { readonly rows: number; readonly ids: number }[]
  /** The ten with most rows: how many are permitted and how many refused, and of how many vehicles they are, or licences. */
  readonly most: readonly {
    readonly id: string
    readonly rows: number
    readonly permitted: number
    readonly refused: number
    readonly others: number
  }[]
}

const KINDS = ['driver', 'vehicle'] as const
/** As many ids of a kind are counted; of more nothing is told. */
const MOST_IDS = 250_000
const MOST_NAMED = 10

/** Counts rows by licence and by vehicle; a row that does not name one counts for none. */
export function countingActs({ columns }: ReadHeaders) {
  const names = KINDS.filter((kind) => columns.some(({ fact }) => fact.name === kind))
  const kept = new Map(names.map((kind) => [kind, new Map<string, Counted>()]))
  return {
    take(facts: Readonly<Record<string, unknown>>, verdict: string) {
      for (const [kind, ids] of kept) {
        const id = facts[kind]
        if (typeof id !== 'string' || ids.size > MOST_IDS) continue
        const found = ids.get(id) ?? { rows: 0, permitted: 0, refused: 0, others: new Set() }
        ids.set(id, found)
        found.rows++
        if (verdict === 'permitted' || verdict === 'refused') found[verdict]++
        const other = kind === 'driver' ? 'vehicle' : 'driver'
        if (kept.has(other) && typeof facts[other] === 'string') found.others.add(facts[other])
      }
    },
    made: (): readonly ActsBy[] =>
      [...kept].flatMap(([kind, ids]) =>
        ids.size === 0 || ids.size > MOST_IDS ? [] : [{ kind, spread: spreadOf(ids), most: mostOf(ids) }],
      ),
  }
}
interface Counted {
  rows: number
  permitted: number
  refused: number
  readonly others: Set<string>
}

function spreadOf(ids: ReadonlyMap<string, Counted>): ActsBy['spread'] {
  const spread = new Map<number, number>()
  for (const { rows } of ids.values()) spread.set(rows, (spread.get(rows) ?? 0) + 1)
  return [...spread].sort(([one], [other]) => one - other).map(([rows, count]) => ({ rows, ids: count }))
}

function mostOf(ids: ReadonlyMap<string, Counted>): ActsBy['most'] {
  const all = [...ids].sort(([a, one], [b, other]) => other.rows - one.rows || (a < b ? -1 : 1))
  return all.slice(0, MOST_NAMED).map(([id, { others, ...counted }]) => ({ id, ...counted, others: others.size }))
}
