import { recordArgument } from '../input/assert.ts'
import { ownOptions } from '../input/options.ts'
import { own } from '../input/own.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import { lawOf, type RegistryOptions } from '../registry/registry.ts'
import { type ColumnKind, TABLES, type TableName } from '../tables/tables.ts'
import { POSTGRES_TYPES } from '../tables/types.ts'
import { ERASE_SQL } from './erase-sql.ts'
import { FUNCTIONS_SQL } from './functions-sql.ts'
import { type KeptLaw, keptLawOf } from './laws.ts'
import { literal, quoted, schemaArgument } from './query.ts'
import { BYTES, type ColumnSql, ID, MS, ownColumns } from './record-columns.ts'

/** The version of the schema that this library writes. */
export const SCHEMA_VERSION = 1

type Columns = { readonly [column: string]: ColumnSql }
interface TableOf {
  readonly means: string
  readonly columns: Columns
  /** What comes behind the columns: keys and checks. */
  readonly constraints: readonly string[]
  /** Rows that are written again and again have room for it on their page. */
  readonly settings?: string
  readonly indexes: readonly (readonly [sql: string, means: string])[]
}

const VERSION = ['integer NOT NULL', 'How often it was written; each writer compares it.', 'apart'] as const
const DIGEST = [
  'integer',
  'A checksum of the whole record: where it fits, the store wrote the row. NULL: read with care.',
  'apart',
] as const
const RECORD = ['json NOT NULL', 'What the store knows of it beside the columns.'] as const
const OFTEN = 'fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1'

/** A correction, what it omitted, and what it entered. */
export const IS_CORRECTED = "type = 'history-corrected' OR omitted_by IS NOT NULL OR correction IS NOT NULL"

/** What the store keeps beside the columns that an analyst reads. */
const BESIDE: { readonly [N in TableName]: Omit<TableOf, 'means'> } = {
  drivers: {
    columns: { version: VERSION, digest: DIGEST, record: RECORD },
    constraints: [],
    settings: OFTEN,
    indexes: [],
  },
  vehicles: {
    columns: { version: VERSION, digest: DIGEST, record: RECORD },
    constraints: [],
    settings: OFTEN,
    indexes: [['INDEX ON demerit.vehicles (owner)', 'The vehicles of somebody.']],
  },
  owners: {
    columns: {},
    constraints: [],
    indexes: [['INDEX ON demerit.owners (owner)', 'Whom to erase.']],
  },
  violations: {
    columns: {
      version: VERSION,
      digest: DIGEST,
      ...ownColumns('violation'),
    },
    constraints: [],
    settings: OFTEN,
    indexes: [['INDEX ON demerit.violations (vehicle)', 'The violations of a vehicle.']],
  },
  bindings: {
    columns: {
      driver_place: [
        'smallint NOT NULL',
        'Which of the driver’s places it has while it is open: the cap is how many there are.',
        'apart',
      ],
      vehicle_place: ['smallint NOT NULL', 'Which of the vehicle’s places.', 'apart'],
    },
    constraints: ['CONSTRAINT bindings_places CHECK (driver_place > 0 AND vehicle_place > 0)'],
    indexes: [
      [
        'UNIQUE INDEX bindings_open ON demerit.bindings (driver, vehicle) WHERE released_at IS NULL',
        'A pair is bound once.',
      ],
      [
        'UNIQUE INDEX bindings_driver_place ON demerit.bindings (driver, driver_place) WHERE released_at IS NULL',
        'A place is taken once.',
      ],
      [
        'UNIQUE INDEX bindings_vehicle_place ON demerit.bindings (vehicle, vehicle_place) WHERE released_at IS NULL',
        'The same of the vehicle’s places.',
      ],
    ],
  },
  handlings: {
    columns: {},
    constraints: [],
    indexes: [
      [
        'UNIQUE INDEX handlings_standing ON demerit.handlings (violation) WHERE revoked_at IS NULL',
        'A violation is handled once.',
      ],
      ['INDEX ON demerit.handlings (driver)', 'Whom to erase.'],
    ],
  },
  points_step: {
    columns: {},
    constraints: [],
    indexes: [],
  },
}

