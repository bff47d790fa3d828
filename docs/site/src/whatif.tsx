import { counted as recorded } from 'virtual:usual'
import type { Channel } from 'demerit'
import { type CaseRange, channelsOf, courtCases, newsArticle, rangeText, totalsOf } from 'demerit/analysis'
import { CITATIONS, cn2024 } from 'demerit/rules'
import { createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import { assumedText } from '../../../src/cli/words.ts'
import { ChangedVerdicts } from './changed-verdicts.tsx'
import { type Given, givenIn, wholeIn } from './given.ts'
import { Head } from './head.tsx'
import {
  changedBy,
  type LeverName,
  type Levers,
  MOST,
  NO_LEVER,
  RING_LIMITS,
  type RingAsked,
  STATED,
  USUAL_RING,
} from './levers.ts'
import { type Cost, REAL } from './ordinary.ts'
import type { PageProps } from './page.ts'
import { Parameters } from './parameters.tsx'
import { Problems } from './problems.tsx'
import { type RangeBar, RangeBars } from './range-bars.tsx'
import { type Changes, isNone, leversIn, NO_CHANGES, REFORM, textOf as reformText, withLever } from './reform.ts'
import { ReformNote, toldReform } from './reform-note.tsx'
import { grouped } from './says.ts'
import { lawTold, SETS } from './sets.ts'
import { bestTold, leverTold, partnerOf, useStopping, WhatStops } from './stop.tsx'
import { Beside, Cite, TableBox } from './take.tsx'
import { useTyped } from './typed.ts'
import { TypedNumber } from './typed-number.tsx'
import { type ByApp, type CaseRow, type Counted, isAsBefore, type Reading, somePass } from './whatif-rows.ts'
import { failedWith, failingRule, LOCALES, WORDS, type Words } from './words.ts'
import type { useWork } from './work.ts'

const ARTICLE = CITATIONS['article-driver-cap'].url
const SWITCHES = ['bindAtWindow', 'dateAtWindow', 'fineAtWindow', 'dayExcluded'] as const
const SLIDERS = ['driverCap', 'vehicleCap', 'coolingOff', 'driversAYear'] as const
const SWITCHES_AND_SLIDERS = [...SWITCHES, ...SLIDERS]
const RING = ['licences', 'vehicles', 'days', 'violationsAVehicle', 'fine', 'price'] as const
const RING_WORDS = {
  licences: 'ringLicences',
  vehicles: 'ringVehicles',
  days: 'ringDays',
  violationsAVehicle: 'ringViolations',
  fine: 'ringFine',
  price: 'ringPrice',
} as const
const CASES_WITH_ACTS = courtCases.filter((each) => channelsOf(each).length > 0).length
/** How many cases can have gone through each channel. */
const CASES_BY = {
  window: courtCases.filter((each) => channelsOf(each).includes('window')).length,
  app: courtCases.filter((each) => channelsOf(each).includes('app')).length,
}
const CASE_IDS = courtCases.map(({ id }) => id)
/** The case that is told first: the one in which a rule stops part of the acts. */
const FIRST_CASE = 'huaibei-deceased'

/** What is counted of a reform: it goes on while another page is looked at. */
export const WhatIfWork = createContext<ReturnType<typeof useWork<'whatif'>>>([
  { running: false },
  () => {},
  () => {},
  () => {},
])

/** The levers, window first; the article's cases and what a ring can sell, counted again under the law that they make. */
export function WhatIfPage(props: PageProps) {
  const { place, words, says, reform, go } = props
  const given = givenIn(place.args, says)
  const levers = leversIn(reform)
  const ring = ringIn(given)
  const chosen = given.word('case', CASE_IDS, FIRST_CASE)
  const changes = given.word('changes', ['few', 'all'], 'few')
  const isWhole = given.word('parameters', ['few', 'all'], 'few') === 'all'
  const [work, start, , clear] = useContext(WhatIfWork)
  const isUsual = isNone(reform) && JSON.stringify(ring) === JSON.stringify(USUAL_RING)
  const stopping = useStopping(ring, words)
  const text = JSON.stringify([reform, ring])
  useEffect(() => {
    if (isUsual) return clear()
    if (work.asked !== undefined && JSON.stringify([work.asked.reform, work.asked.ring]) === text) return
    const timer = setTimeout(() => start({ reform, ring, today: recorded.rows }), 150)
    return () => clearTimeout(timer)
  }, [text])
  const set = (next: Changes) => go({ reform: reformText(next) }, true)
  const setRing = (next: Partial<RingAsked>) => {
    const fields = Object.entries(next).map(([name, value]) => [name, String(value)])
    go({ args: { ...place.args, ...Object.fromEntries(fields) } }, true)
  }
  const pulledLevers = useRef<HTMLElement>(null)
  // What a change does stands below the levers.
  const pull = (next: Levers) => {
    set(changedBy(next))
    pulledLevers.current?.scrollIntoView()
  }
  // What was counted last stays, faint, until as much is counted again; nothing stays when the counting failed.
  const shown = useRef<Counted | undefined>(recorded)
  const counted = isUsual ? recorded : (work.result ?? work.progress)
  if (work.error !== undefined && !isUsual) shown.current = undefined
  else if (counted !== undefined && counted.rows.length >= (shown.current?.rows.length ?? 0)) shown.current = counted
  const { rows, byApp, cost }: Partial<Counted> & Pick<Counted, 'rows'> = shown.current ?? { rows: [] }
  const today = recorded.rows
  const pulled = SWITCHES_AND_SLIDERS.filter((name) => levers[name] !== NO_LEVER[name])
  const isOne = pulled.length === 1 && isSame(reform, changedBy(levers))
  const partner = isOne ? partnerOf(pulled[0] as LeverName, stopping.counted) : undefined
  const isChanged = shown.current !== undefined && !isNone(shown.current.reform)
  /** Whether what is shown is of this reform and ring, whether each case is read, and whether all is counted to its end. */
  const isOfThese = JSON.stringify([shown.current?.reform, shown.current?.ring]) === text
  const isCounted =
    isOfThese &&
    (isNone(reform)
      ? rows.length === courtCases.length && !work.running
      : rows.filter((row) => row.ranges !== undefined).length === CASES_WITH_ACTS)
  const isRead = isOfThese && rows.length === courtCases.length
  /** Who gains and who loses, once that is counted. */
  const gains = isOfThese ? shown.current?.gains : undefined
  const passes = passesTold({ rows, byApp, cost, isChanged: isChanged && isOfThese, words, says })
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
              onChange={(event) => set(withLever(reform, name, event.currentTarget.checked))}
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
              onInput={(event) => set(withLever(reform, name, Number(event.currentTarget.value)))}
            />
          </label>
        ))}
        <details
          open={isWhole}
          onToggle={({ currentTarget: { open } }) => {
            if (open !== isWhole) go({ args: { ...place.args, parameters: open ? 'all' : '' } }, true)
          }}
        >
          <summary>{words.everyParameter}</summary>
          {isWhole && <Parameters changes={reform} change={set} words={words} says={says} />}
        </details>
      </section>
      <ReformNote {...props} />
      <div class="verdict passes" role="status">
        {work.error !== undefined && <p class="problem">{failedWith(work.error, words)}</p>}
        {(work.running || !isOfThese) && <p>{isOfThese ? stageTold(rows, says) : words.counting}</p>}
        {rows.length > 0 && <Passes told={passes} words={words} />}
        {!work.running && isOfThese && isChanged && noneDiffers(rows, today, gains) && (
          <p>
            {says.noDifference(
              whyNone(reform, rows).map((reason) => words[reason]),
              partner === undefined ? undefined : leverTold(partner, STATED[partner], { words, says }),
            )}
          </p>
        )}
      </div>
      {isChanged && isCounted && (
        <Beside.Provider
          value={{
            answer: [...toldReform(reform, { words, says }), ...passes],
            notes: [
              words.rangesAre,
              says.seenUntil(cn2024.title[place.language], cn2024.verifiedOn),
              `${words.sources}${words.colon}${words.article} ${ARTICLE}`,
            ],
          }}
        >
          <RangeBars
            label={words.passByReform}
            legend={[words.barsFrom, words.barsAre, words.barsLong, words.passMeans]}
            bars={barsOf(rows, { byApp, words, language: place.language })}
            says={says}
          />
        </Beside.Provider>
      )}
      <h3>{words.cases}</h3>
      <p>
        <a href={ARTICLE}>{words.article}</a>
      </p>
      {rows.length > 0 && (
        <div aria-busy={!isOfThese}>
          <CaseTable
            rows={rows}
            today={isChanged ? today : undefined}
            of={toldReform(shown.current?.reform ?? NO_CHANGES, props).join(words.semicolon)}
            unfinished={!isCounted}
            words={words}
            says={says}
            language={place.language}
          />
        </div>
      )}
      {!isNone(reform) && (
        <>
          <h3>{words.whoGains}</h3>
          <ChangedVerdicts
            from={cn2024.id}
            to={REFORM}
            reform={reform}
            gains={gains}
            words={words}
            locale={LOCALES[place.language]}
          />
        </>
      )}
      <OneCase {...props} chosen={chosen} />
      <h3>{words.capacity}</h3>
      <p>{words.capacityLead}</p>
      <p class="controls ring">
        {RING.map((name) => (
          <RingField key={name} name={name} value={ring[name]} words={words} says={says} change={setRing} />
        ))}
      </p>
      {shown.current !== undefined && (
        <div aria-busy={!isOfThese}>
          <CapacityTable
            counted={shown.current}
            isChanged={isChanged}
            unfinished={!isOfThese}
            words={words}
            says={says}
            language={place.language}
          />
        </div>
      )}
      <Cite
        place={place}
        words={words}
        again={isNone(reform) ? 'cases' : `cases --rules ${cn2024.id} --against reform.json`}
        madeAgain={words.casesAgainBy}
        asked={[
          ...toldReform(reform, { words, says }),
          ...(isNone(reform) ? [] : [says.seenUntil(cn2024.title[place.language], cn2024.verifiedOn)]),
          ...passes,
          ...(work.running
            ? [
                says.citedEarly(
                  rangedBy('window', rows).length,
                  CASES_BY.window,
                  rangedBy('app', rows).length,
                  CASES_BY.app,
                ),
              ]
            : []),
          words.rangesCited,
          ...(shown.current === undefined ? [] : [ringTold(shown.current, isChanged, props)]),
          ...(best === '' || isChanged ? [] : [best]),
        ]
          .map((each) => each.replace(/[.。]$/, ''))
          .join(words.semicolon)}
        sources={[lawTold(cn2024.id, props), `${words.article} ${ARTICLE}`]}
        unfinished={!isRead || (!isChanged && stopping.running)}
      />
    </>
  )
}

