import { has } from '../input/own.ts'
import type { ToldHistory } from '../registry/commands/history.ts'
import { UNNUMBERED } from '../registry/correction/changes.ts'
import { evolved, inOrder, standing } from '../registry/correction/play.ts'
import type { CommandEvent } from '../registry/log/events.ts'
import { type PointsStep, stepsIn } from '../registry/points/points-steps.ts'
import { type Registry, stateOf } from '../registry/registry.ts'
import { get } from '../registry/state/persistent-map.ts'
import type { Clocked, DriverRecord, OpenBinding, Owner, RecordKind } from '../registry/state/records.ts'
import { keyOf } from '../registry/state/subjects.ts'
import type { AcceptedCommand, EventBody, Save, SavedCorrection } from '../store/adapter.ts'
import type { RowChange } from '../store/changes.ts'
import { epochMillisecondsOf, type Instant, type LegalDay, legalDay } from '../values/instant.ts'
import { type Cells, cellsOf } from './columns.ts'
import { eventCells } from './event-rows.ts'
import type { LISTS } from './functions-sql.ts'

/**
 * What the function `save` takes, by its parameters: rows of tables, and ids. Where a column is the position of an event, it holds the number
 * of the event, from 1; of one that was there before a correction, its position with the other sign.
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

function noHistory(): History {
  return { owners: [], ended: [], bindings: [], revoked: [], handlings: [], steps: [], marks: new Map() }
}

/** The rows of all that is to be written. */
export function writesOf({ changes, accepted, answers, correction }: Save, law: number): Writes {
  const history = noHistory()
  const events: Cells[] = accepted.map((each, index) => {
    addHistory(history, each, index + 1)
    return eventCells(each.event, law)
  })
  const anew = { owners: [], bindings: [], handlings: [], steps: [] } as Anew
  if (correction !== undefined) {
    events.push(eventCells(correction.event, law))
    for (const { event, place } of correction.entered) events.push({ ...eventCells(event, law), correction: 1, place })
    addCorrected(history, anew, correction)
  }
  const records: Record<RecordKind, JsonRow[]> = { driver: [], vehicle: [], violation: [], party: [] }
  const gone: JsonRow[] = []
  for (const change of changes) {
    const { kind, id, version, record } = change
    if (has(record, 'gone'))
      gone.push({ kind, id, version, last: record.gone === null ? null : epochMillisecondsOf(record.gone as Instant) })
    else records[kind].push({ ...cellsOf(change as RowChange), ...history.marks.get(keyOf(change)) })
  }
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
    omitted: (correction?.omitted ?? []).map(String),
    known: gone.flatMap(({ kind, id }) => (kind === 'party' ? known(correction, String(id)) : [])),
    owners_anew: anew.owners,
    bindings_anew: anew.bindings,
    handlings_anew: anew.handlings,
    steps_anew: anew.steps,
    gone,
  }
}

/** The events that were known to name a party. */
function known(correction: SavedCorrection | undefined, id: string): readonly string[] {
  return (correction?.named.get(keyOf({ kind: 'party', id })) ?? []).map(String)
}

/** The vehicles, pairs, violations and drivers whose rows are written anew. */
interface Anew {
  readonly owners: string[]
  readonly bindings: JsonRow[]
  readonly handlings: string[]
  readonly steps: string[]
}

