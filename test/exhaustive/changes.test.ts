import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))

test('docs/CHANGES.md is how the rule sets differ today (npm run docs)', async () => {
  const { page }: { page(): string } = await import(pathToFileURL(join(DOCS, 'generate-changes.mjs')).href)
  expect(readFileSync(join(DOCS, 'CHANGES.md'), 'utf8')).toBe(page())
})
