import { has, own } from '../input/own.ts'
import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { TABLE_NAMES, TABLES, type TableName } from '../tables/tables.ts'
import { POSTGRES_TYPES } from '../tables/types.ts'
import { CHANNELS } from '../values/channel.ts'
import { dollarQuoted, literal, quoted } from './query.ts'

/** The version of the schema that this library writes. */
export const SCHEMA_VERSION = 5

/** What the store keeps in a table beside the columns that an analyst reads: a record as JSON, and how often it was written. */
const RECORD_COLUMNS: Columns = { version: 'integer NOT NULL', record: 'json NOT NULL' }
const withRecord = ['drivers', 'vehicles', 'violations'] as const
/** The tables whose rows have a record and a version: those of things, which are called by an id. */
export const WITH_RECORD: typeof withRecord = withRecord
/** Columns of a table as SQL makes them: the type first. */
type Columns = { readonly [column: string]: string }
/** The tables that the store keeps beside those that an analyst reads, but for `migrations`: what the first migration makes. */
const STORE_TABLES = {
  meta: {
    only_row: 'boolean PRIMARY KEY DEFAULT TRUE CHECK (only_row)',
    rules: 'text NOT NULL',
    calendar: 'text NOT NULL',
  },
  parties: { id: 'text PRIMARY KEY', kind: `text NOT NULL CHECK (kind IN ('individual', 'unit'))` },
  events: {
    position: 'bigint PRIMARY KEY',
    transaction: 'xid8 NOT NULL DEFAULT pg_current_xact_id()',
    type: 'text NOT NULL',
    at: 'bigint NOT NULL',
    driver: 'text',
    vehicle: 'text',
    violation: 'text',
    event: 'json NOT NULL',
  },
  keys: { key: 'text PRIMARY KEY', command: 'text NOT NULL', outcome: 'text NOT NULL' },
} as const satisfies { readonly [table: string]: Columns }
/** The columns that later statements add. */
const ADDED = {
  meta: { transaction_shift: 'bigint NOT NULL DEFAULT 0' },
  parties: { erased: 'boolean NOT NULL DEFAULT FALSE' },
  drivers: { open_bindings: 'integer NOT NULL DEFAULT 0' },
  vehicles: { open_bindings: 'integer NOT NULL DEFAULT 0' },
} as const satisfies { readonly [table: string]: Columns }
/** All that the first migration makes. */
export const MADE: readonly string[] = [...TABLE_NAMES, ...Object.keys(STORE_TABLES), 'position']

const primaryKeys = (names: readonly string[]) => names.map((name) => `${name}_pkey`)
/** The keys that two writers can both make anew: the second to do so lost a race. */
export const RACED: readonly string[] = /* @__PURE__ */ primaryKeys([...WITH_RECORD, 'parties', 'keys'])
/** The keys with a position in them: where such a row is there already, the sequence of positions is behind the rows. */
export const PLACED: readonly string[] = /* @__PURE__ */ primaryKeys([
  'events',
  ...TABLE_NAMES.filter((name) => !isWithRecord(name)),
])

/**
 * The migrations in order: number and statements. A migration that shipped is never changed; a new schema is a new one behind it.
 * Each runs inside one DO block, so a process that dies leaves all of it or nothing.
 */
export function migrationsOf(schema: string): readonly (readonly [version: number, statements: readonly string[]])[] {
  return [
    [1, firstSchema(schema)],
    // Added to the number of a transaction: on another server, where tables are restored, transactions count from the beginning.
    [2, addColumns(schema, 'meta')],
    [3, wholeNet(schema)],
    // Whether the id was put in somebody's place. Whose, it does not say.
    [4, addColumns(schema, 'parties')],
    [5, [...countedNet(schema), readableFunction(schema)]],
  ]
}

function firstSchema(schema: string): readonly string[] {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const makeTable = (name: keyof typeof STORE_TABLES) =>
    `CREATE TABLE ${at(name)} (${linesOf(STORE_TABLES[name]).join(', ')})`
  return [
    `CREATE SEQUENCE ${at('position')} AS bigint CACHE 1`,
    makeTable('meta'),
    makeTable('parties'),
    ...TABLE_NAMES.map((name) => tableSql(name, at(name))),
    // Counts that a trigger keeps: the database itself refuses a binding over the cap, however it is written.
    ...addColumns(schema, 'drivers'),
    ...addColumns(schema, 'vehicles'),
    makeTable('events'),
    `CREATE INDEX ON ${at('events')} (transaction, position)`,
    makeTable('keys'),
    `CREATE UNIQUE INDEX bindings_open ON ${at('bindings')} (driver, vehicle) WHERE released_at IS NULL`,
    `CREATE INDEX ON ${at('bindings')} (vehicle) WHERE released_at IS NULL`,
    `CREATE UNIQUE INDEX handlings_standing ON ${at('handlings')} (violation) WHERE revoked_at IS NULL`,
    `CREATE INDEX ON ${at('violations')} (vehicle)`,
    `CREATE INDEX ON ${at('vehicles')} (owner)`,
    ...foreignKeys(at),
    bindingGuard(schema),
    `CREATE TRIGGER bindings_count AFTER INSERT OR UPDATE OF released_at OR DELETE ON ${at('bindings')} FOR EACH ROW EXECUTE FUNCTION ${at('count_bindings')}()`,
  ]
}

