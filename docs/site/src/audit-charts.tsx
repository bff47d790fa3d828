/** The pictures of an audit: rows by rule, rows by month, and what was open over time. */
import * as Plot from '@observablehq/plot'
import { useEffect, useRef } from 'preact/hooks'
import type { ActsBy } from '../../../src/analysis/rows/acts-by.ts'
import type { AuditResult } from './audit-rows.ts'
import { beijingDay, limitsOf, withEnd } from './audit-time.ts'
import { COLOURS, type Told, VERDICTS } from './audit-words.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { grouped } from './says.ts'
import { Picture, TableBox } from './take.tsx'
import { failingRule } from './words.ts'

/** Rows that are not permitted, by each rule that fails. */
export function ByRule({ result, words, locale }: Told & { readonly result: AuditResult }) {
  const refusals = Object.entries(result.byRule)
    .map(([rule, count]) => ({ rule: failingRule(rule, words, locale), count }))
    .sort((one, other) => other.count - one.count)
  if (refusals.length === 0) return null
  return (
    <>
      <h3>{words.byRule}</h3>
      <Chart
        label={words.byRule}
        options={{
          marginLeft: roomFor(refusals.map(({ rule }) => rule)),
          marginRight: 60,
          marginBottom: 44,
          height: 80 + 34 * refusals.length,
          x: {
            label: words.rows,
            labelOffset: 40,
            ticks: wholeTicks(Math.max(...refusals.map(({ count }) => count))),
            tickFormat: grouped,
          },
          y: { label: null },
          marks: [
            Plot.barX(refusals, { x: 'count', y: 'rule', fill: 'var(--bad)', sort: { y: '-x' } }),
            Plot.text(refusals, {
              x: 'count',
              y: 'rule',
              text: ({ count }) => grouped(count),
              textAnchor: 'start',
              dx: 6,
            }),
            Plot.ruleX([0]),
          ],
        }}
      />
      <Numbers
        name="rules"
        label={words.byRule}
        columns={[words.rule, words.rows]}
        rows={refusals.map(({ rule, count }) => [rule, count])}
        words={words}
      />
    </>
  )
}

/** The verdicts of each month. */
export function ByMonth({ result: { byMonth }, words, locale }: Told & { readonly result: AuditResult }) {
  const months = monthsFrom(byMonth[0]?.month ?? '', byMonth.at(-1)?.month ?? '')
  const sums = sumsOf(byMonth)
  const verdictsFound = VERDICTS.filter((each) => byMonth.some(({ verdict }) => verdict === each))
  if (byMonth.length === 0) return null
  return (
    <>
      <h3>{words.byMonth}</h3>
      <Chart
        label={words.byMonth}
        options={{
          marginLeft: 60,
          marginTop: 40,
          x: { type: 'band', domain: months, ticks: everySo(months), label: null },
          y: {
            label: words.rows,
            ticks: wholeTicks(Math.max(...sums.map(({ count }) => count))),
            tickFormat: grouped,
          },
          color: {
            legend: true,
            domain: VERDICTS,
            range: COLOURS,
            tickFormat: (each: 'permitted') => locale.names.verdicts[each] ?? each,
          },
          marks: [
            Plot.barY(byMonth, { x: 'month', y: 'count', fill: 'verdict', order: [...VERDICTS] }),
            // Where there are few enough months that the numbers do not touch.
            ...(months.length <= MOST_TICKS
              ? [Plot.text(sums, { x: 'month', y: 'count', text: ({ count }) => grouped(count), dy: -9 })]
              : []),
            Plot.ruleY([0]),
          ],
        }}
      />
      <Numbers
        name="months"
        label={words.byMonth}
        columns={[words.month, ...verdictsFound.map((each) => locale.names.verdicts[each])]}
        rows={sums.map(({ month }) => [
          month,
          ...verdictsFound.map(
            (verdict) => byMonth.find((each) => each.month === month && each.verdict === verdict)?.count ?? 0,
          ),
        ])}
        words={words}
      />
    </>
  )
}

