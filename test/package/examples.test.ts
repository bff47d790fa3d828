/**
 * The examples that need Node alone, each by its one command from the packed package. The judge in Python: data.test.ts; the form: test/browser; the
 * service and the frameworks: test/integrations.
 */
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocksOf } from '../docs/snippets.ts'
import { type Consumer, packed, ROOT, run } from './consumer.ts'

const EXAMPLES = 'node_modules/demerit/docs/examples'
let consumer: Consumer
beforeAll(async () => {
  consumer = await packed()
  symlinkSync(join(ROOT, 'node_modules/@electric-sql'), join(consumer.folder, 'node_modules/@electric-sql'), 'dir')
})
afterAll(() => consumer?.remove())

/** The lines that a script of Node prints. */
async function linesOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const { stdout, stderr, status } = await run(process.execPath, args, cwd, { DATABASE_URL: undefined } as never)
  expect([stderr, status]).toEqual(['', 0])
  return stdout.split('\n').map((line) => line.trimEnd())
}

test('store.mjs refuses a fourth vehicle, follows the events and finds the tables sound', async () => {
  expect(await linesOf([`${EXAMPLES}/store.mjs`], consumer.folder)).toEqual([
    'v1 accepted',
    'v2 accepted',
    'v3 accepted',
    'v4 refused driver-cap',
    '8 events, up to a position: true',
    'true',
    '',
  ])
})

test('acts.csv is the file of the guide, and the command line says of it what the guide says', async () => {
  const blocks = blocksOf('docs/guides/audit.md')
  const file = readFileSync(join(consumer.folder, EXAMPLES, 'acts.csv'), 'utf8')
  expect(file).toBe(`${blocks.find(({ language }) => language === 'csv')?.code}\n`)
  const shown = blocks.find(({ code }) => code === 'npx demerit audit acts.csv')?.output as string
  const lines = await linesOf(['../../dist/cli.js', 'audit', 'acts.csv'], join(consumer.folder, EXAMPLES))
  expect(lines.join('\n').trimEnd()).toBe(shown.replace(/[ \t]+$/gm, ''))
})

test('reform.mjs compares three reforms, and draws what they leave', async () => {
  const lines = await linesOf([`${EXAMPLES}/reform.mjs`], consumer.folder)
  expect(lines).toContain('date-at-window handle permitted refused since-binding')
  expect(lines).toContain('three-drivers bind permitted refused drivers-bound-per-year')
  const rows = lines.filter((line) => line.startsWith('│')).map((line) => line.split('│').map((cell) => cell.trim()))
  expect(rows.filter((row) => row.length === 6).map((row) => row.slice(2, 5))).toEqual([
    ['id', 'app, occurred later', 'window, before'],
    ["'cn-2024-11-01'", '110', '230'],
    ["'date-at-window'", '110', '0'],
    ["'three-drivers'", '33', '230'],
    ["'thirty-days'", '33', '230'],
  ])
  const svg = readFileSync(join(consumer.folder, 'reform.svg'), 'utf8')
  const { version, digest } = JSON.parse(readFileSync(join(ROOT, 'dist/rule-sets.json'), 'utf8'))
  expect(svg.match(/<rect /g)).toHaveLength(8)
  for (const word of ['33 app, later', '230 window, before', `demerit ${version}, law ${digest.slice(0, 12)}`])
    expect(svg).toContain(word)
})
