/** Rows of the tables that an audit reads, of what no registry would have let happen: over every cap, bound twice, handled twice, with ties. */
import { china, DAY, drawBy, HOUR, written } from './draw.ts'

export type Row = Readonly<Record<string, string | number | boolean | null | readonly string[]>>
export type Tables = Readonly<Record<string, readonly Row[]>>

/** The columns of each table, with their types in PostgreSQL. */
export const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  drivers: { id: 'text', states: 'text[]', classes: 'text[]', first_issued_on: 'text' },
  vehicles: { id: 'text', owner: 'text', owner_kind: 'text', plate_type: 'text', operating: 'boolean' },
  owners: { vehicle: 'text', owner: 'text', owner_kind: 'text', since: 'bigint', seq: 'bigint' },
  violations: {
    ...{ id: 'text', vehicle: 'text', occurred_at: 'bigint', recorded_at: 'bigint', seq: 'bigint', fine: 'bigint' },
    ...{ points: 'integer', recorded_by: 'text', withdrawn_at: 'bigint', withdrawn_seq: 'bigint' },
  },
  bindings: {
    ...{ driver: 'text', vehicle: 'text', channel: 'text', since: 'bigint', seq: 'bigint' },
    ...{ released_at: 'bigint', released_seq: 'bigint' },
  },
  handlings: {
    ...{ violation: 'text', driver: 'text', vehicle: 'text', channel: 'text', at: 'bigint', seq: 'bigint' },
    ...{ own: 'boolean', revoked_at: 'bigint', revoked_seq: 'bigint' },
  },
  points_step: { driver: 'text', day: 'text', seq: 'bigint', held: 'integer', studies: 'integer' },
}

/** Tables whose positions ascend with time; two in five events share the instant of the one before. */
export function tablesOf(events: number, seed: number): Tables {
  const draw = drawBy(seed)
  const of = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, []])) as unknown as Record<string, Row[]> & {
    readonly [N in 'drivers' | 'vehicles' | 'owners' | 'violations' | 'bindings' | 'handlings' | 'points_step']: Row[]
  }
  const drivers = ['d0', 'd1', 'd2', 'd3', 'd4']
  const vehicles = ['v0', 'v1', 'v2', 'v3', 'v4']
  let at = china('2017-11-01T00:00:00')
  let seq = 0
  for (const [index, id] of drivers.entries()) {
    const states = [[], ['seized'], [], ['expired', 'accidents-pending']][index % 4] as readonly string[]
    of.drivers.push({ id, states, classes: index % 3 === 2 ? ['E'] : ['C1'], first_issued_on: '2010-01-01' })
  }
  for (const [index, id] of vehicles.entries()) {
    const owner = draw.any([...drivers, 'o1', 'o2'])
    const plateType = ['02', '52', '01'][index % 3] as string
    seq += 1
    of.vehicles.push({ id, owner, owner_kind: 'individual', plate_type: plateType, operating: false })
    of.owners.push({ vehicle: id, owner, owner_kind: 'individual', since: at, seq })
  }
  of.points_step.push({ driver: 'somebody', day: '2013-01-01', seq: 0, held: 1, studies: 0 })
  const open: Row[] = []
  const end = (binding: Row | undefined) => {
    if (binding === undefined) return
    open.splice(open.indexOf(binding), 1)
    Object.assign(binding, { released_at: at, released_seq: seq })
  }
  for (let index = 0; index < events; index++) {
    if (draw.chance(60)) at += draw.any([1, HOUR, DAY, 5 * DAY, 20 * DAY])
    seq += 1
    const [driver, vehicle, way] = [draw.any(drivers), draw.any(vehicles), draw.below(10)]
    if (way < 4) {
      const channel = draw.any(['app', 'window', 'kiosk'])
      const binding = { driver, vehicle, channel, since: at, seq, released_at: null, released_seq: null }
      of.bindings.push(binding)
      open.push(binding)
    } else if (way < 6) {
      end(draw.any(open))
    } else if (way < 7) {
      of.owners.push({ vehicle, owner: draw.any([...drivers, 'o1']), owner_kind: 'individual', since: at, seq })
      for (const binding of open.filter((each) => each.vehicle === vehicle)) if (draw.chance(50)) end(binding)
    } else if (way < 8 || of.violations.length === 0) {
      of.violations.push({
        ...{ id: `x${index}`, vehicle, occurred_at: at - draw.below(40) * DAY, recorded_at: at, seq },
        ...{ fine: draw.any([10_000, 20_000, 20_001, 200_000]), points: draw.any([0, 3, 6, 12]) },
        ...{ recorded_by: draw.any(['monitoring', 'officer']), withdrawn_at: null, withdrawn_seq: null },
      })
    } else {
      const violation = draw.any(of.violations)
      const isOpen = violation.withdrawn_seq === null
      if (draw.chance(10) && isOpen) {
        Object.assign(violation, { withdrawn_at: at, withdrawn_seq: seq })
        continue
      }
      const owner = of.owners.findLast((each) => each.vehicle === violation.vehicle)?.owner
      of.handlings.push({
        ...{ violation: violation.id as string, driver, vehicle: violation.vehicle as string },
        ...{ channel: draw.any(['app', 'window', 'web']), at, seq, own: owner === driver },
        ...{ revoked_at: null, revoked_seq: null },
      })
      const day = written(at).slice(0, 10)
      of.points_step.push({
        driver,
        day,
        seq,
        held: draw.any([0, 3, 6, 9, 11, 12, 14]),
        studies: draw.any([0, 0, 1, 3]),
      })
    }
  }
  return of
}

/** A value as a literal of PostgreSQL. */
function literal(value: Row[string]): string {
  if (value === null) return 'NULL'
  if (typeof value === 'object') return `ARRAY[${value.map(literal).join(', ')}]::text[]`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

/** The statements that make a table and fill it. */
export function statementsOf(name: string, rows: readonly Row[]): string {
  const columns = COLUMNS[name] as Readonly<Record<string, string>>
  const shape = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`)
  const lines = rows.map(
    (row) =>
      `(${Object.keys(columns)
        .map((column) => literal(row[column] ?? null))
        .join(', ')})`,
  )
  return `CREATE TABLE ${name} (${shape.join(', ')}); INSERT INTO ${name} VALUES ${lines.join(',\n')};`
}
