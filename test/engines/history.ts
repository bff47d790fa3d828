/** Random histories through the registry, the rows that the store's tables would hold of each, and the facts that the library saw. */
import {
  bindingFacts,
  driverOf,
  execute,
  FACTS,
  type FactName,
  handlingFacts,
  openRegistry,
  pointsOf,
  type Registry,
  type RegistryEvent,
  revisionOf,
  type StudyKind,
  violationOf,
} from '../../src/index.ts'
import { asReported, type RuleSet, reform } from '../../src/law/index.ts'
import { grammarOf } from '../../src/sql/dialects.ts'
import { pointsSteps } from '../../src/sql/index.ts'
import { TABLE_NAMES, TABLES, type TableName } from '../../src/tables/tables.ts'
import type { Engine } from './engines.ts'

export type Cell = string | number | boolean | null | readonly string[]
export type TableRow = Readonly<Record<string, Cell>>
export type Tables = { readonly [N in TableName]: TableRow[] }

/** What a registry knows of an act. */
type Bound = ReturnType<typeof bindingFacts>
type Handled = ReturnType<typeof handlingFacts>

/** An act that was asked about, accepted or not, and the facts that the registry had of it. */
export interface Act<F> {
  readonly id: string
  readonly seq: number
  readonly at: number
  readonly driver: string
  readonly vehicle: string
  readonly violation: string
  readonly channel: string
  /** The states of the driver's licence as the last event that told them says: without the label of the full score. */
  readonly states: readonly string[]
  readonly facts: F
}
export interface History {
  readonly tables: Tables
  /** What the store's tables do not hold of points. */
  readonly fines: TableRow[]
  readonly studies: TableRow[]
  readonly binds: Act<Bound>[]
  readonly handles: Act<Handled>[]
}

/** A law that refuses next to nothing, so that histories reach what laws keep apart. */
export const LENIENT: RuleSet = reform(asReported, (draft) => {
  draft.handle = draft.handle.filter(({ rule }) => rule === 'violation-open')
  draft.bind = draft.bind.filter(({ rule }) => rule === 'own-vehicle' || rule === 'already-bound')
})

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** `n` histories of separate drivers and vehicles; positions go on from one to the next, as in one store. */
export function histories(n: number, seed: number, steps = 60, ties = 0.3): History {
  const all: History = { tables: emptyTables(), fines: [], studies: [], binds: [], handles: [] }
  let before = 0
  for (let index = 0; index < n; index++)
    before += history(all, `h${index}.`, (seed + index * 7919) >>> 0, steps, ties, before)
  return all
}

