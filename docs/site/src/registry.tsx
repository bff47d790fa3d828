import {
  bindingsOf,
  type Command,
  driversOf,
  execute,
  type Outcome,
  openRegistry,
  type Registry,
  vehicleOf,
  vehiclesOf,
  violationsOf,
} from 'demerit'
import { explain, explainIssue, explainRefusal, type Locale } from 'demerit/explain'
import { cn } from 'demerit/rules'
import { useMemo, useState } from 'preact/hooks'
import type { PageProps } from './page.ts'
import { LOCALES, type Words } from './words.ts'

/** What was done: a command, without its time, or days that passed. The address holds all of it. */
type Step = { readonly type: string; readonly [field: string]: unknown } | { readonly days: number }

/** One version of the registry: what was done, and what came of it. Versions are values, so all of them stay. */
interface Version {
  readonly registry: Registry
  readonly at: number
  readonly step?: Step
  readonly outcome?: Outcome
}

const START = Date.parse('2025-03-03T09:00:00+08:00')
const DAY_MS = 86_400_000
const CHANNELS = ['app', 'window', 'web', 'kiosk'] as const

function opened(): Version {
  let registry = openRegistry(cn)
  const people: readonly Command[] = ['A', 'B', 'C', 'D'].map((id) => ({
    type: 'enrolDriver',
    id,
    licence: { states: [], classes: ['C1'], firstIssuedOn: '2015-06-01' },
    at: START,
  }))
  const vehicles: readonly Command[] = ['1', '2', '3', '4'].map((number, index) => ({
    type: 'enrolVehicle',
    id: `car-${number}`,
    owner: { kind: 'individual', id: ['A', 'B', 'C', 'D'][index] as string },
    plateType: '02',
    operating: false,
    at: START,
  }))
  for (const command of [...people, ...vehicles]) registry = execute(registry, command).registry
  return { registry, at: START }
}

/** As many steps as an address holds. */
const MOST_STEPS = 100

/** The steps that an address names; none if it names none, or broken ones. */
function stepsIn(text: string | undefined): readonly Step[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    const isStep = (each: unknown): each is Step =>
      typeof each === 'object' &&
      each !== null &&
      ('type' in each || Number.isInteger((each as { days?: unknown }).days))
    return Array.isArray(parsed) ? parsed.filter(isStep).slice(0, MOST_STEPS) : []
  } catch {
    return []
  }
}

/** The registry after each step. */
function versionsOf(steps: readonly Step[]): readonly Version[] {
  const versions: Version[] = [opened()]
  for (const step of steps) {
    const { registry, at } = versions.at(-1) as Version
    if ('days' in step) {
      versions.push({ registry, at: at + Math.min(Math.max(1, Number(step.days)), 365) * DAY_MS, step })
      continue
    }
    const dated = step.type === 'recordViolation' ? { occurredAt: at } : {}
    const outcome = execute(registry, { ...step, ...dated, at } as unknown as Command)
    versions.push({ registry: outcome.registry, at, step, outcome })
  }
  return versions
}

/** A step in words. */
function toldOf(step: Step | undefined, words: Words): string {
  if (step === undefined) return words.start
  if ('days' in step) return `${words.days}: ${step.days}`
  const { type, driver, vehicle, violation } = step
  const name = { bind: words.bind, release: words.release, recordViolation: words.record, handle: words.handle }[type]
  return `${name ?? type}: ${[driver, vehicle ?? violation].filter((each) => each !== undefined).join(' → ')}`
}

