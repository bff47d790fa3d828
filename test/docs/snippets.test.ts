import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type Block,
  blocksIn,
  blocksOf,
  examples,
  isTypeScript,
  pagesThatRun,
  ROOT,
  type Snippet,
  snippetsOf,
  withOutputs,
  workshop,
} from './snippets.ts'

const { folder, remove } = workshop()
/** What blocks print now, where it is not what their page shows. */
const otherwise = new Map<Block, string>()
afterAll(() => {
  remove()
  if (process.env.UPDATE_GOLDEN !== '1') return
  for (const page of pagesThatRun()) {
    const here = [...otherwise].filter(([{ where }]) => where.startsWith(`${page}:`))
    if (here.length === 0) continue
    const markdown = readFileSync(join(ROOT, page), 'utf8')
    writeFileSync(join(ROOT, page), withOutputs(markdown, new Map(here)))
  }
})

const PAGES = pagesThatRun().map((page) => ({ page, blocks: blocksOf(page) }))
const SNIPPETS = PAGES.flatMap(({ blocks }) => snippetsOf(blocks))

/** What a snippet prints, to either stream. */
async function printedBy(snippet: Snippet): Promise<string> {
  const file = written(snippet)
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--liftoff-only', file], { cwd: folder, env })
  return stdout + stderr
}

function written(snippet: Snippet): string {
  const file = join(folder, `${snippet.name}.mjs`)
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true }
  writeFileSync(
    file,
    isTypeScript(snippet) ? ts.transpileModule(snippet.code, { compilerOptions }).outputText : snippet.code,
  )
  return file
}

const trimmed = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd()

describe('README and docs', () => {
  test('README shows code that runs', () => {
    expect(existsSync(join(ROOT, 'dist', 'index.js')), 'npm run build first').toBe(true)
    expect(SNIPPETS.filter(({ where }) => where.startsWith('README.md')).length).toBeGreaterThan(0)
  })

  test('every block of code says what it prints, or that it prints nothing', () => {
    const unclear = SNIPPETS.filter(({ output, marks }) => (output === undefined) !== marks.includes('no-output'))
    expect(unclear.map(({ where }) => where)).toEqual([])
    const marks = SNIPPETS.flatMap((snippet) => snippet.marks.map((mark) => `${snippet.where} ${mark}`))
    expect(marks.filter((mark) => !mark.endsWith(' no-output'))).toEqual([])
  })

  test.for(SNIPPETS.map((snippet) => [snippet.where, snippet] as const))(
    '%s prints what it shows',
    async ([, snippet]) => {
      const printed = trimmed(await printedBy(snippet))
      if (process.env.UPDATE_GOLDEN === '1' && snippet.output !== undefined) {
        if (printed !== trimmed(snippet.output)) otherwise.set(snippet, printed)
      } else expect(printed).toBe(trimmed(snippet.output ?? ''))
    },
  )

  test('the examples beside a name show what is so, in at most six lines', async () => {
    const all = examples()
    expect(all.length).toBeGreaterThan(25)
    expect(all.filter(({ code }) => code.split('\n').length > 1 + 6).map(({ where }) => where)).toEqual([])
    expect(all.filter(({ output }) => output === '').map(({ where }) => where)).toEqual([])
    const imports = all.map(
      (each) => `console.log(${JSON.stringify(`# ${each.where}`)})\nawait import(${JSON.stringify(written(each))})\n`,
    )
    const printed = await printedBy({
      where: 'all',
      name: 'examples',
      language: 'js',
      marks: [],
      code: imports.join(''),
    })
    expect(printed).toBe(all.map(({ where, output }) => `# ${where}\n${output}\n`).join(''))
  })

  test('whoever opens a pool of node-postgres hears of idle connections that are cut: else the process ends', () => {
    const examples = ['store.mjs', 'service/main.ts'].map((name) =>
      readFileSync(join(ROOT, 'docs/examples', name), 'utf8'),
    )
    const opening = [...PAGES.flatMap(({ blocks }) => blocks.map(({ code }) => code)), ...examples].filter((code) =>
      code.includes('new pg.Pool('),
    )
    expect(opening.length).toBeGreaterThan(2)
    for (const code of opening) expect(code).toMatch(/(?:pool|\}\))\.on\('error', /)
  })

  test('every npm script that a page names exists', () => {
    const scriptsOf = (folder: string): object =>
      JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')).scripts
    const scripts = scriptsOf('.')
    const shell = PAGES.flatMap(({ blocks }) => blocks).filter(({ language }) =>
      /^(sh|bash|shell|console)$/.test(language),
    )
    const named = shell.flatMap(({ code, where }) =>
      [...code.matchAll(/\bnpm (?:run )?([\w:-]+)/g)].map(([line, name]) => ({ where, line, name: name as string })),
    )
    expect(named.length).toBeGreaterThan(0)
    const own = ['ci', 'install', 'i', 'pack', 'init']
    const unknown = named.filter(
      ({ where, line, name }) =>
        // The page of an example speaks of the example's own scripts.
        !(name in (where.startsWith('docs/examples/') ? scriptsOf(dirname(where)) : scripts)) &&
        (line.startsWith('npm run') || !own.includes(name)),
    )
    expect(unknown).toEqual([])
  })

  test('these checks see a wrong output, a mark they do not know, and a block that never ends', async () => {
    const page =
      '```ts\nconst one: number = 1\nconsole.log(one)\n```\n\n```text\n2\n```\n\nwords\n\n```js no-output\n```\n'
    const [first, second] = snippetsOf(blocksIn(page, 'page.md')) as [Snippet, Snippet]
    expect(first).toMatchObject({ where: 'page.md:1', output: '2', marks: [] })
    expect(second).toMatchObject({ where: 'page.md:12', marks: ['no-output'], code: '' })
    expect(second.output).toBeUndefined()
    expect(await printedBy(first)).toBe('1\n')
    await expect(printedBy({ ...second, code: 'throw new Error("no")' })).rejects.toThrow('no')
    expect(() => blocksIn('```ts\n1\n', 'page.md')).toThrow('page.md:1')
    const blocks = snippetsOf(blocksIn(`${page}\n${page}`, 'page.md'))
    const printed = new Map<Block, string>([
      [blocks[0] as Snippet, '1\n1'],
      [blocks[2] as Snippet, '3'],
    ])
    expect(withOutputs(`${page}\n${page}`, printed)).toBe(
      `${page.replace('\n2\n', '\n1\n1\n')}\n${page.replace('\n2\n', '\n3\n')}`,
    )
  })
})
