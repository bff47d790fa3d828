import { isArray } from '../input/issue.ts'
import { TABLES, type TableName } from '../tables/tables.ts'
import { POSTGRES_TYPES } from '../tables/types.ts'
import { arrayText, literal, nextVersion, only, quoted, type Row, type Statement } from './query.ts'
import type { RecordWrite, Writes } from './rows.ts'
import { WITH_RECORD } from './schema.ts'

/** The statements that write into the tables of a schema. What those of one command look like is kept: there are few kinds. */
export function savesInto(schema: string): (writes: Writes) => Statement {
  const kept = new Map<string, Template>()
  return (writes) => {
    const lists = listsOf(writes)
    const shape = isOfOne(writes, lists) ? shapeOf(lists) : undefined
    const known = shape === undefined ? undefined : kept.get(shape)
    const template = known ?? saveSql(schema, writes, lists)
    if (known === undefined && shape !== undefined) {
      if (kept.size >= MOST_SHAPES) kept.clear()
      kept.set(shape, template)
    }
    return { text: template.text, params: template.params.map((param) => param(lists)) }
  }
}
const MOST_SHAPES = 100

/** A statement without its values: each is found in what is written. */
interface Template {
  readonly text: string
  readonly params: readonly ((lists: Lists) => string)[]
}

/** What the text of a statement depends on: how many rows there are, which of their fields are empty, and what is changed. */
function shapeOf(lists: Lists): string {
  let shape = ''
  for (const list of LIST_NAMES) {
    for (const row of lists[list]) {
      shape += ` ${list}${'changes' in row && row.changes ? '+' : ''}`
      for (const { field } of LISTS[list].columns) shape += sentOf(row, field) === null ? '0' : '1'
    }
  }
  return shape
}

/**
 * The one statement that writes: it compares the version of every record that was read, writes records, rows and events, and writes
 * nothing at all where one version moved. `savedOf` reads its answer.
 *
 * It has the parts alone that there is something for, and what one command writes stands in it as parameters: mostly the server plans
 * it anew, and that takes longer than running it. What a batch writes is one document of JSON.
 */
