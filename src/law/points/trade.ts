import { mistaken, wordArgument } from '../../input/assert.ts'
import { parsed } from '../../input/read.ts'
import { type Fen, readFen } from '../../values/fen.ts'
import type { CitationKey } from '../citations.ts'
import { type PointsRegime, TRADE_ROLES, type TradePenaltyTerms, type TradeRole } from './regime.ts'
import { regimeArgument } from './regimes.ts'

/** The most that a trade of points 买卖记分 may cost one of those who took part. */
export interface PenaltyForTrade {
  readonly role: TradeRole
  /** The highest fine, in fen. */
  readonly maximumFine: Fen
  /** Points on top 另记分. */
  readonly points: number
  readonly article: string
  readonly citation: CitationKey
}

/**
 * The penalty for buying, selling or organising the sale of points 买卖记分 (Order 163, Articles 30 and 8(7)): up to
 * `times` the sum paid or gained, with a ceiling; the seller gets twelve points too. `null` under a regime without such a
 * penalty, as that of 2013. The original handling is revoked with {@link revokeHandling}.
 *
 * @param gain the sum paid (buyer) or gained (seller, organiser), in fen.
 * @throws TypeError when `regime` is not one of {@link POINTS_REGIMES}; RangeError if `role` is not a role or `gain` not an amount of fen.
 *
 * @example
 * ```ts
 * import { type Fen, type LegalDay, penaltyForTrade, pointsRegimeOn } from 'demerit'
 * penaltyForTrade(pointsRegimeOn('2025-03-03' as LegalDay), 'seller', 600_00 as Fen)?.maximumFine // 180000
 * ```
 */
export function penaltyForTrade(regime: PointsRegime, role: TradeRole, gain: Fen): PenaltyForTrade | null {
  regimeArgument('penaltyForTrade(regime)', regime)
  wordArgument('penaltyForTrade(role)', role, TRADE_ROLES)
  const read = parsed(readFen, gain)
  if (!read.ok) throw mistaken('penaltyForTrade(gain)', gain, 'a whole amount of fen')
  if (regime.trade === null) return null
  const { value, citation } = regime.trade
  const { times, most, points, article } = value[role] as TradePenaltyTerms
  const maximumFine = Math.min(read.value * times, most) as Fen
  return Object.freeze({ role, maximumFine, points, article, citation })
}
