import { comment, type Grammar } from './dialects.ts'
import { findingSql } from './finding.ts'
import { instantJson, numberText, objectText } from './json-text.ts'
import type { Limit } from './limits.ts'
import { columnsOf } from './tables.ts'

/** What is swept: how many bindings are open, of what, against which limit. */
export interface Sweep {
  readonly bindings: string
  /** The columns by which bindings are counted together. */
  readonly keys: readonly ('driver' | 'vehicle')[]
  readonly limit: Limit
}

/**
 * The spans in which more bindings were open than the limit of a binding made in them, counted event by event in the order of positions.
 * A span begins with the first binding that its own limit refuses, and lasts until no more are open than that limit.
 */
export function runningSql(sweep: Sweep, grammar: Grammar): string {
  const { keys } = sweep
  const counted = `  SELECT ${keys.join(', ')}, t, o, d, cap_then, sum(d) OVER (PARTITION BY ${keys.join(', ')} ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS open
  FROM demerit_events`
  return spansSql(sweep, counted, 'Counted event by event, in their order.', grammar)
}

/**
 * The same counted after each instant, whatever the order of the events that share it: no order of them has fewer open then. Where bindings of one
 * instant have several limits the highest counts, so that every span found is certain.
 */
export function afterEachInstantSql(sweep: Sweep, grammar: Grammar): string {
  const { keys } = sweep
  const of = keys.map((key) => `e.${key}`).join(', ')
  const counted = `  SELECT ${keys.join(', ')}, t, 0 AS o, d, cap_then, sum(change) OVER (PARTITION BY ${keys.join(', ')} ORDER BY t ROWS UNBOUNDED PRECEDING) AS open
  FROM (
    SELECT ${keys.map((key) => `e.${key} AS ${key}`).join(', ')}, e.t AS t, sum(e.d) AS change, max(e.d) AS d,
      CASE WHEN count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) = 0 THEN max(e.cap_then) END AS cap_then
    FROM demerit_events AS e GROUP BY ${of}, e.t
  ) AS demerit_instants`
  return spansSql(sweep, counted, 'Counted after each instant.', grammar)
}

function spansSql({ bindings, keys, limit }: Sweep, counted: string, says: string, grammar: Grammar): string {
  const b = columnsOf('bindings', 'b', grammar)
  const key = keys.join(', ')
  const named = keys.map((each) => `${b(each)} AS ${each}`).join(', ')
  const instant = (column: string) => `CAST(${b(column)} AS ${grammar.type('instant', true)})`
  const cap = (value: string) => `CAST(${value} AS ${grammar.type('count', true)})`
  const values = limit.values.length === 0 ? [0] : limit.values
  const refused = 'd = 1 AND cap_then = cap AND open > cap'
  const detail = objectText(
    [
      ['peak', numberText('peak', grammar)],
      ['limit', numberText('cap', grammar)],
      ['until', instantJson('until', grammar)],
      ['bindings', numberText('refused', grammar)],
    ],
    grammar,
  )
  return `WITH demerit_events AS (
  SELECT ${named}, ${instant('since')} AS t, ${b('seq')} AS o, 1 AS d, ${cap(limit.sql)} AS cap_then
  FROM ${bindings} AS b
  UNION ALL
  SELECT ${named}, ${instant('released_at')} AS t, ${b('released_seq')} AS o, -1 AS d, ${cap('NULL')} AS cap_then
  FROM ${bindings} AS b WHERE ${b('released_at')} IS NOT NULL
),
${comment(says)}
demerit_counted AS (
${counted}
),
${comment('Spans: a new one begins with every event after which no more are open than the limit.')}
demerit_spans AS (
  SELECT ${key}, t, o, d, cap_then, cap, open, sum(CASE WHEN open <= cap THEN 1 ELSE 0 END) OVER (PARTITION BY ${key}, cap ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS span
  FROM demerit_counted CROSS JOIN (${values.map((value) => `SELECT ${value} AS cap`).join(' UNION ALL ')}) AS demerit_caps
),
${comment('From the first binding of a span that its own limit refuses.')}
demerit_begun AS (
  SELECT ${key}, t, o, d, cap_then, cap, open, span,
    sum(CASE WHEN ${refused} THEN 1 ELSE 0 END) OVER (PARTITION BY ${key}, cap, span ORDER BY t, o, d ROWS UNBOUNDED PRECEDING) AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT ${key}, cap, span, min(CASE WHEN ${refused} THEN t END) AS since, count(CASE WHEN ${refused} THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, min(t) AS first_t
  FROM demerit_begun GROUP BY ${key}, cap, span
),
demerit_ended AS (
  SELECT ${key}, cap, since, refused, peak, min(first_t) OVER (PARTITION BY ${key}, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
${findingSql({ at: 'since', ...Object.fromEntries(keys.map((each) => [each, each])), detail }, grammar)}
FROM demerit_ended
WHERE since IS NOT NULL`
}
