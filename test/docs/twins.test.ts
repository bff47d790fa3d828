/**
 * A guide and its twin in Chinese say the same: `forms.md` and `forms.zh-CN.md` have the same headings, blocks of code and tables, and in each
 * section the same words of code, numbers and links. Blocks run in the English guide alone; `npm test -- twins -u` copies them into the twin.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, isChinese, pages, ROOT, twinOf, withoutBlocks } from './snippets.ts'

const PAGES = pages()
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8')
const BLOCK = /^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm
const LINK = /\]\(([^)\s]+)\)/g

/** The language switch is the first line under the title. */
const SWITCH = (other: string, language: string): string => `[${language}](${basename(other)})`

const codeOf = (text: string): readonly string[] => [...new Set(text.match(/(`+)[^`]+?\1/g))].sort()

/** The numbers of a text that are written in figures, but for those of code and links, and for millions, which are 亿 or 万. */
const numbersOf = (text: string): readonly string[] => {
  const prose = text.replace(/(`+)[^`]+?\1|\]\([^)]*\)|\d+ million/g, '')
  return [...new Set(prose.match(/(?<![A-Za-z\d.,])\d(?:[\d,.]*\d)?/g))].sort()
}

/** Each section of a page, from a heading to the next. */
function sectionsOf(page: string, markdown: string) {
  const blocks = markdown.match(BLOCK) ?? []
  let block = 0
  // Blocks go by their number, so that no line of code is taken for a heading or a row.
  const numbered = markdown.replace(BLOCK, () => `@block ${block++}`)
  return numbered.split(/^(?=#{1,6} )/m).flatMap((text) => {
    const [, level = '', heading = ''] = /^(#+) (.+)/.exec(text) ?? []
    if (level === '') return []
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    return {
      heading: `${page}: ${heading}`,
      level: level.length,
      blocks: [...text.matchAll(/^@block (\d+)/gm)].map(([, number]) => blocks[Number(number)] as string),
      /** Of each row of a table the number of its cells, its words of code and its numbers. */
      rows: rows.map((row) => [row.split(/(?<!\\)\|/).length - 2, ...codeOf(row), ...numbersOf(row)].join(' ')),
      code: codeOf(text),
      numbers: numbersOf(text.replace(/^@block.*/gm, '')),
      links: [...new Set([...text.matchAll(LINK)].map(([, target]) => target as string))],
    }
  })
}

/** The link of a twin for one of the English page: to the twin of the page it leads to, where there is one, and there to the heading in the same place. */
function linkInChinese(page: string, target: string): string {
  if (/^[a-z]+:/.test(target)) return target
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : posix.join(dirname(page), path)
  const twin = twinOf(file)
  if (!PAGES.includes(twin)) return target
  if (anchor === undefined) return posix.relative(dirname(page), twin)
  const place = anchorsOf(read(file)).indexOf(anchor)
  return `${path === '' ? '' : posix.relative(dirname(page), twin)}#${anchorsOf(read(twin))[place]}`
}

const TWINS = PAGES.filter((page) => PAGES.includes(twinOf(page)) && twinOf(page) !== page)

/** What the twin lacks or has too much, section by section. */
function differences(page: string, english: string, chinese: string): readonly string[] {
  const own = sectionsOf(page, english)
  const other = sectionsOf(twinOf(page), chinese)
  const headings = (of: typeof own) => of.map(({ heading, level }) => `${'#'.repeat(level)} ${heading}`)
  if (own.length !== other.length || own.some(({ level }, index) => level !== other[index]?.level))
    return [`other headings: ${headings(own).join(', ')} / ${headings(other).join(', ')}`]
  const found: string[] = []
  for (const [index, section] of own.entries()) {
    const twin = other[index] as (typeof other)[number]
    const where = `${section.heading} / ${twin.heading}`
    if (section.blocks.join('\n') !== twin.blocks.join('\n')) found.push(`${where}: other blocks of code`)
    if (section.rows.length !== twin.rows.length)
      found.push(`${where}: ${section.rows.length} rows of tables and ${twin.rows.length}`)
    else
      for (const [row, ours] of section.rows.entries())
        if (ours !== twin.rows[row]) found.push(`${where}: row ${row + 1} has ${ours} / ${twin.rows[row]}`)
    const isSwitch = (target: string) => index === 0 && (target === basename(page) || target === basename(twinOf(page)))
    const links = section.links.filter((each) => !isSwitch(each)).map((target) => linkInChinese(page, target))
    const pairs = [
      ['code', section.code, twin.code],
      ['link', links, twin.links.filter((each) => !isSwitch(each))],
    ] as const
    // The twin may write a number in figures where the English page has a word.
    const unsaid = section.numbers.filter((one) => !twin.numbers.includes(one))
    for (const each of unsaid) found.push(`${where}: the twin lacks the number ${each}`)
    for (const [what, ours, theirs] of pairs) {
      for (const each of ours.filter((one) => !theirs.includes(one)))
        found.push(`${where}: the twin lacks the ${what} ${each}`)
      for (const each of theirs.filter((one) => !ours.includes(one)))
        found.push(`${where}: the twin alone has the ${what} ${each}`)
    }
  }
  return found
}

test('each page in Chinese is the twin of one in English; README alone does not lie beside it', () => {
  expect(TWINS.length).toBeGreaterThan(0)
  expect(PAGES.filter(isChinese).filter((page) => !TWINS.map(twinOf).includes(page))).toEqual(['docs/README.zh-CN.md'])
})

test.each(TWINS)('%s and its twin in Chinese say the same', (page) => {
  const twin = twinOf(page)
  const [english, chinese] = [read(page), read(twin)]
  const blocks = english.match(BLOCK) ?? []
  if (process.env.UPDATE_GOLDEN === '1' && blocks.length === chinese.match(BLOCK)?.length) {
    let block = 0
    writeFileSync(
      join(ROOT, twin),
      chinese.replace(BLOCK, () => blocks[block++] as string),
    )
  }
  expect(differences(page, english, read(twin))).toEqual([])
  expect(english.split('\n')[2]).toBe(SWITCH(twin, '中文'))
  expect(chinese.split('\n')[2]).toBe(SWITCH(page, 'English'))
})

test('README and its twin, whose code has words of its own, have the same headings, kinds of blocks and numbers', () => {
  const [english = [], chinese = []] = ['README.md', 'docs/README.zh-CN.md'].map((page) => sectionsOf(page, read(page)))
  const skeleton = (of: typeof english) =>
    of.map(({ level, blocks }) => [level, ...blocks.map((block) => block.split('\n')[0])])
  expect(skeleton(chinese)).toEqual(skeleton(english))
  const unsaid = english.flatMap(({ numbers }, index) =>
    numbers.filter((number) => !chinese[index]?.numbers.includes(number)),
  )
  expect(unsaid).toEqual([])
})

test.each(PAGES.filter(isChinese))(
  '%s leads to Chinese pages where there is one, and says where there is none',
  (page) => {
    const unsaid = withoutBlocks(read(page))
      .split('\n')
      .flatMap((line) => {
        // Of several links of a line to one page the first says it.
        const links = [...line.matchAll(/\[([^\]]*)\]\((?!https?:)([^)\s#]+\.md)[^)]*\)(.{0,8})/g)]
        return links.filter(([, words = '', target = '', after = ''], index) => {
          const file = posix.join(dirname(page), target)
          if (isChinese(file) || words === 'English') return false
          if (PAGES.includes(twinOf(file))) return true
          return links.findIndex(([, , other]) => other === target) === index && !/^（[^）]*英文/.test(after)
        })
      })
    expect(unsaid.map(([link]) => link)).toEqual([])
  },
)

test('what one of two pages lacks is named', () => {
  const page =
    '# A\n\nOne `x`.\n\n## B\n\n```ts\n# 1\n```\n\n| a | b |\n| - | - |\n| c | d |\n\n[to](https://example.org)\n'
  expect(differences('a.md', page, page)).toEqual([])
  const without = (text: string | RegExp, by = '') => differences('a.md', page, page.replace(text, by)).join()
  expect(without('`x`')).toContain('lacks the code `x`')
  expect(without('`x`', '`x` `y`')).toContain('alone has the code `y`')
  expect(without('`x`', '`x` 12')).toEqual('')
  expect(differences('a.md', page.replace('`x`', '`x` 12'), page).join()).toContain('lacks the number 12')
  expect(without('# 1')).toContain('other blocks')
  expect(without('| c | d |\n')).toContain('3 rows of tables and 2')
  expect(without('| c |', '| c `d` |')).toContain('row 3 has 2 / 2 `d`')
  expect(without(/\[to\].*/)).toContain('lacks the link https://example.org')
  expect(without('## B', '### B')).toContain('other headings')
  expect(without('## B\n')).toContain('other headings: # a.md: A, ## a.md: B / # a.zh-CN.md: A')
})
