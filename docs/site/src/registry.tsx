import {
  bindingsOfDriver,
  driverIdsOf,
  type Registry,
  scoringPeriodOf,
  type Violation,
  vehicleIdsOf,
  vehicleOf,
  violationsOfVehicle,
} from 'demerit'
import type { Locale } from 'demerit/explain'
import { cn, ruleSetOn } from 'demerit/rules'
import { useMemo } from 'preact/hooks'
import { fenIn, givenIn, wholeIn } from './given.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import {
  isWait,
  MOST_STEPS,
  nextViolation,
  refusalOf,
  type Step,
  stepsOf,
  type TYPES,
  versionsOf,
} from './registry-steps.ts'
import { Cite, Picture, TableBox } from './take.tsx'
import { useTyped } from './typed.ts'
import { LOCALES, type Words } from './words.ts'

const CHANNELS = ['app', 'window', 'web', 'kiosk'] as const
const MOST_POINTS = 12

const WORD_OF: { readonly [T in (typeof TYPES)[number]]: 'bind' | 'release' | 'record' | 'handle' } = {
  bind: 'bind',
  release: 'release',
  recordViolation: 'record',
  handle: 'handle',
}

/** A step in words. */
function toldOf(step: Step | undefined, { words, says }: Pick<PageProps, 'words' | 'says'>): string {
  if (step === undefined) return words.start
  if (isWait(step)) return says.days(step.days)
  const { type, driver, vehicle, violation } = step
  const about = [driver, vehicle ?? violation].filter((each) => each !== undefined).map(String)
  return `${words[WORD_OF[type as (typeof TYPES)[number]]]}${words.colon}${about.join(' → ')}`
}

/** Every violation of a registry, whatever became of it. */
function violationsIn(registry: Registry): readonly Violation[] {
  return [...vehicleIdsOf(registry)].sort().flatMap((vehicle) => violationsOfVehicle(registry, vehicle))
}

