// @ts-check
// Writes docs/RANGES.md: of each court case what was counted under each law by each channel, and which assumptions make each end. `npm run docs`; a
// test fails when the page is stale.

import { writeFileSync } from 'node:fs'
import { courtCases, newsArticle, rangeText } from 'demerit/analysis'

const MEASURES = /** @type {const} */ (['acts', 'passed', 'refused', 'pointsPassed'])
const HEAD = ['law', 'channel', 'acts', 'pass', 'refused', 'points that pass']

/** A count, and under it what makes each end. @param {import('demerit/analysis').Ranged<unknown>} range */
function cell(range) {
  const ends = /** @type {const} */ ([
    ['lowest', range.lowestBy],
    ['highest', range.highestBy],
  ])
  const told = ends.flatMap(([end, by]) => {
    const names = Array.isArray(by) ? by : Object.entries(Object(by)).map(([name, value]) => `${name} ${short(value)}`)
    return range[end] === range.reading ? [] : [`${end}: ${names.join(', ')}`]
  })
  return [rangeText(range), ...told].join('<br>')
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

export function page() {
  const cases = courtCases.flatMap(({ id, court, assumed, ranges }) => {
    const all = Object.entries(assumed).flatMap(([name, { value, from, to, why }]) =>
      // The channel is a scenario, with rows of its own.
      name === 'channel' ? [] : `- \`${name}\` ${short(value)}, from ${short(from)} to ${short(to)}: ${why}`,
    )
    const told = all.length === 0 ? ['It tells of queries alone, and so of no act.'] : [...all, '', table(ranges)]
    return [`## ${court.en}: \`${id}\``, '', ...told, '']
  })
  return [
    '# The ranges of the court cases',
    '',
    'Made by `npm run docs` of a clone from what was counted of the newspaper’s court cases. An act *passes* as an insider would declare it. Each number is the lowest and',
    'the highest that a search over the assumptions found, which is no floor and no ceiling, and in brackets the reading of the article, with each assumption at its value,',
    'which is no best guess; under it stands which assumptions make an end that is not the reading. What stands at no end moves nothing there. What the article gives as',
    '*more than* or *about* is counted as that number. Of nine cases seven tell of acts at a window or by app, one (Huli) of acts by web, and one (Leshan) of queries alone.',
    'A channel is no assumption: an act is counted at each by which it can have gone, and numbers of two channels do not add up. The app is counted under the rule of 2024',
    'alone, under which it is asked about. `as-reported` is the rule as the article tells it and `plan-2018-03-01` a draft: neither was ever in force. How it is counted:',
    '[the guide](guides/analysis.md#a-court-case-replayed).',
    '',
    '| assumption | what it is |',
    '| --- | --- |',
    '| `points` | points a violation, on average: 5.5 is a mix |',
    '| `ageDays` | days between a violation and its handling; at 0 its vehicle is bound later on its day |',
    '| `order` | `turns`: each licence takes one act, and then again from the first; `blocks`: a licence takes all its acts in a row |',
    '| `violationsAVehicle`, `actsALicence` | violations a vehicle and acts a licence, on average |',
    '| `fineYuan` | the single fine of a violation, in yuan |',
    '| `yuanAPoint` | what the insider was paid for a point, in yuan |',
    '| `dearShare` | the share of acts at the higher of two stated prices |',
    '| `sharers` | how many people shared the stated gain |',
    '',
    '## All cases',
    '',
    'Each case has its own assumptions, so each end is the sum of the ends; by the names of what moves most first.',
    '',
    table(newsArticle.ranges),
    '',
    ...cases,
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./RANGES.md', import.meta.url), page())
}