/** What the ring of the page can sell in each way, as it is cited. */
function ringTold(
  { capacity, ring }: Counted,
  isChanged: boolean,
  { words, says, place: { language } }: PageProps,
): string {
  const points = (number: number) => `${grouped(number)} ${words.pointsUnit}`
  const ways = capacity.map(
    ({ way, points: now, pointsToday, stoppedBy, exact }) =>
      `${words[way]} ${isChanged ? `${points(pointsToday)} → ` : ''}${exact ? '' : `${words.atLeast} `}${points(now)} (${stoppedBy === null ? words.violationsRunOut : failingRule(stoppedBy, words, LOCALES[language])})`,
  )
  const fined = says.finedEach(LOCALES[language].grammar.money(ring.fine * 100))
  return `${words.capacity} (${says.ringNamed(ring)}${words.comma}${fined})${words.colon}${ways.join(words.comma)}`
}

function isSame(changes: Changes, others: Changes): boolean {
  return JSON.stringify(changes) === JSON.stringify(others)
}

/** How far the counting is, whose end is far off: the ranges, then those by the app, and who gains and who loses. */
function stageTold(rows: readonly CaseRow[], says: PageProps['says']): string {
  const counted = rows.filter((row) => row.ranges !== undefined).length
  if (counted < CASES_WITH_ACTS) return says.counted(counted, CASES_WITH_ACTS)
  return says.countedByApp(rangedBy('app', rows).length, CASES_BY.app)
}

