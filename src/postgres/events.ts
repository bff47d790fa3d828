import { isRecord } from '../input/assert.ts'
import { type Expected, isArray, issue, report } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { ownProperties } from '../input/properties.ts'
import type { Reader } from '../input/reader.ts'
import * as wanted from '../input/wanted.ts'
import type { ToldHistory } from '../registry/commands/history.ts'
import { COMMAND_TYPES, COMMANDS } from '../registry/commands/index.ts'
import { CORRECTED, commandTypeOf, EVENT_TYPES, type RegistryEvent } from '../registry/log/events.ts'
import { HISTORY_KINDS, type HistoryOf, MOST_IN_PAGE, PAGE } from '../registry/queries/history.ts'
import type { Owner } from '../registry/state/records.ts'
import type { EventBody, NumberedEvent, StoredEvent, WantedEvents } from '../store/adapter.ts'
import { bodyOf } from '../store/decide-commands.ts'
import { asks, failure, optionsOf } from '../store/failure.ts'
import type { Ids } from '../store/ids.ts'
import { type Cells, listText } from './columns.ts'
import { eventFrom, storedEventFrom, typesWithOthers } from './event-rows.ts'
import { literal, type Query, type Row } from './query.ts'
import { IS_CORRECTED, named as inSchema } from './schema.ts'

const A_LIMIT: Expected = wanted.whole({ from: 1, to: MOST_IN_PAGE })
const ONE_ID: Expected = wanted.exactly('the id of one driver, vehicle or violation, or { corrected: true }')
const A_POSITION: Expected = wanted.exactly('a position that events gave')
/** The largest `bigint` of PostgreSQL. */
const LARGEST = 2n ** 63n - 1n

/** Events after a position, at most `limit`: see `Store.events`. */
export async function eventsAfter(
  asked: Query,
  schema: string,
  options: { readonly after?: string; readonly limit?: number },
): Promise<{ readonly events: readonly StoredEvent[]; readonly next: string }> {
  const { after, limit = PAGE } = optionsOf('events(options)', options, ['after', 'limit'])
  const { 0: transaction, 1: position } = after === undefined ? (['0', '0'] as const) : partsOf(after)
  asks('events', (issues) => {
    if (!isNumber(transaction) || !isNumber(position)) report(issues, 'malformed', ['after'], A_POSITION, after)
    readLimit(limit, ['limit'], issues)
  })
  const { rows } = await asked(inSchema(EVENTS_SQL, schema), [transaction, position, String(limit)])
  const found = (rows as readonly Row[]).map(({ event, transaction: written, position: place }): Cells | null =>
    event === null ? null : { ...JSON.parse(String(event)), transaction: written, position: place },
  )
  if (found[0] === null)
    throw failure('invalid', 'events: after is beyond the newest event: a backup may have been restored', {
      issues: [issue('out-of-range', ['after'], A_POSITION, after)],
    })
  const events: StoredEvent[] = []
  for (const cells of found as readonly Cells[]) {
    try {
      events.push(storedEventFrom(cells))
    } catch (error) {
      // Those before it are given first: the next call is told of it.
      if (events.length === 0) throw error
      break
    }
  }
  return { events, next: events.at(-1)?.position ?? after ?? '0-0' }
}

/**
 * Events become visible out of order: what a transaction that is still running wrote may come before what is seen. So only events of
 * transactions that ended before every running one are given, in the order of their transactions. One row without an event tells that
 * no event, seen or not yet, is at the place asked about or after it: the newest is looked up, and the table is not read.
 */
const EVENTS_SQL = `SELECT e.transaction::text AS transaction, e.position::text AS position, e.event FROM ((
SELECT transaction, position, row_to_json(events)::text AS event FROM demerit.events WHERE (transaction, position) > ($1::xid8, $2::bigint)
AND transaction < ((pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT transaction_shift FROM demerit.meta))::text)::xid8
ORDER BY transaction, position LIMIT $3::integer
) UNION ALL SELECT NULL, NULL, NULL WHERE ($1::xid8, $2::bigint) > ('0'::xid8, 0) AND NOT EXISTS (
SELECT FROM (SELECT transaction, position FROM demerit.events ORDER BY transaction DESC, position DESC LIMIT 1) newest WHERE (transaction, position) >= ($1::xid8, $2::bigint)
)) e ORDER BY e.transaction, e.position`

