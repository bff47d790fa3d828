import { type Issue, type Path, report } from '../input/issue.ts'
import * as wanted from '../input/wanted.ts'
import { FEN_LIMIT, type Fen, fenOfYuan } from '../values/fen.ts'
import { visible } from './tidy.ts'

/**
 * An amount in yuan 元 with its label, sign and word if they are there: `200`, `1,000.50`, `￥200`, `罚款200元`, `罚200`, `150¥`, `人民币200元整`, `.5`. After
 * a comma are three zeros, or three digits and decimals: `200,300` may be two fines.
 */
const AMOUNT =
  /^(?:罚(?:款(?:金额)?)?\s*:?\s*)?(?:[¥￥]|人民币|rmb|cny)?\s*([-+]?)(?=\.?\d)(\d*|[1-9]\d{0,2}(?:,\d{3})*(?:,000|,\d{3}(?=\.\d)))(?:\.(\d*))?\s*(?:[元圆][整正]?|块钱?|[¥￥]|rmb|cny)?$/i

/**
 * Reads an amount in yuan 元, as a number or as people write it, and gives fen 分: `200` is 20000. More than two decimals are refused
 * (`not-whole`), zeros too: elsewhere `1.000` is a thousand.
 */
export function readYuan(input: unknown, path: Path, issues: Issue[]): Fen | undefined {
  const amount = typeof input === 'string' ? amountIn(visible(input)) : typeof input === 'number' ? input : 'wrong-type'
  const fen = typeof amount === 'number' ? fenOfYuan(amount) : undefined
  if (fen !== undefined) return fen
  const to = FEN_LIMIT / 100
  const isInRange = typeof amount === 'number' && amount >= 0 && amount <= to
  const code = typeof amount === 'string' ? amount : isInRange ? 'not-whole' : 'out-of-range'
  report(issues, code, path, wanted.yuan({ from: 0, to }), input)
  return undefined
}

/** The amount that a text writes; a third decimal is no part of a fen, however small, and none at all may be meant. */
function amountIn(text: string): number | 'malformed' | 'not-whole' {
  const found = AMOUNT.exec(text)
  if (found === null) return 'malformed'
  const decimals = found[3] || '0'
  if (decimals.length > 2) return 'not-whole'
  const amount = Number(`${(found[2] as string).replace(/,/g, '')}.${decimals}`)
  return found[1] === '-' ? -amount || -1 : amount
}
