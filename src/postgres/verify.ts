import { has } from '../input/own.ts'
import { CORRECTED } from '../registry/log/events.ts'
import { recorrected } from '../store/correction.ts'
import { type Asked, askedAgain } from '../store/decide-commands.ts'
import type { IdKind, Ids } from '../store/ids.ts'
import { coreOn, type StoreCore } from '../store/store-on.ts'
import { TABLE_NAMES, TABLES } from '../tables/tables.ts'
import { adapterOn, type PostgresAdapter } from './adapter.ts'
import type { Cells } from './columns.ts'
import { bodyFrom } from './event-rows.ts'
import { type KeptLaw, lawFrom } from './laws.ts'
import { isBehindSql, sequenceSql } from './migrate.ts'
import { literal, type Query, quoted, type Row } from './query.ts'
import { type Writes, writesOf } from './rows.ts'
import { COLUMNS, FOLLOWING, named } from './schema.ts'
import { NOT_NULL, schemaDifferencesSql } from './schema-differences.ts'
import { dropScratch, keepScratch, scratchesAtWork, scratchFor } from './scratch.ts'

/**
 * One value of a table that differs from what the events lead to; or a part of a table that differs from
 * {@link schemaSql}: then `id` is its name, and `field` its kind, such as `column`.
 */
export interface StoreDifference {
  readonly table: string
  readonly id: string
  readonly field: string
  readonly expected: string | null
  readonly found: string | null
}

/** What `verify` found. */
export interface Verified {
  readonly ok: boolean
  readonly differences: readonly StoreDifference[]
  /** Up to which position events were judged; to go on from if the tables that they lead to were kept. */
  readonly until: string
  /** Who may write: the roles that can log in and change a table of the store, by themselves or by a role that they may take. */
  readonly writers: readonly string[]
  /** Whether there are more: at most 1,000 rows are told. */
  readonly truncated?: true
  /** Schemas of other runs, where there are any: a run is still at work, or its process was killed and the schema can be dropped. */
  readonly leftovers?: readonly string[]
}

/** What to verify: from which position on, where the tables up to it were kept, whether to keep them now, and who is told how far it is. */
export interface VerifyOptions {
  readonly since?: string
  readonly keep?: boolean
  /** After each thousand events; what a correction entered counts with it. */
  readonly onProgress?: (progress: { readonly judged: number; readonly of: number }) => void
}

/** Events that are judged in one round: what the process holds is what these are about. */
const PAGE = 1_000
/** Rows that differ and are told. */
const MOST_ROWS = 1_000

/**
 * Judges every event again, a page at a time, into tables of a schema of its own, and lets the database compare the two. Checksums of all
 * rows are taken in one statement, so that they are of one moment.
 */
export async function verifyTables(
  query: Query,
  schema: string,
  law: KeptLaw,
  ids: Ids | undefined,
  { since, keep = false, onProgress }: VerifyOptions,
): Promise<Verified> {
  const scratch = await scratchFor(query, schema, law, since)
  const leftovers = (await scratchesAtWork(query, schema)).filter((name) => name !== scratch)
  let isKept = false
  try {
    const differences = [...(await netDifferences(query, schema, scratch))]
    const about = { writers: await writersOf(query, schema), ...(leftovers.length > 0 && { leftovers }) }
    if (differences.some(isUnreadable)) return { ok: false, differences, until: since ?? '0-0', ...about }
    await copyTables(query, schema, scratch)
    const judged = await judgeAgain(query, schema, scratch, onProgress)
    const compared = await compareTables(query, schema, scratch, new Set(judged.refused))
    const spelt = ids === undefined ? NOTHING_ELSE : await writtenOtherwise(query, schema, ids)
    differences.push(...judged.differences, ...compared.differences, ...spelt.differences)
    differences.push(...(await sequenceBehind(query, schema)))
    const until = await newestIn(query, scratch)
    if (keep) {
      await keepScratch(query, schema, scratch, until)
      isKept = true
    }
    const isCut = judged.isCut || compared.isCut || spelt.isCut
    return { ok: differences.length === 0, differences, until, ...(isCut && { truncated: true as const }), ...about }
  } finally {
    if (!isKept) await dropScratch(query, scratch)
  }
}

