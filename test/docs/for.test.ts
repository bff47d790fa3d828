/** `npm test -- --for rule` and its like run what they say: each word of the lists names a test file. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const { FOR }: { readonly FOR: Readonly<Record<string, readonly string[]>> } = await import(
  new URL('../for.mjs', import.meta.url).href
)
const files = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))

test.each(Object.entries(FOR))('each word for a %s names a test file', (_, words) => {
  expect(words.filter((word) => !files.some((file) => file.includes(word)))).toEqual([])
})