function isWithRecord(name: TableName): boolean {
  return WITH_RECORD.some((each) => each === name)
}

function linesOf(columns: Columns): readonly string[] {
  return Object.entries(columns).map(({ 0: column, 1: definition }) => `${quoted(column)} ${definition}`)
}

function addColumns(schema: string, table: keyof typeof ADDED): readonly string[] {
  return linesOf(ADDED[table]).map((line) => `ALTER TABLE ${quoted(schema)}.${quoted(table)} ADD COLUMN ${line}`)
}

/** A table of the shared description, with what the store adds. */
function tableSql(name: TableName, at: string): string {
  const { key } = TABLES[name]
  return `CREATE TABLE ${at} (${[...linesOf(columnsOf(name)), `PRIMARY KEY (${key.map(quoted).join(', ')})`].join(', ')})`
}

function columnsOf(name: TableName): Columns {
  const shared = Object.entries(TABLES[name].columns).map(({ 0: column, 1: described }) => {
    const { kind, orNull, words } = own(described)
    const check = words === undefined ? '' : wordCheck(column, kind === 'words', words)
    return [column, `${POSTGRES_TYPES[kind]}${orNull ? '' : ' NOT NULL'}${check}`] as const
  })
  return { ...Object.fromEntries(shared), ...(isWithRecord(name) && RECORD_COLUMNS) }
}

/**
 * The version of the tables, and the first column that is gone or of another type, where there is one. It is asked at a start and after an
 * error, and needs no right to create, as `verify` does.
 */
export function changedColumnSql(schema: string): string {
  const made = [
    ...TABLE_NAMES.map((name) => [name, columnsOf(name)] as const),
    ...Object.entries<Columns>(STORE_TABLES),
    // A sequence has columns too.
    ['position', { last_value: 'bigint' }] as const,
  ]
  const rows = [...made, ...Object.entries(ADDED)].flatMap(({ 0: table, 1: columns }) =>
    Object.entries(columns).map(
      ({ 0: column, 1: definition }) => `(${[table, column, definition.replace(/ .*/s, '')].map(literal).join(', ')})`,
    ),
  )
  return `SELECT v.version::text AS version, c.name, c.field, c.expected, c.found FROM (SELECT max(version) AS version FROM ${quoted(schema)}.${quoted('migrations')}) v LEFT JOIN (
SELECT e.name, e.field, e.expected, format_type(a.atttypid, a.atttypmod) AS found FROM (VALUES ${rows.join(', ')}) e(name, field, expected)
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = to_regclass(${literal(`${quoted(schema)}.`)} || quote_ident(e.name)) AND a.attname = e.field AND NOT a.attisdropped
WHERE a.atttypid IS NULL OR format_type(a.atttypid, a.atttypmod) <> e.expected ORDER BY e.name, e.field LIMIT 1
) c ON TRUE`
}

function wordCheck(column: string, isList: boolean, words: readonly string[]): string {
  const list = words.map(literal).join(', ')
  return isList ? ` CHECK (${quoted(column)} <@ ARRAY[${list}]::text[])` : ` CHECK (${quoted(column)} IN (${list}))`
}

const REFERENCES: readonly (readonly [table: TableName, column: string, target: TableName])[] = [
  ['bindings', 'driver', 'drivers'],
  ['bindings', 'vehicle', 'vehicles'],
  ['owners', 'vehicle', 'vehicles'],
  ['violations', 'vehicle', 'vehicles'],
  ['handlings', 'violation', 'violations'],
  ['handlings', 'driver', 'drivers'],
  ['points_step', 'driver', 'drivers'],
]
/** The names that PostgreSQL gives the foreign keys. */
export const FOREIGN_KEYS: readonly string[] = /* @__PURE__ */ REFERENCES.map(
  ({ 0: table, 1: column }) => `${table}_${column}_fkey`,
)

function foreignKeys(at: (name: string) => string): readonly string[] {
  return REFERENCES.map(
    ({ 0: table, 1: column, 2: target }) =>
      `ALTER TABLE ${at(table)} ADD FOREIGN KEY (${quoted(column)}) REFERENCES ${at(target)} (id)`,
  )
}

