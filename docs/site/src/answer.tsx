import type { Channel } from 'demerit'
import { channelsOf, courtCases, rangeText, type TotalRange } from 'demerit/analysis'
import { CITATIONS } from 'demerit/rules'
import { ASSUMED } from '../../../src/cli/words.ts'
import { LAWS, type Law, rangesOfLaw, setOfLaw } from './answer-laws.ts'
import { givenIn } from './given.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { hashOf, type Page } from './place.ts'
import { Problems } from './problems.tsx'
import { Beside, Cite, Picture, TableBox } from './take.tsx'
import { useWidth } from './width.ts'
import { LOCALES, type Words } from './words.ts'

const ARTICLE = CITATIONS['article-driver-cap'].url

/** Where each of the questions is answered. */
const QUESTIONS: readonly (readonly [
  question: 'askLaw' | 'askChange' | 'askCase' | 'askStop' | 'askAudit',
  page: Page,
  args: Readonly<Record<string, string>>,
])[] = [
  ['askLaw', 'law', { day: '2018-09-10' }],
  ['askChange', 'law', { day: '2024-11-01', from: 'cn-2020-09-28', to: 'cn-2024-11-01', at: 'changes' }],
  ['askCase', 'case', { question: 'handle' }],
  ['askStop', 'whatif', {}],
  ['askAudit', 'audit', {}],
]

/** What was counted under one law by one channel, when the page was made: nothing is counted anew to show it. */
interface LawRange {
  readonly law: Law
  readonly channel: Channel
  readonly total: TotalRange
}

