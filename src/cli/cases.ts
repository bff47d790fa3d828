import { MEASURES } from '../analysis/cases/court-case.ts'
import {
  type ActsByChannel,
  type AssumptionName,
  type CaseRange,
  channelsOf,
  courtCases,
  type GainsAndLosses,
  gainsAndLosses,
  type LicencesNeeded,
  licencesFor,
  type Measure,
  newsArticle,
  type Ranged,
  rangesAgainst,
  rangeText,
  totalsOf,
} from '../analysis/index.ts'
import { zhCN } from '../explain/index.ts'
import { shorten } from '../input/issue.ts'
import { type RuleSet, type Rules, SHIPPED_SETS } from '../law/index.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import { Failure, type Tell } from './message.ts'
import { lawsOf, rulesNamed } from './named-rules.ts'
import { textTable } from './output.ts'
import { assumedText, type WordsLanguage } from './words.ts'

type ByChannel = { readonly [C in Channel]?: CaseRange }
/** What is counted of each case under a second law, how many more that is, and who gains and who loses. */
interface Against extends GainsAndLosses {
  readonly law: string
  readonly cases: readonly { readonly id: string; readonly ranges: ByChannel; readonly more: ByChannel }[]
}

/** `demerit cases`: how many acts of the article's court cases pass under a law, or under two, each number with its range. */
export async function cases({ options }: Arguments, host: Host, tell: Tell): Promise<number> {
  const { rules, against, format, locale, points } = options as Readonly<Record<string, string>>
  const law = String(rules)
  const needed = points === undefined ? undefined : licencesNeeded(points, law)
  const other = against === undefined ? undefined : await rulesNamed(against, host, tell)
  const second = other && comparedWith(other, law, host)
  // Of which version and law the numbers are.
  const laws = Object.fromEntries(
    [shipped(law), other].flatMap((each) => (each === undefined ? [] : [...lawsOf(each, host)])),
  )
  const counted = courtCases.map(({ id, stated, derived, assumed: { channel: _, ...assumed }, ranges }) => ({
    ...{ id, stated, derived, assumed },
    ranges: ranges[law] ?? {},
  }))
  const json = () =>
    JSON.stringify({
      ...{ law, laws, total: newsArticle.ranges[law], cases: counted },
      ...(needed && { licences: needed }),
      ...(second && { against: { ...second, total: totalIn(second, 'ranges'), more: totalIn(second, 'more') } }),
    })
  await host.out(
    `${format === 'json' ? json() : textOf({ law, laws, second, needed }, locale === 'en' ? 'en' : 'zh')}\n`,
  )
  return 0
}

/** How licences are used: at a window for what is there, where an official lies, and by app for what comes after a binding. */
const WAYS = {
  window: { channel: 'window', official: true, occurred: 'before' },
  app: { channel: 'app', official: false, occurred: 'later' },
} as const
type Way = keyof typeof WAYS

/** How many licences some points take, by channel; `null` where a licence can sell none. */
interface Needed extends Readonly<Record<Way, LicencesNeeded | null>> {
  readonly points: number
}

/** @throws Failure where it is no number of points. */
function licencesNeeded(given: string, law: string): Needed {
  const points = /^[1-9]\d{0,6}$/.test(given) ? Number(given) : 0
  if (points === 0 || points > 1_000_000)
    throw new Failure('malformed', `--points: ${shorten(given)} is given; wanted a whole number from 1 to 1000000`)
  const of = (way: Way) => licencesFor(shipped(law), points, WAYS[way])
  return { points, window: of('window'), app: of('app') }
}

function shipped(law: string): RuleSet {
  return SHIPPED_SETS.find(({ id }) => id === law) as RuleSet
}

/** Each case by each channel that is recorded under the first law. */
function comparedWith(rules: Rules, law: string, { err, isTerminal }: Host): Against {
  const first = shipped(law)
  const compared = courtCases.map((courtCase, index) => {
    if (isTerminal) err(`\r${index + 1}/${courtCases.length} ${courtCase.id}\u001b[K`)
    const rows = Object.keys(courtCase.ranges[law] ?? {}).map((name) => {
      const channel = name as Channel
      const { ranges, more } = rangesAgainst(courtCase, rules, channel, first)
      return [channel, ranges, more] as const
    })
    const by = (at: 1 | 2): ByChannel => Object.fromEntries(rows.map((row) => [row[0], row[at]]))
    return { id: courtCase.id, ranges: by(1), more: by(2) }
  })
  if (isTerminal) err('\r…\u001b[K')
  const gains = gainsAndLosses(
    rules,
    first,
    CHANNELS.filter((each) => newsArticle.ranges[law]?.[each] !== undefined),
  )
  if (isTerminal) err('\r\u001b[K')
  return { law: rules.id, cases: compared, ...gains }
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
  readonly gains: string
  readonly gainsHead: readonly string[]
  readonly gained: string
  readonly lost: string
  readonly name: (kind: 'questions' | 'rules' | 'verdicts', code: string) => string
  readonly licences: (points: number) => string
  readonly ways: Readonly<Record<Way, string>>
  readonly needed: (needed: LicencesNeeded) => string
  readonly none: string
  readonly all: string
  readonly byNone: string
  readonly comma: string
  readonly note: string
}