/** Keeps the counts of open bindings, and refuses an owner's binding of their own vehicle. */
function bindingGuard(schema: string): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const count = (by: string, row: string) =>
    `UPDATE ${at('drivers')} SET open_bindings = open_bindings ${by} WHERE id = ${row}.driver; UPDATE ${at('vehicles')} SET open_bindings = open_bindings ${by} WHERE id = ${row}.vehicle;`
  const body = `
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.released_at IS NULL THEN ${count('- 1', 'OLD')} END IF;
  IF TG_OP <> 'DELETE' AND NEW.released_at IS NULL THEN
    IF EXISTS (SELECT FROM ${at('vehicles')} WHERE id = NEW.vehicle AND owner = NEW.driver) THEN
      RAISE EXCEPTION 'own-vehicle' USING ERRCODE = 'check_violation', CONSTRAINT = 'bindings_own_vehicle';
    END IF;
    ${count('+ 1', 'NEW')}
  END IF;
  RETURN NULL;
END `
  return `CREATE FUNCTION ${at('count_bindings')}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuoted(body, 'guard')}`
}

/** The net holds for every column that a row can be changed in: who and what is bound, who owns, and the counts themselves. */
function wholeNet(schema: string): readonly string[] {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const make = (name: string, body: string) =>
    `CREATE OR REPLACE FUNCTION ${at(name)}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuoted(`\nBEGIN\n${body}\nEND `, 'guard')}`
  const count = (table: string, by: string, id: string) =>
    `UPDATE ${at(table)} SET open_bindings = open_bindings ${by} WHERE id = ${id};`
  const refuse = (constraint: string) =>
    `RAISE EXCEPTION '${constraint}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}';`
  const own = (where: string) =>
    `IF EXISTS (SELECT FROM ${at('bindings')} b JOIN ${at('vehicles')} v ON v.id = b.vehicle AND v.owner = b.driver WHERE b.released_at IS NULL AND ${where}) THEN ${refuse('bindings_own_vehicle')} END IF;`
  // By hand, and not by the trigger that counts.
  const alone = 'pg_trigger_depth() = 0'
  return [
    make(
      'count_bindings',
      `  IF TG_OP <> 'INSERT' AND OLD.released_at IS NULL THEN
    ${count('drivers', '- 1', 'OLD.driver')}
    -- A driver who is not there was given another id by this statement, and took the count along.
    IF NOT FOUND AND TG_OP = 'UPDATE' THEN ${count('drivers', '- 1', 'NEW.driver')} END IF;
    ${count('vehicles', '- 1', 'OLD.vehicle')}
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.released_at IS NULL THEN
    ${count('drivers', '+ 1', 'NEW.driver')}
    ${count('vehicles', '+ 1', 'NEW.vehicle')}
    -- Last: the row of the vehicle is locked, so its owner stays.
    ${own('b.driver = NEW.driver AND b.vehicle = NEW.vehicle')}
  END IF;
  RETURN NULL;`,
    ),
    `DROP TRIGGER bindings_count ON ${at('bindings')}`,
    `CREATE TRIGGER bindings_count AFTER INSERT OR DELETE OR UPDATE OF driver, vehicle, released_at ON ${at('bindings')} FOR EACH ROW EXECUTE FUNCTION ${at('count_bindings')}()`,
    make('check_owner', `  ${own('b.driver = NEW.owner AND b.vehicle = NEW.id')}\n  RETURN NULL;`),
    `CREATE TRIGGER vehicles_owner AFTER UPDATE OF owner ON ${at('vehicles')} FOR EACH ROW WHEN (OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION ${at('check_owner')}()`,
    make('keep_count', `  ${refuse('open_bindings_counted')}`),
    ...['drivers', 'vehicles'].flatMap((table) => [
      `CREATE TRIGGER ${table}_counted BEFORE UPDATE OF open_bindings ON ${at(table)} FOR EACH ROW WHEN (OLD.open_bindings <> NEW.open_bindings AND ${alone}) EXECUTE FUNCTION ${at('keep_count')}()`,
      `CREATE TRIGGER ${table}_uncounted BEFORE INSERT ON ${at(table)} FOR EACH ROW WHEN (NEW.open_bindings <> 0) EXECUTE FUNCTION ${at('keep_count')}()`,
    ]),
  ]
}

/**
 * The net counts the rows: a count is what there is, whoever sets it and however deep in triggers. So that two who write at once see each
 * other's rows, the row that has the count is locked, and counted in a statement of its own. Operators are those of PostgreSQL, whatever
 * the search path is.
 */
