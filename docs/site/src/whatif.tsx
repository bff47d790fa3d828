import { CITATIONS } from 'demerit/rules'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Given, givenIn, wholeIn } from './given.ts'
import { Head } from './head.tsx'
import { type Levers, MOST, NO_LEVER, RING_LIMITS, type RingAsked, USUAL_RING } from './levers.ts'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import type { AskedWhatIf, CapacityRow, CaseRow, Counted } from './whatif-worker.ts'
import { ASSUMED, LOCALES, type Words } from './words.ts'
import { useWork } from './work.ts'

const ARTICLE = CITATIONS['article-driver-cap'].url
const SWITCHES = ['bindAtWindow', 'dateAtWindow', 'fineAtWindow', 'dayExcluded'] as const
const SLIDERS = ['driverCap', 'vehicleCap', 'coolingOff', 'driversAYear'] as const
const RING = ['licences', 'vehicles', 'days', 'violationsAVehicle', 'price'] as const
const RING_WORDS = {
  licences: 'ringLicences',
  vehicles: 'ringVehicles',
  days: 'ringDays',
  violationsAVehicle: 'ringViolations',
  price: 'ringPrice',
} as const

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

/** The levers, window first; the article's cases and what a ring can sell, counted again under the law that they make. */
export function WhatIfPage({ place, words, says, go }: PageProps) {
  const given = givenIn(place.args, says)
  const levers = leversIn(given)
  const ring = ringIn(given)
  const [work, start] = useWork<AskedWhatIf, Counted, Counted>(
    () => new Worker(new URL('./whatif-worker.ts', import.meta.url), { type: 'module' }),
  )
  const text = JSON.stringify([levers, ring])
  useEffect(() => {
    const timer = setTimeout(() => start({ levers, ring }), 150)
    return () => clearTimeout(timer)
  }, [text])
  const set = (next: Partial<Levers & RingAsked>) => {
    const usual: Readonly<Record<string, unknown>> = { ...NO_LEVER, ...USUAL_RING }
    const args = Object.entries({ ...levers, ...ring, ...next }).filter(([name, value]) => value !== usual[name])
    go({ args: Object.fromEntries(args.map(([name, value]) => [name, String(value)])) }, true)
  }
  // What was counted last stays until as much is counted again.
  const shown = useRef<Counted>({ rows: [], capacity: [] })
  const counted = work.result ?? work.progress
  if (counted !== undefined && counted.rows.length >= shown.current.rows.length) shown.current = counted
  const { rows, capacity } = shown.current
  const sum = (name: 'acts' | 'passed' | 'points' | 'pointsPassed') =>
    grouped(rows.reduce((total, row) => total + row[name], 0))
  return (
    <>
      <p class="lead">{words.whatifLead}</p>
      <Problems problems={given.problems} />
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
          <label key={name} class="slider">
            <span>
              {words[name]}
              {words.colon}
              <output>{levers[name] === 0 && NO_LEVER[name] === 0 ? words.noSuchRule : levers[name]}</output>
            </span>
            <input
              type="range"
              min={0}
              max={MOST[name]}
              value={levers[name]}
              onInput={(event) => set({ [name]: Number(event.currentTarget.value) })}
            />
          </label>
        ))}
      </section>
      <p class="verdict" role="status">
        {work.error !== undefined ? `${words.failed} ${work.error}` : work.running ? words.counting : ''}{' '}
        {says.stillPass(sum('passed'), sum('acts'), sum('pointsPassed'), sum('points'))}
      </p>
      <h3>{words.cases}</h3>
      <p>
        <a href={ARTICLE}>{words.article}</a>
      </p>
      <CaseTable rows={rows} words={words} says={says} language={place.language} />
      <h3>{words.capacity}</h3>
      <p>{words.capacityLead}</p>
      <p class="controls">
        {RING.map((name) => (
          <RingField key={name} name={name} value={ring[name]} words={words} says={says} change={set} />
        ))}
      </p>
      <CapacityTable rows={capacity} words={words} language={place.language} />
    </>
  )
}

/** A number of the ring as it is typed: one that it cannot be stays in the field, and nothing else changes. */
function RingField({
  name,
  value,
  words,
  says,
  change,
}: Pick<PageProps, 'words' | 'says'> & {
  readonly name: (typeof RING)[number]
  readonly value: number
  readonly change: (next: Partial<RingAsked>) => void
}) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: number }>()
  const isOptional = name === 'violationsAVehicle'
  const shown = typed?.value === value ? typed.text : value === 0 && isOptional ? '' : String(value)
  const read = (text: string) => (text === '' && isOptional ? { value: 0 } : wholeIn(text, ...RING_LIMITS[name], says))
  const { problem } = read(shown)
  return (
    <label>
      {words[RING_WORDS[name]]}{' '}
      <input
        type="number"
        min={RING_LIMITS[name][0]}
        max={RING_LIMITS[name][1]}
        value={shown}
        aria-invalid={problem !== undefined}
        onInput={({ currentTarget: { value: text } }) => {
          const next = read(text)
          setTyped({ text, value: next.value ?? value })
          if (next.problem === undefined) change({ [name]: next.value })
        }}
      />{' '}
      <span role="status" class="problem">
        {problem}
      </span>
    </label>
  )
}

