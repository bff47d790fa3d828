// @ts-check
// What the newspaper's court cases come to under the rule of today, in two lines: of README and of its twin in Chinese. `npm run docs`; a
// test fails when they are stale.

import { readFileSync, writeFileSync } from 'node:fs'
import { newsArticle, rangeText } from 'demerit/analysis'
import { cn2024 } from 'demerit/rules'

const { window, app, web } = /** @type {any} */ (newsArticle.ranges[cn2024.id])

/** The page, how the two lines begin, and the lines. @type {readonly (readonly [file: string, beginning: string, lines: readonly [string, string]])[]} */
export const ANSWERS = [
  [
    'README.md',
    'Acts of the article’s court cases that pass today, of ',
    [
      `${rangeText(window.acts)}: at a window ${rangeText(window.passed)} if an`,
      `official lies, else ${rangeText(window.passedAsTheyWere)}; by app ${rangeText(app.passed)}, by web ${rangeText(web.passed)}, by [assumptions](docs/RANGES.md) (as it reads).`,
    ],
  ],
  [
    'docs/README.zh-CN.md',
    '报道所述的卖分，按现行规定：',
    [
      `共${rangeText(window.acts, 'zh')}件，窗口经办人员作假时通过${rangeText(window.passed, 'zh')}件，无人作假时${rangeText(window.passedAsTheyWere, 'zh')}件；`,
      `经交管12123为${rangeText(app.passed, 'zh')}件，经网站为${rangeText(web.passed, 'zh')}件。前为[假设](guides/analysis.zh-CN.md)所致的最少和最多，括号内为按报道的读法。`,
    ],
  ],
]

/** A page with the lines of today. @param {typeof ANSWERS[number]} answer */
export function answered([file, beginning, [first, second]]) {
  const lines = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').split('\n')
  const at = lines.findIndex((line) => line.startsWith(beginning))
  if (at < 0) throw new Error(`${file} has no line that begins with “${beginning}”`)
  return lines
    .with(at, beginning + first)
    .with(at + 1, second)
    .join('\n')
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  for (const answer of ANSWERS) writeFileSync(new URL(`../${answer[0]}`, import.meta.url), answered(answer))
}
