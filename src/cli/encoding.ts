/** In what a file of text is written: UTF-8 as a rule, GB18030 as Excel in China writes CSV, UTF-16 as its “Unicode text”. */

/** An encoding, as the Encoding standard calls it. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** An encoding, as people call it. */
export type Name = 'UTF-8' | 'UTF-16' | 'GB18030'
/** What was tried when bytes are no text in an encoding that nobody named. */
export const TRIED: Readonly<Record<Encoding, readonly Name[]>> = {
  'utf-8': ['UTF-8'],
  gb18030: ['UTF-8', 'GB18030'],
  'utf-16le': ['UTF-16'],
  'utf-16be': ['UTF-16'],
}

/** The encoding of a file; or its first line that is text in none, or that it is not text. What is not UTF-8 is perhaps GB18030: reading it will tell. */
export type Found =
  | {
      readonly encoding: Encoding
      /** In GB18030 the first line that is most likely in UTF-8: its Chinese would be read as other Chinese. */
      readonly utf8Line?: number | undefined
    }
  | { readonly code: 'not-text' }
  | { readonly code: 'encoding'; readonly line: number; readonly tried: readonly Name[] }

/** Looks at the bytes of a file, piece by piece. */
export interface Detector {
  readonly take: (piece: Uint8Array) => void
  readonly found: () => Found
}

/** No text in UTF-8 or GB18030 has the character NUL; pictures, PDF, archives and UTF-16 have it among the first bytes. */
const FIRST = 4096
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * Finds how a file is written. What is not UTF-8 may be GB18030, unless it begins with the mark of UTF-8 or Chinese characters in
 * UTF-8 stand before: then a byte of it is broken, and as GB18030 all of them would be other characters.
 */
export function detector(): Detector {
  const first: number[] = []
  const count = lineCounter()
  const whole = utf8Check()
  let fault: number | undefined
  /** Behind the fault: the line, if it may be in UTF-8. */
  let ofLine: Utf8Check | undefined
  let utf8Line: number | undefined
  const endLine = () => {
    if (ofLine?.hasChinese() === true && ofLine.isOver()) utf8Line ??= count.line()
  }
  const markOf = () => MARKS.find((mark) => mark[1].every((byte, place) => first[place] === byte))?.[0]
  return {
    take(piece) {
      for (let place = 0; place < piece.length; place++) {
        const byte = piece[place] as number
        if (first.length < FIRST) first.push(byte)
        if (fault === undefined && !whole.isNext(byte)) fault = count.line()
        if (fault !== undefined && utf8Line === undefined) {
          if (byte === 10 || byte === 13) {
            endLine()
            ofLine = utf8Check()
          } else if (ofLine?.isNext(byte) === false) ofLine = undefined
        }
        count.take(byte)
      }
    },
    found() {
      const mark = markOf()
      if (mark === 'utf-16le' || mark === 'utf-16be') return { encoding: mark }
      if (first.includes(0)) return { code: 'not-text' }
      if (fault === undefined && whole.isOver()) return { encoding: 'utf-8' }
      if (mark === 'utf-8' || whole.hasChinese())
        return { code: 'encoding', line: fault ?? count.line(), tried: TRIED['utf-8'] }
      endLine()
      return { encoding: 'gb18030', utf8Line }
    },
  }
}

interface Utf8Check {
  /** Whether a byte may stand where it does. */
  readonly isNext: (byte: number) => boolean
  /** Whether no character is begun and not ended. */
  readonly isOver: () => boolean
  /** Whether Chinese characters stood before. */
  readonly hasChinese: () => boolean
}

function utf8Check(): Utf8Check {
  let hasChinese = false
  /** How many bytes of a character are still to come, and between which the next is. */
  let [rest, least, most, lead] = [0, 0x80, 0xbf, 0]
  return {
    isNext(byte) {
      if (rest > 0) {
        if (byte < least || byte > most) return false
        least = 0x80
        most = 0xbf
        rest--
        if (rest === 0 && lead >= 0xe3 && lead <= 0xe9) hasChinese = true
        return true
      }
      if (byte < 0x80) return true
      if (byte < 0xc2 || byte > 0xf4) return false
      lead = byte
      rest = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
      // Neither longer than needed, nor half of a pair, nor beyond the last character.
      if (byte === 0xe0) least = 0xa0
      if (byte === 0xed) most = 0x9f
      if (byte === 0xf0) least = 0x90
      if (byte === 0xf4) most = 0x8f
      return true
    },
    isOver: () => rest === 0,
    hasChinese: () => hasChinese,
  }
}

/** Counts the lines of a file as its bytes come. LF, CRLF and CR each end one. */
export function lineCounter(): { readonly take: (byte: number) => void; readonly line: () => number } {
  let line = 1
  let isBehindCr = false
  return {
    take(byte) {
      if (byte === 13 || (byte === 10 && !isBehindCr)) line++
      isBehindCr = byte === 13
    },
    line: () => line,
  }
}

/** What the host has to read bytes as text: Node and browsers do. Only what is used of it. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean })
  decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string
}

/** Reads bytes as text, piece by piece; the end is no piece. @throws TypeError if the bytes are not text in the encoding. */
export function textReader(encoding: Encoding): (piece?: Uint8Array) => string {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (piece) => (piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true }))
}

/** Finds the line of the first bytes that are no text in an encoding; `undefined` where all are. */
export function faultFinder(encoding: Encoding): {
  readonly take: (piece: Uint8Array) => void
  readonly found: () => number | undefined
} {
  const count = lineCounter()
  // One reader looks ahead at a whole piece; the other, a piece behind it, then reads that byte by byte.
  const ahead = textReader(encoding)
  const behind = textReader(encoding)
  let fault: number | undefined
  const isText = (read: () => string) => {
    try {
      return read() !== undefined
    } catch {
      return false
    }
  }
  const counted = (text: string) => {
    for (let place = 0; place < text.length; place++) count.take(text.charCodeAt(place))
    return text
  }
  return {
    take(piece) {
      if (fault !== undefined) return
      if (isText(() => ahead(piece))) counted(behind(piece))
      else if (!piece.every((_, place) => isText(() => counted(behind(piece.subarray(place, place + 1))))))
        fault = count.line()
    },
    found: () => fault ?? (isText(() => behind()) ? undefined : count.line()),
  }
}

/** The text of a whole file, and how it is written; or why it has none. */
export function textIn(
  bytes: Uint8Array,
):
  | ({ readonly text: string } & Extract<Found, { readonly encoding: Encoding }>)
  | Exclude<Found, { readonly encoding: Encoding }> {
  const look = detector()
  look.take(bytes)
  const found = look.found()
  if ('code' in found) return found
  try {
    const read = textReader(found.encoding)
    return { ...found, text: read(bytes) + read() }
  } catch {
    const finder = faultFinder(found.encoding)
    finder.take(bytes)
    return { code: 'encoding', line: finder.found() ?? 1, tried: TRIED[found.encoding] }
  }
}
