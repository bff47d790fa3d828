import { stopping as recorded } from 'virtual:usual'
import type { Channel } from 'demerit'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { Head } from './head.tsx'
import {
  type LeverName,
  type Levers,
  type LimitName,
  leversPulled,
  pulledTo,
  type RingAsked,
  STATED,
  USUAL_RING,
} from './levers.ts'
import { HOUSEHOLDS, REAL, realPermitted } from './ordinary.ts'
import type { PageProps } from './page.ts'
import type { Says } from './says.ts'
import { isAlike, isFree, type Left, type OfArticle, type Stopping, type StopRow } from './stopping.ts'
import { TableBox } from './take.tsx'
import { failedWith, LOCALES, type Words } from './words.ts'
import { useWork } from './work.ts'

/** Changes that are shown before all are asked for. */
const FEW = 8

/** What was counted last, and for which ring: for who comes back; at first when the page was built. */
let before: { readonly ring: string; readonly stopping: Stopping } = {
  ring: JSON.stringify(USUAL_RING),
  stopping: recorded,
}

/** As many points stop a licence, and as many has the gravest violation. */
const FULL = 12

/** A lever at a value, in words. */
export function leverTold(name: LeverName, value: Levers[LeverName], { words, says }: InWords): string {
  return typeof value === 'number' ? says.lever(name as LimitName, value) : words[name]
}
type InWords = Pick<PageProps, 'words' | 'says'>

function pullTold(pull: readonly LeverName[], told: InWords): string {
  return pull.map((name) => leverTold(name, STATED[name], told)).join(' + ') || told.words.today
}

/** What stops most, in a sentence; '' before it is known. */
export function bestTold(counted: Stopping, told: InWords): string {
  const best = counted.rows[1]
  return best === undefined ? '' : `${told.says.stopsMost(pullTold(best.pull, told))} ${sellsTold(best, told)}`
}

function sellsTold({ app, window }: StopRow, { says }: InWords): string {
  return says.sells(leftTold(app, says), leftTold(window, says))
}

function grouped(value: number): string {
  return (Math.round(value * 100) / 100).toLocaleString('en-US')
}

/** Counts which change of the law stops a ring; nothing of another ring is left, and nothing after an error. */
export function useStopping(ring: RingAsked, words: Words): Counting {
  const [work, start] = useWork('stops', words.notLoaded)
  const asked = JSON.stringify(ring)
  /** The ring that the worker counts: what came of another is not shown. */
  const [of, setOf] = useState('')
  useEffect(() => {
    if (before.ring === asked) return
    const timer = setTimeout(() => {
      setOf(asked)
      start(ring)
    }, 150)
    return () => clearTimeout(timer)
  }, [asked])
  if (of === asked && work.result !== undefined) before = { ring: asked, stopping: work.result }
  if (before.ring === asked) return { running: false, error: undefined, counted: before.stopping }
  if (of !== asked) return { running: true, error: undefined, counted: undefined }
  return { running: work.running, error: work.error, counted: work.error === undefined ? work.progress : undefined }
}

interface Counting {
  readonly running: boolean
  readonly error: string | undefined
  readonly counted: Stopping | undefined
}

/** The change that makes a lever work that does nothing alone: with it, fewer of the article's acts pass than today. */
export function partnerOf(lever: LeverName, counted: Stopping | undefined): LeverName | undefined {
  const [today, ...changes] = counted?.rows ?? []
  const before = today?.article
  const works = changes.find(
    ({ pull, article }) =>
      pull.length === 2 &&
      pull.includes(lever) &&
      article !== undefined &&
      before !== undefined &&
      article.passed < before.passed,
  )
  return works?.pull.find((each) => each !== lever)
}

interface StopProps extends Pick<PageProps, 'words' | 'says'> {
  readonly ring: RingAsked
  readonly counting: Counting
  readonly language: 'zh' | 'en'
  /** Which changes are shown: the best few, or all. */
  readonly changes: 'few' | 'all'
  readonly show: (changes: 'few' | 'all') => void
  /** Sets the levers of the page. */
  readonly pull: (levers: Levers) => void
}

