import type { KeptLaw } from './laws.ts'
import { dollarQuoted, literal, quoted } from './query.ts'
import { lawSql, migrationsOf, migrationsTableSql, named } from './schema.ts'

/**
 * The highest position or transaction that anything is moved to: a million a second would take 142 years. As many more are left to the store
 * until JavaScript has no higher whole number.
 */
const HIGHEST: number = 2 ** 52

/** With which state of SQL a migration stops. The class `ZD` is no other program's. */
export const NEWER = 'ZD001'
export const ODD_EVENT = 'ZD002'

/**
 * All that a start does, as one statement: a second start waits for the first, and finds nothing left to do.
 *
 * @param migrations what each version makes, in order; those of this library unless given
 */
export function migrateSql(schema: string, law: KeptLaw, migrations: readonly string[] = migrationsOf(schema)): string {
  const at = (name: string) => `${quoted(schema)}.${name}`
  const run = (sql: string) => `EXECUTE ${dollarQuoted(sql, 'statement')};`
  const steps = migrations.map(
    (sql, index) => `IF found < ${index + 1} THEN
    ${run(sql)}
    INSERT INTO ${at('migrations')} (version) VALUES (${index + 1});
  END IF;`,
  )
  const block = `
DECLARE
  found integer;
  newest record;
  highest bigint;
  shift bigint;
BEGIN
  PERFORM set_config('client_min_messages', 'warning', TRUE);
  PERFORM pg_advisory_xact_lock(${LOCK}, hashtext(${literal(schema)}));
  -- IF NOT EXISTS asks for the right to create even where there is nothing to do.
  IF to_regnamespace(${literal(quoted(schema))}) IS NULL THEN CREATE SCHEMA ${quoted(schema)}; END IF;
  IF to_regclass(${literal(at('migrations'))}) IS NULL THEN ${run(migrationsTableSql(schema))} END IF;
  SELECT COALESCE(max(version), 0) INTO found FROM ${at('migrations')};
  IF found > ${migrations.length} THEN RAISE EXCEPTION 'newer-schema' USING ERRCODE = '${NEWER}'; END IF;
  ${steps.join('\n  ')}
  IF NOT EXISTS (SELECT FROM ${at('laws')} WHERE digest = ${literal(law.digest)}) THEN
    ${run(lawSql(schema, law))}
  END IF;
  -- The highest of both, each found by an index. To numbers that no server comes to, put in by hand, nothing is moved.
  SELECT e.transaction, e.position INTO newest FROM ${at('events')} e ORDER BY e.transaction DESC, e.position DESC LIMIT 1;
  SELECT max(position) INTO highest FROM ${at('events')};
  -- Events of transactions that this server has not reached yet were written on another one.
  SELECT transaction_shift INTO shift FROM ${at('meta')};
  IF newest.transaction::text::numeric >= pg_snapshot_xmax(pg_current_snapshot())::text::numeric + shift THEN
    IF newest.transaction > '${HIGHEST}'::xid8 THEN RAISE EXCEPTION 'odd-event' USING ERRCODE = '${ODD_EVENT}', COLUMN = 'transaction', DETAIL = newest.position; END IF;
    UPDATE ${at('meta')} SET transaction_shift = newest.transaction::text::bigint + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  END IF;
  -- A dump of the tables without the sequence, or a copy by logical replication, leaves it at the beginning.
  IF ${isBehindSql(schema, 'highest')} THEN
    IF highest > ${HIGHEST} THEN RAISE EXCEPTION 'odd-event' USING ERRCODE = '${ODD_EVENT}', COLUMN = 'position', DETAIL = highest; END IF;
    PERFORM setval(${literal(at('position'))}::regclass, highest);
  END IF;
END `
  return `DO ${dollarQuoted(block, 'migrate')}`
}

/** The number of the lock that processes which start at once wait for. */
const LOCK = 12_123

/** Where the sequence of positions stands; NULL before the first. */
export function sequenceSql(schema: string): string {
  return `(SELECT last_value FROM pg_sequences WHERE schemaname = ${literal(schema)} AND sequencename = 'position')`
}

/** Whether it stands before a position; FALSE for who may not read it. */
export function isBehindSql(schema: string, highest: string): string {
  const name = literal(named('demerit.position', schema))
  return `has_sequence_privilege(${name}, 'USAGE, SELECT') AND ${highest} > COALESCE(${sequenceSql(schema)}, 0)`
}
