// @ts-check
// Puts the sizes of docs/sizes.mjs into docs/guides/forms-reference.md and its twin in Chinese. `npm run docs`; a test fails when one is stale.

import { readFileSync, writeFileSync } from 'node:fs'

/** Each page, and by which names its table calls the sizes. */
const PAGES = /** @type {const} */ ([
  ['./guides/forms-reference.md', 'name'],
  ['./guides/forms-reference.zh-CN.md', 'zh'],
])
const read = (/** @type {string} */ page) => readFileSync(new URL(page, import.meta.url), 'utf8')

/** The page with the table of sizes. @param {string} page @param {string} table */
export function withSizes(page, table) {
  return page.replace(
    /<!-- sizes -->\n[\s\S]*?<!-- end of sizes -->/,
    `<!-- sizes -->\n${table}\n<!-- end of sizes -->`,
  )
}

export function page() {
  return read(PAGES[0][0])
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  const { measured, sizesTable } = await import('./sizes.mjs')
  const sizes = await measured()
  for (const [page, by] of PAGES)
    writeFileSync(new URL(page, import.meta.url), withSizes(read(page), sizesTable(sizes, by)))
}
