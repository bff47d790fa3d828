// @ts-check
// Puts the sizes of docs/sizes.mjs into docs/guides/forms-reference.md. `npm run docs`; a test fails when one is stale.

import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('./guides/forms-reference.md', import.meta.url)

/** The page with the table of sizes. @param {string} page @param {string} table */
export function withSizes(page, table) {
  return page.replace(
    /<!-- sizes -->\n[\s\S]*?<!-- end of sizes -->/,
    `<!-- sizes -->\n${table}\n<!-- end of sizes -->`,
  )
}

export function page() {
  return readFileSync(PAGE, 'utf8')
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  const { measured, sizesTable } = await import('./sizes.mjs')
  writeFileSync(PAGE, withSizes(page(), sizesTable(await measured())))
}
