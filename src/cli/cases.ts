import { MEASURES } from '../analysis/cases/court-case.ts'
import {
  type AssumptionName,
  type CaseRange,
  channelsOf,
  courtCases,
  type Measure,
  newsArticle,
  type Ranged,
  rangesUnder,
  rangeText,
  totalsOf,
} from '../analysis/index.ts'
import { zhCN } from '../explain/index.ts'
import { type Rules, SHIPPED_SETS } from '../law/index.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import type { Tell } from './message.ts'
import { rulesNamed } from './named-rules.ts'
import { textTable } from './output.ts'
import { assumedText, type WordsLanguage } from './words.ts'

type ByChannel = { readonly [C in Channel]?: CaseRange }
/** What is counted of each case under a second law, and how many more that is. */
interface Against {
  readonly law: string
  readonly cases: readonly { readonly id: string; readonly ranges: ByChannel; readonly more: ByChannel }[]
}

/** `demerit cases`: how many acts of the article's court cases pass under a law, or under two, each number with its range. */
export async function cases({ options }: Arguments, host: Host, tell: Tell): Promise<number> {
  const { rules, against, format, locale } = options as Readonly<Record<string, string>>
  const law = String(rules)
  const second = against === undefined ? undefined : comparedWith(await rulesNamed(against, host, tell), law, host)
  const counted = courtCases.map(({ id, stated, derived, assumed: { channel: _, ...assumed }, ranges }) => ({
    ...{ id, stated, derived, assumed },
    ranges: ranges[law] ?? {},
  }))
  const json = () =>
    JSON.stringify({
      ...{ law, total: newsArticle.ranges[law], cases: counted },
      ...(second && { against: { ...second, total: totalIn(second, 'ranges'), more: totalIn(second, 'more') } }),
    })
  await host.out(`${format === 'json' ? json() : textOf(law, second, locale === 'en' ? 'en' : 'zh')}\n`)
  return 0
}