/** One page of a history: see `Store.historyOf`. A record is locked while an event of it is written, so its positions are in order. */
export async function historyAfter(
  asked: Query,
  schema: string,
  ids: Ids,
  of: HistoryOf,
  options: { readonly after?: string; readonly limit?: number },
): Promise<{ readonly events: readonly StoredEvent[]; readonly next: string }> {
  const { after = '0-0', limit = PAGE } = optionsOf('historyOf(options)', options, ['after', 'limit'])
  const { 1: position } = partsOf(after)
  const given = ownProperties(of, HISTORY_KINDS)
  const named = HISTORY_KINDS.filter((kind) => given[kind] !== undefined)
  const [kind = 'driver'] = named
  const id = asks('historyOf', (issues) => {
    if (named.length !== 1)
      report(issues, named.length === 0 ? 'missing' : 'unknown-key', [named[1] ?? kind], ONE_ID, of)
    if (!isNumber(position)) report(issues, 'malformed', ['after'], A_POSITION, after)
    readLimit(limit, ['limit'], issues)
    if (named.length !== 1) return undefined
    if (kind !== 'corrected') return ids[kind](given[kind], [kind], issues)
    if (given.corrected !== true) report(issues, 'not-listed', [kind], wanted.exactly('true'), given.corrected)
    return String(given.corrected)
  })
  const { rows } = await asked(inSchema(historySql(kind), schema), [id, position, String(limit)])
  const events = (rows as readonly Row[]).map((row) => storedEventFrom(cellsIn(row)))
  return { events, next: events.at(-1)?.position ?? after }
}

/** An event row with its place as text, since the numbers may be large. */
function cellsIn({ event, transaction, position }: Row): Cells {
  return { ...JSON.parse(String(event)), transaction, position }
}

const OF_PARTY = COMMAND_TYPES.filter(
  (type) => type === 'enrolDriver' || COMMANDS[type].about.includes('driver as owner'),
)
  .map((type) => literal(EVENT_TYPES[type]))
  .join(', ')

/** The events that corrections ask for: by what each is about, by position, and by the correction that entered it. */
const WANTED_SQL = `WITH at AS (
SELECT COALESCE(place, position) AS place, position FROM demerit.events WHERE position = ANY ($5::bigint[])
), found AS (
SELECT position FROM demerit.events WHERE driver = ANY ($1::text[])
UNION SELECT position FROM demerit.events WHERE others && $1::text[] AND type IN (${typesWithOthers('driver').map(literal).join(', ')})
UNION SELECT position FROM demerit.events WHERE vehicle = ANY ($2::text[])
UNION SELECT position FROM demerit.events WHERE others && $2::text[] AND type IN (${typesWithOthers('vehicle').map(literal).join(', ')})
UNION SELECT position FROM demerit.events WHERE violation = ANY ($3::text[])
UNION SELECT position FROM demerit.events WHERE others && $3::text[] AND type IN (${typesWithOthers('violation').map(literal).join(', ')})
UNION SELECT position FROM demerit.events WHERE party = ANY ($4::text[]) OR former = ANY ($4::text[])
UNION SELECT position FROM demerit.events WHERE driver = ANY ($4::text[]) AND type IN (${OF_PARTY})
UNION SELECT place FROM at
UNION SELECT e.position FROM demerit.events e JOIN at ON e.place = at.place
UNION SELECT position FROM demerit.events WHERE correction = $6::bigint
)
SELECT e.transaction::text AS transaction, e.position::text AS position, row_to_json(e)::text AS event
FROM found JOIN demerit.events e ON e.position = found.position
WHERE e.omitted_by IS NULL AND e.type <> ${literal(CORRECTED)} OR e.position = ANY ($5::bigint[]) OR e.correction = $6::bigint ORDER BY e.position LIMIT $7::integer`

/** Events for corrections: see `WantedEvents`. */
export async function wantedEvents(
  asked: Query,
  schema: string,
  { about, positions, entered, limit }: WantedEvents,
): Promise<readonly NumberedEvent[]> {
  const ids = (kind: string) =>
    listText(about.flatMap((name) => (name.startsWith(`${kind} `) ? [name.slice(kind.length + 1)] : [])))
  const numbers = (texts: readonly string[]) => texts.map((text) => partsOf(text)[1]).filter(isNumber)
  const { rows } = await asked(inSchema(WANTED_SQL, schema), [
    ids('driver'),
    ids('vehicle'),
    ids('violation'),
    ids('party'),
    listText(numbers(positions)),
    numbers(entered === null ? [] : [entered])[0] ?? '0',
    String(limit),
  ])
  return (rows as readonly Row[]).map((row) => ({ seq: Number(row.position), event: storedEventFrom(cellsIn(row)) }))
}

function historySql(kind: string): string {
  const page = (where: string) =>
    `(SELECT * FROM demerit.events WHERE ${where} AND position > $2::bigint ORDER BY position LIMIT $3::integer)`
  const also = typesWithOthers(kind).map(literal)
  const pages =
    kind === 'corrected'
      ? [page(`(${IS_CORRECTED}) AND $1::text = 'true'`)]
      : [
          page(`${kind} = $1::text`),
          page(`others @> ARRAY['${kind} ' || $1::text] AND type = ${literal(CORRECTED)}`),
          ...(also.length === 0 ? [] : [page(`others @> ARRAY[$1::text] AND type IN (${also.join(', ')})`)]),
        ]
  return `SELECT e.transaction::text AS transaction, e.position::text AS position, row_to_json(e)::text AS event
FROM (${pages.join(' UNION ALL ')}) e ORDER BY e.position LIMIT $3::integer`
}

