/** Faults put into the text of generated queries, each of which the rows of the other tests must show. A fault that changes no text fails too. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FACTS, type FactName } from '../../src/index.ts'
import { columnName } from '../../src/law/fact-columns.ts'
import {
  asReported,
  cn,
  cn2018February,
  cn2020,
  cn2024,
  QUESTIONS,
  type Question,
  type RuleBook,
  type RuleSet,
} from '../../src/law/index.ts'
import {
  type AuditName,
  type AuditSqlOptions,
  auditSql,
  decisionSql,
  factsSql,
  factsTable,
} from '../../src/sql/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
import { differing } from './answers.ts'
import { blanked } from './blanks.ts'
import { duckdb, type Engine, enginesInstalled, type Row } from './engines.ts'
import { emptyTables, histories, loadActs, loadTables, type TableRow, type Tables } from './history.ts'
import { REFORMS } from './laws.ts'
import { derivedRows, nearRows } from './near.ts'
import { LICENCES_THEN, unlawful } from './unlawful.ts'

const SEED = 2018
const [EVERY_RULE, AT_ACT] = REFORMS as readonly [RuleSet, RuleSet]
/** A fault: a piece of the text, and what stands in its place. */
type Fault = readonly [from: string, to: string]

const DECISIONS: readonly (readonly [Question, RuleSet | RuleBook, readonly Fault[]])[] = [
  [
    'bind',
    cn2024,
    [
      ['("driver_bindings" + 1) <= 3', '("driver_bindings" + 1) < 3'],
      ['("driver_bindings" + 1) <= 3', '"driver_bindings" <= 3'],
      ['("vehicle_bindings" + 1) <= 3', '("driver_bindings" + 1) <= 3'],
      ['("driver_applications_today" + 1) <= 1', '("driver_applications_today" + 1) <= 2'],
      ['("driver_applications_this_year" + 1) <= 5', '("driver_applications_today" + 1) <= 5'],
      ['"driver" <> "vehicle_owner"', '"vehicle" <> "vehicle_owner"'],
      ['"driver" IS NULL OR "vehicle_owner" IS NULL THEN', '"driver" IS NULL THEN'],
      ['WHEN NOT "pair_bound" THEN', 'WHEN "pair_bound" THEN'],
      ['"pair_bound" IS NULL THEN', '1 = 0 THEN'],
      [`WHEN "channel" IN ('window') THEN 0`, `WHEN COALESCE("channel", 'window') IN ('window') THEN 0`],
      [`WHEN "channel" IN ('app', 'web', 'kiosk') THEN 0`, `WHEN "channel" IN ('app', 'web') THEN 0`],
      [`"plate_type" IN ('02', '52')`, `"plate_type" IN ('02')`],
      ['WHEN NOT "operating" THEN', 'WHEN "operating" THEN'],
      [`ELSE 3 END AS "demerit_driver_cap"`, `ELSE 2 END AS "demerit_driver_cap"`],
      [`"demerit_driver_cap" = 3 THEN 'driver-cap'`, `"demerit_driver_cap" = 2 THEN 'driver-cap'`],
      [`"demerit_already_bound" = 3 THEN 'already-bound'`, `"demerit_already_bound" = 3 THEN 'driver-cap'`],
      ['OR "demerit_no_at" OR', 'OR'],
      [`THEN 'refused'`, `THEN 'undetermined'`],
      ['WHEN NOT "demerit_no_channel" THEN 0 WHEN', 'WHEN NOT "demerit_no_channel" THEN 0 WHEN 1 = 0 AND'],
      [`CASE WHEN "demerit_no_driver" THEN 'driver' END,`, ''],
    ],
  ],
  [
    'handle',
    cn2018February,
    [
      ['"fine" <= 20000', '"fine" < 20000'],
      ['"fine" <= 20000', '"fine" <= 20001'],
      ['"occurred_at" + 2237788800000', '"occurred_at" + 2237760000000'],
      ['// 86400000) >= ((', '// 86400000) > (('],
      [`WHEN "points" = 0 THEN 0`, `WHEN "points" <= 1 THEN 0`],
      [`WHEN "points" = 0 THEN 0`, `WHEN "points" = 0 OR "points" IS NULL THEN 0`],
      ['NOT COALESCE("bound_since_known", FALSE)', '"bound_since" IS NULL'],
      ['"bound_since" IS NOT NULL', '"bound_since" IS NULL'],
      [' < 12', ' <= 12'],
      ['"points" + "points_held"', '"points_held" + 0'],
      ['NOT list_has_any("licence_states"', 'list_has_any("licence_states"'],
      [`'seized', `, ''],
      [`'full-points'`, `'violations-pending'`],
      ['"occurred_at" <= "at"', '"occurred_at" < "at"'],
      [`"violation_state" = 'open'`, `"violation_state" <> 'handled'`],
      [`"recorded_by" = 'monitoring'`, '1 = 1'],
      [`WHEN "offender_present" THEN 1`, `WHEN "identity_verified" THEN 1`],
    ],
  ],
  ['handle', cn2020, [['"occurred_at" >= "bound_since"', '"occurred_at" > "bound_since"']]],
  ['handle', asReported, [[`WHEN "driver" = "vehicle_owner" THEN 0`, `WHEN "driver" <> "vehicle_owner" THEN 0`]]],
  [
    'bind',
    EVERY_RULE,
    [
      [
        '(("vehicle_released_at" + 2237788800000) // 86400000) + 2)',
        '(("vehicle_released_at" + 2237788800000) // 86400000) + 1)',
      ],
      ['"vehicle_released_at" IS NULL', '1 = 0'],
      ['"vehicle_drivers_bound_this_year" <= 2', '"vehicle_drivers_bound_this_year" < 2'],
    ],
  ],
  [
    'handle',
    AT_ACT,
    [
      ['"owned_since" <= "occurred_at"', '"owned_since" < "occurred_at"'],
      [' AND "owned_since" <= "occurred_at"', ''],
      ['"vehicle_owner" IS NULL OR "owned_since" IS NULL', '"vehicle_owner" IS NULL'],
    ],
  ],
  [
    'bind',
    cn,
    [
      ['"at" < 1519401600000', '"at" <= 1519401600000'],
      ['1730390400000', '1730419200000'],
      ['"demerit_law" <> 6 THEN 0', '"demerit_law" < 5 THEN 0'],
      ['"demerit_law" NOT BETWEEN 3 AND 4 THEN 0', '"demerit_law" < 3 THEN 0'],
      ['"demerit_law" > -1 AND (', '"demerit_law" > 0 AND ('],
      [`WHEN 1 THEN 'none'`, `WHEN 2 THEN 'none'`],
    ],
  ],
]

