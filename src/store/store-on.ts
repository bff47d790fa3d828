import { isIterable, isRecord, mistaken, mistyped, recordArgument, wholeArgument } from '../input/assert.ts'
import { type Issue, isArray, issue } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { has } from '../input/own.ts'
import { pause } from '../input/pause.ts'
import * as wanted from '../input/wanted.ts'
import { type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { CommandInputs, StoreCommand } from '../registry/commands/index.ts'
import { executeRead } from '../registry/execute.ts'
import { bindingFacts, handlingFacts } from '../registry/queries/facts.ts'
import { openRegistry, type Registry, type RegistryOptions } from '../registry/registry.ts'
import type { CommandReport, FoundRows, LostRace, Save, StoreAdapter, StoreOutcome, WantedRows } from './adapter.ts'
import { findContradictions } from './contradictions.ts'
import { type Asked, type Clock, type Decided, decideAll, placed, stamped, textOf } from './decide-commands.ts'
import { badRow, failure, malformed, misused, optionsOf } from './failure.ts'
import { answeredBefore, firstOfEachKey, KEY_REUSED, readKeyed } from './keys.ts'
import { registryOf } from './neighbourhood.ts'
import { type Neighbourhood, readRows, trustRows } from './read-rows.ts'
import { NOTHING, type Scope, scopeOf, widen } from './scope.ts'

/** Every platform of this library has it, but the compiler is told of no platform. */
declare const performance: { readonly now: () => number }

/** What a store is opened with, whatever its database. */
export interface StoreOnOptions {
  /** A rule set that judges every act, or a book that judges each act by the set of its day. */
  readonly rules: Rules
  /** Public holidays and make-up days; weekends only unless given. */
  readonly calendar?: RegistryOptions['calendar']
  /** The clock, in milliseconds since 1970-01-01T00:00Z; the host's unless given. */
  readonly now?: () => number
  /** By how many milliseconds a record's clock may be ahead and still take a command: clocks of processes differ. 5,000 unless given, 86,400,000 (a day) at most. */
  readonly maxClockStep?: number
  /** Is told what became of each command, and what it took. Holds no id. What it throws, or what it gives rejects with, is dropped: the command stands. */
  readonly onCommand?: (report: CommandReport) => void
}

/** What every store does: several processes may write; caps hold, whichever of them do. */
export interface RecordStore {
  /**
   * Executes one command. It is read as untrusted, and what is malformed comes back as `invalid`; `at` in it is malformed, since the store stamps it. So is a
   * key that is not written as an id is: an issue at `key`. Under a key that was answered before, the answer comes again.
   *
   * @throws Error with `code` `bad-row` when a record was edited into nonsense, `bad-clock` when `now` gives no time, `contention` when other
   * writers were first 200 times. What the adapter throws is thrown on.
   */
  readonly execute: (command: StoreCommand, options?: { readonly key?: string }) => Promise<StoreOutcome>
  /**
   * Executes commands in order, each on what the one before left: all are written together, or none. `keys` are as many as the commands,
   * each the key of the command at its place or `undefined`.
   *
   * @throws as `execute`; RangeError when there are more or fewer keys than commands.
   */
  readonly executeMany: (
    commands: Iterable<StoreCommand>,
    options?: { readonly keys?: readonly (string | undefined)[] },
  ) => Promise<readonly StoreOutcome[]>
  /**
   * What a command was answered before under this key, or `key-reused` if that was another command; `undefined` if the key is new.
   *
   * @throws as `execute`.
   */
  readonly outcomeOf: (command: StoreCommand, key: string) => Promise<StoreOutcome | undefined>
  /**
   * The facts that `bind` would be judged on now.
   *
   * @throws Error with `code` `unknown-driver`, `unknown-vehicle`, `out-of-order`, or `invalid` with `issues`.
   */
  readonly bindingFacts: (input: Omit<CommandInputs['bind'], 'at'>) => Promise<ReturnType<typeof bindingFacts>>
  /**
   * The facts that `handle` would be judged on now.
   *
   * @throws Error with `code` `unknown-violation`, `unknown-driver`, `violation-not-open`, `out-of-order`, or `invalid` with `issues`.
   */
  readonly handlingFacts: (input: Omit<CommandInputs['handle'], 'at'>) => Promise<ReturnType<typeof handlingFacts>>
}

/** A store with what an adapter of this library needs beside it. */
export interface StoreCore extends RecordStore {
  readonly clock: Clock
  /** The records of some ids, as a registry. */
  readonly open: (scope: Scope) => Promise<Registry>
  /** Decides commands of before, each at its own time. Nothing is saved. */
  readonly replayed: (asked: readonly Asked[]) => Promise<Decided>
}

/** How often a command is decided again when another writer was first. Each lost race is another writer's command that was accepted. */
const MOST_TRIES = 200
const OPTIONS = ['rules', 'calendar', 'now', 'maxClockStep', 'onCommand'] as const
const ITERABLE = 'a list or another iterable'
const TYPE_GIVEN: Issue = issue('unknown-key', ['type'], wanted.nothing, 'type')
const PREVIEWS = { bind: 'bindingFacts', handle: 'handlingFacts' } as const

/**
 * A store on any database that has transactions: commands are judged here on records with versions, and an adapter loads and saves them.
 *
 * @throws TypeError when an option is not of its type; RangeError when the calendar or a number is out of range.
 */
export function storeOn(adapter: StoreAdapter, options: StoreOnOptions): RecordStore {
  const { execute, executeMany, outcomeOf, bindingFacts: binding, handlingFacts: handling } = coreOn(adapter, options)
  return Object.freeze({ execute, executeMany, outcomeOf, bindingFacts: binding, handlingFacts: handling })
}

/** How often the database was asked, and how often commands were judged. */
interface Toll {
  trips: number
  tries: number
}

/** What was found, read once. */
interface Near {
  readonly found: FoundRows
  readonly records: Neighbourhood
  readonly issues: readonly Issue[]
}

/** A database and what commands on it are judged by. */
interface Opened extends ReturnType<typeof settled> {
  readonly adapter: StoreAdapter
}

export function coreOn(adapter: StoreAdapter, options: StoreOnOptions): StoreCore {
  const on: Opened = { adapter, ...settled(options) }
  return Object.freeze({
    clock: on.clock,
    open: async (scope: Scope) =>
      registryIn(on, wonFrom(await loadRows(on, { scope, keys: [], types: [] }, newToll()))),
    replayed: async (asked: readonly Asked[]) =>
      decideAll(registryIn(on, wonFrom(await loadNear(on, asked, newToll()))), asked, executeRead),
    execute: async (command: StoreCommand, given: { readonly key?: string } = {}) => {
      const { key } = optionsOf('execute(options)', given, ['key'])
      const { 0: outcome } = await executed(on, [command], [key])
      return outcome as StoreOutcome
    },
    executeMany: async (
      commands: Iterable<StoreCommand>,
      given: { readonly keys?: readonly (string | undefined)[] } = {},
    ) => {
      const { keys } = optionsOf('executeMany(options)', given, ['keys'])
      if (!isIterable(commands)) throw misused('executeMany(commands)', ITERABLE)
      const all = [...commands]
      if (keys !== undefined && !isArray(keys)) throw misused('executeMany(keys)', 'a list of keys')
      const count = keys?.length ?? all.length
      if (count !== all.length) throw mistaken('executeMany(keys)', count, `as many keys as commands, ${all.length}`)
      return await executed(on, all, keys ?? [])
    },
    outcomeOf: async (command: StoreCommand, key: string) => {
      // Left out it would be no key.
      const read = readKeyed(command, key ?? '')
      if (has(read, 'issues')) return invalid(read.issues)
      return answeredBefore(read, wonFrom(await adapter.load({ scope: NOTHING, keys: [key], types: [] })))
    },
    bindingFacts: (input: Omit<CommandInputs['bind'], 'at'>) => preview(on, 'bind', input, bindingFacts),
    handlingFacts: (input: Omit<CommandInputs['handle'], 'at'>) => preview(on, 'handle', input, handlingFacts),
  })
}

function newToll(): Toll {
  return { trips: 0, tries: 0 }
}

/** What was found, where nobody tries again. @throws what the race was lost by. */
function wonFrom<T extends object>(found: T | LostRace): T {
  if (has(found as LostRace, 'lost')) throw (found as LostRace).lost
  return found as T
}

/** Loads what commands are about: mostly in one trip, and in further ones where they lead to more. */
async function loadNear(on: Opened, asked: readonly Asked[], toll: Toll, before?: unknown): Promise<Near | LostRace> {
  const types = [...new Set(asked.map(({ type }) => type))]
  const keys = [...new Set(asked.flatMap(({ key }) => key ?? []))]
  let scope = scopeOf(asked)
  for (;;) {
    const near = await loadRows(on, { scope, keys, types }, toll, before)
    const wider = 'lost' in near ? undefined : widen(asked, near.records)
    if (wider === undefined) return near
    scope = both(scope, wider)
  }
}

async function loadRows(
  { adapter }: Opened,
  wants: WantedRows,
  toll: Toll,
  before?: unknown,
): Promise<Near | LostRace> {
  toll.trips++
  const found = await adapter.load(wants, before)
  if ('lost' in found) return found
  const issues: Issue[] = []
  return { found, records: found.trusted ? trustRows(found.rows) : readRows(found.rows, issues), issues }
}

/** @throws Error with `code` `bad-row` when a row was edited into nonsense. */
function registryIn({ empty }: Opened, { found, records, issues }: Near): Registry {
  const all = [...issues]
  if (!found.trusted && all.length === 0) findContradictions(records.records, records.versions, all)
  if (all.length > 0) throw badRecord(all[0] as Issue)
  return registryOf(empty, records)
}

async function save({ adapter }: Opened, what: Save, toll: Toll): Promise<readonly string[] | LostRace> {
  if (what.accepted.length === 0 && what.answers.length === 0) return []
  toll.trips++
  return await adapter.save(what)
}

/** Executes commands that were read, again and again until no other writer was first. */
async function executeAll(on: Opened, asked: readonly Asked[], toll: Toll): Promise<readonly StoreOutcome[]> {
  const answers = new Map<Asked, StoreOutcome>()
  for (let left = asked, race: unknown; left.length > 0; left = asked.filter((each) => !answers.has(each))) {
    await nextTry(toll)
    const near = await loadNear(on, left, toll, race)
    const lost = 'lost' in near ? near : await judgeAndSave(on, near, left, answers, toll)
    race = lost?.lost
  }
  return asked.map((each) => answers.get(each) as StoreOutcome)
}

/** Answers commands on what is near them; of those with one key the first is judged. All are written, or none where another writer was first. */
async function judgeAndSave(
  on: Opened,
  near: Near,
  asked: readonly Asked[],
  answers: Map<Asked, StoreOutcome>,
  toll: Toll,
): Promise<LostRace | undefined> {
  for (const each of asked) {
    const before = answeredBefore(each, near.found)
    if (before !== undefined) answers.set(each, before)
  }
  const left = asked.filter((each) => !answers.has(each))
  const firsts = firstOfEachKey(left)
  const judged = [...firsts.values()]
  const decided = decideAll(registryIn(on, near), judged, (registry, each) => stamped(registry, each, on.clock).outcome)
  const positions = await save(on, decided.save, toll)
  if ('lost' in positions) return positions
  const outcomes = placed(decided.outcomes, positions)
  const outcomeOf = new Map(judged.map((each, index) => [each, outcomes[index] as StoreOutcome]))
  for (const each of left) {
    const first = firsts.get(each.key ?? each) as Asked
    const outcome = outcomeOf.get(first) as StoreOutcome
    const isSame = textOf(each) === textOf(first)
    answers.set(each, each === first ? outcome : isSame ? ({ ...outcome, repeated: true } as StoreOutcome) : KEY_REUSED)
  }
  return undefined
}

/** Executes commands, each with the key at its place; what is malformed is told at its place, and stops no other. */
async function executed(
  on: Opened,
  inputs: readonly unknown[],
  keys: readonly unknown[],
): Promise<readonly StoreOutcome[]> {
  const begun = performance.now()
  const toll = newToll()
  const found = inputs.map((input, index) => readKeyed(input, keys.at(index)))
  const tell = (codeAt: (index: number) => string) => {
    const ms = performance.now() - begun
    found.forEach((each, index) => {
      told(on.onCommand, { type: has(each, 'issues') ? 'invalid' : each.type, code: codeAt(index), ...toll, ms })
    })
  }
  try {
    const read = found.filter((each): each is Asked => !has(each, 'issues'))
    const outcomes = await executeAll(on, read, toll)
    let next = 0
    const all = found.map((each) => (has(each, 'issues') ? invalid(each.issues) : (outcomes[next++] as StoreOutcome)))
    tell((index) => {
      const outcome = all[index] as StoreOutcome
      return outcome.status === 'refused' ? outcome.code : outcome.status
    })
    return all
  } catch (error) {
    const { code } = (error ?? {}) as { readonly code?: unknown }
    tell(() => (typeof code === 'string' ? code : 'error'))
    throw error
  }
}

/** Tells of a command, which is written or refused by then: what goes wrong in telling is not its fault. */
function told(onCommand: (report: CommandReport) => unknown, report: CommandReport): void {
  try {
    Promise.resolve(onCommand(report)).catch(() => {})
  } catch {}
}

/** A preview of what a command would be judged on. */
async function preview<T extends 'bind' | 'handle', F>(
  on: Opened,
  type: T,
  input: object,
  facts: (registry: Registry, input: CommandInputs[T]) => F,
): Promise<F> {
  // The method says what is asked, and not the input.
  const own = isRecord(input) && Object.hasOwn(input, 'type') ? [TYPE_GIVEN] : []
  const read = readKeyed({ ...input, type }, undefined)
  if (own.length > 0 || has(read, 'issues'))
    throw malformed(PREVIEWS[type], [...own, ...(has(read, 'issues') ? read.issues : [])])
  const registry = registryIn(on, wonFrom(await loadNear(on, [read], newToll())))
  const { at, outcome } = stamped(registry, read, on.clock)
  // Without a decision there is nothing to judge: who or what is asked about is not there, or is ahead.
  if (outcome.status === 'refused' && outcome.decision === undefined) throw notJudged(outcome.code)
  return facts(registry, { ...input, at } as unknown as CommandInputs[T])
}

/** The options, each of its type, and an empty registry under their law. */
function settled(options: StoreOnOptions) {
  recordArgument('store(options)', options, 'a record of options')
  const {
    rules,
    calendar,
    now = Date.now,
    maxClockStep = 5_000,
    onCommand = () => {},
  } = ownOptions('store(options)', options, OPTIONS)
  if (typeof now !== 'function') throw mistyped('store(now)', now, 'a function that gives the time')
  if (typeof onCommand !== 'function') throw mistyped('store(onCommand)', onCommand, 'a function that is told')
  rulesArgument('store(rules)', rules)
  const maxStep = wholeArgument('store(maxClockStep)', maxClockStep, 0, 86_400_000)
  return { empty: openRegistry(rules, calendar === undefined ? {} : { calendar }), clock: { now, maxStep }, onCommand }
}

function both(one: Scope, other: Scope): Scope {
  const all = (kind: keyof Scope) => [...new Set([...one[kind], ...other[kind]])]
  return { driver: all('driver'), vehicle: all('vehicle'), violation: all('violation'), party: all('party') }
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

function invalid(issues: readonly Issue[]): StoreOutcome {
  return { status: 'invalid', issues }
}

export function notJudged(code: string): Error {
  return failure(code, `there is nothing to judge: ${code}`)
}

/** Waits a little before each try but the first, longer the more often another writer was first. */
async function nextTry(toll: Toll): Promise<void> {
  const { tries } = toll
  if (tries >= MOST_TRIES) throw failure('contention', `another writer was first ${MOST_TRIES} times in a row`)
  toll.tries++
  if (tries > 0) await backOff(tries)
}

export function backOff(tries: number): Promise<void> {
  return pause(Math.random() * Math.min(100, 2 ** Math.min(tries, 7)))
}
