import { failure } from './failure.ts'
import { OTHER_COLUMNS, sqlState } from './query.ts'

/**
 * With which state of SQL the database stops a migration, by the code of the store. The class `ZD` is no other program's: the standard
 * leaves classes from `I` on to implementations, and PostgreSQL has none under `Z`.
 */
const STATES = {
  /** The schema holds what another program made. */
  'other-tables': 'ZD001',
  /** A table of the store, or a row of `migrations`, is gone. */
  incomplete: 'ZD002',
  /** A column is gone or has another type. */
  'other-column': 'ZD003',
  'newer-schema': 'ZD004',
  'other-rules': 'ZD005',
  'other-calendar': 'ZD006',
  /** An event has a position or transaction that no server comes to: `COLUMN` says which of the two, `DETAIL` the position. */
  'odd-event': 'ZD007',
  /** Rows do not fit into the net: `TABLE` says of which table, `CONSTRAINT` what refuses them. */
  unfit: 'ZD008',
} as const

type MigrationFault = keyof typeof STATES
/** A fault that is the same whichever row it was found in. */
type WholeFault = Exclude<MigrationFault, 'odd-event' | 'unfit'>

const SENTENCES: Readonly<Record<WholeFault, string>> = {
  'other-tables':
    'the schema has tables of the same names that this library did not make: give the store another `schema`',
  incomplete:
    'a table, the sequence or a row of migrations is gone, and what it held with it: migrate() cannot make it again; restore it from a backup',
  'other-column': 'a column is gone or has another type: change it back; verify() names it',
  'newer-schema': 'the tables were made by a newer version of the library',
  'other-rules': 'the tables are kept under another law; migrate({ replace: true }) puts this one in its place',
  'other-calendar': 'the tables are kept under another calendar; migrate({ replace: true }) puts this one in its place',
}

/** The statement of a block that stops a migration; `about` are fields of the error, as in `TABLE = 'bindings'`. */
export function stopSql(fault: MigrationFault, about = ''): string {
  return `RAISE EXCEPTION '${fault}' USING ERRCODE = '${STATES[fault]}'${about === '' ? '' : `, ${about}`};`
}

/** What stopped a migration; `undefined` if it was not one of these. */
export function migrationFaultOf(error: unknown): MigrationFault | undefined {
  const state = sqlState(error) ?? ''
  if (OTHER_COLUMNS.includes(state)) return 'other-tables'
  return (Object.keys(STATES) as MigrationFault[]).find((fault) => STATES[fault] === state)
}

export function migrationFailure(fault: WholeFault, about: object = {}): Error {
  return failure(fault, SENTENCES[fault], about)
}
