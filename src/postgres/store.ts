import type { Decision } from '../decision/decision.ts'
import { isIterable, mistaken, mistyped, recordArgument, wholeArgument } from '../input/assert.ts'
import { type Expected, type Issue, isArray, issue, report } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { ownOptions } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'
import type { BindingFacts, HandlingFacts } from '../law/facts.ts'
import { isRuleBook, type RuleBook } from '../law/rule-sets/rule-book.ts'
import { isRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Refusal } from '../registry/commands/decide-command.ts'
import type { Command, CommandType, Inputs, StoreCommand } from '../registry/commands/index.ts'
import { parseStoreCommand } from '../registry/commands/read-command.ts'
import { execute, type Outcome } from '../registry/execute.ts'
import { lawContent, type RegistryEvent } from '../registry/log/events.ts'
import { replay } from '../registry/log/replay.ts'
import { bindingFacts, handlingFacts } from '../registry/queries/facts.ts'
import { type Handleable, handleable } from '../registry/queries/handleable.ts'
import { lawOf, type Registry, type RegistryOptions } from '../registry/registry.ts'
import type { Ahead } from '../registry/state/subjects.ts'
import { openNeighbourhood, type Rows, type Scope, scopeOf, widenAll } from '../store/index.ts'
import { readId } from '../values/ids.ts'
import { epochMillisecondsOf, parseInstant } from '../values/instant.ts'
import { commandsNaming, type EraseState, eraseSql, NOT_ONE } from './erase.ts'
import { badRow, failure, misused, optionsOf } from './failure.ts'
import { keptEvent, keptOutcome } from './kept.ts'
import { textOf } from './keys.ts'
import { type Loaded, load, loadSql, union } from './load.ts'
import { migrateSql } from './migrate.ts'
import { migrationFailure, migrationFaultOf } from './migration-fault.ts'
import { type Played, play, playOn } from './play.ts'
import {
  ABORTED,
  arrayText,
  bytesOf,
  CHECKED,
  columnOf,
  constraintOf,
  DENIED,
  detailOf,
  LONGEST_NAME,
  LOST_ERASURES,
  LOST_RACES,
  MADE_BEFORE,
  NOT_THERE,
  OF_TABLES,
  OTHER_COLUMNS,
  type Query,
  quoted,
  REFERRED,
  type Row,
  STALE,
  sqlState,
  TAKEN,
  tableOf,
} from './query.ts'
import { bodyOf, type EventBody, isSame, type Writes } from './rows.ts'
import { savedOf, savesInto } from './save.ts'
import { changedColumnSql, FOREIGN_KEYS, PLACED, RACED, SCHEMA_VERSION } from './schema.ts'
import { commandOf, type Verified, verifyTables } from './verify.ts'

/** Every platform of this library has it, but the compiler is told of no platform. */
declare function setTimeout(run: () => void, milliseconds: number): unknown

/** What a store is opened with. */
export interface StoreOptions {
  readonly query: Query
  /** A rule set that judges every act, or a book that judges each act by the set of its day. */
  readonly rules: RuleSet | RuleBook
  /** Public holidays and make-up days; weekends only unless given. */
  readonly calendar?: RegistryOptions['calendar']
  /** The clock, in milliseconds since 1970-01-01T00:00Z; the host's unless given. */
  readonly now?: () => number
  /** By how many milliseconds a record's clock may be ahead and still take a command: clocks of processes differ. 5,000 unless given, 86,400,000 (a day) at most. */
  readonly maxClockStep?: number
  /** The schema that holds the tables, a name of at most 63 bytes in UTF-8 (21 Han characters); `demerit` unless given. */
  readonly schema?: string
}

/** An event as the store gives it out: `position` is its place, to go on from. */
export type StoredEvent = EventBody & { readonly position: string }

/** What became of a command: as of a registry, without the registry. */
export type StoreOutcome =
  | { readonly status: 'accepted'; readonly event: StoredEvent; readonly decision?: Decision }
  | {
      readonly status: 'refused'
      readonly code: Refusal | 'key-reused'
      readonly decision?: Decision
      readonly ahead?: Ahead
    }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** A registry in PostgreSQL 登记库: several processes may write; caps hold, whichever of them do. */
