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
import { RangeBars } from './range-bars.tsx'
import { Beside, Cite, TableBox } from './take.tsx'
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
  const laws = toldOf(counts, words, says)
  const told = laws.map(({ law, channels }) => says.underLaw(law, channels))
  return (
    <>
      <Problems problems={given.problems} />
      <div class="verdict answer" role="status">
        {laws.map(({ law, channels }, index) => (
          <div key={law}>
            <p>{index === 0 ? <strong>{law}</strong> : law}</p>
            <ul>
              {channels.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <Beside.Provider
        value={{
          answer: told,
          notes: [words.rangesAre, words.channelsApart, `${words.sources}${words.colon}${words.article} ${ARTICLE}`],
        }}
      >
        <RangeBars
          label={words.passByLaw}
          legend={[words.barsFrom, words.barsAre, words.barsLong, words.passMeans]}
          bars={counts.map(({ law, channel, total: { passed, acts } }) => ({
            label: `${words.laws[law]}${words.comma}${channelName(channel, says)}`,
            range: passed,
            of: acts,
          }))}
          says={says}
        />
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
          {says.assumesCases(
            courtCases.length,
            courtCases.filter(({ assumed }) => assumed.channel?.value === 'window').length,
            courtCases.filter((each) => channelsOf(each).length === 0).length,
          )}{' '}
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
        asked={[words.asked, ...told, words.rangesCited].join(language === 'zh' ? '' : ' ')}
        again="cases"
        sources={[`${words.article} ${ARTICLE}`]}
      />
    </>
  )
}

function channelName(channel: Channel, { language }: PageProps['says']): string {
  return LOCALES[language].names.channels[channel]
}

/** What is told of a law: what it is called, and a sentence each channel. */
interface ToldLaw {
  readonly law: string
  readonly channels: readonly string[]
}

/** The rule of today first, channel by channel, with what holds whatever is assumed; then the others. */
function toldOf(counts: readonly LawRange[], words: Words, says: PageProps['says']): readonly ToldLaw[] {
  const order: readonly Law[] = ['today', ...LAWS.filter((law) => law !== 'today')]
  return order.flatMap((law) => {
    const mine = counts.filter((each) => each.law === law)
    const channels = mine.map(({ channel, total }) =>
      says.passesBy(
        channelName(channel, says),
        channel === 'window',
        rangeText(total.passed, says.language),
        rangeText(total.acts, says.language),
        rangeText(total.pointsPassed, says.language),
        rangeText(total.passedAsTheyWere, says.language),
      ),
    )
    const name = words.laws[law]
    const told = law === 'today' ? says.shownUntil(name, setOfLaw('today').verifiedOn) : name
    return mine.length === 0 ? [] : [{ law: told, channels }]
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
