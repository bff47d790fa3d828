import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Command } from '../registry/commands/index.ts'
import { commandTypeOf, type RegistryEvent } from '../registry/log/events.ts'
import type { Registry } from '../registry/registry.ts'
import type { Rows } from '../store/index.ts'
import { TABLE_NAMES, TABLES } from '../tables/tables.ts'
import { isBehindSql, migrateSql, sequenceSql } from './migrate.ts'
import { NOT_NULL, netDifferencesSql } from './net.ts'
import { playOn } from './play.ts'
import { dollarQuoted, firstBytes, LONGEST_NAME, literal, only, type Query, quoted, type Row } from './query.ts'
import { savedOf, savesInto } from './save.ts'
import { READABLE, WITH_RECORD } from './schema.ts'

/**
 * One value of a table that is not what the events lead to; or a part of a table that is not as `migrate` makes it: `id` is then its name, and
 * `field` what it is, such as `column`.
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
  /** Whether there are more: at most 1,000 rows are told. */
  readonly truncated?: true
  /** Schemas of other runs, where there are any: a run is still at work, or its process was killed and the schema can be dropped. */
  readonly leftovers?: readonly string[]
}

/** Events that are judged in one round: what the process holds is what these are about. */
const PAGE = 1_000
/** Rows that differ and are told. */
const MOST_ROWS = 1_000

/**
 * Copies the tables in one statement, so that they are of one moment; judges every event again, from the first, a page at a time, into
 * tables of a schema of its own; and lets the database compare the two.
 */
export async function verifyTables(
  query: Query,
  schema: string,
  rules: RuleSet | RuleBook,
  content: { readonly rules: string; readonly calendar: string },
  open: (rows: Rows) => Registry,
): Promise<Verified> {
  const leftovers = await leftoversOf(query, schema)
  const scratch = scratchName(schema)
  // Fails where the name is taken: what is dropped in the end was made here.
  const made = `BEGIN CREATE SCHEMA ${quoted(scratch)}; COMMENT ON SCHEMA ${quoted(scratch)} IS ${literal(scratchComment(schema))}; END`
  await query(`DO ${dollarQuoted(made, 'make')}`, [])
  try {
    await query(migrateSql(scratch, rules, content, false), [])
    const differences = [...(await netDifferences(query, schema, scratch))]
    if (differences.some(isUnreadable)) return { ok: false, differences, ...(leftovers.length > 0 && { leftovers }) }
    await copyTables(query, schema, scratch)
    const judged = await judgeAgain(query, scratch, open)
    const compared = await compareTables(query, scratch, new Set(judged.refused))
    differences.push(...judged.differences, ...compared.differences, ...(await sequenceBehind(query, schema)))
    return {
      ok: differences.length === 0,
      differences,
      ...((judged.isCut || compared.isCut) && { truncated: true }),
      ...(leftovers.length > 0 && { leftovers }),
    }
  } finally {
    // Else the server says of each table that it is dropped too.
    const dropped = `BEGIN PERFORM set_config('client_min_messages', 'warning', TRUE); DROP SCHEMA ${quoted(scratch)} CASCADE; END`
    await query(`DO ${dollarQuoted(dropped, 'drop')}`, [])
  }
}

/** The schemas that other runs of `verify` made: they are at work, or their process was killed. */
async function leftoversOf(query: Query, schema: string): Promise<readonly string[]> {
  const { rows } = await query(
    `SELECT nspname::text AS name FROM pg_namespace WHERE obj_description(oid, 'pg_namespace') = $1::text ORDER BY 1`,
    [scratchComment(schema)],
  )
  return (rows as readonly Row[]).map(({ name }) => String(name))
}