export interface Store {
  /**
   * Makes or upgrades the tables; safe when several processes start at once. With `replace` it puts this law and calendar in the place of
   * those that the tables are kept under, and makes constraints, indexes, triggers and functions anew where they are gone or were changed.
   *
   * @throws Error with `code` `newer-schema` when a newer library made the tables, `other-tables` when another program did, `other-rules`
   * or `other-calendar` when they are kept under another law or calendar and `replace` is not given, `over-cap` when it is given and rows
   * have more open bindings than the law allows, `incomplete` when a table, the sequence or a row of `migrations` is gone, `other-column` when a column is gone or has another type,
   * `bad-row` when an event has a number that no server comes to, or when `replace` is given and rows break a constraint (`field`), `not-permitted` (with `cause`) when there is something to do that this role may not.
   */
  readonly migrate: (options?: { readonly replace?: boolean }) => Promise<void>
  /**
   * Executes one command, in two round trips. It is read as untrusted, and what is malformed comes back as `invalid`; a body of a request
   * is read with `parseStoreCommand`, which gives a command by type. `at` in it is invalid: the store stamps it. So is a key that is not written as an id is,
   * 1 to 64 ASCII or Han characters without spaces and quotation marks: an issue at `key`.
   *
   * @throws Error with `code` `not-migrated` when the tables are not there or older than the library, `incomplete` when one is gone, `other-column` (with `table`, `field`,
   * `expected` and `found`) when a statement meets a column that is gone or has another type, `other-rules` or `other-calendar` as `migrate`, `bad-row` when a record was edited into nonsense, `sequence-behind` when the sequence of positions is, `bad-clock` when
   * `now` gives no time, `contention` when other writers were first 200 times. What `query`
   * throws is thrown on; in a transaction of your own that another writer made the database stop, it is the error of that race.
   */
  readonly execute: (command: StoreCommand, options?: { readonly key?: string }) => Promise<StoreOutcome>
  /**
   * Executes commands in order, each on what the one before left, in two round trips for all: all are written, or none. `keys` are as
   * many as the commands, each the key of the command at its place or `undefined`.
   *
   * @throws as `execute`; RangeError when there are more or fewer keys than commands.
   */
  readonly executeMany: (
    commands: Iterable<StoreCommand>,
    options?: { readonly keys?: readonly (string | undefined)[] },
  ) => Promise<readonly StoreOutcome[]>
  /**
   * What a command was answered before under this key, as `execute` would answer it again: its outcome, or `key-reused` if that was another
   * command. `undefined` if the key is new; nothing is executed. A service that looks at facts first asks this where they permit nothing any more.
   *
   * @throws Error with `code` as `execute`.
   */
  readonly outcomeOf: (command: StoreCommand, key: string) => Promise<StoreOutcome | undefined>
  /**
   * The facts that `bind` would be judged on now.
   *
   * @throws Error with `code` `unknown-driver`, `unknown-vehicle`, `out-of-order`, or `invalid` with `issues`.
   */
  readonly bindingFacts: (input: Omit<Inputs['bind'], 'at'>) => Promise<BindingFacts>
  /**
   * The facts that `handle` would be judged on now.
   *
   * @throws Error with `code` `unknown-driver`, `unknown-violation`, `out-of-order`, or `invalid` with `issues`.
   */
  readonly handlingFacts: (input: Omit<Inputs['handle'], 'at'>) => Promise<HandlingFacts>
  /**
   * Each open violation of the driver's own and bound vehicles, or of those named, judged now.
   *
   * @throws Error with `code` `unknown-driver` or `out-of-order`, or `invalid` with `issues` when an id is malformed or `vehicles` is no list.
   */
  readonly handleable: (
    driver: string,
    options?: { readonly vehicles?: readonly string[] },
  ) => Promise<readonly Handleable[]>
  /**
   * Events after a position, at most `limit` (1,000 unless given, 100,000 at most): none is missed, and each comes once. Fewer are given, and
   * at least one, where an event that was edited into nonsense comes behind them: the next call rejects with it.
   *
   * @throws Error with `code` `invalid` and `issues` when `after` is not a position that `events` gave, such as one beyond the newest event, or
   * `limit` is out of range; `bad-row` when the first event after it was edited into nonsense, with its `position`.
   */
  readonly events: (options?: { readonly after?: string; readonly limit?: number }) => Promise<{
    readonly events: readonly StoredEvent[]
    readonly next: string
  }>
  /**
   * Judges a whole log again and writes it into empty tables, a thousand events at a time. If it is stopped in between, the same log again
   * goes on behind what was written. Nobody else may write meanwhile.
   *
   * @throws Error with `code` `not-empty` when the tables hold anything but a beginning of the log (`position` is the first place that differs), `not-reproduced` with the `issues` of `replay`, `not-migrated`,
   * `other-rules` and `other-calendar` as `execute`.
   */
  readonly importLog: (events: Iterable<RegistryEvent>) => Promise<void>
  /**
   * Erases somebody: puts the id `as`, which was never used and means nothing elsewhere, in the place of theirs, in every row, record and
   * event. What was kept under keys and names them is deleted. Nothing else changes: caps hold, and `verify` finds what it found.
   * The answer is how many rows there were, each statement counted; 0 if nothing names them.
   *
   * A command that was under way can name them later, so call it once more with the same `as` and `again` when none is: what they did
   * since comes to `as`, and a second enrolment as a driver, after which they did nothing, is deleted. The library cannot tell whether
   * `as` stands for them or for somebody else who was erased: the caller must.
   *
   * @throws Error with `code` `invalid` and `issues` when an id is malformed or both are the same; `in-use` when `as` is somebody's, unless an
   * earlier call put it into the tables and `again` is given; `not-one` when the two ids cannot have been one person's, and `because`
   * says why; `contention` when other writers were first 200 times.
   */
  readonly erase: (id: string, as: string, options?: { readonly again?: boolean }) => Promise<number>
  /**
   * Judges all events again and compares every row with what they lead to, at one moment, while others may write. The tables are
   * copied and rebuilt in a schema of their own, which is dropped in the end: the process holds at most a thousand events at once. At
   * most 1,000 differing rows are told; `truncated` says that there are more. Columns, constraints, triggers and the like are compared too.
   */
  readonly verify: () => Promise<Verified>
}

/** How often a command is decided again when another writer was first. Each lost race is another writer's command that was accepted. */
const MOST_TRIES = 200
/** How often `migrate` begins again that waited for another start. */
const MOST_STARTS = 10
const MOST_EVENTS = 1_000
/** Events of a log that one statement writes. */
const PIECE = 1_000
/** The null character, and half a surrogate pair: neither is in a name of PostgreSQL. */
const NO_NAME = /[\0\ud800-\udfff]/u
/** What PostgreSQL keeps for itself. */
const RESERVED = 'pg_'

/**
 * A store on PostgreSQL 15 or newer, or PGlite. No driver is a dependency: `query` runs one statement.
 *
 * @throws TypeError when an option is not of its type; RangeError when the calendar or a number is out of range, or `schema` is not
 * a name of 1 to 63 bytes that does not begin with `pg_`.
 */