function saveSql(schema: string, writes: Writes, lists: Lists): Template {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const { parts, ok, positions, params, rows, joins, position, transaction } = isOfOne(writes, lists)
    ? asParameters(at, writes, lists)
    : asDocument(at, writes, lists)

  const value = (list: ListName, { name, field, isJson }: Column) => {
    if (name === 'version') return '1'
    if (name !== field) return position(list, field)
    return `r.${quoted(name)}${isJson ? '::json' : ''}`
  }
  const insert = (list: ListName, end = '', stamped: Readonly<Record<string, string>> = {}) => {
    const { table, columns } = LISTS[list]
    const own = columns.filter(({ name }) => name !== '')
    const values = { ...Object.fromEntries(own.map((column) => [column.name, value(list, column)])), ...stamped }
    return only(
      lists[list].length > 0,
      `${list} AS (INSERT INTO ${at(table)} (${Object.keys(values).map(quoted).join(', ')})
  SELECT ${Object.values(values).join(', ')} FROM ok CROSS JOIN ${rows(list, columns)}${joins(columns)}${end})`,
    )
  }
  const update = (
    list: ListName,
    keys: readonly string[],
    names: readonly string[],
    set: readonly string[],
    end = '',
  ) => {
    const { table, columns } = LISTS[list]
    const changed = columns.filter(({ name }) => names.includes(name))
    const sets = changed.map((column) => `${quoted(column.name)} = ${keeps(column.name, value(list, column))}`)
    const sent = columns.filter((column) => keys.includes(column.name) || changed.includes(column))
    return only(
      lists[list].length > 0,
      `${list} AS (UPDATE ${at(table)} t SET ${[...set, ...sets].join(', ')}
  FROM ok CROSS JOIN ${rows(list, sent)}${joins(changed)} WHERE ${keys.map((key) => `t.${key} = r.${key}`).join(' AND ')}${end})`,
    )
  }
  const change = (name: RecordName) => {
    const list = `changed_${name}` as const
    const columns = lists[list].some(({ changes }) => changes)
      ? LISTS[list].columns.filter((column) => !CONSTANT.includes(column.name))
      : [RECORD]
    const names = columns.map((column) => column.name)
    return update(list, ['id'], names, [`version = ${nextVersion('t.version')}`])
  }
  const isUnmoved = (name: RecordName) => {
    const list = `changed_${name}` as const
    const { length } = lists[list]
    return only(
      length > 0,
      `(SELECT count(*) FROM (SELECT FROM ${at(name)} t JOIN ${rows(list, [ID, VERSION])} ON t.id = r.id AND t.version = r.version${length > 1 ? ' ORDER BY t.id' : ''} FOR UPDATE OF t) locked) = ${length}`,
    )
  }
  const unmoved = WITH_RECORD.flatMap(isUnmoved).join('\n  AND ')
  /** What ends an open row comes before what opens another: the counts make the one wait for the other. */
  const after = (list: 'ended' | 'revoked') =>
    lists[list].length > 0 ? ` WHERE (SELECT count(*) FROM ${list}) >= 0` : ''
  const placed = `COALESCE(${transaction('keys', 'n')} || '-' || ${position('keys', 'n')}, '')`
  const all = [
    ...parts,
    `ok AS MATERIALIZED (SELECT ${ok}${unmoved === '' ? '' : ` WHERE ${unmoved}`})`,
    ...insert('parties'),
    ...insert('known_parties', ' ON CONFLICT DO NOTHING'),
    ...WITH_RECORD.flatMap((name) => [...insert(`made_${name}`), ...change(name)]),
    ...insert('owners'),
    ...update('ended', ['driver', 'vehicle'], ENDS.released, [], ` AND t.${ENDS.released[0]} IS NULL RETURNING 1`),
    ...insert('bindings', after('ended')),
    ...update('revoked', ['violation'], ENDS.revoked, [], ` AND t.${ENDS.revoked[0]} IS NULL RETURNING 1`),
    ...insert('handlings', after('revoked')),
    ...insert('steps'),
    ...insert('events', '', { transaction: `${transaction('events', 'n')}::xid8` }),
    ...insert('keys', '', {
      outcome: `replace(r.outcome, '"position":""', '"position":"' || ${placed} || '"')`,
    }),
  ]
  return { text: `WITH ${all.join(',\n')}\nSELECT ${positions} AS positions FROM ok`, params }
}

/** The positions of the events that a statement wrote, in order; `undefined` where a version had moved, and nothing was written. */
export function savedOf(rows: readonly unknown[]): readonly string[] | undefined {
  const { 0: row } = rows as readonly Row[]
  return row === undefined ? undefined : JSON.parse(String(row.positions ?? '[]'))
}

/** How what is written gets into the statement. */
interface Form {
  readonly params: Template['params']
  /** What comes before all else. */
  readonly parts: readonly string[]
  /** What `ok` has where no version moved; else it has no row. */
  readonly ok: string
  /** The positions of the events, as a list in JSON. */
  readonly positions: string
  /** The rows of a list as `r`, with some of its columns. */
  readonly rows: (list: ListName, columns: readonly Column[]) => string
  /** What the positions in these columns are looked up in. */
  readonly joins: (columns: readonly Column[]) => string
  /** The position, and the transaction, of the event that a field has the number of. */
  readonly position: (list: ListName, field: string) => string
  readonly transaction: (list: ListName, field: string) => string
}
type Tables = (name: string) => string

/** Rows of one list that stand as parameters. */
const MOST_ROWS = 4

/** Whether it is of one command at most, which made few rows: then there is one position, and a statement for each kind of command. */
function isOfOne({ events, positions }: Writes, lists: Lists): boolean {
  return (
    positions === undefined && events.length <= 1 && Object.values(lists).every(({ length }) => length <= MOST_ROWS)
  )
}

