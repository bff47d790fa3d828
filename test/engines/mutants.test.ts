/** Faults put into the text of generated queries, each of which the rows of the other tests must show. A fault that changes no text fails too. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FACTS, type FactName } from '../../src/index.ts'
import { columnName } from '../../src/law/fact-columns.ts'
import {
  asReported,
  cn,
  cn2018february,
  cn2020,
  cn2024,
  QUESTIONS,
  type Question,
  type RuleBook,
  type RuleSet,
} from '../../src/law/index.ts'
import { hasId, hasNoId } from '../../src/sql/columns.ts'
import { grammarOf } from '../../src/sql/dialects.ts'
import { type AuditName, auditSql, decisionSql, factsSql, factsTable } from '../../src/sql/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
import { differing } from './answers.ts'
import { blanked, blankedActs, EVERY_BLANK } from './blanks.ts'
import { duckdb, type Engine, enginesInstalled, type Row } from './engines.ts'
import { emptyTables, histories, loadActs, loadPoints, loadTables, type TableRow, type Tables } from './history.ts'
import { REFORMS } from './laws.ts'
import { derivedRows, nearRows } from './near.ts'
import { LICENCES_THEN, unlawful } from './unlawful.ts'

const SEED = 2018
const GRAMMAR = grammarOf('mutants', 'duckdb')
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
    cn2018february,
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
      ['b."seq" < a.seq', 'b."seq" <= a.seq'],
      ['b."released_seq" >= a.seq OR b."released_seq" IS NULL', 'b."released_seq" IS NULL'],
      ['b."released_seq" >= a.seq', 'b."released_at" >= a."at"'],
      ['o."seq" < a.seq', 'o."since" < a."at"'],
      ['b."since" + 2237788800000', 'b."since" + 2237760000000'],
      ['driver_bound.pair_seq IS NOT NULL', 'driver_bound.open > 0'],
      [' AND b."released_seq" < a.seq AND NOT', ' AND NOT'],
      [' AND b."driver" <> a.driver AND b."released_seq"', ' AND b."released_seq"'],
      [' AND b."driver" <> a.driver AND b."seq"', ' AND b."seq"'],
      ['count(DISTINCT CASE', 'count(CASE'],
    ],
  ],
  [
    'handle',
    [
      ['count(DISTINCT CASE', 'count(CASE'],
      ['NOT h.own AND ', ''],
      [`INTERVAL 1 YEAR`, 'INTERVAL 366 DAY'],
      [' AND h.driver <> a.owner', ''],
      ['h.revoked_seq >= a.seq OR', '1 = 1 OR'],
      ['min(CASE WHEN b."vehicle"', 'max(CASE WHEN b."vehicle"'],
      [`WHEN t.handled > 0 THEN 'handled'`, `WHEN t.handled > 1 THEN 'handled'`],
      ['THEN o."since" END AS since', 'THEN t.seq END AS since'],
      [`(lpad(CAST(p."seq" AS VARCHAR), 19, '0') || p."day")`, `(p."day" || lpad(CAST(p."seq" AS VARCHAR), 19, '0'))`],
      ['p."seq" < a.seq', 'p."seq" <= a.seq'],
      [` AND p."day" <= strftime(`, ` AND p."day" < strftime(`],
    ],
  ],
]

const POINTS_BY_RECURSION: readonly Fault[] = [
  ['z.pay_by IS NOT NULL AND z.pay_by < x.day', 'z.pay_by IS NOT NULL'],
  ['(p.is_act = 0 OR p.seq < a.seq)', '(p.is_act = 0 OR p.seq <= a.seq)'],
  [`WHEN 'full-score' THEN f.studies + 1`, `WHEN 'full-score' THEN f.studies`],
  [`WHEN 'on-site' THEN 2`, `WHEN 'on-site' THEN 1`],
  ['ELSE 0 END, 6 - f.deducted)', 'ELSE 0 END, 0)'],
  [`WHEN 'revoked' THEN list_filter`, `WHEN 'revoked' THEN f.entries || list_filter`],
  [`CASE WHEN z.violation = x.violation THEN NULL ELSE z.pay_by END`, `z.pay_by`],
]

/** Faults in what is asked of blank cells: what these facts come out as where some are blank is looked at in blanks.test.ts. */
const OF_BLANKS: readonly (readonly [Question, readonly Fault[]])[] = [
  [
    'bind',
    [
      ['b."seq" IS NULL OR b."seq" < a.seq', 'b."seq" < a.seq'],
      [' OR b."released_seq" IS NULL AND b."released_at" IS NOT NULL OR COALESCE', ' OR COALESCE'],
      ['b."released_seq" IS NULL AND b."released_at" IS NULL', 'b."released_seq" IS NULL'],
      ['COALESCE(b."seq", 0)', 'b."seq"'],
      ['AND w.unplaced = 0', ''],
      ['b.owned_seq IS NULL OR ', ''],
      ['o."seq" IS NULL THEN 1 END) = 0 THEN a.vehicle END', 'o."seq" IS NULL THEN 1 END) >= 0 THEN a.vehicle END'],
      [hasNoId('w.owner', GRAMMAR), '1 = 0'],
      ['acts."seq" IS NOT NULL AND ', ''],
      [' AND acts."driver" IS NOT NULL', ''],
      [' AND acts."at" IS NOT NULL', ''],
      [' AND acts."vehicle" IS NOT NULL AND (vehicle_bound.unclear_ends', ' AND (vehicle_bound.unclear_ends'],
      ['driver_bound.unplaced = 0', '1 = 1'],
      ['driver_bound.unclear_today = 0', '1 = 1'],
      ['driver_bound.unclear_year = 0', '1 = 1'],
      ['driver_bound.doubtful = 0', '1 = 1'],
      ['vehicle_bound.doubtful = 0', '1 = 1'],
      ['COALESCE(driver_own.doubtful, 0) = 0', '1 = 1'],
      ['COALESCE(vehicle_own.doubtful, 0) = 0', '1 = 1'],
      ['vehicle_bound.unclear_ends = 0', '1 = 1'],
      ['vehicle_bound.unclear = 0', '1 = 1'],
      ['driver_bound.doubtful_seq IS NULL AND ', ''],
      [' AND vehicle_bound.nameless_seq IS NULL', ''],
      ['b."since" IS NULL OR b."seq" IS NULL AND', '1 = 0 OR b."seq" IS NULL AND'],
      ['b."since" IS NULL OR b."seq" IS NULL AND', 'b."since" IS NULL OR 1 = 0 AND'],
      ['b."released_at" IS NULL OR COALESCE(b."released_seq" <= b."seq"', 'COALESCE(b."released_seq" <= b."seq"'],
    ],
  ],
  [
    'handle',
    [
      ['(driver_bound.doubtful_seq IS NULL OR driver_bound.doubtful_seq > driver_bound.pair_seq)', '1 = 1'],
      ['(vehicle_bound.nameless_seq IS NULL OR vehicle_bound.nameless_seq > driver_bound.pair_seq)', '1 = 1'],
      ['(driver_bound.undated_seq IS NULL OR driver_bound.undated_seq > driver_bound.pair_seq)', '1 = 1'],
      ['driver_bound.pair_seq IS NULL OR vehicle_bound.unplaced = 0', '1 = 1'],
      ['WHEN t.unplaced > 0 THEN NULL ', ''],
      ['x."withdrawn_seq" IS NULL AND x."withdrawn_at" IS NOT NULL THEN NULL', '1 = 0 THEN NULL'],
      ['h.seq IS NULL OR h.seq < a.seq', 'h.seq < a.seq'],
      ['h.revoked_seq IS NULL AND h.revoked_at IS NULL', 'h.revoked_seq IS NULL'],
      [' OR (h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)', ''],
      ['h.own IS NULL OR ', ''],
      ['OR h."at" IS NULL OR (h.', 'OR (h.'],
      [`AND ${hasId('x."vehicle"', GRAMMAR)} THEN`, 'THEN'],
      ['ELSE h."vehicle" END', 'END'],
      [`${hasNoId('a.owner', GRAMMAR)} THEN NULL`, '1 = 0 THEN NULL'],
      ['AND t.unplaced = 0 THEN CASE', 'THEN CASE'],
      ['p."seq" IS NULL OR p."seq" < a.seq AND p."day" IS NULL', 'p."seq" IS NULL'],
      ['p."seq" IS NULL OR p."seq" < a.seq AND p."day" IS NULL', 'p."seq" < a.seq AND p."day" IS NULL'],
      ['THEN p."held" ELSE 0 END', 'THEN COALESCE(p."held", 0) ELSE 0 END'],
    ],
  ],
]

