import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { BINDING_FACTS, COMMAND_TYPES, HANDLING_FACTS, REFUSAL_CODES, RULE_IDS } from '../../src/index.ts'
import { ROOT } from './snippets.ts'

test('docs/RULES.md is what the rule sets say today (npm run docs:rules)', async () => {
  const generator: { page(): string } = await import(pathToFileURL(join(ROOT, 'docs/generate-rules.mjs')).href)
  expect(readFileSync(join(ROOT, 'docs/RULES.md'), 'utf8')).toBe(generator.page())
})

test('docs/INPUTS.md has every fact of each question and every command, as they are read today (npm run docs:inputs)', async () => {
  const generator: { page(): string } = await import(pathToFileURL(join(ROOT, 'docs/generate-inputs.mjs')).href)
  const page = readFileSync(join(ROOT, 'docs/INPUTS.md'), 'utf8')
  expect(page).toBe(generator.page())
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  expect(rows).toEqual([...BINDING_FACTS, ...HANDLING_FACTS, ...COMMAND_TYPES])
})

test('the pictures show what the package says today (npm run docs:pictures), and fetch nothing', async () => {
  const { pictures }: { pictures(): Readonly<Record<string, string>> } = await import(
    pathToFileURL(join(ROOT, 'docs/pictures.mjs')).href
  )
  const drawn = Object.entries(pictures())
  expect(drawn.length).toBeGreaterThan(2)
  for (const [file, svg] of drawn) {
    expect(readFileSync(join(ROOT, 'docs', file), 'utf8'), file).toBe(svg)
    expect(svg).toContain('prefers-color-scheme:dark')
    expect(svg.replace(/ xmlns="[^"]*"/, '')).not.toMatch(/https?:|url\(|href|@import|<script|NaN/)
    const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
    for (const [, x = '', kind = '', text = ''] of svg.matchAll(
      /<text x="([\d.]+)" y="[\d.]+"(?: class="([^"]+)")?[^>]*>([^<]*)</g,
    )) {
      // Text of this size takes at most 6.6 units a character.
      const [before, after] = kind.includes('e') ? [1, 0] : kind.includes('m') ? [0.5, 0.5] : [0, 1]
      expect(Number(x) - before * 6.6 * text.length, text).toBeGreaterThanOrEqual(0)
      expect(Number(x) + after * 6.6 * text.length, text).toBeLessThanOrEqual(width)
    }
  }
})

test('docs/PROBLEMS.md has a section for each code and rule, at an anchor that stays (npm run docs:problems)', async () => {
  const generator: { page(): string; CODES: readonly string[] } = await import(
    pathToFileURL(join(ROOT, 'docs/generate-problems.mjs')).href
  )
  const page = readFileSync(join(ROOT, 'docs/PROBLEMS.md'), 'utf8')
  expect(page).toBe(generator.page())
  const codes = ['invalid', 'undetermined', 'no-rule-set-in-force', 'key-reused', ...RULE_IDS, ...REFUSAL_CODES]
  expect([...generator.CODES].sort()).toEqual([...new Set(codes)].sort())
  const headings = page.split('\n').filter((line) => line.startsWith('## '))
  expect(headings.map((line) => line.slice(3))).toEqual(generator.CODES)
})
