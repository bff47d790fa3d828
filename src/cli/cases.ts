import { type AssumptionName, channelsOf, courtCases, newsArticle, type Ranged, rangeText } from '../analysis/index.ts'
import { SHIPPED_SETS } from '../law/index.ts'
import { CHANNELS } from '../values/channel.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import { textTable } from './output.ts'

/** `demerit cases`: how many acts of the article's court cases pass under a law, each number with its range. */
export async function cases({ options: { rules, format } }: Arguments, host: Host): Promise<number> {
  const law = String(rules)
  const counted = courtCases.map(({ id, ranges }) => ({ id, ranges: ranges[law] ?? {} }))
  const json = () => JSON.stringify({ law, total: newsArticle.ranges[law], cases: counted })
  await host.out(`${format === 'json' ? json() : textOf(law)}\n`)
  return 0
}

const HEAD = ['case', 'channel', 'acts', 'pass', 'refused', 'points that pass', 'fewest pass by', 'most pass by']

function textOf(law: string): string {
  const total = newsArticle.ranges[law] ?? {}
  const title = SHIPPED_SETS.find(({ id }) => id === law)?.title.en
  const headlines = CHANNELS.flatMap((channel) => {
    const counts = total[channel]
    if (counts === undefined) return []
    const [acts, passed, points, refused, honest] = (
      ['acts', 'passed', 'pointsPassed', 'refused', 'passedAsTheyWere'] as const
    ).map((measure) => rangeText(counts[measure]))
    return `${channel}: ${passed} of ${acts} acts pass, with ${points} points, and ${refused} are refused, if an official states what the rules ask for; ${honest} pass if nobody lies`
  })
  const rows = courtCases.flatMap(({ id, ranges }) =>
    Object.entries(ranges[law] ?? {}).map(([channel, { acts, passed, refused, pointsPassed }]) => [
      ...[id, channel, ...[acts, passed, refused, pointsPassed].map((each) => rangeText(each))],
      ...[byText(passed.lowestBy), byText(passed.highestBy)],
    ]),
  )
  const without = courtCases.filter((each) => channelsOf(each).length === 0).map(({ id }) => id)
  const uncounted = CHANNELS.filter(
    (channel) => total[channel] === undefined && courtCases.some((each) => channelsOf(each).includes(channel)),
  )
  return [
    `The newspaper's ${courtCases.length} court cases under ${law}, ${title}; of ${without.join(', ')} no act is told`,
    ...headlines,
    ...uncounted.map((channel) => `${channel}: not counted under this law`),
    '',
    textTable(HEAD, rows),
    NOTE,
  ].join('\n')
}

const NOTE = `A range is the lowest and the highest that the assumptions make; in brackets stands the reading of the article, with each assumption at its
value, which is no best guess. What the article gives as "more than" is counted as that number. An act is counted at each channel by which it can
have gone: numbers of two channels do not add up. --format json has what makes each end of each number. docs/guides/analysis.md`

/** `points 6, order turns`. */
function byText(by: Ranged['lowestBy']): string {
  return (Object.keys(by) as AssumptionName[]).map((name) => `${name} ${by[name]}`).join(', ') || 'the reading'
}
