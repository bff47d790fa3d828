// @ts-check
// How a number that rests on what is assumed is printed: never without its range. What prints one takes it from here (test/docs/ranges.test.ts).

/** @typedef {Pick<import('demerit/analysis').Ranged, 'reading' | 'lowest' | 'highest'>} Range */

/** `500 to 600 (600)`: the lowest, the highest and the reading; one number where nothing that is assumed moves it. @param {Range} range @param {'en' | 'zh'} [language] */
export function ranged({ reading, lowest, highest }, language = 'en') {
  const [low, high, read] = [lowest, highest, reading].map(grouped)
  if (lowest === highest) return `${read}`
  return language === 'en' ? `${low} to ${high} (${read})` : `${low}至${high}（${read}）`
}

/** 17,433 @param {number} number */
export function grouped(number) {
  return number.toLocaleString('en-GB')
}
