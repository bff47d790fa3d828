import { mistaken, wordArgument } from '../argument.ts'
import { type Fen, parseFen } from '../fen.ts'
import type { Citation } from '../rules/citation.ts'
import { points2022 } from './points-2022.ts'
import { TRADE_ROLES, type TradePenalty, type TradeRole } from './regime.ts'

/** The most that a trade of points 买卖记分 may cost somebody. */
export interface PenaltyForTrade {
  readonly role: TradeRole
  /** The highest fine, in fen. */
  readonly maximumFine: Fen
  /** Points on top 另记分. */
  readonly points: number
  readonly article: string
  readonly citation: Citation
}

/**
 * The penalty for buying, selling or organising the sale of points (Order 163, Articles 30 and 8(7)): up to so many times
 * the sum paid or gained, with a ceiling; the seller gets twelve points too. The original handling is revoked with
 * `revokeHandling`.
 *
 * @param gain the sum paid (buyer) or gained (seller, organiser), in fen.
 * @throws RangeError when `role` is no role or `gain` is no amount of fen.
 */
export function penaltyForTrade(role: TradeRole, gain: Fen): PenaltyForTrade {
  wordArgument('penaltyForTrade(role)', role, TRADE_ROLES)
  const parsed = parseFen(gain)
  if (!parsed.ok) throw mistaken('penaltyForTrade(gain)', gain, 'a whole amount of fen')
  const { value, citation } = points2022.trade as NonNullable<typeof points2022.trade>
  const { times, most, points, article } = value[role] as TradePenalty
  const maximumFine = Math.min(parsed.value * times, most) as Fen
  return Object.freeze({ role, maximumFine, points, article, citation })
}
