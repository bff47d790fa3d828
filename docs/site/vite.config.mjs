// @ts-check
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { defineConfig } from 'vite'
import { sha256Of } from '../changed-cells.mjs'

/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/** What a result of the page says of the law behind it: as `lawsOf` of src/cli/named-rules.ts of each rule set, and of the law as a whole. */
async function provenance() {
  const { SHIPPED_SETS } = await import(`${dist}rules.js`)
  const { digest } = JSON.parse(readFileSync(`${dist}rule-sets.json`, 'utf8'))
  const short = (/** @type {string} */ text) => `demerit ${version} ${text.slice(0, 12)}`
  const laws = SHIPPED_SETS.map((/** @type {import('demerit/rules').RuleSet} */ set) => [set.id, short(sha256Of(set))])
  return { DEMERIT_LAW: JSON.stringify(short(digest)), DEMERIT_LAWS: JSON.stringify(Object.fromEntries(laws)) }
}

/** The answers that docs/LOOPHOLES.md is made of, without levers: what the page shows and searches again. */
const loopholes = {
  name: 'loopholes',
  /** @param {string} id */
  resolveId: (id) => (id === 'virtual:loopholes' ? `\0${id}` : undefined),
  /** @param {string} id */
  load(id) {
    if (id !== '\0virtual:loopholes') return undefined
    const { rows } = JSON.parse(readFileSync(new URL('../loopholes-verified.json', import.meta.url), 'utf8'))
    const asked = rows
      .filter((/** @type {{ part: string }} */ { part }) => part !== 'reform')
      .map((/** @type {any} */ { part, asked, goal, rules, kind, steps, scope }) => {
        return { part, asked, goal, rules, kind, steps, scope }
      })
    return `export const answers = ${JSON.stringify(asked)}`
  },
}

/** What was read for each fact that provisions rest on, with its day, as docs/FACTS.md lists it. */
const dossier = {
  name: 'dossier',
  /** @param {string} id */
  resolveId: (id) => (id === 'virtual:dossier' ? `\0${id}` : undefined),
  /** @param {string} id */
  async load(id) {
    if (id !== '\0virtual:dossier') return undefined
    const page = readFileSync(new URL('../FACTS.md', import.meta.url), 'utf8')
    const { CITATIONS } = await import(`${dist}rules.js`)
    const basis = new Set(
      Object.values(CITATIONS).flatMap((/** @type {{ basis: string }} */ each) => each.basis.split(', ')),
    )
    // In a list of its own, a source that is the same as the one above it says what that is.
    let above = ''
    const sources = Object.fromEntries(
      [...page.matchAll(/^\| \[(\w+)\] \| (.*?) \| <([^>]*)>(?:, <[^>]*>)* \|$/gm)].map(([, key, told = '', url]) => {
        const what = told.replace(/^the same/, () => above)
        above = what.replace(/, page of .*/, '')
        return [key, [what, url]]
      }),
    )
    const facts = Object.fromEntries(
      [...page.matchAll(/^\| (F\d+\.\d+) \|(.*)$/gm)]
        .filter(([, fact = '']) => basis.has(fact))
        .map(([, fact, row = '']) => [fact, keysIn(row).filter((key) => key in sources)]),
    )
    const used = new Set(Object.values(facts).flat())
    const kept = Object.fromEntries(Object.entries(sources).filter(([key]) => used.has(key)))
    return `export const facts = ${JSON.stringify(facts)}\nexport const sources = ${JSON.stringify(kept)}`
  },
}

/** What the page shows before anything is moved, counted when it is built: what would stop a ring, and the law of today. */
const usual = {
  name: 'usual',
  /** @param {string} id */
  resolveId: (id) => (id === 'virtual:usual' ? `\0${id}` : undefined),
  /** @param {string} id */
  async load(id) {
    if (id !== '\0virtual:usual') return undefined
    counted ??= await countUsual()
    return `export const [stopping, counted] = ${JSON.stringify(counted)}`
  },
}
/** @type {unknown} */
let counted

/** Runs what a worker of the page would. */
async function countUsual() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './stopping.ts'\nexport * from './whatif-counted.ts'\nexport * from './levers.ts'`,
      resolveDir: fileURLToPath(new URL('src', import.meta.url)),
    },
    alias: { 'demerit/rules': `${dist}rules.js`, 'demerit/analysis': `${dist}analysis.js`, demerit: `${dist}index.js` },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  const page = await import(`data:text/javascript;base64,${code}`)
  const last = [...page.stopping(page.USUAL_RING)].at(-1)
  return [last, page.counted({ reform: {}, ring: page.USUAL_RING, today: [] }, () => {})]
}

/** The keys of sources in a row, each once. @param {string} row */
function keysIn(row) {
  return [...new Set([...row.matchAll(/\[([A-Z0-9]{1,5}[a-z]?)\](?!\()/g)].map(([, key = '']) => key))]
}

/** The page, from the built package: what a reader of the package gets. */
export default defineConfig({
  base: './',
  // What is not there is not the page.
  appType: 'mpa',
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    alias: [
      { find: /^demerit\/(.+)$/, replacement: `${dist}$1.js` },
      { find: /^demerit$/, replacement: `${dist}index.js` },
    ],
  },
  define: await provenance(),
  plugins: [loopholes, dossier, usual],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es', plugins: () => [loopholes, dossier] },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 900 },
})
