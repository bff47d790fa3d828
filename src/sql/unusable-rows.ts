import type { TableName } from '../tables/tables.ts'
import { otherThanId } from './columns.ts'
import { comment, type Grammar } from './dialects.ts'
import type { PointsSource } from './facts-at.ts'
import { findingSql } from './finding.ts'
import { numberText, objectText, wordText } from './json-text.ts'
import type { PointsTableName } from './points-tables.ts'
import { columnsOf, READ_TABLES, type Relations } from './tables.ts'

/** What is wrong with rows that mislead the other queries of an audit, each with its sentence. */
export const ROW_PROBLEMS = {
  'missing-value': {
    zh: '缺少人、车、违法或者时间：该行所指的人、车的相关事实视为未知；缺少人、车或者所有人的，不计入任何上限',
    en: 'Who, what or when is missing: facts of those whom the row names are not known, and without a driver, a vehicle or an owner it is in no cap',
  },
  'not-an-id': {
    zh: '编号格式不符（如号牌带间隔点、含空格）：同“缺少”一样处理，相关事实视为未知，不计入任何上限',
    en: 'Not an id, as a plate with a dot or a space is not: taken as one that is missing, so facts of those whom the row names are not known, and it is in no cap',
  },
  'missing-position': {
    zh: '缺少先后顺序编号：该行或者其结束先于哪些行为视为未知，可能受其影响的事实也视为未知；依赖先后顺序的上限不计该行',
    en: 'A position is missing: which acts the row, or its end, came before is not known, nor are facts that it might change; no cap counts it that goes by positions',
  },
  'repeated-position': {
    zh: '先后顺序编号重复：同号的行分不出先后',
    en: 'A position is repeated: which of the rows came first is not known',
  },
  'end-without-time': {
    zh: '结束有先后顺序编号而没有时间：不依赖先后顺序的查询不计该行',
    en: 'The end has a position and no time: queries that need no order do not count the row',
  },
  'against-positions': {
    zh: '时间与先后顺序编号矛盾：编号在后而时间在前',
    en: 'Times contradict positions: the row comes after another by position and before it by time',
  },
  'end-before-beginning': {
    zh: '按编号或者按时间，结束早于开始：同时备案的数目不计该行',
    en: 'By position or by time the end comes before the beginning: the row is in no count of what is bound at once',
  },
  'repeated-key': {
    zh: '主键重复：同一行为被判定多次',
    en: 'A key is repeated: one act is judged several times',
  },
  'not-on-record': {
    zh: '所处理的违法不在违法记录中：该违法的信息不全',
    en: 'The violation that was handled is not on record: what it says is not known',
  },
  'other-vehicle': {
    zh: '处理记录的机动车与违法记录的机动车不同：按违法记录的机动车判定',
    en: 'The handling names another vehicle than its violation: that of the violation is judged',
  },
  'before-recording': {
    zh: '按编号，处理早于该违法的记录',
    en: 'By position the handling comes before its violation was recorded',
  },
  'in-seconds': {
    zh: '时间在1970年初：应为毫秒而填了秒，或者以0表示没有',
    en: 'An instant of the first weeks of 1970: seconds for milliseconds, or 0 for none',
  },
} as const
export type RowProblem = keyof typeof ROW_PROBLEMS

/** In milliseconds. Seconds of any day until 2100 are fewer, so they are read as instants of the first weeks of 1970. */
export const LATEST_SECONDS = 4_102_444_800

/** What begins and may end: the columns of its beginning and of its end. */
const ENDING = [
  { table: 'violations', begins: ['recorded_at', 'seq'], ends: ['withdrawn_at', 'withdrawn_seq'] },
  { table: 'bindings', begins: ['since', 'seq'], ends: ['released_at', 'released_seq'] },
  { table: 'handlings', begins: ['at', 'seq'], ends: ['revoked_at', 'revoked_seq'] },
] as const
/** The tables whose events one sequence numbers, each with the column of its time. */
const BEGINS = { owners: 'since', violations: 'recorded_at', bindings: 'since', handlings: 'at' } as const
const NUMBERED = ['owners', 'violations', 'bindings', 'handlings'] as const

/**
 * Rows that mislead the other queries, counted by column and problem, each with what finds the first of them: `seq`, the lowest position, or of a key that is repeated what it begins with, as its driver, vehicle or violation. One sequence numbers all events; only the ends of bindings share a position: with
 * the transfer, or with each other where a licence was cancelled.
 */
