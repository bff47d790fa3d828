import { onOneLine } from '../input/text.ts'
import { detector, type Encoding, faultFinder, lineCounter, type Name, TRIED, textReader } from './encoding.ts'
import { FILE_FAULTS } from './file-faults.ts'
import type { Screen, TemporaryFile } from './host.ts'
import { Failure } from './message.ts'

/** What `--encoding` says. */
export type Written = 'auto' | 'utf-8' | 'gb18030'

/** A file: what it is called, and where it is read, there or from a copy. */
export interface Located {
  readonly file: string
  readonly path: string
}

/** A file of text, and how it is written. */
export interface TextFile extends Located {
  readonly encoding: Encoding
  /** What was tried, for the message about bytes that are text in none of these encodings. */
  readonly tried: readonly Name[]
  /** The line that is most likely in another encoding than the others. */
  readonly otherLine?: number | undefined
  /** What is to be noted where nobody said the encoding: without it nobody would look whether it is right. */
  readonly note?: string | undefined
}

/** Finds how a file of text is written. @throws Failure when it cannot be read, or is text in no encoding that is read. */
export async function textFile({ file, path }: Located, written: Written, host: Screen): Promise<TextFile> {
  const look = detector()
  await reading(file, host.readBytes(path, look.take))
  const found = look.found()
  if ('code' in found && found.code === 'not-text')
    throw new Failure('not-text', FILE_FAULTS['not-text'].en(), { file })
  // What was said is read, and nothing else.
  const otherLine = 'encoding' in found ? found.utf8Line : undefined
  if (written === 'gb18030') return { file, path, encoding: written, tried: ['GB18030'], otherLine }
  if ('code' in found) {
    // It begins as UTF-8 does, which a few characters in GB18030 look like too.
    const hint = written === 'auto' ? '; --encoding gb18030 if it is that' : ''
    throw new Failure('encoding', `${FILE_FAULTS.encoding.en(found.tried)}${hint}`, { file, line: found.line })
  }
  const { encoding } = found
  const isOther = written === 'utf-8' && encoding !== 'utf-8'
  const text = { file, path, encoding: isOther ? written : encoding, tried: TRIED[isOther ? written : encoding] }
  if (isOther) throw await notText(text, host)
  const note = encoding === 'gb18030' ? `${FILE_FAULTS.gb18030.en()}. --encoding gb18030 says that it is` : undefined
  return { ...text, otherLine, note }
}

/** Gives the text to `take`, piece by piece. @throws Failure at bytes that are not text. */
async function readPieces(text: TextFile, take: (text: string) => Promise<void>, host: Screen): Promise<void> {
  const { file, path, encoding } = text
  const read = readerOf(file, encoding)
  const textOf = async (piece?: Uint8Array) => {
    try {
      return read(piece)
    } catch {
      throw await notText(text, host)
    }
  }
  await reading(
    file,
    host.readBytes(path, async (piece) => await take(await textOf(piece))),
  )
  await take(await textOf())
}

function readerOf(file: string, encoding: Encoding): (piece?: Uint8Array) => string {
  try {
    return textReader(encoding)
  } catch {
    throw new Failure('encoding', `this Node does not read ${encoding.toUpperCase()}; save the file as CSV (UTF-8)`, {
      file,
    })
  }
}

/** Reads a file once more for the line that is no text. */
async function notText({ file, path, encoding, tried }: TextFile, host: Screen): Promise<Failure> {
  const finder = faultFinder(encoding)
  await reading(file, host.readBytes(path, finder.take))
  return new Failure('encoding', FILE_FAULTS.encoding.en(tried), { file, line: finder.found() })
}

/** Runs what reads a file more than once: with the file itself, or of a pipe or what is packed with a copy. */
export async function withOrdinary<T>(file: string, host: Screen, use: (place: Located) => Promise<T>): Promise<T> {
  if (await reading(file, host.isOrdinary(file))) return await use({ file, path: file })
  return await withCopy(file, host, (write) => reading(file, host.readBytes(file, write)), use)
}

