/** Audits of records as offices keep them: what is missing, repeated or impossible neither hides an act nor accuses anybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cn } from '../../src/law/index.ts'
import {
  type AuditName,
  type AuditSqlOptions,
  auditSql,
  decisionSql,
  factsSql,
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
  for (const { name, sql } of auditSql(cn, { dialect: engine.dialect, ...options })) {
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
    const [asked] = await engine.rows(decisionSql(cn, 'handle', { dialect, from: { sql } }))
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
})
