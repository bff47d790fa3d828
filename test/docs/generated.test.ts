import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { BINDING_FACTS, COMMAND_TYPES, CORRECTION_REFUSALS, HANDLING_FACTS, REFUSAL_CODES } from '../../src/index.ts'
import { CITATIONS, cn, QUESTIONS, RULE_IDS } from '../../src/law/index.ts'
import { COMMANDS } from '../../src/registry/commands/index.ts'
import { ROOT } from './snippets.ts'

test('docs/RULES.md is what the rule sets say today (npm run docs)', async () => {
  const generator: { page(): string } = await import(pathToFileURL(join(ROOT, 'docs/generate-rules.mjs')).href)
  expect(readFileSync(join(ROOT, 'docs/RULES.md'), 'utf8')).toBe(generator.page())
})

test('docs/RANGES.md has what was counted of each case (npm run docs)', async () => {
  const generator: { page(): string } = await import(pathToFileURL(join(ROOT, 'docs/generate-range-table.mjs')).href)
  expect(readFileSync(join(ROOT, 'docs/RANGES.md'), 'utf8')).toBe(generator.page())
})

test('docs/INPUTS.md has every fact of each question and every command, as they are read today (npm run docs)', async () => {
  const generator: { page(language?: 'zh'): string } = await import(
    pathToFileURL(join(ROOT, 'docs/generate-inputs.mjs')).href
  )
  const page = readFileSync(join(ROOT, 'docs/INPUTS.md'), 'utf8')
  expect(page).toBe(generator.page())
  expect(readFileSync(join(ROOT, 'docs/INPUTS.zh-CN.md'), 'utf8')).toBe(generator.page('zh'))
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  expect(rows).toEqual([...BINDING_FACTS, ...HANDLING_FACTS, ...COMMAND_TYPES])
})

test('the guide to other languages has what each command is about, and its refusals in their order', () => {
  const rows = COMMAND_TYPES.map((type) => {
    const { about, refusals, broken } = COMMANDS[type]
    const codes = refusals.map((code) => `\`${code}\``)
    // What is broken only where a reform struck out the rule that says it first.
    const before = ['`vehicle-deregistered`', '`violation-not-open`']
    const first = codes.filter((code) => code.startsWith('`unknown-') || before.includes(code))
    const given = broken === null ? codes : [...first, 'the law']
    return `| \`${type}\` | ${about.join(', ')} | ${given.join(', ')} |`
  })
  expect(readFileSync(join(ROOT, 'docs/guides/other-languages.md'), 'utf8')).toContain(`\n${rows.join('\n')}\n`)
})

test('docs/RECORD.md says what the files of results say (npm run docs)', async () => {
  const generator: { page(): string } = await import(pathToFileURL(join(ROOT, 'docs/generate-record.mjs')).href)
  expect(readFileSync(join(ROOT, 'docs/RECORD.md'), 'utf8')).toBe(generator.page())
})