/** The cases whose range by a channel is counted. */
function rangedBy(channel: keyof typeof CASES_BY, rows: readonly CaseRow[]): readonly CaseRow[] {
  return rows.filter(({ ranges }) => ranges?.[channel] !== undefined)
}

/** The sums of all cases by a channel, under the reform and beyond today; a part of the cases is no total. */
function totalsBy(channel: keyof typeof CASES_BY, rows: readonly CaseRow[]) {
  const counted = rangedBy(channel, rows)
  const [total, more] = (['ranges', 'more'] as const).map(
    (of) => totalsOf(counted.map((row) => row[of] ?? {}))[channel],
  )
  return counted.length < CASES_BY[channel] || total === undefined || more === undefined ? undefined : { total, more }
}

interface PassesProps extends Pick<PageProps, 'words' | 'says'> {
  readonly byApp: ByApp | undefined
  readonly cost: Counted['cost'] | undefined
  readonly rows: readonly CaseRow[]
  readonly isChanged: boolean
}

/** How many acts and points pass at a window, and by the app: today, and with the change; as the article reads until the range is counted. */
function passesTold({ rows, byApp, cost, isChanged, words, says }: PassesProps): readonly string[] {
  const { language } = says
  const atWindow = rows.filter(({ id }) => channelIn(id) === 'window')
  const isPart = rows.length < courtCases.length
  const read = {
    window: () => [onlyRead(atWindow, 'window', says), ...(isPart ? [words.soFar] : [])],
    app: () => (byApp === undefined ? [] : [onlyRead([byApp], 'app', says), says.readWithFine(fineAssumed(language))]),
  }
  const besides = { window: [], app: [says.bracketsWithFine(fineAssumed(language), ...finesBetween(language))] }
  const yours = (told: readonly string[]) =>
    isChanged && told.length > 0 ? [`${words.yourChange}${words.colon}${told.join(words.gap)}`] : []
  const passing = (['window', 'app'] as const).flatMap((channel) => {
    const ranged = (counts: { readonly [M in keyof Reading]: RangeBar['range'] }) =>
      says.stillPass(channel, (name) => rangeText(counts[name], language))
    const today = newsArticle.ranges[cn2024.id]?.[channel]
    const all = totalsBy(channel, rows)
    const changed =
      all === undefined
        ? read[channel]()
        : [
            ranged(all.total),
            says.morePass(rangeText(all.more.passed, language), rangeText(all.more.pointsPassed, language)),
            ...besides[channel],
          ]
    const told =
      today && [`${words.today}${words.colon}${ranged(today)}`, ...pointlessIn(channel, says)].join(words.gap)
    return [...(told === undefined ? [] : [told]), ...yours(changed)]
  })
  return [...passing, ...yours(cost === undefined ? [] : [costTold(cost, words, says)])]
}

