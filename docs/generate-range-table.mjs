// @ts-check
// Writes docs/RANGES.md: of each court case what was counted under each law by each channel, and which assumptions make each end. `npm run docs`; a
// test fails when the page is stale.

import { writeFileSync } from 'node:fs'
import { courtCases, newsArticle, rangeText } from 'demerit/analysis'
import { cn2018February, cn2024 } from 'demerit/rules'

const MEASURES = /** @type {const} */ (['acts', 'passed', 'refused', 'pointsPassed'])
const HEAD = ['law', 'channel', 'acts', 'pass', 'refused', 'points that pass']

/** What is assumed, in both languages. @type {readonly (readonly [names: string, en: string, zh: string])[]} */
const ASSUMPTIONS = [
  ['`points`', 'points a violation, on average: 5.5 is a mix', '每条违法平均记几分：5.5为几种分值相混'],
  [
    '`ageDays`',
    'days between a violation and its handling; at 0 its vehicle is bound later on its day',
    '违法至处理的天数；为0时，机动车在违法当天稍后备案',
  ],
  [
    '`order`',
    '`turns`: each licence takes one act, and then again from the first; `blocks`: a licence takes all its acts in a row',
    '`turns`：各证轮流，每次一件；`blocks`：一证连续办完自己的各件',
  ],
  [
    '`violationsAVehicle`, `actsALicence`',
    'violations a vehicle and acts a licence, on average',
    '每车平均几条违法，每证平均几件',
  ],
  ['`fineYuan`', 'the single fine of a violation, in yuan', '每条违法的罚款，元'],
  ['`yuanAPoint`', 'what the insider was paid for a point, in yuan', '付给内部人员每分多少元'],
  ['`dearShare`', 'the share of acts at the higher of two stated prices', '按所述两种价格中较高者的各件所占比例'],
  ['`sharers`', 'how many people shared the stated gain', '所述获利由几人分得'],
]

/** A count, and under it what makes each end. @param {import('demerit/analysis').Ranged<unknown>} range */
function cell(range) {
  const ends = /** @type {const} */ ([
    ['lowest', range.lowestBy],
    ['highest', range.highestBy],
  ])
  const told = ends.flatMap(([end, by]) => {
    const names = Array.isArray(by) ? by : Object.entries(Object(by)).map(([name, value]) => `${name} ${short(value)}`)
    return range[end] === range.reading ? [] : [`${end} found: ${names.join(', ')}`]
  })
  return [rangeText(range), ...told].join('<br>')
}

/** What the article states, as it states it. @param {import('demerit/analysis').Stated} figure */
function amount(figure) {
  const { kind } = figure
  const unit = figure.per === undefined ? figure.unit : `${figure.unit} a ${figure.per}`
  if (kind === 'range') return `${figure.from} to ${figure.to} ${unit}`
  const number = figure.value.toLocaleString('en-GB')
  return `${{ exact: '', about: 'about ', 'more-than': 'more than ' }[kind]}${number} ${unit}`
}

/** @param {unknown} value */
function short(value) {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}

/**
 * Laws that come to the same stand in one row.
 * @param {{ readonly [law: string]: { readonly [channel: string]: import('demerit/analysis').CaseRange | import('demerit/analysis').TotalRange } }} ranges
 */
function table(ranges) {
  /** @type {Map<string, string[]>} */
  const rows = new Map()
  for (const [law, channels] of Object.entries(ranges))
    for (const [channel, counts] of Object.entries(channels)) {
      const row = [channel, ...MEASURES.map((measure) => cell(counts[measure]))].join(' | ')
      rows.set(row, [...(rows.get(row) ?? []), law])
    }
  const lines = [...rows].map(([row, laws]) => `| ${laws.join('<br>')} | ${row} |`)
  return [`| ${HEAD.join(' | ')} |`, `|${' --- |'.repeat(HEAD.length)}`, ...lines].join('\n')
}

const BY_REFORM = 'not counted: `npx demerit cases --against` counts it by the reform of that entry'
/** Where the rule of 2024 can be read otherwise, and what the cases come to then: an end that is recorded, or why none is told. */
const READINGS = [
  ['A2', 'a violation without points needs no binding', 'app, web', BY_REFORM],
  ['6.1', 'the day of binding counts whole, or is excluded', 'app, web', BY_REFORM],
  [
    'A11',
    'the list of 2013 still binds windows',
    'window',
    `pass ${passedAtWindow(cn2018February.id)} instead of ${passedAtWindow(cn2024.id)}, as found`,
  ],
  [
    'A14',
    'nobody need stand at a window',
    'window',
    'not counted: *as they were* all pass that pass, but of holders who had died',
  ],
]

/** @param {string} law */
function passedAtWindow(law) {
  const { window } = newsArticle.ranges[law] ?? {}
  return window === undefined ? '' : rangeText(window.passed)
}

