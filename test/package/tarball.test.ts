import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    expected.push(...DATA, 'dist/cli.js', 'dist/shared.cjs', 'dist/postgres.sql')
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
