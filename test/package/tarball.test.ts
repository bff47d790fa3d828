import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SHIPPED_SETS } from '../../src/law/index.ts'
// @ts-expect-error -- JavaScript, with its types in comments
import { NOTICES } from '../support/notices.mjs'
import { type Consumer, DATA, ENTRIES, MANIFEST, packed, ROOT, runTool } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

const shipped = (file: string): string =>
  readFileSync(join(consumer.folder, 'node_modules', MANIFEST.name, file), 'utf8')

/** Files of their own that are no entries, so that bundlers can leave them out. */
const APART = ['calendar']

describe('the packed package', () => {
  test('holds its entries, the chunks they share, and the pages, and nothing else', () => {
    const entries = ENTRIES.map((entry) => (entry === '.' ? 'index' : entry.slice(2)))
    const expected = [...entries, ...APART].flatMap((entry) =>
      ['js', 'cjs', 'd.ts', 'd.cts'].map((end) => `dist/${entry}.${end}`),
    )
    expected.push(...DATA, 'dist/cli.js', 'dist/shared.cjs', 'dist/postgres.sql', `dist/${NOTICES}`)
    expected.push(...['all', ...SHIPPED_SETS.map(({ id }) => id)].map((name) => `dist/law/${name}.json`))
    expected.push('CHANGELOG.md', 'CITATION.cff', 'LICENSE', 'README.md', 'package.json')
    const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    for (const file of docs) {
      // Pages that people read and the pictures in them; decisions about the code and the page of sentences are not in the package.
      const isPage = /^(guides\/)?[^/]*\.md$/.test(file) || /^[^/]*\.svg$/.test(file)
      if ((isPage && file !== 'SENTENCES.md') || /^examples\/(?!.*node_modules).*\.\w+$/.test(file))
        expected.push(`docs/${file}`)
    }
    const chunks = consumer.files.filter((file) => /^dist\/[\w.-]+-[\w-]{8}\.(js|cjs|d\.ts|d\.cts)$/.test(file))
    expect(consumer.files).toEqual([...expected, ...chunks].sort())
    const texts = consumer.files.filter((file) => file.startsWith('dist/')).map(shipped)
    for (const chunk of chunks) {
      const name = chunk.replace('dist/', './').replace(/\.d\.(c?)ts$/, '.$1js')
      expect(
        texts.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`)),
        `${chunk} is used`,
      ).toBe(true)
    }
  })

  test('holds the licence of each package whose code is in it, word for word', () => {
    const code = consumer.files.filter((file) => /^dist\/.*\.c?js$/.test(file)).map(shipped)
    // The bundler names above each module the file that it is from.
    const modules = code.flatMap((text) => [...text.matchAll(/^\/\/ (?!src\/)(\S+\.\w+)$/gm)].map(([, path]) => path))
    const bundled = new Set(modules.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path as string)?.[1]))
    expect([...bundled].sort()).toEqual(['@date-fns/utc', 'papaparse'])
    for (const name of bundled) {
      const folder = join(ROOT, 'node_modules', String(name))
      const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
      expect(shipped(`dist/${NOTICES}`), name).toContain(readFileSync(join(folder, String(licence)), 'utf8').trim())
    }
  })

  test('has every page and picture that README leads to', () => {
    const links = [...shipped('README.md').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, file]) => file as string)
    const missing = links.filter((file) => !consumer.files.includes(file))
    expect(links.length).toBeGreaterThan(10)
    expect(missing).toEqual([])
  })

  test('has every file that a page in it leads to', () => {
    const pages = consumer.files.filter((file) => file.endsWith('.md'))
    const links = pages.flatMap((page) =>
      [
        ...shipped(page)
          .replace(/^```[\s\S]*?^```/gm, '')
          .matchAll(/\]\(<?(?![a-z]+:)([^)>#\s]+)[^)]*\)/g),
      ].map(([, target]) => [page, posix.join(posix.dirname(page), target as string)] as const),
    )
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(([, target]) => !consumer.files.includes(target))).toEqual([])
  })

  test('names what only a clone has where it says so: in the head of the page, or in that section', () => {
    const found = consumer.files
      .filter((file) => file.endsWith('.md'))
      .flatMap((page) => {
        const [head = '', ...sections] = shipped(page).split(/^(?=## )/m)
        const unsaid = OF_A_CLONE.test(head) ? [] : [head, ...sections].filter((section) => !OF_A_CLONE.test(section))
        return unsaid.flatMap(onlyInAClone).map((what) => `${page}: ${what}`)
      })
    expect(found).toEqual([])
    const text =
      '`src/index.ts`, `docs/examples/form`, `npm run demo`, `npm install`\n\n```sh\nnpm ci && npx demerit\nnode test/run.mjs\n```\n'
    expect(onlyInAClone(text)).toEqual(['src/index.ts', 'npm run demo', 'npm ci', 'test/run.mjs'])
  })

  test('depends on immer and date-fns, and imports nothing else but fast-check from its testing entry', () => {
    const manifest = JSON.parse(shipped('package.json'))
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['date-fns', 'immer'])
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['fast-check'])
    expect(manifest.peerDependenciesMeta).toEqual({ 'fast-check': { optional: true } })
    expect(manifest.optionalDependencies ?? {}).toEqual({})
    expect(manifest.bundledDependencies ?? manifest.bundleDependencies ?? []).toEqual([])
    const imported = new Map<string, string[]>()
    for (const file of consumer.files.filter((name) => /^dist\/.*\.(c?js|d\.c?ts)$/.test(name))) {
      // The program runs on Node, and on nothing else.
      if (file === 'dist/cli.js')
        expect(bareImportsOf(shipped(file)).filter((name) => !name.startsWith('node:'))).toEqual([])
      else for (const name of bareImportsOf(shipped(file))) imported.set(name, [...(imported.get(name) ?? []), file])
    }
    for (const name of builtinModules) expect([...imported.keys()]).not.toContain(name)
    const allowed = ['date-fns', 'immer', 'fast-check']
    expect([...imported.keys()].filter((name) => !allowed.includes(name) && !name.startsWith('date-fns/'))).toEqual([])
    const entriesOf = (entry: string) => ['js', 'cjs'].map((end) => `dist/${entry}.${end}`)
    for (const entry of ['index', 'rules', 'explain']) {
      for (const file of entriesOf(entry)) {
        expect(
          reachedFrom(file).filter((name) => imported.get('fast-check')?.includes(name)),
          file,
        ).toEqual([])
      }
    }
  })

  test('runs nothing when it is installed', () => {
    const { scripts = {} } = JSON.parse(shipped('package.json')) as { scripts?: Record<string, string> }
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare']
    expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([])
    expect(consumer.files.filter((file) => /\.(gyp|node|wasm|sh)$/.test(file))).toEqual([])
  })

  test('holds each source module once a format, so that a value of one entry is known to every other', () => {
    for (const end of ['js', 'cjs']) {
      const homes = new Map<string, string[]>()
      const files = consumer.files.filter((name) => name.startsWith('dist/'))
      for (const file of files.filter((name) => name.endsWith(`.${end}`))) {
        for (const [, source] of shipped(file).matchAll(/^\/\/ (src\/\S+\.ts)$/gm)) {
          homes.set(source as string, [...(homes.get(source as string) ?? []), file])
        }
      }
      expect(homes.size).toBeGreaterThan(0)
      expect([...homes].filter(([, files]) => files.length > 1)).toEqual([])
    }
  })

  test('resolves in every way TypeScript and Node know (attw)', async () => {
    const { status, stdout, stderr } = await runTool(
      '@arethetypeswrong/cli/dist/index.js',
      [consumer.tarball, '--no-emoji', '--no-color'],
      consumer.folder,
    )
    expect(`${stdout}${stderr}`).toContain('No problems found')
    expect(status).toBe(0)
  })

  test('keeps every recommendation for packages (publint --strict)', async () => {
    const { status, stdout, stderr } = await runTool(
      'publint/src/cli.js',
      ['run', consumer.tarball, '--strict'],
      consumer.folder,
    )
    expect(`${stdout}${stderr}`).toContain('All good')
    expect(status).toBe(0)
  })
})

const OF_A_CLONE = /\b(clone|repository)\b|仓库/

/** What code on a page names that the repository has and the package has not: its files and folders, and what npm runs there. */
function onlyInAClone(text: string): readonly string[] {
  const code = [...text.matchAll(/```[\s\S]*?\n```|`[^`\n]+`/g)].map(([span]) => span)
  const isHere = (path: string) =>
    consumer.files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`))
  return code.flatMap((span) =>
    [...span.matchAll(/\bnpm (?:run ([\w:]+)|test\b|ci\b)|[\w.-]+\/[\w./-]+/g)].flatMap(([what, script = 'test']) => {
      const isOurs = what.startsWith('npm ')
        ? script in MANIFEST.scripts
        : existsSync(join(ROOT, what)) && !isHere(what)
      return isOurs ? what : []
    }),
  )
}

/** The packages a module imports or requires, in code or in types. */
function bareImportsOf(text: string): readonly string[] {
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
  return names.filter((name) => !name.startsWith('.'))
}

/** The shipped files a file loads, itself included. */
function reachedFrom(file: string, reached: string[] = []): readonly string[] {
  if (reached.includes(file)) return reached
  reached.push(file)
  for (const [, name] of shipped(file).matchAll(/['"]\.\/([\w.-]+\.c?js)['"]/g)) reachedFrom(`dist/${name}`, reached)
  return reached
}
