import type { RuleSet } from './rule-sets/rule-set.ts'

/** The version of this package. */
export const VERSION = '0.1.0'

/**
 * What a result that is taken away says of the law behind it: the version of this package, and the first twelve digits of the digest of the set, which
 * docs/CHANGES.md has whole.
 */
export function provenanceOf(set: RuleSet): string {
  return `demerit ${VERSION} ${sha256(JSON.stringify(set)).slice(0, 12)}`
}

/** The first bits behind the point of the square roots of the first eight primes, and of the cube roots of the first sixty-four. */
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
const ROUNDS = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]

/**
 * SHA-256 (FIPS 180-4) of a text of JSON, in hexadecimal digits. It is written out, since Node and browsers share no call that answers at once.
 */
function sha256(json: string): string {
  const words = paddedWords(json)
  const sum = Int32Array.from(START)
  const w = new Int32Array(64)
  const at = (index: number) => w[index] as number
  for (let block = 0; block < words.length; block += 16) {
    w.set(words.subarray(block, block + 16))
    for (let i = 16; i < 64; i++) {
      const [early, late] = [at(i - 15), at(i - 2)]
      const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
      const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
      w[i] = at(i - 16) + first + at(i - 7) + second
    }
    let [a, b, c, d, e, f, g, h] = sum as unknown as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const chosen = (e & f) ^ (~e & g)
      const most = (a & b) ^ (a & c) ^ (b & c)
      const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (ROUNDS[i] as number) + at(i)) | 0
      const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) sum[index] = (sum[index] as number) + word
  }
  return [...sum].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** A word with its bits turned to the right. */
function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The bytes of a text in UTF-8, one bit, zeros, and how many bits the text has: in words of 32 bits, by sixteen. */
function paddedWords(json: string): Int32Array {
  const bytes = encodeURIComponent(json).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  const words = new Int32Array((((bytes.length + 8) >> 6) + 1) * 16)
  const put = (index: number, byte: number) => {
    words[index >> 2] = (words[index >> 2] as number) | (byte << (24 - 8 * (index & 3)))
  }
  for (let index = 0; index < bytes.length; index++) put(index, bytes.charCodeAt(index))
  put(bytes.length, 0x80)
  words[words.length - 1] = bytes.length * 8
  return words
}