/** The two numbers of a position; if it is invalid, its text and an empty string. */
function partsOf(after: unknown): readonly [transaction: string, position: string] {
  const text = typeof after === 'string' ? after : ''
  const dash = text.indexOf('-')
  return dash === -1 ? [text, ''] : [text.slice(0, dash), text.slice(dash + 1)]
}

export const readLimit: Reader<number> = (limit, path, issues) => {
  if (!Number.isInteger(limit)) report(issues, 'not-whole', path, A_LIMIT, limit)
  else if ((limit as number) < 1 || (limit as number) > MOST_IN_PAGE)
    report(issues, 'out-of-range', path, A_LIMIT, limit)
  else return limit as number
  return undefined
}

function isNumber(text: string): boolean {
  return /^[0-9]{1,19}$/.test(text) && BigInt(text) <= LARGEST
}

/**
 * The positions of the events of a log that an import that was stopped has written. Beside them there may be others that name nobody and nothing of the log, but for
 * units, which own as many vehicles as they like. @throws Error with `code` `not-empty`.
 */
export async function importedOf(
  asked: Query,
  schema: string,
  log: readonly RegistryEvent[],
  page: number,
): Promise<string[]> {
  const known = new Map(log.flatMap((event) => namesIn(event)))
  const isOther = (event: EventBody) =>
    namesIn(event).every(([name, kind]) => !known.has(name) || (kind === 'unit' && known.get(name) === 'unit'))
  const places: string[] = []
  for (let after = '0'; ; ) {
    const { rows } = await asked(
      inSchema(
        `SELECT e.transaction::text AS transaction, e.position::text AS position, row_to_json(e)::text AS event FROM demerit.events e WHERE e.position > $1::bigint ORDER BY e.position LIMIT ${page}`,
        schema,
      ),
      [after],
    )
    if (rows.length === 0) return places
    for (const row of rows as readonly Row[]) {
      const cells = cellsIn(row)
      after = String(cells.position)
      const event = eventFrom(cells)
      const expected = log[places.length]
      if (expected !== undefined && isSameJson(event, storedAs(expected, places)))
        places.push(`${row.transaction}-${after}`)
      else if (!isOther(event)) throw notEmpty(after)
    }
  }
}

/** Whom and what an event names by itself or brings forth; what its other lists name was named so before. Drivers, individuals and units have one space of names. */
function namesIn({ type, ...fields }: EventBody | RegistryEvent): readonly (readonly [name: string, kind: string])[] {
  const made = commandTypeOf(type)
  const role = made && COMMANDS[made].about.find((each) => each.startsWith('new '))
  return Object.entries(fields).flatMap(([key, value]): readonly (readonly [string, string])[] => {
    if (key === 'id' || key === 'driver' || key === 'vehicle' || key === 'violation') {
      const kind = key === 'id' ? (role?.slice(4) ?? '') : key
      return [[`${kind} ${value}`, kind]]
    }
    if (key === 'history') {
      const told = value as ToldHistory | null
      return (told?.violations ?? []).map(({ id }) => [`violation ${id}`, 'violation'])
    }
    const { kind, id } = Object(value) as Partial<Owner>
    return kind === undefined || id === undefined ? [] : [[`driver ${id}`, kind]]
  })
}

/** An event of a log as a store has it: a correction calls the events before it by their positions, and those behind it by their numbers. */
export function storedAs(event: RegistryEvent, places: readonly string[]): object {
  if (event.type !== CORRECTED) return bodyOf(event)
  const at = (seq: number) => places[seq - 1]
  const behind = (seq: number | null) => seq && seq - event.seq
  const changes = event.changes.map((change) => {
    if (has(change, 'omit')) return { omit: at(change.omit), instead: behind(change.instead) }
    if (has(change, 'insert')) return { insert: behind(change.insert) }
    return has(change, 'restore') ? { restore: at(change.restore) } : change
  })
  return { ...bodyOf(event), changes, omitted: event.omitted.map(at) }
}

export function notEmpty(position: string): Error {
  return failure(
    'not-empty',
    `the tables have somebody or something of the log already, and not as a beginning of it: the first that differs is at position ${position}`,
    { position },
  )
}

/** What went through JSON may have its keys in another order. */
function isSameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted)
}

function sorted(_: string, value: unknown): unknown {
  if (!isRecord(value) || isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(({ 0: one }, { 0: other }) => (one < other ? -1 : 1)))
}
