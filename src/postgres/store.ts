/**
 * The store on PostgreSQL: what it does on any database stands in `store/store-on.ts` (loads, judges, saves, and tries again after a lost
 * race), what is compared in `demerit.save` of `functions-sql.ts`; the second net, places and triggers, in `schema.ts`.
 */
import { callbackArgument, isIterable, mistyped, recordArgument } from '../input/assert.ts'
import { type Issue, isArray } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { has } from '../input/own.ts'
import { CORRECTED, type RegistryEvent } from '../registry/log/events.ts'
import { replayAsync } from '../registry/log/replay.ts'
import type { HistoryOf } from '../registry/queries/history.ts'
import type { OpenViolation } from '../registry/queries/open-violations.ts'
import { lawOf, openRegistry } from '../registry/registry.ts'
import type { Save, StoredEvent } from '../store/adapter.ts'
import { recorrected } from '../store/correction.ts'
import { type Asked, askedAgain } from '../store/decide-commands.ts'
import { badRow, failure, misused, optionsOf } from '../store/failure.ts'
import { writtenBy } from '../store/ids.ts'
import { coreOn, type RecordStore, type StoreCore, type StoreOnOptions } from '../store/store-on.ts'
import { adapterOn } from './adapter.ts'
import { erasePerson } from './erase.ts'
import { eventsAfter, historyAfter, importedOf, notEmpty, storedAs } from './events.ts'
import { keptLawOf } from './laws.ts'
import { migrateSql, NEWER, ODD_EVENT } from './migrate.ts'
import { type OpenViolationsPage, openViolationsOf } from './open-violations.ts'
import { ABORTED, CHECKED, DENIED, type Query, STALE, schemaArgument, sqlState, toldOf } from './query.ts'
import { type Verified, type VerifyOptions, verifyTables } from './verify.ts'

/** What a store is opened with. */
export interface StoreOptions extends StoreOnOptions {
  readonly query: Query
  /** The schema that holds the tables, a name of at most 63 bytes in UTF-8 (21 Han characters); `demerit` unless given. */
  readonly schema?: string
}

/**
 * A registry in PostgreSQL 登记库. Beside the errors of each method: `not-migrated` when the tables are not there or
 * older than the library, `other-law` when no row of `laws` lets processes judge by this law, `sequence-behind` when
 * the sequence of positions is behind the rows, `other-schema` when the schema is not as {@link schemaSql} has it.
 * What `query` throws is thrown on; in a transaction of your own, that is also the error with which the database ends
 * it because another writer was first.
 */
export interface Store extends RecordStore {
  /**
   * Makes or upgrades the tables, and adds this law and calendar to those that processes may judge by; safe when several processes start at
   * once.
   *
   * @throws Error with `code` `newer-schema` when a newer library made the tables, `over-cap` when rows have more open bindings than the laws allow,
   * `bad-row` when an event has a number that no server comes to, `not-permitted` (with `cause`) when there is something to do that this role may not.
   */
  readonly migrate: () => Promise<void>
  /**
   * Each open violation of the driver's own and bound vehicles, or of those named, judged now as on a channel; the one recorded first comes
   * first. With `limit` it is a page, behind the violation `after`; with `advise` each decision is an advice.
   *
   * @throws Error with `code` `unknown-driver`, `unknown-violation` (of `after`) or `out-of-order`, or `invalid` with `issues`.
   */
  readonly openViolationsFor: (driver: string, options?: OpenViolationsPage) => Promise<readonly OpenViolation[]>
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
   * The events that changed a driver, a vehicle or a violation, oldest first, those that ended a binding of theirs included: at most `limit`
   * (1,000 unless given, 100,000 at most) after the position `after`. `next` is where the next page begins.
   *
   * @throws Error with `code` `invalid` and `issues` when `of` does not name one record, `after` is no position, or `limit` is out of range;
   * `bad-row` when an event was edited into nonsense, with its `position`.
   */
  readonly historyOf: (
    of: HistoryOf,
    options?: { readonly after?: string; readonly limit?: number },
  ) => Promise<{ readonly events: readonly StoredEvent[]; readonly next: string }>
  /**
   * Judges a whole log again and writes it, a thousand events at a time, beside what is there already. If it is stopped in between, the same log again
   * goes on behind what was written. Nobody else may write about those whom it names meanwhile.
   *
   * @throws Error with `code` `not-empty` when the tables know somebody or something of the log already, but from a beginning of it (`position` is the first
   * place that differs; nothing is written), `not-reproduced` with the `issues` of `replay`.
   */
  readonly importLog: (
    events: Iterable<RegistryEvent>,
    options?: { readonly onProgress?: (progress: ImportProgress) => void },
  ) => Promise<void>
  /**
   * Erases somebody: puts the id `as`, which was never used and means nothing elsewhere, in the place of theirs, in every row, record and
   * event. What `verify` kept is dropped first, and what was kept under keys and names them is deleted. Nothing else changes: caps hold, and `verify` finds what it found.
   * The answer is how many rows there were, each statement counted; 0 if nothing names them.
   *
   * A command that was under way can name them later, so call it once more with the same `as` and `again` when none is: what they did
   * since comes to `as`, and a second enrolment as a driver, after which they did nothing, is deleted. The library cannot tell whether
   * `as` stands for them or for somebody else who was erased: the caller must.
   *
   * @throws Error with `code` `invalid` and `issues` when an id is malformed or both are the same; `in-use` when `as` is somebody's, unless an
   * earlier call put it into the tables and `again` is given; `not-one` when the two ids cannot have been one person's, and `because`
   * says why; `bad-row` when the record
   * of a vehicle of theirs cannot be read: then nothing is changed; `contention` when other writers were first 200 times.
   */
  readonly erase: (id: string, as: string, options?: { readonly again?: boolean }) => Promise<number>
  /**
   * Judges all events again, each by its law in the table `laws`, and compares every row with what they lead to, at one moment, while others
   * may write. The tables are rebuilt in a schema of their own, which is dropped in the end; with `keep` it stays, and a later run goes on
   * from `since`, which is the `until` of the run that kept it. At most 1,000 differing rows are told; `truncated` says that there are more. Columns, constraints,
   * triggers, functions and the like are compared with `schemaSql` too.
   *
   * @throws Error with `code` `not-kept` when nothing was kept up to `since`.
   */
  readonly verify: (options?: VerifyOptions) => Promise<Verified>
}