async function writersOf(query: Query, schema: string): Promise<readonly string[]> {
  const { rows } = await query(
    `WITH changing AS MATERIALIZED (SELECT r.oid FROM pg_roles r WHERE EXISTS (SELECT FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = ${literal(schema)} AND t.relname IN (${Object.keys(COLUMNS).map(literal).join(', ')})
AND (has_table_privilege(r.oid, t.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER') OR has_any_column_privilege(r.oid, t.oid, 'INSERT, UPDATE'))))
SELECT rolname AS name FROM pg_roles r WHERE rolcanlogin AND EXISTS (SELECT FROM changing c WHERE pg_has_role(r.oid, c.oid, 'MEMBER')) ORDER BY rolname`,
    [],
  )
  return (rows as readonly Row[]).map(({ name }) => String(name))
}

async function newestIn(query: Query, scratch: string): Promise<string> {
  const { rows } = await query(
    named(
      `SELECT transaction::text || '-' || position::text AS place FROM demerit.events ORDER BY position DESC LIMIT 1`,
      scratch,
    ),
    [],
  )
  return String((rows[0] as Row | undefined)?.place ?? '0-0')
}

/** The sequence of positions, where it stands before the last of them: the next event would take a place that is taken. */
async function sequenceBehind(query: Query, schema: string): Promise<readonly StoreDifference[]> {
  const { rows } = await query(
    `SELECT highest::text AS expected, ${sequenceSql(schema)}::text AS found FROM (SELECT max(position) AS highest FROM ${quoted(schema)}.events) e WHERE ${isBehindSql(schema, 'highest')}`,
    [],
  )
  return (rows as readonly Row[]).map(({ expected, found }) => ({
    table: 'position',
    id: '',
    field: 'last_value',
    expected: String(expected),
    found: textOf(found),
  }))
}

/** Checksums of all rows, and the positions of the events that are not judged yet, of one moment. */
async function copyTables(query: Query, schema: string, scratch: string): Promise<void> {
  const at = (name: string) => `${quoted(scratch)}.${name}`
  await query(
    `WITH copied AS (INSERT INTO ${at('copied')} (name, id, sum) ${rowsSql(schema, SUM)})
INSERT INTO ${at('log')} (position) SELECT e.position FROM ${quoted(schema)}.events e WHERE NOT EXISTS (SELECT FROM ${at('events')} j WHERE j.position = e.position)`,
    [],
  )
}

const SUM = 'hashtextextended((r.*)::text, 0) AS sum'
const ALL = 'to_jsonb(r) AS columns'

/** Every row as its table, its key, and what is asked of its columns. What the store keeps for itself beside them is left out. */
function rowsSql(schema: string, of: string): string {
  return Object.entries(KEYS)
    .map(({ 0: name, 1: key }) => {
      const id = key.map((column) => `t.${column}`).join(', ')
      const list = (FOLLOWING[name] as readonly string[]).map((column) =>
        column === 'record' || column === 'details' ? `t.${column}::text AS ${column}` : `t.${column}`,
      )
      return `SELECT ${literal(name)} AS name, concat_ws(' ', ${id}) AS id, ${of} FROM ${quoted(schema)}.${name} t CROSS JOIN LATERAL (SELECT ${list.join(', ')}) r`
    })
    .join('\nUNION ALL\n')
}
const KEYS: { readonly [table: string]: readonly string[] } = {
  ...Object.fromEntries(TABLE_NAMES.map((name) => [name, TABLES[name].key])),
  parties: ['id'],
  events: ['position'],
}

