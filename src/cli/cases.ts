import {
  type AssumptionName,
  type CaseRange,
  channelsOf,
  courtCases,
  newsArticle,
  type Ranged,
  rangesUnder,
  rangeText,
  totalsOf,
} from '../analysis/index.ts'
import { type Rules, SHIPPED_SETS } from '../law/index.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import type { Tell } from './message.ts'
import { rulesNamed } from './named-rules.ts'
import { textTable } from './output.ts'

type ByChannel = { readonly [C in Channel]?: CaseRange }
/** What is counted of each case under a second law, and how many more that is. */
interface Against {
  readonly law: string
  readonly cases: readonly { readonly id: string; readonly ranges: ByChannel; readonly more: ByChannel }[]
}

/** `demerit cases`: how many acts of the article's court cases pass under a law, or under two, each number with its range. */
export async function cases({ options }: Arguments, host: Host, tell: Tell): Promise<number> {
  const { rules, against, format } = options as Readonly<Record<string, string>>
  const law = String(rules)
  const second = against === undefined ? undefined : comparedWith(await rulesNamed(against, host, tell), law)
  const counted = courtCases.map(({ id, stated, derived, assumed, ranges }) => ({
    ...{ id, stated, derived, assumed },
    ranges: ranges[law] ?? {},
  }))
  const json = () =>
    JSON.stringify({
      ...{ law, total: newsArticle.ranges[law], cases: counted },
      ...(second && { against: { ...second, total: totalIn(second, 'ranges'), more: totalIn(second, 'more') } }),
    })
  await host.out(`${format === 'json' ? json() : textOf(law, second)}\n`)
  return 0
}

/** Each case by each channel that is recorded under the first law. */
function comparedWith(rules: Rules, law: string): Against {
  const first = SHIPPED_SETS.find(({ id }) => id === law) as Rules
  const compared = courtCases.map((courtCase) => {
    const rows = Object.keys(courtCase.ranges[law] ?? {}).map((name) => {
      const channel = name as Channel
      const more = rangesUnder(courtCase, rules, channel, first)
      // What no assumption makes otherwise is as it is recorded.
      const isSame = Object.values(more).every((each) => rangeText(each) === '0')
      const ranges = (isSame ? courtCase.ranges[law]?.[channel] : undefined) ?? rangesUnder(courtCase, rules, channel)
      return [channel, ranges, more] as const
    })
    const by = (at: 1 | 2): ByChannel => Object.fromEntries(rows.map((row) => [row[0], row[at]]))
    return { id: courtCase.id, ranges: by(1), more: by(2) }
  })
  return { law: rules.id, cases: compared }
}

function totalIn({ cases: compared }: Against, what: 'ranges' | 'more'): ReturnType<typeof totalsOf> {
  return totalsOf(compared.map((each) => each[what]))
}

const HEAD = ['case', 'channel', 'acts', 'pass', 'refused', 'points that pass', 'fewest pass by', 'most pass by']

function textOf(law: string, second: Against | undefined): string {
  const total = newsArticle.ranges[law] ?? {}
  const title = SHIPPED_SETS.find(({ id }) => id === law)?.title.en
  const headlines = CHANNELS.flatMap((channel) => {
    const counts = total[channel]
    if (counts === undefined) return []
    const [acts, passed, points, refused, honest] = (
      ['acts', 'passed', 'pointsPassed', 'refused', 'passedAsTheyWere'] as const
    ).map((measure) => rangeText(counts[measure]))
    const told = courtCases.filter(({ ranges }) => ranges[law]?.[channel] !== undefined).length
    const unless =
      channel === 'window'
        ? 'an official states what the rules ask for'
        : 'each owner agrees to a binding and somebody signs in as each driver'
    return `${channel}: of the acts of ${told} case${told === 1 ? '' : 's'}, ${acts}, pass ${passed}, with ${points} points, and are refused ${refused}, if ${unless}; as they were, ${channel === 'window' ? 'the offender not there' : 'with nothing bound'}, pass ${honest}`
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
    ...(second === undefined ? [] : [againstText(second)]),
    NOTE,
  ].join('\n')
}

/** How many pass under the second law, and how many more. */
function againstText(second: Against): string {
  const all = { id: 'all', ranges: totalIn(second, 'ranges'), more: totalIn(second, 'more') }
  const rows = [...second.cases, all].flatMap(({ id, ranges, more }) =>
    CHANNELS.flatMap((channel) => {
      const [under, by] = [ranges[channel], more[channel]]
      if (under === undefined || by === undefined) return []
      return [[id, channel, rangeText(under.passed), rangeText(by.passed), rangeText(by.pointsPassed)]]
    }),
  )
  return `Against ${second.law}:\n\n${textTable(['case', 'channel', 'pass', 'more pass', 'more points'], rows)}`
}

const NOTE = `A range is the lowest and the highest that a search over the assumptions found, no floor and no ceiling; in brackets stands the reading of the
article, with each assumption at its value, which is no best guess. Each number has its own ends: the fewest acts do not go with the fewest points.
What the article gives as "more than" or "about" is counted as that number. An act of a window is counted by app too: numbers of two channels do not
add up. That nothing passes as it was is by inference (A2, A14). At a window laws since September 2018 are counted without the watch list of 2013,
of whose end one newspaper tells: with it they come to what cn-2018-02-24 has. --format json has what is stated, derived and assumed of each case,
and what makes each end. docs/RANGES.md`

/** `points 6, order turns`. */
function byText(by: Ranged['lowestBy']): string {
  return (Object.keys(by) as AssumptionName[]).map((name) => `${name} ${by[name]}`).join(', ') || 'the reading'
}