/** The tables of the store alone. */
const OWN: { readonly [name: string]: TableOf } = {
  meta: {
    means: 'What holds of the whole schema, in one row.',
    columns: {
      one: ['boolean PRIMARY KEY DEFAULT TRUE CHECK (one)', 'There is one row.'],
      transaction_shift: [
        'bigint NOT NULL DEFAULT 0',
        'What migrate() adds to the numbers of transactions: on another server, where tables are restored, they begin anew, and followers need them to rise.',
      ],
    },
    constraints: [],
    indexes: [],
  },
  laws: {
    means: 'The laws and calendars that processes judge by; an event says by which it was decided.',
    columns: {
      id: ['smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY', 'The number by which `law` of an event names it.'],
      digest: [
        `${ID} NOT NULL UNIQUE`,
        'What a process knows it by: its name, and a checksum of its rule sets and calendar.',
      ],
      since: ['bigint NOT NULL', 'The position of the last event before it came in.'],
      writes: ['boolean NOT NULL DEFAULT TRUE', 'Whether processes may judge by it; after a change call set_caps().'],
      driver_cap: ['integer', 'How many bindings of a driver it allows at most; NULL is any number.'],
      vehicle_cap: ['integer', 'The same of a vehicle.'],
      content: ['json NOT NULL', 'The whole text: rules and calendar.'],
    },
    constraints: [],
    indexes: [],
  },
  parties: {
    means: 'Drivers and owners: an id is an individual’s or a unit’s, for ever.',
    columns: {
      id: [`${ID} PRIMARY KEY`, 'The driver or owner.'],
      ...ownColumns('party'),
      erased: ['boolean NOT NULL DEFAULT FALSE', 'Whether the id is a pseudonym that erase() gave.', 'apart'],
      version: ['integer NOT NULL DEFAULT 1', VERSION[1], 'apart'],
      digest: DIGEST,
    },
    constraints: [],
    settings: OFTEN,
    indexes: [],
  },
  events: {
    means: 'What happened, in the order of positions. It may be partitioned by position, before the first event.',
    columns: {
      position: ['bigint NOT NULL', 'Its number in the order of events; numbers may be missing.'],
      transaction: [
        'xid8 NOT NULL',
        'Which transaction wrote it: followers go by it, since positions become visible out of order.',
        'apart',
      ],
      law: ['smallint NOT NULL', 'By which of `laws` it was decided.'],
      rule_set: ['text NOT NULL', 'By which rule set of that law.'],
      type: ['text NOT NULL', 'What happened, as in vehicle-bound.'],
      at: ['bigint NOT NULL', `When it happened, in ${MS}.`],
      driver: [ID, 'The driver that it is about.'],
      vehicle: [ID, 'The vehicle that it is about.'],
      violation: [ID, 'The violation that it is about.'],
      party: [ID, 'The owner that it names.'],
      former: [ID, 'The owner so far, of a transfer.'],
      others: [
        `text[] ${BYTES}`,
        'The other drivers or vehicles that it changes: whose bindings it ended, or whose clocks it moved. NULL is none.',
      ],
      details: ['json', 'What else was said and done; NULL where there is nothing else.'],
      note: ['json', 'What was noted beside it; erase() of anybody whom it names empties it.', 'apart'],
      correction: ['bigint', 'The position of the correction that entered it.'],
      place: ['bigint', 'The position of the event whose place in the history it took.'],
      omitted_by: [
        'text',
        'The correction by which it does not stand any more: its transaction and position, as in 12-3.',
      ],
    },
    constraints: ['PRIMARY KEY (position)'],
    indexes: [
      [
        'INDEX ON demerit.events (transaction, position)',
        'Followers read by it, up to the oldest transaction that still runs: one that stays open holds them back.',
      ],
      [
        'INDEX ON demerit.events (driver, position) WHERE driver IS NOT NULL',
        'The history of a driver, and whom to erase.',
      ],
      ['INDEX ON demerit.events (vehicle, position) WHERE vehicle IS NOT NULL', 'The history of a vehicle.'],
      ['INDEX ON demerit.events (violation, position) WHERE violation IS NOT NULL', 'The history of a violation.'],
      ['INDEX ON demerit.events USING gin (others) WHERE others IS NOT NULL', 'What else is in a history.'],
      ['INDEX ON demerit.events (party) WHERE party IS NOT NULL', 'Whom to erase.'],
      ['INDEX ON demerit.events (former) WHERE former IS NOT NULL', 'Whom to erase.'],
      ['INDEX ON demerit.events (correction) WHERE correction IS NOT NULL', 'What a correction entered.'],
      ['INDEX ON demerit.events (place) WHERE place IS NOT NULL', 'What took the place of an event.'],
      [`INDEX ON demerit.events (position) WHERE ${IS_CORRECTED}`, 'What was corrected.'],
    ],
  },
  gone: {
    means: 'The clocks of records of which a correction left nothing: what comes under such an id is not dated before.',
    columns: {
      kind: ['text NOT NULL', 'A driver, vehicle, violation or party.'],
      id: [`${ID} NOT NULL`, 'Its id.'],
      version: ['integer NOT NULL', 'Which version it had.'],
      last: ['bigint NOT NULL', `When the correction was, in ${MS}.`],
    },
    constraints: ['PRIMARY KEY (kind, id)'],
    indexes: [],
  },
  keys: {
    means:
      'What commands that came with a key were answered. The same command with the same key gets the same answer while its row is here.',
    columns: {
      key: [`${ID} PRIMARY KEY`, 'The key that the client gave.'],
      command: ['text NOT NULL', 'The command as JSON, without its time.'],
      outcome: ['json NOT NULL', 'The answer without the event.'],
      position: ['bigint', 'The position of its event; NULL if there is none.'],
      people: [`text[] ${BYTES} NOT NULL`, 'The drivers and owners that it names.'],
      made_at: ['timestamptz NOT NULL', 'When it was answered.'],
    },
    constraints: [],
    indexes: [['INDEX ON demerit.keys USING gin (people)', 'Whom to erase.']],
  },
}

