import { comment, type Grammar } from './dialects.ts'
import { before, keyOf, type Point, pointOf } from './order.ts'
import { checkedName, soundRows } from './rows.ts'

/** A common table expression: its name, what it says, and its text. */
export interface Step {
  readonly name: string
  readonly says: string
  readonly sql: string
}

/** What a query begins with that selects from steps, each of which reads those before it. */
export function withSteps(steps: readonly Step[], grammar: Grammar): string {
  return `WITH ${steps.map(({ name, says, sql }) => `${comment(says)}\n${name} AS ${grammar.once}(\n${sql}\n)`).join(',\n')}`
}

/** A step of history: acts of `demerit_whole`, LEFT JOIN a table by its key, GROUP BY the number of the act. */
export type StepName = keyof typeof STEPS

/** What a step of history is made of. */
interface Telling {
  readonly says: string
  /** @param owned acts with their `owner`. */
  readonly sql: (grammar: Grammar, owned: string) => string
}

const when = (condition: string, value: string) => `CASE WHEN ${condition}\n      THEN ${value} END`
const countOf = (condition: string) => `count(CASE WHEN ${condition} THEN 1 END)`
const different = (condition: string, value: string) => `count(DISTINCT ${when(condition, value)})`

const ACT = pointOf('a', 'at', 'seq')
const happened = (point: Point) => before(point, ACT)
/** What has a point where it ended, or none, and had not ended by then. */
const stands = (end: Point) => `(${end.seq} IS NULL OR NOT ${happened(end)})`

const BOUND = pointOf('b', 'since', 'seq')
const RELEASED = pointOf('b', 'released_at', 'released_seq')
const OWNED = pointOf('o', 'since', 'seq')
const made = happened(BOUND)
const open = `${made}\n      AND ${stands(RELEASED)}`
const pair = `b.vehicle = a.vehicle\n      AND ${open}`
const standing = `${happened(pointOf('h', 'at', 'seq'))}\n      AND ${stands(pointOf('h', 'revoked_at', 'revoked_seq'))}`

const at = 'a."at"'
const handledAt = 'h."at"'
const ofYear = ({ date, yearOf }: Grammar) => `${yearOf(date('b.since'))}\n      = ${yearOf(date(at))}`

/** Whether anybody's points are on record: while the table is empty nothing is known. */
const FILLED = `(SELECT count(*) FROM ${checkedName('points_step')}) > 0`

/** Of the open bindings those of a vehicle that is the driver’s own at the act: few acts have one, and the others have no row. */
const ownBindings = (key: 'driver' | 'vehicle', counts: 'driver' | 'vehicle') => () =>
  `  SELECT a.n AS n, count(DISTINCT b.${counts}) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.${key} = a.${key}
  WHERE ${open}
    AND ${happened(pointOf('b', 'owned_at', 'owned_seq'))} AND ${stands(pointOf('b', 'until_at', 'until_seq'))}
  GROUP BY a.n`

/** Handlings for others within a year back of each act, the act included where it is for another. */
function withinYear(
  owned: string,
  key: 'driver' | 'vehicle',
  condition: string,
  counted: string,
  grammar: Grammar,
): string {
  const { date, yearBefore } = grammar
  const ofOthers = `NOT h.own AND ${standing}
        AND ${date(handledAt)} > ${yearBefore(date(at))}`
  const forOther = `max(CASE WHEN a.owner IS NULL THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END)`
  return `(
    SELECT a.n AS n, ${different(`${ofOthers}\n        AND ${condition}`, `h.${counted}`)} + ${forOther} AS ${counted}s
    FROM ${owned} AS a
    LEFT JOIN ${soundRows('handlings', grammar)} AS h ON h.${key} = a.${key}
    GROUP BY a.n
  )`
}