/** How far an import is: events that were judged, those that were written, and all. First all are judged, then written. */
export interface ImportProgress {
  readonly judged: number
  readonly written: number
  readonly of: number
}

/** How often `migrate` begins again that waited for another start. */
const MOST_STARTS = 10
/** Events of a log that one statement writes. */
const PIECE = 1_000
/**
 * A store on PostgreSQL 15 or newer, or PGlite. No driver is a dependency: `query` runs one statement.
 *
 * @throws TypeError when an option is not of its type; RangeError when the calendar or a number is out of range, or `schema` is not
 * a name of 1 to 63 bytes that does not begin with `pg_`.
 */
export function postgresStore(options: StoreOptions): Store {
  recordArgument('postgresStore(options)', options, 'a record of options')
  const all = ownOptions('postgresStore(options)', options, [
    'query',
    'schema',
    'rules',
    'calendar',
    'ids',
    'now',
    'maxClockStep',
    'maxClockSkew',
    'onCommand',
  ])
  const { query: run, schema = 'demerit', ...judging } = all
  if (typeof run !== 'function') throw mistyped('postgresStore(query)', run, 'a function that runs one statement')
  schemaArgument('postgresStore(schema)', schema)
  const query = checked(run)
  const calendar = judging.calendar === undefined ? {} : { calendar: judging.calendar }
  const law = keptLawOf(lawOf(judging.rules, calendar))
  const adapter = adapterOn(query, schema, law.digest)
  const core = coreOn(adapter, judging)
  const { store: common, ids } = core

  const store: Store = {
    ...common,
    migrate: () => migrated(query, migrateSql(schema, law)),
    openViolationsFor: (driver, given = {}) => openViolationsOf(query, schema, adapter, core, driver, given),
    events: async (given = {}) => {
      if (given?.after === undefined) await adapter.check()
      return await eventsAfter(query, schema, given)
    },
    historyOf: async (of, given = {}) => {
      if (given?.after === undefined) await adapter.check()
      return await historyAfter(query, schema, ids, of, given)
    },
    importLog: async (events, options = {}) => {
      const { onProgress } = optionsOf('importLog(options)', options, ['onProgress'])
      callbackArgument('importLog(options.onProgress)', onProgress)
      if (!isIterable(events)) throw misused('importLog(events)', 'a list or another iterable')
      await adapter.check()
      const given = [...events]
      // A row that was lost, doubled, moved or mistyped is found by its number and its chain, as elsewhere.
      const tell = (judged: number, written: number) => onProgress?.({ judged, written, of: given.length })
      const read = await replayAsync(judging.rules, given, { ...calendar, onProgress: (judged) => tell(judged, 0) })
      if (!read.ok) {
        const { path, code } = read.issues[0] as Issue
        throw failure('not-reproduced', `the log is not reproduced at ${path.join('.')}: ${code}`, {
          issues: read.issues,
        })
      }
      const log = judging.ids === undefined ? given : writtenBy(ids, openRegistry(judging.rules, calendar), given)
      const places = await importedOf(query, schema, log, PIECE)
      let early: Promise<Save | undefined> | undefined
      while (places.length < log.length) {
        const piece = pieceAt(log, places.length)
        const ahead = await early
        const saving = adapter.save(ahead ?? (await importedFrom(core, piece, places)))
        early = judgedEarly(core, pieceAt(log, places.length + piece.length), places)
        const saved = await saving
        if (!('lost' in saved)) {
          places.push(...saved)
          tell(given.length, places.length)
        } else if (ahead === undefined) throw notEmpty(String(places.length + 1))
        // It was judged before what it rests on was written: once more.
        else early = undefined
      }
    },
    erase: async (id, as, given = {}) => {
      await adapter.check()
      return await erasePerson(query, schema, ids, id, as, given)
    },
    verify: async (given = {}) => {
      const found = optionsOf('verify(options)', given, ['since', 'keep', 'onProgress'])
      if (found.since !== undefined && typeof found.since !== 'string') throw misused('verify(since)', 'a position')
      if (found.keep !== undefined && typeof found.keep !== 'boolean') throw misused('verify(keep)', 'true or false')
      callbackArgument('verify(options.onProgress)', found.onProgress)
      await adapter.check()
      return await verifyTables(query, schema, law, judging.ids && ids, found)
    },
  }
  return Object.freeze(store)
}