export function postgresStore(options: StoreOptions): Store {
  recordArgument('postgresStore(options)', options, 'a record of options')
  const found = ownOptions('postgresStore(options)', options, [
    'query',
    'rules',
    'calendar',
    'now',
    'maxClockStep',
    'schema',
  ])
  const { query: run, rules, calendar, now = Date.now, maxClockStep = 5_000, schema = 'demerit' } = found
  if (typeof run !== 'function') throw mistyped('postgresStore(query)', run, 'a function that runs one statement')
  if (typeof now !== 'function') throw mistyped('postgresStore(now)', now, 'a function that gives the time')
  if (!isRuleSet(rules) && !isRuleBook(rules))
    throw mistyped('postgresStore(rules)', rules, 'a rule set or a rule book')
  wholeArgument('postgresStore(maxClockStep)', maxClockStep, 0, 86_400_000)
  if (typeof schema !== 'string') throw mistyped('postgresStore(schema)', schema, 'the name of a schema')
  if (schema === '' || bytesOf(schema) > LONGEST_NAME || NO_NAME.test(schema) || schema.startsWith(RESERVED))
    throw mistaken(
      'postgresStore(schema)',
      schema,
      `a name of 1 to ${LONGEST_NAME} bytes in UTF-8, without U+0000, that does not begin with ${RESERVED}`,
    )
  const law = lawOf(rules, { calendar })
  const content = lawContent(law)
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const saving = savesInto(schema)
  const registryOptions: RegistryOptions = calendar === undefined ? {} : { calendar }

  const query: Query = async (text, params) => {
    const answer: unknown = await run(text, params)
    const rows = (answer as { readonly rows?: unknown } | undefined)?.rows
    if (isArray(rows)) {
      if (!isArray(rows[0])) return answer as { rows: readonly unknown[] }
      throw new TypeError(
        'postgresStore(query): a row that it gave is a list and not a record of columns: leave rowMode and the like out',
      )
    }
    const is = isArray(answer) ? 'a list' : typeof answer
    throw new TypeError(
      `postgresStore(query): what it gave is ${is} and not { rows }, with a list; of postgres.js: ({ rows: await sql.unsafe(text, params) })`,
    )
  }
  /** Runs a statement on tables that are there. */
  const asked: Query = async (text, params) => {
    try {
      return await query(text, params)
    } catch (error) {
      throw await reasonOf(error)
    }
  }
  /** Why the server could not run a statement, where the tables are the reason: one more statement tells. Else the error itself. */
  const reasonOf = async (error: unknown): Promise<unknown> => {
    const state = sqlState(error) ?? ''
    if (!OF_TABLES.test(state)) return error
    const tables = await tablesFound()
    const isGone = NOT_THERE.includes(state)
    const isOther = OTHER_COLUMNS.includes(state)
    // In a transaction of the caller nothing more is answered.
    if (tables === undefined)
      return isGone ? notMigrated(NO_TABLES) : isOther ? notMigrated(OLDER_OR_CHANGED, { cause: error }) : error
    if (tables.version < SCHEMA_VERSION) return isGone || isOther ? notMigrated(OLDER) : error
    if (isGone && tables.changed !== undefined) return incomplete()
    return tables.changed ?? error
  }
  /** The version of the tables, and the error of a column that somebody dropped or gave another type; nothing if they cannot be asked about. */
  const tablesFound = async (): Promise<{ readonly version: number; readonly changed?: Error } | undefined> => {
    const answer = await query(changedColumnSql(schema), []).catch(() => undefined)
    const row = answer?.rows[0] as Row | undefined
    if (row === undefined) return undefined
    const version = Number(row.version)
    if (row.name === null) return { version }
    const { name: table, field, expected, found } = row
    const is =
      found === null
        ? `, of type ${expected}, is gone: restore it`
        : ` is of type ${found} and not ${expected}: change it back`
    const why = `the column ${table}.${field}${is}`
    return { version, changed: failure('other-column', why, { table, field, expected, found }) }
  }
  /** Now, in whole milliseconds. */
  const clock = (): number => {
    const given: unknown = now()
    const moment = typeof given === 'number' ? Math.floor(given) : Number.NaN
    if (!parseInstant(moment).ok)
      throw failure('bad-clock', '`now` gave no time, which is milliseconds since 1970-01-01T00:00Z')
    return moment
  }
  const loadFor = async (types: readonly CommandType[], scope: Scope, keys: readonly string[]): Promise<Loaded> => {
    const loaded = await load(asked, loadSql(schema, types, scope, keys), scope)
    if (loaded.schema === 0) throw loaded.rules === '' ? notMigrated(NO_META) : incomplete()
    if (loaded.schema < SCHEMA_VERSION) throw notMigrated(OLDER)
    sameLaw(loaded)
    return loaded
  }
  const sameLaw = (kept: { readonly rules: string; readonly calendar: string }) => {
    if (kept.rules !== content.rules)
      throw failure('other-rules', 'the tables are kept under another law: see migrate({ replace: true })')
    if (kept.calendar !== content.calendar)
      throw failure('other-calendar', 'the tables are kept under another calendar: see migrate({ replace: true })')
  }
  const open = (rows: Rows): Registry => {
    const parsed = openNeighbourhood(rules, rows, registryOptions)
    if (parsed.ok) return parsed.value
    const { path, code } = parsed.issues[0] as Issue
    const [kind, id, ...field] = path
    // A field is one of the record, or a column beside it.
    const place = (field[0] === 'record' && field.length > 1 ? field.slice(1) : field).join('.')
    throw badRow(kind === 'party' ? 'parties' : `${kind}s`, String(id), place, code)
  }

  const executeAll = async (commands: readonly Keyed[]): Promise<readonly StoreOutcome[]> => {
    const answers = new Map<Keyed, StoreOutcome>()
    let left = commands
    let race: unknown
    for (let tries = 1; left.length > 0; tries++) {
      const loaded = await loadNear(left).catch((error: unknown) => {
        const state = sqlState(error) ?? ''
        // In a transaction of the caller a race that the database stopped cannot be judged again: that is what it is told.
        if (state === ABORTED && race !== undefined) throw race
        // Under SERIALIZABLE a command can lose before it has written.
        if (!LOST_RACES.includes(state)) throw error
        race = error
        return undefined
      })
      if (loaded === undefined) {
        await nextTry(tries)
        continue
      }
      for (const each of left) {
        const before = answeredBefore(each, loaded)
        if (before !== undefined) answers.set(each, before)
      }
      const rest = left.filter((each) => !answers.has(each))
      if (rest.length < left.length) {
        // The rest is loaded by itself: what is not judged again needs no rows.
        left = rest
        continue
      }
      const firsts = firstOfEachKey(left)
      const judged = [...firsts.values()]
      const { outcomes, lost } = await decided(judged, open(loaded.rows))
      if (outcomes !== undefined) {
        judged.forEach((each, index) => void answers.set(each, outcomes[index] as StoreOutcome))
        for (const each of left) {
          const first = firsts.get(each.key ?? each) as Keyed
          answers.set(
            each,
            each === first || isSameCommand(each, textOf(first.command))
              ? (answers.get(first) as StoreOutcome)
              : KEY_REUSED,
          )
        }
        break
      }
      race = lost ?? race
      await nextTry(tries)
    }
    return commands.map((each) => answers.get(each) as StoreOutcome)
  }

  /** Loads what commands are about, in one statement, or in two where they name a part of it only. */
  const loadNear = async (asked: readonly Keyed[]): Promise<Loaded> => {
    const commands = asked.map(({ command }) => command)
    const types = [...new Set(commands.map(({ type }) => type))]
    const scope = union(commands.map(scopeOf))
    const keys = [...new Set(asked.flatMap(({ key }) => key ?? []))]
    const loaded = await loadFor(types, scope, keys)
    const wider = widenAll(commands, loaded.rows)
    return wider === undefined ? loaded : await loadFor(types, union([scope, wider]), keys)
  }

  /**
   * Decides commands one after another on one neighbourhood, and writes what they change. Without outcomes another writer was first;
   * `lost` is the error, where the database stopped the statement.
   */
  const decided = async (
    asked: readonly Keyed[],
    first: Registry,
  ): Promise<{ readonly outcomes: readonly StoreOutcome[] | undefined; readonly lost: unknown }> => {
    const commands = asked.map(({ command }) => command)
    const { outcomes: found, writes } = play(first, commands, (registry, one) => stamped(registry, one).outcome)
    const outcomes = found.map(asStored)
    let n = 0
    asked.forEach(({ command, key }, index) => {
      const outcome = outcomes[index] as StoreOutcome
      if (outcome.status === 'accepted') n++
      const event = outcome.status === 'accepted' ? n : null
      if (key !== undefined && isKept(outcome))
        writes.keys.push({ key, command: textOf(command), outcome: JSON.stringify(outcome), n: event })
    })
    if (writes.events.length === 0 && writes.keys.length === 0) return { outcomes, lost: undefined }
    try {
      const { text, params } = saving(writes)
      const positions = savedOf((await query(text, params)).rows)
      return { outcomes: positions === undefined ? undefined : placed(outcomes, positions), lost: undefined }
    } catch (error) {
      const why = unsaved(error, writes)
      if (why !== undefined) throw why === error ? await reasonOf(error) : why
      return { outcomes: undefined, lost: error }
    }
  }

  /** Executes a command now; where a clock it is about is a little ahead, at that clock. */
  const stamped = (registry: Registry, command: Command): { readonly at: number; readonly outcome: Outcome } => {
    const moment = clock()
    let at = moment
    let outcome = execute(registry, { ...command, at } as Command)
    while (outcome.status === 'refused' && outcome.ahead !== undefined) {
      const ahead = epochMillisecondsOf(outcome.ahead.last)
      if (ahead - moment > maxClockStep) break
      at = ahead
      outcome = execute(registry, { ...command, at } as Command)
    }
    return { at, outcome }
  }

  const read = (input: unknown): { readonly command: Command } | { readonly issues: readonly Issue[] } => {
    const parsed = parseStoreCommand(input)
    return parsed.ok ? { command: { ...parsed.value, at: clock() } as Command } : { issues: parsed.issues }
  }

  /** A key comes from outside, in a header: it is told like a field of the command. */
  const readKeyed = (input: unknown, key: unknown): Keyed | { readonly issues: readonly Issue[] } => {
    const issues: Issue[] = []
    const known = key === undefined ? undefined : readId(key, ['key'], issues)
    const parsed = read(input)
    if (has(parsed, 'issues')) issues.push(...parsed.issues)
    return has(parsed, 'command') && issues.length === 0 ? { command: parsed.command, key: known } : { issues }
  }

  /** Executes commands, each with the key at its place; what is malformed is told at its place, and stops no other. */
  const executed = async (
    inputs: readonly unknown[],
    keys: readonly (string | undefined)[],
  ): Promise<readonly StoreOutcome[]> => {
    const found = inputs.map((input, index) => readKeyed(input, keys.at(index)))
    const outcomes = await executeAll(found.flatMap((each) => (has(each, 'command') ? [each] : [])))
    let next = 0
    return found.map((each) => (has(each, 'issues') ? invalid(each.issues) : (outcomes[next++] as StoreOutcome)))
  }

  /** A preview of what a command would be judged on. */
  const preview = async <T extends 'bind' | 'handle', F>(
    type: T,
    input: object,
    facts: (registry: Registry, input: Inputs[T]) => F,
  ): Promise<F> => {
    // The method says what is asked, and not the input.
    const own = typeof input === 'object' && input !== null && Object.hasOwn(input, 'type') ? [TYPE_GIVEN] : []
    const found = read({ ...input, type })
    if (own.length > 0 || has(found, 'issues')) {
      const issues = [...own, ...(has(found, 'issues') ? found.issues : [])]
      throw malformed(PREVIEWS[type], issues)
    }
    const { command } = found
    const { rows } = await loadNear([{ command, key: undefined }])
    const registry = open(rows)
    const { at: instant, outcome } = stamped(registry, command)
    // Without a decision there is nothing to judge: who or what is asked about is not there, or is ahead.
    if (outcome.status === 'refused' && outcome.decision === undefined) throw notJudged(outcome.code)
    return facts(registry, { ...input, at: instant } as unknown as Inputs[T])
  }

  /** How many events of a log an import that was stopped has written; there must be no other event. */
  const importedOf = async (log: readonly RegistryEvent[]): Promise<number> => {
    let done = 0
    for (let after = '0'; ; ) {
      const { rows: page } = await asked(
        `SELECT e.position::text AS position, e.event::text AS event FROM ${at('events')} e WHERE e.position > $1::bigint ORDER BY e.position LIMIT ${PIECE}`,
        [after],
      )
      if (page.length === 0) return done
      for (const { position, event } of page as readonly { readonly position: string; readonly event: string }[]) {
        const expected = log[done++]
        if (expected === undefined || !isSame(keptEvent(event, position), bodyOf(expected))) throw notEmpty(position)
        after = position
      }
    }
  }
  const notEmpty = (position: string) =>
    failure(
      'not-empty',
      `a log is written into empty tables, or after a part of it that was written before; the first that differs is at position ${position}`,
      { position },
    )

  /** What stopped a migration: under the names of the store's tables another program's, or its own, changed. */
  const unmigrated = async (error: unknown): Promise<unknown> => {
    if (sqlState(error) === DENIED) return failure('not-permitted', NOT_PERMITTED, { cause: error })
    const isColumn = OTHER_COLUMNS.includes(sqlState(error) ?? '') || migrationFaultOf(error) === 'other-column'
    const tables = isColumn ? await tablesFound() : undefined
    const isOurs = tables !== undefined && tables.version >= SCHEMA_VERSION
    return (isOurs ? tables.changed : undefined) ?? migrationError(error)
  }

  const notJudged = (code: string): Error => failure(code, `there is nothing to judge: ${code}`)

  return Object.freeze({
    migrate: async (options: { readonly replace?: boolean } = {}) => {
      const { replace = false } = optionsOf('migrate(options)', options, ['replace'])
      if (typeof replace !== 'boolean') throw misused('migrate(replace)', 'true or false')
      const sql = migrateSql(schema, rules, content, replace)
      let stale: unknown
      for (let tries = 1; tries <= MOST_STARTS; tries++) {
        try {
          return void (await query(sql, []))
        } catch (error) {
          const state = sqlState(error) ?? ''
          // In a transaction of the caller what was stale stays so: that is what it is told.
          if (state === ABORTED && stale !== undefined) throw stale
          if (!STALE.includes(state)) throw await unmigrated(error)
          stale = error
        }
      }
      // No other start made it: the rows of migrations do not say that it is there.
      throw MADE_BEFORE.includes(sqlState(stale) ?? '') ? incomplete({ cause: stale }) : stale
    },
    execute: async (command: StoreCommand, options: { readonly key?: string } = {}): Promise<StoreOutcome> => {
      const { key } = optionsOf('execute(options)', options, ['key'])
      const { 0: outcome } = await executed([command], [key])
      return outcome as StoreOutcome
    },
    executeMany: async (
      commands: Iterable<StoreCommand>,
      options: { readonly keys?: readonly (string | undefined)[] } = {},
    ): Promise<readonly StoreOutcome[]> => {
      const { keys } = optionsOf('executeMany(options)', options, ['keys'])
      if (!isIterable(commands)) throw misused('executeMany(commands)', ITERABLE)
      const all = [...commands]
      if (keys !== undefined && !isArray(keys)) throw misused('executeMany(keys)', 'a list of keys')
      const given = keys?.length ?? all.length
      if (given !== all.length) throw mistaken('executeMany(keys)', given, `as many keys as commands, ${all.length}`)
      return await executed(all, keys ?? [])
    },
    outcomeOf: async (command: StoreCommand, key: string): Promise<StoreOutcome | undefined> => {
      // Left out it would be no key.
      const found = readKeyed(command, key ?? '')
      if (has(found, 'issues')) return invalid(found.issues)
      return answeredBefore(found, await loadFor([], union([]), [key]))
    },
    bindingFacts: (input: Omit<Inputs['bind'], 'at'>) => preview('bind', input, bindingFacts),
    handlingFacts: (input: Omit<Inputs['handle'], 'at'>) => preview('handle', input, handlingFacts),
    handleable: async (driver: string, options: { readonly vehicles?: readonly string[] } = {}) => {
      const { vehicles } = optionsOf('handleable(options)', options, ['vehicles'])
      // Both are sent as the text of an array, which holds ids alone.
      asks('handleable', (issues) => {
        readId(driver, ['driver'], issues)
        // A list in an address that has one item may come as that item.
        if (vehicles !== undefined && !isArray(vehicles))
          report(issues, 'wrong-type', ['vehicles'], wanted.list, vehicles)
        else [...(vehicles ?? [])].forEach((vehicle, index) => void readId(vehicle, ['vehicles', index], issues))
      })
      const { rows: found } = await asked(handleableSql(schema, vehicles !== undefined), [
        arrayText([driver]),
        ...(vehicles === undefined ? [] : [arrayText(vehicles)]),
      ])
      const ids = (kind: string) =>
        (found as readonly Row[]).flatMap((row) => (row.kind === kind ? [String(row.id)] : []))
      const loaded = await loadFor(
        [],
        { driver: [driver], vehicle: ids('vehicle'), violation: ids('violation'), party: [] },
        [],
      )
      const registry = open(loaded.rows)
      const known = loaded.rows.driver?.[driver]?.record
      if (known === undefined) throw notJudged('unknown-driver')
      const moment = clock()
      const ahead = epochMillisecondsOf(known.last)
      if (ahead - moment > maxClockStep) throw notJudged('out-of-order')
      return handleable(registry, driver, Math.max(moment, ahead), { vehicles: ids('vehicle') })
    },
    events: async (options: { readonly after?: string; readonly limit?: number } = {}) => {
      const { after, limit = MOST_EVENTS } = optionsOf('events(options)', options, ['after', 'limit'])
      const { 0: transaction, 1: position } = after === undefined ? (['0', '0'] as const) : partsOf(after)
      asks('events', (issues) => {
        if (!isNumber(transaction) || !isNumber(position)) report(issues, 'malformed', ['after'], A_POSITION, after)
        if (!Number.isInteger(limit)) report(issues, 'not-whole', ['limit'], A_LIMIT, limit)
        else if (limit < 1 || limit > MOST_ASKED) report(issues, 'out-of-range', ['limit'], A_LIMIT, limit)
      })
      const { rows } = await asked(eventsSql(schema), [transaction, position, String(limit)])
      const found = rows as readonly Row[]
      if (found[0]?.event === null && found[0].position === '0') throw notMigrated(NO_META)
      if (found[0]?.event === null) {
        const issues = [issue('out-of-range', ['after'], A_POSITION, after)]
        throw failure('invalid', 'events: after is beyond the newest event: a backup may have been restored', {
          issues,
        })
      }
      const events: StoredEvent[] = []
      // By index: to leave an iterator early asks it to return.
      for (let index = 0; index < found.length; index++) {
        const row = found[index] as Row
        const position = `${row.transaction}-${row.position}`
        try {
          events.push({ ...keptEvent(String(row.event), String(row.position), { position }), position })
        } catch (error) {
          // Those before it are given first: the next call is told of it.
          if (events.length === 0) throw error
          break
        }
      }
      return { events, next: events.at(-1)?.position ?? after ?? '0-0' }
    },
    importLog: async (events: Iterable<RegistryEvent>) => {
      if (!isIterable(events)) throw misused('importLog(events)', ITERABLE)
      await loadFor([], union([]), [])
      const log = [...events]
      const before = await importedOf(log)
      // A row that was lost, doubled, moved or mistyped is found by its number and its chain, as elsewhere.
      const replayed = replay(rules, log, registryOptions)
      if (!replayed.ok) {
        const { path, code } = replayed.issues[0] as Issue
        const why = `the log is not reproduced at ${path.join('.')}: ${code}`
        throw failure('not-reproduced', why, { issues: replayed.issues })
      }
      for (let start = before; start < log.length; start += PIECE) {
        const commands = log.slice(start, start + PIECE).map(commandOf)
        const { outcomes, writes } = await playOn(asked, schema, open, commands)
        // What is there and has no event here: rows that were put in by hand, or by another process meanwhile.
        const differs = outcomes.findIndex(({ status }) => status !== 'accepted')
        if (differs >= 0) throw notEmpty(String(start + differs + 1))
        const { text, params } = saving(writes)
        if (savedOf((await query(text, params)).rows) === undefined) throw notEmpty(String(start + 1))
      }
    },
    erase: async (id: string, as: string, options: { readonly again?: boolean } = {}) => {
      const { again = false } = optionsOf('erase(options)', options, ['again'])
      if (typeof again !== 'boolean') throw misused('erase(again)', 'true or false')
      asks('erase', (issues) => {
        readId(id, ['id'], issues)
        readId(as, ['as'], issues)
        if (id === as) report(issues, 'repeated', ['as'], ANOTHER_ID, as)
      })
      const { starts, parts } = commandsNaming(id)
      const sql = eraseSql(schema)
      let rows = 0
      let isTheirs = again
      let race: unknown
      for (let tries = 1; tries <= MOST_TRIES; tries++) {
        // Once this call has put the id in their place, what comes late is theirs too.
        const params = [id, as, arrayText(starts), arrayText(parts), String(isTheirs)]
        const found = await asked(sql, params).catch((error: unknown) => {
          const state = sqlState(error) ?? ''
          // In a transaction of the caller what the database stopped stays so: that is what it is told.
          if (state === ABORTED && race !== undefined) throw race
          if (!LOST_ERASURES.includes(state)) throw error
          // A table of somebody else refers to the row, and no other try will help.
          if (state === REFERRED && !FOREIGN_KEYS.includes(constraintOf(error) ?? '')) throw error
          race = error
          return undefined
        })
        const { state, rows: changed, put, unread } = (found?.rows[0] ?? MOVED) as Erased
        if (state === 'in-use') throw failure('in-use', 'erase: the id at as is in use')
        if (state !== 'done' && state !== 'moved')
          throw failure('not-one', `erase: the two ids cannot have been one person's: ${NOT_ONE[state]}`, {
            because: state,
          })
        rows += Number(changed)
        isTheirs ||= put === 'true'
        // A command that was under way can have named them once more.
        if (state === 'done' && changed === '0') {
          if (unread === null) return rows
          const { 0: table, 1: row, 2: field } = JSON.parse(unread) as [string, string, string]
          throw badRow(table, row, field, 'it cannot be read, and may name them; all else is erased')
        }
        if (state === 'moved') await pause(tries)
      }
      throw failure('contention', `erase: another writer was first, ${MOST_TRIES} times in all`)
    },
    verify: async () => {
      await loadFor([], union([]), [])
      return verifyTables(query, schema, rules, content, open)
    },
  })
}

