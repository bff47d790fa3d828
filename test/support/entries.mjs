// @ts-check
/** The entries of the package, from `exports` of package.json, each with its source file. Everything that lists entries reads this. */
import { readFileSync } from 'node:fs'

/** @type {{ exports: Record<string, unknown> }} */
const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** Entries whose folder has another name than the entry. @type {Record<string, string>} */
const ELSEWHERE = { index: 'src/index.ts', rules: 'src/law/index.ts' }

/** The names of the entries; `index` is the main one. @type {readonly string[]} */
export const ENTRY_NAMES = Object.entries(exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([path]) => (path === '.' ? 'index' : path.slice(2)))

/** The source file of an entry, from the root of the repository. @param {string} name */
export function sourceOf(name) {
  return ELSEWHERE[name] ?? `src/${name}/index.ts`
}
