// @ts-check
/**
 * `npm run docs`: makes every committed page that is made, from the built package; `npm run docs -- rules inputs` makes these. A test fails where
 * one is old.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from '../test/support/build.mjs'

/** What each `generate-<name>.mjs` writes. @type {Readonly<Record<string, string>>} */
const PAGES = {
  ranges: 'levers-ranges.json, and src/analysis/cases/ranges.json',
  answer: 'README.zh-CN.md, and README.md: the answer in them',
  'range-table': 'RANGES.md',
  rules: 'RULES.md',
  inputs: 'INPUTS.md and its twin',
  problems: 'PROBLEMS.md and its twin',
  changes: 'CHANGES.md',
  pictures: 'law.svg, prices.svg and capacity.svg',
  loopholes: 'LOOPHOLES.md',
  forms: 'guides/forms-reference.md and its twin: the table of sizes',
  record: 'RECORD.md',
}
const given = process.argv.slice(2)
const unknown = given.find((name) => !(name in PAGES))
if (unknown !== undefined) end(`no page is called ${unknown}; there are ${Object.keys(PAGES).join(', ')}`)
if (!build(false)) end('the build failed')
for (const name of given.length > 0 ? given : Object.keys(PAGES)) {
  process.stdout.write(`docs/${PAGES[name]}: `)
  const from = performance.now()
  const generator = fileURLToPath(new URL(`generate-${name}.mjs`, import.meta.url))
  if (spawnSync(process.execPath, [generator], { stdio: 'inherit' }).status !== 0) end('failed')
  console.log(`${((performance.now() - from) / 1000).toFixed()} s`)
}

/** @param {string} why @returns {never} */
function end(why) {
  console.error(why)
  process.exit(1)
}