export function unusableRowsSql(relations: Relations, points: PointsSource, grammar: Grammar): string {
  const instant = (value: string) => `CAST(${value} AS ${grammar.type('instant', true)})`
  const event = (table: TableName, at: string, seq: string, isEnd: boolean) => {
    const e = columnsOf(table, 'e', grammar)
    const isShared = table === 'bindings' && isEnd
    const isAlone = table !== 'owners' && !isShared
    const where = isEnd ? ` WHERE ${e(at)} IS NOT NULL OR ${e(seq)} IS NOT NULL` : ''
    return `  SELECT '${table}.${seq}' AS source, ${isShared ? 1 : 0} AS is_end, ${isAlone ? 1 : 0} AS is_alone, ${instant(e(at))} AS t, CAST(${e(seq)} AS ${grammar.type('position', true)}) AS place
  FROM ${relations[table]} AS e${where}`
  }
  const events = [
    event('owners', 'since', 'seq', false),
    ...ENDING.flatMap(({ table, begins, ends }) => [
      event(table, begins[0], begins[1], false),
      event(table, ends[0], ends[1], true),
    ]),
  ]
  const whichOf = (seq: string) =>
    `CAST(min(${seq}) AS ${grammar.type('position', true)}) AS first_place, CAST(NULL AS ${grammar.type('id', true)}) AS first_key`
  const problem = (source: string, name: RowProblem, first: string, seq: string, from: string) =>
    `  SELECT '${source}' AS source, '${name}' AS problem, min(${first}) AS first_at, ${whichOf(seq)}, count(*) AS found\n  FROM ${from}`
  const ofPositions = (
    name: RowProblem,
    where: string,
  ) => `  SELECT source, '${name}' AS problem, min(t) AS first_at, ${whichOf('place')}, count(*) AS found
  FROM demerit_uses WHERE ${where} GROUP BY source`
  const ends = ENDING.map(({ table, begins, ends }) => {
    const e = columnsOf(table, 'e', grammar)
    const { 0: at, 1: seq } = begins
    const where = `${e(ends[1])} <= ${e(seq)} OR ${e(ends[0])} < ${e(at)}`
    return problem(
      `${table}.${ends[0]}`,
      'end-before-beginning',
      instant(e(at)),
      e(seq),
      `${relations[table]} AS e WHERE ${where}`,
    )
  })
  const undated = ENDING.map(({ table, begins, ends }) => {
    const e = columnsOf(table, 'e', grammar)
    const where = `${e(ends[1])} IS NOT NULL AND ${e(ends[0])} IS NULL`
    return problem(
      `${table}.${ends[0]}`,
      'end-without-time',
      instant(e(begins[0])),
      e(begins[1]),
      `${relations[table]} AS e WHERE ${where}`,
    )
  })
  const p = columnsOf('points_step', 'e', grammar)
  const missingPoints =
    points !== 'steps'
      ? []
      : Object.keys(READ_TABLES.points_step.columns).map((column) =>
          problem(
            `points_step.${column}`,
            column === 'seq' ? 'missing-position' : 'missing-value',
            instant('NULL'),
            p('seq'),
            `${relations.points_step} AS e WHERE ${p(column)} IS NULL`,
          ),
        )
  const missing = NUMBERED.flatMap((table) => {
    const e = columnsOf(table, 'e', grammar)
    return Object.entries(READ_TABLES[table].columns).flatMap(({ 0: column, 1: described }) => {
      const { kind } = described
      if (Object.hasOwn(described, 'orNull') || !(kind === 'id' || kind === 'instant' || kind === 'flag')) return []
      const unusable = (name: RowProblem, where: string) =>
        problem(
          `${table}.${column}`,
          name,
          instant(e(BEGINS[table])),
          e('seq'),
          `${relations[table]} AS e WHERE ${where}`,
        )
      const text = grammar.asText(e(column))
      const isMissing = `${e(column)} IS NULL`
      if (kind !== 'id') return [unusable('missing-value', isMissing)]
      return [
        unusable('missing-value', `${isMissing} OR ${text} = ''`),
        unusable('not-an-id', `${text} <> '' AND (${otherThanId(text, grammar)})`),
      ]
    })
  })
  const h = columnsOf('handlings', 'h', grammar)
  const x = columnsOf('violations', 'x', grammar)
  const met = `${x('id')} = ${h('violation')}`
  const handlings = `${relations.handlings} AS h LEFT JOIN ${relations.violations} AS x ON ${met}`
  const instants = NUMBERED.flatMap((table) => {
    const e = columnsOf(table, 'e', grammar)
    const columns = Object.entries(READ_TABLES[table].columns).filter(({ 1: { kind } }) => kind === 'instant')
    return columns.map(({ 0: column }) =>
      problem(
        `${table}.${column}`,
        'in-seconds',
        instant(e(column)),
        e('seq'),
        `${relations[table]} AS e WHERE ${e(column)} BETWEEN 0 AND ${LATEST_SECONDS}`,
      ),
    )
  })
  const problems = [
    ...missing,
    ...missingPoints,
    ofPositions('missing-position', 'place IS NULL'),
    ofPositions('repeated-position', 'place IS NOT NULL AND (is_end = 0 AND events > 1 OR is_end = 1 AND alone > 0)'),
    ofPositions('against-positions', 'place IS NOT NULL AND t < t_before'),
    ...undated,
    ...ends,
    ...keyedTables(points).map((table) => repeatedKeysSql(table, relations, grammar)),
    problem(
      'handlings.violation',
      'not-on-record',
      instant(h('at')),
      h('seq'),
      `${handlings} WHERE CASE WHEN ${met} THEN 0 ELSE 1 END = 1 AND ${grammar.asText(h('violation'))} <> ''`,
    ),
    problem(
      'handlings.seq',
      'before-recording',
      instant(h('at')),
      h('seq'),
      `${handlings} WHERE ${met} AND ${h('seq')} < ${x('seq')}`,
    ),
    problem(
      'handlings.vehicle',
      'other-vehicle',
      instant(h('at')),
      h('seq'),
      `${handlings} WHERE ${met} AND ${x('vehicle')} <> ${h('vehicle')}`,
    ),
    ...instants,
  ]
  const sentence = (locale: 'zh' | 'en') =>
    `CASE problem ${Object.entries(ROW_PROBLEMS)
      .map(({ 0: name, 1: says }) => `WHEN '${name}' THEN ${grammar.text(says[locale])}`)
      .join(' ')} END`
  const detail = objectText(
    [
      ['column', wordText('source', grammar)],
      ['problem', wordText('problem', grammar)],
      ['rows', numberText('found', grammar)],
      ['seq', numberText('first_place', grammar)],
      ['zh', wordText(sentence('zh'), grammar)],
      ['en', wordText(sentence('en'), grammar)],
    ],
    grammar,
  )
  const keyed = (...tables: readonly string[]) => {
    const sources = keyedTables(points)
      .filter((table) => tables.includes(table))
      .map((table) => `'${keySource(table)}'`)
    return sources.length === 0
      ? `CAST(NULL AS ${grammar.type('id', true)})`
      : `CASE WHEN source IN (${sources.join(', ')}) THEN first_key END`
  }
  const about = {
    driver: keyed('drivers', 'points_step', 'studies'),
    vehicle: keyed('vehicles'),
    violation: keyed('violations', 'fines'),
  }
  return `WITH
${comment('Every event, with its position.')}
demerit_positions AS (
${events.join('\n  UNION ALL\n')}
),
${comment('How many events have its position, and how many of them share it with none; the latest time of the events before.')}
demerit_uses AS (
  SELECT source, is_end, t, place, count(CASE WHEN is_end = 0 THEN 1 END) OVER (PARTITION BY place) AS events, count(CASE WHEN is_alone = 1 THEN 1 END) OVER (PARTITION BY place) AS alone,
    max(t) OVER (ORDER BY place, t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS t_before
  FROM demerit_positions
),
demerit_problems AS (
${problems.join('\n  UNION ALL\n')}
)
${findingSql({ at: 'first_at', ...about, detail }, grammar)}
FROM demerit_problems
WHERE found > 0`
}