/** Runs what needs a file in UTF-8: with the file itself, or with a copy. */
export async function withUtf8<T>(text: TextFile, host: Screen, use: (place: Located) => Promise<T>): Promise<T> {
  if (text.encoding === 'utf-8') return await use(text)
  return await withCopy(text.file, host, (write) => readPieces(text, write, host), use)
}

/** Runs with a copy of a file that is removed behind it, whatever happens. */
async function withCopy<T>(
  file: string,
  host: Screen,
  fill: (write: TemporaryFile['write']) => Promise<void>,
  use: (place: Located) => Promise<T>,
): Promise<T> {
  const copy = await copyFor(file, host)
  try {
    try {
      await fill(copy.write)
    } finally {
      await copy.close()
    }
    return await use({ file, path: copy.path })
  } finally {
    await copy.remove()
  }
}

async function copyFor(file: string, host: Screen): Promise<TemporaryFile> {
  try {
    const copy = await host.temporaryFile()
    const write = async (piece: string | Uint8Array) => {
      await copy.write(piece).catch((error) => {
        throw unwritable(file, error)
      })
    }
    return { ...copy, write }
  } catch (error) {
    throw unwritable(file, error)
  }
}

function unwritable(file: string, error: unknown): Failure {
  return new Failure('unwritable', `its copy: ${onOneLine((error as Error).message)}`, { file })
}

/** The whole text of a file, and what is to be noted of it. It is read once, so it may be a pipe. @throws Failure when it cannot be read. */
export async function wholeText(
  file: string,
  written: Written,
  host: Screen,
): Promise<{ text: string; note: string | undefined }> {
  const bytes: Uint8Array[] = []
  await reading(
    file,
    host.readBytes(file, (piece) => void bytes.push(piece.slice())),
  )
  const kept = {
    ...host,
    readBytes: async (_: string, take: (piece: Uint8Array) => void | Promise<void>) => {
      for (const piece of bytes) await take(piece)
    },
  }
  const found = await textFile({ file, path: file }, written, kept)
  const pieces: string[] = []
  await readPieces(found, async (text) => void pieces.push(text), kept)
  return { text: pieces.join('').replace(/^\ufeff/, ''), note: found.note }
}

/** The line of a file in which a row stands that is read from about this byte on: blank lines before it are not it. */
export async function lineAt(path: string, position: number, host: Screen): Promise<number> {
  const count = lineCounter()
  let at = 0
  let isFound = false
  let isBehindEnd = true
  await reading(
    path,
    host.readBytes(path, (piece) => {
      for (let place = 0; place < piece.length && !isFound; place++, at++) {
        const byte = piece[place] as number
        const isEnd = byte === 10 || byte === 13
        if (at >= position && !(isEnd && isBehindEnd)) isFound = true
        else count.take(byte)
        isBehindEnd = isEnd
      }
    }),
  )
  return count.line()
}

/** Whether this line of a file ends as those of Windows do. */
export async function endsInCrlf(path: string, line: number, host: Screen): Promise<boolean> {
  const count = lineCounter()
  let before = 0
  let isCrlf = false
  await reading(
    path,
    host.readBytes(path, (piece) => {
      for (const byte of piece) {
        if (count.line() > line + 1) return
        count.take(byte)
        if (byte === 10 && before === 13 && count.line() === line + 1) isCrlf = true
        before = byte
      }
    }),
  )
  return isCrlf
}

const CODES: Readonly<Record<string, readonly ['no-file' | 'no-access' | 'folder', string]>> = {
  ENOENT: ['no-file', 'there is no such file, or it is not an ordinary file'],
  EISDIR: ['folder', 'this is a folder'],
  EACCES: ['no-access', 'the file may not be read; ask for permission'],
  EPERM: ['no-access', 'the file may not be read; ask for permission'],
}
/** What there is to say of a file that is not there. */
export const NO_FILE: string = (CODES.ENOENT as readonly [string, string])[1]

/** Waits for what reads a file. @throws Failure when the machine does not let it. */
export async function reading<T>(file: string, read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof Failure) throw error
    const known = CODES[String((error as { readonly code?: unknown }).code)]
    throw known === undefined
      ? new Failure('unreadable', onOneLine((error as Error).message), { file })
      : new Failure(known[0], known[1], { file })
  }
}
