/** What the command line once wrote or read, each by name. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLine, HIDDEN } from '../support/command-line.ts'

const asked: string[] = []
const { fileOf, folder, ran } = commandLine(async () => ({
  run: async (sql) => void asked.push(sql),
  query: async (sql) => {
    asked.push(sql)
    return { columns: ['fine'], batches: (async function* () {})() }
  },
  close: () => {},
}))

test('command-line: what a file says reaches no terminal as it is', async () => {
  const keys = fileOf('keys.json', JSON.stringify({ '\u001b]0;x\u0007\n': 1, '\u202e': 2 }))
  const broken = fileOf('broken.json', '\u001b]0;x\u0007\n{')
  for (const path of [keys, broken]) {
    const { code, out, err } = await ran(['explain', path, '--question', 'handle', '--locale', 'en'])
    expect([code, out]).toEqual([2, ''])
    expect(err).not.toMatch(HIDDEN)
    for (const line of err.trim().split('\n')) expect(line).toContain(path)
  }
  const table = await ran(['audit', fileOf('head.csv', 'fine,\u001b[2J,driver\n1,x,\u009b\u202e\n')])
  expect(table.out).not.toMatch(HIDDEN)
  const word = await ran(['\u001b]0;x'])
  expect(word.err).toMatch(/^demerit: error\[not-listed\]: \\u\{1b\}\]0;x: there is no such command;.*\n$/)
})

test('command-line: an address is refused before anything is opened, and a name means itself as a pattern', async () => {
  const open = () => Promise.reject(new Error('nothing is opened'))
  for (const path of ['http://127.0.0.1:9/x.csv', 'HTTPS://a.b/x.parquet', 's3://b/x.parquet', 'file:///x.csv']) {
    const { code, err } = await ran(['audit', path], { open })
    expect([code, err]).toEqual([
      2,
      `${path}: error[address]: this is an address; only files of this machine are read, so download it first\n`,
    ])
  }
  expect(asked).toEqual([])
  await ran(['audit', "~/a[1]{2}'.parquet"])
  expect(asked).toEqual([expect.stringContaining("'./~/a[[]1][{]2}''.parquet'")])
  asked.length = 0
  await ran(['audit', join(folder, "o'x.duckdb"), '--table', 'a"b'])
  expect(asked).toEqual([
    expect.stringContaining("o''x.duckdb' AS file (READ_ONLY)"),
    expect.stringContaining('file."a""b"'),
  ])
})
