import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Code in README and docs runs as it stands. The convention:
 *
 * - A block of `ts` or `js` is a whole module. It is run against the built package (`import … from 'demerit'`), and what
 *   it prints must equal, line for line, the block of `text` that follows it directly (blank lines between are allowed).
 * - Without such a block it must be marked `no-output` (in words after the language: "```ts no-output"), and print nothing.
 * - Marked `no-run` it is only shown: neither run nor type-checked.
 * - Every `ts` block that runs is type-checked too, in strict mode.
 * - The blocks of a twin in Chinese are those of its English page (twins.test.ts), and do not run again.
 * - Every `npm run x` and `npm x` of a `sh` or `bash` block must be a script of package.json or a word of npm's own.
 */
export interface Block {
  /** `README.md:12`, the line of the opening fence. */
  readonly where: string
  readonly language: string
  readonly marks: readonly string[]
  readonly code: string
  /** The `text` block that follows directly; `undefined` when another block, prose or the end does. */
  readonly output?: string
  /** The lines of that block's fences, counted from 0. */
  readonly outputFences?: readonly [opening: number, closing: number]
}

export interface Snippet extends Block {
  /** A name for the file it is written to, without its ending. */
  readonly name: string
}

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url))

/** README and every page of docs, but not the generated reference. */
export function pages(): readonly string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true })
    .map((name) => `docs/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md') && !/^docs\/(?:api|site)\/|node_modules/.test(name))
  return ['README.md', ...docs.sort()]
}

export const isChinese = (page: string): boolean => page.endsWith('.zh-CN.md')

/** The page in Chinese of a page: `docs/guides/forms.zh-CN.md`, whether there is one or not. */
export const twinOf = (page: string): string => (isChinese(page) ? page : page.replace(/\.md$/, '.zh-CN.md'))

/** The pages whose blocks run: all but the twins in Chinese of an English page. */
export function pagesThatRun(): readonly string[] {
  const all = pages()
  return all.filter((page) => !isChinese(page) || !all.includes(page.replace('.zh-CN', '')))
}

export const withoutBlocks = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, '')

/** What GitHub calls the headings of a page, in order. */
export function anchorsOf(markdown: string): readonly string[] {
  return [...withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

export function blocksOf(page: string): readonly Block[] {
  return blocksIn(readFileSync(join(ROOT, page), 'utf8'), page)
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksIn(markdown: string, page: string): readonly Block[] {
  const lines = markdown.split(/\r?\n/)
  const found: (Block & { readonly start: number; readonly end: number })[] = []
  for (let index = 0; index < lines.length; index++) {
    const fence = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)([^`]*)$/.exec(lines[index] as string)
    if (fence === null) continue
    const [, ticks = '', language = '', marks = ''] = fence
    const start = index
    const body: string[] = []
    const closing = new RegExp(`^ {0,3}${ticks[0]}{${ticks.length},}\\s*$`)
    for (index++; index < lines.length && !closing.test(lines[index] as string); index++)
      body.push(lines[index] as string)
    if (index === lines.length) throw new Error(`${page}:${start + 1}: this block never ends`)
    const where = `${page}:${start + 1}`
    found.push({ where, language, marks: marks.split(/\s+/).filter(Boolean), code: body.join('\n'), start, end: index })
  }
  return found.map(({ start: _, end, ...block }, index) => {
    const next = found[index + 1]
    const follows = next !== undefined && lines.slice(end + 1, next.start).every((line) => line.trim() === '')
    if (!follows || next.language !== 'text') return block
    return { ...block, output: next.code, outputFences: [next.start, next.end] }
  })
}

/** A page with other outputs: of each block, what it prints now. */
export function withOutputs(markdown: string, printed: ReadonlyMap<Block, string>): string {
  const lines = markdown.split('\n')
  // From the last to the first, so that no line moves before it is used.
  for (const [{ outputFences }, text] of [...printed].reverse()) {
    if (outputFences === undefined) continue
    const [opening, closing] = outputFences
    lines.splice(opening + 1, closing - opening - 1, ...text.split('\n'))
  }
  return lines.join('\n')
}

const EXAMPLE = /^ \* @example\n \* ```ts\n((?: \*.*\n)*?) \* ```$/gm
const SHOWN = /^(.*\S) \/\/ (.+)$/

/** The `@example`s of docstrings: a line that ends in ` // …` shows what its expression is. */
export function examples(): readonly Snippet[] {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  return sources.sort().flatMap((file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8')
    return [...text.matchAll(EXAMPLE)].map(({ 1: body = '', index }) => {
      const lines = body
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^ \* ?/, ''))
      const shown = lines.flatMap((line) => SHOWN.exec(line)?.[2] ?? [])
      const code = lines
        .map((line) => line.replace(SHOWN, 'console.log(inspect($1, { breakLength: Infinity }))'))
        .join('\n')
      const where = `src/${file}:${text.slice(0, index).split('\n').length}`
      const name = where.replace(/[^\w]+/g, '-')
      return {
        where,
        language: 'ts',
        marks: [],
        code: `import { inspect } from 'node:util'\n${code}`,
        output: shown.join('\n'),
        name,
      }
    })
  })
}

/** The blocks that run. */
export function snippetsOf(blocks: readonly Block[]): readonly Snippet[] {
  return blocks
    .filter(
      ({ language, marks }) => ['ts', 'typescript', 'js', 'javascript'].includes(language) && !marks.includes('no-run'),
    )
    .map((block) => ({ ...block, name: block.where.replace(/[^\w]+/g, '-') }))
}

export function isTypeScript({ language }: Block): boolean {
  return language === 'ts' || language === 'typescript'
}

/** A folder outside the repository in which `demerit` and what snippets may use beside it can be imported. */
export function workshop(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'demerit-snippets-'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(ROOT, join(folder, 'node_modules', 'demerit'), 'dir')
  for (const name of ['immer', 'date-fns', 'fast-check', 'vitest', '@types', '@electric-sql']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'dir')
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
