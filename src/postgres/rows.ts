import { type PointsStep, stepsOf } from '../registry/points/points-steps.ts'
import type { Registry } from '../registry/registry.ts'
import type { DriverRecord, RecordKind, VehicleRecord, ViolationRecord } from '../registry/state/records.ts'
import type { AcceptedCommand, Save } from '../store/adapter.ts'
import { type ChangedRecord, changedSince } from '../store/changes.ts'
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
  /** Of violations: when they were recorded and withdrawn. */
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
    const changed = changedSince(each.before, each.after)
    addHistory(history, each, changed, index + 1)
    return eventCells(each.event, changed, law)
  })
  const records: Record<RecordKind, JsonRow[]> = { driver: [], vehicle: [], violation: [], party: [] }
  for (const change of changes) records[change.kind].push({ ...cellsOf(change), ...history.marks.get(change.id) })
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

function addHistory(to: History, accepted: AcceptedCommand, changes: readonly ChangedRecord[], n: number): void {
  const at = epochMillisecondsOf(accepted.event.at)
  for (const change of changes) {
    if (change.kind === 'driver') {
      addBindings(to, change.is, change.was, at, n)
      addSteps(to, accepted, change.is, change.was, n)
    } else if (change.kind === 'vehicle') addOwner(to, change.is, change.was, n)
    else if (change.kind === 'violation') {
      addMarks(to, change.is, change.was, at, n)
      addHandling(to, accepted, change.is, change.was, at, n)
    }
  }
}

function addBindings(to: History, is: DriverRecord, was: DriverRecord | undefined, at: number, n: number): void {
  const isIn = (bindings: DriverRecord['bindings'], vehicle: string) =>
    bindings.some((each) => each.vehicle === vehicle)
  for (const { vehicle, channel, since } of is.bindings) {
    if (was !== undefined && isIn(was.bindings, vehicle)) continue
    to.bindings.push({ driver: is.id, vehicle, channel, since: epochMillisecondsOf(since), seq: n })
  }
  for (const { vehicle } of was?.bindings ?? []) {
    if (isIn(is.bindings, vehicle)) continue
    const end = { released_at: at, released_seq: n }
    // It may have been made by a command before, of the same save.
    const made = to.bindings.find(
      (row) => row.driver === is.id && row.vehicle === vehicle && row.released_at === undefined,
    )
    if (made === undefined) to.ended.push({ driver: is.id, vehicle, ...end })
    else Object.assign(made, end)
  }
}

/** How the points go on from the day of an event; nothing where they go on as before. */
function addSteps(
  to: History,
  { event, before, after }: AcceptedCommand,
  is: DriverRecord,
  was: DriverRecord | undefined,
  n: number,
): void {
  if (is.ledger === null || is.ledger === was?.ledger) return
  const day = legalDay(event.at)
  const steps = stepsOn(after, is.id, day)
  if (JSON.stringify(steps) === JSON.stringify(stepsOn(before, is.id, day))) return
  for (const step of steps)
    to.steps.push({ driver: is.id, day: step.day, seq: n, held: step.held, studies: step.studies })
}

function stepsOn(registry: Registry, driver: string, day: LegalDay): readonly PointsStep[] {
  const steps = stepsOf(registry, driver, day)
  return steps.length > 0 ? steps : [{ day, held: 0, studies: 0 }]
}

function addOwner(to: History, is: VehicleRecord, was: VehicleRecord | undefined, n: number): void {
  const { owner, ownedSince } = is.registration
  if (was?.registration.owner.id === owner.id && was.registration.ownedSince === ownedSince) return
  to.owners.push({
    vehicle: is.id,
    owner: owner.id,
    owner_kind: owner.kind,
    since: epochMillisecondsOf(ownedSince),
    seq: n,
  })
}

function addMarks(to: History, is: ViolationRecord, was: ViolationRecord | undefined, at: number, n: number): void {
  const marks = to.marks.get(is.id) ?? {}
  if (was === undefined) Object.assign(marks, { recorded_at: at, seq: n })
  if (is.state === 'withdrawn' && was?.state !== 'withdrawn')
    Object.assign(marks, { withdrawn_at: at, withdrawn_seq: n })
  to.marks.set(is.id, marks)
}

function addHandling(
  to: History,
  { event }: AcceptedCommand,
  is: ViolationRecord,
  was: ViolationRecord | undefined,
  at: number,
  n: number,
): void {
  const { id: violation, vehicle, handling } = is
  if (handling !== null && (was?.handling ?? null) === null) {
    const channel = event.type === 'violation-handled' ? event.channel : ''
    to.handlings.push({ violation, driver: handling.driver, vehicle, channel, at, seq: n, own: handling.own })
  } else if (handling === null && (was?.handling ?? null) !== null) {
    const end = { revoked_at: at, revoked_seq: n }
    const made = to.handlings.find((row) => row.violation === violation && row.revoked_at === undefined)
    if (made === undefined) to.revoked.push({ violation, ...end })
    else Object.assign(made, end)
  }
}
