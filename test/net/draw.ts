/**
 * What the net asks, drawn by a generator of its own: nothing of the library and no package draws here, so that no new version of
 * either asks something else. Whoever changes this file asks other questions than those whose answers are kept.
 */
export interface Draw {
  /** A whole number below. */
  readonly below: (most: number) => number
  readonly any: <T>(list: readonly T[]) => T
  /** Whether an event of so many in a hundred happens. */
  readonly chance: (percent: number) => boolean
}

/** Mulberry32, by a seed of 32 bits. */
export function drawBy(seed: number): Draw {
  let state = seed >>> 0
  const below = (most: number) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most)
  }
  return { below, any: (list) => list[below(list.length)] as never, chance: (percent) => below(100) < percent }
}

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** An instant as text of China's offset, which is shifted by hand: no clock of the host is asked. */
export function written(at: number, offsetHours = 8): string {
  const sign = offsetHours < 0 ? '-' : '+'
  const offset = `${sign}${String(Math.abs(offsetHours)).padStart(2, '0')}:00`
  return new Date(at + offsetHours * HOUR).toISOString().replace('Z', offset)
}

/** An instant of China's clock, as milliseconds. */
export const china = (text: string): number => Date.parse(`${text}+08:00`)
