import { useEffect, useState } from 'preact/hooks'
import { Head } from './head.tsx'
import { type LeverName, type Levers, pulledTo, type RingAsked, STATED } from './levers.ts'
import { HOUSEHOLDS, REAL } from './ordinary.ts'
import type { PageProps } from './page.ts'
import { isAlike, isFree, type Left, type Stopping, type StopRow } from './stopping.ts'
import { TableBox } from './take.tsx'
import { failedWith, type Words } from './words.ts'
import { useWork } from './work.ts'

/** Changes that are shown before all are asked for. */
const FEW = 8

/** What was counted last, and for which ring: for who comes back. */
let before: { readonly ring: string; readonly stopping: Stopping } | undefined

/** A lever at a value, in words. */
export function leverTold(name: LeverName, value: Levers[LeverName], words: Words): string {
  return value === true ? words[name] : `${words[name]}${words.colon}${value}`
}

function pullTold(pull: readonly LeverName[], words: Words): string {
  return pull.map((name) => leverTold(name, STATED[name], words)).join(' + ') || words.today
}

function grouped(value: number): string {
  return (Math.round(value * 100) / 100).toLocaleString('en-US')
}

/** Counts which change of the law stops a ring; nothing of another ring is left, and nothing after an error. */
export function useStopping(ring: RingAsked, words: Words): Counting {
  const [work, start] = useWork<RingAsked, Stopping, Stopping>(
    () => new Worker(new URL('./stop-worker.ts', import.meta.url), { type: 'module' }),
    words.notLoaded,
  )
  const asked = JSON.stringify(ring)
  /** The ring that the worker counts: what came of another is not shown. */
  const [of, setOf] = useState('')
  useEffect(() => {
    if (before?.ring === asked) return
    const timer = setTimeout(() => {
      setOf(asked)
      start(ring)
    }, 150)
    return () => clearTimeout(timer)
  }, [asked])
  if (of === asked && work.result !== undefined) before = { ring: asked, stopping: work.result }
  if (before?.ring === asked) return { running: false, error: undefined, counted: before.stopping }
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
  const passed = today?.article?.passed
  const works = changes.find(
    ({ pull, article }) =>
      pull.length === 2 && pull.includes(lever) && article !== undefined && article.passed < (passed ?? 0),
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
      <p>{says.ringAsked(ring)}</p>
      {counted !== undefined && today !== undefined && (
        <>
          <StopTable
            rows={[today, ...(isWhole ? changes : changes.slice(0, FEW))]}
            counted={counted}
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
            <p>{words.realAre}</p>
            <ul>
              {REAL.map(({ page, [language]: told }) => (
                <li key={told}>
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
}: Pick<StopProps, 'words' | 'says'> & {
  readonly counted: Stopping
  readonly today: StopRow
  readonly changes: readonly StopRow[]
}) {
  const { drawn, real } = counted
  const best = changes[0]
  if (best === undefined) return null
  const free = changes.find(isFree)
  const sells = (row: StopRow) => says.sells(leftTold(row.app, says), leftTold(row.window, says))
  /** Changes that do as much, once all are counted. */
  const alike = (row: StopRow): string => {
    const others = changes.filter((each) => each !== row && isAlike(each, row))
    const isCounted = changes.every(({ drawnRefused }) => drawnRefused !== undefined)
    return isCounted && others.length > 0 ? says.alike(others.map(({ pull }) => pullTold(pull, words))) : ''
  }
  return (
    <>
      <p>
        <strong>
          {says.stopsMost(pullTold(best.pull, words))} {sells(best)} {alike(best)}
        </strong>{' '}
        {says.todaySells(leftTold(today.app, says), leftTold(today.window, says))}
      </p>
      {best.app.points > 0 && <p>{words.stillSold}</p>}
      {drawn !== undefined && best.drawnRefused !== undefined && (
        <p>{says.refuses(grouped(best.drawnRefused), grouped(drawn), best.realRefused, real)}</p>
      )}
      {best.article !== undefined && (
        <p>
          {says.ofArticle(grouped(best.article.passed), grouped(best.article.acts), grouped(best.article.pointsPassed))}
        </p>
      )}
      {free !== undefined && free !== best && (
        <p>
          {says.stopsFree(pullTold(free.pull, words))} {sells(free)} {alike(free)}{' '}
          {free.article !== undefined &&
            says.ofArticle(
              grouped(free.article.passed),
              grouped(free.article.acts),
              grouped(free.article.pointsPassed),
            )}
        </p>
      )}
    </>
  )
}

function leftTold({ points, kind }: Left, says: StopProps['says']): string {
  return says.amount(grouped(points), kind)
}

function StopTable({
  rows,
  counted: { real, drawn },
  words,
  says,
  pull,
}: Pick<StopProps, 'words' | 'says' | 'pull'> & {
  readonly rows: readonly StopRow[]
  readonly counted: Stopping
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
  const refused = (count: number | undefined, of: number | undefined) =>
    count === undefined || of === undefined ? '…' : `${grouped(count)} / ${grouped(of)}`
  return (
    <TableBox label={words.stopTitle}>
      <table class="stacked stop">
        <Head columns={columns} />
        <tbody>
          {rows.map(({ pull: levers, app, window, drawnRefused, realRefused, article }) => (
            <tr key={levers.join()}>
              <th scope="row">
                {pullTold(levers, words)}{' '}
                {levers.length > 0 && (
                  <button
                    type="button"
                    class="aside"
                    aria-label={`${words.tryIt}${words.colon}${pullTold(levers, words)}`}
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
                {article === undefined ? '' : `${grouped(article.passed)} (${grouped(article.pointsPassed)})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
