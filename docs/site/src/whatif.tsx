import { useEffect } from 'preact/hooks'
import { Head } from './head.tsx'
import { type Levers, NO_LEVER } from './levers.ts'
import type { PageProps } from './page.ts'
import type { CaseRow } from './whatif-worker.ts'
import { useWork } from './work.ts'

const SWITCHES = ['bindAtWindow', 'dateAtWindow', 'fineAtWindow', 'dayExcluded'] as const
const SLIDERS = ['driverCap', 'vehicleCap'] as const

/** The levers, window first, and the article's cases counted again under the law that they make. */
export function WhatIfPage({ place, words, go }: PageProps) {
  const levers = leversIn(place.args)
  const [work, start] = useWork<Levers, readonly CaseRow[], readonly CaseRow[]>(
    () => new Worker(new URL('./whatif-worker.ts', import.meta.url), { type: 'module' }),
  )
  const text = JSON.stringify(levers)
  useEffect(() => {
    const timer = setTimeout(() => start(levers), 150)
    return () => clearTimeout(timer)
  }, [text])
  const set = (next: Partial<Levers>) => {
    const changed = { ...levers, ...next }
    const args = Object.entries(changed).filter(([name, value]) => value !== NO_LEVER[name as keyof Levers])
    go({ args: Object.fromEntries(args.map(([name, value]) => [name, String(value)])) }, true)
  }
  const rows = work.result ?? work.progress ?? []
  const sum = (name: 'acts' | 'passed' | 'points' | 'pointsPassed') => rows.reduce((total, row) => total + row[name], 0)
  const number = (value: number) => value.toLocaleString('en-US')
  return (
    <>
      <section aria-label={words.levers} class="levers">
        {SWITCHES.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={levers[name]}
              onChange={(event) => set({ [name]: event.currentTarget.checked })}
            />{' '}
            {words[name]}
          </label>
        ))}
        {SLIDERS.map((name) => (
          <label key={name}>
            {words[name]}: <output>{levers[name]}</output>
            <input
              type="range"
              min={0}
              max={6}
              value={levers[name]}
              onInput={(event) => set({ [name]: Number(event.currentTarget.value) })}
            />
          </label>
        ))}
      </section>
      <p class="verdict" role="status">
        {work.error !== undefined ? `${words.failed} ${work.error}` : work.running ? words.counting : ''}{' '}
        <strong>{number(sum('passed'))}</strong> {words.of} {number(sum('acts'))} {words.stillPass};{' '}
        {number(sum('pointsPassed'))} {words.of} {number(sum('points'))} {words.pointsPass}
      </p>
      <section class="scroll" tabIndex={0} aria-label={words.case}>
        <table>
          <Head columns={[words.case, words.acts, words.pass, words.points, words.assumed]} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.id}</th>
                <td class="number">{number(row.acts)}</td>
                <td class="number">
                  <meter
                    min={0}
                    max={Math.max(1, row.acts)}
                    value={row.passed}
                    aria-label={`${row.id} ${words.pass}`}
                  />{' '}
                  {number(row.passed)}
                </td>
                <td class="number">
                  {number(row.pointsPassed)} / {number(row.points)}
                </td>
                <td>
                  <small>{row.assumed}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function leversIn(args: Readonly<Record<string, string>>): Levers {
  const cap = (text: string | undefined, otherwise: number) =>
    text !== undefined && /^[0-6]$/.test(text) ? Number(text) : otherwise
  return {
    bindAtWindow: args.bindAtWindow === 'true',
    dateAtWindow: args.dateAtWindow === 'true',
    fineAtWindow: args.fineAtWindow === 'true',
    dayExcluded: args.dayExcluded === 'true',
    driverCap: cap(args.driverCap, NO_LEVER.driverCap),
    vehicleCap: cap(args.vehicleCap, NO_LEVER.vehicleCap),
  }
}
