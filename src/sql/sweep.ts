import type { RuleId } from '../law/rules.ts'
import { CHANNELS } from '../values/channel.ts'
import { comment, type Grammar } from './dialects.ts'
import { type Finding, findingSql, instantJson, numberText, objectText } from './finding.ts'
import { type Clause, clausesOf, type Law, startOfDaySql } from './laws.ts'
import { soundRows } from './rows.ts'

/**
 * What is counted for each key: of a `driver` the vehicles of others, of a `vehicle` the drivers who do not own it, each once however often it is bound;
 * of a driver with a vehicle the bindings. A vehicle without an owner on record is another's.
 */
export type Keys = readonly ('driver' | 'vehicle')[]
/** A rule that limits how much is bound at once. */
export type CountedRule = Extract<RuleId, 'driver-cap' | 'vehicle-cap' | 'already-bound'>

/** The smallest cap of a binding's day and channel, as SQL, NULL where there is none, and every value it may have; `already-bound` leaves one of each pair. */
function capOf(laws: readonly Law[], rule: CountedRule, grammar: Grammar): { sql: string; values: readonly number[] } {
  const clauses = clausesOf(laws, 'bind').filter(({ provision }) => provision.rule === rule)
  const values = new Set<number>()
  const whens = laws.flatMap(({ from }, index) => {
    const until = laws[index + 1]?.from
    const time = [
      ...(from === undefined ? [] : [`b.since >= ${startOfDaySql(from)}`]),
      ...(until === undefined ? [] : [`b.since < ${startOfDaySql(until)}`]),
    ]
    const capped = CHANNELS.flatMap((channel) => {
      const caps = clauses
        .filter(({ laws: numbers }) => numbers.includes(index + 1))
        .filter(({ provision: { channels } }) => channels === 'all' || channels.includes(channel))
        .map(limitOf)
      return caps.length === 0 ? [] : [{ channel, cap: Math.min(...caps) }]
    })
    return [...new Set(capped.map(({ cap }) => cap))].map((cap) => {
      values.add(cap)
      const words = capped.filter((each) => each.cap === cap).map(({ channel }) => grammar.text(channel))
      const when = [...time, ...(words.length === CHANNELS.length ? [] : [`b.channel IN (${words.join(', ')})`])]
      return `WHEN ${when.length === 0 ? '1 = 1' : when.join(' AND ')} THEN ${cap}`
    })
  })
  return { sql: whens.length === 0 ? 'NULL' : `CASE ${whens.join('\n      ')} END`, values: [...values] }
}

function limitOf({ provision: { rule, limit } }: Clause): number {
  if (rule === 'already-bound') return 1
  if (limit.kind === 'constant' && typeof limit.value === 'number') return limit.value
  throw new RangeError(`sql: the limit of ${rule} is not a number`)
}

/**
 * The spans in which more were bound than the limit of a binding made in them, counted event by event in the order of positions: events of one position are
 * counted together. A span begins with the first binding that its own limit refuses, and lasts until no more are bound than that limit.
 */
