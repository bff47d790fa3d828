import { shorten } from '../input/issue.ts'
import { wholeReader } from '../input/read.ts'
import type { TypedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'

declare const fenBrand: unique symbol

/** Money: a whole number of fen 分 (a hundredth of a yuan 元), from 0 to 10,000,000,000. */
export type Fen = number & { readonly [fenBrand]: true }

/** The largest amount, in fen 分: a hundred million yuan. */
export const FEN_LIMIT = 10_000_000_000

export const readFen: TypedReader<Fen> = wholeReader(FEN_LIMIT, 'fen') as TypedReader<Fen>

/** Reads an amount in fen 分. `200` is two yuan: use `yuan(200)` for two hundred. Never throws. */
export const parseFen: Parser<number, Fen> = parserOf('parseFen', readFen)

/**
 * An amount given in yuan 元, as fen: `yuan(200)` is 20000.
 *
 * @param amount an amount in yuan, with at most two decimals: `0.01` is one fen.
 * @throws RangeError when the amount is not a whole number of fen from 0 to 100,000,000 yuan.
 */
export function yuan(amount: number): Fen {
  const fen = typeof amount === 'number' ? fenOfYuan(amount) : undefined
  if (fen !== undefined) return fen
  throw new RangeError(`yuan(amount): ${shorten(amount)} is not an amount from 0 to 100000000 yuan in whole fen`)
}

/** An amount in yuan 元 as fen; `undefined` where it is out of range or not a whole number of fen. */
export function fenOfYuan(amount: number): Fen | undefined {
  const fen = Math.round(amount * 100)
  if (!(fen >= 0 && fen <= FEN_LIMIT) || fen / 100 !== amount) return undefined
  return (fen === 0 ? 0 : fen) as Fen
}

/** An amount in fen, written in yuan 元: 20000 is `200`, 20001 is `200.01`. */
export function inYuan(fen: number): string {
  const rest = fen % 100
  const inWhole = String((fen - rest) / 100)
  return rest === 0 ? inWhole : `${inWhole}.${String(rest).padStart(2, '0')}`
}
