import { mistaken } from '../input/assert.ts'
import type { PointsRegime } from '../law/points/regime.ts'
import { POINTS_REGIMES } from '../law/points/regimes.ts'
import type { Grammar } from './dialects.ts'
import { columnsOf, type Relations } from './tables.ts'

/** A common table expression: its name and its text. */
interface Named {
  readonly name: string
  readonly says: string
  readonly sql: string
}

/**
 * Points by recursion: every driver's ledger, folded event by event in the order of days and positions. Between the events stand the ends of
 * scoring periods. An entry is a handled violation that counts by its points or by a fine that is not paid.
 *
 * @throws RangeError for ClickHouse, whose recursion over lists is not tested.
 */
export function foldSql(call: string, grammar: Grammar, relations: Relations): readonly Named[] {
  const { dialect } = grammar
  if (dialect === 'clickhouse') {
    throw mistaken(
      `${call}(points)`,
      'recursive',
      "written for ClickHouse; 'steps' reads a table that pointsSteps fills",
    )
  }
  const ledger = LEDGERS[dialect]
  return [
    {
      name: 'point_events',
      says: 'What changes the points of a driver, and the ends of scoring periods 记分周期, by legal day.',
      sql: eventsSql(grammar, relations),
    },
    {
      name: 'numbered',
      says: 'The events of each driver in their order: the end of a period comes before the acts of its day.',
      sql: `  SELECT e.*, row_number() OVER (PARTITION BY e.driver ORDER BY e.day, e.is_act, e.seq) AS n FROM demerit_point_events AS e`,
    },
    {
      name: 'ledger',
      says: 'The entries that count, what study took off in the period, and the full-score studies in it.',
      sql: `  SELECT d.driver AS driver, CAST(0 AS bigint) AS n, CAST('' AS text) AS day, CAST(0 AS bigint) AS is_act, CAST(0 AS bigint) AS seq,
    ${ledger.none} AS entries, CAST(0 AS bigint) AS deducted, CAST(0 AS bigint) AS studies
  FROM (SELECT DISTINCT driver FROM demerit_numbered) AS d
  UNION ALL
  SELECT f.driver, x.n, x.day, x.is_act, x.seq,
    CASE x.kind
      WHEN 'period-end' THEN CASE
        WHEN ${ledger.held} >= ${byRegime('x.day', ({ full }) => String(full.value), '>')} THEN f.entries
        ${carriesSql(ledger)}
        END
      WHEN 'handled' THEN ${ledger.added}
      WHEN 'revoked' THEN ${ledger.withoutViolation}
      WHEN 'paid' THEN ${ledger.paid}
      WHEN 'full-score' THEN ${ledger.none}
      ELSE ${ledger.lessened(taken('x'))}
      END,
    CASE x.kind WHEN 'period-end' THEN 0 WHEN 'handled' THEN f.deducted WHEN 'revoked' THEN f.deducted WHEN 'paid' THEN f.deducted WHEN 'full-score' THEN f.deducted
      ELSE f.deducted + LEAST(${taken('x')}, ${ledger.held}) END,
    CASE x.kind WHEN 'period-end' THEN 0 WHEN 'full-score' THEN f.studies + 1 ELSE f.studies END
  FROM demerit_ledger AS f JOIN demerit_numbered AS x ON x.driver = f.driver AND x.n = f.n + 1`,
    },
    {
      name: 'held',
      says: 'What was held after each event.',
      sql: `  SELECT f.driver AS driver, f.n AS n, f.day AS day, f.is_act AS is_act, f.seq AS seq, ${ledger.held} AS held, f.studies AS studies FROM demerit_ledger AS f`,
    },
  ]
}

/** What was held before each of some moments: after the last event before it, in the order of the fold; not known where the driver has an event of an unknown day. */
export function heldBeforeSql(moments: string, grammar: Grammar): string {
  const day = grammar.dayText(grammar.date(`a.${grammar.name('at')}`))
  const values = ['held', 'studies'].map(
    (column) => `CASE WHEN t.undated = 0 THEN COALESCE(p.${column}, 0) END AS ${column}`,
  )
  return `  SELECT t.act AS act, ${values.join(', ')}
  FROM (
    SELECT a.id AS act, a.driver AS driver, max(CASE WHEN p.day <= ${day} AND (p.is_act = 0 OR p.seq < a.seq) THEN p.n END) AS n,
      count(CASE WHEN p.n > 0 AND p.day IS NULL AND (p.is_act = 0 OR p.seq IS NULL OR p.seq < a.seq) THEN 1 END) AS undated
    FROM ${moments} AS a LEFT JOIN demerit_held AS p ON p.driver = a.driver
    GROUP BY a.id, a.driver
  ) AS t
  LEFT JOIN demerit_held AS p ON p.driver = t.driver AND p.n = t.n`
}