/** One history, written into `all`; how many positions it took. */
function history(all: History, prefix: string, seed: number, steps: number, ties: number, before: number): number {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const any = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const own = emptyTables()
  const rows = rowsOf(own, all, before)
  let registry = openRegistry(LENIENT)
  let at = Date.parse('2019-01-10T10:00:00+08:00') + random(900) * DAY
  const drivers = [0, 1, 2, 3].map((each) => `${prefix}d${each}`)
  const vehicles = [0, 1, 2, 3].map((each) => `${prefix}v${each}`)
  const outside = [`${prefix}o1`, `${prefix}o2`]
  const run = (command: { readonly type: string } & Record<string, unknown>): boolean => {
    const { type, ...fields } = command
    const position = before + revisionOf(registry) + 1
    const asked =
      type === 'bind'
        ? bindingFacts(registry, { ...fields, at } as never)
        : type === 'handle'
          ? handlingFacts(registry, { ...fields, at } as never)
          : undefined
    const outcome = execute(registry, { ...command, at } as never)
    if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues))
    if (outcome.status !== 'accepted') return false
    registry = outcome.registry
    rows(outcome.event, registry)
    if (type === 'bind') all.binds.push(actOf(String(position), position, at, registry, asked as Bound, ''))
    if (type === 'handle')
      all.handles.push(actOf(String(position), position, at, registry, asked as Handled, command.violation as string))
    return true
  }

  for (const id of drivers) {
    const firstIssuedOn = any(['2000-02-29', '2012-04-01', '2015-12-31', '2017-07-15'])
    run({ type: 'enrolDriver', id, licence: { states: [], classes: ['C1'], firstIssuedOn } })
  }
  for (const id of vehicles) {
    const owner = any([...drivers, ...outside])
    const kind = outside.includes(owner) && owner.endsWith('2') ? 'unit' : 'individual'
    run({
      type: 'enrolVehicle',
      id,
      owner: { kind, id: owner },
      plateType: any(['01', '02', '52']),
      operating: random(2) === 0,
    })
  }
  let violations = 0
  const inState = (...states: readonly string[]) =>
    own.violations
      .map(({ id }) => String(id))
      .filter((id) => states.includes(violationOf(registry, id)?.state as string))
  const unpaid = () =>
    own.violations
      .map(({ id }) => String(id))
      .filter((id) => {
        const { payBy, paidOn } = violationOf(registry, id) as { payBy: unknown; paidOn: unknown }
        return payBy !== null && paidOn === null
      })

  /** Asks about acts that nobody tried, at the position that the next event would have. */
  const ask = (index: number, asked: number) => {
    const seq = before + revisionOf(registry) + 1
    const asks = { driver: any(drivers), vehicle: any(vehicles), channel: any(['app', 'window']), at: asked }
    all.binds.push(actOf(`${prefix}${index}`, seq, asked, registry, bindingFacts(registry, asks as never), ''))
    if (own.violations.length === 0) return
    const violation = String(any(own.violations).id)
    const { driver, channel } = asks
    const facts = handlingFacts(registry, { driver, channel, violation, at: asked } as never)
    all.handles.push(actOf(`${prefix}${index}`, seq, asked, registry, facts, violation))
  }

  for (let index = 0; index < steps; index++) {
    const last = at
    if (random(1000) / 1000 >= ties) {
      at += any([1, HOUR, 12 * HOUR, DAY, DAY, 10 * DAY, 25 * DAY, 60 * DAY])
    }
    ask(index, any([last, last + Math.ceil((at - last) / 2), at]))
    const driver = any(drivers)
    const vehicle = any(vehicles)
    if (pointsOf(registry, driver, at) >= 12 && random(10) < 7) {
      for (const violation of unpaid())
        if (violationOf(registry, violation)?.handledBy === driver) run({ type: 'payFine', violation })
      run({ type: 'completeFullScoreStudy', driver, days: 120, tests: ['theory', 'field', 'road'] })
    }
    const [open, handled, due] = [inState('open'), inState('handled'), unpaid()]
    switch (random(14)) {
      case 0:
      case 1:
      case 2:
        run({ type: 'bind', driver, vehicle, channel: any(['app', 'window']) })
        break
      case 3:
        run({ type: 'release', driver, vehicle, by: 'driver' })
        break
      case 4:
      case 5:
      case 6:
        run({
          type: 'recordViolation',
          id: `${prefix}x${violations++}`,
          vehicle,
          occurredAt: at - random(3) * DAY,
          fine: any([0, 20000, 20000]),
          points: any([0, 1, 1, 3, 3, 6, 12]),
          recordedBy: any(['monitoring', 'officer']),
        })
        break
      case 7:
      case 8:
      case 9:
        if (open.length > 0) {
          run({
            type: 'handle',
            violation: any(open),
            driver,
            channel: any(['app', 'window']),
            offenderPresent: true,
            identityVerified: true,
          })
        }
        break
      case 10:
        if (due.length > 0) run({ type: 'payFine', violation: any(due) })
        break
      case 11:
        if (handled.length > 0) run({ type: 'revokeHandling', violation: any(handled), ground: 'penalty-revoked' })
        break
      case 12:
        if (random(4) === 0) {
          run({
            type: 'changeLicence',
            driver,
            licence: { states: any([[], [], ['cancelled'], ['seized']]), classes: ['C1'] },
          })
        } else if (open.length > 0 && random(3) === 0) {
          run({ type: 'withdrawViolation', violation: any(open), ground: 'other-error' })
        } else run({ type: 'deductByStudy', driver, way: any(['online', 'on-site']) })
        break
      case 13:
        if (random(2) === 0)
          run({
            type: 'transferVehicle',
            vehicle,
            to: { kind: 'individual', id: any([...drivers, outside[0] as string]) },
          })
        break
    }
  }
  for (const later of [0, 1, HOUR, DAY, 30 * DAY, 100 * DAY, 370 * DAY, 800 * DAY]) ask(steps + later, at + later)
  for (const { id, first_issued_on } of own.drivers) {
    const driver = String(id)
    for (const step of stepsOfDriver(driver, String(first_issued_on), own, all)) own.points_step.push(step)
  }
  for (const name of TABLE_NAMES) for (const row of own[name]) all.tables[name].push(row)
  return revisionOf(registry)
}

