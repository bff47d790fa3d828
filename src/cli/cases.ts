import { type AssumptionName, courtCases, newsArticle, type Ranged } from '../analysis/index.ts'
import { SHIPPED_SETS } from '../law/index.ts'
import { CHANNELS } from '../values/channel.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import { textTable } from './output.ts'

/** `demerit cases`: how many acts of the article's court cases pass under a law, each number with its range. */
export async function cases({ options: { rules, format } }: Arguments, host: Host): Promise<number> {
  const law = String(rules)
  const told =
    format === 'json' ? JSON.stringify({ law, total: newsArticle.ranges[law], cases: rowsOf(law) }) : textOf(law)
  await host.out(`${told}\n`)
  return 0
}

/** The answer by each channel: what holds whatever is assumed comes first, and the reading of the article last. */
function headlineOf(law: string): readonly string[] {
  const byChannel = newsArticle.ranges[law] ?? {}
  return CHANNELS.flatMap((channel) => {
    const total = byChannel[channel]
    if (total === undefined) return []
    const { acts, passed, pointsPassed, passedAsTheyWere } = total
    const lie = `${rangeText(passedAsTheyWere)} if nobody lies`
    return [
      `${channel}: ${rangeText(passed)} of ${rangeText(acts)} acts pass, with ${rangeText(pointsPassed)} points, if an official states what the rules ask for; ${lie}`,
    ]
  })
}

function rowsOf(law: string) {
  return courtCases.flatMap(({ id, ranges }) =>
    CHANNELS.flatMap((channel) => {
      const counted = ranges[law]?.[channel]
      return counted === undefined ? [] : [{ id, channel, counted }]
    }),
  )
}

function textOf(law: string): string {
  const title = SHIPPED_SETS.find(({ id }) => id === law)?.title.en
  const rows = rowsOf(law).map(({ id, channel, counted: { acts, passed, pointsPassed } }) => [
    ...[id, channel, rangeText(acts), rangeText(passed), rangeText(pointsPassed)],
    ...[byText(passed.lowestBy), byText(passed.highestBy)],
  ])
  const head = ['case', 'channel', 'acts', 'pass', 'points that pass', 'fewest by', 'most by']
  return [
    `The newspaper's court cases under ${law}, ${title}`,
    ...headlineOf(law),
    '',
    textTable(head, rows),
    NOTE,
  ].join('\n')
}

const NOTE = `A range is the lowest and the highest that the assumptions make; in brackets stands the reading of the article, with each assumption at its
value, which is no best guess. What the article gives as "more than" is counted as that number. docs/guides/analysis.md`

/** `500 to 600 (600)`; one number where nothing that is assumed moves it. */
export function rangeText({ reading, lowest, highest }: Pick<Ranged, 'reading' | 'lowest' | 'highest'>): string {
  const [low, high, read] = [lowest, highest, reading].map(grouped)
  return lowest === highest ? `${read}` : `${low} to ${high} (${read})`
}

/** A whole number with a comma before each three digits, whatever the host writes. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `points 6, order turns`. */
function byText(by: Ranged['lowestBy']): string {
  return (Object.keys(by) as AssumptionName[]).map((name) => `${name} ${by[name]}`).join(', ') || 'the reading'
}
