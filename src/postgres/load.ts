import { type CommandType, definitionOf } from '../registry/commands/index.ts'
import type { Rows, Scope } from '../store/index.ts'
import { badRow } from './failure.ts'
import { arrayText, literal, only, type Query, quoted, type Row, type Statement } from './query.ts'

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
 * The one statement that reads: the law, and the records of a scope. What a command is about through a record (the vehicle of a
 * violation) is found in the same statement, by the roles of the command types that are asked for. It has the parts alone that there
 * are ids for: the server plans it anew for each command. And without keys the table of keys is not read, so that who only asks needs
 * no right to it.
 */
export function loadSql(
  schema: string,
  types: readonly CommandType[],
  scope: Scope,
  keys: readonly string[],
): Statement {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const roles = new Set<string>(types.flatMap((type) => definitionOf(type).about))
  const params: string[] = []
  const record = (kind: Kind) =>
    `SELECT ${literal(kind)} AS kind, t.id, t.version, t.record::text AS record FROM ${at(`${kind}s`)} t`
  const itself = (kind: Kind) => (ids: string) => `${record(kind)} WHERE t.id = ${ids}`
  /** Those that rows of another table name; each once, however many name it: the record of a driver grows with what is unpaid. */
  const named =
    (kind: Kind, table: string, by: string, until = '') =>
    (ids: string) =>
      `${record(kind)} WHERE t.id IN (SELECT r.${kind} FROM ${at(table)} r WHERE r.${by} = ${ids}${until === '' ? '' : ` AND r.${until} IS NULL`})`
  /** What is read by the ids of one list: its own rows, and what the roles lead to from there. */
  const by = (ids: readonly string[], own: Part, through: Readonly<Record<string, Part>> = {}) => {
    if (ids.length === 0) return []
    const list = `ANY($${params.push(arrayText(ids))}::text[])`
    return [own, ...Object.entries(through).flatMap(({ 0: role, 1: part }) => only(roles.has(role), part))].map(
      (part) => part(list),
    )
  }
  const text = [
    `SELECT 'meta' AS kind, rules AS id, (SELECT version FROM ${at('migrations')} ORDER BY version DESC LIMIT 1) AS version, calendar AS record FROM ${at('meta')}`,
    ...by(scope.driver, itself('driver'), {
      'vehicles it releases': named('vehicle', 'bindings', 'driver', 'released_at'),
    }),
    ...by(scope.vehicle, itself('vehicle'), { 'its binders': named('driver', 'bindings', 'vehicle', 'released_at') }),
    ...by(scope.violation, itself('violation'), {
      'its vehicle': named('vehicle', 'violations', 'id'),
      'its handler': named('driver', 'handlings', 'violation', 'revoked_at'),
    }),
    ...by(scope.party, (ids) => `SELECT 'party', id, 1, kind FROM ${at('parties')} WHERE id = ${ids}`),
    ...by(keys, (ids) => `SELECT 'key', key, NULL, command || ' ' || outcome FROM ${at('keys')} WHERE key = ${ids}`),
  ].join('\nUNION ALL\n')
  return { text, params }
}

/** What has a record. */
type Kind = 'driver' | 'vehicle' | 'violation'

/** A part of the statement that reads, by the list of ids that it is for. */
type Part = (ids: string) => string

/**
 * Reads the records of a scope. Ids of the scope that no row has are absent (`null`); what was found through a record is added.
 *
 * @throws Error with `code` `bad-row` when a record is not JSON.
 */
export async function load(query: Query, { text: sql, params }: Statement, scope: Scope): Promise<Loaded> {
  const { rows: found } = await query(sql, params)
  const absent = (ids: readonly string[]) => new Map<string, unknown>(ids.map((id) => [id, null]))
  const records = {
    driver: absent(scope.driver),
    vehicle: absent(scope.vehicle),
    violation: absent(scope.violation),
    party: absent(scope.party),
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
    driver: Object.fromEntries(records.driver),
    vehicle: Object.fromEntries(records.vehicle),
    violation: Object.fromEntries(records.violation),
    party: Object.fromEntries(records.party),
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
  return { driver: all('driver'), vehicle: all('vehicle'), violation: all('violation'), party: all('party') }
}
