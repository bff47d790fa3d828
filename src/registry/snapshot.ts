import { wholeArgument } from '../input/assert.ts'
import { type Issue, isArray, issue, type Path, report, within } from '../input/issue.ts'
import { anything, namesOf, readRecord, requireKeys, type Shape } from '../input/read.ts'
import { type Parsed, rejected } from '../input/result.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import { NO_CHAIN, type RegistryEvent } from './events.ts'
import { eventsIn } from './log.ts'
import { openRegistry, type Registry, type RegistryOptions, revisionOf, stateOf } from './registry.ts'
import { resume } from './replay.ts'

const FORMAT = 'demerit-registry-1'
const MOST_EVENTS = 100_000_000

/**
 * A registry as plain JSON: its rules by name, and its whole history. History is what a registry is judged by, so that
 * a snapshot can be judged again whole: a state without it could not show that a handled violation was permitted.
 */
export interface RegistrySnapshot {
  readonly format: typeof FORMAT
  /** The id of the rule set or rule book. */
  readonly rules: string
  /** How many events there are, and the checksum of the last: a log cut at its end is refused. */
  readonly revision: number
  readonly chain: string
  readonly events: readonly RegistryEvent[]
}

/**
 * The events of a registry, oldest first: all, or those after a revision that is stored already.
 *
 * @throws RangeError when `after` is no whole number from 0 to the registry's revision.
 */
export function eventsOf(registry: Registry, after = 0): readonly RegistryEvent[] {
  const { log } = stateOf(registry)
  return eventsIn(log, wholeArgument('eventsOf(after)', after, 0, revisionOf(registry)))
}

/** A registry as plain JSON, to be read back with `parseRegistry`. Equal registries give equal bytes. */
export function snapshot(registry: Registry): RegistrySnapshot {
  const { law, log } = stateOf(registry)
  return Object.freeze({
    format: FORMAT,
    rules: law.rules.id,
    revision: log?.event.seq ?? 0,
    chain: log?.event.chain ?? NO_CHAIN,
    events: eventsOf(registry),
  })
}

/**
 * Reads an untrusted snapshot: every event is judged again under the rules handed in, so that what comes back could
 * have come about by commands alone.
 *
 * @throws TypeError if `rules` is neither a rule set nor a rule book, or an option is invalid.
 */
export function parseRegistry(rules: Rules, input: unknown, options: RegistryOptions = {}): Parsed<Registry> {
  // Invalid rules are reported before anything of them is read.
  const opened = openRegistry(rules, options)
  const { law } = stateOf(opened)
  const issues: Issue[] = []
  const shape: Shape<Record<'format' | 'rules' | 'revision' | 'chain' | 'events', unknown>> = (take) => ({
    format: take((format, path, found) => exactly(format, FORMAT, path, found)),
    rules: take((id, path, found) => exactly(id, law.rules.id, path, found)),
    revision: take(anything),
    chain: take(anything),
    events: take(readEvents),
  })
  const read = readRecord(input, shape, [], issues)
  requireKeys(read, namesOf(shape), [], issues)
  if (issues.length > 0) return rejected(issues)
  const events = read.events as ReturnType<typeof readEvents> & object
  if (read.revision !== events.length) {
    return rejected([
      issue('not-reproduced', ['revision'], { kind: 'exactly', value: String(events.length) }, read.revision),
    ])
  }
  const replayed = resume(opened, events.items)
  if (!replayed.ok) {
    return rejected(replayed.issues.map((each) => within(['events'], each)))
  }
  const chain = stateOf(replayed.value).log?.event.chain ?? NO_CHAIN
  return chain === read.chain
    ? replayed
    : rejected([issue('not-reproduced', ['chain'], { kind: 'exactly', value: chain }, read.chain)])
}

/**
 * The events one after the other, each read once and only when those before it have been judged: a list that claims a
 * hundred million of them is refused at the first false one.
 */
function readEvents(
  input: unknown,
  path: Path,
  issues: Issue[],
): { readonly length: number; readonly items: Iterable<unknown> } | undefined {
  const length = isArray(input) ? lengthOf(input) : undefined
  if (length === undefined) {
    report(issues, 'wrong-type', path, { kind: 'list' }, input)
    return undefined
  }
  if (length <= MOST_EVENTS) return { length, items: eachOf(input as readonly unknown[], length) }
  report(issues, 'too-many', path, { kind: 'items', to: MOST_EVENTS }, length)
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

function exactly(
  input: unknown,
  wanted: string,
  path: readonly (string | number)[],
  issues: Issue[],
): string | undefined {
  if (input === wanted) return wanted
  report(issues, 'not-listed', path, { kind: 'exactly', value: wanted }, input)
  return undefined
}
