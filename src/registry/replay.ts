import { mistyped } from '../input/assert.ts'
import { append, type Issue, isArray, type Path, report } from '../input/issue.ts'
import {
  anything,
  copyRecord,
  isIterable,
  LONGEST_LIST,
  type Reader,
  readArray,
  readProperty,
  readRecord,
  requireKeys,
  type Shape,
  withNames,
} from '../input/read.ts'
import { accepted, type Parsed, rejected } from '../input/result.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import { COMMAND_TYPES, type CommandType } from './commands/index.ts'
import { decideCommand } from './decide-command.ts'
import { commandTypeOf, EVENT_TYPES, type RegistryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type EditToken, editToken } from './persistent-map.ts'
import { type CommandDraft, FIELD_NAMES, SHAPES } from './read-command.ts'
import { openRegistry, type Registry, type RegistryOptions, seal, stateOf } from './registry.ts'
import type { State } from './state.ts'

/**
 * Makes a registry of an untrusted log of events: every event is judged again by the rule set of its day, and must come
 * out as it stands, number, rule set and checksum included. A log that is cut at the front or in the middle, repeated,
 * reordered, spliced or edited is refused with the place where it breaks. (That a log is cut at its end only a caller
 * who knows its length can tell: a snapshot does.)
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book, `events` are not iterable, or an option is invalid;
 * whatever the iterable throws.
 */
export function replay(rules: Rules, events: Iterable<unknown>, options: RegistryOptions = {}): Parsed<Registry> {
  const registry = openRegistry(rules, options)
  if (!isIterable(events)) throw mistyped('replay(events)', events, 'a list or another iterable')
  return continued(registry, events)
}

/**
 * Goes on from a registry with events that it has not seen, those of its next revision first: how a caller that holds an
 * older version catches up. They are judged as by `replay`.
 *
 * @throws TypeError when `registry` is not genuine, or `events` are no iterable; whatever the iterable throws.
 */
export function resume(registry: Registry, events: Iterable<unknown>): Parsed<Registry> {
  stateOf(registry)
  if (!isIterable(events)) throw mistyped('resume(events)', events, 'a list or another iterable')
  return continued(registry, events)
}

function continued(registry: Registry, events: Iterable<unknown>): Parsed<Registry> {
  const before = stateOf(registry)
  let state = before
  const token = editToken()
  const issues: Issue[] = []
  const read = events[Symbol.iterator]()
  for (let index = 0, item = read.next(); item.done !== true; item = read.next(), index++) {
    const next = replayed(state, item.value, [index], issues, token)
    if (next === undefined) {
      // An array's iterator has no `return` of its own; one on `Object.prototype` is not called.
      if (!isArray(events)) read.return?.()
      return rejected(issues)
    }
    state = next
  }
  return accepted(state === before ? registry : seal(state))
}

function replayed(state: State, input: unknown, path: Path, issues: Issue[], token: EditToken): State | undefined {
  const eventType = readProperty(input, 'type', path, { kind: 'word', of: Object.values(EVENT_TYPES) }, issues)
  if (eventType === undefined) return undefined
  const type = commandTypeOf(eventType)
  if (type === undefined) {
    report(issues, 'not-listed', [...path, 'type'], { kind: 'word', of: Object.values(EVENT_TYPES) }, eventType)
    return undefined
  }
  const { seq, ruleSet, chain, draft } = readRecord(input, TOLD[type], path, issues, 'type')
  const expected = (state.log?.event.seq ?? 0) + 1
  if (seq !== expected)
    report(issues, 'not-in-sequence', [...path, 'seq'], { kind: 'exactly', value: String(expected) }, seq)
  // Nothing is defaulted, nothing rewritten: an event is canonical or refused.
  requireKeys(draft as object, FIELD_NAMES[type], path, issues)
  if (issues.length > 0) return undefined
  const decided = decideCommand(state, type, draft as CommandDraft)
  if (decided.event === undefined) {
    report(issues, 'not-reproduced', path, { kind: 'accepted-command' }, decided.code)
    return undefined
  }
  const event: RegistryEvent = decided.event
  const differs = (key: 'ruleSet' | 'chain', received: unknown) =>
    report(issues, 'not-reproduced', [...path, key], { kind: 'exactly', value: event[key] }, received)
  if (ruleSet !== event.ruleSet) differs('ruleSet', ruleSet)
  else if (chain !== event.chain) differs('chain', chain)
  return issues.length > 0 ? undefined : evolve(state, decided, token)
}

/** An event as it is handed in: its stamp, not believed, and the draft that its fields make. */
interface Told {
  readonly seq: unknown
  readonly ruleSet: unknown
  readonly chain: unknown
  readonly draft: CommandDraft
}

const TOLD: { readonly [T in CommandType]: Shape<Told> } = /* @__PURE__ */ toldShapes()

function toldShapes(): typeof TOLD {
  const shapes = COMMAND_TYPES.map((type) => {
    const names = ['seq', 'ruleSet', ...FIELD_NAMES[type], 'chain']
    const draftShape = SHAPES[type]
    const readers: Reader<never>[] = []
    draftShape((reader) => {
      append(readers, canonical(reader) as Reader<never>)
      return undefined
    })
    const shape: Shape<Told> = (take) => {
      let next = 0
      return {
        seq: take(anything),
        ruleSet: take(anything),
        draft: draftShape(() => take(readers[next++] as Reader<never>)) as CommandDraft,
        chain: take(anything),
      }
    }
    return [type, withNames(names, shape)] as const
  })
  return Object.fromEntries(shapes) as typeof TOLD
}

/** Reads only what stands there in its canonical writing already. */
function canonical<V>(reader: Reader<V>): Reader<V> {
  return (input, path, issues) => {
    const before = issues.length
    const told = toldOnce(input, path, issues)
    if (issues.length > before) return undefined
    const read = reader(told, path, issues)
    if (read === undefined || told === read || isSame(told, read)) return read
    report(issues, 'not-reproduced', path, { kind: 'canonical' }, input)
    return undefined
  }
}

/** Lists and records copied, each property read once: what is compared is then what was read. */
function toldOnce(input: unknown, path: Path, issues: Issue[]): unknown {
  if (typeof input !== 'object' || input === null) return input
  if (isArray(input)) return readArray(input, LONGEST_LIST, path, issues)
  const copy = copyRecord(input, path, issues)
  if (copy === undefined) return undefined
  const names = Object.keys(copy)
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    const value = copy[name]
    // No record that an event holds has another one in it, and lists hold words: what lies deeper is refused as it is.
    if (isArray(value)) copy[name] = readArray(value, LONGEST_LIST, [...path, name], issues)
  }
  return copy
}

/**
 * Whether a copy of untrusted data is, to the letter, what it was read as. Whoever read it has seen that it is a list or a
 * record where that is one, has no other keys, and no word twice.
 */
function isSame(told: unknown, read: unknown): boolean {
  if (typeof read !== 'object') return told === read
  const record = read as Readonly<Record<string, unknown>>
  const copy = told as Readonly<Record<string, unknown>>
  return Object.keys(record).every((key) => isSame(copy[key], record[key]))
}
