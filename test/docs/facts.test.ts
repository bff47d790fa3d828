import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { pages, ROOT } from './snippets.ts'

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const FACTS = textOf('docs/FACTS.md')
const INTERPRETATIONS = textOf('docs/INTERPRETATIONS.md')

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, id]) => id as string)

/** What the two pages define: facts and sources by the rows of tables, questions by headings, statements of the article by rows. */
const FACT_IDS = all(FACTS, /^\| (F\d+\.\d+) \|/gm)
const KEYS = all(FACTS, /^\| \[(\w+)\] \|/gm)
const QUESTION_IDS = all(INTERPRETATIONS, /^### (6\.\d+) /gm)
const STATEMENT_IDS = all(INTERPRETATIONS, /^\| (R\d) \|/gm)
const DEFINED: ReadonlySet<string> = new Set([...FACT_IDS, ...QUESTION_IDS, ...STATEMENT_IDS])

/** Ids of facts and of open questions: not the numbers of versions, nor shares. */
function idsIn(text: string): readonly string[] {
  return [...all(text, /\b(F\d+\.\d+)\b/g), ...all(text, /(?<![\w.-])(6\.\d{1,2})(?!\w|\.\d| ?%)/g)]
}

/** Keys of sources in prose. Links and code do not count. */
function keysIn(prose: string): readonly string[] {
  const words = prose.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return all(words, /(?<![\w\]])\[([A-Z0-9]{2,5}[a-z]?)\](?![([])/g)
}

function commentsIn(code: string): string {
  return [...code.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm)].map(([comment]) => comment).join('\n')
}

const sources: readonly string[] = readdirSync(join(ROOT, 'src'), { recursive: true })
  .map((name) => `src/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.ts'))
const generators = readdirSync(join(ROOT, 'docs'), { recursive: true })
  .map((name) => `docs/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.mjs') && !name.startsWith('docs/api/'))

/** `file: id` for each id or key that nothing defines. */
function undefinedIn(file: string, text: string, prose: string): readonly string[] {
  const ids = idsIn(text).filter((id) => !DEFINED.has(id))
  const keys = keysIn(prose).filter((key) => !KEYS.includes(key))
  return [...ids, ...keys].map((id) => `${file}: ${id}`)
}

describe('ids of facts and keys of sources', () => {
  test('are each defined once, facts without a gap', () => {
    for (const list of [FACT_IDS, KEYS, QUESTION_IDS, STATEMENT_IDS]) expect(list).toEqual([...new Set(list)])
    for (const section of ['F1', 'F2', 'F3', 'F4']) {
      const own = FACT_IDS.filter((id) => id.startsWith(`${section}.`))
      expect(own).toEqual(own.map((_, index) => `${section}.${index + 1}`))
      expect(own.length).toBeGreaterThan(10)
    }
    expect(FACT_IDS.length + KEYS.length).toBeGreaterThan(200)
  })

  test('that README and docs mention are defined in docs/FACTS.md or docs/INTERPRETATIONS.md', () => {
    expect(pages().flatMap((page) => undefinedIn(page, textOf(page), textOf(page)))).toEqual([])
    expect(generators.flatMap((file) => undefinedIn(file, textOf(file), ''))).toEqual([])
  })

  test('that the sources mention are defined there', () => {
    expect(sources.length).toBeGreaterThan(50)
    const texts = sources.map((file) => [file, textOf(file)] as const)
    expect(texts.flatMap(([file, text]) => undefinedIn(file, text, commentsIn(text)))).toEqual([])
    expect(texts.flatMap(([, text]) => idsIn(text)).length).toBeGreaterThan(100)
  })

  test('of sources are all used', () => {
    const [before = ''] = FACTS.split('\n## 7. ')
    const used = new Set([
      ...keysIn(before),
      ...keysIn(INTERPRETATIONS),
      ...keysIn(FACTS.slice(FACTS.indexOf('\n## 8. '))),
    ])
    expect(KEYS.filter((key) => !used.has(key))).toEqual([])
  })

  test('that are not defined, these checks see', () => {
    const text = 'F1.1, F9.9 and 6.1, 6.99. 6.98 %, 6.0.3, 16.28 and [SY], [NONE]: `[AB]`, [README](README.md)'
    expect(undefinedIn('page', text, text)).toEqual(['page: F9.9', 'page: 6.99', 'page: NONE'])
    expect(undefinedIn('code', '', commentsIn('const a = [XY1] // as [XY2]\n/** [SY], [XY3] */'))).toEqual([
      'code: XY2',
      'code: XY3',
    ])
  })
})

interface Provision {
  readonly rule: string
  readonly citation: string
}
const { SETS }: { readonly SETS: readonly { id: string; bind: readonly Provision[]; handle: readonly Provision[] }[] } =
  await import(pathToFileURL(join(ROOT, 'docs/sets.mjs')).href)
const {
  CITATIONS,
}: { readonly CITATIONS: Readonly<Record<string, { readonly basis: string; readonly url: string }>> } = await import(
  pathToFileURL(join(ROOT, 'dist/rules.js')).href
)

describe('a citation', () => {
  const citations = Object.entries(CITATIONS)

  test('is there for every provision of a shipped rule set', () => {
    const provisions = SETS.flatMap(({ bind, handle }) => [...bind, ...handle])
    expect(provisions.length).toBeGreaterThan(100)
    expect(provisions.filter(({ citation }) => !Object.hasOwn(CITATIONS, citation))).toEqual([])
  })

  test('rests on facts, questions and statements that are defined', () => {
    const unknown = citations.flatMap(([key, { basis }]) =>
      basis.split(', ').flatMap((part) => (DEFINED.has(part) ? [] : [`${key}: ${part}`])),
    )
    expect(unknown).toEqual([])
  })

  test('leads to an address that is one of a source', () => {
    const addresses = all(FACTS, /<(https?:[^>]+)>/g)
    expect(citations.filter(([, { url }]) => !addresses.includes(url)).map(([key]) => key)).toEqual([])
  })
})