/** The steps of one driver's points, as a caller who has only the tables makes them. */
function stepsOfDriver(driver: string, firstIssuedOn: string, own: Tables, all: History): readonly TableRow[] {
  const handled = own.handlings.filter((each) => each.driver === driver)
  const violationIn = (id: Cell | undefined) => own.violations.find((each) => each.id === id) as TableRow
  const isHandled = (id: Cell | undefined, seq: Cell | undefined) =>
    handled.some((each) => each.violation === id && each.seq === seq)
  const found = pointsSteps({
    firstIssuedOn,
    handled: handled.map(({ violation, at, seq, revoked_at, revoked_seq }) => ({
      violation: String(violation),
      at: Number(at),
      seq: Number(seq),
      points: Number(violationIn(violation).points),
      fine: Number(violationIn(violation).fine),
      revokedAt: revoked_at === null ? null : Number(revoked_at),
      revokedSeq: revoked_seq === null ? null : Number(revoked_seq),
    })),
    payments: all.fines
      .filter((each) => each.paid_seq !== null && isHandled(each.violation, each.handled_seq))
      .map(({ violation, paid_at, paid_on, paid_seq }) => ({
        violation: String(violation),
        at: Number(paid_at),
        paidOn: String(paid_on),
        seq: Number(paid_seq),
      })),
    studies: all.studies
      .filter((each) => each.driver === driver)
      .map(({ kind, at, seq }) => ({ kind: kind as StudyKind, at: Number(at), seq: Number(seq) })),
  })
  if (!found.ok) throw new Error(JSON.stringify(found.issues))
  return found.value.map((step) => ({ driver, ...step }))
}

function actOf<F extends Bound | Handled>(
  id: string,
  seq: number,
  at: number,
  registry: Registry,
  facts: F,
  violation: string,
): Act<F> {
  const { driver, vehicle, channel } = facts
  // Neither question changes a licence, so that it is the same before the act and after it.
  const { states } = driverOf(registry, driver) as { readonly states: readonly string[] }
  return { id, seq, at, driver, vehicle, channel, states, violation, facts }
}

export function emptyTables(): Tables {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as Tables
}

/** What an event changes in the tables. */
function rowsOf(
  tables: Tables,
  { fines, studies }: History,
  before: number,
): (event: RegistryEvent, registry: Registry) => void {
  const change = (row: TableRow | undefined, changed: TableRow) => Object.assign(row as object, changed)
  const ended = (event: RegistryEvent, which: (row: TableRow) => boolean) => {
    for (const row of tables.bindings) {
      if (row.released_seq === null && which(row))
        change(row, { released_at: Date.parse(event.at), released_seq: before + event.seq })
    }
  }
  return (event, registry) => {
    const seq = before + event.seq
    const at = Date.parse(event.at)
    switch (event.type) {
      case 'driver-enrolled': {
        const { states, classes, firstIssuedOn } = event.licence
        tables.drivers.push({ id: event.id, states, classes, first_issued_on: firstIssuedOn })
        break
      }
      case 'vehicle-enrolled':
        tables.vehicles.push({
          id: event.id,
          owner: event.owner.id,
          owner_kind: event.owner.kind,
          plate_type: event.plateType,
          operating: event.operating,
          changed_at: null,
          changed_seq: null,
        })
        tables.owners.push({ vehicle: event.id, owner: event.owner.id, owner_kind: event.owner.kind, since: at, seq })
        break
      case 'vehicle-changed':
        change(
          tables.vehicles.find(({ id }) => id === event.vehicle),
          { plate_type: event.plateType, operating: event.operating, changed_at: at, changed_seq: seq },
        )
        break
      case 'vehicle-bound':
        tables.bindings.push({
          driver: event.driver,
          vehicle: event.vehicle,
          channel: event.channel,
          since: at,
          seq,
          released_at: null,
          released_seq: null,
        })
        break
      case 'binding-released':
        ended(event, ({ driver, vehicle }) => driver === event.driver && vehicle === event.vehicle)
        break
      case 'vehicle-transferred':
        change(
          tables.vehicles.find(({ id }) => id === event.vehicle),
          { owner: event.to.id, owner_kind: event.to.kind },
        )
        tables.owners.push({ vehicle: event.vehicle, owner: event.to.id, owner_kind: event.to.kind, since: at, seq })
        ended(event, ({ vehicle }) => vehicle === event.vehicle)
        break
      case 'licence-changed':
        change(
          tables.drivers.find(({ id }) => id === event.driver),
          { states: [...event.licence.states], classes: [...event.licence.classes] },
        )
        if ((event.licence.states as readonly string[]).includes('cancelled'))
          ended(event, ({ driver }) => driver === event.driver)
        break
      case 'violation-recorded':
        tables.violations.push({
          id: event.id,
          vehicle: event.vehicle,
          occurred_at: Date.parse(event.occurredAt),
          recorded_at: at,
          seq,
          fine: event.fine,
          points: event.points,
          recorded_by: event.recordedBy,
          withdrawn_at: null,
          withdrawn_seq: null,
        })
        break
      case 'violation-withdrawn':
        change(
          tables.violations.find(({ id }) => id === event.violation),
          { withdrawn_at: at, withdrawn_seq: seq },
        )
        break
      case 'violation-handled': {
        const { vehicle } = violationOf(registry, event.violation) as { vehicle: string }
        const owner = tables.vehicles.find(({ id }) => id === vehicle)?.owner
        const { violation, driver, channel } = event
        tables.handlings.push({
          violation,
          driver,
          vehicle,
          channel,
          at,
          seq,
          own: owner === driver,
          revoked_at: null,
          revoked_seq: null,
        })
        const { payBy } = violationOf(registry, violation) as { payBy: string | null }
        if (payBy !== null) fines.push({ violation, handled_seq: seq, pay_by: payBy, paid_at: null, paid_seq: null })
        break
      }
      case 'fine-paid':
        change(
          fines.findLast(({ violation }) => violation === event.violation),
          { paid_at: at, paid_on: event.paidOn, paid_seq: seq },
        )
        break
      case 'points-deducted':
        studies.push({ driver: event.driver, kind: event.way, at, seq })
        break
      case 'full-score-study-completed':
        studies.push({ driver: event.driver, kind: 'full-score', at, seq })
        break
      case 'handling-revoked':
        change(
          tables.handlings.findLast(({ violation }) => violation === event.violation),
          { revoked_at: at, revoked_seq: seq },
        )
        break
    }
  }
}