test('the pictures show what the package says today (npm run docs), and fetch nothing', async () => {
  const { pictures }: { pictures(): Readonly<Record<string, string>> } = await import(
    pathToFileURL(join(ROOT, 'docs/pictures.mjs')).href
  )
  const drawn = Object.entries(pictures())
  expect(drawn.length).toBeGreaterThan(2)
  for (const [file, svg] of drawn) {
    expect(readFileSync(join(ROOT, 'docs', file), 'utf8'), file).toBe(svg)
    expect(svg).toContain('prefers-color-scheme:dark')
    // An address that is read fetches nothing.
    const marks = svg.replace(/ xmlns="[^"]*"/, '').replace(/<text[^>]*>[^<]*</g, '')
    expect(marks).not.toMatch(/https?:|url\(|href|@import|<script|NaN/)
    // What it answers and rests on stands in the picture: an address, and the words in a font that each program has.
    expect(svg).toMatch(/<text[^>]*>[^<]*https?:/)
    expect(svg).toContain('font-family:sans-serif')
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

/** How much lighter one colour is than another, as WCAG counts. */
function contrast(one: string, other: string): number {
  const [light, dark] = [one, other]
    .map((colour) => {
      const digits =
        colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : colour.slice(1).match(/../g)
      const [red = 0, green = 0, blue = 0] = (digits ?? []).map((pair) => {
        const part = Number.parseInt(pair, 16) / 255
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    })
    .sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const SVGS = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.svg'))
test.each(SVGS)('the words of %s are read on its own paper, in light and in dark', (name) => {
  const svg = readFileSync(join(ROOT, 'docs', name), 'utf8')
  const papers = [...svg.matchAll(/svg\{color:(#\w+);background:(#\w+)\}/g)]
  expect(papers.length).toBe(2)
  for (const [, ink = '', paper = ''] of papers) expect(contrast(ink, paper)).toBeGreaterThan(7)
})

test('the picture of the law has a row for each provision of the national book, and each grade has its word', () => {
  const svg = readFileSync(join(ROOT, 'docs/law.svg'), 'utf8')
  const named = QUESTIONS.map((question) => new Set(cn.sets.flatMap((set) => set[question].map(({ rule }) => rule))))
  expect([...svg.matchAll(/class="e">/g)]).toHaveLength(named.reduce((sum, { size }) => sum + size, 0))
  const grades = cn.sets.flatMap((set) =>
    [...set.bind, ...set.handle].map(({ citation }) => CITATIONS[citation]?.grade),
  )
  const legend = [...svg.matchAll(/width="12" height="12" fill="#\w+"\/><text[^>]*class="s">(\w+) /g)].map(
    ([, grade]) => grade,
  )
  expect(legend.sort()).toEqual([...new Set(grades)].sort())
})

test('in the picture of the law no label is wider than its bar', () => {
  const svg = readFileSync(join(ROOT, 'docs/law.svg'), 'utf8')
  const bars = [
    ...svg.matchAll(
      /width="([\d.]+)" height="16" fill="#\w+"\/><text [^>]*style="fill:#fff(?:;font-size:([\d.]+)px)?">([^<]*)</g,
    ),
  ]
  expect(bars.length).toBeGreaterThan(50)
  for (const [, width, size = '13', label = ''] of bars) {
    // A letter or figure takes at most six tenths of its size, a sign nine.
    const ems = [...label].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 0.6 : 0.9), 0)
    expect(ems * Number(size), label).toBeLessThanOrEqual(Number(width))
    expect(Number(size), label).toBeGreaterThanOrEqual(9)
  }
})

test('each colour of the picture of prices has its word', () => {
  const svg = readFileSync(join(ROOT, 'docs/prices.svg'), 'utf8')
  const colours = new Set([...svg.matchAll(/fill="(#\w+)"/g)].map(([, colour]) => colour))
  const legend = [...svg.matchAll(/width="12" height="12" fill="(#\w+)"\/><text[^>]*class="s">(a [\w ]+)</g)]
  expect(legend.map(([, colour]) => colour).sort()).toEqual([...colours].sort())
})

test('docs/PROBLEMS.md has a section for each code and rule, at an anchor that stays (npm run docs)', async () => {
  const generator: { page(name?: string): string; CODES: readonly string[] } = await import(
    pathToFileURL(join(ROOT, 'docs/generate-problems.mjs')).href
  )
  const page = readFileSync(join(ROOT, 'docs/PROBLEMS.md'), 'utf8')
  expect(page).toBe(generator.page())
  expect(readFileSync(join(ROOT, 'docs/PROBLEMS.zh-CN.md'), 'utf8')).toBe(generator.page('PROBLEMS.zh-CN.md'))
  const refusals = [...REFUSAL_CODES, ...CORRECTION_REFUSALS, 'key-reused', 'correction-too-wide']
  const codes = ['invalid', 'undetermined', 'no-rule-set-in-force', ...RULE_IDS, ...refusals]
  expect([...generator.CODES].sort()).toEqual([...new Set(codes)].sort())
  const headings = page.split('\n').filter((line) => line.startsWith('## '))
  expect(headings.map((line) => line.slice(3))).toEqual(generator.CODES)
})