/** Which change of the law stops a ring, and what it costs others: eight levers, alone and in pairs, the best first. */
export function WhatStops({
  ring,
  counting: { running, error, counted },
  changes: which,
  words,
  says,
  language,
  pull,
  show,
}: StopProps) {
  const isWhole = which === 'all'
  const [today, ...changes] = counted?.rows ?? []
  const best = changes[0]
  /** Of the acts that people asked about, those that the best change permits. */
  const real = useMemo(
    () => (best === undefined ? [] : realPermitted(leversPulled(pulledTo(best.pull)))),
    [best?.pull.join()],
  )
  return (
    <section>
      <h3>{words.stopTitle}</h3>
      <div class="verdict stops" role="status">
        {error !== undefined && <p class="problem">{failedWith(error, words)}</p>}
        {running && <p>{words.counting}</p>}
        {counted !== undefined && today !== undefined && (
          <Said counted={counted} today={today} changes={changes} words={words} says={says} />
        )}
      </div>
      <p>{says.ringAsked(ring, LOCALES[language].grammar.money(ring.fine * 100))}</p>
      {counted !== undefined && today !== undefined && (
        <>
          <StopTable
            rows={[today, ...(isWhole ? changes : changes.slice(0, FEW))]}
            counted={counted}
            running={running}
            of={says.ringNamed(ring)}
            words={words}
            says={says}
            pull={pull}
          />
          <p>
            <button type="button" aria-expanded={isWhole} onClick={() => show(isWhole ? 'few' : 'all')}>
              {isWhole ? words.fewerChanges : says.allChanges(changes.length)}
            </button>
          </p>
          <details>
            <summary>{words.ordinary}</summary>
            {counted.drawn !== undefined && <p>{says.drawnAre(HOUSEHOLDS, grouped(counted.drawn))}</p>}
            <p>
              {words.realAre}
              {best !== undefined &&
                real.includes(false) &&
                ` ${says.realMarked(pullTold(best.pull, { words, says }))}`}
            </p>
            <ul>
              {REAL.map(({ page, [language]: told }, index) => (
                <li key={told}>
                  {real[index] === false && '✗ '}
                  <a href={page}>{told}</a>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  )
}

/** The best of all, and the best of those that cost others nothing. */
function Said({
  counted,
  today,
  changes,
  words,
  says,
}: InWords & {
  readonly counted: Stopping
  readonly today: StopRow
  readonly changes: readonly StopRow[]
}) {
  const { drawn, real } = counted
  const best = changes[0]
  if (best === undefined) return null
  const free = changes.find(isFree)
  const told = { words, says }
  const bindingAlone =
    best.pull.join() === 'bindAtWindow,dateAtWindow' && changes.find(({ pull }) => pull.join() === 'bindAtWindow')
  /** Changes that do as much, once all are counted. */
  const alike = (row: StopRow): string => {
    const others = changes.filter((each) => each !== row && isAlike(each, row))
    const isCounted = changes.every(({ drawnRefused }) => drawnRefused !== undefined)
    return isCounted && others.length > 0 ? says.alike(others.map(({ pull }) => pullTold(pull, told))) : ''
  }
  return (
    <>
      <p>
        <strong>
          {bestTold(counted, told)} {alike(best)}
        </strong>{' '}
        {says.todaySells(leftTold(today.app, says), leftTold(today.window, says))}{' '}
        {today.window.kind !== 'most' && today.window.points === FULL - 1 + FULL && says.howSold(FULL - 1, FULL)}
      </p>
      {best.app.points > 0 && <p>{words.stillSold}</p>}
      {bindingAlone && <p>{says.backdated(leftTold(bindingAlone.window, says))}</p>}
      {drawn !== undefined && best.drawnRefused !== undefined && (
        <p>{says.refuses(grouped(best.drawnRefused), grouped(drawn), best.realRefused, real)}</p>
      )}
      {best.article !== undefined && <p>{ofArticleTold(best.article, says)}</p>}
      {free !== undefined && free !== best && !lowers(free, today) && <p>{words.freeLowersNothing}</p>}
      {free !== undefined && free !== best && lowers(free, today) && (
        <p>
          {says.stopsFree(pullTold(free.pull, told))} <FreeDoes free={free} today={today} {...told} /> {alike(free)}
        </p>
      )}
    </>
  )
}

/** Whether a change leaves a licence less to sell. */
function lowers(row: StopRow, today: StopRow): boolean {
  return row.app.points < today.app.points || row.window.points < today.window.points
}

/** What the best change that costs others nothing does: what it leaves, or, where it stops nothing that was reported, what it takes. */
function FreeDoes({ free, today, words, says }: InWords & { readonly free: StopRow; readonly today: StopRow }) {
  const { article } = free
  if (article !== undefined && article.passed === today.article?.passed) {
    const less = (['app', 'window'] as const).filter((way) => free[way].points < today[way].points)
    return (
      <>
        {says.noEffect(onlyRead(article)[0])}{' '}
        {less.map((way) => says.sellsLess(way, leftTold(today[way], says), leftTold(free[way], says))).join(' ')}
      </>
    )
  }
  return (
    <>
      {sellsTold(free, { words, says })} {article !== undefined && ofArticleTold(article, says)}
    </>
  )
}

function ofArticleTold(article: OfArticle, says: Says): string {
  const { channels } = LOCALES[says.language].names
  const by = Object.entries(article.by).map(([channel, acts]) => `${channels[channel as Channel]} ${grouped(acts)}`)
  const [passed, acts, points] = onlyRead(article)
  return says.ofArticle(passed, acts, by, points)
}

/** The article's acts that pass, all of them, and the points that pass, with each assumption at its value: where they are told, that is said too. */
function onlyRead({ passed, acts, pointsPassed }: OfArticle): readonly [passed: string, acts: string, points: string] {
  return [grouped(passed), grouped(acts), grouped(pointsPassed)]
}

function leftTold({ points, kind }: Left, says: StopProps['says']): string {
  return says.amount(grouped(points), kind)
}

function StopTable({
  rows,
  counted: { real, drawn },
  running,
  of,
  words,
  says,
  pull,
}: Pick<StopProps, 'words' | 'says' | 'pull'> & {
  readonly rows: readonly StopRow[]
  readonly counted: Stopping
  readonly running: boolean
  readonly of: string
}) {
  const columns = [
    words.stopChange,
    words.leftByApp,
    words.leftAtWindow,
    words.refusedDrawn,
    words.refusedReal,
    words.articlePass,
  ]
  const left = (each: Left) => `${leftTold(each, says)} (${grouped(each.acts)})`
  const refused = (count: number | undefined, all: number | undefined) =>
    count === undefined || all === undefined ? '…' : `${grouped(count)} / ${grouped(all)}`
  return (
    <TableBox label={words.stopTitle} of={of} unfinished={running}>
      <table class="stacked stop">
        <Head columns={columns} />
        <tbody>
          {rows.map(({ pull: levers, app, window, drawnRefused, realRefused, article }) => (
            <tr key={levers.join()}>
              <th scope="row">
                {pullTold(levers, { words, says })}{' '}
                {levers.length > 0 && (
                  <button
                    type="button"
                    class="aside"
                    aria-label={`${words.tryIt}${words.colon}${pullTold(levers, { words, says })}`}
                    onClick={() => pull(pulledTo(levers))}
                  >
                    {words.tryIt}
                  </button>
                )}
              </th>
              <td data-head={columns[1]}>{left(app)}</td>
              <td data-head={columns[2]}>{left(window)}</td>
              <td data-head={columns[3]}>{refused(drawnRefused, drawn)}</td>
              <td data-head={columns[4]}>{refused(realRefused, real)}</td>
              <td data-head={columns[5]}>
                {article === undefined
                  ? running
                    ? '…'
                    : words.notCounted
                  : `${onlyRead(article)[0]} (${onlyRead(article)[2]})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
