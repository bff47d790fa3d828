import { append, type Issue, issue, report } from '../issue.ts'
import { readArray, readRecord, requireKeys } from '../read.ts'
import { type Parsed, rejected } from '../result.ts'
import { asReported } from '../rule-sets/as-reported.ts'
import type { RuleBook } from '../rule-sets/rule-book.ts'
import type { RuleSet } from '../rule-sets/rule-set.ts'
import { NO_CHAIN, type RegistryEvent } from './events.ts'
import { type Registry, type RegistryOptions, stateOf } from './registry.ts'
import { replay } from './replay.ts'

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

/** All events of a registry, oldest first. */
export function eventsOf(registry: Registry): readonly RegistryEvent[] {
  const events: RegistryEvent[] = []
  for (let log = stateOf(registry).log; log !== null; log = log.before) append(events, log.event)
  return Object.freeze(events.reverse())
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
 * @throws TypeError when `rules` is neither a rule set nor a rule book.
 */
export function parseRegistry(
  rules: RuleSet | RuleBook | undefined,
  input: unknown,
  options: RegistryOptions = {},
): Parsed<Registry> {
  const issues: Issue[] = []
  const read = readRecord(
    input,
    {
      format: (format, path, found) => exactly(format, FORMAT, path, found),
      rules: (id, path, found) => exactly(id, (rules ?? asReported).id, path, found),
      revision: (revision) => revision,
      chain: (chain) => chain,
      events: (events, path, found) => readArray(events, MOST_EVENTS, path, found),
    },
    [],
    issues,
  )
  requireKeys(read, ['format', 'rules', 'revision', 'chain', 'events'], [], issues)
  if (issues.length > 0) return rejected(issues)
  const events = read.events as readonly unknown[]
  if (read.revision !== events.length) {
    return rejected([issue('not-reproduced', ['revision'], String(events.length), read.revision)])
  }
  const replayed = replay(rules, events, options)
  if (!replayed.ok) {
    return rejected(
      replayed.issues.map(({ code, path, expected, received }) =>
        Object.freeze({ code, path: Object.freeze(['events', ...path]), expected, received }),
      ),
    )
  }
  const chain = stateOf(replayed.value).log?.event.chain ?? NO_CHAIN
  return chain === read.chain ? replayed : rejected([issue('not-reproduced', ['chain'], chain, read.chain)])
}

function exactly(
  input: unknown,
  wanted: string,
  path: readonly (string | number)[],
  issues: Issue[],
): string | undefined {
  if (input === wanted) return wanted
  report(issues, 'not-listed', path, wanted, input)
  return undefined
}
