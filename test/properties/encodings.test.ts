/** How the command line finds in what a file is written, byte by byte and piece by piece. */
import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodingOf, textReader } from '../../src/cli/text.ts'
import { commandLine } from '../support/command-line.ts'

/** Explains a file of these bytes, which come in pieces of that size; what stands on standard error. */
async function explained(bytes: Uint8Array, piece: number): Promise<string> {
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += piece) yield bytes.slice(from, from + piece)
  }
  const open = async () => ({ size: bytes.length, pieces: pieces(), sha256: () => undefined })
  return (await ran(['explain', 'facts.json', '--question', 'handle'], { open })).err
}
const { ran } = commandLine()

const within = (bytes: readonly number[]) =>
  Uint8Array.from([...Buffer.from('{"driver":"d","'), ...bytes, ...Buffer.from('":1}')])
const isGb18030 = (bytes: Uint8Array) => {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
/** 3 bytes of UTF-8 that are a Chinese character. */
const hasChinese = (bytes: Uint8Array) => /[\u3000-\u9fff]/.test(Buffer.from(bytes).toString('utf8'))

/** Sequences at the edges of UTF-8, whole and broken. */
const EDGES: readonly (readonly number[])[] = [
  [0xc2, 0x80],
  [0xc1, 0xbf],
  [0xdf, 0xbf],
  [0xdf, 0x41],
  [0xe0, 0xa0, 0x80],
  [0xe0, 0x9f, 0xbf],
  [0xed, 0x9f, 0xbf],
  [0xed, 0xa0, 0x80],
  [0xee, 0x80, 0x80],
  [0xef, 0xbf, 0xbf],
  [0xf0, 0x90, 0x80, 0x80],
  [0xf0, 0x8f, 0xbf, 0xbf],
  [0xf4, 0x8f, 0xbf, 0xbf],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0x80],
  [0xff],
  [0xe5, 0xbc],
  [0xc1, 0xaa, 0xcd, 0xa8],
  [0x81, 0x30, 0x81, 0x30],
]

describe('the encoding of a file', () => {
  test('what is not UTF-8, strictly, is read as GB18030 with a note, or refused', async () => {
    const sequence = fc.oneof(fc.constantFrom(...EDGES), fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 4 }))
    await fc.assert(
      fc.asyncProperty(fc.array(sequence, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), async (parts, piece) => {
        const bytes = within(parts.flat())
        const err = await explained(bytes, piece)
        expect(err).toBe(await explained(bytes, bytes.length))
        expect(err.includes('[encoding]')).toBe(!isUtf8(bytes))
        if (isUtf8(bytes) || hasChinese(bytes)) return
        expect(err.includes('note[encoding]: ')).toBe(isGb18030(bytes))
        expect(err.includes('error[encoding]: not in UTF-8 or GB18030; ')).toBe(!isGb18030(bytes))
      }),
      {
        examples: EDGES.flatMap((edge) => [
          [[edge], 1] as [number[][], number],
          [[edge], 2] as [number[][], number],
        ]) as never,
      },
    )
  })

  test.each([
    ['utf-8', 'a\u00e9京\u{20000}'],
    ['gb18030', 'a\u00e9京\u{20000}'],
    ['utf-16le', 'a\u00e9京\u{20000}'],
    ['utf-16be', 'a\u00e9京\u{20000}'],
  ] as const)('pieces of any size give one text: %s', async (encoding, text) => {
    const json = `{"driver":"d","${text}":1}`
    const utf16 = Buffer.from(`\ufeff${json}`, 'utf16le')
    const bytes = {
      'utf-8': Buffer.from(json),
      // é, 京 and U+20000 are of 4, 2 and 4 bytes.
      gb18030: within([0x61, 0xa8, 0xa6, 0xbe, 0xa9, 0x95, 0x32, 0x82, 0x36]),
      'utf-16le': utf16,
      'utf-16be': Buffer.from(utf16).swap16(),
    }[encoding]
    const whole = await explained(bytes, bytes.length)
    expect(whole).toContain('note[unknown-key]: not facts')
    expect(whole).toContain(`"${text}"`)
    for (let piece = 1; piece < bytes.length; piece++) expect(await explained(bytes, piece)).toBe(whole)
  })

  test('the mark of UTF-16 is two bytes, and one of them is none', () => {
    expect(encodingOf(Uint8Array.of(0xff, 0xfe))).toEqual({ encoding: 'utf-16le' })
    expect(encodingOf(Uint8Array.of(0xfe, 0xff))).toEqual({ encoding: 'utf-16be' })
    for (const [one, two] of [
      [0xff, 0x41],
      [0x41, 0xfe],
      [0xfe, 0x41],
      [0x41, 0xff],
    ] as const) {
      expect(JSON.stringify(encodingOf(Uint8Array.of(one, two)))).not.toContain('utf-16')
    }
  })

  test('a line break of any kind always becomes one, wherever a piece ends and however many pieces are empty', () => {
    const texts = fc.array(fc.constantFrom('a', '字', '\r', '\n', '\r\n'))
    const sizes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(texts, sizes, (parts, given) => {
        const bytes = Buffer.from(parts.join(''))
        const read = textReader('utf-8')
        let text = ''
        for (let from = 0, piece = 0; from < bytes.length; piece++) {
          const size = piece % 2 === 0 ? Math.max(1, given[piece % given.length] as number) : 0
          text += read(bytes.subarray(from, from + size))
          from += size
        }
        expect(text + read()).toBe(parts.join('').replace(/\r\n?/g, '\n'))
      }),
    )
  })
})
