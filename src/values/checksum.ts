/** A running checksum, in two lanes of 32 bits. */
export interface Checksum {
  one: number
  two: number
}

/** A checksum that goes on from a text, such as the checksum of all events before. */
export function checksumFrom(before: string): Checksum {
  const sum = { one: 0x9e3779b9 | 0, two: 0x85ebca6b | 0 }
  takeText(sum, before)
  return sum
}

/** Takes in a value that was read: a text, a number, yes or no, nothing, or a list or record of such, whose keys are always the same. */
export function takeValue(sum: Checksum, value: unknown): void {
  if (typeof value === 'string') takeText(sum, value)
  else if (typeof value === 'number') takeNumber(sum, value)
  else if (typeof value === 'boolean') takeWord(sum, value ? 1 : 0)
  else if (value === null) takeWord(sum, 2)
  else if (Array.isArray(value)) {
    takeWord(sum, value.length)
    for (let index = 0; index < value.length; index++) takeValue(sum, value[index])
  } else {
    const record = value as Readonly<Record<string, unknown>>
    const keys = Object.keys(record)
    for (let index = 0; index < keys.length; index++) takeValue(sum, record[keys[index] as string])
  }
}

/** Takes in how long a text is, so that no two rows of texts run together, and then two of its characters at a time. */
export function takeText(sum: Checksum, text: string): void {
  const { length } = text
  takeWord(sum, length)
  let { one, two } = sum
  for (let index = 0; index < length; index += 2) {
    const second = index + 1 < length ? text.charCodeAt(index + 1) : 0
    const word = text.charCodeAt(index) | (second << 16)
    one = Math.imul(one ^ word, 0x01000193)
    one ^= one >>> 13
    two = Math.imul(two ^ word, 0x5bd1e995)
    two ^= two >>> 15
  }
  sum.one = one
  sum.two = two
}

/** Takes in a whole number up to 2 ** 53. */
function takeNumber(sum: Checksum, number: number): void {
  takeWord(sum, number | 0)
  takeWord(sum, Math.floor(number / 0x1_0000_0000))
}

/** Sixteen hexadecimal digits. */
export function textOf({ one, two }: Checksum): string {
  const first = one ^ (two >>> 13)
  // One string at once: joined from two halves, it takes more than twice the memory for as long as the event is kept.
  return String.fromCharCode(
    digit(first, 28),
    digit(first, 24),
    digit(first, 20),
    digit(first, 16),
    digit(first, 12),
    digit(first, 8),
    digit(first, 4),
    digit(first, 0),
    digit(two, 28),
    digit(two, 24),
    digit(two, 20),
    digit(two, 16),
    digit(two, 12),
    digit(two, 8),
    digit(two, 4),
    digit(two, 0),
  )
}

/** The character for four bits of a word. */
function digit(word: number, from: number): number {
  return DIGITS.charCodeAt((word >>> from) & 15)
}
const DIGITS = '0123456789abcdef'

/** Takes in 32 bits. Each step can be undone, so that two sums that differ once never meet again on equal words. */
export function takeWord(sum: Checksum, word: number): void {
  const one = Math.imul(sum.one ^ word, 0x01000193)
  sum.one = one ^ (one >>> 13)
  const two = Math.imul(sum.two ^ word, 0x5bd1e995)
  sum.two = two ^ (two >>> 15)
}
