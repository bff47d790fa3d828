import { wholeArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { ownOptions } from '../../input/options.ts'
import { POINTS_REGIMES } from '../../law/points/regimes.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import { capacityOf } from './capacity.ts'
import type { Ring } from './ring.ts'

/** What one licence sells in a scoring period, and of which violations. */
export interface LicenceSale {
  readonly licences: number
  /** Points that each licence sells. */
  readonly points: number
  /** Points a violation carries, or the numbers among which it can be chosen. */
  readonly violations: readonly number[]
}

/** How many licences some points take 所需驾驶证数, by which violations there are to sell. */
export interface LicencesNeeded {
  readonly fewest: LicenceSale
  readonly most: LicenceSale
  /** The points of a violation none of which can be sold. */
  readonly unsold: readonly number[]
}

/** Points that a violation can carry under some regime, each once. */
const VALUES = [...new Set(POINTS_REGIMES.flatMap(({ values }) => values.value))].sort((one, other) => one - other)

/**
 * How many fresh licences it takes to sell some points within one scoring period 卖出若干分所需的驾驶证: the fewest, if the
 * violations are those that sell most, and the most, if all violations carry the number of points of which a licence sells
 * least. There are vehicles enough. `null` if a licence can sell none. Left out is what {@link capacityOf} leaves out.
 *
 * @param points from 1 to 1,000,000.
 * @throws as {@link capacityOf}; RangeError when `points` is out of range.
 *
 * @example
 * ```ts
 * import { licencesFor } from 'demerit/analysis'
 * import { cn2024 } from 'demerit/rules'
 * const needed = licencesFor(cn2024, 1000, { channel: 'app', official: false, occurred: 'later' })
 * needed?.fewest.licences // 91
 * ```
 */
export function licencesFor(
  rules: Rules,
  points: number,
  way: Pick<Ring, 'channel' | 'official' | 'occurred'>,
): LicencesNeeded | null {
  rulesArgument('licencesFor(rules)', rules)
  wholeArgument('licencesFor(points)', points, 1, 1_000_000)
  const { channel, official, occurred } = ownOptions('licencesFor(way)', way, ['channel', 'official', 'occurred'])
  const sales = [VALUES, ...VALUES.map((each) => [each])].map((violations): LicenceSale => {
    const { points: sold } = capacityOf(rules, { ...ALONE, channel, official, occurred, points: violations })
    return { licences: Math.ceil(points / sold), points: sold, violations }
  })
  const sold = sales.filter((each) => each.points > 0)
  const [first] = sold
  if (first === undefined) return null
  const end = (sign: 1 | -1) => sold.reduce((far, each) => (sign * each.points > sign * far.points ? each : far), first)
  return frozen({
    fewest: end(1),
    most: end(-1),
    unsold: sales.flatMap(({ points: none, violations }) => (none === 0 ? violations : [])),
  })
}

/** One licence, a scoring period long, with a vehicle for each point that it could have. */
const ALONE = { licences: 1, vehicles: 24, days: 365, price: 0 } as const
