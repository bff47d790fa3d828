// @ts-check
// Writes docs/RULES.md from the shipped rule sets. `npm run docs`; a test fails when the page is stale.

import { writeFileSync } from 'node:fs'
import { POINTS_REGIMES } from 'demerit'
import { en, zhCN } from 'demerit/explain'
import { absencesOf, CITATIONS, cn, formulaOf, GRADES, REACHED, RULE_IDS, RULES } from 'demerit/rules'
import { rulesPage } from './rules-page.mjs'
import { SETS } from './sets.mjs'

export function page() {
  const languages = /** @type {const} */ ([zhCN, en])
  return rulesPage(
    { absencesOf, CITATIONS, cn, formulaOf, GRADES, REACHED, RULE_IDS, RULES },
    POINTS_REGIMES,
    SETS,
    languages,
  )
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./RULES.md', import.meta.url), page())
}