function countedNet(schema: string): readonly string[] {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const make = (name: string, body: string) =>
    `CREATE OR REPLACE FUNCTION ${at(name)}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS ${dollarQuoted(`\n${body}\nEND `, 'guard')}`
  const counted = (column: string, id: string) =>
    `(SELECT count(*) FROM ${at('bindings')} b WHERE b.${column} = ${id} AND b.released_at IS NULL)`
  const count = (table: string, column: string, id: string) =>
    `PERFORM FROM ${at(table)} WHERE id = ${id} FOR NO KEY UPDATE;
    UPDATE ${at(table)} SET open_bindings = ${counted(column, id)} WHERE id = ${id};`
  const countBoth = (row: string) =>
    `${count('drivers', 'driver', `${row}.driver`)}
    ${count('vehicles', 'vehicle', `${row}.vehicle`)}`
  const refuse = (constraint: string) =>
    `RAISE EXCEPTION '${constraint}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}';`
  const own = (where: string) =>
    `IF EXISTS (SELECT FROM ${at('bindings')} b JOIN ${at('vehicles')} v ON v.id = b.vehicle AND v.owner = b.driver WHERE b.released_at IS NULL AND ${where}) THEN ${refuse('bindings_own_vehicle')} END IF;`
  return [
    make(
      'count_bindings',
      `BEGIN
  IF TG_OP <> 'INSERT' AND OLD.released_at IS NULL THEN
    ${countBoth('OLD')}
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.released_at IS NULL THEN
    ${countBoth('NEW')}
    -- Last: the row of the vehicle is locked, so its owner stays.
    ${own('b.driver = NEW.driver AND b.vehicle = NEW.vehicle')}
  END IF;
  RETURN NULL;`,
    ),
    make('check_owner', `BEGIN\n  ${own('b.driver = NEW.owner AND b.vehicle = NEW.id')}\n  RETURN NULL;`),
    make(
      'keep_count',
      `DECLARE
  counted bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'drivers' THEN counted := ${counted('driver', 'NEW.id')};
  ELSIF TG_OP = 'UPDATE' THEN counted := ${counted('vehicle', 'NEW.id')};
  END IF;
  IF NEW.open_bindings <> counted THEN ${refuse('open_bindings_counted')} END IF;
  RETURN NEW;`,
    ),
    ...['drivers', 'vehicles'].flatMap((table) => [
      `DROP TRIGGER ${table}_counted ON ${at(table)}`,
      `CREATE TRIGGER ${table}_counted BEFORE UPDATE OF open_bindings ON ${at(table)} FOR EACH ROW WHEN (OLD.open_bindings <> NEW.open_bindings) EXECUTE FUNCTION ${at('keep_count')}()`,
    ]),
  ]
}

/**
 * The name of the function that reads a record or an event: NULL for what is no object, or what `jsonb` cannot hold, though `json` can (a null
 * character, half a surrogate pair, thousands of levels).
 */
export const READABLE = 'readable'

/** The function, in a schema. */
function readableFunction(schema: string): string {
  const body = `
BEGIN
  RETURN CASE jsonb_typeof(given::jsonb) WHEN 'object' THEN given::jsonb END;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  RETURN NULL;
END `
  return `CREATE FUNCTION ${quoted(schema)}.${quoted(READABLE)}(given json) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS ${dollarQuoted(body, 'guard')}`
}

/**
 * The net 约束网: the highest caps that any rule set of the law allows, as constraints of the tables. A law without a cap on bindings
 * that it permits has no constraint for it.
 */
export function netSql(schema: string, rules: RuleSet | RuleBook): readonly string[] {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  return (
    [
      ['drivers', 'driver-cap'],
      ['vehicles', 'vehicle-cap'],
    ] as const
  ).flatMap(({ 0: table, 1: rule }) => {
    const cap = highestCap(rules, rule)
    const name = quoted(`${table}_cap`)
    return [
      `ALTER TABLE ${at(table)} DROP CONSTRAINT IF EXISTS ${name}`,
      ...(cap === undefined ? [] : [`ALTER TABLE ${at(table)} ADD CONSTRAINT ${name} CHECK (open_bindings <= ${cap})`]),
    ]
  })
}

/** The highest cap that a set allows on any channel, of the sets that permit bindings; `undefined` where one of them sets none. */
function highestCap(rules: RuleSet | RuleBook, rule: 'driver-cap' | 'vehicle-cap'): number | undefined {
  const sets = (has(rules, 'sets') ? rules.sets : [rules]).filter(({ bind }) => bind.length > 0)
  let highest: number | undefined = 0
  for (const { bind } of sets) {
    for (const channel of CHANNELS) {
      const limits = bind.flatMap((provision) =>
        provision.rule === rule && (provision.channels === 'all' || provision.channels.includes(channel))
          ? [provision.limit]
          : [],
      )
      highest = limits.length === 0 || highest === undefined ? undefined : Math.max(highest, Math.min(...limits))
    }
  }
  return highest
}