/** Which acts pass today by a channel that carry no points, where no others do: they make many of few. */
function pointlessIn(channel: Channel, says: PageProps['says']): readonly string[] {
  const cases = courtCases.flatMap(({ court, ranges }) => {
    const range = ranges[cn2024.id]?.[channel]
    return range === undefined || range.passed.reading === 0 ? [] : [{ court, range }]
  })
  if (cases.length === 0 || cases.some(({ range }) => range.pointsPassed.reading > 0)) return []
  return [
    says.passPointless(
      cases.map(({ court, range }) => says.ofCourt(court[says.language], rangeText(range.passed, says.language))),
    ),
  ]
}

/** What the reform costs ordinary people, and which of the acts that they asked about it refuses. */
function costTold({ drawn, drawnRefused, realRefused }: Cost, words: Words, says: PageProps['says']): string {
  const which = realRefused.map((each) => each[says.language]).join(words.semicolon)
  return says.refuses(grouped(drawnRefused), grouped(drawn), realRefused.length, REAL.length, which)
}

/** The fine of each act, which is assumed. */
function fineAssumed(language: PageProps['place']['language']): string {
  const fines = new Set(courtCases.flatMap(({ assumed }) => assumed.fineYuan?.value ?? []))
  return [...fines].map((yuan) => LOCALES[language].grammar.money(yuan * 100)).join(WORDS[language].comma)
}

/** The least and the most that a fine is moved to. */
function finesBetween(language: PageProps['place']['language']): readonly [least: string, most: string] {
  const ends = courtCases.flatMap(({ assumed: { fineYuan } }) => (fineYuan === undefined ? [] : [fineYuan]))
  const money = (yuan: number) => LOCALES[language].grammar.money(yuan * 100)
  return [money(Math.min(...ends.map(({ from }) => from))), money(Math.max(...ends.map(({ to }) => to)))]
}

/** The sums of what is counted with each assumption at its value, which is told. */
function onlyRead(
  rows: readonly Pick<CaseRow, 'reading'>[],
  channel: 'window' | 'app',
  says: PageProps['says'],
): string {
  return says.onlyRead(
    says.stillPass(channel, (name) => grouped(rows.reduce((sum, { reading }) => sum + reading[name], 0))),
  )
}

function Passes({ told, words }: Pick<PageProps, 'words'> & { readonly told: readonly string[] }) {
  return (
    <ul>
      {told.map((each) => (
        <li key={each}>{each.startsWith(words.yourChange) ? <strong>{each}</strong> : each}</li>
      ))}
    </ul>
  )
}