function asParameters(at: Tables, { events }: Writes, lists: Lists): Form {
  const params: ((lists: Lists) => string)[] = []
  const places = new Map<string, string>()
  const param = (list: ListName, index: number, { field, type }: Column): string => {
    if (sentOf(lists[list][index], field) === null) return `NULL::${type}`
    const name = `${list} ${index} ${field}`
    const place = places.get(name) ?? `$${params.push((all) => textOf(sentOf(all[list][index], field)))}`
    places.set(name, place)
    // As text first: drivers write a boolean or JSON in ways of their own.
    return `${place}::text${type === 'text' ? '' : `::${type}`}`
  }
  const isPlaced = (list: ListName, field: string) => lists[list].some((row) => sentOf(row, field) !== null)
  return {
    params,
    parts: [],
    ok:
      events.length === 0
        ? 'TRUE'
        : `${transactionSql(at)} AS transaction, nextval(${literal(at('position'))}::regclass) AS position`,
    positions: events.length === 0 ? `'[]'` : `json_build_array(ok.transaction || '-' || ok.position)::text`,
    rows: (list, columns) => {
      const sent = columns.filter(({ name, field }) => name === field)
      const values = lists[list].map((_, index) => `(${sent.map((column) => param(list, index, column)).join(', ')})`)
      return `(VALUES ${values.join(', ')}) AS r(${sent.map(({ name }) => quoted(name)).join(', ')})`
    },
    joins: () => '',
    position: (list, field) => (isPlaced(list, field) ? 'ok.position' : 'NULL::bigint'),
    transaction: (list, field) => (isPlaced(list, field) ? 'ok.transaction' : 'NULL::text'),
  }
}

function asDocument(at: Tables, { events, positions }: Writes, lists: Lists): Form {
  // Given ones are read once, as a list: looked up by number, the whole document would be read again for each event.
  const numbers =
    positions === undefined
      ? `nextval(${literal(at('position'))}::regclass) AS position FROM generate_series(1, ${events.length}) AS numbers(n)`
      : `numbers.given::bigint AS position FROM (SELECT r.* FROM sent, jsonb_array_elements_text(sent.j->'positions') WITH ORDINALITY AS r(given, n) LIMIT ${events.length}) numbers`
  return {
    params: [(all) => JSON.stringify({ ...all, positions })],
    parts: [
      // As text first: postgres.js would write what it knows to be JSON as JSON once more.
      `sent AS (SELECT $1::text::jsonb AS j)`,
      `positions AS MATERIALIZED (SELECT numbers.n::integer AS n, ${transactionSql(at)} AS transaction, ${numbers})`,
    ],
    ok: 'TRUE',
    positions: `(SELECT json_agg(transaction || '-' || position ORDER BY n) FROM positions)::text`,
    // LIMIT says how many there are: the server takes lists in JSON to have a hundred items, and would read whole tables for a hundred.
    rows: (list, columns) =>
      `(SELECT r.* FROM sent, jsonb_to_recordset(sent.j->'${list}') AS r(${columns.map(({ field, type }) => `${quoted(field)} ${type}`).join(', ')}) LIMIT ${lists[list].length}) r`,
    joins: (columns) =>
      columns
        .filter(({ name, field }) => name !== field)
        .map(({ field }) => ` LEFT JOIN positions at_${field} ON at_${field}.n = r.${field}`)
        .join(''),
    position: (_, field) => `at_${field}.position`,
    transaction: (_, field) => `at_${field}.transaction`,
  }
}

function transactionSql(at: Tables): string {
  return `(pg_current_xact_id()::text::bigint + (SELECT transaction_shift FROM ${at('meta')}))::text`
}

function sentOf(row: object | undefined, field: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[field]
}

function textOf(value: unknown): string {
  return isArray(value) ? arrayText(value as readonly string[]) : String(value)
}

/** An end that was written stays: a later write of the record does not know it. */
function keeps(column: string, value: string): string {
  return column === 'withdrawn_at' || column === 'withdrawn_seq' ? `COALESCE(${value}, t.${quoted(column)})` : value
}

type RecordName = (typeof WITH_RECORD)[number]

/** A column that is written, and the field of the row that is sent: for a position that is the number of its event. */
interface Column {
  readonly name: string
  readonly field: string
  readonly type: string
  readonly isJson: boolean
}

function column(name: string, type: string, isJson = false): Column {
  return { name, field: name, type, isJson }
}

/** Some columns of a table, as it is described; all unless given. */
function columnsOf(table: TableName, names: readonly string[] = Object.keys(TABLES[table].columns)): readonly Column[] {
  const { columns } = TABLES[table]
  return names.map((name) => {
    const { kind } = columns[name] as (typeof columns)[string]
    return kind === 'position'
      ? { ...column(name, 'integer'), field: numberOf(name) }
      : column(name, POSTGRES_TYPES[kind])
  })
}

