/** How many rows each licence has, or each vehicle: who stands out, and how rows are spread. */
export interface ActsBy {
  readonly kind: 'driver' | 'vehicle'
  /** How many there are with how many rows, from few rows to many. */
  readonly spread: readonly { readonly rows: number; readonly ids: number }[]
  /** Those with most rows: how many are permitted, and of how many vehicles they are, or licences. */
  readonly most: readonly {
    readonly id: string
    readonly rows: number
    readonly permitted: number
    readonly others: number
  }[]
}

/** As many ids of a kind are counted; of more nothing is told. */
const MOST_IDS = 250_000
const MOST_NAMED = 10

/** Counts rows by licence and by vehicle; a row that does not name one counts for none. */
export function countingActs() {
  const kept = { driver: new Map<string, Counted>(), vehicle: new Map<string, Counted>() }
  const add = (ids: Map<string, Counted>, id: string, other: string, isPermitted: boolean) => {
    if (id === '' || ids.size > MOST_IDS) return
    const found = ids.get(id) ?? { rows: 0, permitted: 0, others: new Set() }
    ids.set(id, found)
    found.rows++
    if (isPermitted) found.permitted++
    if (other !== '') found.others.add(other)
  }
  return {
    take(driver: string, vehicle: string, isPermitted: boolean) {
      add(kept.driver, driver, vehicle, isPermitted)
      add(kept.vehicle, vehicle, driver, isPermitted)
    },
    made: (): readonly ActsBy[] =>
      (['driver', 'vehicle'] as const).flatMap((kind) => {
        const ids = kept[kind]
        return ids.size === 0 || ids.size > MOST_IDS ? [] : [{ kind, ...spreadOf(ids) }]
      }),
  }
}
interface Counted {
  rows: number
  permitted: number
  readonly others: Set<string>
}

function spreadOf(ids: ReadonlyMap<string, Counted>): Omit<ActsBy, 'kind'> {
  const spread = new Map<number, number>()
  for (const { rows } of ids.values()) spread.set(rows, (spread.get(rows) ?? 0) + 1)
  const most = [...ids].sort(([a, one], [b, other]) => other.rows - one.rows || (a < b ? -1 : 1)).slice(0, MOST_NAMED)
  return {
    spread: [...spread].sort(([one], [other]) => one - other).map(([rows, count]) => ({ rows, ids: count })),
    most: most.map(([id, { others, ...counted }]) => ({ id, ...counted, others: others.size })),
  }
}
