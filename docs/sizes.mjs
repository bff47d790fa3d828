// @ts-check
// What a page loads for what it imports, from the built package: minified by esbuild and by Vite, compressed with gzip.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** What is imported of which entry. @typedef {Readonly<Record<string, readonly string[]>>} Imports */

const BINDING = {
  'demerit/form': ['bindingForm'],
  'demerit/rules': ['cn2024Binding'],
  'demerit/explain': ['zhCNBindingForm'],
}
const HANDLING = {
  'demerit/form': ['handlingForm'],
  'demerit/rules': ['cn2024Handling'],
  'demerit/explain': ['zhCNHandlingForm'],
}
/** What an official reads beside it. */
const OFFICIAL = { 'demerit/explain': ['zhCNBinding', 'zhCNHandling'] }
const READERS = { 'demerit/form': ['licenceNumber', 'plate'] }

/** What a page imports, and how many kilobytes it may weigh. */
export const SIZES = [
  { name: 'binding form', imports: BINDING, limit: 20.6 },
  { name: 'binding form, with plate and licence readers', imports: both(BINDING, READERS), limit: 22.6 },
  { name: 'handling form', imports: HANDLING, limit: 22.5 },
  { name: 'handling form, with plate and licence readers', imports: both(HANDLING, READERS), limit: 24.5 },
  { name: 'both forms', imports: both(BINDING, HANDLING), limit: 24.5 },
  { name: 'both forms, with plate and licence readers', imports: both(BINDING, HANDLING, READERS), limit: 26.4 },
  { name: 'both forms, with the words for an official too', imports: both(BINDING, HANDLING, OFFICIAL), limit: 27.4 },
  {
    name: 'decisions of both questions, one rule set',
    imports: { demerit: ['decideBinding', 'decideHandling'], 'demerit/rules': ['cn2024'] },
    limit: 11.7,
  },
  { name: 'labels of one language', imports: { 'demerit/explain': ['zhCNLabels'] }, limit: 2.5 },
]

/** @param {...Imports} imports @returns {Imports} */
function both(...imports) {
  const entries = [...new Set(imports.flatMap((each) => Object.keys(each)))]
  return Object.fromEntries(entries.map((entry) => [entry, imports.flatMap((each) => each[entry] ?? [])]))
}

/** A page that uses what it imports. @param {Imports} imports */
function codeOf(imports) {
  const lines = Object.entries(imports).map(([entry, names]) => `import { ${names.join(', ')} } from '${entry}'`)
  return `${lines.join('\n')}\nglobalThis.used = [${Object.values(imports).flat().join(', ')}]\n`
}

/** Both sizes in bytes. @param {Imports} imports */
export async function sizesOf(imports) {
  const code = codeOf(imports)
  return { esbuild: await byEsbuild(code), vite: await byVite(code) }
}

/** @typedef {{ readonly name: string, readonly limit: number, readonly esbuild: number, readonly vite: number }} Measured */

/** All sizes. @returns {Promise<readonly Measured[]>} */
export async function measured() {
  const rows = []
  for (const { name, imports, limit } of SIZES) rows.push({ name, limit, ...(await sizesOf(imports)) })
  return rows
}

/** The table of docs/guides/forms.md, in kilobytes. @param {readonly Measured[]} sizes */
export function sizesTable(sizes) {
  const rows = sizes.map(
    ({ name, esbuild, vite, limit }) => `| ${name} | ${kilobytes(esbuild)} | ${kilobytes(vite)} | ${limit} |`,
  )
  return ['| | esbuild | Vite | at most |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** What README shows of it. */
export const SHOWN = ['binding form', 'handling form', 'both forms', 'labels of one language']

/** The table of README. @param {readonly Measured[]} sizes */
export function sizesSummary(sizes) {
  const shown = SHOWN.map((name) => sizes.find((each) => each.name === name))
  /** @param {'esbuild' | 'vite'} by */
  const row = (by) =>
    `| ${by === 'vite' ? 'Vite' : by} | ${shown.map((each) => kilobytes(each?.[by] ?? 0)).join(' | ')} |`
  return [
    `| kB, gzip | ${SHOWN.join(' | ')} |`,
    `| --- |${' --- |'.repeat(SHOWN.length)}`,
    row('esbuild'),
    row('vite'),
  ].join('\n')
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