function eventsSql(grammar: Grammar, relations: Relations): string {
  const h = columnsOf('handlings', 'h', grammar)
  const x = columnsOf('violations', 'x', grammar)
  const f = columnsOf('fines', 'f', grammar)
  const s = columnsOf('studies', 's', grammar)
  const d = columnsOf('drivers', 'd', grammar)
  const day = (instant: string) => grammar.dayText(grammar.date(instant))
  /** An event of which something is not known has no day, and comes last. */
  const act = (
    kind: string,
    at: string,
    seq: string,
    values: Partial<Record<'violation' | 'points' | 'pay_by', string>>,
    known?: string,
  ) =>
    `${kind} AS kind, CASE WHEN ${[seq, ...(known === undefined ? [] : [known])].map((each) => `${each} IS NOT NULL`).join(' AND ')} THEN ${day(at)} END AS day, 1 AS is_act, ${seq} AS seq, ${values.violation ?? 'NULL'} AS violation, ${values.points ?? 'NULL'} AS points, ${values.pay_by ?? 'NULL'} AS pay_by`
  const handled = `${relations.handlings} AS h LEFT JOIN ${relations.violations} AS x ON ${x('id')} = ${h('violation')}`
  const fine = `${relations.fines} AS f ON ${f('violation')} = ${h('violation')} AND ${f('handled_seq')} = ${h('seq')}`
  const ends =
    grammar.dialect === 'duckdb'
      ? `CROSS JOIN range(1, ${MOST_PERIODS}) AS k(years)`
      : `CROSS JOIN generate_series(1, ${MOST_PERIODS - 1}) AS k(years)`
  const years =
    grammar.dialect === 'duckdb'
      ? 'to_years(CAST(k.years AS INTEGER))'
      : 'make_interval(years => CAST(k.years AS integer))'
  const end = grammar.dayText(`(CAST(${d('first_issued_on')} AS DATE) + ${years})`)
  return `  SELECT ${h('driver')} AS driver, ${act("'handled'", h('at'), h('seq'), { violation: h('violation'), points: `CAST(${x('points')} AS bigint)`, pay_by: f('pay_by') }, x('points'))}
  FROM ${handled} LEFT JOIN ${fine}
  WHERE ${x('points')} > 0 OR ${x('points')} IS NULL OR ${f('pay_by')} IS NOT NULL
  UNION ALL
  SELECT ${h('driver')}, ${act("'revoked'", h('revoked_at'), h('revoked_seq'), { violation: h('violation') })}
  FROM ${relations.handlings} AS h WHERE ${h('revoked_seq')} IS NOT NULL OR ${h('revoked_at')} IS NOT NULL
  UNION ALL
  SELECT ${h('driver')}, ${act("'paid'", f('paid_at'), f('paid_seq'), { violation: h('violation') })}
  FROM ${relations.handlings} AS h JOIN ${fine} WHERE ${f('paid_seq')} IS NOT NULL OR ${f('paid_at')} IS NOT NULL
  UNION ALL
  SELECT ${s('driver')}, ${act(s('kind'), s('at'), s('seq'), {})}
  FROM ${relations.studies} AS s
  UNION ALL
  SELECT i.driver, 'period-end', NULL, 0, 0, NULL, NULL, NULL
  FROM (SELECT DISTINCT ${h('driver')} AS driver FROM ${relations.handlings} AS h) AS i LEFT JOIN ${relations.drivers} AS d ON ${d('id')} = i.driver WHERE ${d('first_issued_on')} IS NULL
  UNION ALL
  SELECT ${d('id')}, 'period-end', ${end}, 0, 0, NULL, NULL, NULL
  FROM ${relations.drivers} AS d ${ends}
  WHERE ${end} BETWEEN (SELECT min(${day(h('at'))}) FROM ${relations.handlings} AS h) AND (SELECT max(${day(`a.${grammar.name('at')}`)}) FROM demerit_acts AS a)`
}

/** Scoring periods that anybody lives through at most. */
const MOST_PERIODS = 100

/** What the regime of a day says; days before the oldest have that one: of the day itself (`>=`), or of the day before (`>`), whose regime closes a period. */
export function byRegime(day: string, of: (regime: PointsRegime) => string, since: '>' | '>='): string {
  const whens = [...POINTS_REGIMES]
    .reverse()
    .map((regime) => `WHEN ${day} ${since} '${regime.from}' THEN ${of(regime)}`)
  return `CASE ${whens.join(' ')} ELSE ${of(POINTS_REGIMES[0] as PointsRegime)} END`
}

/** What passes into the next period below the full score, by the regime of the last day of the one before. */
function carriesSql(ledger: LedgerSql): string {
  const carried = ({ carry }: PointsRegime) => {
    switch (carry.value) {
      case 'all-while-a-fine-is-unpaid':
        return `CASE WHEN ${ledger.isUnpaid} THEN f.entries ELSE ${ledger.none} END`
      case 'unpaid-while-a-fine-is-overdue':
        return `CASE WHEN ${ledger.isOverdue} THEN ${ledger.unpaid} ELSE ${ledger.fines} END`
    }
  }
  return `ELSE ${byRegime('x.day', carried, '>')}`
}

