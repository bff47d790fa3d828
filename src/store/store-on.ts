import { isIterable, isRecord, mistaken, mistyped, recordArgument, wholeArgument } from '../input/assert.ts'
import { type Issue, isArray, issue } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { has } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import { type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { CommandInputs, StoreCommand } from '../registry/commands/index.ts'
import type { CorrectionRead, HistoryChange } from '../registry/correction/changes.ts'
import { executeRead } from '../registry/execute.ts'
import { bindingFacts, handlingFacts } from '../registry/queries/facts.ts'
import { type RemainingBindings, remainingBindings } from '../registry/queries/remaining-bindings.ts'
import { openRegistry, type Registry, type RegistryOptions, stateOf } from '../registry/registry.ts'
import { get } from '../registry/state/persistent-map.ts'
import { epochMillisecondsOf } from '../values/instant.ts'
import type { CommandReport, LostRace, StoreAdapter, StoreCorrectionOutcome, StoreOutcome } from './adapter.ts'
import { executeCorrection, judgedAgain } from './correct-on.ts'
import type { Recorrecting } from './correction.ts'
import {
  loadRows,
  type Near,
  newToll,
  nextTry,
  type Opened,
  registryIn,
  save,
  stopwatch,
  type Toll,
  told,
  wonFrom,
} from './database.ts'
import {
  type Asked,
  type Clock,
  commandText,
  type Decided,
  decideAll,
  moment,
  stamped,
  trustClock,
  withPositions,
} from './decide-commands.ts'
import { asks, errorCode, malformed, misused, notJudged, optionsOf } from './failure.ts'
import { type IdParsers, type Ids, idsBy } from './ids.ts'
import { answeredBefore, firstOfEachKey, KEY_REUSED, readKeyed } from './keys.ts'
import { NOTHING, type Scope, scopeOf, widen } from './scope.ts'

/** What a store is opened with, whatever its database. */
export interface StoreOnOptions {
  /** A rule set that judges every act, or a book that judges each act by the set of its day. */
  readonly rules: Rules
  /** Public holidays and make-up days; weekends only unless given. */
  readonly calendar?: RegistryOptions['calendar']
  /** How ids are written: `{ driver: parseLicenceNumber, vehicle: parsePlate }`. As they come unless given. */
  readonly ids?: IdParsers
  /** The clock, in milliseconds since 1970-01-01T00:00Z; the host's unless given. */
  readonly now?: () => number
  /** By how many milliseconds a record's clock may be ahead and still take a command: clocks of processes differ. 5,000 unless given, 86,400,000 (a day) at most. */
  readonly maxClockStep?: number
  /**
   * By how many milliseconds the clock of this host may differ from the database's, a day at most; else `bad-clock`. 60,000 unless given, and with a `now` of your own
   * nothing is compared unless it is given.
   */
  readonly maxClockSkew?: number
  /** Called with what became of each command and what it took; the report holds no id. If it throws or rejects, that is dropped: the command stands. */
  readonly onCommand?: (report: CommandReport) => void
}

/** What every store does: several processes may write; caps hold, whichever of them do. */
export interface RecordStore {
  /**
   * Executes one command. It is read as untrusted, and what is malformed comes back as `invalid`; `at` in it is malformed, since the store stamps it. So is a
   * key that is not written as an id is: an issue at `key`. Under a key that was answered before, the answer comes again. `note` is any JSON of
   * up to 2,000 UTF-16 units: it is kept beside the event, and the first under a key stands.
   *
   * @throws Error with `code` `bad-row` when a record was edited into nonsense, `bad-clock` when `now` gives no time or the host's clock is too far
   * from the database's (`skew` in milliseconds), `contention` when other
   * writers were first 200 times. What the adapter throws is thrown on.
   */
  readonly execute: (
    command: StoreCommand,
    options?: { readonly key?: string; readonly note?: unknown },
  ) => Promise<StoreOutcome>
  /**
   * Executes commands in order, each on what the one before left: all are written together, or none. `keys` and `notes` are as many as the commands,
   * each of the command at its place or `undefined`.
   *
   * @throws as `execute`; RangeError when there are more or fewer keys or notes than commands.
   */
  readonly executeMany: (
    commands: Iterable<StoreCommand>,
    options?: { readonly keys?: readonly (string | undefined)[]; readonly notes?: readonly unknown[] },
  ) => Promise<readonly StoreOutcome[]>
  /**
   * Corrects the history 更正, as `correct` of a registry does: events are called by their positions, and the store stamps it. The records that
   * are concerned are read with what stands about them, at most 20,000 events: beyond, it is refused `correction-too-wide`. An act of an officer.
   *
   * @throws as `execute`; Error with `code` `no-histories` when the adapter has no `histories`.
   */
  readonly correct: (
    correction: { readonly changes: readonly HistoryChange<string>[]; readonly ground: string },
    options?: { readonly key?: string; readonly note?: unknown },
  ) => Promise<StoreCorrectionOutcome>
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
  /**
   * How many more bindings each cap leaves a driver now.
   *
   * @throws Error with `code` `unknown-driver` or `out-of-order`, or `invalid` with `issues`.
   */
  readonly remainingBindings: (driver: string) => Promise<readonly RemainingBindings[]>
}

/** A store, and what an adapter of this library needs beside it. */
export interface StoreCore extends Recorrecting {
  readonly store: RecordStore
  readonly ids: Ids
  /** A driver with other records, as a registry, and the time that a command about the driver would get. */
  readonly registryAround: (
    driver: string,
    beside?: Partial<Scope>,
  ) => Promise<{ readonly registry: Registry; readonly at: number }>
  /** Decides earlier commands again, each at its own time. Nothing is saved. */
  readonly replayed: (asked: readonly Asked[]) => Promise<Decided>
}

const OPTIONS = ['rules', 'calendar', 'ids', 'now', 'maxClockStep', 'maxClockSkew', 'onCommand'] as const
/** By how many milliseconds a host's clock may be from the database's unless it is given. */
const MAX_SKEW = 60_000
const ITERABLE = 'a list or another iterable'
const TYPE_GIVEN: Issue = issue('unknown-key', ['type'], wanted.nothing, 'type')
const PREVIEWS = { bind: 'bindingFacts', handle: 'handlingFacts' } as const

/**
 * A store on any database that has transactions: commands are judged here on records with versions, and an adapter loads and saves them.
 *
 * @throws TypeError when an option is not of its type; RangeError when the calendar or a number is out of range.
 */
export function storeOn(adapter: StoreAdapter, options: StoreOnOptions): RecordStore {
  return coreOn(adapter, options).store
}

export function coreOn(adapter: StoreAdapter, options: StoreOnOptions): StoreCore {
  const on: Opened = { adapter, ...settled(options) }
  const registryAround = async (driver: string, beside: Partial<Scope> = {}) => {
    const scope = { ...NOTHING, ...beside, driver: [driver] }
    const near = wonFrom(await loadRows(on, { scope, keys: [], types: [] }, newToll()))
    const registry = registryIn(on, near)
    trustClock(on.clock, near.skew)
    const known = get(stateOf(registry).driver, driver)
    if (known === undefined) throw notJudged('unknown-driver')
    const now = moment(on.clock.now)
    const ahead = epochMillisecondsOf(known.last)
    if (ahead - now > on.clock.maxStep) throw notJudged('out-of-order')
    return { registry, at: Math.max(now, ahead) }
  }
  const store: RecordStore = {
    execute: async (command, given = {}) => {
      const { key, note } = optionsOf('execute(options)', given, ['key', 'note'])
      const { 0: outcome } = await executeInputs(on, [command], [key], [note])
      return outcome as StoreOutcome
    },
    executeMany: async (commands, given = {}) => {
      const beside = optionsOf('executeMany(options)', given, ['keys', 'notes'])
      if (!isIterable(commands)) throw misused('executeMany(commands)', ITERABLE)
      const all = [...commands]
      for (const name of ['keys', 'notes'] as const) {
        const { [name]: list } = beside
        if (list !== undefined && !isArray(list)) throw misused(`executeMany(${name})`, `a list of ${name}`)
        const count = list?.length ?? all.length
        if (count !== all.length)
          throw mistaken(`executeMany(${name})`, count, `as many ${name} as commands, ${all.length}`)
      }
      return await executeInputs(on, all, beside.keys ?? [], beside.notes ?? [])
    },
    correct: async (correction, given = {}) => {
      const { key, note } = optionsOf('correct(options)', given, ['key', 'note'])
      return await executeCorrection(on, correction, key, note)
    },
    outcomeOf: async (command, key) => {
      // Without a key it asks for nothing: '' gives an issue.
      const read = readKeyed(on.ids, command, key ?? '')
      if (has(read, 'issues')) return invalid(read.issues)
      return answeredBefore(read, wonFrom(await adapter.load({ scope: NOTHING, keys: [key], types: [] })))
    },
    bindingFacts: (input) => preview(on, 'bind', input, bindingFacts),
    handlingFacts: (input) => preview(on, 'handle', input, handlingFacts),
    remainingBindings: async (driver) => {
      const id = asks('remainingBindings', (issues) => on.ids.driver(driver, ['driver'], issues))
      const { registry, at } = await registryAround(id)
      return remainingBindings(registry, id, at)
    },
  }
  return Object.freeze({
    store: Object.freeze(store),
    ids: on.ids,
    registryAround,
    replayed: async (asked: readonly Asked[]) =>
      decideAll(registryIn(on, wonFrom(await loadNear(on, asked, newToll()))), asked, executeRead),
    recorrected: (correction: CorrectionRead) => judgedAgain(on, correction),
  })
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
    scope = union(scope, wider)
  }
}