const FACTS_FROM_HISTORY: readonly (readonly [Question, readonly Fault[]])[] = [
  [
    'bind',
    [
      ['b.seq < a.seq', 'b.seq <= a.seq'],
      ['b.released_seq >= a.seq OR b.released_seq IS NULL', 'b.released_seq IS NULL'],
      ['b.released_seq >= a.seq OR', 'b.released_at >= a."at" OR'],
      ['o.seq < a.seq', 'o.since < a."at"'],
      ['b.since + 2237788800000', 'b.since + 2237760000000'],
      ['driver_bound.pair_seq IS NOT NULL', 'driver_bound.open > 0'],
      [' AND b.released_seq < a.seq THEN', ' THEN'],
      ['b.driver <> a.driver AND b.released_seq', 'b.released_seq'],
      ['b.driver <> a.driver AND b.seq', 'b.seq'],
      ['count(DISTINCT CASE', 'count(CASE'],
    ],
  ],
  [
    'handle',
    [
      ['count(DISTINCT CASE', 'count(CASE'],
      ['NOT h.own AND ', ''],
      [`INTERVAL 1 YEAR`, 'INTERVAL 366 DAY'],
      ['h.driver <> a.owner AND ', ''],
      ['h.revoked_seq >= a.seq OR', '1 = 1 OR'],
      [`WHEN t.handled > 0 THEN 'handled'`, `WHEN t.handled > 1 THEN 'handled'`],
      ['o.since AS since', 't.seq AS since'],
      [`(lpad(CAST(p.seq AS VARCHAR), 19, '0') || p.day)`, `(p.day || lpad(CAST(p.seq AS VARCHAR), 19, '0'))`],
      ['p.seq < a.seq', 'p.seq <= a.seq'],
      [`AND p.day <= strftime(`, `AND p.day < strftime(`],
    ],
  ],
]