/** How rows are spread over licences or vehicles, and those with most: what is sold is a licence. */
export function ByHolder({ acts: { kind, spread, most }, words, locale }: Told & { readonly acts: ActsBy }) {
  const other = kind === 'driver' ? 'vehicle' : 'driver'
  const { permitted, refused } = locale.names.verdicts
  const columns = [words[kind], words.rows, permitted, refused, words.differentOthers[other]]
  return (
    <>
      <h3>{words.rowsBy[kind]}</h3>
      <p>{words.rowsBySays}</p>
      <Chart
        label={words.rowsBy[kind]}
        options={{
          marginLeft: 60,
          marginBottom: 44,
          x: {
            type: 'band',
            label: words.rows,
            labelOffset: 40,
            ticks: everySo(spread.map(({ rows }) => String(rows))),
          },
          y: {
            label: null,
            ticks: wholeTicks(Math.max(...spread.map(({ ids }) => ids))),
            tickFormat: grouped,
          },
          marks: [
            Plot.barY(spread, { x: ({ rows }) => String(rows), y: 'ids', fill: 'var(--open)' }),
            Plot.text(spread, { x: ({ rows }) => String(rows), y: 'ids', text: ({ ids }) => grouped(ids), dy: -9 }),
            Plot.ruleY([0]),
          ],
        }}
      />
      <TableBox label={words.rowsBy[kind]}>
        <table>
          <Head columns={columns} />
          <tbody>
            {most.map(({ id, rows, permitted, refused, others }) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td>{grouped(rows)}</td>
                <td>{grouped(permitted)}</td>
                <td>{grouped(refused)}</td>
                <td>{grouped(others)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

/** What one driver or vehicle of the file had open over time, by the place in the list from 1, beside the limit. */
export function OverTime({
  overTime,
  drawn: who,
  draw,
  words,
}: Pick<AuditResult, 'overTime'> &
  Pick<PageProps, 'words'> & { readonly drawn: number; readonly draw: (who: string) => void }) {
  const drawn = overTime[who - 1]
  if (drawn === undefined)
    return (
      <>
        <h3>{words.overTime}</h3>
        <p>{words.overTimeNeeds}</p>
      </>
    )
  const limits = limitsOf(drawn)
  const lastLimit = limits.findLast(({ limit }) => limit !== undefined)?.limit
  return (
    <>
      <h3>{words.overTime}</h3>
      <p>{words.overTimeCounts}</p>
      <p class="controls">
        <label>
          {words.whose}{' '}
          <select value={who} onChange={(event) => draw(event.currentTarget.value)}>
            {overTime.map(({ kind, id, peak }, index) => (
              <option key={`${kind} ${id}`} value={index + 1}>
                {words[kind]} {id} ({peak})
              </option>
            ))}
          </select>
        </label>
      </p>
      <Chart
        label={`${words.overTime} ${words[drawn.kind]} ${drawn.id}`}
        options={{
          marginLeft: 60,
          marginRight: 40,
          x: { type: 'utc', label: null, ticks: 5, tickFormat: (at: Date) => beijingDay(at) },
          y: {
            label: null,
            ticks: wholeTicks(Math.max(drawn.peak, ...limits.map(({ limit }) => limit ?? 0))),
            tickFormat: grouped,
            zero: true,
          },
          marks: [
            Plot.lineY(withEnd(drawn.steps), {
              x: (step: { at: number }) => new Date(step.at),
              y: 'open',
              curve: 'step-after',
            }),
            // Where no limit was, the line has a gap.
            Plot.lineY(limits, {
              x: (step: { at: number }) => new Date(step.at),
              y: 'limit',
              curve: 'step-after',
              strokeDasharray: '4',
            }),
            ...(lastLimit === undefined
              ? []
              : [
                  Plot.text([lastLimit], {
                    y: (each: number) => each,
                    text: () => `${words.limitLine}${words.colon}${lastLimit}`,
                    frameAnchor: 'left',
                    textAnchor: 'start',
                    dx: 8,
                    dy: -8,
                  }),
                ]),
            Plot.ruleY([0]),
          ],
        }}
      />
    </>
  )
}

/** What the longest of some names takes beside an axis, in pixels: a Chinese character about two letters. */
function roomFor(names: readonly string[]): number {
  return 24 + Math.max(...names.map((name) => [...name].reduce((sum, each) => sum + (each < '\x7f' ? 7.2 : 13.5), 0)))
}

const MOST_TICKS = 8
/** What a chart takes where the page does not say how much room there is. */
const MOST_WIDTH = 720

/** Where an axis of counts has its ticks: whole numbers, a round step apart, from 0 to `most`. */
function wholeTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most / MOST_TICKS))
  const step = Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => most / each <= MOST_TICKS) ?? 1)
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
}

/** As many of a list as an axis has room for, at equal distances. */
function everySo(list: readonly string[]): string[] {
  const step = Math.ceil(list.length / MOST_TICKS)
  return list.filter((_, index) => index % step === 0)
}

/** Every month from the first to the last. */
function monthsFrom(first: string, last: string): string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from({ length: number(last) - number(first) + 1 }, (_, index) => {
    const month = number(first) + index
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** How many rows each month has. */
function sumsOf(byMonth: AuditResult['byMonth']): readonly { readonly month: string; readonly count: number }[] {
  const sums = new Map<string, number>()
  for (const { month, count } of byMonth) sums.set(month, (sums.get(month) ?? 0) + count)
  return [...sums].map(([month, count]) => ({ month, count }))
}

/** The numbers of a chart, for who wants to read or copy them. */
function Numbers({
  name,
  label,
  columns,
  rows,
  words,
}: Pick<PageProps, 'words'> & {
  readonly name: string
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly [string, ...number[]])[]
}) {
  return (
    <details class={name}>
      <summary>{words.asTable}</summary>
      <TableBox label={`${label}${words.colon}${words.asTable}`}>
        <table>
          <Head columns={columns} />
          <tbody>
            {rows.map(([head, ...counts]) => (
              <tr key={head}>
                <th scope="row">{head}</th>
                {counts.map((count, index) => (
                  <td key={columns[index + 1]}>{grouped(count)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}

/** A chart with a name, as wide as the page; its numbers stand beside it or in a table. */
function Chart({ label, options }: { readonly label: string; readonly options: Plot.PlotOptions }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const style = { fontSize: '13px' }
    const chart = Plot.plot({ ...options, style, ariaLabel: label, width: box.current?.clientWidth || MOST_WIDTH })
    // The parts of a picture have no roles, so that they take no names; the picture has both.
    for (const part of chart.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label')
    const picture = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg[viewBox][aria-label]')
    picture?.setAttribute('role', 'img')
    box.current?.replaceChildren(chart)
  })
  return (
    <Picture label={label}>
      <div ref={box} class="chart" />
    </Picture>
  )
}
