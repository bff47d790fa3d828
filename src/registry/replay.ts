import { mistyped } from '../argument.ts'
import { type Issue, isArray, type Path, report } from '../issue.ts'
import { copyRecord, isIterable, readArray, requireKeys } from '../read.ts'
import { accepted, type Parsed, rejected } from '../result.ts'
import type { RuleBook } from '../rule-sets/rule-book.ts'
import type { RuleSet } from '../rule-sets/rule-set.ts'
import { attempt } from './attempt.ts'
import { type Commands, type CommandType, FIELD_NAMES, readInput } from './commands.ts'
import { commandTypeOf, EVENT_TYPES, type RegistryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type Owner, ownerToken } from './persistent-map.ts'
import { openRegistry, type Registry, type RegistryOptions, seal, stateOf } from './registry.ts'
import type { State } from './state.ts'

/**
 * Makes a registry of an untrusted log of events: every event is judged again by the rule set of its day, and must come
 * out as it stands, number, rule set and checksum included. A log that is cut at the front or in the middle, repeated,
 * reordered, spliced or edited is refused with the place where it breaks. (That a log is cut at its end only somebody
 * who knows its length can tell: a snapshot does.)
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book; whatever the iterable throws.
 */
export function replay(
  rules: RuleSet | RuleBook | undefined,
  events: Iterable<unknown>,
  options: RegistryOptions = {},
): Parsed<Registry> {
  let state = stateOf(openRegistry(rules, options))
  if (!isIterable(events)) throw mistyped('replay(events)', events, 'a list or another iterable')
  const token = ownerToken()
  const issues: Issue[] = []
  const read = events[Symbol.iterator]()
  for (let index = 0, item = read.next(); item.done !== true; item = read.next(), index++) {
    const next = replayed(state, item.value, [index], issues, token)
    if (next === undefined) {
      // An array's iterator has no `return` of its own: one that hangs on `Object.prototype` is nobody's.
      if (!isArray(events)) read.return?.()
      return rejected(issues)
    }
    state = next
  }
  return accepted(seal(state))
}

function replayed(state: State, input: unknown, path: Path, issues: Issue[], token: Owner): State | undefined {
  const copy = copyRecord(input, path, issues)
  if (copy === undefined || issues.length > 0) return undefined
  const type = commandTypeOf(copy.type)
  if (type === undefined) {
    report(issues, 'not-listed', [...path, 'type'], `one of ${Object.values(EVENT_TYPES).join(', ')}`, copy.type)
    return undefined
  }
  const { seq, ruleSet, chain } = copy
  const expected = (state.log?.event.seq ?? 0) + 1
  if (seq !== expected) {
    report(issues, 'not-in-sequence', [...path, 'seq'], String(expected), seq)
    return undefined
  }
  const said = readSaid(type, copy, path, issues)
  if (said === undefined) return undefined
  const attempted = attempt(state, type, said)
  if (attempted.event === undefined) {
    report(issues, 'not-reproduced', path, 'an accepted command', attempted.code)
    return undefined
  }
  const event: RegistryEvent = attempted.event
  for (const field of FIELD_NAMES[type]) {
    if (!sameData(copy[field], said[field as keyof typeof said])) {
      report(issues, 'not-reproduced', [...path, field], 'the canonical writing', copy[field])
      return undefined
    }
  }
  if (ruleSet !== event.ruleSet) report(issues, 'not-reproduced', [...path, 'ruleSet'], event.ruleSet, ruleSet)
  else if (chain !== event.chain) report(issues, 'not-reproduced', [...path, 'chain'], event.chain, chain)
  return issues.length > 0 ? undefined : evolve(state, event, token)
}

/** What the event says of its command; nothing defaulted, nothing rewritten: an event is canonical or refused. */
function readSaid(
  type: CommandType,
  copy: Record<string, unknown>,
  path: Path,
  issues: Issue[],
): Commands[CommandType] | undefined {
  requireKeys(copy, FIELD_NAMES[type], path, issues)
  if (issues.length > 0) return undefined
  const { type: _type, seq: _seq, ruleSet: _ruleSet, chain: _chain, ...rest } = copy
  const said = readInput(type, rest, path, issues)
  return issues.length > 0 ? undefined : said
}

/** Whether untrusted data is, to the letter, what it was read as. */
function sameData(input: unknown, read: unknown): boolean {
  if (typeof read !== 'object' || read === null) return input === read
  const issues: Issue[] = []
  if (isArray(read)) {
    const items = readArray(input, read.length, [], issues)
    return (
      items !== undefined && items.length === read.length && items.every((item, index) => sameData(item, read[index]))
    )
  }
  const copy = copyRecord(input, [], issues)
  if (copy === undefined || issues.length > 0) return false
  const record = read as Readonly<Record<string, unknown>>
  return Object.keys(record).every((key) => sameData(copy[key], record[key]))
}
