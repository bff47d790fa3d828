import { type CaseRange, channelsOf, courtCases, newsArticle, rangeText } from 'demerit/analysis'
import { CITATIONS, cn2024 } from 'demerit/rules'
import { useEffect, useRef } from 'preact/hooks'
import { type Given, givenIn, wholeIn } from './given.ts'
import { Head } from './head.tsx'
import {
  type LeverName,
  type Levers,
  MOST,
  NO_LEVER,
  RING_LIMITS,
  type RingAsked,
  STATED,
  USUAL_RING,
} from './levers.ts'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import { grouped } from './says.ts'
import { SETS } from './sets.ts'
import { bestTold, leverTold, partnerOf, useStopping, WhatStops } from './stop.tsx'
import { Cite, TableBox } from './take.tsx'
import { useTyped } from './typed.ts'
import { type CapacityRow, type CaseRow, type Counted, isAsBefore, somePass } from './whatif-rows.ts'
import { ASSUMED, failedWith, failingRule, LOCALES, type Words } from './words.ts'
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
const CASE_IDS = courtCases.map(({ id }) => id)
/** The case that is told first: the one in which a rule stops part of the acts. */
const FIRST_CASE = 'huaibei-deceased'

/** The cases under the law of today, as far as they were counted. */
let countedToday: readonly CaseRow[] = []

/** The levers, window first; the article's cases and what a ring can sell, counted again under the law that they make. */
export function WhatIfPage({ place, words, says, go }: PageProps) {
  const given = givenIn(place.args, says)
  const levers = leversIn(given)
  const ring = ringIn(given)
  const chosen = given.word('case', CASE_IDS, FIRST_CASE)
  const changes = given.word('changes', ['few', 'all'], 'few')
  const [work, start] = useWork('whatif', words.notLoaded)
  const stopping = useStopping(ring, words)
  const text = JSON.stringify([levers, ring])
  useEffect(() => {
    const timer = setTimeout(() => start({ levers, ring, today: countedToday }), 150)
    return () => clearTimeout(timer)
  }, [text])
  const set = (next: Partial<Levers & RingAsked>) => {
    const usual: Readonly<Record<string, unknown>> = { ...NO_LEVER, ...USUAL_RING }
    const args = Object.entries({ ...levers, ...ring, ...next }).filter(([name, value]) => value !== usual[name])
    const kept = Object.entries(place.args).filter(([name]) => !Object.hasOwn(usual, name))
    go({ args: Object.fromEntries([...args.map(([name, value]) => [name, String(value)]), ...kept]) }, true)
  }
  const pulledLevers = useRef<HTMLElement>(null)
  // What a change does stands below the levers.
  const pull = (next: Levers) => {
    set(next)
    pulledLevers.current?.scrollIntoView()
  }
  // What was counted last stays until as much is counted again; nothing stays when the counting failed.
  const shown = useRef<Counted | undefined>(undefined)
  const counted = work.result ?? work.progress
  if (work.error !== undefined) shown.current = undefined
  else if (counted !== undefined && counted.rows.length >= (shown.current?.rows.length ?? 0)) shown.current = counted
  // The law of today stays the same whatever the levers: what was counted of it is not counted again.
  if (counted !== undefined && counted.today.length > countedToday.length) countedToday = counted.today
  const { rows, capacity } = shown.current ?? { rows: [], capacity: [] }
  const today = countedToday
  const [pulled, ...others] = pulledIn(levers)
  const partner = pulled === undefined || others.length > 0 ? undefined : partnerOf(pulled, stopping.counted)
  const isChanged = shown.current !== undefined && !isSame(shown.current.levers, NO_LEVER)
  /** Whether what is shown is counted to its end, and of these levers. */
  const isCounted =
    rows.length === courtCases.length && isSame(shown.current?.levers ?? NO_LEVER, levers) && !work.running
  const best = stopping.counted === undefined || stopping.running ? '' : bestTold(stopping.counted, { words, says })
  return (
    <>
      <p class="lead">{words.whatifLead}</p>
      <Problems problems={given.problems} />
      <WhatStops
        ring={ring}
        counting={stopping}
        changes={changes}
        words={words}
        says={says}
        language={place.language}
        pull={pull}
        show={(next) => go({ args: { ...place.args, changes: next } }, true)}
      />
      <h3>{words.levers}</h3>
      <section ref={pulledLevers} aria-label={words.levers} class="levers">
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
      <div class="verdict passes" role="status">
        {work.error !== undefined && <p class="problem">{failedWith(work.error, words)}</p>}
        {work.running && <p>{words.counting}</p>}
        {rows.length > 0 && <Passes rows={rows} isChanged={isChanged} words={words} says={says} />}
        {!work.running && isChanged && noneDiffers(rows, today) && (
          <p>
            {says.noDifference(
              whyNone(levers, rows).map((reason) => words[reason]),
              partner === undefined ? undefined : leverTold(partner, STATED[partner], { words, says }),
            )}
          </p>
        )}
      </div>
      <h3>{words.cases}</h3>
      <p>
        <a href={ARTICLE}>{words.article}</a>
      </p>
      {rows.length > 0 && (
        <CaseTable
          rows={rows}
          today={isChanged ? today : undefined}
          unfinished={!isCounted}
          words={words}
          says={says}
          language={place.language}
        />
      )}
      <OneCase place={place} words={words} says={says} go={go} chosen={chosen} />
      <h3>{words.capacity}</h3>
      <p>{words.capacityLead}</p>
      <p class="controls">
        {RING.map((name) => (
          <RingField key={name} name={name} value={ring[name]} words={words} says={says} change={set} />
        ))}
      </p>
      {capacity.length > 0 && (
        <CapacityTable rows={capacity} isChanged={isChanged} words={words} language={place.language} />
      )}
      <Cite
        place={place}
        words={words}
        asked={[
          ...(isChanged ? [toldLevers(levers, { words, says })] : []),
          ...passesTold({ rows, isChanged, words, says }),
          ...(best === '' ? [] : [best]),
        ]
          .map((each) => each.replace(/[.。]$/, ''))
          .join(words.semicolon)}
        sources={[`${cn2024.title[place.language]} (${cn2024.id})`, `${words.article} ${ARTICLE}`]}
        unfinished={!isCounted || stopping.running}
      />
    </>
  )
}

