/** Audits of records as offices keep them: what is missing, repeated or impossible neither hides an act nor accuses anybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cn2020, cn2024, type RuleSet } from '../../src/law/index.ts'
import {
  type AuditName,
  type AuditSqlOptions,
  auditSql,
  decisionSql,
  factsSql,
  TABLE_NAMES,
} from '../../src/sql/index.ts'
import { ROW_PROBLEMS, type RowProblem } from '../../src/sql/unusable-rows.ts'
import { ENGINES, type Engine, type Row } from './engines.ts'
import { createAndFill, emptyTables, loadTables, type TableRow, type Tables } from './history.ts'
import { LICENCES_THEN } from './unlawful.ts'

const DAY = 86_400_000
/** Nine o'clock of a day of March 2021. */
const on = (day: number) => Date.parse('2021-03-01T09:00:00+08:00') + (day - 1) * DAY

const owned = (vehicle: string, seq: number, owner = 'o'): TableRow => ({
  vehicle,
  owner,
  owner_kind: 'individual',
  since: Date.parse('2017-01-01T09:00:00+08:00'),
  seq,
})
const transferred = (vehicle: string, day: number, seq: number): TableRow => ({
  ...owned(vehicle, seq),
  since: on(day),
})
const bound = (driver: string, vehicle: string, day: number, seq: number, until?: readonly [number, number]) => ({
  driver,
  vehicle,
  channel: 'app',
  since: on(day),
  seq,
  released_at: until === undefined ? null : on(until[0]),
  released_seq: until === undefined ? null : until[1],
})
const violation = (id: string, vehicle: string, day: number, seq: number): TableRow => ({
  id,
  vehicle,
  occurred_at: on(day),
  recorded_at: on(day) + 1,
  seq,
  fine: 20000,
  points: 3,
  recorded_by: 'monitoring',
  withdrawn_at: null,
  withdrawn_seq: null,
})
const handled = (violation: string, driver: string, vehicle: string, day: number, seq: number): TableRow => ({
  violation,
  driver,
  vehicle,
  channel: 'app',
  at: on(day),
  seq,
  own: false,
  revoked_at: null,
  revoked_seq: null,
})
const licence = (id: string, states: readonly string[] = []): TableRow => ({
  id,
  states,
  classes: ['C1'],
  first_issued_on: '2015-01-01',
})

/** Tables with these rows, and what else an audit needs: a vehicle each of `owners`, and somebody's points. */
function recordsOf(rows: Partial<Tables>): Tables {
  const owners = rows.owners ?? []
  const vehicles = [...new Set(owners.map(({ vehicle }) => vehicle))].map((id) => ({
    id: id as string,
    owner: owners.findLast(({ vehicle }) => vehicle === id)?.owner as string,
    owner_kind: 'individual',
    plate_type: '02',
    operating: false,
  }))
  const points_step = [{ driver: 'somebody', day: '2013-01-01', seq: 0, held: 1, studies: 0 }]
  return { ...emptyTables(), vehicles, points_step, drivers: [licence('d')], ...rows }
}

/** What some queries of an audit find, with the details as values. */
async function found(
  engine: Engine,
  names: readonly AuditName[],
  options: Partial<AuditSqlOptions> = {},
  rules: RuleSet = cn2020,
): Promise<Readonly<Record<string, readonly Row[]>>> {
  const answers = new Map<string, readonly Row[]>()
  for (const { name, sql } of auditSql(rules, { dialect: engine.dialect, ...options })) {
    if (!names.includes(name)) continue
    const rows = await engine.rows(sql)
    answers.set(
      name,
      rows.map(({ at, driver, vehicle, violation, detail }) => ({
        at: Number(at),
        driver: driver ?? null,
        vehicle: vehicle ?? null,
        violation: violation ?? null,
        ...JSON.parse(detail as string),
      })),
    )
  }
  return Object.fromEntries(answers)
}

