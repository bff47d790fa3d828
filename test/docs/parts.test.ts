/** No test is forgotten: each file is run by `npm test` or by `npm run verify`, and those about days in every time zone. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error -- a list without types of its own
import { PARTS, ZONES } from '../parts.mjs'
import { promises } from '../support/promises.ts'
import { ROOT } from './snippets.ts'

interface Part {
  readonly name: string
  readonly named?: true
  readonly files: readonly string[]
  readonly without?: readonly string[]
  readonly zones?: readonly string[]
}

const FILES = readdirSync(join(ROOT, 'test'), { recursive: true })
  .map((file) => `test/${String(file).replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && !file.includes('/node_modules/'))

/** Whether a pattern of `parts.mjs` means a file: `**` any folders, `*` any name. */
function means(pattern: string, file: string): boolean {
  const parts = pattern.split('**/').map((part) =>
    part
      .split('**')
      .map((each) => each.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*'))
      .join('.*'),
  )
  return new RegExp(`^${parts.join('(?:.*/)?')}$`).test(file)
}

const has = ({ files, without = [] }: Part, file: string): boolean =>
  files.some((each) => means(each, file)) && !without.some((each) => means(each, file))

test('every file is in a part that needs not be named, or run on the packed package', () => {
  const unnamed = (PARTS as readonly Part[]).filter(({ named }) => !named)
  const onPackage = promises().map(({ file }) => file)
  const left = FILES.filter((file) => !unnamed.some((part) => has(part, file)))
  expect(left.filter((file) => !onPackage.includes(file))).toEqual([])
  expect(left.length).toBeLessThan(3)
})

test('every pattern means a file', () => {
  for (const { name, files, without = [] } of PARTS as readonly Part[])
    for (const pattern of [...files, ...without])
      expect(
        FILES.some((file) => means(pattern, file)),
        `${name}: ${pattern}`,
      ).toBe(true)
})

test('what `everywhere` runs in all zones is all but the folders that look at the package, the docs or engines', () => {
  const everywhere = (PARTS as readonly Part[]).find(({ name }) => name === 'everywhere') as Part
  expect(everywhere.zones).toEqual(ZONES)
  const folders = new Set(FILES.filter((file) => !has(everywhere, file)).map((file) => file.split('/')[1]))
  expect([...folders].sort()).toEqual([
    ...['browser', 'docs', 'engines', 'exhaustive', 'hostile', 'integrations', 'package', 'proof'],
  ])
})
