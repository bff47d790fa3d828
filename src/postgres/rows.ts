import { type PointsStep, stepsOf } from '../registry/points/points-steps.ts'
import { type Registry, stateOf } from '../registry/registry.ts'
import { get } from '../registry/state/persistent-map.ts'
import type { OpenBinding, Owner, RecordKind } from '../registry/state/records.ts'
import { keyOf } from '../registry/state/subjects.ts'
import type { AcceptedCommand, EventBody, Save } from '../store/adapter.ts'
import { epochMillisecondsOf, type LegalDay, legalDay } from '../values/instant.ts'
import { type Cells, cellsOf } from './columns.ts'
import { eventCells } from './event-rows.ts'
import type { LISTS } from './functions-sql.ts'

/**
 * What the function `save` takes, by its parameters: rows of tables, and ids. Where a column is the position of an event, it holds the number
 * of the event, from 1.
 */
export type Writes = {
  readonly [L in (typeof LISTS)[number] as L[0]]: L[1] extends null ? readonly string[] : readonly Cells[]
}

type JsonRow = Record<string, unknown>

/** Rows that accepted commands write beside records: what analysts read. */
interface History {
  readonly owners: JsonRow[]
  readonly ended: JsonRow[]
  readonly bindings: JsonRow[]
  readonly revoked: JsonRow[]
  readonly handlings: JsonRow[]
  readonly steps: JsonRow[]
  /** Of records, by kind and id: when a violation was recorded and withdrawn, and when a vehicle was changed last. */
  readonly marks: Map<string, JsonRow>
}

/** The rows of all that is to be written. */
export function writesOf({ changes, accepted, answers }: Save, law: number): Writes {
  const history: History = {
    owners: [],
    ended: [],
    bindings: [],
    revoked: [],
    handlings: [],
    steps: [],
    marks: new Map(),
  }
  const events = accepted.map((each, index) => {
    addHistory(history, each, index + 1)
    return eventCells(each.event, law)
  })
  const records: Record<RecordKind, JsonRow[]> = { driver: [], vehicle: [], violation: [], party: [] }
  for (const change of changes) records[change.kind].push({ ...cellsOf(change), ...history.marks.get(keyOf(change)) })
  // Each writer locks rows in one order.
  for (const rows of Object.values(records)) rows.sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1))
  const { marks: _, ...rows } = history
  return {
    ...rows,
    drivers: records.driver,
    vehicles: records.vehicle,
    violations: records.violation,
    parties: records.party,
    named: namedParties(records.driver, history.owners, records.party),
    events,
    keys: answers.map(({ key, command, outcome, event, people }) => {
      return { key, command, outcome, position: event === null ? null : event + 1, people }
    }),
  }
}

/** Who is named, was known when the command was decided, and stays as they are: `save` sees that they were not erased since. */
function namedParties(
  drivers: readonly JsonRow[],
  owners: readonly JsonRow[],
  changed: readonly JsonRow[],
): readonly string[] {
  const ids = new Set<unknown>([
    ...owners.map(({ owner }) => owner),
    ...drivers.flatMap(({ id, version }) => (version === 0 ? [id] : [])),
  ])
  for (const { id } of changed) ids.delete(id)
  return [...ids].map(String).sort()
}

/** The rows that an event writes for analysts, beside ends of bindings and points: it says all that they hold. */
const WRITTEN: { readonly [T in EventBody['type']]?: (to: History, event: EventOf<T>, at: number, n: number) => void } =
  {
    'vehicle-enrolled': (to, { id, owner }, at, n) => addOwner(to, id, owner, at, n),
    'vehicle-transferred': (to, { vehicle, to: owner }, at, n) => addOwner(to, vehicle, owner, at, n),
    'vehicle-bound': (to, { driver, vehicle, channel }, since, seq) => {
      to.bindings.push({ driver, vehicle, channel, since, seq })
    },
    'binding-released': endBinding,
    'violation-recorded': (to, { id }, at, seq) => {
      to.marks.set(keyOf({ kind: 'violation', id }), { recorded_at: at, seq })
    },
    'violation-withdrawn': (to, { violation }, at, n) => {
      const key = keyOf({ kind: 'violation', id: violation })
      to.marks.set(key, { ...to.marks.get(key), withdrawn_at: at, withdrawn_seq: n })
    },
    'vehicle-changed': (to, { vehicle }, _, n) => {
      to.marks.set(keyOf({ kind: 'vehicle', id: vehicle }), { changed_seq: n })
    },
    'violation-handled': (to, { violation, driver, vehicle, channel, own }, at, seq) => {
      to.handlings.push({ violation, driver, vehicle, channel, at, seq, own })
    },
    'handling-revoked': (to, { violation }, at, n) => endRow(to.handlings, to.revoked, { violation }, 'revoked', at, n),
  }
type EventOf<T> = Extract<EventBody, { readonly type: T }>

function addHistory(to: History, accepted: AcceptedCommand, n: number): void {
  const { event } = accepted
  const at = epochMillisecondsOf(event.at)
  if ('endedBindings' in event) for (const each of event.endedBindings) endBinding(to, each, at, n)
  WRITTEN[event.type]?.(to, event as never, at, n)
  if ('driver' in event) addSteps(to, accepted, event.driver, n)
}

function addOwner(to: History, vehicle: string, { id: owner, kind }: Owner, since: number, seq: number): void {
  to.owners.push({ vehicle, owner, owner_kind: kind, since, seq })
}

function endBinding(
  to: History,
  { driver, vehicle }: Pick<OpenBinding, 'driver' | 'vehicle'>,
  at: number,
  n: number,
): void {
  endRow(to.bindings, to.ended, { driver, vehicle }, 'released', at, n)
}

/** Ends the row that is open: one of before, or one that a command before made, of the same save. */
function endRow(
  made: readonly JsonRow[],
  ended: JsonRow[],
  key: JsonRow,
  how: 'released' | 'revoked',
  at: number,
  n: number,
): void {
  const end = { [`${how}_at`]: at, [`${how}_seq`]: n }
  const open = made.find(
    (row) => row[`${how}_at`] === undefined && Object.keys(key).every((column) => row[column] === key[column]),
  )
  if (open === undefined) ended.push({ ...key, ...end })
  else Object.assign(open, end)
}

/** How a driver's points go on from the day of an event; nothing where they go on as before. */
function addSteps(to: History, { event, before, after }: AcceptedCommand, driver: string, n: number): void {
  const ledgerIn = (registry: Registry) => get(stateOf(registry).driver, driver)?.ledger
  if (ledgerIn(after) === ledgerIn(before)) return
  const day = legalDay(event.at)
  const steps = stepsOf(after, driver, day)
  if (JSON.stringify(steps) === JSON.stringify(stepsOn(before, driver, day))) return
  for (const { day: from, held, studies } of steps) to.steps.push({ driver, day: from, seq: n, held, studies })
}

function stepsOn(registry: Registry, driver: string, day: LegalDay): readonly PointsStep[] {
  const steps = stepsOf(registry, driver, day)
  return steps.length > 0 ? steps : [{ day, held: 0, studies: 0 }]
}