/** Each case by each channel that is recorded under the first law. */
function comparedWith(rules: Rules, law: string, { err, isTerminal }: Host): Against {
  const first = SHIPPED_SETS.find(({ id }) => id === law) as Rules
  const compared = courtCases.map((courtCase, index) => {
    if (isTerminal) err(`\r${index + 1}/${courtCases.length} ${courtCase.id}\u001b[K`)
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
  if (isTerminal) err('\r\u001b[K')
  return { law: rules.id, cases: compared }
}

function totalIn({ cases: compared }: Against, what: 'ranges' | 'more'): ReturnType<typeof totalsOf> {
  return totalsOf(compared.map((each) => each[what]))
}

type Count = Readonly<Record<Measure, string>>

/** What the text says, in each language. */
interface Said {
  readonly head: readonly string[]
  readonly againstHead: readonly string[]
  readonly channel: (channel: Channel) => string
  readonly title: (cases: number, law: string, title: string, without: string) => string
  readonly count: (channel: string, cases: number, count: Count, isWindow: boolean) => string
  readonly uncounted: (channel: string) => string
  readonly against: (law: string) => string
  readonly all: string
  readonly byNone: string
  readonly comma: string
  readonly note: string
}

const SAID: Readonly<Record<WordsLanguage, Said>> = {
  en: {
    head: ['case', 'channel', 'acts', 'pass', 'refused', 'points that pass', 'fewest pass by', 'most pass by'],
    againstHead: ['case', 'channel', 'pass', 'more pass', 'more points'],
    channel: (channel) => channel,
    title: (cases, law, title, without) =>
      `The newspaper's ${cases} court cases under ${law}, ${title}; of ${without} no act is told`,
    count: (channel, cases, { acts, passed, pointsPassed, refused, passedAsTheyWere }, isWindow) =>
      `${channel}: of the acts of ${cases} case${cases === 1 ? '' : 's'}, ${acts}, pass ${passed}, with ${pointsPassed} points, and are refused ${refused}, if ${isWindow ? 'an official states what the rules ask for' : 'each owner agrees to a binding and somebody signs in as each driver'}; as they were, ${isWindow ? 'the offender not there' : 'with nothing bound'}, pass ${passedAsTheyWere}`,
    uncounted: (channel) => `${channel}: not counted under this law`,
    against: (law) => `Against ${law}:`,
    all: 'all',
    byNone: 'the reading',
    comma: ', ',
    note: `A range is the lowest and the highest that a search over the assumptions found, no floor and no ceiling; in brackets stands the reading of the
article, with each assumption at its value, which is no best guess. Each number has its own ends: the fewest acts do not go with the fewest points.
What the article gives as "more than" or "about" is counted as that number. An act of a window is counted by app too: numbers of two channels do not
add up. That nothing passes as it was is by inference (A2, A14). At a window laws since September 2018 are counted without the watch list of 2013,
of whose end one newspaper tells: with it they come to what cn-2018-02-24 has. --format json has what is stated, derived and assumed of each case,
and what makes each end. docs/RANGES.md`,
  },
  zh: {
    head: ['案件', '渠道', '件数', '通过', '不能办理', '通过的记分', '最少出自', '最多出自'],
    againstHead: ['案件', '渠道', '通过', '多通过', '多记分'],
    channel: (channel) => zhCN.names.channels[channel],
    title: (cases, law, title, without) => `报道的${cases}个案件，按“${title}”（${law}）；${without}没有办理行为`,
    count: (channel, cases, { acts, passed, pointsPassed, refused, passedAsTheyWere }, isWindow) =>
      `${channel}：${cases}个案件共${acts}件，${isWindow ? '经办人员按规定所需作假申报' : '车主都同意备案、并有人以各驾驶人身份登录'}时，通过${passed}件，共${pointsPassed}分，不能办理${refused}件；按当时实情（${isWindow ? '违法行为人没有到场' : '没有备案'}），通过${passedAsTheyWere}件`,
    uncounted: (channel) => `${channel}：没有按这一规定计算`,
    against: (law) => `与${law}比较：`,
    all: '合计',
    byNone: '报道的读法',
    comma: '、',
    note: `每个范围是在各项假设之内搜索所得的最少和最多，并非下限和上限；括号内为按报道的读法，各项假设取所列的值，不是最可能的数。
各数的两端各自独立：最少的件数不与最少的分数同时出现。报道说“超过”“约”的，按所写的数计。在窗口办理的各件也按交管12123另计
一次，各渠道的数不能相加。按当时实情都不通过，是推定（A2、A14）。2018年9月以后各版，窗口不计2013年的重点人员名单（其终止只有
一家报纸报道），计入则与cn-2018-02-24相同。--format json列出每个案件报道所写的、由其推算的和假设的数，以及两端各出自哪些假设。
docs/RANGES.md（有中文说明）`,
  },
}

function textOf(law: string, second: Against | undefined, language: WordsLanguage): string {
  const said = SAID[language]
  const total = newsArticle.ranges[law] ?? {}
  const title = SHIPPED_SETS.find(({ id }) => id === law)?.title[language] ?? ''
  const headlines = CHANNELS.flatMap((channel) => {
    const counts = total[channel]
    if (counts === undefined) return []
    const told = courtCases.filter(({ ranges }) => ranges[law]?.[channel] !== undefined).length
    return [said.count(said.channel(channel), told, countText(counts, language), channel === 'window')]
  })
  const rows = courtCases.flatMap(({ id, ranges }) =>
    CHANNELS.flatMap((channel) => {
      const range = ranges[law]?.[channel]
      if (range === undefined) return []
      const { acts, passed, refused, pointsPassed } = countText(range, language)
      const ends = [range.passed.lowestBy, range.passed.highestBy].map((by) => byText(by, language))
      return [[id, said.channel(channel), acts, passed, refused, pointsPassed, ...ends]]
    }),
  )
  const without = courtCases.filter((each) => channelsOf(each).length === 0).map(({ id }) => id)
  const uncounted = CHANNELS.filter(
    (channel) => total[channel] === undefined && courtCases.some((each) => channelsOf(each).includes(channel)),
  )
  return [
    said.title(courtCases.length, law, title, without.join(said.comma)),
    ...headlines,
    ...uncounted.map((channel) => said.uncounted(said.channel(channel))),
    '',
    textTable(said.head, rows),
    ...(second === undefined ? [] : [againstText(second, language)]),
    said.note,
  ].join('\n')
}

/** How many pass under the second law, and how many more. */
function againstText(second: Against, language: WordsLanguage): string {
  const said = SAID[language]
  const all = { id: said.all, ranges: totalIn(second, 'ranges'), more: totalIn(second, 'more') }
  const rows = [...second.cases, all].flatMap(({ id, ranges, more }) =>
    CHANNELS.flatMap((channel) => {
      const [under, by] = [ranges[channel], more[channel]]
      if (under === undefined || by === undefined) return []
      const told = [under.passed, by.passed, by.pointsPassed].map((each) => rangeText(each, language))
      return [[id, said.channel(channel), ...told]]
    }),
  )
  return `${said.against(second.law)}\n\n${textTable(said.againstHead, rows)}`
}

function countText(
  range: { readonly [M in Measure]: Omit<Ranged, 'lowestBy' | 'highestBy'> },
  language: WordsLanguage,
): Count {
  return Object.fromEntries(MEASURES.map((measure) => [measure, rangeText(range[measure], language)])) as Count
}

/** `points a violation 6, licences in turns`. */
function byText(by: Ranged['lowestBy'], language: WordsLanguage): string {
  const names = Object.keys(by) as AssumptionName[]
  return names.map((name) => assumedText(name, by[name], language)).join(SAID[language].comma) || SAID[language].byNone
}
