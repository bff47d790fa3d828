import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from './snippets.ts'

test('docs/RULES.md is what the rule sets say today (npm run docs:rules)', async () => {
  const generator: { page(): string } = await import(pathToFileURL(join(ROOT, 'docs/generate-rules.mjs')).href)
  expect(readFileSync(join(ROOT, 'docs/RULES.md'), 'utf8')).toBe(generator.page())
})