describe.each(ENGINES)('records in %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })
  afterAll(() => engine.close())

  /** Makes the tables anew, with these rows. */
  async function given(rows: Partial<Tables>): Promise<void> {
    for (const name of TABLE_NAMES) await engine.run(`DROP TABLE IF EXISTS ${name}`)
    await loadTables(engine, recordsOf(rows), true)
  }

  test.each<readonly [what: string, rows: Partial<Tables>]>([
    [
      'a transfer may have come after the binding that was within the cap',
      {
        owners: [
          ...['a', 'b', 'c'].map((vehicle, index) => owned(vehicle, index + 1)),
          owned('w', 4, 'd'),
          transferred('w', 9, 22),
        ],
        bindings: [...[bound('d', 'a', 1, 11), bound('d', 'b', 2, 12), bound('d', 'w', 3, 13)], bound('d', 'c', 9, 21)],
      },
    ],
    [
      'a vehicle that was the driver’s own and bound may count by its transfer, and not by the binding again',
      {
        owners: [
          ...['a', 'b', 'c'].map((vehicle, index) => owned(vehicle, index + 1)),
          owned('w', 4, 'd'),
          transferred('w', 9, 22),
        ],
        bindings: [
          ...[bound('d', 'a', 1, 11), bound('d', 'b', 2, 12), bound('d', 'c', 3, 13)],
          ...[bound('d', 'w', 4, 14), bound('d', 'w', 9, 23)],
        ],
      },
    ],
  ])('of one instant, whatever its order, nothing is certain that may be lawful: %s', async (_, rows) => {
    await given(rows)
    const names = ['driver-over-cap', 'driver-over-cap-after-instant'] as const
    expect(await found(engine, names)).toEqual({ 'driver-over-cap': [], 'driver-over-cap-after-instant': [] })
  })

  test('a handling whose violation is not on record stays, with the facts of the violation missing', async () => {
    const rows = {
      owners: [owned('a', 1)],
      bindings: [bound('d', 'a', 1, 11)],
      handlings: [handled('w', 'd', 'a', 6, 21)],
    }
    await given(rows)
    const { dialect } = engine
    const facts = await engine.rows(factsSql('handle', { dialect, keep: ['violation'] }))
    expect(facts).toHaveLength(1)
    expect(facts[0]).toMatchObject({
      violation: 'w',
      vehicle: 'a',
      vehicle_owner: 'o',
      violation_state: null,
      fine: null,
    })
    const judged = await found(engine, ['handlings-judged'])
    expect(judged['handlings-judged']).toMatchObject([{ verdict: 'undetermined', acts: 1 }])
    expect(judged['handlings-judged']?.[0]?.missing).toContain('violationState occurredAt points fine recordedBy')
    // Of acts that say no vehicle besides, it is not known either, nor whether it was bound.
    await createAndFill(
      engine,
      'asked',
      [
        ['id', 'id', false],
        ['seq', 'position', false],
        ['at', 'instant', false],
        ['driver', 'id', false],
        ['violation', 'id', false],
      ],
      [{ id: '1', seq: 20, at: on(5), driver: 'd', violation: 'w' }],
    )
    const sql = factsSql('handle', { dialect, acts: 'asked' })
    const [asked] = await engine.rows(decisionSql(cn2020, 'handle', { dialect, from: { sql } }))
    expect(asked).toMatchObject({ id: '1', verdict: 'undetermined', failing: [] })
    expect(asked?.missing).toContain('vehicle')
  })

  test.each([
    ['in order', [licence('d')]],
    ['locked', [licence('d', ['locked'])]],
    ['of no record', []],
  ] as const)('a licence that is %s today says nothing about the day of the act', async (_, drivers) => {
    await given({
      owners: [owned('a', 1)],
      drivers: [...drivers],
      violations: [violation('w', 'a', 5, 20)],
      bindings: [bound('d', 'a', 1, 11)],
      handlings: [handled('w', 'd', 'a', 6, 21)],
    })
    const names = ['handlings-judged', 'barred-licence', 'handlings-by-month'] as const
    const lacking = 'licenceClasses licenceStates'
    expect(await found(engine, names)).toMatchObject({
      'handlings-judged': [{ verdict: 'undetermined', missing: lacking, acts: 1 }],
      'barred-licence': [],
      'handlings-by-month': [],
    })
  })

  test('a licence as it was on the day of the act is judged where it is given', async () => {
    await given({
      owners: [owned('a', 1)],
      drivers: [licence('d', ['locked'])],
      violations: [violation('w', 'a', 5, 20)],
      bindings: [bound('d', 'a', 1, 11)],
      handlings: [handled('w', 'd', 'a', 6, 21)],
    })
    expect(await found(engine, ['handlings-judged', 'barred-licence'], LICENCES_THEN)).toMatchObject({
      'handlings-judged': [{ verdict: 'refused', missing: '', acts: 1 }],
      'barred-licence': [{ violation: 'w' }],
    })
  })

  test.each<
    readonly [what: string, channel: string, vehicle: string, day: number, owner: string, states: readonly string[]]
  >([
    ['at a window, on another day', 'window', 'a', 19, 'd', ['full-points']],
    ['by app, though of that day and vehicle', 'app', 'a', 20, 'd', ['full-points']],
    ['at a window, of that day and another vehicle', 'window', 'b', 20, 'd', ['full-points']],
    ['at a window, of that day and vehicle, before 2022 and another’s', 'window', 'a', 20, 'o', ['full-points']],
    ['at a window, of that day and of the vehicle that made it full', 'window', 'a', 20, 'd', []],
  ])(
    'the points say that the score is full, and no state does: %s',
    async (_, channel, vehicle, day, owner, states) => {
      await given({
        owners: [owned('a', 1, owner), owned('b', 2, owner)],
        points_step: [{ driver: 'd', day: '2021-03-01', seq: 31, held: 12, studies: 0 }],
        violations: [violation('w', 'a', 5, 40), violation('x', vehicle, 5, 20)],
        handlings: [
          { ...handled('x', 'd', vehicle, day, 31), channel },
          { ...handled('w', 'd', 'a', 20, 50), channel },
        ],
      })
      const { dialect } = engine
      const { tables, given: columns } = LICENCES_THEN
      const acts = {
        sql: `SELECT violation AS id, seq, ${dialect === 'clickhouse' ? 'at' : '"at"'}, driver, violation, channel, states, classes FROM (${(tables as { handlings: { sql: string } }).handlings.sql}) AS i`,
      }
      const statesOf = async (points: 'steps' | 'unknown', held?: string) => {
        const sql = held === undefined ? acts.sql : `SELECT *, ${held} AS held FROM (${acts.sql}) AS j`
        const wanted = { channel: 'channel', ...columns?.handle, ...(held === undefined ? {} : { pointsHeld: 'held' }) }
        const rows = await engine.rows(factsSql('handle', { dialect, acts: { sql }, given: wanted, points }))
        const row = rows.find(({ id }) => id === 'w') as Row
        return row.licence_states_known ? row.licence_states : null
      }
      expect(await statesOf('steps')).toEqual(states)
      // Points of the acts themselves say no more than that the score is full; while nobody's are known, the states are those that are given.
      expect(await statesOf('unknown', '12')).toEqual(states.length === 0 ? null : states)
      expect(await statesOf('unknown', '11')).toEqual([])
      expect(await statesOf('unknown', 'NULLIF(12, 12)')).toBeNull()
      expect(await statesOf('unknown')).toEqual([])
      const barred = (await found(engine, ['barred-licence'], LICENCES_THEN))['barred-licence']
      expect(barred?.filter(({ violation }) => violation === 'w')).toHaveLength(states.length)
    },
  )

  const FULL = { driver: 'd', day: '2021-03-01', seq: 31, held: 12, studies: 0 }
  const rest = (day = 20) => ({
    owners: [owned('a', 1, 'd'), owned('b', 2, 'd')],
    points_step: [FULL],
    violations: [violation('w', 'a', 5, 40), violation('x', 'a', 5, 20)],
    handlings: [handled('x', 'd', 'a', day, 31), handled('w', 'd', 'a', day, 50)].map((each) => ({
      ...each,
      channel: 'window',
    })) as readonly TableRow[] as [TableRow, TableRow],
  })
  const {
    handlings: [first, last],
    violations,
  } = rest()
  test.each<readonly [what: string, rows: Partial<Tables>, states: readonly string[] | null]>([
    ['which made it full', {}, []],
    ['though it had been full before', { points_step: [{ ...FULL, seq: 30 }] }, ['full-points']],
    ['another’s, from 2022 on', { ...rest(420), owners: [owned('a', 1)] }, []],
    ['whose owner is not told, before 2022', { owners: [{ ...owned('a', 1), owner: null }] }, null],
    ['at an act through a channel that is not told', { handlings: [first, { ...last, channel: null }] }, null],
    [
      'whose vehicle is not told',
      {
        handlings: [{ ...first, vehicle: null }, last],
        violations: [violations[0] as TableRow, { ...violations[1], vehicle: null }],
      },
      null,
    ],
    ['whose vehicle its violation alone tells', { handlings: [{ ...first, vehicle: null }, last] }, []],
    ['whose position is not told', { handlings: [{ ...first, seq: null }, last] }, null],
    ['whose time is not told', { handlings: [{ ...first, at: null }, last] }, null],
    ['where points of the driver have no position', { points_step: [FULL, { ...FULL, seq: null }] }, null],
    ['where points of the driver have no day', { points_step: [FULL, { ...FULL, day: null }] }, null],
    ['where the act has no position', { handlings: [first, { ...last, seq: null }] }, null],
  ])('a handling of that day and vehicle, %s', async (_, rows, states) => {
    await given({ ...rest(), ...rows })
    const { tables, given: columns } = LICENCES_THEN
    const sql = factsSql('handle', {
      dialect: engine.dialect,
      ...(tables === undefined ? {} : { tables }),
      given: { channel: 'channel', ...columns?.handle },
      keep: ['violation'],
    })
    const row = (await engine.rows(sql)).find((each) => each.violation === 'w') as Row
    expect(row.licence_states_known ? row.licence_states : null).toEqual(states)
  })

  const OVER_CAP = [
    'driver-over-cap',
    'driver-over-cap-after-instant',
    'vehicle-over-cap',
    'vehicle-over-cap-after-instant',
  ] as const
  const nobody = Object.fromEntries(OVER_CAP.map((name) => [name, []]))
  const abcef = ['a', 'b', 'c', 'e', 'f'].map((vehicle, index) => owned(vehicle, index + 1))
  const four = ['a', 'b', 'c', 'e'].map((vehicle, index) =>
    bound('d', vehicle, index + 1, index + 11, [9 + index, index + 21]),
  )
  const breach = { at: on(4), driver: 'd', peak: 4, limit: 3, bindings: 1 }

  test('a binding that ends before it begins hides no breach, and is none', async () => {
    await given({ owners: abcef, bindings: [...four, bound('d', 'f', 20, 100, [0, 10])] })
    expect(await found(engine, OVER_CAP)).toMatchObject({
      ...nobody,
      'driver-over-cap': [breach],
      'driver-over-cap-after-instant': [breach],
    })
    const [, ...three] = four
    await given({ owners: abcef, bindings: [...three, bound('d', 'f', 5, 15, [0, 10])] })
    expect(await found(engine, OVER_CAP)).toEqual(nobody)
  })

  test('what has no driver or no vehicle is nobody, and is told', async () => {
    const vehicles = ['a', 'b', 'c', 'e', 'f']
    const nameless = vehicles.flatMap((vehicle, index): readonly TableRow[] => [
      { ...bound('d', vehicle, 1, 11 + index), driver: null },
      { ...bound('d', vehicle, 2, 21 + index), driver: null },
      { ...bound(`d${index}`, vehicle, 3, 31 + index), vehicle: null },
      { ...bound('d', vehicle, 4, 41 + index), vehicle: null },
    ])
    await given({ owners: abcef, bindings: nameless })
    const names = [...OVER_CAP, 'bound-twice', 'unusable-rows'] as const
    const { 'unusable-rows': told, 'bound-twice': twice, ...spans } = await found(engine, names)
    expect([spans, twice]).toEqual([nobody, []])
    expect(told?.map(({ column, problem, rows }) => [column, problem, rows]).sort()).toEqual([
      ['bindings.driver', 'missing-value', 10],
      ['bindings.vehicle', 'missing-value', 10],
    ])
  })

  test('a number that is no id counts for nobody in any cap, and is told: a plate with the dot of a printed one', async () => {
    const owners = [owned('京A00001', 1), owned('京A00002', 2), owned('京A00003', 3), owned('京A00004', 4, 'd')]
    const bindings = ['京A00001', '京A00002', '京A00003', '京A·00004', '京A·00001'].map((vehicle, index) =>
      bound('d', vehicle, index + 1, index + 11),
    )
    await given({ owners, bindings })
    const names = [...OVER_CAP, 'bound-twice', 'unusable-rows'] as const
    const { 'unusable-rows': told, ...spans } = await found(engine, names)
    expect(spans).toEqual({ ...nobody, 'bound-twice': [] })
    expect(told).toMatchObject([{ column: 'bindings.vehicle', problem: 'not-an-id', rows: 2, seq: 14 }])
    // Nor does an owner who is none, or a driver.
    const named = owners.map((each) => ({ ...each, owner: '张 三' }))
    const others = ['d 1', 'd 2', 'd 3', 'd 4'].map((driver, index) => bound(driver, '京A00001', index + 1, index + 11))
    await given({ owners: named, bindings: [...bindings.slice(0, 3), bound('d', 'x', 4, 14), ...others] })
    expect(await found(engine, OVER_CAP)).toEqual(nobody)
  })

  test('a binding dated to end before it begins accuses nobody, whatever the positions say', async () => {
    const [first, ...others] = four
    const early = { ...first, released_at: on(1) - 1, released_seq: 21 } as TableRow
    await given({ owners: abcef, bindings: [early, ...others] })
    const { 'bindings-by-month': sums, ...spans } = await found(engine, [...OVER_CAP, 'bindings-by-month'])
    expect(spans).toEqual(nobody)
    expect(sums?.filter(({ rule }) => rule === 'driver-cap')).toEqual([])
  })

  /** The facts of one act, at position 50 on day 20, of driver d and vehicle a. */
  const factsAt = async (question: 'bind' | 'handle', rows: Partial<Tables>): Promise<Row> => {
    await given({ owners: abcef, violations: [violation('w', 'a', 5, 20)], ...rows })
    const { dialect } = engine
    const at = dialect === 'clickhouse' ? `toInt64(${on(20)})` : `CAST(${on(20)} AS bigint)`
    const sql = `SELECT '1' AS id, 50 AS seq, ${at} AS ${dialect === 'clickhouse' ? 'at' : '"at"'}, 'd' AS driver, 'a' AS vehicle, 'w' AS violation`
    const [row] = await engine.rows(factsSql(question, { dialect, acts: { sql } }))
    return row as Row
  }
  const known = (row: Row, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, Boolean(row[`${name}_known`] ?? (row[name] ?? null) !== null)]))
  const lawful = [bound('d', 'a', 1, 11), bound('d', 'b', 2, 12), bound('d2', 'a', 3, 13, [4, 14])]
  const BINDING = [
    'driver_bindings',
    'vehicle_bindings',
    'pair_bound',
    'driver_bindings_ever',
    'driver_applications_today',
    'driver_applications_this_year',
    'vehicle_released_at',
    'vehicle_drivers_bound_this_year',
  ]

  test.each<readonly [what: string, bindings: readonly TableRow[], unknown: readonly string[]]>([
    ['nothing', lawful, []],
    [
      'a binding without its time, of applications of the day and of the year alone',
      [lawful[0], { ...lawful[1], since: null }, lawful[2]] as TableRow[],
      ['driver_applications_today', 'driver_applications_this_year'],
    ],
    [
      'another’s binding without its time, of the drivers of the year alone',
      [lawful[0], lawful[1], { ...lawful[2], since: null }] as TableRow[],
      ['vehicle_drivers_bound_this_year'],
    ],
    [
      'an open binding without its vehicle, of what the driver has open, where the pair is not',
      [{ ...lawful[0], vehicle: null }, ...lawful.slice(1)] as TableRow[],
      ['driver_bindings', 'pair_bound'],
    ],
    [
      'an open binding without its vehicle, where the pair is bound',
      [...lawful, { ...lawful[0], vehicle: null, seq: 15 }] as TableRow[],
      ['driver_bindings'],
    ],
    [
      'an open binding whose vehicle is no id, as one without its vehicle',
      [{ ...lawful[0], vehicle: 'a·1' }, ...lawful.slice(1)] as TableRow[],
      ['driver_bindings', 'pair_bound'],
    ],
    [
      'an end before its binding began, of when another released the vehicle',
      [...lawful, bound('d3', 'a', 6, 18, [5, 16])],
      ['vehicle_released_at'],
    ],
    ['an ended binding without its vehicle', [...lawful, { ...bound('d', 'x', 2, 15, [3, 16]), vehicle: null }], []],
    [
      'an open binding of the vehicle without its driver, where the pair is not bound',
      [{ ...lawful[0], driver: null }, ...lawful.slice(1)] as TableRow[],
      ['vehicle_bindings', 'pair_bound', 'vehicle_drivers_bound_this_year'],
    ],
    ['a binding of another vehicle without its driver', [...lawful, { ...bound('d', 'b', 2, 15), driver: null }], []],
    [
      'an end without its time, of when another released the vehicle',
      [...lawful.slice(0, 2), { ...lawful[2], released_at: null }] as TableRow[],
      ['vehicle_released_at'],
    ],
    [
      'a binding of the pair that ends before it begins',
      [{ ...lawful[0], released_at: on(0), released_seq: 60 }, ...lawful.slice(1)] as TableRow[],
      ['driver_bindings', 'vehicle_bindings', 'pair_bound'],
    ],
    [
      'a binding of the pair without its position, of all but its day',
      [{ ...lawful[0], seq: null }, ...lawful.slice(1)] as TableRow[],
      ['driver_bindings', 'vehicle_bindings', 'pair_bound', 'driver_bindings_ever', 'driver_applications_this_year'],
    ],
    [
      'a binding of another year without its position',
      [...lawful, { ...bound('d', 'c', -700, 15, [-699, 16]), seq: null }] as TableRow[],
      ['driver_bindings_ever'],
    ],
    [
      'a binding of the day without its position',
      [...lawful, { ...bound('d', 'c', 20, 15, [21, 16]), seq: null }] as TableRow[],
      ['driver_bindings_ever', 'driver_applications_today', 'driver_applications_this_year'],
    ],
    [
      'another’s binding without its position',
      [...lawful.slice(0, 2), { ...lawful[2], seq: null }] as TableRow[],
      ['vehicle_drivers_bound_this_year'],
    ],
    [
      'another’s end without its position',
      [...lawful.slice(0, 2), { ...lawful[2], released_seq: null }] as TableRow[],
      ['vehicle_bindings', 'vehicle_released_at'],
    ],
    [
      'the end of the pair’s binding without its position',
      [{ ...lawful[0], released_at: on(9) }, ...lawful.slice(1)] as TableRow[],
      ['driver_bindings', 'vehicle_bindings', 'pair_bound'],
    ],
  ])('facts of a binding that records leave open are not known: %s', async (_, bindings, unknown) => {
    const row = await factsAt('bind', { bindings: [...bindings] })
    expect(known(row, BINDING)).toEqual(Object.fromEntries(BINDING.map((name) => [name, !unknown.includes(name)])))
  })

  const HANDLING = [
    'bound_since',
    'first_binding',
    'others_vehicles_handled_this_year',
    'vehicle_other_drivers_this_year',
    'violation_state',
  ]
  const before = [handled('x', 'd', 'b', 6, 31), handled('y', 'd2', 'a', 7, 32)]
  test.each<readonly [what: string, rows: Partial<Tables>, unknown: readonly string[]]>([
    ['nothing', {}, []],
    ['the binding without its time', { bindings: [{ ...lawful[0], since: null } as TableRow] }, ['bound_since']],
    [
      'the earliest of two bindings without its time',
      { bindings: [{ ...lawful[0], since: null } as TableRow, bound('d', 'a', 9, 15)] },
      ['bound_since'],
    ],
    [
      'the later of two bindings without its time',
      { bindings: [...lawful, { ...bound('d', 'a', 9, 15), since: null }] },
      [],
    ],
    [
      'a binding without its vehicle',
      { bindings: [{ ...lawful[0], vehicle: null } as TableRow] },
      ['bound_since', 'first_binding'],
    ],
    [
      'a handling without its time',
      { handlings: [{ ...before[0], at: null } as TableRow, before[1] as TableRow] },
      ['others_vehicles_handled_this_year'],
    ],
    [
      'a handling that does not say whose the vehicle was',
      { handlings: [before[0] as TableRow, { ...before[1], own: null } as TableRow] },
      ['vehicle_other_drivers_this_year'],
    ],
    [
      'a handling without its vehicle',
      { handlings: [{ ...before[0], vehicle: null } as TableRow] },
      ['others_vehicles_handled_this_year'],
    ],
    [
      'a handling without its position',
      { handlings: [{ ...before[0], seq: null } as TableRow] },
      ['others_vehicles_handled_this_year'],
    ],
    [
      'a revocation without its position',
      { handlings: [{ ...before[1], revoked_at: on(8) } as TableRow] },
      ['vehicle_other_drivers_this_year'],
    ],
    [
      'a handling of the violation without its position',
      { handlings: [{ ...handled('w', 'd', 'a', 6, 31), own: true, seq: null }] },
      ['violation_state'],
    ],
    [
      'a withdrawal of the violation without its position',
      { violations: [{ ...violation('w', 'a', 5, 20), withdrawn_at: on(9) }] },
      ['violation_state'],
    ],
    [
      'the earliest of two bindings without its position',
      { bindings: [{ ...lawful[0], seq: null } as TableRow, bound('d', 'a', 9, 15)] },
      ['bound_since', 'first_binding'],
    ],
    [
      'an earlier binding of the driver without its vehicle',
      { bindings: [{ ...lawful[0], vehicle: null } as TableRow, bound('d', 'a', 9, 15)] },
      ['bound_since', 'first_binding'],
    ],
    [
      'a later binding of the driver without its vehicle',
      { bindings: [lawful[0] as TableRow, { ...bound('d', 'a', 9, 15), vehicle: null }] },
      [],
    ],
    [
      'an earlier binding of the vehicle without its driver',
      { bindings: [{ ...lawful[0], driver: null } as TableRow, bound('d', 'a', 9, 15)] },
      ['bound_since', 'first_binding'],
    ],
    [
      'another’s binding of the vehicle without its position',
      { bindings: [lawful[0] as TableRow, { ...bound('d2', 'a', 9, 15, [10, 16]), seq: null }] },
      ['first_binding'],
    ],
    [
      'a handling without its driver',
      { handlings: [{ ...before[1], driver: null } as TableRow] },
      ['vehicle_other_drivers_this_year'],
    ],
    [
      'a handling two years ago that does not say whose the vehicle was',
      { handlings: [{ ...handled('x', 'd', 'a', -700, 31), own: null }] },
      [],
    ],
    [
      'the driver’s own vehicle without its time',
      { handlings: [{ ...before[0], own: true, at: null } as TableRow] },
      [],
    ],
  ])('facts of a handling that records leave open are not known: %s', async (_, rows, unknown) => {
    const row = await factsAt('handle', { bindings: lawful, handlings: before, ...rows })
    expect(known(row, HANDLING)).toEqual(Object.fromEntries(HANDLING.map((name) => [name, !unknown.includes(name)])))
  })

  test('of acts that are malformed the columns are told', async () => {
    const bindings = [
      { ...bound('d', 'a', 1, 11), channel: 'by app' },
      { ...bound('d 1', 'b', 2, 12), channel: '' },
      bound('d2', 'c', 3, 13),
      bound('d 3', 'e', 4, 14),
      { ...bound('d 3', 'f', 5, 15), since: 1e15 },
    ]
    const handlings = [{ ...handled('w', 'd2', 'a', 20, 50), channel: 'by app' }]
    await given({ owners: abcef, bindings, violations: [{ ...violation('w', 'a', 5, 20), points: 13 }], handlings })
    const judged = await found(engine, ['bindings-judged', 'handlings-judged'])
    const told = (rows: readonly Row[] | undefined) =>
      rows?.map(({ verdict, malformed, missing, acts }) => [verdict, malformed, missing !== '', acts]).sort()
    expect(told(judged['bindings-judged'])).toEqual([
      ['invalid', 'at driver', false, 1],
      ['invalid', 'channel driver', false, 1],
      ['invalid', 'channel', false, 1],
      ['invalid', 'driver', false, 1],
      ['undetermined', '', true, 1],
    ])
    expect(told(judged['handlings-judged'])).toEqual([['invalid', 'channel points', false, 1]])
  })

  test('a handling that names no vehicle is of the vehicle of its violation', async () => {
    const handlings = [
      { ...handled('y', 'd2', 'a', 7, 32), vehicle: null },
      { ...before[0], vehicle: null },
    ]
    const named = [violation('y', 'a', 5, 21), violation('x', 'b', 5, 22)]
    const rows = { bindings: lawful, violations: [violation('w', 'a', 5, 20), ...named], handlings } as Partial<Tables>
    const row = await factsAt('handle', rows)
    expect([row.others_vehicles_handled_this_year, row.vehicle_other_drivers_this_year].map(Number)).toEqual([2, 2])
    const unnamed = named.map((each) => ({ ...each, vehicle: null }))
    const none = await factsAt('handle', { ...rows, violations: [violation('w', 'a', 5, 20), ...unnamed] })
    expect(known(none, ['others_vehicles_handled_this_year'])).toEqual({ others_vehicles_handled_this_year: false })
  })

  test.each<readonly [what: string, act: TableRow, told: readonly string[]]>([
    ['everything', {}, [...HANDLING, 'points_held']],
    ['no position', { seq: null }, []],
    ['no driver', { driver: null }, ['violation_state']],
    ['no time', { at: null }, ['bound_since', 'first_binding', 'violation_state']],
  ])('of an act that says %s what needs it is not known', async (_, act, told) => {
    const handlings = [{ ...handled('w', 'd', 'a', 20, 50), ...act } as TableRow]
    await given({ owners: abcef, violations: [violation('w', 'a', 5, 20)], bindings: lawful, handlings })
    const rows = await engine.rows(factsSql('handle', { dialect: engine.dialect }))
    const names = [...HANDLING, 'points_held']
    expect(known(rows[0] as Row, names)).toEqual(Object.fromEntries(names.map((name) => [name, told.includes(name)])))
    const accusing = await found(engine, ['handled-without-binding', 'handled-before-binding', 'handled-twice'])
    expect(Object.values(accusing).flat()).toEqual([])
  })

  test('what has no position accuses nobody', async () => {
    const { violations, handlings } = {
      violations: [violation('w', 'a', 5, 20)],
      handlings: [handled('w', 'd', 'a', 20, 50)],
    }
    const names = ['handled-without-binding', 'handled-twice', 'driver-over-cap', 'bound-after-transfer'] as const
    const nothing = Object.fromEntries(names.map((name) => [name, []]))
    // The binding may have been made before the handling.
    await given({ owners: abcef, bindings: [{ ...bound('d', 'a', 1, 11), seq: null }], violations, handlings })
    expect(await found(engine, names)).toEqual(nothing)
    // The first of four may have ended before the fourth, or before the transfer.
    const ended = four.map((each, index) => ({ ...each, released_seq: index === 0 ? null : each.released_seq }))
    const owners = [...abcef, { ...transferred('a', 9, 60), owner: 'o2' }]
    await given({ owners, bindings: ended, violations: [], handlings: [] })
    expect(await found(engine, names)).toEqual(nothing)
    // The transfer may have been before the binding, or be the same owner again.
    const placed = bound('d', 'a', 1, 11)
    for (const owner of [null, '']) {
      await given({ owners: [...abcef, { ...transferred('a', 9, 60), owner }], bindings: [placed] })
      expect(await found(engine, names)).toEqual(nothing)
    }
    const again = [
      ...abcef,
      { ...transferred('a', 5, 30), owner: 'o2', seq: null },
      { ...transferred('a', 9, 60), owner: 'o2' },
    ]
    await given({ owners: again, bindings: [placed] })
    expect(await found(engine, names)).toEqual(nothing)
  })

  test('six applications of a year are over the limit, and undetermined while one has no time', async () => {
    const six = ['a', 'b', 'c', 'e', 'f', 'a'].map((vehicle, index) =>
      bound('d', vehicle, index + 1, 2 * index + 11, index < 5 ? [index + 2, 2 * index + 12] : undefined),
    )
    const judged = async (bindings: readonly TableRow[]) => {
      await given({ owners: abcef, bindings: bindings.map((each) => ({ ...each, channel: 'window' })) })
      const given_ = { bind: { identityVerified: 'identified' } } as const
      const sql = 'SELECT b.*, TRUE AS identified FROM bindings AS b'
      const names = ['bindings-judged', 'yearly-applications-over-limit'] as const
      const answers = await found(engine, names, { given: given_, tables: { bindings: { sql } } }, cn2024)
      return [
        answers['yearly-applications-over-limit']?.map(({ at }) => at),
        answers['bindings-judged']?.map(({ verdict, missing, acts }) => [verdict, missing, acts]).sort(),
      ]
    }
    expect(await judged(six)).toEqual([
      [on(6)],
      [
        ['permitted', '', 5],
        ['refused', '', 1],
      ],
    ])
    expect(
      await judged(six.map((each, index) => (index === 1 ? { ...each, since: null, released_at: null } : each))),
    ).toEqual([
      [],
      [
        ['permitted', '', 1],
        ['undetermined', 'at driverApplicationsToday driverApplicationsThisYear', 1],
        ['undetermined', 'driverApplicationsToday driverApplicationsThisYear', 4],
      ],
    ])
  })

  test('of two open bindings of a pair the earliest by position is the one a registry has', async () => {
    const handlings = [handled('w', 'd', 'a', 20, 50)]
    const rows = { owners: abcef, violations: [violation('w', 'a', 5, 40)], handlings }
    const namesOf = ['handled-before-binding', 'handled-without-binding'] as const
    const twice = [bound('d', 'a', 1, 11), bound('d', 'a', 9, 15)]
    await given({ ...rows, bindings: twice })
    expect(await found(engine, namesOf)).toEqual({ 'handled-before-binding': [], 'handled-without-binding': [] })
    expect(Number((await factsAt('handle', { bindings: twice })).bound_since)).toBe(on(1))
    // Once it has ended, the second is.
    const [first, second] = twice as readonly TableRow[] as [TableRow, TableRow]
    const ended = [{ ...first, released_at: on(10), released_seq: 16 }, second]
    await given({ ...rows, bindings: ended })
    expect(await found(engine, namesOf)).toMatchObject({ 'handled-before-binding': [{ violation: 'w' }] })
    // By position, whatever the times say.
    const contrary = [bound('d', 'a', 9, 11), bound('d', 'a', 1, 15)]
    expect(Number((await factsAt('handle', { bindings: contrary })).bound_since)).toBe(on(9))
  })

  test.each<readonly [what: string, owners: readonly TableRow[], found: number]>([
    ['the first owner on record, after the binding', [owned('a', 12)], 0],
    ['the same owner again', [owned('a', 1), transferred('a', 5, 12)], 0],
    ['an owner after nobody', [{ ...owned('a', 1), owner: null }, transferred('a', 5, 12)], 0],
    ['another owner', [owned('a', 1), { ...transferred('a', 5, 12), owner: 'o2' }], 1],
    [
      'another owner and back',
      [owned('a', 1), { ...transferred('a', 5, 12), owner: 'o2' }, transferred('a', 6, 13)],
      2,
    ],
  ])('a binding that stayed open after a transfer; %s', async (_, owners, count) => {
    await given({ owners: [...owners], bindings: [bound('d', 'a', 1, 11)] })
    expect((await found(engine, ['bound-after-transfer']))['bound-after-transfer']).toHaveLength(count)
  })

  const fourth = ['f', 'a', 'b', 'c'].map((vehicle, index) => bound('d', vehicle, index + 1, 10 * index + 11))
  test.each<readonly [what: string, owner: TableRow, isByOrder: boolean, isByTime: boolean]>([
    ['told, and another', owned('f', 5), true, true],
    ['not told', { ...owned('f', 5), owner: null }, false, false],
    ['an empty text', { ...owned('f', 5), owner: '' }, false, false],
    ['not told until later', { ...transferred('f', 3, 25), owner: null }, false, false],
    ['the driver, and not since when', { ...owned('f', 5, 'd'), since: null }, false, false],
    ['another, and not since when', { ...owned('f', 5), since: null }, true, true],
    ['the driver, and without a position', { ...owned('f', 5, 'd'), seq: null }, false, false],
  ])('an owner that is %s', async (_, owner, isByOrder, isByTime) => {
    const rows = { owners: [...abcef.slice(0, 4), owner], bindings: fourth }
    await given(rows)
    const spans = await found(engine, ['driver-over-cap', 'driver-over-cap-after-instant', 'bindings-by-month'])
    expect(spans['driver-over-cap']).toHaveLength(isByOrder ? 1 : 0)
    expect(spans['driver-over-cap-after-instant']).toHaveLength(isByTime ? 1 : 0)
    const sums = spans['bindings-by-month']?.map(({ rule }) => rule)
    expect(sums?.includes('driver-cap')).toBe(isByOrder)
    const facts = await factsAt('bind', rows)
    expect(facts.driver_bindings === null).toBe(owner.seq === null || (owner.owner !== 'o' && owner.owner !== 'd'))
  })

  test('of a vehicle whose owner is not told it is not known how many others there are, but for nobody', async () => {
    const owners = [{ ...owned('a', 1), owner: null } as TableRow, ...abcef.slice(1)]
    const none = await factsAt('bind', { owners })
    expect([none.vehicle_owner, Number(none.vehicle_bindings), Number(none.driver_bindings)]).toEqual([null, 0, 0])
    const one = await factsAt('bind', { owners, bindings: [bound('d2', 'a', 1, 11)] })
    expect(known(one, ['vehicle_bindings', 'driver_bindings'])).toEqual({
      vehicle_bindings: false,
      driver_bindings: true,
    })
    // Nor whether the act adds one to those of a year.
    const handling = await factsAt('handle', { owners, bindings: lawful, handlings: before })
    expect(known(handling, HANDLING.slice(2, 4))).toEqual({
      others_vehicles_handled_this_year: false,
      vehicle_other_drivers_this_year: false,
    })
    const nowhere = await factsAt('handle', { violations: [{ ...violation('w', 'a', 5, 20), vehicle: null }] })
    expect(known(nowhere, HANDLING.slice(2, 4))).toEqual({
      others_vehicles_handled_this_year: false,
      vehicle_other_drivers_this_year: false,
    })
  })

  test.each([
    [
      'the driver’s own vehicle and three of others',
      [...abcef, owned('mine', 9, 'd')],
      ['mine', 'a', 'b', 'c'].map((vehicle, index) => bound('d', vehicle, index + 1, index + 11)),
    ],
    [
      'one vehicle twice and two others',
      abcef,
      ['a', 'a', 'b', 'c'].map((vehicle, index) => bound('d', vehicle, index + 1, index + 11)),
    ],
    [
      'one driver twice and two others',
      abcef,
      ['d', 'd', 'd2', 'd3'].map((driver, index) => bound(driver, 'a', index + 1, index + 11)),
    ],
    [
      'a vehicle that became the driver’s own, and three of others',
      [...abcef, { ...owned('f', 12, 'd'), since: on(2) }],
      [bound('d', 'f', 1, 11), ...['a', 'b', 'c'].map((vehicle, index) => bound('d', vehicle, index + 3, index + 13))],
    ],
  ] as const)('vehicles of others and other drivers are counted: %s is within the cap', async (_, owners, bindings) => {
    await given({ owners: [...owners], bindings: [...bindings] })
    const { 'bindings-by-month': sums, ...spans } = await found(engine, [...OVER_CAP, 'bindings-by-month'])
    expect(spans).toEqual(nobody)
    expect(sums?.map(({ rule }) => rule).filter((rule) => /-cap$/.test(String(rule)))).toEqual([])
  })

  test('the order of events is that of their positions, also where times contradict it', async () => {
    // The first was released at nine on day 9, and then a fourth was bound that is dated a day before.
    const bindings = [
      bound('d', 'a', 1, 11, [9, 14]),
      bound('d', 'b', 2, 12),
      bound('d', 'c', 3, 13),
      bound('d', 'e', 8, 15),
    ]
    await given({ owners: abcef, bindings })
    expect(await found(engine, ['driver-over-cap'])).toEqual({ 'driver-over-cap': [] })
    // A fourth was bound before that release, and is dated a day after it.
    const over = [...bindings.slice(1, 3), bound('d', 'a', 1, 11, [9, 15]), bound('d', 'e', 10, 14)]
    await given({ owners: abcef, bindings: over })
    expect(await found(engine, ['driver-over-cap'])).toMatchObject({
      'driver-over-cap': [{ at: on(10), peak: 4, until: '2021-03-09T09:00:00.000+08:00' }],
    })
  })

  test('rows that mislead the other queries are counted by column and problem, and say so in both languages', async () => {
    const lawful = {
      owners: abcef,
      violations: [violation('w', 'a', 5, 20)],
      bindings: [bound('d', 'a', 1, 11)],
      handlings: [handled('w', 'd', 'a', 6, 21)],
    }
    const problemsOf = async (rows: Partial<Tables>) => {
      await given({ ...lawful, ...rows })
      const answers = await found(engine, ['unusable-rows'])
      return (answers['unusable-rows'] as readonly Row[])
        .map(({ column, problem, rows, zh, en }) => {
          expect(ROW_PROBLEMS[problem as RowProblem]).toEqual({ zh, en })
          return `${column}: ${problem}, ${rows}`
        })
        .sort()
    }
    expect(await problemsOf({})).toEqual([])
    const { bindings, violations, handlings } = lawful
    // Every row after a late one is told, also where one without a time stands between.
    const late = [bound('d', 'a', 5, 11), { ...bound('d', 'b', 1, 12), since: null }]
    const early = ['c', 'e'].map((vehicle, index) => bound('d', vehicle, index + 1, index + 13))
    expect(await problemsOf({ bindings: [...late, ...early] })).toEqual([
      'bindings.seq: against-positions, 2',
      'bindings.since: missing-value, 1',
    ])
    const told = (await found(engine, ['unusable-rows']))['unusable-rows'] ?? []
    expect(told.map(({ problem, seq }) => [problem, seq]).sort()).toEqual([
      ['against-positions', 13],
      ['missing-value', 12],
    ])
    await given({ ...lawful, violations: [...violations, violation('w', 'a', 5, 19)] })
    expect((await found(engine, ['unusable-rows']))['unusable-rows']).toMatchObject([
      { violation: 'w', vehicle: null, driver: null, seq: null, rows: 2 },
    ])
    expect(await problemsOf({ bindings: [...bindings, bound('d', 'f', 4, 12, [0, 10])] })).toEqual([
      'bindings.released_at: end-before-beginning, 1',
    ])
    expect(await problemsOf({ bindings: [...bindings, bound('d', 'f', 4, 12, [3, 13])] })).toEqual([
      'bindings.released_at: end-before-beginning, 1',
      'bindings.released_seq: against-positions, 1',
    ])
    expect(await problemsOf({ bindings: [bound('d', 'a', 1, 20), bound('d', 'f', 4, 12, [9, 22])] })).toEqual([
      'bindings.seq: against-positions, 1',
      'bindings.seq: repeated-position, 1',
      'violations.seq: repeated-position, 1',
    ])
    expect(await problemsOf({ violations: [...violations, violation('w', 'a', 5, 19)] })).toEqual([
      'violations.id: repeated-key, 2',
    ])
    expect(await problemsOf({ handlings: [...handlings, handled('y', 'd', 'a', 7, 22)] })).toEqual([
      'handlings.violation: not-on-record, 1',
    ])
    expect(await problemsOf({ handlings: [handled('w', 'd', 'b', 6, 21)] })).toEqual([
      'handlings.vehicle: other-vehicle, 1',
    ])
    expect(await problemsOf({ bindings: [{ ...bound('d', 'a', 1, 11, [3, 23]), released_at: null }] })).toEqual([
      'bindings.released_at: end-without-time, 1',
    ])
    expect(await problemsOf({ violations: [violation('w', 'a', 5, 30)] })).toEqual([
      'handlings.seq: before-recording, 1',
      'violations.seq: against-positions, 1',
    ])
    // A row of owners that names no vehicle changes no answer; it is told all the same, as is what is left blank of points.
    expect(await problemsOf({ owners: [...abcef, { ...owned('f', 6), vehicle: null }] })).toEqual([
      'owners.vehicle: missing-value, 1',
    ])
    const somebody = { driver: 'd', day: '2021-03-01', seq: 5, held: 0, studies: 0 }
    const blank = Object.keys(somebody).map((column, index) => ({ ...somebody, seq: index + 40, [column]: null }))
    expect(await problemsOf({ points_step: blank })).toEqual([
      'points_step.day: missing-value, 1',
      'points_step.driver: missing-value, 1',
      'points_step.held: missing-value, 1',
      'points_step.seq: missing-position, 1',
      'points_step.studies: missing-value, 1',
    ])
    expect(
      await problemsOf({
        owners: abcef.map((each) => ({ ...each, owner: null })),
        violations: violations.map((each) => ({ ...each, occurred_at: null })),
        bindings: bindings.map((each) => ({ ...each, since: null })),
        handlings: handlings.map((each) => ({ ...each, at: null, own: null, violation: null })),
      }),
    ).toEqual([
      'bindings.since: missing-value, 1',
      'handlings.at: missing-value, 1',
      'handlings.own: missing-value, 1',
      'handlings.violation: missing-value, 1',
      'owners.owner: missing-value, 5',
      'violations.occurred_at: missing-value, 1',
    ])
    const seconds = bindings.map((each) => ({ ...each, since: each.since / 1000, released_at: 0, released_seq: 23 }))
    expect(await problemsOf({ bindings: seconds })).toEqual([
      'bindings.released_at: end-before-beginning, 1',
      'bindings.released_at: in-seconds, 1',
      'bindings.released_seq: against-positions, 1',
      'bindings.seq: against-positions, 1',
      'bindings.since: in-seconds, 1',
    ])
  })
})
