import { TABLES } from '../tables/tables.ts'
import { POSTGRES_TYPES } from '../tables/types.ts'
import { literal, quoted } from './query.ts'
import type { Writes } from './rows.ts'

/**
 * The one statement that writes: it compares the version of every record that was read, writes records, rows and events, and writes
 * nothing at all where one version moved. `$1` is `Writes` as JSON; the answer says whether it wrote, and the positions of the events.
 *
 * The statement has the parts alone that there is something for: the server plans it anew for each command, and planning all of
 * them takes longer than running some.
 */
export function saveSql(schema: string, writes: Writes): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  // How many there are is said: the server takes lists in JSON to have a hundred items, and would read whole tables for so many.
  const sent = (list: Exclude<keyof Writes, 'positions'>, columns: string) =>
    `(SELECT r.* FROM sent, jsonb_to_recordset(sent.j->'${list}') AS r(${columns}) LIMIT ${writes[list].length})`
  const drivers = record('drivers', ['states', 'classes', 'first_issued_on'])
  const vehicles = record('vehicles', ['owner', 'owner_kind', 'plate_type', 'operating'])
  const violations = `id text, version integer, record text, vehicle text, occurred_at bigint, recorded_at bigint, recorded_n integer, fine bigint, points integer, recorded_by text, withdrawn_at bigint, withdrawn_n integer`
  const lock = (name: string) =>
    `SELECT t.id FROM ${at(name)} t JOIN new_${name} r ON t.id = r.id AND t.version = r.version WHERE r.version > 0 ORDER BY t.id FOR UPDATE OF t`
  const isUnmoved = (name: string) =>
    `(SELECT count(*) FROM locked_${name}) = (SELECT count(*) FROM new_${name} WHERE version > 0)`
  const position = (n: string) => `at_${n}.position`
  const placed = (...numbers: readonly string[]) =>
    numbers.map((n) => ` LEFT JOIN positions at_${n} ON at_${n}.n = r.${n}`).join('')
  const has = (list: keyof Writes) => (writes[list]?.length ?? 0) > 0
  const RECORDS = ['drivers', 'vehicles', 'violations'] as const
  type Records = (typeof RECORDS)[number]
  const isNew = (name: Records) => writes[name].some(({ version }) => version === 0)
  const isOld = (name: Records) => writes[name].some(({ version }) => version > 0)
  const write = (name: Records, columns: readonly string[], values: (column: string) => string, joins = '') => [
    ...only(
      isNew(name),
      `made_${name} AS (INSERT INTO ${at(name)} (id, version, record, ${columns.map(quoted).join(', ')})
  SELECT r.id, 1, r.record::json, ${columns.map(values).join(', ')} FROM ok CROSS JOIN new_${name} r${joins} WHERE ok.ok AND r.version = 0)`,
    ),
    ...only(
      isOld(name),
      `changed_${name} AS (UPDATE ${at(name)} t SET version = t.version + 1, record = r.record::json, ${columns
        .filter((column) => !CONSTANT.includes(column))
        .map((column) => `${quoted(column)} = ${keeps(column, values(column))}`)
        .join(', ')}
  FROM ok CROSS JOIN new_${name} r${joins} WHERE ok.ok AND r.version > 0 AND t.id = r.id)`,
    ),
  ]
  const plain = (column: string) => `r.${quoted(column)}`
  const listed = (column: string) =>
    column === 'states' || column === 'classes' ? `ARRAY(SELECT jsonb_array_elements_text(r.${column}))` : plain(column)
  const ofViolation = (column: string) =>
    column === 'seq' ? position('recorded_n') : column === 'withdrawn_seq' ? position('withdrawn_n') : plain(column)
  // Given ones are read once, as a list: looked up by number, the whole document would be read again for each event.
  const numbers =
    writes.positions === undefined
      ? `nextval(${literal(at('position'))}::regclass) AS position FROM generate_series(1, ${writes.events.length}) AS numbers(n)`
      : `numbers.given::bigint AS position FROM (SELECT r.* FROM sent, jsonb_array_elements_text(sent.j->'positions') WITH ORDINALITY AS r(given, n) LIMIT ${writes.events.length}) numbers`
  const parts = [
    // As text first: postgres.js would write what it knows to be JSON as JSON once more.
    `sent AS (SELECT $1::text::jsonb AS j)`,
    `positions AS MATERIALIZED (SELECT numbers.n::integer AS n, (pg_current_xact_id()::text::bigint + (SELECT transaction_shift FROM ${at('meta')}))::text AS transaction, ${numbers})`,
    ...only(has('drivers'), `new_drivers AS MATERIALIZED ${sent('drivers', drivers)}`),
    ...only(has('vehicles'), `new_vehicles AS MATERIALIZED ${sent('vehicles', vehicles)}`),
    ...only(has('violations'), `new_violations AS MATERIALIZED ${sent('violations', violations)}`),
    ...RECORDS.filter(isOld).map((name) => `locked_${name} AS MATERIALIZED (${lock(name)})`),
    `ok AS MATERIALIZED (SELECT ${['TRUE', ...RECORDS.filter(isOld).map(isUnmoved)].join(' AND ')} AS ok)`,
    ...only(
      has('parties'),
      `made_parties AS (INSERT INTO ${at('parties')} (id, kind) SELECT r.id, r.kind FROM ${sent('parties', 'id text, kind text')} r, ok WHERE ok.ok)`,
    ),
    // Somebody who was known when the command was decided, and was erased since, is known once more.
    ...only(
      has('owners') || isNew('drivers'),
      `kept_parties AS (INSERT INTO ${at('parties')} (id, kind) SELECT DISTINCT r.id, r.kind FROM (${[
        ...only(
          has('owners'),
          `SELECT o.owner AS id, o.owner_kind AS kind FROM ${sent('owners', 'owner text, owner_kind text')} o`,
        ),
        ...only(isNew('drivers'), `SELECT d.id, 'individual' FROM new_drivers d WHERE d.version = 0`),
      ].join(
        ' UNION ALL ',
      )}) AS r(id, kind), ok WHERE ok.ok${has('parties') ? ` AND r.id NOT IN (SELECT p.id FROM ${sent('parties', 'id text')} p)` : ''} ON CONFLICT DO NOTHING)`,
    ),
    ...write('drivers', ['states', 'classes', 'first_issued_on'], listed),
    ...write('vehicles', ['owner', 'owner_kind', 'plate_type', 'operating'], plain),
    ...write(
      'violations',
      [
        'vehicle',
        'occurred_at',
        'recorded_at',
        'seq',
        'fine',
        'points',
        'recorded_by',
        'withdrawn_at',
        'withdrawn_seq',
      ],
      ofViolation,
      placed('recorded_n', 'withdrawn_n'),
    ),
    ...only(
      has('owners'),
      `made_owners AS (INSERT INTO ${at('owners')} (vehicle, owner, owner_kind, since, seq) SELECT r.vehicle, r.owner, r.owner_kind, r.since, ${position('n')} FROM ok CROSS JOIN ${sent('owners', 'vehicle text, owner text, owner_kind text, since bigint, n integer')} r${placed('n')} WHERE ok.ok)`,
    ),
    // What ends an open row comes before what opens another: the counts make the one wait for the other.
    ...only(
      has('ended'),
      `ended_bindings AS (UPDATE ${at('bindings')} t SET released_at = r.released_at, released_seq = ${position('released_n')} FROM ok CROSS JOIN ${sent('ended', 'driver text, vehicle text, released_at bigint, released_n integer')} r${placed('released_n')} WHERE ok.ok AND t.driver = r.driver AND t.vehicle = r.vehicle AND t.released_at IS NULL RETURNING 1)`,
    ),
    ...only(
      has('bindings'),
      `made_bindings AS (INSERT INTO ${at('bindings')} (driver, vehicle, channel, since, seq, released_at, released_seq) SELECT r.driver, r.vehicle, r.channel, r.since, ${position('n')}, r.released_at, ${position('released_n')} FROM ok CROSS JOIN ${sent('bindings', 'driver text, vehicle text, channel text, since bigint, n integer, released_at bigint, released_n integer')} r${placed('n', 'released_n')} WHERE ok.ok${has('ended') ? ' AND (SELECT count(*) FROM ended_bindings) >= 0' : ''})`,
    ),
    ...only(
      has('revoked'),
      `revoked_handlings AS (UPDATE ${at('handlings')} t SET revoked_at = r.revoked_at, revoked_seq = ${position('revoked_n')} FROM ok CROSS JOIN ${sent('revoked', 'violation text, revoked_at bigint, revoked_n integer')} r${placed('revoked_n')} WHERE ok.ok AND t.violation = r.violation AND t.revoked_at IS NULL RETURNING 1)`,
    ),
    ...only(
      has('handlings'),
      `made_handlings AS (INSERT INTO ${at('handlings')} (violation, driver, vehicle, channel, "at", seq, own, revoked_at, revoked_seq) SELECT r.violation, r.driver, r.vehicle, r.channel, r."at", ${position('n')}, r.own, r.revoked_at, ${position('revoked_n')} FROM ok CROSS JOIN ${sent('handlings', 'violation text, driver text, vehicle text, channel text, "at" bigint, n integer, own boolean, revoked_at bigint, revoked_n integer')} r${placed('n', 'revoked_n')} WHERE ok.ok${has('revoked') ? ' AND (SELECT count(*) FROM revoked_handlings) >= 0' : ''})`,
    ),
    ...only(
      has('steps'),
      `made_steps AS (INSERT INTO ${at('points_step')} (driver, day, seq, held, studies) SELECT r.driver, r.day, ${position('n')}, r.held, r.studies FROM ok CROSS JOIN ${sent('steps', 'driver text, day text, n integer, held integer, studies integer')} r${placed('n')} WHERE ok.ok)`,
    ),
    ...only(
      has('events'),
      `made_events AS (INSERT INTO ${at('events')} (position, transaction, type, "at", driver, vehicle, violation, event) SELECT ${position('n')}, at_n.transaction::xid8, r.type, r."at", r.driver, r.vehicle, r.violation, r.event::json FROM ok CROSS JOIN ${sent('events', 'n integer, type text, "at" bigint, driver text, vehicle text, violation text, event text')} r${placed('n')} WHERE ok.ok)`,
    ),
    ...only(
      has('keys'),
      `made_keys AS (INSERT INTO ${at('keys')} (key, command, outcome) SELECT r.key, r.command, replace(r.outcome, '"position":""', '"position":"' || COALESCE(at_n.transaction || '-' || ${position('n')}, '') || '"') FROM ok CROSS JOIN ${sent('keys', 'key text, command text, outcome text, n integer')} r${placed('n')} WHERE ok.ok)`,
    ),
  ]
  return `WITH ${parts.join(',\n')}
SELECT ok.ok, (SELECT json_agg(transaction || '-' || position ORDER BY n) FROM positions)::text AS positions FROM ok`
}

function only(isNeeded: boolean, part: string): readonly string[] {
  return isNeeded ? [part] : []
}

/** What a violation is recorded with never changes. */
const CONSTANT: readonly string[] = ['vehicle', 'occurred_at', 'recorded_at', 'seq', 'fine', 'points', 'recorded_by']

/** An end that was written stays: a later write of the record does not know it. */
function keeps(column: string, value: string): string {
  return column === 'withdrawn_at' || column === 'withdrawn_seq' ? `COALESCE(${value}, t.${quoted(column)})` : value
}

/** The columns of a record as they are sent. */
function record(table: 'drivers' | 'vehicles', columns: readonly string[]): string {
  const described = TABLES[table].columns
  const types = columns.map((column) => {
    const { kind } = described[column] as (typeof described)[string]
    return `${quoted(column)} ${kind === 'words' ? 'jsonb' : POSTGRES_TYPES[kind]}`
  })
  return `id text, version integer, record text, ${types.join(', ')}`
}
