import { COMMANDS } from '../registry/commands/index.ts'
import type { RecordKind } from '../registry/state/records.ts'
import { LEADING } from '../registry/state/subjects.ts'
import type {
  FoundRows,
  LostRace,
  Save,
  SavedAnswer,
  StoreAdapter,
  WantedEvents,
  WantedRows,
} from '../store/adapter.ts'
import { badRow, failure } from '../store/failure.ts'
import type { Rows } from '../store/read-rows.ts'
import { NOTHING } from '../store/scope.ts'
import { type Cells, digestOf, instantFrom, listText, recordFrom, rowsText } from './columns.ts'
import { outcomeFrom, storedEventFrom } from './event-rows.ts'
import { wantedEvents } from './events.ts'
import { LISTS } from './functions-sql.ts'
import {
  ABORTED,
  CHECKED,
  LOST_RACES,
  NOT_OURS,
  type Query,
  type Row,
  sqlState,
  TAKEN,
  toldOf,
  UNWRITTEN,
} from './query.ts'
import { type Writes, writesOf } from './rows.ts'
import { named, SCHEMA_VERSION } from './schema.ts'

/** The adapter with what it knows of the law of its process. */
export interface PostgresAdapter extends StoreAdapter {
  /** Whether the tables are there, and under this law. @throws Error as a command would. */
  readonly check: () => Promise<void>
  /** Writes rows that were decided before, at positions of their own. */
  readonly write: (writes: Writes) => Promise<readonly string[] | LostRace>
  /** The number by which events call the law of this process. */
  readonly law: () => number
}

/** Loads and saves by the functions `near` and `save` of a schema. `digest` is the law of the process. */
export function adapterOn(query: Query, schema: string, digest: string): PostgresAdapter {
  const nearSql = named('SELECT * FROM demerit.near($1, $2, $3, $4, $5, $6, $7)', schema)
  const saveSql = named(
    `SELECT demerit.save(${LISTS.map((_, index) => `$${index + 1}`).join(', ')}) AS positions`,
    schema,
  )
  let law = 0

  const load = async ({ scope, keys, types }: WantedRows, before?: unknown): Promise<FoundRows | LostRace> => {
    const about = new Set(types.flatMap((type): readonly string[] => COMMANDS[type].about))
    const lists = [
      scope.driver,
      scope.vehicle,
      scope.violation,
      scope.party,
      keys,
      LEADING.filter((role) => about.has(role)),
    ]
    let answer: { readonly rows: readonly unknown[] }
    try {
      answer = await query(nearSql, [digest, ...lists.map(listText)])
    } catch (error) {
      const state = sqlState(error) ?? ''
      // In a transaction of the caller a race that the database stopped cannot be judged again: that is what it is told.
      if (state === ABORTED && before !== undefined) throw before
      // Under SERIALIZABLE a command can lose before it has written.
      if (LOST_RACES.includes(state)) return { lost: error }
      throw await reasonOf(error)
    }
    return foundIn(answer.rows as readonly Row[], scope)
  }

  const foundIn = (rows: readonly Row[], scope: WantedRows['scope']): FoundRows => {
    const absent = (ids: readonly string[]) => new Map<string, unknown>(ids.map((id) => [id, null]))
    const records = {
      driver: absent(scope.driver),
      vehicle: absent(scope.vehicle),
      violation: absent(scope.violation),
      party: absent(scope.party),
    }
    const answers = new Map<string, SavedAnswer>()
    let trusted = true
    let now = 0
    for (const { kind, id: given, contents } of rows) {
      const id = String(given)
      const text = String(contents)
      if (kind === 'law') law = lawIn(given, contents)
      else if (kind === 'now') now = Number(contents)
      else if (kind === 'key') answers.set(id, answerFrom(JSON.parse(text), id))
      else if (kind === 'gone') {
        const [of, whose] = id.split(' ') as [RecordKind, string]
        records[of].set(whose, { version: 0, record: { gone: instantFrom(Number(text)) } })
      } else if (kind === 'driver' || kind === 'vehicle' || kind === 'violation' || kind === 'party') {
        const cells = JSON.parse(text) as Cells
        const record = recordFrom(kind, cells)
        if (cells.digest !== digestOf(record) || Number(cells.version) < 1) trusted = false
        records[kind].set(id, { version: cells.version, record })
      }
    }
    const found = Object.fromEntries(
      Object.entries(records).map(({ 0: kind, 1: all }) => [kind, Object.fromEntries(all)]),
    )
    return { rows: found as Rows, answers, trusted, now }
  }

  const write = async (writes: Writes): Promise<readonly string[] | LostRace> => {
    try {
      const { rows } = await query(
        saveSql,
        LISTS.map(({ 0: list, 1: table }) => (table === null ? listText(writes[list]) : rowsText(table, writes[list]))),
      )
      const positions = (rows[0] as Row).positions
      return typeof positions === 'string' ? positions.split(' ').filter((each) => each !== '') : { lost: undefined }
    } catch (error) {
      const why = unsaved(error, writes)
      if (why === undefined) return { lost: error }
      throw why === error ? await reasonOf(error) : why
    }
  }

  /** Why the server could not run a statement, where the schema is the reason. */
  const reasonOf = async (error: unknown): Promise<unknown> => {
    if (!NOT_OURS.test(sqlState(error) ?? '')) return error
    const version = await versionOf(query, schema)
    if (version === undefined || version < SCHEMA_VERSION) return notMigrated(version)
    return failure('other-schema', 'the schema is not as schemaSql() has it: verify() says what differs', {
      cause: error,
    })
  }

  return {
    load,
    save: (save: Save) => write(writesOf(save, law)),
    histories: (wanted: WantedEvents) => wantedEvents(query, schema, wanted),
    write,
    law: () => law,
    check: async () => {
      const found = await load({ scope: NOTHING, keys: [], types: [] })
      if ('lost' in found) throw found.lost
    },
  }
}

