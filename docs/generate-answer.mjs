// @ts-check
// What the newspaper's court cases come to under the rule of 2024, in a few lines: of README and of its twin in Chinese. `npm run docs`; a
// test fails when they are stale.

import { readFileSync, writeFileSync } from 'node:fs'
import { newsArticle, rangeText } from 'demerit/analysis'
import { cn2024 } from 'demerit/rules'

const { window, app, web } = /** @type {any} */ (newsArticle.ranges[cn2024.id])

/** The page, how the lines begin, and the lines. @type {readonly (readonly [file: string, beginning: string, lines: readonly string[]])[]} */
export const ANSWERS = [
  [
    'README.md',
    'In seven ',
    [
      `[court cases](docs/RANGES.md) of The Paper (澎湃新闻, 2018) a search finds ${rangeText(window.acts)} acts. Under the rule of`,
      `2024 it finds ${rangeText(window.passed)} to pass at a window if an official lies (without the watch list of 2013), by inference ${rangeText(window.passedAsTheyWere)}`,
      `if nobody does; the same acts by app, if owners agree and somebody signs in as each driver, ${rangeText(app.passed)} with ${rangeText(app.pointsPassed)}`,
      `points; in an eighth, by web, ${rangeText(web.passed)} of ${rangeText(web.acts)}. Values beyond may exist. In brackets the reading: by app one case.`,
    ],
  ],
  [
    'docs/README.zh-CN.md',
    '澎湃新闻2018年报道的',
    [
      `七个案件共${rangeText(window.acts, 'zh')}件违法处理。在各项假设之内搜索所得，按2024年的规定：`,
      `窗口经办人员作假时通过${rangeText(window.passed, 'zh')}件（不计2013年的重点人员名单），无人作假时${rangeText(window.passedAsTheyWere, 'zh')}件（推定）；`,
      `车主都同意备案、并有人以各驾驶人身份登录时，经交管12123通过${rangeText(app.passed, 'zh')}件，共${rangeText(app.pointsPassed, 'zh')}分`,
      `（按假设值都是一个案件中不记分的）；第八个案件经网站的${rangeText(web.acts, 'zh')}件，同样条件下通过${rangeText(web.passed, 'zh')}件。`,
      '[假设](RANGES.md)（英文）之内可能还有别的值，两端并非下限和上限，各数的两端各自独立；括号内取假设值，不是最可能的数；',
      '报道说“超过”“约”的数按该数计。',
    ],
  ],
]

/** A page with the lines of today. @param {typeof ANSWERS[number]} answer */
export function answered([file, beginning, answer]) {
  const lines = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').split('\n')
  const at = lines.findIndex((line) => line.startsWith(beginning))
  if (at < 0) throw new Error(`${file} has no line that begins with “${beginning}”`)
  return lines.toSpliced(at, answer.length, ...answer.with(0, beginning + answer[0])).join('\n')
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  for (const answer of ANSWERS) writeFileSync(new URL(`../${answer[0]}`, import.meta.url), answered(answer))
}