/** The steps of history that facts are told by, in the order in which they are made. */
export const STEPS = {
  owner: {
    says: 'The registered owner at the act, and since when: of the last transfer or enrolment before it.',
    sql: (grammar) => `  SELECT t.n AS n, o.owner AS owner, o.owner_kind AS owner_kind, o.since AS since
  FROM (
    SELECT a.n AS n, a.vehicle AS vehicle, max(${when(happened(OWNED), keyOf(OWNED, grammar))}) AS latest
    FROM demerit_whole AS a LEFT JOIN ${soundRows('owners', grammar)} AS o ON o.vehicle = a.vehicle
    GROUP BY a.n, a.vehicle
  ) AS t
  LEFT JOIN ${soundRows('owners', grammar)} AS o
    ON o.vehicle = t.vehicle AND ${keyOf(OWNED, grammar)} = t.latest`,
  },
  plate: {
    says: 'The plate type and use of the vehicle as they stand; before their last change they are not known.',
    sql: (grammar) => `  SELECT a.n AS n, v.plate_type AS plate_type, v.operating AS operating
  FROM demerit_whole AS a LEFT JOIN ${soundRows('vehicles', grammar)} AS v
    ON v.id = a.vehicle AND (v.changed_seq IS NULL OR ${happened(pointOf('v', 'changed_at', 'changed_seq'))})`,
  },
  driver_bound: {
    says: 'The driver’s bindings before the act, and the open one of this vehicle: the earliest, as a registry, which refuses the second, has it.',
    sql: (grammar) => `  SELECT a.n AS n,
    ${different(open, 'b.vehicle')} AS open,
    ${countOf(made)} AS ever,
    ${countOf(`${made} AND ${grammar.date('b.since')}\n      = ${grammar.date(at)}`)} AS today,
    ${countOf(`${made} AND ${ofYear(grammar)}`)} AS this_year,
    min(${when(pair, keyOf(BOUND, grammar))}) AS pair_first,
    min(${when(pair, 'b.since')}) AS bound_since
  FROM demerit_whole AS a LEFT JOIN ${soundRows('bindings', grammar)} AS b ON b.driver = a.driver
  GROUP BY a.n`,
  },
  driver_own: {
    says: 'Of the vehicles that the driver has bound those that are the driver’s own.',
    sql: ownBindings('driver', 'vehicle'),
  },
  vehicle_bound: {
    says: 'The vehicle’s bindings before the act.',
    sql: (grammar) => `  SELECT a.n AS n,
    ${different(open, 'b.driver')} AS open,
    min(${keyOf(BOUND, grammar)}) AS first,
    max(${when(`b.driver <> a.driver AND ${happened(RELEASED)}`, 'b.released_at')}) AS released_at,
    ${different(`b.driver <> a.driver AND ${made}\n      AND ${ofYear(grammar)}`, 'b.driver')} + 1 AS drivers_of_year
  FROM demerit_whole AS a LEFT JOIN ${soundRows('bindings', grammar)} AS b ON b.vehicle = a.vehicle
  GROUP BY a.n`,
  },
  vehicle_own: {
    says: 'Whether one of the drivers who have bound the vehicle owns it.',
    sql: ownBindings('vehicle', 'driver'),
  },
  violation: {
    says: 'The violation, and its state before the act.',
    sql: (
      grammar,
    ) => `  SELECT t.n AS n, x.occurred_at AS occurred_at, x.fine AS fine, x.points AS points, x.recorded_by AS recorded_by,
    CASE WHEN x.id IS NULL THEN NULL WHEN ${before(pointOf('x', 'withdrawn_at', 'withdrawn_seq'), pointOf('t', 'at', 'seq'))} THEN 'withdrawn'
      WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.n AS n, ${at} AS ${grammar.name('at')}, a.seq AS seq, a.violation AS violation,
      ${countOf(standing)} AS handled
    FROM demerit_whole AS a LEFT JOIN ${soundRows('handlings', grammar)} AS h ON h.violation = a.violation
    GROUP BY a.n, ${at}, a.seq, a.violation
  ) AS t
  LEFT JOIN ${soundRows('violations', grammar)} AS x ON x.id = t.violation`,
  },
  others: {
    says: 'Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.',
    sql: (grammar, owned) => {
      const isOther = 'NOT (h.vehicle = a.vehicle AND a.owner <> a.driver)'
      const isAnother = 'h.driver <> a.owner AND h.driver <> a.driver'
      return `  SELECT d.n AS n, d.vehicles AS vehicles, e.drivers AS drivers
  FROM ${withinYear(owned, 'driver', isOther, 'vehicle', grammar)} AS d
  JOIN ${withinYear(owned, 'vehicle', isAnother, 'driver', grammar)} AS e ON e.n = d.n`
    },
  },
  points: {
    says: 'Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is none. While the table is empty nothing is known.',
    sql: (grammar) => {
      const point = pointOf('p', 'at', 'seq')
      const step = grammar.joined(keyOf(point, grammar), 'p.day')
      const filled = (column: string) =>
        `CASE WHEN ${FILLED} THEN CASE WHEN t.step IS NULL THEN 0 ELSE p.${column} END END AS ${column}`
      const isBefore = `${happened(point)}
        AND p.day <= ${grammar.dayText(grammar.date(at))}`
      return `  SELECT t.n AS n,
    ${filled('held')},
    ${filled('studies')}
  FROM (
    SELECT a.n AS n, a.driver AS driver,
      max(${when(isBefore, step)}) AS step
    FROM demerit_whole AS a LEFT JOIN ${soundRows('points_step', grammar)} AS p ON p.driver = a.driver
    GROUP BY a.n, a.driver
  ) AS t
  LEFT JOIN ${soundRows('points_step', grammar)} AS p
    ON p.driver = t.driver AND ${step} = t.step`
    },
  },
  same_go: {
    says: 'Handlings by the driver of that vehicle on that day before the act.',
    sql: (
      grammar,
    ) => `  SELECT a.n AS n, ${countOf(`${happened(pointOf('h', 'at', 'seq'))} AND ${grammar.date(handledAt)} = ${grammar.date(at)}`)} AS handled
  FROM demerit_whole AS a LEFT JOIN ${soundRows('handlings', grammar)} AS h ON h.driver = a.driver AND h.vehicle = a.vehicle
  GROUP BY a.n`,
  },
} as const satisfies Readonly<Record<string, Telling>>

/** Bindings of vehicles that became or were the driver’s own. */
export function ownBoundStep(grammar: Grammar): Step {
  const next = (
    column: 'since' | 'seq',
  ) => `min(CAST(o.${column} AS ${grammar.type('position', true)})) OVER (PARTITION BY o.vehicle
        ORDER BY o.since, o.seq ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING)`
  return {
    name: 'demerit_own_bound',
    says: 'Bindings of vehicles that became or were the driver’s own: since when, and until when. Lawful tables have next to none.',
    sql: `  SELECT b.driver AS driver, b.vehicle AS vehicle, b.since AS since, b.seq AS seq, b.released_at AS released_at,
    b.released_seq AS released_seq, w.since AS owned_at, w.seq AS owned_seq, w.until_at AS until_at, w.until_seq AS until_seq
  FROM ${soundRows('bindings', grammar)} AS b JOIN (
    SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
      ${next('since')} AS until_at,
      ${next('seq')} AS until_seq
    FROM ${soundRows('owners', grammar)} AS o
  ) AS w ON w.vehicle = b.vehicle AND w.owner = b.driver`,
  }
}