/** Adds the rows of what a correction played: of a record whose whole history was read all of them, as they are now; of one with `before` only those that are new. */
function addCorrected(to: History, anew: Anew, { played, entered, omitted }: SavedCorrection): void {
  const gone = new Set(omitted)
  const added = entered.map(({ event, place, about }, index) => {
    const each = standing(event as unknown as CommandEvent, 0, place ?? UNNUMBERED + index)
    return { ...each, about, n: place === null ? index + 2 : -place }
  })
  for (const { kind, id, events, before } of played) {
    const name = { kind, id }
    const key = keyOf(name)
    const isWhole = before === undefined
    const stood = events.filter(({ seq }) => !gone.has(seq)).map((each) => ({ ...each, n: -each.place }))
    const list = [...stood, ...added.filter(({ about }) => about.includes(key))].sort(inOrder)
    const rows = noHistory()
    let record: Clocked | undefined = before
    for (const each of list) {
      addRows(rows, each.event as unknown as EventBody, each.n)
      if (kind !== 'driver') continue
      const next = evolved(name, record, each)
      addSteps(rows, record as DriverRecord | undefined, next as DriverRecord, each.at, each.n)
      record = next
    }
    const mine = (column: string) => (row: JsonRow) => row[column] === id
    const mark = rows.marks.get(key)
    if (kind === 'driver') {
      to.steps.push(...rows.steps)
      if (isWhole) anew.steps.push(id)
    } else if (kind === 'vehicle') {
      for (const list of ['owners', 'bindings', 'ended'] as const) to[list].push(...rows[list].filter(mine('vehicle')))
      if (isWhole) anew.owners.push(id)
      // One pair at a time: the primary key begins with driver and vehicle.
      for (const { event } of events)
        if (event.type === 'vehicle-bound') anew.bindings.push({ driver: event.driver, vehicle: id })
      // 0 takes away the change that a row had; of a vehicle that was not there, there is none.
      if (mark !== undefined || (isWhole && events.length > 0)) to.marks.set(key, mark ?? { changed_seq: 0 })
    } else if (kind === 'violation') {
      for (const list of ['handlings', 'revoked'] as const) to[list].push(...rows[list].filter(mine('violation')))
      if (isWhole) anew.handlings.push(id)
      if (mark !== undefined) to.marks.set(key, mark)
    }
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
    'driver-enrolled': (to, { history }, at, seq) => addTold(to, history, at, seq),
    'history-told': (to, { history }, at, seq) => addTold(to, history, at, seq),
    'vehicle-enrolled': (to, { id, owner, ownedSince }, _, n) =>
      addOwner(to, id, owner, epochMillisecondsOf(ownedSince), n),
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
    'vehicle-changed': (to, { vehicle }, at, n) => {
      to.marks.set(keyOf({ kind: 'vehicle', id: vehicle }), { changed_at: at, changed_seq: n })
    },
    'violation-handled': (to, { violation, driver, vehicle, channel, own }, at, seq) => {
      to.handlings.push({ violation, driver, vehicle, channel, at, seq, own })
    },
    'handling-revoked': (to, { violation }, at, n) => endRow(to.handlings, to.revoked, { violation }, 'revoked', at, n),
  }
type EventOf<T> = Extract<EventBody, { readonly type: T }>

function addHistory(to: History, { event, before, after }: AcceptedCommand, n: number): void {
  addRows(to, event, n)
  const id = event.type === 'driver-enrolled' ? event.id : has(event, 'driver') ? event.driver : undefined
  if (id === undefined) return
  const driverIn = (registry: Registry) => get(stateOf(registry).driver, id)
  addSteps(to, driverIn(before), driverIn(after), event.at, n)
}

function addRows(to: History, event: EventBody, n: number): void {
  const at = epochMillisecondsOf(event.at)
  if ('endedBindings' in event) for (const each of event.endedBindings) endBinding(to, each, at, n)
  WRITTEN[event.type]?.(to, event as never, at, n)
}

function addTold(to: History, told: ToldHistory | null, at: number, seq: number): void {
  for (const { id } of told?.violations ?? []) to.marks.set(keyOf({ kind: 'violation', id }), { recorded_at: at, seq })
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

/** Ends the row that is open: one in the table, or one that an earlier command of the same save made. */
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
function addSteps(
  to: History,
  before: DriverRecord | undefined,
  after: DriverRecord | undefined,
  at: Instant,
  n: number,
): void {
  const day = legalDay(at)
  if (after === undefined || after.ledger === before?.ledger) return
  const steps = stepsIn(after, day)
  if (JSON.stringify(steps) === JSON.stringify(stepsOn(before, day))) return
  for (const { day: from, held, studies } of steps)
    to.steps.push({ driver: after.id, day: from, seq: n, held, studies, at: epochMillisecondsOf(at) })
}

function stepsOn(driver: DriverRecord | undefined, day: LegalDay): readonly PointsStep[] {
  const steps = stepsIn(driver, day)
  return steps.length > 0 ? steps : [{ day, held: 0, studies: 0 }]
}