/** What passes today and under the reform: at a window in all, and of each case that comes out otherwise. */
function barsOf(
  rows: readonly CaseRow[],
  { byApp, words, language }: Pick<PassesProps, 'byApp' | 'words'> & Pick<PageProps['place'], 'language'>,
): readonly RangeBar[] {
  const [atWindow, online] = [totalsBy('window', rows), totalsBy('app', rows)]
  const { window: today, app } = newsArticle.ranges[cn2024.id] ?? {}
  const { channels } = LOCALES[language].names
  const pair = (name: string, before: BarRange | undefined, now: BarRange | undefined, note = '') =>
    before === undefined || now === undefined
      ? []
      : [
          { label: `${name}${words.colon}${words.today}`, range: before.passed, of: before.acts },
          { label: `${name}${words.colon}${words.yourChange}${note}`, range: now.passed, of: now.acts },
        ]
  return [
    ...pair(words.allAtWindow, today, atWindow?.total),
    ...(online === undefined
      ? pair(words.allByApp, app, byApp?.bar, words.notRanged)
      : pair(words.allByApp, app, online.total)),
    ...rows.flatMap(({ id, court, ranges, more }) => {
      if (ranges === undefined || more === undefined || rangeText(inOwnChannel(more).passed) === '0') return []
      const [channel] = Object.keys(ranges) as (keyof typeof channels)[]
      const name = [court[language], ...(channel === undefined ? [] : [channels[channel]])].join(words.comma)
      // Two ranges can be alike where each act comes out otherwise.
      const moved = `${words.comma}${words.passMore}${words.colon}${rangeText(inOwnChannel(more).passed, language)}`
      return pair(name, rangeNow(id), inOwnChannel(ranges), moved)
    }),
  ]
}
type BarRange = { readonly [M in 'passed' | 'acts']: RangeBar['range'] }

/** Whether no case comes out otherwise, whatever is assumed of it, nor would by the app. */
function noneDiffers(rows: readonly CaseRow[], today: readonly CaseRow[], gains: Counted['gains']): boolean {
  const otherwise = [gains?.gained, gains?.lost].flatMap((acts) => Object.values(acts ?? {}))
  if (otherwise.some((range) => rangeText(range) !== '0')) return false
  const moves = ({ more }: CaseRow) =>
    Object.values(more ?? {}).some((range) => Object.values(range).some((each) => rangeText(each) !== '0'))
  return rows.every((row) => !moves(row) && today.some((before) => before.id === row.id && isAsBefore(row, before)))
}

