import { courtCases } from 'demerit/analysis'
import { CITATIONS } from 'demerit/rules'
import { useEffect } from 'preact/hooks'
import { LAWS, type Law, setOfLaw } from './answer-laws.ts'
import type { LawCount } from './answer-worker.ts'
import { givenIn } from './given.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { hashOf, type Page } from './place.ts'
import { Problems } from './problems.tsx'
import { grouped } from './says.ts'
import { Cite, Picture, TableBox } from './take.tsx'
import { useWidth } from './width.ts'
import { failedWith, failingRule, LOCALES, type Words } from './words.ts'
import { useWork } from './work.ts'

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

/** What was counted, for who comes back. */
let countedBefore: readonly LawCount[] = []

/** The answer first: what of the reported trade passes under which law, in a sentence and a picture, and where to ask on. */
export function AnswerPage({ place, words, says, go }: PageProps) {
  const given = givenIn(place.args, says)
  const [work, start] = useWork<null, readonly LawCount[], readonly LawCount[]>(
    () => new Worker(new URL('./answer-worker.ts', import.meta.url), { type: 'module' }),
    words.notLoaded,
  )
  useEffect(() => {
    if (countedBefore.length < LAWS.length) start(null)
  }, [])
  const counts = work.result ?? work.progress ?? countedBefore
  if (work.result !== undefined) countedBefore = work.result
  const byLaw: { readonly [L in Law]?: LawCount } = Object.fromEntries(counts.map((each) => [each.law, each]))
  const { today, bound } = byLaw
  const isUnfinished = counts.length < LAWS.length
  const ruleName = (rule: string) => failingRule(rule, words, LOCALES[place.language])
  const [answer, ...others] = toldOf(byLaw, says, ruleName)
  return (
    <>
      <Problems problems={given.problems} />
      <div class="verdict answer" role="status">
        {work.error !== undefined && <p class="problem">{failedWith(work.error, words)}</p>}
        {work.error === undefined && answer !== undefined && (
          <p>
            <strong>{answer}</strong>
          </p>
        )}
        {work.error === undefined && others.length > 0 && (
          <ul>
            {others.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        {work.running && <p>{words.counting}</p>}
      </div>
      {work.error === undefined && counts.length > 0 && (
        <>
          <Picture label={words.passByLaw} unfinished={isUnfinished}>
            <Bars counts={counts} words={words} says={says} />
          </Picture>
          <details>
            <summary>{words.asTable}</summary>
            <CountTable counts={counts} words={words} unfinished={isUnfinished} />
          </details>
        </>
      )}
      <h3>{words.askOn}</h3>
      <ol class="questions">
        {QUESTIONS.map(([question, page, args]) => (
          <li key={question}>
            <a
              href={hashOf({ page, language: place.language, args })}
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
          {says.assumesCases(courtCases.length)} <a href={ARTICLE}>{words.article}</a>
        </li>
        {today && <li>{says.assumesLie(grouped(today.passedHonestly), grouped(today.acts))}</li>}
        <li>{words.assumesRecord}</li>
        <li>{words.assumesPoints}</li>
        {bound && <li>{says.assumesBackdated(grouped(bound.passed), grouped(bound.acts))}</li>}
      </ul>
      <Cite
        place={place}
        words={words}
        asked={[words.asked, answer, ...others].join(place.language === 'zh' ? '' : ' ')}
        sources={[`${words.article} ${ARTICLE}`]}
        unfinished={isUnfinished}
      />
    </>
  )
}

/** The answer, and behind it what passes under other rules; as far as it was counted. */
function toldOf(
  { reported, february, today, dated }: { readonly [L in Law]?: LawCount },
  says: PageProps['says'],
  ruleName: (rule: string) => string,
): readonly string[] {
  if (february === undefined) return []
  /** Rules that refuse acts under the rule of February 2018, and that today's rule does not have. */
  const kept = setOfLaw('today').handle.map(({ rule }): string => rule)
  const gone = Object.entries(february.byRule).filter(([rule]) => !kept.includes(rule))
  return [
    says.answer(grouped(february.passed), grouped(february.acts), grouped(february.passedHonestly)),
    ...(reported === undefined ? [] : [says.answerReported(grouped(reported.passed))]),
    ...(today === undefined ? [] : [says.answerToday(grouped(today.passed), setOfLaw('today').verifiedOn)]),
    ...(today === undefined || today.passed <= february.passed || gone.length === 0
      ? []
      : [
          says.answerGone(
            grouped(today.passed - february.passed),
            gone.map(([rule, count]) => says.ruleRefuses(ruleName(rule), grouped(count))),
          ),
        ]),
    ...(dated === undefined ? [] : [says.answerDated(grouped(dated.passed), grouped(dated.pointsPassed))]),
  ]
}

interface CountsProps {
  readonly counts: readonly LawCount[]
  readonly words: Words
}

function CountTable({ counts, words, unfinished }: CountsProps & { readonly unfinished: boolean }) {
  const columns = [words.ruleSet, words.actsPass, words.acts, words.pointsPass, words.points, words.passHonestly]
  return (
    <TableBox label={words.passByLaw} unfinished={unfinished}>
      <table class="stacked">
        <Head columns={columns} />
        <tbody>
          {counts.map((count) => (
            <tr key={count.law}>
              <th scope="row">{words.laws[count.law]}</th>
              {[count.passed, count.acts, count.pointsPassed, count.points, count.passedHonestly].map(
                (value, index) => (
                  <td key={columns[index + 1]} class="number" data-head={columns[index + 1]}>
                    {grouped(value)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** What one law takes of the picture, in pixels, and what a number takes beside its bar. */
const ROW = 72
const NUMBER = 170
const LEGEND = 92
/** What each bar of a law counts, and what is pale. */
const LEGENDS = [
  { name: 'actsPass', fill: 'var(--bad)' },
  { name: 'pointsPass', fill: 'var(--open)' },
  { name: 'refusedPart', fill: 'var(--soft)' },
] as const

/** For each law two bars: the share of the acts that pass, and of the points. */
function Bars({ counts, words, says }: CountsProps & Pick<PageProps, 'says'>) {
  const [box, width] = useWidth(900)
  const most = width - NUMBER
  const bars = (count: LawCount) =>
    [
      { name: 'acts', value: count.passed, all: count.acts, of: words.actsUnit, fill: LEGENDS[0].fill },
      { name: 'points', value: count.pointsPassed, all: count.points, of: words.pointsUnit, fill: LEGENDS[1].fill },
    ] as const
  const told = counts.map(
    (count) => `${words.laws[count.law]}${words.colon}${grouped(count.passed)} / ${grouped(count.acts)}`,
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
        {[
          words.barsFrom,
          says.barsOf(grouped(counts[0]?.acts ?? 0), grouped(counts[0]?.points ?? 0)),
          words.passMeans,
        ].map((line, at) => (
          <text key={line} y={16 + 18 * at} class="small">
            {line}
          </text>
        ))}
        {LEGENDS.flatMap(({ name, fill }, at) => [
          <rect key={fill} x={at * 135} y={LEGEND - 30} width={15} height={15} fill={fill} />,
          <text key={name} x={at * 135 + 21} y={LEGEND - 18} class="small">
            {words[name]}
          </text>,
        ])}
        {counts.map((count, index) => (
          <g key={count.law} transform={`translate(0 ${LEGEND + ROW * index})`}>
            <text y={16} class={width < 500 ? 'small' : undefined}>
              {words.laws[count.law]}
            </text>
            {bars(count).map(({ name, value, all, of, fill }, at) => (
              <g key={name} transform={`translate(0 ${24 + 20 * at})`}>
                <rect width={most} height={15} fill="var(--soft)" />
                <rect width={(most * value) / Math.max(1, all)} height={15} fill={fill} />
                <text x={most + 6} y={12} class="small">
                  {grouped(value)} / {grouped(all)} {of}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
    </div>
  )
}
