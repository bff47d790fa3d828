/**
 * A set of texts that keeps 52 bits of each and not the text: 16 MB for a million. Two of a million different texts are taken for one with
 * a chance of 1 in 9,000. It takes `MOST` texts; of those beyond it remembers none.
 */
export class TextSet {
  #slots = new Float64Array(1 << 10)
  #size = 0

  /** Adds a text; whether it is new. */
  add(text: string): boolean {
    const key = keyOf(text)
    const place = this.#placeOf(key)
    if (this.#slots[place] === key) return false
    if (this.#size >= MOST) return true
    this.#slots[place] = key
    this.#size++
    if (this.#size * 2 > this.#slots.length) this.#grow()
    return true
  }

  has(text: string): boolean {
    const key = keyOf(text)
    return this.#slots[this.#placeOf(key)] === key
  }

  /** Where a key stands, or would. */
  #placeOf(key: number): number {
    const last = this.#slots.length - 1
    let place = key % this.#slots.length
    while (this.#slots[place] !== 0 && this.#slots[place] !== key) place = place === last ? 0 : place + 1
    return place
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Float64Array(before.length * 2)
    for (const key of before) if (key !== 0) this.#slots[this.#placeOf(key)] = key
  }
}

/** Texts that a set takes: 64 MB. */
const MOST = 4_000_000

/** 52 bits of a text, never 0: two hashes of 26 bits. */
function keyOf(text: string): number {
  let [one, other] = [0x811c9dc5, 0x9747b28c]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x5bd1e995)
    other ^= other >>> 15
  }
  one ^= one >>> 13
  return (one >>> 6) * (1 << 26) + (other >>> 6) + 1
}