function isSame(levers: Levers, others: Levers): boolean {
  return JSON.stringify(levers) === JSON.stringify(others)
}

interface PassesProps extends Pick<PageProps, 'words' | 'says'> {
  readonly rows: readonly CaseRow[]
  readonly isChanged: boolean
}

/** How many acts and points pass at a window: today with the range, and with the change as the article reads, whose range is not counted. */
function passesTold({ rows, isChanged, words, says }: PassesProps): readonly string[] {
  const { window } = newsArticle.ranges[cn2024.id] ?? {}
  const count = (name: 'acts' | 'passed' | 'points' | 'pointsPassed') =>
    window === undefined ? '' : rangeText(window[name], says.language)
  const today = `${words.today}${words.colon}${says.stillPass(count('passed'), count('acts'), count('pointsPassed'), count('points'))}`
  if (!isChanged) return [today]
  // A part of the cases is no total.
  const soFar = rows.length < courtCases.length ? words.soFar : ''
  return [today, `${words.yourChange}${soFar}${words.colon}${onlyRead(rows, says)}`]
}

/** The sums of cases with each assumption at its value, which is told. */
function onlyRead(rows: readonly CaseRow[], says: PageProps['says']): string {
  const sum = (name: 'acts' | 'passed' | 'points' | 'pointsPassed') =>
    grouped(rows.reduce((total, { reading }) => total + reading[name], 0))
  return says.onlyRead(says.stillPass(sum('passed'), sum('acts'), sum('pointsPassed'), sum('points')))
}

function Passes(props: PassesProps) {
  const [today, changed] = passesTold(props)
  return (
    <>
      <p>{today}</p>
      {changed !== undefined && (
        <p>
          <strong>{changed}</strong>
        </p>
      )}
    </>
  )
}

/** The levers that stand otherwise than today. */
function pulledIn(levers: Levers): readonly LeverName[] {
  return [...SWITCHES, ...SLIDERS].filter((name) => levers[name] !== NO_LEVER[name])
}

/** The levers that are pulled, in words; the law of today where there are none. */
function toldLevers(levers: Levers, told: Pick<PageProps, 'words' | 'says'>): string {
  return (
    pulledIn(levers)
      .map((name) => leverTold(name, levers[name], told))
      .join(told.words.semicolon) || told.words.today
  )
}

function noneDiffers(rows: readonly CaseRow[], today: readonly CaseRow[]): boolean {
  return rows.every((row) => today.some((before) => before.id === row.id && isAsBefore(row, before)))
}