/** Faults in what is asked of acts that leave something open, and of rows with a problem: what these are is looked at in audit-records.test.ts. */
const OF_BLANKS: readonly (readonly [AuditName, readonly Fault[]])[] = [
  [
    'unusable-rows',
    [
      ['e."driver" IS NULL', '1 = 0'],
      ['e."seq" IS NULL', '1 = 0'],
      ['e."own" IS NULL', '1 = 0'],
      ['e."day" IS NULL', '1 = 0'],
      ['e."held" IS NULL', '1 = 0'],
      ['e."released_at" IS NOT NULL AND e."released_seq" IS NULL', '1 = 0'],
      ['e."since" BETWEEN 0 AND 4102444800', '1 = 0'],
      [`NOT IN ('window', 'app', 'web', 'kiosk')`, 'IN (NULL)'],
      ['length(CAST(e."driver" AS VARCHAR)) > 64', '1 = 0'],
      ['x.id IS NULL', '1 = 0'],
      ['e.demerit_uses > 1', '1 = 0'],
      [`e."released_seq" <= e."seq"`, '1 = 0'],
      ['is_shared = 0 AND events > 1', '1 = 0'],
      ['"at" < at_before', '1 = 0'],
    ],
  ],
  [
    'driver-over-cap',
    [
      ['FROM demerit_problems AS p', 'FROM demerit_problems AS p WHERE 1 = 0'],
      ['NOT (len(o.problems) = 0)', '1 = 0'],
      ['WHERE len(problems) = 0', 'WHERE 1 = 1'],
    ],
  ],
  ['handled-without-binding', [['acts.violation IN (SELECT', 'acts.driver IN (SELECT']]],
]

/**
 * Rows beside others, of people whom only these name: `z` is over the cap, and a fifth row of theirs is malformed; so is `y`, and nobody knows who owns one
 * of the vehicles; `r` handles a violation that a malformed row names too. Two violations are at one position, and one is earlier than a row of a lower position.
 */
function withDoubts(tables: Tables): Tables {
  const at = Date.parse('2030-01-01T09:00:00+08:00')
  const row = (seq: number) => ({ seq: 1_000_000 + seq, since: at + seq, at: at + seq, recorded_at: at + seq })
  const owned = (vehicle: string, seq: number, owner: string | null = 'o') => ({
    vehicle,
    owner,
    owner_kind: 'individual',
    ...row(seq),
  })
  const bound = (driver: string, vehicle: string, seq: number, channel = 'app') => ({
    ...{ driver, vehicle, channel, released_at: null, released_seq: null },
    ...row(seq),
  })
  const violation = (id: string, seq: number, vehicle = 'v') => ({
    ...{
      id,
      vehicle,
      occurred_at: at,
      fine: 20000,
      points: 3,
      recorded_by: 'monitoring',
      withdrawn_at: null,
      withdrawn_seq: null,
    },
    ...row(seq),
  })
  const handled = (violation: string, driver: string, vehicle: string, seq: number) => ({
    ...{ violation, driver, vehicle, channel: 'app', own: false, revoked_at: null, revoked_seq: null },
    ...row(seq),
  })
  const [z, y] = [
    ['za', 'zb', 'zc', 'zd'],
    ['ya', 'yb', 'yc', 'yd'],
  ]
  return {
    ...tables,
    owners: [
      ...tables.owners,
      ...[...z, ...y].map((vehicle, index) => owned(vehicle, index, vehicle === 'ya' ? null : 'o')),
      owned('s', 9),
    ],
    bindings: [
      ...tables.bindings,
      ...z.map((vehicle, index) => bound('z', vehicle, 10 + index)),
      bound('z', 'ze', 14, 'post'),
      ...y.map((vehicle, index) => bound('y', vehicle, 20 + index)),
    ],
    violations: [
      ...tables.violations,
      violation('w', 30, 's'),
      violation('twice', 31),
      violation('again', 31),
      { ...violation('early', 32), recorded_at: at },
    ],
    handlings: [...tables.handlings, handled('w', 'p', 'q', 40), handled('w', 'r', 's', 41)],
  }
}