/**
 * What differs beside rows from a schema that was made a moment ago: what is gone, what is another, and what was added to a table of the store.
 * An index that is not unique refuses nothing, so one more is left out.
 */
async function netDifferences(query: Query, schema: string, scratch: string): Promise<readonly StoreDifference[]> {
  // The caps are those of the laws that are there. Where that table is another, this is what differs.
  await query(`DELETE FROM ${quoted(scratch)}.laws`, [])
  const laws = `INSERT INTO ${quoted(scratch)}.laws OVERRIDING SYSTEM VALUE SELECT l.* FROM ${quoted(schema)}.laws l`
  await query(laws, []).catch(() => {})
  await query(`SELECT ${quoted(scratch)}.set_caps()`, [])
  const { rows } = await query(
    `${schemaDifferencesSql(schema, scratch)} AND name NOT IN ('copied', 'log', 'differing')
AND (e.text IS NOT NULL OR name IN (SELECT name FROM e WHERE kind = 'table') AND (kind <> 'index' OR f.text LIKE 'CREATE UNIQUE%'))
AND (f.text IS NOT NULL OR name <> 'position' OR kind = 'sequence') ORDER BY kind, name, id`,
    [],
  )
  return (rows as readonly Row[]).map(({ name, id, kind, expected, found }) => ({
    table: String(name),
    id: String(id),
    field: String(kind),
    expected: textOf(expected),
    found: textOf(found),
  }))
}

/** Whether what is read is not there, or of another type: then there are no rows to compare. */
function isUnreadable({ table, field, expected, found }: StoreDifference): boolean {
  const typeOf = (column: string | null) => column?.replace(NOT_NULL, '')
  if (found === null && expected !== null) return field === 'table' || field === 'column' || table === 'position'
  return field === 'column' && expected !== null && typeOf(expected) !== typeOf(found)
}

/** Rows that differ, and whether there are more than are reported. */
interface Reported {
  readonly differences: readonly StoreDifference[]
  readonly isCut: boolean
}

/** A law of the table, and the store of the scratch schema under it; only the differences where its text was edited. */
interface Judge {
  readonly core: StoreCore
  readonly adapter: PostgresAdapter
}

async function judgesOf(query: Query, scratch: string): Promise<ReadonlyMap<number, Judge | undefined>> {
  const { rows } = await query(
    `SELECT id::text AS id, digest, content::text AS content FROM ${quoted(scratch)}.laws`,
    [],
  )
  return new Map(
    (rows as readonly Row[]).map(({ id, digest, content }) => {
      const law = lawFrom(JSON.parse(String(content)), String(digest))
      if (law === undefined) return [Number(id), undefined]
      const adapter = adapterOn(query, scratch, String(digest))
      return [Number(id), { adapter, core: coreOn(adapter, { rules: law.rules, calendar: law.calendar }) }]
    }),
  )
}

