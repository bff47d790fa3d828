/** What README says first to each of its readers, done in an empty folder with the packed package. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blocksIn } from '../docs/snippets.ts'
import { type Consumer, MANIFEST, packed, ROOT, run } from './consumer.ts'

const README = readFileSync(join(ROOT, 'README.md'), 'utf8')
/** Who reads, and what they do after `npm install demerit`: headings of README. */
const READERS = [
  ['a backend engineer', ['A registry']],
  ['a front-end engineer', ['A form']],
  ['an analyst', ['An audit of a file']],
] as const

let consumer: Consumer
beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

/** The blocks below a heading of README. */
function blocksUnder(heading: string): ReturnType<typeof blocksIn> {
  const [, after = ''] = README.split(`\n## ${heading}\n`)
  return blocksIn(after.split('\n## ')[0] as string, 'README.md')
}

const trimmed = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd()

describe.each(READERS)('%s', (_, headings) => {
  test('installs it by its name', () => {
    expect(README).toContain('```sh\nnpm install demerit\n```')
    expect(MANIFEST.name).toBe('demerit')
  })

  test.each(headings)('does what stands under “%s”', async (heading) => {
    const blocks = blocksUnder(heading).filter(({ language }) => language === 'ts' || language === 'sh')
    expect(blocks.length).toBeGreaterThan(0)
    for (const { language, code, output } of blocks) {
      if (language === 'ts') {
        const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
        const file = consumer.write('step.mjs', ts.transpileModule(code, { compilerOptions }).outputText)
        const ran = await run(process.execPath, [file], consumer.folder)
        expect(ran.stderr).toBe('')
        expect(trimmed(ran.stdout)).toBe(trimmed(output ?? ''))
        continue
      }
      expect(code).toMatch(/^npx demerit .*$/)
      for (const table of blocksUnder(heading).filter(({ language }) => language === 'csv'))
        consumer.write('acts.csv', `${table.code}\n`)
      const program = join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
      const ran = await run(process.execPath, [program, ...code.split(' ').slice(2)], consumer.folder)
      expect(ran.status).toBe(0)
      expect(trimmed(ran.stdout)).toBe(trimmed(output ?? ''))
    }
  })
})

// Of these, sixteen are the article's answer and one decision, which come before all else, and four what only a clone has.
test('README is short: at most 170 lines, none over 130 characters outside tables', () => {
  const lines = README.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(170)
  expect(lines.filter((line) => line.length > 130 && !line.startsWith('|'))).toEqual([])
})