/** Faults in the label of the full score. */
const OF_LABEL: readonly Fault[] = [
  ['points.held >= CASE', 'points.held > CASE'],
  [`acts."channel" <> 'window'`, '1 = 1'],
  ['COALESCE(same_go.handled, 0) > 0', '1 = 0'],
  ['h.driver = a.driver AND h.vehicle = a.vehicle', 'h.driver = a.driver'],
  [`list_append(acts."licence_states", 'full-points')`, 'acts."licence_states"'],
]

/** Handlings of twelve drivers, 24 a day, around the day from which the rest of another's vehicle may be finished, with points that go up and down about the full score. */
function fullScores(): Tables {
  let state = SEED
  const any = <T>(list: readonly T[]): T => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return list[Math.floor((state / 2 ** 32) * list.length)] as T
  }
  const tables = emptyTables()
  const from = Date.parse('2022-03-08T09:00:00+08:00')
  for (const [index, vehicle] of ['a', 'b', 'c'].entries()) {
    tables.owners.push({
      vehicle,
      owner: index === 0 ? 'd0' : 'o',
      owner_kind: 'individual',
      since: from,
      seq: index + 1,
    })
  }
  for (let index = 0; index < 1200; index++) {
    const at = from + Math.floor(index / 24) * 86_400_000 + index
    const [driver, vehicle, seq] = [
      `d${any([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])}`,
      any(['a', 'b', 'c']),
      index + 2000,
    ]
    tables.violations.push({
      ...{ id: `x${index}`, vehicle, occurred_at: from, recorded_at: from, seq: index + 4, fine: 20000, points: 3 },
      ...{ recorded_by: 'monitoring', withdrawn_at: null, withdrawn_seq: null },
    })
    tables.handlings.push({
      ...{ violation: `x${index}`, driver, vehicle, channel: any(['window', 'window', 'app']), at, seq },
      ...{ own: vehicle === 'a' && driver === 'd0', revoked_at: null, revoked_seq: null },
    })
    const day = new Date(at + 28_800_000).toISOString().slice(0, 10)
    tables.points_step.push({ driver, day, seq, held: any([9, 11, 12, 12, 13, 15]), studies: 0 })
  }
  return tables
}

