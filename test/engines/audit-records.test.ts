/** Audits of records as offices keep them: what is missing, repeated or impossible neither hides an act nor accuses anybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cn2020 } from '../../src/law/index.ts'
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
): Promise<Readonly<Record<string, readonly Row[]>>> {
  const answers = new Map<string, readonly Row[]>()
  for (const { name, sql } of auditSql(cn2020, { dialect: engine.dialect, ...options })) {
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
    await loadTables(engine, recordsOf(rows))
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