function dateText(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** A registry to act on: every refusal is said where it happens, and every version can be gone back to. */
export function RegistryPage({ place, words, says, go }: PageProps) {
  const locale = LOCALES[place.language]
  const given = givenIn(place.args, says)
  const { steps, left } = given.json('steps', [], { steps: [], left: [] }, (value) => stepsOf(value, says))
  const versions = useMemo(() => versionsOf(steps), [place.args.steps])
  const last = versions.length - 1
  const shown = given.whole('shown', 0, last, last)
  const current = versions[shown] as (typeof versions)[number]
  const law = ruleSetOn(cn, dateText(current.at).slice(0, 10))
  const refused = refusalOf(current.outcome, locale, place.language)
  const drivers = [...driverIdsOf(current.registry)].sort()
  const vehicles = [...vehicleIdsOf(current.registry)].sort()
  const driver = given.word<string>('driver', drivers, 'A')
  const vehicle = given.word<string>('vehicle', vehicles, 'car-2')
  const channel = given.word('channel', CHANNELS, 'app')
  const points = given.whole('points', 0, MOST_POINTS, 3)
  const fine = given.fen('fine', 20_000)
  const open = violationsIn(current.registry).filter(({ state }) => state === 'open')
  const recorded = violationsIn((versions[last] as (typeof versions)[number]).registry)
  const violation = given.word<string>(
    'violation',
    recorded.map(({ id }) => id),
    open[0]?.id ?? '',
  )
  // One that is not open in this version is not handled in it.
  const chosen = open.some(({ id }) => id === violation) ? violation : (open[0]?.id ?? '')

  const keep = (next: Readonly<Record<string, string>>) => go({ args: { ...place.args, ...next } }, true)
  const pointsField = useTyped(
    points,
    String,
    (text) => wholeIn(text, 0, MOST_POINTS, says),
    (next) => keep({ points: String(next) }),
  )
  const fineField = useTyped(
    fine,
    (fen) => String(fen / 100),
    (text) => fenIn(text, says),
    (next) => keep({ fine: String(next / 100) }),
  )
  const isUnread = pointsField.problem !== undefined || fineField.problem !== undefined

  const setShown = (index: number) => go({ args: { ...place.args, shown: String(index) } })
  /** What comes after the version that is shown is forgotten. */
  const add = (step: Step) => {
    const kept = JSON.stringify([...steps.slice(0, shown), step].slice(-MOST_STEPS))
    go({ args: { ...place.args, steps: kept, shown: '', violation: chosen } })
  }
  const select = <T extends string>(
    name: 'driver' | 'vehicle' | 'channel' | 'violation',
    value: T,
    options: readonly T[],
    told: (option: T) => string = (option) => option,
  ) => (
    <label>
      {words[name]}{' '}
      <select value={value} onChange={(event) => keep({ [name]: event.currentTarget.value })}>
        {options.map((option) => (
          <option key={option} value={option}>
            {told(option)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <p class="lead">{words.registryLead}</p>
      <p>{says.judgedBy(law.title[place.language], law.id)}</p>
      <p>{words.registryAssumed}</p>
      <Problems problems={[...given.problems, ...left]} />
      <p class="controls">
        <strong>{dateText(current.at)}</strong>
        {select<string>('driver', driver, drivers)}
        {select<string>('vehicle', vehicle, vehicles)}
        {select('channel', channel, CHANNELS, (each) => locale.names.channels[each])}
      </p>
      <p class="controls">
        <button
          type="button"
          onClick={() =>
            add({
              type: 'bind',
              driver,
              vehicle,
              channel,
              ownerConsent: 'sms',
              identityVerified: true,
            })
          }
        >
          {words.bind}
        </button>
        <button type="button" onClick={() => add({ type: 'release', driver, vehicle, by: 'driver' })}>
          {words.release}
        </button>
        {[1, 7, 30].map((days) => (
          <button key={days} type="button" onClick={() => add({ days })}>
            {says.days(days)}
          </button>
        ))}
      </p>
      <p class="controls">
        <label>
          {words.points}{' '}
          <input
            type="text"
            inputMode="numeric"
            size={4}
            value={pointsField.text}
            aria-invalid={pointsField.problem !== undefined}
            onInput={(event) => pointsField.type(event.currentTarget.value)}
          />
        </label>
        <label>
          {words.fine}{' '}
          <input
            type="text"
            inputMode="decimal"
            size={8}
            value={fineField.text}
            aria-invalid={fineField.problem !== undefined}
            onInput={(event) => fineField.type(event.currentTarget.value)}
          />
        </label>
        <button
          type="button"
          aria-disabled={isUnread}
          onClick={() => {
            if (isUnread) return
            add({
              type: 'recordViolation',
              id: nextViolation(steps.slice(0, shown)),
              vehicle,
              fine,
              points,
              recordedBy: 'monitoring',
            })
          }}
        >
          {words.record}
        </button>
        <span role="status" class="problem">
          {[pointsField.problem, fineField.problem].filter((each) => each !== undefined).join(' ')}
        </span>
      </p>
      <p class="controls">
        {open.length === 0 ? (
          <span>{words.nothingOpen}</span>
        ) : (
          select<string>(
            'violation',
            chosen,
            open.map(({ id }) => id),
            (id) => toldBriefly(open.find((each) => each.id === id) as Violation, says),
          )
        )}
        {/* It stays where it is when nothing is open, so that who pressed it by keyboard is not moved to the top. */}
        <button
          type="button"
          aria-disabled={open.length === 0}
          onClick={() => {
            if (open.length === 0) return
            add({
              type: 'handle',
              violation: chosen,
              driver,
              channel,
              offenderPresent: channel === 'window',
              identityVerified: true,
            })
          }}
        >
          {words.handle}
        </button>
      </p>
      <p class={refused === undefined ? 'verdict permitted' : 'verdict refused'} role="status">
        {toldOf(current.step, { words, says })}
        {current.outcome === undefined ? '' : `${words.colon}${refused ?? words.accepted}`}
      </p>
      <Graph registry={current.registry} words={words} />
      <Records registry={current.registry} at={current.at} words={words} locale={locale} />
      <section>
        <h3>{words.versions}</h3>
        <ol class="versions" start={0}>
          {versions.map((version, index) => (
            <li key={index}>
              <button type="button" aria-current={index === shown ? 'step' : undefined} onClick={() => setShown(index)}>
                {dateText(version.at)} {toldOf(version.step, { words, says })}{' '}
                {version.outcome === undefined || version.outcome.status === 'accepted' ? '' : '✗'}
              </button>
            </li>
          ))}
        </ol>
      </section>
      <Cite
        place={place}
        words={words}
        asked={dateText(current.at)}
        sources={[`${law.title[place.language]} (${law.id})`]}
      />
    </>
  )
}

/** A violation in a list to choose from. */
function toldBriefly({ id, vehicle, points, fine, occurredAt }: Violation, says: PageProps['says']): string {
  return says.violation(id, vehicle, points, fine / 100, occurredAt.slice(0, 10))
}

/** The drivers with their points, and the violations with theirs. */
function Records({
  registry,
  at,
  words,
  locale,
}: {
  readonly registry: Registry
  readonly at: number
  readonly words: Words
  readonly locale: Locale
}) {
  const drivers = [...driverIdsOf(registry)].sort()
  const violations = violationsIn(registry)
  const ofDrivers = [words.driver, words.pointsHeld, words.scoringPeriod, words.boundVehicles]
  const ofViolations = [
    words.violation,
    words.vehicle,
    words.day,
    words.points,
    words.fine,
    words.state,
    words.handledBy,
  ]
  const isFull = drivers.some((driver) => (scoringPeriodOf(registry, driver, at)?.held ?? 0) >= MOST_POINTS)
  return (
    <>
      <TableBox label={words.drivers}>
        <table class="stacked">
          <caption>{words.drivers}</caption>
          <Head columns={ofDrivers} />
          <tbody>
            {drivers.map((driver) => {
              const period = scoringPeriodOf(registry, driver, at)
              return (
                <tr key={driver}>
                  <th scope="row">{driver}</th>
                  <td data-head={ofDrivers[1]}>{period?.held}</td>
                  <td data-head={ofDrivers[2]}>{period === undefined ? '' : `${period.from} – ${period.until}`}</td>
                  <td data-head={ofDrivers[3]}>
                    {bindingsOfDriver(registry, driver)
                      .map(({ vehicle, since }) => `${vehicle} (${since.slice(0, 10)})`)
                      .join(words.comma)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableBox>
      {isFull && <p>{words.fullStays}</p>}
      {violations.length > 0 && (
        <TableBox label={words.violations}>
          <table class="stacked">
            <caption>{words.violations}</caption>
            <Head columns={ofViolations} />
            <tbody>
              {violations.map(({ id, vehicle, occurredAt, points, fine, state, handledBy }) => (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td data-head={ofViolations[1]}>{vehicle}</td>
                  <td data-head={ofViolations[2]}>{occurredAt.slice(0, 10)}</td>
                  <td data-head={ofViolations[3]}>{points}</td>
                  <td data-head={ofViolations[4]}>{fine / 100}</td>
                  <td data-head={ofViolations[5]}>{locale.names.violationStates[state]}</td>
                  <td data-head={ofViolations[6]}>{handledBy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </>
  )
}

/** Drivers on the left, vehicles on the right; a line is an open binding, a dashed one ownership. */
function Graph({ registry, words }: { readonly registry: Registry; readonly words: Words }) {
  const drivers = [...driverIdsOf(registry)].sort()
  const vehicles = [...vehicleIdsOf(registry)].sort()
  const y = (index: number) => 40 + index * 56
  const height = y(Math.max(drivers.length, vehicles.length)) - 10
  const ownerOf = (vehicle: string) => vehicleOf(registry, vehicle)?.owner.id
  return (
    <Picture label={words.pages.registry}>
      <svg viewBox={`0 0 560 ${height}`} role="img" aria-label={`${words.driver} – ${words.vehicle}`} class="graph">
        <title>
          {drivers
            .flatMap((driver) => bindingsOfDriver(registry, driver).map(({ vehicle }) => `${driver} → ${vehicle}`))
            .join(', ')}
        </title>
        {vehicles.map((vehicle, index) => {
          const from = drivers.findIndex((driver) => (driver as string) === ownerOf(vehicle))
          return from < 0 ? null : (
            <line key={`own ${vehicle}`} class="own" x1="110" y1={y(from)} x2="430" y2={y(index)} />
          )
        })}
        {drivers.flatMap((driver, from) =>
          bindingsOfDriver(registry, driver).map(({ vehicle }) => (
            <line
              key={`${driver} ${vehicle}`}
              class="bound"
              x1="110"
              y1={y(from)}
              x2="430"
              y2={y(vehicles.indexOf(vehicle))}
            />
          )),
        )}
        {drivers.map((driver, index) => (
          <g key={driver}>
            <circle cx="84" cy={y(index)} r="22" />
            <text x="84" y={y(index) + 5}>
              {driver}
            </text>
          </g>
        ))}
        {vehicles.map((vehicle, index) => {
          const open = violationsOfVehicle(registry, vehicle).filter(({ state }) => state === 'open').length
          return (
            <g key={vehicle}>
              <rect x="430" y={y(index) - 20} width="110" height="40" rx="6" />
              <text x="485" y={y(index) + 5}>
                {vehicle}
                {open > 0 ? ` · ${open}` : ''}
              </text>
            </g>
          )
        })}
      </svg>
    </Picture>
  )
}