/** The version of the schema; `undefined` if its tables are not there, or cannot be asked about. */
async function versionOf(query: Query, schema: string): Promise<number | undefined> {
  const answer = await query(named('SELECT max(version)::text AS version FROM demerit.migrations', schema), []).catch(
    () => undefined,
  )
  const version = (answer?.rows[0] as Row | undefined)?.version
  return typeof version === 'string' ? Number(version) : undefined
}

function notMigrated(version: number | undefined): Error {
  return failure(
    'not-migrated',
    `the tables are ${version === undefined ? 'not there' : 'of an older version'}: call migrate()`,
  )
}

function lawIn(id: unknown, version: unknown): number {
  if (version === null || Number(version) < SCHEMA_VERSION)
    throw notMigrated(version === null ? undefined : Number(version))
  if (id === null)
    throw failure(
      'other-law',
      'no row of `laws` lets processes judge by this law and calendar: call migrate(), which adds it',
    )
  return Number(id)
}

function answerFrom(
  kept: { readonly command: string; readonly outcome: unknown; readonly event: Cells | null },
  key: string,
): SavedAnswer {
  const { command, outcome, event } = kept
  return {
    command,
    outcome: outcomeFrom(outcome, key, event !== null),
    event: event === null ? null : storedEventFrom(event),
  }
}

const primaryKeys = (names: readonly string[]) => names.map((name) => `${name}_pkey`)
/** The keys that two writers can both make anew: the second to do so lost a race. */
const RACED: readonly string[] = primaryKeys(['drivers', 'vehicles', 'violations', 'parties', 'keys'])
/** The keys with a position in them: where such a row is there already, the sequence of positions is behind the rows. */
const PLACED: readonly string[] = primaryKeys(['events', 'owners', 'bindings', 'handlings', 'points_step'])

/** What is thrown when a statement could not write; nothing if another writer was first. */
function unsaved(error: unknown, writes: Writes): unknown {
  const state = sqlState(error) ?? ''
  const constraint = toldOf(error, 'constraint')
  if (LOST_RACES.includes(state) || (state === TAKEN && (constraint === undefined || RACED.includes(constraint))))
    return undefined
  if (state === TAKEN && PLACED.includes(constraint ?? ''))
    return failure(
      'sequence-behind',
      'the sequence of positions is behind the rows, as after a restore without it: call migrate()',
    )
  if (state === UNWRITTEN) {
    const about = { table: toldOf(error, 'table'), id: toldOf(error, 'detail') }
    const why = 'a trigger, a rule or a policy stopped it, or somebody deleted what was to end'
    return failure('not-written', `a row of ${about.table} was not written: ${why}`, about)
  }
  const broken = state === TAKEN || state === CHECKED ? UNKNOWN_ROWS.get(constraint ?? '') : undefined
  if (broken === undefined) return error
  const { 0: list, 1: field } = broken
  const rows = writes[list]
  const id = rows.length === 1 ? broken[2].map((column) => String((rows[0] as Cells)[column])).join(' ') : ''
  return badRow(list, id, field, 'the records know nothing of it')
}

/**
 * Constraints that stop a statement only where somebody inserted a row by hand: by the name of each, the list whose row was stopped, the
 * field to report, and the columns that name the row.
 */
const UNKNOWN_ROWS: ReadonlyMap<
  string,
  readonly [list: 'bindings' | 'handlings', field: string, id: readonly string[]]
> = new Map([
  ['bindings_open', ['bindings', 'released_at', ['driver', 'vehicle']]],
  ['bindings_own_vehicle', ['bindings', 'vehicle', ['driver', 'vehicle']]],
  ['driver_cap', ['bindings', 'driver_place', ['driver', 'vehicle']]],
  ['vehicle_cap', ['bindings', 'vehicle_place', ['driver', 'vehicle']]],
  ['bindings_driver_place', ['bindings', 'driver_place', ['driver', 'vehicle']]],
  ['bindings_vehicle_place', ['bindings', 'vehicle_place', ['driver', 'vehicle']]],
  ['handlings_standing', ['handlings', 'revoked_at', ['violation']]],
])
