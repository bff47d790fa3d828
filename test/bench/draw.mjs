// @ts-check
/** A generator of numbers with a seed: sfc32. Runs with one seed draw the same. */

/** @typedef {{ unit(): number, below(n: number): number, chance(p: number): boolean, of<T>(list: readonly T[]): T }} Draw */

/** @param {number} seed @returns {Draw} */
export function drawFrom(seed) {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let d = seed | 0
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let step = 0; step < 15; step++) next()
  const below = (/** @type {number} */ n) => Math.floor((next() / 2 ** 32) * n)
  return {
    unit: () => next() / 2 ** 32,
    below,
    chance: (p) => next() / 2 ** 32 < p,
    of: (list) => /** @type {any} */ (list[below(list.length)]),
  }
}

/** An instant in the canonical writing, from the milliseconds since 1970. @param {number} epoch */
export function instantAt(epoch) {
  return `${new Date(epoch + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`
}