/** The tables that are read by a key which no position tells apart. */
function keyedTables(points: PointsSource): readonly (TableName | PointsTableName)[] {
  if (points === 'recursive') return ['vehicles', 'violations', 'drivers', 'fines', 'studies']
  return points === 'steps' ? ['vehicles', 'violations', 'points_step'] : ['vehicles', 'violations']
}

/** What a problem with the key of a table is told of. */
function keySource(table: TableName | PointsTableName): string {
  return `${table}.${READ_TABLES[table].key.join(' ')}`
}

/** How many rows of a table have a key that another has. */
function repeatedKeysSql(table: TableName | PointsTableName, relations: Relations, grammar: Grammar): string {
  const e = columnsOf(table, 'e', grammar)
  const { key } = READ_TABLES[table]
  return `  SELECT '${keySource(table)}' AS source, 'repeated-key' AS problem, CAST(NULL AS ${grammar.type('instant', true)}) AS first_at, CAST(NULL AS ${grammar.type('position', true)}) AS first_place, min(first_key) AS first_key, CAST(COALESCE(sum(uses), 0) AS ${grammar.type('position', true)}) AS found
  FROM (SELECT count(*) AS uses, min(CAST(${e(key[0] as string)} AS ${grammar.type('id', true)})) AS first_key FROM ${relations[table]} AS e GROUP BY ${key.map(e).join(', ')} HAVING count(*) > 1) AS demerit_keys`
}
