import { hasId, hasNoId } from './columns.ts'
import { comment, type Grammar } from './dialects.ts'
import { findingSql } from './finding.ts'
import { instantJson, numberText, objectText } from './json-text.ts'
import type { Limit } from './limits.ts'
import { columnsOf } from './tables.ts'

/** What is swept: how many are bound at once, of what, against which limit. */
export interface Sweep {
  readonly bindings: string
  readonly owners: string
  /**
   * What is counted for each: of a `driver` the vehicles of others, of a `vehicle` the drivers who do not own it, each once however often it is bound;
   * of a driver with a vehicle the bindings. A vehicle without an owner on record is another's; one whose owner is not told counts for nobody meanwhile.
   */
  readonly keys: readonly ('driver' | 'vehicle')[]
  readonly limit: Limit
}

/** What orders events: their positions, or their instants; events of one place are counted together. */
interface Order {
  readonly says: string
  readonly begins: 'seq' | 'since'
  readonly owned: 'seq' | 'since'
  /** The condition that a binding has no end, or one that can be its own. */
  readonly isSound: (column: (name: string) => string) => string
  readonly ends: 'released_seq' | 'released_at'
}

/**
 * The spans in which more were bound than the limit of a binding made in them, counted event by event in the order of positions.
 * A span begins with the first binding that its own limit refuses, and lasts until no more are bound than that limit. A binding that ends before it
 * begins, by position or by time, is not counted, nor is one that does not say by an id who bound or what, or that has a beginning or an end without a position. While a row of owners does not say who owns the vehicle it counts for nobody.
 */
export function runningSql(sweep: Sweep, grammar: Grammar): string {
  const order: Order = {
    says: 'Counted event by event, in the order of positions.',
    begins: 'seq',
    owned: 'seq',
    ends: 'released_seq',
    isSound: (b) =>
      `(${b('released_seq')} > ${b('seq')} OR ${b('released_seq')} IS NULL AND ${b('released_at')} IS NULL) AND NOT ${grammar.flag(`${b('released_at')} < ${b('since')}`)}`,
  }
  return spansSql(sweep, order, grammar)
}

/**
 * The same counted after each instant, whatever the order of the events that share it: no order of them has fewer bound then. So that every span found
 * is certain, the highest limit of the bindings of an instant counts, a vehicle that became the driver's own at an instant is, and what a transfer of the instant
 * may have added counts for no binding of it.
 */
export function afterEachInstantSql(sweep: Sweep, grammar: Grammar): string {
  const order: Order = {
    says: 'Counted after each instant.',
    begins: 'since',
    owned: 'since',
    ends: 'released_at',
    isSound: (b) =>
      `${b('released_at')} >= ${b('since')} OR ${b('released_at')} IS NULL AND ${b('released_seq')} IS NULL`,
  }
  return spansSql(sweep, order, grammar)
}

