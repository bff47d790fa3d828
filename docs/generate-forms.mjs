// @ts-check
// Puts the sizes of docs/sizes.mjs into docs/guides/forms-reference.md and into README. `npm run docs`; a test fails when one is stale.

import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('./guides/forms-reference.md', import.meta.url)
const README = new URL('../README.md', import.meta.url)

/** The page with the table of sizes. @param {string} page @param {string} table */
export function withSizes(page, table) {
  return page.replace(
    /<!-- sizes -->\n[\s\S]*?<!-- end of sizes -->/,
    `<!-- sizes -->\n${table}\n<!-- end of sizes -->`,
  )
}

export function readme() {
  return readFileSync(README, 'utf8')
}

export function page() {
  return readFileSync(PAGE, 'utf8')
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  const { measured, sizesSummary, sizesTable } = await import('./sizes.mjs')
  const sizes = await measured()
  writeFileSync(PAGE, withSizes(page(), sizesTable(sizes)))
  writeFileSync(README, withSizes(readme(), sizesSummary(sizes)))
}