export function page() {
  const cases = courtCases.flatMap(({ id, court, stated, derived, assumed, ranges }) => {
    const all = Object.entries(assumed).flatMap(([name, { value, from, to, why }]) =>
      // The channel is a scenario, with rows of its own.
      name === 'channel' ? [] : `- \`${name}\` ${short(value)}, from ${short(from)} to ${short(to)}: ${why}`,
    )
    const given = Object.entries(stated).map(([name, figure]) => `\`${name}\` ${amount(figure)}`)
    const made = Object.entries(derived).map(([name, how]) => `\`${name}\`: ${how}`)
    const known = [`Stated: ${given.join('; ')}.`, '', `Derived: ${made.join('; ')}.`, '', 'Assumed:', '']
    const told =
      all.length === 0 ? ['It tells of queries alone, and so of no act.'] : [...known, ...all, '', table(ranges)]
    return [`## ${court.en}: \`${id}\``, '', ...told, '']
  })
  return [
    '# The ranges of the court cases',
    '',
    'Made by `npm run docs` in a clone, from the counts of the newspaper’s court cases. An act *passes* at a window if an official states what the rules ask for. By app or web it passes if each owner agrees to a',
    'binding and somebody signs in as each driver, with the dead counted as alive. Otherwise no act passes (by inference: A2, A14), but by web under the rules of before 2018, which ask for no binding. Each number is the lowest and the highest that a search over the',
    'assumptions found; these are no floor and no ceiling. In brackets is the reading of the article, with each assumption at its value; it is no best guess. Below stand the assumptions that make',
    'an end which is not the reading. An assumption that is not told may change the number too, but the search found nothing farther by it. An average has two decimals here, and all of them in `npx demerit cases --format json`.',
    'Each number has its own ends: the fewest acts need not go with the fewest points, and a single number is one of which the search found no other. Equal ranges under two laws do not mean that the same acts pass: `npx demerit cases --against` counts what is otherwise. A figure that the article gives as *more than* or *about* a number is counted as that number. Every vehicle',
    'is a small car (02) unless its case says otherwise, and a licence begins with no points: both are assumed, and not moved. Under laws since September 2018, a window is counted',
    'without the watch list of 2013, whose end one newspaper reports ([A11](INTERPRETATIONS.md)): with the list it comes to what `cn-2018-02-24` has. Of nine cases seven tell of acts at a window, which are counted by app too, one (Huli) of acts by web, and one (Leshan) of queries alone.',
    'A channel is no assumption: an act is counted at each, and numbers of two channels do not add up. The app is counted under the rule of 2024',
    'alone, under which it is asked about. `as-reported` is the rule as the article tells it, and `plan-2018-03-01` a plan that was never in force. How it is counted:',
    '[the guide](guides/analysis.md#a-court-case-replayed).',
    '',
    '一件*通过*，在窗口指经办人员按规定要求的内容作假申报，经交管12123或者网站指车主都同意备案、并有人以各驾驶人身份登录（已故的视为健在），否则都不通过（推定：A2、A14；2018年以前的规定不要求备案，经网站的除外）。每个数字是在各项假设之内搜索所得的最少（lowest）和最多（highest），并非下限和上限；括号内为按报道的读法，各项假设取所列的值，不是最可能的数；',
    '数字之下写明两端由哪些假设造成，未列出的假设也可能使数字变动，本次搜索未见更远；只有一个数的，是搜索未见其他值；平均数在此取两位小数，全部位数见`npx demerit cases --format json`；各数字的两端各自独立，最少的件数不一定与最少的分数同时出现；两版规定的范围相同，不等于通过的是同样的各件，差别由`npx demerit cases --against`另行计算。报道说“超过”“约”的，按所写的数计。',
    '另外假设而不变动的：号牌种类除另有说明外为小型汽车（02），驾驶证开始时没有记分；2018年9月以后各版，窗口不计2013年的重点人员名单（其终止只有一家报纸报道，A11），计入则与`cn-2018-02-24`相同。九案中七案在窗口（window）办理，另按交管12123（app）各计一次，一案（湖里）涉及网站（web），一案（乐山）只有查询。渠道不是假设：',
    '每件在各个渠道都计，各渠道的数不能相加。交管12123只按2024年的规定计。`as-reported`为报道所述的规定，`plan-2018-03-01`为没有施行过的方案。怎样计算：[指南](guides/analysis.zh-CN.md#重演一个案例)。',
    '',
    '| assumption | what it is | 假设 |',
    '| --- | --- | --- |',
    ...ASSUMPTIONS.map((row) => `| ${row.join(' | ')} |`),
    '',
    '## All cases',
    '',
    'Each case has its own assumptions, so each end adds up the ends of the cases. Assumptions are named with what moves most first.',
    '',
    table(newsArticle.ranges),
    '',
    '## Where the law can be read otherwise',
    '',
    'What is counted rests on readings of the law too. They are no assumptions of a case, and move no end above: each stands in [INTERPRETATIONS](INTERPRETATIONS.md) with its sources and its reform.',
    '',
    '规定本身也可能有别的读法，上面的范围不包括这些；逐条见[考证](INTERPRETATIONS.md)（英文），附出处和假设方案。',
    '',
    '| entry | read as | channel | what the cases come to |',
    '| --- | --- | --- | --- |',
    ...READINGS.map((row) => `| ${row.join(' | ')} |`),
    '',
    ...cases,
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./RANGES.md', import.meta.url), page())
}
