import { wordArgument } from '../../input/assert.ts'
import type { Ranged } from './court-case.ts'

/** How a range is written in a language, of numbers with a comma before each three digits. */
const WRITTEN = {
  en: (low: string, high: string, read: string) => `${low} to ${high} (${read})`,
  zh: (low: string, high: string, read: string) => `${low}至${high}（${read}）`,
}

/**
 * A number with its range 区间: `500 to 600 (600)`, the lowest, the highest, and in brackets the number at the
 * assumed values; a single number if no assumption moves it.
 *
 * @throws RangeError when the language is neither `en` nor `zh`.
 */
export function rangeText(
  { reading, lowest, highest }: Pick<Ranged, 'reading' | 'lowest' | 'highest'>,
  language: keyof typeof WRITTEN = 'en',
): string {
  wordArgument('rangeText(language)', language, ['en', 'zh'])
  const [low = '', high = '', read = ''] = [lowest, highest, reading].map((count) =>
    String(count).replace(/\B(?=(?:\d{3})+$)/g, ','),
  )
  return lowest === highest ? read : WRITTEN[language](low, high, read)
}
