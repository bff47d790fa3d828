import type { Issue } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { pause } from '../input/pause.ts'
import type { Registry } from '../registry/registry.ts'
import type { CommandReport, FoundRows, LostRace, Save, StoreAdapter, WantedRows } from './adapter.ts'
import { findContradictions } from './contradictions.ts'
import { type Clock, moment, skewOf } from './decide-commands.ts'
import { badRow, failure } from './failure.ts'
import type { Ids } from './ids.ts'
import { registryOf } from './neighbourhood.ts'
import { type Neighbourhood, readRows, trustRows } from './read-rows.ts'

/** Every platform of this library has it, but the compiler is told of no platform. */
declare const performance: { readonly now: () => number }

/** How often a command is decided again when another writer was first. Each lost race is another writer's command that was accepted. */
const MOST_TRIES = 200

/** A database and what commands on it are judged by. */
export interface Opened {
  readonly adapter: StoreAdapter
  /** A registry under the law, of nothing. */
  readonly empty: Registry
  readonly ids: Ids
  readonly clock: Clock
  readonly onCommand: (report: CommandReport) => unknown
}

/** How often the database was asked, and how often commands were judged. */
export interface Toll {
  trips: number
  tries: number
}

/** What was found, read once. */
export interface Near {
  readonly found: FoundRows
  readonly records: Neighbourhood
  readonly issues: readonly Issue[]
  /** By how many milliseconds the host's clock is ahead of the database's. */
  readonly skew: number
}

export function newToll(): Toll {
  return { trips: 0, tries: 0 }
}

/** What was found, where nobody tries again. @throws what the race was lost by. */
export function wonFrom<T extends object>(found: T | LostRace): T {
  if (has(found as LostRace, 'lost')) throw (found as LostRace).lost
  return found as T
}

export async function loadRows(
  { adapter, clock }: Opened,
  wants: WantedRows,
  toll: Toll,
  before?: unknown,
): Promise<Near | LostRace> {
  toll.trips++
  const isCompared = clock.maxSkew < Number.POSITIVE_INFINITY
  const begun = isCompared ? moment(clock.now) : 0
  const found = await adapter.load(wants, before)
  if ('lost' in found) return found
  const skew = isCompared && found.now !== undefined ? skewOf(begun, moment(clock.now), found.now) : 0
  const issues: Issue[] = []
  return { found, records: found.trusted ? trustRows(found.rows) : readRows(found.rows, issues), issues, skew }
}

/** @throws Error with `code` `bad-row` when a row was edited into nonsense. */
export function registryIn({ empty }: Opened, { found, records, issues }: Near): Registry {
  const all = [...issues]
  if (!found.trusted && all.length === 0) findContradictions(records.records, records.versions, all)
  if (all.length > 0) throw badRecord(all[0] as Issue)
  return registryOf(empty, records)
}

export async function save({ adapter }: Opened, what: Save, toll: Toll): Promise<readonly string[] | LostRace> {
  if (what.accepted.length + what.answers.length === 0 && what.correction === undefined) return []
  toll.trips++
  return await adapter.save(what)
}

/** How many milliseconds it takes until it is asked. */
export function stopwatch(): () => number {
  const begun = performance.now()
  return () => performance.now() - begun
}

/** Tells of a command, which is written or refused by then: what goes wrong in telling is not its fault. */
export function told(onCommand: (report: CommandReport) => unknown, report: CommandReport): void {
  try {
    Promise.resolve(onCommand(report)).catch(() => {})
  } catch {}
}

/** Waits a little before each try but the first, longer the more often another writer was first. */
export async function nextTry(toll: Toll): Promise<void> {
  const { tries } = toll
  if (tries >= MOST_TRIES) throw failure('contention', `another writer was first ${MOST_TRIES} times in a row`)
  toll.tries++
  if (tries > 0) await backOff(tries)
}

export function backOff(tries: number): Promise<void> {
  return pause(Math.random() * Math.min(100, 2 ** Math.min(tries, 7)))
}

function badRecord({ path, code }: Issue): Error {
  const { 0: kind, 1: id } = path
  const field = path.slice(2)
  // A field is one of the record, or beside it.
  return badRow(
    `${kind === 'party' ? 'partie' : kind}s`,
    String(id),
    (field[0] === 'record' && field.length > 1 ? field.slice(1) : field).join('.'),
    code,
  )
}
