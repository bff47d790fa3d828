/** A registry and a store of the same history, beside each other: records, and the rows that analysts read. */
import {
  bindingFacts,
  type Command,
  eventsOf,
  execute,
  FACTS,
  type HistoryChange,
  handlingFacts,
  openRegistry,
  type Registry,
} from '../../src/index.ts'
import { columnName } from '../../src/law/fact-columns.ts'
import type { Rules } from '../../src/law/index.ts'
import { recordFrom } from '../../src/postgres/columns.ts'
import { RECORD_TABLES } from '../../src/postgres/record-columns.ts'
import { inOrder, whenOf } from '../../src/registry/correction/play.ts'
import { stateOf } from '../../src/registry/registry.ts'
import { forEach, type Identified } from '../../src/registry/state/persistent-map.ts'
import { factsSql, tablesIn } from '../../src/sql/index.ts'
import { recordFrom as asRecord, rowOf } from '../../src/store/rows.ts'
import { shown } from '../engines/history.ts'
import { standingIn, told } from '../model/corrections.ts'
import type { Database } from './pglite.ts'

const KINDS = ['driver', 'vehicle', 'violation', 'party'] as const

/** All records of a registry as JSON text; individuals that were only named are on record as drivers alone. */
export function recordsOf(registry: Registry): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  for (const kind of KINDS)
    forEach<Identified>(stateOf(registry)[kind] as never, (record) => {
      records.set(`${kind} ${record.id}`, JSON.stringify(rowOf(kind, record as never)))
    })
  return records
}

/** The same change, events called by their positions. */
export function inPositions(change: HistoryChange, positions: readonly string[]): HistoryChange<string> {
  const at = (seq: number) => positions[seq - 1] ?? '0-7'
  if ('omit' in change) return { ...change, omit: at(change.omit) }
  return 'restore' in change ? { restore: at(change.restore) } : (change as HistoryChange<string>)
}

type Rows = readonly string[]

/** The rows that analysts read, as what stands in a log leads to them. */
export function rowsOf(registry: Registry, positions: readonly string[]): Readonly<Record<string, Rows>> {
  const standing = [...standingIn(eventsOf(registry))]
    .map(([place, event]) => ({ place, event, at: Date.parse(event.at) }))
    .sort((one, other) => one.at - other.at || one.place - other.place)
  const owners: string[] = []
  const bindings = new Map<string, (string | number)[]>()
  const handlings = new Map<string, (string | number)[]>()
  const violations = new Map<string, (string | number)[]>()
  const vehicles = new Map<string, string>()
  const ended: string[] = []
  for (const { place, event, at } of standing) {
    const seq = String(positions[place - 1]?.replace(/^.*-/, ''))
    const end = (rows: Map<string, (string | number)[]>, key: string) => {
      ended.push([...(rows.get(key) ?? []), at, seq].join(' '))
      rows.delete(key)
    }
    if ('endedBindings' in event)
      for (const { driver, vehicle } of event.endedBindings) end(bindings, `${driver} ${vehicle}`)
    if (event.type === 'vehicle-enrolled')
      owners.push([event.id, event.owner.id, event.owner.kind, Date.parse(event.ownedSince), seq].join(' '))
    if (event.type === 'vehicle-enrolled') vehicles.set(event.id, '')
    if (event.type === 'vehicle-transferred')
      owners.push([event.vehicle, event.to.id, event.to.kind, at, seq].join(' '))
    if (event.type === 'vehicle-changed') vehicles.set(event.vehicle, `${at} ${seq}`)
    if (event.type === 'vehicle-bound')
      bindings.set(`${event.driver} ${event.vehicle}`, [event.driver, event.vehicle, event.channel, at, seq])
    if (event.type === 'binding-released') end(bindings, `${event.driver} ${event.vehicle}`)
    if (event.type === 'violation-handled')
      handlings.set(event.violation, [event.violation, event.driver, event.vehicle, event.channel, at, seq])
    if (event.type === 'handling-revoked') end(handlings, event.violation)
    if (event.type === 'driver-enrolled' || event.type === 'history-told')
      for (const { id, points } of event.history?.violations ?? []) violations.set(id, [id, points, at, seq])
    if (event.type === 'violation-recorded') violations.set(event.id, [event.id, event.points, at, seq])
    if (event.type === 'violation-withdrawn') violations.get(event.violation)?.push(at, seq)
  }
  const open = (rows: Map<string, (string | number)[]>) => [...rows.values()].map((row) => row.join(' '))
  return {
    owners: owners.sort(),
    bindingsAndHandlings: [...open(bindings), ...open(handlings), ...ended].sort(),
    violations: open(violations).sort(),
    vehicles: [...vehicles].map((row) => row.join(' ').trim()).sort(),
  }
}

