/** A generator of numbers with a seed: sfc32. Runs with one seed draw the same. */

export interface Draw {
  /** From 0 up to 1. */
  readonly unit: () => number
  /** A whole number from 0 up to n. */
  readonly below: (n: number) => number
  readonly chance: (p: number) => boolean
  readonly of: <T>(list: readonly T[]) => T
}

export function drawFrom(seed: number): Draw {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let d = seed | 0
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let step = 0; step < 15; step++) next()
  const below = (n: number): number => Math.floor((next() / 2 ** 32) * n)
  return {
    unit: () => next() / 2 ** 32,
    below,
    chance: (p) => next() / 2 ** 32 < p,
    of: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  }
}

/** An instant in the canonical writing, from the milliseconds since 1970. */
export function instantAt(epoch: number): string {
  return `${new Date(epoch + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`
}