/** How many points a study takes off: by its way, at most what is left of the period. */
function taken(x: string): string {
  const most = ({ deduction }: PointsRegime) => {
    if (deduction === null) return '0'
    const ways = Object.entries(deduction.value.byWay).map(({ 0: way, 1: points }) => `WHEN '${way}' THEN ${points}`)
    return `LEAST(CASE ${x}.kind ${ways.join(' ')} ELSE 0 END, ${deduction.value.most} - f.deducted)`
  }
  return byRegime(`${x}.day`, most, '>=')
}

/** How a database says a list of entries, oldest first, and what becomes of it: `f.entries` by the event `x`. */
interface LedgerSql {
  readonly none: string
  readonly held: string
  readonly isUnpaid: string
  /** Whether a fine was not paid by the last day to pay. */
  readonly isOverdue: string
  /** Those whose fine is not paid. */
  readonly unpaid: string
  /** The same, without their points. */
  readonly fines: string
  readonly added: string
  readonly withoutViolation: string
  readonly paid: string
  /** The oldest points go first. */
  readonly lessened: (points: string) => string
}

const DUCKDB_TYPE = 'STRUCT(violation VARCHAR, points BIGINT, pay_by VARCHAR)[]'
const DUCKDB: LedgerSql = {
  none: `CAST([] AS ${DUCKDB_TYPE})`,
  held: 'CAST(COALESCE(list_sum(list_transform(f.entries, lambda z: z.points)), 0) AS BIGINT)',
  isUnpaid: 'len(list_filter(f.entries, lambda z: z.pay_by IS NOT NULL)) > 0',
  isOverdue: 'len(list_filter(f.entries, lambda z: z.pay_by < x.day)) > 0',
  unpaid: 'list_filter(f.entries, lambda z: z.pay_by IS NOT NULL)',
  fines: `list_transform(list_filter(f.entries, lambda z: z.pay_by IS NOT NULL), lambda z: {'violation': z.violation, 'points': 0, 'pay_by': z.pay_by})`,
  added: `list_append(f.entries, {'violation': x.violation, 'points': x.points, 'pay_by': x.pay_by})`,
  withoutViolation: 'list_filter(f.entries, lambda z: z.violation <> x.violation)',
  paid: `list_filter(list_transform(f.entries, lambda z: {'violation': z.violation, 'points': z.points, 'pay_by': CASE WHEN z.violation = x.violation THEN NULL ELSE z.pay_by END}), lambda z: z.points > 0 OR z.pay_by IS NOT NULL)`,
  lessened: (points) =>
    `list_filter(list_transform(f.entries, lambda z, i: {'violation': z.violation, 'points': z.points - LEAST(z.points, GREATEST(0, ${points} - COALESCE(list_sum(list_transform(f.entries[1:i - 1], lambda y: y.points)), 0))), 'pay_by': z.pay_by}), lambda z: z.points > 0 OR z.pay_by IS NOT NULL)`,
}

const EACH = 'jsonb_array_elements(f.entries) WITH ORDINALITY AS q(z, i)'
const POINTS_OF = "CAST(z->>'points' AS bigint)"
const kept = (entry: string, where: string) =>
  `(SELECT COALESCE(jsonb_agg(${entry} ORDER BY i), '[]') FROM ${EACH} WHERE ${where})`
const POSTGRESQL: LedgerSql = {
  none: "CAST('[]' AS jsonb)",
  held: `(SELECT CAST(COALESCE(sum(${POINTS_OF}), 0) AS bigint) FROM ${EACH})`,
  isUnpaid: `EXISTS (SELECT 1 FROM ${EACH} WHERE z->>'pay_by' IS NOT NULL)`,
  isOverdue: `EXISTS (SELECT 1 FROM ${EACH} WHERE z->>'pay_by' < x.day)`,
  unpaid: kept('z', "z->>'pay_by' IS NOT NULL"),
  fines: kept(`z || '{"points": 0}'`, "z->>'pay_by' IS NOT NULL"),
  added: `f.entries || jsonb_build_array(jsonb_build_object('violation', x.violation, 'points', x.points, 'pay_by', x.pay_by))`,
  withoutViolation: kept('z', "z->>'violation' <> x.violation"),
  paid: kept(
    `CASE WHEN z->>'violation' = x.violation THEN z || '{"pay_by": null}' ELSE z END`,
    `${POINTS_OF} > 0 OR (z->>'pay_by' IS NOT NULL AND z->>'violation' <> x.violation)`,
  ),
  lessened: (points) => `(SELECT COALESCE(jsonb_agg(z || jsonb_build_object('points', points_left) ORDER BY i), '[]')
        FROM (SELECT z, i, ${POINTS_OF} - LEAST(${POINTS_OF}, GREATEST(0, ${points} - COALESCE(sum(${POINTS_OF}) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS points_left FROM ${EACH}) AS r
        WHERE points_left > 0 OR z->>'pay_by' IS NOT NULL)`,
}

const LEDGERS = { duckdb: DUCKDB, postgresql: POSTGRESQL } as const