const SAID: Readonly<Record<WordsLanguage, Said>> = {
  en: {
    head: ['case', 'channel', 'acts', 'pass', 'refused', 'points that pass', 'fewest found by', 'most found by'],
    againstHead: ['case', 'channel', 'pass', 'more pass', 'more points'],
    channel: (channel) => channel,
    title: (cases, law, title, without) =>
      `The newspaper's ${cases} court cases under ${law}, ${title}; of ${without} no act is told. Ranges are what a search found`,
    count: (channel, cases, { acts, passed, pointsPassed, refused, passedAsTheyWere }, isWindow) =>
      `${channel}: of the acts of ${cases} case${cases === 1 ? '' : 's'}, ${acts}, pass ${passed}, with ${pointsPassed} points, and are refused ${refused}, if ${isWindow ? 'an official states what the rules ask for' : 'each owner agrees to a binding and somebody signs in as each driver'}; as they were, ${isWindow ? 'the offender not there' : 'with nothing bound'}, pass ${passedAsTheyWere}`,
    uncounted: (channel) => `${channel}: not counted under this law`,
    against: (law) => `Against ${law}:`,
    gains: `Who gains and who loses by it: the kinds of case that are decided otherwise, and how many acts of the court cases are of each. An act is of each kind
whose rules refuse it, so kinds do not add up, and of none if only what earlier acts left is otherwise; a blank is a channel that is not counted or not concerned.`,
    gainsHead: ['question', 'verdict', 'rules that refuse'],
    gained: 'all that gain',
    lost: 'all that lose',
    name: (_, code) => code,
    licences: (points) =>
      `To sell ${points} points takes so many fresh licences, each within one scoring period (a year) and with vehicles enough,\nwithout what one at the full score may still finish at a window:`,
    ways: {
      window: 'window, an official lies, violations of days before: ',
      app: 'app, violations after the binding: ',
    },
    needed: ({ fewest, most, unsold }) =>
      `${fewest.licences} to ${most.licences}: ${fewest.points} points a licence if the violations are those that sell most, ${most.points} if each has ${most.violations.join()}${unsold.length === 0 ? '' : `; one of ${unsold.join(', ')} cannot be sold`}`,
    none: 'no licence can sell any',
    all: 'all',
    byNone: 'the reading',
    comma: ', ',
    note: `A range is the lowest and the highest that a search over the assumptions found, no floor and no ceiling; in brackets stands the reading of the
article, with each assumption at its value, which is no best guess. Each number has its own ends: the fewest acts need not go with the fewest
points. A single number is one of which the search found no other. By app and web the dead are counted as alive. What the article gives as "more
than" or "about" is counted as that number. An act of a window is counted by app too: numbers of two channels do not add up. That nothing passes
as it was is by inference (A2, A14). At a window laws since September 2018 are counted without the watch list of 2013, of whose end one newspaper
tells: with it they come to what cn-2018-02-24 has. --format json has what is stated, derived and assumed of each case, and what makes each end.
docs/RANGES.md`,
  },
  zh: {
    head: ['案件', '渠道', '件数', '通过', '不能办理', '通过的记分', '搜得最少出自', '搜得最多出自'],
    againstHead: ['案件', '渠道', '通过', '多通过', '多记分'],
    channel: (channel) => zhCN.names.channels[channel],
    title: (cases, law, title, without) =>
      `报道的${cases}个案件，按“${title}”（${law}）；${without}没有办理行为。各范围为搜索所得`,
    count: (channel, cases, { acts, passed, pointsPassed, refused, passedAsTheyWere }, isWindow) =>
      `${channel}：${cases}个案件共${acts}件，${isWindow ? '经办人员按规定要求的内容作假申报' : '车主都同意备案、并有人以各驾驶人身份登录'}时，通过${passed}件，共${pointsPassed}分，不能办理${refused}件；按当时实情（${isWindow ? '违法行为人没有到场' : '没有备案'}），通过${passedAsTheyWere}件`,
    uncounted: (channel) => `${channel}：没有按这一规定计算`,
    against: (law) => `与${law}比较：`,
    gains: `谁受益，谁受损：结论不同的各类情形，以及报道的案件中有多少件属于该类。一件有几条规则不符合的，各类都计，所以各类不能相加；只因在前各件留下的
状况不同而结论不同的，不属任何一类。空白为该渠道没有计算或不涉及。`,
    gainsHead: ['问题', '结论', '不符合的规则'],
    gained: '受益的合计',
    lost: '受损的合计',
    licences: (points) =>
      `卖出${points}分需要多少本没有记分的驾驶证（每本在一个记分周期即一年之内，车辆足够，不计满分后在窗口仍可办结的）：`,
    ways: { window: '窗口（经办人员作假，备案日以前的违法）：', app: '交管12123（备案之后的违法）：' },
    needed: ({ fewest, most, unsold }) =>
      `${fewest.licences}至${most.licences}本：违法的记分搭配得最好时每本卖${fewest.points}分，每条都记${most.violations.join()}分时每本卖${most.points}分${unsold.length === 0 ? '' : `；记${unsold.join('、')}分的卖不出`}`,
    none: '一本也卖不出',
    name: (kind, code) => (zhCN.names[kind] as Readonly<Record<string, string>>)[code] ?? code,
    all: '合计',
    byNone: '按报道所述',
    comma: '、',
    note: `每个范围是在各项假设之内搜索所得的最少和最多，并非下限和上限；括号内为按报道所述计算的数，未写明的取所列的假设值，不是最可能的数。
各数的两端各自独立：最少的件数不一定与最少的分数同时出现。只有一个数的，是搜索未见其他值。经交管12123和网站的，已故的视为健在。
报道说“超过”“约”的，按所写的数计。在窗口办理的各件也按交管12123另计一次，各渠道的数不能相加。按当时实情都不通过，是推定（A2、A14）。
2018年9月以后各版，窗口不计2013年的重点人员名单（其终止只有一家报纸报道），计入则与cn-2018-02-24相同。
--format json列出每个案件报道所写的、由其推算的和假设的数，以及两端各出自哪些假设。
docs/RANGES.md（有中文说明）`,
  },
}

