// @ts-check
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

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
  define: { DEMERIT_VERSION: JSON.stringify(version) },
  plugins: [loopholes],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es', plugins: () => [loopholes] },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 900 },
})
