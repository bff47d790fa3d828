/** Audits of records as offices keep them: a row with a problem is listed, counts for nothing, and marks what it names as uncertain. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cn2020, type RuleSet } from '../../src/law/index.ts'
import {
  type AuditName,
  type AuditSqlOptions,
  auditSql,
  decisionSql,
  factsSql,
  ROW_PROBLEMS,
  type RowProblem,
  TABLE_NAMES,
} from '../../src/sql/index.ts'
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
const vehicle = (id: string): TableRow => ({
  id,
  owner: 'o',
  owner_kind: 'individual',
  plate_type: '02',
  operating: false,
  changed_at: null,
  changed_seq: null,
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
  const vehicles = [...new Set(owners.flatMap(({ vehicle }) => vehicle ?? []))].map((id) => vehicle(String(id)))
  const points_step = [
    { driver: 'somebody', day: '2013-01-01', at: Date.parse('2013-01-01T09:00:00+08:00'), seq: 0, held: 1, studies: 0 },
  ]
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
  const { setup, queries } = auditSql(rules, { dialect: engine.dialect, ...options })
  for (const statement of setup) await engine.run(statement)
  for (const { name, sql } of queries) {
    if (!names.includes(name)) continue
    const rows = await engine.rows(sql)
    answers.set(
      name,
      rows.map(({ at, driver, vehicle, violation, uncertain, detail }) => ({
        at: at === null ? null : Number(at),
        driver: driver ?? null,
        vehicle: vehicle ?? null,
        violation: violation ?? null,
        uncertain: Boolean(uncertain),
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

  const abcef = ['a', 'b', 'c', 'e', 'f'].map((vehicle, index) => owned(vehicle, index + 1))
  const OVER_CAP = ['driver-over-cap', 'vehicle-over-cap', 'bound-twice'] as const
  const nobody = Object.fromEntries(OVER_CAP.map((name) => [name, []]))

  test.each<readonly [what: string, rows: Partial<Tables>, problems: readonly string[]]>([
    ['nothing', {}, []],
    ['no driver', { bindings: [{ ...bound('d', 'a', 1, 11), driver: null }] }, ['bindings.driver missing-value']],
    ['a plate with a dot', { bindings: [bound('d', 'a·1', 1, 11)] }, ['bindings.vehicle malformed']],
    [
      'no vehicle of an owner',
      { owners: [...abcef, { ...owned('f', 6), vehicle: null }] },
      ['owners.vehicle missing-value'],
    ],
    ['no owner', { owners: [{ ...owned('a', 1), owner: null }] }, ['owners.owner missing-value']],
    ['no time', { bindings: [{ ...bound('d', 'a', 1, 11), since: null }] }, ['bindings.since missing-value']],
    ['no position', { bindings: [{ ...bound('d', 'a', 1, 11), seq: null }] }, ['bindings.seq missing-value']],
    [
      'an end without its position',
      { bindings: [{ ...bound('d', 'a', 1, 11, [3, 13]), released_seq: null }] },
      ['bindings.released_at half-ended'],
    ],
    [
      'an end without its time',
      { bindings: [{ ...bound('d', 'a', 1, 11, [3, 13]), released_at: null }] },
      ['bindings.released_at half-ended'],
    ],
    [
      'an end by time before the beginning',
      { bindings: [bound('d', 'f', 4, 12, [3, 13])] },
      ['bindings.released_at end-before-beginning'],
    ],
    [
      'an end by position before the beginning',
      { bindings: [bound('d', 'f', 4, 12, [5, 10])] },
      ['bindings.released_at end-before-beginning'],
    ],
    [
      'a word that is not listed',
      { bindings: [{ ...bound('d', 'a', 1, 11), channel: 'by app' }] },
      ['bindings.channel malformed'],
    ],
    [
      'seconds for milliseconds',
      { bindings: [{ ...bound('d', 'a', 1, 11), since: on(1) / 1000 }] },
      ['bindings.since in-seconds'],
    ],
    [
      'too many points, so that the handling has no violation either',
      { violations: [{ ...violation('w', 'a', 5, 20), points: 13 }], handlings: [handled('w', 'd', 'a', 6, 21)] },
      ['handlings.violation not-on-record', 'violations.points malformed'],
    ],
    [
      'a violation that is not on record',
      { handlings: [handled('y', 'd', 'a', 7, 22)] },
      ['handlings.violation not-on-record'],
    ],
    [
      'another vehicle than that of the violation',
      { violations: [violation('w', 'a', 5, 20)], handlings: [handled('w', 'd', 'b', 6, 21)] },
      ['handlings.vehicle other-vehicle'],
    ],
    [
      'a handling before the recording, by position',
      { violations: [violation('w', 'a', 5, 30)], handlings: [handled('w', 'd', 'a', 6, 21)] },
      ['handlings.seq before-recording'],
    ],
    [
      'a handling that does not say whose the vehicle was',
      { violations: [violation('w', 'a', 5, 20)], handlings: [{ ...handled('w', 'd', 'a', 6, 21), own: null }] },
      ['handlings.own missing-value'],
    ],
    [
      'one violation twice',
      { violations: [violation('w', 'a', 5, 19), violation('w', 'a', 5, 20)] },
      ['violations.id repeated-key', 'violations.id repeated-key'],
    ],
    [
      'a position twice',
      { bindings: [bound('d', 'a', 1, 20), bound('d', 'f', 4, 20)] },
      ['bindings.seq repeated-position', 'bindings.seq repeated-position'],
    ],
    [
      'what was told late, so that its position is higher',
      { bindings: [bound('d', 'a', 5, 11), bound('d', 'b', 1, 12)] },
      [],
    ],
    [
      'a change of a vehicle without its time',
      { owners: [], vehicles: [{ ...vehicle('a'), changed_seq: 12 }] },
      ['vehicles.changed_at half-ended'],
    ],
    [
      'points without a position, a day and a time',
      {
        points_step: [
          { driver: 'd', day: null, at: on(1), seq: 5, held: 0, studies: 0 },
          { driver: 'd', day: '2021-03-01', at: on(1), seq: null, held: 0, studies: 0 },
          { driver: 'd', day: '2021-03-01', at: null, seq: 6, held: 0, studies: 0 },
        ],
      },
      ['points_step.at missing-value', 'points_step.day missing-value', 'points_step.seq missing-value'],
    ],
  ])('a row with a problem is listed with it, in both languages: %s', async (_, rows, problems) => {
    await given({ owners: abcef, ...rows })
    const listed = (await found(engine, ['unusable-rows']))['unusable-rows'] as readonly Row[]
    expect(listed.map(({ problem }) => problem).sort()).toEqual([...problems])
    for (const { problem, zh, en, uncertain } of listed) {
      const name = String(problem).split(' ')[1] as RowProblem
      expect([zh, en, uncertain]).toEqual([ROW_PROBLEMS[name].zh, ROW_PROBLEMS[name].en, true])
    }
  })

  test('a row that is listed says whom and what it names, and its position', async () => {
    await given({ owners: abcef, bindings: [{ ...bound('d', 'a', 1, 11), since: null }] })
    expect(await found(engine, ['unusable-rows'])).toMatchObject({
      'unusable-rows': [{ at: null, driver: 'd', vehicle: 'a', violation: null, seq: 11 }],
    })
  })

  const four = ['a', 'b', 'c', 'e'].map((vehicle, index) => bound('d', vehicle, index + 1, index + 11))
  test('a malformed third binding makes the fourth look lawful, so the driver’s acts are uncertain, and others’ are not', async () => {
    const bindings = four.map((each, index) => (index === 2 ? { ...each, channel: 'by app' } : each))
    await given({ owners: abcef, bindings: [...bindings, bound('d2', 'f', 9, 30), bound('d2', 'c', 10, 31)] })
    const options = {
      given: { bind: { ownerConsent: 'consent', identityVerified: 'identified' } },
      tables: { bindings: { sql: "SELECT b.*, 'qr' AS consent, TRUE AS identified FROM bindings AS b" } },
    } as const
    const answers = await found(engine, [...OVER_CAP, 'bindings-judged'], options)
    expect(answers).toMatchObject(nobody)
    const judged = answers['bindings-judged']?.map(({ verdict, acts, uncertain }) => [verdict, acts, uncertain]).sort()
    expect(judged?.[0]).toEqual(['invalid', 1, true])
    expect(judged?.slice(1).reduce((sum, row) => sum + Number(row[1]), 0)).toBe(5)
    const facts = factsSql('bind', { dialect: engine.dialect })
    const marks = (await engine.rows(facts)).map(({ driver, vehicle, uncertain }) => [
      driver,
      vehicle,
      Boolean(uncertain),
    ])
    expect(marks.sort()).toEqual([
      ['d', 'a', true],
      ['d', 'b', true],
      ['d', 'e', true],
      ['d2', 'c', true],
      ['d2', 'f', false],
    ])
  })

  test('while the owner of a vehicle is not told, whoever has bound it is uncertain to be over the cap', async () => {
    const [first, ...others] = abcef
    await given({ owners: [{ ...first, owner: null } as TableRow, ...others], bindings: four })
    const acts = (await found(engine, OVER_CAP))['driver-over-cap']
    expect(acts).toMatchObject([{ driver: 'd', vehicle: 'e', driver_bindings: 3, uncertain: true }])
    await given({ owners: abcef, bindings: four })
    expect((await found(engine, OVER_CAP))['driver-over-cap']).toMatchObject([{ driver: 'd', uncertain: false }])
  })

  test('of one position a transfer may have come after the binding that was within the cap: nobody is accused', async () => {
    const owners = [...abcef, owned('w', 9, 'd'), transferred('w', 9, 22)]
    await given({ owners, bindings: [...four.slice(0, 2), bound('d', 'w', 3, 13), bound('d', 'c', 9, 21)] })
    expect((await found(engine, OVER_CAP))['driver-over-cap']).toEqual([])
  })

  test('acts of the caller’s own that do not say who, what or when have no facts that are counted', async () => {
    await given({ owners: abcef, bindings: four, violations: [violation('w', 'a', 5, 20)] })
    const columns = [
      ['id', 'id', false],
      ['seq', 'position', true],
      ['at', 'instant', true],
      ['driver', 'id', true],
      ['violation', 'id', true],
    ] as const
    const act = { seq: 50, at: on(20), driver: 'd', violation: 'w' }
    await engine.run('DROP TABLE IF EXISTS asked')
    await createAndFill(engine, 'asked', columns, [
      { id: '1', ...act },
      { id: '2', ...act, seq: null },
      { id: '3', ...act, driver: null },
      { id: '4', ...act, violation: 'none' },
    ])
    const { dialect } = engine
    const sql = factsSql('handle', { dialect, acts: 'asked' })
    const rows = await engine.rows(`SELECT * FROM (${sql}) AS f ORDER BY id`)
    expect(rows.map(({ points_held, violation_state }) => [points_held === null, violation_state ?? null])).toEqual([
      [false, 'open'],
      [true, null],
      [true, null],
      [true, null],
    ])
    const judged = await engine.rows(decisionSql(cn2020, 'handle', { dialect, from: { sql } }))
    const missing = new Map(judged.map(({ id, missing }) => [id, missing as readonly string[]]))
    expect(missing.get('4')).toContain('vehicle')
    expect(missing.get('2')).toContain('violationState')
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
    expect(await found(engine, names)).toMatchObject({
      'handlings-judged': [{ verdict: 'undetermined', missing: 'licenceClasses licenceStates', acts: 1 }],
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

  test.each<readonly [what: string, channel: string, vehicle: string, day: number, states: readonly string[] | null]>([
    ['at a window, on another day', 'window', 'a', 19, ['full-points']],
    ['by app, though of that day and vehicle', 'app', 'a', 20, ['full-points']],
    ['at a window, of that day and another vehicle', 'window', 'b', 20, ['full-points']],
    ['at a window, of that day and vehicle, which may be the one that made it full', 'window', 'a', 20, null],
  ])('the points say that the score is full, and no state does: %s', async (_, channel, vehicle, day, states) => {
    await given({
      owners: [owned('a', 1), owned('b', 2)],
      points_step: [{ driver: 'd', day: '2021-03-01', at: on(1), seq: 31, held: 12, studies: 0 }],
      violations: [violation('w', 'a', 5, 30), violation('x', vehicle, 5, 20)],
      handlings: [
        { ...handled('x', 'd', vehicle, day, 31), channel },
        { ...handled('w', 'd', 'a', 20, 50), channel },
      ],
    })
    const { dialect } = engine
    const { tables, given: columns } = LICENCES_THEN
    const statesOf = async (points: 'steps' | 'unknown', held?: string) => {
      const { sql } = (tables as { handlings: { sql: string } }).handlings
      const handlings = { sql: held === undefined ? sql : `SELECT j.*, ${held} AS held FROM (${sql}) AS j` }
      const wanted = { ...columns?.handle, ...(held === undefined ? {} : { pointsHeld: 'held' }) }
      const options = { dialect, tables: { handlings }, given: wanted, points, keep: ['violation'] } as const
      const row = (await engine.rows(factsSql('handle', options))).find(({ violation }) => violation === 'w') as Row
      return row.licence_states_known ? row.licence_states : null
    }
    expect(await statesOf('steps')).toEqual(states)
    expect(await statesOf('unknown', '12')).toEqual(states)
    expect(await statesOf('unknown', '11')).toEqual([])
    expect(await statesOf('unknown', 'NULLIF(12, 12)')).toBeNull()
    expect(await statesOf('unknown')).toEqual([])
    const barred = (await found(engine, ['barred-licence'], LICENCES_THEN))['barred-licence']
    expect(barred?.filter(({ violation }) => violation === 'w')).toHaveLength(states === null ? 0 : 1)
  })

  test('of two open bindings of a pair the earliest is the one a registry has', async () => {
    const rows = {
      owners: abcef,
      violations: [violation('w', 'a', 5, 40)],
      handlings: [handled('w', 'd', 'a', 20, 50)],
    }
    const names = ['handled-before-binding', 'handled-without-binding'] as const
    const twice = [bound('d', 'a', 1, 11), bound('d', 'a', 9, 15)]
    await given({ ...rows, bindings: twice })
    expect(await found(engine, names)).toEqual({ 'handled-before-binding': [], 'handled-without-binding': [] })
    // Once it has ended, the second is.
    const [first, second] = twice as readonly TableRow[] as [TableRow, TableRow]
    await given({ ...rows, bindings: [{ ...first, released_at: on(10), released_seq: 16 }, second] })
    expect(await found(engine, names)).toMatchObject({ 'handled-before-binding': [{ violation: 'w' }] })
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

  test.each([
    [
      'the driver’s own vehicle and three of others',
      [...abcef, owned('mine', 9, 'd')],
      ['mine', 'a', 'b', 'c'].map((vehicle, index) => bound('d', vehicle, index + 1, index + 11)),
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
    const names = ['driver-over-cap', 'vehicle-over-cap', 'bindings-by-month'] as const
    const { 'bindings-by-month': sums, ...acts } = await found(engine, names)
    expect(acts).toEqual({ 'driver-over-cap': [], 'vehicle-over-cap': [] })
    expect(sums?.map(({ rule }) => rule).filter((rule) => /-cap$/.test(String(rule)))).toEqual([])
  })

  test('the order of events is that of time, also where positions contradict it, and of one instant that of positions', async () => {
    // The first was released on day 7, which was told after a fourth was bound on day 8.
    const bindings = [
      bound('d', 'a', 1, 11, [7, 15]),
      bound('d', 'b', 2, 12),
      bound('d', 'c', 3, 13),
      bound('d', 'e', 8, 14),
    ]
    await given({ owners: abcef, bindings })
    expect(await found(engine, ['driver-over-cap'])).toEqual({ 'driver-over-cap': [] })
    for (const [day, end] of [
      [10, 14],
      [8, 16],
    ] as const) {
      const over = [...bindings.slice(1), bound('d', 'a', 1, 11, [day, end])].map((each) =>
        each.vehicle === 'e' ? { ...each, seq: 15 } : each,
      )
      await given({ owners: abcef, bindings: over })
      expect(await found(engine, ['driver-over-cap'])).toMatchObject({
        'driver-over-cap': [{ at: on(8), vehicle: 'e', driver_bindings: 3 }],
      })
    }
    await given({ owners: abcef, bindings: [...bindings.slice(1), bound('d', 'a', 1, 11, [8, 13])] })
    expect(await found(engine, ['driver-over-cap'])).toEqual({ 'driver-over-cap': [] })
  })

  test('what is given with the acts is looked at as the tables are, and each query inline finds the same', async () => {
    await given({
      owners: abcef,
      violations: [violation('w', 'a', 5, 20), violation('x', 'a', 5, 21)],
      bindings: four,
      handlings: [handled('w', 'd', 'a', 6, 31), handled('x', 'd', 'a', 7, 32)],
    })
    const consent = `CASE WHEN vehicle = 'a' THEN 'nope' ELSE 'qr' END`
    const options = {
      given: { bind: { ownerConsent: 'consent' } },
      tables: { bindings: { sql: `SELECT b.*, ${consent} AS consent FROM bindings AS b` } },
    } as const
    const names = ['unusable-rows', 'bindings-judged', 'handlings-judged', 'driver-over-cap'] as const
    const made = await found(engine, names, options)
    expect(made['unusable-rows']).toMatchObject([{ problem: 'bindings.owner_consent malformed', vehicle: 'a' }])
    const inline = await found(engine, names, { ...options, inline: true })
    const sorted = (answers: typeof made) =>
      Object.entries(answers).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()])
    expect(sorted(inline)).toEqual(sorted(made))
  })
})