/** What a column of the kind holds, where its type does not say it. */
const UNITS: { readonly [K in ColumnKind]?: string } = {
  instant: ` In ${MS}.`,
  day: ' As YYYY-MM-DD, of China.',
}

function tableOf(name: TableName): TableOf {
  const { means, key, columns } = TABLES[name]
  const { columns: beside, constraints, ...rest } = BESIDE[name]
  const shared = Object.entries(columns).map(({ 0: column, 1: described }) => {
    const { kind, orNull, words, means: says } = own(described)
    const check = words === undefined ? '' : wordCheck(column, kind === 'words', words)
    const type = kind === 'id' ? ID : POSTGRES_TYPES[kind]
    return [column, [`${type}${orNull ? '' : ' NOT NULL'}${check}`, `${says}${UNITS[kind] ?? ''}`]] as const
  })
  return {
    means,
    columns: { ...Object.fromEntries(shared), ...beside },
    constraints: [`PRIMARY KEY (${key.join(', ')})`, ...constraints],
    ...rest,
  }
}

function wordCheck(column: string, isList: boolean, words: readonly string[]): string {
  const list = words.map(literal).join(', ')
  return isList ? ` CHECK (${column} <@ ARRAY[${list}]::text[])` : ` CHECK (${column} IN (${list}))`
}

/** Every table of the schema but `migrations`. */
const ALL: { readonly [name: string]: TableOf } = {
  ...OWN,
  ...Object.fromEntries((Object.keys(TABLES) as TableName[]).map((name) => [name, tableOf(name)])),
}
/** The columns of each table, in order: a row is sent as a list of their values. */
export const COLUMNS: { readonly [table: string]: readonly string[] } = columnsThat(() => true)
/** Those that follow from the events, which `verify` compares. */
export const FOLLOWING: { readonly [table: string]: readonly string[] } = columnsThat(
  ({ 2: apart }) => apart === undefined,
)