/** Writes what the events lead to; those that their law does not accept are differences. */
async function judgeAgain(
  query: Query,
  schema: string,
  scratch: string,
  onProgress: VerifyOptions['onProgress'],
): Promise<Reported & { readonly refused: readonly string[] }> {
  // All laws write here: the events are earlier ones.
  await query(`UPDATE ${quoted(scratch)}.laws SET writes = TRUE`, [])
  await query(`SELECT ${quoted(scratch)}.set_caps()`, [])
  const judges = await judgesOf(query, scratch)
  const differences: StoreDifference[] = []
  for (const { 0: id, 1: judge } of judges)
    if (judge === undefined)
      differences.push({
        table: 'laws',
        id: String(id),
        field: 'content',
        expected: 'a law of this digest',
        found: null,
      })
  const refused: string[] = []
  const refuse = (id: string, found: string) => {
    refused.push(id)
    if (differences.length < MOST_ROWS) differences.push({ table: 'events', id, field: 'event', expected: null, found })
  }
  const toJudge = `${quoted(scratch)}.log l JOIN ${quoted(schema)}.events e ON e.position = l.position WHERE e.correction IS NULL`
  const { rows: counted } = await query(`SELECT count(*)::text AS of FROM ${toJudge}`, [])
  const of = Number((counted[0] as Row).of)
  let judged = 0
  for (let after = '-1'; ; ) {
    const { rows } = await query(
      `SELECT e.position::text AS position, row_to_json(e)::text AS event FROM ${toJudge} AND l.position > $1::text::bigint ORDER BY l.position LIMIT ${PAGE}`,
      [after],
    )
    const page = (rows as readonly Row[]).map(
      ({ event, position }) => ({ ...JSON.parse(String(event)), position }) as Cells,
    )
    if (page.length === 0) return { differences, isCut: refused.length > MOST_ROWS, refused }
    for (const { law, events } of runsOf(page)) {
      const { 0: head } = events
      const judge = judges.get(law)
      if (head?.type !== CORRECTED || judge === undefined) await judgeRun(judge, law, events, refuse)
      else await judgeCorrection(query, schema, judge, law, head, refuse)
    }
    after = String((page.at(-1) as Cells).position)
    judged += page.length
    onProgress?.({ judged, of })
  }
}

/** Events that come behind one another under one law; a correction by itself. */
function runsOf(page: readonly Cells[]): readonly { readonly law: number; readonly events: readonly Cells[] }[] {
  const runs: { law: number; events: Cells[] }[] = []
  for (const event of page) {
    const last = runs.at(-1)
    const isAlone = event.type === CORRECTED || last?.events[0]?.type === CORRECTED
    if (last !== undefined && last.law === event.law && !isAlone) last.events.push(event)
    else runs.push({ law: event.law as number, events: [event] })
  }
  return runs
}

/** Makes a correction again, with what it entered, which stands behind it among other events. */
async function judgeCorrection(
  query: Query,
  schema: string,
  { core, adapter }: Judge,
  law: number,
  head: Cells,
  refuse: (id: string, found: string) => void,
): Promise<void> {
  const { rows } = await query(
    named(
      'SELECT e.position::text AS position, row_to_json(e)::text AS event FROM demerit.events e WHERE e.correction = $1::text::bigint ORDER BY e.position',
      schema,
    ),
    [String(head.position)],
  )
  const events = (rows as readonly Row[]).map(
    ({ event, position }) => ({ ...JSON.parse(String(event)), position }) as Cells,
  )
  const done = await recorrected(core, bodyFrom(head), events.map(bodyFrom))
  if (has(done, 'code')) return refuse(String(head.position), done.code)
  const writes = writesOf({ ...done, answers: [] }, law)
  const places = [head, ...events]
  if (writes.events.length !== places.length) return refuse(String(head.position), 'entered')
  await writeAt(adapter, writes, places)
}

async function judgeRun(
  judge: Judge | undefined,
  law: number,
  events: readonly Cells[],
  refuse: (id: string, found: string) => void,
): Promise<void> {
  const asked: { readonly cells: Cells; readonly command: Asked }[] = []
  for (const cells of events) {
    const command = judge === undefined ? undefined : askedAgain(bodyFrom(cells))
    if (command === undefined) refuse(String(cells.position), judge === undefined ? 'unknown-law' : 'invalid')
    else asked.push({ cells, command })
  }
  if (judge === undefined || asked.length === 0) return
  const { outcomes, save } = await judge.core.replayed(asked.map(({ command }) => command))
  const places: Cells[] = []
  outcomes.forEach((outcome, index) => {
    const { position, transaction } = (asked[index] as (typeof asked)[number]).cells
    if (outcome.status === 'accepted') places.push({ position, transaction })
    else refuse(String(position), outcome.status === 'refused' ? outcome.code : outcome.status)
  })
  const writes = writesOf(save, law)
  await writeAt(judge.adapter, writes, places)
}

