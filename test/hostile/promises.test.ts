/** `docs/THREATS.md` and the tests agree: every promise has the tests that it names, and no test shows a promise that is not there. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { promises } from '../support/promises.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const PROMISES = promises()
const FILES = [...new Set(PROMISES.map(({ file }) => file))]

/** The promises that the titles of a file name. */
function named(file: string): readonly string[] {
  const text = readFileSync(`${root}${file}`, 'utf8')
  const titles = text.matchAll(/\(\s*['`]([a-z][a-z-]*): /g)
  return [...new Set([...titles].map(([, name]) => name as string))]
}

test('every promise is shown by the file that it names', () => {
  expect(PROMISES.length).toBeGreaterThan(20)
  expect(new Set(PROMISES.map(({ name }) => name)).size).toBe(PROMISES.length)
  for (const { name, file } of PROMISES) expect(named(file), `${name} in ${file}`).toContain(name)
})

test('every title names a promise that is there', () => {
  const known = PROMISES.map(({ name }) => name)
  for (const file of FILES) expect(named(file).filter((name) => !known.includes(name), file)).toEqual([])
})