/** What was counted. */
interface Counted {
  readonly law: string
  readonly laws: Readonly<Record<string, string>>
  readonly second: Against | undefined
  readonly needed: Needed | undefined
}

function textOf({ law, laws, second, needed }: Counted, language: WordsLanguage): string {
  const said = SAID[language]
  const total = newsArticle.ranges[law] ?? {}
  const title = shipped(law).title[language]
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
    ...(needed === undefined ? [] : ['', neededText(needed, language)]),
    Object.entries(laws)
      .map((each) => each.join(': '))
      .join('; '),
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
  const { gained, lost, changes } = second
  const channels = Object.keys(gained) as Channel[]
  const acts = (counts: ActsByChannel) =>
    channels.map((channel) => (counts[channel] === undefined ? '' : rangeText(counts[channel], language)))
  const verdicts = (from: string, to: string) => `${said.name('verdicts', from)} → ${said.name('verdicts', to)}`
  const kinds = [
    [said.gained, verdicts('refused', 'permitted'), '', ...acts(gained)],
    [said.lost, verdicts('permitted', 'refused'), '', ...acts(lost)],
    ...changes.map((each) => [
      said.name('questions', each.question),
      verdicts(each.from, each.to),
      each.rules.map((rule) => said.name('rules', rule)).join(said.comma),
      ...acts(each.acts),
    ]),
  ]
  const head = [...said.gainsHead, ...channels.map(said.channel)]
  return `${said.against(second.law)}\n\n${textTable(said.againstHead, rows)}\n${said.gains}\n\n${textTable(head, kinds)}`
}

/** How many licences some points take, a line a channel. */
function neededText({ points, ...ways }: Needed, language: WordsLanguage): string {
  const said = SAID[language]
  const told = (Object.keys(WAYS) as Way[]).map((way) => {
    const needed = ways[way]
    return `${said.ways[way]}${needed === null ? said.none : said.needed(needed)}`
  })
  return [said.licences(points), ...told, ''].join('\n')
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
