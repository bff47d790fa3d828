import { type CommandType, definitionOf } from '../registry/commands/index.ts'
import type { Rows, Scope } from '../registry/neighbourhood.ts'
import { badRow } from './failure.ts'
import { arrayText, literal, type Query, quoted, type Row } from './query.ts'

/** What a SELECT found: the records of a neighbourhood, and what the store must know beside them. */
export interface Loaded {
  readonly rows: Rows
  /** The content of the law and the calendar under which the tables are kept. */
  readonly rules: string
  readonly calendar: string
  /** The version of the schema. */
  readonly schema: number
  /** Outcomes by key, where a command with the key was executed before. */
  readonly keys: ReadonlyMap<string, KeptKey>
}

/** What was executed under a key, and what became of it, as text. */
export interface KeptKey {
  readonly command: string
  readonly outcome: string
}

/**
 * The one statement that reads. `$1` to `$5` are lists of ids: drivers, vehicles, violations, parties, keys. What a command is about
 * through a record (the vehicle of a violation) is found in the same statement, by the roles of the command types that are asked for. Without keys the table of
 * keys is not read, so that who only asks needs no right to it.
 */
export function loadSql(schema: string, types: readonly CommandType[], withKeys: boolean): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const roles = new Set(types.flatMap((type) => definitionOf(type).about))
  const record = (kind: string, table: string) =>
    `SELECT ${literal(kind)} AS kind, t.id, t.version, t.record::text AS record FROM ${at(table)} t`
  const through: Readonly<Record<string, string>> = {
    'its vehicle': `${record('vehicle', 'vehicles')} JOIN ${at('violations')} x ON t.id = x.vehicle WHERE x.id = ANY($3::text[])`,
    'its handler': `${record('driver', 'drivers')} JOIN ${at('handlings')} h ON t.id = h.driver WHERE h.violation = ANY($3::text[]) AND h.revoked_at IS NULL`,
    'its binders': `${record('driver', 'drivers')} JOIN ${at('bindings')} b ON t.id = b.driver WHERE b.vehicle = ANY($2::text[]) AND b.released_at IS NULL`,
    'vehicles it releases': `${record('vehicle', 'vehicles')} JOIN ${at('bindings')} b ON t.id = b.vehicle WHERE b.driver = ANY($1::text[]) AND b.released_at IS NULL`,
  }
  return [
    `SELECT 'meta' AS kind, rules AS id, (SELECT max(version) FROM ${at('migrations')}) AS version, calendar AS record FROM ${at('meta')}`,
    `${record('driver', 'drivers')} WHERE t.id = ANY($1::text[])`,
    `${record('vehicle', 'vehicles')} WHERE t.id = ANY($2::text[])`,
    `${record('violation', 'violations')} WHERE t.id = ANY($3::text[])`,
    `SELECT 'party', id, 1, kind FROM ${at('parties')} WHERE id = ANY($4::text[])`,
    withKeys
      ? `SELECT 'key', key, NULL, command || ' ' || outcome FROM ${at('keys')} WHERE key = ANY($5::text[])`
      : `SELECT 'key', NULL, NULL, NULL WHERE cardinality($5::text[]) > 0`,
    ...Object.keys(through).flatMap((role) =>
      [...roles].some((each) => each === role) ? [through[role] as string] : [],
    ),
  ].join('\nUNION ALL\n')
}

/**
 * Reads the records of a scope. Ids of the scope that no row has are absent (`null`); what was found through a record is added.
 *
 * @throws Error with `code` `bad-row` when a record is not JSON.
 */
export async function load(query: Query, sql: string, scope: Scope, keys: readonly string[]): Promise<Loaded> {
  const { rows: found } = await query(sql, [
    arrayText(scope.drivers),
    arrayText(scope.vehicles),
    arrayText(scope.violations),
    arrayText(scope.parties),
    `{${keys.map((key) => JSON.stringify(key)).join(',')}}`,
  ])
  const absent = (ids: readonly string[]) => new Map<string, unknown>(ids.map((id) => [id, null]))
  const records = {
    driver: absent(scope.drivers),
    vehicle: absent(scope.vehicles),
    violation: absent(scope.violations),
    party: absent(scope.parties),
  }
  const known = new Map<string, KeptKey>()
  let rules = ''
  let calendar = ''
  let schema = 0
  for (const row of found as readonly Row[]) {
    const kind = String(row.kind)
    const id = String(row.id)
    const text = String(row.record)
    switch (kind) {
      case 'meta':
        rules = id
        calendar = text
        schema = Number(row.version)
        break
      case 'key': {
        const space = text.indexOf(' ')
        known.set(id, { command: text.slice(0, space), outcome: text.slice(space + 1) })
        break
      }
      case 'party':
        records.party.set(id, { version: 1, record: { id, kind: text } })
        break
      case 'driver':
      case 'vehicle':
      case 'violation':
        records[kind].set(id, { version: Number(row.version), record: jsonOf(text, kind, id) })
    }
  }
  const rows = {
    drivers: Object.fromEntries(records.driver),
    vehicles: Object.fromEntries(records.vehicle),
    violations: Object.fromEntries(records.violation),
    parties: Object.fromEntries(records.party),
  }
  return { rows: rows as unknown as Rows, rules, calendar, schema, keys: known }
}

function jsonOf(text: string, kind: string, id: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRow(`${kind}s`, id, 'record', 'no JSON')
  }
}

/** What several commands name, together. */
export function union(scopes: readonly Scope[]): Scope {
  const all = (kind: keyof Scope) => [...new Set(scopes.flatMap((scope) => scope[kind]))]
  return { drivers: all('drivers'), vehicles: all('vehicles'), violations: all('violations'), parties: all('parties') }
}