/** The answer first: what of the reported trade passes under which law, in a sentence and a picture, and where to ask on. */
export function AnswerPage({ place, words, says, go }: PageProps) {
  const given = givenIn(place.args, says)
  const { language } = place
  const counts = LAWS.flatMap((law) =>
    (['window', 'app', 'web'] as const).flatMap((channel): readonly LawRange[] => {
      const total = rangesOfLaw(law)[channel]
      return total === undefined ? [] : [{ law, channel, total }]
    }),
  )
  const told = toldOf(counts, words, says)
  return (
    <>
      <Problems problems={given.problems} />
      <div class="verdict answer" role="status">
        <p>
          <strong>{told[0]}</strong>
        </p>
        <ul>
          {told.slice(1).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </div>
      <Beside.Provider
        value={{
          answer: told,
          notes: [words.rangesAre, words.channelsApart, `${words.sources}${words.colon}${words.article} ${ARTICLE}`],
        }}
      >
        <Picture label={words.passByLaw}>
          <Bars counts={counts} words={words} says={says} />
        </Picture>
      </Beside.Provider>
      <details>
        <summary>{words.asTable}</summary>
        <CountTable counts={counts} words={words} says={says} />
      </details>
      <h3>{words.askOn}</h3>
      <ol class="questions">
        {QUESTIONS.map(([question, page, args]) => (
          <li key={question}>
            <a
              href={hashOf({ ...place, page, args })}
              onClick={(event) => {
                event.preventDefault()
                go({ page, args })
              }}
            >
              {words[question]}
            </a>
          </li>
        ))}
      </ol>
      <h3>{words.whatIsAssumed}</h3>
      <ul>
        <li>
          {says.assumesCases(courtCases.length, courtCases.filter((each) => channelsOf(each).length === 0).length)}{' '}
          <a href={ARTICLE}>{words.article}</a>
        </li>
        <li>{words.rangesAre}</li>
        <li>{words.channelsApart}</li>
        <li>{words.assumesRecord}</li>
        <li>{words.assumesPoints}</li>
        <li>{words.listIsOpen}</li>
      </ul>
      <Cite
        place={place}
        words={words}
        asked={[words.asked, ...told].join(language === 'zh' ? '' : ' ')}
        again="cases"
        sources={[`${words.article} ${ARTICLE}`]}
      />
    </>
  )
}

function channelName(channel: Channel, { language }: PageProps['says']): string {
  return LOCALES[language].names.channels[channel]
}

/** The rule of today first, channel by channel, with what holds whatever is assumed; then the others. */
function toldOf(counts: readonly LawRange[], words: Words, says: PageProps['says']): readonly string[] {
  const order: readonly Law[] = ['today', ...LAWS.filter((law) => law !== 'today')]
  return order.flatMap((law) => {
    const mine = counts.filter((each) => each.law === law)
    const channels = mine.map(({ channel, total }) =>
      says.passesBy(
        channelName(channel, says),
        rangeText(total.passed, says.language),
        rangeText(total.acts, says.language),
        rangeText(total.passedAsTheyWere, says.language),
      ),
    )
    const seen = law === 'today' ? setOfLaw('today').verifiedOn : undefined
    return mine.length === 0 ? [] : [says.underLaw(words.laws[law], channels, seen)]
  })
}

interface CountsProps extends Pick<PageProps, 'words' | 'says'> {
  readonly counts: readonly LawRange[]
}

function CountTable({ counts, words, says }: CountsProps) {
  const columns = [
    words.ruleSet,
    words.actsPass,
    words.actsRefused,
    words.acts,
    words.pointsPass,
    words.points,
    words.passHonestly,
    words.madeBy,
  ]
  return (
    <TableBox label={words.passByLaw}>
      <table class="stacked">
        <Head columns={columns} />
        <tbody>
          {counts.map(({ law, channel, total }) => {
            const { passed, refused, acts, pointsPassed, points, passedAsTheyWere } = total
            return (
              <tr key={`${law} ${channel}`}>
                <th scope="row">
                  {words.laws[law]}
                  {words.colon}
                  {channelName(channel, says)}
                </th>
                {[passed, refused, acts, pointsPassed, points, passedAsTheyWere].map((value, index) => (
                  <td key={columns[index + 1]} class="number" data-head={columns[index + 1]}>
                    {rangeText(value, says.language)}
                  </td>
                ))}
                <td data-head={words.madeBy}>
                  <small>{madeBy(total, words, says)}</small>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}

/** The assumptions that make the fewest and the most acts that pass. */
function madeBy({ passed }: TotalRange, words: Words, says: PageProps['says']): string {
  const { names } = ASSUMED[says.language]
  const told = (by: readonly string[]) => by.map((name) => names[name]?.replace(/：$/, '') ?? name).join(words.comma)
  return says.madeBy(told(passed.lowestBy) || words.theReading, told(passed.highestBy) || words.theReading)
}

/** What one law takes of the picture, in pixels, and what a number takes beside its bar. */
const ROW = 52
const NUMBER = 250
const LEGEND = 72

/** For each law and channel a bar from the fewest to the most acts that pass, with the reading marked, on all that there can be. */
function Bars({ counts, words, says }: CountsProps) {
  const [box, width] = useWidth(900)
  const wide = width - NUMBER
  const told = counts.map(
    ({ law, channel, total }) =>
      `${words.laws[law]}${words.comma}${channelName(channel, says)}${words.colon}${rangeText(total.passed, says.language)}`,
  )
  return (
    <div ref={box}>
      <svg
        class="bars"
        role="img"
        aria-label={`${words.passByLaw}${words.colon}${told.join(words.semicolon)}`}
        width={width}
        height={LEGEND + ROW * counts.length}
        viewBox={`0 0 ${width} ${LEGEND + ROW * counts.length}`}
      >
        {[words.barsFrom, words.barsAre, words.passMeans].map((line, at) => (
          <text key={line} y={16 + 18 * at} class="small">
            {line}
          </text>
        ))}
        {counts.map(({ law, channel, total }, index) => (
          <g key={`${law} ${channel}`} transform={`translate(0 ${LEGEND + ROW * index})`}>
            <text y={16} class={width < 500 ? 'small' : undefined}>
              {words.laws[law]}
              {words.comma}
              {channelName(channel, says)}
            </text>
            <g transform="translate(0 24)">
              <rect width={wide} height={15} fill="var(--soft)" />
              {rangedBar(total.passed, total.acts, wide)}
              <text x={wide + 6} y={12} class="small">
                {rangeText(total.passed, says.language)}
              </text>
            </g>
          </g>
        ))}
      </svg>
    </div>
  )
}

/** A bar from the lowest to the highest, on as much as there can be, with a line at the reading. */
function rangedBar({ reading, lowest, highest }: Range, { highest: all }: Range, width: number) {
  const x = (value: number) => (width * value) / Math.max(1, all)
  return (
    <>
      <rect x={x(lowest)} width={Math.max(1, x(highest) - x(lowest))} height={15} fill="var(--open)" />
      <rect x={Math.max(0, x(reading) - 1.5)} width={3} height={15} fill="var(--bad)" />
    </>
  )
}
type Range = TotalRange['acts']
