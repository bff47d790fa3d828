import { LOOPHOLES } from 'demerit/analysis'
import { useState } from 'preact/hooks'
import type { PageProps } from './page.ts'
import { SETS, setOf } from './sets.ts'
import type { Asked, Found } from './ways-worker.ts'
import { useWork } from './work.ts'

/** Ways round the law: a question, a law, and a search that runs in the page. */
export function WaysPage({ place, words, go }: PageProps) {
  const [copied, setCopied] = useState(false)
  const goal = LOOPHOLES.find(({ id }) => id === place.args.goal) ?? LOOPHOLES[0]
  const set = setOf(place.args.set)
  const [work, start, stop] = useWork<Asked, number, Found>(
    () => new Worker(new URL('./ways-worker.ts', import.meta.url), { type: 'module' }),
  )
  const told = { witness: words.witness, none: words.noWay, unknown: words.openQuestion }
  return (
    <>
      <p class="controls">
        <label>
          {words.loophole}{' '}
          <select
            value={goal?.id}
            onChange={(event) => go({ args: { ...place.args, goal: event.currentTarget.value } })}
          >
            {LOOPHOLES.map(({ id, title }) => (
              <option key={id} value={id}>
                {id}: {title[place.language]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.ruleSet}{' '}
          <select value={set.id} onChange={(event) => go({ args: { ...place.args, set: event.currentTarget.value } })}>
            {SETS.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        <button
          type="button"
          disabled={work.running}
          onClick={() => start({ goal: goal?.id ?? '', set: set.id, language: place.language })}
        >
          {words.search}
        </button>
        <button type="button" disabled={!work.running} onClick={stop}>
          {words.stop}
        </button>
      </p>
      <p role="status">
        {work.running && `${words.searching} ${(work.progress ?? 0).toLocaleString('en-US')}`}
        {work.error !== undefined && `${words.failed} ${work.error}`}
        {work.result !== undefined && (
          <strong>
            {told[work.result.kind]} {work.result.kind === 'witness' ? '' : work.result.states.toLocaleString('en-US')}
          </strong>
        )}
      </p>
      {work.result?.kind === 'witness' && (
        <>
          <ol class="story">
            {work.result.story.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
          <Drawn steps={work.result.steps} />
          <p>
            <button
              type="button"
              onClick={async () => {
                await navigator.clipboard.writeText(work.result?.mermaid ?? '')
                setCopied(true)
              }}
            >
              {words.copy} Mermaid
            </button>{' '}
            <span role="status">{copied ? words.copied : ''}</span>
          </p>
        </>
      )}
    </>
  )
}

/** The way as a picture: a row for each driver, time from left to right. */
function Drawn({ steps }: { readonly steps: Found['steps'] }) {
  const drivers = [...new Set(steps.map(({ driver }) => driver))]
  const width = 140 + steps.length * 110
  const y = (driver: string) => 34 + drivers.indexOf(driver) * 54
  return (
    <section class="scroll" tabIndex={0} aria-label="steps">
      <svg
        class="graph"
        viewBox={`0 0 ${width} ${34 + drivers.length * 54}`}
        style={{ minWidth: `${Math.min(width, 900)}px` }}
        role="img"
        aria-label={steps.map(({ type, driver, vehicle }) => `${type} ${driver} ${vehicle}`).join('; ')}
      >
        {drivers.map((driver) => (
          <g key={driver}>
            <line class="own" x1="90" x2={width - 10} y1={y(driver)} y2={y(driver)} />
            <text x="44" y={y(driver) + 5}>
              {driver || '·'}
            </text>
          </g>
        ))}
        {steps.map(({ at, type, driver, vehicle }, index) => (
          <g key={index}>
            <circle cx={150 + index * 110} cy={y(driver)} r="7" />
            <text x={150 + index * 110} y={y(driver) - 13}>
              {type} {vehicle}
            </text>
            <text x={150 + index * 110} y={y(driver) + 24} class="small">
              {at.slice(5, 10)}
            </text>
          </g>
        ))}
      </svg>
    </section>
  )
}