interface TableProps {
  readonly words: Words
  readonly language: PageProps['place']['language']
}

function CaseTable({
  rows,
  words,
  says,
  language,
}: TableProps & Pick<PageProps, 'says'> & { readonly rows: readonly CaseRow[] }) {
  const columns = [words.case, words.acts, words.pass, words.points, words.assumed]
  const assumed = rows.flatMap((row) => toldOf(row, language))
  /** What every second case assumes, or more. */
  const usual = new Set(assumed.filter((each) => assumed.filter((other) => other === each).length > rows.length / 2))
  return (
    <>
      <section class="scroll" tabIndex={0} aria-label={words.cases}>
        <table class="stacked">
          <Head columns={columns} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.court[language]} <small>{row.id}</small>
                </th>
                <td class="number" data-head={columns[1]}>
                  {grouped(row.acts)}
                </td>
                <td class="number" data-head={columns[2]}>
                  <meter
                    min={0}
                    max={Math.max(1, row.acts)}
                    value={row.passed}
                    aria-label={`${row.id} ${words.pass}`}
                  />{' '}
                  {grouped(row.passed)}
                </td>
                <td class="number" data-head={columns[3]}>
                  {grouped(row.pointsPassed)} / {grouped(row.points)}
                </td>
                <td data-head={columns[4]}>
                  <small>
                    {row.acts === 0
                      ? words.queriesOnly
                      : [
                          ...(row.atTwelve === undefined ? [] : [says.atTwelve(row.atTwelve)]),
                          ...toldOf(row, language).filter((each) => !usual.has(each)),
                        ].join(words.semicolon) || words.asUsual}
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p>
        <small>
          {words.usually} {[...usual].join(words.semicolon)}
        </small>
      </p>
    </>
  )
}

/** The assumptions of a case in words. */
function toldOf({ assumed }: CaseRow, language: TableProps['language']): readonly string[] {
  const { names, values } = ASSUMED[language]
  return Object.entries(assumed).map(([name, value]) => {
    const told = typeof value === 'number' ? String(Math.round(value * 100) / 100) : (values[value] ?? value)
    // A name that ends with a colon of Chinese has its space already.
    return `${names[name] ?? name}${names[name]?.endsWith('：') ? '' : ' '}${told}`
  })
}

function CapacityTable({ rows, words, language }: TableProps & { readonly rows: readonly CapacityRow[] }) {
  const { names } = LOCALES[language]
  const columns = [words.way, words.points, words.yuan, words.stoppedBy]
  const most = Math.max(1, ...rows.map(({ points }) => points))
  return (
    <section class="scroll" tabIndex={0} aria-label={words.capacity}>
      <table class="stacked">
        <Head columns={columns} />
        <tbody>
          {rows.map(({ way, points, yuan, stoppedBy, exact }) => (
            <tr key={way}>
              <th scope="row">{words[way]}</th>
              <td class="number" data-head={columns[1]}>
                <meter min={0} max={most} value={points} aria-label={`${words[way]} ${words.points}`} />{' '}
                {exact ? '' : '≥ '}
                {grouped(points)}
              </td>
              <td class="number" data-head={columns[2]}>
                {grouped(yuan)}
              </td>
              <td data-head={columns[3]}>
                {stoppedBy === null ? words.violationsRunOut : names.rules[stoppedBy as 'driver-cap']}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function leversIn(given: Given): Levers {
  const flag = (name: (typeof SWITCHES)[number]) => given.word(name, ['true', 'false'], 'false') === 'true'
  const number = (name: (typeof SLIDERS)[number]) => given.whole(name, 0, MOST[name], NO_LEVER[name])
  return {
    bindAtWindow: flag('bindAtWindow'),
    dateAtWindow: flag('dateAtWindow'),
    fineAtWindow: flag('fineAtWindow'),
    dayExcluded: flag('dayExcluded'),
    driverCap: number('driverCap'),
    vehicleCap: number('vehicleCap'),
    coolingOff: number('coolingOff'),
    driversAYear: number('driversAYear'),
  }
}

function ringIn(given: Given): RingAsked {
  const field = (name: keyof RingAsked) => given.whole(name, ...RING_LIMITS[name], USUAL_RING[name])
  return {
    licences: field('licences'),
    vehicles: field('vehicles'),
    days: field('days'),
    violationsAVehicle: field('violationsAVehicle'),
    price: field('price'),
  }
}