/** The sequence of positions, where it stands before the last of them: the next event would take a place that is taken. */
async function sequenceBehind(query: Query, schema: string): Promise<readonly StoreDifference[]> {
  const { rows } = await query(
    `SELECT highest::text AS expected, ${sequenceSql(schema)}::text AS found FROM (SELECT max(position) AS highest FROM ${quoted(schema)}."events") e WHERE ${isBehindSql(schema, 'highest')}`,
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

/** What the comment of a scratch schema says, by which one that was left behind is found. */
export function scratchComment(schema: string): string {
  return `verify() of demerit in ${schema}`
}

/** As much of the store's name as there is room for, in whole characters: the server cuts nothing off. */
function scratchName(schema: string): string {
  const random = Array.from({ length: RANDOM }, () => Math.floor(Math.random() * 36).toString(36)).join('')
  return `${firstBytes(schema, LONGEST_NAME - SCRATCH.length - RANDOM)}${SCRATCH}${random}`
}
const SCRATCH = '_verify_'
/** Random characters in the name of a scratch schema. */
const RANDOM = 10

/** The command that an event came of; if the event is invalid, a command that `execute` does not accept. */
export function commandOf(event: unknown): Command {
  const { type, ruleSet: _, seq: __, chain: ___, ...fields } = (event ?? {}) as RegistryEvent
  return { ...fields, type: commandTypeOf(type) } as unknown as Command
}

async function copyTables(query: Query, schema: string, scratch: string): Promise<void> {
  const at = (name: string) => `${quoted(scratch)}.${quoted(name)}`
  await query(`CREATE TABLE ${at('copied')} (name text, id text, columns jsonb, PRIMARY KEY (name, id))`, [])
  await query(`CREATE TABLE ${at('log')} (position bigint PRIMARY KEY, event text)`, [])
  const events = `${quoted(schema)}.${quoted('events')}`
  await query(
    `WITH copied AS (INSERT INTO ${at('copied')} (name, id, columns) ${rowsSql(schema, scratch)})
INSERT INTO ${at('log')} (position, event) SELECT position, event::text FROM ${events}`,
    [],
  )
}

/**
 * Every row as its table, its key and its columns. What the store keeps for itself beside them is left out. JSON that cannot be read is a
 * text: it is a difference of its row, and stops nothing.
 */
function rowsSql(schema: string, scratch: string): string {
  const readable = (field: string) =>
    `COALESCE(${quoted(scratch)}.${quoted(READABLE)}(t.${quoted(field)}), to_jsonb(t.${quoted(field)}::text)) AS ${quoted(field)}`
  const plain = (name: string) => `t.${quoted(name)}`
  const tables: readonly (readonly [name: string, key: readonly string[], columns: readonly string[]])[] = [
    ...TABLE_NAMES.map((name) => {
      const columns = [
        ...Object.keys(TABLES[name].columns).map(plain),
        ...only(COUNTED.includes(name), plain('open_bindings')),
        ...only(RECORDED.includes(name), readable('record')),
      ]
      return [name, TABLES[name].key, columns] as const
    }),
    ['parties', ['id'], ['id', 'kind'].map(plain)],
    [
      'events',
      ['position'],
      [...['position', 'type', 'at', 'driver', 'vehicle', 'violation'].map(plain), readable('event')],
    ],
  ]
  return tables
    .map(({ 0: name, 1: key, 2: columns }) => {
      const id = key.map((column) => `t.${quoted(column)}`).join(', ')
      const from = `${quoted(schema)}.${quoted(name)}`
      return `SELECT ${literal(name)} AS name, concat_ws(' ', ${id}) AS id, to_jsonb(r) AS columns FROM ${from} t CROSS JOIN LATERAL (SELECT ${columns.join(', ')}) r`
    })
    .join('\nUNION ALL\n')
}
const RECORDED: readonly string[] = WITH_RECORD
/** The tables with a count that a trigger keeps. */
const COUNTED: readonly string[] = ['drivers', 'vehicles']

/**
 * What differs beside rows from a schema that was made a moment ago: what is gone, what is another, and what was added to a table of the store.
 * An index that is not unique refuses nothing, so one more is left out.
 */
async function netDifferences(query: Query, schema: string, scratch: string): Promise<readonly StoreDifference[]> {
  const { rows } = await query(
    `${netDifferencesSql(schema, scratch)} AND (e.text IS NOT NULL OR name IN (SELECT name FROM e WHERE kind = 'table') AND (kind <> 'index' OR f.text LIKE 'CREATE UNIQUE%'))
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

/** Writes what the events lead to; those that the law does not accept are differences. */
async function judgeAgain(
  query: Query,
  scratch: string,
  open: (rows: Rows) => Registry,
): Promise<Reported & { readonly refused: readonly string[] }> {
  const differences: StoreDifference[] = []
  let isCut = false
  const saving = savesInto(scratch)
  for (let after = '-1'; ; ) {
    const { rows: page } = await query(
      `SELECT l.position::text AS position, l.event FROM ${quoted(scratch)}."log" l WHERE l.position > $1::text::bigint ORDER BY l.position LIMIT ${PAGE}`,
      [after],
    )
    if (page.length === 0) return { differences, isCut, refused: differences.map(({ id }) => id) }
    const events = page as readonly { readonly position: string; readonly event: string }[]
    const commands = events.map(({ event }) => commandOf(JSON.parse(event)))
    const { outcomes, writes } = await playOn(query, scratch, open, commands)
    const positions: string[] = []
    events.forEach(({ position: id }, index) => {
      const outcome = outcomes[index]
      if (outcome?.status === 'accepted') positions.push(id)
      else if (differences.length < MOST_ROWS) {
        const found = outcome?.status === 'refused' ? outcome.code : 'invalid'
        differences.push({ table: 'events', id, field: 'event', expected: null, found })
      } else isCut = true
    })
    const { text, params } = saving({ ...writes, positions })
    if (savedOf((await query(text, params)).rows) === undefined)
      throw new Error('verify: the rebuilt rows were changed meanwhile')
    after = (events[events.length - 1] as (typeof events)[number]).position
  }
}

/** The rows that differ, but for events that were reported already: the database compares, and gives those alone. */
async function compareTables(query: Query, scratch: string, reported: ReadonlySet<string>): Promise<Reported> {
  const differences: StoreDifference[] = []
  const { rows } = await query(
    `SELECT name, id, c.columns::text AS found, e.columns::text AS expected FROM ${quoted(scratch)}."copied" c FULL JOIN (${rowsSql(scratch, scratch)}) e USING (name, id)
WHERE c.columns IS DISTINCT FROM e.columns ORDER BY name, id LIMIT ${MOST_ROWS + 1}`,
    [],
  )
  for (const row of (rows as readonly Row[]).slice(0, MOST_ROWS)) {
    const table = String(row.name)
    const id = String(row.id)
    const found = columnsOf(row.found)
    const expected = columnsOf(row.expected)
    if (table === 'events' && reported.has(id)) continue
    if (found === null || expected === null) {
      const is = found === null ? null : 'a row'
      const should = expected === null ? null : 'a row'
      differences.push({ table, id, field: '', expected: should, found: is })
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

function columnsOf(text: unknown): Readonly<Record<string, unknown>> | null {
  return typeof text === 'string' ? JSON.parse(text) : null
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value)
  } catch {
    return TOO_DEEP
  }
}
/** What stands for a value that is nested deeper than JSON can be written. */
const TOO_DEEP = 'nested too deep'