function spansSql({ bindings, owners, keys, limit }: Sweep, order: Order, grammar: Grammar): string {
  const b = columnsOf('bindings', 'b', grammar)
  const o = columnsOf('owners', 'o', grammar)
  const key = keys.join(', ')
  const isOfPairs = keys.length === 2
  const typed = (value: string, kind: 'instant' | 'count') => `CAST(${value} AS ${grammar.type(kind, true)})`
  const values = limit.values.length === 0 ? [0] : limit.values
  const event = (at: string, place: string, change: number, cap: string, own: string) =>
    `${typed(at, 'instant')} AS t, ${typed(place, 'instant')} AS place, ${change} AS d, ${typed(cap, 'count')} AS cap_then, ${typed(own, 'count')} AS own`
  const isOwn = `${o('owner')} = p.driver OR ${hasNoId(o('owner'), grammar)}`
  const pair = `${b('driver')} AS driver, ${b('vehicle')} AS vehicle`
  const isNamed = (['driver', 'vehicle'] as const).map((each) => hasId(b(each), grammar)).join(' AND ')
  const isSound = `${b(order.begins)} IS NOT NULL AND ${isNamed} AND (${order.isSound(b)})`
  const ownership = `  UNION ALL
  SELECT p.driver AS driver, p.vehicle AS vehicle, ${event(o('since'), o(order.owned), 0, 'NULL', `CASE WHEN ${isOwn} THEN 1 ELSE 0 END`)}
  FROM ${owners} AS o JOIN (SELECT DISTINCT ${pair} FROM ${bindings} AS b) AS p ON p.vehicle = ${o('vehicle')}
`
  const running = (of: string, partition = 'driver, vehicle', rows = 'UNBOUNDED PRECEDING') =>
    `${of} OVER (PARTITION BY ${partition} ORDER BY place ROWS ${rows})`
  const counts = isOfPairs
    ? 'bound'
    : 'CASE WHEN bound > 0 AND COALESCE(owned % 2, 0) = 0 AND COALESCE(doubtful, 0) = 0 THEN 1 ELSE 0 END'
  const taken = isOfPairs ? '0' : 'CASE WHEN bound > 0 OR COALESCE(owned % 2, 0) = 1 THEN 1 ELSE 0 END'
  const before = (of: string) => `COALESCE(${running(of, 'driver, vehicle', 'BETWEEN 1 PRECEDING AND 1 PRECEDING')}, 0)`
  const refused = 'made > 0 AND cap_then = cap AND open - rises > cap'
  const detail = objectText(
    [
      ['peak', numberText('peak', grammar)],
      ['limit', numberText('cap', grammar)],
      ['until', instantJson('until', grammar)],
      ['bindings', numberText('refused', grammar)],
    ],
    grammar,
  )
  return `WITH
${comment(`Bindings and their ends${isOfPairs ? '' : ', and who owns the vehicle from when on'}; a binding that ends before it begins, or of nobody or nothing, is left out.`)}
demerit_events AS (
  SELECT ${pair}, ${event(b('since'), b(order.begins), 1, limit.sql, 'NULL')}
  FROM ${bindings} AS b WHERE ${isSound}
  UNION ALL
  SELECT ${pair}, ${event(b('released_at'), b(order.ends), -1, 'NULL', 'NULL')}
  FROM ${bindings} AS b WHERE ${b(order.ends)} IS NOT NULL AND ${isSound}
${isOfPairs ? '' : ownership}),
${comment(order.says)}
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds,
    max(e.cap_then) AS highest, count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
${
  isOfPairs
    ? ''
    : `${comment('The owner is the one told last: the highest of twice the place, plus 1 where the owner is the driver or is not told.')}
${comment('Who became the owner, and not when, may be that at any moment.')}
`
}demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, ${running('sum(change)')} AS bound${
    isOfPairs
      ? ''
      : `, ${running('max(2 * place + own)')} AS owned,
    max(CASE WHEN place IS NULL THEN own END) OVER (PARTITION BY driver, vehicle) AS doubtful`
  }
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, ${counts} AS counts, ${taken} AS taken
  FROM demerit_pairs WHERE place IS NOT NULL
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts, ${before('max(counts)')} AS counts_before, ${before('max(taken)')} AS taken_before
  FROM demerit_counts
),
${comment(
  isOfPairs
    ? 'Whether a binding made it more.'
    : 'Whether a binding made it count, or it may be a transfer: where it was bound before, or the driver’s own.',
)}
demerit_made AS (
  SELECT ${key}, place, t, highest, uncapped, counts - counts_before AS change, CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more, CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT ${key}, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises, max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY ${key}, place
),
demerit_counted AS (
  SELECT ${key}, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then, ${running('sum(changed)', key)} AS open
  FROM demerit_summed
),
${comment('Spans: a new one begins with every event after which no more are bound than the limit.')}
demerit_spans AS (
  SELECT ${key}, place, t, made, rises, cap_then, cap, open, ${running('sum(CASE WHEN open <= cap THEN 1 ELSE 0 END)', `${key}, cap`)} AS span
  FROM demerit_counted CROSS JOIN (${values.map((value) => `SELECT ${value} AS cap`).join(' UNION ALL ')}) AS demerit_caps
),
${comment('From the first binding of a span that its own limit refuses.')}
demerit_begun AS (
  SELECT ${key}, place, t, made, rises, cap_then, cap, open, span, ${running(`sum(CASE WHEN ${refused} THEN 1 ELSE 0 END)`, `${key}, cap, span`)} AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT ${key}, cap, span, max(CASE WHEN begun = 1 AND ${refused} THEN t END) AS since, count(CASE WHEN ${refused} THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY ${key}, cap, span
),
demerit_ended AS (
  SELECT ${key}, cap, since, refused, peak, max(start) OVER (PARTITION BY ${key}, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
${findingSql({ at: 'since', ...Object.fromEntries(keys.map((each) => [each, each])), detail }, grammar)}
FROM demerit_ended
WHERE since IS NOT NULL`
}