/** Answers commands that were read; tries again for as long as another writer is first. */
async function answerAll(on: Opened, asked: readonly Asked[], toll: Toll): Promise<readonly StoreOutcome[]> {
  const answers = new Map<Asked, StoreOutcome>()
  for (let left = asked, race: unknown; left.length > 0; left = asked.filter((each) => !answers.has(each))) {
    await nextTry(toll)
    const near = await loadNear(on, left, toll, race)
    const lost = 'lost' in near ? near : await judgeAndSave(on, near, left, answers, toll)
    race = lost?.lost
  }
  return asked.map((each) => answers.get(each) as StoreOutcome)
}

/** Answers commands on what is near them; of several with the same key the first is judged. All are written, or none where another writer was first. */
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
  if (judged.length > 0) trustClock(on.clock, near.skew)
  const decided = decideAll(registryIn(on, near), judged, (registry, each) => stamped(registry, each, on.clock).outcome)
  const positions = await save(on, decided.save, toll)
  if ('lost' in positions) return positions
  const outcomes = withPositions(decided.outcomes, positions)
  const outcomeOf = new Map(judged.map((each, index) => [each, outcomes[index] as StoreOutcome]))
  for (const each of left) {
    const first = firsts.get(each.key ?? each) as Asked
    const outcome = outcomeOf.get(first) as StoreOutcome
    const isSame = commandText(each) === commandText(first)
    answers.set(each, each === first ? outcome : isSame ? ({ ...outcome, repeated: true } as StoreOutcome) : KEY_REUSED)
  }
  return undefined
}