const ITERABLE = 'a list or another iterable'
const PREVIEWS = { bind: 'bindingFacts', handle: 'handlingFacts' } as const
const TYPE_GIVEN: Issue = issue('unknown-key', ['type'], wanted.nothing, 'type')

const MOVED: Erased = { state: 'moved', rows: '0', put: 'false', unread: null }

/** The answer of the statement that erases. */
interface Erased {
  readonly state: EraseState
  readonly rows: string
  readonly put: string
  /** Table, id and field of a row that may name them and cannot be read, as a list in JSON. */
  readonly unread: string | null
}

/** A command, and the key with which it may be repeated. */
interface Keyed {
  readonly command: Command
  readonly key: string | undefined
}

function invalid(issues: readonly Issue[]): StoreOutcome {
  return { status: 'invalid', issues }
}

const KEY_REUSED: StoreOutcome = Object.freeze({ status: 'refused', code: 'key-reused' })

/** Whether a command that comes again under a key is the one of before. */
function isSameCommand({ command }: Keyed, before: string): boolean {
  return textOf(command) === before
}

/** What a command was answered before, if its key is kept. */
function answeredBefore(keyed: Keyed, { keys }: Loaded): StoreOutcome | undefined {
  const { key = '' } = keyed
  const kept = keys.get(key)
  if (kept === undefined) return undefined
  return isSameCommand(keyed, kept.command) ? (keptOutcome(kept.outcome, key) as StoreOutcome) : KEY_REUSED
}

