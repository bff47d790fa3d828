import { wholeArgument } from '../../input/assert.ts'
import { type Issue, isArray, issue, type Path, report, within } from '../../input/issue.ts'
import { readArray } from '../../input/properties.ts'
import { anything, record } from '../../input/read.ts'
import type { Reader } from '../../input/reader.ts'
import * as wanted from '../../input/wanted.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { type Calendar, MOST_DAYS } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { Law } from '../law.ts'
import { headOf, type Registry, revisionOf, wholeStateOf } from '../registry.ts'
import { contentNamesOf, type RegistryEvent } from './events.ts'
import { eventsIn } from './log.ts'
import { chainWanted, judgeAll, type Replayed, type ReplayOptions, refusal, runOf } from './log-run.ts'

/** The version of the format is part of its name. */
const FORMAT = 'demerit-registry-2'
const MOST_SETS = 1_000

/**
 * A registry as plain JSON: what it is judged by, by name and content, and its whole history. History is what a registry is
 * judged by, so that a snapshot can be judged again whole: a state without it could not show that a handled violation was
 * permitted.
 */
export interface RegistrySnapshot {
  readonly format: typeof FORMAT
  /** The id of the rule set or rule book. */
  readonly rules: string
  /** The rule sets it judges by, each with a checksum of its provisions: `cn-2024-11-01@1a2b…`. */
  readonly ruleSets: readonly string[]
  /** Holidays and make-up days, each list in the order of the days. */
  readonly calendar: Calendar
  /** How many events there are, and the `chain` of the last: a log cut at its end is refused. */
  readonly revision: number
  readonly chain: string
  readonly events: readonly RegistryEvent[]
}

/**
 * The events of a registry, oldest first: all, or those after a revision that is stored already.
 *
 * @param after a revision, as of {@link revisionOf}; 0, the default, gives all events.
 * @throws RangeError when `after` is no whole number from 0 to the registry's revision; TypeError with the code
 * `neighbourhood` for a registry of a store's records, which has no log.
 */
export function eventsOf(registry: Registry, after = 0): readonly RegistryEvent[] {
  const { log } = wholeStateOf('eventsOf', registry)
  return eventsIn(log, wholeArgument('eventsOf(after)', after, 0, revisionOf(registry)))
}

/** A registry as plain JSON, to be read back with {@link restore}. Equal registries give equal bytes. @throws TypeError as {@link eventsOf}. */
export function snapshot(registry: Registry): RegistrySnapshot {
  const { law } = wholeStateOf('snapshot', registry)
  const { revision, chain } = headOf(registry)
  return Object.freeze({
    format: FORMAT,
    rules: law.rules.id,
    ruleSets: contentNamesOf(law),
    calendar: inOrder(law.calendar),
    revision,
    chain,
    events: eventsOf(registry),
  })
}

/** The same days, each once and in order: two calendars of the same days are one. */
function inOrder({ holidays, workdays }: Calendar): Calendar {
  const days = (list: readonly LegalDay[]) => Object.freeze([...new Set(list)].sort())
  return Object.freeze({ holidays: days(holidays), workdays: days(workdays) })
}

/**
 * Reads an untrusted snapshot: every event is judged again under the rules handed in, so that what comes back could
 * have come about by commands alone. It must have been made under the same rule sets, by their content, the same calendar
 * and this version of the format; the issue names what differs. With `corrected`, rule sets may have other content.
 *
 * @throws TypeError and RangeError as {@link replay}.
 *
 * @example
 * ```ts
 * import { openRegistry, restore, snapshot } from 'demerit'
 * import { cn } from 'demerit/rules'
 * restore(cn, JSON.parse(JSON.stringify(snapshot(openRegistry(cn))))).ok // true
 * ```
 */
export function restore(rules: Rules, input: unknown, options: ReplayOptions = {}): Replayed {
  // Rules and options are looked at before anything of the snapshot is read.
  const run = runOf('restore', rules, options)
  const { law } = run
  const issues: Issue[] = []
  const read = snapshotOf(law, run.letsStand, run.most)(input, [], issues)
  if (read === undefined) return refusal(issues)
  const { events } = read
  // Where an event is lost or doubled in between, its place says more than how many there are.
  const replayed = judgeAll(run, events.items)
  if (!replayed.ok) return refusal(replayed.issues.map((each) => within(['events'], each)))
  if (read.revision !== events.length) {
    const value = String(events.length)
    return refusal([issue('not-reproduced', ['revision'], wanted.exactly(value), read.revision)])
  }
  const { chain } = headOf(replayed.value)
  return chain === read.chain
    ? replayed
    : refusal([issue('not-reproduced', ['chain'], chainWanted(law, chain), read.chain)])
}

/** What a snapshot under this law must say. With `corrected` its rule sets may have any content. */
function snapshotOf(law: Law, corrected: boolean, mostEvents: number) {
  const { holidays, workdays } = inOrder(law.calendar)
  const format = exactly(FORMAT)
  const rules = exactly(law.rules.id)
  const ruleSets = corrected ? anything : eachExactly(contentNamesOf(law), MOST_SETS)
  const days = { holidays: eachExactly(holidays, MOST_DAYS), workdays: eachExactly(workdays, MOST_DAYS) }
  const calendar = record(() => ({ ...days }))
  const events: Reader<Events> = (input, path, issues) => readEvents(input, mostEvents, path, issues)
  return record(() => ({ format, rules, ruleSets, calendar, revision: anything, chain: anything, events }))
}

/** The events of a snapshot, and how many it says there are. */
interface Events {
  readonly length: number
  readonly items: Iterable<unknown>
}

function exactly(value: string): Reader<string> {
  return (input, path, issues) => {
    if (input === value) return value
    report(issues, 'not-listed', path, wanted.exactly(value), input)
    return undefined
  }
}

/** A list of just these texts. */
function eachExactly(values: readonly string[], most: number): Reader<readonly string[]> {
  return (input, path, issues) => {
    const items = readArray(input, most, path, issues)
    if (items === undefined) return undefined
    values.forEach((value, index) => {
      const item = index < items.length ? items[index] : undefined
      if (item !== value) report(issues, 'not-listed', [...path, index], wanted.exactly(value), item)
    })
    if (items.length > values.length) {
      report(issues, 'too-many', path, wanted.items(values.length), items.length)
    }
    return values
  }
}

/**
 * The events one after the other, each read once and only when those before it have been judged: a list that claims a
 * hundred million of them is refused at the first false one.
 */
function readEvents(input: unknown, most: number, path: Path, issues: Issue[]): Events | undefined {
  const length = isArray(input) ? lengthOf(input) : undefined
  if (length === undefined) {
    report(issues, 'wrong-type', path, wanted.list, input)
    return undefined
  }
  if (length <= most) return { length, items: eachOf(input as readonly unknown[], length) }
  report(issues, 'too-many', path, wanted.items(most), length)
  return undefined
}

function* eachOf(input: readonly unknown[], length: number): Generator<unknown> {
  for (let index = 0; index < length; index++) yield itemOf(input, index)
}

/** What a hole holds, and what cannot be read, is nothing. */
function itemOf(input: readonly unknown[], index: number): unknown {
  try {
    return Object.hasOwn(input, index) ? input[index] : undefined
  } catch {
    return undefined
  }
}

function lengthOf(input: readonly unknown[]): number | undefined {
  try {
    const { length } = input
    return Number.isInteger(length) && length >= 0 ? length : undefined
  } catch {
    return undefined
  }
}