const QUERIES: Readonly<Record<string, string>> = {
  owners: "SELECT concat_ws(' ', vehicle, owner, owner_kind, since, seq) AS row FROM s.owners",
  bindingsAndHandlings: `SELECT concat_ws(' ', driver, vehicle, channel, since, seq, released_at, released_seq) AS row FROM s.bindings
UNION ALL SELECT concat_ws(' ', violation, driver, vehicle, channel, at, seq, revoked_at, revoked_seq) FROM s.handlings`,
  violations:
    "SELECT concat_ws(' ', id, points, recorded_at, seq, withdrawn_at, withdrawn_seq) AS row FROM s.violations",
  vehicles: "SELECT concat_ws(' ', id, changed_at, changed_seq) AS row FROM s.vehicles",
}

/** The same rows of a store. */
export async function rowsIn(db: Database, schema: string): Promise<Readonly<Record<string, Rows>>> {
  const tables: Record<string, Rows> = {}
  for (const [name, sql] of Object.entries(QUERIES))
    tables[name] = (await db.rows(sql.replaceAll('s.', `${schema}.`))).map(({ row }) => String(row)).sort()
  return tables
}

/** What the tables of a store tell of an act; a plate before its last change, and whatever a command said besides, they do not. */
const UNTOLD: readonly string[] = [
  ...[
    'ownerConsent',
    'identityVerified',
    'offenderPresent',
    'licenceStates',
    'licenceClasses',
    'plateType',
    'operating',
  ],
]

/** The facts of every act that stands, by its place: in the history in which no mistake was made, each as it is executed. */
export function factsOf(registry: Registry, positions: readonly string[], rules: Rules): ReadonlyMap<string, string> {
  const standing = [...standingIn(eventsOf(registry))]
    .map(([place, event]) => ({ place, event, at: whenOf(event) }))
    .sort(inOrder)
  const facts = new Map<string, string>()
  let made = openRegistry(rules)
  for (const { place, event, at } of standing) {
    const command = { ...told(event), at } as never as Command
    const { type, ...input } = command
    const found =
      type === 'bind'
        ? bindingFacts(made, input as never)
        : type === 'handle'
          ? handlingFacts(made, input as never)
          : null
    if (found !== null)
      facts.set(`${type} ${positions[place - 1]?.replace(/^.*-/, '')}`, factsText(type, found as never))
    made = execute(made, command).registry
  }
  return facts
}

function factsText(question: string, row: Readonly<Record<string, unknown>>, nameOf = (name: string) => name): string {
  const names = FACTS.filter(({ name, questions }) => questions.includes(question as never) && !UNTOLD.includes(name))
  return names.map(({ name }) => `${name} ${shown(name, row[nameOf(name)])}`).join(', ')
}

/** The same as SQL tells them of the tables of a store. */
export async function factsIn(db: Database, schema: string): Promise<ReadonlyMap<string, string>> {
  const facts = new Map<string, string>()
  for (const question of ['bind', 'handle'] as const) {
    const sql = factsSql(question, { dialect: 'postgresql', tables: tablesIn(schema) })
    for (const row of await db.rows(sql)) {
      if (row.uncertain === true) throw new Error(`${question} ${row.id} is uncertain`)
      facts.set(`${question} ${row.id}`, factsText(question, row, columnName as never))
    }
  }
  return facts
}

/** All records of a store as JSON text. */
export async function recordsIn(db: Database, schema: string): Promise<ReadonlyMap<string, string>> {
  const records = new Map<string, string>()
  for (const kind of KINDS) {
    const rows = await db.rows(`SELECT row_to_json(t)::text AS row FROM ${schema}.${RECORD_TABLES[kind].table} t`)
    for (const { row } of rows) {
      const record = recordFrom(kind, JSON.parse(String(row))) as { readonly id: string }
      records.set(`${kind} ${record.id}`, JSON.stringify(rowOf(kind, asRecord(kind, record as never))))
    }
  }
  return records
}