/** The commands that are to be judged, by their keys; what has no key is told by itself. */
function firstOfEachKey(commands: readonly Keyed[]): ReadonlyMap<string | Keyed, Keyed> {
  const firsts = new Map<string | Keyed, Keyed>()
  for (const each of commands) {
    const name = each.key ?? each
    if (!firsts.has(name)) firsts.set(name, each)
  }
  return firsts
}

/** Whether an outcome is kept under its key: one that a clock alone refused is not, since the next process may have another. */
function isKept(outcome: StoreOutcome): boolean {
  return outcome.status !== 'refused' || outcome.code !== 'out-of-order'
}

/** What is thrown when a statement could not write; nothing if another writer was first. */
function unsaved(error: unknown, writes: Writes): unknown {
  const state = sqlState(error) ?? ''
  if (LOST_RACES.includes(state)) return undefined
  const constraint = constraintOf(error)
  if (state === TAKEN && (constraint === undefined || RACED.includes(constraint))) return undefined
  if (state === TAKEN && PLACED.includes(constraint ?? ''))
    return failure(
      'sequence-behind',
      'the sequence of positions is behind the rows, as after a restore without it: call migrate()',
    )
  const broken = state === TAKEN || state === CHECKED ? UNKNOWN_ROWS.get(constraint ?? '') : undefined
  if (broken === undefined) return error
  const { 0: table, 1: field, 2: rows } = broken
  const ids = rows(writes)
  return badRow(table, ids.length === 1 ? (ids[0] as string) : '', field, 'the records know nothing of it')
}