/** Why a change made no difference, from what the acts that pass did. */
function whyNone(
  reform: Changes,
  rows: readonly CaseRow[],
): readonly ('noBinding' | 'boundOnTheSpot' | 'roomMade' | 'withinIt')[] {
  const passing = rows.filter(somePass)
  const some = (name: 'bindings' | 'releases') => passing.some((row) => row[name] > 0)
  if (!some('bindings'))
    return reform.bind !== undefined || reform.handle?.['since-binding'] !== undefined ? ['noBinding'] : ['withinIt']
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
  const field = useTyped(
    value,
    (number) => (number === 0 && isOptional ? '' : String(number)),
    (typed) => (typed === '' && isOptional ? { value: 0 } : wholeIn(typed, ...RING_LIMITS[name], says)),
    (next) => change({ [name]: next }),
  )
  const [min, max] = RING_LIMITS[name]
  return <TypedNumber label={words[RING_WORDS[name]]} min={min} max={max} field={field} />
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
  of,
  words,
  says,
  language,
  unfinished,
}: TableProps &
  Pick<PageProps, 'says'> & {
    readonly rows: readonly CaseRow[]
    readonly today: readonly CaseRow[] | undefined
    readonly of: string
    readonly unfinished: boolean
  }) {
  const pointsHead = today === undefined ? words.pointsPassed : words.pointsBoth
  const columns = [
    words.case,
    words.acts,
    ...(today === undefined ? [words.passToday] : [words.passToday, words.passChanged, words.passMore]),
    pointsHead,
    words.assumed,
  ]
  const assumed = rows.flatMap((row) => toldOf(row, language))
  /** What every second case assumes, or more. */
  const usual = new Set(assumed.filter((each) => assumed.filter((other) => other === each).length > rows.length / 2))
  return (
    <>
      <TableBox label={words.cases} of={of} unfinished={unfinished}>
        <table class="stacked">
          <Head columns={columns} />
          <tbody>
            {rows.map((row) => {
              const counted = rangeNow(row.id)
              return (
                <tr key={row.id}>
                  <th scope="row">
                    {row.court[language]} <small>{[row.id, channelOf(row.id, language)].join(words.comma)}</small>
                  </th>
                  <td class="number" data-head={words.acts}>
                    {counted === undefined ? '0' : rangeText(counted.acts, language)}
                  </td>
                  <td data-head={words.passToday}>
                    {counted === undefined ? '0' : rangeText(counted.passed, language)}
                  </td>
                  {today !== undefined && <td data-head={words.passChanged}>{changedOf(row, 'passed', says)}</td>}
                  {today !== undefined && (
                    <td data-head={words.passMore}>{row.more && rangeText(inOwnChannel(row.more).passed, language)}</td>
                  )}
                  <td class="number" data-head={pointsHead}>
                    {counted === undefined ? '0' : rangeText(counted.pointsPassed, language)}
                    {today !== undefined && ` → ${changedOf(row, 'pointsPassed', says)}`}
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

/** The channel that a case went through; none where nothing was done. */
function channelIn(id: string) {
  return courtCases.find((each) => each.id === id)?.assumed.channel?.value
}

/** The same as it is called. */
function channelOf(id: string, language: TableProps['language']): string {
  const channel = channelIn(id)
  return channel === undefined ? '–' : LOCALES[language].names.channels[channel]
}

/** What was counted of a case under the law of today, by the channel that it went through. */
function rangeNow(id: string): CaseRange | undefined {
  const courtCase = courtCases.find((each) => each.id === id)
  const channel = courtCase?.assumed.channel?.value
  return channel === undefined ? undefined : courtCase?.ranges[cn2024.id]?.[channel]
}

/** A count with its range; until that is counted, with each assumption at its value, which is told. */
function changedOf(row: CaseRow, name: 'passed' | 'pointsPassed', says: PageProps['says']): string {
  if (row.ranges !== undefined) return rangeText(inOwnChannel(row.ranges)[name], says.language)
  return rangeNow(row.id) === undefined ? '0' : onlyReadOf(row, name, says)
}

function onlyReadOf({ reading }: CaseRow, name: 'passed' | 'pointsPassed', says: PageProps['says']): string {
  return says.onlyRead(grouped(reading[name]))
}

/** What was counted of a case by the one channel that it was counted by. */
function inOwnChannel(ranges: NonNullable<CaseRow['ranges']>): CaseRange {
  return Object.values(ranges)[0] as CaseRange
}

/** The assumptions of a case in words. */
function toldOf({ assumed }: CaseRow, language: TableProps['language']): readonly string[] {
  return Object.entries(assumed).map(([name, value]) => assumedText(name, value, language))
}

function CapacityTable({
  counted: { capacity: rows, ring, reform },
  isChanged,
  unfinished,
  words,
  says,
  language,
}: TableProps &
  Pick<PageProps, 'says'> & {
    readonly counted: Counted
    readonly isChanged: boolean
    readonly unfinished: boolean
  }) {
  const of = [says.ringNamed(ring), ...toldReform(reform, { words, says })].join(words.semicolon)
  // Beside each way, since a limit of fines stops only what is fined more.
  const fined = says.finedEach(LOCALES[language].grammar.money(ring.fine * 100))
  // Beside what is sold today and then, these are of then alone.
  const after = [words.yuan, words.stoppedBy].map((each) =>
    isChanged ? `${words.yourChange}${words.colon}${each}` : each,
  ) as [string, string]
  const most = Math.max(1, ...rows.map(({ points, pointsToday }) => Math.max(points, pointsToday)))
  return (
    <TableBox label={words.capacity} of={of} unfinished={unfinished}>
      <table class="stacked">
        <Head
          columns={[
            `${words.way} (${says.ringNamed(ring)})`,
            ...(isChanged ? [words.pointsToday, words.pointsChanged] : [words.pointsToday]),
            ...after,
          ]}
        />
        <tbody>
          {rows.map(({ way, points, pointsToday, yuan, stoppedBy, exact }) => (
            <tr key={way}>
              <th scope="row">
                {words[way]} <small>{fined}</small>
              </th>
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
              <td class="number" data-head={after[0]}>
                {grouped(yuan)}
              </td>
              <td data-head={after[1]}>
                {stoppedBy === null ? words.violationsRunOut : failingRule(stoppedBy, words, LOCALES[language])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function ringIn(given: Given): RingAsked {
  const field = (name: keyof RingAsked) => given.whole(name, ...RING_LIMITS[name], USUAL_RING[name])
  return {
    licences: field('licences'),
    vehicles: field('vehicles'),
    days: field('days'),
    violationsAVehicle: field('violationsAVehicle'),
    fine: field('fine'),
    price: field('price'),
  }
}