/** Faults in the label of the full score, of whole rows and of rows with blanks. */
const OF_LABEL: { readonly whole: readonly Fault[]; readonly blank: readonly Fault[] } = {
  whole: [
    ['h.held < CASE', 'h.held <= CASE'],
    ['AND h.vehicle = a.vehicle THEN h.seq', 'THEN h.seq'],
    ['same_go.same_seq = same_go.last_seq', 'same_go.same_seq IS NOT NULL'],
    [`acts."channel" = 'window'`, '1 = 1'],
    ['CASE WHEN owner.owner = acts.driver THEN 1 ELSE 0 END', '1'],
    ['AND (h.seq IS NULL OR h.seq < a.seq) AND (h.day', 'AND (h.day'],
    ['(h.day IS NULL OR h.day = strftime(', '(1 = 1 OR h.day = strftime('],
  ],
  blank: [
    ['same_go.unclear = 0', '1 = 1'],
    ['(h.held IS NULL OR h.held < CASE', '(h.held < CASE'],
    ['t.of_vehicle > 0', '1 = 1'],
    ['(h.day IS NULL OR h.day = ', '(h.day = '],
    ['WHERE h.seq IS NULL OR h."at" IS NULL', 'WHERE h."at" IS NULL'],
    ['WHERE h.seq IS NULL OR h."at" IS NULL', 'WHERE h.seq IS NULL'],
    [' END) IS NULL AND (SELECT count(*)', ' END) IS NULL AND 1 = 0 AND (SELECT count(*)'],
    ['CASE WHEN owner.owner <> acts.driver THEN 0 ELSE 1 END', 'CASE WHEN owner.owner = acts.driver THEN 1 ELSE 0 END'],
  ],
}

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
    const [driver, vehicle, seq] = [`d${any([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])}`, any(['a', 'b', 'c']), index + 10]
    tables.violations.push({
      ...{ id: `x${index}`, vehicle, occurred_at: from, recorded_at: from, seq: index + 2000, fine: 20000, points: 3 },
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

const POINTS_OF_BLANKS: readonly Fault[] = [
  ['CASE WHEN t.undated = 0 THEN', 'CASE WHEN 1 = 1 THEN'],
  [' OR x."points" IS NULL', ''],
  [' OR h."revoked_at" IS NOT NULL', ''],
  ['WHERE d."first_issued_on" IS NULL', 'WHERE 1 = 0'],
]

/** Faults in audits of what is blank; the answers without them accuse nobody of whom it is not certain: see audit-records.test.ts. */
const AUDITS_OF_BLANKS: readonly (readonly [AuditName, readonly Fault[]])[] = [
  [
    'driver-over-cap',
    [
      ['b."released_seq" IS NULL AND b."released_at" IS NULL', 'b."released_seq" IS NULL'],
      [` OR ${hasNoId('o."owner"', GRAMMAR)}`, ''],
      ['COALESCE(doubtful, 0) = 0', '1 = 1'],
    ],
  ],
  [
    'bound-after-transfer',
    [
      ['t.unplaced = 0 AND ', ''],
      ['b."released_seq" IS NULL AND b."released_at" IS NULL', 'b."released_seq" IS NULL'],
    ],
  ],
]

const AUDITS: readonly (readonly [AuditName, readonly Fault[]])[] = [
  [
    'driver-over-cap',
    [
      ['open - rises > cap', 'open - rises >= cap'],
      ['b."seq" AS bigint) AS place', 'b."since" AS bigint) AS place'],
      ['-1 AS d', '0 AS d'],
      ['CASE WHEN bound > 0 AND COALESCE(owned % 2, 0) = 0 AND COALESCE(doubtful, 0) = 0 THEN 1 ELSE 0 END', 'bound'],
      [' AND COALESCE(owned % 2, 0) = 0', ''],
      ['max(2 * place + own)', 'max(own)'],
      ['binds > 0 AND counts > counts_before AND taken_before = 0', 'binds > 0'],
      ['open <= cap', 'open < cap'],
      ['WHEN begun > 0 THEN open', 'WHEN begun >= 0 THEN made'],
      ['1 FOLLOWING AND 1 FOLLOWING', '2 FOLLOWING AND 2 FOLLOWING'],
      ['epoch_ms(CAST(since + 28800000 AS BIGINT))', 'epoch_ms(CAST(since AS BIGINT))'],
      ['epoch_ms(CAST(until + 28800000 AS BIGINT))', 'epoch_ms(CAST(until AS BIGINT))'],
      ['< 1535731200000 /* 2018-09-01 */ THEN 3', '< 1535731200000 /* 2018-09-01 */ THEN NULL'],
    ],
  ],
  [
    'driver-over-cap-after-instant',
    [
      ['sum(e.d) AS change', 'max(e.d) AS change'],
      ['sum(changed) OVER (PARTITION BY driver ORDER BY', 'sum(changed) OVER (ORDER BY'],
      ['max(e.own) AS own', 'NULL AS own'],
    ],
  ],
  ['vehicle-over-cap', [['b."driver" AS driver', `'d' AS driver`]]],
  ['bound-twice', [['PARTITION BY driver, vehicle ORDER', 'PARTITION BY driver ORDER']]],
  ['own-vehicle', [['"driver" <> "vehicle_owner"', '"vehicle" <> "vehicle_owner"']]],
  ['daily-applications-over-limit', [['+ 1) <= 1', '+ 1) <= 2']]],
  ['yearly-applications-over-limit', [['+ 1) <= 5', '+ 1) <= 6']]],
  [
    'bound-after-transfer',
    [
      ['t.seq > b."seq"', 't.since > b."since"'],
      ['b."released_seq" > t.seq', 'b."released_seq" >= t.seq'],
      ['b."released_seq" > t.seq OR ', ''],
      ['t.owner <> t.owner_before AND ', ''],
    ],
  ],
  ['handled-without-binding', [['"bound_since" IS NOT NULL', '"bound_since_known"']]],
  ['handled-before-binding', [['"occurred_at" >= "bound_since"', '"occurred_at" >= "bound_since" - 99000000000']]],
  ['fine-over-limit', [['"fine" <= 20000', '"fine" < 20000']]],
  ['points-over-limit', [['"points" <= 6', '"points" < 6']]],
  [
    'points-without-room',
    [
      ['("points" + "points_held") < 12', '("points" + "points_held") <= 12'],
      ['("points" + "points_held") < 12', '"points_held" < 12'],
      ['p."seq" < a.seq', 'p."seq" <= a.seq'],
    ],
  ],
  [
    'barred-licence',
    [
      [`'seized', `, ''],
      ['NOT list_has_any', 'list_has_any'],
      ['points.held END >= CASE', 'points.held END > CASE'],
      [`list_append(acts."licence_states", 'full-points')`, 'acts."licence_states"'],
    ],
  ],
  [
    'handled-twice',
    [
      ['t.handled > 0', 't.handled > 1'],
      ['x."withdrawn_seq" < t.seq', '1 = 0'],
    ],
  ],
  [
    'bindings-by-month',
    [
      ['driver_bound.open - COALESCE(driver_own.open, 0)', 'driver_bound.open'],
      ['vehicle_bound.open - COALESCE(vehicle_own.open, 0)', 'vehicle_bound.open'],
      ['b.until IS NULL OR b.until >= a.seq', '1 = 1'],
      [`count(DISTINCT CASE WHEN b."driver" = a.driver`, `count(CASE WHEN b."driver" = a.driver`],
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
    await loadPoints(engine, drawn)
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

  test.each(POINTS_BY_RECURSION)('points by recursion: %s → %s', async (from, to) => {
    const sql = factsSql('handle', { dialect: 'duckdb', points: 'recursive', acts: 'acts_handle' })
    const heldIn = async (text: string) =>
      (await engine.rows(text)).map((row) => [row.id, row.points_held, row.full_score_studies].join()).sort()
    expect(await heldIn(faulty(sql, [from, to]))).not.toEqual(await heldIn(sql))
  })

  describe('of what is blank', () => {
    let blank: Engine
    const named = { channel: 'channel', licenceStates: { column: 'states', known: true } } as const
    beforeAll(async () => {
      blank = await duckdb()
      await loadTables(blank, blanked(drawn.tables, EVERY_BLANK, SEED), true)
      await loadActs(blank, blankedActs(drawn, SEED), true)
    })
    afterAll(() => blank.close())

    const rowsOf = async (db: Engine, sql: string) => (await db.rows(sql)).map((row) => JSON.stringify(row)).sort()
    const each = OF_BLANKS.flatMap(([question, faults]) => faults.map((fault) => [question, ...fault] as const))
    test.each(each)('facts of %s: %s → %s', async (question, from, to) => {
      const given = question === 'handle' ? named : { channel: 'channel' }
      const sql = factsSql(question, { dialect: 'duckdb', acts: `acts_${question}`, given })
      expect(await rowsOf(blank, faulty(sql, [from, to]))).not.toEqual(await rowsOf(blank, sql))
    })
  })

  describe.each(['whole', 'blank'] as const)('of the label of the full score: %s rows', (kind) => {
    let full: Engine
    beforeAll(async () => {
      full = await duckdb()
      const tables = fullScores()
      const [own, others, ...rest] = tables.owners
      const owners = [own as TableRow, { ...others, owner: null }, ...rest]
      const blank = { violations: ['vehicle'], handlings: ['vehicle', 'seq', 'at'], points_step: ['held'] }
      await loadTables(full, kind === 'whole' ? tables : blanked({ ...tables, owners }, blank, SEED, 80), true)
    })
    afterAll(() => full.close())

    test.each(OF_LABEL[kind])('%s → %s', async (from, to) => {
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

  describe('of points by recursion of what is blank', () => {
    let blank: Engine
    const columns = { drivers: ['first_issued_on'], violations: ['points'], handlings: ['seq', 'at', 'revoked_seq'] }
    beforeAll(async () => {
      blank = await duckdb()
      await loadTables(blank, blanked(drawn.tables, columns, SEED), true)
      await loadPoints(blank, drawn)
      await loadActs(blank, drawn)
    })
    afterAll(() => blank.close())

    test.each(POINTS_OF_BLANKS)('%s → %s', async (from, to) => {
      const sql = factsSql('handle', { dialect: 'duckdb', points: 'recursive', acts: 'acts_handle' })
      const heldIn = async (text: string) =>
        (await blank.rows(text)).map((row) => [row.id, row.points_held].join()).sort()
      expect(await heldIn(faulty(sql, [from, to]))).not.toEqual(await heldIn(sql))
    })
  })

  describe('of an audit of what is blank', () => {
    let audited: Engine
    const columns = { owners: ['owner', 'seq'], bindings: ['seq', 'released_seq'] }
    const queries = new Map(auditSql(cn, { dialect: 'duckdb' }).map(({ name, sql }) => [name, sql]))
    beforeAll(async () => {
      audited = await duckdb()
      await loadTables(audited, blanked(unlawful(SEED, 3000), columns, SEED), true)
    })
    afterAll(() => audited.close())

    const each = AUDITS_OF_BLANKS.flatMap(([name, faults]) => faults.map((fault) => [name, ...fault] as const))
    test.each(each)('%s: %s → %s', async (name, from, to) => {
      const sql = queries.get(name) as string
      const found = async (text: string) => (await audited.rows(text)).map((row) => JSON.stringify(row)).sort()
      expect(await found(faulty(sql, [from, to]))).not.toEqual(await found(sql))
    })
  })

  // The answers of the text without a fault are those of a naive count: see audit.test.ts.
  describe('of an audit', () => {
    let audited: Engine
    const queries = new Map(auditSql(cn, { dialect: 'duckdb', ...LICENCES_THEN }).map(({ name, sql }) => [name, sql]))
    beforeAll(async () => {
      audited = await duckdb()
      await loadTables(audited, unlawful(SEED, 3000))
    })
    afterAll(() => audited.close())

    const each = AUDITS.flatMap(([name, faults]) => faults.map((fault) => [name, ...fault] as const))
    test.each(each)('%s: %s → %s', async (name, from, to) => {
      const sql = queries.get(name) as string
      const found = async (text: string) => (await audited.rows(text)).map((row) => JSON.stringify(row)).sort()
      const right = await found(sql)
      expect(right.length).toBeGreaterThan(0)
      expect(await found(faulty(sql, [from, to]))).not.toEqual(right)
    })
  })
})