/** What of a log is written at once: events up to a correction, or a correction with what it entered. */
function pieceAt(log: readonly RegistryEvent[], start: number): readonly RegistryEvent[] {
  const { [start]: head } = log
  if (head?.type === CORRECTED) return log.slice(start, start + 1 + head.entered)
  const piece = log.slice(start, start + PIECE)
  const end = piece.findIndex(({ type }) => type === CORRECTED)
  return end < 0 ? piece : piece.slice(0, end)
}

/** A piece judged again. What comes out otherwise is not empty: rows that were put in by hand, or by another process meanwhile. @throws as `importLog`. */
async function importedFrom(
  core: StoreCore,
  piece: readonly RegistryEvent[],
  places: readonly string[],
): Promise<Save> {
  const { 0: head } = piece
  if (head?.type === CORRECTED) {
    const done = await recorrected(core, storedAs(head, places), piece.slice(1))
    if (has(done, 'code')) throw notEmpty(String(places.length + 1))
    return { ...done, answers: [] }
  }
  const { outcomes, save } = await core.replayed(piece.map((event) => askedAgain(event) as Asked))
  const differs = outcomes.findIndex(({ status }) => status !== 'accepted')
  if (differs >= 0) throw notEmpty(String(places.length + differs + 1))
  return save
}

/** The next piece, judged while the one before is written; `undefined` where it has to wait for that. */
async function judgedEarly(
  core: StoreCore,
  piece: readonly RegistryEvent[],
  places: readonly string[],
): Promise<Save | undefined> {
  if (piece.length === 0 || piece[0]?.type === CORRECTED) return undefined
  try {
    return await importedFrom(core, piece, places)
  } catch {
    return undefined
  }
}

/** What the caller handed in, its answers looked at. */
function checked(run: Query): Query {
  return async (text, params) => {
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
}

async function migrated(query: Query, sql: string): Promise<void> {
  let stale: unknown
  for (let tries = 1; tries <= MOST_STARTS; tries++) {
    try {
      return void (await query(sql, []))
    } catch (error) {
      const state = sqlState(error) ?? ''
      // In a transaction of the caller what was stale stays so: that is what it is told.
      if (state === ABORTED && stale !== undefined) throw stale
      if (!STALE.includes(state)) throw unmigrated(error, state)
      stale = error
    }
  }
  throw stale
}

function unmigrated(error: unknown, state: string): unknown {
  if (state === DENIED)
    return failure(
      'not-permitted',
      'there is something to do that this role has no right to: call migrate() once as the owner of the tables, or grant the role its rights',
      { cause: error },
    )
  if (state === NEWER) return failure('newer-schema', 'the tables were made by a newer version of the library')
  if (state === CHECKED)
    return failure(
      'over-cap',
      'drivers or vehicles have more open bindings than the laws allow, and nothing was changed',
      { cause: error },
    )
  return state === ODD_EVENT
    ? badRow('events', toldOf(error, 'detail') ?? '', toldOf(error, 'column') ?? '', 'out-of-range')
    : error
}
