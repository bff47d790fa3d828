/** A grade says what a document is; wherever one is shown, how the document was reached is shown too. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleCard } from '../../src/analysis/index.ts'
import { en, zhCN } from '../../src/explain/index.ts'
import { CITATIONS, type Citation, GRADES, REACHED, SHIPPED_SETS } from '../../src/law/index.ts'
import { ROOT } from './snippets.ts'

const page = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8')
const LOCALES = [en, zhCN]
const provisions = SHIPPED_SETS.flatMap((set) =>
  [...set.bind, ...set.handle].map(({ rule, citation }) => ({ set: set.id, rule, citation })),
)

test('in RULES.md: each provision has its source, with a link or its name, its grade and how it was reached', () => {
  const rows = page('RULES.md')
    .split('\n')
    .filter((line) => /^\| `[\w-]+` \| (bind|handle) \|/.test(line))
    .map((line) => line.split(/(?<!\\) \| /))
  expect(rows).toHaveLength(provisions.length)
  for (const [, , , , key = '', source = '', shown = '', sentence = ''] of rows) {
    const { grade, reached, zh, en: english } = CITATIONS[key.slice(1, -1) as keyof typeof CITATIONS] as Citation
    expect(shown).toBe(`${grade}, ${reached}`)
    expect(source).toContain('](')
    expect(sentence).toContain(zh)
    expect(sentence).toContain(english)
  }
})

test('on every card: the lines of each provision have both, in text and in Markdown', () => {
  for (const set of SHIPPED_SETS) {
    for (const locale of LOCALES) {
      const { text, markdown, provisions } = ruleCard(set, set.from, locale)
      const blocks = text.split('\n- ').slice(1)
      const rows = markdown
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .filter((line) => !line.startsWith('| ---'))
      expect(blocks).toHaveLength(provisions.length)
      const told = rows.filter((row) => GRADES.some((grade) => new RegExp(`\\| ${grade}\\b[^|]*\\|$`).test(row)))
      expect(told).toHaveLength(provisions.length)
      for (const [index, { grade, reached, number, binds, law, source }] of provisions.entries()) {
        for (const shown of [blocks[index] as string, told[index] as string]) {
          expect(shown).toContain(locale.sources.reached[reached])
          expect(shown).toContain(grade)
        }
        for (const each of [number, binds, law, source]) expect(blocks[index]).toContain(each)
      }
    }
  }
})

test('in sentences: who reads a grade reads how the source was reached, and of what is inferred both are told', () => {
  const shown = { en: /\bgrade [A-Z]/, 'zh-CN': /等级[A-Z]/ }
  for (const citation of Object.values(CITATIONS) as readonly Citation[]) {
    for (const { tag, sources } of LOCALES) {
      const told = sources.of(citation, citation.since)
      const isShown = shown[tag as 'en'].test(told)
      expect(isShown).toBe(citation.grade === 'I')
      expect(told.includes(sources.reached[citation.reached])).toBe(isShown)
    }
  }
})

test('in the picture of the law: each letter has a sign beside it, and the legend names the signs', () => {
  const texts = [...page('law.svg').matchAll(/<text[^>]*style="fill:#fff[^"]*">([^<]*)</g)].map(([, text = '']) => text)
  expect(texts.length).toBeGreaterThan(50)
  expect(texts.filter((text) => !/^(\d+ · )*(P|O|S2|S1|I|M|H)[●◉◎○×–]$/.test(text))).toEqual([])
  const [legend = ''] = page('law.svg').match(/<text[^>]*class="s">[^<]* · [^<]*</) ?? []
  for (const sign of new Set(texts.map((text) => text.at(-1)))) expect(legend).toContain(`${sign} `)
})

test('FACTS and INTERPRETATIONS, which grade facts, say where to read how each source was reached', () => {
  expect(page('FACTS.md')).toMatch(/^How each source was reached, in the words of `reached`/m)
  for (const word of REACHED.filter((each) => each !== 'none')) expect(page('FACTS.md')).toContain(`\`${word}\``)
  expect(page('INTERPRETATIONS.md')).toContain('How each source was reached stands')
})