type Concerned = (writes: Writes) => readonly string[]
const pairsOf: Concerned = ({ bindings }) => bindings.map(({ driver, vehicle }) => `${driver} ${vehicle}`)
/** By the constraint that stops a statement: what was put in beside the records, and which rows of a statement it can be. */
const UNKNOWN_ROWS: ReadonlyMap<string, readonly [table: string, field: string, rows: Concerned]> = new Map([
  ['bindings_open', ['bindings', 'released_at', pairsOf]],
  ['bindings_own_vehicle', ['bindings', 'vehicle', pairsOf]],
  ['handlings_standing', ['handlings', 'revoked_at', ({ handlings }) => handlings.map(({ violation }) => violation)]],
  ['drivers_cap', ['drivers', 'open_bindings', ({ bindings }) => bindings.map(({ driver }) => driver)]],
  ['vehicles_cap', ['vehicles', 'open_bindings', ({ bindings }) => bindings.map(({ vehicle }) => vehicle)]],
])

/** The places of the events that a statement wrote, put into their outcomes. */
function placed(outcomes: readonly StoreOutcome[], positions: readonly string[]): readonly StoreOutcome[] {
  let index = 0
  return outcomes.map((outcome) => {
    if (outcome.status !== 'accepted') return outcome
    return { ...outcome, event: { ...outcome.event, position: positions[index++] ?? '' } }
  })
}