/** Executes commands, each with the key and the note at its place; what is malformed is told at its place, and stops no other. */
async function executeInputs(
  on: Opened,
  inputs: readonly unknown[],
  keys: readonly unknown[],
  notes: readonly unknown[],
): Promise<readonly StoreOutcome[]> {
  const elapsed = stopwatch()
  const toll = newToll()
  const found = inputs.map((input, index) => readKeyed(on.ids, input, keys.at(index), notes.at(index)))
  const tell = (codeAt: (index: number) => string) => {
    const ms = elapsed()
    found.forEach((each, index) => {
      told(on.onCommand, { type: has(each, 'issues') ? 'invalid' : each.type, code: codeAt(index), ...toll, ms })
    })
  }
  try {
    const read = found.filter((each): each is Asked => !has(each, 'issues'))
    const outcomes = await answerAll(on, read, toll)
    let next = 0
    const all = found.map((each) => (has(each, 'issues') ? invalid(each.issues) : (outcomes[next++] as StoreOutcome)))
    tell((index) => {
      const outcome = all[index] as StoreOutcome
      return outcome.status === 'refused' ? outcome.code : outcome.status
    })
    return all
  } catch (error) {
    tell(() => errorCode(error))
    throw error
  }
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
  const read = readKeyed(on.ids, { ...input, type }, undefined)
  if (own.length > 0 || has(read, 'issues'))
    throw malformed(PREVIEWS[type], [...own, ...(has(read, 'issues') ? read.issues : [])])
  const near = wonFrom(await loadNear(on, [read], newToll()))
  const registry = registryIn(on, near)
  trustClock(on.clock, near.skew)
  const { at, outcome } = stamped(registry, read, on.clock)
  // Without a decision there is nothing to judge: who or what is asked about is not there, or is ahead.
  if (outcome.status === 'refused' && outcome.decision === undefined) throw notJudged(outcome.code)
  return facts(registry, { ...read.input, at } as unknown as CommandInputs[T])
}

/** The options, each of its type, and an empty registry under their law. */
function settled(options: StoreOnOptions) {
  recordArgument('store(options)', options, 'a record of options')
  const {
    rules,
    calendar,
    ids,
    now,
    maxClockStep = 5_000,
    maxClockSkew = now === undefined ? MAX_SKEW : Number.POSITIVE_INFINITY,
    onCommand = () => {},
  } = ownOptions('store(options)', options, OPTIONS)
  if (now !== undefined && typeof now !== 'function')
    throw mistyped('store(now)', now, 'a function that gives the time')
  if (typeof onCommand !== 'function') throw mistyped('store(onCommand)', onCommand, 'a function that is told')
  rulesArgument('store(rules)', rules)
  const clock: Clock = {
    now: now ?? Date.now,
    maxStep: wholeArgument('store(maxClockStep)', maxClockStep, 0, 86_400_000),
    maxSkew:
      maxClockSkew === Number.POSITIVE_INFINITY
        ? maxClockSkew
        : wholeArgument('store(maxClockSkew)', maxClockSkew, 0, 86_400_000),
  }
  const empty = openRegistry(rules, calendar === undefined ? {} : { calendar })
  return { empty, ids: idsBy(ids), clock, onCommand }
}

function union(one: Scope, other: Scope): Scope {
  const all = (kind: keyof Scope) => [...new Set([...one[kind], ...other[kind]])]
  return { driver: all('driver'), vehicle: all('vehicle'), violation: all('violation'), party: all('party') }
}

function invalid(issues: readonly Issue[]): StoreOutcome {
  return { status: 'invalid', issues }
}
