import { onOneLine } from '../input/text.ts'
import { detector, type Encoding, lineCounter, TRIED, textReader } from './encoding.ts'
import { FILE_FAULTS } from './file-faults.ts'
import type { Screen, TemporaryFile } from './host.ts'
import { Failure, type Place } from './message.ts'

/** What `--encoding` says. */
export type Written = 'auto' | 'utf-8' | 'gb18030'

/** A file of text, and how it is written. */
export interface TextFile {
  readonly file: string
  readonly encoding: Encoding
  /** The first line that is not in UTF-8. */
  readonly line?: number | undefined
  /** What is to be noted where nobody said the encoding: without it nobody would look whether it is right. */
  readonly note?: string | undefined
}

/** Finds how a file of text is written. @throws Failure when it cannot be read, or is text in no encoding that is read. */
export async function textFile(file: string, written: Written, host: Screen): Promise<TextFile> {
  const look = detector()
  await reading(file, host.readBytes(file, look.take))
  const found = look.found()
  if ('code' in found && found.code === 'not-text')
    throw new Failure('not-text', FILE_FAULTS['not-text'].en(), { file })
  const { line } = found
  const isUtf16 = 'encoding' in found && found.encoding.startsWith('utf-16')
  if (written === 'gb18030' && !isUtf16) return { file, encoding: written, line }
  if ('code' in found || (written === 'utf-8' && found.encoding === 'gb18030')) throw notText('utf-8', { file, line })
  const note =
    found.encoding === 'gb18030' ? `${FILE_FAULTS.gb18030.en()}. --encoding gb18030 says that it is` : undefined
  return { file, encoding: found.encoding, line, note }
}

/** Gives the text to `take`, piece by piece. @throws Failure at bytes that are not text. */
async function readPieces(
  { file, encoding, line }: TextFile,
  take: (text: string) => Promise<void>,
  host: Screen,
): Promise<void> {
  const read = readerOf(file, encoding)
  const text = (piece?: Uint8Array) => {
    try {
      return read(piece)
    } catch {
      throw notText(encoding, { file, line })
    }
  }
  await reading(
    file,
    host.readBytes(file, (piece) => take(text(piece))),
  )
  await take(text())
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

function notText(encoding: Encoding, place: Place): Failure {
  return new Failure('encoding', FILE_FAULTS.encoding.en(TRIED[encoding]), place)
}

/** Runs what needs a file in UTF-8: with the file itself, or with a copy that is removed behind it. */
export async function withUtf8<T>(text: TextFile, host: Screen, use: (path: string) => Promise<T>): Promise<T> {
  const { file, encoding } = text
  if (encoding === 'utf-8') return await use(file)
  const copy = await copyFor(file, host)
  try {
    try {
      await readPieces(text, copy.write, host)
    } finally {
      await copy.close()
    }
    return await use(copy.path)
  } finally {
    await copy.remove()
  }
}

async function copyFor(file: string, host: Screen): Promise<TemporaryFile> {
  try {
    const copy = await host.temporaryFile()
    const write = async (text: string) => {
      await copy.write(text).catch((error) => {
        throw unwritable(file, error)
      })
    }
    return { ...copy, write }
  } catch (error) {
    throw unwritable(file, error)
  }
}

function unwritable(file: string, error: unknown): Failure {
  return new Failure('unwritable', `its copy in UTF-8: ${onOneLine((error as Error).message)}`, { file })
}

/** The whole text of a file. @throws Failure when it cannot be read. */
export async function wholeText(file: TextFile, host: Screen): Promise<string> {
  const pieces: string[] = []
  await readPieces(file, async (text) => void pieces.push(text), host)
  return pieces.join('').replace(/^\ufeff/, '')
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

const CODES: Readonly<Record<string, readonly ['no-file' | 'no-access' | 'folder', string]>> = {
  ENOENT: ['no-file', 'there is no such file, or it is not an ordinary file'],
  ENXIO: ['no-file', 'there is no such file, or it is not an ordinary file'],
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