const AUDITS: readonly (readonly [AuditName, readonly Fault[]])[] = [
  [
    'driver-over-cap',
    [
      ['("driver_bindings" + 1) <= 3', '("driver_bindings" + 1) < 3'],
      ['driver_bound.open - COALESCE(driver_own.open, 0)', 'driver_bound.open'],
      ['epoch_ms(CAST("at" + 28800000 AS BIGINT))', 'epoch_ms(CAST("at" AS BIGINT))'],
      ['b.seq < a.seq AND (b.released_seq >=', 'b.since < a."at" AND (b.released_seq >='],
    ],
  ],
  ['vehicle-over-cap', [['("vehicle_bindings" + 1) <= 3', '("vehicle_bindings" + 1) <= 4']]],
  ['bound-twice', [['driver_bound.pair_seq IS NOT NULL', 'driver_bound.open > 0']]],
  ['own-vehicle', [['"driver" <> "vehicle_owner"', '"vehicle" <> "vehicle_owner"']]],
  ['daily-applications-over-limit', [['+ 1) <= 1', '+ 1) <= 2']]],
  ['yearly-applications-over-limit', [['+ 1) <= 5', '+ 1) <= 6']]],
  [
    'bound-after-transfer',
    [
      ['t.seq > b.seq', 't.since > b.since'],
      ['b.released_seq > t.seq', 'b.released_seq >= t.seq'],
      ['b.released_seq > t.seq OR ', ''],
      ['t.owner <> t.owner_before AND ', ''],
    ],
  ],
  ['handled-without-binding', [['"bound_since" IS NOT NULL', '"bound_since_known"']]],
  [
    'handled-before-binding',
    [
      ['"occurred_at" >= "bound_since"', '"occurred_at" >= "bound_since" - 99000000000'],
      ['arg_min(', 'arg_max('],
    ],
  ],
  ['fine-over-limit', [['"fine" <= 20000', '"fine" < 20000']]],
  ['points-over-limit', [['"points" <= 6', '"points" < 6']]],
  [
    'points-without-room',
    [
      ['("points" + "points_held") < 12', '("points" + "points_held") <= 12'],
      ['("points" + "points_held") < 12', '"points_held" < 12'],
      ['p.seq < a.seq', 'p.seq <= a.seq'],
    ],
  ],
  [
    'barred-licence',
    [
      [`'seized', `, ''],
      ['NOT list_has_any', 'list_has_any'],
      ['points.held >= CASE', 'points.held > CASE'],
    ],
  ],
  [
    'handled-twice',
    [
      ['t.handled > 0', 't.handled > 1'],
      ['x.withdrawn_seq < t.seq', '1 = 0'],
    ],
  ],
  [
    'bindings-by-month',
    [
      ['driver_bound.open - COALESCE(driver_own.open, 0)', 'driver_bound.open'],
      ['vehicle_bound.open - COALESCE(vehicle_own.open, 0)', 'vehicle_bound.open'],
      ['b.until IS NULL OR b.until >= a.seq', '1 = 1'],
      [`count(DISTINCT CASE WHEN b.seq < a.seq AND (b.rel`, `count(CASE WHEN b.seq < a.seq AND (b.rel`],
      ['min(act_at)', 'max(act_at)'],
      [`'%Y-%m'`, `'%Y'`],
    ],
  ],
  ['handlings-by-month', [['count(*) AS acts', 'count(DISTINCT act_at) AS acts']]],
]

test('there are forty faults at least', () => {
  const all = [...DECISIONS.flatMap(([, , faults]) => faults), ...FACTS_FROM_HISTORY.flatMap(([, faults]) => faults)]
  expect(all.length).toBeGreaterThanOrEqual(40)
})

