import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Command } from '../registry/commands/index.ts'
import { commandTypeOf, type RegistryEvent } from '../registry/events.ts'
import { execute } from '../registry/execute.ts'
import { changesSince, openNeighbourhood, type Rows } from '../registry/neighbourhood.ts'
import { stepsOf } from '../registry/points-steps.ts'
import type { RegistryOptions } from '../registry/registry.ts'
import { TABLE_NAMES, TABLES } from '../tables/tables.ts'
import { type Query, quoted, type Row } from './query.ts'
import { collector, type Lookup, type Writes } from './rows.ts'

/** One value of a table that is not what the events lead to. */
export interface StoreDifference {
  readonly table: string
  readonly id: string
  readonly field: string
  readonly expected: string | null
  readonly found: string | null
}

const PAGE = 1_000

/** What events lead to: the rows that they write, and the registry at their end. */
export interface Replayed {
  readonly writes: Writes
  /** The events that the law of today does not accept, by their place in the list. */
  readonly refused: readonly { readonly index: number; readonly code: string }[]
}

/** Judges events again, from the first, and collects what they write. */
export function replayed(
  rules: RuleSet | RuleBook,
  options: RegistryOptions,
  events: Iterable<Omit<RegistryEvent, 'seq' | 'chain'>>,
): Replayed {
  const list = [...events]
  const opened = openNeighbourhood(rules, nothingOf(list), options)
  if (!opened.ok) throw new Error('verify: no row was handed in, so none is malformed')
  let registry = opened.value
  const collected = collector()
  const current = new Map<string, unknown>()
  const before: Lookup = (kind, id) => current.get(`${kind} ${id}`)
  const refused: { index: number; code: string }[] = []
  let index = 0
  for (const event of list) {
    const outcome = execute(registry, commandOf(event))
    if (outcome.status === 'accepted') {
      const after = outcome.registry
      const changes = changesSince(registry, after)
      collected.add(outcome.event, changes, before, (driver, day) => stepsOf(after, driver, day))
      for (const { kind, id, record } of changes) current.set(`${kind} ${id}`, record)
      registry = outcome.registry
    } else {
      refused.push({ index, code: outcome.status === 'refused' ? outcome.code : 'invalid' })
    }
    index++
  }
  return { writes: collected.writes, refused }
}

/** Every id that events name, as looked up and absent: the tables are empty before the first event. */
function nothingOf(events: readonly object[]): Rows {
  const ids = events.flatMap((event) => {
    const { id, driver, vehicle, violation, owner, to } = event as Readonly<Record<string, unknown>>
    return [id, driver, vehicle, violation, idIn(owner), idIn(to)].filter(
      (each): each is string => typeof each === 'string',
    )
  })
  const absent = Object.fromEntries(ids.map((id) => [id, null]))
  return { drivers: absent, vehicles: absent, violations: absent, parties: absent }
}

function idIn(owner: unknown): unknown {
  return typeof owner === 'object' && owner !== null ? (owner as { readonly id?: unknown }).id : undefined
}

/** The command that an event came of. */
function commandOf(event: Omit<RegistryEvent, 'seq' | 'chain'>): Command {
  const { type, ruleSet: _, seq: __, chain: ___, ...fields } = event as RegistryEvent
  return { ...fields, type: commandTypeOf(type) } as unknown as Command
}

/**
 * Judges every event again, from the first, rebuilds the rows, and compares them with the tables, a page at a time. Rows that were written
 * while it read are read again with the events behind them.
 */