function dateText(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** A registry to act on: every refusal is said where it happens, and every version can be gone back to. */
export function RegistryPage({ place, words, go }: PageProps) {
  const locale = LOCALES[place.language]
  const steps = stepsIn(place.args.steps)
  const versions = useMemo(() => versionsOf(steps), [place.args.steps])
  const named = Number(place.args.shown ?? versions.length - 1)
  const shown = Number.isInteger(named) && named >= 0 && named < versions.length ? named : versions.length - 1
  const current = versions[shown] as Version
  const refused = saidOf(current.outcome, locale)
  const [driver, setDriver] = useState('A')
  const [vehicle, setVehicle] = useState('car-2')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('app')
  const [points, setPoints] = useState(3)
  const [fine, setFine] = useState(200)
  const [violation, setViolation] = useState('')
  const open = vehiclesOf(current.registry)
    .flatMap((id) => violationsOf(current.registry, id))
    .filter(({ state }) => state === 'open')
  const chosen = open.some(({ id }) => id === violation) ? violation : (open[0]?.id ?? '')

  const setShown = (index: number) => go({ args: { ...place.args, shown: String(index) } })
  /** What comes after the version that is shown is forgotten. */
  const add = (step: Step) =>
    go({ args: { steps: JSON.stringify([...steps.slice(0, shown), step].slice(-MOST_STEPS)) } })
  const select = (
    label: string,
    value: string,
    options: readonly string[],
    set: (next: string) => void,
    name: (word: string) => string = (word) => word,
  ) => (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {name(option)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <p class="lead">{words.registryLead}</p>
      <p class="controls">
        <strong>{dateText(current.at)}</strong>
        {select(words.driver, driver, [...driversOf(current.registry)].sort(), setDriver)}
        {select(words.vehicle, vehicle, [...vehiclesOf(current.registry)].sort(), setVehicle)}
        {select(
          words.channel,
          channel,
          CHANNELS,
          (next) => setChannel(next as typeof channel),
          (each) => locale.names.channels[each as typeof channel],
        )}
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
            {words.days}: {days}
          </button>
        ))}
      </p>
      <p class="controls">
        <label>
          {words.points}{' '}
          <input
            type="number"
            min={0}
            max={12}
            value={points}
            onInput={(event) => setPoints(Number(event.currentTarget.value))}
          />
        </label>
        <label>
          {words.fine}{' '}
          <input type="number" min={0} value={fine} onInput={(event) => setFine(Number(event.currentTarget.value))} />
        </label>
        <button
          type="button"
          onClick={() =>
            add({
              type: 'recordViolation',
              id: `x${shown + 1}`,
              vehicle,
              fine: fine * 100,
              points,
              recordedBy: 'monitoring',
            })
          }
        >
          {words.record}
        </button>
        {open.length === 0 ? (
          <span>{words.nothingOpen}</span>
        ) : (
          <>
            {select(
              words.violation,
              chosen,
              open.map(({ id }) => id),
              setViolation,
              (id) => `${id} (${open.find((each) => each.id === id)?.vehicle})`,
            )}
            <button
              type="button"
              onClick={() =>
                add({
                  type: 'handle',
                  violation: chosen,
                  driver,
                  channel,
                  offenderPresent: channel === 'window',
                  identityVerified: true,
                })
              }
            >
              {words.handle}
            </button>
          </>
        )}
      </p>
      <p class={refused === undefined ? 'verdict permitted' : 'verdict refused'} role="status">
        {toldOf(current.step, words)}
        {current.outcome === undefined ? '' : `${words.colon}${refused ?? words.accepted}`}
      </p>
      <Graph registry={current.registry} words={words} />
      <section>
        <h3>{words.versions}</h3>
        <ol class="versions" start={0}>
          {versions.map((version, index) => (
            <li key={index}>
              <button type="button" aria-current={index === shown ? 'step' : undefined} onClick={() => setShown(index)}>
                {dateText(version.at)} {toldOf(version.step, words)}{' '}
                {version.outcome === undefined || version.outcome.status === 'accepted' ? '' : '✗'}
              </button>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

/** Why a command was not taken, in words. */
function saidOf(outcome: Outcome | undefined, locale: Locale): string | undefined {
  switch (outcome?.status) {
    case undefined:
    case 'accepted':
      return undefined
    case 'invalid':
      return outcome.issues.map((issue) => explainIssue(issue, locale)).join(' ')
    case 'refused': {
      const { code, decision } = outcome
      if (decision === undefined) return explainRefusal(code, locale)
      const sentences = explain(decision, locale)
      return decision.findings
        .flatMap(({ outcome: one }, index) => (one === 'fails' ? [sentences[index]] : []))
        .join(' ')
    }
  }
}

/** Drivers on the left, vehicles on the right; a line is an open binding, a dashed one ownership. */
function Graph({ registry, words }: { readonly registry: Registry; readonly words: Words }) {
  const drivers = [...driversOf(registry)].sort()
  const vehicles = [...vehiclesOf(registry)].sort()
  const y = (index: number) => 40 + index * 56
  const height = y(Math.max(drivers.length, vehicles.length)) - 10
  const ownerOf = (vehicle: string) => vehicleOf(registry, vehicle)?.owner.id
  return (
    <svg viewBox={`0 0 560 ${height}`} role="img" aria-label={`${words.driver} – ${words.vehicle}`} class="graph">
      <title>
        {drivers
          .flatMap((driver) => bindingsOf(registry, driver).map(({ vehicle }) => `${driver} → ${vehicle}`))
          .join(', ')}
      </title>
      {vehicles.map((vehicle, index) => {
        const from = drivers.findIndex((driver) => (driver as string) === ownerOf(vehicle))
        return from < 0 ? null : (
          <line key={`own ${vehicle}`} class="own" x1="110" y1={y(from)} x2="430" y2={y(index)} />
        )
      })}
      {drivers.flatMap((driver, from) =>
        bindingsOf(registry, driver).map(({ vehicle }) => (
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
        const open = violationsOf(registry, vehicle).filter(({ state }) => state === 'open').length
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
  )
}