describe.skipIf(!enginesInstalled)('every fault is shown', () => {
  let engine: Engine
  const rows: { readonly [Q in Question]: readonly object[] } = {
    bind: [
      ...fc.sample(partialBindingFacts() as fc.Arbitrary<object>, { numRuns: 1000, seed: SEED }),
      ...derivedRows('bind'),
      ...nearRows('bind', 1000, SEED),
    ],
    handle: [
      ...fc.sample(partialHandlingFacts() as fc.Arbitrary<object>, { numRuns: 1000, seed: SEED }),
      ...derivedRows('handle'),
      ...nearRows('handle', 1000, SEED),
    ],
  }
  const drawn = histories(enginesInstalled ? 60 : 0, SEED)
  beforeAll(async () => {
    engine = await duckdb()
    await loadTables(engine, drawn.tables)
    await loadActs(engine, drawn)
    for (const question of QUESTIONS) {
      const table = factsTable(question, { dialect: 'duckdb', name: `facts_${question}` })
      await engine.run(table.ddl)
      await engine.run(table.insert(rows[question].map((facts, id) => ({ id, facts }))).sql)
    }
  })
  afterAll(() => engine.close())

  const faulty = (sql: string, [from, to]: Fault) => {
    expect(sql, 'the fault is in no text').toContain(from)
    return sql.replaceAll(from, () => to)
  }

  const decisions = DECISIONS.flatMap(([question, rules, faults]) =>
    faults.map((fault) => [question, rules.id, fault[0], fault[1], rules] as const),
  )
  test.each(decisions)('%s under %s: %s → %s', async (question, _, from, to, rules) => {
    const sql = decisionSql(rules, question, { dialect: 'duckdb', from: `facts_${question}`, trusted: true })
    const found = await engine.rows(faulty(sql, [from, to]))
    expect(found.length !== rows[question].length || differing(found, rows[question], rules, question).length > 0).toBe(
      true,
    )
  })

  const history = FACTS_FROM_HISTORY.flatMap(([question, faults]) =>
    faults.map((fault) => [question, ...fault] as const),
  )
  test.each(history)('facts of %s: %s → %s', async (question, from, to) => {
    const sql = factsSql(question, { dialect: 'duckdb', acts: `acts_${question}` })
    const right = new Map((await engine.rows(sql)).map((row) => [row.id, row]))
    const wrong = await engine.rows(faulty(sql, [from, to]))
    const names = FACTS.filter(({ questions }) => questions.includes(question)).map(({ name }) =>
      columnName(name as FactName),
    )
    const isOther = (row: Row) =>
      names.some((name) => JSON.stringify(row[name]) !== JSON.stringify(right.get(row.id)?.[name]))
    expect(wrong.some(isOther)).toBe(true)
  })

  const inline = (options: Partial<AuditSqlOptions> = {}) =>
    new Map(auditSql(cn, { dialect: 'duckdb', inline: true, ...options }).queries.map(({ name, sql }) => [name, sql]))
  const rowsOf = async (db: Engine, sql: string) => (await db.rows(sql)).map((row) => JSON.stringify(row)).sort()

  describe('of rows with a problem', () => {
    let blank: Engine
    const queries = inline()
    beforeAll(async () => {
      blank = await duckdb()
      const columns = {
        owners: ['owner', 'seq'],
        bindings: ['driver', 'seq', 'released_seq'],
        handlings: ['own'],
        violations: ['vehicle'],
        points_step: ['day', 'held'],
      }
      const { bindings, violations, ...rest } = blanked(unlawful(SEED, 1500), columns, SEED)
      const wrong = [
        { since: 1500000000 },
        { channel: 'post' },
        { driver: 'd'.repeat(65) },
        { released_at: 4e12, released_seq: 1 },
      ]
      await loadTables(
        blank,
        withDoubts({
          ...rest,
          bindings: bindings.map((row, index) => ({ ...row, ...wrong[index - 20] })),
          violations: [...violations, { ...violations[0], seq: 5 } as TableRow],
        }),
        true,
      )
    })
    afterAll(() => blank.close())

    const each = OF_BLANKS.flatMap(([name, faults]) => faults.map((fault) => [name, ...fault] as const))
    test.each(each)('%s: %s → %s', async (name, from, to) => {
      const sql = queries.get(name) as string
      expect(await rowsOf(blank, faulty(sql, [from, to]))).not.toEqual(await rowsOf(blank, sql))
    })
  })

  describe('of the label of the full score', () => {
    let full: Engine
    beforeAll(async () => {
      full = await duckdb()
      const { points_step, ...tables } = fullScores()
      const [first, ...others] = points_step
      await loadTables(full, { ...tables, points_step: [{ ...first, held: null } as TableRow, ...others] }, true)
    })
    afterAll(() => full.close())

    test.each(OF_LABEL)('%s → %s', async (from, to) => {
      const sql = factsSql('handle', {
        dialect: 'duckdb',
        tables: { handlings: { sql: 'SELECT h.*, CAST([] AS VARCHAR[]) AS states FROM handlings AS h' } },
        given: { channel: 'channel', licenceStates: { column: 'states', known: true } },
        keep: ['violation'],
      })
      const statesIn = async (text: string) =>
        (await full.rows(text))
          .map((row) => JSON.stringify([row.violation, row.licence_states, row.licence_states_known]))
          .sort()
      expect(await statesIn(faulty(sql, [from, to]))).not.toEqual(await statesIn(sql))
    })
  })

  // The answers of the text without a fault are those of a naive count: see audit.test.ts.
  describe('of an audit', () => {
    let audited: Engine
    const queries = inline(LICENCES_THEN)
    beforeAll(async () => {
      audited = await duckdb()
      await loadTables(audited, unlawful(SEED, 3000))
    })
    afterAll(() => audited.close())

    const each = AUDITS.flatMap(([name, faults]) => faults.map((fault) => [name, ...fault] as const))
    test.each(each)('%s: %s → %s', async (name, from, to) => {
      const sql = queries.get(name) as string
      const right = await rowsOf(audited, sql)
      expect(right.length).toBeGreaterThan(0)
      expect(await rowsOf(audited, faulty(sql, [from, to]))).not.toEqual(right)
    })
  })
})