/** An accepted event without its place in a log. */
function asStored(outcome: Played): StoreOutcome {
  if (outcome.status !== 'accepted') return outcome
  return { ...outcome, event: { ...bodyOf(outcome.event), position: '' } as StoredEvent }
}

function notMigrated(why: string, about: object = {}): Error {
  return failure('not-migrated', `${why}: call migrate()`, about)
}
function incomplete(about: object = {}): Error {
  return migrationFailure('incomplete', about)
}
const NOT_PERMITTED =
  'there is something to do that this role has no right to: call migrate() once as the owner of the tables, or grant the role its rights'
const NO_TABLES = 'the tables are not there'
const OLDER = 'the tables are of an older version'
const OLDER_OR_CHANGED = 'the tables are of an older version, or somebody changed a column'
const NO_META = 'the row of meta is not there'

/** What stopped a migration, by its code where it has one. */
function migrationError(error: unknown): unknown {
  const fault = migrationFaultOf(error)
  const constraint = fault === 'unfit' || sqlState(error) === CHECKED ? constraintOf(error) : undefined
  const capped = CAPPED.get(constraint ?? '')
  if (capped !== undefined)
    return failure(
      'over-cap',
      `rows of ${capped} have more open bindings than this law allows, and nothing was changed`,
      { table: capped },
    )
  if (fault === undefined) return error
  if (fault === 'odd-event') return badRow('events', detailOf(error) ?? '', columnOf(error) ?? '', 'out-of-range')
  if (fault === 'unfit')
    return badRow(tableOf(error) ?? '', '', constraint ?? '', 'rows break it, and nothing was changed')
  return migrationFailure(fault)
}
const CAPPED: ReadonlyMap<string, string> = new Map([
  ['drivers_cap', 'drivers'],
  ['vehicles_cap', 'vehicles'],
])

