import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, pages, ROOT, withoutBlocks } from './snippets.ts'

/** `page: link` for each link within the repository that leads to no file, or to no heading of its page. */
function brokenIn(page: string, markdown: string): readonly string[] {
  const prose = withoutBlocks(markdown)
  const targets = [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => target as string)
  const broken = targets.filter((target) => {
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : join(dirname(page), path)
    if (!existsSync(join(ROOT, file))) return true
    return anchor !== undefined && !anchorsOf(readFileSync(join(ROOT, file), 'utf8')).includes(anchor)
  })
  return broken.map((target) => `${page}: ${target}`)
}

test('links of README and docs lead to files and headings that are there', () => {
  expect(pages().flatMap((page) => brokenIn(page, readFileSync(join(ROOT, page), 'utf8')))).toEqual([])
})

test('a link that leads nowhere is seen', () => {
  const links =
    '[a](docs/FACTS.md#7-sources) [b](docs/NONE.md) [c](docs/FACTS.md#none) [d](#e-f) [g](https://example.org)'
  expect(brokenIn('README.md', links)).toEqual([
    'README.md: docs/NONE.md',
    'README.md: docs/FACTS.md#none',
    'README.md: #e-f',
  ])
})

test('files of the repository that pages name are there', () => {
  const named = pages().flatMap((page) =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(/`((?:src|test|docs)\/[\w./-]*\w)`/g)].map(([, file]) => [
      page,
      file,
    ]),
  )
  expect(named.length).toBeGreaterThan(30)
  // What `npm run site` makes is there once it was run.
  const isMade = (file = '') => file.startsWith('docs/site/dist/')
  expect(named.filter(([, file]) => !isMade(file) && !existsSync(join(ROOT, file as string)))).toEqual([])
})

test('lines of README and the guides are wrapped alike: none is wider than 140, of which a Chinese character takes two', () => {
  const widthOf = (line: string) => line.length + (line.match(/[^\0-\u2e7f]/g)?.length ?? 0)
  const wrapped = pages().filter((page) => /README|guides\//.test(page) && !page.includes('examples/'))
  expect(wrapped.length).toBeGreaterThan(30)
  const prose = wrapped.flatMap((page) => withoutBlocks(readFileSync(join(ROOT, page), 'utf8')).split('\n'))
  expect(prose.filter((line) => !/^(?:\||<!--)/.test(line) && widthOf(line) > 140)).toEqual([])
})