/** Writes rows, the events at the places that they have. */
async function writeAt(adapter: PostgresAdapter, writes: Writes, places: readonly Cells[]): Promise<void> {
  const events = writes.events.map((event, index) => {
    const { position, transaction } = places[index] as Cells
    return { ...event, position, transaction }
  })
  const written = await adapter.write({ ...writes, events })
  if (has(written, 'lost')) throw written.lost ?? new Error('verify: the rebuilt rows were changed meanwhile')
}

/** The rows that differ, but for events that were reported already: the database compares, and gives those alone. */
async function compareTables(
  query: Query,
  schema: string,
  scratch: string,
  reported: ReadonlySet<string>,
): Promise<Reported> {
  const differing = `${quoted(scratch)}.differing`
  await query(
    `INSERT INTO ${differing} SELECT name, id FROM ${quoted(scratch)}.copied c FULL JOIN (${rowsSql(scratch, SUM)}) e USING (name, id)
WHERE c.sum IS DISTINCT FROM e.sum ORDER BY name, id LIMIT ${MOST_ROWS + 1}`,
    [],
  )
  const { rows } = await query(
    `SELECT d.name, d.id, f.columns::text AS found, e.columns::text AS expected FROM ${differing} d
LEFT JOIN (${rowsSql(schema, ALL)}) f USING (name, id) LEFT JOIN (${rowsSql(scratch, ALL)}) e USING (name, id) ORDER BY name, id`,
    [],
  )
  const differences: StoreDifference[] = []
  for (const row of (rows as readonly Row[]).slice(0, MOST_ROWS)) {
    const table = String(row.name)
    const id = String(row.id)
    const found = columnsOf(row.found)
    const expected = columnsOf(row.expected)
    if (table === 'events' && reported.has(id)) continue
    if (found === null || expected === null) {
      differences.push({ table, id, field: '', expected: expected && 'a row', found: found && 'a row' })
      continue
    }
    for (const field of Object.keys(expected)) {
      const is = textOf(found[field])
      const should = textOf(expected[field])
      if (is !== should) differences.push({ table, id, field, expected: should, found: is })
    }
  }
  return { differences, isCut: rows.length > MOST_ROWS }
}

/** Ids that are not as they are written here: of those whom the store knew before it was told how, or put in by hand. */
async function writtenOtherwise(query: Query, schema: string, ids: Ids): Promise<Reported> {
  const differences: StoreDifference[] = []
  for (const { 0: table, 1: kind } of Object.entries(ID_KINDS)) {
    let page: readonly Row[] = [{ id: '' }]
    while (page.length > 0 && differences.length <= MOST_ROWS) {
      const { rows } = await query(
        `SELECT id, ${kind} AS kind FROM ${quoted(schema)}.${table} WHERE id > $1::text ORDER BY id LIMIT 10000`,
        [String(page.at(-1)?.id)],
      )
      page = rows as readonly Row[]
      for (const { id, kind: whose } of page) {
        const found = String(id)
        const expected = whose === null ? found : (ids[whose as IdKind](found, [], []) ?? null)
        if (expected !== found) differences.push({ table, id: found, field: 'id', expected, found })
      }
    }
  }
  return { differences: differences.slice(0, MOST_ROWS), isCut: differences.length > MOST_ROWS }
}
const NOTHING_ELSE: Reported = { differences: [], isCut: false }
/** Of what kind the id of a row is, by table; a pseudonym is of none. Every driver is a party. */
const ID_KINDS = {
  parties: `CASE WHEN NOT erased THEN CASE kind WHEN 'unit' THEN kind ELSE 'driver' END END`,
  vehicles: `'vehicle'`,
  violations: `'violation'`,
} as const

function columnsOf(text: unknown): Readonly<Record<string, unknown>> | null {
  return typeof text === 'string' ? JSON.parse(text) : null
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
