/** Runs the command line without the program around it, on files of a folder that is removed. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
// @ts-expect-error -- Node's files, without types of its own
import { createFile, filesLike, identityOf, openFile } from '../../src/cli/files.mjs'
import { type Host, run } from '../../src/cli/index.ts'

/** Characters that a terminal obeys or that turn a line around. */
export const HIDDEN = new RegExp(
  `[${['\\u0000-\\u0009', '\\u000b-\\u001f', '\\u007f-\\u009f', '\\u202a-\\u202e', '\\u{e0000}-\\u{e007f}'].join('')}]`,
  'u',
)

/** The version of the package that the command line is told. */
export const VERSION = '1.2.3'
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A folder for files, and the command line beside it. */
export function commandLine(openDuckdb: Host['openDuckdb'] = () => Promise.reject(new Error('no database is wanted'))) {
  const folder = mkdtempSync(join(tmpdir(), 'demerit-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    fileOf(name: string, content: string | Uint8Array) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    textOf: (name: string) => readFileSync(join(folder, name), 'utf8'),
    async ran(args: readonly string[], host: Partial<Host> = {}) {
      const written = { code: 0, out: '', err: '' }
      const bytes: Uint8Array[] = []
      written.code = await run(args, {
        out: async (text) => {
          if (typeof text !== 'string') bytes.push(text)
          else written.out += text
        },
        err: (text) => void (written.err += text),
        version: VERSION,
        sha256Of,
        isTerminal: false,
        open: openFile,
        filesLike,
        identityOf,
        create: createFile,
        openDuckdb,
        ...host,
      })
      return { ...written, bytes: Buffer.concat(bytes) }
    },
  }
}

/** The rows of CSV without line breaks in cells, each by its header. */
export function rowsIn(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\n')
  const cells = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    )
  const names = cells(head)
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell])))
}

/** The text in GB18030, as an office in China writes it: each character found by reading all pairs of bytes. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const pairs = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let next = 0x40; next <= 0xfe; next++) pairs.set(decoder.decode(new Uint8Array([lead, next])), [lead, next])
  return Buffer.from([...text].flatMap((each) => (each < '\u0080' ? [each.charCodeAt(0)] : (pairs.get(each) ?? []))))
}
