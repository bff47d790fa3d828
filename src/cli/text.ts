/** How the bytes of a file are written, and how they are read as text: for the command line, and for the page (docs/site). */
import { linesIn } from './csv.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** What the host has to read bytes as text: Node and browsers do. Only what is used of it. */
declare class TextDecoder {
  constructor(label: string, options?: { readonly fatal: boolean })
  decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string
}

/** What keeps bytes from being text: with the line, where there is one, and what was tried. */
export type TextFault =
  | { readonly code: 'not-text' }
  | { readonly code: 'encoding'; readonly line: number; readonly tried: readonly string[] }

/** How a file is written, by its first bytes: by its mark; else UTF-8 if they are that; else GB18030, as Excel in China writes CSV. */
export function encodingOf(first: Uint8Array): { readonly encoding: Encoding } | TextFault {
  const [one, two] = first
  if (one === 0xff && two === 0xfe) return { encoding: 'utf-16le' }
  if (one === 0xfe && two === 0xff) return { encoding: 'utf-16be' }
  if (first.includes(0)) return { code: 'not-text' }
  if (isText('utf-8', first)) return { encoding: 'utf-8' }
  // Chinese before the fault, or its mark, says that it is UTF-8 and broken.
  const [before = ''] = new TextDecoder('utf-8').decode(first).split('\ufffd', 1)
  const isUtf8 = one === 0xef || /[\u3000-\u9fff]/.test(before)
  if (!isUtf8 && isText('gb18030', first)) return { encoding: 'gb18030' }
  return { code: 'encoding', line: linesIn(before) + 1, tried: isUtf8 ? ['UTF-8'] : ['UTF-8', 'GB18030'] }
}

function isText(encoding: Encoding, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Reads bytes as text piece by piece, each line ended by `\n`; no piece is the end. */
export function textReader(encoding: Encoding): (piece?: Uint8Array) => string | TextFault {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 0
  let isBehindCr = false
  return (piece) => {
    let text: string
    try {
      text = piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true })
    } catch {
      const [before = ''] = new TextDecoder(encoding).decode(piece ?? new Uint8Array()).split('\ufffd', 1)
      return { code: 'encoding', line: lines + linesIn(before) + 1, tried: [encoding.toUpperCase()] }
    }
    // A line break of two characters may lie in two pieces.
    const plain = (isBehindCr && text.startsWith('\n') ? text.slice(1) : text).replace(/\r\n?/g, '\n')
    if (text !== '') isBehindCr = text.endsWith('\r')
    lines += linesIn(plain)
    return plain
  }
}

/** Text in GB18030, for a spreadsheet that reads no UTF-8; what the host decodes is turned round, since it encodes nothing but UTF-8. */
export function gb18030Writer(): (text: string) => Uint8Array {
  const bytes = new Map<string, readonly number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let next = 0x40; next <= 0xfe; next++)
      if (next !== 0x7f) {
        const [character = '', more] = decoder.decode(Uint8Array.of(lead, next))
        if (more === undefined && character !== '\ufffd') bytes.set(character, [lead, next])
      }
  /** Of four bytes: as many characters lie before it. */
  const four = (place: number) => [
    0x81 + Math.floor(place / 12600),
    0x30 + (Math.floor(place / 1260) % 10),
    0x81 + (Math.floor(place / 10) % 126),
    0x30 + (place % 10),
  ]
  for (let place = 0; place < 39420; place++) {
    const character = decoder.decode(Uint8Array.from(four(place)))
    if (character !== '\ufffd' && !bytes.has(character)) bytes.set(character, four(place))
  }
  return (text) => {
    const written: number[] = []
    for (const character of text) {
      const code = character.codePointAt(0) as number
      if (code < 0x80) written.push(code)
      else written.push(...(code > 0xffff ? four(189_000 + code - 0x10000) : (bytes.get(character) ?? [0x3f])))
    }
    return Uint8Array.from(written)
  }
}
