/** What the command line once wrote or read, each by name. What needs DuckDB is in `engines/cli.test.ts`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
// @ts-expect-error -- Node's files, without types of its own
import { isOrdinary, readBytes } from '../../src/cli/files.mjs'
import { run } from '../../src/cli/index.ts'

/** Characters that a terminal obeys or that turn a line around. */
const HIDDEN = new RegExp(`[${['\\u0000-\\u0009', '\\u000b-\\u001f', '\\u007f-\\u009f', '\\u202a-\\u202e'].join('')}]`)
const AUDIT = ['--question', 'handle']
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'demerit-command-line-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fileOf = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const ran = async (args: readonly string[], asked: string[] = []) => {
  const written = { code: 0, out: '', err: '' }
  written.code = await run(args, {
    out: async (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    version: '1.2.3',
    isTerminal: false,
    readBytes,
    isOrdinary,
    temporaryFile: () => Promise.reject(new Error('no file is wanted')),
    openDuckdb: async () => ({
      run: async (sql) => void asked.push(sql),
      rows: async (sql) => {
        asked.push(sql)
        return []
      },
      close: () => {},
    }),
  })
  return written
}

test('command-line: what a file says reaches no terminal as it is', async () => {
  const keys = fileOf('keys.json', JSON.stringify({ '\u001b]0;x\u0007\n': 1, '\u202e': 2 }))
  const broken = fileOf('broken.json', '\u001b]0;x\u0007\n{')
  for (const path of [keys, broken]) {
    const { code, out, err } = await ran(['explain', path, ...AUDIT, '--locale', 'en'])
    expect([code, out]).toEqual([2, ''])
    expect(err).not.toMatch(HIDDEN)
    for (const line of err.trim().split('\n')) expect(line).toContain(path)
  }
  const word = await ran(['\u001b]0;x'])
  expect(word.err).toMatch(/^demerit: error\[not-listed\]: \\u\{1b\}\]0;x: there is no such command;.*\n$/)
  expect(await ran(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' })
})

test('command-line: an address is refused before the database is asked anything, and a name means itself as a pattern', async () => {
  const asked: string[] = []
  for (const path of ['http://127.0.0.1:9/x.csv', 's3://b/x.parquet']) {
    const { code, err } = await ran(['audit', path, ...AUDIT], asked)
    expect([code, err]).toEqual([
      2,
      `${path}: error[address]: this is an address; audit reads files of this machine, so download it first\n`,
    ])
  }
  expect(asked).toEqual([])
  await ran(['audit', '~/a[1]{2}.csv', ...AUDIT], asked)
  expect(asked.length).toBeGreaterThan(0)
  for (const sql of asked) expect(sql).toContain("'./~/a[[]1][{]2}.csv")
})

test('command-line: DuckDB that is not installed is told apart from DuckDB that does not start', async () => {
  const errOf = async (error: Error) => {
    let err = ''
    const code = await run(['audit', 'x.csv', ...AUDIT], {
      out: async () => {},
      err: (text) => void (err += text),
      version: '1.2.3',
      isTerminal: false,
      readBytes,
      isOrdinary,
      temporaryFile: () => Promise.reject(error),
      openDuckdb: () => Promise.reject(error),
    })
    return [code, err]
  }
  for (const code of ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])
    expect(await errOf(Object.assign(new Error('no'), { code }))).toEqual([
      2,
      'demerit: error[no-duckdb]: audit needs DuckDB: npm install @duckdb/node-api\n',
    ])
  expect(await errOf(new Error('no\nroom'))).toEqual([2, 'demerit: error[database]: no room\n'])
})