/** Makes the store's tables in an engine, and fills them; `isNullable` says that every column may hold NULL, as records of offices do. */
export async function loadTables(engine: Engine, tables: Tables, isNullable = false): Promise<void> {
  for (const name of TABLE_NAMES) {
    const columns = Object.entries(TABLES[name].columns)
    await createAndFill(
      engine,
      name,
      columns.map(([column, { kind, orNull }]) => [column, kind, isNullable || orNull === true] as const),
      tables[name],
    )
  }
}

/** Makes and fills the relations of acts, accepted or only asked about: `acts_bind` and `acts_handle`. */
export async function loadActs(engine: Engine, { binds, handles }: History, isNullable = false): Promise<void> {
  for (const [name, third, acts] of [
    ['acts_bind', 'vehicle', binds],
    ['acts_handle', 'violation', handles],
  ] as const) {
    const columns = [
      ['id', 'id', false],
      ['seq', 'position', isNullable],
      ['at', 'instant', isNullable],
      ['driver', 'id', isNullable],
      [third, 'id', isNullable],
      ['channel', 'word', false],
      ['states', 'words', false],
    ] as const
    await createAndFill(
      engine,
      name,
      columns,
      (acts as readonly Act<object>[]).map(({ facts: _, ...act }) => act),
    )
  }
}

/** A value as text that the library and every engine give alike. */
export function shown(name: FactName, value: unknown): string {
  const { kind } = FACTS.find((fact) => fact.name === name) as (typeof FACTS)[number]
  if (value === null || value === undefined) return 'null'
  if (kind === 'flag') return value === true || value === 1 ? 'true' : 'false'
  if (kind === 'instant')
    return typeof value === 'string' && value.includes('T') ? String(Date.parse(value)) : String(value)
  return String(value)
}

export type Kind = Parameters<ReturnType<typeof grammarOf>['type']>[0]

/** Makes a table and fills it. */
export async function createAndFill(
  engine: Engine,
  table: string,
  columns: readonly (readonly [name: string, kind: Kind, orNull: boolean])[],
  rows: readonly TableRow[],
): Promise<void> {
  const grammar = grammarOf('test', engine.dialect)
  const defined = columns.map(([column, kind, orNull]) => `${grammar.name(column)} ${grammar.type(kind, orNull)}`)
  await engine.run(`CREATE TABLE ${grammar.name(table)} (${defined.join(', ')})${grammar.tableEnd}`)
  const cell = (value: Cell | undefined): string => {
    if (value === null || value === undefined) return 'NULL'
    if (typeof value === 'string') return grammar.text(value)
    return typeof value === 'object' ? grammar.list(value) : String(value)
  }
  for (let from = 0; from < rows.length; from += 2000) {
    const lines = rows
      .slice(from, from + 2000)
      .map((row) => `(${columns.map(([column]) => cell(row[column])).join(', ')})`)
    await engine.run(`INSERT INTO ${grammar.name(table)} VALUES ${lines.join(', ')}`)
  }
}
