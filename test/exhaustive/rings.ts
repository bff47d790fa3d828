/** What `capacityOf` says of small rings, beside what a search of everything finds and what its witness sells in a registry. */
import { type Capacity, capacityOf, OCCURRED } from '../../src/analysis/index.ts'
import { executeAll, openRegistry } from '../../src/index.ts'
import type { RuleSet } from '../../src/law/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { LEVERED, LEVERS, pulled, SHIPPED } from './ring-rules.ts'
import { mostSold, type SmallRing } from './ring-search.ts'

export type Size = readonly [licences: number, vehicles: number, days: number]

/** Every size up to one. */
export function sizesUpTo([licences, vehicles, days]: Size): readonly Size[] {
  const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, index) => index + 1)
  return upTo(licences).flatMap((one) =>
    upTo(vehicles).flatMap((other) => upTo(days).map((day): Size => [one, other, day])),
  )
}

/** Every ring of a size: each time, by app and at a window, with as many violations as can be sold and with few. */
export function ringsOf([licences, vehicles, days]: Size): readonly SmallRing[] {
  const ways = [
    { channel: 'app', official: false },
    { channel: 'window', official: false },
    { channel: 'window', official: true },
  ] as const
  const supplies = [{ points: [6] }, { points: [6], violationsAVehicle: 1 }, { points: [1, 4], violationsAVehicle: 2 }]
  return OCCURRED.flatMap((occurred) =>
    ways.flatMap((way) => supplies.map((supply) => ({ licences, vehicles, days, occurred, ...way, ...supply }))),
  )
}

/** How many they are. */
export function ringsIn(sizes: readonly Size[]): number {
  return sizes.reduce((sum, size) => sum + ringsOf(size).length, 0)
}

export interface Rings {
  readonly rings: number
  /** For how many the arithmetic calls its number exact. */
  readonly exact: number
  /** For how many it does not, though each vehicle has as many violations as can be sold. */
  readonly open: number
  readonly states: number
}

/**
 * Looks at every ring of some sizes.
 *
 * @throws Error where the search finds another number than one called exact, or a smaller one; or where the witness does not sell
 * what is said.
 */
export function checkRings(rules: RuleSet, sizes: readonly Size[], search: typeof mostSold = mostSold): Rings {
  const counts = { rings: 0, exact: 0, open: 0, states: 0 }
  for (const ring of sizes.flatMap(ringsOf)) {
    const found = search(rules, ring)
    const { points, exact, witness } = capacityOf(rules, { ...ring, price: 1 })
    const isRight = exact ? points === found.points : points <= found.points
    const sold = soldIn(rules, witness)
    if (!isRight || sold !== points) {
      const said = `${points}${exact ? '' : ' or more'}`
      throw new Error(`${rules.id}: ${JSON.stringify(ring)} sells ${said}, its witness ${sold}; found ${found.points}`)
    }
    counts.rings++
    if (exact) counts.exact++
    else if (ring.violationsAVehicle === undefined) counts.open++
    counts.states += found.states
  }
  return counts
}

/** The points that the commands sell in a registry of their own, which must accept each. */
export function soldIn(rules: RuleSet, witness: Capacity['witness']): number {
  const { outcomes } = executeAll(openRegistry(rules), witness)
  const refused = outcomes.findIndex(({ status }) => status !== 'accepted')
  if (refused >= 0) throw new Error(`${rules.id}: not accepted: ${JSON.stringify(witness[refused])}`)
  const points = new Map<string, number>()
  let sold = 0
  for (const command of witness) {
    if (command.type === 'recordViolation') points.set(command.id, command.points)
    if (command.type === 'handle') sold += points.get(command.violation) ?? Number.NaN
  }
  return sold
}

const WIDEST: Size = [3, 3, 4]
const SMALL: Size = [2, 2, 2]

export interface RingSearch {
  readonly name: string
  readonly rules: readonly RuleSet[]
  readonly sizes: readonly Size[]
}

/**
 * What `npm run verify:deep -- rings` looks at. Levers on a set that tells the first binding of a vehicle apart are pulled in smaller
 * rings, as two at a time are.
 */
export const RING_SEARCHES: readonly RingSearch[] = [
  ...SHIPPED.map((rules) => ({ name: rules.id, rules: [rules], sizes: sizesUpTo(WIDEST) })),
  ...LEVERS.map((lever) => ({
    name: lever.id,
    rules: LEVERED.filter((rules) => !clears(rules)).map((rules) => pulled(rules, [lever])),
    sizes: sizesUpTo(lever.id === 'first-clears-backlog' ? SMALL : WIDEST),
  })),
  ...LEVERS.map((lever) => ({
    name: `${CHENGDU}, ${lever.id}`,
    rules: LEVERED.filter(clears).map((rules) => pulled(rules, [lever])),
    sizes: sizesUpTo(SMALL),
  })),
  ...LEVERS.slice(0, -1).map((lever, index) => ({
    name: `${lever.id} and each later lever`,
    rules: LEVERS.slice(index + 1).flatMap((other) => LEVERED.map((rules) => pulled(rules, [lever, other]))),
    sizes: sizesUpTo(SMALL),
  })),
]

/** Whether the first binding of a vehicle is told apart: there are then many more states. */
export function clears({ id }: RuleSet): boolean {
  return id === CHENGDU
}
