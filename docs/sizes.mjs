// @ts-check
// What a page loads for what it imports, from the built package: minified by esbuild and by Vite, compressed with gzip.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/**
 * What a page imports of each entry, and what it calls: a bundler drops what is imported and not called.
 * @typedef {{ readonly name: string, readonly zh: string, readonly limit: number, readonly imports: Readonly<Record<string, readonly string[]>>, readonly calls: readonly string[] }} Size
 */

/**
 * The form of one question, as a page makes and judges it: in Chinese, for a driver, by the rules of 2024.
 * @param {'binding' | 'handling'} question
 * @param {boolean} withReaders
 */
function formOf(question, withReaders) {
  const isBinding = question === 'binding'
  const name = isBinding ? 'Binding' : 'Handling'
  const words = `zhCN${name}`
  const rules = `cn2024${name}`
  const own = isBinding ? ['ownerConsent'] : ['fineYuan', 'points', 'offenderPresent']
  const local = withReaders && !isBinding ? [['occurredAt', 'beijingTime']] : []
  const ids = [
    ['driver', 'licenceNumber'],
    ['vehicle', 'plate'],
  ]
  const readers = [...(withReaders ? ids : []), ...local]
  const ask = ['driver', 'vehicle', 'channel', ...own, ...local.map(([fact]) => fact)]
  const read = readers.map(([fact, reader]) => `${fact}: ${reader}`).join(', ')
  return {
    imports: {
      'demerit/form': [`${question}Form`, ...readers.map(([, reader]) => String(reader))],
      'demerit/rules': [rules],
      'demerit/explain': [words],
    },
    calls: [
      `${question}Form({ ask: ${JSON.stringify(ask)}, read: { ${read} }, rules: ${rules}, locale: ${words} }).judge(new FormData(document.forms[0]))`,
    ],
  }
}

/** The form of README: a plate and a channel. @returns {Pick<Size, 'imports' | 'calls'>} */
function formOfReadme() {
  return {
    imports: {
      'demerit/form': ['bindingForm', 'plate'],
      'demerit/rules': ['cn2024Binding'],
      'demerit/explain': ['zhCNBinding'],
    },
    calls: [
      "bindingForm({ ask: ['vehicle', 'channel'], read: { vehicle: plate }, rules: cn2024Binding, known: {}, locale: zhCNBinding }).judge(new FormData(document.forms[0]))",
    ],
  }
}

/** @param {boolean} withReaders */
function bothForms(withReaders) {
  const [one, other] = [formOf('binding', withReaders), formOf('handling', withReaders)]
  /** @param {keyof typeof one.imports} entry */
  const of = (entry) => [...new Set([...one.imports[entry], ...other.imports[entry]])]
  return {
    imports: {
      'demerit/form': of('demerit/form'),
      'demerit/rules': of('demerit/rules'),
      'demerit/explain': of('demerit/explain'),
    },
    calls: [...one.calls, ...other.calls],
  }
}

/** What a page does, and how many kilobytes it may weigh. @type {readonly Size[]} */
export const SIZES = [
  { name: 'binding form, as README has it', zh: '备案表单，如 README 所写', ...formOfReadme(), limit: 22.5 },
  { name: 'binding form', zh: '备案表单', ...formOf('binding', false), limit: 21 },
  { name: 'binding form, with readers', zh: '备案表单，含读取函数', ...formOf('binding', true), limit: 23.7 },
  { name: 'handling form', zh: '处理表单', ...formOf('handling', false), limit: 25 },
  { name: 'handling form, with readers', zh: '处理表单，含读取函数', ...formOf('handling', true), limit: 28.3 },
  { name: 'both forms', zh: '两个表单', ...bothForms(false), limit: 26.8 },
  { name: 'both forms, with readers', zh: '两个表单，含读取函数', ...bothForms(true), limit: 30.1 },
  {
    name: 'decisions of both questions, one rule set',
    zh: '两个问题的判断，一版规定',
    imports: { demerit: ['decideBinding', 'decideHandling'], 'demerit/rules': ['cn2024'] },
    calls: ["decideBinding({ driver: 'd' }, cn2024)", "decideHandling({ driver: 'd' }, cn2024)"],
    limit: 10.8,
  },
  {
    name: 'decisions, the book, explanations, the whole language',
    zh: '判断、汇编、说明、整个语言',
    imports: {
      demerit: ['decideBinding', 'decideHandling'],
      'demerit/rules': ['cn'],
      'demerit/explain': ['explain', 'zhCN'],
    },
    calls: ["explain(decideBinding({ driver: 'd' }, cn), zhCN)", "explain(decideHandling({ driver: 'd' }, cn), zhCN)"],
    limit: 24,
  },
  {
    name: 'labels of one language',
    zh: '一种语言的标签',
    imports: { 'demerit/explain': ['zhCNLabels'] },
    calls: ['zhCNLabels.names'],
    limit: 2.6,
  },
]

/** A page that does it. @param {Size} size */
function codeOf({ imports, calls }) {
  const lines = Object.entries(imports).map(([entry, names]) => `import { ${names.join(', ')} } from '${entry}'`)
  return `${lines.join('\n')}\nglobalThis.used = [${calls.join(', ')}]\n`
}

/** Both sizes in bytes. @param {Size} size */
export async function sizesOf(size) {
  const code = codeOf(size)
  return { esbuild: await byEsbuild(code), vite: await byVite(code) }
}

/** @typedef {{ readonly name: string, readonly zh: string, readonly limit: number, readonly esbuild: number, readonly vite: number }} Measured */

/** All sizes. @returns {Promise<readonly Measured[]>} */
export async function measured() {
  const rows = []
  for (const size of SIZES) rows.push({ name: size.name, zh: size.zh, limit: size.limit, ...(await sizesOf(size)) })
  return rows
}

/** The table of docs/guides/forms-reference.md and of its twin in Chinese, in kilobytes. @param {readonly Measured[]} sizes @param {'name' | 'zh'} by */
export function sizesTable(sizes, by) {
  const rows = sizes.map(
    ({ [by]: name, esbuild, vite, limit }) => `| ${name} | ${kilobytes(esbuild)} | ${kilobytes(vite)} | ${limit} |`,
  )
  return [`| | esbuild | Vite | ${by === 'zh' ? '上限' : 'at most'} |`, '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1)
}

/** @param {Uint8Array} contents */
function compressed(contents) {
  return gzipSync(contents, { level: 9 }).length
}

/** @param {string} code */
async function byEsbuild(code) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
    logLevel: 'error',
  })
  return compressed(/** @type {{ contents: Uint8Array }} */ (outputFiles[0]).contents)
}

/** @param {string} code */
async function byVite(code) {
  const vite = await import('vite')
  const folder = mkdtempSync(join(tmpdir(), 'demerit-size-'))
  try {
    writeFileSync(join(folder, 'main.js'), code)
    await vite.build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: [{ find: /^demerit(\/.*)?$/, replacement: `${ROOT}dist$1` }] },
      build: {
        outDir: 'out',
        assetsDir: '.',
        target: 'es2022',
        modulePreload: { polyfill: false },
        rollupOptions: { input: join(folder, 'main.js') },
      },
    })
    const files = readdirSync(join(folder, 'out')).map((file) => readFileSync(join(folder, 'out', file)))
    return files.reduce((sum, contents) => sum + compressed(contents), 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
