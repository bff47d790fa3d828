// @ts-check
// Puts the code of the examples into docs/guides/forms.md, and the sizes of docs/sizes.mjs there and into README. `npm run docs`; a test fails when
// the code is stale, another when a size is.

import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('./guides/forms.md', import.meta.url)
const README = new URL('../README.md', import.meta.url)
const ROOT = new URL('../', import.meta.url)

/** The page with each block of code as its file has it. @param {string} page */
export function withCode(page) {
  return page.replace(/<!-- code: (\S+) -->\n(?:\n```[\s\S]*?\n```\n)?/g, (_, path) => {
    const language = path.slice(path.lastIndexOf('.') + 1)
    return `<!-- code: ${path} -->\n\n\`\`\`${language} no-run\n${readFileSync(new URL(path, ROOT), 'utf8').trimEnd()}\n\`\`\`\n`
  })
}

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
  writeFileSync(PAGE, withSizes(withCode(page()), sizesTable(sizes)))
  writeFileSync(README, withSizes(readme(), sizesSummary(sizes)))
}