const OF_BINDING = ['driverCap', 'vehicleCap', 'coolingOff', 'driversAYear', 'dayExcluded'] as const

/** Why a change made no difference, from what the acts that pass did. */
function whyNone(
  levers: Levers,
  rows: readonly CaseRow[],
): readonly ('noBinding' | 'boundOnTheSpot' | 'roomMade' | 'withinIt')[] {
  const passing = rows.filter(somePass)
  const some = (name: 'bindings' | 'releases') => passing.some((row) => row[name] > 0)
  if (!some('bindings'))
    return OF_BINDING.some((name) => levers[name] !== NO_LEVER[name]) ? ['noBinding'] : ['withinIt']
  return ['boundOnTheSpot', ...(some('releases') ? (['roomMade'] as const) : [])]
}

/** One case of the article: when it was, what is stated of it, and how each rule set judges its acts. */
function OneCase({ place, words, go, chosen }: PageProps & { readonly chosen: string }) {
  const { language } = place
  const courtCase = courtCases.find(({ id }) => id === chosen)
  if (courtCase === undefined) return null
  const { from, to } = courtCase.period
  const stated = Object.values(courtCase.stated)
  const rows = SETS.flatMap((set) =>
    channelsOf(courtCase).flatMap((channel) => {
      const counted = courtCase.ranges[set.id]?.[channel]
      return counted === undefined ? [] : [{ set, channel, counted }]
    }),
  )
  const columns = [words.ruleSet, words.acts, words.asDeclared, words.actsRefused, words.withoutLie]
  return (
    <section>
      <h3>{words.oneCaseUnder}</h3>
      <p class="controls">
        <label>
          {words.case}{' '}
          <select
            value={chosen}
            onChange={(event) => go({ args: { ...place.args, case: event.currentTarget.value } }, true)}
          >
            {courtCases.map(({ id, court }) => (
              <option key={id} value={id}>
                {court[language]} ({id})
              </option>
            ))}
          </select>
        </label>
      </p>
      <p>
        {words.period}
        {words.colon}
        {from === null && to === null ? words.notDated : `${from ?? '…'} – ${to ?? '…'}`}
      </p>
      {stated.length > 0 && (
        <details>
          <summary>{words.statedOf}</summary>
          <ul lang="en">
            {stated.map(({ says: text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      <p>
        {words.oneCaseLead} {words.channelsApart}
      </p>
      {channelsOf(courtCase).length === 0 && <p>{words.queriesOnly}</p>}
      {rows.length > 0 && (
        <TableBox label={words.oneCaseUnder}>
          <table class="stacked sets">
            <Head columns={columns} />
            <tbody>
              {rows.map(({ set, channel, counted: { acts, passed, refused, passedAsTheyWere } }) => (
                <tr key={`${set.id} ${channel}`}>
                  <th scope="row">
                    {set.title[language]} <small>{set.id}</small>
                    {words.comma}
                    {LOCALES[language].names.channels[channel]}
                  </th>
                  {[acts, passed, refused, passedAsTheyWere].map((count, index) => (
                    <td key={columns[index + 1]} data-head={columns[index + 1]}>
                      {rangeText(count, language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
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
  const isOptional = name === 'violationsAVehicle'
  const { text, problem, type } = useTyped(
    value,
    (number) => (number === 0 && isOptional ? '' : String(number)),
    (typed) => (typed === '' && isOptional ? { value: 0 } : wholeIn(typed, ...RING_LIMITS[name], says)),
    (next) => change({ [name]: next }),
  )
  return (
    <label>
      {words[RING_WORDS[name]]}{' '}
      <input
        type="number"
        min={RING_LIMITS[name][0]}
        max={RING_LIMITS[name][1]}
        value={text}
        aria-invalid={problem !== undefined}
        onInput={(event) => type(event.currentTarget.value)}
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

/** A number with a bar before it; the bars of a column begin at one edge. */
function Bar({
  value,
  of,
  label,
  unit = 'acts',
  text = grouped(value),
}: {
  readonly value: number
  readonly of: number
  readonly label: string
  readonly unit?: 'acts' | 'points'
  readonly text?: string
}) {
  return (
    <span class="bar">
      <meter class={unit} min={0} max={Math.max(1, of)} value={value} aria-label={label} />
      <span>{text}</span>
    </span>
  )
}

function CaseTable({
  rows,
  today,
  words,
  says,
  language,
  unfinished,
}: TableProps &
  Pick<PageProps, 'says'> & {
    readonly rows: readonly CaseRow[]
    readonly today: readonly CaseRow[] | undefined
    readonly unfinished: boolean
  }) {
  const pointsHead = today === undefined ? words.pointsPassed : words.pointsBoth
  const columns = [
    words.case,
    words.acts,
    ...(today === undefined ? [words.passToday] : [words.passToday, words.passChanged]),
    pointsHead,
    words.assumed,
  ]
  const assumed = rows.flatMap((row) => toldOf(row, language))
  /** What every second case assumes, or more. */
  const usual = new Set(assumed.filter((each) => assumed.filter((other) => other === each).length > rows.length / 2))
  return (
    <>
      <TableBox label={words.cases} unfinished={unfinished}>
        <table class="stacked">
          <Head columns={columns} />
          <tbody>
            {rows.map((row) => {
              const counted = rangeNow(row.id)
              return (
                <tr key={row.id}>
                  <th scope="row">
                    {row.court[language]} <small>{row.id}</small>
                  </th>
                  <td class="number" data-head={words.acts}>
                    {counted === undefined ? '0' : rangeText(counted.acts, language)}
                  </td>
                  <td data-head={words.passToday}>
                    {counted === undefined ? '0' : rangeText(counted.passed, language)}
                  </td>
                  {today !== undefined && <td data-head={words.passChanged}>{onlyReadOf(row, 'passed')}</td>}
                  <td class="number" data-head={pointsHead}>
                    {counted === undefined ? '0' : rangeText(counted.pointsPassed, language)}
                    {today !== undefined && ` → ${onlyReadOf(row, 'pointsPassed')}`}
                  </td>
                  <td data-head={words.assumed}>
                    <small>
                      {counted === undefined
                        ? words.queriesOnly
                        : [
                            ...(row.atTwelve === undefined ? [] : [says.atTwelve(row.atTwelve)]),
                            ...toldOf(row, language).filter((each) => !usual.has(each)),
                          ].join(words.semicolon) || words.asUsual}
                    </small>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableBox>
      <p>
        <small>
          {words.usually} {[...usual].join(words.semicolon)}
        </small>
      </p>
      <p>
        <small>{words.lowerBound}</small>
      </p>
    </>
  )
}

/** What was counted of a case under the law of today, by the channel that it went through. */
function rangeNow(id: string): CaseRange | undefined {
  const courtCase = courtCases.find((each) => each.id === id)
  const channel = courtCase?.assumed.channel?.value
  return channel === undefined ? undefined : courtCase?.ranges[cn2024.id]?.[channel]
}

/** A count with each assumption at its value: the head of the column says that it is no more. */
function onlyReadOf({ reading }: CaseRow, name: 'passed' | 'pointsPassed'): string {
  return grouped(reading[name])
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

function CapacityTable({
  rows,
  isChanged,
  words,
  language,
}: TableProps & { readonly rows: readonly CapacityRow[]; readonly isChanged: boolean }) {
  const most = Math.max(1, ...rows.map(({ points, pointsToday }) => Math.max(points, pointsToday)))
  return (
    <TableBox label={words.capacity}>
      <table class="stacked">
        <Head
          columns={[
            words.way,
            ...(isChanged ? [words.pointsToday, words.pointsChanged] : [words.pointsToday]),
            words.yuan,
            words.stoppedBy,
          ]}
        />
        <tbody>
          {rows.map(({ way, points, pointsToday, yuan, stoppedBy, exact }) => (
            <tr key={way}>
              <th scope="row">{words[way]}</th>
              {isChanged && (
                <td data-head={words.pointsToday}>
                  <Bar unit="points" value={pointsToday} of={most} label={`${words[way]} ${words.pointsToday}`} />
                </td>
              )}
              <td data-head={isChanged ? words.pointsChanged : words.pointsToday}>
                <Bar
                  unit="points"
                  value={points}
                  of={most}
                  label={`${words[way]} ${isChanged ? words.pointsChanged : words.pointsToday}`}
                  text={exact ? grouped(points) : `${words.atLeast} ${grouped(points)}`}
                />
              </td>
              <td class="number" data-head={words.yuan}>
                {grouped(yuan)}
              </td>
              <td data-head={words.stoppedBy}>
                {stoppedBy === null ? words.violationsRunOut : failingRule(stoppedBy, words, LOCALES[language])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
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