/** The field for the number of the event that a column has the position of: `n` for `seq`, `released_n` for `released_seq`. */
function numberOf(name: string): string {
  return name.replace(/seq$/, 'n')
}

const ID: Column = /* @__PURE__ */ column('id', 'text')
const VERSION: Column = /* @__PURE__ */ column('version', 'integer')
const RECORD: Column = /* @__PURE__ */ column('record', 'text', true)
/** The number of the event that a row is of, where the row has no position. */
const NUMBER: Column = { name: '', field: 'n', type: 'integer', isJson: false }
/** What a record is made with and keeps. Of a violation that is all but its end. */
const CONSTANT: readonly string[] = [
  ...['id', 'version'],
  ...['vehicle', 'occurred_at', 'recorded_at', 'seq', 'fine', 'points', 'recorded_by'],
]

const texts = (...names: readonly string[]): readonly Column[] => names.map((name) => column(name, 'text'))
const listOf = (table: TableName, names?: readonly string[]) => ({ table, columns: columnsOf(table, names) })
const recordsOf = (table: RecordName) => ({ table, columns: [...columnsOf(table), VERSION, RECORD] })

/** The columns that say when a row ended, and by which event. */
const ENDS = { released: ['released_at', 'released_seq'], revoked: ['revoked_at', 'revoked_seq'] } as const

/** The lists that are written: the parts of the statement, each with its table and what is sent of it. */
const LISTS = /* @__PURE__ */ (() => ({
  parties: { table: 'parties', columns: texts('id', 'kind') },
  known_parties: { table: 'parties', columns: texts('id', 'kind') },
  made_drivers: recordsOf('drivers'),
  changed_drivers: recordsOf('drivers'),
  made_vehicles: recordsOf('vehicles'),
  changed_vehicles: recordsOf('vehicles'),
  made_violations: recordsOf('violations'),
  changed_violations: recordsOf('violations'),
  owners: listOf('owners'),
  ended: listOf('bindings', ['driver', 'vehicle', ...ENDS.released]),
  bindings: listOf('bindings'),
  revoked: listOf('handlings', ['violation', ...ENDS.revoked]),
  handlings: listOf('handlings'),
  steps: listOf('points_step'),
  events: {
    table: 'events',
    columns: [
      { ...NUMBER, name: 'position' },
      ...texts('type'),
      column('at', 'bigint'),
      ...texts('driver', 'vehicle', 'violation'),
      column('event', 'text', true),
    ],
  },
  keys: { table: 'keys', columns: [...texts('key', 'command', 'outcome'), NUMBER] },
}))() satisfies Readonly<Record<string, { readonly table: string; readonly columns: readonly Column[] }>>
type ListName = keyof typeof LISTS
const LIST_NAMES = /* @__PURE__ */ Object.keys(LISTS) as readonly ListName[]
type Lists = {
  readonly [L in ListName]: readonly (L extends `${'made' | 'changed'}_${RecordName}` ? RecordWrite : object)[]
}

function listsOf({ drivers, vehicles, violations, positions: _, ...others }: Writes): Lists {
  const isNew = ({ version }: RecordWrite) => version === 0
  const isOld = ({ version }: RecordWrite) => version > 0
  const made = drivers.filter(isNew)
  const named = new Set(others.parties.map(({ id }) => id))
  // Somebody who was known when the command was decided, and was erased since, is known once more.
  const known = new Map<string, string>([
    ...others.owners.map(({ owner, owner_kind }) => [owner, owner_kind] as const),
    ...made.map(({ id }) => [id, 'individual'] as const),
  ])
  return {
    ...others,
    known_parties: [...known].flatMap(({ 0: id, 1: kind }) => (named.has(id) ? [] : [{ id, kind }])),
    made_drivers: made,
    changed_drivers: drivers.filter(isOld),
    made_vehicles: vehicles.filter(isNew),
    changed_vehicles: vehicles.filter(isOld),
    made_violations: violations.filter(isNew),
    changed_violations: violations.filter(isOld),
  }
}
