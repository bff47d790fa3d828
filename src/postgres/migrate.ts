import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { stopSql } from './migration-fault.ts'
import { mendNetSql } from './net.ts'
import { dollarQuoted, firstBytes, literal, quoted } from './query.ts'
import { changedColumnSql, MADE, migrationsOf, netSql, SCHEMA_VERSION } from './schema.ts'

/**
 * The highest position or transaction that anything is moved to: a million a second would take 142 years. As many more are left to the store
 * until JavaScript has no higher whole number.
 */
export const HIGHEST: number = 2 ** 52

/**
 * All that a start does, as one statement: a second start waits for the first, and finds nothing left to do. `replace` makes the whole net
 * anew where it is not as a schema that is made beside it, and fails where rows break it.
 */
export function migrateSql(
  schema: string,
  rules: RuleSet | RuleBook,
  content: { readonly rules: string; readonly calendar: string },
  replace: boolean,
): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const run = (statements: readonly string[]) =>
    statements.map((each) => `EXECUTE ${dollarQuoted(each, 'statement')};`).join('\n    ')
  const steps = migrationsOf(schema).map(
    ({ 0: version, 1: statements }) => `IF found < ${version} THEN
    ${run(statements)}
    INSERT INTO ${at('migrations')} (version) VALUES (${version});
  END IF;`,
  )
  const isOther = (what: 'rules' | 'calendar') =>
    `IF kept.${what} <> ${literal(content[what])} AND NOT ${replace} THEN ${stopSql(`other-${what}`)} END IF;`
  // The name needs quotation marks, so that it has them wherever it stands.
  const made = `${firstBytes(schema, 50)} made anew`
  const mend = () => `${run([`CREATE SCHEMA ${quoted(made)}`, migrateSql(made, rules, content, false)])}
  ${mendNetSql(schema, made)}
  ${run([`DROP SCHEMA ${quoted(made)} CASCADE`])}`
  const isGone = (name: string) => `to_regclass(${literal(at(name))}) IS NULL`
  const gone = MADE.map(isGone)
  const block = `
DECLARE
  found integer;
  kept record;
  highest bigint;
  newest record;
  shift bigint;
  each record;
  loose boolean := FALSE;
BEGIN
  PERFORM set_config('client_min_messages', 'warning', TRUE);
  PERFORM pg_advisory_xact_lock(${LOCK}, hashtext(${literal(schema)}));
  -- IF NOT EXISTS asks for the right to create even where there is nothing to do.
  IF to_regnamespace(${literal(quoted(schema))}) IS NULL THEN CREATE SCHEMA ${quoted(schema)}; END IF;
  IF ${isGone('migrations')} THEN
    IF NOT (${gone.join(' OR ')}) THEN ${stopSql('incomplete')} END IF;
    IF NOT (${gone.join(' AND ')}) THEN ${stopSql('other-tables')} END IF;
    CREATE TABLE ${at('migrations')} (version integer PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now());
  END IF;
  SELECT COALESCE(max(version), 0) INTO found FROM ${at('migrations')};
  IF found > ${SCHEMA_VERSION} THEN ${stopSql('newer-schema')} END IF;
  ${steps.join('\n  ')}
  IF ${gone.join(' OR ')} THEN ${stopSql('incomplete')} END IF;
  IF EXISTS (SELECT FROM (${changedColumnSql(schema)}) c WHERE c.name IS NOT NULL) THEN ${stopSql('other-column')} END IF;
  SELECT * INTO kept FROM ${at('meta')};
  IF kept IS NULL THEN
    INSERT INTO ${at('meta')} (rules, calendar) VALUES (${literal(content.rules)}, ${literal(content.calendar)});
    ${run(netSql(schema, rules))}
  ELSE
    ${isOther('rules')}
    ${isOther('calendar')}
    IF kept.rules <> ${literal(content.rules)} OR kept.calendar <> ${literal(content.calendar)} THEN
      UPDATE ${at('meta')} SET rules = ${literal(content.rules)}, calendar = ${literal(content.calendar)};
      ${run(netSql(schema, rules))}
    END IF;
  END IF;
  ${replace ? mend() : ''}
  -- The highest of both, each found by an index. To numbers that no server comes to, put in by hand, nothing is moved.
  SELECT e.transaction, e.position INTO newest FROM ${at('events')} e ORDER BY e.transaction DESC, e.position DESC LIMIT 1;
  SELECT max(position) INTO highest FROM ${at('events')};
  -- Events of transactions that this server has not reached yet were written on another one.
  SELECT transaction_shift INTO shift FROM ${at('meta')};
  IF newest.transaction::text::numeric >= pg_snapshot_xmax(pg_current_snapshot())::text::numeric + shift THEN
    IF newest.transaction > '${HIGHEST}'::xid8 THEN ${stopSql('odd-event', `COLUMN = 'transaction', DETAIL = newest.position`)} END IF;
    UPDATE ${at('meta')} SET transaction_shift = newest.transaction::text::bigint + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  END IF;
  -- A dump of the tables without the sequence, or a copy by logical replication, leaves it at the beginning.
  IF ${isBehindSql(schema, 'highest')} THEN
    IF highest > ${HIGHEST} THEN ${stopSql('odd-event', `COLUMN = 'position', DETAIL = highest`)} END IF;
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
  const name = literal(`${quoted(schema)}."position"`)
  return `has_sequence_privilege(${name}, 'USAGE, SELECT') AND ${highest} > COALESCE(${sequenceSql(schema)}, 0)`
}
