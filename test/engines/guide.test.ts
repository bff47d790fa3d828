/** The guide of audits: what it shows of the command line and of DuckDB is run here, the rest with the other pages. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/index.ts'
import { cn } from '../../src/law/index.ts'
import { auditSql, POINTS_TABLES, TABLES } from '../../src/sql/index.ts'
import { blocksOf, ROOT, workshop } from '../docs/snippets.ts'
import { duckdb, enginesInstalled } from './engines.ts'

const PAGE = 'docs/guides/audit.md'
const blocks = blocksOf(PAGE)
const folder = mkdtempSync(join(tmpdir(), 'demerit-guide-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the guide lists every query of an audit, with its title and what it needs', () => {
  const page = readFileSync(join(ROOT, PAGE), 'utf8')
  const rows = auditSql(cn, { dialect: 'duckdb' }).map(
    ({ name, title, exact }) => `| \`${name}\` | ${title.en} (\`${exact}\`) |`,
  )
  expect(page).toContain(rows.join('\n'))
})

/** The columns of the tables, as a page shows them. */
function tablesText(): string {
  return Object.entries({ ...TABLES, ...POINTS_TABLES })
    .map(([name, { means, key, columns }]) => {
      const rows = Object.entries(columns).map(([column, { kind, orNull, words = [], means: says }]) => {
        const listed = words.length === 0 ? '' : ` ${words.map((word) => `\`${word}\``).join(', ')}.`
        return `| \`${column}\` | ${kind}${orNull ? ' or NULL' : ''} | ${says}${listed} |`
      })
      const lines = ['| column | holds | meaning |', '| --- | --- | --- |', ...rows]
      return `#### \`${name}\`\n\n${means} Key: ${key.map((column) => `\`${column}\``).join(', ')}.\n\n${lines.join('\n')}`
    })
    .join('\n\n')
}

test('the guide lists every column of every table that an audit reads', async () => {
  const page = readFileSync(join(ROOT, PAGE), 'utf8')
  const [before, after] = [page.indexOf('#### `drivers`'), page.indexOf('\n### The facts of every act')]
  expect(page.slice(before, after).trim()).toBe(tablesText())
})

describe.skipIf(!enginesInstalled)('the guide', () => {
  const commands = blocks.filter(({ language, code }) => language === 'sh' && code.startsWith('npx demerit '))

  test.each(commands.map(({ code, output }) => [code, output ?? ''] as const))('%s', async (code, output) => {
    const csv = blocks.find(({ language }) => language === 'csv')?.code as string
    const path = join(folder, 'acts.csv')
    writeFileSync(path, `${csv}\n`)
    let out = ''
    const args = code
      .split(' ')
      .slice(2)
      .map((word) => (word === 'acts.csv' ? path : word))
    const code_ = await run(args, {
      out: async (text) => void (out += text),
      err: (text) => void (out += text),
      isTerminal: false,
      readText: async (file) => readFileSync(file, 'utf8'),
      openDuckdb: async () => {
        const { run, rows, close } = await duckdb()
        return { run, rows, close: () => void close() }
      },
    })
    expect([code_, out.trimEnd()]).toEqual([0, output.trimEnd()])
  })

  test.skipIf(!existsSync(join(ROOT, 'dist', 'sql.js')))(
    'what it shows of DuckDB runs on the built package, and prints what it shows',
    () => {
      const shop = workshop()
      try {
        mkdirSync(dirname(join(shop.folder, 'node_modules', '@duckdb')), { recursive: true })
        symlinkSync(
          fileURLToPath(new URL('./node_modules/@duckdb', import.meta.url)),
          join(shop.folder, 'node_modules', '@duckdb'),
          'dir',
        )
        const shown = blocks.filter(({ marks, language }) => language === 'js' && marks.includes('no-run'))
        expect(shown.length).toBeGreaterThan(0)
        for (const [index, { code, output }] of shown.entries()) {
          const file = join(shop.folder, `shown-${index}.mjs`)
          writeFileSync(file, code)
          expect(execFileSync(process.execPath, [file], { encoding: 'utf8' }).trimEnd()).toBe((output ?? '').trimEnd())
        }
      } finally {
        shop.remove()
      }
    },
  )
})