export function spansSql(laws: readonly Law[], rule: CountedRule, keys: Keys, grammar: Grammar): string {
  const limit = capOf(laws, rule, grammar)
  const key = keys.join(', ')
  const isOfPairs = keys.length === 2
  const bindings = soundRows('bindings', grammar)
  const typed = (value: string, kind: 'instant' | 'count') => `CAST(${value} AS ${grammar.type(kind, true)})`
  const values = limit.values.length === 0 ? [0] : limit.values
  const event = (at: string, place: string, change: number, cap: string, own: string) =>
    `${typed(at, 'instant')} AS t, ${typed(place, 'instant')} AS place, ${change} AS d,
    ${typed(cap, 'count')} AS cap_then, ${typed(own, 'count')} AS own`
  const ownership = `  UNION ALL
  SELECT p.driver AS driver, p.vehicle AS vehicle, ${event('o.since', 'o.seq', 0, 'NULL', 'CASE WHEN o.owner = p.driver THEN 1 ELSE 0 END')}
  FROM ${soundRows('owners', grammar)} AS o JOIN (
    SELECT DISTINCT b.driver AS driver, b.vehicle AS vehicle FROM ${bindings} AS b
  ) AS p ON p.vehicle = o.vehicle
`
  const running = (of: string, partition = 'driver, vehicle', rows = 'UNBOUNDED PRECEDING') =>
    `${of} OVER (PARTITION BY ${partition} ORDER BY place ROWS ${rows})`
  const isOwn = 'COALESCE(owned % 2, 0) = 1'
  const counts = isOfPairs ? 'bound' : `CASE WHEN bound > 0 AND NOT ${isOwn} THEN 1 ELSE 0 END`
  const taken = isOfPairs ? '0' : `CASE WHEN bound > 0 OR ${isOwn} THEN 1 ELSE 0 END`
  const before = (of: string) => `COALESCE(${running(of, 'driver, vehicle', 'BETWEEN 1 PRECEDING AND 1 PRECEDING')}, 0)`
  const refused = 'made > 0 AND cap_then = cap AND open - rises > cap'
  const finding: Finding = {
    at: 'since',
    ...Object.fromEntries(keys.map((each) => [each, each])),
    detail: objectText(
      [
        ['peak', numberText('peak', grammar)],
        ['limit', numberText('cap', grammar)],
        ['until', instantJson('until', grammar)],
        ['bindings', numberText('refused', grammar)],
      ],
      grammar,
    ),
  }
  return `WITH
${comment(`Bindings and their ends${isOfPairs ? '' : ', and who owns the vehicle from when on'}.`)}
demerit_events AS (
  SELECT b.driver AS driver, b.vehicle AS vehicle, ${event('b.since', 'b.seq', 1, limit.sql, 'NULL')}
  FROM ${bindings} AS b
  UNION ALL
  SELECT b.driver AS driver, b.vehicle AS vehicle, ${event('b.released_at', 'b.released_seq', -1, 'NULL', 'NULL')}
  FROM ${bindings} AS b WHERE b.released_seq IS NOT NULL
${isOfPairs ? '' : ownership}),
demerit_moments AS (
  SELECT e.driver AS driver, e.vehicle AS vehicle, e.place AS place, min(e.t) AS t, sum(e.d) AS change,
    count(CASE WHEN e.d = 1 THEN 1 END) AS binds, max(e.cap_then) AS highest,
    count(CASE WHEN e.d = 1 AND e.cap_then IS NULL THEN 1 END) AS uncapped, max(e.own) AS own
  FROM demerit_events AS e GROUP BY e.driver, e.vehicle, e.place
),
${isOfPairs ? '' : `${comment('The owner is the one told last: the highest of twice the place, plus 1 where the owner is the driver.')}\n`}demerit_pairs AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped,
    ${running('sum(change)')} AS bound${isOfPairs ? '' : `,\n    ${running('max(2 * place + own)')} AS owned`}
  FROM demerit_moments
),
demerit_counts AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped,
    ${counts} AS counts,
    ${taken} AS taken
  FROM demerit_pairs
),
demerit_changes AS (
  SELECT driver, vehicle, place, t, binds, highest, uncapped, counts,
    ${before('max(counts)')} AS counts_before,
    ${before('max(taken)')} AS taken_before
  FROM demerit_counts
),
${comment(
  isOfPairs
    ? 'Whether a binding made it more.'
    : 'Whether a binding made it count, or it may be a transfer: where it was bound before, or the driver’s own.',
)}
demerit_made AS (
  SELECT ${key}, place, t, highest, uncapped, counts - counts_before AS change,
    CASE WHEN counts > counts_before THEN 1 ELSE 0 END AS is_more,
    CASE WHEN binds > 0 AND counts > counts_before AND taken_before = 0 THEN 1 ELSE 0 END AS is_made
  FROM demerit_changes
),
demerit_summed AS (
  SELECT ${key}, place, min(t) AS first_t, sum(change) AS changed, sum(is_made) AS made, sum(is_more - is_made) AS rises,
    max(highest) AS highest_cap, sum(uncapped) AS without_cap
  FROM demerit_made GROUP BY ${key}, place
),
demerit_counted AS (
  SELECT ${key}, place, first_t AS t, made, rises, CASE WHEN without_cap = 0 THEN highest_cap END AS cap_then,
    ${running('sum(changed)', key)} AS open
  FROM demerit_summed
),
${comment('Spans: a new one begins with every event after which no more are bound than the limit.')}
demerit_spans AS (
  SELECT ${key}, place, t, made, rises, cap_then, cap, open,
    ${running('sum(CASE WHEN open <= cap THEN 1 ELSE 0 END)', `${key}, cap`)} AS span
  FROM demerit_counted CROSS JOIN (${values.map((value) => `SELECT ${value} AS cap`).join(' UNION ALL ')}) AS demerit_caps
),
${comment('From the first binding of a span that its own limit refuses.')}
demerit_begun AS (
  SELECT ${key}, place, t, made, rises, cap_then, cap, open, span,
    ${running(`sum(CASE WHEN ${refused} THEN 1 ELSE 0 END)`, `${key}, cap, span`)} AS begun
  FROM demerit_spans
),
demerit_found AS (
  SELECT ${key}, cap, span, max(CASE WHEN begun = 1 AND ${refused} THEN t END) AS since,
    count(CASE WHEN ${refused} THEN 1 END) AS refused,
    max(CASE WHEN begun > 0 THEN open END) AS peak, max(CASE WHEN open <= cap THEN t END) AS start
  FROM demerit_begun GROUP BY ${key}, cap, span
),
demerit_ended AS (
  SELECT ${key}, cap, since, refused, peak,
    max(start) OVER (PARTITION BY ${key}, cap ORDER BY span ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
  FROM demerit_found
)
${findingSql(finding, grammar)}
FROM demerit_ended
WHERE since IS NOT NULL`
}