function columnsThat(holds: (column: ColumnSql) => boolean): { readonly [table: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(ALL).map(({ 0: name, 1: { columns } }) => [
      name,
      Object.keys(columns).filter((column) => holds(columns[column] as ColumnSql)),
    ]),
  )
}

function tableSql(name: string, { means, columns, constraints, settings, indexes }: TableOf): string {
  const lines = [
    ...Object.entries(columns).map(({ 0: column, 1: { 0: definition, 1: says } }) => ({
      line: `  ${column} ${definition}`,
      says,
    })),
    ...constraints.map((line) => ({ line: `  ${line}`, says: '' })),
  ]
  const text = lines.map(({ line, says }, index) => {
    const comma = index < lines.length - 1 ? ',' : ''
    return `${line}${comma}${says === '' ? '' : ` -- ${says}`}`
  })
  return [
    `CREATE TABLE demerit.${name} (`,
    ...text,
    `)${settings === undefined ? '' : ` WITH (${settings})`};`,
    `COMMENT ON TABLE demerit.${name} IS ${literal(means)};`,
    ...indexes.flatMap(({ 0: sql, 1: says }) => [`-- ${says}`, `CREATE ${sql};`]),
  ].join('\n')
}

/** The migrations in order: what each makes. A migration that shipped is never changed; a new schema is a new one behind it. */
export function migrationsOf(schema: string): readonly string[] {
  return [named(FIRST, schema)]
}
const FIRST: string = [
  '-- The order of events.\nCREATE SEQUENCE demerit.position AS bigint CACHE 1;',
  ...Object.entries(ALL).map(({ 0: name, 1: table }) => tableSql(name, table)),
  'INSERT INTO demerit.meta DEFAULT VALUES;',
  FUNCTIONS_SQL.trim(),
  ERASE_SQL.trim(),
].join('\n\n')

/** SQL with the name of a schema in it. */
export function named(sql: string, schema: string): string {
  return sql.replaceAll('demerit.', `${quoted(schema)}.`)
}

/** Lets processes judge by a law. */
export function lawSql(schema: string, { digest, content, driverCap, vehicleCap }: KeptLaw): string {
  const values = [
    literal(digest),
    '(SELECT COALESCE(max(position), 0) FROM demerit.events)',
    String(driverCap ?? 'NULL'),
    String(vehicleCap ?? 'NULL'),
    literal(content),
  ]
  return named(
    `INSERT INTO demerit.laws (digest, since, driver_cap, vehicle_cap, content) VALUES (${values.join(', ')});\nSELECT demerit.set_caps();`,
    schema,
  )
}

/** The table that says which migrations ran. */
export function migrationsTableSql(schema: string): string {
  return named(
    `CREATE TABLE demerit.migrations (version integer PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE demerit.migrations IS 'Which versions of the schema were made here.';`,
    schema,
  )
}

/**
 * All that `migrate` makes in an empty database, as a text that a DBA can read, compare and run in psql.
 *
 * @throws TypeError if `rules` are not made by this copy of the library; RangeError if the calendar or the name of the schema is malformed.
 */
export function schemaSql(options: {
  readonly rules: Rules
  readonly calendar?: RegistryOptions['calendar']
  readonly schema?: string
}): string {
  recordArgument('schemaSql(options)', options, 'a record of options')
  const {
    rules,
    calendar,
    schema = 'demerit',
  } = ownOptions('schemaSql(options)', options, ['rules', 'calendar', 'schema'])
  schemaArgument('schemaSql(schema)', schema)
  const law = keptLawOf(lawOf(rules, calendar === undefined ? {} : { calendar }))
  return [
    `-- The registry of demerit in PostgreSQL 15 or newer, version ${SCHEMA_VERSION} of the schema, under the law ${rules.id}.`,
    'BEGIN;',
    `CREATE SCHEMA ${quoted(schema)};`,
    migrationsTableSql(schema),
    ...migrationsOf(schema),
    `INSERT INTO ${quoted(schema)}.migrations (version) VALUES ${migrationsOf(schema)
      .map((_, index) => `(${index + 1})`)
      .join(', ')};`,
    lawSql(schema, law),
    'COMMIT;',
    '',
  ].join('\n\n')
}