/** @throws Error with `code` `contention` after the last try; else waits. */
async function nextTry(tries: number): Promise<void> {
  if (tries >= MOST_TRIES) throw failure('contention', `another writer was first ${MOST_TRIES} times in a row`)
  await pause(tries)
}

/** Waits a little, longer the more often another writer was first. */
function pause(tries: number): Promise<void> {
  const most = Math.min(100, 2 ** Math.min(tries, 7))
  return new Promise((resolve) => setTimeout(resolve, Math.random() * most))
}

/** The two numbers of a position; if it is invalid, its text and an empty string. */
function partsOf(after: unknown): readonly [transaction: string, position: string] {
  const text = typeof after === 'string' ? after : ''
  const dash = text.indexOf('-')
  return dash === -1 ? [text, ''] : [text.slice(0, dash), text.slice(dash + 1)]
}

function isNumber(text: string): boolean {
  return /^[0-9]{1,19}$/.test(text) && BigInt(text) <= LARGEST
}
/** The largest `bigint` of PostgreSQL. */
const LARGEST = 2n ** 63n - 1n
const A_POSITION: Expected = /* @__PURE__ */ wanted.exactly('a position that events gave')
const ANOTHER_ID: Expected = /* @__PURE__ */ wanted.exactly('another id')
const MOST_ASKED = 100_000
const A_LIMIT: Expected = /* @__PURE__ */ wanted.whole({ from: 1, to: MOST_ASKED })

/** @throws Error with `code` `invalid` and `issues` when what is asked is malformed: it may come from outside, as in an address. */
function asks(method: string, look: (issues: Issue[]) => void): void {
  const issues: Issue[] = []
  look(issues)
  if (issues.length > 0) throw malformed(method, issues)
}

function malformed(method: string, issues: readonly Issue[]): Error {
  // A key that does not belong there may be somebody's id.
  const places = issues.flatMap(({ path, code }) => (code === 'unknown-key' ? [] : [path.join('.')]))
  const at = places.length === 0 ? '' : ` at ${places.join(', ')}`
  return failure('invalid', `${method}: what is asked is malformed${at}`, { issues })
}

/**
 * Events become visible out of order: what a transaction that is still running wrote may come before what is seen. So only events of
 * transactions that ended before every running one are given, in the order of their transactions. One row without an event tells that
 * no event, seen or not yet, is at the place asked about or after it: the newest is looked up, and the table is not read. One at
 * position 0 tells that `meta` is empty.
 */
function eventsSql(schema: string): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const events = at('events')
  const meta = at('meta')
  const asked = '($1::xid8, $2::bigint)'
  return `SELECT e.transaction::text AS transaction, e.position::text AS position, e.event FROM ((
SELECT transaction, position, event::text AS event FROM ${events} WHERE (transaction, position) > ${asked}
AND transaction < ((pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT transaction_shift FROM ${meta}))::text)::xid8
ORDER BY transaction, position LIMIT $3::integer
) UNION ALL SELECT NULL, NULL, NULL WHERE ${asked} > ('0'::xid8, 0) AND NOT EXISTS (
SELECT FROM (SELECT transaction, position FROM ${events} ORDER BY transaction DESC, position DESC LIMIT 1) newest WHERE (transaction, position) >= ${asked}
)
UNION ALL SELECT NULL, 0, NULL WHERE NOT EXISTS (SELECT FROM ${meta})) e ORDER BY e.transaction, e.position`
}

function handleableSql(schema: string, named: boolean): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const vehicles = named
    ? `SELECT id FROM ${at('vehicles')} WHERE id = ANY($2::text[])`
    : `SELECT id FROM ${at('vehicles')} WHERE owner = ANY($1::text[]) UNION SELECT vehicle FROM ${at('bindings')} WHERE driver = ANY($1::text[]) AND released_at IS NULL`
  return `WITH mine AS (${vehicles})
SELECT 'vehicle' AS kind, id FROM mine
UNION ALL SELECT 'violation', x.id FROM ${at('violations')} x JOIN mine ON mine.id = x.vehicle
WHERE x.withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM ${at('handlings')} h WHERE h.violation = x.id AND h.revoked_at IS NULL)${named ? ' AND $1::text[] IS NOT NULL' : ''}`
}