export async function verifyTables(
  query: Query,
  schema: string,
  rules: RuleSet | RuleBook,
  options: RegistryOptions,
): Promise<{ readonly ok: boolean; readonly differences: StoreDifference[] }> {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  for (let tries = 0; ; tries++) {
    const events = await readAll(
      query,
      `SELECT e.position::text AS position, e.event::text AS event FROM ${at('events')} e WHERE e.position > $1::bigint ORDER BY e.position LIMIT ${PAGE}`,
      'position',
    )
    const bodies = events.map((row) => JSON.parse(String(row.event)) as Omit<RegistryEvent, 'seq' | 'chain'>)
    const { writes, refused } = replayed(rules, options, bodies)
    const positions = events.map(({ position }) => String(position))
    const differences: StoreDifference[] = refused.map(({ index, code }) => ({
      table: 'events',
      id: positions[index] ?? '',
      field: 'event',
      expected: null,
      found: code,
    }))
    const placed = positions.filter((_, index) => !refused.some((each) => each.index === index))
    for (const name of TABLE_NAMES) {
      const { key, columns } = TABLES[name]
      const names = Object.keys(columns)
      const wanted = new Map(
        expectedRows(writes, name, placed).map((row) => [key.map((column) => row[column]).join(' '), row]),
      )
      const kept = await readTable(query, at(name), name, key, names)
      for (const row of kept) {
        const id = key.map((column) => textOf(row[column])).join(' ')
        const expected = wanted.get(id)
        wanted.delete(id)
        if (expected === undefined) {
          differences.push({ table: name, id, field: '', expected: null, found: 'a row' })
          continue
        }
        for (const column of Object.keys(expected)) {
          const [should, is] = [textOf(expected[column]), textOf(row[column])]
          if (should !== is) differences.push({ table: name, id, field: column, expected: should, found: is })
        }
      }
      for (const id of wanted.keys()) differences.push({ table: name, id, field: '', expected: 'a row', found: null })
    }
    const { rows: last } = await query(`SELECT COALESCE(max(position), 0)::text AS position FROM ${at('events')}`, [])
    const isQuiet = String((last[0] as Row).position) === (positions[positions.length - 1] ?? '0')
    if (differences.length === 0 || isQuiet || tries >= MOST_TRIES) return { ok: differences.length === 0, differences }
  }
}

/** While others write, differences may be of rows that were written after the events were read. */
const MOST_TRIES = 20

async function readAll(query: Query, sql: string, key: string): Promise<readonly Row[]> {
  const all: Row[] = []
  for (let after = '0'; ; ) {
    const { rows } = await query(sql, [after])
    all.push(...(rows as readonly Row[]))
    if (rows.length < PAGE) return all
    after = String((rows[rows.length - 1] as Row)[key])
  }
}

async function readTable(
  query: Query,
  from: string,
  name: string,
  key: readonly string[],
  columns: readonly string[],
): Promise<readonly Row[]> {
  const record = ['drivers', 'vehicles', 'violations'].includes(name) ? ', t.record::text AS record' : ''
  const all: Row[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await query(
      `SELECT ${columns.map((column) => `to_json(t.${quoted(column)})::text AS ${quoted(column)}`).join(', ')}${record} FROM ${from} t ORDER BY ${key.map((column) => `t.${quoted(column)}`).join(', ')} LIMIT ${PAGE} OFFSET ${offset}`,
      [],
    )
    for (const row of rows as readonly Row[]) {
      const values = columns.map(
        (column) => [column, row[column] === null ? null : JSON.parse(String(row[column]))] as const,
      )
      all.push({
        ...Object.fromEntries(values),
        ...(record === '' ? {} : { record: canonical(JSON.parse(String(row.record))) }),
      })
    }
    if (rows.length < PAGE) return all
  }
}

/** The rows of one table as the writes make them, with positions in their places. */
function expectedRows(
  writes: Writes,
  name: (typeof TABLE_NAMES)[number],
  positions: readonly string[],
): readonly Row[] {
  const place = (n: unknown) => (typeof n === 'number' ? Number(positions[n - 1]) : null)
  switch (name) {
    case 'drivers':
    case 'vehicles':
      return writes[name].map(({ version: _, record, ...row }) => ({ ...row, record: canonical(JSON.parse(record)) }))
    case 'violations':
      return writes.violations.map(({ version: _, record, recorded_n, withdrawn_n, ...row }) => ({
        ...row,
        seq: place(recorded_n),
        withdrawn_seq: place(withdrawn_n),
        record: canonical(JSON.parse(record)),
      }))
    case 'owners':
      return writes.owners.map(({ n, ...row }) => ({ ...row, seq: place(n) }))
    case 'bindings':
      return writes.bindings.map(({ n, released_n, ...row }) => ({
        ...row,
        seq: place(n),
        released_seq: place(released_n),
      }))
    case 'handlings':
      return writes.handlings.map(({ n, revoked_n, ...row }) => ({
        ...row,
        seq: place(n),
        revoked_seq: place(revoked_n),
      }))
    case 'points_step':
      return writes.steps.map(({ n, ...row }) => ({ ...row, seq: place(n) }))
  }
}

/** JSON with its keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
}
